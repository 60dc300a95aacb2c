#include "experiments/statistics/statistics.h"

#include "sim/mathematics.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace experiments {
namespace {

/// P(|T| <= t) of Student's t (Abramowitz & Stegun 26.7.3 and 26.7.4): a finite sum for whole degrees of freedom.
double two_sided(double t, std::size_t degrees) {
    const double nu = static_cast<double>(degrees);
    const double sine = t / std::sqrt(nu + t * t);
    const double cosine2 = nu / (nu + t * t);
    const bool is_odd = degrees % 2 == 1;
    double term = is_odd ? std::sqrt(cosine2) : 1.0;
    double sum = degrees == 1 ? 0.0 : term;
    for (std::size_t k = is_odd ? 2 : 1; k + 2 < degrees; k += 2) {
        term *= static_cast<double>(k) / static_cast<double>(k + 1) * cosine2;
        sum += term;
    }
    if (!is_odd) return sine * sum;
    return 2.0 / std::numbers::pi * (std::atan(t / std::sqrt(nu)) + sine * sum);
}

/// Expansion in 1 / degrees around the normal quantile (Abramowitz & Stegun 26.7.5).
double expanded(double x, double nu) {
    const double x2 = x * x;
    const double g1 = x * (x2 + 1) / 4;
    const double g2 = x * ((5 * x2 + 16) * x2 + 3) / 96;
    const double g3 = x * (((3 * x2 + 19) * x2 + 17) * x2 - 15) / 384;
    const double g4 = x * ((((79 * x2 + 776) * x2 + 1482) * x2 - 1920) * x2 - 945) / 92160;
    return x + (g1 + (g2 + (g3 + g4 / nu) / nu) / nu) / nu;
}

} // namespace

double student_t_quantile(double p, std::size_t degrees) {
    constexpr std::size_t many = 200;
    if (p < 0.5) return -student_t_quantile(1 - p, degrees);
    if (degrees > many) return expanded(sim::normal_quantile(p), static_cast<double>(degrees));
    const double wanted = 2 * p - 1;
    double low = 0.0, high = 1.0;
    while (two_sided(high, degrees) < wanted)
        high *= 2;
    for (int i = 0; i < 200 && high - low > 1e-13 * high; ++i) {
        const double middle = 0.5 * (low + high);
        (two_sided(middle, degrees) < wanted ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

Estimate estimate(std::span<const double> values) {
    Estimate result;
    std::vector<double> there;
    std::copy_if(values.begin(), values.end(), std::back_inserter(there), [](double v) { return !std::isnan(v); });
    result.n = there.size();
    if (there.empty()) return result;
    const double n = static_cast<double>(there.size());
    result.mean = sim::tree_sum(there) / n;
    if (there.size() < 2) return result;
    for (double& value : there)
        value = (value - result.mean) * (value - result.mean);
    result.sd = std::sqrt(sim::tree_sum(there) / (n - 1));
    result.se = result.sd / std::sqrt(n);
    const double half = student_t_quantile(0.975, there.size() - 1) * result.se;
    result.lo = result.mean - half;
    result.hi = result.mean + half;
    return result;
}

std::vector<double> paired_differences(std::span<const double> values, std::span<const double> baseline) {
    std::vector<double> differences(values.size());
    for (std::size_t i = 0; i < values.size(); ++i)
        differences[i] = values[i] - baseline[i];
    return differences;
}

bool is_better(double a, double b, sim::Good good) { return good == sim::Good::up ? a > b : a < b; }

double Wins::share() const { return pairs == 0 ? absent : static_cast<double>(better) / static_cast<double>(pairs); }

Wins wins(std::span<const double> values, std::span<const double> baseline, sim::Good good) {
    Wins result;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (std::isnan(values[i]) || std::isnan(baseline[i])) continue;
        ++result.pairs;
        result.better += is_better(values[i], baseline[i], good);
    }
    return result;
}

std::vector<double> shares_best(const std::vector<std::vector<double>>& values, sim::Good good) {
    std::vector<double> shares(values.size(), 0.0);
    double n = 0;
    const std::size_t n_replicates = values.empty() ? 0 : values.front().size();
    for (std::size_t r = 0; r < n_replicates; ++r) {
        double best = absent;
        std::size_t n_there = 0;
        for (const auto& contestant : values) {
            n_there += !std::isnan(contestant[r]);
            if (std::isnan(best) || is_better(contestant[r], best, good)) best = contestant[r];
        }
        if (n_there < std::min<std::size_t>(2, values.size())) continue; // who meets nobody beats nobody
        n += 1;
        const auto is_first = [&](const auto& contestant) { return contestant[r] == best; };
        const auto n_first = static_cast<double>(std::count_if(values.begin(), values.end(), is_first));
        for (std::size_t i = 0; i < values.size(); ++i)
            if (is_first(values[i])) shares[i] += 1 / n_first;
    }
    for (double& share : shares)
        share = n > 0 ? share / n : absent;
    return shares;
}

} // namespace experiments
