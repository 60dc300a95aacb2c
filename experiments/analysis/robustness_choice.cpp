// Pareto fronts and the firmness of a recommendation.
#include "experiments/analysis/robustness_choice.h"

#include "experiments/statistics/chance.h"

#include <algorithm>
#include <cmath>

namespace experiments {
namespace {

using Cells = std::vector<std::vector<double>>;
using Cloud = std::vector<std::vector<double>>;

/// Means over worlds, weighted; worlds where the strategy is absent do not count.
std::vector<double> world_means(const Cells& cells, const std::vector<double>& weights) {
    std::vector<double> result;
    for (const auto& row : cells) {
        double sum = 0, n = 0;
        for (std::size_t w = 0; w < row.size(); ++w)
            if (!std::isnan(row[w])) sum += weights[w] * row[w], n += weights[w];
        result.push_back(n > 0 ? sum / n : absent);
    }
    return result;
}

std::vector<double> even_weights(std::size_t n) { return std::vector<double>(n, 1.0 / static_cast<double>(n)); }

/// Weights drawn evenly from all that sum to 1.
std::vector<double> random_weights(Chance& chance, std::size_t n) {
    std::vector<double> weights;
    double sum = 0;
    for (std::size_t i = 0; i < n; ++i) {
        weights.push_back(chance.exponential());
        sum += weights.back();
    }
    for (double& weight : weights)
        weight /= sum;
    return weights;
}

/// Cells scaled to 0 (worst) .. 1 (best of all strategies and worlds).
Cells scaled(Cells cells, sim::Good good) {
    double low = absent, high = absent;
    for (const auto& row : cells)
        for (const double v : row)
            if (!std::isnan(v))
                low = std::isnan(low) ? v : std::min(low, v), high = std::isnan(high) ? v : std::max(high, v);
    for (auto& row : cells)
        for (double& v : row) {
            if (!(high > low))
                v = std::isnan(v) ? v : 0.5;
            else
                v = good == sim::Good::up ? (v - low) / (high - low) : (high - v) / (high - low);
        }
    return cells;
}

/// Scaled cells by outcome: of all runs, or of resample `b`.
std::vector<Cells> scaled_cells(const std::vector<Payoffs>& outcomes, const std::vector<DecisionSettings>& settings,
                                const Resampling* how = nullptr, std::size_t b = 0) {
    std::vector<Cells> result;
    for (std::size_t o = 0; o < outcomes.size(); ++o)
        result.push_back(
            scaled(how ? drawn_cells(outcomes[o], settings[o], *how, b) : cells_of(outcomes[o], settings[o]),
                   settings[o].good));
    return result;
}

/// Outcomes put together: [strategy][world], larger is better.
Cells mixed(const std::vector<Cells>& outcomes, const std::vector<double>& weights) {
    Cells sum(outcomes.front().size(), std::vector<double>(outcomes.front().front().size(), 0.0));
    for (std::size_t o = 0; o < outcomes.size(); ++o)
        for (std::size_t s = 0; s < sum.size(); ++s)
            for (std::size_t w = 0; w < sum[s].size(); ++w)
                sum[s][w] += weights[o] * outcomes[o][s][w];
    return sum;
}

void count(const std::vector<double>& scores, Criterion criterion, std::vector<double>& shares) {
    const auto best = best_of(scores, criterion, sim::Good::up);
    for (const std::size_t s : best)
        shares[s] += 1 / static_cast<double>(best.size());
}

/// What may vary in a draw.
struct Freedom {
    bool replicates = false, outcomes = false, worlds = false, criteria = false;
};

/// The criteria that need no threshold and no ratio, in turn.
constexpr Criterion shaken[] = {Criterion::laplace,        Criterion::maximin,     Criterion::hurwicz,
                                Criterion::minimax_regret, Criterion::mean_regret, Criterion::p90_regret};

Shake shake(const std::string& what, const std::vector<Payoffs>& outcomes,
            const std::vector<DecisionSettings>& settings, const Resampling& how, const Freedom& free) {
    const std::size_t n_worlds = outcomes.front().worlds.size();
    Shake result{what, std::vector<double>(outcomes.front().strategies.size(), 0.0), how.n};
    const std::vector<Cells> fixed = free.replicates ? std::vector<Cells>{} : scaled_cells(outcomes, settings);
    const std::vector<double> even_outcomes = even_weights(outcomes.size()), even_worlds = even_weights(n_worlds);
    for (std::size_t b = 0; b < how.n; ++b) {
        Chance chance(how.seed, Purpose::weight, b);
        const auto outcome_weights = random_weights(chance, outcomes.size());
        const auto world_weights = free.worlds ? random_weights(chance, n_worlds) : even_worlds;
        const Cells cells = mixed(free.replicates ? scaled_cells(outcomes, settings, &how, b) : fixed,
                                  free.outcomes ? outcome_weights : even_outcomes);
        const Criterion criterion = free.criteria ? shaken[b % std::size(shaken)] : Criterion::laplace;
        DecisionSettings upward = settings.front();
        upward.good = sim::Good::up;
        const std::vector<double> scores =
            criterion == Criterion::laplace ? world_means(cells, world_weights) : scores_of(cells, criterion, upward);
        count(scores, criterion, result.shares);
    }
    for (double& share : result.shares)
        share /= static_cast<double>(how.n);
    return result;
}

Shake shake_criteria(const std::vector<Payoffs>& outcomes, const std::vector<DecisionSettings>& settings) {
    Shake result{"criteria", std::vector<double>(outcomes.front().strategies.size(), 0.0), std::size(shaken)};
    const Cells cells = mixed(scaled_cells(outcomes, settings), even_weights(outcomes.size()));
    DecisionSettings upward = settings.front();
    upward.good = sim::Good::up;
    for (const Criterion criterion : shaken)
        count(scores_of(cells, criterion, upward), criterion, result.shares);
    for (double& share : result.shares)
        share /= static_cast<double>(result.n);
    return result;
}

Cloud pareto_points(const std::vector<Payoffs>& outcomes, const std::vector<DecisionSettings>& settings,
                    const Resampling* how = nullptr, std::size_t b = 0) {
    Cloud points(outcomes.front().strategies.size());
    for (std::size_t o = 0; o < outcomes.size(); ++o) {
        const Cells cells = how ? drawn_cells(outcomes[o], settings[o], *how, b) : cells_of(outcomes[o], settings[o]);
        const auto means = world_means(cells, even_weights(cells.front().size()));
        for (std::size_t s = 0; s < points.size(); ++s)
            points[s].push_back(means[s]);
    }
    return points;
}

/// Distances from the ideal by the ranges of the outcomes, so that the reference is 1 everywhere.
Cloud from_ideal(const Cloud& points, const std::vector<double>& reference, const std::vector<double>& ideal) {
    Cloud result;
    for (const auto& point : points) {
        result.emplace_back();
        for (std::size_t o = 0; o < point.size(); ++o)
            result.back().push_back(ideal[o] == reference[o] ? 0.0 : (point[o] - ideal[o]) / (reference[o] - ideal[o]));
    }
    return result;
}

} // namespace

std::vector<bool> nondominated(const Cloud& points, const std::vector<sim::Good>& good) {
    const auto beats = [&](const std::vector<double>& a, const std::vector<double>& b) {
        bool is_strict = false;
        for (std::size_t o = 0; o < good.size(); ++o) {
            if (!is_better(a[o], b[o], good[o]) && a[o] != b[o]) return false;
            is_strict = is_strict || a[o] != b[o];
        }
        return is_strict;
    };
    // From the best of the first outcome on (then of the second ...) a point is only beaten by one that came before and
    // is itself beaten by none.
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < points.size(); ++i)
        if (std::none_of(points[i].begin(), points[i].end(), [](double v) { return std::isnan(v); }))
            order.push_back(i);
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        for (std::size_t o = 0; o < good.size(); ++o)
            if (points[a][o] != points[b][o]) return is_better(points[a][o], points[b][o], good[o]);
        return a < b;
    });
    std::vector<bool> result(points.size(), false);
    std::vector<std::size_t> front;
    for (const std::size_t i : order) {
        if (std::any_of(front.begin(), front.end(), [&](std::size_t f) { return beats(points[f], points[i]); }))
            continue;
        front.push_back(i);
        result[i] = true;
    }
    return result;
}

double hypervolume(Cloud points, const std::vector<double>& reference) {
    const std::size_t last = reference.size() - 1;
    std::erase_if(points, [&](const std::vector<double>& p) {
        for (std::size_t o = 0; o <= last; ++o)
            if (!(p[o] < reference[o])) return true;
        return false;
    });
    std::sort(points.begin(), points.end(), [&](const auto& a, const auto& b) { return a[last] < b[last]; });
    if (points.empty()) return 0.0;
    if (last == 0) return reference[0] - points.front()[0];
    double volume = 0.0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const double end = i + 1 < points.size() ? points[i + 1][last] : reference[last];
        if (end == points[i][last]) continue;
        Cloud slice(points.begin(), points.begin() + static_cast<std::ptrdiff_t>(i + 1));
        for (auto& point : slice)
            point.pop_back();
        volume += (end - points[i][last]) * hypervolume(slice, {reference.begin(), reference.end() - 1});
    }
    return volume;
}

ParetoFront pareto(const std::vector<Payoffs>& outcomes, const std::vector<DecisionSettings>& settings,
                   const Resampling& how) {
    ParetoFront front;
    std::vector<sim::Good> good;
    std::vector<double> ideal;
    front.points = pareto_points(outcomes, settings);
    for (std::size_t o = 0; o < outcomes.size(); ++o) {
        good.push_back(settings[o].good);
        double best = absent, worst = absent;
        for (const auto& point : front.points) {
            if (std::isnan(best) || is_better(point[o], best, good[o])) best = point[o];
            if (std::isnan(worst) || is_better(worst, point[o], good[o])) worst = point[o];
        }
        ideal.push_back(best);
        front.reference.push_back(worst);
    }
    const std::vector<double> ones(outcomes.size(), 1.0);
    front.is_front = nondominated(front.points, good);
    front.volume.value = hypervolume(from_ideal(front.points, front.reference, ideal), ones);
    front.p_front.assign(front.points.size(), absent);
    if (outcomes.front().n_replicates < 2 || how.n == 0) return front;
    front.p_front.assign(front.points.size(), 0.0);
    std::vector<double> volumes;
    for (std::size_t b = 0; b < how.n; ++b) {
        const Cloud points = pareto_points(outcomes, settings, &how, b);
        const std::vector<bool> is_front = nondominated(points, good);
        for (std::size_t s = 0; s < points.size(); ++s)
            front.p_front[s] += is_front[s] / static_cast<double>(how.n);
        volumes.push_back(hypervolume(from_ideal(points, front.reference, ideal), ones));
    }
    front.volume = interval_of(front.volume.value, volumes, IntervalKind::percentile);
    return front;
}

Stability stability(const std::vector<Payoffs>& outcomes, const std::vector<DecisionSettings>& settings,
                    const Resampling& how) {
    Stability result;
    const Cells cells = mixed(scaled_cells(outcomes, settings), even_weights(outcomes.size()));
    const auto best =
        best_of(world_means(cells, even_weights(outcomes.front().worlds.size())), Criterion::laplace, sim::Good::up);
    result.is_ranked = !best.empty();
    result.recommended = best.empty() ? 0 : best.front();
    result.shakes.push_back(shake_criteria(outcomes, settings));
    const bool has_replicates = outcomes.front().n_replicates > 1, has_worlds = outcomes.front().worlds.size() > 1;
    if (how.n == 0) return result;
    if (has_replicates) result.shakes.push_back(shake("replicates", outcomes, settings, how, {.replicates = true}));
    if (outcomes.size() > 1)
        result.shakes.push_back(shake("weights of outcomes", outcomes, settings, how, {.outcomes = true}));
    if (has_worlds) result.shakes.push_back(shake("weights of worlds", outcomes, settings, how, {.worlds = true}));
    result.shakes.push_back(
        shake("all at once", outcomes, settings, how, {has_replicates, outcomes.size() > 1, has_worlds, true}));
    return result;
}

} // namespace experiments
