#pragma once
/// \file
/// The manual, made from the rows that --help is made from.

#include "cli/about.h"
#include "cli/command.h"
#include "scenarios/json.h"

namespace cli {

/// accord(1): every command with its summary.
std::string manual_page(const About& about, const std::vector<Command>& commands);
/// accord-COMMAND(1): its arguments, options and examples.
std::string manual_page(const About& about, const Command& command);

/// {"name", "description", "version", "footer", "commands": [{"name", "group", "summary", "options": [{"name", "value",
/// "help", "takes": "nothing" | "one" | "many"}], "examples"}]}, for pages of other forms.
scenarios::Json manual_record(const About& about, const std::vector<Command>& commands);

} // namespace cli
