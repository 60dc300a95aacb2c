// accord schema [KIND]: the JSON Schema of the files that people write.
#include "scenarios/schema.h"

#include "cli/choices.h"
#include "cli/commands/commands.h"
#include "cli/output.h"
#include "experiments/sweep/experiment.h"

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

Run declare_schema(Options& options) {
    const auto kind = std::make_shared<std::string>("scenario");
    options.add({{"KIND", kind.get(), "scenario (default), strategy or experiment", "",
                  one_of({"scenario", "strategy", "experiment"})}});
    options.examples =
        "Examples:\n  accord schema > scenario.schema.json\n  accord schema experiment > experiment.schema.json";
    return [kind] { return schema(*kind); };
}

} // namespace cli
