#include "scenarios/given.h"

#include <catch2/catch.hpp>

using namespace scenarios;

namespace {
constexpr Measure whole{"a whole number of runs", 1, 10, true};
} // namespace

TEST_CASE("a number given as text is taken, or named with what was expected", "[scenarios][input]") {
    Problems problems;
    std::uint32_t runs = 4;
    take_number(std::nullopt, whole, runs, "--runs", problems);
    CHECK(runs == 4);
    take_number("7", whole, runs, "--runs", problems);
    CHECK(runs == 7);
    CHECK(problems.is_empty());
    for (const char* wrong : {"many", "", "2.5", "11", "1e999", "nan", "7 "})
        take_number(wrong, whole, runs, "--runs", problems);
    CHECK(runs == 7);
    REQUIRE(problems.size() == 7);
    CHECK(problems.shown()[0] == "--runs: 'many' is not a number; expected a whole number of runs from 1 to 10");
    CHECK(problems.shown()[2] == "--runs: 2.5 is not whole; expected a whole number of runs from 1 to 10");
    CHECK(problems.shown()[3] == "--runs: 11 is above the range; expected a whole number of runs from 1 to 10");
}

TEST_CASE("a word that is not known is named with the nearest that is", "[scenarios][input]") {
    Problems problems;
    const std::vector<std::string> known{"text", "json", "csv"};
    CHECK(given_word("json", known, "form", "--format", problems) == std::size_t{1});
    CHECK(problems.is_empty());
    CHECK_FALSE(given_word("jsno", known, "form", "--format", problems));
    CHECK(problems.shown()[0] == "--format: unknown form 'jsno'; did you mean 'json'?");
}

TEST_CASE("a setting is an id and a number", "[scenarios][input]") {
    Problems problems;
    const auto setting = given_setting("a.b=-2.5e-1", "--set", problems);
    REQUIRE(setting);
    CHECK(setting->first == "a.b");
    CHECK(setting->second == -0.25);
    for (const char* wrong : {"a.b", "a.b=", "a.b=x", "="})
        CHECK_FALSE(given_setting(wrong, "--set", problems));
    REQUIRE(problems.size() == 4);
    CHECK(problems.shown()[0] == "--set: 'a.b' is not a setting; expected PARAMETER=NUMBER, such as the ids of "
                                 "`accord list parameters`");
}
