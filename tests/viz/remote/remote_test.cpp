// Work that a page's window asks of its workers: by bytes there and back, with the bits of work that is done at once.
#include "viz/remote/remote.h"

#include "sim/error.h"
#include "tests/viz/sessions.h"
#include "viz/remote/messages.h"

#include <catch2/catch.hpp>

#include <atomic>
#include <cstring>
#include <deque>

using namespace viz;
using tests::lever, tests::shock;

namespace {

/// A worker beside the window: its questions wait until `answer` is called, as those of a page.
struct Beside {
    std::deque<std::pair<int, std::string>> questions;
    std::vector<int> cancelled;
    EngineWork work =
        asked_work({[this](int id, std::uint32_t, const std::string& request) { questions.emplace_back(id, request); },
                    [this](int id) { cancelled.push_back(id); }});

    void answer() {
        for (; !questions.empty(); questions.pop_front()) {
            const int id = questions.front().first;
            answer_request(questions.front().second,
                           [id](const std::string& part) { take_answer(id, part, false, ""); });
            take_answer(id, "", true, "");
        }
    }
};

Script steered(const std::string& id) {
    Script script = make_script(tests::library_scenario(id, 36), "collective-impact");
    script.commands = {lever(6, "coordination.bought", 8), shock(12, "funding-cut")};
    script.replicate = 3;
    return script;
}

TrajectoryPtr run_beside(Beside& beside, const Script& script) {
    const auto ask = [&] {
        return beside.work.run(
            script, 7, {}, [](TrajectoryPtr) {}, [] { return false; });
    };
    CHECK(ask() == nullptr); // it is on its way
    beside.answer();
    TrajectoryPtr run;
    while (!run) // parts are read for some milliseconds at a time
        run = ask();
    return run;
}

bool same_bits(const std::vector<float>& a, const std::vector<float>& b) {
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof a[0]) == 0;
}

} // namespace

TEST_CASE("a run that is asked for has the frames, events, names and digest of one made at once", "[viz][page]") {
    Beside beside;
    const Script script = steered("sonoma");
    const auto asked = run_beside(beside, script), own = tests::run(script);
    REQUIRE(asked);
    CHECK(asked->is_complete);
    CHECK(asked->digest == own->digest);
    CHECK(asked->generation == 7);
    REQUIRE(asked->frames.size() == own->frames.size());
    CHECK(asked->cast->schools.back().name == own->cast->schools.back().name);
    for (std::size_t m = 0; m < own->frames.size(); ++m) {
        const Frame &one = *asked->frames[m], &other = *own->frames[m];
        CHECK(std::memcmp(one.observables.data(), other.observables.data(),
                          other.observables.size() * sizeof(double)) == 0);
        REQUIRE(one.ties.size() == other.ties.size());
        CHECK(std::memcmp(one.ties.data(), other.ties.data(), other.ties.size() * sizeof(TieState)) == 0);
        if (m == 0) continue;
        REQUIRE(asked->happenings[m - 1].size() == own->happenings[m - 1].size());
        for (std::size_t n = 0; n < own->happenings[m - 1].size(); ++n)
            CHECK(text_of(asked->happenings[m - 1][n], *asked->cast) == text_of(own->happenings[m - 1][n], *own->cast));
    }
}

TEST_CASE("a run is told as whole once, also when its last month was told before", "[viz][page]") {
    for (const std::uint32_t months : {1u, 23u, 24u, 25u, 48u}) { // around the months of a part
        Script script = make_script(tests::library_scenario("tiny-region", months), "opportunistic");
        std::size_t n_months = 0, n_whole = 0;
        answer_request(packed(Request{Ask::run, script, {}}), [&](const std::string& bytes) {
            const RunPart part = run_part_of(bytes);
            n_months += part.frames.size(), n_whole += part.is_complete;
        });
        CHECK(n_months == months + 1);
        CHECK(n_whole == 1);
    }
}

TEST_CASE("other luck that is asked for is that of a band made at once, moved scripts too", "[viz][page]") {
    Beside beside;
    Anchors none;
    const std::atomic<bool> stop = false;
    Script script = steered("tiny-region");
    for (const double value : {8.0, 2.0, 8.0}) { // moved and moved back: workers begin where they were left
        script.commands.front().value = value;
        Bands asked, own;
        while (!beside.work.other_luck(
            script, asked, 20, none, {}, [](const Bands&) {}, stop))
            beside.answer();
        run_replicates(
            script, own, 20, none, {}, [](const Bands&) {}, stop);
        for (std::size_t r = 0; r < 20; ++r)
            CHECK(same_bits(asked.replicates[r]->values, own.replicates[r]->values));
    }
}

TEST_CASE("causes that are asked for are checked as at once", "[viz][page]") {
    Beside beside;
    const std::atomic<bool> stop = false;
    const auto run = tests::run(steered("sonoma"));
    Question question;
    question.month = 30;
    Answer asked = candidates(question, *run), own = asked;
    while (!beside.work.causes(asked, run, stop))
        beside.answer();
    check_causes(own, run, stop);
    CHECK(asked.is_complete);
    REQUIRE(asked.causes.size() == own.causes.size());
    for (std::size_t n = 0; n < own.causes.size(); ++n) {
        CHECK(asked.causes[n].text == own.causes[n].text);
        CHECK(effect_text(asked, asked.causes[n]) == effect_text(own, own.causes[n]));
        CHECK(asked.causes[n].script.scenario == run->script.scenario);
    }
}

TEST_CASE("a run that nobody waits for any more is given up, and asked anew when it is wanted again", "[viz][page]") {
    Beside beside;
    const Script script = steered("tiny-region");
    const auto ask = [&](bool stop) {
        return beside.work.run(
            script, 1, {}, [](TrajectoryPtr) {}, [stop] { return stop; });
    };
    CHECK(ask(false) == nullptr);
    CHECK(ask(true) == nullptr);
    REQUIRE(beside.questions.size() == 1);
    CHECK(beside.cancelled == std::vector{beside.questions.front().first});
    beside.questions.clear();
    CHECK(run_beside(beside, script)->is_complete);
}

TEST_CASE("what a worker could not do is said, and asked anew it may do it", "[viz][page]") {
    Beside beside;
    const Script script = steered("tiny-region");
    const auto ask = [&] {
        return beside.work.run(
            script, 1, {}, [](TrajectoryPtr) {}, [] { return false; });
    };
    ask();
    take_answer(beside.questions.front().first, "", true, "out of memory");
    beside.questions.clear();
    CHECK_THROWS_WITH(ask(), "out of memory");
    CHECK(run_beside(beside, script)->is_complete);
}

TEST_CASE("a message that is cut short is refused", "[viz][page]") {
    std::string bytes = packed(Request{Ask::run, steered("tiny-region"), {}});
    bytes.resize(bytes.size() / 2);
    CHECK_THROWS_AS(request_of(bytes), sim::MachineError);
    CHECK_THROWS_AS(run_part_of("\x01"), sim::MachineError);
}
