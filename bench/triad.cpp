/// Memory bandwidth after McCalpin's STREAM: a = b + s c. Give columns several times larger than the last-level cache.

#include "bench/bench.h"

#include "sim/digest.h"
#include "sim/parallel.h"

#include <memory>
#include <span>

namespace bench {
namespace {

constexpr std::size_t block = 1 << 16;
constexpr double bytes_per_element = 3 * sizeof(float); // two read, one written

void triad(float* __restrict a, const float* __restrict b, const float* __restrict c, float s, std::size_t n) {
    for (std::size_t i = 0; i < n; ++i)
        a[i] = b[i] + s * c[i];
}

} // namespace

Result bench_triad(const Options& options) {
    const std::size_t n = options.students;
    const auto a = std::make_unique_for_overwrite<float[]>(n), b = std::make_unique_for_overwrite<float[]>(n),
               c = std::make_unique_for_overwrite<float[]>(n);
    sim::for_each_block(n, block, [&](std::size_t begin, std::size_t end) { // first touch, outside the timing
        for (std::size_t i = begin; i < end; ++i)
            a[i] = 0.0f, b[i] = 1.0f, c[i] = 2.0f;
    });
    Result result{.name = "triad",
                  .students = n,
                  .months = options.months,
                  .threads = options.threads,
                  .isa = std::string(sim::name(sim::Isa::sse2))};
    const Stopwatch watch;
    for (std::uint32_t pass = 0; pass < options.months; ++pass)
        sim::for_each_block(n, block, [&](std::size_t begin, std::size_t end) {
            triad(&a[begin], &b[begin], &c[begin], static_cast<float>(pass), end - begin);
        });
    watch.stop(result);
    result.bytes_per_student = bytes_per_element;
    result.gigabytes_per_second = bytes_per_element * static_cast<double>(n) * options.months / result.seconds * 1e-9;
    sim::Digest digest;
    digest.column(std::span<const float>(a.get(), n));
    result.digest = digest.value();
    return result;
}

} // namespace bench
