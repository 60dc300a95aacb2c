#pragma once
/// \file
/// The commands, one file each. Each adds itself to the program and says what to do when it is chosen.

#include <functional>

namespace CLI {
class App;
}

namespace cli {

/// A command of the program: what CLI11 parses, and what runs afterwards and gives the exit code.
struct Command {
    CLI::App* app = nullptr;
    std::function<int()> run;
};

Command add_list(CLI::App& program);    ///< list KIND: what there is, by id
Command add_check(CLI::App& program);   ///< check FILE...: everything wrong with scenarios and region files
Command add_run(CLI::App& program);     ///< run SCENARIO: replicates of one cell
Command add_compare(CLI::App& program); ///< compare SCENARIO: strategies against the counterfactual
Command add_schema(CLI::App& program);  ///< schema: the JSON Schema of scenarios

} // namespace cli
