#pragma once
/// \file
/// Importance of inputs from any design: correlations of ranks and regressions, shares of variance from given data, and
/// regional sensitivity. No structure of the design is needed, so any CSV will do.

#include "experiments/analysis/table.h"
#include "experiments/statistics/bootstrap.h"

#include <string>
#include <vector>

namespace experiments {

/// What the data say of one input. NaN where a measure does not apply: ranks of an input with more than two words, an
/// input that never changes, data that fix an input by the others.
struct Importance {
    std::string input;
    Figure prcc;           ///< Partial rank correlation with the output, all other inputs held (Fisher's z).
    Figure src;            ///< Standardised regression coefficient.
    Figure spearman;       ///< Rank correlation with the output, others as they come.
    Figure pcc;            ///< Partial correlation of the values themselves, all other inputs held.
    double share = absent; ///< Variance of class means over the variance (given-data first-order index); one class a
                           ///< value where there are few, ties never split.
    double share_of_chance = absent; ///< What classes explain of an output that has nothing to do with the input.
    double rbd = absent;  ///< First-order index by RBD-FAST, 10 harmonics, bias corrected (Plischke 2010); NaN
                          ///< where more than a tenth of the values are ties, which it cannot order.
    double pawn = absent; ///< Median over 10 classes of the KS distance to the whole output (Pianosi & Wagener 2018).
    double ks = absent;   ///< KS distance of the input between cases and the rest.
    double ks_p = absent; ///< Chance of such a distance if the input did not matter.
};

struct ImportanceTable {
    std::vector<Importance> inputs;
    double r_squared = absent; ///< Of the linear regression: how far SRC may be trusted.
    std::size_t n = 0, n_cases = 0;
};

/// Importance for outputs `y` (NaN left out). `cases` marks what regional sensitivity asks for; empty = none.
ImportanceTable importance(const std::vector<Column>& inputs, const std::vector<double>& y,
                           const std::vector<bool>& cases);

/// Parts, for checks. All samples without NaN and of equal length.
std::vector<double> ranks_of(const std::vector<double>& values); ///< Ties share their mean rank.
double variance_share(const std::vector<double>& x, const std::vector<double>& y);
/// Class of each value: one a value where there are at most as many as classes, else classes of equal size in which
/// ties stay together. Numbered from 0 without gaps.
std::vector<std::size_t> classes_of(const std::vector<double>& x, std::size_t most);
double rbd_fast(const std::vector<double>& x, const std::vector<double>& y, std::size_t harmonics);
/// KS distances of the output in `slices` classes (one a value where there are few) of the input to the whole output,
/// in order of the classes.
std::vector<double> pawn_distances(const std::vector<double>& x, const std::vector<double>& y, std::size_t slices);

} // namespace experiments
