#include "experiments/analysis/robustness.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace experiments {
namespace {

using Cells = std::vector<std::vector<double>>;

/// Names of the groups that rows fall into, and the group of each row.
struct Grouping {
    std::vector<std::string> names;
    std::vector<std::size_t> of_row;
};

Grouping by_column(const Column& column) {
    Grouping grouping{column.levels, {}};
    for (const double value : column.values)
        grouping.of_row.push_back(static_cast<std::size_t>(value));
    return grouping;
}

Grouping by_inputs(const Data& data) {
    Grouping grouping;
    std::map<std::vector<double>, std::size_t> places;
    for (std::size_t row = 0; row < data.n_rows; ++row) {
        std::vector<double> key;
        std::vector<std::string> parts;
        for (const Column& input : data.inputs) {
            key.push_back(input.values[row]);
            parts.push_back(fmt::format("{}={}", input.id, input.text(row)));
        }
        const auto [it, is_new] = places.emplace(std::move(key), places.size());
        if (is_new) grouping.names.push_back(fmt::format("{}", fmt::join(parts, " ")));
        grouping.of_row.push_back(it->second);
    }
    return grouping;
}

Grouping one_group(const Data& data) { return {{"all"}, std::vector<std::size_t>(data.n_rows, 0)}; }

/// Replicate of each row: its word, or how often its cell came before.
std::vector<std::size_t> replicates_of(const Data& data, const Grouping& strategies, const Grouping& worlds) {
    if (data.replicate) return by_column(*data.replicate).of_row;
    std::map<std::pair<std::size_t, std::size_t>, std::size_t> next;
    std::vector<std::size_t> result;
    for (std::size_t row = 0; row < data.n_rows; ++row)
        result.push_back(next[{strategies.of_row[row], worlds.of_row[row]}]++);
    return result;
}

/// Values that are there, as if larger were better.
std::vector<double> upward(const std::vector<double>& values, sim::Good good) {
    std::vector<double> result;
    for (const double value : values)
        if (!std::isnan(value)) result.push_back(good == sim::Good::up ? value : -value);
    return result;
}

/// Mean of the worst share, at least one value.
double tail_mean(std::vector<double> values, double tail) {
    if (values.empty()) return absent;
    const auto n = static_cast<std::size_t>(std::ceil(tail * static_cast<double>(values.size()) - 1e-9));
    const std::size_t kept = std::clamp<std::size_t>(n, 1, values.size());
    if (kept < values.size())
        std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(kept), values.end());
    values.resize(kept);
    return estimate(values).mean;
}

/// Score of upward values over worlds; regrets are scored as they are.
double score(const std::vector<double>& values, Criterion criterion, double optimism) {
    if (values.empty()) return absent;
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    const Estimate all = estimate(values);
    switch (criterion) {
    case Criterion::maximin:
        return *low;
    case Criterion::maximax:
    case Criterion::minimax_regret:
        return *high;
    case Criterion::hurwicz:
        return optimism * *high + (1 - optimism) * *low;
    case Criterion::p90_regret:
        return quantile(values, 0.9);
    case Criterion::signal_to_noise: {
        const double n = static_cast<double>(all.n), sd = all.n > 1 ? all.sd * std::sqrt((n - 1) / n) : 0;
        return sd > 1e-12 * std::abs(all.mean) ? all.mean / sd : absent;
    }
    default:
        return all.mean;
    }
}

double share_reaching(const std::vector<double>& values, const DecisionSettings& settings) {
    double n = 0, reached = 0;
    for (const double value : values) {
        if (std::isnan(value)) continue;
        n += 1;
        reached += settings.good == sim::Good::up ? value >= settings.threshold : value <= settings.threshold;
    }
    return n > 0 ? reached / n : absent;
}

/// A strategy that lacks a world in which another ran cannot be ranked.
void drop_incomplete(Cells& cells) {
    const Cells all = cells;
    for (std::size_t s = 0; s < all.size(); ++s)
        for (std::size_t w = 0; w < all[s].size(); ++w) {
            const auto ran = [&](const std::vector<double>& row) { return !std::isnan(row[w]); };
            if (std::isnan(all[s][w]) && std::any_of(all.begin(), all.end(), ran))
                cells[s].assign(cells[s].size(), absent);
        }
}

bool is_asked(Criterion criterion, const DecisionSettings& settings) {
    return criterion != Criterion::satisficing || !std::isnan(settings.threshold);
}

void add_replicates(const Payoffs& payoffs, const DecisionSettings& settings, const Resampling& how,
                    std::vector<Ranking>& rankings) {
    const std::size_t n = payoffs.strategies.size();
    std::vector<std::vector<std::vector<double>>> drawn(rankings.size(), std::vector<std::vector<double>>(n));
    for (Ranking& ranking : rankings)
        ranking.p_best.assign(n, 0.0);
    for (std::size_t b = 0; b < how.n; ++b) {
        const Cells cells = cells_of(payoffs, settings, resample(how, b, payoffs.n_replicates));
        for (std::size_t c = 0; c < rankings.size(); ++c) {
            const std::vector<double> scores = scores_of(cells, rankings[c].criterion, settings);
            for (std::size_t s = 0; s < n; ++s)
                drawn[c][s].push_back(scores[s]);
            const auto best = best_of(scores, rankings[c].criterion, settings.good);
            for (const std::size_t s : best)
                rankings[c].p_best[s] += 1 / static_cast<double>(best.size() * how.n);
        }
    }
    for (std::size_t c = 0; c < rankings.size(); ++c)
        for (std::size_t s = 0; s < n; ++s)
            rankings[c].scores[s] = interval_of(rankings[c].scores[s].value, drawn[c][s], IntervalKind::percentile);
}

} // namespace

Payoffs payoffs_of(const Data& data, std::size_t output) {
    Payoffs payoffs;
    payoffs.outcome = data.outputs[output].id;
    const Grouping strategies = data.strategy ? by_column(*data.strategy) : by_inputs(data);
    const bool has_worlds = data.strategy && !data.inputs.empty();
    const Grouping worlds = data.world ? by_column(*data.world) : has_worlds ? by_inputs(data) : one_group(data);
    const std::vector<std::size_t> replicates = replicates_of(data, strategies, worlds);
    payoffs.strategies = strategies.names;
    payoffs.worlds = worlds.names;
    payoffs.has_points = data.has_points();
    payoffs.n_replicates = *std::max_element(replicates.begin(), replicates.end()) + 1;
    const std::vector<double> none(payoffs.n_replicates, absent);
    payoffs.runs.assign(strategies.names.size(), Cells(worlds.names.size(), none));
    for (std::size_t row = 0; row < data.n_rows; ++row)
        payoffs.runs[strategies.of_row[row]][worlds.of_row[row]][replicates[row]] = data.outputs[output].values[row];
    return payoffs;
}

const std::vector<CriterionInfo>& criteria() {
    static const std::vector<CriterionInfo> all{
        {Criterion::laplace, "mean", "mean over worlds", false},
        {Criterion::maximin, "maximin", "the worst world", false},
        {Criterion::maximax, "maximax", "the best world", false},
        {Criterion::hurwicz, "hurwicz", "between the best and the worst world", false},
        {Criterion::minimax_regret, "minimax-regret", "largest regret", true},
        {Criterion::mean_regret, "mean-regret", "mean regret", true},
        {Criterion::p90_regret, "p90-regret", "regret exceeded in 10 % of worlds", true},
        {Criterion::satisficing, "satisficing", "share of worlds that reach the threshold", false},
        {Criterion::signal_to_noise, "signal-to-noise", "mean over SD of the worlds", false}};
    return all;
}

Cells cells_of(const Payoffs& payoffs, const DecisionSettings& settings, const std::vector<std::uint32_t>& chosen) {
    Cells cells;
    for (const auto& by_world : payoffs.runs) {
        cells.emplace_back();
        for (const auto& runs : by_world) {
            std::vector<double> drawn;
            for (const std::uint32_t r : chosen)
                if (!std::isnan(runs[r])) drawn.push_back(runs[r]);
            const double value = tail_mean(upward(drawn.empty() ? runs : drawn, settings.good), settings.tail);
            cells.back().push_back(settings.good == sim::Good::up ? value : -value);
        }
    }
    drop_incomplete(cells);
    return cells;
}

Cells regrets(const Cells& cells, sim::Good good) {
    Cells result = cells;
    for (std::size_t w = 0; !cells.empty() && w < cells.front().size(); ++w) {
        double best = absent;
        for (const auto& row : cells)
            if (std::isnan(best) || is_better(row[w], best, good)) best = row[w];
        for (auto& row : result)
            row[w] = good == sim::Good::up ? best - row[w] : row[w] - best;
    }
    return result;
}

std::vector<double> scores_of(const Cells& cells, Criterion criterion, const DecisionSettings& settings) {
    const bool is_regret = criteria()[static_cast<std::size_t>(criterion)].is_regret;
    const Cells regret = is_regret ? regrets(cells, settings.good) : Cells{};
    std::vector<double> scores;
    for (std::size_t s = 0; s < cells.size(); ++s) {
        if (criterion == Criterion::satisficing) {
            scores.push_back(share_reaching(cells[s], settings));
            continue;
        }
        const sim::Good good = is_regret ? sim::Good::up : settings.good;
        const double value = score(upward(is_regret ? regret[s] : cells[s], good), criterion, settings.optimism);
        scores.push_back(good == sim::Good::up || criterion == Criterion::signal_to_noise ? value : -value);
    }
    return scores;
}

std::vector<std::size_t> best_of(const std::vector<double>& scores, Criterion criterion, sim::Good good) {
    const bool is_up =
        !criteria()[static_cast<std::size_t>(criterion)].is_regret &&
        (good == sim::Good::up || criterion == Criterion::satisficing || criterion == Criterion::signal_to_noise);
    double best = absent;
    for (const double value : scores)
        if (std::isnan(best) || (is_up ? value > best : value < best)) best = value;
    std::vector<std::size_t> result;
    for (std::size_t s = 0; s < scores.size(); ++s)
        if (std::abs(scores[s] - best) <= 1e-12 * std::max(1.0, std::abs(best))) result.push_back(s);
    return result;
}

std::vector<Ranking> rank(const Payoffs& payoffs, const DecisionSettings& settings, const Resampling& how) {
    std::vector<Ranking> rankings;
    const Cells cells = cells_of(payoffs, settings);
    for (const CriterionInfo& info : criteria()) {
        if (!is_asked(info.criterion, settings)) continue;
        Ranking ranking{info.criterion, {}, {}, {}};
        const std::vector<double> scores = scores_of(cells, info.criterion, settings);
        for (const double value : scores)
            ranking.scores.push_back({value, absent, absent});
        ranking.best = best_of(scores, info.criterion, settings.good);
        ranking.p_best.assign(scores.size(), absent);
        rankings.push_back(std::move(ranking));
    }
    if (payoffs.n_replicates > 1 && how.n > 0) add_replicates(payoffs, settings, how, rankings);
    return rankings;
}

} // namespace experiments
