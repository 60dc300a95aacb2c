// Numbers known from elsewhere: sequences, discrepancies, functions, replicate statistics, distributions.
#include "experiments/analysis/robustness_choice.h"
#include "experiments/design/design.h"
#include "experiments/design/functions.h"
#include "experiments/design/quality.h"
#include "experiments/statistics/bootstrap.h"
#include "experiments/statistics/distributions.h"
#include "sim/sobol.h"
#include "tests/experiments/oracles.h"

#include <algorithm>

using namespace experiments;
using tests::is_near;
using tests::largest_gap;
using tests::oracles;

namespace {

std::vector<double> point(const std::vector<double>& flat, std::size_t row, std::size_t d) {
    const auto begin = flat.begin() + static_cast<std::ptrdiff_t>(row * d);
    return {begin, begin + static_cast<std::ptrdiff_t>(d)};
}

std::vector<double> numbers(const nlohmann::json& list) { return list.get<std::vector<double>>(); }

std::vector<std::vector<double>> scaled(const nlohmann::json& oracle) {
    auto points = oracle["points"].get<std::vector<std::vector<double>>>();
    const double low = oracle["scaled_from"][0], high = oracle["scaled_from"][1];
    for (auto& row : points)
        for (double& x : row)
            x = (x - low) / (high - low);
    return points;
}

} // namespace

TEST_CASE("Sobol points are Joe and Kuo's, from the zero point on", "[experiments][oracle]") {
    const auto& want = oracles()["sequences"]["sobol_joe_kuo_6_unscrambled_first16_d10"];
    const auto points = sim::sobol_points(16, 10);
    for (std::size_t i = 0; i < 16; ++i)
        CHECK(largest_gap(point(points, i, 10), want[i]) == 0);
    const auto& checks = oracles()["sequences"]["sobol_d40_n1024_checks"];
    const auto many = sim::sobol_points(1024, 40);
    CHECK(largest_gap(point(many, 1023, 40), checks["row_1023"]) == 0);
    CHECK(largest_gap(point(many, 512, 40), checks["row_512"]) == 0);
    std::vector<double> sums(40, 0.0);
    for (std::size_t i = 0; i < many.size(); ++i)
        sums[i % 40] += many[i];
    CHECK(largest_gap(sums, checks["column_sums"]) == 0);
}

TEST_CASE("a Sobol sequence can be entered anywhere", "[experiments]") {
    const auto whole = sim::sobol_points(133, 7);
    for (const std::size_t first : {0u, 1u, 33u, 64u}) {
        const auto part = sim::sobol_points(20, 7, first);
        CHECK(std::equal(part.begin(), part.end(), whole.begin() + static_cast<std::ptrdiff_t>(first * 7)));
    }
}

TEST_CASE("Halton points are radical inverses in the first primes", "[experiments][oracle]") {
    DesignSpec spec{.method = Method::halton, .points = 8};
    for (int k = 1; k <= 6; ++k)
        spec.inputs.push_back({.id = "x" + std::to_string(k)});
    const Design design = make_design(spec);
    for (std::size_t i = 0; i < 8; ++i)
        CHECK(largest_gap(design.rows[i], oracles()["sequences"]["halton_unscrambled_first8_d6"][i]) < 1e-15);
}

TEST_CASE("discrepancies are the published ones", "[experiments][oracle]") {
    const auto& want = oracles()["sequences"]["discrepancy"];
    for (const char* name : {"fang_1", "fang_2"}) {
        const Discrepancy got = discrepancy(scaled(want[name]));
        CHECK(is_near(got.centered, want[name]["CD"]));
        CHECK(is_near(got.mixture, want[name]["MD"]));
        CHECK(is_near(got.wrap_around, want[name]["WD"]));
        CHECK(is_near(got.star, want[name]["L2star"]));
    }
    const auto flat = sim::sobol_points(64, 4);
    std::vector<std::vector<double>> rows;
    for (std::size_t i = 0; i < 64; ++i)
        rows.push_back(point(flat, i, 4));
    const Discrepancy got = discrepancy(rows);
    CHECK(is_near(got.centered, want["sobol_64x4_unscrambled"]["CD"]));
    CHECK(is_near(got.mixture, want["sobol_64x4_unscrambled"]["MD"]));
    CHECK(is_near(got.wrap_around, want["sobol_64x4_unscrambled"]["WD"]));
    CHECK(is_near(got.star, want["sobol_64x4_unscrambled"]["L2-star"]));
}

TEST_CASE("test functions know their exact indices", "[experiments][oracle]") {
    struct Known {
        const char *id, *oracle;
    };
    for (const Known& known : {Known{"ishigami", "ishigami_a7_b0.1"}, Known{"sobol-g", "sobol_g_8"}}) {
        const TestFunction* f = find_function(known.id);
        REQUIRE(f);
        const auto& want = oracles()["analytic"][known.oracle];
        CHECK(f->mean == Approx(want["mean"].get<double>()).epsilon(1e-12));
        CHECK(f->variance == Approx(want["variance"].get<double>()).epsilon(1e-12));
        CHECK(largest_gap(f->first, want["S1"]) < 1e-12);
        CHECK(largest_gap(f->total, want["ST"]) < 1e-12);
    }
    const TestFunction* linear = find_function("linear");
    CHECK(linear->variance == oracles()["analytic"]["linear_4"]["variance"].get<double>());
    CHECK(largest_gap(linear->first, oracles()["analytic"]["linear_4"]["S1"]) < 1e-12);
    CHECK(largest_gap(linear->total, oracles()["analytic"]["linear_4"]["ST"]) < 1e-12);
    CHECK(find_function("nonsense") == nullptr);
}

TEST_CASE("the moments of test functions are what their formulas say", "[experiments]") {
    for (const TestFunction& f : test_functions()) {
        CAPTURE(f.id);
        DesignSpec spec{.method = Method::scrambled_sobol, .points = 65536, .inputs = f.inputs};
        std::vector<double> y;
        for (const auto& row : make_design(spec).rows)
            y.push_back(f.value(row));
        const Estimate all = estimate(y);
        CHECK(all.mean == Approx(f.mean).epsilon(2e-3));
        CHECK(all.sd * all.sd == Approx(f.variance).epsilon(5e-3));
    }
}

TEST_CASE("statistics of replicates agree with the oracle", "[experiments][oracle]") {
    const auto& want = oracles()["replicate_statistics"];
    const auto a = numbers(want["a"]), b = numbers(want["b"]);
    const Estimate ea = estimate(a), eb = estimate(b), paired = estimate(paired_differences(a, b));
    for (const auto& [got, name] : {std::pair{ea, "ci95_a"}, std::pair{eb, "ci95_b"}, std::pair{paired, "paired"}}) {
        CHECK(is_near(got.mean, want[name]["mean"]));
        CHECK(is_near(got.sd, want[name]["sd"]));
        CHECK(is_near(got.lo, want[name]["lo"]));
        CHECK(is_near(got.hi, want[name]["hi"]));
    }
    const double t = paired.mean / paired.se;
    CHECK(is_near(t, want["paired"]["t"]));
    CHECK(is_near(t_two_sided_p(t, 9), want["paired"]["p"]));
    const Welch unpaired = welch(ea, eb);
    CHECK(is_near(unpaired.degrees, want["welch"]["df"]));
    CHECK(is_near(unpaired.half, want["welch"]["half_width"]));
    CHECK(is_near(unpaired.t, want["welch"]["t"]));
    CHECK(is_near(unpaired.p, want["welch"]["p"]));
    CHECK(is_near(correlation(a, b), want["correlation"]));
    for (const auto& [p, value] : want["quantiles_a_type7"].items())
        CHECK(is_near(quantile(a, std::stod(p)), value));
    for (const auto& [degrees, value] : want["t_quantile_975"].items()) {
        CHECK(is_near(t_quantile(0.975, std::stod(degrees)), value));
        CHECK(is_near(student_t_quantile(0.975, std::stoul(degrees)), value));
    }
    CHECK(runs_for(ea.sd, 0.1) == want["replicates_needed"]["n"].get<std::size_t>());
}

TEST_CASE("bootstrap intervals of a mean lie where the oracle's do", "[experiments][oracle]") {
    // Both are Monte Carlo over a sample of ten: ends agree within 0.06, a tenth of the half width of the interval.
    const auto& want = oracles()["replicate_statistics"];
    const auto a = numbers(want["a"]);
    const auto mean = [](std::span<const double> x) { return estimate(x).mean; };
    const Resampling how{7, 9999};
    for (const auto& [kind, name] : {std::pair{IntervalKind::percentile, "bootstrap_mean_a_percentile_mc"},
                                     std::pair{IntervalKind::basic, "bootstrap_mean_a_basic_mc"},
                                     std::pair{IntervalKind::bca, "bootstrap_mean_a_BCa_mc"}}) {
        const Figure got = bootstrap(a, mean, how, kind);
        CHECK(is_near(got.lo, want[name][0], 0.06));
        CHECK(is_near(got.hi, want[name][1], 0.06));
    }
    CHECK(bootstrap(a, mean, how, IntervalKind::bca).lo == bootstrap(a, mean, how, IntervalKind::bca).lo);
    CHECK(bootstrap(a, mean, {8, 9999}, IntervalKind::bca).lo != bootstrap(a, mean, how, IntervalKind::bca).lo);
}

TEST_CASE("common luck shrinks the variance of a difference as the formula says",
          "[experiments][oracle][statistical]") {
    const auto& want = oracles()["analytic"]["crn_variance"];
    const double va = want["va"], vb = want["vb"], rho = want["rho"];
    CHECK((va + vb - 2 * rho * std::sqrt(va * vb)) / 50 == Approx(want["paired"].get<double>()).epsilon(1e-12));
    Payoffs payoffs{"y", {"a", "b"}, {"all"}, 20'000, {{{}}, {{}}}};
    Chance chance(5, Purpose::noise, 0);
    for (std::size_t r = 0; r < payoffs.n_replicates; ++r) {
        const double luck = chance.normal(), own = chance.normal();
        payoffs.runs[0][0].push_back(std::sqrt(va) * luck);
        payoffs.runs[1][0].push_back(std::sqrt(vb) * (rho * luck + std::sqrt(1 - rho * rho) * own));
    }
    const PairResult got = compare_pairs(payoffs, 1, sim::Good::up)[0];
    // The log of a ratio of variances of 20,000 pairs has an SD below 0.02; five of them: one seed in two million.
    CHECK(got.variance_ratio == Approx(want["ratio"].get<double>()).epsilon(0.1));
    CHECK(is_near(got.correlation, rho, 5 * (1 - rho * rho) / std::sqrt(20'000.0)));
}

TEST_CASE("exact distributions at their edges", "[experiments]") {
    CHECK(binomial_tail(0, 10, 0.3) == 1);
    CHECK(binomial_tail(10, 10, 0.5) == Approx(std::pow(0.5, 10)).epsilon(1e-12));
    CHECK(binomial_tail(8, 10, 0.5) == Approx(56.0 / 1024).epsilon(1e-12));
    CHECK(binomial_tail(11, 10, 0.5) == 0);
    // Two against two: D = 1 in 2 of the 6 orders, D >= 1/2 in all.
    CHECK(ks_p_value(1.0, 2, 2) == Approx(2.0 / 6).epsilon(1e-12));
    CHECK(ks_p_value(0.5, 2, 2) == Approx(1).epsilon(1e-12));
    CHECK(ks_p_value(0.0, 5, 9) == 1);
}
