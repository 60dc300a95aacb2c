#pragma once
/// \file
/// Strategies against the counterfactual under the same condition and the same luck, replicate by replicate.

#include "experiments/runs/runner.h"
#include "experiments/statistics/statistics.h"

#include <string>
#include <vector>

namespace experiments {

/// One strategy under one condition in one outcome. Over several points (sets of parameters) intervals count points
/// and shared luck (crossed.h), and wins and shares count points by their means over replicates.
struct Comparison {
    std::size_t cell = 0;       ///< Of the plan.
    std::size_t observable = 0; ///< Of models::observables().
    Estimate level;             ///< The outcome itself.
    Estimate difference;        ///< Strategy minus baseline, paired; 0 exactly for the baseline itself.
    Wins wins;                  ///< Of the strategy over the baseline, in the direction of good.
    double p_best = absent;     ///< Share of replicates in which it is the best of all compared.

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

/// Compares every cell with that cell of the same condition whose strategy is `baseline`, which must be in the plan.
ComparisonTable compare(const Plan& plan, const Runs& runs, std::string_view baseline);

} // namespace experiments
