// Who may be the best: exact small cases, and how often the truly best is left out.
#include "experiments/statistics/standing.h"

#include "experiments/statistics/chance.h"
#include "experiments/statistics/distributions.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

using namespace experiments;

namespace {

/// [contestants][replicates]: luck that all share, and own luck of spread 1; contestant k has mean `means[k]`.
std::vector<std::vector<double>> draw(const std::vector<double>& means, std::size_t replicates, double shared,
                                      std::uint64_t trial) {
    Chance chance(7, Purpose::noise, trial);
    std::vector<std::vector<double>> values(means.size(), std::vector<double>(replicates));
    for (std::size_t r = 0; r < replicates; ++r) {
        const double common = shared * chance.normal();
        for (std::size_t k = 0; k < means.size(); ++k)
            values[k][r] = means[k] + common + chance.normal();
    }
    return values;
}

double share_that_loses_the_best(const std::vector<double>& means, std::size_t replicates, double shared,
                                 std::size_t trials) {
    std::size_t lost = 0;
    for (std::size_t trial = 0; trial < trials; ++trial)
        lost += standings(draw(means, replicates, shared, trial), 1, sim::Good::up, 1)[0].is_behind;
    return static_cast<double>(lost) / static_cast<double>(trials);
}

} // namespace

TEST_CASE("a contestant is behind when its gap is more than luck explains, by a calculation by hand",
          "[experiments][standing]") {
    // Gaps 1 2 3 2: mean 2, SD 0.8165, se 0.40825, t = 4.899 on 3 degrees of freedom, one-sided p = 0.008139.
    const std::vector<std::vector<double>> values{{0, 0, 0, 0}, {1, 2, 3, 2}};
    const auto two = standings(values, 1, sim::Good::up, 1);
    CHECK(two[0].p == Approx(0.5 * t_two_sided_p(2 / 0.408248, 3)).epsilon(1e-5));
    CHECK(two[0].is_behind);
    CHECK(two[0].behind == 1);
    CHECK(two[0].gap.mean == 2);
    CHECK_FALSE(two[1].is_behind);
    // The same two among six conditions: 0.0081 < 0.05 / 6 = 0.0083; among seven it is not.
    CHECK(standings(values, 1, sim::Good::up, 6)[0].is_behind);
    CHECK_FALSE(standings(values, 1, sim::Good::up, 7)[0].is_behind);
}

TEST_CASE("where less is better the larger is behind", "[experiments][standing]") {
    const std::vector<std::vector<double>> values{{0, 0, 0, 0}, {1, 2, 3, 2}};
    const auto down = standings(values, 1, sim::Good::down, 1);
    CHECK_FALSE(down[0].is_behind);
    CHECK(down[1].is_behind);
    CHECK(down[1].behind == 0);
}

TEST_CASE("one replicate, absent values and equals leave nobody behind", "[experiments][standing]") {
    CHECK_FALSE(standings({{0}, {1}}, 1, sim::Good::up, 1)[0].is_behind);
    CHECK_FALSE(standings({{0, 1}, {absent, 9}}, 1, sim::Good::up, 1)[0].is_behind);
    for (const Standing& one : standings({{1, 2}, {1, 2}, {1, 2}}, 1, sim::Good::up, 1))
        CHECK_FALSE(one.is_behind);
    CHECK(standings({{1, 2}, {2, 3}}, 1, sim::Good::up, 1)[0].is_behind); // ahead by the same in every luck
}

TEST_CASE("the set leaves out the truly best in at most 5 of 100 studies, however many are compared",
          "[experiments][standing][statistical]") {
    // 1,500 studies each; the bound is 0.05, its standard error sqrt(.05 x .95 / 1500) = 0.0056. Four of them above the
    // bound would be one chance in 30,000 even where the error is spent in full; the seeds are fixed.
    constexpr double most = 0.05 + 4 * 0.0056;
    for (const std::size_t n : {2u, 4u, 13u})
        for (const std::size_t replicates : {4u, 20u}) {
            const std::vector<double> equal(n, 0.0); // the hardest case: all are best, any of them may be lost
            CHECK(share_that_loses_the_best(equal, replicates, 2.0, 1500) <= most);
            CHECK(share_that_loses_the_best(equal, replicates, 0.0, 1500) <= most);
        }
}

TEST_CASE("with two contestants the error is spent in full, so the procedure is not idle", "[experiments][standing]") {
    // One-sided t test at 0.05: expected 0.05 exactly; 4,000 studies, four standard errors of 0.0034.
    CHECK(share_that_loses_the_best({0, 0}, 10, 1.0, 4000) == Approx(0.05).margin(0.0138));
    // A best that is ahead by half an SD with 20 replicates is lost practically never, one far behind is found.
    CHECK(share_that_loses_the_best({0.5, 0, 0, 0}, 20, 1.0, 1000) < 0.01);
    CHECK(share_that_loses_the_best({0, 2, 0, 0}, 20, 1.0, 1000) > 0.95);
}
