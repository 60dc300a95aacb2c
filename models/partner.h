#pragma once
/// \file
/// Partners: outside organisations. Synthetic unless the user brings a partners.csv.

#include "models/goal.h"
#include "models/resource.h"
#include "sim/id.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace models {

enum class PartnerKind : std::uint8_t {
    business,
    nonprofit,
    university,
    agency,
    foundation,
    technology,
    international
};
inline constexpr std::size_t n_partner_kinds = 7;
std::string_view name(PartnerKind kind);

/// Columns of partners [P].
struct Partners {
    // Fixed facts.
    std::vector<sim::Key> key;
    std::vector<PartnerKind> kind;
    std::vector<double> x, y;              ///< [km].
    std::vector<std::uint8_t> is_regional; ///< Works anywhere in the region; else near its seat.
    std::vector<double> capacity_start;    ///< [P x resources] a month, in good times.
    std::vector<std::uint32_t> equipment;  ///< Bit a programme it can run.
    std::vector<double> cyclicality;       ///< How far it follows the business cycle [0-1].
    std::vector<double> horizon;           ///< Funding horizon [month].
    std::vector<double> quality_spread;    ///< SD of its staff's quality [share of the mean].
    // State.
    std::vector<double> capacity;           ///< [P x resources] this month.
    std::vector<double> committed;          ///< [P x resources] pledged to live partnerships.
    std::vector<double> goals, goals_start; ///< [P x goals].
    std::vector<double> culture;            ///< [P x culture].
    std::vector<double> reputation;         ///< As schools see it [0-1].
    std::vector<std::uint8_t> is_present;   ///< 0 after it left the region.
    std::vector<std::int32_t> n_live;       ///< Live partnerships.
    std::vector<double> dependence;         ///< On its largest school [0-1].

    std::size_t size() const { return key.size(); }
};

} // namespace models
