#pragma once
/// \file
/// What a lead rests on: Shapley shares over groups of levers, and over groups of mechanisms with mean fidelity held.
/// Everything meets the same luck under the cells' own parameters, so shares are exact but for luck, whose part is
/// told.

#include "experiments/runs/runner.h"
#include "experiments/statistics/shapley.h"

#include <string>
#include <utility>
#include <vector>

namespace experiments {

/// The lead of one cell over another in ability, under one condition.
struct LeadQuestion {
    Cell ahead, behind;
    std::uint64_t seed = 1;
    std::uint32_t replicates = 20, months = 120; ///< `replicates`: at most; fewer where there are many coalitions.
    int threads = 0;
};

/// A lead shared out over groups.
struct LeadShares {
    std::vector<std::string> groups; ///< Ids, in the order of their table; of levers only those that differ.
    Shares shares;                   ///< By group.
    std::uint32_t replicates = 0;
    std::size_t runs = 0;
    bool was_interrupted = false;
};

/// Over groups of levers: coalition S has `ahead`'s levers of the groups in S and `behind`'s of all others.
LeadShares lever_shares(const LeadQuestion& question, const Watch& watch = {});

/// Over groups of mechanisms: coalition S keeps those of S and takes away the others, in both cells; the last group,
/// `everything_else`, is what is left of the lead without all of them. `delivery.base` is moved in each coalition until
/// the mean fidelity of both cells is that of the whole model.
struct MechanismShares : LeadShares {
    double fidelity = absent;          ///< Of the whole model, mean of both cells.
    double farthest_fidelity = absent; ///< Of the coalition in which it ended farthest from that.
};
inline constexpr const char* everything_else = "everything-else";
MechanismShares mechanism_shares(const LeadQuestion& question, const Watch& watch = {});

} // namespace experiments
