// Why a partnership went as it did: also what its rivals took, checked by sending one of them away.
#include "viz/runs/causes.h"

#include "tests/viz/sessions.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstring>

using namespace viz;

namespace {

bool is_rival(const Cause& cause) {
    return std::any_of(cause.script.holds.begin(), cause.script.holds.end(),
                       [](const Hold& h) { return h.kind == HoldKind::partnership_away; });
}

/// To the bit: NaN is NaN.
bool are_same(const std::vector<double>& a, const std::vector<double>& b) {
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

/// The question about the first partnership that shares its school with another one in force.
Question question_with_rival(const Trajectory& run) {
    Question question;
    question.kind = QuestionKind::tie, question.month = run.months_done();
    for (const auto& frame : run.frames)
        for (const TieState& tie : frame->ties)
            for (const TieState& other : frame->ties)
                if (tie.key != other.key && tie.school == other.school && tie.stage == models::Stage::active &&
                    other.stage == models::Stage::active && question.tie == 0)
                    question.tie = tie.key;
    return question;
}

} // namespace

TEST_CASE("a rival that took the school's hours is a cause, and the run without it keeps it away", "[viz][why]") {
    const auto scenario = tests::library_scenario("sonoma", 40);
    const auto run = tests::run(make_script(scenario, "opportunistic"));
    const Question question = question_with_rival(*run);
    REQUIRE(question.tie != 0);
    Answer answer = candidates(question, *run);
    const auto it = std::find_if(answer.causes.begin(), answer.causes.end(), is_rival);
    REQUIRE(it != answer.causes.end());
    CHECK(it->text.find(" h of ") != std::string::npos);
    const Hold hold = it->script.holds.back();
    CHECK(hold.tie != question.tie);
    CHECK(it->without.find("without ") == 0);

    const auto without = tests::run(it->script, {run});
    for (std::uint32_t m = 0; m <= run->months_done(); ++m) {
        if (m <= hold.month) // the same luck, the same past
            CHECK(are_same(without->at(m).observables, run->at(m).observables));
        else
            CHECK(without->at(m).tie(hold.tie) == nullptr);
    }
    CHECK(without->digest != run->digest);
    CHECK(run->at(hold.month).tie(hold.tie) != nullptr);

    const std::atomic<bool> never = false;
    REQUIRE(check_causes(answer, run, never));
    const auto checked = std::find_if(answer.causes.begin(), answer.causes.end(),
                                      [&](const Cause& c) { return is_rival(c) && c.script.holds.back() == hold; });
    REQUIRE(checked != answer.causes.end());
    double months = 0;
    for (const auto& frame : without->frames)
        if (const TieState* tie = frame->tie(question.tie); tie && tie->stage == models::Stage::active) months += 1;
    CHECK(checked->without_it == months);
}

TEST_CASE("of a school, its own partnerships are asked about", "[viz][why]") {
    const auto scenario = tests::library_scenario("tiny-region", 60);
    const auto run = tests::run(make_script(scenario, "opportunistic"));
    Question question;
    question.kind = QuestionKind::school, question.month = 60;
    const Frame& last = run->at(60);
    const auto it = std::find_if(last.ties.begin(), last.ties.end(),
                                 [](const TieState& tie) { return tie.stage == models::Stage::active; });
    REQUIRE(it != last.ties.end());
    question.school = it->school;
    const Answer answer = candidates(question, *run);
    CHECK(std::count_if(answer.causes.begin(), answer.causes.end(), is_rival) > 0);
    for (const Cause& cause : answer.causes)
        if (is_rival(cause)) CHECK(cause.script.holds.back().school == question.school);
}

TEST_CASE("why a partnership ended: no cause and no line of its story is later than the ending", "[viz][why]") {
    Script script = make_script(tests::library_scenario("sonoma", 48), "opportunistic");
    script.commands = {tests::shock(12, "funding-cut"), {30, CommandKind::leader_leaves, "", 0, sim::no_row}};
    const auto run = tests::run(script);
    std::atomic<bool> stop = false;
    std::size_t n_asked = 0;
    for (std::uint32_t m = 0; m < run->months_done() && n_asked < 6; ++m)
        for (const Happening& ended : run->happenings[m]) {
            if (ended.kind != HappeningKind::ended) continue;
            Question question; // as asked by who stands after the ending
            question.kind = QuestionKind::tie, question.tie = ended.tie, question.month = m + 1;
            Answer answer = candidates(question, *run);
            for (const Cause& cause : answer.causes)
                CHECK(cause.month <= m);
            REQUIRE_FALSE(answer.story.empty());
            CHECK(std::any_of(answer.story.begin(), answer.story.end(), [&](const std::string& line) {
                return line.find(date_text(m) + ": ") == 0 && line.find(" end ") != std::string::npos;
            }));
            CHECK(answer.story.back().find(date_text(m)) == 0); // nothing after it, although the run goes on
            REQUIRE(check_causes(answer, run, stop));
            CHECK_FALSE(verdict(answer).empty());
            for (std::size_t n = 0; n + 1 < answer.causes.size(); ++n) // what changes something comes first
                CHECK((answer.causes[n].effect() != 0 || answer.causes[n + 1].effect() == 0));
            ++n_asked;
        }
    CHECK(n_asked > 2);
}

TEST_CASE("causes left out together: the script leaves out what each of them does", "[viz][why]") {
    Script script = make_script(tests::library_scenario("tiny-region", 24), "opportunistic");
    script.commands = {tests::shock(3, "recession"), tests::lever(5, "money.co-funding", 0.5)};
    const auto funding = static_cast<std::size_t>(models::Condition::funding_cut);
    script.conditions.strength[funding] = 0.6;
    std::vector<Cause> causes(4);
    for (Cause& cause : causes)
        cause.script = script;
    causes[0].script.commands.erase(causes[0].script.commands.begin());
    causes[1].script.commands.push_back(tests::lever(5, "governance.openness", 0.95));
    causes[2].script.holds.push_back({7, HoldKind::principal_stays, 0});
    causes[3].script.conditions.strength[funding] = 0;
    const Script all = without_all(script, {&causes[0], &causes[1], &causes[2], &causes[3]});
    CHECK(all.commands ==
          std::vector<Command>{tests::lever(5, "money.co-funding", 0.5), tests::lever(5, "governance.openness", 0.95)});
    CHECK(all.holds == causes[2].script.holds);
    CHECK(all.conditions.strength[funding] == 0);
    CHECK(without_all(script, {}).commands == script.commands);
}

TEST_CASE("the verdict says what helps most, and says so when nothing would have", "[viz][why]") {
    Answer answer;
    answer.question.kind = QuestionKind::tie, answer.is_complete = true, answer.unit = "months";
    Cause leader, cut;
    leader.without = "if the principal had stayed", cut.without = "without the funding cut";
    cut.text = "Oct, year 1: a funding cut strikes";
    leader.is_checked = cut.is_checked = true;
    leader.with_it = leader.without_it = cut.with_it = cut.without_it = 14;
    answer.causes = {leader, cut};
    CHECK(verdict(answer) ==
          "Nothing that was checked would have kept it: 2 possible causes, left out one by one and all "
          "together, change nothing. It may have been chance, or something that is not looked at "
          "here.");
    answer.causes[1].without_it = 30;
    std::swap(answer.causes[0], answer.causes[1]);
    CHECK(verdict(answer) ==
          "What would have kept it longest: Oct, year 1: a funding cut strikes. Without the funding cut: in force for "
          "30 months instead of 14.");
    answer.causes[0].without_it = 9;
    CHECK(verdict(answer) == "Nothing that was checked would have kept it longer; what is below kept it.");
    answer.failure = "no room";
    CHECK(verdict(answer) == "The causes could not be checked: no room");
}
