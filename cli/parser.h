#pragma once
/// \file
/// The command line. The one place that knows CLI11.

#include "cli/about.h"
#include "cli/command.h"

namespace cli {

/// What the arguments ask for, with the command's options filled in. Help and the version are such requests too. Throws
/// sim::InputError with everything that is wrong: a command, option or argument nobody knows, with what was meant.
Run parse(const About& about, const std::vector<Command>& commands, int argc, char** argv);

} // namespace cli
