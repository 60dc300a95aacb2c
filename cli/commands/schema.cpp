// accord schema [KIND]: the JSON Schema of scenario or experiment files.
#include "scenarios/schema.h"

#include "cli/commands/commands.h"
#include "cli/output.h"
#include "experiments/sweep/experiment.h"

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

Run declare_schema(Options& options) {
    const auto kind = std::make_shared<std::string>("scenario");
    options.add({{"KIND", kind.get(), "scenario (default) or experiment"}});
    options.examples =
        "Examples:\n  accord schema > scenario.schema.json\n  accord schema experiment > experiment.schema.json";
    return [kind] { return schema(*kind); };
}

} // namespace cli
