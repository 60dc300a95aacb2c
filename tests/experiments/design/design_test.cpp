// Designs: what each promises of its points, that they can be continued, and what is refused.
#include "experiments/analysis/robustness_choice.h"
#include "experiments/analysis/sensitivity_importance.h"
#include "experiments/design/design.h"
#include "experiments/design/functions.h"
#include "experiments/design/quality.h"
#include "sim/error.h"
#include "sim/sobol.h"
#include "tests/experiments/oracles.h"

#include <algorithm>
#include <numeric>
#include <set>

using namespace experiments;

namespace {

std::vector<Input> cube(std::size_t d) {
    std::vector<Input> inputs;
    for (std::size_t k = 1; k <= d; ++k)
        inputs.push_back({.id = "x" + std::to_string(k)});
    return inputs;
}

std::vector<double> column(const Design& design, std::size_t k) {
    std::vector<double> values;
    for (const auto& row : design.rows)
        values.push_back(row[k]);
    return values;
}

/// Points in each of `n` strata of a column.
std::vector<int> filled(const std::vector<double>& column, std::size_t n) {
    std::vector<int> counts(n, 0);
    for (const double x : column)
        ++counts[std::min(static_cast<std::size_t>(x * static_cast<double>(n)), n - 1)];
    return counts;
}

void refused(const DesignSpec& spec, const std::vector<std::string>& messages) {
    try {
        make_design(spec);
        FAIL("was not refused");
    } catch (const sim::InputError& error) {
        CHECK(error.messages() == messages);
    }
}

} // namespace

TEST_CASE("a Latin hypercube has one point in each stratum of every input", "[experiments][oracle]") {
    const auto method = GENERATE(Method::lhs, Method::maximin_lhs);
    for (const std::size_t n : {1u, 2u, 7u, 100u}) {
        const Design design = make_design({.method = method, .points = n, .seed = 9, .inputs = cube(4)});
        for (std::size_t k = 0; k < 4; ++k)
            CHECK(filled(column(design, k), n) == std::vector<int>(n, 1));
    }
}

TEST_CASE("maximin spreads the points further", "[experiments]") {
    const DesignSpec random{.method = Method::lhs, .points = 40, .inputs = cube(3)};
    DesignSpec spread = random;
    spread.method = Method::maximin_lhs;
    CHECK(least_distance(make_design(spread).rows) > 1.5 * least_distance(make_design(random).rows));
}

TEST_CASE("a design is the same for the same seed and another for another", "[experiments][determinism]") {
    for (const MethodInfo& info : methods()) {
        if (info.method == Method::explicit_rows) continue;
        CAPTURE(info.id);
        DesignSpec spec{.method = info.method, .points = 64, .seed = 4, .inputs = cube(3)};
        if (info.method == Method::efast) spec.points = 129;
        const auto rows = make_design(spec).rows;
        CHECK(rows == make_design(spec).rows);
        CHECK_FALSE(rows.empty());
        for (const auto& row : rows)
            CHECK(std::all_of(row.begin(), row.end(), [](double x) { return x >= 0 && x <= 1; }));
        const bool is_random = info.method == Method::monte_carlo || info.method == Method::lhs ||
                               info.method == Method::maximin_lhs || info.method == Method::scrambled_sobol ||
                               info.method == Method::morris || info.method == Method::efast;
        spec.seed = 5;
        CHECK((make_design(spec).rows != rows) == is_random);
    }
}

TEST_CASE("an extended design begins with the old one", "[experiments]") {
    for (const Method method :
         {Method::monte_carlo, Method::lhs, Method::maximin_lhs, Method::sobol, Method::scrambled_sobol, Method::halton,
          Method::saltelli, Method::morris, Method::radial_morris}) {
        CAPTURE(info_of(method).id);
        const DesignSpec spec{.method = method, .points = 12, .seed = 3, .inputs = cube(3)};
        const auto old = make_design(spec).rows;
        const DesignSpec twice = extended(spec, 24), four = extended(twice, 48);
        const auto longer = make_design(twice).rows, longest = make_design(four).rows;
        CHECK(longer.size() == 2 * old.size());
        CHECK(std::equal(old.begin(), old.end(), longer.begin()));
        CHECK(std::equal(longer.begin(), longer.end(), longest.begin()));
        if (method == Method::lhs)
            for (std::size_t k = 0; k < 3; ++k)
                CHECK(filled(column(make_design(four), k), 48) == std::vector<int>(48, 1));
    }
    CHECK_THROWS_WITH(extended({.method = Method::lhs, .points = 12, .inputs = cube(1)}, 30),
                      "design: a Latin hypercube of 12 points grows by doubling, not to 30; expected 24, 48, ...");
    CHECK_THROWS_WITH(extended({.method = Method::factorial, .points = 12, .inputs = cube(1)}, 30),
                      "design: factorial has no longer form; expected a method that samples");
}

TEST_CASE("inputs take the values of their kind", "[experiments]") {
    std::vector<Input> inputs{{.id = "real", .low = -2, .high = 3},
                              {.id = "log", .kind = InputKind::log_real, .low = 0.01, .high = 100},
                              {.id = "whole", .kind = InputKind::integer, .low = 3, .high = 6},
                              {.id = "word", .kind = InputKind::categorical, .levels = {"a", "b", "c"}},
                              {.id = "normal", .low = 0, .high = 10, .spread = Spread::normal, .mean = 4, .sd = 2},
                              {.id = "triangle", .low = 0, .high = 10, .spread = Spread::triangular, .mode = 2}};
    const Design design = make_design({.method = Method::lhs, .points = 1200, .inputs = inputs});
    const Estimate real = estimate(column(design, 0));
    CHECK(real.mean == Approx(0.5).epsilon(1e-3));
    std::vector<double> logs;
    for (const double x : column(design, 1))
        logs.push_back(std::log10(x));
    CHECK(estimate(logs).mean == Approx(0).margin(1e-2));
    CHECK(*std::min_element(logs.begin(), logs.end()) >= -2);
    const auto whole = column(design, 2), word = column(design, 3);
    for (const double level : {3, 4, 5, 6})
        CHECK(std::count(whole.begin(), whole.end(), level) == 300); // strata share out exactly
    for (const double level : {0, 1, 2})
        CHECK(std::count(word.begin(), word.end(), level) == 400);
    CHECK(quantile(column(design, 4), 0.5) == Approx(4).epsilon(0.02)); // nearly symmetric within its ends
    CHECK(estimate(column(design, 5)).mean == Approx(4).epsilon(1e-2)); // (0 + 2 + 10) / 3
    for (const Input& input : inputs)
        for (const double u : {0.0, 0.1, 0.5, 0.9, 1.0}) {
            const double value = value_at(input, u);
            CHECK((input.kind == InputKind::categorical || (value >= input.low && value <= input.high)));
            CHECK(value_at(input, unit_of(input, value)) == Approx(value).margin(1e-7));
        }
}

TEST_CASE("wanted correlations are met", "[experiments][statistical]") {
    for (const Method method : {Method::lhs, Method::monte_carlo, Method::scrambled_sobol}) {
        CAPTURE(info_of(method).id);
        const Design design =
            make_design({.method = method, .points = 1000, .inputs = cube(3), .correlations = {{"x1", "x3", 0.7}}});
        // A correlation of 0.7 of normal scores is a rank correlation of 6/pi asin(0.35) = 0.683; SE below 0.02.
        CHECK(correlation(ranks_of(column(design, 0)), ranks_of(column(design, 2))) == Approx(0.683).margin(0.08));
        CHECK(correlation(ranks_of(column(design, 0)), ranks_of(column(design, 1))) == Approx(0).margin(0.13));
        if (method == Method::lhs) CHECK(filled(column(design, 2), 1000) == std::vector<int>(1000, 1));
    }
}

TEST_CASE("constraints hold in every row", "[experiments]") {
    for (const Method method : {Method::lhs, Method::monte_carlo, Method::sobol, Method::factorial}) {
        CAPTURE(info_of(method).id);
        const Design design = make_design(
            {.method = method, .points = 64, .inputs = cube(2), .constraints = {{{{"x1", 1}, {"x2", 1}}, 1.2}}});
        for (const auto& row : design.rows)
            CHECK(row[0] + row[1] <= 1.2);
        if (method == Method::factorial)
            CHECK(design.rows.size() < 64);
        else
            CHECK(design.rows.size() == 64);
        if (method == Method::lhs) CHECK(filled(column(design, 0), 64) == std::vector<int>(64, 1));
    }
    CHECK_THROWS_WITH(
        make_design({.method = Method::lhs, .points = 50, .inputs = cube(2), .constraints = {{{{"x1", 1}}, 0.5}}}),
        "design: no Latin hypercube of 50 points was found that meets the constraints; expected wider "
        "constraints, or monte-carlo or sobol");
    CHECK_THROWS_WITH(
        make_design({.method = Method::sobol, .points = 5, .inputs = cube(2), .constraints = {{{{"x1", 1}}, -1}}}),
        Catch::StartsWith("design: 0 of "));
}

TEST_CASE("factorials hold every combination once", "[experiments]") {
    std::vector<Input> inputs = cube(2);
    inputs.push_back({.id = "word", .kind = InputKind::categorical, .levels = {"a", "b", "c"}});
    const Design whole = make_design({.method = Method::factorial, .points = 30, .inputs = inputs});
    CHECK(whole.rows.size() == 27); // 3 x 3 x 3 is the largest with at most 30 rows
    CHECK(std::set<std::vector<double>>(whole.rows.begin(), whole.rows.end()).size() == 27);
    CHECK(make_design({.method = Method::factorial, .inputs = inputs, .levels = 4}).rows.size() == 48);
}

TEST_CASE("fractions are balanced, orthogonal and of the best resolution", "[experiments]") {
    struct Known {
        std::size_t inputs, rows;
        int resolution;
    };
    // The resolutions of Box, Hunter & Hunter's table of two-level fractions.
    for (const Known& known : {Known{3, 4, 3}, Known{4, 8, 4}, Known{5, 8, 3}, Known{5, 16, 5}, Known{6, 16, 4},
                               Known{7, 8, 3}, Known{7, 16, 4}, Known{8, 16, 4}, Known{11, 16, 3}, Known{15, 16, 3}}) {
        CAPTURE(known.inputs, known.rows);
        const Design design =
            make_design({.method = Method::fractional_factorial, .points = known.rows, .inputs = cube(known.inputs)});
        REQUIRE(design.rows.size() == known.rows);
        CHECK_THAT(design.notes.back(), Catch::StartsWith("resolution " + std::to_string(known.resolution)));
        for (std::size_t a = 0; a < known.inputs; ++a)
            for (std::size_t b = 0; b <= a; ++b) {
                double sum = 0;
                for (const auto& row : design.rows)
                    sum += (2 * row[a] - 1) * (2 * row[b] - 1);
                CHECK(sum == (a == b ? static_cast<double>(known.rows) : 0.0));
            }
    }
}

TEST_CASE("a Morris trajectory moves each input once by delta on its grid", "[experiments]") {
    const Design design = make_design({.method = Method::morris, .points = 50, .inputs = cube(5), .levels = 6});
    CHECK(design.block == 6);
    for (std::size_t begin = 0; begin < design.rows.size(); begin += 6) {
        std::set<std::size_t> moved;
        for (std::size_t i = begin + 1; i < begin + 6; ++i)
            for (std::size_t k = 0; k < 5; ++k) {
                const double step = std::abs(design.rows[i][k] - design.rows[i - 1][k]);
                if (step == 0) continue;
                CHECK(step == Approx(0.6));
                CHECK(moved.insert(k).second);
            }
        CHECK(moved.size() == 5);
    }
    for (const auto& row : design.rows)
        for (const double x : row)
            CHECK(std::abs(5 * x - std::round(5 * x)) < 1e-12);
}

TEST_CASE("scrambled Sobol points stay even and differ by seed", "[experiments]") {
    const auto points = sim::scrambled_sobol_points(256, 5, 1);
    for (std::size_t d = 0; d < 5; ++d) {
        std::vector<double> values;
        for (std::size_t i = 0; i < 256; ++i)
            values.push_back(points[i * 5 + d]);
        CHECK(filled(values, 256) == std::vector<int>(256, 1));
    }
    CHECK(points != sim::scrambled_sobol_points(256, 5, 2));
}

TEST_CASE("Monte Carlo points are uniform", "[experiments][statistical]") {
    const Design design = make_design({.method = Method::monte_carlo, .points = 10'000, .inputs = cube(2)});
    for (std::size_t k = 0; k < 2; ++k) // SE of a mean 0.0029; four of them: one seed in 16,000
        CHECK(estimate(column(design, k)).mean == Approx(0.5).margin(4 * 0.0029));
    CHECK(std::abs(correlation(column(design, 0), column(design, 1))) < 0.04);
}

TEST_CASE("explicit rows are kept as they are", "[experiments]") {
    const Design design =
        make_design({.method = Method::explicit_rows, .inputs = cube(2), .rows = {{0.1, 0.9}, {5, 6}}});
    CHECK(design.rows == std::vector<std::vector<double>>{{0.1, 0.9}, {5, 6}});
}

TEST_CASE("notes say what a reader should know", "[experiments]") {
    const Design design = make_design({.method = Method::saltelli, .points = 100, .inputs = cube(2)});
    CHECK(design.notes == std::vector<std::string>{"100 points are no power of two, so the Sobol sequence is not "
                                                   "balanced; 128 would be"});
}

TEST_CASE("wrong specifications are refused with every fault named", "[experiments][input]") {
    refused({.method = Method::lhs, .points = 5}, {"design: has no inputs; expected at least one"});
    refused({.method = Method::lhs, .points = 0, .inputs = cube(1)},
            {"design: 0 points are too few; expected at least 1"});
    refused({.method = Method::lhs,
             .points = 5,
             .inputs = {{.id = "a", .low = 3, .high = 1},
                        {.id = "a", .kind = InputKind::log_real, .low = 0, .high = 1},
                        {.id = "w", .kind = InputKind::categorical, .levels = {"x", "x"}},
                        {.id = "i", .kind = InputKind::integer, .low = 0.5, .high = 2}}},
            {"design: a: low 3 and high 1 are no range; expected low below high",
             "design: a: low 0 has no logarithm; expected low above 0",
             "design: input 'a' is there twice; expected it once",
             "design: w: level 'x' is there twice; expected different levels",
             "design: i: ends 0.5 and 2 are not whole; expected whole numbers"});
    refused({.method = Method::saltelli,
             .points = 8,
             .inputs = cube(2),
             .correlations = {{"x1", "x2", 0.5}},
             .constraints = {{{{"x1", 1}}, 1}}},
            {"design: saltelli needs independent inputs; expected no correlations, or a method such as lhs or sobol",
             "design: saltelli needs the whole cube; expected no constraints, or a method such as lhs or sobol"});
    refused(
        {.method = Method::lhs, .points = 8, .inputs = cube(3), .correlations = {{"x1", "x9", 0.5}, {"x1", "x2", 1.5}}},
        {"design: unknown input 'x9'; did you mean 'x1'?",
         "design: correlation 1.5 of 'x1' and 'x2'; expected two inputs and a number between -1 and 1"});
    refused({.method = Method::lhs,
             .points = 8,
             .inputs = cube(3),
             .correlations = {{"x1", "x2", 0.9}, {"x2", "x3", 0.9}, {"x1", "x3", -0.9}}},
            {"design: the correlations contradict each other; expected a positive definite matrix"});
    refused({.method = Method::factorial, .inputs = cube(9), .levels = 100},
            {"design: the design has more than 20000000 rows; expected fewer points or levels"});
    refused({.method = Method::efast, .points = 20, .inputs = cube(2)},
            {"design: 20 points are too few; expected at least 65"});
    refused({.method = Method::explicit_rows, .inputs = cube(2), .rows = {{1}}},
            {"design: row 1: 1 values; expected 2"});
    refused({.method = Method::fractional_factorial, .points = 6, .inputs = cube(3)},
            {"design: 6 points; expected a power of two above 3"});
}
