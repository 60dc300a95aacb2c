// Worlds lent to runs.
#include "experiments/runs/worlds.h"

#include <catch2/catch.hpp>

#include <stdexcept>

using experiments::Worlds;

TEST_CASE("runs that follow each other share one world, runs at once do not", "[experiments][worlds]") {
    Worlds worlds;
    const auto address = [](models::World& w) { return static_cast<const void*>(&w); };
    const void* first = worlds.with(address);
    CHECK(worlds.with(address) == first);
    CHECK(worlds.size() == 1);
    const bool is_other = worlds.with(
        [&](models::World& outer) { return worlds.with([&](models::World& inner) { return &inner != &outer; }); });
    CHECK(is_other);
    CHECK(worlds.size() == 2);
    worlds.with(address);
    CHECK(worlds.size() == 2);
}

TEST_CASE("a world that a run left by an exception is given up", "[experiments][worlds]") {
    Worlds worlds;
    const auto fails = [](models::World&) -> int { throw std::runtime_error("no"); };
    CHECK_THROWS_WITH(worlds.with(fails), "no");
    CHECK(worlds.size() == 0);
}
