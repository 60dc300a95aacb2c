#pragma once
/// \file
/// Many runs at once: cells (a strategy under conditions) times replicates. One run is one task; results are stored by
/// index, so neither the number of threads nor the order of finishing can matter. Replicate r of every cell has the
/// same luck, so cells may be compared pair by pair.

#include "models/model.h"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace experiments {

/// One strategy under one set of conditions.
struct Cell {
    std::string strategy;  ///< Id
    std::string condition; ///< Label, as scenarios::condition_label writes it
    models::Setup setup;
};

/// What to run.
struct Plan {
    std::vector<Cell> cells;
    std::uint64_t seed = 1;
    std::uint32_t replicates = 20;
    /// Sets of parameters that each cell is run with beside its own, for what is ignorance (statistics/sets.h): set s
    /// meets the lucks (s x lucks_a_set + k) % replicates, so each run in a set has one of the cell's own with its
    /// luck.
    std::vector<models::Parameters> sets{};
    std::uint32_t lucks_a_set = 2;
    std::size_t runs_a_cell() const { return replicates + sets.size() * lucks_a_set; }
    std::uint32_t months = 120;
    bool keep_series = false;
    bool keep_years = false; ///< Outcomes at each year's end as well.
    int threads = 0;         ///< 0: all the machine offers.
};

/// One run, finished or not.
struct Run {
    bool is_done = false;
    std::string failure; ///< Why it failed; "" if it did not.
    models::RunResult result;
};

/// How far the work is; handed to the watcher from any thread.
struct Progress {
    std::size_t runs_done = 0, runs = 0;
    std::uint64_t months_done = 0, months = 0; ///< Over all runs.
};

/// Who looks on, and who may stop the work.
struct Watch {
    std::function<void(const Progress&)> on_progress; ///< Called once a month of each run; may be empty.
    const std::atomic<bool>* stop = nullptr;          ///< When true, running runs are given up at their next month.
};

/// All runs of a plan.
struct Runs {
    std::size_t n_replicates = 0;
    std::size_t n_points = 1; ///< Of a sweep: sets of parameters; a cell's columns lie point by point, luck within.
    std::vector<Run> all;     ///< [cells x replicates]
    std::size_t n_sets = 0;   ///< Sets of parameters beside the cells' own.
    std::vector<Run> in_sets; ///< [cells x sets x lucks a set]; never with series
    bool was_interrupted = false;

    const Run& at(std::size_t cell, std::size_t replicate) const { return all[cell * n_replicates + replicate]; }
    /// Values of one observable in one cell by replicate; NaN where absent, failed or not run. Shape [replicates].
    /// With a `year` [from 1] as if the runs had ended after so many; that needs Plan::keep_years.
    std::vector<double> values(std::size_t cell, std::size_t observable, std::size_t year = 0) const;
    /// The same of the runs in sets of parameters. Shape [sets x lucks a set], of `n_cells` cells in all.
    std::vector<double> values_in_sets(std::size_t cell, std::size_t observable, std::size_t year = 0) const;
    std::size_t n_done(std::size_t cell) const;
    /// "run 17 (collective-impact, funding-cut, replicate 3): reason" for each failed run.
    std::vector<std::string> failures(const Plan& plan) const;
    /// Digest over the final worlds of a cell's finished runs in order of replicates; 16 hex digits.
    std::string digest(std::size_t cell) const;
    /// Mean over finished replicates of a cell by month; NaN in months where the observable is absent in all.
    std::vector<double> mean_series(std::size_t cell, std::size_t observable) const;
    /// Months that finished runs of a cell were run in before month 0 [replicates]; empty without a burn-in.
    std::vector<std::uint32_t> burnt_in(std::size_t cell) const;
};

/// Runs the plan. A run that throws std::exception is kept as failed and the others go on; sim::MachineError and lack
/// of memory end the work.
Runs run_cells(const Plan& plan, const Watch& watch = {});

} // namespace experiments
