#pragma once
/// \file
/// Options shared by commands, and what commands do with a job. What the options mean stands in experiments/runs/job.h.

#include "cli/command.h"
#include "cli/output.h"
#include "experiments/runs/account.h"

#include <optional>
#include <string>
#include <vector>

namespace cli {

using experiments::add_result_footer;
using experiments::result_header;
using experiments::split_list;
using experiments::switch_off_mechanism;

/// Text of the common options as given.
struct CommonArguments : experiments::JobSettings {
    std::string format = "text";
    bool is_quiet = false;
};

void add_format_option(Options& options, CommonArguments& arguments);
void add_baseline_option(Options& options, CommonArguments& arguments);
void add_run_options(Options& options, CommonArguments& arguments); ///< All of them.

/// The form of results; another word than text, json, csv is a problem.
Format parse_format(const CommonArguments& arguments, const std::string& command, scenarios::Problems& problems);

/// The number of --threads; 0 = all the machine offers.
int parse_threads(const std::optional<std::string>& text, const std::string& command, scenarios::Problems& problems);

/// A job, and how its results are wanted.
struct Job : experiments::Job {
    Format format = Format::text;
    bool is_quiet = false;
};

/// Reads the scenario and applies the options; everything wrong with either goes to `problems`.
std::optional<Job> prepare_job(const std::string& scenario, const CommonArguments& arguments,
                               const std::string& command, scenarios::Problems& problems);

/// Runs the plan with a progress bar, stoppable by Ctrl-C; failed runs are named on stderr.
experiments::Runs run_job(const Job& job);

/// Exit code: 130 interrupted, 1 with failed runs, else 0.
int exit_code(const Job& job, const experiments::Runs& runs);

} // namespace cli
