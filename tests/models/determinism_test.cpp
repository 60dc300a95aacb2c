// The same bits on any number of threads, any instruction set, in any order, and as stored.
#include "models/model.h"
#include "sim/parallel.h"
#include "sim/simd.h"
#include "tests/models/golden.h"
#include "tests/support/fixtures.h"

#include <catch2/catch.hpp>

#include <cstdio>

using namespace models;

namespace {

/// A busy set-up: many partnerships, coalitions, and everything strikes in month 6.
Setup busy(const std::string& scenario, const std::string& strategy, const std::string& condition) {
    Setup setup = fixtures::library_setup(scenario);
    setup.levers = fixtures::strategy(strategy);
    if (setup.levers.search.effort > 0) setup.levers.search.effort = 0.4;
    setup.conditions.strength[static_cast<std::size_t>(condition_index(condition))] = 1;
    setup.parameters.condition.start = 6;
    return setup;
}

std::vector<std::byte> state_after(const Setup& setup, std::uint32_t months) {
    World w = fixtures::world(setup);
    advance(w, months);
    return fixtures::state(w);
}

std::uint64_t digest_of(const golden::Run& run) {
    return models::run(busy(run.scenario, run.strategy, run.condition), {.seed = run.seed, .months = golden::months})
        .digest;
}

/// Back to the widest level, whatever happens.
struct IsaGuard {
    ~IsaGuard() { sim::use_isa(sim::best_isa()); }
};

} // namespace

TEST_CASE("a run has the same bits on any number of threads", "[models][determinism]") {
    const Setup setup = busy("sonoma", "collective-impact", "all-at-once");
    std::vector<std::byte> expected;
    sim::with_threads(1, [&] { expected = state_after(setup, 14); });
    for (const int threads : {2, 3, 5, 8, 16}) {
        CAPTURE(threads);
        bool is_same = false;
        sim::with_threads(threads, [&] { is_same = state_after(setup, 14) == expected; });
        CHECK(is_same);
    }
}

TEST_CASE("a run has the same bits on every instruction set", "[models][determinism]") {
    const IsaGuard guard;
    const Setup setup = busy("tiny-region", "opportunistic", "all-at-once");
    sim::use_isa(sim::Isa::sse2);
    const std::vector<std::byte> expected = state_after(setup, 38);
    for (const sim::Isa isa : {sim::Isa::avx2, sim::Isa::avx512}) {
        if (!sim::is_supported(isa)) continue;
        CAPTURE(sim::name(isa));
        sim::use_isa(isa);
        CHECK((state_after(setup, 38) == expected));
    }
}

TEST_CASE("the order of replicates and what runs beside them are irrelevant", "[models][determinism]") {
    const Setup setup = busy("tiny-region", "opportunistic", "calm");
    std::vector<std::uint64_t> forward, together(6);
    for (std::uint32_t r = 0; r < 6; ++r)
        forward.push_back(run(setup, {.seed = 3, .replicate = r, .months = 26}).digest);
    for (std::uint32_t r = 6; r-- > 0;)
        CHECK(run(setup, {.seed = 3, .replicate = r, .months = 26}).digest == forward[r]);
    sim::for_each_task(6, [&](std::size_t r) {
        together[r] = run(setup, {.seed = 3, .replicate = static_cast<std::uint32_t>(r), .months = 26}).digest;
    });
    CHECK(together == forward);
    std::sort(together.begin(), together.end());
    CHECK(std::unique(together.begin(), together.end()) == together.end()); // and each has luck of its own
}

TEST_CASE("two worlds that live side by side do not meet", "[models][determinism]") {
    const Setup setup = busy("two-schools", "opportunistic", "recession");
    World a = fixtures::world(setup, 1), b = fixtures::world(setup, 2);
    for (int month = 0; month < 26; ++month)
        advance(a, 1), advance(b, 1);
    World alone = fixtures::world(setup, 1);
    advance(alone, 26);
    CHECK((fixtures::state(a) == fixtures::state(alone)));
    CHECK(digest(a) != digest(b));
}

TEST_CASE("the digest of a world is that of its columns", "[models][determinism]") {
    World w = fixtures::world(fixtures::small_region());
    const std::uint64_t before = digest(w);
    const float ability = w.students.ability[3];
    w.students.ability[3] = ability + 0.001f;
    CHECK(digest(w) != before);
    w.students.ability[3] = ability;
    CHECK(digest(w) == before);
    w.money.balance[0] += 1;
    CHECK(digest(w) != before);
    w.money.balance[0] -= 1;
    CHECK(digest(w) == before);
    w.spent.grants = 1;
    CHECK(digest(w) != before);
}

TEST_CASE("runs give the digests they gave when they were last changed on purpose", "[models][determinism]") {
    for (const golden::Run& run : golden::runs) {
        CAPTURE(run.scenario, run.strategy, run.condition, run.seed);
        CHECK(digest_of(run) == run.digest);
    }
}

TEST_CASE("print the golden digests as golden.h wants them", "[.golden]") {
    for (const char* scenario : {"tiny-region", "two-schools"})
        for (const auto& [strategy, condition] :
             {std::pair{"go-it-alone", "calm"}, {"opportunistic", "calm"}, {"collective-impact", "all-at-once"}})
            for (const std::uint64_t seed : {1u, 2u}) {
                const std::uint64_t digest = digest_of({scenario, strategy, condition, seed, 0});
                std::printf("    Run{\"%s\", \"%s\", \"%s\", %llu, 0x%016llxull},\n", scenario, strategy, condition,
                            static_cast<unsigned long long>(seed), static_cast<unsigned long long>(digest));
            }
}
