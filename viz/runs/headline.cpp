#include "viz/runs/headline.h"

#include "models/prediction.h"
#include "scenarios/burn_in_text.h"
#include "scenarios/words.h"
#include "viz/runs/lever_words.h"
#include "viz/runs/outcomes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace viz {
namespace {

using scenarios::typeset;

std::string_view unit_of(std::size_t observable) { return models::observables()[observable].unit; }

std::string students_sentence(const PairedOutcome& p, const std::string& one, const std::string& other,
                              std::uint32_t month) {
    const double change = p.difference.mean;
    const std::string when = date_text(month ? month - 1 : 0),
                      interval = typeset.interval(p.difference, unit_of(p.observable));
    if (p.difference.n == 0) return fmt::format("There is nothing to compare in {}.", when);
    if (!p.is_clear())
        return fmt::format("By {}, {} cannot be told apart from {}: pupils' ability differs by {} ({}).", when, one,
                           other, typeset.change(change, "SD"), interval);
    return fmt::format("By {}, pupils' ability is {} {} with {} than with {} ({}); it is ahead in {} of {} runs.", when,
                       typeset.size(change, "SD"), change > 0 ? "higher" : "lower", one, other, interval, p.wins.better,
                       p.wins.pairs);
}

std::string gap_sentence(const PairedOutcome& p) {
    if (p.difference.n == 0) return "";
    if (!p.is_clear()) return "Whether the gap of low-income pupils changes cannot be told from chance.";
    return fmt::format("The gap of low-income pupils is {} {}.", typeset.size(p.difference.mean, "SD"),
                       p.difference.mean < 0 ? "smaller" : "larger");
}

std::string cost_sentence(const PairedOutcome& p) {
    if (p.difference.n == 0) return "";
    return fmt::format(" It costs {} {}.", typeset.size(p.difference.mean, unit_of(p.observable)),
                       p.difference.mean < 0 ? "less" : "more");
}

} // namespace

PairedOutcome compare_outcome(const Bands& one, const Bands& other, std::size_t observable, std::uint32_t month) {
    PairedOutcome p;
    p.observable = observable;
    const std::vector<double> a = values_at(one, observable, month), b = values_at(other, observable, month);
    const std::size_t n = std::min(a.size(), b.size());
    const std::span<const double> left(a.data(), n), right(b.data(), n);
    p.difference = experiments::estimate(experiments::paired_differences(left, right));
    p.wins = experiments::wins(left, right, models::observables()[observable].good);
    p.n_worse = experiments::wins(right, left, models::observables()[observable].good).better;
    return p;
}

std::optional<std::size_t> typical_run(const Bands& bands, std::uint32_t month) {
    constexpr std::size_t enough = 20;
    const std::size_t n = bands.replicates.size();
    if (bands.n_done() < enough) return std::nullopt;
    std::vector<double> farthest(n, 0);
    for (std::size_t k = 0; k < n_main_outcomes; ++k) {
        const std::vector<double> values = values_at(bands, main_outcome(k), month);
        std::vector<std::size_t> order;
        for (std::size_t r = 0; r < n; ++r)
            if (std::isfinite(values[r])) order.push_back(r);
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
        const double middle = (static_cast<double>(order.size()) - 1) / 2;
        for (std::size_t rank = 0; rank < order.size(); ++rank)
            farthest[order[rank]] = std::max(farthest[order[rank]], std::abs(static_cast<double>(rank) - middle));
    }
    std::optional<std::size_t> best;
    for (std::size_t r = 0; r < n; ++r)
        if (bands.replicates[r] && (!best || farthest[r] < farthest[*best])) best = r;
    return best;
}

std::string gap_finding(const Bands& one, const Bands& other, const std::string& one_name,
                        const std::string& other_name, std::uint32_t month) {
    const PairedOutcome p = compare_outcome(one, other, main_outcome(1), month);
    const std::string when = date_text(month ? month - 1 : 0),
                      interval = typeset.interval(p.difference, unit_of(p.observable));
    if (p.difference.n == 0) return fmt::format("There is no gap to compare in {}.", when);
    if (!p.is_clear())
        return fmt::format("By {}, whether {} or {} leaves the smaller gap cannot be told from chance ({}).", when,
                           one_name, other_name, interval);
    return fmt::format(
        "By {}, the gap of low-income pupils is {} {} with {} than with {} ({}); smaller in {} of {} runs.", when,
        typeset.size(p.difference.mean, "SD"), p.difference.mean < 0 ? "smaller" : "larger", one_name, other_name,
        interval, p.wins.better, p.wins.pairs);
}

std::vector<std::string> caveats_of(const scenarios::Scenario& scenario, std::size_t n_replicates,
                                    const std::vector<std::string>& changed) {
    std::vector<std::string> list;
    if (scenario.setup.region.synthetic_partners)
        list.push_back("The partners are made up from a seed: compare strategies, do not forecast this place.");
    if (std::string before = scenarios::burn_in_sentence(scenario); !before.empty()) list.push_back(std::move(before));
    std::size_t n_assumed = 0, n_all = 0;
    for (const auto* rows : {&models::parameter_table().rows(), &models::prediction_table().rows()})
        for (const sim::ParameterRow& row : *rows)
            n_assumed += row.evidence.is_assumed(), ++n_all;
    if (changed.empty())
        list.push_back(
            fmt::format("{} of {} parameters are assumed, not measured: if you doubt one, change it and look again.",
                        n_assumed, n_all));
    else
        list.push_back(fmt::format("You changed {} of {} parameters ({}{}); {} are assumed, not measured.",
                                   changed.size(), n_all, input_name(changed[0]), changed.size() > 1 ? ", ..." : "",
                                   n_assumed));
    list.push_back(
        n_replicates > 1
            ? fmt::format(
                  "Bands and intervals show chance alone ({} runs with other luck), not how wrong the model may be.",
                  n_replicates)
            : "One run is one luck: wait for the bands before you conclude.");
    return list;
}

Headline headline(const scenarios::Scenario& scenario, const Bands& one, const Bands& other,
                  const std::string& one_name, const std::string& other_name, std::uint32_t month) {
    Headline h;
    for (std::size_t k = 0; k < n_main_outcomes; ++k)
        h.outcomes.push_back(compare_outcome(one, other, main_outcome(k), month));
    h.n = h.outcomes[0].wins.pairs;
    h.caveats = caveats_of(scenario, h.n);
    h.finding = students_sentence(h.outcomes[0], one_name, other_name, month);
    h.rest = gap_sentence(h.outcomes[1]) + cost_sentence(h.outcomes[2]);
    return h;
}

} // namespace viz
