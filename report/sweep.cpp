#include "report/sweep.h"

#include "experiments/analysis/discovery.h"
#include "experiments/analysis/sensitivity_importance.h"
#include "experiments/store/names.h"
#include "experiments/store/store.h"
#include "experiments/sweep/completeness.h"
#include "report/sweep_time.h"
#include "report/view.h"
#include "scenarios/condition_text.h"
#include "sim/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>

namespace report {
namespace {

constexpr std::size_t least_points = 20; ///< Fewer sets of parameters say nothing about what matters.

Places lay_out(const std::vector<StoredTreatment>& treatments, std::size_t replicates, Report& report) {
    std::map<std::pair<std::string, std::string>, std::size_t> cells;
    std::map<std::uint64_t, std::size_t> points;
    for (const StoredTreatment& one : treatments)
        points.emplace(one.point, points.size());
    Places places;
    for (const StoredTreatment& one : treatments) {
        const auto [cell, is_new] = cells.emplace(std::pair(one.condition, one.strategy), cells.size());
        if (is_new) report.plan.cells.push_back({one.strategy, one.condition, {}});
        places[one.treatment] = {cell->second, points[one.point] * replicates};
    }
    report.n_points = std::max<std::size_t>(1, points.size());
    return places;
}

void read_runs(const Store& store, const Places& places, Report& report) {
    std::vector<int> outcome_of; // of the store's columns
    for (const OutcomeColumn& column : store.header().outcomes)
        outcome_of.push_back(models::observable_index(column.id));
    store.each_run([&](const StoredRun& stored) {
        const auto place = places.find(stored.treatment);
        if (place == places.end()) return;
        Run& run =
            report.runs.all[place->second.cell * report.runs.n_replicates + place->second.column + stored.replicate];
        run.is_done = stored.status == RunStatus::done;
        if (!run.is_done) run.failure = stored.reason.empty() ? std::string(name(stored.status)) : stored.reason;
        run.result.outcomes.assign(models::observables().size(), absent);
        for (std::size_t o = 0; o < outcome_of.size() && o < stored.outcomes.size(); ++o)
            if (outcome_of[o] >= 0) run.result.outcomes[static_cast<std::size_t>(outcome_of[o])] = stored.outcomes[o];
        run.result.digest = std::strtoull(stored.digest.c_str(), nullptr, 16);
    });
}

void name_all(Report& report, const StoreHeader& header) {
    for (const Cell& cell : report.plan.cells) {
        report.strategy_names[cell.strategy] = strategy_name(header, cell.strategy);
        models::Conditions conditions;
        scenarios::Problems problems;
        scenarios::add_condition(cell.condition, "store", conditions, problems);
        if (problems.is_empty()) report.condition_words[cell.condition] = scenarios::condition_words(conditions);
    }
}

/// What the best strategy of the first condition gains over the baseline at each point, mean over replicates.
std::vector<double> gains(const View& view, const std::string& strategy) {
    const Report& report = view.report;
    const std::string& condition = view.conditions.front();
    const auto outcome = static_cast<std::size_t>(models::observable_index(main_outcome));
    const std::vector<double> all =
        paired_differences(report.runs.values(*view.cell(strategy, condition), outcome),
                           report.runs.values(*view.cell(report.baseline, condition), outcome));
    const std::size_t width = all.size() / report.n_points;
    std::vector<double> result;
    for (std::size_t point = 0; point < report.n_points; ++point)
        result.push_back(estimate(std::span(all).subspan(point * width, width)).mean);
    return result;
}

std::vector<Column> inputs_of(const Store& store, const std::vector<StoredTreatment>& treatments) {
    std::vector<Column> columns;
    for (const InputColumn& input : store.header().inputs)
        columns.push_back({input.id, {}, input.levels});
    std::map<std::uint64_t, const StoredTreatment*> points;
    for (const StoredTreatment& one : treatments)
        points.emplace(one.point, &one);
    std::vector<std::uint64_t> order; // of first appearance, as the columns of the runs
    for (const StoredTreatment& one : treatments)
        if (const auto it = points.find(one.point); it != points.end() && it->second == &one)
            for (std::size_t i = 0; i < columns.size(); ++i)
                columns[i].values.push_back(i < one.inputs.size() ? one.inputs[i] : absent);
    return columns;
}

/// Rank correlations as a tornado: longest bar first.
void add_tornado(const std::vector<Column>& inputs, const std::vector<double>& gain, const std::string& what,
                 Report& report) {
    ImportanceTable table = importance(inputs, gain, {});
    std::erase_if(table.inputs, [](const Importance& one) { return std::isnan(one.prcc.value); });
    std::sort(table.inputs.begin(), table.inputs.end(),
              [](const Importance& a, const Importance& b) { return std::abs(a.prcc.value) > std::abs(b.prcc.value); });
    if (table.inputs.empty()) return;
    table.inputs.resize(std::min<std::size_t>(20, table.inputs.size()));
    Finding finding;
    finding.text =
        fmt::format("Over {} sets of parameters, with all other inputs held. Right of 0: more of the input goes "
                    "with a larger gain.",
                    gain.size());
    finding.chart.id = "tornado";
    finding.chart.caption =
        fmt::format("What {} depends on: partial rank correlation with each input, 95 % intervals.", what);
    finding.chart.x_title = "partial rank correlation";
    ChartSeries series{"correlation", {}, {}, {}, {}, {}, {}};
    for (const Importance& one : table.inputs) {
        finding.chart.categories.push_back(one.input);
        series.mid.push_back(one.prcc.value);
        series.lo.push_back(one.prcc.lo);
        series.hi.push_back(one.prcc.hi);
    }
    finding.chart.series = {series};
    report.sensitivity.push_back(std::move(finding));
}

void add_boxes(const std::vector<Column>& inputs, const std::vector<double>& gain, const std::string& what,
               std::uint64_t seed, Report& report) {
    std::vector<bool> cases;
    for (const double one : gain)
        cases.push_back(!(one > 0));
    const auto n = static_cast<std::size_t>(std::count(cases.begin(), cases.end(), true));
    if (n == 0 || n == cases.size()) {
        report.no_discovery = fmt::format("{} is {} in all {} sets of parameters, so there is nothing to tell apart.",
                                          scenarios::capital(what), n == 0 ? "above 0" : "0 or less", cases.size());
        return;
    }
    const std::vector<BoxStep> steps = prim(inputs, cases);
    const BoxStep& box = steps[chosen_box(steps, 0.8)];
    const HeldOut held = hold_out(inputs, cases, {}, {}, 0.8, seed);
    Finding finding;
    finding.text =
        fmt::format("{} is 0 or less in {} of {} sets of parameters. It mostly fails when {}: of the sets like that, "
                    "{} fail, and "
                    "they hold {} of all failures (on sets held out: {} and {}).",
                    scenarios::capital(what), n, cases.size(), in_words(box.box, inputs),
                    typeset.level(box.density, "share"), typeset.level(box.coverage, "share"),
                    typeset.level(held.density, "share"), typeset.level(held.coverage, "share"));
    finding.table = {"The box", {"input", "from", "to"}, {}, {}, {}};
    for (std::size_t i = 0; i < inputs.size(); ++i)
        if (box.box[i].is_cut() && !inputs[i].is_categorical())
            finding.table.rows.push_back(
                {inputs[i].id, typeset.number(box.box[i].low), typeset.number(box.box[i].high)});
    report.discovery.push_back(std::move(finding));
}

void analyse(const Store& store, const std::vector<StoredTreatment>& treatments, Report& report) {
    report.no_sensitivity = report.no_discovery =
        fmt::format("This sweep holds {} of parameters; at least {} and a baseline are needed to say what matters.",
                    scenarios::plural(report.n_points, "set"), least_points);
    if (report.baseline.empty() || report.n_points < least_points || store.header().inputs.empty()) return;
    const View view(report);
    const std::string best = view.best(view.conditions.front());
    if (best.empty() || !view.cell(report.baseline, view.conditions.front())) return;
    const std::string what = fmt::format("the gain of {} over {} under {}", view.name(best), view.name(report.baseline),
                                         view.words(view.conditions.front()));
    std::vector<double> gain = gains(view, best);
    std::vector<Column> inputs = inputs_of(store, treatments);
    for (std::size_t i = gain.size(); i-- > 0;) { // sets that never ran
        if (std::isfinite(gain[i])) continue;
        gain.erase(gain.begin() + static_cast<std::ptrdiff_t>(i));
        for (Column& column : inputs)
            column.values.erase(column.values.begin() + static_cast<std::ptrdiff_t>(i));
    }
    if (gain.size() < least_points) return;
    add_tornado(inputs, gain, what, report);
    add_boxes(inputs, gain, what, report.plan.seed, report);
}

/// What is there of what was planned, which cells are short and what that means for the answer.
void add_completeness(const Store& store, Report& report) {
    const Completeness complete = completeness_of(store);
    report.completeness = fmt::format("This report rests on {} that were planned{}.", complete.text(),
                                      complete.failed ? fmt::format("; {} failed", complete.failed) : "");
    if (complete.missing() == 0) return;
    for (const CellCount& cell : complete.cells)
        if (cell.missing() > 0) report.short_cells.insert({cell.strategy, cell.condition});
    report.completeness += fmt::format(
        " {} {} missing: {}. A strategy that lacks runs under a condition is not ranked there, and means of such cells "
        "rest on the part that ran, which may differ from the rest. `accord sweep {} --out {} --resume` runs what is "
        "missing.",
        complete.missing(), complete.missing() == 1 ? "is" : "are", complete.short_cells(),
        store.header().experiment_file, store.path());
}

} // namespace

Report read_sweep(const std::string& path) {
    const Store store(path);
    const StoreHeader& header = store.header();
    Report report;
    report.is_sweep = true;
    report.title = header.title.empty() ? header.experiment : header.title;
    report.about = header.about;
    report.region = header.region;
    report.file = path;
    report.caveats = header.caveats;
    if (!store.caveat().empty()) report.caveats.push_back(store.caveat());
    report.version = header.program_version;
    report.model_version = header.model_version;
    for (const StoredFile& file : header.files)
        report.inputs.push_back({file.path, file.digest});
    const std::vector<StoredTreatment> treatments = store.treatments();
    std::uint32_t replicates = std::max(1u, std::max(header.replicates, header.most_replicates));
    const auto places = lay_out(treatments, replicates, report);
    report.plan.seed = header.seed;
    report.plan.replicates = replicates;
    report.plan.months = header.months;
    report.runs.n_replicates = report.n_points * replicates;
    report.runs.n_points = report.n_points;
    report.runs.all.resize(report.plan.cells.size() * report.runs.n_replicates);
    read_runs(store, places, report);
    name_all(report, header);
    add_completeness(store, report);
    const auto has_baseline = [&](const Cell& cell) { return cell.strategy == header.baseline; };
    std::map<std::string, bool> met;
    for (const Cell& cell : report.plan.cells)
        met[cell.condition] = met[cell.condition] || has_baseline(cell);
    if (!met.empty() && std::all_of(met.begin(), met.end(), [](const auto& one) { return one.second; }))
        report.baseline = header.baseline;
    if (!report.baseline.empty()) report.table = compare(report.plan, report.runs, report.baseline);
    add_months(store, places, report);
    add_records(store, places, report);
    analyse(store, treatments, report);
    report.sources = {{"Every run with its id and digest", "accord export " + path + " --table runs --format csv"},
                      {"One run again, bit for bit (RUN: its id)", "accord replay " + path + " RUN"},
                      {"This page", "accord report " + path + " --out report.html"},
                      {"The experiment", header.experiment_file}};
    return report;
}

} // namespace report
