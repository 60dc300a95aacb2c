#pragma once
/// \file
/// An emulator: one output of the model at points where it was not run, with how far that can be trusted. A regression
/// on few inputs, chosen forwards, and a Gaussian process of what is left of the output over those inputs (Kennedy &
/// O'Hagan 2001, J R Stat Soc B 63:425; active inputs as in Vernon, Goldstein & Bower 2010, Bayesian Analysis 5:619).
/// Points are in the unit cube. Nothing is drawn: equal data give equal emulators.

#include <Eigen/Core>

#include <cstddef>
#include <string>
#include <vector>

namespace experiments {

using Points = Eigen::MatrixXd; ///< [points x inputs], each in [0, 1]

/// One column of the regression: polynomials P_a(x_i) P_b(x_j) of two inputs, orthogonal on [0, 1]; b = 0 means one
/// input alone.
struct EmulatorTerm {
    std::size_t i = 0, a = 1, j = 0, b = 0;
    double coefficient = 0; ///< In units of the output.
};

/// A fitted emulator.
struct Emulator {
    double constant = 0;             ///< Of the regression.
    std::vector<EmulatorTerm> terms; ///< In the order in which they were chosen.
    std::vector<std::size_t> active; ///< Inputs of any term: the process knows these alone.
    double length = 1;               ///< Scale on which the process forgets [of the unit cube].
    double nugget = 1;               ///< Variance that no active input explains, as a share of the process' own.
    double variance = 0;             ///< Of the process, without the nugget.
    Points at;                       ///< [points x active]
    Eigen::VectorXd weight;          ///< [points] K^-1 (output - regression)
    Eigen::MatrixXd lower;           ///< [points x points] Cholesky factor of K
    // How it does at each of its own points, when that point is left out:
    double explained = 0;  ///< Share of the output's variance; at most 1, below 0 when worse than the mean.
    double within_two = 0; ///< Share of outputs within two predicted SDs; .95 if the SDs are right.
};

/// Fits `output` [points] at `points`. Outputs that are NaN are left out. Outputs that nothing moves give a constant
/// without variance. Throws sim::InputError with fewer than 8 outputs.
Emulator fit_emulator(const Points& points, const Eigen::VectorXd& output);

/// What an emulator says of points.
struct Emulated {
    Eigen::VectorXd mean, variance; ///< [points] `variance` is that of one more run of the model there.
};

/// Means and variances at `points` [points x inputs].
Emulated emulated(const Emulator& emulator, const Points& points);

/// The means alone: the cheap part.
Eigen::VectorXd emulated_means(const Emulator& emulator, const Points& points);

/// No variance that `emulated` gives is larger.
double largest_variance(const Emulator& emulator);

} // namespace experiments
