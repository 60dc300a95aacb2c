#include "sim/mathematics.h"

#include "sim/random.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <vector>

namespace {

/// Largest relative difference of `ours` to the platform's long double function over n points of [low, high].
template <class Ours, class Theirs>
double worst_relative(double low, double high, int n, Ours ours, Theirs theirs) {
    long double worst = 0.0L;
    for (int i = 0; i <= n; ++i) {
        const double x = low + (high - low) * i / n;
        const long double expected = theirs(static_cast<long double>(x));
        if (expected == 0.0L) continue;
        worst = std::max(worst, std::abs((static_cast<long double>(ours(x)) - expected) / expected));
    }
    return static_cast<double>(worst);
}

long double cdf(long double x) { return 0.5L * std::erfc(-x / std::sqrt(2.0L)); }

} // namespace

TEST_CASE("exp is exact to 1e-15", "[sim][mathematics]") {
    const auto theirs = [](long double x) { return std::exp(x); };
    CHECK(worst_relative(-700.0, 700.0, 1'000'003, sim::exp, theirs) < 1e-15);
    CHECK(worst_relative(-1.0, 1.0, 100'003, sim::exp, theirs) < 1e-15);
}

TEST_CASE("exp ends in zero below and in a clamp above", "[sim][mathematics]") {
    CHECK(sim::exp(0.0) == 1.0);
    CHECK(sim::exp(-746.0) == 0.0);
    CHECK(sim::exp(-std::numeric_limits<double>::infinity()) == 0.0);
    CHECK(sim::exp(-740.0) == Approx(std::exp(-740.0)).epsilon(1e-3)); // below 2^-1022: few digits are left
    CHECK(sim::exp(1e9) == sim::exp(709.0));
    CHECK(std::isfinite(sim::exp(1e9)));
    CHECK(std::isnan(sim::exp(std::nan(""))));
}

TEST_CASE("log is exact to 1e-15", "[sim][mathematics]") {
    const auto theirs = [](long double x) { return std::log(x); };
    CHECK(worst_relative(1e-3, 2.0, 1'000'003, sim::log, theirs) < 1e-15);
    CHECK(worst_relative(0.999999, 1.000001, 100'003, sim::log, theirs) < 1e-15);
    for (int k = -1074; k <= 1023; ++k)
        CHECK(sim::log(std::ldexp(1.0, k)) ==
              Approx(static_cast<double>(std::log(std::ldexp(1.0L, k)))).epsilon(1e-15));
}

TEST_CASE("log says what it cannot do", "[sim][mathematics]") {
    CHECK(sim::log(1.0) == 0.0);
    CHECK(sim::log(0.0) == -std::numeric_limits<double>::infinity());
    CHECK(std::isnan(sim::log(-1.0)));
}

TEST_CASE("power is exp of the product with log", "[sim][mathematics]") {
    CHECK(sim::power(0.0, 2.5) == 0.0);
    CHECK(sim::power(3.0, 0.0) == 1.0);
    for (const double x : {0.01, 0.5, 1.5, 90.0})
        for (const double y : {-3.0, -0.5, 0.25, 4.0})
            CHECK(sim::power(x, y) == Approx(std::pow(x, y)).epsilon(1e-13));
}

TEST_CASE("logistic and logit undo each other", "[sim][mathematics]") {
    CHECK(sim::logistic(0.0) == 0.5);
    CHECK(sim::logistic(1e300) == 1.0);
    CHECK(sim::logistic(-1e300) == 0.0);
    for (double x = -20.0; x <= 20.0; x += 0.37) {
        CHECK(sim::logistic(x) == Approx(1.0 / (1.0 + std::exp(-x))).epsilon(1e-14));
        CHECK(sim::logistic(x) + sim::logistic(-x) == Approx(1.0).epsilon(1e-15));
        CHECK(sim::logit(sim::logistic(x)) == Approx(x).margin(2e-7)); // 1 - p has lost digits at 20
    }
}

TEST_CASE("normal_cdf is exact to 1e-12", "[sim][mathematics]") {
    double worst = 0.0;
    for (int i = -400'000; i <= 400'000; ++i) {
        const double x = i * 1e-4;
        worst = std::max(worst, static_cast<double>(std::abs(static_cast<long double>(sim::normal_cdf(x)) - cdf(x))));
    }
    CHECK(worst < 1e-12);
    CHECK(sim::normal_cdf(-100.0) == 0.0);
    CHECK(sim::normal_cdf(100.0) == 1.0);
}

TEST_CASE("normal_quantile undoes the distribution and is odd", "[sim][mathematics]") {
    CHECK(std::abs(sim::normal_quantile(0.5)) < 1e-15);
    for (int i = 1; i < 100'000; ++i) {
        const double p = i / 100'000.0;
        const double x = sim::normal_quantile(p);
        REQUIRE(std::abs(static_cast<double>(cdf(x)) - p) < 1e-13);
        if (p < 0.5) REQUIRE(sim::normal_quantile(1.0 - (1.0 - p)) + sim::normal_quantile(1.0 - p) == 0.0);
    }
    for (int k = 5; k <= 53; ++k) {
        const double p = std::ldexp(1.0, -k);
        CHECK(static_cast<double>(cdf(sim::normal_quantile(p))) == Approx(p).epsilon(2e-8)); // 2e-9 in x
    }
}

TEST_CASE("tree_sum has the one shape it promises", "[sim][mathematics]") {
    const std::size_t n = GENERATE(0u, 1u, 15u, 16u, 17u, 1000u);
    std::vector<double> values(n);
    for (std::size_t i = 0; i < n; ++i)
        values[i] = sim::Stream({1, 2}, i, 0, 0).normal();
    double lane[16] = {};
    for (std::size_t i = 0; i < n; ++i)
        lane[i % 16] += values[i];
    const auto eight = [&](int i) { return lane[i] + lane[i + 8]; };
    const auto four = [&](int i) { return eight(i) + eight(i + 4); };
    CHECK(sim::tree_sum(values) == (four(0) + four(2)) + (four(1) + four(3)));
}

TEST_CASE("tree_sum of floats adds in double", "[sim][mathematics]") {
    const std::vector<float> values(1'000'000, 0.1f);
    CHECK(sim::tree_sum(values) == Approx(1e6 * double{0.1f}).epsilon(1e-12));
}
