#pragma once
/// \file
/// The viewer without its window: one context, one frame function, and the panels drawn around them.

#include "viz/context/context.h"

namespace viz {

class App {
  public:
    explicit App(std::shared_ptr<const scenarios::Scenario> scenario, std::uint32_t n_replicates = band_replicates)
        : context(std::move(scenario), n_replicates) {}

    Context context;

    /// Draws one frame into the current Dear ImGui context; `seconds` since the last one.
    void frame(float seconds);
};

/// How long the window may sleep after a frame that took `took` [s], `touched` after the last input [s]. A window that
/// nobody touches and in which nothing moves costs next to nothing; while runs are on their way it takes no more than
/// half of a core from them.
double pause_after(double took, double touched, bool is_playing, bool is_busy);

} // namespace viz
