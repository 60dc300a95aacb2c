#pragma once
/// \file
/// How long the visualiser takes over its frames and its answers, and whether its memory stays flat. Without a window:
/// what is measured is building a frame, not drawing it.

#include <cstdint>
#include <string>

namespace bench {

struct ViewerOptions {
    std::string scenario; ///< File or id; "" = 150 made-up schools and 150 partners with 800 partnerships
    std::uint32_t months = 120;
    std::uint32_t replicates = 100; ///< Of a band
    std::uint32_t soak = 0;         ///< Play this many minutes, as quickly as frames can be built, instead [min]
    bool is_json = false;
};

/// Prints the figures. Throws sim::InputError for a scenario that cannot be read.
void bench_viewer(const ViewerOptions& options);

} // namespace bench
