#pragma once
/// \file
/// Conditions: what befalls leaders. Each has a strength from 0 (calm, bit for bit) to 1; strengths may be combined.
/// How deep, when and for how long at strength 1 are parameters (parameters.h, group `condition`).

#include <array>
#include <cstddef>
#include <string_view>

namespace models {

enum class Condition {
    calm,
    misaligned_goals,
    hidden_goals,
    unequal_power,
    funding_cut,
    recession,
    leadership_churn,
    culture_clash,
    heavy_regulation,
    partner_exit,
    absence_shock,
    all_at_once
};
inline constexpr std::size_t n_conditions = 12;

struct ConditionInfo {
    std::string_view id;
    std::string_view name; ///< "a funding cut", as used in sentences: "under ..."
    std::string_view summary;
};
extern const std::array<ConditionInfo, n_conditions> condition_infos;

/// Strengths by condition [0-1]; calm has none.
struct Conditions {
    std::array<double, n_conditions> strength{};

    /// Strength in force: the condition's own or that of all-at-once, whichever is greater.
    double of(Condition condition) const;
};

/// Index of a condition's id, or -1.
int condition_index(std::string_view id);

} // namespace models
