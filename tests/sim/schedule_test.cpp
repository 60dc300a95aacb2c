#include "sim/schedule.h"

#include <catch2/catch.hpp>

namespace {

struct World {
    std::string calls;
};

const std::vector<sim::Process<World>> schedule = {
    {"a", sim::Due::monthly, "", [](World& world, const sim::Step&) { world.calls += 'a'; }},
    {"b", sim::Due::term_end, "", [](World& world, const sim::Step&) { world.calls += 'b'; }},
    {"c", sim::Due::year_end, "", [](World& world, const sim::Step&) { world.calls += 'c'; }},
};

std::vector<std::uint32_t> due_months(sim::Due due) {
    std::vector<std::uint32_t> months;
    for (std::uint32_t month = 0; month < 24; ++month)
        if (sim::is_due(due, month)) months.push_back(month);
    return months;
}

} // namespace

TEST_CASE("processes are due every month, at the end of a term or of a year", "[sim][schedule]") {
    CHECK(due_months(sim::Due::monthly).size() == 24);
    CHECK(due_months(sim::Due::term_end) == std::vector<std::uint32_t>{2, 5, 8, 11, 14, 17, 20, 23});
    CHECK(due_months(sim::Due::year_end) == std::vector<std::uint32_t>{11, 23});
}

TEST_CASE("a step runs what is due in the order of the list", "[sim][schedule]") {
    World world;
    for (std::uint32_t month = 9; month < 13; ++month)
        sim::run_step(schedule, world, {.luck = {}, .month = month}, 0, nullptr, [](std::size_t) {});
    CHECK(world.calls == "aaabca");
}

TEST_CASE("a step can begin in the middle of the list and says what ran", "[sim][schedule]") {
    World world;
    std::vector<std::size_t> ran;
    std::vector<double> seconds(schedule.size(), 0.0);
    sim::run_step(schedule, world, {.luck = {}, .month = 11}, 1, &seconds, [&](std::size_t i) { ran.push_back(i); });
    CHECK(world.calls == "bc");
    CHECK(ran == std::vector<std::size_t>{1, 2});
    CHECK(seconds[0] == 0.0);
}

TEST_CASE("a step's streams belong to its month, decision and agent", "[sim][schedule]") {
    const sim::Step step{.luck = sim::luck(1, 2), .month = 5};
    sim::Stream expected(step.luck, 77, 5, 9);
    CHECK(step.stream(9, 77)() == expected());
}
