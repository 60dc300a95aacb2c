#pragma once
/// \file
/// What only a world that is watched can tell: what flows from partners to pupils, and how long agreements live. Runs
/// of a plan are repeated with the same seed and luck, so they are the runs of the report's tables.

#include "experiments/runs/runner.h"

#include <array>
#include <vector>

namespace report {

/// Of one agreement: watched from age `entry` to age `exit` [month].
struct Life {
    int entry = 0, exit = 0;
    bool is_ended = false; ///< Else still alive when the run ended.
};

/// One cell, watched over some replicates.
struct Record {
    std::size_t cell = 0;
    std::size_t replicates = 0;
    /// Pupils served in a mean teaching month of the last year, mean over replicates, by partner kind and programme.
    std::array<std::array<double, models::n_programmes>, models::n_partner_kinds> served{};
    /// Share of each programme's pupils who are low-income.
    std::array<double, models::n_programmes> low_share{};
    /// What partners delivered to live agreements, value in dollars a month, by partner kind, over the last year.
    std::array<double, models::n_partner_kinds> delivered{};
    std::vector<std::vector<Life>> lives;                  ///< [replicates]
    std::vector<std::uint64_t> digests;                    ///< Of the final worlds [replicates]
    std::array<double, models::n_end_reasons> ended_why{}; ///< Mean over replicates, talks included.
};

/// A run to be repeated.
struct WatchedRun {
    models::Setup setup;
    std::uint64_t seed = 1;
    std::uint32_t replicate = 0, months = 0;
};

/// Repeats runs of a cell, watching.
Record watch_runs(std::size_t cell, const std::vector<WatchedRun>& runs);
/// Repeats the first `replicates` runs of a cell of a plan.
Record watch_cell(const experiments::Plan& plan, std::size_t cell, std::size_t replicates);

/// Share alive by age [month]: Kaplan-Meier, with late entry and agreements still alive at the end counted as such.
struct Survival {
    std::vector<double> age, share;
    std::size_t n = 0, ended = 0;
    /// Share alive at an age; absent when nobody was watched so long.
    double at(double age) const;
    double median() const; ///< First age at which at most half are alive; absent if that is not reached.
};
Survival survival(const std::vector<Life>& lives);

} // namespace report
