// Not a test: prints how long things take on Sonoma. Run by name: tests_viz "[measure]".
#include "tests/viz/sessions.h"

#include <catch2/catch.hpp>

#include <chrono>
#include <cstdio>

using namespace viz;

TEST_CASE("measure: curve after a slider, scrubbing, causes, bands", "[.][measure]") {
    using Clock = std::chrono::steady_clock;
    const auto since = [](Clock::time_point start) {
        return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
    };
    const auto scenario = tests::library_scenario("sonoma", 120);
    const Script plain = make_script(scenario, scenario->strategy);
    auto start = Clock::now();
    const auto run = tests::run(plain);
    std::printf("first run %.0f ms, %zu worlds saved, %.1f MB each\n", since(start), run->saved.size(),
                models::bytes(*run->saved[0]) / 1e6);
    for (const std::uint32_t month : {1u, 60u, 118u}) {
        Script moved = plain;
        moved.commands = {tests::lever(month, "governance.openness", 0.9)};
        start = Clock::now();
        tests::run(moved, {run});
        std::printf("slider in month %u to the new curve: %.0f ms\n", month, since(start));
    }
    start = Clock::now();
    world_at(plain, 119, {run});
    std::printf("world of month 119 from the nearest saved one: %.0f ms\n", since(start));
    Question question;
    question.month = 119;
    Script shocked = plain;
    shocked.commands = {tests::shock(20, "funding-cut"), tests::shock(40, "recession"),
                        tests::shock(60, "partner-exit")};
    const auto after = tests::run(shocked, {run});
    Answer answer = candidates(question, *after);
    std::atomic<bool> stop = false;
    start = Clock::now();
    check_causes(answer, after, stop);
    std::printf("%zu causes checked: %.0f ms\n", answer.causes.size(), since(start));
    Bands bands;
    bands.replicates.resize(100);
    start = Clock::now();
    run_replicates(plain, bands, 0, 100, stop);
    std::printf("100 replicates: %.0f ms\n", since(start));
}
