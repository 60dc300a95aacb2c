// Community support, trust within schools, reputations.
#include "models/derived.h"
#include "models/processes.h"
#include "sim/mathematics.h"
#include "sim/parallel.h"

#include <algorithm>

namespace models {
namespace {

void update_school(World& w, std::size_t i) {
    const Parameters& p = w.parameters;
    Institutions& all = w.institutions;
    const Tally& t = w.tallies[i];
    const double served = t.test_students > 0 ? t.served / t.test_students : 0.0;
    const double cut = 1 - all.spending[i] / std::max(1.0, all.base_spending[i]);
    const double support = p.support.start + p.support.trend * all.report_trend[i] + p.support.served * served -
                           p.support.cut * std::max(0.0, cut);
    all.support[i] += p.support.adjust * (std::clamp(support, 0.0, 1.0) - all.support[i]);
    const double stayed = all.principal_months[i] / (all.principal_months[i] + p.school_trust.tenure_half);
    const double trust =
        p.school_trust.start + p.school_trust.tenure * (stayed - p.school_trust.usual_standing) +
        p.school_trust.openness * (w.levers.governance.openness - w.parameters.school_trust.usual_openness);
    all.relational_trust[i] += p.school_trust.adjust * (std::clamp(trust, 0.0, 1.0) - all.relational_trust[i]);
    const double known = p.reputation.start + p.support.trend * all.report_trend[i];
    all.reputation[i] += p.reputation.adjust * (std::clamp(known, 0.0, 1.0) - all.reputation[i]);
}

/// A partner's name follows the promises it keeps.
void update_partners(World& w) {
    const Partnerships& all = w.partnerships;
    std::vector<double> kept(w.partners.size(), 0.0), n(w.partners.size(), 0.0);
    for (std::size_t m = 0; m < all.size(); ++m)
        if (all.stage[m] == Stage::active) kept[all.partner[m]] += all.reliability_i[m], n[all.partner[m]] += 1;
    for (std::size_t k = 0; k < n.size(); ++k)
        if (n[k] > 0)
            w.partners.reputation[k] += w.parameters.reputation.adjust * (kept[k] / n[k] - w.partners.reputation[k]);
}

} // namespace

/// The community supports, or not (term end).
///
///     support -> start + trend + served - cut;   school trust -> start + tenure + openness;   reputation -> results
/// Writes support, relational_trust, reputation [N] and of partners [P]. No draws.
void community_supports(World& w, const sim::Step&) {
    sim::for_each_row(w.institutions.size(), [&](std::size_t i) { update_school(w, i); });
    update_partners(w);
}

} // namespace models
