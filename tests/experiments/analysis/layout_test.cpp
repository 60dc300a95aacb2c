// The layout of rows: trajectories with and without holes, search curves, blocks that come twice.
#include "experiments/analysis/layout.h"
#include "experiments/analysis/sensitivity_importance.h"
#include "experiments/analysis/sensitivity_screening.h"
#include "experiments/design/design.h"
#include "experiments/statistics/chance.h"
#include "tests/experiments/oracles.h"

#include <algorithm>
#include <numeric>

using namespace experiments;

namespace {

Design design_of(Method method, std::size_t points, std::size_t d = 3) {
    DesignSpec spec;
    spec.method = method;
    spec.points = points;
    for (std::size_t k = 0; k < d; ++k)
        spec.inputs.push_back({"x" + std::to_string(k)});
    return make_design(spec);
}

std::vector<std::size_t> own_factors(std::size_t d) {
    std::vector<std::size_t> factors(d);
    std::iota(factors.begin(), factors.end(), std::size_t{0});
    return factors;
}

InputRows shuffled(const InputRows& rows) {
    InputRows result;
    for (const std::size_t i : Chance(1, Purpose::order, 0).permutation(rows.size()))
        result.push_back(rows[i]);
    return result;
}

} // namespace

TEST_CASE("every move of a design is found, and a shuffled table is no design", "[experiments]") {
    for (const Method method : {Method::morris, Method::radial_morris}) {
        const InputRows rows = design_of(method, 20).rows;
        const Steps whole = find_steps(rows, own_factors(3));
        CHECK(whole.is_whole);
        CHECK(whole.steps.size() + whole.n_still == 60);
        CHECK(whole.n_possible == 60);
        const Steps none = find_steps(shuffled(rows), own_factors(3));
        CHECK_FALSE(none.is_whole);
        CHECK_FALSE(none.is_design());
        CHECK(none.first_break < rows.size());
    }
}

TEST_CASE("rows that lack cost the moves they had, not those behind them", "[experiments]") {
    InputRows rows = design_of(Method::morris, 20).rows;
    for (const std::size_t gone : {70u, 45u, 23u, 2u}) // four single rows: the blocks behind each are shifted
        rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(gone));
    const Steps steps = find_steps(rows, own_factors(3));
    CHECK_FALSE(steps.is_whole);
    CHECK(steps.is_design());
    CHECK(steps.steps.size() >= 60 - 4 * 2 - 2); // an inner row takes two moves with it
    for (const Step& step : steps.steps)
        CHECK(moved_factors(rows, step.from, step.to, own_factors(3)).size() == 1);
    // y = 3a + 4b + 5c: the effects that are left are exact.
    RunTable runs;
    for (const auto& row : rows)
        runs.push_back({3 * row[0] + 4 * row[1] + 5 * row[2]});
    const auto effects = morris_effects(rows, runs, own_factors(3), {{0, 0, 0}, {1, 1, 1}}, {1, 0});
    for (std::size_t k = 0; k < 3; ++k)
        CHECK(effects[k].mu_star.value == Approx(3.0 + static_cast<double>(k)));
}

TEST_CASE("search curves are told from other rows, also in logarithms and of words", "[experiments]") {
    InputRows rows = design_of(Method::efast, 65).rows;
    CHECK(first_curve_off(rows, 65) == 3);
    for (auto& row : rows)
        row[0] = std::pow(10.0, 4 * row[0]), row[1] = row[1] < 0.3 ? 0 : row[1] < 0.6 ? 1 : 2;
    CHECK(first_curve_off(rows, 65) == 3);
    InputRows swapped = rows; // the curve of another input comes first
    std::rotate(swapped.begin(), swapped.begin() + 65, swapped.end());
    CHECK(first_curve_off(swapped, 65) == 0);
    CHECK(first_curve_off(shuffled(rows), 65) == 0);
}

TEST_CASE("a table appended to itself is seen block by block", "[experiments]") {
    const Design design = design_of(Method::saltelli, 16);
    const std::size_t block = 8;
    InputRows twice = design.rows;
    CHECK(first_repeated_block(twice, block) == 16);
    twice.insert(twice.end(), design.rows.begin(), design.rows.end());
    CHECK(first_repeated_block(twice, block) == 16);
    CHECK(twice.size() / block == 32);
    // One base point written again by a job that was resumed.
    InputRows again = design.rows;
    again.insert(again.end(), design.rows.begin() + 3 * 8, design.rows.begin() + 4 * 8);
    CHECK(first_repeated_block(again, block) == 16);
    // Coarse inputs meet by chance: nothing is said.
    InputRows coarse = design.rows;
    Chance chance(5, Purpose::point, 0);
    for (auto& row : coarse)
        row = {static_cast<double>(chance.below(2)), 0, 0};
    CHECK(first_repeated_block(coarse, block) == coarse.size() / block);
}

TEST_CASE("shares do not split ties and do not depend on the order of rows", "[experiments]") {
    // Five settings with means 750, 550, 500, 440, 340 and a little noise: their means are the share.
    std::vector<double> x, y;
    const double means[] = {750, 550, 500, 440, 340};
    Chance chance(3, Purpose::noise, 0);
    for (int i = 0; i < 50; ++i)
        x.push_back(0.25 * (i % 5)), y.push_back(means[i % 5] + 5 * chance.normal());
    double between = 0;
    const double mean = estimate(y).mean;
    for (int s = 0; s < 5; ++s) {
        std::vector<double> own;
        for (int i = s; i < 50; i += 5)
            own.push_back(y[static_cast<std::size_t>(i)]);
        between += 10 * std::pow(estimate(own).mean - mean, 2);
    }
    const Estimate all = estimate(y);
    const double want = between / (all.sd * all.sd * 49);
    CHECK(variance_share(x, y) == Approx(want).epsilon(1e-12));
    const Column input{"x", x, {}};
    auto back = input;
    auto y_back = y;
    std::reverse(back.values.begin(), back.values.end());
    std::reverse(y_back.begin(), y_back.end());
    const Importance one = importance({input}, y, {}).inputs[0], other = importance({back}, y_back, {}).inputs[0];
    CHECK(one.share == other.share);
    CHECK(one.pawn == other.pawn);
    CHECK(one.spearman.value == Approx(other.spearman.value).epsilon(1e-14));
    // Many values with ties: classes of equal size, none of which splits a tie.
    std::vector<double> tied;
    for (int i = 0; i < 60; ++i)
        tied.push_back(i / 5);
    const auto classes = classes_of(tied, 4);
    for (std::size_t i = 1; i < tied.size(); ++i)
        if (tied[i] == tied[i - 1]) CHECK(classes[i] == classes[i - 1]);
    CHECK(*std::max_element(classes.begin(), classes.end()) == 3);
}
