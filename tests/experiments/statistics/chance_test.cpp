// The draws of designs and analyses: keyed by seed, purpose and index, and of the distributions they are called.
#include "experiments/statistics/chance.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

using namespace experiments;

namespace {

std::vector<double> uniforms(Chance chance, std::size_t n) {
    std::vector<double> values(n);
    for (double& value : values)
        value = chance.uniform();
    return values;
}

} // namespace

TEST_CASE("draws follow from seed, purpose and index alone", "[experiments][determinism]") {
    const auto draws = uniforms({1, Purpose::point, 0}, 20);
    CHECK(uniforms({1, Purpose::point, 0}, 20) == draws);
    CHECK(uniforms({2, Purpose::point, 0}, 20) != draws);
    CHECK(uniforms({1, Purpose::order, 0}, 20) != draws);
    CHECK(uniforms({1, Purpose::point, 1}, 20) != draws);
    CHECK(uniforms({1, Purpose::point, 1ull << 40}, 20) != draws); // indices beyond 32 bits are not cut
}

TEST_CASE("a sequence may be longer than any stream and does not come round", "[experiments]") {
    const auto draws = uniforms({3, Purpose::noise, 9}, 200'000);
    // Doubles of 53 bits: two of 200,000 are equal with a chance of 2 in a million; draws of 32 bits would repeat
    // often.
    const std::set<std::pair<double, double>> pairs = [&] {
        std::set<std::pair<double, double>> found;
        for (std::size_t i = 1; i < draws.size(); ++i)
            found.insert({draws[i - 1], draws[i]});
        return found;
    }();
    CHECK(pairs.size() == draws.size() - 1);
    CHECK(*std::min_element(draws.begin(), draws.end()) >= 0);
    CHECK(*std::max_element(draws.begin(), draws.end()) < 1);
}

TEST_CASE("uniform, normal and exponential draws have their moments", "[experiments][statistical]") {
    // 100,000 draws each: means have SD 0.00091, 0.0032 and 0.0032; second moments SD 0.00094, 0.0045 and 0.014. Five
    // SD.
    Chance chance(11, Purpose::noise, 0);
    double u = 0, z = 0, e = 0, u2 = 0, z2 = 0, e2 = 0;
    constexpr int n = 100'000;
    for (int i = 0; i < n; ++i) {
        const double a = chance.uniform(), b = chance.normal(), c = chance.exponential();
        REQUIRE(c >= 0);
        u += a / n, u2 += a * a / n, z += b / n, z2 += b * b / n, e += c / n, e2 += c * c / n;
    }
    CHECK(std::abs(u - 0.5) < 0.0046);
    CHECK(std::abs(u2 - 1.0 / 3) < 0.0047);
    CHECK(std::abs(z) < 0.016);
    CHECK(std::abs(z2 - 1) < 0.0225);
    CHECK(std::abs(e - 1) < 0.016);
    CHECK(std::abs(e2 - 2) < 0.071);
}

TEST_CASE("whole draws lie below their bound and every one is equally likely", "[experiments][statistical]") {
    Chance chance(12, Purpose::order, 0);
    std::vector<int> counts(7);
    for (int i = 0; i < 70'000; ++i)
        ++counts.at(chance.below(7)); // throws if it is not below
    // 10,000 expected with SD 92.6; five SD.
    for (const int count : counts)
        CHECK(std::abs(count - 10'000) < 463);
    for (int i = 0; i < 100; ++i)
        CHECK(chance.below(1) == 0);
}

TEST_CASE("every order of a few things is equally likely, and each holds all of them", "[experiments][statistical]") {
    std::map<std::vector<std::size_t>, int> counts;
    for (std::uint64_t index = 0; index < 12'000; ++index)
        ++counts[Chance(13, Purpose::order, index).permutation(3)];
    CHECK(counts.size() == 6);
    for (const auto& [order, count] : counts) {
        CHECK(std::set<std::size_t>(order.begin(), order.end()) == std::set<std::size_t>{0, 1, 2});
        CHECK(std::abs(count - 2000) < 205); // SD 40.8, five of them
    }
    CHECK(Chance(13, Purpose::order, 0).permutation(0).empty());
}
