#include "sim/simd.h"

#include <bit>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#define DECLARE_PROBE(level)                                                                                           \
    namespace probe::level {                                                                                           \
    void exponentials(const float* x, float* by_vectors, float* by_lanes, std::size_t n);                              \
    void choose(const float* u, float limit, const float* a, const float* b, float* out, std::size_t n);               \
    }
DECLARE_PROBE(plain)
DECLARE_PROBE(sse2)
#ifdef __x86_64__
DECLARE_PROBE(avx2)
DECLARE_PROBE(avx512)
#endif

namespace {

struct Probe {
    decltype(&probe::plain::exponentials) exponentials;
    decltype(&probe::plain::choose) choose;
};

std::vector<Probe> probes() {
    std::vector<Probe> all = {{probe::plain::exponentials, probe::plain::choose},
                              {probe::sse2::exponentials, probe::sse2::choose}};
#ifdef __x86_64__
    if (sim::is_supported(sim::Isa::avx2)) all.push_back({probe::avx2::exponentials, probe::avx2::choose});
    if (sim::is_supported(sim::Isa::avx512)) all.push_back({probe::avx512::exponentials, probe::avx512::choose});
#endif
    return all;
}

std::vector<float> grid(float low, float high, std::size_t n) {
    std::vector<float> x(n);
    for (std::size_t i = 0; i < n; ++i)
        x[i] = low + (high - low) * static_cast<float>(i) / static_cast<float>(n - 1);
    return x;
}

} // namespace

TEST_CASE("the kernel's exponential has one set of bits in vectors and lanes of every width", "[sim][simd]") {
    const std::vector<float> x = grid(-100.0f, 100.0f, 1 << 16);
    std::vector<float> expected(x.size()), by_vectors(x.size()), by_lanes(x.size());
    probe::plain::exponentials(x.data(), by_vectors.data(), expected.data(), x.size());
    for (const Probe& probe : probes()) {
        probe.exponentials(x.data(), by_vectors.data(), by_lanes.data(), x.size());
        for (std::size_t i = 0; i < x.size(); ++i) {
            REQUIRE(std::bit_cast<std::uint32_t>(by_vectors[i]) == std::bit_cast<std::uint32_t>(expected[i]));
            REQUIRE(std::bit_cast<std::uint32_t>(by_lanes[i]) == std::bit_cast<std::uint32_t>(expected[i]));
        }
    }
}

TEST_CASE("the kernel's exponential is exact to 2e-7 within 20", "[sim][simd]") {
    const std::vector<float> x = grid(-20.0f, 20.0f, 1 << 18);
    std::vector<float> y(x.size()), unused(x.size());
    probe::sse2::exponentials(x.data(), unused.data(), y.data(), x.size());
    double worst = 0.0;
    for (std::size_t i = 0; i < x.size(); ++i)
        worst = std::max(worst, std::abs(double{y[i]} / std::exp(double{x[i]}) - 1.0));
    CHECK(worst < 2e-7);
}

TEST_CASE("the kernel's exponential is clamped to finite values", "[sim][simd]") {
    const std::vector<float> x = grid(-1e6f, 1e6f, 64);
    std::vector<float> y(x.size()), unused(x.size());
    probe::sse2::exponentials(x.data(), unused.data(), y.data(), x.size());
    CHECK(y.front() == Approx(std::exp(-87.0)));
    CHECK(y.back() == Approx(std::exp(88.0)));
}

TEST_CASE("a choice between lanes keeps the bits of what it takes", "[sim][simd]") {
    const std::vector<float> u = grid(0.0f, 1.0f, 64), a(64, -0.0f), b = grid(5.0f, 6.0f, 64);
    std::vector<float> out(64);
    for (const Probe& probe : probes()) {
        probe.choose(u.data(), 0.5f, a.data(), b.data(), out.data(), out.size());
        for (std::size_t i = 0; i < out.size(); ++i)
            CHECK(std::bit_cast<std::uint32_t>(out[i]) == std::bit_cast<std::uint32_t>(u[i] < 0.5f ? a[i] : b[i]));
    }
}
