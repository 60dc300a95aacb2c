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
    Run{"tiny-region", "go-it-alone", "calm", 1, 0x0bb2cc6696df6546ull},
    Run{"tiny-region", "go-it-alone", "calm", 2, 0x7adadb60e964eebbull},
    Run{"tiny-region", "opportunistic", "calm", 1, 0xbea649ed64ca0930ull},
    Run{"tiny-region", "opportunistic", "calm", 2, 0x31e5110f54526b11ull},
    Run{"tiny-region", "collective-impact", "all-at-once", 1, 0xb49c7a9ea884ba69ull},
    Run{"tiny-region", "collective-impact", "all-at-once", 2, 0x110d9822368a22ddull},
    Run{"two-schools", "go-it-alone", "calm", 1, 0x110b787e94a07781ull},
    Run{"two-schools", "go-it-alone", "calm", 2, 0xdc0bfe32ed958f54ull},
    Run{"two-schools", "opportunistic", "calm", 1, 0x46b0d0d480be945bull},
    Run{"two-schools", "opportunistic", "calm", 2, 0xc9aa31b51433eeb9ull},
    Run{"two-schools", "collective-impact", "all-at-once", 1, 0x8e72b63da4f1fca9ull},
    Run{"two-schools", "collective-impact", "all-at-once", 2, 0x1200a5e5cfec86a0ull},
};

} // namespace golden
