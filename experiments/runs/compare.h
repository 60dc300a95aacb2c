#pragma once
/// \file
/// Strategies against the counterfactual under the same condition and the same luck, replicate by replicate.

#include "experiments/runs/runner.h"
#include "experiments/statistics/standing.h"
#include "experiments/statistics/statistics.h"

#include <string>
#include <vector>

namespace experiments {

/// One strategy under one condition in one outcome. With sets of parameters beside the usual ones (Plan::sets) means
/// are over sets, intervals hold luck and ignorance (sets.h), and wins and shares count sets. Over several points (a
/// design) intervals count points and shared luck (crossed.h), and wins and shares count points by their means.
struct Comparison {
    std::size_t cell = 0;       ///< Of the plan.
    std::size_t observable = 0; ///< Of models::observables().
    std::size_t baseline = 0;   ///< Cell of the same condition that it is compared with.
    Estimate level;             ///< The outcome itself.
    Estimate difference;        ///< Strategy minus baseline, paired; 0 exactly for the baseline itself.
    double luck_lo = absent; ///< Interval of the same difference by luck alone; that of `difference` where parameters
    double luck_hi = absent; ///< do not vary; NaN over points.
    std::vector<double> by_set; ///< Difference in each set of parameters, over luck; empty without sets.
    double ignorance = absent;  ///< Share of the sets in the variance of one difference, the rest being luck.
    Wins wins;                  ///< Of the strategy over the baseline, in the direction of good.
    double p_best = absent;     ///< Share of replicates in which it is the best of all compared.

    /// Among all strategies under its condition, the baseline too; the error is held over all conditions of the plan,
    /// outcome by outcome. `standing_cell` is the one it is most clearly behind.
    Standing standing;
    std::size_t standing_cell = 0;

    /// Does the interval of the difference leave out 0?
    bool is_clear() const { return difference.lo > 0 || difference.hi < 0; }
};

/// A comparison that cannot be made, and why.
struct Gap {
    std::size_t cell = 0;
    std::size_t observable = 0;
    double mean = absent; ///< Of the outcome where it exists.
    std::string reason;
};

/// All comparisons of a plan, cell by cell, outcome by outcome.
struct ComparisonTable {
    std::vector<Comparison> rows;
    std::vector<Gap> gaps;

    /// The row of a cell and an observable, or nullptr.
    const Comparison* find(std::size_t cell, int observable) const;
};

/// How a difference goes from set to set of parameters.
struct OverSetsShown {
    double low = absent, high = absent; ///< 5th and 95th percentile over sets.
    std::size_t n_ahead = 0, n = 0;     ///< Sets in which it is in the direction of good; all finite.
};
OverSetsShown over_sets(const Comparison& row);

/// The row with the best mean difference of an observable among `cells`, in the direction of good, baselines left out;
/// nullptr if there is none.
const Comparison* best_of(const ComparisonTable& table, const std::vector<std::size_t>& cells, int observable);

/// The rows of an observable among `cells` that are not clearly behind any other, best mean first; the baseline is one
/// of them where it belongs there.
std::vector<const Comparison*> not_clearly_behind(const ComparisonTable& table, const std::vector<std::size_t>& cells,
                                                  int observable);

/// Cells that meet the same condition, in the order of the plan.
std::vector<std::vector<std::size_t>> cells_by_condition(const Plan& plan);

/// The paired difference of two cells in one outcome; with a `year` as if the runs had ended there.
Estimate difference_of(const Runs& runs, std::size_t cell, std::size_t baseline, std::size_t observable,
                       std::size_t year = 0);

/// Compares every cell with that cell of the same condition whose strategy is `baseline`, which must be in the plan.
ComparisonTable compare(const Plan& plan, const Runs& runs, std::string_view baseline);

} // namespace experiments
