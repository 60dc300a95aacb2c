// sobol, morris, efast, tornado: designs made for sensitivity.
#include "cli/analysis/analysis.h"
#include "experiments/analysis/sensitivity_screening.h"
#include "experiments/design/design.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>

namespace cli {
namespace {

using namespace experiments;

/// What to do about a table of several strategies, of which each has the whole design.
const std::string one_strategy =
    "--only strategy=NAME picks one of several strategies, --gain NAME its lead over the baseline";

std::vector<std::string> input_ids(const Data& data) {
    std::vector<std::string> ids;
    for (const Column& input : data.inputs)
        ids.push_back(input.id);
    return ids;
}

/// Factors of the inputs under the groups, by name and by input.
struct Factors {
    std::vector<std::string> names;
    std::vector<std::size_t> of_input;
};

Factors factors_of(const Data& data, const AnalysisSettings& settings) {
    const std::vector<std::string> ids = input_ids(data);
    Factors factors{experiments::factors_of(ids, settings.groups), {}};
    for (std::size_t k = 0; k < ids.size(); ++k) {
        const std::string& name = settings.groups.size() == ids.size() ? settings.groups[k] : ids[k];
        factors.of_input.push_back(static_cast<std::size_t>(
            std::find(factors.names.begin(), factors.names.end(), name) - factors.names.begin()));
    }
    return factors;
}

Findings refusal(const Data& data, const std::string& wrong, const std::string& expected) {
    Findings findings;
    findings.problems.push_back(fmt::format("{}: {}; {}", data.name, wrong, expected));
    return findings;
}

/// Groups that do not fit, or no inputs at all.
std::string misfit(const Data& data, const AnalysisSettings& settings) {
    if (data.inputs.empty()) return "no input columns";
    if (!settings.groups.empty() && settings.groups.size() != data.inputs.size())
        return fmt::format("{} groups for {} inputs", settings.groups.size(), data.inputs.size());
    return "";
}

std::size_t largest(const std::vector<FactorIndices>& factors, Figure FactorIndices::*which) {
    std::size_t best = 0;
    for (std::size_t k = 1; k < factors.size(); ++k)
        if ((factors[k].*which).value > (factors[best].*which).value) best = k;
    return best;
}

std::string variance_sentence(const std::string& output, const std::vector<std::string>& names,
                              const std::vector<FactorIndices>& factors) {
    const std::size_t first = largest(factors, &FactorIndices::first), total = largest(factors, &FactorIndices::total);
    if (std::isnan(factors[first].first.value)) return fmt::format("{} does not vary, so nothing explains it.", output);
    std::string text = fmt::format("{} matters most for {}: alone it explains {} of the variance ({})", names[first],
                                   output, scenarios::plain.level(factors[first].first.value, "share"),
                                   scenarios::plain.interval(factors[first].first, "share", "no interval"));
    if (first == total)
        return text +
               fmt::format(", with its interactions {}.", scenarios::plain.level(factors[total].total.value, "share"));
    return text + fmt::format("; counting interactions it is {}, with {}.", names[total],
                              scenarios::plain.level(factors[total].total.value, "share"));
}

void put_indices(const std::vector<std::string>& names, const std::vector<FactorIndices>& factors, Findings& findings) {
    findings.table.header = {"input", "S1", "S1_lo", "S1_hi", "ST", "ST_lo", "ST_hi"};
    for (std::size_t k = 0; k < names.size(); ++k) {
        std::vector<SheetCell> row{names[k]};
        put_figure(row, factors[k].first);
        put_figure(row, factors[k].total);
        findings.table.rows.push_back(std::move(row));
        auto& json = findings.json["indices"][names[k]];
        put_figure(json, "S1", factors[k].first);
        put_figure(json, "ST", factors[k].total);
    }
    sort_long(findings.table, 4);
}

void put_pairs(const std::vector<std::string>& names, const SobolIndices& indices, Findings& findings) {
    findings.json["second_order"] = scenarios::Json::object();
    Sheet sheet{{"pair", "S2", "S2_lo", "S2_hi"}, {}};
    for (const PairIndex& pair : indices.pairs) {
        const std::string name = names[pair.a] + ":" + names[pair.b];
        put_figure(findings.json["second_order"][name], "S2", pair.value);
        std::vector<SheetCell> row{name};
        put_figure(row, pair.value);
        sheet.rows.push_back(std::move(row));
    }
    findings.more.emplace_back("Pairs that do more together than the sum of both:", std::move(sheet));
}

void put_noise(const SobolIndices& indices, Findings& findings) {
    findings.json["noise_share"] = json_number(indices.noise_share.value);
    findings.json["noise_share_lo"] = json_number(indices.noise_share.lo);
    findings.json["noise_share_hi"] = json_number(indices.noise_share.hi);
    if (indices.n_replicates < 2) {
        findings.caveats.push_back("There is one run a point: if the model has chance in it, noise cannot be told from "
                                   "interactions and sits in every ST. Replicates (--replicate) would tell.");
        return;
    }
    findings.caveats.push_back(fmt::format("Noise between the {} replicates makes up {} of the variance between points "
                                           "({}); ST is free of it, and S1 over "
                                           "(1 - noise share) is the share of what the inputs do.",
                                           indices.n_replicates,
                                           scenarios::plain.level(indices.noise_share.value, "share"),
                                           scenarios::plain.interval(indices.noise_share, "share", "no interval")));
}

EffectScale scale_of(const Data& data, const AnalysisSettings& settings, Findings& findings) {
    EffectScale scale;
    for (const Column& input : data.inputs) {
        const auto [low, high] = std::minmax_element(input.values.begin(), input.values.end());
        std::pair<double, double> range{*low, *high};
        for (const auto& [id, given] : settings.ranges)
            if (id == input.id) range = given;
        scale.low.push_back(range.first);
        scale.high.push_back(range.second);
    }
    if (settings.levels > 0)
        scale.step = static_cast<double>(settings.levels) / (2.0 * static_cast<double>(settings.levels - 1));
    else if (settings.ranges.size() < data.inputs.size())
        findings.caveats.push_back("Effects are per range of the input as it occurs in the table; --ranges or --levels "
                                   "say what the design meant.");
    return scale;
}

void put_effects(const std::vector<std::string>& names, const std::vector<Effects>& effects, bool has_noise,
                 Findings& findings) {
    findings.table.header = {"input", "mu*", "mu*_lo", "mu*_hi", "mu", "sigma"};
    if (has_noise) findings.table.header.insert(findings.table.header.end(), {"noise", "sigma_without_noise"});
    std::vector<std::string> lost;
    for (std::size_t k = 0; k < names.size(); ++k) {
        std::vector<SheetCell> row{names[k]};
        put_figure(row, effects[k].mu_star);
        row.insert(row.end(), {effects[k].mu, effects[k].sigma});
        if (has_noise) row.insert(row.end(), {effects[k].noise, effects[k].sigma_without_noise()});
        findings.table.rows.push_back(std::move(row));
        auto& json = findings.json["effects"][names[k]];
        put_figure(json, "mu_star", effects[k].mu_star);
        json["mu"] = json_number(effects[k].mu);
        json["sigma"] = json_number(effects[k].sigma);
        json["noise"] = json_number(effects[k].noise);
        json["n"] = effects[k].n;
        if (effects[k].mu_star.value < 1.5 * effects[k].mu_star_of_noise()) lost.push_back(names[k]);
    }
    constexpr std::size_t most_named = 12;
    const std::size_t n = lost.size();
    lost.resize(std::min(n, most_named));
    if (n > 0)
        findings.caveats.push_back(fmt::format(
            "Cannot be told from noise, which alone would give nearly such a mu*: {}{}.", fmt::join(lost, ", "),
            n > most_named ? fmt::format(" and {} more of {} inputs", n - most_named, names.size()) : ""));
    sort_long(findings.table, 1);
}

} // namespace

Findings analyse_sobol(const Data& data, const AnalysisSettings& settings) {
    if (const auto wrong = misfit(data, settings); !wrong.empty())
        return refusal(data, wrong, "expected one group an input");
    const Factors factors = factors_of(data, settings);
    const Points points = points_of(data, 0);
    std::size_t place = 0;
    bool has_second_order = true;
    for (const bool second : {true, false}) {
        has_second_order = second;
        place = first_break_of_layout(points.inputs, factors.of_input, second);
        if (place == points.size()) break;
    }
    if (place < points.size())
        return refusal(data, fmt::format("point {} breaks Saltelli's layout", place + 1),
                       "expected rows A, AB_1 .. AB_D, BA_1 .. BA_D, B a base point; " + one_strategy +
                           "; `importance` takes any design");
    const SobolIndices indices =
        sobol_indices(points.runs, factors.names.size(), has_second_order, settings.resampling);
    Findings findings;
    findings.sentence = variance_sentence(data.outputs[0].id, factors.names, indices.factors);
    put_indices(factors.names, indices.factors, findings);
    put_pairs(factors.names, indices, findings);
    put_noise(indices, findings);
    findings.json["points"] = indices.n_points;
    findings.json["mean"] = json_number(indices.mean);
    findings.json["variance"] = json_number(indices.variance);
    if (indices.n_left_out > 0)
        findings.caveats.push_back(
            fmt::format("{} of {} base points hold a point that never ran and are left out whole.", indices.n_left_out,
                        indices.n_left_out + indices.n_points));
    if (!std::has_single_bit(indices.n_points + indices.n_left_out))
        findings.caveats.push_back("The number of base points is no power of two: the Sobol sequence is not balanced.");
    findings.caveats.push_back(
        "Intervals resample base points; over quasi-random points they are approximate (87 to 100 % "
        "instead of 95 % in published checks).");
    add_failed_caveat(data, findings);
    return findings;
}

Findings analyse_morris(const Data& data, const AnalysisSettings& settings) {
    if (const auto wrong = misfit(data, settings); !wrong.empty())
        return refusal(data, wrong, "expected one group an input");
    const Factors factors = factors_of(data, settings);
    const Points points = points_of(data, 0);
    const std::size_t block = factors.names.size() + 1;
    if (points.size() % block != 0)
        return refusal(data, fmt::format("{} points are no whole number of trajectories", points.size()),
                       fmt::format("expected a multiple of {} (inputs + 1); {}", block, one_strategy));
    Findings findings;
    const EffectScale scale = scale_of(data, settings, findings);
    const auto effects = morris_effects(points.inputs, points.runs, factors.of_input, scale, settings.resampling);
    std::size_t best = 0;
    for (std::size_t k = 0; k < effects.size(); ++k)
        if (effects[k].n == 0)
            return refusal(data, fmt::format("'{}' never moves alone", factors.names[k]),
                           "expected trajectories or stars that move one input a row");
    for (std::size_t k = 1; k < effects.size(); ++k)
        if (effects[k].mu_star.value > effects[best].mu_star.value) best = k;
    findings.sentence =
        fmt::format("{} moves {} most: by {} on average over its whole range ({}).", factors.names[best],
                    data.outputs[0].id, scenarios::plain.number(effects[best].mu_star.value),
                    scenarios::plain.interval(effects[best].mu_star, "", "no interval"));
    put_effects(factors.names, effects, data.n_replicates() > 1, findings);
    findings.json["trajectories"] = points.size() / block;
    findings.caveats.push_back("A sigma near or above mu* means that the effect bends or depends on other inputs; "
                               "screening says which inputs may be left out, not how much variance they explain.");
    add_failed_caveat(data, findings);
    return findings;
}

Findings analyse_efast(const Data& data, const AnalysisSettings& settings) {
    const Points points = points_of(data, 0);
    const std::size_t d = data.inputs.size(), n_curves = d * settings.curves;
    if (d == 0 || points.size() % n_curves != 0 || points.size() / n_curves < 65)
        return refusal(data, fmt::format("{} points are no {} curves of at least 65 points", points.size(), n_curves),
                       "expected the rows of one curve an input (--curves tells how many); " + one_strategy);
    const FastIndices indices = fast_indices(points.means(), d, settings.curves);
    Findings findings;
    findings.sentence = variance_sentence(data.outputs[0].id, input_ids(data), indices.factors);
    put_indices(input_ids(data), indices.factors, findings);
    if (settings.curves < 2)
        findings.caveats.push_back("One curve an input gives no interval; make the design with --curves 4 or more.");
    if (indices.n_left_out > 0)
        findings.caveats.push_back(
            fmt::format("{} curves hold a point that never ran and are left out.", indices.n_left_out));
    findings.caveats.push_back("Noise between replicates sits in ST, since a curve cannot tell it from interactions.");
    add_failed_caveat(data, findings);
    return findings;
}

Findings analyse_tornado(const Data& data, const AnalysisSettings&) {
    if (data.inputs.empty()) return refusal(data, "no input columns", "expected the inputs of a one-at-a-time design");
    const Points points = points_of(data, 0);
    const std::vector<Swing> all = swings(points.inputs, points.runs);
    std::vector<std::size_t> order(all.size());
    for (std::size_t k = 0; k < order.size(); ++k)
        order[k] = k;
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return all[a].size > all[b].size; });
    Findings findings;
    findings.table.header = {"input", "from", "to", "low", "low_lo", "low_hi", "high", "high_lo", "high_hi", "swing"};
    for (const std::size_t k : order) {
        const Swing& swing = all[k];
        findings.table.rows.push_back({data.inputs[k].id, swing.low_value, swing.high_value, swing.low.mean,
                                       swing.low.lo, swing.low.hi, swing.high.mean, swing.high.lo, swing.high.hi,
                                       swing.size});
        auto& json = findings.json["swings"][data.inputs[k].id];
        put_figure(json, "low", {swing.low.mean, swing.low.lo, swing.low.hi});
        put_figure(json, "high", {swing.high.mean, swing.high.lo, swing.high.hi});
        json["swing"] = json_number(swing.size);
    }
    const Swing& top = all[order[0]];
    findings.sentence =
        fmt::format("{} swings {} most: by {} from {} to {}, all else at the baseline (the first point).",
                    data.inputs[order[0]].id, data.outputs[0].id, scenarios::plain.number(top.size),
                    scenarios::plain.number(top.low_value), scenarios::plain.number(top.high_value));
    findings.caveats.push_back("One input at a time sees no interactions: what two inputs do together stays hidden.");
    add_failed_caveat(data, findings);
    return findings;
}

} // namespace cli
