// Running partnerships of the user's ties.csv: signed at month 0 with the surveyed scores.
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

} // namespace

void initialise_ties(World& w, const Region& region) {
    std::map<std::string, sim::Row> school, partner;
    for (const School& s : region.schools)
        school.emplace(s.id, static_cast<sim::Row>(school.size()));
    for (const PartnerInput& p : region.partners)
        partner.emplace(p.id, static_cast<sim::Row>(partner.size()));
    std::map<sim::Key, const Tie*> tie_of;
    std::vector<NewPartnership> born;
    for (const Tie& tie : region.ties) {
        const sim::Row i = school.at(tie.school), k = partner.at(tie.partner);
        const auto g = static_cast<std::uint8_t>(programme_index(tie.programme));
        const double alignment =
            overlap(row_of<n_goals>(w.institutions.goals, i), row_of<n_goals>(w.partners.goals, k));
        born.push_back({i, k, g, alignment});
        tie_of[sim::key_of(sim::key_of(w.institutions.key[i], w.partners.key[k]), g)] = &tie;
    }
    add_partnerships(w, w.luck, born);
    Partnerships& all = w.partnerships;
    std::vector<std::uint8_t> reason(all.size(), n_end_reasons);
    for (std::size_t m = 0; m < all.size(); ++m) {
        if (!sign_agreement(w, m)) {
            reason[m] = static_cast<std::uint8_t>(EndReason::talks_failed);
            continue;
        }
        const Tie& tie = *tie_of.at(all.key[m]);
        set_scores(all, m, tie);
        all.age[m] = static_cast<std::int32_t>(tie.months);
        all.months_left[m] = std::max(1, all.term[m] - all.age[m] % std::max(1, all.term[m]));
    }
    remove_partnerships(w, reason);
}

} // namespace models
