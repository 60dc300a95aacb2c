#pragma once
/// \file
/// What student-level evidence says of mean scores before any district is seen: priors of mode B (`accord predict`).
/// A row's default is the prior's mean and its range the prior's 95 % interval; both are used by
/// experiments/prediction/prediction.h.

#include "sim/parameter.h"

#include <array>

namespace models {

/// Causes of an institution's mean score in mode B, in the order of prediction_table().
enum class Cause { poverty, income, language, spending, crowding };
inline constexpr std::size_t n_causes = 5;

/// Priors of mode B. Coefficients are in SD of pupils on the score's scale.
struct PredictionPriors {
    std::array<double, n_causes> slope{sim::unset, sim::unset, sim::unset, sim::unset, sim::unset};
    double between_share = sim::unset; ///< Share of pupils' variance between institutions
    double district_sd = sim::unset;   ///< What institutions add beyond their causes [SD]
    double county_sd = sim::unset;     ///< The same of counties [SD]
    double prior_width = sim::unset;   ///< By how much priors are wider than their source says
    double grades_tested = sim::unset; ///< Grades behind a mean score
};

/// Rows of mode B: default, unit, range, evidence.
const sim::ParameterTable<PredictionPriors>& prediction_table();

} // namespace models
