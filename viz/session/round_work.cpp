#include "viz/session/round_work.h"

#include "experiments/statistics/statistics.h"
#include "scenarios/words.h"
#include "sim/parallel.h"
#include "viz/runs/headline.h"
#include "viz/runs/lever_words.h"
#include "viz/runs/outcomes.h"
#include "viz/runs/work.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace viz {
namespace {

constexpr std::size_t few_lucks = 20; ///< Come first for everybody; turning points are looked at in as many.
constexpr std::size_t most_partnerships = 4;

/// Partnerships that served most, each checked by a run in which it ends when it came into force.
void add_partnerships(const Trajectory& run, std::vector<Cause>& causes) {
    struct Served {
        const TieState* tie = nullptr;
        std::uint32_t since = 0;
        double pupils = 0;
    };
    std::map<sim::Key, Served> all;
    for (const auto& frame : run.frames)
        for (const TieState& tie : frame->ties) {
            if (tie.stage != models::Stage::active) continue;
            Served& one = all[tie.key];
            if (!one.tie) one.tie = &tie, one.since = frame->month;
            one.pupils += static_cast<double>(tie.served);
        }
    std::vector<Served> list;
    for (const auto& one : all)
        list.push_back(one.second);
    std::stable_sort(list.begin(), list.end(), [](const Served& a, const Served& b) { return a.pupils > b.pupils; });
    for (std::size_t n = 0; n < std::min(most_partnerships, list.size()) && list[n].pupils > 0; ++n) {
        const TieState& tie = *list[n].tie;
        Cause cause;
        cause.script = run.script, cause.month = list[n].since;
        cause.script.holds.push_back({list[n].since, HoldKind::partnership_away, tie.school, tie.key});
        cause.text = fmt::format("{}: {} and {} began {}", date_text(list[n].since ? list[n].since - 1 : 0),
                                 run.cast->schools[tie.school].name, run.cast->partners[tie.partner].name,
                                 programme_name(tie.programme));
        causes.push_back(std::move(cause));
    }
}

/// In how many of the lucks that both know the aim moved the same way as `effect`.
void count_lucks(TurningPoint& point, const Bands& with, const Bands& without, std::size_t aim, std::uint32_t month) {
    const std::vector<double> a = values_at(with, aim, month), b = values_at(without, aim, month);
    for (std::size_t r = 0; r < std::min(a.size(), b.size()); ++r) {
        const double change = a[r] - b[r];
        if (!std::isfinite(change)) continue;
        ++point.lucks;
        point.held += change * point.effect > 0;
    }
}

} // namespace

std::string effect_text(const TurningPoint& point, std::size_t aim) {
    const std::string what = fmt::format("It {} {} by {}", point.effect > 0 ? "raised" : "lowered", outcome_label(aim),
                                         scenarios::typeset.size(point.effect, models::observables()[aim].unit));
    if (point.lucks == 0) return what + " in this luck.";
    return fmt::format("{}, and went the same way in {} of {} lucks.", what, point.held, point.lucks);
}

RoundWork::RoundWork(RoundScripts scripts)
    : scripts_(std::move(scripts)), runs_(n_scripts()), bands_(n_scripts()), points_(scripts_.teams.size()),
      worker_(mutex_, changed_, [this] { return next(); }) {}

RoundWork::~RoundWork() {
    quit_ = true;
    const std::lock_guard lock(mutex_);
    worker_.stop();
    changed_.notify_all();
}

void RoundWork::wait_for_runs() {
    for (std::size_t i = 0; !sim::has_threads && i < n_scripts(); ++i) // nobody would make them meanwhile
        if (!runs_[i])
            runs_[i] = run_script(
                script(i), scripts_.generation + i, scripts_.known, [](TrajectoryPtr) {}, [] { return false; });
    if (!sim::has_threads) return;
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return done_ > 0 || is_over(); });
}

void RoundWork::wait() const {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return is_over(); });
}

TrajectoryPtr RoundWork::run(std::size_t i) const {
    const std::lock_guard lock(mutex_);
    return runs_[i];
}

std::shared_ptr<const Bands> RoundWork::bands(std::size_t i) const {
    const std::lock_guard lock(mutex_);
    return bands_[i];
}

const Script& RoundWork::script(std::size_t i) const {
    return i == 0 ? scripts_.alone : i == 1 ? scripts_.untouched : scripts_.teams[i - first_team];
}

std::size_t RoundWork::lucks_wanted() const { return (n_scripts() - 1) * scripts_.n_lucks; }

std::size_t RoundWork::lucks_done() const {
    const std::lock_guard lock(mutex_);
    std::size_t n = 0;
    for (const auto& one : bands_)
        n += one ? one->n_done() : 0;
    return n;
}

bool RoundWork::are_lucks_done() const { return !failure().empty() || lucks_done() == lucks_wanted(); }

std::shared_ptr<const std::vector<TurningPoint>> RoundWork::turning_points(std::size_t team) const {
    const std::lock_guard lock(mutex_);
    return points_[team];
}

std::string RoundWork::failure() const {
    const std::lock_guard lock(mutex_);
    return failure_.empty() ? worker_.failure() : failure_;
}

std::size_t RoundWork::n_steps() const { return 1 + 2 * (n_scripts() - 1) + scripts_.teams.size(); }

std::optional<Piece> RoundWork::next() {
    if (quit_ || begun_ == n_steps() || !failure_.empty()) return std::nullopt;
    const std::size_t step = begun_++, with_bands = n_scripts() - 1;
    if (step == 0) return make_runs();
    if (step <= with_bands) return extend(step, std::min(few_lucks, scripts_.n_lucks));
    if (step <= 2 * with_bands) return extend(step - with_bands, scripts_.n_lucks);
    return find_turning_points(step - 2 * with_bands - 1);
}

Piece RoundWork::make_runs() {
    const auto runs = std::make_shared<std::vector<TrajectoryPtr>>(n_scripts());
    const auto work = [this, runs] {
        sim::for_each_task(runs->size(), [&](std::size_t i) {
            if ((*runs)[i]) return; // called anew
            (*runs)[i] = usual_work().run(
                script(i), scripts_.generation + i, scripts_.known, [](TrajectoryPtr) {},
                [this] { return quit_.load(); });
        });
    };
    return {work, [this, runs](const std::string& failure) { runs_ = *runs, failure_ = failure, ++done_; }};
}

/// Shows what is known as it grows; keeps no worlds to start from, since each script is run once.
Piece RoundWork::extend(std::size_t i, std::size_t n_lucks) {
    const auto bands = std::make_shared<Bands>(bands_[i] ? *bands_[i] : Bands{});
    const auto work = [this, i, n_lucks, bands] {
        Anchors none;
        const auto tell = [&](const Bands& known) {
            const auto copy = std::make_shared<const Bands>(known);
            const std::lock_guard lock(mutex_);
            bands_[i] = copy;
        };
        usual_work().other_luck(script(i), *bands, n_lucks, none, {}, tell, quit_);
    };
    return {work, [this, i, bands](const std::string& failure) { bands_[i] = bands, failure_ = failure, ++done_; }};
}

/// What is known of a team's turning points; the search goes on in it each time it is called.
struct RoundWork::Search {
    std::optional<Answer> answer;
    std::size_t next = 0; ///< Cause to look at
    Bands without;        ///< Lucks without it
    std::vector<TurningPoint> points;
};

void RoundWork::search(Search& s, const TrajectoryPtr& run, const Bands& bands) const {
    Question question;
    question.observable = scripts_.aim, question.month = run->script.months;
    if (!s.answer) {
        s.answer = candidates(question, *run);
        // Only what happened can have been a turning point, not what might have been done.
        std::erase_if(s.answer->causes,
                      [&](const Cause& c) { return c.script.commands.size() > run->script.commands.size(); });
        add_partnerships(*run, s.answer->causes);
    }
    if (s.answer->causes.empty()) return;
    if (!s.answer->is_complete && !usual_work().causes(*s.answer, run, quit_)) return;
    for (; s.next < s.answer->causes.size(); ++s.next, s.without = {}) {
        const Cause& cause = s.answer->causes[s.next];
        TurningPoint point{cause.text, -cause.effect(), 0, 0};
        if (s.points.size() == n_turning_points || !std::isfinite(point.effect) || point.effect == 0) return;
        if (cause.script.holds.empty()) { // chance itself has no other luck
            Anchors none;
            const std::size_t n = std::min(few_lucks, scripts_.n_lucks);
            if (!usual_work().other_luck(
                    cause.script, s.without, n, none, {}, [](const Bands&) {}, quit_))
                return;
            count_lucks(point, bands, s.without, scripts_.aim, question.month);
        }
        s.points.push_back(std::move(point));
    }
}

Piece RoundWork::find_turning_points(std::size_t team) {
    const auto found = std::make_shared<Search>();
    const auto work = [this, found, run = runs_[first_team + team], bands = bands_[first_team + team]] {
        search(*found, run, *bands);
    };
    return {work, [this, team, found](const std::string& failure) {
                points_[team] = std::make_shared<const std::vector<TurningPoint>>(std::move(found->points));
                failure_ = failure, ++done_;
            }};
}

} // namespace viz
