#pragma once
/// \file
/// Intervals by resampling, seeded, so that the same data give the same interval.

#include "experiments/statistics/chance.h"
#include "experiments/statistics/statistics.h"

#include <functional>
#include <span>
#include <vector>

namespace experiments {

/// How to resample.
struct Resampling {
    std::uint64_t seed = 1;
    std::size_t n = 1000; ///< Resamples; 0 = no intervals.
};

/// A number with its 95 % interval; NaN where it cannot be had.
struct Figure {
    double value = absent;
    double lo = absent, hi = absent;
};

/// Quantile by linear interpolation between order statistics (type 7 of Hyndman & Fan 1996); `sorted` not empty.
double sorted_quantile(std::span<const double> sorted, double p);
/// The same of values in any order, NaN left out; NaN if none is left.
double quantile(std::span<const double> values, double p);

/// n indices below n, drawn with replacement for resample `b`.
std::vector<std::uint32_t> resample(const Resampling& how, std::size_t b, std::size_t n);

/// Kinds of bootstrap intervals (Efron & Tibshirani 1993).
enum class IntervalKind {
    percentile, ///< 2.5 % and 97.5 % of the resampled values.
    basic,      ///< The same mirrored at the value.
    normal,     ///< Value +- 1.96 SD of the resampled values.
    bca         ///< Percentiles corrected for bias and skewness; needs the jackknife.
};

/// Interval from resampled values; fewer than 20 of them that are not NaN give none.
Figure interval_of(double value, std::span<const double> resampled, IntervalKind kind);

/// Bootstrap interval of a statistic of one sample.
Figure bootstrap(std::span<const double> sample, const std::function<double(std::span<const double>)>& statistic,
                 const Resampling& how, IntervalKind kind);

} // namespace experiments
