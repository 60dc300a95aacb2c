#pragma once
/// \file
/// Luck and ignorance in one number: runs under the usual parameters with much luck, beside them a few runs in each of
/// several sets of parameters among which the truth is thought to lie. Other luck averages out with more runs; which
/// set is true does not, so what the sets differ by stays in the interval however many of them are run.

#include "experiments/statistics/statistics.h"

#include <cstddef>
#include <span>
#include <vector>

namespace experiments {

/// A mean over sets of parameters, with what is luck and what is ignorance. value = usual(luck) + set + interplay; a
/// set's shift is its mean difference from the usual run with the same luck.
struct OverSets {
    /// Mean over sets; n counts all runs. [lo, hi] is to hold the mean over luck under the true set, taken for one more
    /// draw of where the sets come from: variance = sets + (shifts' variance) / sets run + luck / usual runs, degrees
    /// of freedom Satterthwaite's; never narrower than luck's (few lucks and nearly equal sets). Without sets luck's.
    Estimate mean;
    double luck_lo = absent, luck_hi = absent; ///< The same mean, other luck alone: what more runs would narrow.
    double degrees = absent;                   ///< Of freedom of [lo, hi].
    double sets = absent;                      ///< Variance between sets, interplay with luck taken off; >= 0.
    double luck = absent;                      ///< Variance of a single run over luck.
    std::vector<double> by_set; ///< Mean of each set over luck: usual mean + its shift; NaN where none ran.
};

/// `usual` [lucks]; `in_sets` [sets x lucks a set], place s x m + k having the luck of usual run (s x m + k) % lucks;
/// NaN = absent. n_sets divides the number of `in_sets`. Fewer than two sets that ran are no sets at all.
OverSets over_sets(std::span<const double> usual, std::span<const double> in_sets, std::size_t n_sets);

} // namespace experiments
