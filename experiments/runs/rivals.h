#pragma once
/// \file
/// One plan under rival forms of the model, with the mean quality of joint work held: what then turns is who is ahead,
/// not how well everything runs.

#include "experiments/runs/compare.h"
#include "models/rivals.h"

#include <string_view>
#include <vector>

namespace experiments {

/// The plan under one form.
struct RivalRuns {
    const models::Rival* rival = nullptr; ///< nullptr: the usual form
    double base = absent;                 ///< delivery.base [logit]
    double fidelity = absent;             ///< Mean over all cells that have partnerships
    Runs runs;
    ComparisonTable table;
};

/// The usual form first, then each rival with the same luck and with mean fidelity held (fidelity.h). After an
/// interruption what was not run is missing.
std::vector<RivalRuns> run_rivals(const Plan& plan, std::string_view baseline, const Watch& watch = {});

} // namespace experiments
