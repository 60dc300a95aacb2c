// Many measurements in one call: how cost grows with size, and everything that RESULTS.md holds.
#include "bench/growth.h"

#include "sim/parallel.h"

#include <algorithm>

namespace bench {
namespace {

/// Months so that a point takes about as long as a million students for two years; whole years, because the year's end
/// is dear.
std::uint32_t whole_years(std::size_t students) {
    const double years = std::clamp(2e6 / static_cast<double>(students), 1.0, 100.0);
    return 12 * static_cast<std::uint32_t>(years);
}

Result on_threads(Options options, int threads, Result (*bench)(const Options&)) {
    options.threads = threads;
    Result result;
    sim::with_threads(threads, [&] { result = bench(options); });
    return result;
}

/// The median by CPU time of three measurements.
Result median(const Options& options, int threads, Result (*bench)(const Options&)) {
    std::vector<Result> all;
    for (int n = 0; n < 3; ++n)
        all.push_back(on_threads(options, threads, bench));
    std::sort(all.begin(), all.end(), [](const Result& a, const Result& b) { return a.seconds < b.seconds; });
    return all[1];
}

} // namespace

Yardsticks yardsticks(const Options& options) {
    Options naive = options, triad = options;
    naive.students = 1'000'000, naive.months = 12;
    triad.students = 50'000'000, triad.months = 5;
    return {median(naive, 1, bench_naive), median(triad, options.threads, bench_triad)};
}

std::vector<Result> growth(const Options& options) {
    std::vector<Result> results;
    for (const std::size_t students : {10'000ul, 100'000ul, 1'000'000ul, 10'000'000ul, 50'000'000ul}) {
        Options point = options;
        point.students = students, point.months = whole_years(students);
        results.push_back(on_threads(point, options.threads, bench_model));
    }
    for (const std::size_t institutions : {10ul, 100ul, 1'000ul, 10'000ul, 98'000ul}) {
        Options point = options;
        point.students = 2'000'000, point.months = 24;
        sim::with_threads(options.threads, [&] { results.push_back(bench_institutions(point, institutions)); });
    }
    return results;
}

std::vector<Result> everything(const Options& options) {
    std::vector<Result> results;
    const int all = sim::thread_count(0);
    Options point = options;
    const auto measure = [&](std::size_t students, std::uint32_t months, int threads, Result (*bench)(const Options&)) {
        point.students = students, point.months = months;
        results.push_back(median(point, threads, bench));
    };
    for (const int threads : {1, all})
        measure(50'000'000, 5, threads, bench_triad);
    measure(1'000'000, 12, 1, bench_naive);
    for (const sim::Isa isa : {sim::Isa::sse2, sim::Isa::avx2, sim::Isa::avx512}) {
        if (!sim::is_supported(isa)) continue;
        point.isa = isa;
        measure(1'000'000, 60, 1, bench_sm1);
        measure(1'000'000, 60, 1, bench_model);
    }
    point.isa = options.isa;
    sim::use_isa(options.isa);
    for (const int threads : {1, all}) {
        measure(10'000'000, 60, threads, bench_sm1);
        measure(10'000'000, 24, threads, bench_model);
        measure(20'000, 120, threads, bench_sweep);
    }
    return results;
}

} // namespace bench
