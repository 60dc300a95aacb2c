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

TEST_CASE("the schedule has fourteen processes in the order of the documents", "[models][model]") {
    std::vector<std::string> ids;
    for (const auto& process : schedule())
        ids.push_back(process.id);
    CHECK(ids == std::vector<std::string>{
                     "strike-conditions", "turn-over-leaders", "seek-partners", "negotiate-agreements",
                     "share-decisions", "allocate-resources", "deliver-activities", "students-learn", "report-cards",
                     "update-trust", "renew-partnerships", "spread-practice", "community-supports", "advance-year"});
    for (std::size_t p = 0; p < 14; ++p)
        CHECK(schedule()[p].due == (p < 8 ? sim::Due::monthly : p < 13 ? sim::Due::term_end : sim::Due::year_end));
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
    const RunResult run = models::run(fixtures::setup({fixtures::school("a", 0, 8, 450)}), 1, 0, 60, true);
    for (const char* id : {"graduation-rate", "dropout-rate", "college-entry", "career-readiness", "coalitions-alive",
                           "trust", "fidelity", "largest-partner-share"})
        CHECK(std::isnan(outcome(run, id)));
    CHECK(std::isfinite(outcome(run, "ability-mean")));
    CHECK(outcome(run, "partnerships-live") == 0);
    CHECK(std::isnan(run.series[static_cast<std::size_t>(observable_index("chronic-absence"))][0]));
}

TEST_CASE("a run folds its months as each observable says", "[models][model]") {
    const RunResult run = models::run(fixtures::small_region(), 1, 0, 30, true);
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
    CHECK(models::run(fixtures::small_region(), 1, 0, 30, false).outcomes.size() == observables().size());
}

TEST_CASE("a run stops when it is told to and a watched one keeps its bits", "[models][model]") {
    int asked = 0;
    CHECK_THROWS_AS(models::run(fixtures::small_region(), 1, 0, 30, false, [&] { return ++asked == 5; }), Interrupted);
    CHECK(asked == 5);
    CHECK(models::run(fixtures::small_region(), 1, 0, 30, false, [] { return false; }).digest ==
          models::run(fixtures::small_region(), 1, 0, 30, true).digest);
}

TEST_CASE("seconds are kept for each process that ran", "[models][model]") {
    World w = fixtures::world(fixtures::small_region());
    std::vector<double> seconds;
    advance(w, 2, {}, &seconds);
    CHECK(seconds.size() == 14);
    CHECK(seconds[13] == 0); // the year has not ended
    CHECK(w.month == 2);
}

TEST_CASE("costs are those of the ledger's payers", "[models][model]") {
    Setup setup = fixtures::small_region();
    setup.levers = fixtures::strategy("collective-impact");
    setup.levers.search.effort = 0.5;
    const RunResult run = models::run(setup, 1, 0, 36, false);
    CHECK(outcome(run, "cost-per-student") ==
          Approx(outcome(run, "cost-schools") + outcome(run, "cost-partners-cash") +
                 outcome(run, "cost-partners-in-kind") + outcome(run, "cost-backbone-grants")));
    CHECK(outcome(run, "cost-backbone-grants") > 0);
}
