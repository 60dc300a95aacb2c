#include "viz/runs/trajectory.h"

#include "models/derived.h"
#include "tests/viz/sessions.h"

#include <catch2/catch.hpp>

#include <map>

using namespace viz;
using tests::lever, tests::shock;

TEST_CASE("a run that begins in a saved month is the run from the start", "[viz][determinism]") {
    const auto scenario = tests::library_scenario("tiny-region", 60);
    const Script plain = make_script(scenario, scenario->strategy);
    const auto first = tests::run(plain);
    REQUIRE(first->saved.size() > 5);
    Script changed = plain;
    changed.commands = {lever(31, "money.co-funding", 0.5), shock(40, "recession")};
    const auto short_cut = tests::run(changed, {first}), whole = tests::run(changed);
    CHECK(short_cut->digest == whole->digest);
    CHECK(short_cut->digest != first->digest);
    REQUIRE(short_cut->frames.size() == whole->frames.size());
    CHECK(short_cut->frames[30] == first->frames[30]); // the very frame, not another like it
    CHECK(short_cut->frames[31]->observables.size() == whole->frames[31]->observables.size());
    for (std::size_t m = 0; m < whole->happenings.size(); ++m)
        CHECK(short_cut->happenings[m].size() == whole->happenings[m].size());
}

TEST_CASE("any month can be gone back to, bit for bit", "[viz][determinism]") {
    const Script script = make_script(tests::library_scenario("tiny-region", 60), "collective-impact");
    const auto run = tests::run(script);
    models::World world = begin(script);
    for (std::uint32_t month = 0; month <= 60; ++month) {
        if (month % 7 == 0) CHECK(models::digest(world_at(script, month, {run})) == models::digest(world));
        if (month < 60) advance(world, script);
    }
    CHECK(run->digest == models::digest(world));
}

TEST_CASE("a run that is told to stop publishes nothing complete", "[viz]") {
    const Script script = make_script(tests::library_scenario("tiny-region", 60), "opportunistic");
    int asked = 0;
    bool has_complete = false;
    const auto run = run_script(
        script, 1, {}, [&](TrajectoryPtr one) { has_complete |= one->is_complete; }, [&] { return ++asked > 10; });
    CHECK(run == nullptr);
    CHECK_FALSE(has_complete);
}

TEST_CASE("the event log agrees with the model's own counts", "[viz]") {
    const auto scenario = tests::library_scenario("tiny-region", 120);
    const Script script = make_script(scenario, "aligned-agreements");
    const auto run = tests::run(script);
    std::map<HappeningKind, double> count;
    for (const auto& month : run->happenings)
        for (const Happening& h : month)
            count[h.kind] += 1;
    const models::World world = world_at(script, 120, {run});
    for (const TieState& tie : run->at(0).ties) // those that were there count as formed
        count[HappeningKind::signed_agreement] += tie.stage == models::Stage::active;
    CHECK(count[HappeningKind::signed_agreement] == world.events.formed);
    CHECK(count[HappeningKind::ended] == world.events.ended);
    CHECK(count[HappeningKind::talks_failed] == world.events.talks_failed);
    CHECK(count[HappeningKind::renewed] == world.events.renewals);
    CHECK(world.events.formed > 0);
}

TEST_CASE("frames count every pupil once and every delivered dollar", "[viz]") {
    const Script script = make_script(tests::library_scenario("tiny-region", 36), "aligned-agreements");
    const auto run = tests::run(script);
    const models::World world = world_at(script, 30, {run});
    const Frame& frame = run->at(30);
    double pupils = 0, received = 0, delivered = 0, students = 0;
    for (std::size_t b = 0; b < n_bins; ++b)
        pupils += static_cast<double>(frame.low_pupils[b] + frame.other_pupils[b]);
    for (const SchoolState& s : frame.schools)
        received += static_cast<double>(s.received);
    for (const PartnerState& p : frame.partners)
        delivered += static_cast<double>(p.delivered);
    for (std::size_t i = 0; i < world.tallies.size(); ++i)
        if (world.institutions.grade_low[i] < 13) students += world.tallies[i].students;
    CHECK(pupils == students);
    CHECK(received == Approx(delivered));
    CHECK(frame.ties.size() == world.partnerships.size());
}
