#include "sim/random.h"

#include "sim/assert.h"
#include "sim/mathematics.h"

#include <Random123/philox.h>
#include <catch2/catch.hpp>
#include <cmath>
#include <set>
#include <vector>

namespace {

using Words = std::array<std::uint32_t, 4>;

sim::Stream stream(sim::Key agent, std::uint32_t decision = 0) { return {sim::luck(42, 0), agent, 7, decision}; }

} // namespace

TEST_CASE("philox gives the published known answers", "[sim][random]") {
    // Random123, file kat_vectors: philox4x32 with 10 rounds.
    CHECK(sim::philox({0, 0, 0, 0}, {0, 0}) == Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
    CHECK(sim::philox({~0u, ~0u, ~0u, ~0u}, {~0u, ~0u}) == Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
    CHECK(sim::philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
          Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("philox agrees with Random123 on many counters and keys", "[sim][random]") {
    sim::Key state = 1;
    const auto next = [&] { return static_cast<std::uint32_t>(sim::mix(++state)); };
    for (int i = 0; i < 10'000; ++i) {
        const Words counter = {next(), next(), next(), next()};
        const std::array<std::uint32_t, 2> key = {next(), next()};
        const auto expected =
            r123::Philox4x32()({{counter[0], counter[1], counter[2], counter[3]}}, {{key[0], key[1]}});
        REQUIRE(sim::philox(counter, key) == Words{expected[0], expected[1], expected[2], expected[3]});
    }
}

TEST_CASE("a stream reads the blocks of its counter one after the other", "[sim][random]") {
    const sim::Luck luck = sim::luck(42, 3);
    const sim::Key agent = sim::key_of("north");
    sim::Stream draw(luck, agent, 7, 5);
    for (std::uint32_t block = 0; block < 3; ++block) {
        const Words expected = sim::philox(
            {static_cast<std::uint32_t>(agent), static_cast<std::uint32_t>(agent >> 32), 7, 5u << 16 | block},
            {luck.key0, luck.key1});
        for (const std::uint32_t word : expected)
            CHECK(draw() == word);
    }
}

TEST_CASE("the luck of a draw has not changed", "[sim][random][golden]") {
    // A change here changes every result: it needs a line in models/CHANGES.md.
    CHECK(sim::luck(42, 0) == sim::Luck{0xa9f7d5f4, 0x17a0ff61});
    sim::Stream draw = stream(1);
    CHECK(draw() == 0xe640f128);
    CHECK(draw.uniform() == 0x1.81001fd9a4697p-1);
    CHECK(draw.normal() == -0x1.4dd2649f8fd6dp-1);
    CHECK(draw.below(1000) == 185);
    CHECK(draw.log_normal(10.0, 0.5) == 0x1.ae4674ab8b585p+2);
}

TEST_CASE("neighbouring seeds, replicates, agents, steps and decisions share no first word", "[sim][random]") {
    std::set<std::uint32_t> words;
    for (std::uint32_t i = 0; i < 20; ++i) {
        words.insert(sim::Stream(sim::luck(i, 100), 200, 300, 400)());
        words.insert(sim::Stream(sim::luck(100, i), 200, 300, 400)());
        words.insert(sim::Stream(sim::luck(100, 100), i, 300, 400)());
        words.insert(sim::Stream(sim::luck(100, 100), 200, i, 400)());
        words.insert(sim::Stream(sim::luck(100, 100), 200, 300, i)());
    }
    CHECK(words.size() == 100);
}

TEST_CASE("certain and impossible events draw nothing", "[sim][random]") {
    sim::Stream draw = stream(1), untouched = stream(1);
    CHECK_FALSE(draw.bernoulli(0.0));
    CHECK_FALSE(draw.bernoulli(-1.0));
    CHECK(draw.bernoulli(1.0));
    CHECK(draw.bernoulli(2.0));
    CHECK(draw() == untouched());
}

TEST_CASE("bernoulli happens at its probability", "[sim][random][statistical]") {
    constexpr int n = 200'000;
    const double p = GENERATE(0.001, 0.3, 0.5, 0.97);
    int n_true = 0;
    for (int i = 0; i < n; ++i)
        n_true += stream(static_cast<sim::Key>(i)).bernoulli(p);
    // Four standard errors: one seed in 16,000 would fail; the seed is fixed.
    CHECK(std::abs(n_true - n * p) < 4.0 * std::sqrt(n * p * (1.0 - p)));
}

TEST_CASE("below is uniform over its numbers", "[sim][random][statistical]") {
    constexpr std::uint32_t sides = 7;
    constexpr double n = 70'000;
    sim::Stream draw = stream(9);
    std::vector<double> count(sides);
    double sum = 0.0;
    for (int i = 0; i < 70'000; ++i) {
        const std::uint32_t side = draw.below(sides);
        REQUIRE(side < sides);
        count[side] += 1.0;
        sum += side;
    }
    double chi_square = 0.0;
    for (const double c : count)
        chi_square += (c - n / sides) * (c - n / sides) / (n / sides);
    CHECK(chi_square < 27.9);                                  // 6 degrees of freedom: one seed in 10,000 would fail
    CHECK(std::abs(sum / n - 3.0) < 4.0 * std::sqrt(4.0 / n)); // mean 3, variance 4; one in 16,000
}

TEST_CASE("below one is always zero and below takes the whole range", "[sim][random]") {
    sim::Stream draw = stream(10);
    CHECK(draw.below(1) == 0);
    std::uint32_t largest = 0;
    for (int i = 0; i < 1000; ++i)
        largest = std::max(largest, draw.below(0xffffffffu));
    CHECK(largest > 0xf0000000u); // 1000 draws all below 15/16: one seed in 1e28
}

TEST_CASE("uniform stays in its interval, with mean and variance", "[sim][random][statistical]") {
    constexpr int n = 200'000;
    double sum = 0.0, sum_squares = 0.0;
    for (int i = 0; i < n; ++i) {
        const double x = stream(static_cast<sim::Key>(i), 2).uniform(-1.0, 3.0);
        REQUIRE((x >= -1.0 && x < 3.0));
        sum += x;
        sum_squares += (x - 1.0) * (x - 1.0);
    }
    // Variance 16/12, its own variance (4^4/80 - (16/12)^2)/n. Four standard errors: one in 16,000 each.
    CHECK(std::abs(sum / n - 1.0) < 4.0 * std::sqrt(16.0 / 12.0 / n));
    CHECK(std::abs(sum_squares / n - 16.0 / 12.0) < 4.0 * std::sqrt((256.0 / 80.0 - 256.0 / 144.0) / n));
    CHECK(stream(1).uniform(2.0, 2.0) == 2.0);
}

TEST_CASE("normal has the moments of the normal distribution", "[sim][random][statistical]") {
    constexpr int n = 200'000;
    double m1 = 0.0, m2 = 0.0, m3 = 0.0, m4 = 0.0;
    for (int i = 0; i < n; ++i) {
        const double z = stream(static_cast<sim::Key>(i), 3).normal();
        m1 += z / n, m2 += z * z / n, m3 += z * z * z / n, m4 += z * z * z * z / n;
    }
    // Raw moments 0, 1, 0, 3 with variances 1, 2, 15, 96 over n. Four standard errors: one in 16,000 each.
    CHECK(std::abs(m1) < 4.0 * std::sqrt(1.0 / n));
    CHECK(std::abs(m2 - 1.0) < 4.0 * std::sqrt(2.0 / n));
    CHECK(std::abs(m3) < 4.0 * std::sqrt(15.0 / n));
    CHECK(std::abs(m4 - 3.0) < 4.0 * std::sqrt(96.0 / n));
}

TEST_CASE("log_normal has its median and spread", "[sim][random][statistical]") {
    constexpr int n = 100'000;
    int n_below = 0;
    double log_variance = 0.0;
    for (int i = 0; i < n; ++i) {
        const double x = stream(static_cast<sim::Key>(i), 4).log_normal(20.0, 0.7);
        n_below += x < 20.0;
        log_variance += std::pow(std::log(x / 20.0), 2) / n;
    }
    CHECK(std::abs(n_below - n / 2) < 4.0 * std::sqrt(n / 4.0)); // one in 16,000 each
    CHECK(std::abs(log_variance / 0.49 - 1.0) < 4.0 * std::sqrt(2.0 / n));
}

TEST_CASE("a stream refuses to run into the next decision's blocks", "[sim][random]") {
    sim::Stream draw = stream(1);
    for (int i = 0; i < 1 << 18; ++i)
        draw();
    CHECK_THROWS_AS(draw(), sim::Mistake);
    CHECK_THROWS_AS(stream(1, 1u << 16), sim::Mistake);
    CHECK_NOTHROW(stream(1, (1u << 16) - 1));
}

TEST_CASE("keys of pairs depend on their order", "[sim][random]") {
    CHECK(sim::key_of("a") != sim::key_of("b"));
    CHECK(sim::key_of(sim::key_of("a"), sim::key_of("b")) != sim::key_of(sim::key_of("b"), sim::key_of("a")));
}
