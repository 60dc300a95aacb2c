// sobol, efast: shares of variance from designs made for them.
#include "experiments/analysis/layout.h"
#include "experiments/analysis/sensitivity.h"
#include "experiments/findings/factors.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>

namespace experiments::findings {
namespace {

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
    std::string text =
        fmt::format("{} matters most for {}: alone it explains {} of the variance ({})", names[first], output,
                    percent(factors[first].first.value), interval_words(factors[first].first, true));
    if (first == total) return text + fmt::format(", with its interactions {}.", percent(factors[total].total.value));
    return text +
           fmt::format("; counting interactions it is {}, with {}.", names[total], percent(factors[total].total.value));
}

void put_indices(const std::vector<std::string>& names, const std::vector<FactorIndices>& factors, Findings& findings) {
    std::vector<Field> fields{{"input", ""}};
    add_figure(fields, "S1", "S1");
    add_figure(fields, "ST", "ST");
    Records& records = findings.add("", "indices/{0}", fields);
    for (std::size_t k = 0; k < names.size(); ++k) {
        std::vector<Value> row{names[k]};
        put_figure(row, factors[k].first);
        put_figure(row, factors[k].total);
        records.rows.push_back(std::move(row));
    }
    records.sorted_by = 4;
}

void put_pairs(const std::vector<std::string>& names, const SobolIndices& indices, Findings& findings) {
    std::vector<Field> fields{{"pair", ""}};
    add_figure(fields, "S2", "S2");
    Records& records = findings.add("Pairs that do more together than the sum of both:", "second_order/{0}", fields);
    for (const PairIndex& pair : indices.pairs) {
        std::vector<Value> row{names[pair.a] + ":" + names[pair.b]};
        put_figure(row, pair.value);
        records.rows.push_back(std::move(row));
    }
}

void put_noise(const SobolIndices& indices, Findings& findings) {
    put_figure(findings.json, "noise_share", indices.noise_share);
    if (indices.n_replicates < 2) {
        findings.caveats.push_back("There is one run a point: if the model has chance in it, noise cannot be told from "
                                   "interactions and sits in every ST. Replicates (--replicate) would tell.");
        return;
    }
    findings.caveats.push_back(fmt::format("Noise between the {} replicates makes up {} of the variance between points "
                                           "({}); ST is free of it, and S1 over "
                                           "(1 - noise share) is the share of what the inputs do.",
                                           indices.n_replicates, percent(indices.noise_share.value),
                                           interval_words(indices.noise_share, true)));
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
        return refusal_at(data, points, place, fmt::format("point {} breaks Saltelli's layout", place + 1),
                          "expected rows A, AB_1 .. AB_D, BA_1 .. BA_D, B a base point; " + one_strategy +
                              "; `importance` takes any design");
    const std::size_t block = 2 + (has_second_order ? 2 : 1) * factors.names.size();
    if (const std::size_t again = first_repeated_block(points.inputs, block); again * block < points.size())
        return refusal_at(
            data, points, again * block,
            fmt::format("base point {} is an earlier one again: was the table appended to itself?", again + 1),
            "expected every base point once");
    const Estimator estimator = settings.estimator == "jansen"     ? Estimator::jansen
                                : settings.estimator == "martinez" ? Estimator::martinez
                                                                   : Estimator::saltelli;
    const SobolIndices indices =
        sobol_indices(points.runs, factors.names.size(), has_second_order, settings.resampling, estimator);
    Findings findings;
    findings.sentence = variance_sentence(data.outputs[0].id, factors.names, indices.factors);
    put_indices(factors.names, indices.factors, findings);
    put_pairs(factors.names, indices, findings);
    put_noise(indices, findings);
    findings.json["estimator"] = settings.estimator;
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
    return findings;
}

Findings analyse_efast(const Data& data, const AnalysisSettings& settings) {
    const Points points = points_of(data, 0);
    const std::size_t d = data.inputs.size(), n_curves = d * settings.curves;
    if (d == 0 || points.size() % n_curves != 0 || points.size() / n_curves < 65)
        return refusal(data, fmt::format("{} points are no {} curves of at least 65 points", points.size(), n_curves),
                       "expected the rows of one curve an input (--curves tells how many); " + one_strategy);
    const std::size_t n = points.size() / n_curves;
    if (const std::size_t curve = first_curve_off(points.inputs, n); curve < n_curves)
        return refusal_at(data, points, curve * n,
                          fmt::format("the rows of curve {} do not follow a search curve in {}", curve + 1,
                                      data.inputs[curve % d].id),
                          "expected the rows of an eFAST design in its order; " + one_strategy +
                              "; `importance` takes any design");
    if (const std::size_t again = first_repeated_block(points.inputs, n * d); again < settings.curves)
        return refusal_at(data, points, again * n * d, fmt::format("curve {} is an earlier one again", again * d + 1),
                          "expected every curve once");
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
    return findings;
}

} // namespace experiments::findings
