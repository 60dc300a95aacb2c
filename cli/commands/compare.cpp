// accord compare SCENARIO: strategies against the counterfactual, under the same conditions and the same luck.
#include "cli/choices.h"
#include "cli/commands/commands.h"
#include "cli/over_years.h"
#include "cli/progress.h"
#include "cli/record.h"
#include "cli/rival_forms.h"
#include "cli/uncertainty.h"
#include "cli/why_text.h"
#include "cli/wording.h"
#include "experiments/validation/ensemble.h"
#include "models/observables.h"
#include "scenarios/condition_text.h"
#include "scenarios/given.h"
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
    experiments::UncertaintySettings uncertainty;
    bool has_rivals = false; ///< Also under rival forms of the model.
    bool has_why = false;    ///< Also what the lead of the best rests on.
    CommonArguments common;
};

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

/// What a cell is, in results about it.
Record record_of(const experiments::Cell& cell) { return {{"condition", cell.condition}, {"strategy", cell.strategy}}; }

/// The finding about one outcome of a cell, after what JSON says once for all.
Record record_of(const Comparison& row) {
    const auto& outcome = models::observables()[row.observable];
    Record record{{"outcome", outcome.id},   {"unit", outcome.unit},
                  {"mean", row.level.mean},  {"difference", row.difference.mean},
                  {"lo", row.difference.lo}, {"hi", row.difference.hi},
                  {"n", row.difference.n},   {"p_better", row.wins.share()},
                  {"p_best", row.p_best},    {"not_clearly_behind", !row.standing.is_behind},
                  {"luck_lo", row.luck_lo},  {"luck_hi", row.luck_hi}};
    return joined(record, ignorance_record(row));
}

/// What the text says first about one condition.
std::string headline(const Job& job, const experiments::ComparisonTable& table, const std::vector<std::size_t>& cells) {
    return compare_headline(job, table, cells) + rivals_text(job, table, cells) + ignorance_sentence(job, table, cells);
}

/// The same for readers of JSON, a condition each.
Json answer_of(const Job& job, const experiments::ComparisonTable& table) {
    Json answer = Json::array();
    for (const auto& cells : experiments::cells_by_condition(job.plan)) {
        answer.push_back({{"condition", job.plan.cells[cells[0]].condition},
                          {"name", scenarios::condition_words(job.plan.cells[cells[0]].setup.conditions)},
                          {"words", headline(job, table, cells)}});
        if (!job.plan.sets.empty()) answer.back()["leads"] = leads_json(leads_of(job, table, cells));
    }
    return answer;
}

Json json_of(const Job& job, const experiments::Runs& runs, const experiments::ComparisonTable& table) {
    Json document{{"baseline", job.baseline}, {"replicates", job.plan.replicates}};
    document.update(result_header(job));
    document["seed"] = job.plan.seed;
    document["months"] = job.plan.months;
    document["uncertainty"] = job.plan.sets.empty() ? "chance" : "parameters";
    if (!job.plan.sets.empty())
        document["parameter_sets"] = job.plan.sets.size(), document["replicates_a_set"] = job.plan.lucks_a_set;
    Json results = Json::array(), gaps = Json::array(), digests = Json::array();
    for (const Comparison& row : table.rows) {
        results.push_back(as_json(joined(record_of(job.plan.cells[row.cell]), record_of(row))));
        results.back()["by_year"] = by_year_json(job, runs, row);
    }
    for (const experiments::Gap& gap : table.gaps)
        gaps.push_back(as_json(joined(
            record_of(job.plan.cells[gap.cell]),
            {{"outcome", models::observables()[gap.observable].id}, {"mean", gap.mean}, {"reason", gap.reason}})));
    for (std::size_t cell = 0; cell < job.plan.cells.size(); ++cell)
        digests.push_back(as_json(joined(record_of(job.plan.cells[cell]),
                                         {{"replicates", runs.n_done(cell)}, {"digest", runs.digest(cell)}})));
    document["results"] = std::move(results);
    document["absent"] = std::move(gaps);
    document["digests"] = std::move(digests);
    document["answer"] = answer_of(job, table);
    document["reading"] = standing_text(table);
    add_result_footer(document, job, runs);
    return document;
}

std::string csv_of(const Job& job, const experiments::ComparisonTable& table) {
    std::vector<Record> records;
    for (const Comparison& row : table.rows) {
        Record context{{"scenario", job.scenario.name}};
        context = joined(context, record_of(job.plan.cells[row.cell]));
        context.emplace_back("partners", partner_layer(job));
        records.push_back(joined(context, record_of(row)));
    }
    return as_csv(records);
}

/// "+0.031 ±0.004": both with the decimals of the one that has fewer, where that leaves something of each, so that a
/// table of them fits a terminal.
std::string with_half_width(double value, double half, std::string_view unit) {
    const double scale = scenarios::shown_unit(unit).scale;
    std::string change = plain.signed_number(value, unit), width = plain.number(half, unit);
    const auto decimals = [](const std::string& text) {
        const std::size_t point = text.find('.');
        return point == std::string::npos || text.find('e') != std::string::npos ? 0 : text.size() - point - 1;
    };
    const std::size_t fewer = std::min(decimals(change), decimals(width));
    const auto shorten = [&](std::string& text, const std::string& shorter) {
        if (fewer > 0 && shorter.find_first_of("123456789") != std::string::npos) text = shorter;
    };
    shorten(change, fmt::format("{:+.{}f}", scale * value, fewer));
    shorten(width, fmt::format("{:.{}f}", scale * half, fewer));
    return fmt::format("{} ±{}", change, width);
}

/// "+0.031 ±0.019*"; the star where the interval leaves out 0.
std::string cell_text(const Comparison* row, std::string_view unit) {
    if (!row) return "absent";
    if (std::isnan(row->difference.lo)) return plain.signed_number(row->difference.mean, unit);
    const double half = 0.5 * (row->difference.hi - row->difference.lo);
    return with_half_width(row->difference.mean, half, unit) + (row->is_clear() ? "*" : " ");
}

/// "chronic absence [% points]", over two lines.
std::string column_title(std::size_t outcome) {
    const std::string& unit = models::observables()[outcome].unit;
    const std::string short_unit = unit == "share" ? "% points" : unit.substr(0, unit.find("/year"));
    return fmt::format("{}\n[{}]", models::outcome_words(outcome).brief, short_unit);
}

std::string table_text(const Job& job, const experiments::ComparisonTable& table, const std::vector<std::size_t>& cells,
                       const std::vector<std::size_t>& outcomes, std::size_t width) {
    TextTable text{{"against " + baseline_words(job)}, {}, {}};
    for (const std::size_t i : outcomes)
        text.header.push_back(column_title(i));
    for (const std::size_t cell : cells) {
        if (job.plan.cells[cell].strategy == job.baseline) continue;
        text.rows.push_back({strategy_name(job, job.plan.cells[cell].strategy)});
        for (const std::size_t i : outcomes)
            text.rows.back().push_back(cell_text(table.find(cell, static_cast<int>(i)), models::observables()[i].unit));
    }
    return text.rows.empty() ? "" : text.text(width);
}

std::string text_of(const Job& job, const experiments::ComparisonTable& table, const experiments::Runs& runs,
                    const std::vector<std::size_t>& outcomes) {
    const std::size_t width = output_width();
    const std::vector<std::vector<std::size_t>> groups = experiments::cells_by_condition(job.plan);
    std::string text = wrapped(fmt::format("{}, {} months, {}, seed {}: every strategy meets the same luck.",
                                           job.scenario.title, job.plan.months, runs_words(job), job.plan.seed),
                               width) +
                       "\n";
    if (const std::string before = burn_in_sentence(job, runs); !before.empty()) text += wrapped(before, width) + "\n";
    for (const auto& cells : groups)
        text += wrapped(headline(job, table, cells), width) + "\n";
    for (const auto& cells : groups)
        text += fmt::format("Under {}\n{}\n", scenarios::condition_words(job.plan.cells[cells[0]].setup.conditions),
                            table_text(job, table, cells, outcomes, width)) +
                (outcomes.empty() ? ""
                                  : over_years_text(job, table, runs, cells, outcomes.front(), width) +
                                        ignorance_text(job, table, cells, outcomes.front(), width));
    text +=
        wrapped(fmt::format("Differences from {} with half-widths of 95 % intervals; * where the interval leaves out "
                            "0. {}",
                            baseline_words(job), standing_text(table)),
                width);
    if (const std::string note = ignorance_note(job); !note.empty()) text += wrapped(note, width);
    return text + "\n" + caveats_text(job, width);
}

/// The plan under rival forms, the usual one first; with progress, as run_job.
std::vector<experiments::RivalRuns> run_forms(const Job& job) {
    experiments::Watch watch;
    watch.stop = &watch_interrupt();
    ProgressBar bar(job.is_quiet);
    watch.on_progress = [&](const experiments::Progress& progress) { bar.update(progress); };
    return experiments::run_rivals(job.plan, job.baseline, watch);
}

/// Answers under rival forms, after those of the usual form.
int compare_forms(const Job& job, const std::vector<std::size_t>& outcomes) {
    const std::vector<experiments::RivalRuns> forms = run_forms(job);
    if (forms.empty() || forms.back().runs.was_interrupted) {
        write_note("accord: interrupted: no result, since every form counts");
        return 130;
    }
    const experiments::RivalRuns& usual = forms.front();
    if (job.format == Format::json) {
        Json document = json_of(job, usual.runs, usual.table);
        document["rivals"] = rival_forms_json(job, forms);
        write_result(document);
    } else
        write_result(text_of(job, usual.table, usual.runs, outcomes) + rival_forms_text(job, forms, output_width()));
    return exit_code(job, usual.runs);
}

int compare(const Arguments& arguments) {
    scenarios::Problems problems;
    auto job = prepare_job(arguments.scenario, arguments.common, "accord compare", problems);
    const std::vector<std::size_t> outcomes = outcomes_of(arguments, problems);
    if (!job) {
        take_conditions(Job{}, split_list(arguments.conditions), "accord compare: --conditions", problems);
        problems.throw_if_any();
    }
    const auto conditions =
        compared_conditions(*job, split_list(arguments.conditions), "accord compare: --conditions", problems);
    add_cells(*job, compared_strategies(*job, split_list(arguments.strategies)), conditions,
              "accord compare: --strategies", problems);
    experiments::UncertaintySettings uncertainty = arguments.uncertainty;
    if (arguments.has_rivals && !uncertainty.kind) uncertainty.kind = "chance"; // forms are the ignorance there
    experiments::take_sets(*job, arguments.common, uncertainty, "accord compare: --", problems);
    if (arguments.has_rivals && (!job->plan.sets.empty() || job->format == Format::csv))
        problems.add("accord compare: --rivals", "does not go with --uncertainty parameters or --format csv",
                     "expected each by itself, as text or json");
    if (arguments.has_why && (arguments.has_rivals || job->format == Format::csv))
        problems.add("accord compare: --why", "does not go with --rivals or --format csv",
                     "expected each by itself, as text or json");
    problems.throw_if_any();
    job->plan.keep_years = true;
    if (arguments.has_rivals) return compare_forms(*job, outcomes);
    const experiments::Runs runs = run_job(*job);
    const experiments::ComparisonTable table = experiments::compare(job->plan, runs, job->baseline);
    if (table.rows.empty()) return exit_code(*job, runs);
    const std::optional<Why> why = arguments.has_why && !runs.was_interrupted ? ask_why(*job, table) : std::nullopt;
    if (was_interrupted(why)) write_note("accord: interrupted: what the lead rests on is left out");
    const bool has_why = why && !was_interrupted(why);
    if (job->format == Format::json) {
        Json document = json_of(*job, runs, table);
        if (has_why) document["why"] = why_json(*job, *why);
        write_result(document);
    }
    if (job->format == Format::csv) write_result(csv_of(*job, table));
    if (job->format == Format::text)
        write_result(text_of(*job, table, runs, outcomes) + (has_why ? why_text(*job, *why, output_width()) : ""));
    if (was_interrupted(why)) return 130;
    return exit_code(*job, runs);
}

} // namespace

Run declare_compare(Options& options) {
    const auto arguments = std::make_shared<Arguments>();
    options.add(
        {{"SCENARIO", &arguments->scenario, "Scenario file, or an id of `accord list scenarios`", "",
          scenario_choices()},
         {"--strategies", &arguments->strategies,
          "Ids or files, comma-separated, or all; the baseline is always among them", "A,B.json", strategy_choices()},
         {"--conditions", &arguments->conditions, "Conditions with strength, or all; + joins several into one",
          "X,Y=0.5,X+Y", condition_choices()},
         {"--outcomes", &arguments->outcomes, "Columns of the text table", "A,B", outcome_choices()},
         {"--uncertainty", &arguments->uncertainty.kind,
          "parameters (the default): intervals hold luck and what a calibration leaves open, both shown; chance: luck "
          "alone",
          "KIND", one_of({"chance", "parameters"})},
         {"--sets", &arguments->uncertainty.sets, "Sets of the ensemble to run, evenly spread over it; 20 if not given",
          "N"},
         {"--why", &arguments->has_why,
          "What the best strategy's lead over the status quo rests on, under the first condition: shares by what "
          "leaders choose and by mechanism, and how much of it is assumed"},
         {"--rivals", &arguments->has_rivals,
          "Run under rival forms of the model too, between which no study decides, and say where the best turns"},
         {"--ensemble", &arguments->uncertainty.ensemble, "Record of `accord calibrate` to take the sets from", "FILE",
          files_only()}});
    add_baseline_option(options, arguments->common);
    add_run_options(options, arguments->common);
    options.examples =
        "Examples:\n  accord compare sonoma\n"
        "  accord compare sonoma --strategies opportunistic,collective-impact --conditions calm,funding-cut=0.5\n"
        "  accord compare sonoma --uncertainty chance --replicates 40\n"
        "  accord compare sonoma --conditions calm --why\n"
        "  accord compare sonoma --rivals --replicates 5\n"
        "  accord compare my-region.json --replicates 100 --format csv > differences.csv";
    return [arguments] { return compare(*arguments); };
}

} // namespace cli
