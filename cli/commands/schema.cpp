// accord schema [KIND]: the JSON Schema of the files that people write.
#include "scenarios/schema.h"

#include "cli/commands/commands.h"
#include "cli/output.h"
#include "experiments/sweep/experiment.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string_view>
#include <vector>

namespace cli {
namespace {

/// A kind of files that have a schema.
struct SchemaOf {
    std::string_view kind;
    std::string (*text)();
};
constexpr std::array<SchemaOf, 3> schemas{{{"scenario", scenarios::scenario_schema_text},
                                           {"strategy", scenarios::strategy_schema_text},
                                           {"experiment", experiments::experiment_schema_text}}};

int schema(const std::string& kind) {
    scenarios::Problems problems;
    const auto it = std::find_if(schemas.begin(), schemas.end(), [&](const auto& one) { return one.kind == kind; });
    if (it == schemas.end()) {
        std::vector<std::string> kinds;
        for (const SchemaOf& one : schemas)
            kinds.emplace_back(one.kind);
        problems.add("accord schema: KIND", fmt::format("unknown kind '{}'", scenarios::shown(kind)),
                     scenarios::suggestion(kind, kinds));
    }
    problems.throw_if_any();
    write_result(it->text());
    return 0;
}

} // namespace

Command add_schema(CLI::App& program) {
    const auto kind = std::make_shared<std::string>("scenario");
    CLI::App* app = program.add_subcommand("schema", "Print the JSON Schema of scenario, strategy or experiment files");
    app->add_option("KIND", *kind, "scenario (default), strategy or experiment");
    app->footer(
        "Examples:\n  accord schema > scenario.schema.json\n  accord schema experiment > experiment.schema.json");
    return {app, [kind] { return schema(*kind); }};
}

} // namespace cli
