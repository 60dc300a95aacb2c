#include "viz/remote/remote.h"

#include "sim/error.h"
#include "viz/remote/messages.h"
#include "viz/runs/worker.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <deque>
#include <map>
#include <memory>
#include <utility>

namespace viz {
namespace {

/// A question on its way.
struct Asked {
    int id = 0;
    std::deque<std::string> parts; ///< Of its answer, not yet read
    bool is_over = false;
    std::string failure;
    std::shared_ptr<Trajectory> run; ///< As far as it was read
};

/// All questions of the window, by what they ask.
struct Desk {
    Post post;
    int last_id = 0;
    std::map<std::string, Asked> asked;

    /// The question, asked now if it was not yet.
    Asked& at(const std::string& request, std::uint32_t group) {
        const auto [it, is_new] = asked.try_emplace(request);
        if (is_new) {
            it->second.id = ++last_id;
            post.ask(last_id, group, request);
        }
        return it->second;
    }
    void drop(const std::string& request) {
        const auto it = asked.find(request);
        if (it == asked.end()) return;
        if (!it->second.is_over) post.cancel(it->second.id);
        asked.erase(it);
    }
    /// Drops it where it failed, and throws why.
    void check(const std::string& request, const Asked& one) {
        if (one.failure.empty()) return;
        const std::string why = one.failure;
        drop(request);
        throw sim::MachineError(why);
    }
};
Desk& desk() {
    static Desk all;
    return all;
}

void add(Trajectory& run, RunPart part) {
    if (part.cast) run.cast = std::move(part.cast);
    for (auto& frame : part.frames)
        run.frames.push_back(std::move(frame));
    for (auto& one : part.happenings)
        run.happenings.push_back(std::move(one));
    run.digest = part.digest, run.is_complete = part.is_complete;
}

/// Reads parts for a few milliseconds, so that no frame waits for a large region's.
TrajectoryPtr asked_run(const Script& script, std::uint64_t generation, const std::vector<TrajectoryPtr>&,
                        const std::function<void(TrajectoryPtr)>& publish, const std::function<bool()>& should_stop) {
    using Clock = std::chrono::steady_clock;
    constexpr auto share = std::chrono::milliseconds(8);
    const std::string request = packed(Request{Ask::run, script, {}});
    if (should_stop()) return desk().drop(request), nullptr;
    Asked& one = desk().at(request, 0);
    if (!one.run) {
        one.run = std::make_shared<Trajectory>();
        one.run->script = script, one.run->generation = generation;
    }
    const auto start = Clock::now();
    bool has_news = false;
    for (; !one.parts.empty() && Clock::now() - start < share; one.parts.pop_front(), has_news = true)
        add(*one.run, run_part_of(one.parts.front()));
    const bool is_whole = one.parts.empty() && one.is_over;
    if (is_whole) desk().check(request, one);
    if (!is_whole) call_again();
    if (!is_whole && !has_news) return nullptr;
    auto known = std::make_shared<const Trajectory>(*one.run);
    if (has_news && !known->frames.empty()) publish(known);
    if (!is_whole) return nullptr;
    desk().drop(request);
    return known;
}

bool asked_luck(const Script& script, Bands& bands, std::size_t to, Anchors&, const std::vector<const Anchors*>&,
                const std::function<void(const Bands&)>& told, const std::atomic<bool>& stop) {
    constexpr std::size_t most = 16; // on their way at once: enough for every worker, few enough to be given up
    bands.replicates.resize(std::max(bands.replicates.size(), to));
    Request luck{Ask::luck, script, {}};
    std::size_t n_missing = 0;
    for (std::size_t r = 0; r < to && n_missing < most; ++r) {
        if (bands.replicates[r]) continue;
        luck.script.replicate = script.first_replicate + static_cast<std::uint32_t>(r);
        const std::string request = packed(luck);
        if (stop) {
            desk().drop(request);
            continue;
        }
        const Asked& one = desk().at(request, luck.script.replicate + 1);
        desk().check(request, one);
        if (!one.is_over) {
            ++n_missing;
            continue;
        }
        bands.replicates[r] = std::make_shared<const ReplicateSeries>(series_of(one.parts.front()));
        desk().drop(request);
        told(bands);
    }
    if (n_missing > 0) call_again();
    return !stop && n_missing == 0;
}

bool asked_causes(Answer& answer, const TrajectoryPtr& run, const std::atomic<bool>& stop) {
    const std::string request = packed(Request{Ask::causes, run->script, answer});
    if (stop) return desk().drop(request), false;
    const Asked& one = desk().at(request, 1);
    desk().check(request, one);
    if (!one.is_over) return call_again(), false;
    answer = answer_of(one.parts.front(), run->script);
    desk().drop(request);
    return true;
}

/// Runs that a worker has made lately, for the next to start from.
std::vector<TrajectoryPtr>& made_lately() {
    static std::vector<TrajectoryPtr> runs;
    return runs;
}

void keep(TrajectoryPtr run) {
    constexpr std::size_t most = 4; // lanes and one more
    std::vector<TrajectoryPtr>& all = made_lately();
    if (all.size() == most) all.erase(all.begin());
    all.push_back(std::move(run));
}

TrajectoryPtr made(const Script& script, const std::function<void(TrajectoryPtr)>& publish) {
    TrajectoryPtr run = run_script(script, 0, made_lately(), publish, [] { return false; });
    keep(run);
    return run;
}

void answer_run(const Script& script, const std::function<void(const std::string&)>& tell) {
    constexpr std::size_t most = 24; // months a part, so that reading one is short
    std::size_t n_told = 0;
    made(script, [&](const TrajectoryPtr& run) {
        for (bool is_told = false; !is_told && (n_told < run->frames.size() || run->is_complete);) {
            RunPart part; // the last may hold no month that was not told before, and says that it is the last
            if (n_told == 0) part.cast = run->cast;
            const std::size_t end = std::min(n_told + most, run->frames.size());
            for (; n_told < end; ++n_told) {
                part.frames.push_back(run->frames[n_told]);
                if (n_told > 0) part.happenings.push_back(run->happenings[n_told - 1]);
            }
            part.is_complete = run->is_complete && end == run->frames.size();
            if (part.is_complete) part.digest = run->digest;
            tell(packed(part));
            is_told = end == run->frames.size();
        }
    });
}

/// Where a worker's lucks may begin when a script is moved: the last anchors of each, of as many lucks as there is room
/// for.
struct LuckAnchors {
    static constexpr std::size_t each = 2;  // A's and B's
    static constexpr double budget = 120e6; // [bytes]
    std::shared_ptr<const scenarios::Scenario> scenario;
    std::map<std::uint32_t, std::deque<Anchors>> of;

    std::deque<Anchors>& at(const Script& script) {
        if (scenario != script.scenario) of.clear(), scenario = script.scenario;
        return of[script.replicate];
    }
    void keep(std::uint32_t replicate, Anchors own) {
        const bool has_room =
            !own.front().world || static_cast<double>(of.size()) * each * models::bytes(*own.front().world) <= budget;
        std::deque<Anchors>& all = of[replicate];
        if (own.front().world && has_room) all.push_front(std::move(own));
        if (all.size() > each) all.pop_back();
        if (all.empty()) of.erase(replicate);
    }
};

void answer_luck(const Script& script, const std::function<void(const std::string&)>& tell) {
    static LuckAnchors kept;
    Script one = script;
    one.first_replicate = one.replicate;
    std::vector<const Anchors*> known;
    for (const Anchors& anchors : kept.at(one))
        known.push_back(&anchors);
    Bands bands;
    Anchors own;
    run_replicates(
        one, bands, 1, own, known, [](const Bands&) {}, false);
    kept.keep(one.replicate, std::move(own));
    tell(packed(*bands.replicates.front()));
}

void answer_causes(const Request& request, const std::function<void(const std::string&)>& tell) {
    const TrajectoryPtr run = made(request.script, [](const TrajectoryPtr&) {});
    Answer answer = request.answer;
    check_causes(answer, run, false);
    tell(packed(answer));
}

} // namespace

EngineWork asked_work(Post post) {
    desk().post = std::move(post);
    return {asked_run, asked_luck, asked_causes};
}

void take_answer(int id, std::string part, bool is_last, const std::string& failure) {
    for (auto& [request, one] : desk().asked) {
        if (one.id != id) continue;
        if (!part.empty()) one.parts.push_back(std::move(part));
        one.is_over = is_last, one.failure = failure;
        return;
    }
}

void answer_request(const std::string& bytes, const std::function<void(const std::string&)>& tell) {
    const Request request = request_of(bytes);
    switch (request.kind) {
    case Ask::run:
        return answer_run(request.script, tell);
    case Ask::luck:
        return answer_luck(request.script, tell);
    case Ask::causes:
        return answer_causes(request, tell);
    }
}

} // namespace viz
