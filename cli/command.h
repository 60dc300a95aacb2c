#pragma once
/// \file
/// What a command is: a row of the table of commands, and its options as rows. No parser is named here.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace cli {

/// Where an option's text goes. Its type is the kind of option: a flag, one text, one text that may be missing, a list
/// (an option that may be repeated, or an argument that takes all that follow).
using Target = std::variant<bool*, std::string*, std::optional<std::string>*, std::vector<std::string>*>;

/// What may stand for a value, as a shell offers it.
struct Choice {
    std::string word, meaning;
};
struct Choices {
    std::function<std::vector<Choice>()> words; ///< Asked only when somebody presses Tab; may be nothing.
    bool are_files = false;                     ///< Files may be given (too).
};

/// An option ("--seed") or, without dashes, an argument by its place ("SCENARIO"). Texts are judged by the command, so
/// that every wrong one is named at once.
struct Option {
    std::string name;
    Target target;
    std::string help;
    std::string value = ""; ///< What is to be given, as shown in --help: "N"
    Choices choices = {};   ///< Those of cli/choices.h; nothing is offered by default.
};

/// What a command takes, in the order of its --help.
struct Options {
    std::vector<Option> rows;
    std::string examples; ///< Shown below the options.

    void add(std::vector<Option> more) { rows.insert(rows.end(), more.begin(), more.end()); }
};

/// Does what was asked for and gives the exit code.
using Run = std::function<int()>;

/// A row of the table of commands (commands/commands.cpp).
struct Command {
    std::string_view name;
    std::string_view group; ///< Heading in `accord --help`; "" = shown nowhere: shells and packages call it.
    std::string_view summary;
    Run (*declare)(Options& options); ///< Says what the command takes; what it gives back runs once that is filled in.
};

} // namespace cli
