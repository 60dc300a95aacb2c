// accord plan-missing DB: which runs of its experiment a store still lacks.
#include "cli/choices.h"
#include "cli/commands/commands.h"
#include "cli/options.h"
#include "experiments/sweep/plan.h"

#include <fmt/format.h>

#include <memory>

namespace cli {
namespace {

int plan_missing(const std::string& path, const CommonArguments& arguments) {
    scenarios::Problems problems;
    const Format format = parse_format(arguments, "accord plan-missing", problems);
    if (path.empty()) problems.add("accord plan-missing: DB", "is missing", "expected the store of a sweep");
    problems.throw_if_any();
    const experiments::Store store(path);
    const auto missing = experiments::missing_runs(store);
    if (format == Format::text && missing.empty()) {
        write_result(path + ": nothing is missing\n");
        return 0;
    }
    TextTable table{{"treatment", "replicate", "strategy", "condition"}, {}, {false, false, true, true}};
    scenarios::Json rows = scenarios::Json::array();
    for (const experiments::PlannedRun& run : missing) {
        const experiments::StoredTreatment treatment = store.treatment(run.treatment).value();
        if (format == Format::json)
            rows.push_back({{"treatment", run.treatment},
                            {"replicate", run.replicate},
                            {"strategy", treatment.strategy},
                            {"condition", treatment.condition}});
        else
            table.rows.push_back({std::to_string(run.treatment), std::to_string(run.replicate), treatment.strategy,
                                  treatment.condition});
    }
    if (format == Format::json) write_result(rows);
    if (format == Format::csv) write_result(table.csv());
    if (format != Format::text) return missing.empty() ? 0 : 1;
    constexpr std::size_t shown = 20;
    if (table.rows.size() > shown) table.rows.resize(shown);
    write_result(table.text(output_width()) +
                 fmt::format("{} run{} missing{}\n", missing.size(), missing.size() == 1 ? " is" : "s are",
                             missing.size() > shown ? " (the first 20 above; --format csv gives all)" : ""));
    return 1;
}

} // namespace

Run declare_plan_missing(Options& options) {
    struct Arguments {
        std::string path;
        CommonArguments common;
    };
    const auto arguments = std::make_shared<Arguments>();
    options.add({{"DB", &arguments->path, "Store of a sweep", "", files_only()}});
    add_format_option(options, arguments->common);
    options.examples =
        "Example:\n  accord plan-missing merged.db --format csv\n`accord sweep EXPERIMENT --out DB --resume` "
        "runs them.\nExit code 1 if a run is missing.";
    return [arguments] { return plan_missing(arguments->path, arguments->common); };
}

} // namespace cli
