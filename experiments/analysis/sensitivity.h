#pragma once
/// \file
/// How much of the variance of an output each input explains: Sobol indices from Saltelli's design and from eFAST
/// curves, with the noise between replicates kept apart from the inputs.
///
/// Outputs are `runs[row][replicate]`, rows in the order of the design, NaN where a run failed. Points stand for means
/// over replicates; products of means are freed of the covariance that replicates bring, with or without common luck:
///     P(a, b) = mean(a) mean(b) - n_ab cov_r(a, b) / (n_a n_b)

#include "experiments/statistics/bootstrap.h"

#include <span>
#include <string>
#include <vector>

namespace experiments {

using RunTable = std::vector<std::vector<double>>; ///< [row][replicate]

/// First- and total-order index of a factor, as shares of the variance between the means of points.
struct FactorIndices {
    Figure first; ///< S1: what would vanish if this factor alone were known.
    Figure total; ///< ST: what would remain if all others were known, noise left out.
};

/// Second-order index of two factors.
struct PairIndex {
    std::size_t a = 0, b = 0;
    Figure value;
};

/// Sobol indices of one output.
struct SobolIndices {
    std::vector<FactorIndices> factors;
    std::vector<PairIndex> pairs; ///< Empty without BA rows.
    std::size_t n_points = 0;     ///< Base points used.
    std::size_t n_left_out = 0;   ///< Base points with a point that never ran.
    std::size_t n_replicates = 1;
    double mean = absent, variance = absent; ///< Over the A and B rows.
    Figure noise_share;                      ///< Share of that variance due to replicates; NaN with one replicate.
};

/// Estimators of the indices from the same rows.
enum class Estimator {
    saltelli, ///< As SALib: S1 of Saltelli et al. (2010), ST of Jansen (1999).
    jansen,   ///< Both of Jansen (1999): from mean squared differences.
    martinez  ///< Both of Martinez (2011): from correlations, which do not leave -1 .. 1.
};

/// Indices (S2 of Saltelli 2002) on outputs standardised by the mean
/// and SD of all rows. Blocks of 2 + D (or 2 + 2 D) rows: A, AB_1 .. AB_D, [BA_1 .. BA_D,] B. Intervals resample base
/// points (value +- 1.96 SD); over quasi-random points they are approximate.
SobolIndices sobol_indices(const RunTable& runs, std::size_t n_factors, bool has_second_order, const Resampling& how,
                           Estimator estimator = Estimator::saltelli);

/// Place of the first row (input by factor) that breaks Saltelli's layout, or the number of rows if none does.
std::size_t first_break_of_layout(const std::vector<std::vector<double>>& inputs,
                                  const std::vector<std::size_t>& factors, bool has_second_order);

/// Indices of eFAST: runs[row] of curves x D blocks of `n` rows. Intervals are t intervals over curves, NaN with one.
struct FastIndices {
    std::vector<FactorIndices> factors;
    std::size_t n_left_out = 0; ///< Curves with a point that never ran.
};
FastIndices fast_indices(std::span<const double> outputs, std::size_t n_factors, std::size_t curves);

} // namespace experiments
