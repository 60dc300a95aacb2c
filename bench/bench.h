#pragma once
/// \file
/// What every benchmark takes and gives. Only the stepping loop is timed; set-up is not.

#include "sim/simd.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <ctime>
#include <optional>
#include <string>

namespace bench {

struct Options {
    std::size_t students = 1'000'000; ///< Triad: elements a column.
    std::uint32_t months = 120;       ///< Triad: passes over the columns.
    int threads = 1;
    sim::Isa isa = sim::Isa::sse2;
};

struct Result {
    std::string name;
    std::size_t students = 0; ///< As simulated, which may be fewer than asked for by a remainder.
    std::uint32_t months = 0;
    int threads = 1;
    std::string isa;
    double seconds = 0.0;     ///< On the wall.
    double cpu_seconds = 0.0; ///< Of all threads together.
    double bytes_per_student = 0.0;
    std::uint64_t digest = 0;                        ///< Of the final state.
    std::optional<double> gigabytes_per_second = {}; ///< Triad only.
    std::optional<double> active_share = {};         ///< Students still active at the end.
    std::optional<double> mean_a = {}, mean_q = {};  ///< SM-1: mean over active students, over schools.
};

Result bench_sm1(const Options& options);
Result bench_naive(const Options& options); ///< One thread, whatever is asked for.
Result bench_triad(const Options& options);
Result bench_model(const Options& options);

/// Reads both clocks when made; `stop` writes what has passed since.
class Stopwatch {
  public:
    void stop(Result& result) const {
        result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
        result.cpu_seconds = cpu_now() - cpu_start_;
    }

  private:
    static double cpu_now() {
        timespec now{};
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
        return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
    }
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
    double cpu_start_ = cpu_now();
};

} // namespace bench
