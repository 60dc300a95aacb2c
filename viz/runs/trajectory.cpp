#include "viz/runs/trajectory.h"

#include <algorithm>
#include <chrono>

namespace viz {
namespace {

/// The known run that shares the longest beginning with a script, and where to start from in it.
struct Start {
    const Trajectory* from = nullptr;
    std::shared_ptr<const models::World> world;
};

Start best_start(const Script& script, const std::vector<TrajectoryPtr>& known, std::uint32_t latest) {
    Start best;
    for (const TrajectoryPtr& one : known) {
        if (!one || one->frames.empty()) continue;
        const auto common = divergence(script, one->script);
        if (!common) continue;
        const std::uint32_t shared = std::min({*common, one->months_done(), latest});
        for (const auto& world : one->saved)
            if (month_of(*world) <= shared && (!best.world || month_of(*world) > month_of(*best.world)))
                best = {one.get(), world};
    }
    return best;
}

} // namespace

std::vector<double> Trajectory::series(std::size_t observable) const {
    std::vector<double> values;
    for (const auto& frame : frames)
        values.push_back(frame->observables[observable]);
    return values;
}

std::uint32_t months_between_saved(const models::World& world, std::uint32_t months) {
    constexpr double budget = 200e6; // bytes
    const double fit = std::max(1.0, budget / std::max(1.0, models::bytes(world)));
    return std::max<std::uint32_t>(6, static_cast<std::uint32_t>(static_cast<double>(months) / fit) + 1);
}

models::World world_at(const Script& script, std::uint32_t month, const std::vector<TrajectoryPtr>& known) {
    const Start start = best_start(script, known, month);
    models::World world = start.world ? *start.world : begin(script);
    while (month_of(world) < month)
        advance(world, script);
    world.endings.clear();
    return world;
}

TrajectoryPtr run_script(const Script& script, std::uint64_t generation, const std::vector<TrajectoryPtr>& known,
                         const std::function<void(TrajectoryPtr)>& publish, const std::function<bool()>& should_stop) {
    using Clock = std::chrono::steady_clock;
    constexpr auto now_and_then = std::chrono::milliseconds(30);
    const Start start = best_start(script, known, script.months);
    Trajectory run;
    run.script = script, run.generation = generation;
    models::World world;
    try {
        world = start.world ? *start.world : begin(script, should_stop);
    } catch (const models::Interrupted&) {
        return nullptr;
    }
    if (start.from) {
        const auto end = static_cast<std::ptrdiff_t>(month_of(world));
        run.cast = start.from->cast;
        run.frames.assign(start.from->frames.begin(), start.from->frames.begin() + end + 1);
        run.happenings.assign(start.from->happenings.begin(), start.from->happenings.begin() + end);
        for (const auto& saved : start.from->saved)
            if (saved->month <= world.month) run.saved.push_back(saved);
    } else {
        run.cast = std::make_shared<Cast>(cast_of(script.scenario->setup.region, world));
        run.frames.push_back(frame_of(world));
        run.saved.push_back(std::make_shared<models::World>(world));
    }
    const std::uint32_t every = months_between_saved(world, script.months);
    auto told = Clock::now();
    while (month_of(world) < script.months) {
        if (should_stop()) return nullptr;
        world.endings.clear();
        advance(world, script);
        auto frame = frame_of(world);
        run.happenings.push_back(happenings_between(*run.frames.back(), *frame, world.endings, script));
        run.frames.push_back(std::move(frame));
        if (month_of(world) % every == 0) run.saved.push_back(std::make_shared<models::World>(world));
        if (Clock::now() - told > now_and_then) publish(std::make_shared<Trajectory>(run)), told = Clock::now();
    }
    run.digest = models::digest(world);
    run.is_complete = true;
    auto result = std::make_shared<const Trajectory>(std::move(run));
    if (should_stop()) return nullptr;
    publish(result);
    return result;
}

} // namespace viz
