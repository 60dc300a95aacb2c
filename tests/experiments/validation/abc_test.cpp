// Approximate Bayesian computation against posteriors that are known.
#include "experiments/validation/abc.h"
#include "tests/experiments/oracles.h"

#include <catch2/catch.hpp>

#include <cmath>

using namespace experiments;

namespace {

struct Moments {
    double mean = 0, sd = 0;
};
Moments moments(const AbcPopulation& population, std::size_t k) {
    Moments m;
    const auto n = static_cast<double>(population.particles.size());
    for (const AbcParticle& p : population.particles)
        m.mean += p.at[k] / n;
    for (const AbcParticle& p : population.particles)
        m.sd += (p.at[k] - m.mean) * (p.at[k] - m.mean) / (n - 1);
    m.sd = std::sqrt(m.sd);
    return m;
}

/// A normal prior in each of `d` dimensions.
AbcPrior normal_prior(std::size_t d, double sd) {
    return {[d, sd](sim::Stream& draws) {
                Point at(d);
                for (double& x : at)
                    x = sd * draws.normal();
                return at;
            },
            [sd](const Point& at) {
                double square = 0;
                for (const double x : at)
                    square += x * x / (sd * sd);
                return std::exp(-0.5 * square);
            }};
}

} // namespace

// 1,000 particles: the mean's standard error is 0.4 / sqrt(1000) = 0.013, the SD's 0.009; chains share ancestors, so
// twice that is allowed for, at three standard errors. The seed is fixed.
TEST_CASE("ABC finds the posterior of a normal mean", "[experiments][abc]") {
    const auto& want = tests::oracles()["analytic"]["abc_normal"];
    const double observed = 1.3, se = 2.0 / std::sqrt(25.0);
    const sim::Luck luck = sim::luck(3, 0);
    std::size_t n = 0;
    const auto simulate = [&](const Point& at, std::size_t) {
        sim::Stream draws(luck, n, 0, 9);
        return AbcJudgement{std::abs(at[0] + se * draws.normal() - observed), n++};
    };
    const AbcPopulation population =
        approximate_posterior(normal_prior(1, 10), simulate, {1000, 4000, 8, 6000}, sim::luck(4, 0));
    CHECK(population.tolerance < 0.1);
    const Moments m = moments(population, 0);
    CHECK(std::abs(m.mean - want["post_mean"].get<double>()) < 0.08);
    CHECK(std::abs(m.sd - want["post_sd"].get<double>()) < 0.06);
}

// Twelve dimensions of which the data speak to the sum of the first two: their difference and the others stay as wide
// as the prior (SD 1; 200 particles: standard error 0.05 and 0.07 of a difference, four times allowed).
TEST_CASE("ABC leaves open what the data do not speak to", "[experiments][abc]") {
    const auto simulate = [](const Point& at, std::size_t) { return AbcJudgement{std::abs(at[0] + at[1] - 1), 0}; };
    const AbcPopulation population =
        approximate_posterior(normal_prior(12, 1), simulate, {200, 400, 8, 12000}, sim::luck(5, 0));
    CHECK(population.tolerance < 0.05);
    CHECK(population.ancestors() > 10);
    CHECK(population.ancestors() <= 200);
    for (const AbcParticle& p : population.particles)
        CHECK(std::abs(p.at[0] + p.at[1] - 1) <= population.tolerance);
    CHECK(std::abs(moments(population, 0).mean - 0.5) < 0.25);
    CHECK(std::abs(moments(population, 0).sd - std::sqrt(0.5)) < 0.2);
    for (std::size_t k = 2; k < 12; ++k) {
        CAPTURE(k);
        CHECK(std::abs(moments(population, k).mean) < 0.35);
        CHECK(std::abs(moments(population, k).sd - 1) < 0.3);
    }
}

TEST_CASE("ABC hands over each generation, so that an interruption loses one at most", "[experiments][abc]") {
    std::vector<double> tolerances;
    const auto simulate = [](const Point& at, std::size_t generation) {
        if (generation == 4) throw 1;
        return AbcJudgement{std::abs(at[0]), generation};
    };
    CHECK_THROWS(approximate_posterior(normal_prior(1, 1), simulate, {8, 16, 9, 16}, sim::luck(6, 0),
                                       [&](const AbcPopulation& p) { tolerances.push_back(p.tolerance); }));
    REQUIRE(tolerances.size() == 3);
    CHECK(tolerances[1] <= tolerances[0]);
    CHECK(tolerances[2] <= tolerances[1]);
}
