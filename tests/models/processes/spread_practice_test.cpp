#include "models/processes.h"
#include "tests/support/fixtures.h"

#include <catch2/catch.hpp>

#include <cmath>

using namespace models;

namespace {

using Id = ProgrammeId;

World schools() {
    World w = fixtures::world(fixtures::small_region());
    PracticeParameters& p = w.parameters.practice;
    p.adopt = 0.6, p.fade = 0.25, p.spread = 0.1;
    return w;
}
void spread(World& w) { spread_practice(w, fixtures::step(w)); }

} // namespace

TEST_CASE("practice rises towards what programmes push and fades without them", "[models][practice]") {
    World w = schools();
    w.institutions.practice_push = {0.12, 0, 0.05, 0};
    w.institutions.practice = {0.02, 0.08, 0.05, 0};
    spread(w);
    // A quarter of a year: 0.6 x 0.10 / 4 up, 0.25 x 0.08 / 4 down.
    CHECK(w.institutions.practice[0] == Approx(0.02 + 0.015));
    CHECK(w.institutions.practice[1] == Approx(0.08 - 0.005));
    CHECK(w.institutions.practice[2] == Approx(0.05));
    CHECK(w.institutions.practice[3] == 0);
}

TEST_CASE("practice outlives the contract for years", "[models][practice]") {
    World w = schools();
    w.institutions.practice = {0.1, 0, 0, 0};
    for (int term = 0; term < 12; ++term)
        spread(w);
    CHECK(w.institutions.practice[0] == Approx(0.1 * std::pow(1 - 0.25 / 4, 12)));
    CHECK(w.institutions.practice[0] > 0.04);
}

TEST_CASE("schools learn from those who sit at the same partner's table, by trust", "[models][practice]") {
    World w = schools();
    w.institutions.practice = {0.10, 0.02, 0.06, 0};
    fixtures::add_relation(w, {0, 0, Id::tutoring, Stage::active, {}, 0.5, 0.8});
    fixtures::add_relation(w, {1, 0, Id::tutoring, Stage::active, {}, 0.5, 0.2});
    fixtures::add_relation(w, {2, 1, Id::internships, Stage::active, {}, 0.5, 0.5}); // alone at its table
    w.parameters.practice.fade = 0;
    spread(w);
    const double seen = (0.8 * 0.10 + 0.2 * 0.02) / 1.0; // the mean at the table, weighted by trust
    CHECK(w.institutions.practice[0] == Approx(0.10));   // nobody there is better
    CHECK(w.institutions.practice[1] == Approx(0.02 + 0.1 * (seen - 0.02) / 4));
    CHECK(w.institutions.practice[2] == Approx(0.06));
    CHECK(w.institutions.practice[3] == 0);
}

TEST_CASE("talks spread nothing", "[models][practice]") {
    World w = schools();
    w.institutions.practice = {0.10, 0.02, 0, 0};
    w.parameters.practice.fade = 0;
    fixtures::add_relation(w, {0, 0, Id::tutoring, Stage::buy_in});
    fixtures::add_relation(w, {1, 0, Id::tutoring, Stage::buy_in});
    spread(w);
    CHECK(w.institutions.practice == std::vector<double>{0.10, 0.02, 0, 0});
}
