#include "experiments/runs/turning.h"

#include "experiments/statistics/chance.h"
#include "experiments/statistics/statistics.h"

#include <catch2/catch.hpp>

using namespace experiments;

namespace {

/// Sets in which three parameters vary, each in its own order.
std::vector<models::Parameters> some_sets(std::size_t n, std::uint64_t seed = 5) {
    std::vector<models::Parameters> sets(n, models::parameter_table().defaults());
    Chance chance(seed, Purpose::point, 0);
    for (models::Parameters& set : sets)
        set.delivery.trust = chance.uniform(), set.crisis.trust = chance.uniform(), set.seek.room = chance.uniform();
    return sets;
}

} // namespace

TEST_CASE("the number on which a lead hangs is found, with the side and the place where it turns", "[experiments]") {
    const auto sets = some_sets(20);
    std::vector<double> lead;
    for (const models::Parameters& set : sets)
        lead.push_back(0.6 - set.crisis.trust);
    const Turning found = turning(lead, sets, 1);
    CHECK(found.parameter == "crisis.trust");
    CHECK(found.is_behind_above);
    CHECK(found.n_wrong == 0);
    CHECK(found.at == Approx(0.6).margin(0.15)); // between the two neighbours of 0.6 among 20 uniform values
    CHECK(found.p < 0.01);
    for (double& one : lead)
        one = -one;
    CHECK_FALSE(turning(lead, sets, 1).is_behind_above);
}

TEST_CASE("a lead that is everywhere ahead turns nowhere, and sets that did not run do not count", "[experiments]") {
    const auto sets = some_sets(3);
    const Turning ahead = turning(std::vector<double>{1, 2, absent}, sets, 1);
    CHECK((ahead.n == 2 && ahead.n_behind == 0 && ahead.parameter.empty()));
    const Turning behind = turning(std::vector<double>{-1, 0, -2}, sets, 1);
    CHECK((behind.n_behind == 3 && behind.parameter.empty()));
    const std::vector<models::Parameters> equal(2, models::parameter_table().defaults());
    CHECK(turning(std::vector<double>{1, -1}, equal, 1).parameter.empty());
}

TEST_CASE("a lead that hangs on no number is rarely blamed on one", "[experiments]") {
    // At 5 % a false alarm in 200 tries is binomial: more than 20 in less than 1 of 500 seeds.
    std::size_t alarms = 0;
    for (std::uint64_t trial = 0; trial < 200; ++trial) {
        Chance chance(77, Purpose::noise, trial);
        std::vector<double> lead(20);
        for (double& one : lead)
            one = chance.normal();
        alarms += turning(lead, some_sets(20, 1000 + trial), trial).p < 0.05 ? 1 : 0;
    }
    CHECK(alarms <= 20);
}
