#pragma once
/// \file
/// How a world was run in, in the one sentence that answers, reports and the window have for it.

#include "scenarios/scenario.h"

#include <string>

namespace scenarios {

/// Name of the strategy under which a scenario's world is run in: its own, whatever is looked at.
std::string today_name(const Scenario& scenario);

/// "Before month 0 the world was run in for 20 years under the strategy 'taking what is offered'; its agreements go
/// on."; `how_long` may be "", where it is not known; "" without a burn-in.
std::string burn_in_sentence(const Scenario& scenario, const std::string& how_long);

/// The same for as long as the scenario says.
std::string burn_in_sentence(const Scenario& scenario);

} // namespace scenarios
