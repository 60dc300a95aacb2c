// Rows of the levers.
#include "models/levers.h"

#include <string>

namespace models {

using sim::assumed;

namespace {

using Table = sim::ParameterTable<Levers>;
const sim::Evidence choice = assumed("a lever: leaders' choice");

void add_search(Table& t) {
    const Levers& v = t.prototype();
    t.add("search.effort", v.search.effort, 0.08, "1/month", {0, 1}, choice,
          "chance that a school with room looks for a partner", "seek-partners");
    t.add("search.wanted", v.search.wanted, 3, "count", {0, 12}, choice,
          "partnerships a school of 1,000 pupils wants at once", "seek-partners");
    t.add("search.scrutiny", v.search.scrutiny, 0.2, "share", {0, 1}, choice,
          "how much of hidden goals is found out before talks",
          "seek-partners negotiate-agreements update-trust renew-partnerships");
    t.add("search.by-alignment", v.search.by_alignment, 0.5, "weight", {0, 5}, choice, "look for shared goals",
          "seek-partners");
    t.add("search.by-need", v.search.by_need, 0.7, "weight", {0, 5}, choice, "look for what pupils need",
          "seek-partners");
    t.add("search.by-resources", v.search.by_resources, 1.5, "weight", {0, 5}, choice, "look for means",
          "seek-partners");
    t.add("search.by-reputation", v.search.by_reputation, 0.8, "weight", {0, 5}, choice, "look for good names",
          "seek-partners");
    t.add("search.by-nearness", v.search.by_nearness, 0.8, "weight", {0, 5}, choice, "look nearby", "seek-partners");
    for (std::size_t k = 0; k < n_partner_kinds; ++k)
        t.add("search.prefer-" + std::string{name(static_cast<PartnerKind>(k))}, v.search.prefer_kind[k], 0, "weight",
              {-3, 3}, choice, "liking for this kind of partner", "seek-partners");
    for (std::size_t g = 0; g < n_programmes; ++g)
        t.add("search.prefer-" + std::string{programme_infos[g].id}, v.search.prefer_programme[g], 0, "weight", {-3, 3},
              choice, "liking for this programme", "seek-partners");
    t.add("search.equity", v.search.equity, 0.1, "share", {0, 1}, choice,
          "steer support to poor schools and low-income pupils",
          "seek-partners negotiate-agreements deliver-activities");
}

void add_terms(Table& t) {
    const Levers& v = t.prototype();
    t.add("agreement.goal-work", v.agreement.goal_work, 0.15, "share", {0, 1}, choice,
          "effort on common ground during talks", "negotiate-agreements deliver-activities");
    t.add("agreement.formality", v.agreement.formality, 0.3, "share", {0, 1}, choice, "how much is written down",
          "negotiate-agreements");
    t.add("agreement.term", v.agreement.term, 24, "month", {6, 120}, choice, "length of an agreement",
          "negotiate-agreements");
    t.add("agreement.evaluation", v.agreement.evaluation, 0.1, "share", {0, 1}, choice, "evaluation clause",
          "negotiate-agreements");
    t.add_late("agreement.readiness", v.agreement.readiness, 1, "share", {0, 1}, choice,
               "agreements ready to be signed, or due, that the school wants",
               "negotiate-agreements renew-partnerships");
    t.add("governance.equal-votes", v.governance.equal_votes, 0.0, "share", {0, 1}, choice, "votes instead of power",
          "share-decisions deliver-activities");
    t.add("governance.school-led", v.governance.school_led, 0.1, "share", {0, 1}, choice, "schools decide",
          "share-decisions");
    t.add("governance.openness", v.governance.openness, 0.4, "share", {0, 1}, choice, "decisions made in the open",
          "update-trust community-supports");
}

void add_running(Table& t) {
    const Levers& v = t.prototype();
    t.add("coordination.bought", v.coordination.bought, 0, "h/month/1000", {0, 60}, choice,
          "paid hours of coordination for 1,000 pupils", "allocate-resources");
    t.add("coordination.backbone", v.coordination.backbone, 0, "0 or 1", {0, 1}, choice,
          "coalitions with a backbone organisation", "start");
    t.add("coordination.shared-measurement", v.coordination.shared_measurement, 0, "share", {0, 1}, choice,
          "one set of measures for all", "start");
    t.add("coordination.pooled", v.coordination.pooled, 0, "share", {0, 1}, choice,
          "partners' funds pooled and given by need", "start");
    t.add("delivery.support", v.delivery.support, 1, "USD/student/month", {0, 40}, choice,
          "training and supplies for a pupil served", "allocate-resources deliver-activities");
    t.add("delivery.depth", v.delivery.depth, 0.4, "share", {0, 1}, choice,
          "few pupils at full dose or many at a thin one", "negotiate-agreements");
    t.add("money.co-funding", v.money.co_funding, 0.1, "share", {0, 0.9}, choice,
          "part of programmes' cash met by the school",
          "seek-partners negotiate-agreements share-decisions allocate-resources deliver-activities");
    t.add("money.reserve", v.money.reserve, 0, "share", {0, 0.05}, choice,
          "spending set aside until the reserve is full", "allocate-resources");
    t.add("money.diversify", v.money.diversify, 0, "share", {0, 1}, choice, "avoid leaning on one partner",
          "seek-partners");
}

} // namespace

const Table& lever_table() {
    static const Table table = [] {
        Table t;
        add_search(t);
        add_terms(t);
        add_running(t);
        return t;
    }();
    return table;
}

} // namespace models
