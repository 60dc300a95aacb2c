#pragma once
/// \file
/// What a target demands of a set of values, with the two errors that stand between model and finding: that of the
/// finding and that of the model (its discrepancy: no values make a model true; Kennedy & O'Hagan 2001).

#include "experiments/validation/validate.h"

#include <vector>

namespace experiments {

/// A target as history matching reads it.
struct Demand {
    enum class Side { around, at_least, at_most };
    std::string id;
    Side side = Side::around;
    double value = 0;      ///< Published value or limit [unit of the target].
    double finding_sd = 0; ///< Of the published value: half the distance to its limit, or to the value from the limit.
    double discrepancy_sd = 0; ///< Of the model's own error: a stated share of `finding_sd`.
    double variance() const { return finding_sd * finding_sd + discrepancy_sd * discrepancy_sd; }
};

/// The demand of a target with limits. `spread` is the SD of what the model gives over the ranges of its parameters: a
/// tenth of it is the scale where neither limit nor value gives one (a sign). `discrepancy` >= 0 is a share.
Demand demand_of(const Target& target, double spread, double discrepancy);

/// How far `mean` (known to within `variance`) is from what is demanded, in SDs of all errors together; 0 where a
/// one-sided demand is met. NaN counts as infinitely far.
double implausibility(const Demand& demand, double mean, double variance);

/// Log density of the finding where the model gives `mean`, known to within `variance`: normal around it; of a limit,
/// the chance that it is met.
double log_likelihood(const Demand& demand, double mean, double variance);

} // namespace experiments
