#include "models/processes.h"
#include "tests/support/fixtures.h"
#include "tests/support/statistics.h"

#include <catch2/catch.hpp>

#include <cmath>

using namespace models;

namespace {

constexpr std::size_t n_schools = 2000;

/// Many schools of one grade and five pupils.
World many_schools() {
    std::vector<School> schools;
    for (std::size_t i = 0; i < n_schools; ++i)
        schools.push_back(fixtures::school(fixtures::numbered("s", i), 0, 0, 5));
    return fixtures::world(fixtures::setup(schools));
}

/// Share of schools whose leader changed within twelve months.
struct Year {
    double principals = 0, superintendents = 0;
};

Year live_a_year(World& w) {
    std::vector<double> principal(n_schools, 0), superintendent(n_schools, 0);
    for (w.month = 0; w.month < 12; ++w.month) {
        turn_over_leaders(w, fixtures::step(w));
        for (std::size_t i = 0; i < n_schools; ++i) {
            if (w.institutions.principal_months[i] == 0) principal[i] = 1;
            if (w.institutions.superintendent_months[i] == 0) superintendent[i] = 1;
        }
    }
    Year year;
    for (std::size_t i = 0; i < n_schools; ++i)
        year.principals += principal[i], year.superintendents += superintendent[i];
    return year;
}

} // namespace

TEST_CASE("principals and superintendents leave at their yearly rates", "[models][leaders][statistical]") {
    World w = many_schools();
    w.parameters.leaders.principal_rate = 0.20, w.parameters.leaders.superintendent_rate = 0.156;
    const Year year = live_a_year(w);
    // At least one change in twelve months has exactly the yearly chance. Four standard errors: 1 seed in 16,000.
    CHECK_THAT(year.principals, statistics::BinomialCount(n_schools, 0.20, 4));
    CHECK_THAT(year.superintendents, statistics::BinomialCount(n_schools, 0.156, 4));
}

TEST_CASE("churn makes leaders leave that many times as often", "[models][leaders][statistical]") {
    World w = many_schools();
    w.parameters.leaders.principal_rate = 0.20, w.parameters.leaders.superintendent_rate = 0.156;
    w.environment.turnover_factor = 2.5;
    // 1 - 0.8^2.5 = 0.4276. Four standard errors: 1 seed in 16,000.
    CHECK_THAT(live_a_year(w).principals, statistics::BinomialCount(n_schools, 1 - std::pow(0.8, 2.5), 4));
}

TEST_CASE("nobody leaves at rate 0 and tenure grows by a month", "[models][leaders]") {
    World w = many_schools();
    w.parameters.leaders.principal_rate = w.parameters.leaders.superintendent_rate = 0;
    const std::vector<double> before = w.institutions.principal_months;
    const std::vector<double> trust = w.institutions.relational_trust;
    turn_over_leaders(w, fixtures::step(w));
    for (std::size_t i = 0; i < n_schools; ++i)
        CHECK(w.institutions.principal_months[i] == before[i] + 1);
    CHECK(w.institutions.relational_trust == trust);
}

TEST_CASE("a leaving principal takes a share of the trust within the school along", "[models][leaders]") {
    World w = many_schools();
    w.parameters.leaders.principal_rate = 1;
    w.parameters.leaders.trust_loss = 0.12;
    w.institutions.relational_trust[7] = 0.5;
    turn_over_leaders(w, fixtures::step(w));
    CHECK(w.institutions.principal_months[7] == 0);
    CHECK(w.institutions.relational_trust[7] == Approx(0.44));
}

TEST_CASE("champions go with their leaders and are found again at the stated rates", "[models][leaders][statistical]") {
    World w = many_schools();
    w.parameters.leaders.principal_rate = 1;
    w.parameters.leaders.champion_with_leader = 0.6;
    w.institutions.champion_months.assign(n_schools, 5);
    turn_over_leaders(w, fixtures::step(w));
    double gone = 0;
    for (const double tenure : w.institutions.champion_months) {
        CHECK((tenure == -1 || tenure == 6));
        gone += tenure == -1;
    }
    // Four standard errors each: 1 seed in 16,000.
    CHECK_THAT(gone, statistics::BinomialCount(n_schools, 0.6, 4));

    w.parameters.leaders.champion_rate = 0.15;
    w.institutions.champion_months.assign(n_schools, -1);
    turn_over_leaders(w, fixtures::step(w));
    double found = 0;
    for (const double tenure : w.institutions.champion_months)
        found += tenure == 0;
    CHECK_THAT(found, statistics::BinomialCount(n_schools, 0.15, 4));
}

TEST_CASE("a champion stays while both leaders stay", "[models][leaders]") {
    World w = many_schools();
    w.parameters.leaders.principal_rate = w.parameters.leaders.superintendent_rate = 0;
    w.parameters.leaders.champion_with_leader = 1;
    w.institutions.champion_months.assign(n_schools, 5);
    turn_over_leaders(w, fixtures::step(w));
    CHECK(w.institutions.champion_months == std::vector<double>(n_schools, 6));
}

TEST_CASE("teachers' turnover follows churn and falls with trust within the school", "[models][leaders]") {
    World w = many_schools();
    LeadersParameters& p = w.parameters.leaders;
    p.principal_rate = 0;
    p.teacher_rate = 0.16, p.teacher_trust = 0.12, p.teacher_adjust = 0.06;
    w.parameters.school_trust.start = 0.55;
    w.institutions.teacher_turnover[0] = w.institutions.teacher_turnover[1] = 0.20;
    w.institutions.relational_trust[0] = 0.80, w.institutions.relational_trust[1] = 0.55;
    w.environment.turnover_factor = 1.5;
    turn_over_leaders(w, fixtures::step(w));
    // Aims: 0.24 + 0.12 (0.55 - 0.80) = 0.21 and 0.24; 6 % of the way from 0.20.
    CHECK(w.institutions.teacher_turnover[0] == Approx(0.2006));
    CHECK(w.institutions.teacher_turnover[1] == Approx(0.2024));
}
