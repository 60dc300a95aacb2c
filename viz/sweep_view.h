#pragma once
/// \file
/// What a store of a sweep says to the viewer: who is best where, and what matters most.

#include "experiments/sensitivity_importance.h"
#include "experiments/store.h"

#include <string>
#include <vector>

namespace viz {

/// A store read once for browsing.
struct SweepView {
    std::string path, title, region, version;
    std::uint64_t seed = 0;
    std::vector<experiments::OutcomeColumn> outcomes;
    std::vector<std::string> inputs; ///< Ids
    std::vector<std::string> strategies, conditions;
    std::vector<experiments::StoredTreatment> treatments;
    experiments::StoreCounts counts;
};
SweepView open_sweep(const std::string& path); ///< Throws as experiments::Store does.

/// One outcome over the sweep.
struct SweepOutcome {
    std::vector<std::vector<double>> cells;          ///< [strategies x conditions] means over points and luck
    std::vector<experiments::Importance> importance; ///< Strongest rank correlation first; empty without inputs
    double low = 0, high = 0;                        ///< Of the cells
};
SweepOutcome read_outcome(const SweepView& view, std::size_t outcome);

} // namespace viz
