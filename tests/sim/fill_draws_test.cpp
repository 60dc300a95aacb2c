#include "sim/simd.h"

#include "tests/sim/draws_reference.h"

#include <bit>
#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>
#include <vector>

namespace sim::plain {
void fill_draws(Luck luck, const std::uint32_t* low, const std::uint32_t* high, std::uint32_t step,
                std::uint32_t decision, std::size_t n, float* z1, float* z2, float* u);
}

namespace {

constexpr std::uint32_t step = 11, decision = 3;
const sim::Luck luck = sim::luck(1, 0);

struct Draws {
    explicit Draws(std::size_t n) : low(n), high(n), z1(n), z2(n), u(n) {
        for (std::size_t i = 0; i < n; ++i) {
            const sim::Key key = sim::mix(i + 1);
            low[i] = static_cast<std::uint32_t>(key);
            high[i] = static_cast<std::uint32_t>(key >> 32);
        }
    }
    void fill(sim::FillDraws by) {
        by(luck, low.data(), high.data(), step, decision, low.size(), z1.data(), z2.data(), u.data());
    }
    std::vector<std::uint32_t> low, high;
    std::vector<float> z1, z2, u;
};

bool is_same_bits(float a, float b) { return std::bit_cast<std::uint32_t>(a) == std::bit_cast<std::uint32_t>(b); }

std::size_t count_differences(const std::vector<float>& a, const std::vector<float>& b) {
    std::size_t n = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        n += !is_same_bits(a[i], b[i]);
    return n;
}

/// Mean product of powers of two columns about their expected means.
double moment(const std::vector<float>& a, int p, const std::vector<float>& b, int q, double mean_b = 0.0) {
    double sum = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += std::pow(a[i], p) * std::pow(b[i] - mean_b, q);
    return sum / static_cast<double>(a.size());
}

} // namespace

TEST_CASE("fill_draws gives the bits of the stream's first block at every instruction set", "[sim][simd]") {
    const sim::Isa isa = GENERATE(sim::Isa::sse2, sim::Isa::avx2, sim::Isa::avx512);
    if (!sim::is_supported(isa)) return;
    Draws draws(1 << 16);
    draws.fill(sim::fill_draws(isa));
    for (std::size_t i = 0; i < draws.u.size(); ++i) {
        const sim::Key key = sim::Key{draws.high[i]} << 32 | draws.low[i];
        sim::Stream stream(luck, key, step, decision);
        const std::uint32_t a = stream(), b = stream(), c = stream();
        const auto [z1, z2] = reference::box_muller(a, b);
        REQUIRE(is_same_bits(draws.z1[i], z1));
        REQUIRE(is_same_bits(draws.z2[i], z2));
        REQUIRE(is_same_bits(draws.u[i], static_cast<float>(c >> 8) * 0x1p-24f));
    }
}

TEST_CASE("fill_draws without intrinsics gives the same bits", "[sim][simd]") {
    Draws plain(4096), wide(4096);
    plain.fill(sim::plain::fill_draws);
    wide.fill(sim::fill_draws(sim::best_isa()));
    CHECK(count_differences(plain.z1, wide.z1) + count_differences(plain.z2, wide.z2) == 0);
    CHECK(count_differences(plain.u, wide.u) == 0);
}

TEST_CASE("a draw that is not wanted changes no other", "[sim][simd]") {
    const sim::Isa isa = GENERATE(sim::Isa::sse2, sim::Isa::avx2, sim::Isa::avx512);
    if (!sim::is_supported(isa)) return;
    Draws all(176); // not a multiple of two of the widest vectors
    all.fill(sim::fill_draws(isa));
    const auto check = [&](bool has_z1, bool has_z2, bool has_u) {
        Draws some(176);
        sim::fill_draws(isa)(luck, some.low.data(), some.high.data(), step, decision, 176,
                             has_z1 ? some.z1.data() : nullptr, has_z2 ? some.z2.data() : nullptr,
                             has_u ? some.u.data() : nullptr);
        CHECK(count_differences(some.z1, all.z1) == (has_z1 ? 0 : 176));
        CHECK(count_differences(some.z2, all.z2) == (has_z2 ? 0 : 176));
        CHECK(count_differences(some.u, all.u) == (has_u ? 0 : 176));
    };
    check(false, false, true), check(true, false, false), check(true, true, false), check(true, true, true);
}

TEST_CASE("fill_draws fills just the rows it is given", "[sim][simd]") {
    Draws draws(64);
    draws.z1.assign(64, -9.0f);
    sim::fill_draws(sim::best_isa())(luck, draws.low.data(), draws.high.data(), step, decision, 48, draws.z1.data(),
                                     draws.z2.data(), draws.u.data());
    for (std::size_t i = 0; i < 64; ++i)
        CHECK((draws.z1[i] == -9.0f) == (i >= 48));
}

TEST_CASE("the normals are exact to 2e-6", "[sim][simd]") {
    double worst = 0.0;
    const auto check = [&](std::uint32_t a, std::uint32_t b) {
        const auto [z1, z2] = reference::box_muller(a, b);
        REQUIRE((std::isfinite(z1) && std::isfinite(z2)));
        const double x = (a >> 1) * 0x1p-31 + 0x1p-32, turn = b * 0x1p-32;
        const double radius = std::sqrt(-2.0 * std::log(x)), angle = 2.0 * std::numbers::pi * turn;
        // At x near 1 the float nearest to x is what is meant: there the radius is tiny and its error is that of x.
        if (x < 0.999) worst = std::max(worst, std::abs(z1 - radius * std::cos(angle)));
        if (x < 0.999) worst = std::max(worst, std::abs(z2 - radius * std::sin(angle)));
    };
    for (std::uint32_t i = 0; i < 1'000'000; ++i)
        check(static_cast<std::uint32_t>(sim::mix(i)), static_cast<std::uint32_t>(sim::mix(i) >> 32));
    for (const std::uint32_t a : {0u, 1u, 2u, 0x7fffffffu, 0x80000000u, 0xfffffffeu, 0xffffffffu})
        for (const std::uint32_t b : {0u, 1u, 0x1fffffffu, 0x20000000u, 0x60000000u, 0x9fffffffu, 0xe0000000u, ~0u})
            check(a, b);
    CHECK(worst <= 2e-6);
}

TEST_CASE("the bulk draws have the moments of normals and uniforms", "[sim][simd][statistical]") {
    Draws d(1 << 22);
    d.fill(sim::fill_draws(sim::best_isa()));
    // Raw moments of n = 2^22 draws, each within four standard errors: 14 checks, one seed in 1,100 would fail one.
    const double n = static_cast<double>(d.u.size());
    const auto is_near = [&](double value, double expected, double variance) {
        return std::abs(value - expected) < 4.0 * std::sqrt(variance / n);
    };
    for (const std::vector<float>* z : {&d.z1, &d.z2}) {
        CHECK(is_near(moment(*z, 1, *z, 0), 0.0, 1.0));
        CHECK(is_near(moment(*z, 2, *z, 0), 1.0, 2.0));
        CHECK(is_near(moment(*z, 3, *z, 0), 0.0, 15.0));
        CHECK(is_near(moment(*z, 4, *z, 0), 3.0, 96.0));
        CHECK(is_near(moment(*z, 1, d.u, 1, 0.5), 0.0, 1.0 / 12.0));
    }
    CHECK(is_near(moment(d.z1, 1, d.z2, 1), 0.0, 1.0));
    CHECK(is_near(moment(d.z1, 2, d.z2, 2), 1.0, 8.0));
    CHECK(is_near(moment(d.z1, 0, d.u, 1), 0.5, 1.0 / 12.0));
    CHECK(is_near(moment(d.z1, 0, d.u, 2, 0.5), 1.0 / 12.0, 1.0 / 80.0 - 1.0 / 144.0));
}

TEST_CASE("uniforms stay below one", "[sim][simd]") {
    Draws draws(1 << 20);
    draws.fill(sim::fill_draws(sim::best_isa()));
    for (const float u : draws.u)
        REQUIRE((u >= 0.0f && u < 1.0f));
}
