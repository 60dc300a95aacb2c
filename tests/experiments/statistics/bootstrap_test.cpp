// Resampling: quantiles by hand, draws that are keyed, and intervals that hold the truth as often as they say.
#include "experiments/statistics/bootstrap.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace experiments;

namespace {

double mean_of(std::span<const double> values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// 0, 1, ... n - 1.
std::vector<double> ladder(std::size_t n) {
    std::vector<double> values(n);
    std::iota(values.begin(), values.end(), 0.0);
    return values;
}

} // namespace

TEST_CASE("quantiles lie between order statistics by type 7", "[experiments]") {
    const std::vector<double> sorted{1, 2, 3, 10};
    CHECK(sorted_quantile(sorted, 0) == 1);
    CHECK(sorted_quantile(sorted, 0.25) == Approx(1.75));
    CHECK(sorted_quantile(sorted, 0.5) == Approx(2.5));
    CHECK(sorted_quantile(sorted, 0.9) == Approx(7.9)); // 2.7 steps from the start: 3 + 0.7 * 7
    CHECK(sorted_quantile(sorted, 1) == 10);
    CHECK(quantile(std::vector<double>{10, absent, 2, 3, 1}, 0.9) == Approx(7.9));
    CHECK(quantile(std::vector<double>{4}, 0.1) == 4);
    CHECK(std::isnan(quantile(std::vector<double>{absent, absent}, 0.5)));
}

TEST_CASE("a resample is keyed by seed and number, and draws every index equally often", "[experiments][determinism]") {
    const Resampling how{7, 1000};
    CHECK(resample(how, 3, 50) == resample(how, 3, 50));
    CHECK(resample(how, 3, 50) != resample(how, 4, 50));
    CHECK(resample(how, 3, 50) != resample({8, 1000}, 3, 50));
    std::vector<std::size_t> counts(10);
    for (std::size_t b = 0; b < 2000; ++b)
        for (const std::uint32_t i : resample(how, b, 10)) {
            REQUIRE(i < 10);
            ++counts[i];
        }
    // 20,000 draws, 2,000 expected of each index with SD 42.4; five SD, ten indices: one seed in 170,000 would fail.
    for (const std::size_t count : counts)
        CHECK(std::abs(static_cast<double>(count) - 2000) < 212);
}

TEST_CASE("each kind of interval is that of its definition", "[experiments]") {
    const std::vector<double> values = ladder(101); // 0 .. 100: quantiles are 2.5 and 97.5
    const Figure percentile = interval_of(60, values, IntervalKind::percentile);
    CHECK(percentile.value == 60);
    CHECK(percentile.lo == Approx(2.5));
    CHECK(percentile.hi == Approx(97.5));
    const Figure basic = interval_of(60, values, IntervalKind::basic); // mirrored at 60
    CHECK(basic.lo == Approx(22.5));
    CHECK(basic.hi == Approx(117.5));
    const Figure normal = interval_of(60, values, IntervalKind::normal);
    const double sd = std::sqrt(101.0 * 102.0 / 12); // of 0 .. 100, divisor n - 1
    CHECK(normal.hi - 60 == Approx(1.959964 * sd).epsilon(1e-5));
    CHECK(60 - normal.lo == Approx(1.959964 * sd).epsilon(1e-5));
}

TEST_CASE("too few resampled values give the value and no interval", "[experiments]") {
    std::vector<double> values = ladder(30);
    std::fill(values.begin(), values.begin() + 11, absent); // 19 are left
    for (const IntervalKind kind : {IntervalKind::percentile, IntervalKind::basic, IntervalKind::normal}) {
        CHECK(interval_of(5, values, kind).value == 5);
        CHECK(std::isnan(interval_of(5, values, kind).lo));
        CHECK(std::isnan(interval_of(5, values, kind).hi));
    }
    values[0] = 3; // and now 20
    CHECK_FALSE(std::isnan(interval_of(5, values, IntervalKind::percentile).lo));
}

TEST_CASE("a sample without spread has an interval without width, and no resamples give none", "[experiments]") {
    const std::vector<double> equal(12, 4.5);
    const Figure none = bootstrap(equal, mean_of, {1, 0}, IntervalKind::percentile);
    CHECK(none.value == 4.5);
    CHECK(std::isnan(none.lo));
    const Figure figure = bootstrap(equal, mean_of, {1, 200}, IntervalKind::percentile);
    CHECK(figure.lo == 4.5);
    CHECK(figure.hi == 4.5);
}

TEST_CASE("intervals of a mean hold it in about 95 % of samples", "[experiments][statistical]") {
    // 400 samples of 40 normal values. Percentile intervals of a mean cover a little less than 95 %: sqrt(39/40) of the
    // width, about 93.5 %. The share has SD sqrt(.935 .065 / 400) = .0123; within four of it but for one seed in
    // 16,000.
    std::size_t n_held = 0;
    for (std::uint64_t trial = 0; trial < 400; ++trial) {
        Chance chance(5, Purpose::noise, trial);
        std::vector<double> sample(40);
        for (double& value : sample)
            value = 10 + chance.normal();
        const Figure figure = bootstrap(sample, mean_of, {trial, 300}, IntervalKind::percentile);
        n_held += figure.lo < 10 && 10 < figure.hi;
    }
    CHECK(std::abs(static_cast<double>(n_held) / 400 - 0.935) < 0.0495);
}

TEST_CASE("corrected intervals lean the way a skewed sample leans", "[experiments]") {
    std::vector<double> skewed;
    for (int i = 0; i < 60; ++i)
        skewed.push_back(std::exp(0.05 * i)); // 1 .. 19, a long tail above
    const Figure plain = bootstrap(skewed, mean_of, {3, 2000}, IntervalKind::percentile);
    const Figure corrected = bootstrap(skewed, mean_of, {3, 2000}, IntervalKind::bca);
    CHECK(corrected.lo > plain.lo);
    CHECK(corrected.hi > plain.hi);
    CHECK(corrected.lo < corrected.value);
    CHECK(corrected.value < corrected.hi);
}
