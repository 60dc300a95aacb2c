// Where nodes lie: made once a region from who meets whom over the whole run, so that nothing jumps while playing.
#include "viz/panels/parts.h"

#include <algorithm>
#include <cmath>
#include <map>
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

constexpr float golden = 2.39996323f;  ///< Angle between neighbours of a sunflower
constexpr float schools_reach = 0.29f; ///< From the middle; the ring of partners lies beyond

/// Circles that do not overlap, each as large as its share of the schools: the largest in the middle, the others where
/// a spiral first finds room. Their radii stand in `layout.counties`.
void place_counties(NetworkLayout& layout) {
    constexpr float gap = 0.006f, step = 0.004f;
    auto& all = layout.counties;
    for (std::size_t c = 0; c < all.size(); ++c)
        for (std::size_t n = 0;; ++n) {
            const float r = step * std::sqrt(static_cast<float>(n)), angle = golden * static_cast<float>(n);
            all[c].centre = {r * std::cos(angle), r * std::sin(angle)};
            if (std::none_of(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(c), [&](const County& other) {
                    return std::hypot(other.centre.x - all[c].centre.x, other.centre.y - all[c].centre.y) <
                           other.radius + all[c].radius + gap;
                }))
                break;
        }
    float reach = schools_reach;
    for (const County& county : all)
        reach = std::max(reach, std::hypot(county.centre.x, county.centre.y) + county.radius);
    for (County& county : all) {
        const float scale = schools_reach / reach;
        county.centre = {0.5f + scale * county.centre.x, 0.5f + scale * county.centre.y}, county.radius *= scale;
    }
}

/// Schools fill the disc of their county, the largest first towards its middle: a sunflower each, or one where there is
/// one county.
void place_schools(const Trajectory& run, NetworkLayout& layout) {
    const auto& cards = run.cast->schools;
    const Frame& first = *run.frames.front();
    std::map<std::string, std::vector<std::size_t>> members;
    for (std::size_t i = 0; i < cards.size(); ++i)
        members[cards[i].county].push_back(i);
    std::vector<std::vector<std::size_t>> counties;
    layout.counties.clear();
    for (auto& one : members)
        counties.push_back(std::move(one.second));
    std::stable_sort(counties.begin(), counties.end(),
                     [](const auto& a, const auto& b) { return a.size() > b.size(); });
    for (const auto& county : counties)
        layout.counties.push_back(
            {cards[county.front()].county,
             {0.5f, 0.5f},
             schools_reach * std::sqrt(static_cast<float>(county.size()) / static_cast<float>(cards.size()))});
    if (counties.size() > 1) place_counties(layout);
    layout.schools.resize(cards.size());
    for (std::size_t c = 0; c < counties.size(); ++c) {
        std::stable_sort(counties[c].begin(), counties[c].end(), [&](std::size_t a, std::size_t b) {
            return first.schools[a].students > first.schools[b].students;
        });
        const County& county = layout.counties[c];
        const auto n = static_cast<float>(counties[c].size());
        for (std::size_t rank = 0; rank < counties[c].size(); ++rank) {
            const float r = county.radius * (n > 1 ? std::sqrt((static_cast<float>(rank) + 0.5f) / n) : 0),
                        angle = golden * static_cast<float>(rank);
            layout.schools[counties[c][rank]] = {county.centre.x + r * std::cos(angle),
                                                 county.centre.y + r * std::sin(angle)};
        }
    }
    if (counties.size() == 1) layout.counties.clear();
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
