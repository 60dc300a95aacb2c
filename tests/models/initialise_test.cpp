// Worlds at month 0: what the data say, and what is drawn.
#include "models/initialise/initialise.h"

#include "tests/support/fixtures.h"
#include "tests/support/statistics.h"

#include <catch2/catch.hpp>

#include <cmath>

using namespace models;

TEST_CASE("a world has the pupils of its region, cohort by cohort", "[models][initialise]") {
    Setup setup = fixtures::small_region();
    setup.parameters.dropout.rate = 0;
    const World w = fixtures::world(setup);
    CHECK(fixtures::enrolled(w, fixtures::rich) == 450);
    CHECK(fixtures::enrolled(w, fixtures::secondary) == 400);
    CHECK(w.flows.enrolled_start == fixtures::enrolled(w));
    CHECK(w.students.size() % sim::lanes == 0);
    for (std::size_t c = 0; c < w.cohorts.size(); ++c) {
        CHECK(w.cohorts.begin[c] % sim::lanes == 0);
        CHECK(w.cohorts.rows[c] % sim::lanes == 0);
        CHECK(w.cohorts.used[c] <= w.cohorts.rows[c]);
    }
    CHECK(w.has_secondary == 1);
    CHECK(w.has_college == 1);
    CHECK(w.institutions.feeds == std::vector<sim::Row>{2, 2, 3, sim::no_row});
}

TEST_CASE("pupils have the low-income share, spread and slope that the data and parameters say",
          "[models][initialise][statistical]") {
    Setup setup = fixtures::setup({fixtures::school("a", 0, 8, 18'000, 0.7)});
    StudentParameters& p = setup.parameters.student;
    p.ses_within_sd = 0.85, p.within_slope = 0.25, p.slope_sd = 0, p.talent_sd = 0.6, p.drift_sd = 0.6;
    const World w = fixtures::world(setup);
    statistics::Sample low, ses, ability;
    double cross = 0;
    fixtures::for_each_pupil(w, 0, [&](std::size_t row) {
        low.add(w.students.flags[row] & flag_low_income ? 1 : 0);
        ses.add(static_cast<double>(w.students.ses[row])), ability.add(static_cast<double>(w.students.ability[row]));
        cross += static_cast<double>(w.students.ses[row]) * static_cast<double>(w.students.ability[row]);
    });
    const double n = ses.n, slope = (cross - n * ses.mean() * ability.mean()) / ((n - 1) * ses.variance());
    // Four standard errors each: 1 seed in 16,000.
    CHECK_THAT(low.sum, statistics::BinomialCount(18'000, 0.7, 4));
    CHECK_THAT(ses.variance(), statistics::VarianceOf(n, 0.85 * 0.85, 4));
    CHECK_THAT(slope, statistics::Near(0.25, std::sqrt(0.72 / (n * 0.7225)), 4));
    CHECK_THAT(ability.mean(), statistics::MeanOf(n, school_level(w, 0), std::sqrt(0.72 + 0.25 * 0.25 * 0.7225), 4));
    CHECK_THAT(ability.variance(), statistics::VarianceOf(n, 0.72 + 0.0625 * 0.7225, 4));
}

TEST_CASE("in mode A a school starts at the mean it was seen with, in mode B at one drawn", "[models][initialise]") {
    Setup setup = fixtures::setup({fixtures::school("a", 0, 8, 18'000, 0.5)});
    setup.region.score_mean = 650, setup.region.score_pupil_sd = 45;
    setup.region.schools[0].mean_score = 659; // +0.2 SD; 2,000 tested pupils hardly shrink it
    const World seen = fixtures::world(setup), other = fixtures::world(setup, 9);
    // A fifth of the SD of tests is more in SD of ability, which has no error of measurement.
    CHECK(school_level(seen, 0) == Approx(0.2 / std::sqrt(setup.parameters.student.test_reliability)).margin(0.01));
    CHECK(seen.institutions.school_effect == other.institutions.school_effect);
    setup.region.schools[0].mean_score.reset();
    CHECK(fixtures::world(setup).institutions.school_effect != fixtures::world(setup, 9).institutions.school_effect);
}

TEST_CASE("partners of the user's file are taken as they are", "[models][initialise]") {
    Setup setup = fixtures::small_region();
    PartnerInput& given = setup.region.partners[0];
    given.goals = Goals{0.1, 0.2, 0.3, 0.4, 0.0};
    given.reputation = 0.7, given.horizon_months = 30;
    const World w = fixtures::world(setup);
    CHECK(w.partners.size() == 4);
    CHECK(std::vector<double>(w.partners.goals.begin(), w.partners.goals.begin() + 5) ==
          std::vector<double>{0.1, 0.2, 0.3, 0.4, 0.0});
    CHECK(w.partners.reputation[0] == 0.7);
    CHECK(w.partners.horizon[0] == 30);
    CHECK(w.partners.equipment[0] == (1u | 2u | 4u | 32u));
    CHECK(w.partners.capacity_start[1] == 600);
}

TEST_CASE("a running tie starts as a signed partnership with the surveyed scores", "[models][initialise]") {
    Setup setup = fixtures::small_region();
    Tie tie;
    tie.school = "rich", tie.partner = "helpers", tie.programme = "tutoring", tie.months = 15;
    tie.reliability = 3.4, tie.mission = 2.5, tie.openness = 4.0;
    tie.influence = 1.0, tie.involvement = 2.2, tie.resources = 3.1;
    setup.region.ties = {tie};
    const World w = fixtures::world(setup);
    REQUIRE(w.partnerships.size() == 1);
    const Partnerships& all = w.partnerships;
    CHECK(all.stage[0] == Stage::active);
    CHECK(all.age[0] == 15);
    CHECK(all.months_left[0] == all.term[0] - 15);
    CHECK(all.reliability_i[0] == Approx(0.8));
    CHECK(all.mission_i[0] == Approx(0.5));
    CHECK(all.openness_i[0] == Approx(1.0));
    CHECK(all.influence_i[0] == Approx(0.0).margin(1e-12));
    CHECK(all.involvement_i[0] == Approx(0.4));
    CHECK(all.resources_i[0] == Approx(0.7));
    CHECK(w.partners.committed[1] > 0);
}

TEST_CASE("schools know their nearest local partners and some regional ones", "[models][initialise]") {
    Setup setup = fixtures::setup({fixtures::school("a", 0, 8, 450)});
    setup.region.schools[0].x_km = setup.region.schools[0].y_km = 0;
    for (std::size_t k = 0; k < 30; ++k) {
        PartnerInput p = fixtures::partner(fixtures::numbered("p", k), PartnerKind::nonprofit, {1, 1, 1, 1, 1, 1}, {});
        if (k < 20) p.x_km = 1.0 + static_cast<double>(k), p.y_km = 0;
        setup.region.partners.push_back(p);
    }
    setup.parameters.seek.near_candidates = 5, setup.parameters.seek.regional_candidates = 4;
    const World w = fixtures::world(setup);
    REQUIRE(w.candidates.size() == 9);
    for (sim::Row k = 0; k < 5; ++k)
        CHECK(w.candidates[k] == k); // the five nearest
    for (std::size_t c = 5; c < 9; ++c)
        CHECK(w.candidates[c] >= 20);
}

TEST_CASE("a region is completed with secondary schools and a college that its leavers feed", "[models][initialise]") {
    Region region =
        fixtures::setup({fixtures::school("a", 0, 8, 900, 0.2), fixtures::school("b", 0, 8, 900, 0.8)}).region;
    region.synthetic_secondary = region.synthetic_college = true;
    region.pupils_per_secondary = 1400;
    const Region all = completed(region);
    REQUIRE(all.schools.size() == 4); // 200 leavers a year for four grades: one school of 800, one college
    const School& high = all.schools[2];
    CHECK(high.is_synthetic);
    CHECK(high.grade_low == 9);
    CHECK(high.grade_high == 12);
    CHECK(high.enrolment == 800);
    CHECK(high.low_income_share == Approx(0.5));
    CHECK(all.schools[0].feeds == high.id);
    CHECK(all.schools[1].feeds == high.id);
    CHECK(high.feeds == all.schools[3].id);
    CHECK(all.schools[3].grade_low == 13);
    CHECK(all.schools[3].is_synthetic);
}

TEST_CASE("schools differ in what background counts by the spread of slopes", "[models][initialise][statistical]") {
    std::vector<School> schools;
    for (int i = 0; i < 2000; ++i)
        schools.push_back(fixtures::school("s" + std::to_string(i), 0, 8, 90, 0.5));
    const World w = fixtures::world(fixtures::setup(schools));
    statistics::Sample slope;
    for (const double x : w.institutions.ses_slope)
        slope.add(x);
    const double sd = w.parameters.student.slope_sd;
    // Four standard errors each: 1 seed in 16,000.
    CHECK_THAT(slope.mean(), statistics::MeanOf(2000, 0, sd, 4));
    CHECK_THAT(slope.variance(), statistics::VarianceOf(2000, sd * sd, 4));
}

TEST_CASE("a school's background follows its lunch share by the lunch slope", "[models][initialise]") {
    Setup setup = fixtures::setup({fixtures::school("poor", 0, 8, 900, 0.8), fixtures::school("even", 0, 8, 900, 0.5)});
    setup.parameters.student.lunch_slope = 0.5;
    setup.parameters.student.low_income_cut = 0, setup.parameters.student.ses_within_sd = 0.8;
    const World w = fixtures::world(setup);
    CHECK(w.institutions.ses_mean[0] == Approx(-0.5 * 0.8 * 0.841621).epsilon(1e-5)); // normal quantile of 0.8
    CHECK(w.institutions.ses_mean[1] == Approx(0).margin(1e-9));
}
