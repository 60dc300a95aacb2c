// accord check FILE...: reads scenarios, experiments and region files and says all that is wrong with them; changes
// nothing.
#include "cli/choices.h"
#include "cli/commands/commands.h"
#include "cli/options.h"
#include "experiments/sweep/verdict.h"

#include <fmt/format.h>

#include <memory>

namespace cli {
namespace {

int check(const std::vector<std::string>& files, const CommonArguments& arguments) {
    scenarios::Problems problems;
    const Format format = parse_format(arguments, "accord check", problems);
    if (files.empty())
        problems.add("accord check: FILE", "is missing", "expected scenarios (.json) or region files (.csv)");
    const auto verdicts = experiments::check_files(files, problems);
    problems.throw_if_any();
    std::string text;
    scenarios::Json document = scenarios::Json::array();
    TextTable table{{"file", "kind", "summary"}, {}, {}};
    for (const experiments::FileVerdict& verdict : verdicts) {
        text += fmt::format("{}: ok: {}\n", verdict.file, verdict.summary);
        for (const std::string& note : verdict.notes)
            text += "  note: " + note + "\n";
        document.push_back(json_of(verdict));
        table.rows.push_back({verdict.file, verdict.kind, verdict.summary});
    }
    if (format == Format::json)
        write_result(document);
    else
        write_result(format == Format::csv ? table.csv() : text);
    return 0;
}

} // namespace

Run declare_check(Options& options) {
    struct Arguments {
        std::vector<std::string> files;
        CommonArguments common;
    };
    const auto arguments = std::make_shared<Arguments>();
    options.add(
        {{"FILE", &arguments->files, "Scenarios (.json), schools.csv, partners.csv, ties.csv", "", files_only()}});
    add_format_option(options, arguments->common);
    options.examples = "Example:\n  accord check my-region.json my-schools.csv";
    return [arguments] { return check(arguments->files, arguments->common); };
}

} // namespace cli
