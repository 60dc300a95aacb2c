#pragma once
/// \file
/// What may be given for the values of options: words, shipped ids, files.

#include "cli/command.h"

namespace cli {

Choices files_only();
Choices one_of(const std::vector<std::string>& words);

/// Ids with what they mean, or files of one's own.
Choices scenario_choices();
Choices strategy_choices();
Choices experiment_choices();
Choices recipe_choices();

/// Ids with what they mean.
Choices condition_choices();
Choices outcome_choices();
Choices mechanism_choices();
Choices setting_choices();     ///< What --set takes: "ID=".
Choices explainable_choices(); ///< All of which `accord explain` knows.

} // namespace cli
