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
    Run{"tiny-region", "go-it-alone", "calm", 1, 0x89ea17a8cf642c34ull},
    Run{"tiny-region", "go-it-alone", "calm", 2, 0xe393d80985a6a9b6ull},
    Run{"tiny-region", "opportunistic", "calm", 1, 0x2193042832bc5b67ull},
    Run{"tiny-region", "opportunistic", "calm", 2, 0x66d9acb2125e3e4bull},
    Run{"tiny-region", "collective-impact", "all-at-once", 1, 0xe9d4471950d7d8a9ull},
    Run{"tiny-region", "collective-impact", "all-at-once", 2, 0x896f93dd0e520febull},
    Run{"two-schools", "go-it-alone", "calm", 1, 0x7bad124c464cbfc2ull},
    Run{"two-schools", "go-it-alone", "calm", 2, 0x7ec564495d6d799cull},
    Run{"two-schools", "opportunistic", "calm", 1, 0xa569aee46ab1d2f1ull},
    Run{"two-schools", "opportunistic", "calm", 2, 0xfbeb20b6cca99484ull},
    Run{"two-schools", "collective-impact", "all-at-once", 1, 0xaf4c5866ca577e47ull},
    Run{"two-schools", "collective-impact", "all-at-once", 2, 0x79e50ad08647337bull},
};

} // namespace golden
