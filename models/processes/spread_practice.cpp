// Practice is adopted, fades, and spreads between schools tied to the same partners.
#include "models/derived.h"
#include "models/processes.h"
#include "models/ties.h"
#include "sim/parallel.h"

#include <algorithm>

namespace models {

/// Practice spreads and fades (term end); it may outlive the contract.
///
///     h += adopt (push - h)+ - fade (h - push)+ + spread (mean of schools with the same partners - h)+    [SD/year]
/// Reads practice_push. Writes practice [N]. No draws.
void spread_practice(World& w, const sim::Step&) {
    const PracticeParameters& p = w.parameters.practice;
    const Partnerships& all = w.partnerships;
    Institutions& schools = w.institutions;
    const BothTies ties = active_ties(w);
    const auto trust = [&](std::size_t m) { return school_trust(w, m); };
    std::vector<double> table(w.partners.size()); // mean practice of the schools that a partner works with
    sim::for_each_row(table.size(), [&](std::size_t k) {
        table[k] = mean_over_ties(ties.of_partners, k, all.institution, trust,
                                  [&](sim::Row i) { return schools.practice[i]; });
    });
    sim::for_each_row(schools.size(), [&](std::size_t i) {
        const double seen =
            mean_over_ties(ties.of_schools, i, all.partner, trust, [&](sim::Row k) { return table[k]; });
        const double push = schools.practice_push[i], have = schools.practice[i];
        const double better = std::max(0.0, seen - have);
        schools.practice[i] +=
            (p.adopt * std::max(0.0, push - have) - p.fade * std::max(0.0, have - push) + p.spread * better) /
            sim::terms_per_year;
    });
}

} // namespace models
