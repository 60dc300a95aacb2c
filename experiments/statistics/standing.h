#pragma once
/// \file
/// Which of several contestants may be the best: those that are not clearly behind any other, with the error held over
/// all that are compared, so that comparing thirteen strategies misleads no more often than comparing two.

#include "experiments/statistics/statistics.h"

#include <cstddef>
#include <functional>
#include <vector>

namespace experiments {

inline constexpr double familywise_error = 0.05; ///< Chance that a set leaves out the truly best, at most

/// Where one contestant stands among the others.
struct Standing {
    bool is_behind = false;      ///< Clearly: some other is better by more than luck explains
    std::size_t behind = 0;      ///< The contestant it is most clearly behind; itself where there is none
    Estimate gap;                ///< Of that one over it, paired, in the direction of good; plain 95 % interval
    double p = 1;                ///< One-sided, of that gap, before the correction; 1 where it cannot be told
    std::size_t comparisons = 0; ///< That the error is shared out over
};

/// Subset selection by paired t tests with Bonferroni's correction (Gupta 1965; Edwards and Hsu 1983): contestant i is
/// clearly behind if for some j the mean of value_j - value_i is above 0 at level error / comparisons, comparisons =
/// (contestants - 1) x families. The truly best is left out only if one of its own (contestants - 1) tests errs, so
/// with chance at most `error` over all families together, whatever the correlation between contestants.
/// values[contestant] lie point by point (crossed.h), NaN = absent; a pair in which either is absent is left out, and
/// where fewer than two pairs are left nobody is behind. `families` = tables judged together (say conditions), >= 1.
std::vector<Standing> standings(const std::vector<std::vector<double>>& values, std::size_t n_points, sim::Good good,
                                std::size_t families, double error = familywise_error);

/// A gap between two contestants: its mean with standard error, and the degrees of freedom of that.
struct MeanGap {
    Estimate mean;
    double degrees = absent; ///< NaN: as of a plain sample
};

/// The same where `gap(j, i)` says by how much contestant j is better than i, whatever its error holds (luck alone, or
/// luck and ignorance of parameters: sets.h).
std::vector<Standing> standings(std::size_t n, const std::function<MeanGap(std::size_t, std::size_t)>& gap,
                                std::size_t families, double error = familywise_error);

} // namespace experiments
