// Mechanisms that came with model 0.3: what those of schools and pupils do.
#include "models/processes.h"
#include "tests/support/fixtures.h"
#include "tests/support/statistics.h"

#include <catch2/catch.hpp>

#include <cmath>

using namespace models;

namespace {

/// One school whose pupils change by nothing but what a test gives them.
World quiet(double enrolment = 144) {
    Setup setup = fixtures::setup({fixtures::school("a", 0, 8, enrolment)});
    Parameters& p = setup.parameters;
    p.dropout.rate = 0, p.student.turnover_effect = p.absence.effect = 0, p.student.stock_limit = 1;
    World w = fixtures::world(setup);
    w.parameters.student.drift_sd = w.parameters.engagement.sd = 0;
    return w;
}

void learn(World& w, std::uint32_t months) {
    for (std::uint32_t n = 0; n < months; ++n, ++w.month)
        students_learn(w, fixtures::step(w));
}

} // namespace

TEST_CASE("schools' effects go back to the mean and stay as unlike as they are", "[models][mechanisms][statistical]") {
    std::vector<School> schools;
    for (std::size_t i = 0; i < 3000; ++i)
        schools.push_back(fixtures::school(fixtures::numbered("s", i), 0, 0, 5));
    World w = fixtures::world(fixtures::setup(schools));
    w.month = 11;
    StudentParameters& p = w.parameters.student;
    p.school_memory = 0.9, p.school_drift_sd = 0, p.school_sd = 0.264;
    const std::vector<double> before = w.institutions.school_effect;
    advance_year(w, fixtures::step(w));
    statistics::Sample now, change;
    for (std::size_t i = 0; i < schools.size(); ++i) {
        now.add(w.institutions.school_effect[i]);
        change.add(w.institutions.school_effect[i] - 0.9 * before[i]);
    }
    // Stationary: 0.81 of the variance stays and 0.19 comes anew. Four standard errors each: 1 seed in 16,000.
    CHECK_THAT(now.variance(), statistics::VarianceOf(now.n, 0.264 * 0.264, 4));
    CHECK_THAT(change.variance(), statistics::VarianceOf(change.n, 0.19 * 0.264 * 0.264, 4));
}

TEST_CASE("what sets a region's schools apart from the nation's stays", "[models][mechanisms]") {
    Setup setup = fixtures::setup({fixtures::school("a", 0, 8, 450), fixtures::school("b", 0, 8, 900)});
    setup.parameters.student.school_memory = 0.9;
    setup.parameters.student.school_sd = setup.parameters.student.school_drift_sd = 0; // no chance: q goes back alone
    World w = fixtures::world(setup);
    w.institutions.school_effect = {0.8, 0.5};
    w.usual_effect = 0.6;
    w.month = 11;
    for (int year = 0; year < 3; ++year, w.month += 12)
        advance_year(w, fixtures::step(w));
    CHECK(w.institutions.school_effect[0] == Approx(0.6 + 0.2 * 0.9 * 0.9 * 0.9));
    CHECK(w.institutions.school_effect[1] == Approx(0.6 - 0.1 * 0.9 * 0.9 * 0.9));

    // At month 0 it is the mean over pupils of what the schools' scores say.
    for (School& school : setup.region.schools)
        school.mean_score = setup.region.score_mean + (school.id == "a" ? 30 : 0);
    setup.parameters.student.school_sd = 0.26;
    const World given = fixtures::world(setup);
    double pupils = 0, sum = 0;
    for (std::size_t i = 0; i < 2; ++i) {
        pupils += fixtures::enrolled(given, i);
        sum += fixtures::enrolled(given, i) * given.institutions.school_effect[i];
    }
    CHECK(given.usual_effect == Approx(sum / pupils));
    CHECK(given.usual_effect > 0);
}

TEST_CASE("a year's classes move a grade by the stated spread, as one draw a year",
          "[models][mechanisms][statistical]") {
    // 2,000 grades of two classes of 16: in June each stands at 0.12 z / sqrt 2 beside its twin without.
    std::vector<School> schools;
    for (std::size_t i = 0; i < 2000; ++i)
        schools.push_back(fixtures::school(fixtures::numbered("s", i), 3, 3, 32));
    Setup setup = fixtures::setup(schools);
    setup.parameters.student.class_size = 16;
    World plain = fixtures::world(setup);
    setup.parameters.student.class_sd = 0.12;
    World w = fixtures::world(setup);
    const auto moved = [&](std::size_t i) {
        return (w.tallies[i].score - plain.tallies[i].score) / plain.tallies[i].students;
    };
    learn(w, 1), learn(plain, 1);
    const double first = moved(0);
    learn(w, 9), learn(plain, 9);
    statistics::Sample june;
    for (std::size_t i = 0; i < schools.size(); ++i)
        june.add(moved(i));
    CHECK_THAT(june.variance(), statistics::VarianceOf(june.n, 0.12 * 0.12 / 2, 4)); // 1 seed in 16,000
    CHECK(first * moved(0) > 0);
    CHECK(std::abs(first) < std::abs(moved(0)));
}

TEST_CASE("tests of the youngest are less reliable, grade by grade", "[models][mechanisms][statistical]") {
    for (const auto& [grade, reliability] : {std::pair{0, 0.6}, std::pair{1, 0.8 - 0.2 * 2 / 3}, std::pair{3, 0.8}}) {
        std::vector<School> schools;
        for (std::size_t i = 0; i < 5000; ++i)
            schools.push_back(fixtures::school(fixtures::numbered("s", i), grade, grade, 1));
        World w = fixtures::world(fixtures::setup(schools));
        w.parameters.student.test_reliability = 0.8, w.parameters.student.early_error = 0.2;
        w.parameters.student.early_grades = 3;
        w.month = 2;
        report_cards(w, fixtures::step(w));
        statistics::Sample errors;
        for (std::size_t i = 0; i < schools.size(); ++i) {
            const std::size_t row = w.cohorts.begin[w.cohort_begin[i]];
            errors.add(w.tallies[i].test - static_cast<double>(w.students.ability[row] + w.students.boost[row]));
        }
        CAPTURE(grade);
        CHECK_THAT(errors.variance(), statistics::VarianceOf(errors.n, 1 / reliability - 1, 4)); // 1 seed in 16,000
    }
}

TEST_CASE("money helps low-income pupils more, and the nation's mean as before", "[models][mechanisms]") {
    World w = quiet();
    Parameters& p = w.parameters;
    p.money.low_income_ratio = 3, p.money.learning = 0.008, p.money.dollars_2018 = 1, p.student.low_income_cut = 0;
    w.institutions.spending[0] = w.institutions.base_spending[0] + 1000;
    const Students before = w.students;
    learn(w, 10);
    fixtures::for_each_pupil(w, 0, [&](std::size_t row) {
        const bool is_low = w.students.flags[row] & flag_low_income;
        CHECK(w.students.anchor[row] - before.anchor[row] == Approx(is_low ? 0.012 : 0.004).margin(1e-6));
    });
}

TEST_CASE("a programme that is repeated levels off, one after another kind does not", "[models][mechanisms]") {
    World w = quiet();
    w.exposures = {{0, 0.01f, 0, 0, 0, 0, 0}};
    w.exposure_begin = {0, 1};
    w.students.flags[0] |= 1u;
    const float start = w.students.anchor[0], other = w.students.anchor[1];
    learn(w, 10);
    CHECK(w.students.lessons[0] == Approx(0.1 * (1 - std::pow(0.9, 10))).epsilon(1e-4));
    CHECK(w.students.anchor[0] - start == Approx(w.students.lessons[0]).margin(1e-6));
    CHECK(w.students.lessons[1] == 0);
    w.month += 2;
    learn(w, 10), w.month += 2, learn(w, 10), w.month += 2, learn(w, 10), w.month += 2, learn(w, 10);
    CHECK(w.students.lessons[0] == Approx(0.1).epsilon(0.01)); // without a limit it would be 0.5
    w.institutions.practice[0] = 0.04;
    w.exposures = {}, w.exposure_begin = {0, 0};
    const float kept = w.students.lessons[0];
    w.month += 2, learn(w, 10);
    CHECK(w.students.lessons[0] == kept); // what is kept stays
    CHECK(w.students.teaching[0] ==
          Approx(w.parameters.student.lasting_share * 0.04 * (1 - std::pow(0.9, 10))).epsilon(1e-4));
    CHECK(w.students.anchor[1] - other == Approx(w.students.teaching[1]).margin(1e-6));
}

TEST_CASE("what a pupil has kept goes along to the next school, and who comes anew has kept nothing",
          "[models][mechanisms]") {
    Setup setup = fixtures::small_region();
    setup.parameters.student.stock_limit = 1;
    World w = fixtures::world(setup);
    w.month = 11;
    w.students.lessons.assign(w.students.size(), 0.2f), w.students.teaching.assign(w.students.size(), 0.1f);
    advance_year(w, fixtures::step(w));
    std::size_t arrived = 0, fresh = 0;
    fixtures::for_each_pupil(w, fixtures::secondary, [&](std::size_t row) {
        arrived += w.students.lessons[row] == 0.2f && w.students.teaching[row] == 0.1f;
    });
    fixtures::for_each_pupil(w, fixtures::rich, [&](std::size_t row) {
        fresh += w.students.lessons[row] == 0 && w.students.teaching[row] == 0;
    });
    CHECK(arrived > 300);
    CHECK(fresh == 50);
}
