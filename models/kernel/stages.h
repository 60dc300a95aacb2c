#pragma once
/// \file
/// What the kernels share, in each instruction set's namespace: chunk size, who is enrolled, fixed sums.

#include "models/kernel/student_kernel.h"
#include "sim/vector.h"

namespace models::ACCORD_ISA {

using sim::ACCORD_ISA::bits_of_mask;
using sim::ACCORD_ISA::load;
using sim::ACCORD_ISA::mask_of_bits;
using sim::ACCORD_ISA::splat;
using sim::ACCORD_ISA::store;
using sim::ACCORD_ISA::vf;
using sim::ACCORD_ISA::vi;
using sim::ACCORD_ISA::vu;
using sim::ACCORD_ISA::width;

inline constexpr std::size_t chunk = 256; ///< Rows whose draws fit the first-level cache beside their columns.
inline constexpr std::size_t lanes = 16;
inline constexpr std::size_t vectors = lanes / width; ///< That make up a group of 16 rows.

inline constexpr std::uint32_t low_bit = 16; ///< flag_low_income = 1 << 16 (models/student.h; asserted in tests)
inline constexpr std::uint32_t programme_bits = 0x4ffffu; ///< mask_programmes (asserted in tests)

/// A float for each row of a chunk.
struct Stage {
    alignas(64) float value[chunk];
};

/// `value` where the mask is all ones, else 0.
ACCORD_LANES vf masked(vu on, vf value) { return (vf)((vu)value & on); }

/// All ones where bit `bit` of a pupil's flags is set, else 0.
ACCORD_LANES vu has(vu flags, std::uint32_t bit) { return (vu)((flags & (1u << bit)) != 0u); }

ACCORD_LANES std::uint32_t count(std::uint32_t bits) { return static_cast<std::uint32_t>(__builtin_popcount(bits)); }

/// The rows of a group of 16, one bit each, put together from its vectors.
struct GroupBits {
    std::uint32_t bits = 0;
    ACCORD_LANES void set(std::size_t vector, vu mask) { bits |= bits_of_mask(mask) << (vector * width); }
};

/// 16 partial sums, whatever the width of a vector; `total` adds them by one binary tree.
struct LaneSums {
    vf lane[vectors] = {};
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

/// Asks memory for the columns of a group of the next chunk, so that they come while the processor computes. It reads
/// nothing, so it may run past the end.
template <class... Column>
ACCORD_LANES void fetch_ahead(std::size_t row, const Column*... column) {
    (__builtin_prefetch(column + row + chunk), ...);
}

/// Columns from row `at` on.
ACCORD_LANES CohortColumns shifted(const CohortColumns& c, std::size_t at, std::size_t rows) {
    return {c.ability + at,
            c.boost + at,
            c.anchor + at,
            c.engagement + at,
            c.readiness + at,
            c.absent + at,
            c.ses + at,
            c.flags + at,
            c.serial + at,
            c.origin + at,
            c.taken + at / lanes,
            rows,
            c.lessons ? c.lessons + at : nullptr,
            c.teaching ? c.teaching + at : nullptr};
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

} // namespace models::ACCORD_ISA
