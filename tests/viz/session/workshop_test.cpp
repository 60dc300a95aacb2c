#include "viz/session/workshop.h"

#include "tests/viz/sessions.h"
#include "viz/session/workshop_file.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

using namespace viz;

namespace {

Workshop small(std::uint32_t n_teams = 3, std::uint32_t n_rounds = 2) {
    return Workshop(tests::library_scenario("tiny-region", 60), {n_teams, n_rounds, 20});
}

void everyone_predicts(Workshop& workshop, const Prediction& prediction = {1, 1, -1, 1}) {
    for (std::size_t t = 0; t < workshop.teams.size(); ++t)
        workshop.predict(t, prediction);
}

void everyone_settles(Workshop& workshop) {
    for (std::size_t t = 0; t < workshop.teams.size(); ++t)
        workshop.settle(t);
}

void go_to(Workshop& workshop, Phase phase) {
    while (workshop.phase() != phase) {
        if (workshop.phase() == Phase::predict) everyone_predicts(workshop);
        if (workshop.phase() == Phase::decide) everyone_settles(workshop);
        workshop.next();
    }
}

} // namespace

TEST_CASE("a round goes brief, predict, decide, reveal, debrief, and the next begins", "[viz][workshop]") {
    Workshop workshop = small();
    CHECK(workshop.phase() == Phase::brief);
    workshop.next();
    CHECK(workshop.phase() == Phase::predict);
    workshop.next();
    CHECK(workshop.phase() == Phase::predict); // nobody has predicted
    CHECK(workshop.obstacle() == "Team 1 has not predicted yet");
    everyone_predicts(workshop);
    workshop.next();
    CHECK(workshop.phase() == Phase::decide);
    CHECK(workshop.visible_months() == 0);
    workshop.settle(0);
    workshop.next();
    CHECK(workshop.phase() == Phase::decide);
    CHECK(workshop.obstacle() == "Team 2 has not decided yet");
    everyone_settles(workshop);
    workshop.next();
    CHECK(workshop.phase() == Phase::reveal);
    for (const Team& team : workshop.teams)
        CHECK(team.run->months_done() == 30); // nothing lies beyond what is revealed
    CHECK(workshop.visible_months() == 30);
    workshop.next(), workshop.next();
    CHECK(workshop.phase() == Phase::brief);
    CHECK(workshop.round() == 1);
    CHECK(workshop.visible_months() == 30);
    go_to(workshop, Phase::over);
    CHECK(workshop.teams[0].scores.size() == 2);
    CHECK(workshop.visible_months() == 60);
}

TEST_CASE("levers move in the decide phase only, within range and budget", "[viz][workshop]") {
    Workshop workshop = small();
    CHECK_FALSE(workshop.decide(0, "money.co-funding", 0.4));
    go_to(workshop, Phase::decide);
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
    REQUIRE(workshop.decide(0, "agreement.goal-work", 0.8));
    go_to(workshop, Phase::debrief);
    CHECK(workshop.teams[0].run->digest != workshop.teams[1].run->digest);
    CHECK(workshop.teams[1].run->digest == workshop.teams[2].run->digest);
    workshop.next();
    go_to(workshop, Phase::decide);
    REQUIRE(workshop.decide(1, "coordination.backbone", 1)); // founds coalitions then
    REQUIRE(workshop.decide(1, "delivery.support", 12));
    CHECK(workshop.spent(0) == 0); // a new round, a new budget
    go_to(workshop, Phase::reveal);
    const auto& frames = workshop.teams[1].run->frames;
    CHECK(frames[30] == workshop.teams[1].run->frames[30]);
    CHECK(workshop.teams[1].run->digest != workshop.teams[2].run->digest);
    for (std::size_t m = 0; m <= 30; m += 10)
        CHECK(frames[m]->schools[0].score == workshop.teams[2].run->frames[m]->schools[0].score);
}

TEST_CASE("a shock card strikes all teams and going alone from the round's beginning, once", "[viz][workshop]") {
    Workshop workshop = small();
    CHECK(workshop.play(0));
    CHECK_FALSE(workshop.play(0));
    CHECK(workshop.play(1));
    go_to(workshop, Phase::reveal);
    CHECK_FALSE(workshop.play(2));
    CHECK(workshop.played() == std::vector<std::size_t>{0, 1});
    CHECK(workshop.teams[0].run->frames[2]->environment.public_cut > 0);
    CHECK(workshop.alone()->frames[2]->environment.public_cut > 0);
}

TEST_CASE("points are shares of opponents beaten", "[viz][workshop]") {
    Workshop workshop = small(2, 1);
    go_to(workshop, Phase::decide);
    REQUIRE(workshop.decide(1, "delivery.support", 15));
    go_to(workshop, Phase::reveal);
    for (const Team& team : workshop.teams) {
        REQUIRE(team.scores.size() == 1);
        double sum = 0;
        for (const double points : team.scores[0].points) {
            CHECK((points == 0 || points == 25 || points == 50 || points == 75 || points == 100)); // of two opponents
            sum += points;
        }
        CHECK(team.scores[0].total == Approx(sum / 4));
    }
    CHECK(workshop.ranking().size() == 2);
    CHECK(workshop.teams[workshop.ranking()[0]].scores[0].total >=
          workshop.teams[workshop.ranking()[1]].scores[0].total);
}

TEST_CASE("the finding names the best team of each outcome, or nobody; caveats come with it", "[viz][workshop]") {
    Workshop workshop = small(2, 1);
    go_to(workshop, Phase::reveal);
    const std::string text = workshop_finding(workshop);
    CHECK(text.find("Against going alone, best in ") == 0);
    CHECK(text.find("cost a student and year, all payers: nobody") != std::string::npos); // going alone costs nothing
    CHECK(std::isfinite(workshop.reference(3)));        // trust, which going alone does not have
    CHECK(workshop.teams[0].scores[0].outcome[3] == 0); // nothing was decided
    CHECK(reference_name(3) == "nothing decided");
    CHECK(workshop_caveats(workshop).size() >= 2);
    CHECK(workshop_caveats(workshop).size() <= 3);
}

TEST_CASE("the debrief page is escaped and carries its provenance", "[viz][workshop]") {
    Workshop workshop = small(2, 1);
    workshop.teams[0].name = "<script>alert(1)</script>";
    go_to(workshop, Phase::decide);
    REQUIRE(workshop.decide(0, "agreement.goal-work", 0.8));
    go_to(workshop, Phase::debrief);
    workshop.teams[0].notes[0] = "we <b>learned</b>";
    const std::string page = debrief_page(workshop, 0);
    CHECK(page.find("<script") == std::string::npos);
    CHECK(page.find("&lt;script&gt;") != std::string::npos);
    CHECK(page.find("we &lt;b&gt;learned") != std::string::npos);
    CHECK(page.find("agreement.goal-work set to 0.8") != std::string::npos);
    CHECK(page.find("seed 1") != std::string::npos);
    CHECK(page.find("<svg") != std::string::npos);
}

TEST_CASE("a workshop that was saved goes on where it stopped, with the same numbers", "[viz][workshop]") {
    Workshop workshop = small();
    workshop.teams[1].name = "North";
    go_to(workshop, Phase::decide);
    REQUIRE(workshop.play(0));
    REQUIRE(workshop.decide(0, "search.effort", 0.6));
    REQUIRE(workshop.decide(0, "search.effort", 0.7)); // a drag is one move
    go_to(workshop, Phase::debrief);
    workshop.teams[2].notes[0] = "We waited too long.";
    workshop.next(), workshop.next();
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
    CHECK(again->teams[1].has_predicted);
    CHECK(again->teams[2].notes[0] == "We waited too long.");
    for (std::size_t t = 0; t < again->teams.size(); ++t) {
        CHECK(again->teams[t].run->digest == workshop.teams[t].run->digest);
        CHECK(again->teams[t].scores[0].outcome == workshop.teams[t].scores[0].outcome);
        CHECK(again->teams[t].decisions == workshop.teams[t].decisions);
    }
    CHECK(workshop_json(stored(*again)) == workshop_json(stored(workshop)));

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
    Workshop workshop(scenario, {1, 1, 20}, parameters), usual(scenario, {1, 1, 20});
    go_to(workshop, Phase::reveal), go_to(usual, Phase::reveal);
    CHECK(parameters_of(workshop.script(0)).dropout.rate == 0.02);
    CHECK(workshop.teams[0].run->digest != usual.teams[0].run->digest);
    CHECK(workshop.alone()->digest != usual.alone()->digest);
}
