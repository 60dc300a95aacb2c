#include "viz/context/fans.h"

namespace viz {

const Fan& Fans::of(const Snapshot& now, Lane lane, std::size_t observable) {
    Kept& kept = kept_[{static_cast<int>(lane), observable}];
    const Bands* bands = now.band(lane);
    const std::size_t n = bands ? bands->n_done() : 0;
    const std::uint64_t generation = bands ? bands->generation : 0;
    if (kept.n != n || kept.generation != generation)
        kept = {generation, n, bands ? fan_of(*bands, observable) : Fan{}};
    return kept.fan;
}

const Fan& Fans::of_gain(const Snapshot& now, Lane one, Lane other, std::size_t observable) {
    constexpr int gains = 100; // keys of pairs, beside those of lanes
    Kept& kept = kept_[{gains + 10 * static_cast<int>(one) + static_cast<int>(other), observable}];
    const Bands *a = now.band(one), *b = now.band(other);
    const std::size_t n = a && b ? a->n_done() + b->n_done() : 0;
    const std::uint64_t generation = a && b ? (a->generation << 20) + b->generation : 0;
    if (kept.n != n || kept.generation != generation)
        kept = {generation, n, a && b ? fan_of_difference(*a, *b, observable) : Fan{}};
    return kept.fan;
}

} // namespace viz
