// How a number in [0, 1] becomes a value of an input, and back.
#include "experiments/design/inputs.h"

#include <catch2/catch.hpp>

#include <cmath>

using namespace experiments;

namespace {

Input input(InputKind kind, double low, double high, Spread spread = Spread::even) {
    Input made;
    made.id = "x", made.kind = kind, made.low = low, made.high = high, made.spread = spread;
    return made;
}

std::vector<std::string> faults(const Input& wrong) {
    scenarios::Problems problems;
    judge(wrong, "here", problems);
    return problems.shown();
}

std::vector<Input> all_kinds() {
    Input normal = input(InputKind::real, -1, 2, Spread::normal),
          triangle = input(InputKind::real, 1, 5, Spread::triangular);
    normal.mean = 0, normal.sd = 1, triangle.mode = 2;
    Input logs = input(InputKind::log_real, 0.01, 100, Spread::normal);
    logs.mean = 0, logs.sd = 0.5;
    Input words = input(InputKind::categorical, 0, 1);
    words.levels = {"red", "green", "blue"};
    return {input(InputKind::real, -2, 6),
            input(InputKind::log_real, 0.1, 1000),
            input(InputKind::integer, 3, 7),
            normal,
            triangle,
            logs,
            words};
}

} // namespace

TEST_CASE("values begin and end at the ends and never fall", "[experiments]") {
    for (const Input& one : all_kinds()) {
        const bool is_word = one.kind == InputKind::categorical;
        CAPTURE(static_cast<int>(one.kind), static_cast<int>(one.spread));
        CHECK(value_at(one, 0) == Approx(is_word ? 0 : one.low));
        CHECK(value_at(one, 1) == Approx(is_word ? 2 : one.high));
        double before = value_at(one, 0);
        for (int i = 1; i <= 1000; ++i) {
            const double value = value_at(one, i / 1000.0);
            CHECK(value >= before);
            before = value;
        }
    }
}

TEST_CASE("the place of a value gives the value back", "[experiments]") {
    for (const Input& one : all_kinds())
        for (const double u : {0.02, 0.3, 0.5, 0.71, 0.99}) {
            CAPTURE(static_cast<int>(one.kind), static_cast<int>(one.spread), u);
            const double value = value_at(one, u);
            CHECK(value_at(one, unit_of(one, value)) == Approx(value).epsilon(1e-9));
            if (one.n_levels() == 0) CHECK(unit_of(one, value) == Approx(u).epsilon(1e-7));
        }
}

TEST_CASE("whole numbers and words have equal steps, each held by its middle", "[experiments]") {
    const Input whole = input(InputKind::integer, 3, 7);
    CHECK(whole.n_levels() == 5);
    for (int n = 0; n < 5; ++n) {
        CHECK(value_at(whole, n / 5.0 + 1e-9) == 3 + n);
        CHECK(value_at(whole, (n + 1) / 5.0 - 1e-9) == 3 + n);
        CHECK(unit_of(whole, 3 + n) == Approx((n + 0.5) / 5));
    }
}

TEST_CASE("spreads put as much on each side as their formulas say", "[experiments]") {
    const Input logs = input(InputKind::log_real, 0.1, 1000);
    CHECK(value_at(logs, 0.25) == Approx(1));
    CHECK(value_at(logs, 0.5) == Approx(10));
    Input triangle = input(InputKind::real, 1, 5, Spread::triangular);
    triangle.mode = 2; // a quarter of the range below the mode holds a quarter of the mass
    CHECK(value_at(triangle, 0.25) == Approx(2));
    CHECK(value_at(triangle, 0.0625) == Approx(1.5));
    CHECK(value_at(triangle, 0.75) == Approx(5 - std::sqrt(3)));
    Input normal = input(InputKind::real, -1, 1, Spread::normal);
    normal.mean = 0, normal.sd = 1;
    CHECK(value_at(normal, 0.5) == Approx(0).margin(1e-12));
    // Cut at one SD: 68.27 % is left, a quarter of it from the left end is Phi(-1) + .1707 = .3293, z = -.4418.
    CHECK(value_at(normal, 0.25) == Approx(-0.4418).epsilon(1e-3));
}

TEST_CASE("levels are spread from end to end, and there are no more than values", "[experiments]") {
    CHECK(levels_of(input(InputKind::real, 0, 1), 3) == std::vector<double>{0, 0.5, 1});
    CHECK(levels_of(input(InputKind::integer, 1, 3), 10) == std::vector<double>{1, 2, 3});
    Input words = input(InputKind::categorical, 0, 1);
    words.levels = {"red", "green"};
    CHECK(levels_of(words, 5) == std::vector<double>{0, 1});
    CHECK(text_of(words, 1) == "green");
    CHECK(text_of(input(InputKind::integer, 1, 3), 2) == "2");
}

TEST_CASE("an input that cannot be is named with what was expected", "[experiments][input]") {
    CHECK(faults(input(InputKind::real, 2, 2)) ==
          std::vector<std::string>{"here: x: low 2 and high 2 are no range; expected low below high"});
    CHECK(faults(input(InputKind::log_real, 0, 2)) ==
          std::vector<std::string>{"here: x: low 0 has no logarithm; expected low above 0"});
    CHECK(faults(input(InputKind::integer, 0.5, 2)) ==
          std::vector<std::string>{"here: x: ends 0.5 and 2 are not whole; expected whole numbers"});
    CHECK(faults(input(InputKind::integer, 0, 2, Spread::normal)) ==
          std::vector<std::string>{"here: x: only real inputs can be normal or triangular; expected even"});
    Input far = input(InputKind::real, 10, 11, Spread::normal);
    CHECK(faults(far) ==
          std::vector<std::string>{"here: x: nearly all of the normal distribution lies outside the ends; "
                                   "expected mean and sd that fit low and high"});
    far.spread = Spread::triangular, far.mode = 3;
    CHECK(faults(far) ==
          std::vector<std::string>{"here: x: mode 3 lies outside the ends; expected it between low and high"});
    for (const Input& one : all_kinds())
        CHECK(faults(one).empty());
}
