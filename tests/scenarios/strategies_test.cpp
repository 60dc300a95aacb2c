// Strategies are files: the shipped ones are right, a user's are read strictly, and a name has one meaning.
#include "scenarios/strategies.h"

#include "scenarios/json.h"
#include "scenarios/library.h"
#include "scenarios/scenario.h"
#include "scenarios/schema.h"
#include "scenarios/text.h"
#include "tests/scenarios/files.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <set>

using namespace scenarios;
using tests::Lines;

namespace {

double value(const models::Levers& levers, const char* id) {
    return sim::ParameterTable<models::Levers>::at(levers, *models::lever_table().find(id));
}

std::string strategy_text(const std::string& id, const std::string& more) {
    return R"({"id": ")" + id + R"(", "name": "n", "summary": "s")" + more + "}";
}

/// A scenario in the folder of a test.
std::string scenario_in(const tests::Folder& folder, const std::string& more = "") {
    folder.write("schools.csv", "id,name,county,grades,enrolment,teachers_fte,spending_per_pupil_usd,lunch_share,"
                                "english_learner_share\noak,Oak,Here,K-08,200,10,5500,0.3,0.1\n");
    return folder.write("s.json", R"({"name": "here", "title": "Here", "about": "x",
                                      "region": {"name": "Here", "schools": "schools.csv"})" +
                                      more + "}");
}

/// Writes strategies/ID.json beside a scenario.
void write_beside(const tests::Folder& folder, const std::string& file, const std::string& text) {
    std::filesystem::create_directories(folder.path("strategies"));
    folder.write("strategies/" + file, text);
}

} // namespace

TEST_CASE("every shipped strategy has levers in range, words and a file of its name; the counterfactual seeks nobody",
          "[scenarios][strategies]") {
    const models::Levers usual = models::lever_table().defaults();
    std::set<std::string> ids;
    for (const Strategy& one : shipped_strategies()) {
        CAPTURE(one.id);
        CHECK(ids.insert(one.id).second);
        CHECK(find_strategy(one.id) == &one);
        CHECK_FALSE(one.name.empty());
        CHECK_FALSE(one.summary.empty());
        CHECK(one.files.empty());
        for (const sim::ParameterRow& row : models::lever_table().rows())
            CHECK(sim::refusal(row, sim::ParameterTable<models::Levers>::at(one.levers, row)) == "");
        CHECK((one.levers.search.effort > 0) == (one.id != models::counterfactual));
        Problems problems;
        const auto again = read_strategy(strategies_folder() + "/" + one.id + ".json", problems);
        CHECK(problems.shown() == Lines{});
        REQUIRE(again);
        CHECK(same_levers(again->levers, one.levers));
        CHECK(same_levers(one.levers, usual) == (one.id == "opportunistic"));
    }
    CHECK(shipped_strategies().front().id == models::counterfactual);
    CHECK(shipped_strategies().front().is_main);
    CHECK(find_strategy("nobody") == nullptr);
}

TEST_CASE("a strategy starts from another one, shipped or beside it, and says where it differs",
          "[scenarios][strategies]") {
    const tests::Folder folder;
    folder.write("base.json",
                 strategy_text("base", R"(, "like": "collective-impact", "levers": {"search.wanted": 9})"));
    const std::string file =
        folder.write("mine.json", strategy_text("mine", R"(, "like": "base", "levers": {"search.equity": 0.25})"));
    Problems problems;
    const auto mine = read_strategy(file, problems);
    CHECK(problems.shown() == Lines{});
    REQUIRE(mine);
    models::Levers wanted = find_strategy("collective-impact")->levers;
    wanted.search.wanted = 9, wanted.search.equity = 0.25;
    CHECK(same_levers(mine->levers, wanted));
    CHECK(mine->files == std::vector<std::string>{file, folder.path("base.json")});
}

TEST_CASE("everything wrong with a strategy is named at once", "[scenarios][strategies][input]") {
    const tests::Folder folder;
    Problems problems;
    CHECK_FALSE(read_strategy(folder.write("mine.json", R"({"id": "Mine", "sumary": "x", "like": "colective-impact",
        "order": -1, "main": 1, "evidence": "D-CI-25",
        "levers": {"serach.effort": 1, "search.effort": 1.5, "search.wanted": "many"}})"),
                              problems));
    CHECK(folder.plain(problems) ==
          Lines{"mine.json: /id: 'Mine' is not a name in kebab-case; expected lower-case letters, digits and single "
                "dashes, at most 60",
                "mine.json: /name: is missing; expected text", "mine.json: /summary: is missing; expected text",
                "mine.json: /order: -1 is below the range; expected a place in lists from 0 to 1000000",
                "mine.json: /main: is a number; expected true or false",
                "mine.json: /evidence: is text; expected an array of texts",
                "mine.json: /like: unknown strategy 'colective-impact'; did you mean 'collective-impact'?",
                "mine.json: /levers/serach.effort: unknown lever; did you mean 'search.effort'?",
                "mine.json: /levers/search.effort: 1.5 is above the range; expected 1/month from 0 to 1",
                "mine.json: /levers/search.wanted: is text; expected count from 0 to 12",
                "mine.json: /sumary: unknown key; did you mean 'summary'?"});
}

TEST_CASE("strategies that start from each other are refused", "[scenarios][strategies][input]") {
    const tests::Folder folder;
    folder.write("b.json", strategy_text("b", R"(, "like": "c", "levers": {})"));
    folder.write("c.json", strategy_text("c", R"(, "like": "a", "levers": {})"));
    Problems problems;
    CHECK_FALSE(read_strategy(folder.write("a.json", strategy_text("a", R"(, "like": "b", "levers": {})")), problems));
    CHECK(folder.plain(problems) == Lines{"c.json: /like: goes round: a -> b -> c -> a; expected a strategy that does "
                                          "not start from this one"});
    Problems own;
    read_strategy(folder.write("me.json", strategy_text("me", R"(, "like": "me", "levers": {})")), own);
    CHECK(folder.plain(own) ==
          Lines{"me.json: /like: goes round: me -> me; expected a strategy that does not start from this one"});
}

TEST_CASE("a name has one meaning", "[scenarios][strategies][input]") {
    const tests::Folder folder;
    const auto problems_of = [&](const std::string& file, const std::string& text) {
        Problems problems;
        read_strategy(folder.write(file, text), problems);
        return folder.plain(problems);
    };
    CHECK(
        problems_of("x.json", strategy_text("equity-first", R"(, "levers": {})")) ==
        Lines{"x.json: /id: 'equity-first' is the name of a shipped strategy with other levers; expected another id"});
    CHECK(problems_of("x.json", strategy_text("equity-first", R"(, "like": "equity-first", "levers": {})")) == Lines{});
    CHECK(problems_of("x.json", strategy_text("all", R"(, "levers": {})")) ==
          Lines{"x.json: /id: 'all' stands for every strategy; expected another id"});
}

TEST_CASE("strategies beside a scenario are its own, by name", "[scenarios][strategies]") {
    const tests::Folder folder;
    write_beside(folder, "mine.json", strategy_text("mine", R"(, "levers": {"search.wanted": 7})"));
    write_beside(folder, "late.json", strategy_text("late", R"(, "order": 900, "levers": {})"));
    write_beside(folder, "first.json", strategy_text("first", R"(, "order": 1, "levers": {})"));
    const Scenario s = load_scenario(scenario_in(
        folder,
        R"(, "strategy": "mine", "strategies": {"written": {"like": "mine", "levers": {"search.equity": 1}}})"));
    const std::vector<std::string> ids = s.strategy_ids();
    CHECK(std::vector<std::string>(ids.end() - 4, ids.end()) ==
          std::vector<std::string>{"written", "first", "late", "mine"});
    CHECK(s.setup.levers.search.wanted == 7);
    CHECK(s.find_strategy("written")->levers.search.wanted == 7);
    CHECK(s.find_strategy("written")->levers.search.equity == 1);
    REQUIRE(s.inputs.size() == 3); // the scenario, its schools and the strategy it runs
    CHECK(s.inputs[1].path == folder.path("strategies/mine.json"));
    CHECK(s.inputs[1].digest.size() == 16);
}

TEST_CASE("what is wrong with strategies beside a scenario stops the scenario", "[scenarios][strategies][input]") {
    const tests::Folder folder;
    write_beside(folder, "mine.json", strategy_text("yours", R"(, "levers": {})"));
    write_beside(folder, "twice.json", strategy_text("twice", R"(, "levers": {})"));
    Problems problems;
    CHECK_FALSE(read_scenario(
        scenario_in(folder,
                    R"(, "strategies": {"twice": {"like": "opportunistic"}, "all": {"like": "opportunistic"}})"),
        problems));
    CHECK(folder.plain(problems) ==
          Lines{"strategies/mine.json: /id: 'yours' is not the file's name; expected 'mine', or the file yours.json",
                "s.json: /strategies/twice: is the name of a strategy in the folder strategies; expected another name",
                "s.json: /strategies/all: stands for every strategy; expected another name"});
}

TEST_CASE("a scenario runs a strategy's file", "[scenarios][strategies]") {
    const tests::Folder folder;
    folder.write("mine.json", strategy_text("mine", R"(, "levers": {"search.wanted": 7})"));
    Scenario s = load_scenario(scenario_in(folder, R"(, "strategy": "mine.json")"));
    CHECK(s.strategy == "mine");
    CHECK(s.setup.levers.search.wanted == 7);
    Problems problems;
    CHECK(s.take_strategy("equity-first", "here", problems) == "equity-first");
    CHECK(s.take_strategy(folder.path("mine.json"), "here", problems) == "mine"); // the same again
    CHECK(problems.shown() == Lines{});
    std::filesystem::create_directories(folder.path("other"));
    CHECK(s.take_strategy(folder.write("other/mine.json", strategy_text("mine", R"(, "levers": {})")), "here", problems)
              .empty());
    CHECK(s.take_strategy("mien", "here", problems).empty());
    CHECK(folder.plain(problems) ==
          Lines{"other/mine.json: /id: 'mine' is the name of another strategy of the scenario; expected another id",
                "here: unknown strategy 'mien'; did you mean 'mine'?"});
}

TEST_CASE("the schema of strategies gives each lever's default", "[scenarios][strategies]") {
    CHECK(value(models::lever_table().defaults(), "search.effort") ==
          strategy_schema()["properties"]["levers"]["properties"]["search.effort"]["default"]);
}
