#include "experiments/statistics/chance.h"

#include "sim/mathematics.h"

#include <numeric>

namespace experiments {
namespace {

constexpr std::uint32_t replicate_of_designs = 0xdf000000u; ///< No run has so many replicates.
constexpr std::uint32_t draws_a_part = 50'000;              ///< Of at most a few words; a stream holds 2^18.

} // namespace

Chance::Chance(std::uint64_t seed, Purpose purpose, std::uint64_t index)
    : luck_(sim::luck(seed, replicate_of_designs)), index_(index), purpose_(static_cast<std::uint32_t>(purpose)),
      stream_(luck_, index_, part_, purpose_) {}

sim::Stream& Chance::stream() {
    if (used_++ == draws_a_part) {
        stream_ = sim::Stream(luck_, index_, ++part_, purpose_);
        used_ = 1;
    }
    return stream_;
}

double Chance::uniform() { return stream().uniform(); }
double Chance::normal() { return stream().normal(); }
double Chance::exponential() { return -sim::log(1.0 - stream().uniform()); }
std::uint32_t Chance::below(std::uint32_t n) { return stream().below(n); }

std::vector<std::size_t> Chance::permutation(std::size_t n) {
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t i = n; i > 1; --i)
        std::swap(order[i - 1], order[below(static_cast<std::uint32_t>(i))]);
    return order;
}

} // namespace experiments
