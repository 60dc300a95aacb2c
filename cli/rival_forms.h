#pragma once
/// \file
/// How an answer fares under rival forms of the model, in words and JSON.

#include "cli/options.h"
#include "experiments/runs/rivals.h"

#include <string>
#include <vector>

namespace cli {

/// For each condition a table of gains in ability under each form, and whether another strategy comes out best.
std::string rival_forms_text(const Job& job, const std::vector<experiments::RivalRuns>& forms, std::size_t width);

/// One object a form: of, id, base, fidelity, results.
scenarios::Json rival_forms_json(const Job& job, const std::vector<experiments::RivalRuns>& forms);

} // namespace cli
