#include "models/processes.h"
#include "tests/support/fixtures.h"

#include <catch2/catch.hpp>

using namespace models;

namespace {

World schools() {
    World w = fixtures::world(fixtures::small_region());
    Parameters& p = w.parameters;
    p.support.start = 0.55, p.support.adjust = 0.15, p.support.trend = 0.5, p.support.served = 0.15,
    p.support.cut = 0.5;
    p.school_trust.start = 0.55, p.school_trust.adjust = 0.1, p.school_trust.tenure = 0.15,
    p.school_trust.openness = 0.15, p.school_trust.tenure_half = 36;
    p.school_trust.usual_openness = 0.4, p.reputation.start = 0.5, p.reputation.adjust = 0.1;
    const std::size_t n = w.institutions.size();
    w.institutions.support.assign(n, 0.5), w.institutions.relational_trust.assign(n, 0.5);
    w.institutions.reputation.assign(n, 0.5), w.institutions.principal_months.assign(n, 36);
    w.levers.governance.openness = 0.4;
    return w;
}
void community(World& w) { community_supports(w, fixtures::step(w)); }

} // namespace

TEST_CASE("support follows results, visible help and cuts", "[models][community]") {
    World w = schools();
    w.institutions.report_trend[0] = 0.2;
    w.tallies[1].test_students = 400, w.tallies[1].served = 100;
    w.institutions.spending[2] = 0.9 * w.institutions.base_spending[2];
    w.institutions.spending[3] = 1.2 * w.institutions.base_spending[3]; // more than usual is not noticed
    community(w);
    CHECK(w.institutions.support[0] == Approx(0.5 + 0.15 * (0.55 + 0.5 * 0.2 - 0.5)));
    CHECK(w.institutions.support[1] == Approx(0.5 + 0.15 * (0.55 + 0.15 * 0.25 - 0.5)));
    CHECK(w.institutions.support[2] == Approx(0.5 + 0.15 * (0.55 - 0.5 * 0.1 - 0.5)));
    CHECK(w.institutions.support[3] == Approx(0.5 + 0.15 * 0.05));
}

TEST_CASE("trust within a school follows tenure and openness", "[models][community]") {
    World w = schools();
    w.institutions.principal_months = {36, 0, 108, 36};
    community(w);
    CHECK(w.institutions.relational_trust[0] == Approx(0.5 + 0.1 * 0.05));
    CHECK(w.institutions.relational_trust[1] == Approx(0.5 + 0.1 * (0.05 - 0.15 * 0.5)));
    CHECK(w.institutions.relational_trust[2] == Approx(0.5 + 0.1 * (0.05 + 0.15 * 0.25)));
    World open = schools();
    open.levers.governance.openness = 0.9;
    community(open);
    CHECK(open.institutions.relational_trust[0] == Approx(0.5 + 0.1 * (0.05 + 0.15 * 0.5)));
}

TEST_CASE("a school's name follows its results, a partner's the promises it kept", "[models][community]") {
    World w = schools();
    w.institutions.report_trend[0] = -0.4;
    w.partners.reputation = {0.5, 0.5, 0.5, 0.5};
    const std::size_t m = fixtures::add_relation(w, {0, 0, ProgrammeId::tutoring});
    w.partnerships.reliability_i[m] = 0.9;
    const std::size_t k = fixtures::add_relation(w, {1, 0, ProgrammeId::tutoring});
    w.partnerships.reliability_i[k] = 0.8;
    fixtures::add_relation(w, {1, 1, ProgrammeId::mentoring, Stage::proposal}); // talks make no name
    community(w);
    CHECK(w.institutions.reputation[0] == Approx(0.5 + 0.1 * (0.5 - 0.2 - 0.5)));
    CHECK(w.institutions.reputation[1] == Approx(0.5));
    CHECK(w.partners.reputation[0] == Approx(0.5 + 0.1 * 0.35));
    CHECK(w.partners.reputation[1] == 0.5);
}

TEST_CASE("support, trust and names stay from 0 to 1", "[models][community]") {
    World w = schools();
    for (const double trend : {-50.0, 50.0}) {
        w.institutions.report_trend.assign(w.institutions.size(), trend);
        for (int term = 0; term < 100; ++term)
            community(w);
        for (std::size_t i = 0; i < w.institutions.size(); ++i)
            for (const double x :
                 {w.institutions.support[i], w.institutions.relational_trust[i], w.institutions.reputation[i]}) {
                CHECK(x >= 0);
                CHECK(x <= 1);
            }
    }
}
