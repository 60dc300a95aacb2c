// 12. Practice is adopted, fades, and spreads between schools tied to the same partners.
#include "models/derived.h"
#include "models/processes.h"
#include "sim/graph.h"

#include <algorithm>

namespace models {

void spread_practice(World& w, const sim::Step&) {
    const PracticeParameters& p = w.parameters.practice;
    const Partnerships& all = w.partnerships;
    Institutions& schools = w.institutions;
    std::vector<sim::Edge> edges;
    for (std::size_t m = 0; m < all.size(); ++m)
        if (all.stage[m] == Stage::active) edges.push_back({all.institution[m], all.partner[m], school_trust(all, m)});
    sim::Graph to_partner = sim::make_graph(schools.size(), w.partners.size(), edges);
    sim::Graph to_school = to_partner.transpose();
    sim::normalise_rows(to_partner);
    sim::normalise_rows(to_school);
    const Eigen::Map<const Eigen::VectorXd> own(schools.practice.data(), static_cast<Eigen::Index>(schools.size()));
    const Eigen::VectorXd seen = to_partner * (to_school * own); // mean practice at the tables a school sits at
    const double terms = sim::months_per_year / sim::months_per_term;
    for (std::size_t i = 0; i < schools.size(); ++i) {
        const double push = schools.practice_push[i], have = schools.practice[i];
        const double better = std::max(0.0, seen[static_cast<Eigen::Index>(i)] - have);
        schools.practice[i] += (p.adopt_year * std::max(0.0, push - have) - p.fade_year * std::max(0.0, have - push) +
                                p.spread_year * better) /
                               terms;
    }
}

} // namespace models
