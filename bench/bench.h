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
#include <vector>

namespace bench {

struct Options {
    std::size_t students = 1'000'000; ///< Triad: elements a column.
    std::uint32_t months = 120;       ///< Triad: passes over the columns.
    int threads = 1;
    sim::Isa isa = sim::Isa::sse2;
    std::uint32_t runs = 40; ///< Sweep only.
};

/// Time of one process of the schedule over all months.
struct ProcessTime {
    std::string id;
    double seconds = 0.0;     ///< On the wall.
    double cpu_seconds = 0.0; ///< Of all threads together; over `seconds`: how many worked at once.
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
    std::uint64_t digest = 0;                                     ///< Of the final state.
    std::optional<double> gigabytes_per_second = {};              ///< Triad only.
    std::optional<double> active_share = {};                      ///< Students still active at the end.
    std::optional<double> mean_a = {}, mean_q = {};               ///< SM-1: mean over active students, over schools.
    std::optional<double> bytes_touched = {};                     ///< Columns read and written a student-month.
    std::optional<double> build_seconds = {};                     ///< Set-up, outside `seconds`.
    std::optional<double> runs_per_second = {};                   ///< Sweep only.
    std::size_t institutions = 0, partners = 0, partnerships = 0; ///< Of the model, at the end.
    std::vector<ProcessTime> processes = {};                      ///< Of the model, in order.
};

/// Student-months a CPU-second; 0 if no time passed.
double rate(const Result& result);

Result bench_sm1(const Options& options);
Result bench_naive(const Options& options); ///< One thread, whatever is asked for.
Result bench_triad(const Options& options);
Result bench_model(const Options& options);  ///< Schools of 500 pupils, thirty to a county.
Result bench_nation(const Options& options); ///< A synthetic country, its sizes drawn from published distributions.
Result bench_sweep(const Options& options);  ///< Many runs of the model, one a task.

/// The full model on `students` pupils in `institutions` schools of equal size.
Result bench_institutions(const Options& options, std::size_t institutions);

/// Reads both clocks when made; `stop` writes what has passed since.
class Stopwatch {
  public:
    double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count(); }
    double cpu_seconds() const { return cpu_now() - cpu_start_; }
    void stop(Result& result) const {
        result.seconds = seconds();
        result.cpu_seconds = cpu_seconds();
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
