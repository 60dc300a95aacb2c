#pragma once
/// \file
/// Deferred acceptance between schools and partners (Gale & Shapley 1962), schools proposing: stable, and no partner
/// can be had that both sides would prefer.

#include "models/world.h"

#include <vector>

namespace models {

/// One entry of a school's list, best first.
struct Proposal {
    sim::Row institution = sim::no_row, partner = sim::no_row;
    std::uint8_t programme = 0;
    double alignment = 0;      ///< True alignment [0-1]
    double score = 0;          ///< The school's
    double partner_liking = 0; ///< The partner's
};

/// How much partner `k` likes school `i`; equity tilts it towards poor schools.
double partner_liking(const World& world, std::size_t i, std::size_t k, double alignment);

/// The matches, sorted by school. Each school gets at most one; each partner as many as its free means can start.
std::vector<Proposal> match(const World& world, const std::vector<std::vector<Proposal>>& lists);

} // namespace models
