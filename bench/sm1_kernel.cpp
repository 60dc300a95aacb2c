#include "bench/sm1.h"
#include "sim/vector.h"

namespace sim::ACCORD_ISA {
void fill_draws(Luck luck, const std::uint32_t* low, const std::uint32_t* high, std::uint32_t step,
                std::uint32_t decision, std::size_t n, float* z1, float* z2, float* u);
}

namespace bench::ACCORD_ISA {
namespace {

using sim::ACCORD_ISA::mask_of;
using sim::ACCORD_ISA::select_lane;

constexpr std::size_t lanes = sim::lanes;
constexpr std::size_t chunk = 512; // with its columns of a, e, s: 14 kB, well inside the first-level cache

alignas(64) constexpr std::uint32_t bit[lanes] = {1,   2,   4,    8,    16,   32,   64,    128,
                                                  256, 512, 1024, 2048, 4096, 8192, 16384, 32768};
alignas(64) constexpr std::uint32_t zeros[chunk] = {};

struct Draws {
    alignas(64) std::uint32_t row[chunk];
    alignas(64) float z1[chunk], z2[chunk], u[chunk];
};

/// Sums over the active students of a school, lane by lane.
struct Sums {
    alignas(64) float a[lanes];
    std::uint32_t n;
};

void draw(const Sm1& world, std::size_t first_row, std::size_t n, std::uint32_t month, Draws& draws) {
    for (std::size_t i = 0; i < n; ++i)
        draws.row[i] = static_cast<std::uint32_t>(first_row + i);
    sim::ACCORD_ISA::fill_draws(world.luck, draws.row, zeros, month, static_cast<std::uint32_t>(Sm1Decision::month), n,
                                draws.z1, draws.z2, draws.u);
}

/// The month of one group of students: a plain loop over lanes, made into vectors by the compiler.
inline std::uint32_t step_group(float* __restrict a, float* __restrict e, const float* __restrict s,
                                const float* __restrict z1, const float* __restrict z2, const float* __restrict u,
                                std::uint32_t active, float q, float* __restrict sum) {
    std::uint32_t staying = 0;
    for (std::size_t i = 0; i < lanes; ++i) {
        const float e_new = e[i] + 0.1f * (0.5f + 0.3f * q - e[i]) + 0.02f * z1[i];
        const float a_new = a[i] + 0.01f * (q + 0.5f * e_new + 0.2f * s[i]) + 0.005f * z2[i];
        const std::uint32_t is_active = mask_of((active & bit[i]) != 0);
        const std::uint32_t stays = is_active & mask_of(u[i] >= 0.0005f * (1.0f - e_new));
        e[i] = select_lane(is_active, e_new, e[i]);
        a[i] = select_lane(is_active, a_new, a[i]);
        sum[i] += select_lane(stays, a_new, 0.0f);
        staying |= stays & bit[i];
    }
    return staying;
}

float tree(float* lane) {
    for (std::size_t width = lanes / 2; width > 0; width /= 2)
        for (std::size_t i = 0; i < width; ++i)
            lane[i] += lane[i + width];
    return lane[0];
}

void step_school(const Sm1& world, std::size_t school, std::uint32_t month, Draws& draws) {
    const float q = world.q[school];
    const std::size_t first = std::size_t{world.first_group[school]} * lanes;
    const std::size_t last = std::size_t{world.first_group[school + 1]} * lanes;
    Sums sums = {};
    for (std::size_t begin = first; begin < last; begin += chunk) {
        const std::size_t n = last - begin < chunk ? last - begin : chunk;
        draw(world, begin, n, month, draws);
        for (std::size_t i = 0; i < n; i += lanes) {
            const std::size_t row = begin + i;
            std::uint16_t& active = world.active[row / lanes];
            const std::uint32_t staying = step_group(world.a + row, world.e + row, world.s + row, draws.z1 + i,
                                                     draws.z2 + i, draws.u + i, active, q, sums.a);
            active = static_cast<std::uint16_t>(staying);
            sums.n += static_cast<std::uint32_t>(__builtin_popcount(staying));
        }
    }
    if (sums.n > 0) world.q[school] = q + 0.001f * (tree(sums.a) / static_cast<float>(sums.n) - q);
}

} // namespace

void step_schools(const Sm1& world, std::size_t begin, std::size_t end, std::uint32_t month) {
    Draws draws;
    for (std::size_t school = begin; school < end; ++school)
        step_school(world, school, month, draws);
}

} // namespace bench::ACCORD_ISA
