#pragma once
/// \file
/// A run as far as it is known: frames, events, and checkpoints to start anew from. Immutable once published; a new
/// script begins where it first differs from one that is known.

#include "viz/runs/cast.h"
#include "viz/runs/frame.h"
#include "viz/runs/happening.h"
#include "viz/runs/script.h"

#include <functional>
#include <memory>
#include <vector>

namespace viz {

struct Trajectory {
    Script script;
    std::uint64_t generation = 0; ///< Of the script it follows.
    std::shared_ptr<const Cast> cast;
    std::vector<std::shared_ptr<const Frame>> frames;        ///< [months done + 1]; frame m = after m months
    std::vector<std::vector<Happening>> happenings;          ///< [months done]
    std::vector<std::shared_ptr<const models::World>> saved; ///< Worlds by month, every few months; sorted
    std::uint64_t digest = 0;                                ///< Of the last world, when complete
    bool is_complete = false;

    std::uint32_t months_done() const { return frames.empty() ? 0 : static_cast<std::uint32_t>(frames.size()) - 1; }
    /// The frame of a month, or of the last one known; frames must not be empty.
    const Frame& at(std::uint32_t month) const { return *frames[std::min<std::size_t>(month, frames.size() - 1)]; }
    /// Values of an observable by month, frame 0 first.
    std::vector<double> series(std::size_t observable) const;
};
using TrajectoryPtr = std::shared_ptr<const Trajectory>;

/// Months between saved worlds for worlds of this size: all of a run's together stay below 200 MB, at least 6.
std::uint32_t months_between_saved(const models::World& world, std::uint32_t months);

/// Runs `script` to its horizon from the latest point that one of `known` shares with it. `publish` is called with what
/// is known so far now and then, and at the end; nothing more is published once `should_stop` says so.
/// Returns the complete trajectory, or nullptr when stopped.
TrajectoryPtr run_script(const Script& script, std::uint64_t generation, const std::vector<TrajectoryPtr>& known,
                         const std::function<void(TrajectoryPtr)>& publish, const std::function<bool()>& should_stop);

/// The world of a month of `script`, from the nearest saved world of `known`.
models::World world_at(const Script& script, std::uint32_t month, const std::vector<TrajectoryPtr>& known);

} // namespace viz
