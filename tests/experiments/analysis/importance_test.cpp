// What matters, from given data: against scipy, SALib and OpenTURNS.
#include "experiments/analysis/sensitivity_importance.h"
#include "experiments/design/design.h"
#include "experiments/design/functions.h"
#include "tests/experiments/oracles.h"

using namespace experiments;
using tests::is_near;
using tests::oracles;

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
        CHECK(is_near(table.inputs[k].spearman.value, oracles()["openturns"]["spearman"][k]));
        CHECK(is_near(table.inputs[k].pcc.value, oracles()["openturns"]["pcc"][k]));
        CHECK(is_near(table.inputs[k].prcc.value, oracles()["openturns"]["prcc"][k]));
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
