// Bands: replicates that begin where another script's were left are those from the start.
#include "viz/runs/bands.h"

#include "models/derived.h"
#include "tests/viz/sessions.h"
#include "viz/runs/engine.h"

#include <catch2/catch.hpp>

#include <cstring>

using namespace viz;
using tests::lever, tests::shock;

namespace {

Bands band_of(const Script& script, std::size_t n, Anchors& own, const std::vector<const Anchors*>& others = {}) {
    Bands bands;
    REQUIRE(run_replicates(
        script, bands, n, own, others, [](const Bands&) {}, false));
    return bands;
}

Bands band_from_the_start(const Script& script, std::size_t n) {
    Anchors none;
    return band_of(script, n, none);
}

bool same_bits(const Bands& a, const Bands& b) {
    if (a.replicates.size() != b.replicates.size()) return false;
    for (std::size_t r = 0; r < a.replicates.size(); ++r) {
        const auto &one = a.replicates[r]->values, &other = b.replicates[r]->values;
        if (one.size() != other.size() || std::memcmp(one.data(), other.data(), one.size() * sizeof one[0]) != 0)
            return false;
    }
    return true;
}

} // namespace

TEST_CASE("a band of a script that differs late begins where the last one was left, with the same bits",
          "[viz][determinism]") {
    const Script plain = make_script(tests::library_scenario("tiny-region", 48), "opportunistic");
    Anchors own;
    const Bands before = band_of(plain, 6, own);
    REQUIRE(own.size() == 6);
    for (const Anchor& anchor : own)
        CHECK(month_of(*anchor.world) == 24); // half-way, as long as nothing was done
    const auto kept = own[5].world;

    Script moved = plain;
    moved.commands = {lever(24, "money.co-funding", 0.6), shock(30, "recession")};
    const Bands after = band_of(moved, 6, own);
    CHECK(same_bits(after, band_from_the_start(moved, 6)));
    CHECK_FALSE(same_bits(after, before));
    for (const Anchor& anchor : own)
        CHECK(month_of(*anchor.world) == 30); // and now in the month of the last command

    moved.commands.back() = shock(30, "recession", 0.4); // the same slider, again and again
    const auto last = own[5].world;
    CHECK(same_bits(band_of(moved, 6, own), band_from_the_start(moved, 6)));
    CHECK(own[5].world == last); // begun from, not made anew
    CHECK(kept != last);
}

TEST_CASE("what was left is of no use to a script that differs earlier, or from the first day", "[viz][determinism]") {
    const Script plain = make_script(tests::library_scenario("tiny-region", 36), "opportunistic");
    Anchors own;
    band_of(plain, 3, own);
    Script early = plain;
    early.commands = {lever(5, "money.co-funding", 0.6)};
    Anchors of_early = own;
    CHECK(same_bits(band_of(early, 3, of_early), band_from_the_start(early, 3)));
    CHECK(month_of(*of_early[0].world) == 5);
    Script start = plain;
    start.commands = {tests::shock(20, "unequal-power")}; // acts when a region is set up
    Anchors of_start = own;
    CHECK(same_bits(band_of(start, 3, of_start), band_from_the_start(start, 3)));
    Script lucky = plain;
    lucky.replicate = lucky.first_replicate = 1;
    Anchors of_lucky = own;
    CHECK(same_bits(band_of(lucky, 3, of_lucky), band_from_the_start(lucky, 3)));
}

TEST_CASE("a branch's band begins where A's was left", "[viz][determinism]") {
    const Script a = make_script(tests::library_scenario("tiny-region", 36), "equity-first");
    Anchors of_a, of_b;
    band_of(a, 4, of_a);
    Script b = a;
    b.commands = {shock(18, "funding-cut")};
    CHECK(same_bits(band_of(b, 4, of_b, {&of_a}), band_from_the_start(b, 4)));
    CHECK(of_b[3].world == of_a[3].world); // A's own world, shared
}

TEST_CASE("a band is told replicate by replicate, and goes on where it was stopped", "[viz]") {
    const Script script = make_script(tests::library_scenario("tiny-region", 12), "opportunistic");
    Bands bands;
    Anchors own;
    std::size_t told = 0;
    std::atomic<bool> stop = false;
    CHECK_FALSE(run_replicates(
        script, bands, 40, own, {},
        [&](const Bands& known) {
            CHECK(known.n_done() == ++told);
            if (told >= 5) stop = true;
        },
        stop));
    const std::size_t first = bands.n_done();
    CHECK(first >= 5);
    CHECK(first < 40);
    stop = false;
    CHECK(run_replicates(
        script, bands, 40, own, {}, [&](const Bands&) { ++told; }, stop));
    CHECK(bands.n_done() == 40);
    CHECK(told == 40);
    CHECK(same_bits(bands, band_from_the_start(script, 40)));
}

TEST_CASE("the engine's bands are those from the start, whatever was done on the way", "[viz][determinism]") {
    const auto scenario = tests::library_scenario("tiny-region", 36);
    Engine engine(8);
    Session session(scenario, engine);
    engine.wait();
    session.act(tests::act(lever(18, "money.co-funding", 0.5)));
    engine.wait();
    Action branch;
    branch.kind = ActionKind::branch, branch.command.month = 20;
    session.act(branch);
    session.act(tests::act(shock(22, "recession"), Lane::b));
    engine.wait();
    session.act(tests::act(lever(18, "money.co-funding", 0.2)));
    engine.wait();
    const Snapshot now = engine.snapshot();
    for (const Lane lane : {Lane::a, Lane::b, Lane::alone}) {
        REQUIRE(now.band(lane));
        CHECK(same_bits(*now.band(lane), band_from_the_start(*session.script(lane), 8)));
    }
}
