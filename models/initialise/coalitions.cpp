// Coalitions of neighbouring schools: at the start, and where the strategy of a running region changes.
#include "models/initialise/initialise.h"

#include <algorithm>
#include <map>
#include <string>

namespace models {
namespace {

bool founds(const Levers& l) {
    return l.coordination.backbone > 0 || l.coordination.shared_measurement > 0 || l.coordination.pooled > 0;
}

/// What a coalition has of the levers.
void equip(Coalitions& all, std::size_t c, const Levers& l) {
    all.has_backbone[c] = l.coordination.backbone > 0.5 ? 1 : 0;
    all.shared_measurement[c] = l.coordination.shared_measurement;
    all.pooled_share[c] = l.coordination.pooled;
}

/// Its key: coalitions of the first day are called as they always were.
sim::Key key_of(const std::string& county, std::size_t members, std::uint32_t month) {
    const std::string name = "coalition/" + county + "/" + std::to_string(members);
    return sim::key_of(month == 0 ? name : name + "/" + std::to_string(month));
}

bool is_in_one(const World& w, sim::Row school) {
    const sim::Row c = w.institutions.coalition[school];
    return c != sim::no_row && w.coalitions.is_alive[c];
}

} // namespace

void found_coalitions(World& w, const Region& region) {
    if (!founds(w.levers)) return;
    const CoalitionParameters& p = w.parameters.coalition;
    std::map<std::string, std::vector<sim::Row>> by_county;
    for (std::size_t i = 0; i < region.schools.size(); ++i)
        if (!is_in_one(w, static_cast<sim::Row>(i)))
            by_county[region.schools[i].county].push_back(static_cast<sim::Row>(i));
    for (auto& [county, rows] : by_county) {
        std::stable_sort(rows.begin(), rows.end(),
                         [&](sim::Row a, sim::Row b) { return w.institutions.x[a] < w.institutions.x[b]; });
        std::size_t members = 0;
        for (const sim::Row i : rows) {
            sim::Stream draw(w.luck, w.institutions.key[i], w.month, code(Decision::coalition_joins));
            if (!draw.bernoulli(p.join_share)) continue;
            Coalitions& all = w.coalitions;
            if (members % static_cast<std::size_t>(p.members_max) == 0) {
                all.key.push_back(key_of(county, members, w.month));
                for (auto* column : {&all.shared_measurement, &all.pooled_share, &all.n_members})
                    column->push_back(0);
                all.has_backbone.push_back(0);
                all.funding.push_back(1);
                all.grant_months.push_back(p.grant_months);
                all.is_alive.push_back(1);
                all.age.push_back(0);
                equip(all, all.size() - 1, w.levers);
            }
            all.n_members.back() += 1;
            w.institutions.coalition[i] = static_cast<sim::Row>(all.size() - 1);
            ++members;
        }
    }
}

void change_coalitions(World& w, const Region& region) {
    const std::size_t before = w.coalitions.size();
    for (std::size_t c = 0; c < before; ++c)
        if (w.coalitions.is_alive[c]) equip(w.coalitions, c, w.levers);
    found_coalitions(w, region);
    for (std::size_t c = before; c < w.coalitions.size(); ++c)
        w.money.open(), w.hours.open(); // coalitions' accounts are the last
}

} // namespace models
