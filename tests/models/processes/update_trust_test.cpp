#include "models/processes.h"
#include "tests/support/fixtures.h"

#include <catch2/catch.hpp>

using namespace models;

namespace {

/// One active partnership in which all six trust scores stand at `trust`.
World lived(double trust) {
    World w = fixtures::world(fixtures::small_region());
    fixtures::add_relation(w, {0, 0, ProgrammeId::tutoring, Stage::active, {}, 0.5, trust});
    Parameters& p = w.parameters;
    p.trust.gain = 0.2, p.trust.loss_ratio = 1.8, p.trust.unfairness = 0.5, p.value.half = 25, p.value.group_half = 40;
    p.trust.chemistry = 0;
    return w;
}
void update(World& w) { update_trust(w, fixtures::step(w)); }

} // namespace

TEST_CASE("trust rises a fifth of the way and falls 1.8 times as fast", "[models][trust]") {
    World w = lived(0.4);
    w.partnerships.kept[0] = 1;
    update(w);
    CHECK(w.partnerships.reliability_i[0] == Approx(0.4 + 0.2 * 0.6));
    w = lived(0.4);
    w.partnerships.kept[0] = 0;
    update(w);
    CHECK(w.partnerships.reliability_i[0] == Approx(0.4 - 0.36 * 0.4));
    w = lived(0.4);
    w.parameters.trust.loss_ratio = 5; // 0.2 x 5 = 1: all is lost at once
    w.partnerships.kept[0] = 0;
    update(w);
    CHECK(w.partnerships.reliability_i[0] == Approx(0).margin(1e-15));
}

TEST_CASE("each score follows its own experience", "[models][trust]") {
    World w = lived(0.5);
    Partnerships& all = w.partnerships;
    all.kept[0] = 0.9, all.hours_share[0] = 0.7, all.alignment[0] = 0.3, all.weight[0] = 0.3;
    w.levers.governance.openness = 0.6;
    update(w);
    CHECK(all.reliability_i[0] == Approx(0.5 + 0.2 * 0.4)); // the school sees promises kept
    CHECK(all.reliability_p[0] == Approx(0.5 + 0.2 * 0.2)); // the partner sees time made
    CHECK(all.mission_i[0] == Approx(0.5 - 0.36 * 0.2));
    CHECK(all.mission_p[0] == Approx(0.5 - 0.36 * 0.2));
    // One-sided 2 |0.3 - 0.5| = 0.4: open 0.6 + 0.4 x 0.6 x 0.5 = 0.72; the school is left out by 0.4: -0.5 x 0.4.
    CHECK(all.openness_i[0] == Approx(0.5 + 0.2 * (0.52 - 0.5)));
    CHECK(all.openness_p[0] == Approx(0.5 + 0.2 * (0.72 - 0.5)));
}

TEST_CASE("trust does not grow with age when nothing new is lived", "[models][trust]") {
    World w = lived(0.5);
    Partnerships& all = w.partnerships;
    all.kept[0] = all.hours_share[0] = all.alignment[0] = all.weight[0] = 0.5;
    w.levers.governance.openness = 0; // with equal weights 0 + 1 x 1 x 0.5
    for (int term = 0; term < 100; ++term) {
        all.age[0] += 3;
        update(w);
    }
    for (const auto* score :
         {&all.reliability_i, &all.mission_i, &all.openness_i, &all.reliability_p, &all.mission_p, &all.openness_p})
        CHECK((*score)[0] == 0.5);
}

TEST_CASE("whether people get on lifts or lowers all scores alike, for as long as the partnership lasts",
          "[models][trust]") {
    World w = lived(0.5), plain = lived(0.5);
    w.parameters.trust.chemistry = 0.2, w.parameters.trust.loss_ratio = plain.parameters.trust.loss_ratio = 1;
    for (World* world : {&w, &plain})
        world->partnerships.kept[0] = world->partnerships.hours_share[0] = world->partnerships.alignment[0] = 0.5;
    update(w), update(plain);
    const double first = w.partnerships.mission_i[0] - plain.partnerships.mission_i[0];
    CHECK(first != 0);
    CHECK(w.partnerships.reliability_p[0] - plain.partnerships.reliability_p[0] == Approx(first));
    w.month += 3, plain.month += 3;
    update(w), update(plain);
    CHECK(w.partnerships.mission_i[0] - plain.partnerships.mission_i[0] == Approx(first * (1 + 0.8)));
}

TEST_CASE("scores stay from 0 to 1 whatever is lived", "[models][trust]") {
    World w = lived(0.5);
    Partnerships& all = w.partnerships;
    w.parameters.trust.unfairness = 1.5, w.parameters.trust.gain = 0.6;
    for (const double weight : {0.0, 1.0}) {
        all.weight[0] = weight;
        for (int term = 0; term < 50; ++term)
            update(w);
        CHECK(all.openness_i[0] >= 0);
        CHECK(all.openness_i[0] <= 1);
        CHECK(all.openness_p[0] >= 0);
        CHECK(all.openness_p[0] <= 1);
    }
}

TEST_CASE("value is influence, involvement and resources, as each side sees them", "[models][trust]") {
    World w = lived(0.5);
    Partnerships& all = w.partnerships;
    all.weight[0] = 0.3, all.hours_share[0] = 0.7, all.kept[0] = 0.9, all.alignment[0] = 0.6;
    all.served[0] = 40, all.fidelity[0] = 0.5, all.fit[0] = 0.4;
    all.delivered[0] = 2000; // $50 a pupil
    update(w);
    CHECK(all.influence_i[0] == 0.3);
    CHECK(all.influence_p[0] == 0.7);
    CHECK(all.involvement_i[0] == 0.7);
    CHECK(all.involvement_p[0] == 0.9);
    CHECK(all.resources_i[0] == Approx(50.0 / 75 * 0.5 * 0.8));
    CHECK(all.resources_p[0] == Approx(0.5 * 0.5 * 0.8));
}

TEST_CASE("talks build no trust", "[models][trust]") {
    World w = lived(0.5);
    w.partnerships.stage[0] = Stage::agreement;
    const auto before = fixtures::state(w);
    update(w);
    CHECK(fixtures::state(w) == before);
}
