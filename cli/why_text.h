#pragma once
/// \file
/// What a lead rests on, in words and JSON: `accord compare --why`.

#include "cli/options.h"
#include "experiments/runs/compare.h"
#include "experiments/runs/why.h"

#include <optional>
#include <string>

namespace cli {

/// The lead of the best strategy under the plan's first condition, and its shares.
struct Why {
    std::string condition, ahead, behind; ///< Label; strategy ids
    experiments::LeadShares levers;
    experiments::MechanismShares mechanisms;
};

/// Over the status quo (the scenario's own strategy), or, where that is the best itself, over the next best compared.
/// Nothing where there is no lead to explain. Runs with a progress bar, stoppable by Ctrl-C.
std::optional<Why> ask_why(const Job& job, const experiments::ComparisonTable& table);

/// Was it stopped before it was through?
bool was_interrupted(const std::optional<Why>& why);

/// What it rests on, group by group, with what is assumed of each; `width` of lines.
std::string why_text(const Job& job, const Why& why, std::size_t width);

/// {"condition", "strategy", "against", "lead", ..., "lever-groups": {id: share}, "mechanisms": {id: share}, ...}
scenarios::Json why_json(const Job& job, const Why& why);

} // namespace cli
