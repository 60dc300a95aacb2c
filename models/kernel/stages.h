#pragma once
/// \file
/// What the kernels share, in each instruction set's namespace: chunk size, masks from bits, fixed sums.

#include "models/kernel/student_kernel.h"
#include "sim/vector.h"

/// Before a loop whose rows do not touch each other: columns never overlap, but a compiler cannot see it.
#if defined(__clang__)
#define ACCORD_ROWS _Pragma("clang loop vectorize(assume_safety)")
#else
#define ACCORD_ROWS _Pragma("GCC ivdep")
#endif

namespace models::ACCORD_ISA {

inline constexpr std::size_t chunk = 256; ///< Rows whose stages fit the first-level cache together.
inline constexpr std::size_t lanes = 16;

/// A float for each row of a chunk.
struct Stage {
    alignas(64) float value[chunk];
};
struct Mask {
    alignas(64) std::uint32_t on[chunk]; ///< All ones where a pupil is enrolled, else 0.
};

ACCORD_LANES void expand(const std::uint16_t* taken, std::size_t rows, Mask& mask) {
    for (std::size_t g = 0; g < rows / lanes; ++g) {
        const std::uint32_t bits = taken[g];
        for (std::uint32_t l = 0; l < lanes; ++l)
            mask.on[g * lanes + l] = 0u - ((bits >> l) & 1u);
    }
}

/// 16 partial sums, whatever the width of a vector; `total` adds them by one binary tree.
struct LaneSums {
    sim::ACCORD_ISA::vf lane[lanes / sim::ACCORD_ISA::width] = {};
    ACCORD_LANES void add(const float* values) {
        for (std::size_t k = 0; k < lanes / sim::ACCORD_ISA::width; ++k)
            lane[k] += sim::ACCORD_ISA::load<sim::ACCORD_ISA::vf>(values + k * sim::ACCORD_ISA::width);
    }
    ACCORD_LANES float total() const {
        float sum[lanes];
        __builtin_memcpy(sum, lane, sizeof sum);
        for (std::size_t w = lanes / 2; w >= 1; w /= 2)
            for (std::size_t l = 0; l < w; ++l)
                sum[l] = sum[l] + sum[l + w];
        return sum[0];
    }
};

ACCORD_LANES float masked(std::uint32_t on, float value) {
    return __builtin_bit_cast(float, __builtin_bit_cast(std::uint32_t, value) & on);
}
using sim::ACCORD_ISA::mask_of;
using sim::ACCORD_ISA::select_lane;

/// Columns from row `at` on.
ACCORD_LANES CohortColumns shifted(const CohortColumns& c, std::size_t at, std::size_t rows) {
    return {c.ability + at, c.boost + at, c.anchor + at, c.engagement + at, c.readiness + at,     c.absent + at,
            c.ses + at,     c.flags + at, c.serial + at, c.origin + at,     c.taken + at / lanes, rows};
}

inline constexpr std::uint32_t low_bit = 16; ///< flag_low_income = 1 << 16 (models/student.h; asserted in tests)

} // namespace models::ACCORD_ISA
