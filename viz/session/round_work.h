#pragma once
/// \file
/// What a round of a workshop needs to know, worked out on a thread of its own while the room predicts: the runs of all
/// teams, the same under other luck, and the turning points, found by running again without them.

#include "viz/runs/bands.h"
#include "viz/runs/trajectory.h"
#include "viz/runs/worker.h"

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace viz {

/// A choice, a shock or a partnership that moved the aim.
struct TurningPoint {
    std::string text;  ///< "Sep, year 1: open decisions set to 90 %"
    double effect = 0; ///< On the aim at the round's end, with it less without it [the outcome's unit]
    std::size_t held = 0,
                lucks = 0; ///< It went the same way in `held` of `lucks`; 0 of 0 where it is of this luck alone
};
inline constexpr std::size_t n_turning_points = 3;
/// "It raised pupils' ability by 0.004 SD, and did so in 17 of 20 lucks."
std::string effect_text(const TurningPoint& point, std::size_t aim);

/// The scripts of a round. The lucks of each are replicates [0, n_lucks) of it.
struct RoundScripts {
    Script alone, untouched; ///< Going alone; nothing decided
    std::vector<Script> teams;
    std::vector<TrajectoryPtr> known; ///< Runs of earlier rounds, to start from
    std::size_t n_lucks = 100;
    std::size_t aim = 0;          ///< Observable that the turning points are of
    std::uint64_t generation = 0; ///< Of the first run; the others follow
};

class RoundWork {
  public:
    explicit RoundWork(RoundScripts scripts); ///< Begins at once.
    ~RoundWork();                             ///< Stops and joins.
    RoundWork(const RoundWork&) = delete;
    RoundWork& operator=(const RoundWork&) = delete;

    void wait_for_runs();
    void wait() const; ///< Until all is known, or failed.
    TrajectoryPtr alone() const { return run(0); }
    TrajectoryPtr untouched() const { return run(1); }
    TrajectoryPtr team(std::size_t t) const { return run(first_team + t); }
    std::shared_ptr<const Bands> untouched_bands() const { return bands(1); }
    std::shared_ptr<const Bands> team_bands(std::size_t t) const { return bands(first_team + t); }
    std::size_t lucks_done() const;   ///< Runs under other luck, of all scripts together
    std::size_t lucks_wanted() const; ///< All of them
    bool are_lucks_done() const;      ///< True also where they failed.
    /// What moved the aim most in a team's run, largest first; nullptr while it is being worked out.
    std::shared_ptr<const std::vector<TurningPoint>> turning_points(std::size_t team) const;
    std::string failure() const; ///< "" if nothing failed.

  private:
    static constexpr std::size_t first_team = 2;
    TrajectoryPtr run(std::size_t i) const;
    std::shared_ptr<const Bands> bands(std::size_t i) const;
    const Script& script(std::size_t i) const;
    std::size_t n_scripts() const { return first_team + scripts_.teams.size(); }
    std::size_t n_steps() const; ///< Runs; some lucks of each, all lucks of each; turning points of each team
    std::optional<Piece> next();
    Piece make_runs();
    Piece extend(std::size_t i, std::size_t n_lucks);
    struct Search;
    void search(Search& found, const TrajectoryPtr& run, const Bands& bands) const;
    Piece find_turning_points(std::size_t team);
    bool is_over() const { return done_ == n_steps() || !failure_.empty(); }

    const RoundScripts scripts_;
    mutable std::mutex mutex_;
    mutable std::condition_variable changed_;
    std::vector<TrajectoryPtr> runs_;
    std::vector<std::shared_ptr<const Bands>> bands_;
    std::vector<std::shared_ptr<const std::vector<TurningPoint>>> points_;
    std::size_t begun_ = 0, done_ = 0; ///< Steps
    std::string failure_;
    std::atomic<bool> quit_ = false;
    Worker worker_; ///< Last: all else is there when it begins.
};

} // namespace viz
