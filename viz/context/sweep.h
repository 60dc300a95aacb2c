#pragma once
/// \file
/// The store of a sweep that is open, what is looked at in it, and the run of it that is the live model.

#include "viz/session/sweep_view.h"

#include <optional>
#include <string>

namespace viz {

class Context;

/// What is looked at in a store.
struct SweepChoice {
    std::size_t outcome = 0, strategy = 0, condition = 0, input = 0;
    std::size_t point = 0; ///< In the slice
    std::uint32_t replicate = 0;
    bool shows_gain = false;
};

/// A run of the store that was opened as the live model.
struct OpenedRun {
    std::string name, digest; ///< The digest that the store holds
    bool empty() const { return name.empty(); }
};

struct Sweep {
    std::optional<SweepView> view;
    std::optional<SweepOutcome> outcome; ///< Of the choice; read when it is drawn.
    std::optional<SweepSlice> slice;
    SweepChoice choice;
    OpenedRun opened;
};

/// Opens a store: its first run of a strategy other than the baseline becomes the live model. Throws as open_sweep.
void open_store(Context& context, const std::string& path);
/// A run of the store that is open becomes the live model.
void open_run(Context& context, std::uint64_t treatment, std::uint32_t replicate);
/// Which run is open, and whether its bits are those of the store.
std::string opened_run_text(const Context& context);

} // namespace viz
