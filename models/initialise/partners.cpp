// Partners at month 0: those of the user's file, or synthetic ones drawn from the seed.
#include "models/derived.h"
#include "models/initialise/initialise.h"
#include "sim/mathematics.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace models {
namespace {

using enum ProgrammeId;
constexpr std::uint32_t bit(ProgrammeId id) { return 1u << static_cast<std::uint32_t>(id); }

/// What each kind is: programmes usual for it, its own main goal, the direction of its culture (pace, formality,
/// proof).
struct KindNature {
    std::uint32_t usual;
    Goal goal;
    Culture direction;
};
constexpr std::array<KindNature, n_partner_kinds> natures{{
    {bit(mentoring) | bit(internships) | bit(career_academy) | bit(tutoring), Goal::career, {1, 0, 1}},
    {bit(tutoring) | bit(mentoring) | bit(after_school) | bit(wraparound) | bit(family_engagement),
     Goal::equity,
     {0, -1, -1}},
    {bit(teacher_coaching) | bit(curriculum_co_design) | bit(dual_enrolment) | bit(joint_research) | bit(tutoring) |
         bit(exchange),
     Goal::college,
     {-1, 0, 1}},
    {bit(wraparound) | bit(after_school) | bit(family_engagement) | bit(internships), Goal::attendance, {-1, 1, 0}},
    {bit(tutoring) | bit(teacher_coaching) | bit(curriculum_co_design) | bit(scholarship_promise) |
         bit(class_size_funding) | bit(after_school),
     Goal::learning,
     {0, 0, 1}},
    {bit(technology_access) | bit(computer_assisted_learning) | bit(internships), Goal::learning, {1, -1, 1}},
    {bit(exchange) | bit(curriculum_co_design) | bit(teacher_coaching), Goal::college, {-1, 0, -1}},
}};

PartnerKind draw_kind(const Parameters& p, sim::Stream& draw) {
    double total = 0;
    for (const auto& k : p.partner.kind)
        total += k.share;
    double left = draw.uniform() * total;
    for (std::size_t k = 0; k + 1 < n_partner_kinds; ++k)
        if ((left -= p.partner.kind[k].share) < 0) return static_cast<PartnerKind>(k);
    return static_cast<PartnerKind>(n_partner_kinds - 1);
}

void append_goals(Partners& all, const Parameters& p, const KindNature& nature, const std::optional<Goals>& given,
                  sim::Stream draw) {
    Goals g{};
    double sum = 0;
    for (std::size_t d = 0; d < n_goals; ++d) {
        const double own = static_cast<std::size_t>(nature.goal) == d ? p.partner.goal_emphasis : 0.0;
        const double base = own + (1 - p.partner.goal_emphasis) / static_cast<double>(n_goals);
        sum += g[d] = base * draw.log_normal(1.0, p.partner.goal_sd);
    }
    for (std::size_t d = 0; d < n_goals; ++d)
        all.goals.push_back(given ? (*given)[d] : g[d] / sum);
}

std::uint32_t draw_equipment(const Parameters& p, const KindNature& nature, sim::Stream draw) {
    std::uint32_t equipment = 0, best = 0;
    double lowest = 2;
    for (std::uint32_t g = 0; g < n_programmes; ++g) {
        const double u = draw.uniform();
        if (!(nature.usual >> g & 1u)) continue;
        if (u < p.partner.equipment) equipment |= 1u << g;
        if (u < lowest) lowest = u, best = 1u << g;
    }
    return equipment | best; // nobody comes with empty hands
}

/// Columns that a drawn and a given partner share.
void append_partner(World& w, sim::Key key, const PartnerInput& in, const Place& place, bool is_regional,
                    std::uint32_t equipment, const Resources& capacity, sim::Stream& draw) {
    Partners& all = w.partners;
    const Parameters& p = w.parameters;
    const auto k = static_cast<std::size_t>(in.kind);
    all.key.push_back(key);
    all.kind.push_back(in.kind);
    all.x.push_back(in.x_km.value_or(place.x));
    all.y.push_back(in.y_km.value_or(place.y));
    all.is_regional.push_back(is_regional ? 1 : 0);
    all.capacity_start.insert(all.capacity_start.end(), capacity.begin(), capacity.end());
    all.equipment.push_back(equipment);
    all.cyclicality.push_back(p.partner.kind[k].cyclicality);
    all.horizon.push_back(in.horizon_months.value_or(p.partner.kind[k].horizon));
    all.quality_spread.push_back(
        std::max(0.0, p.delivery.staff_quality_sd * (1 + p.partner.quality_sd * draw.normal())));
    for (std::size_t c = 0; c < n_culture; ++c)
        all.culture.push_back(std::clamp(
            0.5 + p.partner.culture_kind * natures[k].direction[c] + p.partner.culture_sd * draw.normal(), 0.0, 1.0));
    const double drawn = p.reputation.start + p.partner.reputation_sd * draw.normal();
    all.reputation.push_back(
        std::clamp(in.reputation.value_or(drawn), p.partner.reputation_least, 1 - p.partner.reputation_least));
    append_goals(all, p, natures[k], in.goals, sim::Stream(w.luck, key, 0, code(Decision::partner_goals)));
    all.is_present.push_back(1);
    all.n_live.push_back(0);
    all.dependence.push_back(0);
}

/// A synthetic partner of a kind at a place: size, means and equipment, then what every partner has.
void append_drawn(World& w, sim::Key key, const PartnerInput& in, const Place& place, bool is_regional,
                  sim::Stream& draw) {
    const Parameters& p = w.parameters;
    const auto k = static_cast<std::size_t>(in.kind);
    const double size = draw.log_normal(1.0, p.partner.size_sd);
    Resources capacity{};
    for (std::size_t r = 0; r < n_resources; ++r)
        capacity[r] =
            p.partner.kind[k].capacity[r] * size * draw.log_normal(1.0, p.partner.resource_sd * p.partner.size_sd);
    capacity[static_cast<std::size_t>(Resource::funds)] *= p.partner.funds_scale;
    const auto equipment =
        draw_equipment(p, natures[k], sim::Stream(w.luck, key, 0, code(Decision::partner_equipment)));
    append_partner(w, key, in, place, is_regional, equipment, capacity, draw);
}

/// A given partner may be known in every county: near its seat, or in the whole region if it has none.
constexpr auto every_county = static_cast<std::uint32_t>(-1);

/// Counties with their pupils.
struct Map {
    std::vector<std::string> names;
    std::vector<double> pupils; ///< Of each county
    std::vector<double> below;  ///< Their running sum
};

std::size_t draw_county(const Map& map, sim::Stream& draw) {
    const double at = draw.uniform() * map.below.back();
    const auto county = std::upper_bound(map.below.begin(), map.below.end(), at) - map.below.begin();
    return std::min(static_cast<std::size_t>(county), map.names.size() - 1);
}

std::uint32_t append_synthetic(World& w, const Map& map, std::size_t number) {
    const Parameters& p = w.parameters;
    PartnerInput in;
    in.id = "synthetic-" + std::to_string(number);
    const sim::Key key = key_of_partner(in.id);
    sim::Stream draw(w.luck, key, 0, code(Decision::partner_start));
    in.kind = draw_kind(p, draw);
    const auto k = static_cast<std::size_t>(in.kind);
    const std::size_t county = draw_county(map, draw);
    const Place centre = county_place(w, map.names[county]);
    const double spread = p.region.core * p.region.spread;
    const Place place{centre.x + spread * draw.normal(), centre.y + spread * draw.normal()};
    const bool is_regional = draw.bernoulli(p.partner.kind[k].regional);
    append_drawn(w, key, in, place, is_regional, draw);
    return static_cast<std::uint32_t>(county);
}

std::uint32_t append_given(World& w, const Map& map, const PartnerInput& in, const Resources& capacity,
                           std::uint32_t of_ties) {
    const sim::Key key = key_of_partner(in.id);
    sim::Stream draw(w.luck, key, 0, code(Decision::partner_start));
    std::uint32_t equipment = 0;
    for (const std::string& id : in.programmes)
        equipment |= 1u << programme_index(id);
    if (in.programmes.empty())
        for (const std::string& id : in.usual)
            equipment |= 1u << programme_index(id);
    if (equipment == 0) equipment = natures[static_cast<std::size_t>(in.kind)].usual;
    append_partner(w, key, in, county_place(w, map.names[0]), !in.x_km, equipment | of_ties, capacity, draw);
    return every_county;
}

/// Calls f(column) for each column that append_partner fills and for those that follow from it.
template <class F>
void for_each_start(Partners& p, F&& f) {
    f(p.key), f(p.kind), f(p.x), f(p.y), f(p.is_regional), f(p.capacity_start), f(p.equipment), f(p.cyclicality);
    f(p.horizon), f(p.quality_spread), f(p.culture), f(p.reputation), f(p.goals), f(p.is_present), f(p.n_live);
    f(p.dependence);
}

} // namespace

void open_partner(World& w, std::size_t k, std::uint32_t month) {
    Partners& all = w.partners;
    const std::size_t n = all.size();
    const sim::Key key = sim::key_of(all.key[k], month + 1);
    sim::Stream draw(w.luck, key, 0, code(Decision::partner_start));
    PartnerInput in;
    in.kind = draw_kind(w.parameters, draw);
    append_drawn(w, key, in, {all.x[k], all.y[k]}, all.is_regional[k] != 0, draw);
    for_each_start(all, [&](auto& column) { // from the row at the end into that of the one before it
        const auto width = static_cast<std::ptrdiff_t>(column.size() / (n + 1));
        std::copy(column.end() - width, column.end(), column.begin() + static_cast<std::ptrdiff_t>(k) * width);
        column.resize(column.size() - static_cast<std::size_t>(width));
    });
    std::copy_n(all.goals.begin() + static_cast<std::ptrdiff_t>(k * n_goals), n_goals,
                all.goals_start.begin() + static_cast<std::ptrdiff_t>(k * n_goals));
    for (std::size_t r = k * n_resources; r < (k + 1) * n_resources; ++r)
        all.capacity[r] = all.capacity_start[r], all.committed[r] = 0;
}

std::uint32_t usual_programmes(PartnerKind kind) { return natures[static_cast<std::size_t>(kind)].usual; }

void initialise_partners(World& world, const Region& region, const TiesPlan& plan) {
    Map map;
    std::vector<std::uint32_t> institution_county, partner_county;
    std::map<std::string, std::uint32_t> county_of;
    for (const School& s : region.schools) {
        const auto [at, is_new] = county_of.emplace(s.county, static_cast<std::uint32_t>(map.names.size()));
        if (is_new) map.names.push_back(s.county), map.pupils.push_back(0);
        institution_county.push_back(at->second);
        map.pupils[at->second] += s.enrolment;
    }
    double pupils = 0;
    for (const double n : map.pupils)
        map.below.push_back(pupils += n);
    for (std::size_t k = 0; k < region.partners.size(); ++k)
        partner_county.push_back(append_given(world, map, region.partners[k], plan.capacity[k], plan.programmes[k]));
    if (region.partners.empty() && region.synthetic_partners && region.partners_per_10000 > 0) {
        world.has_drawn_partners = 1;
        const auto n = static_cast<std::size_t>(
            std::max(world.parameters.partner.least, std::round(pupils * region.partners_per_10000 / 10000)));
        for (std::size_t number = 1; number <= n; ++number)
            partner_county.push_back(append_synthetic(world, map, number));
    }
    world.partners.goals_start = world.partners.goals;
    world.partners.capacity = world.partners.capacity_start;
    world.partners.committed.assign(world.partners.capacity.size(), 0.0);
    initialise_candidates(world, institution_county, partner_county);
}

void initialise_candidates(World& w, const std::vector<std::uint32_t>& institution_county,
                           const std::vector<std::uint32_t>& partner_county) {
    const Partners& partners = w.partners;
    const SeekParameters& p = w.parameters.seek;
    const auto counties =
        institution_county.empty() ? 0u : *std::max_element(institution_county.begin(), institution_county.end()) + 1;
    std::vector<std::vector<sim::Row>> local(counties), regional(counties);
    for (std::size_t k = 0; k < partners.size(); ++k) {
        const bool everywhere = partner_county[k] == every_county;
        for (std::uint32_t c = everywhere ? 0 : partner_county[k]; c < (everywhere ? counties : partner_county[k] + 1);
             ++c)
            (partners.is_regional[k] ? regional : local)[c].push_back(static_cast<sim::Row>(k));
    }
    std::vector<std::pair<double, sim::Row>> ranked;
    const auto take_best = [&](double most) {
        std::sort(ranked.begin(), ranked.end());
        ranked.resize(std::min(ranked.size(), static_cast<std::size_t>(most)));
        for (const auto& [rank, row] : ranked)
            w.candidates.push_back(row);
        ranked.clear();
    };
    w.candidate_begin.push_back(0);
    for (std::size_t i = 0; i < w.institutions.size(); ++i) {
        const std::size_t first = w.candidates.size();
        for (const sim::Row k : local[institution_county[i]]) {
            const double dx = partners.x[k] - w.institutions.x[i], dy = partners.y[k] - w.institutions.y[i];
            ranked.emplace_back(dx * dx + dy * dy, k);
        }
        take_best(p.near_candidates);
        for (const sim::Row k : regional[institution_county[i]])
            ranked.emplace_back(static_cast<double>(sim::key_of(w.institutions.key[i], partners.key[k]) >> 11), k);
        take_best(p.regional_candidates);
        std::sort(w.candidates.begin() + static_cast<std::ptrdiff_t>(first), w.candidates.end());
        w.candidate_begin.push_back(w.candidates.size());
    }
    index_candidates(w);
}

} // namespace models
