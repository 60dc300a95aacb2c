#pragma once
/// \file
/// Runs of a design crossed with luck: every point (set of parameters) meets the same replicates. Such runs are not
/// independent: those of a point share its parameters, those of a replicate share their luck. What is taken for
/// independent gives intervals that are too narrow; here both count as what they are.

#include "experiments/statistics/statistics.h"

#include <cstddef>
#include <span>
#include <vector>

namespace experiments {

/// A two-way layout with random effects: value = mean + point + luck + rest (Searle, Casella & McCulloch 1992, ch. 4;
/// exact if no run is missing, else with mean group sizes).
struct Crossed {
    /// Of all values; n counts them, sd is theirs. The variance of the mean is points / P + luck / R + rest / (P R);
    /// its degrees of freedom are Satterthwaite's. With one point or one replicate: that of a plain sample.
    Estimate mean;
    double points = absent;       ///< Variance between points, noise taken off; >= 0. NaN where it cannot be told.
    double luck = absent;         ///< Variance between replicates that all points share; >= 0.
    double rest = absent;         ///< Variance of what a replicate does at one point alone.
    double degrees = absent;      ///< Of freedom of the interval.
    std::vector<double> by_point; ///< Mean over replicates; NaN where none ran.
};

/// `values` lie point by point, equally many each; NaN = absent. n_points >= 1 divides their number.
Crossed crossed(std::span<const double> values, std::size_t n_points);

/// Mean of each point over its replicates; NaN where none is there.
std::vector<double> point_means(std::span<const double> values, std::size_t n_points);

} // namespace experiments
