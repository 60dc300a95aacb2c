#pragma once
/// \file
/// The table of commands. A command is a file of this folder and its row in commands.cpp.

#include "cli/command.h"

namespace cli {

/// In the order of `accord --help`.
const std::vector<Command>& commands();

/// What shells and packages call, and no help shows.
const std::vector<Command>& hidden_commands();

} // namespace cli
