#pragma once
/// \file
/// Instruction sets, and the bulk draws of students at full vector width. One translation unit a level (SSE2, AVX2,
/// AVX-512; plain C++ elsewhere), chosen once at start; every level gives the same bits: no fused multiply-add, own
/// polynomials, IEEE operations only.

#include "sim/random.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace sim {

enum class Isa { sse2, avx2, avx512 };

std::string_view name(Isa isa);
std::optional<Isa> isa_from_name(std::string_view text); ///< "sse2", "avx2", "avx512".
bool is_supported(Isa isa);                              ///< By this processor and this build.
Isa best_isa();                                          ///< The widest supported level.
Isa current_isa();                                       ///< best_isa() unless use_isa() was called.
void use_isa(Isa isa);                                   ///< Before any run; throws MachineError if not supported.

/// Rows are handled in groups of this many; columns of students are padded to whole groups.
inline constexpr std::size_t lanes = 16;

/// Fills z1, z2 (standard normal) and u (uniform in [0,1)) for n agents, n a multiple of `lanes`. Agent i draws block
/// 0 of the stream with key `high[i] << 32 | low[i]`: words 0 and 1 give the normals by Box-Muller, word 2 gives u.
/// Errors of the polynomials: at most 2e-6 absolute in z. What is not wanted may be null and is then not computed, in
/// these ways: u alone, z1 alone, z1 and z2, all three.
using FillDraws = void (*)(Luck luck, const std::uint32_t* low, const std::uint32_t* high, std::uint32_t step,
                           std::uint32_t decision, std::size_t n, float* z1, float* z2, float* u);
FillDraws fill_draws(Isa isa);

} // namespace sim
