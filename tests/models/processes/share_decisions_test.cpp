#include "models/derived.h"
#include "models/processes.h"
#include "tests/support/fixtures.h"

#include <catch2/catch.hpp>

using namespace models;

namespace {

using Id = ProgrammeId;

/// One school and partners that tutor. Dependence counts support alone unless a test sets `alternatives`.
World one_school(std::size_t n_partners) {
    std::vector<PartnerInput> partners;
    for (std::size_t k = 0; k < n_partners; ++k)
        partners.push_back(fixtures::partner(fixtures::numbered("p", k), PartnerKind::nonprofit,
                                             {1e4, 1e3, 1e3, 0, 0, 0}, {"tutoring", "mentoring"}));
    World w = fixtures::world(fixtures::setup({fixtures::school("a", 0, 8, 900)}, partners));
    w.parameters.power.alternatives = 0;
    w.levers.governance.equal_votes = w.levers.governance.school_led = 0;
    return w;
}

std::size_t with_funds(World& w, std::size_t i, std::size_t k, double dollars, Id programme = Id::tutoring) {
    return fixtures::add_relation(w, {i, k, programme, Stage::active, {dollars, 0, 0, 0, 0, 0}});
}

void set_goals(World& w, const Goals& school, const Goals& partner) {
    w.institutions.goals.assign(school.begin(), school.end());
    w.partners.goals.assign(partner.begin(), partner.end());
    w.institutions.goals_start = w.institutions.goals;
    w.partners.goals_start = w.partners.goals;
}

} // namespace

TEST_CASE("equal dependence gives both sides half of the weight", "[models][decisions]") {
    World w = one_school(1);
    with_funds(w, 0, 0, 500);
    share_decisions(w, fixtures::step(w));
    CHECK(w.partnerships.weight[0] == 0.5);
    CHECK(w.institutions.dependence[0] == 1);
    CHECK(w.partners.dependence[0] == 1);
}

TEST_CASE("who depends less has the power", "[models][decisions]") {
    // Support 100 and 300: the school depends by 1/4 and 3/4, each partner wholly on its one school.
    World w = one_school(2);
    with_funds(w, 0, 0, 100), with_funds(w, 0, 1, 300);
    share_decisions(w, fixtures::step(w));
    for (std::size_t m = 0; m < 2; ++m)
        CHECK(w.partnerships.weight[m] == Approx(w.partnerships.partner[m] == 0 ? 1 / 1.25 : 1 / 1.75));
    CHECK(w.institutions.dependence[0] == Approx(0.75));

    // One partner gives 100 to one school and 300 to another, which have nobody else.
    Setup setup = fixtures::setup({fixtures::school("a", 0, 8, 900), fixtures::school("b", 0, 8, 900)},
                                  {fixtures::partner("p", PartnerKind::nonprofit, {1e4, 0, 0, 0, 0, 0}, {"tutoring"})});
    World strong = fixtures::world(setup);
    strong.parameters.power.alternatives = 0;
    strong.levers.governance.equal_votes = strong.levers.governance.school_led = 0;
    with_funds(strong, 0, 0, 100), with_funds(strong, 1, 0, 300);
    share_decisions(strong, fixtures::step(strong));
    CHECK(strong.partnerships.weight[0] == Approx(0.25 / 1.25));
    CHECK(strong.partnerships.weight[1] == Approx(0.75 / 1.75));
}

TEST_CASE("alternatives lower dependence", "[models][decisions]") {
    World w = one_school(3);
    w.parameters.power.alternatives = 0.25;
    with_funds(w, 0, 0, 500);
    share_decisions(w, fixtures::step(w));
    // The school could turn to two others; no other school knows the partner.
    const double school = 1 / (1 + 0.25 * 2), partner = 1 / (1 + 0.25 * (w.known_by[0] - 1));
    CHECK(w.institutions.dependence[0] == Approx(school));
    CHECK(w.partnerships.weight[0] == Approx(partner / (school + partner)));
    CHECK(w.partnerships.weight[0] > 0.5);
}

TEST_CASE("two programmes of one pair are one dependence", "[models][decisions]") {
    World w = one_school(2);
    with_funds(w, 0, 0, 100), with_funds(w, 0, 0, 200, Id::mentoring), with_funds(w, 0, 1, 300);
    share_decisions(w, fixtures::step(w));
    for (std::size_t m = 0; m < 3; ++m)
        CHECK(w.partnerships.weight[m] == Approx(1 / 1.5));
}

TEST_CASE("a governance rule replaces power: votes, school-led, backbone", "[models][decisions]") {
    World w = one_school(2);
    with_funds(w, 0, 0, 100), with_funds(w, 0, 1, 300);
    const std::size_t m = w.partnerships.partner[0] == 0 ? 0 : 1;
    const auto weight = [&](double votes, double led) {
        w.levers.governance.equal_votes = votes, w.levers.governance.school_led = led;
        w.parameters.power.school_led_weight = 0.85;
        share_decisions(w, fixtures::step(w));
        return w.partnerships.weight[m];
    };
    CHECK(weight(1, 0) == 0.5);
    CHECK(weight(1, 1) == 0.5);
    CHECK(weight(0, 1) == 0.85);
    CHECK(weight(0.5, 0.4) == Approx(0.25 + 0.2 * 0.85 + 0.3 * 0.8));

    w.institutions.coalition[0] = 0;
    w.coalitions.key = {1}, w.coalitions.has_backbone = {1}, w.coalitions.shared_measurement = {0};
    w.coalitions.pooled_share = {0}, w.coalitions.n_members = {1}, w.coalitions.funding = {0.6};
    w.coalitions.grant_months = {12}, w.coalitions.is_alive = {1}, w.coalitions.age = {0};
    w.parameters.power.backbone_rule = 0.5;
    CHECK(weight(0, 0) == Approx(0.3 * 0.5 + 0.7 * 0.8));
}

TEST_CASE("goals move one step towards each other as Friedkin and Johnsen say", "[models][decisions]") {
    World w = one_school(1);
    const Goals ours{0.6, 0.2, 0.2, 0, 0}, theirs{0, 0, 0, 0.7, 0.3};
    set_goals(w, ours, theirs);
    with_funds(w, 0, 0, 500);
    for (auto* score : {&w.partnerships.reliability_i, &w.partnerships.mission_i, &w.partnerships.openness_i})
        (*score)[0] = 0.6;
    for (auto* score : {&w.partnerships.reliability_p, &w.partnerships.mission_p, &w.partnerships.openness_p})
        (*score)[0] = 0.4;
    w.parameters.goals.susceptibility = 0.35, w.parameters.goals.half_tie = 0.6;
    share_decisions(w, fixtures::step(w));
    // Ties: 0.6 x 0.5 and 0.4 x 0.5; weights of the other's view 0.35 x 0.3 / 0.9 and 0.35 x 0.2 / 0.8.
    const double school = 0.35 / 3, partner = 0.0875;
    for (std::size_t d = 0; d < n_goals; ++d) {
        CHECK(w.institutions.goals[d] == Approx((1 - school) * ours[d] + school * theirs[d]));
        CHECK(w.partners.goals[d] == Approx((1 - partner) * theirs[d] + partner * ours[d]));
    }
    const std::vector<double> first = w.institutions.goals, other = w.partners.goals;
    share_decisions(w, fixtures::step(w)); // the second step starts from x(0), not from x(1)
    for (std::size_t d = 0; d < n_goals; ++d)
        CHECK(w.institutions.goals[d] == Approx((1 - school) * ours[d] + school * other[d]));
    CHECK(w.institutions.goals_start == std::vector<double>(ours.begin(), ours.end()));
}

TEST_CASE("goals stay shares, and come back to their start when nobody is left to talk to", "[models][decisions]") {
    World w = one_school(3);
    for (std::size_t k = 0; k < 3; ++k)
        with_funds(w, 0, k, 100 + 50 * static_cast<double>(k));
    for (int month = 0; month < 24; ++month)
        share_decisions(w, fixtures::step(w));
    for (std::size_t k = 0; k < 3; ++k) {
        double sum = 0;
        for (std::size_t d = 0; d < n_goals; ++d) {
            CHECK(w.partners.goals[k * n_goals + d] >= 0);
            sum += w.partners.goals[k * n_goals + d];
        }
        CHECK(sum == Approx(1));
    }
    w.partnerships.stage.assign(3, Stage::goals); // talks move nobody
    share_decisions(w, fixtures::step(w));
    CHECK(w.institutions.goals == w.institutions.goals_start);
    CHECK(w.partners.goals == w.partners.goals_start);
    CHECK(w.institutions.dependence[0] == 0);
}

TEST_CASE("alignment is the overlap of goals and what talks have bridged", "[models][decisions]") {
    World w = one_school(1);
    w.parameters.goals.susceptibility = 0;
    set_goals(w, {0.6, 0.2, 0.2, 0, 0}, {0.3, 0, 0, 0.7, 0});
    const std::size_t m = with_funds(w, 0, 0, 500);
    w.partnerships.common_ground[m] = 0.4;
    share_decisions(w, fixtures::step(w));
    CHECK(w.partnerships.alignment[m] == Approx(0.3 + 0.7 * 0.4));
}

TEST_CASE("fit is what is done against what is needed: a strong partner bends it", "[models][decisions]") {
    World w = one_school(1);
    w.parameters.goals.susceptibility = 0;
    const Goals need{0.6, 0.2, 0.2, 0, 0};
    set_goals(w, need, {0, 0, 0, 1, 0});
    w.institutions.need.assign(need.begin(), need.end());
    const std::size_t m = with_funds(w, 0, 0, 500);
    // Tutoring serves 0.6 x 1 + 0.2 x 0.1 + 0.2 x 0.5 = 0.72 of these needs; the goals lived by overlap by the weight.
    w.levers.governance.school_led = 1;
    share_decisions(w, fixtures::step(w));
    CHECK(w.partnerships.fit[m] == Approx(0.5 * (0.85 + 0.72)));
    w.levers.governance.school_led = 0;
    share_decisions(w, fixtures::step(w));
    CHECK(w.partnerships.fit[m] == Approx(0.5 * (0.5 + 0.72)));
}

TEST_CASE("overlap is 1 for the same goals and 0 for nothing in common", "[models][derived]") {
    const Goals a{0.5, 0.5, 0, 0, 0}, b{0, 0, 0.5, 0.5, 0}, c{0.5, 0, 0.5, 0, 0};
    CHECK(overlap(a, a) == 1);
    CHECK(overlap(a, b) == 0);
    CHECK(overlap(a, c) == Approx(0.5));
}
