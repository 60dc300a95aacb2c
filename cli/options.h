#pragma once
/// \file
/// Options shared by commands. They are taken as text and judged here, so that every wrong one is named at once and in
/// the same words as wrong input files.

#include "cli/command.h"
#include "cli/output.h"
#include "experiments/runs/runner.h"
#include "scenarios/scenario.h"

#include <optional>
#include <string>
#include <vector>

namespace cli {

/// Text of the common options as given.
struct CommonArguments {
    std::optional<std::string> seed, replicates, threads, months;
    std::vector<std::string> sets;    ///< PARAMETER=VALUE
    std::vector<std::string> without; ///< Mechanisms to switch off
    std::string format = "text";
    bool is_quiet = false;
};

void add_format_option(Options& options, CommonArguments& arguments);
void add_run_options(Options& options, CommonArguments& arguments); ///< All of them.

/// The form of results; another word than text, json, csv is a problem.
Format parse_format(const CommonArguments& arguments, const std::string& command, scenarios::Problems& problems);

/// The number of --threads; 0 = all the machine offers.
int parse_threads(const std::optional<std::string>& text, const std::string& command, scenarios::Problems& problems);

/// A scenario with the options applied and a plan without cells.
struct Job {
    scenarios::Scenario scenario;
    experiments::Plan plan;
    std::vector<std::pair<std::string, double>> lever_sets;     ///< --set of levers: for the cells' strategies.
    std::vector<std::pair<std::size_t, double>> condition_sets; ///< --set of conditions: strengths in every cell.
    Format format = Format::text;
    bool is_quiet = false;
};

/// Reads the scenario and applies the options; everything wrong with either goes to `problems`.
std::optional<Job> prepare_job(const std::string& scenario, const CommonArguments& arguments,
                               const std::string& command, scenarios::Problems& problems);

/// Ids of the strategies that `words` name, each once: ids, files (which join the scenario's own) and "all". Others are
/// problems at `place`.
std::vector<std::string> take_strategies(Job& job, const std::vector<std::string>& words, const std::string& place,
                                         scenarios::Problems& problems);

/// Conditions of texts and of --set, each once by their labels; "all" is every condition by itself.
std::vector<models::Conditions> take_conditions(const Job& job, const std::vector<std::string>& texts,
                                                const std::string& place, scenarios::Problems& problems);

/// Appends the cell of a strategy under conditions. An unknown strategy is a problem at `place`.
void add_cell(Job& job, const std::string& strategy, const models::Conditions& conditions, const std::string& place,
              scenarios::Problems& problems);

/// Gives conditions the strengths that --set named.
void set_conditions(const Job& job, models::Conditions& conditions);

/// Gives a cell's strategy the levers that --set named.
void set_levers(const Job& job, experiments::Cell& cell);

/// "synthetic" or "given": where the partners of a job come from.
std::string partner_layer(const Job& job);

/// First members of every JSON result: version, scenario, region.
scenarios::Json result_header(const Job& job);
/// Last members: what is synthetic, caveats, input files, failed and interrupted runs.
void add_result_footer(scenarios::Json& document, const Job& job, const experiments::Runs& runs);

/// Parts of comma-separated lists; empty parts are kept so that they are refused as unknown.
std::vector<std::string> split_list(const std::vector<std::string>& lists);

/// Runs the plan with a progress bar, stoppable by Ctrl-C; failed runs are named on stderr.
experiments::Runs run_job(const Job& job);

/// Exit code: 130 interrupted, 1 with failed runs, else 0.
int exit_code(const Job& job, const experiments::Runs& runs);

} // namespace cli
