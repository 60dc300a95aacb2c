#pragma once
/// \file
/// Where each number acts (as its row says), and which published findings stand beside what the model gives: shown by
/// `accord explain`, and held against the program by tests/models/acts_test.cpp (a process whose outcome follows a
/// parameter must stand in its row).

#include <string>
#include <string_view>
#include <vector>

namespace models {

/// Places that are no process of the schedule.
inline constexpr std::string_view place_start = "start";       ///< The drawing of the region's month 0.
inline constexpr std::string_view place_outcomes = "outcomes"; ///< The reading of outcomes.
inline constexpr std::string_view place_predict = "predict";   ///< Mode B: `accord predict`.

/// Where a parameter or lever acts: ids of processes and the places above; empty = nothing is declared.
std::vector<std::string_view> places_of(std::string_view parameter);

/// Whether `id` fits a pattern in which each * stands for any characters.
bool fits(std::string_view id, std::string_view pattern);

/// Ids (with *) of the parameters that say how deep, when and for how long a condition strikes.
std::vector<std::string_view> parameters_of_condition(std::string_view condition);

/// Evidence ids that stand beside an outcome or condition: what is known of its level or depth. Those of a strategy
/// stand in its file.
std::vector<std::string_view> findings_on(std::string_view id);

} // namespace models
