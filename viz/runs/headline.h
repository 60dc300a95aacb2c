#pragma once
/// \file
/// What a comparison says, in words a policymaker reads without a key: the caveats first, then the finding.

#include "experiments/statistics/statistics.h"
#include "viz/runs/bands.h"
#include "viz/runs/trajectory.h"

#include <optional>
#include <string>
#include <vector>

namespace viz {

/// One outcome of a pair of lanes in one month, replicate by replicate.
struct PairedOutcome {
    std::size_t observable = 0;
    experiments::Estimate difference; ///< One minus other
    experiments::Wins wins;
    std::size_t n_worse = 0; ///< Of the pairs, those in which one is the worse
    bool is_clear() const { return difference.lo > 0 || difference.hi < 0; }
};
PairedOutcome compare_outcome(const Bands& one, const Bands& other, std::size_t observable, std::uint32_t month);

/// The replicate of the band whose main outcomes lie nearest to their medians in `month` (the largest of the four
/// ranks' distances from the middle decides); nothing while fewer than 20 are known.
std::optional<std::size_t> typical_run(const Bands& bands, std::uint32_t month);

/// A finding about lane `one` against `other`.
struct Headline {
    std::vector<std::string> caveats;    ///< The two or three that matter most.
    std::string finding;                 ///< One sentence about students
    std::string rest;                    ///< Equity, cost, partnerships
    std::vector<PairedOutcome> outcomes; ///< The main outcomes, in their order.
    std::size_t n = 0;                   ///< Pairs of runs
};

/// `one_name` and `other_name` as in "with collective impact", "going alone".
Headline headline(const scenarios::Scenario& scenario, const Bands& one, const Bands& other,
                  const std::string& one_name, const std::string& other_name, std::uint32_t month);

/// The gap of low-income pupils alone, in a sentence.
std::string gap_finding(const Bands& one, const Bands& other, const std::string& one_name,
                        const std::string& other_name, std::uint32_t month);

/// The caveats alone: partners made up, how the world was run in, what is assumed and what was changed by hand, chance
/// alone.
std::vector<std::string> caveats_of(const scenarios::Scenario& scenario, std::size_t n_replicates,
                                    const std::vector<std::string>& changed_parameters = {});

} // namespace viz
