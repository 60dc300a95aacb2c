#include "models/derived.h"
#include "models/processes.h"
#include "tests/support/fixtures.h"
#include "tests/support/statistics.h"

#include <catch2/catch.hpp>

#include <cmath>

using namespace models;

namespace {

constexpr std::size_t n = 20'000;
constexpr auto reason(EndReason r) { return static_cast<std::size_t>(r); }

/// `n` talks of one pair in one stage, each with luck of its own; nothing stands in their way but what a test sets.
/// Both have one candidate, so nobody has an alternative but the partner's one school.
World talks(Stage stage, double alignment) {
    Setup setup =
        fixtures::setup({fixtures::school("a", 0, 8, 900), fixtures::school("b", 0, 8, 900)},
                        {fixtures::partner("p", PartnerKind::nonprofit, {1e6, 1e5, 1e5, 0, 0, 0}, {"tutoring"})});
    setup.levers = fixtures::strategy("opportunistic");
    TalksParameters& p = setup.parameters.talks;
    p.pace = 0.5, p.fail_rate = 0;
    p.misalignment = p.culture = p.inequality = p.regulation = p.formality = 0;
    p.fail_misalignment = p.fail_culture = p.fail_inequality = p.fail_regulation = 0;
    World w = fixtures::world(setup);
    fixtures::fill_relations(w, {0, 0, ProgrammeId::tutoring, stage, {}, alignment}, n);
    return w;
}

double advanced(World w, Stage to) {
    negotiate_agreements(w, fixtures::step(w));
    return static_cast<double>(std::count(w.partnerships.stage.begin(), w.partnerships.stage.end(), to));
}
double failed(World w) {
    negotiate_agreements(w, fixtures::step(w));
    CHECK(w.partnerships.size() + static_cast<std::size_t>(w.events.talks_failed) == n);
    return w.events.talks_failed;
}

/// Odds of all frequencies here: four standard errors, 1 seed in 16,000.
statistics::Near count_of(double probability) { return statistics::BinomialCount(n, probability, 4); }

} // namespace

TEST_CASE("talks pass a stage at their pace when nothing stands in the way", "[models][negotiate][statistical]") {
    CHECK_THAT(advanced(talks(Stage::goals, 0.2), Stage::common_ground), count_of(1 - std::exp(-0.5)));
    CHECK_THAT(advanced(talks(Stage::buy_in, 0.2), Stage::agreement), count_of(1 - std::exp(-0.5)));
}

TEST_CASE("misalignment, culture and inequality slow talks as the formula says", "[models][negotiate][statistical]") {
    World w = talks(Stage::goals, 0.6);
    TalksParameters& p = w.parameters.talks;
    p.pace = 1.3, p.misalignment = 1.2, p.culture = 0.8, p.inequality = 0.5;
    w.institutions.culture = {0.2, 0.5, 0.5};
    w.partners.culture = {0.8, 0.5, 0.2}; // distance (0.6 + 0 + 0.3) / 3
    const double unequal = inequality(alternatives(w, 0, 0), w.known_by[0] - 1);
    CHECK(unequal == 0.5); // the school has no alternative, the partner one: the other school
    const double pace = 1.3 * std::exp(-1.2 * 0.4 - 0.8 * 0.3 - 0.5 * unequal);
    CHECK_THAT(advanced(w, Stage::common_ground), count_of(1 - std::exp(-pace)));
}

TEST_CASE("what is hidden hinders no talks until it is looked for", "[models][negotiate][statistical]") {
    World w = talks(Stage::goals, 0.2);
    w.parameters.talks.misalignment = 2;
    w.environment.hidden = 0.6;
    w.levers.search.scrutiny = 0.5; // shown: 1 - 0.6 x 0.5
    CHECK_THAT(advanced(w, Stage::common_ground), count_of(1 - std::exp(-0.5 * std::exp(-2 * 0.8 * 0.7))));
}

TEST_CASE("regulation and formality slow the writing, not the search", "[models][negotiate][statistical]") {
    for (const Stage stage : {Stage::goals, Stage::common_ground, Stage::proposal, Stage::buy_in}) {
        World w = talks(stage, 0.5);
        w.parameters.talks.regulation = 0.8, w.parameters.talks.formality = 0.5;
        w.environment.regulation = 1;
        w.levers.agreement.formality = 0.6;
        const double slow = stage >= Stage::proposal ? 0.8 + 0.3 : 0;
        const auto next = static_cast<Stage>(static_cast<int>(stage) + 1);
        CHECK_THAT(advanced(w, next), count_of(1 - std::exp(-0.5 * std::exp(-slow))));
    }
}

TEST_CASE("talks fail as the formula says", "[models][negotiate][statistical]") {
    World w = talks(Stage::goals, 0.6);
    TalksParameters& p = w.parameters.talks;
    p.fail_rate = 0.03, p.fail_misalignment = 2, p.fail_culture = 1, p.fail_inequality = 0.5, p.fail_regulation = 0.4;
    w.institutions.culture = {0.2, 0.5, 0.5}, w.partners.culture = {0.8, 0.5, 0.2};
    w.environment.regulation = 0.5;
    CHECK_THAT(failed(w), count_of(0.03 * std::exp(2 * 0.4 + 1 * 0.3 + 0.5 * 0.5 + 0.4 * 0.5)));
}

TEST_CASE("under the same luck misaligned talks are slower and fail more", "[models][negotiate]") {
    const Parameters defaults = parameter_table().defaults();
    const auto with = [&](double alignment) {
        World w = talks(Stage::goals, alignment);
        w.parameters.talks = defaults.talks;
        return w;
    };
    CHECK(advanced(with(0.9), Stage::common_ground) > advanced(with(0.3), Stage::common_ground));
    CHECK(failed(with(0.9)) < failed(with(0.3)));
}

TEST_CASE("talks without a chance to fail or to advance stay where they are", "[models][negotiate]") {
    World w = talks(Stage::buy_in, 0.5);
    w.parameters.talks.pace = 0;
    for (w.month = 0; w.month < 5; ++w.month)
        negotiate_agreements(w, fixtures::step(w));
    CHECK(w.partnerships.stage == std::vector<Stage>(n, Stage::buy_in));
    CHECK(w.partnerships.stage_months == std::vector<std::int32_t>(n, 5));
}

TEST_CASE("work on common ground bridges part of the misalignment, up to its limit", "[models][negotiate]") {
    World w = talks(Stage::common_ground, 0.5);
    w.parameters.talks.pace = 0;
    w.parameters.talks.common_ground = 0.3, w.parameters.talks.common_ground_max = 0.45;
    w.levers.agreement.goal_work = 0.8;
    negotiate_agreements(w, fixtures::step(w));
    CHECK(w.partnerships.common_ground[0] == Approx(0.8 * 0.3 * 0.45));
    negotiate_agreements(w, fixtures::step(w));
    CHECK(w.partnerships.common_ground[0] == Approx(0.45 * (1 - 0.76 * 0.76)));
    for (int month = 0; month < 200; ++month)
        negotiate_agreements(w, fixtures::step(w));
    CHECK(w.partnerships.common_ground[0] == Approx(0.45));
    CHECK(w.partnerships.common_ground[0] <= 0.45);
}

TEST_CASE("five stages lead to an agreement, and not one is skipped", "[models][negotiate]") {
    World w = talks(Stage::goals, 1);
    fixtures::fill_relations(w, {0, 0, ProgrammeId::tutoring, Stage::goals, {}, 1}, 1);
    w.parameters.talks.pace = 1e3; // certain
    for (const Stage expected :
         {Stage::common_ground, Stage::proposal, Stage::buy_in, Stage::agreement, Stage::active}) {
        negotiate_agreements(w, fixtures::step(w));
        REQUIRE(w.partnerships.size() == 1);
        CHECK(w.partnerships.stage[0] == expected);
        CHECK(w.partnerships.stage_months[0] == 0);
    }
    CHECK(w.events.formed == 1);
    CHECK(w.partners.n_live[0] == 1);
    CHECK(w.partnerships.pledge[1] > 0);
}

TEST_CASE("an agreement for too small a group fails and counts as failed talks", "[models][negotiate]") {
    World w = talks(Stage::agreement, 1);
    fixtures::fill_relations(w, {0, 0, ProgrammeId::tutoring, Stage::agreement, {}, 1}, 1);
    w.parameters.talks.pace = 1e3;
    w.partners.committed = w.partners.capacity;
    negotiate_agreements(w, fixtures::step(w));
    CHECK(w.partnerships.size() == 0);
    CHECK(w.events.talks_failed == 1);
    CHECK(w.events.formed == 0);
    CHECK(w.events.ended_why[reason(EndReason::talks_failed)] == 1);
}

TEST_CASE("a partner's means are given in order and never twice", "[models][negotiate]") {
    // Two schools sign in one month with a partner that has enough for both, then three; each may have half.
    std::vector<School> schools;
    for (const char* id : {"a", "b", "c"})
        schools.push_back(fixtures::school(id, 0, 8, 900));
    World w = fixtures::world(fixtures::setup(
        schools, {fixtures::partner("p", PartnerKind::nonprofit, {1e5, 100, 1e4, 0, 0, 0}, {"tutoring"})}));
    w.parameters.money.hourly_wage = 1e9; // nobody can be hired
    w.parameters.talks.pace = 1e3, w.parameters.talks.fail_rate = 0;
    w.parameters.talks.partner_part_max = 0.5;
    w.parameters.programme[0].need = {25, 2, 0.5, 0, 0, 0};
    w.levers.delivery.depth = 1;
    for (std::size_t i = 0; i < 3; ++i)
        fixtures::add_relation(w, {i, 0, ProgrammeId::tutoring, Stage::agreement});
    negotiate_agreements(w, fixtures::step(w));
    REQUIRE(w.partnerships.size() == 2);
    CHECK(w.partnerships.institution == std::vector<sim::Row>{0, 1});
    CHECK(w.partners.committed[1] == Approx(100).epsilon(1e-5));
    CHECK(w.events.talks_failed == 1);
}

TEST_CASE("talks with a partner who left end for that reason; agreements are not touched", "[models][negotiate]") {
    World w = talks(Stage::goals, 0.5);
    fixtures::fill_relations(w, {0, 0, ProgrammeId::tutoring, Stage::goals}, 2);
    w.partnerships.stage[1] = Stage::active;
    w.partners.is_present[0] = 0;
    negotiate_agreements(w, fixtures::step(w));
    REQUIRE(w.partnerships.size() == 1);
    CHECK(w.partnerships.stage[0] == Stage::active);
    CHECK(w.events.ended_why[reason(EndReason::partner_left)] == 1);
}

TEST_CASE("an agreement is signed only as far as the school is ready to", "[models][negotiate][statistical]") {
    World w = talks(Stage::agreement, 0.2);
    const auto ready = [](World now, double share) {
        now.levers.agreement.readiness = share;
        negotiate_agreements(now, fixtures::step(now));
        return now.events.formed + now.events.talks_failed; // whom the partner has no means left for fail
    };
    CHECK(ready(w, 0) == 0);
    CHECK_THAT(ready(w, 0.5), count_of(0.5 * (1 - std::exp(-0.5))));
    CHECK_THAT(ready(w, 1), count_of(1 - std::exp(-0.5)));
    w = talks(Stage::goals, 0.2);
    w.levers.agreement.readiness = 0; // talks go on until then
    CHECK_THAT(advanced(w, Stage::common_ground), count_of(1 - std::exp(-0.5)));
}

TEST_CASE("by dependence, talks are unequal where one side needs the other more", "[models][negotiate][statistical]") {
    World w = talks(Stage::goals, 0.2);
    w.parameters.talks.inequality = 2, w.parameters.power.talks = 1, w.parameters.power.alternatives = 0;
    // Neither has anything from others and neither needs the other more, however many others the partner could turn to.
    CHECK_THAT(advanced(w, Stage::common_ground), count_of(1 - std::exp(-0.5)));
    World lean = w;
    lean.parameters.power.alternatives = 1; // the partner could turn to the other school, the school to nobody
    CHECK(advanced(lean, Stage::common_ground) < advanced(w, Stage::common_ground));
    w.parameters.power.talks = 0; // by counts: the same pair is unequal at 0.5
    CHECK_THAT(advanced(w, Stage::common_ground), count_of(1 - std::exp(-0.5 * std::exp(-2 * 0.5))));
}
