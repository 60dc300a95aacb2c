#include "cli/options.h"

#include "cli/progress.h"
#include "cli/validation_output.h"
#include "scenarios/condition_text.h"
#include "scenarios/library.h"
#include "scenarios/version.h"

#include <fmt/format.h>

#include <algorithm>

namespace cli {
namespace {

using scenarios::Measure;

constexpr Measure threads_measure{"a whole number of threads (0 = all)", 0, 1024, true};

std::optional<double> parse_value(const std::string& text, const Measure& measure, const std::string& place,
                                  scenarios::Problems& problems) {
    const auto value = scenarios::parse_number(text);
    const std::string wrong =
        value ? measure.refusal(*value) : fmt::format("'{}' is not a number", scenarios::shown(text));
    if (wrong.empty()) return value;
    problems.add(place, wrong, measure.expected());
    return std::nullopt;
}

/// Overwrites `target` with the option if it was given.
template <class T>
void apply(const std::optional<std::string>& option, const Measure& measure, T& target, const std::string& place,
           scenarios::Problems& problems) {
    if (!option) return;
    if (const auto value = parse_value(*option, measure, place, problems)) target = static_cast<T>(*value);
}

void apply_set(const std::string& text, const std::string& place, Job& job, scenarios::Problems& problems) {
    const std::size_t equals = text.find('=');
    const std::string id = text.substr(0, equals);
    const auto value = equals == std::string::npos ? std::nullopt : scenarios::parse_number(text.substr(equals + 1));
    if (!value) {
        problems.add(place, fmt::format("'{}' is not a setting", scenarios::shown(text)),
                     "expected PARAMETER=NUMBER, such as the ids of `accord list parameters`");
        return;
    }
    scenarios::set_value(job.scenario.setup, id, *value, place, problems);
    if (!models::parameter_table().find(id) && models::lever_table().find(id)) job.lever_sets.emplace_back(id, *value);
    if (const int condition = models::condition_index(id); condition > 0)
        job.condition_sets.emplace_back(static_cast<std::size_t>(condition), *value);
}

} // namespace

void add_format_option(Options& options, CommonArguments& arguments) {
    options.add({{"--format", &arguments.format, "Form of results: text, json or csv", "FORMAT"},
                 {"--quiet", &arguments.is_quiet, "No progress on stderr"}});
}

void add_run_options(Options& options, CommonArguments& arguments) {
    options.add(
        {{"--seed", &arguments.seed, "Start of all chance, instead of the scenario's", "N"},
         {"--replicates", &arguments.replicates, "Runs with different luck a cell", "N"},
         {"--threads", &arguments.threads, "Threads; 0 = all. Results do not depend on it", "N"},
         {"--months", &arguments.months, "Horizon in months", "N"},
         {"--set", &arguments.sets,
          "Give a parameter or lever another value (repeatable); levers change every "
          "strategy but the counterfactual of compare",
          "PARAMETER=VALUE"},
         {"--without", &arguments.without, "Mechanisms to switch off, ids of `accord list mechanisms`", "ID,..."}});
    add_format_option(options, arguments);
}

Format parse_format(const CommonArguments& arguments, const std::string& command, scenarios::Problems& problems) {
    const std::vector<std::string> names{"text", "json", "csv"};
    const auto it = std::find(names.begin(), names.end(), arguments.format);
    if (it != names.end()) return static_cast<Format>(it - names.begin());
    problems.add(command + ": --format", fmt::format("unknown form '{}'", scenarios::shown(arguments.format)),
                 scenarios::suggestion(arguments.format, names));
    return Format::text;
}

int parse_threads(const std::optional<std::string>& text, const std::string& command, scenarios::Problems& problems) {
    int threads = 0;
    apply(text, threads_measure, threads, command + ": --threads", problems);
    return threads;
}

std::optional<Job> prepare_job(const std::string& scenario, const CommonArguments& arguments,
                               const std::string& command, scenarios::Problems& problems) {
    Job job;
    job.format = parse_format(arguments, command, problems);
    job.is_quiet = arguments.is_quiet;
    auto read =
        scenario.empty() ? std::nullopt : scenarios::read_scenario(scenarios::find_scenario(scenario), problems);
    if (scenario.empty())
        problems.add(command + ": SCENARIO", "is missing",
                     "expected a scenario file or an id of `accord list scenarios`");
    const bool is_read = read.has_value();
    if (is_read) job.scenario = std::move(*read);
    job.plan.seed = job.scenario.seed;
    job.plan.replicates = job.scenario.replicates;
    job.plan.months = job.scenario.months;
    apply(arguments.seed, scenarios::seed_measure, job.plan.seed, command + ": --seed", problems);
    apply(arguments.replicates, scenarios::replicates_measure, job.plan.replicates, command + ": --replicates",
          problems);
    apply(arguments.months, scenarios::months_measure, job.plan.months, command + ": --months", problems);
    apply(arguments.threads, threads_measure, job.plan.threads, command + ": --threads", problems);
    for (const std::string& text : arguments.sets)
        apply_set(text, command + ": --set", job, problems);
    for (const std::string& id : split_list(arguments.without))
        switch_off_mechanism(id, command + ": --without", job.scenario.setup.parameters, problems);
    if (!is_read) return std::nullopt;
    return job;
}

void add_cell(Job& job, const std::string& strategy, const models::Conditions& conditions, const std::string& place,
              scenarios::Problems& problems) {
    const std::string id = job.scenario.take_strategy(strategy, place, problems);
    if (id.empty()) return;
    experiments::Cell cell{id, scenarios::condition_label(conditions), job.scenario.setup};
    cell.setup.levers = job.scenario.find_strategy(id)->levers;
    cell.setup.conditions = conditions;
    job.plan.cells.push_back(std::move(cell));
}

std::vector<std::string> take_strategies(Job& job, const std::vector<std::string>& words, const std::string& place,
                                         scenarios::Problems& problems) {
    std::vector<std::string> ids;
    const auto add_once = [&](const std::string& id) {
        if (!id.empty() && std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
    };
    for (const std::string& word : words)
        if (word != scenarios::all_word)
            add_once(job.scenario.take_strategy(word, place, problems));
        else
            for (const std::string& id : job.scenario.strategy_ids())
                add_once(id);
    return ids;
}

std::vector<models::Conditions> take_conditions(const Job& job, const std::vector<std::string>& texts,
                                                const std::string& place, scenarios::Problems& problems) {
    std::vector<models::Conditions> result;
    for (const std::string& text : scenarios::spelt_out(texts)) {
        models::Conditions conditions;
        scenarios::add_condition(text, place, conditions, problems);
        set_conditions(job, conditions);
        const auto is_same = [&](const models::Conditions& one) { return one.strength == conditions.strength; };
        if (std::none_of(result.begin(), result.end(), is_same)) result.push_back(conditions);
    }
    return result;
}

void set_conditions(const Job& job, models::Conditions& conditions) {
    for (const auto& [condition, strength] : job.condition_sets)
        conditions.strength[condition] = strength;
}

void set_levers(const Job& job, experiments::Cell& cell) {
    for (const auto& [id, value] : job.lever_sets)
        sim::ParameterTable<models::Levers>::at(cell.setup.levers, *models::lever_table().find(id)) = value;
}

std::string partner_layer(const Job& job) {
    return job.scenario.setup.region.synthetic_partners ? "synthetic" : "given";
}

scenarios::Json result_header(const Job& job) {
    return {{"version", scenarios::program_version()},
            {"model", models::model_version()},
            {"scenario", job.scenario.name},
            {"region", job.scenario.setup.region.name},
            {"money-year", job.scenario.setup.region.money_year}};
}

void add_result_footer(scenarios::Json& document, const Job& job, const experiments::Runs& runs) {
    document["partners"] = partner_layer(job);
    document["caveats"] = job.scenario.caveats;
    for (const scenarios::InputFile& input : job.scenario.inputs)
        document["inputs"].push_back({{"file", input.path}, {"digest", input.digest}});
    if (const auto failures = runs.failures(job.plan); !failures.empty()) document["failed"] = failures;
    if (runs.was_interrupted) document["interrupted"] = true;
}

std::vector<std::string> split_list(const std::vector<std::string>& lists) {
    std::vector<std::string> parts;
    for (const std::string& list : lists)
        for (std::size_t at = 0; at <= list.size();) {
            const std::size_t end = std::min(list.find(',', at), list.size());
            parts.push_back(list.substr(at, end - at));
            at = end + 1;
        }
    return parts;
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
