#pragma once
/// \file
/// A job: a scenario, what is asked of it, and the plan that follows. Everything is judged here, in one language for
/// the program, for other programs and for pages; what is wrong goes to the caller's problems, all of it at once.

#include "experiments/runs/runner.h"
#include "scenarios/problems.h"
#include "scenarios/scenario.h"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace experiments {

/// What may be asked beside the scenario: texts, as people and other programs write them.
struct JobSettings {
    std::optional<std::string> seed, replicates, threads, months; ///< Instead of the scenario's.
    std::optional<std::string> burn_in;                           ///< none, stationary or months; likewise.
    std::optional<std::string> baseline;                          ///< Of comparisons; usual_baseline() without it.
    std::vector<std::string> sets;    ///< NAME=VALUE of a parameter, a lever, or a condition (its strength).
    std::vector<std::string> without; ///< Ids of mechanisms to switch off, or comma-separated lists of them.
};

/// A scenario with the settings applied and its plan.
struct Job {
    scenarios::Scenario scenario;
    Plan plan;
    std::vector<std::pair<std::string, double>> lever_sets;     ///< Levers of `sets`: for the cells' strategies.
    std::vector<std::pair<std::size_t, double>> condition_sets; ///< Conditions of `sets`: strengths in every cell.
    std::string baseline{models::counterfactual};               ///< Id of what others are compared with
};

/// The job without cells. `caller` stands before the settings' names in messages: "accord run: --" makes "accord run:
/// --seed: ...". Without a scenario, which then could not be read, the settings are judged and there is no job.
std::optional<Job> job_of(std::optional<scenarios::Scenario> scenario, const JobSettings& settings,
                          const std::string& caller, scenarios::Problems& problems);

/// A number of threads as text; 0 = all the machine offers.
int threads_of(const std::optional<std::string>& text, const std::string& place, scenarios::Problems& problems);

/// Sets parameters at which the mechanism `id` does nothing; an unknown id is a problem at `place`.
void switch_off_mechanism(const std::string& id, const std::string& place, models::Parameters& parameters,
                          scenarios::Problems& problems);

/// Ids of the strategies that `words` name, each once: ids, files (which join the scenario's own) and "all". Others are
/// problems at `place`.
std::vector<std::string> take_strategies(Job& job, const std::vector<std::string>& words, const std::string& place,
                                         scenarios::Problems& problems);

/// Conditions of texts and of the settings, each once by their labels; "all" is every condition by itself.
std::vector<models::Conditions> take_conditions(const Job& job, const std::vector<std::string>& texts,
                                                const std::string& place, scenarios::Problems& problems);

/// With what others are compared where nobody says so: the status quo where the world was run in, else going alone.
std::string_view usual_baseline(const models::Setup& setup);

/// "going alone", "the status quo": the baseline in sentences.
std::string baseline_words(const Job& job);

/// What is compared where nobody says which: the baseline first, going alone, the main strategies, the scenario's and
/// its own; where the status quo is the baseline, that is the scenario's. With `words` those and the baseline.
std::vector<std::string> compared_strategies(const Job& job, const std::vector<std::string>& words);

/// Under what it is compared: `texts`, or without them the scenario's own conditions and those that are always shown.
std::vector<models::Conditions> compared_conditions(const Job& job, const std::vector<std::string>& texts,
                                                    const std::string& place, scenarios::Problems& problems);

/// Gives conditions the strengths that the settings name.
void set_conditions(const Job& job, models::Conditions& conditions);

/// Appends the cell of a strategy (id, or file) under conditions, with the levers that the settings name. An unknown
/// strategy is a problem at `place`.
void add_cell(Job& job, const std::string& strategy, const models::Conditions& conditions, const std::string& place,
              scenarios::Problems& problems);

/// Cells of every strategy under every condition, condition by condition, to be compared: the two baselines, which
/// nobody steers, keep their levers. An unknown strategy is said once.
void add_cells(Job& job, const std::vector<std::string>& strategies, const std::vector<models::Conditions>& conditions,
               const std::string& place, scenarios::Problems& problems);

/// "synthetic" or "given": where the partners come from.
std::string partner_layer(const Job& job);

/// Parts of comma-separated lists; empty parts are kept so that they are refused as unknown.
std::vector<std::string> split_list(const std::vector<std::string>& lists);

} // namespace experiments
