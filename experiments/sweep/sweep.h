#pragma once
/// \file
/// Runs an experiment into a store: what is missing, in parallel, resumable at any moment and splittable over machines.
/// Which runs are done does not depend on threads, order, shards or interruptions.

#include "experiments/runs/worlds.h"
#include "experiments/store/store.h"
#include "experiments/sweep/experiment.h"
#include "experiments/sweep/plan.h"

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace experiments {

/// What a sweep will cost.
struct SweepEstimate {
    std::uint64_t runs = 0, pilot_runs = 0;
    std::uint64_t most_runs = 0; ///< With `until`; else the same.
    double seconds_per_run = 0;  ///< Of one thread [s]
    double seconds = 0;          ///< Of all threads together, wall clock [s]
    double bytes = 0;
    int threads = 1;
};
/// "12,288 runs, about 3 h 10 min on 8 threads, about 2.1 GB"
std::string estimate_text(const SweepEstimate& estimate);

/// How far a sweep is; handed out after each run, from any thread but never at once.
struct SweepProgress {
    std::uint64_t planned = 0; ///< Of the shard, as far as is known.
    std::uint64_t stored = 0;  ///< Done or failed before this sitting.
    std::uint64_t done = 0, failed = 0;
    double seconds = 0; ///< Since this sitting began.
    std::string best;   ///< Strategy that is best on average so far, in words; "" if nothing is known.
};

struct SweepOptions {
    std::string out;
    bool is_resumed = false;
    bool retries_failed = false; ///< Also runs that are stored as failed, or whose row is damaged.
    Shard shard;
    int threads = 0;
};

struct SweepWatch {
    std::function<void(const SweepEstimate&)> on_estimate; ///< After the pilot: the first runs, which are kept.
    std::function<void(const SweepProgress&)> on_progress;
    const std::atomic<bool>* stop = nullptr;
};

struct SweepResult {
    SweepProgress progress;
    StoreCounts counts;          ///< Of the whole store.
    std::uint64_t n_damaged = 0; ///< Rows that were damaged and were removed, with `retries_failed`.
    bool was_interrupted = false;
};

/// Runs what the store lacks. Throws as StoreWriter does; what was committed is kept whatever happens.
SweepResult run_sweep(const Experiment& experiment, const SweepOptions& options, const SweepWatch& watch = {});

/// Number of runs, time and disk, from some runs that are not kept.
SweepEstimate estimate_sweep(const Experiment& experiment, const Shard& shard, int threads);

/// Runs one run of a sweep; never throws what the model throws. `stop` gives it up: then nothing. With `worlds` it
/// lives in the memory of an earlier run.
std::optional<StoredRun> run_planned(const Treatments& treatments, const PlannedRun& planned,
                                     const std::atomic<bool>* stop, Worlds* worlds = nullptr);

} // namespace experiments
