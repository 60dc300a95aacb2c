#pragma once
/// \file
/// The years before a run's month 0: the world is run in under today's behaviour, in calm, until there are as many
/// partnerships as it keeps; then the strategies begin in it. Agreements are kept.

#include "models/levers.h"
#include "models/parameters.h"
#include "models/region.h"
#include "sim/random.h"

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace models {

struct Setup;
struct World;

/// How long a world is run in: not at all, so many months (whole years), or until it is stationary.
struct BurnIn {
    bool is_stationary = false;
    std::uint32_t months = 0;

    bool is_on() const { return is_stationary || months > 0; }
    bool operator==(const BurnIn&) const = default;
    std::string text() const; ///< "none", "240", "stationary"
};

/// Where nobody says how: the one place that switches it. With a burn-in that is not none the status quo leads.
inline constexpr BurnIn usual_burn_in{false, 240};

/// When a world counts as stationary. Constants of the method, of no process: schools with partners, live partnerships
/// and partners' cash, each a mean over the last `window_years`, differ from the means over as many years before by
/// less than `tolerance` of them; asked at each year's end, and given up after `most_years`.
struct StationaryRule {
    std::uint32_t window_years = 5;
    double tolerance = 0.1;
    std::uint32_t most_years = 60;
};
inline constexpr StationaryRule stationary_rule{};

/// Are two windows of years alike? `years` = [series][years].
bool is_stationary(const std::vector<std::vector<double>>& years, const StationaryRule& rule);

/// Worlds that were run in, for all runs that start from the same: region, parameters, today's levers, burn-in and
/// luck. Several threads may ask at once; nobody waits for another's. The longest unused are given up for room.
class WarmWorlds {
  public:
    WarmWorlds();                     ///< Room: an eighth of the machine's memory
    explicit WarmWorlds(double room); ///< [bytes]
    std::shared_ptr<const World> find(const Setup& setup, sim::Luck luck);
    void keep(const Setup& setup, sim::Luck luck, const World& world);
    std::size_t size() const { return kept_.size(); }

  private:
    struct Kept {
        std::shared_ptr<const Setup> setup;
        sim::Luck luck;
        std::shared_ptr<const World> world;
        double bytes = 0;
    };
    double room_, used_ = 0;
    std::mutex mutex_;
    std::vector<Kept> kept_; ///< The last used last
};

} // namespace models
