#pragma once
/// \file
/// What a store holds, taken out of it again: its experiment with all files, and any of its runs, bit for bit.

#include "experiments/sweep/experiment.h"

#include <optional>
#include <string>
#include <vector>

namespace experiments {

/// One stored run again, from the experiment, scenario and data that the store holds.
struct Replay {
    StoredRun stored, again;
    std::vector<std::string> differing; ///< Outcomes that differ, with both values.
    std::vector<std::string> notes;     ///< What may explain a difference.
    bool is_identical() const { return stored.digest == again.digest && differing.empty(); }
};
Replay replay_run(const Store& store, const std::string& run);

/// Experiment and files of a store unpacked into a folder that is removed with this object.
class Unpacked {
  public:
    explicit Unpacked(const Store& store);
    ~Unpacked();
    Unpacked(const Unpacked&) = delete;
    Unpacked& operator=(const Unpacked&) = delete;
    const Experiment& experiment() const { return *experiment_; }

  private:
    std::string folder_;
    std::optional<Experiment> experiment_;
};

} // namespace experiments
