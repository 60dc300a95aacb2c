// What was done, undone and saved: the log leads to the list, and a file leads to both.
#include "viz/session/history.h"

#include "sim/digest.h"
#include "tests/scenarios/files.h"
#include "tests/viz/sessions.h"
#include "viz/session/session_file.h"

#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>

using namespace viz;
using tests::act, tests::lever, tests::shock;

namespace {

Action move(ActionKind kind, std::uint32_t month) {
    Action a;
    a.kind = kind, a.command.month = month;
    return a;
}
Action seek(std::uint32_t month) { return move(ActionKind::seek, month); }
Action assume(const std::string& id, double value) {
    Action a;
    a.kind = ActionKind::assumption, a.command.id = id, a.command.value = value;
    return a;
}

std::string content(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

} // namespace

TEST_CASE("moves in time are actions: dragging is one, playing another, and undo goes back", "[viz]") {
    History h;
    h.act(seek(3)), h.act(seek(9)), h.act(seek(20));
    REQUIRE(h.actions().size() == 1);
    CHECK(h.actions()[0].command.month == 20);
    h.act(move(ActionKind::play, 31));
    h.act(act(lever(31, "search.equity", 0.4)));
    h.act(seek(5));
    CHECK(h.n_done() == 4);
    CHECK(h.log().size() == 4);
    REQUIRE(h.undo());
    REQUIRE(h.undo());
    CHECK(h.done().back().kind == ActionKind::play);
    CHECK(h.log().back().deed == Deed::undid);
    CHECK(h.log().back().action.command.id == "search.equity");
}

TEST_CASE("looking elsewhere leaves what may be redone; another action forgets it", "[viz]") {
    History h;
    h.act(act(lever(10, "search.equity", 0.4)));
    h.act(act(shock(12, "recession")));
    h.undo();
    h.act(seek(50));
    REQUIRE(h.redo());
    CHECK(h.done().back().command.id == "recession");
    h.undo();
    h.act(act(shock(13, "funding-cut")));
    CHECK_FALSE(h.redo());
    CHECK(h.done().size() == 3);
}

TEST_CASE("the log, done again, gives the same history", "[viz][determinism]") {
    History h;
    h.act(seek(8)), h.act(act(lever(8, "search.equity", 0.4))), h.act(act(lever(8, "search.equity", 0.5)));
    h.note("numbers written to x.csv");
    h.act(act(lever(8, "search.equity", 0.6))); // the same move, but something was written in between
    h.undo(), h.undo(), h.redo(), h.act(seek(9)), h.act(seek(11));
    h.act(move(ActionKind::branch, 11)), h.restart(), h.redo(), h.redo();
    h.act(assume("trust.loss-ratio", 2)), h.act(assume("trust.loss-ratio", 3)), h.undo();
    CHECK(replayed(h.log()) == h);
    CHECK(h.log().size() > h.actions().size());
}

TEST_CASE("an assumption changes the world of all lanes, as a scenario with that parameter would",
          "[viz][determinism]") {
    Engine engine(0);
    Session session(tests::library_scenario("tiny-region"), engine);
    engine.wait();
    const auto before = engine.snapshot().run(Lane::a)->digest;
    session.act(move(ActionKind::branch, 24));
    session.act(assume("trust.loss-ratio", 4));
    CHECK(session.changed_parameters() == std::vector<std::string>{"trust.loss-ratio"});
    engine.wait();
    models::Setup setup = session.scenario().setup;
    scenarios::Problems problems;
    scenarios::set_value(setup, "trust.loss-ratio", 4, "here", problems);
    REQUIRE(problems.is_empty());
    const auto own = models::run(setup, {.seed = 1, .replicate = 0, .months = 60}).digest;
    const Snapshot now = engine.snapshot();
    CHECK(own != before);
    CHECK(now.run(Lane::a)->digest == own);
    CHECK(now.run(Lane::b)->digest == own);
    CHECK(parameters_of(now.run(Lane::alone)->script).trust.loss_ratio == 4);
    session.undo();
    engine.wait();
    CHECK(engine.snapshot().run(Lane::a)->digest == before);
    CHECK(session.changed_parameters().empty());
}

TEST_CASE("save, open, save: the same bytes, the same log, the same runs", "[viz][determinism]") {
    const tests::Folder folder;
    const std::string path = folder.path("session.json"), again = folder.path("again.json");
    Engine engine(0);
    Session session(tests::library_scenario("tiny-region", 120), engine);
    session.act(seek(20)), session.act(act(lever(20, "money.co-funding", 0.4)));
    session.act(move(ActionKind::play, 24)), session.act(move(ActionKind::branch, 24));
    session.act(act({25, CommandKind::leader_leaves, "", 0, 1}, Lane::b));
    session.note("report written to r.html");
    session.act(assume("trust.loss-ratio", 4)), session.act(act(shock(30, "recession", 0.3)));
    session.undo(), session.act(seek(7));
    engine.wait();
    const Snapshot now = engine.snapshot();
    save_session(path, stored(session, now, 7));

    scenarios::Problems problems;
    const auto read = read_session(path, problems);
    REQUIRE(problems.shown() == tests::Lines{});
    const auto scenario = scenario_of(*read, path, problems);
    REQUIRE(problems.shown() == tests::Lines{});
    Engine other(0);
    Session opened(scenario, other, read->replicate, read->origin);
    opened.replace(history_of(*read));
    other.wait();
    CHECK(opened.history() == session.history()); // what was undone can be redone in the opened one too
    CHECK(opened.can_redo());
    CHECK(replay_difference(*read, other.snapshot()) == "");
    save_session(again, stored(opened, other.snapshot(), 7));
    CHECK(content(again) == content(path));
    opened.redo(), session.redo();
    engine.wait(), other.wait();
    CHECK(other.snapshot().run(Lane::a)->digest == engine.snapshot().run(Lane::a)->digest);
}

TEST_CASE("a log that does not lead to the actions is refused, and so are its wrong lines", "[viz][input]") {
    const tests::Folder folder;
    const std::string start = R"({"format": "accord-session-1", "scenario": "tiny-region", "seed": 1, "months": 60, )"
                              R"("actions": [{"kind": "seek", "month": 3}], "log": )";
    scenarios::Problems problems;
    CHECK_FALSE(
        read_session(folder.write("a.json", start + R"([{"deed": "did", "kind": "seek", "month": 4}]})"), problems)
            .has_value());
    CHECK(folder.plain(problems) ==
          tests::Lines{"a.json: /log: does not lead to the actions; expected the log that the program wrote"});
    scenarios::Problems more;
    const std::string path = folder.write(
        "b.json", start + R"([{"deed": "did", "kind": "assumption", "month": 0, "id": "trust.los", "value": 1},
                             {"deed": "undid", "kind": "assumption", "month": 0, "id": "trust.loss-ratio", "value": -1}]})");
    CHECK_FALSE(read_session(path, more).has_value());
    const auto lines = folder.plain(more);
    REQUIRE(lines.size() == 2);
    CHECK(lines[0] == "b.json: /log/0/id: unknown parameter 'trust.los'; expected an id of `accord list parameters`");
    CHECK(lines[1].find("b.json: /log/1/value: -1 is below the range; expected ") == 0);
    scenarios::Problems without_month;
    CHECK_FALSE(read_session(folder.write("c.json", start + R"([{"deed": "did", "kind": "seek"}]})"), without_month)
                    .has_value());
    CHECK(folder.plain(without_month) ==
          tests::Lines{"c.json: /log/0: is refused by the schema: Missing dependency 'month'.; expected what "
                       "`accord view` describes"});
}
