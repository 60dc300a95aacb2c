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
    Run{"tiny-region", "go-it-alone", "calm", 1, 0x897a29f6049ce5a4ull},
    Run{"tiny-region", "go-it-alone", "calm", 2, 0x16c0f0bab4bb9989ull},
    Run{"tiny-region", "opportunistic", "calm", 1, 0x26ef977f24b468f2ull},
    Run{"tiny-region", "opportunistic", "calm", 2, 0x0792e44f83d22a6dull},
    Run{"tiny-region", "collective-impact", "all-at-once", 1, 0xe0f11384306f4fdfull},
    Run{"tiny-region", "collective-impact", "all-at-once", 2, 0xfd037c8228322b86ull},
    Run{"two-schools", "go-it-alone", "calm", 1, 0xade2b41076ef75b0ull},
    Run{"two-schools", "go-it-alone", "calm", 2, 0x96c48b1733d9ee12ull},
    Run{"two-schools", "opportunistic", "calm", 1, 0xb72b777528feeefaull},
    Run{"two-schools", "opportunistic", "calm", 2, 0xec14844985e3c570ull},
    Run{"two-schools", "collective-impact", "all-at-once", 1, 0x557b51097c32c15cull},
    Run{"two-schools", "collective-impact", "all-at-once", 2, 0x18b753748826f761ull},
};

} // namespace golden
