#include "viz/session/session.h"

#include "sim/digest.h"
#include "sim/error.h"
#include "tests/scenarios/files.h"
#include "tests/viz/sessions.h"
#include "viz/runs/headline.h"
#include "viz/session/export.h"
#include "viz/session/session_file.h"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>

using namespace viz;
using tests::act, tests::lever, tests::shock;

namespace {

Action branch(std::uint32_t month) {
    Action a;
    a.kind = ActionKind::branch, a.command.month = month;
    return a;
}

std::string content(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

} // namespace

TEST_CASE("what is done can be undone and redone, to the bit", "[viz][determinism]") {
    Engine engine(0);
    Session session(tests::library_scenario("tiny-region"), engine);
    const auto digest = [&] {
        engine.wait();
        return engine.snapshot().run(Lane::a)->digest;
    };
    const auto first = digest();
    session.act(act(lever(20, "money.co-funding", 0.4)));
    const auto second = digest();
    session.act(act(shock(30, "recession")));
    const auto third = digest();
    CHECK(first != second);
    CHECK(second != third);
    session.undo();
    CHECK(digest() == second);
    session.undo();
    CHECK(digest() == first);
    CHECK_FALSE(session.can_undo());
    session.redo(), session.redo();
    CHECK(digest() == third);
    CHECK_FALSE(session.can_redo());
    session.restart();
    CHECK(digest() == first);
}

TEST_CASE("a slider that is dragged is one action", "[viz]") {
    Engine engine(0);
    Session session(tests::library_scenario("tiny-region"), engine);
    for (int n = 1; n <= 5; ++n)
        session.act(act(lever(10, "search.equity", 0.1 * n)));
    CHECK(session.n_done() == 1);
    CHECK(session.lever(Lane::a, *models::lever_table().find("search.equity"), 10) == 0.5);
    session.act(act(lever(11, "search.equity", 0.2)));
    CHECK(session.n_done() == 2);
    CHECK(session.lever(Lane::a, *models::lever_table().find("search.equity"), 10) == 0.5);
}

TEST_CASE("a branch shares the past, has the same luck, and goes its own way", "[viz][determinism]") {
    Engine engine(0);
    Session session(tests::library_scenario("tiny-region"), engine);
    session.act(act(lever(10, "search.effort", 0.3)));
    session.act(branch(24));
    engine.wait();
    CHECK(engine.snapshot().run(Lane::b)->digest == engine.snapshot().run(Lane::a)->digest);
    session.act(act(shock(30, "partner-exit"), Lane::b));
    engine.wait();
    const Snapshot now = engine.snapshot();
    CHECK(now.run(Lane::b)->digest != now.run(Lane::a)->digest);
    CHECK(now.run(Lane::b)->at(30).observables.size() == now.run(Lane::a)->at(30).observables.size());
    for (std::size_t i = 0; i < now.run(Lane::a)->at(30).schools.size(); ++i)
        CHECK(now.run(Lane::b)->at(30).schools[i].score == now.run(Lane::a)->at(30).schools[i].score);
    CHECK(session.branch_month() == 24);
    session.undo(), session.undo();
    CHECK_FALSE(session.has_branch());
}

TEST_CASE("a strategy chosen at the start is the strategy; chosen later it moves levers from then on", "[viz]") {
    Engine engine(0);
    Session session(tests::library_scenario("tiny-region"), engine);
    Action choose;
    choose.kind = ActionKind::strategy, choose.strategy = "equity-first";
    session.act(choose);
    engine.wait();
    CHECK(engine.snapshot().run(Lane::a)->digest ==
          tests::run(make_script(session.shared_scenario(), "equity-first"))->digest);
    choose.strategy = "funder-led", choose.command.month = 24;
    session.act(choose);
    const auto& row = *models::lever_table().find("search.by-resources");
    CHECK(session.lever(Lane::a, row, 24) == scenarios::find_strategy("funder-led")->levers.search.by_resources);
    CHECK(session.lever(Lane::a, row, 23) == scenarios::find_strategy("equity-first")->levers.search.by_resources);
    choose.strategy = "collective-impact", choose.command.month = 30; // all of it: coalitions and their backbone too
    session.act(choose);
    for (const sim::ParameterRow& one : models::lever_table().rows())
        CHECK(session.lever(Lane::a, one, 30) ==
              sim::ParameterTable<models::Levers>::at(scenarios::find_strategy("collective-impact")->levers, one));
}

TEST_CASE("going alone meets the same shocks", "[viz]") {
    Engine engine(0);
    Session session(tests::library_scenario("tiny-region"), engine);
    session.act(act(shock(12, "funding-cut")));
    session.act(act(lever(12, "money.co-funding", 0.5)));
    const Script alone = *session.script(Lane::alone);
    REQUIRE(alone.commands.size() == 1);
    CHECK(alone.commands[0].id == "funding-cut");
}

TEST_CASE("after a burn-in a changed A is held against the status quo, an untouched one against going alone",
          "[viz][burn-in]") {
    const auto scenario = tests::library_scenario("tiny-region", 24);
    Engine engine(0);
    Session session(scenario, engine);
    const auto held_against = [&] {
        engine.wait();
        return engine.snapshot().run(Lane::alone)->digest;
    };
    const std::uint64_t today = tests::run(make_script(scenario, models::status_quo))->digest;
    CHECK(lane_name(session, Lane::alone) == "going alone");
    CHECK(held_against() == tests::run(make_script(scenario, models::counterfactual))->digest);
    session.act(act(lever(12, "money.co-funding", 0.5)));
    CHECK(lane_name(session, Lane::alone) == "the status quo");
    CHECK(held_against() == today);
    CHECK(series_csv(engine.snapshot()).find("\nstatus-quo,24,") != std::string::npos);
    session.undo();
    CHECK(lane_name(session, Lane::alone) == "going alone");
    engine.wait();
    CHECK(series_csv(engine.snapshot()).find("\nalone,24,") != std::string::npos);
    Action choose;
    choose.kind = ActionKind::strategy, choose.strategy = "equity-first";
    session.act(choose);
    CHECK(held_against() == today);

    auto cold = std::make_shared<scenarios::Scenario>(*scenario);
    cold->setup.burn_in = {};
    Session other(cold, engine);
    other.act(act(lever(12, "money.co-funding", 0.5)));
    CHECK(lane_name(other, Lane::alone) == "going alone");
    CHECK(caveats_of(*cold, 20).size() + 1 == caveats_of(*scenario, 20).size());
}

TEST_CASE("a saved session opens as the same actions and replays to the same bits", "[viz][determinism]") {
    const tests::Folder folder;
    const std::string path = folder.path("session.json");
    {
        Engine engine(0);
        Session session(tests::library_scenario("tiny-region"), engine);
        session.act(act(lever(20, "money.co-funding", 0.4)));
        session.act(branch(24));
        session.act(act({25, CommandKind::leader_leaves, "", 0, 1}, Lane::b));
        session.act(act(shock(30, "recession", 0.3)));
        engine.wait();
        save_session(path, stored(session, engine.snapshot(), 33));
    }
    scenarios::Problems problems;
    const auto read = read_session(path, problems);
    REQUIRE(problems.shown() == tests::Lines{});
    const auto scenario = scenario_of(*read, path, problems);
    REQUIRE(problems.shown() == tests::Lines{});
    CHECK(read->month == 33);
    CHECK(read->scenario == "tiny-region");
    Engine engine(0);
    Session session(scenario, engine);
    session.replace(history_of(*read));
    engine.wait();
    CHECK(replay_difference(*read, engine.snapshot()) == "");
    session.act(act(lever(40, "money.co-funding", 0.2)));
    engine.wait();
    CHECK(replay_difference(*read, engine.snapshot())->find("A has digest") == 0);
}

TEST_CASE("a wrong session file is refused, all faults at once", "[viz][input]") {
    const tests::Folder folder;
    scenarios::Problems problems;
    const std::string start =
        R"({"format": "accord-session-1", "scenario": "tiny-region", "seed": 1, "months": 60, "actions": )";
    const std::string path = folder.write(
        "s.json",
        start + R"([{"kind": "command", "month": 3, "command": "lever", "id": "money.cofunding", "value": 0.1},
        {"kind": "command", "month": 3, "command": "condition", "id": "recession", "value": 3}]})");
    CHECK_FALSE(read_session(path, problems).has_value());
    CHECK(folder.plain(problems) ==
          tests::Lines{"s.json: /actions/0/id: unknown lever 'money.cofunding'; expected an id of `accord list levers`",
                       "s.json: /actions/1/value: is outside the range; expected a strength from 0 to 1"});
    scenarios::Problems more;
    CHECK_FALSE(read_session(folder.write("t.json", R"({"format": "other"})"), more).has_value());
    CHECK(more.size() > 0);
    scenarios::Problems missing;
    CHECK_FALSE(read_session(folder.path("none.json"), missing).has_value());
    CHECK(missing.size() == 1);
}

TEST_CASE("a session whose data changed since is refused", "[viz][input]") {
    const tests::Folder folder;
    Engine engine(0);
    Session session(tests::library_scenario("tiny-region"), engine);
    StoredSession s = stored(session, engine.snapshot(), 0);
    s.inputs[0].digest = "0000000000000000";
    scenarios::Problems problems;
    CHECK(scenario_of(s, "s.json", problems) == nullptr);
    CHECK(problems.shown() ==
          tests::Lines{"s.json: /inputs: 'tiny-region.json' is no longer what the session was made with; "
                       "expected the file of that time"});
}

TEST_CASE("exports carry seed, version and digest, and hold what was seen", "[viz]") {
    const tests::Folder folder;
    Engine engine(20);
    Session session(tests::library_scenario("tiny-region", 24), engine);
    session.act(act(shock(6, "funding-cut")));
    engine.wait();
    const Snapshot now = engine.snapshot();
    const std::string mark = sim::hex(now.run(Lane::a)->digest);
    const std::string csv = series_csv(now);
    const auto lines = std::count(csv.begin(), csv.end(), '\n');
    CHECK(lines == 1 + 2 * static_cast<long>(models::observables().size()) * 25);
    CHECK(csv.find(mark) != std::string::npos);
    CHECK(csv.find("nan") == std::string::npos);
    const std::string html = report_html(session, now, 24);
    CHECK(html.find(mark) != std::string::npos);
    CHECK(html.find("seed 1") != std::string::npos);
    CHECK(html.find("funding cut") != std::string::npos);
    CHECK(html.find("<script") == std::string::npos);
    CHECK(html.find("caveats") < html.find("In short"));
    write_text(folder.path("report.html"), html);
    CHECK(content(folder.path("report.html")) == html);
    CHECK_THROWS_AS(write_text(folder.path("no/such/folder/x.html"), html), sim::MachineError);
}

TEST_CASE("a file that cannot be written leaves what was there, and nothing half-written", "[viz]") {
    const tests::Folder folder;
    Engine engine(0);
    Session session(tests::library_scenario("tiny-region", 24), engine);
    engine.wait();
    const std::string taken = folder.path("taken"); // a folder where the file should go: even root cannot replace it
    std::filesystem::create_directory(taken);
    CHECK_THROWS_AS(write_text(taken, series_csv(engine.snapshot())), sim::MachineError);
    CHECK_THROWS_AS(save_session(taken, stored(session, engine.snapshot(), 0)), sim::MachineError);
    CHECK_THROWS_AS(save_session(folder.path("no/such/s.json"), stored(session, engine.snapshot(), 0)),
                    sim::MachineError);
    CHECK(std::filesystem::is_empty(taken));
    std::size_t n = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder.path("")))
        ++n;
    CHECK(n == 1); // no drafts
    const std::string path = folder.path("s.csv");
    write_text(path, "old");
    write_text(path, "new");
    CHECK(content(path) == "new");
}

TEST_CASE("the gap has a sentence of its own, and changed assumptions are a caveat", "[viz]") {
    Engine engine(20);
    const auto scenario = tests::library_scenario("tiny-region", 60);
    Session session(scenario, engine);
    engine.wait();
    const Snapshot now = engine.snapshot();
    CHECK(gap_finding(*now.band(Lane::a), *now.band(Lane::a), "one", "other", 60).find("cannot be told from chance") !=
          std::string::npos);
    CHECK(gap_finding(*now.band(Lane::a), *now.band(Lane::alone), "one", "other", 60).find("By Aug, year 5, ") == 0);
    const auto caveats = caveats_of(*scenario, 20, {"trust.loss-ratio", "hours.pair"});
    REQUIRE(caveats.size() > 3);
    CHECK(caveats[1] ==
          "Before month 0 the world was run in for 20 years under the strategy 'taking what is offered'; its "
          "agreements go on.");
    CHECK(caveats[2].find("You changed 2 of ") == 0);
    CHECK(caveats[2].find("(speed of losing trust against winning it, ...)") != std::string::npos);
}

TEST_CASE("the headline puts caveats first and does not claim what chance could do", "[viz]") {
    Engine engine(20);
    const auto scenario = tests::library_scenario("tiny-region", 60);
    Session session(scenario, engine);
    engine.wait();
    const Snapshot now = engine.snapshot();
    const Headline same = headline(*scenario, *now.band(Lane::a), *now.band(Lane::a), "one", "other", 60);
    CHECK(same.finding.find("cannot be told apart") != std::string::npos);
    CHECK(same.caveats == caveats_of(*scenario, 20));
    const Headline h = headline(*scenario, *now.band(Lane::a), *now.band(Lane::alone), "partners", "going alone", 60);
    REQUIRE(h.outcomes.size() == 4);
    CHECK(h.n == 20);
    CHECK((h.finding.find("cannot be told apart") == std::string::npos) == h.outcomes[0].is_clear());
}
