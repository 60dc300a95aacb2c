#include "experiments/analysis/robustness.h"

#include <algorithm>
#include <cmath>

namespace experiments {
namespace {

using Cells = std::vector<std::vector<double>>;

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

/// Mean over population SD.
double signal_to_noise(const std::vector<double>& values) {
    const Estimate all = estimate(values);
    const double n = static_cast<double>(all.n), sd = all.n > 1 ? all.sd * std::sqrt((n - 1) / n) : 0;
    return sd > 1e-12 * std::abs(all.mean) ? all.mean / sd : absent;
}

double root_mean_square(const std::vector<double>& values) {
    double sum = 0;
    for (const double value : values)
        sum += value * value;
    return std::sqrt(sum / static_cast<double>(values.size()));
}

/// What values fall behind their median, all together.
double below_median(const std::vector<double>& values) {
    const double middle = quantile(values, 0.5);
    double sum = 0;
    for (const double value : values)
        sum += std::max(0.0, middle - value);
    return sum;
}

/// Score of upward values over worlds; regrets are scored as they are.
double score(const std::vector<double>& values, Criterion criterion, double optimism) {
    if (values.empty()) return absent;
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
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
    case Criterion::undesirable_deviations:
        return below_median(values);
    default:
        return estimate(values).mean;
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
    std::vector<bool> is_lacking(cells.size(), false);
    for (std::size_t w = 0; !cells.empty() && w < cells.front().size(); ++w) {
        std::size_t n = 0;
        for (const auto& row : cells)
            n += std::isnan(row[w]);
        for (std::size_t s = 0; n > 0 && n < cells.size() && s < cells.size(); ++s)
            if (std::isnan(cells[s][w])) is_lacking[s] = true;
    }
    for (std::size_t s = 0; s < cells.size(); ++s)
        if (is_lacking[s]) cells[s].assign(cells[s].size(), absent);
}

/// Mean of the runs that are there, each as often as it was drawn; of all if none of those was.
double drawn_mean(const std::vector<double>& runs, const std::vector<double>& times) {
    double sum = 0, n = 0;
    for (std::size_t r = 0; r < times.size(); ++r)
        if (!std::isnan(runs[r])) sum += times[r] * runs[r], n += times[r];
    return n > 0 ? sum / n : estimate(runs).mean;
}

double cell_of(const std::vector<double>& runs, const DecisionSettings& settings) {
    if (settings.tail >= 1) return estimate(runs).mean;
    const double value = tail_mean(upward(runs, settings.good), settings.tail);
    return settings.good == sim::Good::up ? value : -value;
}

/// One cell from the runs drawn.
double drawn_cell(const std::vector<double>& runs, const std::vector<std::uint32_t>& chosen,
                  const std::vector<double>& times, const DecisionSettings& settings) {
    if (settings.tail >= 1) return drawn_mean(runs, times);
    std::vector<double> drawn;
    for (const std::uint32_t r : chosen)
        if (!std::isnan(runs[r])) drawn.push_back(runs[r]);
    return cell_of(drawn.empty() ? runs : drawn, settings);
}

std::vector<double> times_of(const std::vector<std::uint32_t>& chosen, std::size_t n) {
    std::vector<double> times(n, 0.0);
    for (const std::uint32_t r : chosen)
        times[r] += 1;
    return times;
}

/// Scores under one criterion, with the regrets at hand.
std::vector<double> scores_of(const Cells& cells, const Cells& regret, Criterion criterion,
                              const DecisionSettings& settings) {
    const CriterionInfo& info = criteria()[static_cast<std::size_t>(criterion)];
    const bool is_up = settings.good == sim::Good::up;
    std::vector<double> scores;
    for (std::size_t s = 0; s < cells.size(); ++s) {
        const std::vector<double> values =
            info.is_regret ? upward(regret[s], sim::Good::up) : upward(cells[s], settings.good);
        if (criterion == Criterion::satisficing)
            scores.push_back(share_reaching(cells[s], settings));
        else if (criterion == Criterion::signal_to_noise)
            scores.push_back(values.empty() ? absent : is_up ? signal_to_noise(values) : root_mean_square(values));
        else if (info.is_smaller || is_up)
            scores.push_back(score(values, criterion, settings.optimism));
        else
            scores.push_back(-score(values, criterion, settings.optimism));
    }
    return scores;
}

void add_replicates(const Payoffs& payoffs, const DecisionSettings& settings, const Resampling& how,
                    std::vector<Ranking>& rankings) {
    const std::size_t n = payoffs.strategies.size();
    std::vector<std::vector<std::vector<double>>> drawn(rankings.size(), std::vector<std::vector<double>>(n));
    for (Ranking& ranking : rankings)
        ranking.p_best.assign(n, 0.0);
    for (std::size_t b = 0; b < how.n; ++b) {
        const Cells cells = drawn_cells(payoffs, settings, how, b), regret = regrets(cells, settings.good);
        for (std::size_t c = 0; c < rankings.size(); ++c) {
            const std::vector<double> scores = scores_of(cells, regret, rankings[c].criterion, settings);
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

const std::vector<CriterionInfo>& criteria() {
    static const std::vector<CriterionInfo> all{
        {Criterion::laplace, "mean", "mean over worlds"},
        {Criterion::maximin, "maximin", "the worst world"},
        {Criterion::maximax, "maximax", "the best world"},
        {Criterion::hurwicz, "hurwicz", "between the best and the worst world"},
        {Criterion::minimax_regret, "minimax-regret", "largest regret", true, true},
        {Criterion::mean_regret, "mean-regret", "mean regret", true, true},
        {Criterion::p90_regret, "p90-regret", "regret exceeded in 10 % of worlds", true, true},
        {Criterion::satisficing, "satisficing", "share of worlds that reach the threshold"},
        {Criterion::signal_to_noise, "signal-to-noise", "mean over SD of the worlds, or their root mean square"},
        {Criterion::undesirable_deviations, "undesirable-deviations", "what worlds fall behind the median", false,
         true}};
    return all;
}

Cells cells_of(const Payoffs& payoffs, const DecisionSettings& settings, const std::vector<std::uint32_t>& chosen) {
    Cells cells;
    const std::vector<double> times = times_of(chosen, payoffs.n_replicates);
    for (const auto& by_world : payoffs.runs) {
        cells.emplace_back();
        for (const auto& runs : by_world)
            cells.back().push_back(chosen.empty() ? cell_of(runs, settings)
                                                  : drawn_cell(runs, chosen, times, settings));
    }
    drop_incomplete(cells);
    return cells;
}

Cells drawn_cells(const Payoffs& payoffs, const DecisionSettings& settings, const Resampling& how, std::size_t b) {
    if (payoffs.is_paired) return cells_of(payoffs, settings, resample(how, b, payoffs.n_replicates));
    Cells cells;
    std::size_t index = b; // of the chance: every cell its own
    for (const auto& by_world : payoffs.runs) {
        cells.emplace_back();
        for (const auto& all : by_world) {
            std::vector<double> runs = all;
            std::erase_if(runs, [](double value) { return std::isnan(value); });
            const auto chosen = runs.empty() ? std::vector<std::uint32_t>{} : resample(how, index, runs.size());
            cells.back().push_back(drawn_cell(runs, chosen, times_of(chosen, runs.size()), settings));
            index += how.n;
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
    return scores_of(cells, is_regret ? regrets(cells, settings.good) : Cells{}, criterion, settings);
}

std::vector<std::size_t> best_of(const std::vector<double>& scores, Criterion criterion, sim::Good good) {
    const bool is_up = !criteria()[static_cast<std::size_t>(criterion)].is_smaller &&
                       (good == sim::Good::up || criterion == Criterion::satisficing);
    double best = absent;
    for (const double value : scores)
        if (std::isnan(best) || (is_up ? value > best : value < best)) best = value;
    std::vector<std::size_t> result;
    for (std::size_t s = 0; s < scores.size(); ++s)
        if (std::abs(scores[s] - best) <= 1e-12 * std::max(1.0, std::abs(best))) result.push_back(s);
    return result;
}

std::string why_left_out(Criterion criterion, const Cells& cells, const DecisionSettings& settings) {
    if (criterion == Criterion::satisficing && std::isnan(settings.threshold)) return "satisficing needs --threshold";
    if (criterion != Criterion::signal_to_noise) return "";
    bool is_steady = false;
    for (const auto& row : cells) {
        if (std::any_of(row.begin(), row.end(), [](double value) { return value < 0; }))
            return "signal-to-noise has no meaning for negative numbers";
        const std::vector<double> values = upward(row, sim::Good::up);
        is_steady = is_steady || (!values.empty() && std::isnan(signal_to_noise(values)));
    }
    return is_steady && settings.good == sim::Good::up
               ? "signal-to-noise has no value for a strategy that is the same in all worlds"
               : "";
}

std::vector<Ranking> rank(const Payoffs& payoffs, const DecisionSettings& settings, const Resampling& how) {
    std::vector<Ranking> rankings;
    const Cells cells = cells_of(payoffs, settings);
    for (const CriterionInfo& info : criteria()) {
        if (!why_left_out(info.criterion, cells, settings).empty()) continue;
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
