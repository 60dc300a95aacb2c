#pragma once
/// \file
/// Numbers about replicates: means with 95 % intervals and paired differences. NaN stands for "absent in this run" and
/// is left out; where too few values remain, results are NaN and n says how many there were.

#include "sim/observable.h"

#include <cstddef>
#include <limits>
#include <span>
#include <vector>

namespace experiments {

inline constexpr double absent = std::numeric_limits<double>::quiet_NaN();

/// A sample in short. The interval is that of the mean: mean +- t(0.975, n - 1) se; NaN for n < 2.
struct Estimate {
    double mean = absent;
    double sd = absent; ///< Of the sample, divisor n - 1.
    double se = absent; ///< sd / sqrt(n)
    double lo = absent, hi = absent;
    std::size_t n = 0; ///< Values that were there.
};

/// Estimate of the values that are not NaN, taken in their order.
Estimate estimate(std::span<const double> values);

/// Quantile of Student's t with `degrees` >= 1 degrees of freedom, p in (0, 1); absolute error below 1e-8 for p within
/// 0.001 to 0.999.
double student_t_quantile(double p, std::size_t degrees);

/// values[i] - baseline[i]; NaN where either is.
std::vector<double> paired_differences(std::span<const double> values, std::span<const double> baseline);

/// Is `a` better than `b` in the direction of good? A tie is not better, NaN is never better.
bool is_better(double a, double b, sim::Good good);

/// Of the pairs in which both are there: the number in which `values` is better, and the number of pairs.
struct Wins {
    std::size_t better = 0;
    std::size_t pairs = 0;
    /// Share of pairs won; NaN without pairs. Ties win nothing, so the baseline against itself has share 0.
    double share() const;
};
Wins wins(std::span<const double> values, std::span<const double> baseline, sim::Good good);

/// For each contestant the share of replicates in which it is the best of all; a shared first place is split equally,
/// so the shares sum to 1. Contestants that are NaN in a replicate do not take part in it; replicates in which fewer
/// than two meet do not count. values[contestant][replicate].
std::vector<double> shares_best(const std::vector<std::vector<double>>& values, sim::Good good);

} // namespace experiments
