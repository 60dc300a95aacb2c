// accord run SCENARIO: replicates of one strategy under one set of conditions.
#include "cli/choices.h"
#include "cli/commands/commands.h"
#include "cli/over_years.h"
#include "cli/record.h"
#include "cli/recorded.h"
#include "cli/wording.h"
#include "models/observables.h"
#include "scenarios/condition_text.h"
#include "scenarios/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>

namespace cli {
namespace {

using experiments::Estimate;
using scenarios::Json;
using scenarios::plain;

struct Arguments {
    std::string scenario;
    std::optional<std::string> strategy;
    std::vector<std::string> conditions;
    bool wants_series = false, wants_profile = false;
    CommonArguments common;
};

/// Outcomes that exist in at least one finished run, by index.
std::vector<std::size_t> present(const experiments::Runs& runs) {
    std::vector<std::size_t> result;
    for (std::size_t i = 0; i < models::observables().size(); ++i)
        if (experiments::estimate(runs.values(0, i)).n > 0) result.push_back(i);
    return result;
}

/// An outcome over the replicates.
Record record_of(const Estimate& e, const std::string& unit) {
    return {{"mean", e.mean}, {"sd", e.sd}, {"se", e.se}, {"lo", e.lo}, {"hi", e.hi}, {"n", e.n}, {"unit", unit}};
}

Json json_of(const Job& job, const experiments::Runs& runs, bool wants_series) {
    Json document = result_header(job);
    document["strategy"] = job.plan.cells[0].strategy;
    document["condition"] = job.plan.cells[0].condition;
    document["seed"] = job.plan.seed;
    document["replicates"] = runs.n_done(0);
    document["months"] = job.plan.months;
    document["digest"] = runs.digest(0);
    Json outcomes = Json::object(), series = Json::object(), missing = Json::object();
    for (std::size_t i = 0; i < models::observables().size(); ++i) {
        const auto& outcome = models::observables()[i];
        const Estimate e = experiments::estimate(runs.values(0, i));
        if (e.n == 0) {
            missing[outcome.id] = "it does not exist in this region or under this strategy";
            continue;
        }
        outcomes[outcome.id] = as_json(record_of(e, outcome.unit));
        if (!wants_series) continue;
        for (const double value : runs.mean_series(0, i))
            series[outcome.id].push_back(json_number(value));
    }
    document["outcomes"] = std::move(outcomes);
    if (wants_series) document["series"] = std::move(series);
    document["absent"] = std::move(missing);
    if (!job.scenario.recorded.empty()) {
        document["recorded"] = Json::array();
        for (const Record& record : recorded_beside(job.scenario, runs))
            document["recorded"].push_back(as_json(record));
    }
    add_result_footer(document, job, runs);
    return document;
}

std::string csv_of(const Job& job, const experiments::Runs& runs, bool wants_series) {
    const experiments::Cell& cell = job.plan.cells[0];
    std::vector<Record> records;
    for (const std::size_t i : present(runs)) {
        const auto& outcome = models::observables()[i];
        const Record context{{"scenario", job.scenario.name},
                             {"strategy", cell.strategy},
                             {"condition", cell.condition},
                             {"partners", partner_layer(job)},
                             {"outcome", outcome.id}};
        if (!wants_series)
            records.push_back(joined(context, record_of(experiments::estimate(runs.values(0, i)), outcome.unit)));
        else
            for (std::size_t month = 0; const double value : runs.mean_series(0, i))
                records.push_back(joined(context, {{"month", ++month}, {"mean", value}, {"unit", outcome.unit}}));
    }
    return as_csv(records);
}

/// One table of outcomes.
std::string group_text(const experiments::Runs& runs, std::string_view group, std::size_t width) {
    TextTable table{{std::string(group), "mean", "95 % interval", "unit"}, {}, {true, false, false, true}};
    for (const std::size_t i : present(runs)) {
        const auto& outcome = models::observables()[i];
        const models::OutcomeWords& words = models::outcome_words(i);
        if (words.group != group) continue;
        const Estimate e = experiments::estimate(runs.values(0, i));
        const std::string interval = e.n < 2 ? "one run" : plain.range(e.lo, e.hi, outcome.unit);
        table.rows.push_back({std::string(words.label), plain.number(e.mean, outcome.unit), interval,
                              outcome.unit == "share" ? "%" : outcome.unit});
    }
    return table.rows.empty() ? "" : table.text(width) + "\n";
}

/// Year by year, the few that people ask for.
std::string series_text(const experiments::Runs& runs, std::uint32_t months, std::size_t width) {
    TextTable table{{"month"}, {}, {}};
    for (std::uint32_t month = 12; month < months + 12; month += 12)
        table.rows.push_back({std::to_string(std::min(month, months))});
    for (const std::size_t i : models::outcomes_shown(models::in_course)) {
        const std::vector<double> series = runs.mean_series(0, i);
        if (series.empty()) continue;
        table.header.push_back(fmt::format("{} [{}]", models::observables()[i].id, models::observables()[i].unit));
        for (auto& row : table.rows)
            row.push_back(plain.number(series[static_cast<std::size_t>(std::stoul(row[0])) - 1]));
    }
    return table.text(width) + "\n";
}

std::string text_of(const Job& job, const experiments::Runs& runs, bool wants_series) {
    const std::size_t width = output_width();
    std::string text = wrapped(run_headline(job, runs), width) + "\n";
    if (const std::string before = burn_in_sentence(job, runs); !before.empty()) text += wrapped(before, width) + "\n";
    for (const std::string_view group : models::outcome_groups)
        text += group_text(runs, group, width);
    if (wants_series) text += series_text(runs, job.plan.months, width);
    text += recorded_text(job.scenario, runs, width);
    text += caveats_text(job, width) + "\n";
    text += fmt::format("{}, seed {}, digest {}\n", scenarios::plural(runs.n_done(0), "replicate"), job.plan.seed,
                        runs.digest(0));
    return text;
}

/// Runs replicate 0 once more, timing each process.
void print_profile(const Job& job) {
    models::World world = models::start_world(job.plan.cells[0].setup, sim::luck(job.plan.seed, 0));
    std::vector<double> seconds(models::schedule().size(), 0.0);
    models::advance(world, job.plan.months, {}, &seconds);
    double total = 0;
    for (const double s : seconds)
        total += s;
    write_note(fmt::format("Profile of one replicate, {} months:", job.plan.months));
    for (std::size_t i = 0; i < seconds.size(); ++i)
        write_note(fmt::format("{:>10.4f} s {:>5.1f} %  {}", seconds[i], total > 0 ? 100 * seconds[i] / total : 0.0,
                               models::schedule()[i].id));
    write_note(fmt::format("{:>10.4f} s  in all", total));
}

int run(const Arguments& arguments) {
    scenarios::Problems problems;
    auto job = prepare_job(arguments.scenario, arguments.common, "accord run", problems);
    models::Conditions conditions = job ? job->scenario.setup.conditions : models::Conditions{};
    if (!arguments.conditions.empty()) conditions = {};
    for (const std::string& text : arguments.conditions)
        scenarios::add_condition(text, "accord run: --condition", conditions, problems);
    if (job) set_conditions(*job, conditions);
    if (job)
        add_cell(*job, arguments.strategy.value_or(job->scenario.strategy), conditions, "accord run: --strategy",
                 problems);
    problems.throw_if_any();
    job->plan.keep_series = arguments.wants_series || !job->scenario.recorded.empty();
    const experiments::Runs runs = run_job(*job);
    if (runs.n_done(0) > 0) {
        if (job->format == Format::json) write_result(json_of(*job, runs, arguments.wants_series));
        if (job->format == Format::csv) write_result(csv_of(*job, runs, arguments.wants_series));
        if (job->format == Format::text) write_result(text_of(*job, runs, arguments.wants_series));
    }
    if (arguments.wants_profile && !runs.was_interrupted) print_profile(*job);
    return exit_code(*job, runs);
}

} // namespace

Run declare_run(Options& options) {
    const auto arguments = std::make_shared<Arguments>();
    options.add({{"SCENARIO", &arguments->scenario, "Scenario file, or an id of `accord list scenarios`", "",
                  scenario_choices()},
                 {"--strategy", &arguments->strategy, "Strategy instead of the scenario's: an id, or its file",
                  "ID|FILE", strategy_choices()},
                 {"--condition", &arguments->conditions,
                  "Condition instead of the scenario's, with strength (repeatable)", "ID[=0..1]", condition_choices()},
                 {"--series", &arguments->wants_series, "Also the mean of each month"},
                 {"--profile", &arguments->wants_profile, "Seconds by process of one more replicate, to stderr"}});
    add_run_options(options, arguments->common);
    options.examples =
        "Examples:\n  accord run sonoma\n  accord run sonoma --strategy collective-impact --condition funding-cut=0.5\n"
        "  accord run my-region.json --seed 7 --replicates 100 --format json";
    return [arguments] { return run(*arguments); };
}

} // namespace cli
