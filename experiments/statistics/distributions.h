#pragma once
/// \file
/// Distributions that tests of significance need.

#include <cstddef>
#include <span>

namespace experiments {

/// Regularised incomplete beta function I_x(a, b), a, b > 0 (continued fraction; relative error about 1e-14).
double incomplete_beta(double x, double a, double b);

/// P(|T| >= |t|) for Student's t with `degrees` > 0 degrees of freedom, whole or not.
double t_two_sided_p(double t, double degrees);

/// Quantile of Student's t with real degrees of freedom, p in (0.5, 1).
double t_quantile(double p, double degrees);

/// P(X >= k) for X binomial with n trials of probability p.
double binomial_tail(std::size_t k, std::size_t n, double p);

/// Largest distance of two empirical distributions; both samples sorted, none empty.
double ks_distance(std::span<const double> a, std::span<const double> b);

/// P(D >= d) for two samples of sizes n and m from one distribution: exact by counting paths where n m is below 10^7,
/// else Kolmogorov's limit.
double ks_p_value(double d, std::size_t n, std::size_t m);

} // namespace experiments
