#pragma once
/// \file
/// The threads behind the window. One runs scripts, one runs other luck (bands) and checks causes; what they publish is
/// immutable, so a reader never waits for a run and a run never waits for a reader. Every run is a pure function of its
/// script, so which thread was quicker cannot change a number. What throws in them becomes failure() (worker.h).

#include "viz/runs/work.h"
#include "viz/runs/worker.h"

#include <array>
#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>

namespace viz {

/// The runs that are looked at side by side.
enum class Lane : std::uint8_t { a, b, alone };
inline constexpr std::size_t n_lanes = 3;
constexpr std::size_t index(Lane lane) { return static_cast<std::size_t>(lane); }

/// What is known at one moment.
struct Snapshot {
    std::array<TrajectoryPtr, n_lanes> runs; ///< nullptr: no such lane, or nothing known yet
    std::array<std::shared_ptr<const Bands>, n_lanes> bands;
    std::shared_ptr<const Answer> answer;
    bool is_current = true; ///< Are the runs those of the scripts wanted now?

    const Trajectory* run(Lane lane) const { return runs[index(lane)].get(); }
    const Bands* band(Lane lane) const { return bands[index(lane)].get(); }
};

class Engine {
  public:
    /// `n_replicates` of each band; 0 = no bands.
    explicit Engine(std::uint32_t n_replicates = band_replicates, EngineWork work = usual_work());
    ~Engine(); ///< Stops and joins.
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    /// What a lane is to run from now on; nothing = the lane is gone. Returns at once.
    void set(Lane lane, std::optional<Script> script);
    /// Asks why, of the run of a lane; the last question counts. Returns at once.
    void ask(Lane lane, const Question& question);
    /// The same of a run that is no lane's, such as a team's.
    void ask(TrajectoryPtr run, const Question& question);

    Snapshot snapshot() const;
    std::uint32_t n_replicates() const { return n_replicates_; }
    /// Are all runs, bands and the answer there? `without_bands`: the runs and the answer.
    bool is_idle(bool without_bands = false) const;
    void wait(bool without_bands = false) const; ///< Until idle.
    /// What failed of that which is wanted now, and why: "the run of A failed: ..."; "" if nothing did. A run that
    /// failed is known up to the month in which it did; the session goes on, and another script is tried anew.
    std::string failure() const;

  private:
    struct Slot {
        std::optional<Script> script;
        std::uint64_t wanted = 0, done = 0; ///< Generations
        TrajectoryPtr run;
        std::shared_ptr<const Bands> bands;
        std::string run_failure, bands_failure; ///< Of the generation that is done
    };
    std::optional<Piece> next_run();
    std::optional<Piece> next_help(); ///< Causes first, then other luck.
    Piece answer_question();
    Piece extend_bands(std::size_t lane, std::size_t target);
    void forget_anchors();
    bool are_lanes_done() const;
    std::optional<std::pair<std::size_t, std::size_t>> next_bands() const; ///< Lane and number of replicates wanted
    bool is_answered() const;
    TrajectoryPtr asked_run() const; ///< nullptr while it is not known

    const std::uint32_t n_replicates_;
    const EngineWork work_;
    mutable std::mutex mutex_;
    mutable std::condition_variable changed_;
    std::array<Slot, n_lanes> slots_;
    std::optional<std::pair<Lane, Question>> question_;
    TrajectoryPtr subject_; ///< Of the question, if it is no lane's.
    std::shared_ptr<const Answer> answer_;
    std::array<Anchors, n_lanes> anchors_; ///< The helper's own: no other thread looks at them.
    std::uint64_t generation_ = 0;
    std::array<std::atomic<std::uint64_t>, n_lanes> wanted_{}; ///< Copies that runs may read without the lock.
    std::atomic<bool> quit_ = false, interrupt_helper_ = false;
    Worker runner_, helper_; ///< Last: all else is there when they begin.
};

} // namespace viz
