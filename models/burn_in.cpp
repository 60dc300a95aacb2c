#include "models/burn_in.h"

#include "models/derived.h"
#include "models/initialise/initialise.h"
#include "models/model.h"
#include "sim/simd.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace models {
namespace {

/// What must stand still: schools with partners, live partnerships; and partners' cash, which is read off its sum.
class Watcher {
  public:
    void look(const World& w) {
        for (std::size_t s = 0; s < watched_.size(); ++s)
            year_[s] += watched_[s]->read(w) / sim::months_per_year;
        if (w.month % sim::months_per_year != 0) return;
        year_.back() = w.spent.partners_cash - cash_;
        cash_ = w.spent.partners_cash;
        for (std::size_t s = 0; s < years_.size(); ++s)
            years_[s].push_back(year_[s]), year_[s] = 0;
    }
    const std::vector<std::vector<double>>& years() const { return years_; }

  private:
    static const sim::Observable<World>* at(std::string_view id) {
        return &observables()[static_cast<std::size_t>(observable_index(id))];
    }
    std::vector<const sim::Observable<World>*> watched_{at("schools-with-partners"), at("partnerships-live")};
    std::vector<double> year_ = std::vector<double>(3, 0.0);
    std::vector<std::vector<double>> years_{3};
    double cash_ = 0;
};

double mean_score(const World& w, std::size_t i) {
    double sum = 0, n = 0;
    for (std::size_t c = w.cohort_begin[i]; c < w.cohort_begin[i + 1]; ++c)
        for (std::size_t row = w.cohorts.begin[c]; row < w.cohorts.begin[c] + w.cohorts.used[c]; ++row)
            if (w.students.taken[row / sim::lanes] >> (row % sim::lanes) & 1u)
                sum += static_cast<double>(w.students.ability[row] + w.students.boost[row]), n += 1;
    return n > 0 ? sum / n : 0.0;
}

void move_scores(World& w, std::size_t i, double by) {
    for (std::size_t c = w.cohort_begin[i]; c < w.cohort_begin[i + 1]; ++c)
        for (std::size_t row = w.cohorts.begin[c]; row < w.cohorts.begin[c] + w.cohorts.rows[c]; ++row)
            w.students.ability[row] += static_cast<float>(by);
    w.institutions.school_effect[i] += by;
}

/// What the data say of schools, partners and ties at month 0 is so at the run's: what today's partnerships do for
/// pupils is in the schools' scores already.
void settle(World& w, const Region& region, const std::vector<double>& scores) {
    for (std::size_t i = 0; i < region.schools.size(); ++i) {
        if (region.schools[i].mean_score) move_scores(w, i, scores[i] - mean_score(w, i));
        if (region.schools[i].trust)
            w.institutions.relational_trust[i] = std::clamp(*region.schools[i].trust, 0.0, 1.0);
    }
    const double least = w.parameters.partner.reputation_least;
    for (std::size_t k = 0; k < region.partners.size(); ++k)
        if (region.partners[k].reputation)
            w.partners.reputation[k] = std::clamp(*region.partners[k].reputation, least, 1 - least);
    note_usual_effect(w);
    restart_ties(w, region);
}

void run_in(const Setup& setup, sim::Luck luck, World& w, const std::function<bool()>& should_stop) {
    Setup before = setup;
    before.levers = setup.today;
    before.conditions = {};
    build_world(before, luck, w);
    w.begins = not_begun;
    std::vector<double> scores;
    for (std::size_t i = 0; i < w.institutions.size(); ++i)
        scores.push_back(mean_score(w, i));
    Watcher watcher;
    const BurnIn& burn = setup.burn_in;
    const std::uint32_t most = burn.is_stationary ? stationary_rule.most_years * sim::months_per_year : burn.months;
    while (w.month < most && !(burn.is_stationary && is_stationary(watcher.years(), stationary_rule)))
        advance(w, sim::months_per_year, [&](const World& now) {
            if (should_stop && should_stop()) throw Interrupted{};
            watcher.look(now);
        });
    settle(w, completed(setup.region), scores);
}

/// The strategies begin: their levers and conditions from here on, counts and costs anew; agreements in force count as
/// formed.
void begin(World& w, const Setup& setup) {
    const CoordinationLevers &old = w.levers.coordination, &now = setup.levers.coordination;
    const bool changes_tables =
        old.backbone != now.backbone || old.shared_measurement != now.shared_measurement || old.pooled != now.pooled;
    w.levers = setup.levers;
    w.conditions = setup.conditions;
    w.begins = w.month;
    if (changes_tables) change_coalitions(w, completed(setup.region));
    w.spent = {};
    w.events = {};
    for (const Stage stage : w.partnerships.stage)
        (stage == Stage::active ? w.events.formed : w.events.talks_opened) += 1;
}

template <class T>
bool same_bits(const T& a, const T& b) {
    static_assert(std::is_trivially_copyable_v<T>);
    return std::memcmp(&a, &b, sizeof a) == 0; // of doubles alone
}

/// Capacities that are not given are NaN, and NaN is unlike itself.
Region comparable(Region region) {
    for (PartnerInput& partner : region.partners)
        for (double& means : partner.capacity)
            if (std::isnan(means)) means = -1;
    return region;
}

} // namespace

std::string BurnIn::text() const { return is_stationary ? "stationary" : months > 0 ? std::to_string(months) : "none"; }

bool is_stationary(const std::vector<std::vector<double>>& years, const StationaryRule& rule) {
    const std::size_t n = rule.window_years;
    return std::all_of(years.begin(), years.end(), [&](const std::vector<double>& series) {
        if (series.size() < 2 * n) return false;
        double before = 0, last = 0;
        for (std::size_t y = 0; y < n; ++y)
            before += series[series.size() - 2 * n + y], last += series[series.size() - n + y];
        return std::abs(last - before) <= rule.tolerance * before;
    });
}

WarmWorlds::WarmWorlds() : WarmWorlds(0.125 * machine_memory()) {}

WarmWorlds::WarmWorlds(double room) : room_(room) {}

std::shared_ptr<const World> WarmWorlds::find(const Setup& setup, sim::Luck luck) {
    const Region region = comparable(setup.region);
    const std::lock_guard lock(mutex_);
    const auto found = std::find_if(kept_.begin(), kept_.end(), [&](const Kept& one) {
        return one.luck == luck && one.setup->burn_in == setup.burn_in && same_bits(one.setup->today, setup.today) &&
               same_bits(one.setup->parameters, setup.parameters) && one.setup->region == region;
    });
    if (found == kept_.end()) return nullptr;
    std::rotate(found, found + 1, kept_.end());
    return kept_.back().world;
}

void WarmWorlds::keep(const Setup& setup, sim::Luck luck, const World& world) {
    const double size = bytes(world);
    if (size > room_) return;
    auto key = std::make_shared<Setup>(setup);
    key->region = comparable(key->region);
    auto copy = std::make_shared<const World>(world);
    const std::lock_guard lock(mutex_);
    while (!kept_.empty() && used_ + size > room_) {
        used_ -= kept_.front().bytes;
        kept_.erase(kept_.begin());
    }
    kept_.push_back({std::move(key), luck, std::move(copy), size});
    used_ += size;
}

void start_world(const Setup& setup, sim::Luck luck, World& world, WarmWorlds* warm,
                 const std::function<bool()>& should_stop) {
    if (!setup.burn_in.is_on()) {
        build_world(setup, luck, world);
        return;
    }
    if (const auto known = warm ? warm->find(setup, luck) : nullptr) {
        world = *known;
    } else {
        run_in(setup, luck, world, should_stop);
        if (warm) warm->keep(setup, luck, world);
    }
    begin(world, setup);
}

World start_world(const Setup& setup, sim::Luck luck) {
    World world;
    start_world(setup, luck, world);
    return world;
}

} // namespace models
