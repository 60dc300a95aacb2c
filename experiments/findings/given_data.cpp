// importance, discovery, audit: what any table of runs can tell.
#include "experiments/analysis/audit.h"
#include "experiments/analysis/discovery.h"
#include "experiments/analysis/sensitivity_importance.h"
#include "experiments/findings/findings.h"
#include "scenarios/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace experiments::findings {
namespace {

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

std::vector<std::string> words_in(const BoxLimits& limits, const Column& input) {
    std::vector<std::string> words;
    for (std::size_t level = 0; level < limits.levels.size(); ++level)
        if (limits.levels[level]) words.push_back(input.levels[level]);
    return words;
}

/// A limit in text, and as a number.
void put_end(bool is_cut, double value, const BoxLimits& limits, const Column& input, std::vector<Value>& row) {
    if (input.is_categorical())
        row.insert(row.end(), {fmt::format("{}", fmt::join(words_in(limits, input), " or ")), absent});
    else
        row.insert(row.end(), {std::string(is_cut ? short_number(value) : "-"), is_cut ? value : absent});
}

/// The limits of one box, by input under `member`.
void put_box(const std::string& title, const std::string& member, const BoxStep& step, const PointTable& table,
             const std::vector<bool>& cases, const std::vector<std::size_t>& folds, Findings& findings) {
    const auto p_values = quasi_p(step.box, table.inputs, cases);
    const bool has_folds = !folds.empty();
    Records& records = findings.add(title, member,
                                    {{"input", ""},
                                     {"from", ""},
                                     {"", "low", "", true},
                                     {"to", ""},
                                     {"", "high", "", true},
                                     {"", "levels", "", true},
                                     {"quasi-p from", "quasi_p_low"},
                                     {"quasi-p to", "quasi_p_high"},
                                     {has_folds ? "folds of 5" : "", has_folds ? "folds" : ""}});
    const auto p_or_nan = [](double p) { return p < 0 ? absent : p; };
    for (std::size_t k = 0; k < step.box.size(); ++k) {
        const BoxLimits& limits = step.box[k];
        if (!limits.is_cut()) continue;
        const Column& input = table.inputs[k];
        std::vector<Value> row{input.id};
        put_end(limits.is_cut_low, limits.low, limits, input, row);
        put_end(limits.is_cut_high, limits.high, limits, input, row);
        row.insert(row.end(), {input.is_categorical() ? words_in(limits, input) : std::vector<std::string>{},
                               p_or_nan(p_values[k].first), p_or_nan(p_values[k].second), has_folds ? folds[k] : 0});
        records.rows.push_back(std::move(row));
    }
}

void put_trajectory(const std::vector<BoxStep>& steps, std::size_t chosen, Findings& findings) {
    Records& all =
        findings.add("", "trajectory/[]",
                     {{"", "n"}, {"", "cases"}, {"", "coverage"}, {"", "density"}, {"", "mass"}, {"", "limited"}});
    Records& shown =
        findings.add("Boxes on the way (coverage: share of all cases; density: share of cases inside):", "",
                     {{"box", ""},
                      {"inputs limited", ""},
                      {"runs", ""},
                      {"cases", ""},
                      {"coverage", ""},
                      {"density", ""},
                      {"chosen", ""}});
    const std::size_t stride = std::max<std::size_t>(1, steps.size() / 10);
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const BoxStep& step = steps[i];
        all.rows.push_back({step.n, step.n_cases, step.coverage, step.density, step.mass, step.n_cut});
        if (i % stride == 0 || i == chosen || i + 1 == steps.size())
            shown.rows.push_back({i, step.n_cut, step.n, step.n_cases, step.coverage, step.density,
                                  std::string(i == chosen ? "<--" : "")});
    }
}

/// Boxes one after another, and what all of them hold.
void put_cover(const PointTable& table, const std::vector<bool>& cases, const AnalysisSettings& settings,
               const PrimSettings& prim, Findings& findings) {
    const std::vector<BoxStep> boxes = cover(table.inputs, cases, settings.density, settings.boxes, prim);
    Records& records =
        findings.add("Boxes one after another, each among the points that are in none before:", "boxes/[]",
                     {{"box", "box"},
                      {"runs", "n"},
                      {"cases", "cases"},
                      {"coverage", "coverage"},
                      {"density", "density"},
                      {"where", "where"}});
    double coverage = 0, n = 0, n_cases = 0;
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        const BoxStep& box = boxes[i];
        records.rows.push_back({i + 1, box.n, box.n_cases, box.coverage, box.density, in_words(box.box, table.inputs)});
        coverage += box.coverage, n += static_cast<double>(box.n), n_cases += static_cast<double>(box.n_cases);
    }
    findings.json["covered"] = {{"coverage", coverage}, {"density", json_number(n > 0 ? n_cases / n : absent)}};
    findings.caveats.push_back(
        fmt::format("{} boxes together hold {} of the cases; {} of the points in them are cases.", boxes.size(),
                    percent(coverage), percent(n > 0 ? n_cases / n : absent)));
}

void put_tree(const Tree& tree, const PointTable& table, Findings& findings) {
    Records& records =
        findings.add("The same as a tree:", "tree/[]",
                     {{"share of cases", "share"}, {"cases", "cases"}, {"runs", "n"}, {"where", "where"}});
    for (const Leaf& leaf : leaves_of(tree, table.inputs))
        records.rows.push_back(
            {static_cast<double>(leaf.n_cases) / static_cast<double>(leaf.n), leaf.n_cases, leaf.n, leaf.words});
}

std::string discovery_sentence(const BoxStep& step, const HeldOut& held, const std::string& what, std::size_t n_cases,
                               const PointTable& table, double density) {
    const std::string base =
        fmt::format("In {} of the {} points {}.",
                    percent(static_cast<double>(n_cases) / static_cast<double>(table.y.size())), table.y.size(), what);
    if (step.n_cut == 0)
        return fmt::format("{} No box holds cases at {} or more, nor enough of them to be told apart.", base,
                           percent(density));
    return fmt::format("{} Where {}, that is so in {} ({} on points held out); there lie {} of all such points ({} of "
                       "those held out).",
                       base, in_words(step.box, table.inputs), percent(step.density), percent(held.density),
                       percent(step.coverage), percent(held.coverage));
}

/// The input with the largest share; where the share that is said is that of others too, all of them.
std::string importance_sentence(const ImportanceTable& table, const std::string& output) {
    double most = absent;
    for (const Importance& row : table.inputs)
        if (!std::isnan(row.share)) most = std::isnan(most) ? row.share : std::max(most, row.share);
    if (std::isnan(most)) return fmt::format("Nothing varies, so nothing explains {}.", output);
    std::vector<std::string> first;
    for (const Importance& row : table.inputs)
        if (!std::isnan(row.share) && percent(row.share) == percent(most)) first.push_back(row.input);
    const std::string line = fmt::format("a straight line through all inputs explains {}.", percent(table.r_squared));
    if (first.size() == 1)
        return fmt::format("{} matters most for {}: classes of it explain {} of the variance; {}", first[0], output,
                           percent(most), line);
    return fmt::format("{} matter most for {}, and alike: classes of each explain {} of the variance; {}",
                       scenarios::listed(first), output, percent(most), line);
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
    std::vector<Field> fields{{"input", ""}};
    add_figure(fields, "PRCC", "prcc");
    add_figure(fields, "SRC", "src");
    fields.insert(fields.end(), {{"share", "share"},
                                 {"", "share_of_chance"},
                                 {"RBD-FAST", "rbd_fast"},
                                 {"PAWN", "pawn"},
                                 {"KS", "ks"},
                                 {"KS p", "ks_p"}});
    add_figure(fields, "Spearman", "spearman");
    add_figure(fields, "PCC", "pcc");
    Records& records = findings.add("", "importance/{0}", fields);
    records.sorted_by = 7; // share
    for (const Importance& row : result.inputs) {
        std::vector<Value> values{row.input};
        put_figure(values, row.prcc);
        put_figure(values, row.src);
        values.insert(values.end(), {row.share, row.share_of_chance, row.rbd, row.pawn, row.ks, row.ks_p});
        put_figure(values, row.spearman);
        put_figure(values, row.pcc);
        records.rows.push_back(std::move(values));
    }
    findings.json["r_squared"] = json_number(result.r_squared);
    findings.sentence = importance_sentence(result, data.outputs[0].id);
    findings.caveats.push_back(
        fmt::format("KS compares points where {} with the rest ({} of {}).", what, result.n_cases, result.n));
    findings.caveats.push_back(
        "PRCC, SRC, Spearman and PCC see rising or falling effects only; share, RBD-FAST and PAWN see any. \"-\": "
        "words have no ranks, constant inputs no effect.");
    findings.json["noise_share"] = json_number(table.noise_share);
    if (!std::isnan(table.noise_share))
        findings.caveats.push_back(
            fmt::format("Outputs are means over replicates; {} of their variance is luck, which no input explains.",
                        percent(table.noise_share)));
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
        return findings;
    }
    const TreeSettings tree_settings{3, std::max<std::size_t>(5, cases.size() / 20)};
    const PrimSettings prim_settings{.peel = settings.peel};
    const std::vector<BoxStep> steps = prim(table.inputs, cases, prim_settings);
    const std::size_t chosen = chosen_box(steps, settings.density);
    const HeldOut held =
        hold_out(table.inputs, cases, prim_settings, tree_settings, settings.density, settings.resampling.seed);
    findings.sentence = discovery_sentence(steps[chosen], held, what, n_cases, table, settings.density);
    put_box("", "box/{0}", steps[chosen], table, cases, held.times_cut, findings);
    if (settings.boxes > 1) put_cover(table, cases, settings, prim_settings, findings);
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
                    percent(held.tree_accuracy)));
    findings.caveats.push_back(
        "A quasi-p says how likely a limit would gain so much by luck; it does not count how many "
        "limits were tried.");
    findings.json["noise_share"] = json_number(table.noise_share);
    if (!std::isnan(table.noise_share) && !settings.are_failures)
        findings.caveats.push_back(
            fmt::format("Points are judged by their mean over replicates; {} of the variance of these means is luck.",
                        percent(table.noise_share)));
    return findings;
}

Findings analyse_audit(const Data& data, const AnalysisSettings& settings) {
    Findings findings;
    const std::vector<Remark> remarks = audit(data);
    Records& records =
        findings.add("", "remarks/[]",
                     {{"weight", "weight"}, {"check", "check"}, {"about", "about"}, {"what", "text"}, {"", "number"}});
    std::size_t n_faults = 0;
    for (const Remark& remark : remarks) {
        n_faults += remark.is_fault;
        records.rows.push_back(
            {std::string(remark.is_fault ? "fault" : "note"), remark.check, remark.about, remark.text, remark.number});
    }
    findings.has_fault = n_faults > 0;
    findings.json["faults"] = n_faults;
    findings.json["runs"] = data.n_rows;
    findings.json["failed"] = data.n_failed();
    std::vector<std::string> outputs;
    for (const Column& output : data.outputs)
        outputs.push_back(output.id);
    const std::string looked = some_of(outputs, 6);
    findings.sentence = remarks.empty()
                            ? fmt::format("The audit of {} runs found nothing wrong.", data.n_rows)
                            : fmt::format("The audit of {} runs found {} fault{} and {} thing{} to know.", data.n_rows,
                                          n_faults, n_faults == 1 ? "" : "s", remarks.size() - n_faults,
                                          remarks.size() - n_faults == 1 ? "" : "s");
    findings.caveats.push_back(settings.store && settings.store->n_outcomes > outputs.size()
                                   ? fmt::format("Looked at {} of {} outcomes: {}; --output A,B looks at others.",
                                                 outputs.size(), settings.store->n_outcomes, looked)
                                   : fmt::format("Looked at {}.", looked));
    findings.caveats.push_back(
        "Checked: repeated rows, seeds, replicates that do not differ, constant, inert and confounded "
        "inputs, constant and saturated outputs, failed and missing runs.");
    return findings;
}

} // namespace experiments::findings
