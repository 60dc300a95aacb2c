// Names of tabs.
#include "viz/app.h"

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

} // namespace viz
