#pragma once
/// \file
/// Digests of whole runs. Change one only with a line in models/CHANGES.md; `tests_models "[golden]"` prints the list.

#include <array>
#include <cstdint>

namespace golden {

inline constexpr std::uint32_t months = 38; ///< Three years' ends; all conditions strike in month 6.

/// One run of a shipped scenario under one condition at full strength.
struct Run {
    const char* scenario;
    const char* strategy;
    const char* condition;
    std::uint64_t seed, digest;
};

inline constexpr std::array runs{
    Run{"tiny-region", "opportunistic", "calm", 1, 0x0000000000000000ull},
};

} // namespace golden
