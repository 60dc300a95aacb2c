// accord compare SCENARIO: strategies against the counterfactual, under the same conditions and the same luck.
#include "cli/commands/commands.h"
#include "cli/wording.h"
#include "scenarios/condition_text.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>

namespace cli {
namespace {

using experiments::Comparison;
using scenarios::Json;

struct Arguments {
    std::string scenario;
    std::vector<std::string> strategies, conditions, outcomes;
    CommonArguments common;
};

const std::vector<std::string> usual_strategies{"go-it-alone", "opportunistic", "aligned-agreements",
                                                "collective-impact"};
const std::vector<std::string> usual_conditions{"calm", "misaligned-goals", "unequal-power", "funding-cut"};
const std::vector<std::string> usual_outcomes{"ability-mean",    "gap-low-income", "chronic-absence",
                                              "graduation-rate", "college-entry",  "cost-per-student"};

void add_once(std::vector<std::string>& list, const std::string& item) {
    if (std::find(list.begin(), list.end(), item) == list.end()) list.push_back(item);
}

/// The counterfactual first, then what was asked for, else the usual ones and the scenario's.
std::vector<std::string> strategies_of(const Arguments& arguments, const Job& job) {
    std::vector<std::string> result{std::string(models::counterfactual)};
    const bool is_given = !arguments.strategies.empty();
    for (const std::string& id : is_given ? split_list(arguments.strategies) : usual_strategies)
        add_once(result, id);
    if (is_given) return result;
    add_once(result, job.scenario.strategy);
    for (const models::StrategyInfo& own : job.scenario.custom)
        add_once(result, own.id);
    return result;
}

std::vector<models::Conditions> conditions_of(const Arguments& arguments, const Job& job,
                                              scenarios::Problems& problems) {
    std::vector<models::Conditions> result;
    std::vector<std::string> labels;
    const bool is_given = !arguments.conditions.empty();
    std::vector<std::string> texts;
    if (!is_given) texts.push_back(scenarios::condition_label(job.scenario.setup.conditions));
    for (const std::string& text : is_given ? split_list(arguments.conditions) : usual_conditions)
        texts.push_back(text);
    for (const std::string& text : texts) {
        models::Conditions conditions;
        scenarios::add_condition(text, "accord compare: --conditions", conditions, problems);
        const std::size_t n_before = labels.size();
        add_once(labels, scenarios::condition_label(conditions));
        if (labels.size() > n_before) result.push_back(conditions);
    }
    return result;
}

std::vector<std::size_t> outcomes_of(const Arguments& arguments, scenarios::Problems& problems) {
    std::vector<std::string> ids;
    for (const auto& outcome : models::observables())
        ids.push_back(outcome.id);
    std::vector<std::size_t> result;
    const bool is_given = !arguments.outcomes.empty();
    for (const std::string& id : is_given ? split_list(arguments.outcomes) : usual_outcomes) {
        const int index = models::observable_index(id);
        if (index >= 0)
            result.push_back(static_cast<std::size_t>(index));
        else if (is_given)
            problems.add("accord compare: --outcomes", fmt::format("unknown outcome '{}'", scenarios::shown(id)),
                         scenarios::suggestion(id, ids));
    }
    return result;
}

Json json_of(const Job& job, const experiments::Runs& runs, const experiments::ComparisonTable& table) {
    Json document{{"baseline", models::counterfactual}, {"replicates", job.plan.replicates}};
    document.update(result_header(job));
    document["seed"] = job.plan.seed;
    document["months"] = job.plan.months;
    Json results = Json::array(), gaps = Json::array(), digests = Json::array();
    for (const Comparison& row : table.rows)
        results.push_back({{"strategy", job.plan.cells[row.cell].strategy},
                           {"condition", job.plan.cells[row.cell].condition},
                           {"outcome", models::observables()[row.observable].id},
                           {"unit", models::observables()[row.observable].unit},
                           {"mean", json_number(row.level.mean)},
                           {"difference", json_number(row.difference.mean)},
                           {"lo", json_number(row.difference.lo)},
                           {"hi", json_number(row.difference.hi)},
                           {"n", row.difference.n},
                           {"p_better", json_number(row.wins.share())},
                           {"p_best", json_number(row.p_best)}});
    for (const experiments::Gap& gap : table.gaps)
        gaps.push_back({{"strategy", job.plan.cells[gap.cell].strategy},
                        {"condition", job.plan.cells[gap.cell].condition},
                        {"outcome", models::observables()[gap.observable].id},
                        {"mean", json_number(gap.mean)},
                        {"reason", gap.reason}});
    for (std::size_t cell = 0; cell < job.plan.cells.size(); ++cell)
        digests.push_back({{"strategy", job.plan.cells[cell].strategy},
                           {"condition", job.plan.cells[cell].condition},
                           {"replicates", runs.n_done(cell)},
                           {"digest", runs.digest(cell)}});
    document["results"] = std::move(results);
    document["absent"] = std::move(gaps);
    document["digests"] = std::move(digests);
    add_result_footer(document, job, runs);
    return document;
}

std::string csv_of(const Job& job, const experiments::ComparisonTable& table) {
    TextTable csv{{"scenario", "condition", "strategy", "partners", "outcome", "unit", "mean", "difference", "lo", "hi",
                   "n", "p_better", "p_best"},
                  {},
                  {}};
    for (const Comparison& row : table.rows)
        csv.rows.push_back({job.scenario.name, job.plan.cells[row.cell].condition, job.plan.cells[row.cell].strategy,
                            partner_layer(job), models::observables()[row.observable].id,
                            models::observables()[row.observable].unit, csv_number(row.level.mean),
                            csv_number(row.difference.mean), csv_number(row.difference.lo),
                            csv_number(row.difference.hi), std::to_string(row.difference.n),
                            csv_number(row.wins.share()), csv_number(row.p_best)});
    return csv.csv();
}

/// "+0.031 ±0.019*"; the star where the interval leaves out 0.
std::string cell_text(const Comparison* row, std::string_view unit) {
    if (!row) return "absent";
    const std::string change = change_text(row->difference.mean, unit);
    if (std::isnan(row->difference.lo)) return change;
    const double half = 0.5 * (row->difference.hi - row->difference.lo);
    return fmt::format("{} ±{}{}", change, number_text(unit == "share" ? 100 * half : half),
                       row->is_clear() ? "*" : " ");
}

std::string brief(const std::string& id, const std::string& unit) {
    const OutcomeWords* words = find_words(id);
    const std::string short_unit = unit == "share" ? "% points" : unit.substr(0, unit.find("/year"));
    return fmt::format("{}\n[{}]", words ? words->brief : id, short_unit);
}

std::string table_text(const Job& job, const experiments::ComparisonTable& table, const std::vector<std::size_t>& cells,
                       const std::vector<std::size_t>& outcomes, std::size_t width) {
    TextTable text{{"against going alone"}, {}, {}};
    for (const std::size_t i : outcomes)
        text.header.push_back(brief(models::observables()[i].id, models::observables()[i].unit));
    for (const std::size_t cell : cells) {
        if (job.plan.cells[cell].strategy == models::counterfactual) continue;
        text.rows.push_back({strategy_name(job, job.plan.cells[cell].strategy)});
        for (const std::size_t i : outcomes)
            text.rows.back().push_back(cell_text(table.find(cell, static_cast<int>(i)), models::observables()[i].unit));
    }
    return text.rows.empty() ? "" : text.text(width);
}

std::string text_of(const Job& job, const experiments::ComparisonTable& table, const experiments::Runs& runs,
                    const std::vector<std::size_t>& outcomes) {
    const std::size_t width = output_width();
    std::vector<std::vector<std::size_t>> groups;
    for (std::size_t cell = 0; cell < job.plan.cells.size(); ++cell) {
        if (job.plan.cells[cell].strategy == models::counterfactual) groups.emplace_back();
        groups.back().push_back(cell);
    }
    std::string text = fmt::format("{}, {} months, {} replicates, seed {}: every strategy meets the same luck.\n\n",
                                   job.scenario.title, job.plan.months, job.plan.replicates, job.plan.seed);
    for (const auto& cells : groups)
        text += wrapped(compare_headline(job, table, cells) + rivals_text(job, table, runs, cells), width) + "\n";
    for (const auto& cells : groups)
        text += fmt::format("Under {}\n{}\n", scenarios::condition_words(job.plan.cells[cells[0]].setup.conditions),
                            table_text(job, table, cells, outcomes, width));
    text += wrapped(
        "Differences from going alone with half-widths of 95 % intervals; * where the interval leaves out 0.", width);
    return text + "\n" + caveats_text(job, width);
}

int compare(const Arguments& arguments) {
    scenarios::Problems problems;
    auto job = prepare_job(arguments.scenario, arguments.common, "accord compare", problems);
    const std::vector<std::size_t> outcomes = outcomes_of(arguments, problems);
    if (!job) {
        for (const std::string& text : split_list(arguments.conditions)) {
            models::Conditions ignored;
            scenarios::add_condition(text, "accord compare: --conditions", ignored, problems);
        }
        problems.throw_if_any();
    }
    const std::vector<models::Conditions> conditions = conditions_of(arguments, *job, problems);
    const std::vector<std::string> strategies = strategies_of(arguments, *job);
    for (std::size_t c = 0; c < conditions.size(); ++c)
        for (const std::string& strategy : strategies) {
            scenarios::Problems once;
            add_cell(*job, strategy, conditions[c], "accord compare: --strategies", c == 0 ? problems : once);
        }
    problems.throw_if_any();
    for (experiments::Cell& cell : job->plan.cells)
        if (cell.strategy != models::counterfactual) set_levers(*job, cell);
    const experiments::Runs runs = run_job(*job);
    const experiments::ComparisonTable table = experiments::compare(job->plan, runs, models::counterfactual);
    if (!table.rows.empty()) {
        if (job->format == Format::json) write_result(json_of(*job, runs, table));
        if (job->format == Format::csv) write_result(csv_of(*job, table));
        if (job->format == Format::text) write_result(text_of(*job, table, runs, outcomes));
    }
    return exit_code(*job, runs);
}

} // namespace

Command add_compare(CLI::App& program) {
    const auto arguments = std::make_shared<Arguments>();
    CLI::App* app = program.add_subcommand("compare", "Compare strategies with going alone, under the same luck");
    app->add_option("SCENARIO", arguments->scenario, "Scenario file, or an id of `accord list scenarios`");
    app->add_option("--strategies", arguments->strategies, "Ids, comma-separated; going alone is always among them")
        ->type_name("A,B")
        ->expected(1)
        ->take_all();
    app->add_option("--conditions", arguments->conditions, "Conditions with strength; + joins several into one")
        ->type_name("X,Y=0.5,X+Y")
        ->expected(1)
        ->take_all();
    app->add_option("--outcomes", arguments->outcomes, "Columns of the text table")
        ->type_name("A,B")
        ->expected(1)
        ->take_all();
    add_run_options(*app, arguments->common);
    app->footer(
        "Examples:\n  accord compare sonoma\n"
        "  accord compare sonoma --strategies opportunistic,collective-impact --conditions calm,funding-cut=0.5\n"
        "  accord compare my-region.json --replicates 100 --format csv > differences.csv");
    return {app, [arguments] { return compare(*arguments); }};
}

} // namespace cli
