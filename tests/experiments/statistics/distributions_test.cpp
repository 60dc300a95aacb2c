// Distributions at places where they have a closed form or can be counted out by hand.
#include "experiments/statistics/distributions.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <vector>

using namespace experiments;

namespace {
constexpr double pi = 3.14159265358979323846;
}

TEST_CASE("the incomplete beta function has its closed forms and its symmetry", "[experiments]") {
    for (const double x : {0.01, 0.2, 0.5, 0.77, 0.999}) {
        CAPTURE(x);
        CHECK(incomplete_beta(x, 1, 1) == Approx(x).epsilon(1e-13));
        CHECK(incomplete_beta(x, 3.5, 1) == Approx(std::pow(x, 3.5)).epsilon(1e-12));
        CHECK(incomplete_beta(x, 1, 4) == Approx(1 - std::pow(1 - x, 4)).epsilon(1e-12));
        CHECK(incomplete_beta(x, 0.5, 0.5) == Approx(2 / pi * std::asin(std::sqrt(x))).epsilon(1e-12));
        CHECK(incomplete_beta(x, 2.5, 7) == Approx(1 - incomplete_beta(1 - x, 7, 2.5)).epsilon(1e-12));
    }
    CHECK(incomplete_beta(0.5, 2, 3) == Approx(11.0 / 16)); // P(at least 2 of 4 heads)
    CHECK(incomplete_beta(0, 2, 3) == 0);
    CHECK(incomplete_beta(1, 2, 3) == 1);
}

TEST_CASE("Student's t with one and two degrees is what geometry says", "[experiments]") {
    for (const double t : {0.0, 0.3, 1.0, 2.5, 40.0}) {
        CAPTURE(t);
        CHECK(t_two_sided_p(t, 1) == Approx(1 - 2 / pi * std::atan(t)).epsilon(1e-10));
        CHECK(t_two_sided_p(t, 2) == Approx(1 - t / std::sqrt(2 + t * t)).epsilon(1e-10));
        CHECK(t_two_sided_p(-t, 2) == t_two_sided_p(t, 2));
    }
}

TEST_CASE("quantiles of t undo its tails, for degrees that are not whole too", "[experiments]") {
    for (const double degrees : {1.0, 1.7, 4.08, 12.5, 300.0})
        for (const double p : {0.6, 0.9, 0.975, 0.9995}) {
            CAPTURE(degrees, p);
            CHECK(t_two_sided_p(t_quantile(p, degrees), degrees) == Approx(2 * (1 - p)).epsilon(1e-6));
        }
    CHECK(t_quantile(0.975, 1.5) > t_quantile(0.975, 2)); // fewer degrees, heavier tails
    CHECK(t_quantile(0.975, 2) > t_quantile(0.975, 2.5));
}

TEST_CASE("tails of a binomial are sums of its terms", "[experiments]") {
    CHECK(binomial_tail(0, 5, 0.3) == Approx(1));
    CHECK(binomial_tail(2, 4, 0.5) == Approx(11.0 / 16));
    CHECK(binomial_tail(5, 5, 0.3) == Approx(std::pow(0.3, 5)));
    double sum = 0; // of 20 with p = 0.1, from 4 on
    for (int k = 4; k <= 20; ++k)
        sum += std::exp(std::lgamma(21) - std::lgamma(k + 1) - std::lgamma(21 - k)) * std::pow(0.1, k) *
               std::pow(0.9, 20 - k);
    CHECK(binomial_tail(4, 20, 0.1) == Approx(sum).epsilon(1e-10));
}

TEST_CASE("the distance of two samples is the largest gap of their steps", "[experiments]") {
    const std::vector<double> a{1, 2, 3, 4}, b{2.5, 2.6}, far{9, 10};
    CHECK(ks_distance(a, b) == Approx(0.5)); // half of a lies below 2.5, none of b
    CHECK(ks_distance(b, a) == Approx(0.5));
    CHECK(ks_distance(a, a) == 0);
    CHECK(ks_distance(a, far) == 1);
    CHECK(ks_distance(std::vector<double>{1, 1, 2}, std::vector<double>{1, 2, 2}) == Approx(1.0 / 3)); // ties
}

TEST_CASE("chances of a distance are counted out for small samples", "[experiments]") {
    CHECK(ks_p_value(0, 3, 3) == Approx(1));
    CHECK(ks_p_value(1, 1, 1) == Approx(1));       // two values always lie apart
    CHECK(ks_p_value(1, 2, 2) == Approx(2.0 / 6)); // 2 of the C(4, 2) orders
    CHECK(ks_p_value(1, 3, 3) == Approx(2.0 / 20));
    CHECK(ks_p_value(1, 2, 5) == Approx(2.0 / 21));
    // Of the six orders of two and two each has a gap of at least a half.
    CHECK(ks_p_value(0.5, 2, 2) == Approx(1));
}

TEST_CASE("for large samples the chance is Kolmogorov's limit", "[experiments]") {
    // 2 sum (-1)^(k-1) exp(-2 k^2 z^2) at z = d sqrt(n m / (n + m)) = 1.36: 0.0495.
    const std::size_t n = 4000;
    const double d = 1.36 / std::sqrt(n / 2.0);
    double limit = 0;
    for (int k = 1; k < 20; ++k)
        limit += (k % 2 ? 2 : -2) * std::exp(-2.0 * k * k * 1.36 * 1.36);
    CHECK(ks_p_value(d, n, n) == Approx(limit).epsilon(0.03));
    CHECK(limit == Approx(0.0495).epsilon(0.01));
}
