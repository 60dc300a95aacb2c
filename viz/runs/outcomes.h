#pragma once
/// \file
/// Outcomes in words, and which of them the viewer shows first.

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace viz {

/// Words for outcomes by id, given once before anything is drawn; without them ids are shown.
void set_outcome_labels(const std::vector<std::pair<std::string, std::string>>& labels);

/// "mean test-score ability", or the id with blanks.
const std::string& outcome_label(std::size_t observable);

/// What the first page and the score of workshops look at: students, equity, cost, partnership health.
inline constexpr std::array<std::string_view, 4> main_outcomes{"ability-mean", "gap-low-income", "cost-per-student",
                                                               "trust"};
std::size_t main_outcome(std::size_t which); ///< Its place among the observables.

} // namespace viz
