#pragma once
/// \file
/// Ordinary least squares as the studies of `validate` need it.

#include <cstddef>
#include <vector>

namespace experiments {

/// Coefficients of y on a constant (first) and the given columns.
struct Regression {
    std::vector<double> coefficient; ///< [1 + columns]; NaN if the columns are collinear or there are too few rows.
    std::vector<double> se;          ///< Robust to clusters where they were given, else classical.
    double r2 = 0;
    std::size_t n = 0;
};

/// Least squares by Householder QR with column pivoting. `columns[c][row]`, `y[row]`; rows with a NaN are left out.
/// `cluster[row]`, if given, makes standard errors robust to likeness within clusters (Liang & Zeger 1986, with
/// G/(G-1)).
Regression least_squares(const std::vector<std::vector<double>>& columns, const std::vector<double>& y,
                         const std::vector<std::size_t>& cluster = {});

/// Pearson's correlation of two columns; NaN with fewer than three rows or without spread.
double correlation(const std::vector<double>& a, const std::vector<double>& b);

/// One-way random effects by analysis of variance (Donner 1986, unequal group sizes). Groups of one member count.
struct VarianceShares {
    double between = 0, within = 0; ///< Components of variance.
    double share() const { return between / (between + within); }
};
VarianceShares one_way(const std::vector<double>& values, const std::vector<std::size_t>& group, std::size_t n_groups);

} // namespace experiments
