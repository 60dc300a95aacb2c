#pragma once
/// \file
/// Conditions as people write them: "calm", "funding-cut", "funding-cut=0.5", "recession+partner-exit=0.3".

#include "models/conditions.h"
#include "scenarios/cells.h"
#include "scenarios/problems.h"
#include "scenarios/strategies.h"

#include <string>
#include <string_view>
#include <vector>

namespace scenarios {

inline constexpr Measure strength_measure{"a strength", 0, 1};

/// Adds the condition in `text` (an id with an optional strength, or several joined by +) to `conditions`; a wrong id
/// or strength is a problem at `place`.
void add_condition(const std::string& text, const std::string& place, models::Conditions& conditions,
                   Problems& problems);

/// The shortest text that gives these conditions: "calm", "funding-cut", "recession+partner-exit=0.3".
std::string condition_label(const models::Conditions& conditions);

/// The same in words, as in "under ...": "calm conditions", "a funding cut of strength 0.5".
std::string condition_words(const models::Conditions& conditions);

std::vector<std::string> condition_names(); ///< Ids, calm first.
/// Ids of the conditions that are met at least so widely where nobody asks for any.
std::vector<std::string> shown_conditions(models::Shown least);
/// Texts of conditions with "all" spelt out: every condition by itself at full strength.
std::vector<std::string> spelt_out(const std::vector<std::string>& texts);

} // namespace scenarios
