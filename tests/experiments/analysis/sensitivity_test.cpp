// Sobol, Morris, eFAST, importance: against exact numbers, and what noise and failures do to them.
#include "experiments/analysis/sensitivity_importance.h"
#include "experiments/analysis/sensitivity_screening.h"
#include "experiments/design/design.h"
#include "experiments/design/functions.h"
#include "tests/experiments/oracles.h"

using namespace experiments;
using tests::is_near;
using tests::largest_gap;
using tests::oracles;

namespace {

struct Study {
    Design design;
    RunTable runs;
};

Study study(const char* function, Method method, std::size_t points, std::size_t replicates = 1,
            std::uint64_t seed = 1) {
    const TestFunction& f = *find_function(function);
    DesignSpec spec{.method = method, .points = points, .seed = seed, .inputs = f.inputs};
    Study result{make_design(spec), {}};
    for (std::size_t row = 0; row < result.design.rows.size(); ++row) {
        result.runs.emplace_back();
        for (std::size_t r = 0; r < replicates; ++r)
            result.runs.back().push_back(f.value(result.design.rows[row]) + noise_of(f, seed, row, r));
    }
    return result;
}

std::vector<double> column(const SobolIndices& indices, Figure FactorIndices::*which) {
    std::vector<double> values;
    for (const FactorIndices& factor : indices.factors)
        values.push_back((factor.*which).value);
    return values;
}

std::vector<std::size_t> each_its_own(std::size_t d) {
    std::vector<std::size_t> factors(d);
    for (std::size_t k = 0; k < d; ++k)
        factors[k] = k;
    return factors;
}

constexpr Resampling quick{3, 200};

} // namespace

TEST_CASE("Sobol indices equal SALib's on the same points", "[experiments][oracle]") {
    for (const char* name : {"ishigami_N256", "ishigami_N1024", "ishigami_N8192"}) {
        CAPTURE(name);
        const auto& want = oracles()["salib_estimators"][name];
        const Study ishigami = study("ishigami", Method::saltelli, want["N"].get<std::size_t>());
        CHECK(ishigami.runs.size() == want["runs"].get<std::size_t>());
        double sum = 0;
        for (const auto& row : ishigami.runs)
            sum += row[0];
        CHECK(sum == Approx(want["sum_Y"].get<double>()).epsilon(1e-11));
        const SobolIndices got = sobol_indices(ishigami.runs, 3, true, quick);
        CHECK(largest_gap(column(got, &FactorIndices::first), want["S1"]) < 1e-9);
        CHECK(largest_gap(column(got, &FactorIndices::total), want["ST"]) < 1e-9);
        CHECK(is_near(got.pairs[0].value.value, want["S2"]["x1_x2"]));
        CHECK(is_near(got.pairs[1].value.value, want["S2"]["x1_x3"]));
        CHECK(is_near(got.pairs[2].value.value, want["S2"]["x2_x3"]));
        for (std::size_t k = 0; k < 3; ++k) { // both bootstraps are random: a quarter of the width
            const double half = want["S1_conf95_bootstrap_mc"][k], total = want["ST_conf95_bootstrap_mc"][k];
            CHECK(is_near(got.factors[k].first.hi - got.factors[k].first.value, half, 0.25 * half));
            CHECK(is_near(got.factors[k].total.hi - got.factors[k].total.value, total, 0.25 * total));
        }
        CHECK(std::isnan(got.noise_share.value)); // one replicate says nothing of noise
    }
}

TEST_CASE("Sobol indices come near the exact ones", "[experiments][oracle]") {
    const Study g = study("sobol-g", Method::saltelli, 4096);
    const SobolIndices got = sobol_indices(g.runs, 8, true, {1, 0});
    CHECK(largest_gap(column(got, &FactorIndices::first), oracles()["analytic"]["sobol_g_8"]["S1"]) < 0.02);
    CHECK(largest_gap(column(got, &FactorIndices::total), oracles()["analytic"]["sobol_g_8"]["ST"]) < 0.02);
    CHECK(is_near(got.pairs[0].value.value, oracles()["analytic"]["sobol_g_8"]["S2"]["x1_x2"], 0.02));
    CHECK(std::isnan(got.factors[0].first.lo)); // no resampling was asked for
}

TEST_CASE("functions of the oracle that are not built in have its indices too", "[experiments][oracle]") {
    struct Other {
        const char* oracle;
        std::vector<double> a; ///< Of the g function; empty: Ishigami's with b 0.05
    };
    for (const Other& other : {Other{"sobol_g_6", {0, 0.5, 3, 9, 99, 99}}, Other{"sobol_g_3", {0, 1, 4.5}},
                               Other{"ishigami_a7_b0.05", {}}}) {
        CAPTURE(other.oracle);
        const auto& want = oracles()["analytic"][other.oracle];
        const std::vector<Input>& all = find_function(other.a.empty() ? "ishigami" : "sobol-g")->inputs;
        const std::size_t d = other.a.empty() ? 3 : other.a.size();
        const DesignSpec spec{
            .method = Method::saltelli, .points = 4096, .inputs = {all.begin(), all.begin() + static_cast<long>(d)}};
        std::vector<std::vector<double>> runs;
        for (const auto& x : make_design(spec).rows) {
            double y = 1;
            for (std::size_t k = 0; k < other.a.size(); ++k)
                y *= (std::abs(4 * x[k] - 2) + other.a[k]) / (1 + other.a[k]);
            if (other.a.empty())
                y = std::sin(x[0]) * (1 + 0.05 * std::pow(x[2], 4)) + 7 * std::sin(x[1]) * std::sin(x[1]);
            runs.push_back({y});
        }
        const SobolIndices got = sobol_indices(runs, d, true, {1, 0});
        CHECK(got.mean == Approx(want["mean"].get<double>()).epsilon(0.01));
        CHECK(got.variance == Approx(want["variance"].get<double>()).epsilon(0.02));
        CHECK(largest_gap(column(got, &FactorIndices::first), want["S1"]) < 0.02);
        CHECK(largest_gap(column(got, &FactorIndices::total), want["ST"]) < 0.02);
        for (const PairIndex& pair : got.pairs) {
            const std::string name = "x" + std::to_string(pair.a + 1) + "_x" + std::to_string(pair.b + 1);
            if (want["S2"].contains(name)) CHECK(is_near(pair.value.value, want["S2"][name], 0.03));
        }
    }
}

TEST_CASE("totals keep below the bound that derivatives set", "[experiments][oracle]") {
    const auto& nu = oracles()["salib_estimators"]["dgsm_ishigami_analytic"]["nu"];
    const Study ishigami = study("ishigami", Method::saltelli, 1024);
    const SobolIndices got = sobol_indices(ishigami.runs, 3, true, {1, 0});
    for (std::size_t k = 0; k < 3; ++k) // ST <= 4 nu / V (Sobol' & Kucherenko 2009)
        CHECK(got.factors[k].total.value <= 4 * nu[k].get<double>() / got.variance);
}

TEST_CASE("intervals over scrambled points hold the truth as often as the oracle's", "[experiments][oracle][slow]") {
    const auto& want = oracles()["salib_estimators"]["ishigami_ci_coverage_mc"];
    const auto& exact = oracles()["analytic"]["ishigami_a7_b0.1"];
    const TestFunction& f = *find_function("ishigami");
    const std::size_t n = want["scramblings"];
    std::vector<double> first(3, 0), total(3, 0);
    for (std::size_t seed = 1; seed <= n; ++seed) {
        const DesignSpec spec{.method = Method::saltelli,
                              .points = want["N"].get<std::size_t>(),
                              .seed = seed,
                              .inputs = f.inputs,
                              .is_scrambled = true};
        std::vector<std::vector<double>> runs;
        for (const auto& x : make_design(spec).rows)
            runs.push_back({f.value(x)});
        const SobolIndices got = sobol_indices(runs, 3, true, quick);
        for (std::size_t k = 0; k < 3; ++k) {
            const Figure &s1 = got.factors[k].first, &st = got.factors[k].total;
            first[k] += s1.lo <= exact["S1"][k].get<double>() && exact["S1"][k].get<double>() <= s1.hi;
            total[k] += st.lo <= exact["ST"][k].get<double>() && exact["ST"][k].get<double>() <= st.hi;
        }
    }
    // The oracle's own shares are of 60 scramblings too (0.87 to 1.00), so two of them differ by chance by 0.06 (one
    // SD).
    for (std::size_t k = 0; k < 3; ++k) {
        CHECK(is_near(first[k] / static_cast<double>(n), want["S1"][k], 0.2));
        CHECK(is_near(total[k] / static_cast<double>(n), want["ST"][k], 0.2));
    }
}

TEST_CASE("noise of replicates is told from the variance of inputs", "[experiments][oracle][statistical]") {
    const auto& want = oracles()["analytic"]["linear_4_with_replicate_noise"];
    const Study ten = study("noisy-linear", Method::saltelli, 4096, 10);
    const SobolIndices got = sobol_indices(ten.runs, 4, true, quick);
    CHECK(is_near(got.noise_share.value, want["noise_share"]["R10"], 0.004));
    CHECK(got.noise_share.lo < want["noise_share"]["R10"].get<double>());
    CHECK(got.noise_share.hi > want["noise_share"]["R10"].get<double>());
    // Standard errors of S1 over 4,096 points are below 0.012 (the intervals say so): four of them.
    CHECK(largest_gap(column(got, &FactorIndices::first), want["S1_R10"]) < 0.05);
    // ST is freed of noise, so it equals S1 and does not hold the noise share.
    CHECK(largest_gap(column(got, &FactorIndices::total), want["S1_R10"]) < 0.02);
    const Study one = study("noisy-linear", Method::saltelli, 4096, 1);
    const SobolIndices raw = sobol_indices(one.runs, 4, true, quick);
    CHECK(largest_gap(column(raw, &FactorIndices::first), want["S1_R1"]) < 0.06);
    // With one replicate noise cannot be told from interaction: every ST holds it.
    CHECK(is_near(raw.factors[3].total.value, 0.0185 + want["noise_share"]["R1"].get<double>(), 0.06));
}

TEST_CASE("luck that all points share is no noise", "[experiments]") {
    Study common = study("linear", Method::saltelli, 512, 4);
    for (auto& row : common.runs)
        for (std::size_t r = 0; r < 4; ++r)
            row[r] += 10.0 * static_cast<double>(r);
    const SobolIndices got = sobol_indices(common.runs, 4, true, {1, 0});
    const SobolIndices without = sobol_indices(study("linear", Method::saltelli, 512, 1).runs, 4, true, {1, 0});
    CHECK(got.noise_share.value == Approx(0).margin(1e-12));
    CHECK(largest_gap(column(got, &FactorIndices::first), column(without, &FactorIndices::first)) < 1e-9);
}

TEST_CASE("a base point that never ran is left out and counted", "[experiments]") {
    Study ishigami = study("ishigami", Method::saltelli, 1024);
    ishigami.runs[8 * 5 + 3][0] = absent;
    ishigami.runs[8 * 700][0] = absent;
    const SobolIndices got = sobol_indices(ishigami.runs, 3, true, quick);
    CHECK(got.n_left_out == 2);
    CHECK(got.n_points == 1022);
    CHECK(is_near(got.factors[0].first.value, 0.333, 0.01));
}

TEST_CASE("an output that does not vary has no indices", "[experiments]") {
    const RunTable flat(8 * 16, {3.25});
    const SobolIndices got = sobol_indices(flat, 3, true, quick);
    REQUIRE(got.factors.size() == 3);
    CHECK(std::isnan(got.factors[0].first.value));
}

TEST_CASE("Saltelli's layout is recognised, and the first row that breaks it", "[experiments]") {
    Study ishigami = study("ishigami", Method::saltelli, 16);
    CHECK(first_break_of_layout(ishigami.design.rows, {0, 1, 2}, true) == 128);
    CHECK(first_break_of_layout(ishigami.design.rows, {0, 1, 2}, false) < 128);
    std::swap(ishigami.design.rows[17], ishigami.design.rows[18]);
    CHECK(first_break_of_layout(ishigami.design.rows, {0, 1, 2}, true) == 17);
}

TEST_CASE("Morris' effects equal SALib's on the same trajectories", "[experiments][oracle]") {
    for (const auto& [name, d] : {std::pair{"ishigami_r4_p4", std::size_t{3}}, std::pair{"g3_r6_p4", std::size_t{3}}}) {
        CAPTURE(name);
        const auto& want = oracles()["salib_estimators"]["morris"][name];
        const auto inputs = want["X"].get<std::vector<std::vector<double>>>();
        RunTable runs;
        for (const double y : want["Y"])
            runs.push_back({y});
        const EffectScale scale{std::vector<double>(d, 0.0), std::vector<double>(d, 1.0), want["delta"].get<double>()};
        const auto got = morris_effects(inputs, runs, each_its_own(d), scale, {1, 2000});
        for (std::size_t k = 0; k < d; ++k) {
            CHECK(is_near(got[k].mu, want["mu"][k]));
            CHECK(is_near(got[k].mu_star.value, want["mu_star"][k]));
            CHECK(is_near(got[k].sigma, want["sigma"][k]));
            const double half = want["mu_star_conf95_bootstrap_mc"][k]; // of few trajectories: half as wide or more
            CHECK(0.5 * (got[k].mu_star.hi - got[k].mu_star.lo) <= 1.5 * half + 1e-9);
            CHECK(0.5 * (got[k].mu_star.hi - got[k].mu_star.lo) >= 0.5 * half - 1e-9);
        }
    }
}

TEST_CASE("effects of a linear function are its slopes, on trajectories and stars", "[experiments][oracle]") {
    for (const Method method : {Method::morris, Method::radial_morris}) {
        const Study linear = study("linear", method, 20);
        const EffectScale scale{std::vector<double>(4, 0.0), std::vector<double>(4, 1.0)};
        const auto got = morris_effects(linear.design.rows, linear.runs, each_its_own(4), scale, {1, 50});
        for (std::size_t k = 0; k < 4; ++k) {
            CHECK(got[k].n == 20);
            CHECK(got[k].mu == Approx(oracles()["analytic"]["linear_4"]["morris_mu"][k].get<double>()).epsilon(1e-12));
            CHECK(got[k].mu_star.value == Approx(got[k].mu).epsilon(1e-12));
            CHECK(got[k].sigma == Approx(0).margin(1e-11));
        }
    }
}

TEST_CASE("Morris tells noise from curvature", "[experiments][statistical]") {
    const Study noisy = study("noisy-linear", Method::morris, 200, 8);
    const EffectScale scale{std::vector<double>(4, 0.0), std::vector<double>(4, 1.0)};
    const auto got = morris_effects(noisy.design.rows, noisy.runs, each_its_own(4), scale, quick);
    // A difference of two means of 8 over delta 2/3 has variance (2 * 2 / 8) / (4 / 9) = 1.125.
    for (const Effects& effects : got) {
        CHECK(is_near(effects.noise * effects.noise, 1.125, 0.2)); // SE 0.04: five of them
        CHECK(effects.sigma_without_noise() < 0.65);               // 5 SE of a variance of 200 normals
    }
}

TEST_CASE("groups move as one", "[experiments]") {
    DesignSpec spec{.method = Method::morris,
                    .points = 10,
                    .inputs = find_function("linear")->inputs,
                    .groups = {"a", "a", "b", "c"}};
    const Design design = make_design(spec);
    CHECK(design.factors == std::vector<std::string>{"a", "b", "c"});
    REQUIRE(design.rows.size() == 40);
    RunTable runs;
    for (const auto& row : design.rows)
        runs.push_back({find_function("linear")->value(row)});
    const EffectScale scale{std::vector<double>(4, 0.0), std::vector<double>(4, 1.0)};
    const auto got = morris_effects(design.rows, runs, {0, 0, 1, 2}, scale, quick);
    CHECK(std::isnan(got[0].mu));
    CHECK(got[1].mu == Approx(2));
    CHECK(got[2].mu == Approx(1));
    CHECK(got[0].mu_star.value <= 7 + 1e-9);
    CHECK(got[0].mu_star.value >= 1 - 1e-9);
}

TEST_CASE("eFAST comes near the exact indices", "[experiments][oracle]") {
    const auto& want = oracles()["analytic"]["ishigami_a7_b0.1"];
    DesignSpec spec{.method = Method::efast, .points = 1025, .inputs = find_function("ishigami")->inputs, .curves = 3};
    std::vector<double> y;
    for (const auto& row : make_design(spec).rows)
        y.push_back(find_function("ishigami")->value(row));
    const FastIndices got = fast_indices(y, 3, 3);
    for (std::size_t k = 0; k < 3; ++k) {
        CHECK(is_near(got.factors[k].first.value, want["S1"][k], 0.05));
        CHECK(is_near(got.factors[k].total.value, want["ST"][k], 0.08));
        CHECK(got.factors[k].first.lo < got.factors[k].first.hi);
    }
    y[0] = absent;
    CHECK(fast_indices(y, 3, 3).n_left_out == 1);
}

TEST_CASE("the estimators of Jansen and Martinez equal their definitions, and all agree without noise",
          "[experiments][oracle]") {
    const Study ishigami = study("ishigami", Method::saltelli, 1024);
    for (const auto& [estimator, name] : {std::pair(Estimator::jansen, "jansen"), {Estimator::martinez, "martinez"}}) {
        CAPTURE(name);
        const SobolIndices got = sobol_indices(ishigami.runs, 3, true, quick, estimator);
        const auto& want = oracles()["more_analyses"][name];
        CHECK(largest_gap(column(got, &FactorIndices::first), want["S1"]) < 1e-9);
        CHECK(largest_gap(column(got, &FactorIndices::total), want["ST"]) < 1e-9);
        CHECK(got.factors[0].first.lo < got.factors[0].first.value);
    }
    // Noise of variance 2 over inputs of variance 2.5, ten replicates: ST is free of it under each estimator. Four
    // standard errors of 1024 base points are about 0.06.
    const Study noisy = study("noisy-linear", Method::saltelli, 1024, 10);
    for (const Estimator estimator : {Estimator::saltelli, Estimator::jansen, Estimator::martinez}) {
        const SobolIndices got = sobol_indices(noisy.runs, 4, true, {1, 0}, estimator);
        CHECK(is_near(got.factors[0].first.value, got.factors[0].total.value, 0.06));
    }
}

TEST_CASE("importance from given data equals the oracle", "[experiments][oracle]") {
    const auto x = tests::korobov(3);
    std::vector<double> y;
    std::vector<std::vector<double>> scaled(3);
    for (std::size_t i = 0; i < x[0].values.size(); ++i) {
        std::vector<double> row;
        for (std::size_t k = 0; k < 3; ++k)
            row.push_back(-M_PI + 2 * M_PI * x[k].values[i]), scaled[k].push_back(row.back());
        y.push_back(find_function("ishigami")->value(row));
    }
    const auto& want = oracles()["salib_estimators"];
    const auto table = importance({{"x1", scaled[0], {}}, {"x2", scaled[1], {}}, {"x3", scaled[2], {}}}, y, {});
    for (std::size_t k = 0; k < 3; ++k) {
        CHECK(is_near(table.inputs[k].spearman.value, oracles()["more_analyses"]["spearman"][k]));
        CHECK(is_near(table.inputs[k].pcc.value, oracles()["more_analyses"]["pcc"][k]));
        CHECK(is_near(rbd_fast(scaled[k], y, 10), want["rbd_fast_ishigami_korobov1009"]["S1"][k]));
        // SALib reports this one from a resample, so it is met within the error of a resample (SD 0.02) only.
        CHECK(is_near(variance_share(scaled[k], y), want["delta_ishigami_korobov1009_S1_given_data"][k], 0.04));
        const auto distances = pawn_distances(scaled[k], y, 10);
        const auto& pawn = want["pawn_ishigami_korobov1009"];
        CHECK(is_near(quantile(distances, 0.5), pawn["median"][k]));
        CHECK(is_near(quantile(distances, 0.0), pawn["minimum"][k]));
        CHECK(is_near(quantile(distances, 1.0), pawn["maximum"][k]));
        CHECK(is_near(estimate(distances).mean, pawn["mean"][k]));
    }
}

TEST_CASE("regional sensitivity equals scipy's exact test", "[experiments][oracle]") {
    const auto x = tests::korobov(5);
    const auto cases = tests::box_cases(x);
    std::vector<double> y(cases.begin(), cases.end());
    const ImportanceTable got = importance(x, y, cases);
    CHECK(got.n_cases == 140);
    for (const Importance& row : got.inputs) {
        CAPTURE(row.input);
        CHECK(is_near(row.ks, oracles()["regional_sensitivity_ks"][row.input]["D"]));
        CHECK(row.ks_p == Approx(oracles()["regional_sensitivity_ks"][row.input]["p"].get<double>()).epsilon(1e-6));
    }
}

TEST_CASE("rank and regression coefficients of a linear function", "[experiments]") {
    const TestFunction& f = *find_function("linear");
    DesignSpec spec{.method = Method::scrambled_sobol, .points = 512, .inputs = f.inputs};
    std::vector<Column> inputs;
    for (const Input& input : f.inputs)
        inputs.push_back({input.id, {}, {}});
    inputs.push_back({"constant", {}, {}});
    inputs.push_back({"word", {}, {"a", "b", "c"}});
    std::vector<double> y;
    for (const auto& row : make_design(spec).rows) {
        for (std::size_t k = 0; k < 4; ++k)
            inputs[k].values.push_back(row[k]);
        inputs[4].values.push_back(1);
        inputs[5].values.push_back(static_cast<double>(y.size() % 3));
        y.push_back(f.value(row));
    }
    const ImportanceTable got = importance(inputs, y, {});
    CHECK(got.r_squared == Approx(1).epsilon(1e-9));
    for (std::size_t k = 0; k < 4; ++k) {
        CHECK(is_near(got.inputs[k].src.value * got.inputs[k].src.value, f.first[k], 0.02));
        CHECK(got.inputs[k].prcc.value > 0.7);
    }
    CHECK(std::isnan(got.inputs[4].src.value)); // never changes
    CHECK(std::isnan(got.inputs[5].src.value)); // words have no order
    CHECK(got.inputs[5].share < 0.02);
}

TEST_CASE("one at a time gives the oracle's tornado", "[experiments][oracle]") {
    const auto& want = oracles()["oat"];
    DesignSpec spec{.method = Method::one_at_a_time, .baseline = want["base"].get<std::vector<double>>()};
    for (std::size_t k = 0; k < 3; ++k)
        spec.inputs.push_back({.id = "x" + std::to_string(k + 1), .low = want["low"][k], .high = want["high"][k]});
    const Design design = make_design(spec);
    RunTable runs;
    for (const auto& x : design.rows)
        runs.push_back({x[0] * x[1] + x[2]});
    CHECK(runs[0][0] == want["base_value"].get<double>());
    const auto got = swings(design.rows, runs);
    for (std::size_t k = 0; k < 3; ++k) {
        CHECK(is_near(5 + got[k].low.mean, want["low_values"][k]));
        CHECK(is_near(5 + got[k].high.mean, want["high_values"][k]));
        CHECK(is_near(got[k].size, want["swing"][k]));
    }
}
