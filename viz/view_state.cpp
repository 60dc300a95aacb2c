// Names of tabs; how often frames are due.
#include "viz/app.h"

#include <algorithm>
#include <array>

namespace viz {
namespace {
constexpr std::array<std::string_view, n_tabs> names{"overview", "network",  "schools",      "equity",
                                                     "flows",    "students", "partnerships", "events",
                                                     "why",      "workshop", "assumptions",  "sweep"};
}

std::string_view id(Tab tab) { return names[static_cast<std::size_t>(tab)]; }

std::optional<Tab> find_tab(std::string_view word) {
    for (std::size_t n = 0; n < n_tabs; ++n)
        if (names[n] == word) return static_cast<Tab>(n);
    return std::nullopt;
}

double pause_after(double took, double touched, bool is_playing, bool is_busy) {
    constexpr double frame = 1.0 / 60; // no faster than screens
    constexpr double settles = 1.5;    // tooltips and folds have come and gone [s]
    constexpr double busy = 0.1, idle = 0.5;
    double pause = std::max(0.0, frame - took);
    if (is_busy) pause = std::max(pause, std::min(took, busy));
    if (is_playing || touched < settles) return pause;
    return std::max(pause, is_busy ? busy : idle);
}

} // namespace viz
