#pragma once
/// \file
/// Outcomes as the window speaks of them; their words and which come first stand in their rows (models/observables.h).

#include "models/observables.h"

#include <string>

namespace viz {

/// "test-score ability, all pupils"
inline std::string outcome_label(std::size_t observable) {
    return std::string(models::outcome_words(observable).label);
}

using models::n_main_outcomes;
/// What the first page and the score of workshops look at: its place among the observables.
inline std::size_t main_outcome(std::size_t which) { return models::main_outcomes()[which]; }

} // namespace viz
