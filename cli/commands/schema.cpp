// accord schema [KIND]: the JSON Schema of scenario or experiment files.
#include "scenarios/schema.h"

#include "cli/commands/commands.h"
#include "cli/output.h"
#include "experiments/sweep/experiment.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>

namespace cli {
namespace {

int schema(const std::string& kind) {
    scenarios::Problems problems;
    if (kind != "scenario" && kind != "experiment")
        problems.add("accord schema: KIND", fmt::format("unknown kind '{}'", scenarios::shown(kind)),
                     scenarios::suggestion(kind, {"scenario", "experiment"}));
    problems.throw_if_any();
    write_result(kind == "scenario" ? scenarios::scenario_schema_text() : experiments::experiment_schema_text());
    return 0;
}

} // namespace

Command add_schema(CLI::App& program) {
    const auto kind = std::make_shared<std::string>("scenario");
    CLI::App* app = program.add_subcommand("schema", "Print the JSON Schema of scenario or experiment files");
    app->add_option("KIND", *kind, "scenario (default) or experiment");
    app->footer(
        "Examples:\n  accord schema > scenario.schema.json\n  accord schema experiment > experiment.schema.json");
    return {app, [kind] { return schema(*kind); }};
}

} // namespace cli
