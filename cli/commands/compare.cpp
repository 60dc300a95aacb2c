// accord compare SCENARIO: strategies against the counterfactual, under the same conditions and the same luck.
#include "cli/commands/commands.h"
#include "cli/wording.h"
#include "experiments/statistics/crossed.h"
#include "experiments/validation/ensemble.h"
#include "models/mechanisms.h"
#include "models/observables.h"
#include "scenarios/condition_text.h"
#include "scenarios/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>

namespace cli {
namespace {

using experiments::Comparison;
using scenarios::Json;
using scenarios::plain;

struct Arguments {
    std::string scenario;
    std::vector<std::string> strategies, conditions, outcomes;
    std::string uncertainty = "chance", ensemble;
    std::optional<std::string> sets; ///< How many of the ensemble.
    CommonArguments common;
};

const std::vector<std::string> usual_strategies{"go-it-alone", "opportunistic", "aligned-agreements",
                                                "collective-impact"};
const std::vector<std::string> usual_conditions{"calm", "misaligned-goals", "unequal-power", "funding-cut"};

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
    if (arguments.outcomes.empty()) return models::outcomes_shown(models::in_columns);
    std::vector<std::size_t> result;
    for (const std::string& id : split_list(arguments.outcomes)) {
        const int index = models::observable_index(id);
        if (index >= 0)
            result.push_back(static_cast<std::size_t>(index));
        else
            problems.add("accord compare: --outcomes", fmt::format("unknown outcome '{}'", scenarios::shown(id)),
                         scenarios::suggestion(id, ids));
    }
    return result;
}

/// At most so many sets of the ensemble are run.
std::size_t sets_of(const Arguments& arguments, scenarios::Problems& problems) {
    constexpr scenarios::Measure measure{"a whole number of parameter sets", 2, 10'000, true};
    constexpr std::size_t usual = 16;
    if (!arguments.sets) return usual;
    const auto value = scenarios::parse_number(*arguments.sets);
    const std::string wrong =
        value ? measure.refusal(*value) : fmt::format("'{}' is not a number", scenarios::shown(*arguments.sets));
    if (!wrong.empty()) problems.add("accord compare: --sets", wrong, measure.expected());
    return wrong.empty() ? static_cast<std::size_t>(*value) : usual;
}

/// Sets of parameters to run, for `--uncertainty parameters`; what --set and --without name stays as set in all of
/// them.
void take_points(const Arguments& arguments, const Job& job, experiments::Plan& plan, scenarios::Problems& problems) {
    const std::vector<std::string> kinds{"chance", "parameters"};
    if (std::find(kinds.begin(), kinds.end(), arguments.uncertainty) == kinds.end())
        problems.add("accord compare: --uncertainty",
                     fmt::format("unknown kind '{}'", scenarios::shown(arguments.uncertainty)),
                     scenarios::suggestion(arguments.uncertainty, kinds));
    if (arguments.uncertainty != "parameters") {
        if (!arguments.ensemble.empty())
            problems.add("accord compare: --ensemble", "is given without --uncertainty parameters",
                         "expected both or neither");
        if (arguments.sets)
            problems.add("accord compare: --sets", "is given without --uncertainty parameters",
                         "expected both or neither");
        return;
    }
    const std::size_t n_sets = sets_of(arguments, problems);
    plan.points = experiments::thinned(
        experiments::ensemble(job.scenario.setup.parameters, arguments.ensemble, problems), n_sets);
    if (plan.replicates < 2)
        problems.add("accord compare: --replicates", "1 cannot tell chance from ignorance", "expected 2 or more");
    for (models::Parameters& point : plan.points) {
        for (const std::string& text : arguments.common.sets)
            if (const auto* row = models::parameter_table().find(text.substr(0, text.find('='))))
                models::parameter_table().at(point, *row) =
                    models::parameter_table().at(job.scenario.setup.parameters, *row);
        for (const std::string& id : split_list(arguments.common.without))
            if (const models::Mechanism* mechanism = models::find_mechanism(id)) models::switch_off(point, *mechanism);
    }
}

/// What part of the spread of one difference is chance, what part ignorance of parameters.
struct Split {
    double ignorance = 0;           ///< Share of the variance of a single paired difference.
    double low = 0, high = 0;       ///< 5th and 95th percentile over parameter sets of the mean difference.
    std::size_t n_ahead = 0, n = 0; ///< Sets in which the difference is in the direction of good; all.
};

Split split_of(const Job& job, const experiments::Runs& runs, const Comparison& row) {
    std::size_t base = row.cell; // going alone under the same condition stands before its group
    while (job.plan.cells[base].strategy != models::counterfactual)
        --base;
    const experiments::Crossed c = experiments::crossed(
        experiments::paired_differences(runs.values(row.cell, row.observable), runs.values(base, row.observable)),
        runs.n_points);
    Split split;
    const double luck = c.luck + c.rest, all = c.points + luck;
    split.ignorance = all > 0 ? c.points / all : 0.0;
    std::vector<double> means;
    const sim::Good good = models::observables()[row.observable].good;
    for (const double mean : c.by_point)
        if (std::isfinite(mean)) means.push_back(mean), split.n_ahead += experiments::is_better(mean, 0, good) ? 1 : 0;
    std::sort(means.begin(), means.end());
    split.n = means.size();
    if (means.empty()) return split;
    const auto at = [&](double p) {
        return means[static_cast<std::size_t>(p * static_cast<double>(means.size() - 1) + 0.5)];
    };
    split.low = at(0.05), split.high = at(0.95);
    return split;
}

/// " How sure: 83 % of the spread ...", of the strategy that does best; "" where parameters do not vary.
std::string ignorance_sentence(const Job& job, const experiments::ComparisonTable& table, const experiments::Runs& runs,
                               const std::vector<std::size_t>& cells) {
    const Comparison* best = best_of(job, table, cells);
    if (!best || runs.n_points < 2 || !best->is_clear()) return "";
    const Split s = split_of(job, runs, *best);
    return fmt::format(" How sure: of the spread of {}'s gain over single runs, {:.0f} % is chance and {:.0f} % is "
                       "ignorance of parameters; from set to set the gain goes from {} to {}.",
                       strategy_name(job, job.plan.cells[best->cell].strategy), 100 * (1 - s.ignorance),
                       100 * s.ignorance, plain.signed_number(s.low), plain.change(s.high, "SD"));
}

/// "Over 16 sets of parameters ...": for each strategy, in the first outcome asked for.
std::string ignorance_text(const Job& job, const experiments::ComparisonTable& table, const experiments::Runs& runs,
                           const std::vector<std::size_t>& cells, std::size_t observable, std::size_t width) {
    if (runs.n_points < 2) return "";
    const auto& outcome = models::observables()[observable];
    TextTable text{
        {"how sure: " + outcome.id, "mean", "5 % of sets below", "95 % below", "sets ahead", "chance", "ignorance"},
        {},
        {}};
    for (const std::size_t cell : cells) {
        const Comparison* row = table.find(cell, static_cast<int>(observable));
        if (!row || job.plan.cells[cell].strategy == models::counterfactual) continue;
        const Split s = split_of(job, runs, *row);
        text.rows.push_back({strategy_name(job, job.plan.cells[cell].strategy),
                             plain.signed_number(row->difference.mean, outcome.unit),
                             plain.signed_number(s.low, outcome.unit), plain.signed_number(s.high, outcome.unit),
                             fmt::format("{} of {}", s.n_ahead, s.n), fmt::format("{:.0f} %", 100 * (1 - s.ignorance)),
                             fmt::format("{:.0f} %", 100 * s.ignorance)});
    }
    return text.rows.empty() ? "" : text.text(width) + "\n";
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
    if (runs.n_points > 1) {
        document["parameter_sets"] = runs.n_points;
        for (std::size_t k = 0; k < table.rows.size(); ++k) {
            const Split s = split_of(job, runs, table.rows[k]);
            results[k]["ignorance_share"] = json_number(s.ignorance);
            results[k]["lo_sets"] = json_number(s.low), results[k]["hi_sets"] = json_number(s.high);
            results[k]["sets_ahead"] = s.n_ahead;
        }
    }
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
    const std::string change = plain.signed_number(row->difference.mean, unit);
    if (std::isnan(row->difference.lo)) return change;
    const double half = 0.5 * (row->difference.hi - row->difference.lo);
    return fmt::format("{} ±{}{}", change, plain.number(half, unit), row->is_clear() ? "*" : " ");
}

/// "chronic absence [% points]", over two lines.
std::string column_title(std::size_t outcome) {
    const std::string& unit = models::observables()[outcome].unit;
    const std::string short_unit = unit == "share" ? "% points" : unit.substr(0, unit.find("/year"));
    return fmt::format("{}\n[{}]", models::outcome_words(outcome).brief, short_unit);
}

std::string table_text(const Job& job, const experiments::ComparisonTable& table, const std::vector<std::size_t>& cells,
                       const std::vector<std::size_t>& outcomes, std::size_t width) {
    TextTable text{{"against going alone"}, {}, {}};
    for (const std::size_t i : outcomes)
        text.header.push_back(column_title(i));
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
        text += wrapped(compare_headline(job, table, cells) + rivals_text(job, table, runs, cells) +
                            ignorance_sentence(job, table, runs, cells),
                        width) +
                "\n";
    for (const auto& cells : groups)
        text += fmt::format("Under {}\n{}\n", scenarios::condition_words(job.plan.cells[cells[0]].setup.conditions),
                            table_text(job, table, cells, outcomes, width)) +
                (outcomes.empty() ? "" : ignorance_text(job, table, runs, cells, outcomes.front(), width));
    text += wrapped(
        "Differences from going alone with half-widths of 95 % intervals; * where the interval leaves out 0.", width);
    if (runs.n_points > 1)
        text += wrapped(
            fmt::format(
                "Every strategy ran with {} sets of parameters from calibration, {} runs each. Chance is what "
                "other luck would change, ignorance what other parameters would that the findings allow as "
                "well; more replicates make only the first smaller. Ignorance is a lower bound: only calibrated "
                "parameters vary, and the sets are few. The weakest part are trust, power, "
                "stubbornness of goals and the cost of coordination: no study gives their sizes.",
                runs.n_points, job.plan.replicates),
            width);
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
    take_points(arguments, *job, job->plan, problems);
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

Run declare_compare(Options& options) {
    const auto arguments = std::make_shared<Arguments>();
    options.add(
        {{"SCENARIO", &arguments->scenario, "Scenario file, or an id of `accord list scenarios`"},
         {"--strategies", &arguments->strategies, "Ids, comma-separated; going alone is always among them", "A,B"},
         {"--conditions", &arguments->conditions, "Conditions with strength; + joins several into one", "X,Y=0.5,X+Y"},
         {"--outcomes", &arguments->outcomes, "Columns of the text table", "A,B"},
         {"--uncertainty", &arguments->uncertainty,
          "chance (the default), or parameters: run every set of a calibration, and say how much is ignorance", "KIND"},
         {"--sets", &arguments->sets, "Sets of the ensemble to run, evenly spread over it; 16 if not given", "N"},
         {"--ensemble", &arguments->ensemble, "Record of `accord calibrate` to take the sets from", "FILE"}});
    add_run_options(options, arguments->common);
    options.examples =
        "Examples:\n  accord compare sonoma\n"
        "  accord compare sonoma --strategies opportunistic,collective-impact --conditions calm,funding-cut=0.5\n"
        "  accord compare sonoma --uncertainty parameters --replicates 4\n"
        "  accord compare my-region.json --replicates 100 --format csv > differences.csv";
    return [arguments] { return compare(*arguments); };
}

} // namespace cli
