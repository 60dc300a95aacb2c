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
    using namespace sim::ACCORD_ISA;
    for (std::size_t g = 0; g < rows / lanes; ++g)
        for (std::size_t k = 0; k < lanes; k += width)
            store(mask.on + g * lanes + k, mask_of_bits(static_cast<std::uint32_t>(taken[g]) >> k));
}

/// The reverse for the groups of rows [first, first + rows).
ACCORD_LANES void collect(const Mask& mask, std::size_t first, std::size_t rows, std::uint16_t* taken) {
    using namespace sim::ACCORD_ISA;
    for (std::size_t g = first / lanes; g < (first + rows) / lanes; ++g) {
        std::uint32_t bits = 0;
        for (std::size_t k = 0; k < lanes; k += width)
            bits |= bits_of_mask(load<vu>(mask.on + g * lanes + k)) << k;
        taken[g] = static_cast<std::uint16_t>(bits);
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
        using v8 __attribute__((vector_size(32))) = float;
        using v4 __attribute__((vector_size(16))) = float;
        v8 half[2];
        __builtin_memcpy(half, lane, sizeof half);
        const v8 eight = half[0] + half[1];
        v4 quarter[2];
        __builtin_memcpy(quarter, &eight, sizeof quarter);
        const v4 four = quarter[0] + quarter[1];
        return (four[0] + four[2]) + (four[1] + four[3]);
    }
};

/// Asks memory for columns that are needed only after the draws, so that they come while the processor computes. It
/// reads nothing, so it may run past the end.
template <class... Column>
ACCORD_LANES void fetch(std::size_t rows, const Column*... column) {
    for (std::size_t i = 0; i < rows; i += lanes)
        (__builtin_prefetch(column + i), ...);
}

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

/// The cohorts of a school lie one after the other, and a chunk may hold several and parts of two. `walk` calls
/// part(cohort, first, rows, is_done) for each stretch of the chunk's `n` rows that belongs to one cohort.
struct Cohorts {
    const std::uint32_t* rows;
    std::size_t cohort = 0;
    std::size_t done = 0; ///< Rows of `cohort` in earlier chunks.
};
template <class Part>
ACCORD_LANES void walk(Cohorts& at, std::size_t n, Part&& part) {
    for (std::size_t first = 0; first < n;) {
        const std::size_t left = at.rows[at.cohort] - at.done, rows = n - first < left ? n - first : left;
        part(at.cohort, first, rows, rows == left);
        first += rows;
        at.done += rows;
        if (rows == left) ++at.cohort, at.done = 0;
    }
}

inline constexpr std::uint32_t low_bit = 16; ///< flag_low_income = 1 << 16 (models/student.h; asserted in tests)

} // namespace models::ACCORD_ISA
