#include "scenarios/schema.h"
#include "cli/commands/commands.h"
#include "cli/output.h"

#include <CLI/CLI.hpp>

namespace cli {

Command add_schema(CLI::App& program) {
    CLI::App* app = program.add_subcommand("schema", "Print the JSON Schema of scenario files");
    app->footer("Example:\n  accord schema > scenario.schema.json");
    return {app, [] {
                write_result(scenarios::scenario_schema_text());
                return 0;
            }};
}

} // namespace cli
