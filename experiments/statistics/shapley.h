#pragma once
/// \file
/// Shapley values (Shapley 1953): the whole shared out over players so that each gets its mean marginal contribution
/// over all orders of joining. What two make only together is halved between them.

#include "experiments/statistics/statistics.h"

#include <span>
#include <vector>

namespace experiments {

/// Exact values of n players. `worth` [2^n], place m = worth of the players whose bits are set in m. They sum to
/// worth[all] - worth[none]; NaN where a worth is.
std::vector<double> shapley(std::span<const double> worth);

/// Shares of a whole, from values by replicate under the same luck.
struct Shares {
    Estimate whole; ///< Mean over replicates of what is shared out.
    std::vector<double>
        mean; ///< [players] mean value / mean whole; they sum to 1. Empty where the whole is 0 or absent.
    std::vector<double>
        error; ///< [players] half-width of a 95 % interval by luck, that of a ratio; NaN for one replicate.
};

/// `values` [replicates][players], each row summing to that replicate's whole.
Shares shares_of(const std::vector<std::vector<double>>& values);

} // namespace experiments
