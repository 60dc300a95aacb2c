// Is one strategy really better than another, and how many runs would tell?
#include "experiments/analysis/robustness_choice.h"
#include "experiments/statistics/crossed.h"
#include "experiments/statistics/distributions.h"

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

std::vector<PairResult> compare_pairs(const Payoffs& payoffs, std::size_t baseline, sim::Good good, int world) {
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
