// A world that is run in before month 0: what goes on, what starts anew, what the data say of month 0, and that one
// world serves all strategies.
#include "models/burn_in.h"
#include "models/derived.h"
#include "models/mechanisms.h"
#include "tests/support/fixtures.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace models;

namespace {

constexpr std::uint32_t months = 48;

/// A small region in which partnerships form soon, run in under taking what is offered.
Setup run_in_region(const std::string& strategy = "opportunistic") {
    Setup setup = fixtures::library_setup("tiny-region");
    setup.today = fixtures::strategy("opportunistic");
    setup.today.search.effort = 0.5;
    setup.levers = strategy == "opportunistic" ? setup.today : fixtures::strategy(strategy);
    setup.region.partners_per_10000 = 80;
    setup.parameters.talks.pace = 3;
    setup.burn_in.months = months;
    return setup;
}

double n_active(const World& w) {
    return static_cast<double>(std::count(w.partnerships.stage.begin(), w.partnerships.stage.end(), Stage::active));
}

World started(const Setup& setup) { return start_world(setup, sim::luck(1, 0)); }

std::uint64_t digest_of_run(const Setup& setup, WarmWorlds* warm, std::uint32_t replicate = 0) {
    return run(setup, {.replicate = replicate, .months = 14, .warm = warm}).digest;
}

double mean_ability(const World& w, std::size_t i) {
    double sum = 0, n = 0;
    fixtures::for_each_pupil(w, i, [&](std::size_t row) {
        sum += static_cast<double>(w.students.ability[row] + w.students.boost[row]), n += 1;
    });
    return sum / n;
}

} // namespace

TEST_CASE("without a burn-in a start is the world that is built, bit for bit", "[models][burn-in]") {
    Setup setup = run_in_region();
    setup.burn_in = {};
    CHECK(fixtures::state(started(setup)) == fixtures::state(fixtures::world(setup)));
}

TEST_CASE("after a burn-in agreements go on and counts, costs and the run's calendar start anew", "[models][burn-in]") {
    const World w = started(run_in_region());
    CHECK(w.month == months);
    CHECK(w.begins == months);
    CHECK(n_active(w) > 0);
    CHECK(w.events.formed == n_active(w));
    CHECK(w.events.ended == 0);
    CHECK(w.spent == Spent{});
    CHECK(run_month(w, w.month) == 0);
    World longer = w;
    advance(longer, 12);
    const auto& cost = observables()[static_cast<std::size_t>(observable_index("cost-partners-cash"))];
    double pupils = 0;
    for (const Tally& t : longer.tallies)
        pupils += t.students;
    CHECK(cost.read(longer) == Approx(longer.spent.partners_cash / pupils)); // of one year, not of five
}

TEST_CASE("a status quo that begins is the burn-in that goes on", "[models][burn-in]") {
    Setup setup = run_in_region();
    setup.parameters.student.school_drift_sd = 0,
    setup.parameters.student.school_memory = 1; // a burn-in moves no school
    for (School& school : setup.region.schools)
        school.mean_score.reset(); // which would be set again
    World begun = started(setup);
    setup.burn_in = {};
    World plain = fixtures::world(setup);
    advance(plain, months);
    CHECK(begun.partnerships.key == plain.partnerships.key);
    advance(begun, 12), advance(plain, 12);
    CHECK(begun.partnerships.key == plain.partnerships.key);
    CHECK(begun.institutions.hours == plain.institutions.hours);
    CHECK(begun.money.balance == plain.money.balance);
}

TEST_CASE("pupils and money are conserved through a burn-in and after it", "[models][burn-in][conservation]") {
    for (const char* strategy : {"go-it-alone", "collective-impact"}) {
        Setup setup = run_in_region(strategy);
        setup.parameters = parameter_table().defaults();
        World w = started(setup);
        for (int half = 0; half < 2; ++half, advance(w, 13)) {
            CAPTURE(strategy, half);
            CHECK(w.money.imbalance() == 0);
            CHECK(w.hours.imbalance() == 0);
            const StudentFlows& f = w.flows;
            CHECK(f.enrolled_start + f.entered ==
                  fixtures::enrolled(w) + f.graduated + f.dropped_out + f.left_region + f.completed_college);
        }
    }
}

TEST_CASE("one world that was run in serves every strategy and changes no run", "[models][burn-in]") {
    WarmWorlds warm(1e9);
    for (const char* strategy : {"go-it-alone", "opportunistic", "collective-impact"}) {
        const Setup setup = run_in_region(strategy);
        CHECK(digest_of_run(setup, &warm) == digest_of_run(setup, nullptr));
        CHECK(digest_of_run(setup, &warm) == digest_of_run(setup, nullptr));
    }
    CHECK(warm.size() == 1);
    CHECK(digest_of_run(run_in_region(), &warm, 1) != digest_of_run(run_in_region(), &warm, 0));
    CHECK(warm.size() == 2);
}

TEST_CASE("a world is used again only for the same region, parameters, behaviour, burn-in and luck",
          "[models][burn-in]") {
    WarmWorlds warm(1e9);
    const Setup setup = run_in_region();
    const sim::Luck luck = sim::luck(1, 0);
    World w = started(setup);
    warm.keep(setup, luck, w);
    CHECK(warm.find(setup, luck) != nullptr);
    CHECK(warm.find(setup, sim::luck(2, 0)) == nullptr);
    Setup other = setup;
    other.levers = fixtures::strategy("go-it-alone"), other.conditions.strength[4] = 1;
    CHECK(warm.find(other, luck) != nullptr); // what begins afterwards
    other = setup, other.today.search.effort = 0.4;
    CHECK(warm.find(other, luck) == nullptr);
    other = setup, other.parameters.talks.pace = 2;
    CHECK(warm.find(other, luck) == nullptr);
    other = setup, other.region.schools[0].enrolment += 1;
    CHECK(warm.find(other, luck) == nullptr);
    other = setup, other.burn_in.months += 12;
    CHECK(warm.find(other, luck) == nullptr);
}

TEST_CASE("where there is no room for a world the one longest unused goes", "[models][burn-in]") {
    const Setup setup = run_in_region();
    const World w = started(setup);
    WarmWorlds two(2.5 * bytes(w));
    for (const std::uint32_t replicate : {0u, 1u})
        two.keep(setup, sim::luck(1, replicate), w);
    CHECK(two.find(setup, sim::luck(1, 0)) != nullptr);
    two.keep(setup, sim::luck(1, 2), w);
    CHECK(two.size() == 2);
    CHECK(two.find(setup, sim::luck(1, 0)) != nullptr);
    CHECK(two.find(setup, sim::luck(1, 1)) == nullptr);
    WarmWorlds none(0.5 * bytes(w));
    none.keep(setup, sim::luck(1, 0), w);
    CHECK(none.size() == 0);
}

TEST_CASE("conditions count from the run's month 0 and do nothing before it", "[models][burn-in]") {
    Setup setup = run_in_region();
    setup.parameters.condition.start = 3;
    setup.conditions.strength[static_cast<std::size_t>(Condition::funding_cut)] = 1;
    setup.conditions.strength[static_cast<std::size_t>(Condition::misaligned_goals)] = 1;
    Setup calm = setup;
    calm.conditions = {};
    World w = started(setup);
    CHECK(w.partners.goals_start == started(calm).partners.goals_start);
    advance(w, 1);
    CHECK(w.partners.goals_start != started(calm).partners.goals_start);
    advance(w, 2);
    CHECK(w.environment.public_cut == 0);
    advance(w, 1);
    CHECK(w.environment.public_cut == Approx(setup.parameters.condition.cut_depth));
}

TEST_CASE("going alone without readiness lets what it found run out", "[models][burn-in]") {
    Setup setup = run_in_region("go-it-alone");
    setup.levers.agreement.readiness = 0;
    World w = started(setup);
    REQUIRE(n_active(w) > 0);
    const double found = w.events.formed;
    std::int32_t longest = 0;
    for (const std::int32_t term : w.partnerships.term)
        longest = std::max(longest, term);
    advance(w, static_cast<std::uint32_t>(longest) + 3);
    CHECK(n_active(w) == 0);
    CHECK(w.events.formed == found);
    CHECK(w.events.ended == found);
}

TEST_CASE("a renewal after a burn-in writes the terms of the strategy that began", "[models][burn-in]") {
    Setup setup = run_in_region();
    setup.levers.agreement.formality = 0.9, setup.levers.search.effort = 0;
    World w = started(setup);
    advance(w, 30);
    double renewed = 0;
    for (std::size_t m = 0; m < w.partnerships.size(); ++m) {
        if (w.partnerships.stage[m] != Stage::active || w.partnerships.age[m] < 30) continue;
        CAPTURE(m, w.partnerships.age[m], w.partnerships.months_left[m]);
        const bool is_new = w.partnerships.formality[m] == 0.9;
        renewed += is_new ? 1 : 0;
        CHECK((is_new || w.partnerships.formality[m] == setup.today.agreement.formality));
    }
    CHECK(renewed > 0);
}

TEST_CASE("what the data say of schools and ties is so at the run's month 0", "[models][burn-in]") {
    Setup setup = fixtures::small_region();
    setup.today = fixtures::strategy("opportunistic");
    setup.today.search.effort = 0.5;
    setup.region.schools[fixtures::poor].mean_score = 640;
    setup.region.schools[fixtures::rich].trust = 0.9;
    setup.region.partners[0].reputation = 0.8;
    Tie tie;
    tie.school = "poor", tie.partner = "helpers", tie.programme = "tutoring";
    tie.months = 7, tie.share = 0.2, tie.reliability = 4.0;
    setup.region.ties = {tie};
    const World first = fixtures::world(setup);
    setup.burn_in.months = 72;
    const World w = started(setup);
    CHECK(mean_ability(w, fixtures::poor) == Approx(mean_ability(first, fixtures::poor)).margin(1e-5));
    CHECK(w.institutions.school_effect[fixtures::rich] == first.institutions.school_effect[fixtures::rich]);
    CHECK(w.institutions.relational_trust[fixtures::rich] == 0.9);
    CHECK(w.partners.reputation[0] == 0.8);
    const auto row = std::find(w.partnerships.key.begin(), w.partnerships.key.end(), first.partnerships.key.at(0));
    REQUIRE(row != w.partnerships.key.end());
    const auto m = static_cast<std::size_t>(row - w.partnerships.key.begin());
    CHECK(w.partnerships.age[m] == 7);
    CHECK(w.partnerships.months_left[m] == first.partnerships.months_left[0]);
    CHECK(w.partnerships.n_renewals[m] == 0);
    CHECK(w.partnerships.reliability_i[m] == 1.0);
}

TEST_CASE("a series stands still where two windows of years are alike, and not before there are two",
          "[models][burn-in]") {
    const StationaryRule rule{2, 0.1, 20};
    CHECK_FALSE(is_stationary({{5, 5, 5}}, rule));
    CHECK(is_stationary({{5, 5, 5, 5}}, rule));
    CHECK(is_stationary({{1, 9, 10, 10, 11, 10.9}}, rule));
    CHECK_FALSE(is_stationary({{9, 9, 10, 10}}, rule));
    CHECK_FALSE(is_stationary({{5, 5, 5, 5}, {4, 4, 5, 5}}, rule));
    CHECK(is_stationary({{0, 0, 0, 0}}, rule));
    CHECK_FALSE(is_stationary({{0, 0, 0, 1}}, rule));
}

TEST_CASE("a burn-in until the world stands still ends at a year's end within its limit", "[models][burn-in]") {
    Setup setup = run_in_region();
    setup.burn_in = {.is_stationary = true};
    const World w = started(setup);
    CHECK(w.begins % sim::months_per_year == 0);
    CHECK(w.begins >= 2 * stationary_rule.window_years * sim::months_per_year);
    CHECK(w.begins <= stationary_rule.most_years * sim::months_per_year);
}

TEST_CASE("a checkpoint goes on bit for bit after a burn-in", "[models][burn-in][checkpoint]") {
    World w = started(run_in_region("collective-impact"));
    World twin = restore(checkpoint(w, 0)).world;
    advance(w, 14), advance(twin, 14);
    CHECK(digest(twin) == digest(w));
    CHECK(twin.begins == months);
}
