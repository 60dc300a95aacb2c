#include "viz/session/workshop.h"

#include "tests/viz/sessions.h"
#include "viz/session/workshop_file.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

using namespace viz;

namespace {

Workshop small(std::uint32_t n_teams = 3, std::uint32_t n_rounds = 2) {
    WorkshopSettings settings;
    settings.n_teams = n_teams, settings.n_rounds = n_rounds, settings.n_lucks = fewest_lucks;
    return Workshop(tests::library_scenario("tiny-region", 60), settings);
}

void everyone_predicts(Workshop& workshop, const Prediction& prediction = {1, 1, -1, 1}) {
    for (std::size_t t = 0; t < workshop.teams.size(); ++t) {
        REQUIRE(workshop.enter(t, ""));
        REQUIRE(workshop.predict(t, prediction));
    }
}

void everyone_settles(Workshop& workshop) {
    for (std::size_t t = 0; t < workshop.teams.size(); ++t) {
        REQUIRE(workshop.enter(t, ""));
        REQUIRE(workshop.settle(t));
    }
}

bool decide(Workshop& workshop, std::size_t team, const std::string& lever, double value) {
    return workshop.enter(team, "") && workshop.decide(team, lever, value);
}

/// On to the beginning of a phase, in this round or the next.
void go_to(Workshop& workshop, Phase phase) {
    while (workshop.phase() != phase) {
        if (workshop.phase() == Phase::predict) everyone_predicts(workshop), workshop.work()->wait();
        if (workshop.phase() == Phase::decide) everyone_settles(workshop);
        workshop.next();
    }
}

} // namespace

TEST_CASE("a round goes brief, decide, predict, reveal, debrief, and the next begins", "[viz][workshop]") {
    Workshop workshop = small();
    CHECK(workshop.phase() == Phase::brief);
    workshop.next();
    CHECK(workshop.phase() == Phase::decide);
    REQUIRE(workshop.enter(0, ""));
    workshop.settle(0);
    workshop.next();
    CHECK(workshop.phase() == Phase::decide);
    CHECK(workshop.obstacle() == "Team 2 has not decided yet");
    everyone_settles(workshop);
    workshop.next();
    CHECK(workshop.phase() == Phase::predict);
    workshop.next();
    CHECK(workshop.phase() == Phase::predict); // nobody has predicted
    CHECK(workshop.obstacle() == "Team 1 has not predicted yet");
    everyone_predicts(workshop);
    workshop.work()->wait();
    workshop.next();
    CHECK(workshop.phase() == Phase::reveal);
    for (const Team& team : workshop.teams)
        CHECK(team.run->months_done() == 24); // nothing lies beyond what is revealed
    go_to(workshop, Phase::debrief);
    CHECK(workshop.visible_months() == 24);
    workshop.next();
    CHECK(workshop.phase() == Phase::brief);
    CHECK(workshop.round() == 1);
    CHECK(workshop.visible_months() == 24);
    go_to(workshop, Phase::over);
    CHECK(workshop.n_revealed() == 2);
    CHECK(workshop.visible_months() == 60);
}

TEST_CASE("rounds are whole years and the last takes what is over", "[viz][workshop]") {
    for (const auto& [months, expected] :
         {std::pair{120u, std::vector{36u, 72u, 120u}}, {60u, {12u, 24u, 60u}}, {24u, {8u, 16u, 24u}}}) {
        WorkshopSettings settings;
        settings.n_teams = 1, settings.n_rounds = 3, settings.n_lucks = fewest_lucks;
        Workshop workshop(tests::library_scenario("two-schools", months), settings);
        for (const std::uint32_t last : expected) {
            CHECK(workshop.last_month() == last);
            go_to(workshop, Phase::debrief);
            workshop.next();
        }
        CHECK(workshop.phase() == Phase::over);
    }
}

TEST_CASE("nothing can be seen before its reveal, which goes outcome by outcome, students first", "[viz][workshop]") {
    Workshop workshop = small(2, 2);
    const auto nothing_ahead = [&](std::uint32_t months) {
        CHECK(workshop.visible_months() == months);
        for (const Team& team : workshop.teams)
            CHECK(team.seen->months_done() == months);
    };
    for (const Phase phase : {Phase::brief, Phase::decide, Phase::predict, Phase::reveal}) {
        go_to(workshop, phase);
        nothing_ahead(0);
    }
    for (std::size_t shown = 0; shown < n_main_outcomes; ++shown) {
        CHECK(workshop.n_shown() == shown);
        nothing_ahead(0);
        for (std::size_t k = 0; k < n_main_outcomes; ++k)
            CHECK(workshop.visible_months(main_outcome(k)) == (k < shown ? 24 : 0));
        workshop.next();
    }
    CHECK(workshop.phase() == Phase::reveal);
    nothing_ahead(24);
    go_to(workshop, Phase::decide); // of the second round
    nothing_ahead(24);
}

TEST_CASE("only the team at the machine moves its levers and predicts, and its word keeps others out",
          "[viz][workshop]") {
    Workshop workshop = small(2, 1);
    CHECK_FALSE(workshop.enter(0, "")); // not in the brief
    go_to(workshop, Phase::decide);
    CHECK_FALSE(workshop.decide(0, "governance.openness", 0.9)); // nobody is there
    REQUIRE(workshop.enter(0, "apple"));
    CHECK_FALSE(workshop.decide(1, "governance.openness", 0.9));
    CHECK_FALSE(workshop.settle(1));
    CHECK(workshop.decide(0, "governance.openness", 0.9));
    CHECK(workshop.settle(0));
    CHECK_FALSE(workshop.at_machine()); // it left
    CHECK_FALSE(workshop.enter(0, "pear"));
    CHECK_FALSE(workshop.decide(0, "governance.openness", 0.1));
    CHECK(workshop.enter(0, "apple")); // it may come back and think again
    CHECK(workshop.decide(0, "governance.openness", 0.8));
    CHECK(workshop.enter(1, "fig"));
    workshop.settle(1);
    workshop.next();
    REQUIRE(workshop.phase() == Phase::predict);
    CHECK_FALSE(workshop.enter(1, "apple"));
    CHECK(workshop.enter(1, "fig"));
    CHECK_FALSE(workshop.predict(0, {1, 1, 1, 1}));
    CHECK(workshop_json(stored(workshop)).dump().find("apple") == std::string::npos); // in no file
}

TEST_CASE("levers move in the decide phase only, within range and budget", "[viz][workshop]") {
    Workshop workshop = small();
    CHECK_FALSE(workshop.decide(0, "money.co-funding", 0.4));
    go_to(workshop, Phase::decide);
    REQUIRE(workshop.enter(0, ""));
    CHECK(workshop.decide(0, "governance.openness", 0.9)); // 0.5 of its range: 5 points
    CHECK(workshop.spent(0) == Approx(5));
    CHECK(workshop.spent(1) == 0);
    CHECK_FALSE(workshop.decide(0, "governance.openness", 1.2));
    CHECK_FALSE(workshop.decide(0, "no.such", 1));
    CHECK(workshop.decide(0, "governance.equal-votes", 1));    // 10 points
    CHECK_FALSE(workshop.decide(0, "agreement.goal-work", 1)); // 8.5 points, 5 are left
    CHECK(workshop.left(0) == Approx(5));
    CHECK(workshop.decide(0, "governance.equal-votes", 0));
    CHECK(workshop.left(0) == Approx(15));
}

TEST_CASE("what a team decides acts from its round on, and only for that team", "[viz][workshop]") {
    Workshop workshop = small();
    go_to(workshop, Phase::decide);
    REQUIRE(decide(workshop, 0, "delivery.support", 12));
    go_to(workshop, Phase::debrief);
    CHECK(workshop.teams[0].run->digest != workshop.teams[1].run->digest);
    CHECK(workshop.teams[1].run->digest == workshop.teams[2].run->digest);
    workshop.next();
    go_to(workshop, Phase::decide);
    REQUIRE(decide(workshop, 1, "coordination.backbone", 1)); // founds coalitions then
    REQUIRE(decide(workshop, 1, "delivery.support", 12));
    CHECK(workshop.spent(0) == 0); // a new round, a new budget
    go_to(workshop, Phase::reveal);
    const auto& frames = workshop.teams[1].run->frames;
    CHECK(workshop.teams[1].run->digest != workshop.teams[2].run->digest);
    for (std::size_t m = 0; m <= 24; m += 8)
        CHECK(frames[m]->schools[0].score == workshop.teams[2].run->frames[m]->schools[0].score);
}

TEST_CASE("a shock card strikes everybody at the same point: announced, or as a surprise when all have decided",
          "[viz][workshop]") {
    Workshop workshop = small();
    CHECK(workshop.play(0));
    CHECK_FALSE(workshop.play(0));
    CHECK(workshop.play(1));
    go_to(workshop, Phase::decide);
    CHECK_FALSE(workshop.play(2)); // some have decided, some have not
    go_to(workshop, Phase::predict);
    CHECK(workshop.play(4));
    REQUIRE(workshop.enter(0, ""));
    workshop.predict(0, {1, 1, 1, 1});
    CHECK_FALSE(workshop.play(2)); // one has predicted without it
    go_to(workshop, Phase::reveal);
    CHECK_FALSE(workshop.play(2));
    CHECK(workshop.played() == std::vector<std::size_t>{0, 1, 4});
    CHECK(workshop.shocks()[1].month == 0);
    CHECK(workshop.shocks()[2].month == 12); // the middle of two years
    for (const TrajectoryPtr& run :
         {workshop.teams[0].run, workshop.teams[1].run, workshop.alone(), workshop.untouched()}) {
        CHECK(run->frames[2]->environment.public_cut > 0);
        CHECK(std::count(run->script.commands.begin(), run->script.commands.end(), workshop.shocks()[2]) == 1);
    }
}

TEST_CASE("points count what chance cannot do, of everybody against the region with nothing decided",
          "[viz][workshop]") {
    Workshop workshop = small(2, 1);
    go_to(workshop, Phase::decide);
    REQUIRE(decide(workshop, 1, "delivery.support", 40));
    go_to(workshop, Phase::debrief);
    const Score idle = workshop.score(0, 0), busy = workshop.score(1, 0);
    CHECK(idle.total == 0); // who decides nothing wins nothing and loses nothing
    CHECK(idle.points == std::array<int, n_main_outcomes>{});
    CHECK(busy.points[2] == -1); // ten times the support costs more in every luck
    for (std::size_t k = 0; k < n_main_outcomes; ++k) {
        const PairedOutcome& p = busy.against[k];
        CHECK(p.wins.pairs <= fewest_lucks);
        CHECK((busy.points[k] != 0) == p.is_clear());
        CHECK(p.wins.better + p.n_worse <= p.wins.pairs);
        const bool is_up = models::observables()[main_outcome(k)].good == sim::Good::up;
        if (busy.points[k]) CHECK((busy.points[k] > 0) == ((p.difference.mean > 0) == is_up));
    }
    CHECK(busy.total == busy.points[0] + busy.points[1] + busy.points[2] + busy.points[3]);
    CHECK(busy.right_predictions ==
          (busy.points[0] == 1) + (busy.points[1] == 1) + (busy.points[2] == -1) + (busy.points[3] == 1));
    CHECK(outcome_text(busy.against[2], busy.points[2]).find("worse: ") == 0);
    CHECK(outcome_text(busy.against[2], busy.points[2])
              .find(fmt::format("; held in {} of 20 lucks", busy.against[2].n_worse)) != std::string::npos);
    CHECK(outcome_text(idle.against[0], 0).find("no difference that chance could not make") == 0);
}

TEST_CASE("the finding is about the aim that all share; caveats come with it", "[viz][workshop]") {
    WorkshopSettings settings;
    settings.n_teams = 2, settings.n_rounds = 1, settings.n_lucks = fewest_lucks, settings.aim = 2; // cost
    Workshop workshop(tests::library_scenario("tiny-region", 60), settings);
    go_to(workshop, Phase::decide);
    const double usual = workshop.lever(1, *models::lever_table().find("delivery.support"));
    REQUIRE(usual > 0);
    REQUIRE(decide(workshop, 1, "delivery.support", 0));
    go_to(workshop, Phase::debrief);
    const std::string text = workshop_finding(workshop);
    CHECK(text.find("Our shared aim, cost a student and year, all payers, is better than with nothing decided in ") ==
          0);
    const bool is_reached = workshop.score(1, 0).points[2] > 0;
    CHECK(text.find(is_reached ? "1 of 2 regions: Team 2." : "no region beyond what chance can do.") !=
          std::string::npos);
    CHECK(workshop_caveats(workshop).size() >= 2);
    CHECK(workshop_caveats(workshop).size() <= 4); // lines of a box above the page
}

TEST_CASE("turning points are what was decided, struck or agreed, found by running again without each",
          "[viz][workshop]") {
    Workshop workshop = small(2, 1);
    REQUIRE(workshop.play(0));
    go_to(workshop, Phase::decide);
    REQUIRE(decide(workshop, 0, "delivery.support", 20));
    REQUIRE(workshop.decide(0, "agreement.goal-work", 0.6));
    go_to(workshop, Phase::debrief);
    workshop.work()->wait();
    const auto points = workshop.work()->turning_points(0);
    REQUIRE(points);
    REQUIRE_FALSE(points->empty());
    CHECK(points->size() <= n_turning_points);
    for (std::size_t n = 0; n + 1 < points->size(); ++n)
        CHECK(std::abs((*points)[n].effect) >= std::abs((*points)[n + 1].effect));
    for (const TurningPoint& point : *points) {
        CHECK(point.effect != 0);
        CHECK(point.held <= point.lucks);
        const std::string words = point.text + effect_text(point, workshop.aim());
        CHECK(words.find("delivery.") == std::string::npos); // words, no ids
        CHECK(words.find(", year ") != std::string::npos);
        CHECK((words.find(" in this luck.") != std::string::npos || words.find(" of 20 lucks.") != std::string::npos));
    }
    // The largest one that is a choice or a shock, done by hand.
    const auto it = std::find_if(points->begin(), points->end(), [](const TurningPoint& p) { return p.lucks > 0; });
    REQUIRE(it != points->end());
    const Script whole = workshop.script(0);
    bool is_found = false;
    for (std::size_t n = 0; n < whole.commands.size(); ++n) {
        Script without = whole;
        without.commands.erase(without.commands.begin() + static_cast<std::ptrdiff_t>(n));
        const double effect = tests::run(whole)->at(60).observables[workshop.aim()] -
                              tests::run(without)->at(60).observables[workshop.aim()];
        is_found |= effect == Approx(it->effect).margin(1e-12);
    }
    CHECK(is_found);
}

TEST_CASE("the debrief page is escaped and carries its provenance", "[viz][workshop]") {
    Workshop workshop = small(2, 1);
    workshop.teams[0].name = "<script>alert(1)</script>", workshop.teams[0].goal = "See both sides & keep it";
    go_to(workshop, Phase::decide);
    REQUIRE(decide(workshop, 0, "agreement.goal-work", 0.8));
    go_to(workshop, Phase::debrief);
    workshop.teams[0].notes[0] = "we <b>learned</b>";
    const std::string page = debrief_page(workshop, 0);
    CHECK(page.find("<script") == std::string::npos);
    CHECK(page.find("&lt;script&gt;") != std::string::npos);
    CHECK(page.find("we &lt;b&gt;learned") != std::string::npos);
    CHECK(page.find("work on common goals set to 80\u00a0%") != std::string::npos);
    CHECK(page.find("agreement.goal-work") == std::string::npos);
    CHECK(page.find("Turning points") != std::string::npos);
    CHECK(page.find("See both sides &amp; keep it") != std::string::npos);
    const std::string all = room_page(workshop);
    CHECK(all.find("<script") == std::string::npos);
    CHECK(all.find("&lt;script&gt;") != std::string::npos);
    CHECK(all.find("Team 2") != std::string::npos);
    CHECK(page.find("seed 1") != std::string::npos);
    CHECK(page.find("<svg") != std::string::npos);
}

TEST_CASE("a workshop that was saved goes on where it stopped, with the same numbers", "[viz][workshop]") {
    Workshop workshop = small();
    workshop.teams[1].name = "North", workshop.teams[1].goal = "Every pupil read to";
    go_to(workshop, Phase::decide);
    REQUIRE(decide(workshop, 0, "search.effort", 0.6));
    REQUIRE(decide(workshop, 0, "search.effort", 0.7)); // a drag is one move
    go_to(workshop, Phase::debrief);
    workshop.teams[2].notes[0] = "We waited too long.";
    go_to(workshop, Phase::predict);
    REQUIRE(workshop.enter(1, ""));
    workshop.predict(1, {1, 0, -1, 0});

    const StoredWorkshop kept = workshop_of(workshop_json(stored(workshop)));
    CHECK(kept.moves == workshop.moves());
    CHECK(std::count_if(kept.moves.begin(), kept.moves.end(),
                        [](const Move& m) { return m.kind == MoveKind::decide; }) == 1);
    scenarios::Problems problems;
    const auto again =
        reopened(kept, tests::library_scenario("tiny-region", 60), nullptr, "a.json: /workshop", problems);
    REQUIRE(again);
    CHECK(again->phase() == Phase::predict);
    CHECK(again->round() == 1);
    CHECK(again->teams[1].name == "North");
    CHECK(again->teams[1].goal == "Every pupil read to");
    again->work()->wait(), workshop.work()->wait();
    CHECK(again->teams[1].has_predicted);
    CHECK(again->teams[2].notes[0] == "We waited too long.");
    for (std::size_t t = 0; t < again->teams.size(); ++t) {
        CHECK(again->teams[t].run->digest == workshop.teams[t].run->digest);
        for (std::size_t k = 0; k < n_main_outcomes; ++k)
            CHECK(outcome_text(again->score(t, 0).against[k], again->score(t, 0).points[k]) ==
                  outcome_text(workshop.score(t, 0).against[k], workshop.score(t, 0).points[k]));
        CHECK(again->teams[t].decisions == workshop.teams[t].decisions);
    }
    CHECK(workshop_json(stored(*again)) == workshop_json(stored(workshop)));

    StoredWorkshop old = kept;
    old.rules = 1;
    CHECK(reopened(old, tests::library_scenario("tiny-region", 60), nullptr, "a.json: /workshop", problems) == nullptr);
    CHECK(problems.shown() == std::vector<std::string>{
                                  "a.json: /workshop/rules: is 1: this workshop was played by other rules; expected 2, "
                                  "as this program plays: decide, then predict"});
    problems = {};
    StoredWorkshop wrong = kept;
    wrong.moves.insert(wrong.moves.begin(), Move{MoveKind::settle, 0, {}, {}, 0, 0});
    CHECK(reopened(wrong, tests::library_scenario("tiny-region", 60), nullptr, "a.json: /workshop", problems) ==
          nullptr);
    CHECK(problems.shown() ==
          std::vector<std::string>{"a.json: /workshop/moves/0: may not be made at this point of the workshop; expected "
                                   "the moves that the program wrote"});
}

TEST_CASE("what was assumed before a workshop holds in it, for teams and for going alone", "[viz][workshop]") {
    const auto scenario = tests::library_scenario("tiny-region", 60);
    Action doubt;
    doubt.kind = ActionKind::assumption, doubt.command = {0, CommandKind::lever, "dropout.rate", 0.02, sim::no_row};
    const auto parameters = assumed(*scenario, {doubt});
    REQUIRE(parameters);
    CHECK(assumed(*scenario, {}) == nullptr);
    WorkshopSettings settings;
    settings.n_teams = settings.n_rounds = 1, settings.n_lucks = fewest_lucks;
    Workshop workshop(scenario, settings, parameters), usual(scenario, settings);
    go_to(workshop, Phase::reveal), go_to(usual, Phase::reveal);
    CHECK(parameters_of(workshop.script(0)).dropout.rate == 0.02);
    CHECK(workshop.teams[0].run->digest != usual.teams[0].run->digest);
    CHECK(workshop.alone()->digest != usual.alone()->digest);
}
