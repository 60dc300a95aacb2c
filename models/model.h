#pragma once
/// \file
/// The model as one thing: set-up in, world out, months forward, numbers read.

#include "models/burn_in.h"
#include "models/conditions.h"
#include "models/levers.h"
#include "models/parameters.h"
#include "models/region.h"
#include "models/world.h"
#include "sim/observable.h"
#include "sim/schedule.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace models {

/// All that decides a run but its seed.
struct Setup {
    Region region; ///< As read; `completed` is applied by build.
    Parameters parameters = parameter_table().defaults();
    Levers levers = lever_table().defaults();
    Conditions conditions;
    BurnIn burn_in;                          ///< Before month 0
    Levers today = lever_table().defaults(); ///< Under which the world is run in; the scenario's own strategy's
};

/// The processes in order; `accord list processes` prints it.
const std::vector<sim::Process<World>>& schedule();

/// Memory that a world of this region will take, nearly all of it students' columns, padding included [bytes].
double memory_needed(const Region& region);
/// Throws sim::MachineError with both figures if `worlds` such worlds do not fit in this machine's memory.
void check_fits(const Region& region, double worlds = 1);

/// A world at month 0. Throws sim::MachineError if it cannot fit in memory.
World build_world(const Setup& setup, sim::Luck luck);
/// The same in the memory of `world`, whatever that was before.
void build_world(const Setup& setup, sim::Luck luck, World& world);

/// A world at the run's month 0: built, and run in where the set-up asks for it. `warm`, if given, is asked for a world
/// that was run in before, and keeps this one. `should_stop` as in RunOptions.
void start_world(const Setup& setup, sim::Luck luck, World& world, WarmWorlds* warm = nullptr,
                 const std::function<bool()>& should_stop = {});
World start_world(const Setup& setup, sim::Luck luck);

/// Advances by `months`; `after(world)` is called at the end of each month. `seconds` [processes], if given, collects
/// the time of each process.
void advance(World& world, std::uint32_t months, const std::function<void(const World&)>& after = {},
             std::vector<double>* seconds = nullptr);

/// Everything a leader or an analyst may read, in a fixed order that is only ever appended to.
const std::vector<sim::Observable<World>>& observables();
/// Index of an observable's id, or -1.
int observable_index(std::string_view id);

/// What a run leaves behind.
struct RunResult {
    std::vector<double> outcomes;            ///< [observables]; NaN = absent in this region or run
    std::vector<std::vector<double>> series; ///< [observables x months] if asked for
    std::vector<std::vector<double>> yearly; ///< [observables x whole years] as if the run ended there, if asked for
    std::uint32_t burnt_in = 0;              ///< Months run before month 0
    std::uint64_t digest = 0;                ///< Of the final world
};

/// Which replicate, how long, and what else is wanted of a run.
struct RunOptions {
    std::uint64_t seed = 1;
    std::uint32_t replicate = 0;
    std::uint32_t months = 0;
    bool keep_series = false;
    bool keep_years = false;
    std::function<bool()> should_stop = {}; ///< Asked each month, if given; a stopped run throws Interrupted
    World* memory = nullptr;                ///< If given, the run lives in this world, which it leaves at its end
    WarmWorlds* warm = nullptr;             ///< If given, worlds that were run in are kept there and used again
};

/// Builds and runs one replicate.
RunResult run(const Setup& setup, const RunOptions& options);

/// Thrown by `run` when told to stop.
struct Interrupted {};

/// Version of the model's results: changes only with a line in models/CHANGES.md.
std::string model_version();

} // namespace models
