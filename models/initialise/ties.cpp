// Running partnerships of the user's ties.csv: in force at month 0 as they were given, no new talks.
#include "models/derived.h"
#include "models/initialise/initialise.h"
#include "models/partnership_table.h"

#include <algorithm>
#include <map>

namespace models {
namespace {

/// PARTNER's scale from 1 to 4 as a share.
void set(double& score, const std::optional<double>& surveyed) {
    if (surveyed) score = (*surveyed - 1) / 3;
}

void set_scores(Partnerships& all, std::size_t m, const Tie& tie) {
    set(all.reliability_i[m], tie.reliability), set(all.mission_i[m], tie.mission),
        set(all.openness_i[m], tie.openness);
    set(all.influence_i[m], tie.influence), set(all.involvement_i[m], tie.involvement),
        set(all.resources_i[m], tie.resources);
}

/// Age and months left of a tie as it is given; an age that is not given is drawn within one term.
void set_clock(World& w, std::size_t m, const Tie& tie) {
    Partnerships& all = w.partnerships;
    const double drawn = sim::Stream(w.luck, all.key[m], 0, code(Decision::tie_age)).uniform() * all.term[m];
    all.age[m] = static_cast<std::int32_t>(tie.months.value_or(drawn));
    all.months_left[m] = std::max(1, all.term[m] - all.age[m] % all.term[m]);
    if (tie.ends_in) all.months_left[m] = std::max(1, static_cast<std::int32_t>(*tie.ends_in));
}

/// The agreement in force: what the plan pledges, with the terms of the strategy.
void put_in_force(World& w, std::size_t m, const Tie& tie, const TiePlan& plan) {
    Partnerships& all = w.partnerships;
    const AgreementLevers& s = w.levers.agreement;
    const std::size_t k = all.partner[m];
    for (std::size_t r = 0; r < n_resources; ++r) {
        all.pledge[m * n_resources + r] = plan.pledge[r];
        w.partners.committed[k * n_resources + r] += plan.pledge[r];
    }
    all.stage[m] = Stage::active;
    all.term[m] = std::max(1, static_cast<std::int32_t>(std::min(s.term, w.partners.horizon[k])));
    set_clock(w, m, tie);
    all.formality[m] = s.formality;
    all.evaluation[m] = s.evaluation;
    all.share_wanted[m] = std::min(1.0, plan.group / std::max(1.0, eligible(w, all.institution[m], all.programme[m])));
    all.fidelity[m] = w.parameters.delivery.start;
    ++w.partners.n_live[k];
    set_scores(all, m, tie);
}

} // namespace

void initialise_ties(World& w, const Region& region, const TiesPlan& plan) {
    std::map<std::string, sim::Row> school, partner;
    for (const School& s : region.schools)
        school.emplace(s.id, static_cast<sim::Row>(school.size()));
    for (const PartnerInput& p : region.partners)
        partner.emplace(p.id, static_cast<sim::Row>(partner.size()));
    std::map<sim::Key, std::size_t> tie_of;
    std::vector<NewPartnership> born;
    for (std::size_t t = 0; t < region.ties.size(); ++t) {
        if (!plan.ties[t].starts) continue;
        const Tie& tie = region.ties[t];
        const sim::Row i = school.at(tie.school), k = partner.at(tie.partner);
        const auto g = static_cast<std::uint8_t>(programme_index(tie.programme));
        const double alignment =
            overlap(row_of<n_goals>(w.institutions.goals, i), row_of<n_goals>(w.partners.goals, k));
        born.push_back({i, k, g, alignment});
        tie_of[partnership_key(w.institutions.key[i], w.partners.key[k], g)] = t;
    }
    add_partnerships(w, w.luck, born);
    w.events.talks_opened -= static_cast<double>(born.size()); // what runs already was never talked about here
    for (const auto& [key, t] : tie_of) {
        w.given.tie.push_back(key);
        w.given.tie_share.push_back(plan.ties[t].share);
        w.given.tie_payer.push_back(region.ties[t].payer);
    }
    for (std::size_t m = 0; m < w.partnerships.size(); ++m) {
        const std::size_t t = tie_of.at(w.partnerships.key[m]);
        put_in_force(w, m, region.ties[t], plan.ties[t]);
    }
}

void restart_ties(World& w, const Region& region) {
    Partnerships& all = w.partnerships;
    for (const Tie& tie : region.ties) {
        const auto g = static_cast<std::size_t>(programme_index(tie.programme));
        const sim::Key key = partnership_key(sim::key_of(tie.school), key_of_partner(tie.partner), g);
        const auto row = std::find(all.key.begin(), all.key.end(), key);
        if (row == all.key.end()) continue; // it never started
        const auto m = static_cast<std::size_t>(row - all.key.begin());
        set_clock(w, m, tie);
        all.n_renewals[m] = 0;
        set_scores(all, m, tie);
    }
}

} // namespace models
