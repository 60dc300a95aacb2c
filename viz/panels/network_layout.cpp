// Where nodes lie: made once a region from who meets whom over the whole run, so that nothing jumps while playing.
#include "viz/panels/parts.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace viz {
namespace {

constexpr float pi = 3.14159265f;

/// How often a pair was in the table, over all known months of A.
std::vector<std::vector<float>> meetings(const Trajectory& run) {
    std::vector<std::vector<float>> weight(run.cast->partners.size(), std::vector<float>(run.cast->schools.size(), 0));
    for (const auto& frame : run.frames)
        for (const TieState& tie : frame->ties)
            weight[tie.partner][tie.school] += 1;
    return weight;
}

/// Schools fill a disc in the order of their places, the largest first towards the middle: a sunflower.
void place_schools(const Trajectory& run, NetworkLayout& layout) {
    const auto& cards = run.cast->schools;
    std::vector<std::size_t> order(cards.size());
    std::iota(order.begin(), order.end(), 0u);
    const Frame& first = *run.frames.front();
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return first.schools[a].students > first.schools[b].students;
    });
    layout.schools.resize(cards.size());
    const auto n = static_cast<float>(std::max<std::size_t>(1, cards.size()));
    constexpr float golden = 2.39996323f;
    for (std::size_t rank = 0; rank < order.size(); ++rank) {
        const float r = 0.29f * std::sqrt((static_cast<float>(rank) + 0.5f) / n),
                    angle = golden * static_cast<float>(rank);
        layout.schools[order[rank]] = {0.5f + r * std::cos(angle), 0.5f + r * std::sin(angle)};
    }
}

/// Partners on a ring, each near the direction of the schools it meets, evenly spread.
void place_partners(const Trajectory& run, NetworkLayout& layout) {
    const auto weight = meetings(run);
    std::vector<std::pair<float, std::size_t>> direction;
    for (std::size_t k = 0; k < weight.size(); ++k) {
        float x = 0, y = 0;
        for (std::size_t i = 0; i < weight[k].size(); ++i)
            x += weight[k][i] * (layout.schools[i].x - 0.5f), y += weight[k][i] * (layout.schools[i].y - 0.5f);
        const bool has_met = x != 0 || y != 0;
        direction.emplace_back(has_met ? std::atan2(y, x)
                                       : static_cast<float>(k) * 2.39996323f -
                                             pi * std::floor(static_cast<float>(k) * 0.7639f),
                               k);
    }
    std::sort(direction.begin(), direction.end());
    layout.partners.resize(weight.size());
    for (std::size_t n = 0; n < direction.size(); ++n) {
        const float angle = -pi + 2 * pi * (static_cast<float>(n) + 0.5f) / static_cast<float>(direction.size());
        const float r = n % 2 ? 0.46f : 0.41f;
        layout.partners[direction[n].second] = {0.5f + r * std::cos(angle), 0.5f + r * std::sin(angle)};
    }
}

} // namespace

void make_layout(Context& context) {
    const Trajectory* run = context.run();
    if (context.view.layout.is_made || !run || !run->is_complete) return;
    place_schools(*run, context.view.layout);
    place_partners(*run, context.view.layout);
    context.view.layout.is_made = true;
}

} // namespace viz
