#pragma once
/// \file
/// Quantiles of bands, worked out once for each state of the bands.

#include "viz/runs/engine.h"

#include <map>

namespace viz {

class Fans {
  public:
    const Fan& of(const Snapshot& now, Lane lane, std::size_t observable);
    /// Of `one` less `other`, luck by luck.
    const Fan& of_gain(const Snapshot& now, Lane one, Lane other, std::size_t observable);

  private:
    /// A fan and the bands it was worked out for.
    struct Kept {
        std::uint64_t generation = 0;
        std::size_t n = 0;
        Fan fan;
    };
    std::map<std::pair<int, std::size_t>, Kept> kept_;
};

} // namespace viz
