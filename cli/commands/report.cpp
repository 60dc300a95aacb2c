// accord report DB|SCENARIO --out FILE: one page that says what was found, for whom it is not enough to see a table.
#include "report/page.h"

#include "cli/commands/commands.h"
#include "cli/report_sources.h"
#include "cli/wording.h"
#include "report/sweep.h"
#include "report/validation.h"
#include "scenarios/text.h"
#include "sim/error.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>

namespace cli {
namespace {

using report::Report;

struct Arguments {
    std::string source, out, date, validation;
    std::vector<std::string> strategies, conditions;
    CommonArguments common;
};

/// A file beside the target that becomes the target when all is written, so that no half report is ever there.
class OutFile {
  public:
    explicit OutFile(const std::string& path) : path_(path), part_(path + ".part") {
        if (std::filesystem::is_directory(path_)) refuse("is a folder");
        file_.open(part_, std::ios::binary | std::ios::trunc);
        if (!file_) refuse(std::string("cannot be written: ") + std::strerror(errno));
    }
    ~OutFile() {
        std::error_code ignored;
        if (!is_kept_) std::filesystem::remove(part_, ignored);
    }
    OutFile(const OutFile&) = delete;
    OutFile& operator=(const OutFile&) = delete;

    void keep(const std::string& text) {
        file_ << text;
        file_.close();
        if (!file_ || std::rename(part_.c_str(), path_.c_str()) != 0)
            throw sim::MachineError(path_ + ": cannot be written: " + std::strerror(errno));
        is_kept_ = true;
    }

  private:
    [[noreturn]] void refuse(const std::string& why) const {
        throw sim::InputError(fmt::format("{}: {}; expected a file in a folder that may be written", path_, why));
    }
    std::string path_, part_;
    std::ofstream file_;
    bool is_kept_ = false;
};

bool is_store(const std::string& path) { return scenarios::start_of(path, 15) == "SQLite format 3"; }

/// Options that would run something else than the store holds.
void refuse_run_options(const Arguments& arguments, scenarios::Problems& problems) {
    const CommonArguments& common = arguments.common;
    const std::pair<const char*, bool> given[] = {{"--seed", common.seed.has_value()},
                                                  {"--replicates", common.replicates.has_value()},
                                                  {"--months", common.months.has_value()},
                                                  {"--set", !common.sets.empty()},
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
    OutFile file(arguments.out);
    Report report = report::read_sweep(arguments.source);
    report.validation = checked.validation;
    report.no_validation = checked.no_validation;
    report.generated = arguments.date;
    file.keep(report::page(report));
    return report.runs.failures(report.plan).empty() ? 0 : 1;
}

int report_scenario(const Arguments& arguments, scenarios::Problems& problems) {
    auto job = prepare_job(arguments.source, arguments.common, "accord report", problems);
    if (job) add_report_cells(*job, arguments.strategies, arguments.conditions, problems);
    Report checked;
    take_validation(arguments, checked, problems);
    problems.throw_if_any();
    if (!arguments.common.replicates) job->plan.replicates = std::min(job->plan.replicates, usual_report_replicates);
    job->plan.keep_series = true;
    OutFile file(arguments.out);
    const experiments::Runs runs = run_job(*job);
    if (runs.was_interrupted) return exit_code(*job, runs);
    Report report = report_of(*job, runs, arguments.common.sets);
    report.generated = arguments.date;
    report.validation = checked.validation;
    report.no_validation = checked.no_validation;
    file.keep(report::page(report));
    return exit_code(*job, runs);
}

int report(const Arguments& arguments) {
    scenarios::Problems problems;
    if (arguments.out.empty()) problems.add("accord report: --out", "is missing", "expected the HTML file to write");
    if (arguments.common.format != "text")
        problems.add("accord report: --format", "a report is always HTML", "expected no --format");
    const int code =
        is_store(arguments.source) ? report_store(arguments, problems) : report_scenario(arguments, problems);
    if (code != 130 && !arguments.common.is_quiet)
        write_note(fmt::format("accord report: {} written{}", arguments.out,
                               report::has_echarts() ? "" : " (static figures: built without ECharts)"));
    return code;
}

} // namespace

Run declare_report(Options& options) {
    const auto arguments = std::make_shared<Arguments>();
    options.add({{"SOURCE", &arguments->source, "Store of a sweep, scenario file, or id of `accord list scenarios`"},
                 {"--out", &arguments->out, "HTML file to write", "FILE"},
                 {"--date", &arguments->date, "Text for `Generated ...`; without it the page bears no date"},
                 {"--validation", &arguments->validation,
                  "What `accord validate --format json` wrote; without it the shipped copy, if there is one", "FILE"},
                 {"--strategies", &arguments->strategies, "Ids, comma-separated; all shipped ones unless given", "A,B"},
                 {"--conditions", &arguments->conditions, "Conditions with strength; + joins several into one",
                  "X,Y=0.5,X+Y"}});
    add_run_options(options, arguments->common);
    options.examples =
        "Examples:\n  accord report sonoma --out sonoma.html\n"
        "  accord report my-region.json --replicates 40 --conditions calm,funding-cut=0.5 --out report.html\n"
        "  accord report sweep.db --out sweep.html --date 2026-05-04";
    return [arguments] { return report(*arguments); };
}

} // namespace cli
