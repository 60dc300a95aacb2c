// Emulators, history matching and coverage on functions whose answers are known.
#include "experiments/statistics/chance.h"
#include "experiments/validation/history.h"
#include "sim/error.h"
#include "sim/mathematics.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>
#include <set>

using namespace experiments;

namespace {

Points random_points(Eigen::Index n, Eigen::Index d, std::uint64_t seed) {
    Points points(n, d);
    Chance chance(seed, Purpose::point, 0);
    for (Eigen::Index row = 0; row < n; ++row)
        for (Eigen::Index k = 0; k < d; ++k)
            points(row, k) = chance.uniform();
    return points;
}

/// Straight in the first input, bent in the second, a wave in the third, their product; the others do nothing.
double surface(const Points& p, Eigen::Index row) {
    const double x = p(row, 0), y = p(row, 1), z = p(row, 2);
    return 3 * x + y * y + 0.5 * std::sin(5 * z) + x * y;
}

Demand around(double value, double sd) {
    Demand d;
    d.value = value, d.finding_sd = sd;
    return d;
}

/// Two findings of six inputs, of which the last three settle nothing.
HistoryProblem two_findings(double second) {
    HistoryProblem problem;
    problem.n_inputs = 6;
    problem.draw = [](std::size_t index) {
        Chance chance(11, Purpose::point, index);
        std::vector<double> at(6);
        for (double& x : at)
            x = chance.uniform();
        return at;
    };
    problem.run = [](const std::vector<std::vector<double>>& points, const std::string&) {
        Eigen::MatrixXd found(static_cast<Eigen::Index>(points.size()), 2);
        for (std::size_t row = 0; row < points.size(); ++row) {
            const auto& x = points[row];
            found(static_cast<Eigen::Index>(row), 0) = x[0] + 0.5 * x[1];
            found(static_cast<Eigen::Index>(row), 1) = x[2] * x[2] + 0.3 * x[0];
        }
        return found;
    };
    problem.demands = [second](const Eigen::VectorXd&) {
        return std::vector<Demand>{around(0.8, 0.05), around(second, 0.03)};
    };
    return problem;
}

HistoryPlan small_plan() {
    HistoryPlan plan;
    plan.seed = 5, plan.waves = 2, plan.points = 70, plan.draws = 6000, plan.ensemble = 32, plan.checks = 12;
    plan.coverage = {100, 2000, 10};
    return plan;
}

} // namespace

// 120 points at a fixed seed; limits are about twice what came out when the test was written (.04 and .93).
TEST_CASE("an emulator finds what its output depends on and knows how far it is wrong", "[experiments][history]") {
    const Points points = random_points(120, 10, 1), others = random_points(300, 10, 2);
    Eigen::VectorXd output(points.rows());
    for (Eigen::Index row = 0; row < points.rows(); ++row)
        output[row] = surface(points, row);
    const Emulator emulator = fit_emulator(points, output);
    const std::set<std::size_t> active(emulator.active.begin(), emulator.active.end());
    CHECK(active.count(0) + active.count(1) + active.count(2) == 3);
    CHECK(emulator.explained > 0.98);
    const Emulated said = emulated(emulator, others);
    CHECK((said.mean - emulated_means(emulator, others)).cwiseAbs().maxCoeff() < 1e-9);
    double square = 0, within = 0;
    for (Eigen::Index row = 0; row < others.rows(); ++row) {
        const double missed = surface(others, row) - said.mean[row];
        square += missed * missed, within += missed * missed <= 4 * said.variance[row] ? 1 : 0;
        CHECK(said.variance[row] >= 0);
        CHECK(said.variance[row] <= largest_variance(emulator) * (1 + 1e-12));
    }
    CHECK(std::sqrt(square / 300) < 0.08); // the surface has an SD of 1
    CHECK(within / 300 > 0.85);
}

// Noise of SD 1: 95 % of left-out points lie within two SDs, give or take 2 % (1 SE) of 100.
TEST_CASE("an emulator of mere noise explains nothing and says so", "[experiments][history]") {
    const Points points = random_points(100, 6, 3);
    Chance chance(4, Purpose::noise, 0);
    Eigen::VectorXd noise(points.rows());
    for (double& v : noise)
        v = chance.normal();
    const Emulator emulator = fit_emulator(points, noise);
    CHECK(emulator.explained < 0.2);
    CHECK(std::abs(emulator.within_two - 0.95) < 0.06);
    CHECK(std::sqrt(largest_variance(emulator)) > 0.8);
}

TEST_CASE("an emulator of what nothing moves is a number; runs without a value are left out; too few are refused",
          "[experiments][history]") {
    const Points points = random_points(20, 3, 5);
    Eigen::VectorXd output = Eigen::VectorXd::Constant(20, 0.25);
    const Emulated said = emulated(fit_emulator(points, output), points);
    CHECK(said.mean.isConstant(0.25));
    CHECK(said.variance.isZero());
    for (Eigen::Index row = 0; row < 20; ++row)
        output[row] = points(row, 1);
    output[3] = std::numeric_limits<double>::quiet_NaN();
    CHECK(emulated(fit_emulator(points, output), points).mean[3] == Approx(points(3, 1)).margin(1e-6));
    output.setConstant(std::numeric_limits<double>::quiet_NaN());
    CHECK_THROWS_WITH(fit_emulator(points, output), "an emulator needs 8 runs or more with a value; there are 0");
}

TEST_CASE("a demand knows its errors: limits, one-sided limits, signs", "[experiments][history]") {
    Target target;
    target.low = 0.2, target.high = 0.6, target.target = 0.5;
    const Demand both = demand_of(target, 9, 0.5);
    CHECK(both.value == 0.5);
    CHECK(both.finding_sd == Approx(0.1));
    CHECK(both.discrepancy_sd == Approx(0.05));
    CHECK(implausibility(both, 0.8, 0) == Approx(0.3 / std::sqrt(0.0125)));
    CHECK(implausibility(both, 0.8, 0.01) < implausibility(both, 0.8, 0));
    target.high.reset();
    const Demand least = demand_of(target, 9, 0);
    CHECK(least.value == 0.2);
    CHECK(least.finding_sd == Approx(0.15));
    CHECK(implausibility(least, 7, 0) == 0);
    CHECK(implausibility(least, 0.05, 0) == Approx(1));
    CHECK(log_likelihood(least, 0.2, 0) == Approx(std::log(0.5)));
    target.low = 0, target.target.reset();
    CHECK(demand_of(target, 9, 0).finding_sd == Approx(0.9));
    CHECK(std::isinf(implausibility(both, std::numeric_limits<double>::quiet_NaN(), 1)));
}

TEST_CASE("history matching keeps what the findings allow, as wide as they leave it", "[experiments][history]") {
    const HistoryPlan plan = small_plan();
    const HistoryProblem problem = two_findings(0.5);
    const HistoryMatch match = match_history(plan, problem);
    REQUIRE(match.waves.size() == 2);
    CHECK(match.waves[1].left <= match.waves[0].left);
    double truly_left = 0; // the emulated functions themselves, at the same draws
    for (std::size_t index = 0; index < plan.draws; ++index) {
        const auto x = problem.draw(index);
        const bool is_left = implausibility(match.demands[0], x[0] + 0.5 * x[1], 0) <= plan.cut &&
                             implausibility(match.demands[1], x[2] * x[2] + 0.3 * x[0], 0) <= plan.cut;
        truly_left += is_left ? 1.0 / static_cast<double>(plan.draws) : 0;
    }
    CHECK(match.waves[1].left == Approx(truly_left).margin(0.02));
    REQUIRE(match.ensemble.size() == plan.ensemble);
    std::set<std::size_t> lineages;
    double idle = 0, idle_square = 0;
    for (const HistoryMember& m : match.ensemble) {
        lineages.insert(m.draw);
        CHECK(m.at == problem.draw(m.draw));
        CHECK(std::abs(m.at[0] + 0.5 * m.at[1] - 0.8) <= 3.1 * 0.05);
        CHECK(std::abs(m.at[2] * m.at[2] + 0.3 * m.at[0] - 0.5) <= 3.1 * 0.03);
        idle += m.at[5] / 32, idle_square += m.at[5] * m.at[5] / 32;
    }
    CHECK(lineages.size() == match.ensemble.size());
    // No finding speaks to the last input: uniform, SD .289; of 32 draws the mean is within .051 (1 SE), 3 allowed.
    CHECK(std::abs(idle - 0.5) < 0.153);
    CHECK(std::sqrt(idle_square - idle * idle) > 0.2);
    CHECK(match.checks_within_two > 0.7);
    const HistoryMatch again = match_history(plan, problem);
    REQUIRE(again.ensemble.size() == match.ensemble.size());
    for (std::size_t k = 0; k < match.ensemble.size(); ++k)
        CHECK(again.ensemble[k].at == match.ensemble[k].at);
}

TEST_CASE("where no values meet the findings, nothing is left and the ensemble is empty", "[experiments][history]") {
    const HistoryMatch match = match_history(small_plan(), two_findings(5));
    CHECK(match.waves.back().left == 0);
    CHECK(match.smallest > 3);
    CHECK(match.ensemble.empty());
}

// 400 truths: a share of .9 has an SE of .015, one of .5 of .025; three are allowed.
TEST_CASE("coverage is right where the inference is, and shows where it is not", "[experiments][history]") {
    const auto draws = [](Eigen::Index n, std::uint64_t seed) {
        EmulatedDraws d;
        d.at = random_points(n, 2, seed);
        d.mean = d.at.col(0), d.variance = Eigen::MatrixXd::Zero(n, 1);
        return d;
    };
    const std::vector<Demand> demands{around(0, 0.2)};
    const EmulatedDraws pool = draws(4000, 6), truths = draws(400, 7);
    const Points no_runs(0, 2);
    const Coverage right = coverage({400, 4000, 10}, 1, demands, pool, truths, no_runs, Eigen::MatrixXd(0, 1));
    CHECK(std::abs(right.nine_tenths - 0.9) < 0.045);
    CHECK(std::abs(right.half - 0.5) < 0.075);
    CHECK(right.least_p > 0.01);
    std::size_t all = 0;
    for (const std::size_t n : right.histogram)
        all += n;
    CHECK(all == 2 * 400);
    EmulatedDraws noisy = truths; // findings with errors thrice those that the inference believes in
    noisy.variance.setConstant(0.32);
    const Coverage wrong = coverage({400, 4000, 10}, 1, demands, pool, noisy, truths.at, truths.mean);
    CHECK(wrong.nine_tenths < 0.85);
    CHECK(wrong.least_p < 0.01);
    CHECK(std::abs(wrong.nine_tenths_by_model - 0.9) < 0.045); // the model's own findings have the errors believed in
}

// 60 points at a fixed seed; the first wave's points lie nearer to what is demanded because the runs before say where.
TEST_CASE("runs made before inform the emulators, and the first wave goes where they leave something",
          "[experiments][history]") {
    HistoryProblem problem = two_findings(0.4);
    const Points before = random_points(60, 6, 9);
    for (Eigen::Index row = 0; row < before.rows(); ++row)
        problem.known_at.emplace_back(before.row(row).begin(), before.row(row).end());
    problem.known = problem.run(problem.known_at, "before");
    const auto far = [](const Eigen::MatrixXd& found) { return (found.col(0).array() - 0.8).abs().mean(); };
    double first_wave = 0;
    const auto run = problem.run;
    problem.run = [&](const std::vector<std::vector<double>>& points, const std::string& step) {
        Eigen::MatrixXd found = run(points, step);
        if (step == "wave 1") first_wave = far(found);
        return found;
    };
    HistoryPlan plan = small_plan();
    plan.waves = 1;
    const HistoryMatch match = match_history(plan, problem);
    REQUIRE(match.waves.size() == 2);
    CHECK(match.waves[0].runs == 60);
    CHECK(match.waves[0].left < 0.7);
    CHECK(match.waves[1].runs == 60 + plan.points);
    CHECK(first_wave < 0.6 * far(problem.known));
    CHECK(match.ensemble.size() == plan.ensemble);
}
