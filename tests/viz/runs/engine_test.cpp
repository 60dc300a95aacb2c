#include "viz/runs/engine.h"
#include "viz/runs/headline.h"

#include "sim/assert.h"
#include "tests/viz/sessions.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

using namespace viz;
using tests::lever, tests::shock;

TEST_CASE("the engine gives the run that its script gives, however often the script changes meanwhile",
          "[viz][determinism]") {
    const auto scenario = tests::library_scenario("tiny-region", 60);
    Engine engine(0);
    Script script = make_script(scenario, scenario->strategy);
    for (int n = 0; n <= 20; ++n) {
        script.commands = {lever(30, "money.co-funding", 0.01 * n)};
        engine.set(Lane::a, script);
        engine.snapshot();
    }
    engine.wait();
    const Snapshot now = engine.snapshot();
    REQUIRE(now.run(Lane::a));
    CHECK(now.is_current);
    CHECK(now.run(Lane::a)->digest == tests::run(script)->digest);
    CHECK(now.run(Lane::b) == nullptr);
    CHECK(engine.failure().empty());
}

TEST_CASE("bands hold the replicates of the same script, in order, and pair across lanes", "[viz][determinism]") {
    const auto scenario = tests::library_scenario("tiny-region", 36);
    Engine engine(24);
    const Script a = make_script(scenario, "collective-impact"), alone = make_script(scenario, "go-it-alone");
    engine.set(Lane::a, a);
    engine.set(Lane::alone, alone);
    engine.wait();
    const Snapshot now = engine.snapshot();
    REQUIRE(now.band(Lane::a));
    CHECK(now.band(Lane::a)->n_done() == 24);
    Script seventh = a;
    seventh.replicate = 7;
    const auto ability = static_cast<std::size_t>(models::observable_index("ability-mean"));
    CHECK(now.band(Lane::a)->replicates[7]->at(ability, 36) ==
          static_cast<float>(tests::run(seventh)->at(36).observables[ability]));
    const Fan fan = fan_of(*now.band(Lane::a), ability);
    CHECK(fan.n == 24);
    CHECK(fan.low90[36] < fan.low50[36]);
    CHECK(fan.low50[36] < fan.mid[36]);
    CHECK(fan.mid[36] < fan.high50[36]);
    CHECK(fan.high50[36] < fan.high90[36]);
    const Fan self = fan_of_difference(*now.band(Lane::a), *now.band(Lane::a), ability);
    CHECK(self.low90[36] == 0);
    CHECK(self.high90[36] == 0);
    const Fan gain = fan_of_difference(*now.band(Lane::a), *now.band(Lane::alone), ability);
    CHECK(gain.high90[36] - gain.low90[36] < fan.high90[36] - fan.low90[36]); // the same luck on both sides
}

TEST_CASE("a lane that is taken away leaves nothing behind", "[viz]") {
    const auto scenario = tests::library_scenario("tiny-region", 24);
    Engine engine(4);
    engine.set(Lane::a, make_script(scenario, "opportunistic"));
    engine.set(Lane::b, make_script(scenario, "equity-first"));
    engine.wait();
    CHECK(engine.snapshot().run(Lane::b));
    engine.set(Lane::b, std::nullopt);
    engine.wait();
    CHECK_FALSE(engine.snapshot().run(Lane::b));
    CHECK_FALSE(engine.snapshot().band(Lane::b));
}

TEST_CASE("why: every cause is checked, and the strongest comes first", "[viz]") {
    const auto scenario = tests::library_scenario("tiny-region", 72);
    Script script = make_script(scenario, "aligned-agreements");
    script.commands = {shock(12, "funding-cut"), lever(20, "governance.openness", 0.96)};
    Engine engine(0);
    engine.set(Lane::a, script);
    engine.wait();
    Question question;
    question.kind = QuestionKind::outcome, question.month = 60;
    question.observable = static_cast<std::size_t>(models::observable_index("ability-mean"));
    engine.ask(Lane::a, question);
    engine.wait();
    const auto answer = engine.snapshot().answer;
    REQUIRE(answer);
    CHECK(answer->is_complete);
    REQUIRE(answer->causes.size() >= 2);
    for (std::size_t n = 0; n + 1 < answer->causes.size(); ++n)
        CHECK(std::abs(answer->causes[n].effect()) >= std::abs(answer->causes[n + 1].effect()));
    for (const Cause& cause : answer->causes) {
        CHECK(cause.is_checked);
        CHECK(cause.without_it == tests::run(cause.script)->at(60).observables[question.observable]);
    }
    const auto cut = std::find_if(answer->causes.begin(), answer->causes.end(), [](const Cause& c) {
        return c.text.find("a funding cut strikes") != std::string::npos;
    });
    REQUIRE(cut != answer->causes.end());
    CHECK(cut->effect() > 0); // without the cut pupils learn more
}

TEST_CASE("why a partnership ended: its story and what would have kept it", "[viz]") {
    const auto scenario = tests::library_scenario("tiny-region", 120);
    Script script = make_script(scenario, "opportunistic");
    script.commands = {{30, CommandKind::leader_leaves, "", 0, sim::no_row}};
    const auto run = tests::run(script);
    const Happening* ended = nullptr;
    for (std::uint32_t m = 31; m < 120 && !ended; ++m)
        for (const Happening& h : run->happenings[m])
            if (h.kind == HappeningKind::ended && !ended) ended = &h;
    REQUIRE(ended);
    Question question;
    question.kind = QuestionKind::tie, question.tie = ended->tie, question.month = ended->month;
    Answer answer = candidates(question, *run);
    std::atomic<bool> stop = false;
    REQUIRE(check_causes(answer, run, stop));
    CHECK(answer.what.find(run->cast->schools[ended->school].name) != std::string::npos);
    const bool tells_end = std::any_of(answer.story.begin(), answer.story.end(),
                                       [](const std::string& line) { return line.find(" end ") != std::string::npos; });
    CHECK(tells_end);
    for (const Cause& cause : answer.causes)
        CHECK(cause.is_checked);
}

namespace {

/// Work that throws once `is_broken` says so.
template <class Work>
auto breaking(Work work, const bool& is_broken, const std::string& why) {
    return [work, &is_broken, why](auto&&... args) {
        if (is_broken) throw sim::Mistake(why);
        return work(std::forward<decltype(args)>(args)...);
    };
}

} // namespace

TEST_CASE("a run that throws becomes a failure with its text, and the next script runs", "[viz][failure]") {
    const auto scenario = tests::library_scenario("tiny-region", 24);
    bool is_broken = false;
    EngineWork work;
    work.run = breaking(run_script, is_broken, "row 3: the book does not balance");
    Engine engine(4, work);
    const Script first = make_script(scenario, "opportunistic"), second = make_script(scenario, "equity-first");
    engine.set(Lane::a, first);
    engine.wait();
    REQUIRE(engine.snapshot().run(Lane::a));
    is_broken = true;
    engine.set(Lane::a, second);
    engine.wait();
    CHECK(engine.failure() == "the run of A failed: row 3: the book does not balance");
    CHECK_FALSE(engine.snapshot().run(Lane::a)); // what the script before gave is not shown as this one's
    CHECK_FALSE(engine.snapshot().band(Lane::a));
    is_broken = false;
    engine.set(Lane::b, first); // another lane does not hide it
    engine.wait();
    CHECK(engine.failure() == "the run of A failed: row 3: the book does not balance");
    engine.set(Lane::a, second);
    engine.wait();
    CHECK(engine.failure().empty());
    CHECK(engine.snapshot().run(Lane::a)->digest == tests::run(second)->digest);
    CHECK(engine.snapshot().band(Lane::a)->n_done() == 4);
}

TEST_CASE("other luck that throws leaves the run and what was known of the bands", "[viz][failure]") {
    const auto scenario = tests::library_scenario("tiny-region", 24);
    bool is_broken = true;
    EngineWork work;
    work.other_luck = breaking(run_replicates, is_broken, "luck 2: no room");
    Engine engine(4, work);
    engine.set(Lane::a, make_script(scenario, "opportunistic"));
    engine.wait();
    CHECK(engine.failure() == "other luck of A failed: luck 2: no room");
    REQUIRE(engine.snapshot().run(Lane::a));
    CHECK(engine.snapshot().run(Lane::a)->is_complete);
    is_broken = false;
    engine.set(Lane::a, make_script(scenario, "equity-first"));
    engine.wait();
    CHECK(engine.failure().empty());
    CHECK(engine.snapshot().band(Lane::a)->n_done() == 4);
}

TEST_CASE("causes that throw are said in the answer, and the next question is answered", "[viz][failure]") {
    const auto scenario = tests::library_scenario("tiny-region", 24);
    bool is_broken = true;
    EngineWork work;
    work.causes = breaking(check_causes, is_broken, "without the funding cut: no room");
    Engine engine(0, work);
    engine.set(Lane::a, make_script(scenario, "opportunistic"));
    engine.wait();
    Question question;
    question.month = 20;
    engine.ask(Lane::a, question);
    engine.wait();
    REQUIRE(engine.snapshot().answer);
    CHECK(engine.snapshot().answer->failure == "without the funding cut: no room");
    CHECK(engine.failure() == "checking the causes failed: without the funding cut: no room");
    is_broken = false;
    question.month = 22;
    engine.ask(Lane::a, question);
    engine.wait();
    CHECK(engine.failure().empty());
    CHECK(engine.snapshot().answer->question.month == 22);
    CHECK(engine.snapshot().answer->is_complete);
}

TEST_CASE("what is thrown without being an error is caught as well", "[viz][failure]") {
    EngineWork work;
    work.run = [](const Script&, std::uint64_t, const std::vector<TrajectoryPtr>&,
                  const std::function<void(TrajectoryPtr)>&,
                  const std::function<bool()>&) -> TrajectoryPtr { throw 7; };
    Engine engine(0, work);
    engine.set(Lane::a, make_script(tests::library_scenario("tiny-region", 24), "opportunistic"));
    engine.wait();
    CHECK(engine.failure() == "the run of A failed: an error without a text");
}

TEST_CASE("another luck shows another run of the same band, which is not worked out anew", "[viz]") {
    Script script = make_script(tests::library_scenario("tiny-region", 24), "opportunistic");
    Engine engine(20);
    engine.set(Lane::a, script);
    engine.wait();
    const auto before = engine.snapshot();
    const auto typical = typical_run(*before.band(Lane::a), 24);
    REQUIRE(typical);
    script.replicate = static_cast<std::uint32_t>(*typical);
    engine.set(Lane::a, script);
    engine.wait();
    const auto after = engine.snapshot();
    const auto ability = static_cast<std::size_t>(models::observable_index("ability-mean"));
    CHECK(after.band(Lane::a)->replicates == before.band(Lane::a)->replicates); // the same series, not equal ones
    CHECK(static_cast<float>(after.run(Lane::a)->at(24).observables[ability]) ==
          before.band(Lane::a)->replicates[*typical]->at(ability, 24));
    const Fan fan = fan_of(*before.band(Lane::a), ability);
    CHECK(after.run(Lane::a)->at(24).observables[ability] > fan.low90[24]); // it lies inside its band
    CHECK(after.run(Lane::a)->at(24).observables[ability] < fan.high90[24]);
}
