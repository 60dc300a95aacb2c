#pragma once
/// \file
/// The one header through which work is shared out. oneTBB is named only in parallel.cpp; with -DACCORD_SERIAL=ON the
/// same calls run in a plain loop, so that a model can live where no threads are (a browser, a sandbox).
///
/// The rule for bodies: write only rows of your own block; read a column you write at those rows only; queue births
/// and endings and commit them afterwards, sorted by id. Then results cannot depend on the number of threads.

#include <cstddef>
#include <functional>
#include <memory>

namespace sim {

/// Whether there are threads at all: without them nobody may wait for another's work.
#ifdef ACCORD_SERIAL
inline constexpr bool has_threads = false;
#else
inline constexpr bool has_threads = true;
#endif

/// How many threads `n` means: n itself, or, for 0, what the machine offers.
int thread_count(int n);

/// Runs the calls made inside `work` on at most `threads` threads (0: all). Nested calls share them.
void with_threads(int threads, const std::function<void()>& work);

/// Calls body(begin, end) over [0, n) in blocks of `grain` rows (the last may be shorter), in any order, perhaps at
/// once. Blocks depend on `grain` alone, never on the number of threads. Exceptions of a body reach the caller.
void for_each_block(std::size_t n, std::size_t grain, const std::function<void(std::size_t, std::size_t)>& body);

/// As above with one row a call: for rows that are work enough (a run, a region).
inline void for_each_task(std::size_t n, const std::function<void(std::size_t)>& body) {
    for_each_block(n, 1, [&](std::size_t begin, std::size_t) { body(begin); });
}

/// Calls body(row) for each row, in blocks of `grain`.
template <class Body>
void for_each_row(std::size_t n, Body&& body, std::size_t grain = 256) {
    if (n <= grain) {
        for (std::size_t row = 0; row < n; ++row)
            body(row);
        return;
    }
    for_each_block(n, grain, [&](std::size_t begin, std::size_t end) {
        for (std::size_t row = begin; row < end; ++row)
            body(row);
    });
}

} // namespace sim
