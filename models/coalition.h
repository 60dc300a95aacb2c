#pragma once
/// \file
/// Coalitions: several institutions and their partners around one table, with or without a backbone organisation.

#include "sim/id.h"

#include <cstdint>
#include <vector>

namespace models {

/// Columns of coalitions [K].
struct Coalitions {
    std::vector<sim::Key> key;
    std::vector<std::uint8_t> has_backbone; ///< Paid staff who coordinate.
    std::vector<double> shared_measurement; ///< [0-1].
    std::vector<double> pooled_share;       ///< Of partners' funds put in one pot [share].
    std::vector<double> n_members;          ///< Institutions.
    std::vector<double> funding;            ///< Of its running cost met this month [share].
    std::vector<double> grant_months;       ///< Left of the founding grant [month].
    std::vector<std::uint8_t> is_alive;
    std::vector<std::int32_t> age; ///< [month].

    std::size_t size() const { return key.size(); }
};

} // namespace models
