#include "scenarios/words.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>
#include <utility>

using namespace scenarios;

namespace {
constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr double infinite = std::numeric_limits<double>::infinity();
} // namespace

TEST_CASE("numbers have digits by size, and small ones keep the two that count", "[scenarios][words]") {
    const std::pair<double, const char*> cases[] = {{1234567.8, "1,234,568"}, {1234.5, "1,234"},
                                                    {999.96, "1,000"},        {123.45, "123.5"},
                                                    {12.34, "12.3"},          {9.996, "10.0"},
                                                    {1.2345, "1.23"},         {0.9996, "1.00"},
                                                    {0.592, "0.592"},         {0.01234, "0.012"},
                                                    {0.00999, "0.010"},       {0.0031, "0.0031"},
                                                    {0.00042, "0.00042"},     {0.000004249, "0.0000042"},
                                                    {4.2e-7, "4.2e-07"},      {1e-15, "1.0e-15"},
                                                    {2e15, "2.00e+15"}};
    for (const auto& [value, words] : cases) {
        CHECK(plain.number(value) == words);
        CHECK(plain.number(-value) == std::string("-") + words);
        CHECK(plain.signed_number(value) == std::string("+") + words);
    }
}

TEST_CASE("a whole number is shown whole, whatever its last bits say", "[scenarios][words]") {
    CHECK(plain.number(118) == "118");
    CHECK(plain.number(7) == "7");
    CHECK(plain.number(100 * 0.07) == "7"); // 7.000000000000001
    CHECK(plain.number(1048576) == "1,048,576");
    CHECK(plain.number(0) == "0");
    CHECK(plain.number(-0.0) == "0");
    CHECK(plain.signed_number(0) == "0");
    CHECK(plain.signed_number(-0.0) == "0");
    CHECK(plain.number(-3) == "-3");
}

TEST_CASE("nothing that is not 0 is shown as 0", "[scenarios][words]") {
    for (double value = 1e6; value > 1e-300; value /= 3) {
        INFO(value);
        const std::string words = plain.number(value);
        CHECK(words.find_first_of("123456789") != std::string::npos);
        CHECK(plain.level(value, "share") != "0 %");
    }
}

TEST_CASE("what does not exist is absent, without a unit", "[scenarios][words]") {
    for (const double value : {none, infinite, -infinite}) {
        CHECK(plain.number(value) == "absent");
        CHECK(plain.signed_number(value) == "absent");
        CHECK(plain.level(value, "SD") == "absent");
        CHECK(plain.change(value, "share") == "absent");
        CHECK(plain.size(value, "share") == "absent");
    }
}

TEST_CASE("shares are percent, their changes percentage points, and other units are read out", "[scenarios][words]") {
    CHECK(plain.level(0.1234, "share") == "12.3 %");
    CHECK(plain.level(1, "share") == "100 %");
    CHECK(plain.level(118, "USD/student/year") == "118 USD a student a year");
    CHECK(plain.level(0.022, "SD") == "0.022 SD");
    CHECK(plain.level(0.5, "") == "0.500");
    CHECK(plain.change(0.0312, "SD") == "+0.031 SD");
    CHECK(plain.change(-0.02, "share") == "-2 percentage points");
    CHECK(plain.change(0.123, "share") == "+12.3 percentage points");
    CHECK(plain.size(-0.123, "share") == "12.3 percentage points");
    CHECK(plain.number(-0.123, "share") == "-12.3");
    CHECK(plain.signed_number(0.00042, "SD") == "+0.00042");
}

TEST_CASE("an interval is in the scale of its unit, or says why there is none", "[scenarios][words]") {
    CHECK(plain.interval(0.012, 0.05, "SD") == "95 % interval 0.012 to 0.050");
    CHECK(plain.interval(-0.0123, 0.05, "share") == "95 % interval -1.23 to 5");
    CHECK(plain.interval(none, none, "SD") == "one run only: no interval");
    CHECK(plain.interval(none, none, "SD", "no interval") == "no interval");
    struct {
        double lo = 1.5, hi = 2.5;
    } found;
    CHECK(plain.interval(found, "SD") == "95 % interval 1.50 to 2.50");
    CHECK(plain.range(none, none, "SD").empty());
}

TEST_CASE("pages and windows have a true minus sign and the same digits", "[scenarios][words]") {
    CHECK(typeset.number(-0.00042) == "\u22120.00042");
    CHECK(typeset.number(-2.5) == "\u22122.50");
    CHECK(typeset.change(-0.02, "share") == "\u22122 percentage points");
    CHECK(typeset.interval(-1.5, 2, "SD") == "95 % interval \u22121.50 to 2");
    CHECK(typeset.number(2.5) == plain.number(2.5));
}

TEST_CASE("counts, times and lists are read out", "[scenarios][words]") {
    CHECK(plural(0, "run") == "0 runs");
    CHECK(plural(1, "run") == "1 run");
    CHECK(plural(1234, "run") == "1,234 runs");
    CHECK(plural(2, "series", "series") == "2 series");
    CHECK(duration(1) == "1 month");
    CHECK(duration(18) == "18 months");
    CHECK(duration(12) == "1 year");
    CHECK(duration(36) == "3 years");
    CHECK(duration(0) == "0 months");
    CHECK(listed({}).empty());
    CHECK(listed({"a"}) == "a");
    CHECK(listed({"a", "b"}) == "a and b");
    CHECK(listed({"a", "b", "c"}) == "a, b and c");
    CHECK(capital("going alone") == "Going alone");
    CHECK(capital("").empty());
}
