// Intervals over a design crossed with luck: exact sums, and the share of intervals that hold the truth.
#include "experiments/statistics/crossed.h"

#include "experiments/statistics/chance.h"

#include <catch2/catch.hpp>

#include <cmath>

using namespace experiments;

namespace {

/// points x replicates values with the effects given; `rest` adds to each.
std::vector<double> layout(const std::vector<double>& points, const std::vector<double>& luck, double mean) {
    std::vector<double> values;
    for (const double point : points)
        for (const double one : luck)
            values.push_back(mean + point + one);
    return values;
}

std::vector<double> normals(std::size_t n, double sd, std::uint64_t trial, std::uint64_t part) {
    Chance chance(part, Purpose::noise, trial);
    std::vector<double> values;
    for (std::size_t i = 0; i < n; ++i)
        values.push_back(sd * chance.normal());
    return values;
}

} // namespace

TEST_CASE("points and luck that add up give the textbook's variance", "[experiments][crossed]") {
    // By hand: points -3 -1 1 3 have variance 20/3, luck -1 0 1 has variance 1, nothing is left over.
    // Variance of the mean: 20/3 / 4 + 1 / 3 = 2. Taken for 12 independent runs: 68/11 / 12 = 0.515.
    const Crossed found = crossed(layout({-3, -1, 1, 3}, {-1, 0, 1}, 10), 4);
    CHECK(found.mean.mean == Approx(10));
    CHECK(found.points == Approx(20.0 / 3));
    CHECK(found.luck == Approx(1));
    CHECK(found.rest == Approx(0).margin(1e-12));
    CHECK(found.mean.se == Approx(std::sqrt(2)));
    // Satterthwaite: 24^2 / (20^2 / 3 + 4^2 / 2) = 4.0755 degrees, t = 2.7559.
    CHECK(found.mean.hi - found.mean.mean == Approx(2.7559 * std::sqrt(2)).epsilon(2e-3));
    CHECK(found.by_point == std::vector<double>{7, 9, 11, 13});
    const Estimate naive = estimate(layout({-3, -1, 1, 3}, {-1, 0, 1}, 10));
    CHECK(naive.se == Approx(std::sqrt(68.0 / 11 / 12)));
}

TEST_CASE("one point or one replicate is a plain sample", "[experiments][crossed]") {
    const std::vector<double> values{1, 2, 4, 9};
    for (const std::size_t n_points : {std::size_t{1}, std::size_t{4}}) {
        const Crossed found = crossed(values, n_points);
        CHECK(found.mean.lo == Approx(estimate(values).lo));
        CHECK(found.mean.hi == Approx(estimate(values).hi));
        CHECK(std::isnan(found.points));
    }
}

TEST_CASE("a run that is missing leaves the rest in place", "[experiments][crossed]") {
    std::vector<double> values = layout({-3, -1, 1, 3}, {-1, 0, 1}, 10);
    values[4] = absent;
    const Crossed found = crossed(values, 4);
    CHECK(found.mean.n == 11);
    CHECK(found.mean.se == Approx(std::sqrt(2)).epsilon(0.1));
    for (double& value : values)
        value = absent;
    CHECK(std::isnan(crossed(values, 4).mean.mean));
    CHECK(crossed(std::vector<double>(12, 5.0), 4).mean.se == 0);
    CHECK(crossed(std::vector<double>(12, 5.0), 4).mean.lo == 5);
}

TEST_CASE("95 % intervals hold the truth in 95 % of sweeps, those of independent runs do not",
          "[experiments][crossed]") {
    // 1,000 sweeps of 16 points x 8 replicates; SD 1 between points, 0.5 of shared luck, 1 of the rest. The share of
    // intervals that hold 0 has SD sqrt(0.95 0.05 / 1000) = 0.0069; within 0.025 but for one seed in 3,000.
    std::size_t n_held = 0, n_naive = 0;
    for (std::uint64_t trial = 0; trial < 1000; ++trial) {
        std::vector<double> values = layout(normals(16, 1, trial, 1), normals(8, 0.5, trial, 2), 0);
        const std::vector<double> rest = normals(values.size(), 1, trial, 3);
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] += rest[i];
        const Estimate mean = crossed(values, 16).mean, naive = estimate(values);
        n_held += mean.lo < 0 && mean.hi > 0;
        n_naive += naive.lo < 0 && naive.hi > 0;
    }
    CHECK(std::abs(static_cast<double>(n_held) / 1000 - 0.95) < 0.025);
    CHECK(n_naive < 700);
}
