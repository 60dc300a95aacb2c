#pragma once
/// \file
/// Comparisons as they would stand if the runs had ended earlier: after one, three, five, ten years, and in every year
/// of a shock. Needs Plan::keep_years.

#include "experiments/runs/compare.h"

#include <cstdint>
#include <vector>

namespace experiments {

/// Years of the run [from 1] in which `setup` is looked at: 1, 3, 5, 10, the last whole one, and all in which a
/// condition is felt that begins and passes.
std::vector<std::uint32_t> years_of_interest(const models::Setup& setup, std::uint32_t months);

/// One year's difference from the baseline, paired.
struct YearDifference {
    std::uint32_t year = 0;
    Estimate difference;
};
/// The years of interest in which both sides have the outcome.
std::vector<YearDifference> by_year(const Plan& plan, const Runs& runs, const Comparison& row);

} // namespace experiments
