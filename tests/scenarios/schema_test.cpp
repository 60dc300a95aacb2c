#include "scenarios/schema.h"

#include "scenarios/scenario.h"
#include "tests/scenarios/files.h"

#include <catch2/catch.hpp>

using namespace scenarios;

namespace {

Json sonoma() {
    Problems problems;
    return *read_json(ACCORD_SOURCE_DIR "/scenarios/library/sonoma.json", problems);
}

bool passes_schema(const Json& document) {
    Problems problems;
    check_schema(document, "s.json", problems);
    return problems.is_empty();
}

/// Read beside the library, so that its data are found.
bool passes_reader(const Json& document) {
    const tests::Folder folder;
    Json moved = document;
    const Json schools = moved.value("region", Json::object()).value("schools", Json());
    if (schools.is_string() && !schools.get<std::string>().empty())
        moved["region"]["schools"] = ACCORD_SOURCE_DIR "/scenarios/library/" + schools.get<std::string>();
    Problems problems;
    read_scenario(folder.write("s.json", moved.dump()), problems);
    return problems.is_empty();
}

} // namespace

TEST_CASE("the schema knows every parameter and lever with its range", "[scenarios]") {
    const Json schema = scenario_schema();
    const Json& parameters = schema["properties"]["parameters"]["properties"];
    CHECK(parameters.size() == models::parameter_table().rows().size());
    for (const auto& row : models::parameter_table().rows()) {
        CHECK(parameters[row.id]["minimum"] == row.range.low);
        CHECK(parameters[row.id]["maximum"] == row.range.high);
    }
    CHECK(schema["properties"]["strategies"]["additionalProperties"]["properties"]["levers"]["properties"].size() ==
          models::lever_table().rows().size());
}

TEST_CASE("what is right passes both the reader and the schema", "[scenarios]") {
    Json document = sonoma();
    CHECK(passes_reader(document));
    CHECK(passes_schema(document));
    document.merge_patch(
        Json::parse(R"({"horizon-months": 24.0, "seed": 9007199254740991, "conditions": {"recession": 1},
        "parameters": {"engagement.mean": 0.5}, "strategy": "own-one",
        "strategies": {"own-one": {"like": "equity-first", "levers": {"search.wanted": 2}}}})"));
    CHECK(passes_reader(document));
    CHECK(passes_schema(document));
}

TEST_CASE("what is broken fails both the reader and the schema", "[scenarios][input]") {
    const std::string patch = GENERATE(
        R"({"no-such-key": 1})", R"({"name": null})", R"({"title": ""})", R"({"about": 3})", R"({"region": null})",
        R"({"name": "Not Kebab"})", R"({"horizon-months": 0})", R"({"horizon-months": 12.5})",
        R"({"replicates": 100001})", R"({"seed": -1})", R"({"seed": "1"})", R"({"conditions": {"funding-cut": 1.5}})",
        R"({"conditions": {"calm": 1}})", R"({"conditions": {"no-such": 1}})", R"({"parameters": {"no.such": 1}})",
        R"({"parameters": {"engagement.mean": 9}})", R"({"strategies": {"own": {"like": "No Body"}}})",
        R"({"strategies": {"own": {"levers": {}}}})", R"({"strategies": {"Own One": {"like": "opportunistic"}}})",
        R"({"caveats": "text"})", R"({"caveats": [""]})", R"({"region": {"money-year": 1800}})",
        R"({"region": {"synthetic-college": 1}})", R"({"region": {"ties": "t.csv"}})", R"({"region": {"schools": ""}})",
        R"({"region": {"unknown": 1}})", R"({"region": {"synthetic-partners": {"per-10000-pupils": 2000}}})",
        R"({"region": {"score-pupil-sd": 0}})", R"({"region": {"partners": "../data/p.csv"}})");
    CAPTURE(patch);
    Json document = sonoma();
    document.merge_patch(Json::parse(patch));
    CHECK_FALSE(passes_reader(document));
    CHECK_FALSE(passes_schema(document));
}

TEST_CASE("a disagreement with the schema is reported with its pointer", "[scenarios][input]") {
    Json document = sonoma();
    document["region"]["money-year"] = "1999";
    Problems problems;
    check_schema(document, "s.json", problems);
    REQUIRE_FALSE(problems.is_empty());
    bool is_named = false;
    for (const std::string& line : problems.shown())
        is_named = is_named || line.starts_with("s.json: /region/money-year: is refused by the schema: ");
    CHECK(is_named);
}
