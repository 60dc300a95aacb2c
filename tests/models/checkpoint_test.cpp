// A world put away in the middle of a month and taken up again goes on bit for bit.
#include "models/model.h"
#include "tests/support/fixtures.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace models;

namespace {

Setup busy(const std::string& strategy) {
    Setup setup = fixtures::library_setup("tiny-region");
    setup.levers = fixtures::strategy(strategy);
    setup.levers.search.effort = 0.5;
    setup.region.partners_per_10000 = 80;
    setup.parameters.crisis.rate = 0.05;
    for (const Condition c : {Condition::funding_cut, Condition::recession, Condition::partner_exit})
        setup.conditions.strength[static_cast<std::size_t>(c)] = 0.7;
    ConditionParameters& p = setup.parameters.condition;
    p.start = 12, p.length = 6, p.recovery = 6;
    return setup;
}

constexpr std::uint32_t horizon = 30;

/// Runs the processes of the present month from `first` on and the months after it.
std::vector<std::byte> finish(World w, std::size_t first) {
    sim::run_step(schedule(), w, fixtures::step(w), first, nullptr, [](std::size_t) {});
    ++w.month;
    advance(w, horizon - w.month);
    return fixtures::state(w);
}

} // namespace

TEST_CASE("a world goes on bit for bit from a checkpoint after any process", "[models][checkpoint]") {
    for (const char* strategy : {"opportunistic", "collective-impact"}) {
        World w = fixtures::world(busy(strategy));
        World uninterrupted = w;
        advance(uninterrupted, horizon);
        const std::vector<std::byte> expected = fixtures::state(uninterrupted);
        REQUIRE(uninterrupted.events.formed > 0);
        REQUIRE(uninterrupted.events.ended > 0);
        for (const std::uint32_t month : {0u, 13u, 20u, 23u}) { // first, ordinary, term end, year end
            advance(w, month - w.month);
            std::size_t checked = 0;
            World running = w;
            sim::run_step(schedule(), running, fixtures::step(running), 0, nullptr, [&](std::size_t process) {
                CAPTURE(strategy, month, schedule()[process].id);
                const Restored restored = restore(checkpoint(running, process + 1));
                CHECK(restored.position == process + 1);
                CHECK(restored.world.month == month);
                CHECK((fixtures::state(restored.world) == fixtures::state(running)));
                CHECK((finish(restored.world, restored.position) == expected));
                ++checked;
            });
            CHECK(checked == static_cast<std::size_t>(
                                 std::count_if(schedule().begin(), schedule().end(),
                                               [&](const auto& process) { return sim::is_due(process.due, month); })));
        }
    }
}

TEST_CASE("a checkpoint keeps parameters, levers, conditions and counts", "[models][checkpoint]") {
    World w = fixtures::world(busy("collective-impact"));
    advance(w, 13);
    w.parameters.trust.loss_ratio = 3.25, w.levers.governance.openness = 0.125;
    const World back = restore(checkpoint(w, 0)).world;
    CHECK(back.parameters.trust.loss_ratio == 3.25);
    CHECK(back.levers.governance.openness == 0.125);
    CHECK(back.conditions.strength == w.conditions.strength);
    CHECK(back.luck == w.luck);
    CHECK(back.events.formed == w.events.formed);
    CHECK(back.flows.entered == w.flows.entered);
    CHECK(back.spent == w.spent);
    CHECK(back.environment.public_cut == w.environment.public_cut);
    CHECK(digest(back) == digest(w));
}

TEST_CASE("a damaged checkpoint is refused", "[models][checkpoint]") {
    std::vector<std::byte> bytes = checkpoint(fixtures::world(busy("opportunistic")), 0);
    bytes[bytes.size() / 2] ^= std::byte{1};
    CHECK_THROWS_AS(restore(bytes), sim::MachineError);
}
