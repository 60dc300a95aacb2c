#include "scenarios/json.h"
#include "tests/scenarios/files.h"

#include <catch2/catch.hpp>

using namespace scenarios;
using tests::Lines;

namespace {

Lines faults_of(const std::string& text) {
    Problems problems;
    CHECK_FALSE(parse_json(text, "s.json", problems));
    return problems.shown();
}

} // namespace

TEST_CASE("each way of not being JSON has its own message with line and column", "[scenarios][input]") {
    CHECK(faults_of("") == Lines{"s.json: is empty; expected a JSON object"});
    CHECK(faults_of(" \n\t") == Lines{"s.json: is empty; expected a JSON object"});
    CHECK(faults_of("{\"a\": 1") == Lines{"s.json:1:8: is cut short; expected '}'"});
    CHECK(faults_of("{\n  \"a\" 1}") == Lines{"s.json:2:7: is not JSON: unexpected number literal; expected ':'"});
    CHECK(faults_of("{\"a\": 1} x").size() == 1);
    CHECK(faults_of("{\"a\": 1e999}") ==
          Lines{"s.json: holds a number too large to read; expected numbers below 1.8e308"});
}

TEST_CASE("comments are refused", "[scenarios][input]") {
    const Lines faults = faults_of("{\"a\": 1 // one\n}");
    REQUIRE(faults.size() == 1);
    CHECK_THAT(faults[0], Catch::StartsWith("s.json:1:9: is not JSON: invalid literal"));
}

TEST_CASE("every doubled key is named", "[scenarios][input]") {
    CHECK(faults_of(R"({"a": 1, "b": {"c": 1, "c": 2}, "a": 2, "d": {"a": 3}})") ==
          Lines{"s.json: the key 'c' appears twice in one object; expected it once",
                "s.json: the key 'a' appears twice in one object; expected it once"});
}

TEST_CASE("nesting deeper than 64 levels is refused before parsing", "[scenarios][input]") {
    const Lines expected{"s.json:1:65: is nested deeper than 64 levels; expected at most 64"};
    CHECK(faults_of(std::string(200'000, '[')) == expected);
    CHECK(faults_of(std::string(65, '[') + std::string(65, ']')) == expected);
    Problems problems;
    CHECK(parse_json(std::string(64, '[') + std::string(64, ']'), "s.json", problems));
    CHECK(parse_json("[\"" + std::string(500, '[') + "\\\"[\"]", "s.json", problems)); // brackets in text do not count
    CHECK(problems.is_empty());
}

TEST_CASE("keys are escaped in pointers", "[scenarios]") { CHECK(pointer_to("/a", "b/c~d") == "/a/b~1c~0d"); }
