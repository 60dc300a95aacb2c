#pragma once
/// \file
/// SM-1, the "student-month" reference model: small enough to write in any framework, with the memory traffic and the
/// chance of a real one. Each month, for every active student with fresh normals z, z2 and a uniform u,
///
///     e <- e + 0.1 (0.5 + 0.3 q - e) + 0.02 z
///     a <- a + 0.01 (q + 0.5 e + 0.2 s) + 0.005 z2        (the new e)
///     inactive from now on if u < 0.0005 (1 - e)
///
/// and then for every school with active students q <- q + 0.001 (mean of their a - q).

#include "sim/simd.h"

#include <cstddef>
#include <cstdint>

namespace bench {

/// Columns as the kernel sees them. Students are sorted by school; a school starts at a whole group of sim::lanes.
struct Sm1 {
    float* a;                         ///< [G x lanes]
    float* e;                         ///< [G x lanes]
    const float* s;                   ///< [G x lanes]
    std::uint16_t* active;            ///< [G] one bit a lane; padding is never active.
    const std::uint32_t* first_group; ///< [S + 1] groups of a school.
    float* q;                         ///< [S]
    sim::Luck luck;
};

/// What students draw; a student's key is its row.
enum class Sm1Decision : std::uint32_t { month, start_a_e, start_s, start_q };

/// One month of schools [begin, end). One body a level (sm1_kernel.cpp).
using StepSchools = void (*)(const Sm1& world, std::size_t begin, std::size_t end, std::uint32_t month);

} // namespace bench
