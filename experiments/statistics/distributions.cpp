#include "experiments/statistics/distributions.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace experiments {
namespace {

/// Lentz's evaluation of the continued fraction of the incomplete beta function (DLMF 8.17.22).
double beta_fraction(double x, double a, double b) {
    constexpr double tiny = 1e-300;
    const auto kept = [](double value) { return std::abs(value) < tiny ? tiny : value; };
    double c = 1.0, d = 1.0 / kept(1.0 - (a + b) * x / (a + 1.0)), product = d;
    for (int i = 1; i <= 10'000; ++i) {
        const double m = i;
        const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        d = 1.0 / kept(1.0 + even * d);
        c = kept(1.0 + even / c);
        product *= c * d;
        d = 1.0 / kept(1.0 + odd * d);
        c = kept(1.0 + odd / c);
        product *= c * d;
        if (std::abs(c * d - 1.0) < 1e-15) break;
    }
    return product;
}

/// Chance that a random path from (0, 0) to (n, m) leaves the band |x/n - y/m| < d. `height` = d n m, whole.
double exact_ks_p(double height, std::size_t n, std::size_t m) {
    std::vector<double> column(m + 1, 0.0);
    const auto is_outside = [&](std::size_t x, std::size_t y) {
        const double gap =
            static_cast<double>(x) * static_cast<double>(m) - static_cast<double>(y) * static_cast<double>(n);
        return std::abs(gap) >= height;
    };
    for (std::size_t x = 0; x <= n; ++x)
        for (std::size_t y = 0; y <= m; ++y) {
            const double i = static_cast<double>(x), j = static_cast<double>(y);
            if (x + y == 0) continue;
            if (is_outside(x, y))
                column[y] = 1.0;
            else
                column[y] = ((x > 0 ? column[y] * i : 0.0) + (y > 0 ? column[y - 1] * j : 0.0)) / (i + j);
        }
    return column[m];
}

double limit_ks_p(double d, double n, double m) {
    const double z = d * std::sqrt(n * m / (n + m));
    double sum = 0.0, sign = 1.0;
    for (int k = 1; k <= 100; ++k, sign = -sign)
        sum += sign * std::exp(-2.0 * k * k * z * z);
    return std::clamp(2.0 * sum, 0.0, 1.0);
}

} // namespace

double incomplete_beta(double x, double a, double b) {
    if (x <= 0.0) return 0.0;
    if (x >= 1.0) return 1.0;
    const double logarithm =
        std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b) + a * std::log(x) + b * std::log1p(-x);
    if (x < (a + 1.0) / (a + b + 2.0)) return std::exp(logarithm) * beta_fraction(x, a, b) / a;
    return 1.0 - std::exp(logarithm) * beta_fraction(1.0 - x, b, a) / b;
}

double t_two_sided_p(double t, double degrees) {
    return incomplete_beta(degrees / (degrees + t * t), 0.5 * degrees, 0.5);
}

double t_quantile(double p, double degrees) {
    double low = 0.0, high = 1.0;
    const double wanted = 2.0 * (1.0 - p);
    while (t_two_sided_p(high, degrees) > wanted && high < 1e300)
        high *= 2.0;
    for (int i = 0; i < 200 && high - low > 1e-14 * high; ++i) {
        const double middle = 0.5 * (low + high);
        (t_two_sided_p(middle, degrees) > wanted ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

double binomial_tail(std::size_t k, std::size_t n, double p) {
    if (k == 0) return 1.0;
    if (k > n || p <= 0.0) return 0.0;
    if (k == n) return std::exp(static_cast<double>(n) * std::log(p));
    return incomplete_beta(p, static_cast<double>(k), static_cast<double>(n - k + 1));
}

double ks_distance(std::span<const double> a, std::span<const double> b) {
    const double step_a = 1.0 / static_cast<double>(a.size()), step_b = 1.0 / static_cast<double>(b.size());
    double largest = 0.0;
    std::size_t i = 0, j = 0;
    while (i < a.size() && j < b.size()) {
        const double here = std::min(a[i], b[j]);
        while (i < a.size() && a[i] == here)
            ++i;
        while (j < b.size() && b[j] == here)
            ++j;
        largest = std::max(largest, std::abs(static_cast<double>(i) * step_a - static_cast<double>(j) * step_b));
    }
    return largest;
}

double ks_p_value(double d, std::size_t n, std::size_t m) {
    const double size_n = static_cast<double>(n), size_m = static_cast<double>(m);
    if (n * m > 10'000'000) return limit_ks_p(d, size_n, size_m);
    const auto common = static_cast<double>(std::gcd(n, m));
    const double height = std::round(d * size_n * size_m / common) * common;
    return height == 0.0 ? 1.0 : exact_ks_p(height, n, m);
}

} // namespace experiments
