// accord merge DB... --out DB: puts the stores of shards together.
#include "cli/choices.h"
#include "cli/commands/commands.h"
#include "cli/options.h"
#include "experiments/store/writer.h"
#include "experiments/sweep/completeness.h"

#include <fmt/format.h>

#include <memory>

namespace cli {
namespace {

int merge(const std::vector<std::string>& sources, const std::string& target, const CommonArguments& arguments) {
    scenarios::Problems problems;
    const Format format = parse_format(arguments, "accord merge", problems);
    if (sources.empty()) problems.add("accord merge: DB", "is missing", "expected the stores of shards");
    if (target.empty()) problems.add("accord merge: --out", "is missing", "expected the file of the new store");
    problems.throw_if_any();
    const std::uint64_t n = experiments::merge_stores(sources, target);
    const experiments::Completeness complete = experiments::completeness_of(experiments::Store(target));
    if (format == Format::json)
        write_result(scenarios::Json{{"store", target},
                                     {"stores", sources.size()},
                                     {"runs", n},
                                     {"failed", complete.failed},
                                     {"missing", complete.missing()},
                                     {"complete", complete.json()}});
    else if (format == Format::csv)
        write_result(TextTable{
            {"store", "stores", "runs", "failed", "missing", "planned"},
            {{target, std::to_string(sources.size()), std::to_string(n), std::to_string(complete.failed),
              std::to_string(complete.missing()), std::to_string(complete.planned)}},
            {}}.csv());
    else
        write_result(fmt::format("{}: {} runs of {} stores; {} failed, {} still missing\n", target, n, sources.size(),
                                 complete.failed, complete.missing()));
    if (complete.missing() == 0) return 0;
    write_note(fmt::format("accord: {}: {}", target, complete.missing_words()));
    return 1;
}

} // namespace

Run declare_merge(Options& options) {
    struct Arguments {
        std::vector<std::string> sources;
        std::string target;
        CommonArguments common;
    };
    const auto arguments = std::make_shared<Arguments>();
    options.add({{"DB", &arguments->sources, "Stores of the shards of one sweep", "", files_only()},
                 {"--out", &arguments->target, "New store; never overwritten", "DB", files_only()}});
    add_format_option(options, arguments->common);
    options.examples =
        "Example:\n  accord merge part1.db part2.db --out whole.db\nExit code 1 if runs of the plan are in "
        "none of them; the new store is made all the same.";
    return [arguments] { return merge(arguments->sources, arguments->target, arguments->common); };
}

} // namespace cli
