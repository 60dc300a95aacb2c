// importance, discovery, audit: what any table of runs can tell.
#include "cli/analysis/analysis.h"
#include "experiments/analysis/audit.h"
#include "experiments/analysis/discovery.h"
#include "experiments/analysis/sensitivity_importance.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace cli {
namespace {

using namespace experiments;

/// Inputs and mean output of points, as columns again.
struct PointTable {
    std::vector<Column> inputs;
    std::vector<double> y; ///< NaN where no replicate ran.
    std::vector<bool> is_failed;
    double noise_share = absent; ///< Of the variance of y
};

PointTable point_table(const Data& data) {
    const Points points = points_of(data, 0);
    PointTable table{{}, {}, {}, points.noise_share()};
    for (const Column& input : data.inputs)
        table.inputs.push_back({input.id, {}, input.levels});
    const std::vector<double> means = points.means();
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (!points.was_run[i]) continue;
        for (std::size_t k = 0; k < table.inputs.size(); ++k)
            table.inputs[k].values.push_back(points.inputs[i][k]);
        table.y.push_back(means[i]);
        table.is_failed.push_back(std::isnan(means[i]));
    }
    return table;
}

bool is_yes_or_no(const std::vector<double>& y) {
    return std::all_of(y.begin(), y.end(), [](double v) { return std::isnan(v) || v == 0 || v == 1; });
}

/// Marked points and what they are, in words; "" if the settings do not say.
std::string mark_cases(const PointTable& table, const AnalysisSettings& settings, const std::string& output,
                       std::vector<bool>& cases) {
    cases.assign(table.y.size(), false);
    const bool is_binary = std::isnan(settings.threshold) && is_yes_or_no(table.y);
    if (std::isnan(settings.threshold) && !is_binary && !settings.are_failures) return "";
    for (std::size_t i = 0; i < cases.size(); ++i) {
        if (settings.are_failures)
            cases[i] = table.is_failed[i];
        else if (is_binary)
            cases[i] = table.y[i] == 1;
        else
            cases[i] = settings.is_below ? table.y[i] < settings.threshold : table.y[i] > settings.threshold;
    }
    if (settings.are_failures) return "the run fails";
    if (is_binary) return output + " is 1";
    return fmt::format("{} is {} {}", output, settings.is_below ? "below" : "above",
                       scenarios::text_of(settings.threshold));
}

/// Rows that take part: all for failures, else those that ran.
void drop_failed(PointTable& table, std::vector<bool>& cases) {
    PointTable kept;
    std::vector<bool> kept_cases;
    for (const Column& input : table.inputs)
        kept.inputs.push_back({input.id, {}, input.levels});
    for (std::size_t i = 0; i < table.y.size(); ++i) {
        if (table.is_failed[i]) continue;
        for (std::size_t k = 0; k < kept.inputs.size(); ++k)
            kept.inputs[k].values.push_back(table.inputs[k].values[i]);
        kept.y.push_back(table.y[i]);
        kept_cases.push_back(cases[i]);
    }
    table = std::move(kept);
    cases = std::move(kept_cases);
}

void put_box(const BoxStep& step, const PointTable& table, const std::vector<bool>& cases, const HeldOut& held,
             Findings& findings) {
    const auto p_values = quasi_p(step.box, table.inputs, cases);
    findings.table.header = {"input", "from", "to", "quasi-p from", "quasi-p to", "folds of 5"};
    const auto p_or_nan = [](double p) { return p < 0 ? absent : p; };
    auto& json = findings.json["box"];
    json = scenarios::Json::object();
    for (std::size_t k = 0; k < step.box.size(); ++k) {
        const BoxLimits& limits = step.box[k];
        if (!limits.is_cut()) continue;
        const Column& input = table.inputs[k];
        std::vector<std::string> words;
        for (std::size_t level = 0; level < limits.levels.size(); ++level)
            if (limits.levels[level]) words.push_back(input.levels[level]);
        const auto end = [&](bool is_cut, double value) -> SheetCell {
            if (input.is_categorical()) return fmt::format("{}", fmt::join(words, " or "));
            return is_cut ? scenarios::plain.number(value) : std::string("-");
        };
        findings.table.rows.push_back({input.id, end(limits.is_cut_low, limits.low),
                                       end(limits.is_cut_high, limits.high), p_or_nan(p_values[k].first),
                                       p_or_nan(p_values[k].second), static_cast<double>(held.times_cut[k])});
        auto& entry = json[input.id];
        if (input.is_categorical()) entry["levels"] = words;
        if (limits.is_cut_low && !input.is_categorical()) entry["low"] = limits.low;
        if (limits.is_cut_high && !input.is_categorical()) entry["high"] = limits.high;
        entry["quasi_p_low"] = json_number(p_or_nan(p_values[k].first));
        entry["quasi_p_high"] = json_number(p_or_nan(p_values[k].second));
        entry["folds"] = held.times_cut[k];
    }
}

void put_trajectory(const std::vector<BoxStep>& steps, std::size_t chosen, Findings& findings) {
    Sheet sheet{{"box", "inputs limited", "runs", "cases", "coverage", "density", "chosen"}, {}};
    const std::size_t stride = std::max<std::size_t>(1, steps.size() / 10);
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const BoxStep& step = steps[i];
        findings.json["trajectory"].push_back({{"n", step.n},
                                               {"cases", step.n_cases},
                                               {"coverage", step.coverage},
                                               {"density", step.density},
                                               {"mass", step.mass},
                                               {"limited", step.n_cut}});
        if (i % stride == 0 || i == chosen || i + 1 == steps.size())
            sheet.rows.push_back({static_cast<double>(i), static_cast<double>(step.n_cut), static_cast<double>(step.n),
                                  static_cast<double>(step.n_cases), step.coverage, step.density,
                                  std::string(i == chosen ? "<--" : "")});
    }
    findings.more.emplace_back("Boxes on the way (coverage: share of all cases; density: share of cases inside):",
                               sheet);
}

void put_tree(const Tree& tree, const PointTable& table, Findings& findings) {
    Sheet sheet{{"share of cases", "cases", "runs", "where"}, {}};
    findings.json["tree"] = scenarios::Json::array();
    for (const Leaf& leaf : leaves_of(tree, table.inputs)) {
        const double share = static_cast<double>(leaf.n_cases) / static_cast<double>(leaf.n);
        sheet.rows.push_back({share, static_cast<double>(leaf.n_cases), static_cast<double>(leaf.n), leaf.words});
        findings.json["tree"].push_back(
            {{"where", leaf.words}, {"cases", leaf.n_cases}, {"n", leaf.n}, {"share", share}});
    }
    findings.more.emplace_back("The same as a tree:", std::move(sheet));
}

std::string discovery_sentence(const BoxStep& step, const HeldOut& held, const std::string& what, std::size_t n_cases,
                               const PointTable& table, double density) {
    const std::string base =
        fmt::format("In {} of the {} points {}.",
                    scenarios::plain.level(static_cast<double>(n_cases) / static_cast<double>(table.y.size()), "share"),
                    table.y.size(), what);
    if (step.n_cut == 0)
        return fmt::format("{} No box holds cases at {} or more, nor enough of them to be told apart.", base,
                           scenarios::plain.level(density, "share"));
    return fmt::format("{} Where {}, that is so in {} ({} on points held out); there lie {} of all such points ({} of "
                       "those held out).",
                       base, in_words(step.box, table.inputs), scenarios::plain.level(step.density, "share"),
                       scenarios::plain.level(held.density, "share"), scenarios::plain.level(step.coverage, "share"),
                       scenarios::plain.level(held.coverage, "share"));
}

} // namespace

Findings analyse_importance(const Data& data, const AnalysisSettings& settings) {
    Findings findings;
    PointTable table = point_table(data);
    std::vector<bool> cases;
    std::string what = mark_cases(table, settings, data.outputs[0].id, cases);
    if (what.empty()) {
        AnalysisSettings upper = settings;
        upper.threshold = quantile(table.y, 0.5);
        what = mark_cases(table, upper, data.outputs[0].id, cases) + " (its median)";
    }
    const ImportanceTable result = importance(
        table.inputs, settings.are_failures ? std::vector<double>(cases.begin(), cases.end()) : table.y, cases);
    findings.table.header = {"input",  "PRCC",  "PRCC_lo",  "PRCC_hi", "SRC", "SRC_lo",
                             "SRC_hi", "share", "RBD-FAST", "PAWN",    "KS",  "KS p"};
    const Importance* top = nullptr;
    for (const Importance& row : result.inputs) {
        std::vector<SheetCell> cells{row.input};
        put_figure(cells, row.prcc);
        put_figure(cells, row.src);
        cells.insert(cells.end(), {row.share, row.rbd, row.pawn, row.ks, row.ks_p});
        findings.table.rows.push_back(std::move(cells));
        auto& json = findings.json["importance"][row.input];
        put_figure(json, "prcc", row.prcc);
        put_figure(json, "src", row.src);
        for (const auto& [name, value] : {std::pair{"share", row.share},
                                          {"rbd_fast", row.rbd},
                                          {"pawn", row.pawn},
                                          {"ks", row.ks},
                                          {"ks_p", row.ks_p}})
            json[name] = json_number(value);
        if (!std::isnan(row.share) && (!top || row.share > top->share)) top = &row;
    }
    sort_long(findings.table, 7); // share
    findings.json["r_squared"] = json_number(result.r_squared);
    findings.sentence =
        top ? fmt::format("{} matters most for {}: classes of it explain {} of the variance; a straight "
                          "line through all inputs explains {}.",
                          top->input, data.outputs[0].id, scenarios::plain.level(top->share, "share"),
                          scenarios::plain.level(result.r_squared, "share"))
            : fmt::format("Nothing varies, so nothing explains {}.", data.outputs[0].id);
    findings.caveats.push_back(
        fmt::format("KS compares points where {} with the rest ({} of {}).", what, result.n_cases, result.n));
    findings.caveats.push_back(
        "PRCC and SRC see rising or falling effects only; share, RBD-FAST and PAWN see any. \"-\": "
        "words have no ranks, constant inputs no effect.");
    findings.json["noise_share"] = json_number(table.noise_share);
    if (!std::isnan(table.noise_share))
        findings.caveats.push_back(
            fmt::format("Outputs are means over replicates; {} of their variance is luck, which no input explains.",
                        scenarios::plain.level(table.noise_share, "share")));
    add_failed_caveat(data, findings);
    return findings;
}

Findings analyse_discovery(const Data& data, const AnalysisSettings& settings) {
    Findings findings;
    PointTable table = point_table(data);
    std::vector<bool> cases;
    const std::string what = mark_cases(table, settings, data.outputs[0].id, cases);
    if (what.empty()) {
        findings.problems.push_back(
            fmt::format("{}: {}: is neither 0 nor 1; expected --threshold NUMBER to say which runs "
                        "are cases (--cases above|below|failed)",
                        data.name, data.outputs[0].id));
        return findings;
    }
    if (!settings.are_failures) drop_failed(table, cases);
    const auto n_cases = static_cast<std::size_t>(std::count(cases.begin(), cases.end(), true));
    if (n_cases == 0 || n_cases == cases.size() || table.inputs.empty()) {
        findings.sentence =
            fmt::format("In {} of {} points {}: there is nothing to tell apart.", n_cases, cases.size(), what);
        add_failed_caveat(data, findings);
        return findings;
    }
    const TreeSettings tree_settings{3, std::max<std::size_t>(5, cases.size() / 20)};
    const std::vector<BoxStep> steps = prim(table.inputs, cases);
    const std::size_t chosen = chosen_box(steps, settings.density);
    const HeldOut held = hold_out(table.inputs, cases, {}, tree_settings, settings.density, settings.resampling.seed);
    findings.sentence = discovery_sentence(steps[chosen], held, what, n_cases, table, settings.density);
    put_box(steps[chosen], table, cases, held, findings);
    findings.json["cases"] = n_cases;
    findings.json["points"] = cases.size();
    findings.json["coverage"] = steps[chosen].coverage;
    findings.json["density"] = steps[chosen].density;
    findings.json["held_out"] = {{"coverage", json_number(held.coverage)},
                                 {"density", json_number(held.density)},
                                 {"tree_accuracy", json_number(held.tree_accuracy)}};
    put_trajectory(steps, chosen, findings);
    put_tree(grow_tree(table.inputs, cases, tree_settings), table, findings);
    findings.caveats.push_back(
        fmt::format("Held-out figures: boxes and trees were found on four fifths of the points and "
                    "judged on the rest, five times; the tree tells {} rightly.",
                    scenarios::plain.level(held.tree_accuracy, "share")));
    findings.caveats.push_back(
        "A quasi-p says how likely a limit would gain so much by luck; it does not count how many "
        "limits were tried.");
    findings.json["noise_share"] = json_number(table.noise_share);
    if (!std::isnan(table.noise_share) && !settings.are_failures)
        findings.caveats.push_back(
            fmt::format("Points are judged by their mean over replicates; {} of the variance of these means is luck.",
                        scenarios::plain.level(table.noise_share, "share")));
    add_failed_caveat(data, findings);
    return findings;
}

Findings analyse_audit(const Data& data, const AnalysisSettings&) {
    Findings findings;
    const std::vector<Remark> remarks = audit(data);
    findings.table.header = {"weight", "check", "about", "what"};
    findings.json["remarks"] = scenarios::Json::array();
    std::size_t n_faults = 0;
    for (const Remark& remark : remarks) {
        n_faults += remark.is_fault;
        const std::string weight = remark.is_fault ? "fault" : "note";
        findings.table.rows.push_back({weight, remark.check, remark.about, remark.text});
        findings.json["remarks"].push_back({{"weight", weight},
                                            {"check", remark.check},
                                            {"about", remark.about},
                                            {"text", remark.text},
                                            {"number", json_number(remark.number)}});
    }
    findings.json["faults"] = n_faults;
    findings.json["runs"] = data.n_rows;
    findings.sentence = remarks.empty()
                            ? fmt::format("The audit of {} runs found nothing wrong.", data.n_rows)
                            : fmt::format("The audit of {} runs found {} fault{} and {} thing{} to know.", data.n_rows,
                                          n_faults, n_faults == 1 ? "" : "s", remarks.size() - n_faults,
                                          remarks.size() - n_faults == 1 ? "" : "s");
    findings.caveats.push_back(
        "Checked: repeated rows, seeds, replicates that do not differ, constant, inert and confounded "
        "inputs, constant and saturated outputs, failed and missing runs.");
    return findings;
}

} // namespace cli
