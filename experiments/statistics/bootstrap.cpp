#include "experiments/statistics/bootstrap.h"

#include "sim/mathematics.h"

#include <algorithm>
#include <cmath>

namespace experiments {
namespace {

constexpr std::size_t fewest = 20;
constexpr double z975 = 1.959963984540054;

std::vector<double> sorted_without_nan(std::span<const double> values) {
    std::vector<double> there;
    std::copy_if(values.begin(), values.end(), std::back_inserter(there), [](double v) { return !std::isnan(v); });
    std::sort(there.begin(), there.end());
    return there;
}

/// Acceleration from leaving out one value at a time (Efron 1987, equation 14.15 of Efron & Tibshirani).
double acceleration(std::span<const double> sample, const std::function<double(std::span<const double>)>& statistic) {
    std::vector<double> left(sample.begin() + 1, sample.end()), values;
    for (std::size_t i = 0; i < sample.size(); ++i) {
        values.push_back(statistic(left));
        if (i < left.size()) left[i] = sample[i];
    }
    const double mean = sim::tree_sum(values) / static_cast<double>(values.size());
    double square = 0, cube = 0;
    for (const double value : values) {
        square += (mean - value) * (mean - value);
        cube += (mean - value) * (mean - value) * (mean - value);
    }
    return square > 0 ? cube / (6.0 * std::pow(square, 1.5)) : 0.0;
}

Figure bca(double value, const std::vector<double>& sorted, double accelerated) {
    const double n = static_cast<double>(sorted.size());
    const auto below = std::lower_bound(sorted.begin(), sorted.end(), value) - sorted.begin();
    const auto equal = std::upper_bound(sorted.begin(), sorted.end(), value) - sorted.begin() - below;
    const double share = (static_cast<double>(below) + 0.5 * static_cast<double>(equal)) / n;
    const double bias = sim::normal_quantile(std::clamp(share, 0.5 / n, 1.0 - 0.5 / n));
    const auto end = [&](double z) {
        return sorted_quantile(sorted, sim::normal_cdf(bias + (bias + z) / (1.0 - accelerated * (bias + z))));
    };
    return {value, end(-z975), end(z975)};
}

} // namespace

double sorted_quantile(std::span<const double> sorted, double p) {
    const double at = p * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(at);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (at - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

double quantile(std::span<const double> values, double p) {
    const std::vector<double> there = sorted_without_nan(values);
    return there.empty() ? absent : sorted_quantile(there, p);
}

std::vector<std::uint32_t> resample(const Resampling& how, std::size_t b, std::size_t n) {
    Chance chance(how.seed, Purpose::bootstrap, b);
    std::vector<std::uint32_t> indices(n);
    for (std::uint32_t& index : indices)
        index = chance.below(static_cast<std::uint32_t>(n));
    return indices;
}

Figure interval_of(double value, std::span<const double> resampled, IntervalKind kind) {
    const std::vector<double> sorted = sorted_without_nan(resampled);
    if (sorted.size() < fewest || std::isnan(value)) return {value};
    if (kind == IntervalKind::bca) return bca(value, sorted, 0.0);
    if (kind == IntervalKind::normal) {
        const double half = z975 * estimate(sorted).sd;
        return {value, value - half, value + half};
    }
    const double lo = sorted_quantile(sorted, 0.025), hi = sorted_quantile(sorted, 0.975);
    if (kind == IntervalKind::basic) return {value, 2 * value - hi, 2 * value - lo};
    return {value, lo, hi};
}

Figure bootstrap(std::span<const double> sample, const std::function<double(std::span<const double>)>& statistic,
                 const Resampling& how, IntervalKind kind) {
    const double value = sample.empty() ? absent : statistic(sample);
    if (sample.size() < 2) return {value};
    std::vector<double> drawn(sample.size()), values;
    for (std::size_t b = 0; b < how.n; ++b) {
        const auto indices = resample(how, b, sample.size());
        for (std::size_t i = 0; i < drawn.size(); ++i)
            drawn[i] = sample[indices[i]];
        values.push_back(statistic(drawn));
    }
    if (kind != IntervalKind::bca || values.size() < fewest) return interval_of(value, values, kind);
    return bca(value, sorted_without_nan(values), acceleration(sample, statistic));
}

} // namespace experiments
