// Memory: a world that is used again, and months that follow each other, allocate no columns anew.
#include "models/model.h"
#include "tests/support/fixtures.h"

#include <catch2/catch.hpp>

using namespace models;

namespace {

Setup busy(const std::string& scenario) {
    Setup setup = fixtures::library_setup(scenario);
    setup.levers = fixtures::strategy("collective-impact");
    return setup;
}

/// Where the large columns of a world lie.
std::vector<const void*> places(const World& w) {
    const Students& s = w.students;
    return {s.ability.data(),          s.boost.data(),        s.anchor.data(),
            s.engagement.data(),       s.ses.data(),          s.readiness.data(),
            s.absent.data(),           s.flags.data(),        s.serial.data(),
            s.origin.data(),           s.taken.data(),        w.cohorts.begin.data(),
            w.institutions.key.data(), w.partners.key.data(), w.tallies.data()};
}

} // namespace

TEST_CASE("a world used again gives the bits of a new one", "[models][reuse]") {
    World used;
    for (const char* scenario : {"sonoma", "two-schools", "tiny-region"}) {
        CAPTURE(scenario);
        const Setup setup = busy(scenario);
        const std::uint64_t fresh = run(setup, {.seed = 3, .replicate = 1, .months = 14}).digest;
        CHECK(run(setup, {.seed = 3, .replicate = 1, .months = 14, .memory = &used}).digest == fresh);
        CHECK(run(setup, {.seed = 3, .replicate = 1, .months = 14, .memory = &used}).digest == fresh);
    }
}

TEST_CASE("the second run of a set-up finds all its memory there", "[models][reuse]") {
    const Setup setup = busy("sonoma");
    World used;
    run(setup, {.seed = 1, .replicate = 0, .months = 26, .memory = &used});
    const std::vector<const void*> before = places(used);
    const double held = bytes(used);
    run(setup, {.seed = 1, .replicate = 0, .months = 26, .memory = &used});
    CHECK(places(used) == before);
    CHECK(bytes(used) == held);
    run(setup, {.seed = 1, .replicate = 1, .months = 26, .memory = &used}); // other luck: as many pupils and partners
    CHECK(places(used) == before);
}

TEST_CASE("months move no column of pupils, schools or partners", "[models][reuse]") {
    World w = fixtures::world(busy("sonoma"));
    const std::vector<const void*> before = places(w);
    advance(w, 26); // two years' ends
    CHECK(places(w) == before);
}

TEST_CASE("a cleared world is a new one", "[models][reuse]") {
    World w = fixtures::world(busy("tiny-region"));
    advance(w, 13);
    clear(w);
    CHECK((fixtures::state(w) == fixtures::state(World{})));
}
