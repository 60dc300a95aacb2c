#include "models/ties.h"

#include "sim/parallel.h"

#include <algorithm>

namespace models {
namespace {

/// Counting sort of the active rows by agent: each agent's keep the table's order.
Ties sort_by(const Partnerships& all, const std::vector<sim::Row>& agent, std::size_t n_agents) {
    Ties ties;
    ties.begin.assign(n_agents + 2, 0);
    for (std::size_t m = 0; m < all.size(); ++m)
        if (all.stage[m] == Stage::active) ++ties.begin[agent[m] + 2];
    for (std::size_t a = 2; a < ties.begin.size(); ++a)
        ties.begin[a] += ties.begin[a - 1];
    ties.rows.resize(ties.begin.back());
    for (std::size_t m = 0; m < all.size(); ++m) // begin[a + 1] is where the next row of `a` goes, and ends at its end
        if (all.stage[m] == Stage::active) ties.rows[ties.begin[agent[m] + 1]++] = static_cast<std::uint32_t>(m);
    ties.begin.pop_back();
    return ties;
}

} // namespace

BothTies active_ties(const World& w) {
    const Partnerships& all = w.partnerships;
    BothTies ties{sort_by(all, all.institution, w.institutions.size()), sort_by(all, all.partner, w.partners.size())};
    // The table is sorted by school, so a partner's ties are in order already; a school's stand in order of keys.
    Ties& schools = ties.of_schools;
    sim::for_each_row(w.institutions.size(), [&](std::size_t i) {
        std::sort(schools.rows.begin() + schools.begin[i], schools.rows.begin() + schools.begin[i + 1],
                  [&](std::uint32_t a, std::uint32_t b) {
                      return all.partner[a] != all.partner[b] ? all.partner[a] < all.partner[b] : a < b;
                  });
    });
    return ties;
}

} // namespace models
