// Is one strategy really better than another, and how many runs would tell?
#include "experiments/analysis/robustness_choice.h"
#include "experiments/statistics/crossed.h"
#include "experiments/statistics/distributions.h"

#include <algorithm>
#include <cmath>

namespace experiments {
namespace {

/// Values of a strategy by pair.
std::vector<double> paired_values(const Payoffs& payoffs, std::size_t strategy, int world) {
    const auto& runs = payoffs.runs[strategy];
    if (world >= 0) return runs[static_cast<std::size_t>(world)];
    std::vector<double> values;
    if (payoffs.n_replicates == 1) {
        for (const auto& cell : runs)
            values.push_back(cell.front());
        return values;
    }
    for (std::size_t r = 0; r < payoffs.n_replicates; ++r) {
        double sum = 0;
        for (const auto& cell : runs)
            sum += cell[r]; // NaN if a world is missing: then the replicate is no pair
        values.push_back(sum / static_cast<double>(runs.size()));
    }
    return values;
}

/// All runs of a strategy, world by world.
std::vector<double> all_values(const Payoffs& payoffs, std::size_t strategy) {
    std::vector<double> values;
    for (const auto& cell : payoffs.runs[strategy])
        values.insert(values.end(), cell.begin(), cell.end());
    return values;
}

/// Values less the mean of their point.
std::vector<double> within_points(std::vector<double> values, std::size_t n_points) {
    const std::vector<double> means = point_means(values, n_points);
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] -= means[i / (values.size() / n_points)];
    return values;
}

std::vector<double> there_in_both(std::span<const double> values, std::span<const double> other) {
    std::vector<double> result(values.begin(), values.end());
    for (std::size_t i = 0; i < result.size(); ++i)
        if (std::isnan(other[i])) result[i] = absent;
    return result;
}

void add_proof_of_pairing(std::span<const double> values, std::span<const double> base, PairResult& row) {
    const Estimate a = estimate(there_in_both(values, base)), b = estimate(there_in_both(base, values));
    row.correlation = correlation(values, base);
    const double paired = row.difference.sd * row.difference.sd;
    if (paired > 0) row.variance_ratio = (a.sd * a.sd + b.sd * b.sd) / paired;
    row.welch_half = welch(a, b).half;
}

} // namespace

double correlation(std::span<const double> a, std::span<const double> b) {
    const std::vector<double> x = there_in_both(a, b), y = there_in_both(b, a);
    const Estimate ex = estimate(x), ey = estimate(y);
    if (ex.n < 2 || !(ex.sd > 0) || !(ey.sd > 0)) return absent;
    double sum = 0;
    for (std::size_t i = 0; i < x.size(); ++i)
        if (!std::isnan(x[i])) sum += (x[i] - ex.mean) * (y[i] - ey.mean);
    return sum / static_cast<double>(ex.n - 1) / (ex.sd * ey.sd);
}

Welch welch(const Estimate& a, const Estimate& b) {
    Welch result;
    result.difference = a.mean - b.mean;
    const double va = a.se * a.se, vb = b.se * b.se, se = std::sqrt(va + vb);
    if (a.n < 2 || b.n < 2 || !(se > 0)) return result;
    result.degrees =
        (va + vb) * (va + vb) / (va * va / static_cast<double>(a.n - 1) + vb * vb / static_cast<double>(b.n - 1));
    result.half = t_quantile(0.975, result.degrees) * se;
    result.t = result.difference / se;
    result.p = t_two_sided_p(result.t, result.degrees);
    return result;
}

std::size_t runs_for(double sd, double half_width) {
    if (!(half_width > 0) || std::isnan(sd)) return 0;
    constexpr double z = 1.959963984540054;
    const double least = std::pow(z * sd / half_width, 2);
    if (least > 1e9) return 0;
    auto n = static_cast<std::size_t>(std::max(2.0, std::ceil(least)));
    while (student_t_quantile(0.975, n - 1) * sd / std::sqrt(static_cast<double>(n)) > half_width)
        ++n;
    return n;
}

/// All strategies against one over the points of a design.
static std::vector<PairResult> compare_points(const Payoffs& payoffs, std::size_t baseline, sim::Good good) {
    const std::size_t n_points = payoffs.worlds.size();
    std::vector<std::vector<double>> values, means;
    for (std::size_t s = 0; s < payoffs.strategies.size(); ++s) {
        values.push_back(all_values(payoffs, s));
        means.push_back(point_means(values[s], n_points));
    }
    const std::vector<double> best = shares_best(means, good);
    std::vector<PairResult> rows;
    for (std::size_t s = 0; s < values.size(); ++s) {
        PairResult row;
        row.strategy = s;
        row.level = crossed(values[s], n_points).mean;
        const Crossed difference = crossed(paired_differences(values[s], values[baseline]), n_points);
        row.difference = difference.mean;
        const Wins won = wins(means[s], means[baseline], good);
        row.p_better = won.share();
        row.p_best = best[s];
        if (s != baseline && row.difference.n > 1) {
            if (row.difference.se > 0)
                row.p = t_two_sided_p(row.difference.mean / row.difference.se, difference.degrees);
            PairResult luck;
            const auto own = within_points(values[s], n_points), other = within_points(values[baseline], n_points);
            luck.difference = estimate(paired_differences(own, other));
            add_proof_of_pairing(own, other, luck);
            row.correlation = luck.correlation;
            row.variance_ratio = luck.variance_ratio;
            row.runs_needed =
                runs_for(row.difference.se * std::sqrt(static_cast<double>(won.pairs)), std::abs(row.difference.mean));
        }
        row.difference.n = won.pairs;
        rows.push_back(row);
    }
    return rows;
}

namespace {

/// Runs of one strategy in one world that are there, as if larger were better, in rising order.
std::vector<double> rising(const std::vector<double>& runs, sim::Good good) {
    std::vector<double> result;
    for (const double y : runs)
        if (!std::isnan(y)) result.push_back(good == sim::Good::up ? y : -y);
    std::sort(result.begin(), result.end());
    return result;
}

/// Share of `others` (rising) that `y` beats; equals count `of_equals`.
double share_beaten(double y, const std::vector<double>& others, double of_equals) {
    const auto [first, last] = std::equal_range(others.begin(), others.end(), y);
    const auto below = static_cast<double>(first - others.begin()), equal = static_cast<double>(last - first);
    return (below + of_equals * equal) / static_cast<double>(others.size());
}

using Samples = std::vector<std::vector<double>>; ///< [strategy] rising

/// Chance that a run of each strategy, drawn at random, is the best of one of every strategy (equals share).
std::vector<double> chances_best(const Samples& samples) {
    std::vector<double> chances(samples.size(), absent);
    double sum = 0;
    const auto n_there = std::count_if(samples.begin(), samples.end(), [](const auto& x) { return !x.empty(); });
    for (std::size_t s = 0; n_there > 1 && s < samples.size(); ++s) {
        if (samples[s].empty()) continue;
        chances[s] = 0;
        for (const double y : samples[s]) {
            double chance = 1 / static_cast<double>(samples[s].size());
            for (std::size_t o = 0; o < samples.size(); ++o)
                if (o != s && !samples[o].empty()) chance *= share_beaten(y, samples[o], 0.5);
            chances[s] += chance;
        }
        sum += chances[s];
    }
    for (double& chance : chances)
        if (sum > 0) chance /= sum; // three equals and more share less than they should
    return chances;
}

/// Mean over worlds of independent runs, with Satterthwaite's degrees of freedom.
struct StratifiedMean {
    double mean = 0, variance = 0, weight = 0; ///< `weight`: sum of squared variances over their degrees
    std::size_t n = 0;
    bool is_whole = true; ///< Every world has two runs at least.

    void add(const Estimate& world, double n_worlds) {
        const double part = world.se * world.se / (n_worlds * n_worlds);
        mean += world.mean / n_worlds;
        variance += part;
        weight += part * part / static_cast<double>(world.n > 1 ? world.n - 1 : 1);
        n += world.n;
        is_whole = is_whole && world.n > 1;
    }
};

/// Worlds to look at: one, or those in which every strategy of the two has runs.
std::vector<std::size_t> common_worlds(const Payoffs& payoffs, std::size_t a, std::size_t b, int world) {
    if (world >= 0) return {static_cast<std::size_t>(world)};
    std::vector<std::size_t> worlds;
    for (std::size_t w = 0; w < payoffs.worlds.size(); ++w)
        if (estimate(payoffs.runs[a][w]).n > 0 && estimate(payoffs.runs[b][w]).n > 0) worlds.push_back(w);
    return worlds;
}

StratifiedMean stratified(const Payoffs& payoffs, std::size_t strategy, const std::vector<std::size_t>& worlds) {
    StratifiedMean all;
    for (const std::size_t w : worlds)
        all.add(estimate(payoffs.runs[strategy][w]), static_cast<double>(worlds.size()));
    return all;
}

/// All strategies against one where nothing pairs their runs: Welch's interval, world by world.
std::vector<PairResult> compare_independent(const Payoffs& payoffs, std::size_t baseline, sim::Good good, int world) {
    const std::size_t n = payoffs.strategies.size();
    std::vector<PairResult> rows(n);
    std::vector<double> best(n, 0.0);
    double n_worlds = 0;
    for (std::size_t w = 0; w < payoffs.worlds.size(); ++w) {
        if (world >= 0 && w != static_cast<std::size_t>(world)) continue;
        Samples samples;
        for (std::size_t s = 0; s < n; ++s)
            samples.push_back(rising(payoffs.runs[s][w], good));
        const std::vector<double> chances = chances_best(samples);
        n_worlds += 1;
        for (std::size_t s = 0; s < n; ++s)
            best[s] += chances[s];
    }
    for (std::size_t s = 0; s < n; ++s) {
        PairResult& row = rows[s];
        row.strategy = s;
        row.p_best = best[s] / n_worlds;
        const auto worlds = common_worlds(payoffs, s, baseline, world);
        if (worlds.empty()) continue;
        const StratifiedMean own = stratified(payoffs, s, worlds), base = stratified(payoffs, baseline, worlds);
        row.level = worlds.size() == 1 ? estimate(payoffs.runs[s][worlds[0]]) : Estimate{own.mean};
        row.level.n = own.n;
        row.difference.mean = own.mean - base.mean;
        row.difference.n = own.n;
        row.p_better = 0;
        if (s == baseline) {
            row.difference.lo = row.difference.hi = row.difference.se = row.difference.sd = 0;
            continue;
        }
        for (const std::size_t w : worlds) {
            const auto mine = rising(payoffs.runs[s][w], good), theirs = rising(payoffs.runs[baseline][w], good);
            for (const double y : mine)
                row.p_better += share_beaten(y, theirs, 0) / static_cast<double>(mine.size() * worlds.size());
        }
        if (!own.is_whole || !base.is_whole) continue;
        const double se = std::sqrt(own.variance + base.variance);
        row.difference.se = se;
        const double degrees = se > 0 ? se * se * se * se / (own.weight + base.weight) : 1;
        row.welch_half = se > 0 ? t_quantile(0.975, degrees) * se : 0;
        row.difference.lo = row.difference.mean - row.welch_half;
        row.difference.hi = row.difference.mean + row.welch_half;
        if (se > 0) row.p = t_two_sided_p(row.difference.mean / se, degrees);
        row.runs_needed = runs_for(se * std::sqrt(static_cast<double>(own.n)), std::abs(row.difference.mean));
    }
    return rows;
}

} // namespace

std::vector<PairResult> compare_pairs(const Payoffs& payoffs, std::size_t baseline, sim::Good good, int world) {
    if (!payoffs.is_paired) return compare_independent(payoffs, baseline, good, world);
    if (world < 0 && payoffs.has_points && payoffs.worlds.size() > 1) return compare_points(payoffs, baseline, good);
    std::vector<std::vector<double>> values;
    for (std::size_t s = 0; s < payoffs.strategies.size(); ++s)
        values.push_back(paired_values(payoffs, s, world));
    const std::vector<double> best = shares_best(values, good);
    const std::vector<double>& base = values[baseline];
    std::vector<PairResult> rows;
    for (std::size_t s = 0; s < values.size(); ++s) {
        PairResult row;
        row.strategy = s;
        row.level = estimate(values[s]);
        row.difference = estimate(paired_differences(values[s], base));
        row.p_better = wins(values[s], base, good).share();
        row.p_best = best[s];
        if (s != baseline) {
            if (row.difference.se > 0)
                row.p =
                    t_two_sided_p(row.difference.mean / row.difference.se, static_cast<double>(row.difference.n - 1));
            add_proof_of_pairing(values[s], base, row);
            row.runs_needed = runs_for(row.difference.sd, std::abs(row.difference.mean));
        }
        rows.push_back(row);
    }
    return rows;
}

} // namespace experiments
