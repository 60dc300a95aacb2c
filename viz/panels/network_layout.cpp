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

constexpr float golden = 2.39996323f; ///< Angle between neighbours of a sunflower
/// How far discs reach from the middle: the ring of partners lies beyond, or partners stand among their schools.
constexpr float schools_reach = 0.29f, all_reach = 0.46f;
/// From so many partners on each stands in the county that it works in most: a ring of more is a chain of marks.
constexpr std::size_t too_many_for_a_ring = 150;

/// What a disc holds: schools first, then the partners that stand with them.
struct Disc {
    std::string name;
    std::vector<std::size_t> schools, partners;
    std::size_t size() const { return schools.size() + partners.size(); }
    /// Those that work with nobody stand closer.
    float room() const { return (schools.empty() ? 0.25f : 1.0f) * static_cast<float>(size()); }
};

/// Circles that do not overlap, each as large as its share: the largest in the middle, the others where a spiral first
/// finds room. Their radii stand in `layout.counties`.
void place_counties(NetworkLayout& layout, float reach_wanted) {
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
    float reach = reach_wanted;
    for (const County& county : all)
        reach = std::max(reach, std::hypot(county.centre.x, county.centre.y) + county.radius);
    for (County& county : all) {
        const float scale = reach_wanted / reach;
        county.centre = {0.5f + scale * county.centre.x, 0.5f + scale * county.centre.y}, county.radius *= scale;
    }
}

/// A disc a county; with `weight`, partners stand in that of the schools they meet most, and those that meet nobody in
/// one of their own.
std::vector<Disc> discs_of(const Trajectory& run, const std::vector<std::vector<float>>* weight) {
    const auto& cards = run.cast->schools;
    std::map<std::string, Disc> by_county;
    for (std::size_t i = 0; i < cards.size(); ++i)
        by_county[cards[i].county].schools.push_back(i);
    Disc idle{"partners without schools", {}, {}};
    for (std::size_t k = 0; weight && k < weight->size(); ++k) {
        std::map<std::string, float> met;
        for (std::size_t i = 0; i < cards.size(); ++i)
            if ((*weight)[k][i] > 0) met[cards[i].county] += (*weight)[k][i];
        const auto most =
            std::max_element(met.begin(), met.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
        (most == met.end() ? idle : by_county[most->first]).partners.push_back(k);
    }
    std::vector<Disc> discs;
    for (auto& [name, disc] : by_county)
        disc.name = name, discs.push_back(std::move(disc));
    std::stable_sort(discs.begin(), discs.end(), [](const Disc& a, const Disc& b) { return a.size() > b.size(); });
    if (!idle.partners.empty()) discs.push_back(std::move(idle)); // last, so at the edge
    return discs;
}

/// Nodes fill the disc of their county, the largest schools first towards its middle: a sunflower each, or one where
/// there is one county.
void place_discs(const Trajectory& run, NetworkLayout& layout, std::vector<Disc> discs, float reach) {
    const Frame& first = *run.frames.front();
    float all = 0;
    for (const Disc& disc : discs)
        all += disc.room();
    layout.counties.clear();
    for (const Disc& disc : discs)
        layout.counties.push_back({disc.name, {0.5f, 0.5f}, reach * std::sqrt(disc.room() / std::max(1.0f, all))});
    if (discs.size() > 1) place_counties(layout, reach);
    layout.schools.resize(run.cast->schools.size()), layout.partners.resize(run.cast->partners.size());
    for (std::size_t c = 0; c < discs.size(); ++c) {
        Disc& disc = discs[c];
        std::stable_sort(disc.schools.begin(), disc.schools.end(), [&](std::size_t a, std::size_t b) {
            return first.schools[a].students > first.schools[b].students;
        });
        const County& county = layout.counties[c];
        const auto n = static_cast<float>(disc.size());
        const auto spot = [&](std::size_t rank) {
            const float r = county.radius * (n > 1 ? std::sqrt((static_cast<float>(rank) + 0.5f) / n) : 0),
                        angle = golden * static_cast<float>(rank);
            return Spot{county.centre.x + r * std::cos(angle), county.centre.y + r * std::sin(angle)};
        };
        for (std::size_t rank = 0; rank < disc.schools.size(); ++rank)
            layout.schools[disc.schools[rank]] = spot(rank);
        for (std::size_t rank = 0; rank < disc.partners.size(); ++rank)
            layout.partners[disc.partners[rank]] = spot(disc.schools.size() + rank);
    }
    if (discs.size() == 1) layout.counties.clear();
}

/// Partners on a ring, each near the direction of the schools it meets, evenly spread.
void place_partners(const std::vector<std::vector<float>>& weight, NetworkLayout& layout) {
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
    NetworkLayout& layout = context.view.layout;
    const auto weight = meetings(*run);
    std::vector<Disc> discs = discs_of(*run, weight.size() > too_many_for_a_ring ? &weight : nullptr);
    const bool has_ring = weight.size() <= too_many_for_a_ring;
    place_discs(*run, layout, std::move(discs), has_ring ? schools_reach : all_reach);
    if (has_ring) place_partners(weight, layout);
    layout.is_made = true;
}

} // namespace viz
