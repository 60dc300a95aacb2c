#pragma once
/// \file
/// Where a lead turns over sets of parameters, and which number tells best on which side a set falls.

#include "models/parameters.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace experiments {

/// A lead over sets of parameters, in the direction of good (above 0: ahead).
struct Turning {
    std::size_t n = 0, n_behind = 0; ///< Sets with a lead; those in which it is 0 or below.
    std::string parameter;           ///< Id that separates them best; "" where nothing turns or nothing varies.
    bool is_behind_above = false;    ///< Behind where the parameter is above `at`; else below it.
    double at = 0;                   ///< Where the two part with the fewest sets on the wrong side.
    std::size_t n_wrong = 0;         ///< Those.
    double p = 1; ///< Chance that the best of all parameters separates as well where none has to do with it.
};

/// The parameter whose rank correlation with being behind (area under the ROC curve) is farthest from none. `lead`
/// [sets], NaN = did not run. p by 999 random relabellings of the sets, each with the best of all parameters, keyed by
/// `seed`: so that looking at many parameters is paid for.
Turning turning(std::span<const double> lead, std::span<const models::Parameters> sets, std::uint64_t seed);

} // namespace experiments
