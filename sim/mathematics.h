#pragma once
/// \file
/// Elementary functions whose bits are ours: only +, -, *, /, sqrt and integer operations, which IEEE 754 fixes.
/// The platform's exp, log, sin differ between libraries and versions, so no state may depend on them.

#include <cstddef>
#include <span>

namespace sim {

double exp(double x);             ///< e^x; relative error below 1e-15 for |x| <= 700; 0 below -745, clamps above 709.
double log(double x);             ///< Natural logarithm of x > 0; relative error below 1e-15.
double power(double x, double y); ///< x^y for x > 0, as exp(y log x); 0 for x == 0 and y > 0.
double logistic(double x);        ///< 1 / (1 + e^-x), for every finite x.
double logit(double p);           ///< log(p / (1 - p)) for p in (0, 1).
double normal_cdf(double x);      ///< Standard normal distribution; absolute error below 1e-12.
double normal_quantile(
    double p); ///< Its inverse for p in (0, 1) (Acklam's rational start, one Halley step); error below 2e-9.

/// Sum with one fixed shape whatever the caller's threads: 16 lane sums over i mod 16, then a binary tree.
double tree_sum(std::span<const double> values);
double tree_sum(std::span<const float> values);

} // namespace sim
