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
