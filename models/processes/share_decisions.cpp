// Decisions are shared by dependence and rule; goals drift over the graph of partnerships.
#include "models/derived.h"
#include "models/processes.h"
#include "models/ties.h"
#include "sim/parallel.h"

#include <algorithm>

namespace models {
namespace {

/// Weight of the school: power is the other's dependence, softened by the governance rule.
double weight(const World& w, std::size_t i, double of_school, double of_partner) {
    const PowerParameters& p = w.parameters.power;
    const double both = of_school + of_partner;
    const double power = 0.5 + (both > 0 ? p.by_dependence * (of_partner / both - 0.5) : 0.0);
    const double equal = std::min(1.0, w.levers.governance.equal_votes + p.backbone_rule * backbone_strength(w, i));
    const double led = (1 - equal) * w.levers.governance.school_led;
    return equal * 0.5 + led * p.school_led_weight + (1 - equal - led) * power;
}

/// Goals of one agent a month on: its first ones, moved towards those of the others by weight of ties.
template <class Weight>
void drift(const GoalsParameters& p, const Ties& ties, std::size_t agent, const std::vector<sim::Row>& ends,
           const Weight& weight, const std::vector<double>& start, const std::vector<double>& others, double* next) {
    const double tied = strength(ties, agent, ends, weight);
    const double lambda = tied > 0 ? p.susceptibility * tied / (tied + p.half_tie) : 0.0;
    Goals seen{};
    if (lambda > 0)
        for_each_tie(ties, agent, ends, weight, [&](sim::Row other, double tie) {
            const double share = tie / tied;
            for (std::size_t d = 0; d < n_goals; ++d)
                seen[d] += share * others[other * n_goals + d];
        });
    for (std::size_t d = 0; d < n_goals; ++d) {
        const double first = start[agent * n_goals + d];
        next[d] = lambda > 0 ? (1 - lambda) * first + lambda * seen[d] : first;
    }
}

/// One step of Friedkin & Johnsen over schools and partners together [N + P]. Partners' new goals wait until schools
/// have seen the old ones.
void drift_goals(World& w, const BothTies& ties) {
    const Partnerships& all = w.partnerships;
    const GoalsParameters& p = w.parameters.goals;
    const auto of_school = [&](std::size_t m) { return school_trust(w, m) * (1 - all.weight[m]); };
    const auto of_partner = [&](std::size_t m) { return partner_trust(w, m) * all.weight[m]; };
    Institutions& schools = w.institutions;
    std::vector<double> partners(w.partners.goals.size());
    sim::for_each_row(w.partners.size(), [&](std::size_t k) {
        drift(p, ties.of_partners, k, all.institution, of_partner, w.partners.goals_start, schools.goals,
              &partners[k * n_goals]);
    });
    sim::for_each_row(schools.size(), [&](std::size_t i) {
        drift(p, ties.of_schools, i, all.partner, of_school, schools.goals_start, w.partners.goals,
              &schools.goals[i * n_goals]);
    });
    w.partners.goals.swap(partners);
}

void update_fit(World& w, std::size_t m) {
    Partnerships& all = w.partnerships;
    const std::size_t i = all.institution[m], k = all.partner[m];
    const auto ours = row_of<n_goals>(w.institutions.goals, i), theirs = row_of<n_goals>(w.partners.goals, k);
    const double shared = overlap(ours, theirs);
    all.alignment[m] = shared + (1 - shared) * all.common_ground[m];
    Goals aimed{};
    for (std::size_t d = 0; d < n_goals; ++d)
        aimed[d] = all.weight[m] * ours[d] + (1 - all.weight[m]) * theirs[d];
    const double relevant = w.parameters.goals.fit_relevance;
    all.fit[m] = (1 - relevant) * overlap(aimed, row_of<n_goals>(w.institutions.need, i)) +
                 relevant * relevance(w, i, all.programme[m]);
}

} // namespace

/// Decisions are shared and goals drift.
///
///     dependence of a on b = share of a's support from b / (1 + alternatives x others)        (Emerson 1962)
///     weight of the school = dep_k / (dep_i + dep_k), moved towards votes, school-led or backbone rules
///     x(t+1) = (I - L) x(0) + L W x(t)            (Friedkin & Johnsen 1990; W = trust x weight over the graph)
///     fit = (overlap(weighted goals, need) + relevance of the programme) / 2
/// Reads pledges, trust. Writes weight, alignment, fit [M]; goals, dependence of schools and partners. No draws.
void share_decisions(World& w, const sim::Step&) {
    Partnerships& all = w.partnerships;
    const BothTies ties = active_ties(w);
    const Dependence d = dependence(w, ties);
    const auto largest = [](const Ties& of, std::size_t agent, const std::vector<double>& dependence) {
        double most = 0;
        for (std::size_t at = of.begin[agent]; at < of.begin[agent + 1]; ++at)
            most = std::max(most, dependence[of.rows[at]]);
        return most;
    };
    sim::for_each_row(w.institutions.size(),
                      [&](std::size_t i) { w.institutions.dependence[i] = largest(ties.of_schools, i, d.of_school); });
    sim::for_each_row(w.partners.size(),
                      [&](std::size_t k) { w.partners.dependence[k] = largest(ties.of_partners, k, d.of_partner); });
    sim::for_each_row(all.size(), [&](std::size_t m) {
        if (all.stage[m] == Stage::active)
            all.weight[m] = weight(w, all.institution[m], d.of_school[m], d.of_partner[m]);
    });
    drift_goals(w, ties);
    sim::for_each_row(all.size(), [&](std::size_t m) { update_fit(w, m); });
}

} // namespace models
