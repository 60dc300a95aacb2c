#include "experiments/statistics/shapley.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <numeric>

using namespace experiments;

TEST_CASE("Shapley values share out a game with interaction as by hand", "[experiments][shapley]") {
    // Worth: 1 for a, 2 for b, nothing for c; a and b together 4 more, all three 3 less: bits a = 1, b = 2, c = 4.
    const std::vector<double> worth{0, 1, 2, 7, 0, 1, 2, 4};
    const std::vector<double> values = shapley(worth);
    CHECK(values[0] == Approx(1 + 4.0 / 2 - 3.0 / 3)); // own, half of what two make, a third of what three lose
    CHECK(values[1] == Approx(2 + 4.0 / 2 - 3.0 / 3));
    CHECK(values[2] == Approx(-3.0 / 3));
    CHECK(values[0] + values[1] + values[2] == Approx(4));
}

TEST_CASE("the glove game gives the scarce glove two thirds", "[experiments][shapley]") {
    // One left glove (a), two right ones (b, c); a pair is worth 1. Known: 2/3, 1/6, 1/6.
    const std::vector<double> worth{0, 0, 0, 1, 0, 1, 0, 1};
    CHECK(shapley(worth)[0] == Approx(2.0 / 3));
    CHECK(shapley(worth)[1] == Approx(1.0 / 6));
    CHECK(shapley(worth)[2] == Approx(1.0 / 6));
}

TEST_CASE("a player who adds nothing gets nothing, and no players share nothing", "[experiments][shapley]") {
    std::vector<double> worth(16);
    for (std::size_t m = 0; m < 16; ++m) // player 2 is a dummy, the others multiply
        worth[m] = static_cast<double>((1 + (m & 1)) * (1 + ((m >> 1) & 1)) * (1 + 2 * ((m >> 3) & 1)));
    const std::vector<double> values = shapley(worth);
    CHECK(values[2] == Approx(0).margin(1e-12));
    CHECK(values[0] == Approx(values[1]));
    CHECK(std::accumulate(values.begin(), values.end(), 0.0) == Approx(12 - 1));
    CHECK(shapley(std::vector<double>{5}).empty());
}

TEST_CASE("shares sum to 1, may be negative, and their error is that of a ratio", "[experiments][shapley]") {
    const Shares found = shares_of({{3, -1}, {6, -2}, {9, -3}}); // in every replicate 1.5 and -0.5 of the whole
    REQUIRE(found.mean.size() == 2);
    CHECK(found.whole.mean == 4);
    CHECK(found.mean[0] == Approx(1.5));
    CHECK(found.mean[1] == Approx(-0.5));
    CHECK(found.error[0] == Approx(0).margin(1e-12)); // the whole varies, its parts do not
    const Shares noisy = shares_of({{1, 1}, {2, 0}, {0, 2}});
    CHECK(noisy.mean[0] == 0.5);
    CHECK(noisy.error[0] == Approx(4.30265 / std::sqrt(3.0) / 2)); // SD 1 about the share of a whole of 2
}

TEST_CASE("nothing is shared out where the whole is nothing, and failed replicates do not count",
          "[experiments][shapley]") {
    CHECK(shares_of({{1, -1}, {2, -2}}).mean.empty());
    CHECK(shares_of({{absent, 1}, {absent, 1}}).mean.empty());
    CHECK(shares_of({{1, 3}, {absent, 7}}).mean == std::vector<double>{0.25, 0.75});
}
