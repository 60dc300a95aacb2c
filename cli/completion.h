#pragma once
/// \file
/// What may stand at the end of a command line that is still being written, from the rows of commands and options.

#include "cli/command.h"

namespace cli {

struct Offer {
    std::vector<Choice> words; ///< Whole last words, those that begin as the one begun.
    bool are_files = false;    ///< Files may stand there (too); the shell knows them.
};

/// `line` from the program's name to the cursor; a blank at its end begins a new word. A word of a list ("a,b" or
/// "a+b") is completed behind its last comma or plus.
Offer offer(const std::string& line, const std::vector<Command>& commands);

} // namespace cli
