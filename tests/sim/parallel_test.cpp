#include "sim/parallel.h"

#include "sim/assert.h"
#include "sim/error.h"
#include "sim/mathematics.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <mutex>
#include <new>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace {

std::vector<double> work(std::size_t n) {
    std::vector<double> values(n);
    sim::for_each_row(n, [&](std::size_t row) { values[row] = sim::exp(-1e-4 * static_cast<double>(row)); });
    return values;
}

} // namespace

TEST_CASE("rows are the same on any number of threads", "[sim][parallel][determinism]") {
    const int threads = GENERATE(1, 2, 7, 16);
    std::vector<double> alone, together;
    sim::with_threads(1, [&] { alone = work(10'007); });
    sim::with_threads(threads, [&] { together = work(10'007); });
    CHECK(alone == together);
}

TEST_CASE("blocks depend on the grain alone and cover each row once", "[sim][parallel]") {
    const int threads = GENERATE(1, 2, 7, 16);
    const std::size_t n = GENERATE(0u, 1u, 99u, 100u, 101u, 1000u);
    std::set<std::pair<std::size_t, std::size_t>> blocks, expected;
    std::mutex lock;
    sim::with_threads(threads, [&] {
        sim::for_each_block(n, 100, [&](std::size_t begin, std::size_t end) {
            const std::lock_guard guard(lock);
            blocks.emplace(begin, end);
        });
    });
    for (std::size_t begin = 0; begin < n; begin += 100)
        expected.emplace(begin, std::min(n, begin + 100));
    CHECK(blocks == expected);
}

TEST_CASE("a body's exception reaches the caller", "[sim][parallel]") {
    const int threads = GENERATE(1, 2, 7);
    const auto failing = [&] {
        sim::with_threads(threads, [] {
            sim::for_each_task(100, [](std::size_t i) {
                if (i == 57) throw std::runtime_error("task 57");
            });
        });
    };
    CHECK_THROWS_WITH(failing(), "task 57");
}

TEST_CASE("an error in a block of rows says which rows they were, and stays of its kind", "[sim][parallel]") {
    const int threads = GENERATE(1, 2, 7);
    const auto failing = [&](const auto& error) {
        sim::with_threads(threads, [&] {
            sim::for_each_block(1000, 256, [&](std::size_t begin, std::size_t end) {
                if (begin <= 300 && 300 < end) throw error;
            });
        });
    };
    CHECK_THROWS_WITH(failing(std::runtime_error("no")), "rows 256 to 511: no");
    CHECK_THROWS_AS(failing(sim::MachineError("full")), sim::MachineError);
    CHECK_THROWS_WITH(failing(sim::MachineError("full")), "rows 256 to 511: full");
    CHECK_THROWS_AS(failing(sim::Mistake("x.cpp:1: a > b")), sim::Mistake);
    CHECK_THROWS_WITH(failing(sim::InputError(std::vector<std::string>{"first", "second"})),
                      "rows 256 to 511: first\nrows 256 to 511: second");
    CHECK_THROWS_AS(failing(std::bad_alloc()), std::bad_alloc);
    CHECK_THROWS_AS(failing(7), int); // such as models::Interrupted: no error, and left alone
}

TEST_CASE("loops nest, and a waiting task never starts another", "[sim][parallel]") {
    const int threads = GENERATE(1, 2, 7);
    static thread_local int depth = 0;
    std::atomic<int> n_rows = 0, n_intrusions = 0;
    sim::with_threads(threads, [&] {
        sim::for_each_task(40, [&](std::size_t) {
            if (depth++ > 0) ++n_intrusions;
            sim::for_each_row(
                1000, [&](std::size_t) { ++n_rows; }, 10);
            --depth;
        });
    });
    CHECK(n_rows == 40'000);
    CHECK(n_intrusions == 0);
}

TEST_CASE("zero threads means what the machine offers", "[sim][parallel]") {
    CHECK(sim::thread_count(0) >= 1);
#ifndef ACCORD_SERIAL
    CHECK(sim::thread_count(3) == 3);
#endif
    std::atomic<int> n = 0;
    sim::with_threads(0, [&] { sim::for_each_task(10, [&](std::size_t) { ++n; }); });
    CHECK(n == 10);
}

TEST_CASE("a grain of zero is a developer's mistake", "[sim][parallel]") {
    CHECK_THROWS_AS(sim::for_each_block(1, 0, [](std::size_t, std::size_t) {}), sim::Mistake);
}
