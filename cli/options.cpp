#include "cli/options.h"

#include "cli/choices.h"
#include "cli/progress.h"
#include "scenarios/given.h"
#include "scenarios/library.h"

#include <fmt/format.h>

#include <algorithm>

namespace cli {

void add_format_option(Options& options, CommonArguments& arguments) {
    options.add({{"--format", &arguments.format, "Form of results: text, json or csv", "FORMAT",
                  one_of({"text", "json", "csv"})},
                 {"--quiet", &arguments.is_quiet, "No progress on stderr"}});
}

void add_baseline_option(Options& options, CommonArguments& arguments) {
    const std::vector<std::string> ids{std::string(models::status_quo), std::string(models::counterfactual)};
    options.add({{"--baseline", &arguments.baseline,
                  "What others are compared with: status-quo, the scenario's own strategy going on unchanged, or "
                  "go-it-alone, no partner sought and agreements running out; status-quo after a burn-in, else "
                  "go-it-alone",
                  "ID", one_of(ids)}});
}

void add_run_options(Options& options, CommonArguments& arguments) {
    options.add(
        {{"--seed", &arguments.seed, "Start of all chance, instead of the scenario's", "N"},
         {"--replicates", &arguments.replicates, "Runs with different luck a cell", "N"},
         {"--threads", &arguments.threads, "Threads; 0 = all. Results do not depend on it", "N"},
         {"--months", &arguments.months, "Horizon in months", "N"},
         {"--burn-in", &arguments.burn_in,
          "Run the world in under the scenario's own strategy before month 0: months in whole years, stationary, "
          "or none; agreements are kept when the strategies begin",
          "MONTHS|stationary|none", one_of({"stationary", "none"})},
         {"--set", &arguments.sets,
          "Give a parameter, lever or condition (its strength) another value (repeatable); levers change every "
          "strategy but the baselines of compare, conditions every cell",
          "PARAMETER=VALUE", setting_choices()},
         {"--without", &arguments.without, "Mechanisms to switch off, ids of `accord list mechanisms`", "ID,...",
          mechanism_choices()}});
    add_format_option(options, arguments);
}

Format parse_format(const CommonArguments& arguments, const std::string& command, scenarios::Problems& problems) {
    return static_cast<Format>(
        scenarios::given_word(arguments.format, {"text", "json", "csv"}, "form", command + ": --format", problems)
            .value_or(0));
}

int parse_threads(const std::optional<std::string>& text, const std::string& command, scenarios::Problems& problems) {
    return experiments::threads_of(text, command + ": --threads", problems);
}

std::optional<Job> prepare_job(const std::string& scenario, const CommonArguments& arguments,
                               const std::string& command, scenarios::Problems& problems) {
    const Format format = parse_format(arguments, command, problems);
    auto read =
        scenario.empty() ? std::nullopt : scenarios::read_scenario(scenarios::find_scenario(scenario), problems);
    if (scenario.empty())
        problems.add(command + ": SCENARIO", "is missing",
                     "expected a scenario file or an id of `accord list scenarios`");
    auto job = experiments::job_of(std::move(read), arguments, command + ": --", problems);
    if (!job) return std::nullopt;
    return Job{std::move(*job), format, arguments.is_quiet};
}

experiments::Runs run_job(const Job& job) {
    experiments::Watch watch;
    watch.stop = &watch_interrupt();
    experiments::Runs runs;
    {
        ProgressBar bar(job.is_quiet);
        watch.on_progress = [&](const experiments::Progress& progress) { bar.update(progress); };
        runs = experiments::run_cells(job.plan, watch);
    }
    for (const std::string& failure : runs.failures(job.plan))
        write_note("accord: failed: " + failure);
    if (runs.was_interrupted) write_note("accord: interrupted: results hold only the runs that were finished");
    return runs;
}

int exit_code(const Job& job, const experiments::Runs& runs) {
    if (runs.was_interrupted) return 130;
    return runs.failures(job.plan).empty() ? 0 : 1;
}

} // namespace cli
