#pragma once
/// \file
/// What chance alone could have done: the same script under other luck, replicate by replicate.

#include "viz/script.h"

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

/// Replicates that are known so far; index = replicate - first, nullptr where not yet run.
struct Bands {
    std::uint64_t generation = 0; ///< Of the script.
    std::vector<std::shared_ptr<const ReplicateSeries>> replicates;
    std::size_t n_done() const;
};

/// Runs one replicate of a script; nullptr when `stop` says so.
std::shared_ptr<const ReplicateSeries> run_replicate(Script script, std::uint32_t replicate,
                                                     const std::atomic<bool>& stop);

/// Runs replicates [from, to) of a script on all threads and puts them into `bands` (already of size >= to); false when
/// stopped.
bool run_replicates(const Script& script, Bands& bands, std::size_t from, std::size_t to,
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
