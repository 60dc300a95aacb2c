#include "models/processes.h"
#include "tests/support/fixtures.h"
#include "tests/support/statistics.h"

#include <catch2/catch.hpp>

#include <cmath>

using namespace models;

namespace {

void report(World& w) { report_cards(w, fixtures::step(w)); }

World one_school(double enrolment = 144) {
    return fixtures::world(fixtures::setup({fixtures::school("a", 0, 8, enrolment)}));
}

} // namespace

TEST_CASE("a test is ability and an error of the stated reliability", "[models][report][statistical]") {
    // Schools of one pupil, so that a school's mean is a pupil's test.
    std::vector<School> schools;
    for (std::size_t i = 0; i < 5000; ++i)
        schools.push_back(fixtures::school(fixtures::numbered("s", i), 0, 0, 1));
    World w = fixtures::world(fixtures::setup(schools));
    w.parameters.student.test_reliability = 0.8;
    w.month = 2;
    report(w);
    statistics::Sample errors;
    for (std::size_t i = 0; i < schools.size(); ++i) {
        REQUIRE(w.tallies[i].test_students == 1);
        const std::size_t row = w.cohorts.begin[w.cohort_begin[i]];
        errors.add(w.tallies[i].test - static_cast<double>(w.students.ability[row] + w.students.boost[row]));
    }
    // Scores of variance 1 become tests of variance 1 / 0.8: the error has variance 0.25. Four standard errors: 1 seed
    // in 16,000.
    CHECK_THAT(errors.mean(), statistics::MeanOf(errors.n, 0, 0.5, 4));
    CHECK_THAT(errors.variance(), statistics::VarianceOf(errors.n, 0.25, 4));
}

TEST_CASE("a perfectly reliable test is the score itself", "[models][report]") {
    World w = one_school();
    w.parameters.student.test_reliability = 1;
    report(w);
    CHECK(w.tallies[0].test == Approx(w.tallies[0].score).margin(1e-4));
}

TEST_CASE("chronic absence begins at a tenth of the days so far", "[models][report]") {
    World w = one_school();
    w.parameters.absence.chronic_share = 0.1, w.parameters.absence.days_per_month = 18;
    for (std::size_t row = 0; row < 8; ++row)
        w.students.flags[row] &= ~flag_low_income;
    w.students.flags[1] |= flag_low_income;
    const auto chronic = [&](std::uint32_t month, float less, float more) {
        w.students.absent[0] = less, w.students.absent[1] = more;
        w.month = month;
        report(w);
        CHECK(w.tallies[0].low_chronic == w.tallies[0].chronic);
        return w.tallies[0].chronic;
    };
    CHECK(chronic(2, 5.39f, 5.41f) == 1); // three months of 18 days: 5.4
    CHECK(chronic(5, 10.79f, 10.81f) == 1);
    CHECK(chronic(8, 16.19f, 16.21f) == 1);
    CHECK(chronic(14, 5.39f, 5.39f) == 0);
}

TEST_CASE("tails of score and background and the served are counted", "[models][report]") {
    World w = one_school();
    const std::size_t n = w.students.size();
    w.students.ability.assign(n, 0.0f), w.students.boost.assign(n, 0.0f), w.students.ses.assign(n, 0.0f);
    for (std::uint32_t& flags : w.students.flags)
        flags = 0;
    w.students.ability[0] = -1.2f, w.students.boost[0] = 0.1f; // -1.1: far below
    w.students.ability[1] = -1.0f;                             // not below -1
    w.students.ses[2] = 1.3f, w.students.ability[2] = 0.5f;    // above the 90th percentile at 1.2816
    w.students.ses[3] = -1.3f, w.students.ability[3] = -0.5f;
    w.students.ses[4] = 1.28f;
    w.students.flags[5] = 1u << 3;
    w.students.flags[6] = flag_low_income | 1u | 1u << 15;
    w.students.flags[7] = flag_low_income | flag_english_learner;
    w.students.flags[8] = 1u << bit_of_programme(n_programmes - 1);
    report(w);
    const Tally& t = w.tallies[0];
    CHECK(t.test_students == 144);
    CHECK(t.far_below == 1);
    CHECK(t.rich == 1);
    CHECK(t.rich_score == Approx(0.5));
    CHECK(t.poor == 1);
    CHECK(t.poor_score == Approx(-0.5));
    CHECK(t.served == 3);
    CHECK(t.low_served == 1);
}

TEST_CASE("who has left is in no report", "[models][report]") {
    World w = one_school();
    w.students.taken[0] = 0;
    report(w);
    CHECK(w.tallies[0].test_students == fixtures::enrolled(w));
}

TEST_CASE("summer has no report cards", "[models][report]") {
    World w = fixtures::world(fixtures::small_region());
    w.month = 11;
    const auto before = fixtures::state(w);
    report(w);
    CHECK(fixtures::state(w) == before);
}

TEST_CASE("the trend follows yearly changes of the report, from the second on", "[models][report]") {
    World w = one_school();
    w.parameters.student.test_reliability = 1;
    w.parameters.trend.adjust = 0.3;
    w.students.ability.assign(w.students.size(), 0.10f);
    w.month = 2;
    report(w);
    CHECK(w.institutions.reported_score[0] == Approx(0.10));
    CHECK(w.institutions.report_trend[0] == 0);
    w.students.ability.assign(w.students.size(), 0.15f);
    w.month = 5;
    report(w);
    CHECK(w.institutions.report_trend[0] == Approx(0.3 * 4 * 0.05).epsilon(1e-4));
    w.month = 8;
    report(w);
    CHECK(w.institutions.report_trend[0] == Approx(0.7 * 0.3 * 4 * 0.05).epsilon(1e-4));
    w.institutions.report_trend[0] = 0;
    w.students.ability.assign(w.students.size(), 0.20f);
    w.month = 14; // half a year after the last
    report(w);
    CHECK(w.institutions.report_trend[0] == Approx(0.3 * 2 * 0.05).epsilon(1e-4));
}

TEST_CASE("needs rise with pupils far below and absent, within their range, and stay shares", "[models][report]") {
    World w = one_school();
    NeedParameters& p = w.parameters.need;
    p.usual_far_below = 0.16, p.usual_chronic = 0.15, p.range = 2;
    const Goals start{0.5, 0.2, 0.1, 0.1, 0.1};
    w.institutions.need_start.assign(start.begin(), start.end());
    w.students.ability.assign(w.students.size(), 0.0f), w.students.absent.assign(w.students.size(), 0.0f);
    w.month = 2;
    // 36 of 144 far below: 0.25 / 0.16 = 1.5625 times the learning need; nobody absent: half of the attendance need.
    for (std::size_t row = 0, n = 0; n < 36; ++row)
        if (w.students.taken[row / sim::lanes] >> (row % sim::lanes) & 1u) w.students.ability[row] = -2, ++n;
    report(w);
    const double sum = 0.5 * 1.5625 + 0.2 * 0.5 + 0.3;
    CHECK(w.institutions.need[0] == Approx(0.5 * 1.5625 / sum));
    CHECK(w.institutions.need[1] == Approx(0.1 / sum));
    CHECK(w.institutions.need[2] == Approx(0.1 / sum));
    w.students.ability.assign(w.students.size(), -2.0f);
    report(w); // all far below: twice at most
    CHECK(w.institutions.need[0] == Approx(1.0 / (1.0 + 0.1 + 0.3)));
}
