// The model as a whole: what it lists, what a run gives, what is absent.
#include "models/model.h"

#include "tests/support/fixtures.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <regex>
#include <set>

using namespace models;

namespace {

double outcome(const RunResult& result, const char* id) {
    return result.outcomes.at(static_cast<std::size_t>(observable_index(id)));
}

} // namespace

TEST_CASE("processes have ids of their own and a line for people, and the rarer ones come later in a month",
          "[models][model]") {
    std::set<std::string> seen;
    sim::Due before = sim::Due::monthly;
    for (const auto& process : schedule()) {
        CAPTURE(process.id);
        CHECK(std::regex_match(process.id, std::regex("[a-z]+(-[a-z]+)+")));
        CHECK(seen.insert(process.id).second);
        CHECK_FALSE(process.summary.empty());
        CHECK(process.due >= before);
        before = process.due;
    }
    CHECK(schedule().front().id == "strike-conditions");
    CHECK(before == sim::Due::year_end);
}

TEST_CASE("observables have unique ids, units and definitions", "[models][model]") {
    std::set<std::string> seen;
    for (const auto& o : observables()) {
        CAPTURE(o.id);
        CHECK(std::regex_match(o.id, std::regex("[a-z0-9]+(-[a-z0-9]+)*")));
        CHECK(seen.insert(o.id).second);
        CHECK_FALSE(o.unit.empty());
        CHECK_FALSE(o.definition.empty());
        CHECK(observable_index(o.id) == static_cast<int>(seen.size()) - 1);
    }
    CHECK(observable_index("happiness") == -1);
}

TEST_CASE("what a region lacks is absent, never zero", "[models][model]") {
    const RunResult run =
        models::run(fixtures::setup({fixtures::school("a", 0, 8, 450)}), {.months = 60, .keep_series = true});
    for (const char* id : {"graduation-rate", "dropout-rate", "college-entry", "career-readiness", "coalitions-alive",
                           "trust", "fidelity", "largest-partner-share"})
        CHECK(std::isnan(outcome(run, id)));
    CHECK(std::isfinite(outcome(run, "ability-mean")));
    CHECK(outcome(run, "partnerships-live") == 0);
    CHECK(std::isnan(run.series[static_cast<std::size_t>(observable_index("chronic-absence"))][0]));
}

TEST_CASE("a run folds its months as each observable says", "[models][model]") {
    const RunResult run = models::run(fixtures::small_region(), {.months = 30, .keep_series = true});
    for (std::size_t o = 0; o < observables().size(); ++o) {
        CAPTURE(observables()[o].id);
        const std::vector<double>& months = run.series[o];
        REQUIRE(months.size() == 30);
        double expected = months.back();
        if (observables()[o].summary == sim::Summary::last_year) {
            double sum = 0, n = 0;
            for (std::size_t m = 18; m < 30; ++m)
                if (std::isfinite(months[m])) sum += months[m], n += 1;
            expected = n > 0 ? sum / n : sim::unset;
        }
        if (std::isnan(expected))
            CHECK(std::isnan(run.outcomes[o]));
        else
            CHECK(run.outcomes[o] == Approx(expected));
    }
    CHECK(models::run(fixtures::small_region(), {.months = 30}).outcomes.size() == observables().size());
}

TEST_CASE("a run stops when it is told to and a watched one keeps its bits", "[models][model]") {
    int asked = 0;
    CHECK_THROWS_AS(models::run(fixtures::small_region(), {.months = 30, .should_stop = [&] { return ++asked == 5; }}),
                    Interrupted);
    CHECK(asked == 5);
    CHECK(models::run(fixtures::small_region(), {.months = 30, .should_stop = [] { return false; }}).digest ==
          models::run(fixtures::small_region(), {.months = 30, .keep_series = true}).digest);
}

TEST_CASE("seconds are kept for each process that ran", "[models][model]") {
    World w = fixtures::world(fixtures::small_region());
    std::vector<double> seconds;
    advance(w, 2, {}, &seconds);
    REQUIRE(seconds.size() == schedule().size());
    CHECK(seconds.front() > 0);
    CHECK(seconds.back() == 0); // the year has not ended
    CHECK(w.month == 2);
}

TEST_CASE("costs are those of the ledger's payers", "[models][model]") {
    Setup setup = fixtures::small_region();
    setup.levers = fixtures::strategy("collective-impact");
    setup.levers.search.effort = 0.5;
    const RunResult run = models::run(setup, {.months = 36});
    CHECK(outcome(run, "cost-per-student") ==
          Approx(outcome(run, "cost-schools") + outcome(run, "cost-partners-cash") +
                 outcome(run, "cost-partners-in-kind") + outcome(run, "cost-backbone-grants")));
    CHECK(outcome(run, "cost-backbone-grants") > 0);
}
