#pragma once
/// \file
/// What every result says of itself, whoever asked for it: versions, scenario, region; what is synthetic, caveats,
/// ties, input files, failed and interrupted runs.

#include "experiments/runs/job.h"
#include "scenarios/json.h"

namespace experiments {

/// First members of every JSON result: version, scenario, region.
scenarios::Json result_header(const Job& job);
/// Last members: what is synthetic, caveats, input files, failed and interrupted runs.
void add_result_footer(scenarios::Json& document, const Job& job, const Runs& runs);

} // namespace experiments
