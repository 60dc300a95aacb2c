#pragma once
/// \file
/// Worlds whose memory runs use one after another, so that a sweep allocates columns only at its start: as many worlds
/// as runs ever went on at once.

#include "models/burn_in.h"
#include "models/world.h"

#include <memory>
#include <mutex>
#include <vector>

namespace experiments {

class Worlds {
  public:
    /// Calls work(world) with a world that no other call has. One that `work` leaves by an exception is given up.
    template <class Work>
    auto with(Work&& work) {
        std::unique_ptr<models::World> world = take();
        auto result = work(*world);
        const std::lock_guard lock(mutex_);
        free_.push_back(std::move(world));
        return result;
    }
    /// Worlds that were run in, kept for all runs that start from them.
    models::WarmWorlds& warm() { return warm_; }
    /// Worlds made so far [count]; none is in use.
    std::size_t size() const { return free_.size(); }

  private:
    std::unique_ptr<models::World> take() {
        const std::lock_guard lock(mutex_);
        if (free_.empty()) return std::make_unique<models::World>();
        std::unique_ptr<models::World> world = std::move(free_.back());
        free_.pop_back();
        return world;
    }
    models::WarmWorlds warm_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<models::World>> free_;
};

} // namespace experiments
