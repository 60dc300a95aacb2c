#include "experiments/statistics/statistics.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <numeric>

using namespace experiments;

TEST_CASE("quantiles of Student's t agree with known values", "[experiments]") {
    struct Known {
        std::size_t degrees;
        double q975, q999;
    };
    // Computed with 30 digits from the incomplete beta function (mpmath).
    for (const Known& known : {Known{1, 12.70620473617, 318.3088389856}, Known{2, 4.302652729749, 22.32712477012},
                               Known{3, 3.182446305284, 10.21453185241}, Known{4, 2.776445105198, 7.173182219782},
                               Known{7, 2.364624251593, 4.785289628638}, Known{19, 2.093024054408, 3.579400148955},
                               Known{30, 2.042272456301, 3.385184866829}, Known{99, 1.984216951586, 3.174603849756},
                               Known{200, 1.971896223634, 3.131479814221}, Known{201, 1.97183650678, 3.13127212052},
                               Known{1000, 1.962339080826, 3.098402163913}}) {
        CAPTURE(known.degrees);
        CHECK(student_t_quantile(0.975, known.degrees) == Approx(known.q975).epsilon(1e-9));
        CHECK(student_t_quantile(0.999, known.degrees) == Approx(known.q999).epsilon(1e-8));
        CHECK(student_t_quantile(0.025, known.degrees) == Approx(-known.q975).epsilon(1e-9));
    }
    CHECK(student_t_quantile(0.975, 99'999) == Approx(1.959987707).epsilon(1e-7));
}

TEST_CASE("an estimate has mean, SD, standard error and t interval", "[experiments]") {
    const std::vector<double> values{2, 4, 4, 4, 5, 5, 7, 9};
    const Estimate e = estimate(values);
    CHECK(e.n == 8);
    CHECK(e.mean == 5);
    CHECK(e.sd == Approx(std::sqrt(32.0 / 7)));
    CHECK(e.se == Approx(std::sqrt(32.0 / 7 / 8)));
    CHECK(e.lo == Approx(5 - 2.364624251593 * e.se));
    CHECK(e.hi == Approx(5 + 2.364624251593 * e.se));
}

TEST_CASE("absent values are left out and counted", "[experiments]") {
    CHECK(estimate(std::vector<double>{1, absent, 3}).n == 2);
    CHECK(estimate(std::vector<double>{1, absent, 3}).mean == 2);
    const Estimate one = estimate(std::vector<double>{absent, 4});
    CHECK(one.mean == 4);
    CHECK(std::isnan(one.sd));
    CHECK(std::isnan(one.lo));
    const Estimate none = estimate(std::vector<double>{absent, absent});
    CHECK(none.n == 0);
    CHECK(std::isnan(none.mean));
}

TEST_CASE("equal values have an interval of no width", "[experiments]") {
    const Estimate e = estimate(std::vector<double>(20, 0.0));
    CHECK(e.mean == 0);
    CHECK(e.lo == 0);
    CHECK(e.hi == 0);
}

TEST_CASE("differences are paired and absent where either side is", "[experiments]") {
    const auto d = paired_differences(std::vector<double>{3, absent, 5}, std::vector<double>{1, 1, absent});
    CHECK(d[0] == 2);
    CHECK(std::isnan(d[1]));
    CHECK(std::isnan(d[2]));
}

TEST_CASE("wins follow the direction of good and ties win nothing", "[experiments]") {
    const std::vector<double> values{1, 2, 3, absent, 5}, baseline{0, 2, 4, 1, 4};
    const Wins up = wins(values, baseline, sim::Good::up);
    CHECK(up.better == 2);
    CHECK(up.pairs == 4);
    CHECK(up.share() == 0.5);
    CHECK(wins(values, baseline, sim::Good::down).better == 1);
    CHECK(wins(baseline, baseline, sim::Good::up).share() == 0);
    CHECK(std::isnan(wins(std::vector<double>{absent}, std::vector<double>{1}, sim::Good::up).share()));
}

TEST_CASE("shares of being best sum to 1 with ties split and absent ones left out", "[experiments]") {
    const std::vector<std::vector<double>> values{{1, 5, absent, absent}, {1, 4, 2, absent}, {0, 5, 1, absent}};
    const auto up = shares_best(values, sim::Good::up);
    CHECK(up[0] == Approx((0.5 + 0.5) / 3));
    CHECK(up[1] == Approx((0.5 + 0 + 1) / 3));
    CHECK(up[2] == Approx((0 + 0.5 + 0) / 3));
    CHECK(std::accumulate(up.begin(), up.end(), 0.0) == Approx(1));
    const auto down = shares_best(values, sim::Good::down);
    CHECK(down[2] == Approx((1 + 0 + 1) / 3.0));
    CHECK(std::isnan(shares_best({{absent}}, sim::Good::up)[0]));
}
