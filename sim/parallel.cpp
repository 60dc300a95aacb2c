#include "sim/parallel.h"

#include "sim/assert.h"
#include "sim/rethrow.h"

#include <algorithm>
#include <string>
#include <thread>

#ifndef ACCORD_SERIAL
#include <tbb/blocked_range.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>
#endif

namespace sim {
namespace {

/// One block; an error that leaves it says which rows it was. Blocks of one row are tasks, which name themselves.
void run_block(const std::function<void(std::size_t, std::size_t)>& body, std::size_t begin, std::size_t end,
               std::size_t grain) {
    if (grain == 1) return body(begin, end);
    try {
        body(begin, end);
    } catch (...) {
        rethrow_at("rows " + std::to_string(begin) + " to " + std::to_string(end - 1));
    }
}

} // namespace

#ifdef ACCORD_SERIAL

int thread_count(int) { return 1; }

void with_threads(int, const std::function<void()>& work) { work(); }

void for_each_block(std::size_t n, std::size_t grain, const std::function<void(std::size_t, std::size_t)>& body) {
    ACCORD_ASSERT(grain > 0);
    for (std::size_t begin = 0; begin < n; begin += grain)
        run_block(body, begin, std::min(n, begin + grain), grain);
}

#else

int thread_count(int n) { return n > 0 ? n : std::max(1, static_cast<int>(std::thread::hardware_concurrency())); }

void with_threads(int threads, const std::function<void()>& work) {
    const int n = thread_count(threads);
    const tbb::global_control cap(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(n));
    tbb::task_arena(n).execute(work);
}

void for_each_block(std::size_t n, std::size_t grain, const std::function<void(std::size_t, std::size_t)>& body) {
    ACCORD_ASSERT(grain > 0);
    if (n <= grain) {
        if (n > 0) run_block(body, 0, n, grain);
        return;
    }
    const std::size_t n_blocks = (n - 1) / grain + 1;
    const auto run_blocks = [&](const tbb::blocked_range<std::size_t>& blocks) {
        for (std::size_t i = blocks.begin(); i < blocks.end(); ++i)
            run_block(body, i * grain, std::min(n, (i + 1) * grain), grain);
    };
    // Isolated: a thread that waits here for its last blocks must not start another replicate meanwhile.
    tbb::this_task_arena::isolate([&] {
        tbb::parallel_for(tbb::blocked_range<std::size_t>(0, n_blocks, 1), run_blocks, tbb::simple_partitioner{});
    });
}

#endif

} // namespace sim
