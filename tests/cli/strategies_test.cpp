// Strategies as files and "all" as a word, through every command that takes strategies.
#include "scenarios/condition_text.h"
#include "scenarios/scenario.h"
#include "tests/cli/program.h"

#include <catch2/catch.hpp>

#include <filesystem>
#include <set>

using tests::accord;
using Json = nlohmann::ordered_json;

namespace {

const std::string options = " --months 12 --replicates 2 --seed 3 --quiet --format json";

std::string strategy(const std::string& id, const std::string& levers, const std::string& like = "collective-impact") {
    return Json{
        {"id", id}, {"name", "a name for " + id}, {"summary", "x"}, {"like", like}, {"levers", Json::parse(levers)}}
        .dump();
}

/// tiny-region in a folder of its own, with strategies/mine.json beside it.
std::string scenario_with_own(const tests::Folder& folder) {
    Json document = Json::parse(tests::content_of(ACCORD_SOURCE_DIR "/scenarios/library/tiny-region.json"));
    for (const char* key : {"schools", "partners", "ties"})
        if (document["region"].contains(key))
            document["region"][key] =
                ACCORD_SOURCE_DIR "/scenarios/library/" + document["region"][key].get<std::string>();
    std::filesystem::create_directories(folder.path("strategies"));
    folder.write("strategies/mine.json", strategy("mine", R"({"search.wanted": 9})"));
    return folder.write("s.json", document.dump());
}

std::set<std::string> members(const Json& rows, const char* key) {
    std::set<std::string> all;
    for (const Json& row : rows)
        all.insert(row[key].get<std::string>());
    return all;
}

} // namespace

TEST_CASE("a copy of a strategy has the same bits under its own name", "[cli][strategies]") {
    const tests::Folder folder;
    const std::string file = folder.write("mine.json", strategy("mine", "{}"));
    const Json mine = accord("run tiny-region --strategy " + file + options).json();
    const Json theirs = accord("run tiny-region --strategy collective-impact" + options).json();
    CHECK(mine["strategy"] == "mine");
    CHECK(mine["digest"] == theirs["digest"]);
    folder.write("mine.json", strategy("mine", R"({"search.effort": 1})"));
    CHECK(accord("run tiny-region --strategy " + file + options).json()["digest"] != theirs["digest"]);
}

TEST_CASE("a strategy beside a scenario is known by name to run and compare", "[cli][strategies]") {
    const tests::Folder folder;
    const std::string scenario = scenario_with_own(folder);
    const Json by_name = accord("run " + scenario + " --strategy mine" + options).json();
    const Json by_file = accord("run tiny-region --strategy " + folder.path("strategies/mine.json") + options).json();
    CHECK(by_name["strategy"] == "mine");
    CHECK(by_name["digest"] == by_file["digest"]);
    const Json compared = accord("compare " + scenario + " --conditions calm" + options).json();
    CHECK(members(compared["results"], "strategy").count("mine") == 1);
}

TEST_CASE("a wrong strategy is refused with its place", "[cli][strategies][input]") {
    const tests::Folder folder;
    const std::string file = folder.write("mine.json", strategy("mine", R"({"serach.effort": 1})"));
    const auto got = accord("run tiny-region --strategy " + file);
    CHECK(got.code == 2);
    CHECK(got.out.empty());
    CHECK(got.err == file + ": /levers/serach.effort: unknown lever; did you mean 'search.effort'?\n");
    CHECK(accord("run tiny-region --strategy nowhere.json").err ==
          "nowhere.json: cannot be read: No such file or directory; expected a readable file\n");
}

TEST_CASE("all stands for every strategy and every condition", "[cli][strategies]") {
    const tests::Folder folder;
    const std::string scenario = scenario_with_own(folder);
    const Json compared = accord("compare " + scenario +
                                 " --strategies all --conditions all --months 1 --replicates 1 --burn-in none --quiet "
                                 "--format json")
                              .json();
    std::set<std::string> strategies{"mine"}, conditions;
    for (const auto& one : scenarios::shipped_strategies())
        strategies.insert(one.id);
    for (const std::string& id : scenarios::condition_names())
        conditions.insert(id);
    CHECK(members(compared["results"], "strategy") == strategies);
    CHECK(members(compared["results"], "condition") == conditions);
}

TEST_CASE("list shows every lever of every strategy", "[cli][strategies]") {
    const Json rows = accord("list strategies --format json").json();
    REQUIRE(rows.size() == scenarios::shipped_strategies().size());
    for (std::size_t n = 0; n < rows.size(); ++n) {
        const scenarios::Strategy& one = scenarios::shipped_strategies()[n];
        CHECK(rows[n]["id"] == one.id);
        CHECK(rows[n]["levers"].size() == models::lever_table().rows().size());
        for (const sim::ParameterRow& row : models::lever_table().rows())
            CHECK(rows[n]["levers"][row.id] == sim::ParameterTable<models::Levers>::at(one.levers, row));
    }
    CHECK(accord("list strategies").out.find("search.effort") == std::string::npos);
}

TEST_CASE("set takes the strength of a condition, in every cell", "[cli][strategies]") {
    const Json set = accord("run tiny-region --set hidden-goals=0.5" + options).json();
    const Json given = accord("run tiny-region --condition hidden-goals=0.5" + options).json();
    CHECK(set["condition"] == "hidden-goals=0.5");
    CHECK(set["digest"] == given["digest"]);
    CHECK(accord("run tiny-region --condition calm --set hidden-goals=0.5" + options).json() == set);
    const Json compared = accord("compare tiny-region --strategies opportunistic --conditions calm,recession "
                                 "--set hidden-goals=0.5" +
                                 options)
                              .json();
    CHECK(members(compared["results"], "condition") ==
          std::set<std::string>{"hidden-goals=0.5", "hidden-goals=0.5+recession"});
    CHECK(accord("run tiny-region --set hidden-goals=2").err ==
          "accord run: --set: hidden-goals: 2 is above the range; expected a strength from 0 to 1\n");
}

TEST_CASE("check judges a strategy's file and schema prints its schema", "[cli][strategies]") {
    const tests::Folder folder;
    const std::string file = folder.write("mine.json", strategy("mine", R"({"search.wanted": 9})", "opportunistic"));
    const auto got = accord("check " + file);
    CHECK(got.code == 0);
    CHECK(got.out.find("strategy mine: a name for mine, 1 lever moved") != std::string::npos);
    CHECK((accord("schema strategy").out == tests::content_of(ACCORD_SOURCE_DIR "/scenarios/strategy.schema.json")));
}

TEST_CASE("a store keeps an own strategy's file and spells out all, so that it is replayed anywhere",
          "[cli][strategies][sweep]") {
    const tests::Folder folder, elsewhere;
    const std::string scenario = scenario_with_own(folder);
    std::filesystem::create_directories(folder.path("given"));
    folder.write("given/base.json", strategy("base", R"({"search.wanted": 2})"));
    folder.write("given/other.json", strategy("other", R"({"search.equity": 0.7})", "base"));
    const std::string experiment =
        folder.write("e.json", R"({"name": "own", "title": "Own", "about": "x", "scenario": "s.json", "replicates": 1,
                      "horizon-months": 6, "strategies": ["go-it-alone", "mine", "given/other.json"],
                      "conditions": "all"})");
    const std::string store = elsewhere.path("own.db");
    REQUIRE(accord("sweep " + experiment + " --out " + store + " --quiet").code == 0);
    for (const char* file : {"s.json", "e.json", "strategies/mine.json", "given/base.json", "given/other.json"})
        std::filesystem::remove(folder.path(file));
    const std::string page = elsewhere.path("own.html");
    REQUIRE(accord("report " + store + " --out " + page + " --quiet").code == 0);
    CHECK(tests::content_of(page).find("a name for other") != std::string::npos);
    const Json runs = accord("export " + store + " --table runs --format json").json();
    REQUIRE(runs.size() == 3 * scenarios::condition_names().size());
    CHECK(members(runs, "strategy") == std::set<std::string>{"go-it-alone", "mine", "other"});
    for (const char* id : {"mine", "other"})
        for (const Json& run : runs)
            if (run["strategy"] == id && run["condition"] == "calm") {
                const auto again = accord("replay " + store + " " + run["run"].get<std::string>());
                CHECK(again.code == 0);
            }
}
