// accord report DB|SCENARIO --out FILE: one page that says what was found, for whom it is not enough to see a table.
#include "report/page.h"

#include "cli/choices.h"
#include "cli/commands/commands.h"
#include "cli/report_sources.h"
#include "cli/wording.h"
#include "experiments/store/store.h"
#include "report/sweep.h"
#include "report/validation.h"
#include "sim/output_file.h"

#include <fmt/format.h>

#include <memory>

namespace cli {
namespace {

using report::Report;

struct Arguments {
    std::string source, out, date, validation;
    std::vector<std::string> strategies, conditions;
    CommonArguments common;
};

/// Options that would run something else than the store holds.
void refuse_run_options(const Arguments& arguments, scenarios::Problems& problems) {
    const CommonArguments& common = arguments.common;
    const std::pair<const char*, bool> given[] = {{"--seed", common.seed.has_value()},
                                                  {"--replicates", common.replicates.has_value()},
                                                  {"--months", common.months.has_value()},
                                                  {"--set", !common.sets.empty()},
                                                  {"--burn-in", common.burn_in.has_value()},
                                                  {"--baseline", common.baseline.has_value()},
                                                  {"--strategies", !arguments.strategies.empty()},
                                                  {"--conditions", !arguments.conditions.empty()}};
    for (const auto& [name, is_given] : given)
        if (is_given)
            problems.add(std::string("accord report: ") + name, "cannot change what a store holds",
                         "expected this option with a scenario only");
}

/// The validation table asked for, or the one that is shipped, or why there is none. A bad file stops before any run.
void take_validation(const Arguments& arguments, Report& report, scenarios::Problems& problems) {
    const std::string path = arguments.validation.empty() ? report::shipped_validation() : arguments.validation;
    if (!path.empty()) report::add_validation(path, report, problems);
    report.no_validation = "no validation table was given (accord validate --format json > FILE, then accord report "
                           "... --validation FILE).";
}

int report_store(const Arguments& arguments, scenarios::Problems& problems) {
    refuse_run_options(arguments, problems);
    Report checked;
    take_validation(arguments, checked, problems);
    problems.throw_if_any();
    sim::OutputFile file(arguments.out);
    Report report = report::read_sweep(arguments.source);
    report.validation = checked.validation;
    report.no_validation = checked.no_validation;
    report.generated = arguments.date;
    file.write(report::page(report));
    file.keep();
    return report.runs.failures(report.plan).empty() ? 0 : 1;
}

int report_scenario(const Arguments& arguments, scenarios::Problems& problems) {
    auto job = prepare_job(arguments.source, arguments.common, "accord report", problems);
    if (job) add_report_cells(*job, arguments.strategies, arguments.conditions, problems);
    Report checked;
    take_validation(arguments, checked, problems);
    problems.throw_if_any();
    if (!arguments.common.replicates) job->plan.replicates = std::min(job->plan.replicates, usual_report_replicates);
    job->plan.keep_series = job->plan.keep_years = true;
    sim::OutputFile file(arguments.out);
    const experiments::Runs runs = run_job(*job);
    if (runs.was_interrupted) return exit_code(*job, runs);
    Report report = report_of(*job, runs, arguments.common.sets);
    report.generated = arguments.date;
    report.validation = checked.validation;
    report.no_validation = checked.no_validation;
    file.write(report::page(report));
    file.keep();
    return exit_code(*job, runs);
}

int report(const Arguments& arguments) {
    scenarios::Problems problems;
    if (arguments.out.empty()) problems.add("accord report: --out", "is missing", "expected the HTML file to write");
    if (arguments.common.format != "text")
        problems.add("accord report: --format", "a report is always HTML", "expected no --format");
    const int code = experiments::is_store(arguments.source) ? report_store(arguments, problems)
                                                             : report_scenario(arguments, problems);
    if (code != 130 && !arguments.common.is_quiet)
        write_note(fmt::format("accord report: {} written{}", arguments.out,
                               report::has_echarts() ? "" : " (static figures: built without ECharts)"));
    return code;
}

} // namespace

Run declare_report(Options& options) {
    const auto arguments = std::make_shared<Arguments>();
    options.add({{"SOURCE", &arguments->source, "Store of a sweep, scenario file, or id of `accord list scenarios`", "",
                  scenario_choices()},
                 {"--out", &arguments->out, "HTML file to write", "FILE", files_only()},
                 {"--date", &arguments->date, "Text for `Generated ...`; without it the page bears no date"},
                 {"--validation", &arguments->validation,
                  "What `accord validate --format json` wrote; without it the shipped copy, if there is one", "FILE",
                  files_only()},
                 {"--strategies", &arguments->strategies, "Ids, comma-separated; all shipped ones unless given", "A,B",
                  strategy_choices()},
                 {"--conditions", &arguments->conditions, "Conditions with strength; + joins several into one",
                  "X,Y=0.5,X+Y", condition_choices()}});
    add_baseline_option(options, arguments->common);
    add_run_options(options, arguments->common);
    options.examples =
        "Examples:\n  accord report sonoma --out sonoma.html\n"
        "  accord report my-region.json --replicates 40 --conditions calm,funding-cut=0.5 --out report.html\n"
        "  accord report sweep.db --out sweep.html --date 2026-05-04";
    return [arguments] { return report(*arguments); };
}

} // namespace cli
