#pragma once
/// \file
/// What institutions and partners want: shares over five ends. All goal vectors are [goals] and sum to 1.

#include <array>
#include <cstddef>
#include <string_view>

namespace models {

enum class Goal { learning, attendance, equity, career, college };
inline constexpr std::size_t n_goals = 5;
inline constexpr std::array<std::string_view, n_goals> goal_names{"learning", "attendance", "equity", "career",
                                                                  "college"};
using Goals = std::array<double, n_goals>;

/// Culture: pace (0 slow, 1 quick), formality (0 loose, 1 by the book), proof (0 mission, 1 measured return).
inline constexpr std::size_t n_culture = 3;
using Culture = std::array<double, n_culture>;

} // namespace models
