#include "experiments/design/functions.h"

#include "experiments/statistics/chance.h"
#include "sim/id.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <numbers>

namespace experiments {
namespace {

constexpr double pi = std::numbers::pi;
constexpr std::array<double, 8> g_weights{0, 1, 4.5, 9, 99, 99, 99, 99};
constexpr std::array<double, 4> slopes{4, 3, 2, 1};

double ishigami(std::span<const double> x) {
    return std::sin(x[0]) + 7.0 * std::pow(std::sin(x[1]), 2) + 0.1 * std::pow(x[2], 4) * std::sin(x[0]);
}

double sobol_g(std::span<const double> x) {
    double product = 1.0;
    for (std::size_t k = 0; k < x.size(); ++k)
        product *= (std::abs(4.0 * x[k] - 2.0) + g_weights[k]) / (1.0 + g_weights[k]);
    return product;
}

double linear(std::span<const double> x) {
    double sum = 0.0;
    for (std::size_t k = 0; k < slopes.size(); ++k)
        sum += slopes[k] * x[k];
    return sum;
}

double box(std::span<const double> x) { return x[0] > 0.6 && x[1] > 0.2 && x[1] < 0.55 ? 1.0 : 0.0; }

std::vector<Input> inputs(std::size_t n, double low, double high) {
    std::vector<Input> result;
    for (std::size_t k = 1; k <= n; ++k)
        result.push_back({.id = fmt::format("x{}", k), .low = low, .high = high});
    return result;
}

/// V1 = (1 + b pi^4 / 5)^2 / 2, V2 = a^2 / 8, V13 = 8 b^2 pi^8 / 225 (Ishigami & Homma 1990).
TestFunction ishigami_function() {
    const double pi4 = pi * pi * pi * pi, a = 7.0, b = 0.1;
    const double v1 = 0.5 * std::pow(1 + b * pi4 / 5, 2), v2 = a * a / 8, v13 = 8 * b * b * pi4 * pi4 / 225;
    const double v = v1 + v2 + v13;
    return {"ishigami",          "sin x1 + 7 sin^2 x2 + 0.1 x3^4 sin x1", inputs(3, -pi, pi), ishigami, 0, a / 2, v,
            {v1 / v, v2 / v, 0}, {(v1 + v13) / v, v2 / v, v13 / v}};
}

/// V_i = 1 / (3 (1 + a_i)^2), V = prod(1 + V_i) - 1 (Saltelli & Sobol' 1995).
TestFunction sobol_g_function() {
    TestFunction f{"sobol-g",
                   "product of (|4 xi - 2| + ai) / (1 + ai), a = 0, 1, 4.5, 9, 99 ...",
                   inputs(8, 0, 1),
                   sobol_g,
                   0,
                   1,
                   0,
                   {},
                   {}};
    double all = 1.0;
    for (const double a : g_weights)
        all *= 1 + 1 / (3 * (1 + a) * (1 + a));
    f.variance = all - 1;
    for (const double a : g_weights) {
        const double part = 1 / (3 * (1 + a) * (1 + a));
        f.first.push_back(part / f.variance);
        f.total.push_back(part * all / (1 + part) / f.variance);
    }
    return f;
}

TestFunction linear_function(const std::string& id, const std::string& summary, double noise_sd) {
    TestFunction f{id, summary, inputs(4, 0, 1), linear, noise_sd, 5, 2.5, {}, {}};
    for (const double slope : slopes)
        f.first.push_back(slope * slope / 12 / f.variance);
    f.total = f.first;
    return f;
}

/// Chances 0.4 and 0.35 of the two conditions; the indices of a product of two independent indicators.
TestFunction box_function() {
    const double p = 0.4, q = 0.35, v = p * q * (1 - p * q);
    const double v1 = q * q * p * (1 - p), v2 = p * p * q * (1 - q);
    TestFunction f{"box", "1 where x1 > 0.6 and 0.2 < x2 < 0.55, else 0", inputs(5, 0, 1), box, 0, p * q, v, {}, {}};
    f.first = {v1 / v, v2 / v, 0, 0, 0};
    f.total = {(v - v2) / v, (v - v1) / v, 0, 0, 0};
    return f;
}

} // namespace

const std::vector<TestFunction>& test_functions() {
    static const std::vector<TestFunction> all{
        ishigami_function(), sobol_g_function(), linear_function("linear", "4 x1 + 3 x2 + 2 x3 + x4", 0),
        linear_function("noisy-linear", "4 x1 + 3 x2 + 2 x3 + x4 + noise of variance 2", std::numbers::sqrt2),
        box_function()};
    return all;
}

const TestFunction* find_function(const std::string& id) {
    for (const TestFunction& function : test_functions())
        if (function.id == id) return &function;
    return nullptr;
}

double noise_of(const TestFunction& function, std::uint64_t seed, std::size_t row, std::size_t replicate) {
    if (function.noise_sd <= 0) return 0.0;
    return function.noise_sd * Chance(seed, Purpose::noise, sim::key_of(sim::Key{row}, sim::Key{replicate})).normal();
}

} // namespace experiments
