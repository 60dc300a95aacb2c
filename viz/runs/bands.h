#pragma once
/// \file
/// What chance alone could have done: the same script under other luck, replicate by replicate.

#include "viz/runs/script.h"

#include <atomic>
#include <functional>
#include <memory>
#include <vector>

namespace viz {

/// All observables of one replicate: [observables x (months + 1)], float to keep a hundred of them small.
struct ReplicateSeries {
    std::vector<float> values;
    std::size_t n_months = 0; ///< Months + 1
    float at(std::size_t observable, std::size_t month) const { return values[observable * n_months + month]; }
};

/// Replicates that are known so far; index = replicate - Script::first_replicate, nullptr where
/// not yet run.
struct Bands {
    std::uint64_t generation = 0; ///< Of the script.
    std::vector<std::shared_ptr<const ReplicateSeries>> replicates;
    std::size_t n_done() const;
};

/// A world in the middle of a replicate, and what was read up to there: a script that is the same until then need not
/// begin anew.
struct Anchor {
    std::shared_ptr<const Script> script; ///< Its own, replicate included
    std::shared_ptr<const models::World> world;
    std::shared_ptr<const ReplicateSeries> series; ///< Of the whole run
};

/// Of one lane: by replicate, empty where there is none. Together they hold at most `anchor_budget`.
using Anchors = std::vector<Anchor>;
inline constexpr double anchor_budget = 250e6; ///< [bytes]

/// The month in which a script's replicates are held for the next change: that of its latest command, half-way where
/// there is none, since whoever moves a slider moves it again.
std::uint32_t anchor_month(const Script& script);

/// Runs replicates [0, to) of a script that are not yet in `bands` on all threads, each from the latest point that one
/// of `others` or `own` shares with it, and leaves new anchors in `own`. `told(bands)` is called after each, by one
/// thread at a time. False when stopped.
bool run_replicates(const Script& script, Bands& bands, std::size_t to, Anchors& own,
                    const std::vector<const Anchors*>& others, const std::function<void(const Bands&)>& told,
                    const std::atomic<bool>& stop);

/// Quantiles over replicates, by month.
struct Fan {
    std::vector<double> low90, low50, mid, high50, high90;
    std::size_t n = 0; ///< Replicates
};
Fan fan_of(const Bands& bands, std::size_t observable);
/// The same of the difference a - b, replicate by replicate, of those known in both.
Fan fan_of_difference(const Bands& a, const Bands& b, std::size_t observable);

/// Values of an observable in one month by replicate, NaN where unknown.
std::vector<double> values_at(const Bands& bands, std::size_t observable, std::size_t month);

/// Replicates of a band.
inline constexpr std::uint32_t band_replicates = 100;

} // namespace viz
