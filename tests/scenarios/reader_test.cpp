#include "scenarios/reader.h"
#include "tests/scenarios/files.h"

#include <catch2/catch.hpp>

using namespace scenarios;
using tests::Lines;

namespace {

/// What a reader of {"name", "size", "on", "tags", "part": {"x"}} says of `text`.
Lines faults_of(const std::string& text) {
    Problems problems;
    const auto document = parse_json(text, "s.json", problems);
    REQUIRE(document);
    Reader root(&*document, "s.json", "", problems);
    root.identifier("name");
    root.optional_count("size", {"a whole number", 1, 10, true}, 5);
    root.optional_flag("on", false);
    root.optional_texts("tags");
    Reader part = root.object("part", true);
    part.optional_number("x", share, 0);
    part.finish();
    root.finish();
    return problems.shown();
}

} // namespace

TEST_CASE("a right document has no faults", "[scenarios]") {
    CHECK(faults_of(R"({"name": "a-1", "size": 3, "on": true, "tags": ["t"], "part": {"x": 1}})").empty());
    CHECK(faults_of(R"({"name": "a", "part": {}})").empty());
}

TEST_CASE("everything wrong with an object is said at once, with pointers", "[scenarios][input]") {
    CHECK(faults_of(R"({"size": 2.5, "on": 1, "tags": ["", 3], "part": {"x": "0.5", "y": 1}, "nmae": "a"})") ==
          Lines{"s.json: /name: is missing; expected text",
                "s.json: /size: 2.5 is not whole; expected a whole number from 1 to 10",
                "s.json: /on: is a number; expected true or false", "s.json: /tags/0: is empty; expected text",
                "s.json: /tags/1: is a number; expected text", "s.json: /part/x: is text; expected a share from 0 to 1",
                "s.json: /part/y: unknown key; expected one of: x",
                "s.json: /nmae: unknown key; did you mean 'name'?"});
    CHECK(faults_of(R"({"name": "", "part": [], "tags": {}})") ==
          Lines{"s.json: /name: is empty; expected text", "s.json: /tags: is an object; expected an array of texts",
                "s.json: /part: is an array; expected an object"});
    CHECK(faults_of("[1, 2]") == Lines{"s.json: /: is an array; expected an object"});
    CHECK(faults_of("null") == Lines{"s.json: /: is null; expected an object"});
}

TEST_CASE("names are kebab-case", "[scenarios]") {
    for (const char* good : {"a", "a-b", "2-schools"})
        CHECK(is_identifier(good));
    for (const char* bad : {"", "A", "a_b", "-a", "a-", "a--b", "a b", "\xc3\xa9"})
        CHECK_FALSE(is_identifier(bad));
    CHECK_FALSE(is_identifier(std::string(61, 'a')));
    CHECK(
        faults_of(R"({"name": "My Region", "part": {}})") ==
        Lines{"s.json: /name: 'My Region' is not a name in kebab-case; expected lower-case letters, digits and single "
              "dashes, at most 60"});
}
