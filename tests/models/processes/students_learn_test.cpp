#include "models/derived.h"
#include "models/initialise/initialise.h"
#include "models/processes.h"
#include "tests/support/fixtures.h"
#include "tests/support/statistics.h"

#include <catch2/catch.hpp>

#include <cmath>

using namespace models;

namespace {

/// Expectation mode: no noise, no absence effect, no turnover, nobody leaves. One school of the given grades.
World quiet(int grade_low, int grade_high, double enrolment = 160) {
    Setup setup = fixtures::setup({fixtures::school("a", grade_low, grade_high, enrolment)});
    Parameters& p = setup.parameters;
    p.student.memory_year = 0.71, p.student.boost_memory_year = 0.333, p.engagement.memory_year = 0.75,
    p.student.lasting_share = 0.25;
    p.dropout.rate = p.college.dropout_rate = 0;
    p.student.turnover_effect = p.absence.effect = 0;
    p.engagement.mean = 0.6, p.engagement.ses_slope = 0;
    p.absence.rate = 0.04, p.absence.slope = 5.5, p.absence.days_per_month = 18;
    World w = fixtures::world(setup);
    w.parameters.student.drift_sd = w.parameters.engagement.sd = 0; // the start keeps its spread
    return w;
}

void learn(World& w, std::uint32_t months = 1) {
    for (std::uint32_t n = 0; n < months; ++n, ++w.month)
        students_learn(w, fixtures::step(w));
}

/// One programme in school 0; the pupils of rows below `rows` are in it.
void expose(World& w, const Exposure& exposure, std::size_t rows) {
    w.exposures = {exposure};
    w.exposure_begin = {0, 1};
    for (std::size_t row = 0; row < rows; ++row)
        w.students.flags[row] |= 1u << exposure.programme;
}

} // namespace

TEST_CASE("ability goes to its own long-run level and keeps the stated share a year", "[models][learn]") {
    World w = quiet(0, 8);
    const Students before = w.students;
    const double level = school_level(w, 0);
    learn(w);
    const double month = std::pow(0.71, 0.1);
    for (std::size_t row = 0; row < 5; ++row) {
        const double aim = level + static_cast<double>(before.anchor[row]);
        CHECK(w.students.ability[row] == Approx(aim + month * (before.ability[row] - aim)).margin(1e-6));
    }
    learn(w, 9);
    for (std::size_t row = 0; row < 5; ++row) {
        const double aim = level + static_cast<double>(before.anchor[row]);
        CHECK(w.students.ability[row] == Approx(aim + 0.71 * (before.ability[row] - aim)).margin(1e-5));
    }
    CHECK(w.students.anchor == before.anchor);
}

TEST_CASE("a school's level is family background, language and what the school adds", "[models][learn]") {
    World w = quiet(0, 8);
    StudentParameters& p = w.parameters.student;
    p.within_slope = 0.25, p.context_slope = 0.4, p.language_gap = -0.2;
    w.institutions.ses_mean[0] = -0.5, w.institutions.language_share[0] = 0.3, w.institutions.school_effect[0] = 0.1;
    CHECK(school_level(w, 0) == Approx(0.65 * -0.5 - 0.2 * 0.3 + 0.1));
}

TEST_CASE("engagement goes to its usual level and a shock lowers that level", "[models][learn]") {
    World w = quiet(0, 8);
    w.students.engagement[0] = 0.9f, w.students.engagement[1] = 0.6f;
    learn(w, 10);
    CHECK(w.students.engagement[0] == Approx(0.6 + 0.75 * 0.3).margin(1e-5));
    w.month = 0;
    w.environment.engagement_shock = 0.2;
    learn(w, 10);
    CHECK(w.students.engagement[1] == Approx(0.6 - 0.25 * 0.2).margin(1e-5));
}

TEST_CASE("of a gain a quarter lasts and the rest fades to a third a year", "[models][learn]") {
    World with = quiet(0, 8), without = with;
    expose(with, {3, 0.025f, 0.075f, 0, 0, 0, 0}, 1);
    learn(with), learn(without);
    const auto effect = [&] {
        return static_cast<double>(with.students.ability[0] + with.students.boost[0]) -
               static_cast<double>(without.students.ability[0] + without.students.boost[0]);
    };
    CHECK(effect() == Approx(0.1).margin(1e-6));
    expose(with, {}, 0);
    for (const double left :
         {0.25 + 0.75 * 0.333, 0.25 + 0.75 * std::pow(0.333, 2), 0.25 + 0.75 * std::pow(0.333, 3)}) {
        with.month = without.month = 0;
        learn(with, 10), learn(without, 10);
        CHECK(effect() == Approx(0.1 * left).margin(2e-6));
    }
    CHECK(with.students.ability[1] == without.students.ability[1]); // the neighbour was not in it
}

TEST_CASE("days absent follow engagement, are capped, and programmes avoid a share of them", "[models][learn]") {
    World w = quiet(0, 8);
    w.students.engagement[0] = w.students.engagement[3] = 0.6f;
    w.students.engagement[1] = 0.8f, w.students.engagement[2] = 0.0f;
    w.parameters.engagement.memory_year = 1; // stays where it is
    expose(w, {5, 0, 0, 0.4f, 0, 0, 0}, 0);
    w.students.flags[3] |= 1u << 5;
    learn(w);
    CHECK(w.students.absent[0] == Approx(18 * 0.04));
    CHECK(w.students.absent[1] == Approx(18 * 0.04 * std::exp(-5.5 * 0.2)).epsilon(1e-5));
    CHECK(w.students.absent[2] == Approx(18 * 0.95)); // exp(3.3) x 0.04 is more than all days
    CHECK(w.students.absent[3] == Approx(18 * 0.04 * 0.6));
    learn(w);
    CHECK(w.students.absent[0] == Approx(2 * 18 * 0.04));
}

TEST_CASE("ability is lost with days absent beyond the school's usual", "[models][learn]") {
    World w = quiet(0, 8), calm = w;
    w.parameters.absence.effect = -0.0058;
    w.students.engagement[0] = calm.students.engagement[0] = 0.3f;
    learn(w), learn(calm);
    const double away = static_cast<double>(w.students.absent[0]);
    const double lost = static_cast<double>(w.students.ability[0]) - static_cast<double>(calm.students.ability[0]);
    CHECK(lost == Approx(-0.0058 * (away - w.institutions.usual_absence[0])).margin(1e-6));
}

TEST_CASE("the usual absence is the mean over a school's pupils", "[models][learn][statistical]") {
    Setup setup = fixtures::setup({fixtures::school("a", 0, 8, 36'000, 0.8)});
    World w = fixtures::world(setup);
    w.parameters.engagement.memory_year = 1;
    learn(w);
    statistics::Sample days;
    fixtures::for_each_pupil(w, 0, [&](std::size_t row) { days.add(static_cast<double>(w.students.absent[row])); });
    // Engagement is cut at 0 and 1, days at 95 %, so the log-normal mean holds within a few percent; four standard
    // errors (1 seed in 16,000) and 3 % for the cuts.
    const double usual = w.institutions.usual_absence[0];
    CHECK(std::abs(days.mean() - usual) < 4 * std::sqrt(days.variance() / days.n) + 0.03 * usual);
}

TEST_CASE("1,000 dollars of 2018 more a pupil and year raise ability by the stated gain, to a cap", "[models][learn]") {
    const auto gain = [](double dollars_2018) {
        World w = quiet(0, 8), usual = w;
        w.parameters.money.learning = 0.0079, w.parameters.money.dollars_2018 = 1.54;
        w.parameters.money.benefit_cap = 6000;
        w.institutions.spending[0] += dollars_2018 / 1.54;
        learn(w, 10), learn(usual, 10);
        CHECK(w.students.anchor[0] - usual.students.anchor[0] ==
              Approx(w.students.ability[0] - usual.students.ability[0]).margin(1e-5));
        return static_cast<double>(w.students.ability[0] - usual.students.ability[0]);
    };
    CHECK(gain(1000) == Approx(0.0079).margin(2e-6));
    CHECK(gain(-1000) == Approx(-0.0079).margin(2e-6));
    CHECK(gain(9000) == Approx(6 * 0.0079).margin(5e-6));
}

TEST_CASE("money readies pupils of grade 7 and up, programmes their participants", "[models][learn]") {
    World w = quiet(6, 7);
    w.parameters.money.readiness = 0.058;
    w.institutions.spending[0] += 1000 / w.parameters.money.dollars_2018;
    const std::vector<float> before = w.students.readiness;
    const std::size_t seventh = w.cohorts.begin[1];
    expose(w, {9, 0, 0, 0, 0.02f, 0, 0}, 1);
    learn(w);
    CHECK(w.students.readiness[0] - before[0] == Approx(0.02).margin(1e-6));
    CHECK(w.students.readiness[1] == before[1]);
    CHECK(w.students.readiness[seventh] - before[seventh] == Approx(0.0058).margin(1e-6));
}

TEST_CASE("changed teaching and leaving teachers move the whole school", "[models][learn]") {
    World w = quiet(0, 8), usual = w;
    w.parameters.student.turnover_effect = -0.085;
    w.institutions.practice[0] = 0.1;
    w.institutions.teacher_turnover[0] = w.parameters.leaders.teacher_rate + 0.2;
    learn(w), learn(usual);
    const double change = (0.1 - 0.085 * 0.2) / 10;
    CHECK(w.students.anchor[0] - usual.students.anchor[0] == Approx(0.25 * change).margin(1e-6));
    CHECK(w.students.boost[0] == Approx(0.75 * change / still_there_in_june(w.parameters.student)).margin(1e-7));
}

TEST_CASE("noise keeps the spread of ability and engagement over the years", "[models][learn][statistical]") {
    Setup setup = fixtures::setup({fixtures::school("a", 0, 8, 18'000)});
    setup.parameters.dropout.rate = 0, setup.parameters.absence.effect = 0;
    setup.parameters.student.turnover_effect = 0, setup.parameters.student.drift_sd = 0.6;
    World w = fixtures::world(setup);
    for (int year = 0; year < 3; ++year, w.month += 2)
        learn(w, 10);
    statistics::Sample drift;
    const double level = school_level(w, 0);
    fixtures::for_each_pupil(w, 0, [&](std::size_t row) {
        drift.add(static_cast<double>(w.students.ability[row] - w.students.anchor[row]) - level);
    });
    // Four standard errors each: 1 seed in 16,000.
    CHECK_THAT(drift.mean(), statistics::MeanOf(drift.n, 0, 0.6, 4));
    CHECK_THAT(drift.variance(), statistics::VarianceOf(drift.n, 0.36, 4));
}

namespace {

/// Pupils of one school of 20,000 who left within ten months, all hazards alike.
double dropped_out(int grade_low, int grade_high, double yearly, double rest_of_hazard = 0) {
    World w = quiet(grade_low, grade_high, 20'000);
    Parameters& p = w.parameters;
    p.dropout.engagement = p.dropout.ability = p.dropout.ses = p.dropout.readiness = 0;
    p.dropout.rate = p.college.dropout_rate = yearly;
    expose(w, {4, 0, 0, 0, 0, static_cast<float>(rest_of_hazard), 0}, w.students.size());
    const double before = fixtures::enrolled(w);
    CHECK(before == 20'000); // at rate 0 nobody had left before the start
    learn(w, 10);
    CHECK(before - fixtures::enrolled(w) == w.flows.dropped_out);
    double by_cohort = 0;
    for (std::size_t c = 0; c < w.cohorts.size(); ++c)
        by_cohort += w.cohort_dropouts[2 * c];
    CHECK(by_cohort == w.flows.dropped_out);
    return w.flows.dropped_out;
}

} // namespace

TEST_CASE("pupils leave school at the stated yearly rate from grade 9 on", "[models][learn][statistical]") {
    // Four standard errors: 1 seed in 16,000.
    CHECK_THAT(dropped_out(9, 12, 0.022), statistics::BinomialCount(20'000, 0.022, 4));
    CHECK(dropped_out(0, 8, 0.5) == 0);
    CHECK(dropped_out(9, 12, 0) == 0);
}

TEST_CASE("college students leave at a rate of their own", "[models][learn][statistical]") {
    Setup setup = fixtures::setup({fixtures::school("high", 9, 12, 40'000), fixtures::school("college", 13, 14, 100)});
    setup.region.schools[0].feeds = "college";
    Parameters& p = setup.parameters;
    p.dropout.engagement = p.dropout.ability = p.dropout.ses = p.dropout.readiness = p.dropout.rate = 0;
    p.college.dropout_rate = 0.17;
    World w = fixtures::world(setup);
    const double before = fixtures::enrolled(w, 1);
    REQUIRE(before > 4000);
    learn(w, 10);
    // Four standard errors: 1 seed in 16,000.
    CHECK_THAT(before - fixtures::enrolled(w, 1), statistics::BinomialCount(before, 0.17, 4));
    CHECK(w.year.dropouts == 0); // dropouts of schools are counted apart
}

TEST_CASE("a programme that holds pupils lowers the log-hazard of leaving", "[models][learn][statistical]") {
    // Monthly hazard 1 - 0.9^0.1 times exp(-0.5); over ten months. Four standard errors: 1 seed in 16,000.
    const double monthly = (1 - std::pow(0.9, 0.1)) * std::exp(-0.5);
    CHECK_THAT(dropped_out(9, 12, 0.1, 0.5), statistics::BinomialCount(20'000, 1 - std::pow(1 - monthly, 10), 4));
}

TEST_CASE("hazards fall with engagement, ability, background and readiness", "[models][learn]") {
    World w = quiet(9, 12, 4000);
    DropoutParameters& p = w.parameters.dropout;
    p.rate = 0.3;
    p.engagement = 3, p.ability = 0.35, p.ses = 0.45, p.readiness = 0.3;
    statistics::Sample gone, stayed;
    const Students before = w.students;
    learn(w);
    for (std::size_t row = 0; row < before.size(); ++row) {
        const bool was = before.taken[row / sim::lanes] >> (row % sim::lanes) & 1u;
        const bool is = w.students.taken[row / sim::lanes] >> (row % sim::lanes) & 1u;
        if (was) (is ? stayed : gone).add(static_cast<double>(before.ses[row]));
    }
    REQUIRE(gone.n > 50);
    CHECK(gone.mean() < stayed.mean());
    CHECK(w.tallies[0].low_dropouts > 0);
    CHECK(w.tallies[0].low_dropouts <= w.tallies[0].dropouts);
}

TEST_CASE("summer does nothing", "[models][learn]") {
    World w = fixtures::world(fixtures::small_region());
    for (const std::uint32_t month : {10u, 11u, 22u, 23u}) {
        w.month = month;
        const auto before = fixtures::state(w);
        students_learn(w, fixtures::step(w));
        CHECK(fixtures::state(w) == before);
    }
}

TEST_CASE("a school's tally is the sum over its pupils", "[models][learn]") {
    World w = fixtures::world(fixtures::small_region());
    for (int month = 0; month < 3; ++month)
        learn(w);
    for (std::size_t i = 0; i < w.institutions.size(); ++i) {
        Tally t;
        fixtures::for_each_pupil(w, i, [&](std::size_t row) {
            const double score = static_cast<double>(w.students.ability[row] + w.students.boost[row]);
            const double low = w.students.flags[row] & flag_low_income ? 1 : 0;
            t.students += 1, t.score += score, t.score_square += score * score;
            t.low_students += low, t.low_score += low * score;
        });
        CHECK(w.tallies[i].students == t.students);
        CHECK(w.tallies[i].low_students == t.low_students);
        CHECK(w.tallies[i].score == Approx(t.score).margin(1e-3));
        CHECK(w.tallies[i].score_square == Approx(t.score_square).epsilon(1e-5));
        CHECK(w.tallies[i].low_score == Approx(t.low_score).margin(1e-3));
    }
}
