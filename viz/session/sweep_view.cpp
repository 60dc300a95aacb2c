#include "viz/session/sweep_view.h"

#include "experiments/store/names.h"
#include "models/model.h"
#include "scenarios/condition_text.h"
#include "scenarios/words.h"
#include "viz/runs/outcomes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace viz {
namespace {

std::size_t place(std::vector<std::string>& list, const std::string& word) {
    const auto it = std::find(list.begin(), list.end(), word);
    if (it == list.end()) list.push_back(word);
    return static_cast<std::size_t>(std::find(list.begin(), list.end(), word) - list.begin());
}

double mean_of(const std::vector<double>& values) {
    double sum = 0, n = 0;
    for (const double v : values)
        if (std::isfinite(v)) sum += v, n += 1;
    return n > 0 ? sum / n : experiments::absent;
}

/// Rows of the baseline by point and condition.
using Pairs = std::map<std::pair<std::uint64_t, std::string>, std::size_t>;
Pairs baseline_rows(const SweepView& view) {
    Pairs rows;
    for (std::size_t t = 0; t < view.treatments.size(); ++t)
        if (view.treatments[t].strategy == view.baseline)
            rows[{view.treatments[t].point, view.treatments[t].condition}] = t;
    return rows;
}

/// Differences of a row from its baseline, by replicate; empty without one.
std::vector<double> differences(const SweepView& view, const SweepOutcome& outcome, const Pairs& pairs, std::size_t t) {
    const auto it = pairs.find({view.treatments[t].point, view.treatments[t].condition});
    if (it == pairs.end()) return {};
    const auto &own = outcome.values[t], &base = outcome.values[it->second];
    const std::size_t n = std::min(own.size(), base.size());
    return experiments::paired_differences({own.data(), n}, {base.data(), n});
}

SweepGain gain_of(const SweepView& view, const SweepOutcome& outcome, const Pairs& pairs,
                  const std::vector<std::size_t>& rows, sim::Good good) {
    std::vector<double> all, by_point;
    for (const std::size_t t : rows) {
        const std::vector<double> own = differences(view, outcome, pairs, t);
        all.insert(all.end(), own.begin(), own.end()), by_point.push_back(mean_of(own));
    }
    const std::vector<double> nothing(all.size(), 0.0);
    return {experiments::estimate(by_point.size() > 1 ? by_point : all), experiments::wins(all, nothing, good)};
}

} // namespace

std::string words_of_condition(const std::string& text) {
    models::Conditions conditions;
    scenarios::Problems problems;
    scenarios::add_condition(text, "condition", conditions, problems);
    return problems.is_empty() ? scenarios::condition_words(conditions) : text;
}

SweepView open_sweep(const std::string& path) {
    const experiments::Store store(path);
    SweepView view;
    const experiments::StoreHeader& header = store.header();
    view.path = path, view.title = header.title.empty() ? header.experiment : header.title, view.region = header.region;
    view.version = header.model_version, view.seed = header.seed, view.caveats = header.caveats;
    view.outcomes = header.outcomes, view.counts = store.counts(), view.treatments = store.treatments();
    view.inputs = header.inputs;
    for (const auto& t : view.treatments)
        place(view.strategies, t.strategy), place(view.conditions, t.condition);
    for (const std::string& id : view.strategies)
        view.names.push_back(experiments::strategy_name(header, id));
    for (const std::string& text : view.conditions)
        view.condition_words.push_back(words_of_condition(text));
    if (view.strategies.size() > 1) view.baseline = header.baseline.empty() ? view.strategies[0] : header.baseline;
    return view;
}

SweepOutcome read_outcome(const SweepView& view, std::size_t column) {
    const experiments::Store store(view.path);
    std::vector<std::vector<double>> stored = store.values(column);
    SweepOutcome result;
    std::vector<std::string> strategies = view.strategies, conditions = view.conditions;
    std::vector<std::vector<std::vector<std::size_t>>> rows(strategies.size(),
                                                            std::vector<std::vector<std::size_t>>(conditions.size()));
    for (std::size_t t = 0; t < view.treatments.size(); ++t) {
        const experiments::StoredTreatment& one = view.treatments[t];
        result.values.push_back(one.treatment < stored.size() ? std::move(stored[one.treatment])
                                                              : std::vector<double>{});
        rows[place(strategies, one.strategy)][place(conditions, one.condition)].push_back(t);
    }
    const Pairs pairs = baseline_rows(view);
    result.low = std::numeric_limits<double>::infinity(), result.high = -result.low;
    for (const auto& row : rows) {
        auto& cells = result.cells.emplace_back();
        auto& gains = result.gains.emplace_back();
        for (const auto& cell : row) {
            std::vector<double> means;
            for (const std::size_t t : cell)
                means.push_back(mean_of(result.values[t]));
            cells.push_back(mean_of(means));
            gains.push_back(gain_of(view, result, pairs, cell, view.outcomes[column].good));
            if (std::isfinite(cells.back()))
                result.low = std::min(result.low, cells.back()), result.high = std::max(result.high, cells.back());
        }
    }
    return result;
}

SweepSlice slice_of(const SweepView& view, const SweepOutcome& outcome, std::size_t strategy, std::size_t condition,
                    bool is_gain) {
    SweepSlice slice;
    const Pairs pairs = baseline_rows(view);
    std::vector<experiments::Column> inputs;
    for (const auto& input : view.inputs)
        inputs.push_back({input.id, {}, {}});
    std::vector<double> y;
    for (std::size_t t = 0; t < view.treatments.size(); ++t) {
        const experiments::StoredTreatment& one = view.treatments[t];
        if (one.strategy != view.strategies[strategy] || one.condition != view.conditions[condition]) continue;
        slice.points.push_back({t, mean_of(outcome.values[t]), mean_of(differences(view, outcome, pairs, t))});
        for (std::size_t i = 0; i < inputs.size(); ++i)
            inputs[i].values.push_back(one.inputs[i]);
        y.push_back(is_gain ? slice.points.back().gain : slice.points.back().mean);
    }
    if (!inputs.empty() && y.size() > inputs.size() + 2)
        slice.importance = experiments::importance(inputs, y, {}).inputs;
    std::stable_sort(slice.importance.begin(), slice.importance.end(), [](const auto& a, const auto& b) {
        const double x = std::abs(a.prcc.value), z = std::abs(b.prcc.value);
        return std::isnan(z) ? !std::isnan(x) : x > z;
    });
    return slice;
}

std::string sweep_finding(const SweepView& view, const SweepOutcome& outcome, std::size_t column, std::size_t strategy,
                          std::size_t condition) {
    const experiments::OutcomeColumn& about = view.outcomes[column];
    const int index = models::observable_index(about.id);
    const std::string label = index < 0 ? about.id : outcome_label(static_cast<std::size_t>(index)),
                      own = view.names[strategy];
    if (view.baseline.empty()) return "The sweep has one strategy: there is nothing to compare it with.";
    if (view.strategies[strategy] == view.baseline)
        return fmt::format("This is {}, which the others are compared with: choose another strategy.", own);
    const auto base = std::find(view.strategies.begin(), view.strategies.end(), view.baseline);
    const std::string other = base == view.strategies.end()
                                  ? view.baseline
                                  : view.names[static_cast<std::size_t>(base - view.strategies.begin())];
    const SweepGain& gain = outcome.gains[strategy][condition];
    const experiments::Estimate& d = gain.difference;
    if (d.n == 0) return "No pair of runs is done yet.";
    const std::string interval = scenarios::typeset.interval(d, about.unit);
    const std::string where = fmt::format("Under {}, {}", view.condition_words[condition], label);
    if (!(d.lo > 0 || d.hi < 0))
        return fmt::format("{} with {} cannot be told apart from {}: it differs by {} ({}).", where, own, other,
                           scenarios::typeset.change(d.mean, about.unit), interval);
    const std::string size = scenarios::typeset.size(d.mean, about.unit);
    return fmt::format("{} is {} {} with {} than with {} ({}); it is better in {} of {} pairs with the same luck.",
                       where, size.starts_with('+') ? size.substr(1) : size, d.mean > 0 ? "higher" : "lower", own,
                       other, interval, gain.wins.better, gain.wins.pairs);
}

std::vector<std::string> sweep_caveats(const SweepView& view) {
    std::vector<std::string> list(view.caveats.begin(),
                                  view.caveats.begin() +
                                      static_cast<std::ptrdiff_t>(std::min<std::size_t>(1, view.caveats.size())));
    if (!view.inputs.empty())
        list.push_back(fmt::format("{} of the model's inputs vary here, over ranges that somebody chose; all others "
                                   "stand still.",
                                   view.inputs.size()));
    list.push_back("Intervals show those ranges and chance, not how wrong the model may be.");
    return list;
}

} // namespace viz
