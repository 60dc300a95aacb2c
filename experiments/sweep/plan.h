#pragma once
/// \file
/// Which runs a sweep consists of, and which it lacks: of an experiment that is about to run, or of a store that is
/// all that is left of one.

#include "experiments/store/store.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace experiments {

class Treatments; // experiment.h

/// One of `count` parts of a sweep; numbered from 1.
struct Shard {
    std::uint64_t index = 1, count = 1;
    std::string text() const; ///< "2/3"
};
/// "2/3" as a shard, or nothing.
std::optional<Shard> parse_shard(std::string_view text);

/// A run that is planned.
struct PlannedRun {
    std::uint64_t treatment = 0;
    std::uint32_t replicate = 0;
};

/// What decides the runs of a plan. Treatments of one world (point and condition) are a group of neighbours, a strategy
/// each.
struct PlanShape {
    std::uint64_t n_groups = 0, group_size = 1;
    std::uint64_t base = 0;            ///< Place of the baseline in a group.
    std::uint32_t replicates = 0;      ///< Of a treatment; with `until` a batch.
    std::uint32_t most_replicates = 0; ///< With `until`; else the same.
    std::optional<double> half_width;  ///< With `until`: how well each paired difference is to be known.
    std::string watched;               ///< With `until`: id of the outcome.

    std::uint64_t n_treatments() const { return n_groups * group_size; }
};
PlanShape plan_of(const Treatments& treatments);
/// Of the experiment that the store holds. Throws sim::InputError if treatments were taken out of the store.
PlanShape plan_of(const Store& store);

/// Which runs an experiment still lacks. With `until` the answer depends on the outcomes so far; then a group is never
/// split between shards.
class SweepPlan {
  public:
    SweepPlan(PlanShape shape, Shard shard);

    bool is_planned(std::uint64_t treatment, std::uint32_t replicate) const;
    /// Notes a run; `value` is the outcome that `until` watches, NaN if it failed.
    void note(std::uint64_t treatment, std::uint32_t replicate, double value);
    /// Is the run in the shard?
    bool is_own(std::uint64_t treatment, std::uint32_t replicate) const;

    /// The missing runs of the shard as far as is known now; empty when all is done.
    std::vector<PlannedRun> missing() const;
    /// Runs of the shard that were noted.
    std::uint64_t n_noted() const { return n_noted_; }

  private:
    std::uint32_t wanted_replicates(std::uint64_t group) const;
    bool is_decided(std::uint64_t group, std::uint32_t replicates) const;
    std::size_t index_of(std::uint64_t treatment, std::uint32_t replicate) const {
        return static_cast<std::size_t>(treatment * shape_.most_replicates + replicate);
    }

    PlanShape shape_;
    Shard shard_;
    std::vector<bool> is_noted_;
    std::vector<double> values_; ///< Only with `until`.
    std::uint64_t n_noted_ = 0;
};

/// What a store still lacks of its experiment, or of one shard of it.
std::vector<PlannedRun> missing_runs(const Store& store, Shard shard = {});

} // namespace experiments
