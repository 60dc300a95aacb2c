#include "sim/random.h"

#include "sim/assert.h"
#include "sim/mathematics.h"

#include <boost/random/bernoulli_distribution.hpp>
#include <boost/random/uniform_int_distribution.hpp>

namespace sim {
namespace {

constexpr std::uint32_t luck_word = 0x4c55434bu; // "LUCK": keeps these blocks apart from every decision's

std::uint64_t two_words(Stream& stream) {
    const std::uint64_t high = stream();
    return high << 32 | stream();
}

} // namespace

std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key) {
    for (int round = 0; round < 10; ++round) {
        const std::uint64_t p0 = 0xd2511f53ull * counter[0], p1 = 0xcd9e8d57ull * counter[2];
        const auto high0 = static_cast<std::uint32_t>(p0 >> 32), high1 = static_cast<std::uint32_t>(p1 >> 32);
        counter = {high1 ^ counter[1] ^ key[0], static_cast<std::uint32_t>(p1), high0 ^ counter[3] ^ key[1],
                   static_cast<std::uint32_t>(p0)};
        key[0] += 0x9e3779b9u;
        key[1] += 0xbb67ae85u;
    }
    return counter;
}

Luck luck(std::uint64_t seed, std::uint32_t replicate) {
    const auto words = philox({replicate, luck_word, 0, 0},
                              {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)});
    return {words[0], words[1]};
}

Stream::Stream(Luck luck, Key agent, std::uint32_t step, std::uint32_t decision)
    : counter_{static_cast<std::uint32_t>(agent), static_cast<std::uint32_t>(agent >> 32), step, decision << 16},
      key_{luck.key0, luck.key1} {
    ACCORD_ASSERT(decision < 1u << 16);
}

Stream::result_type Stream::operator()() {
    if (used_ == block_.size()) {
        ACCORD_ASSERT(!is_spent_);
        block_ = philox(counter_, key_);
        is_spent_ = (counter_[3] & 0xffffu) == 0xffffu;
        if (!is_spent_) ++counter_[3];
        used_ = 0;
    }
    return block_[used_++];
}

double Stream::uniform() { return static_cast<double>(two_words(*this) >> 11) * 0x1p-53; }

double Stream::uniform(double low, double high) {
    ACCORD_ASSERT(low <= high);
    const double x = low + (high - low) * uniform();
    return x < high ? x : low; // the product may round up to `high`
}

bool Stream::bernoulli(double probability) {
    ACCORD_ASSERT(probability == probability);
    if (probability <= 0.0) return false;
    if (probability >= 1.0) return true;
    return boost::random::bernoulli_distribution<double>(probability)(*this);
}

double Stream::normal() {
    return normal_quantile((static_cast<double>(two_words(*this) >> 12) + 0.5) * 0x1p-52); // in (0, 1), symmetric
}

void Stream::skip_normal() { two_words(*this); }

std::uint32_t Stream::below(std::uint32_t n) {
    ACCORD_ASSERT(n >= 1);
    return boost::random::uniform_int_distribution<std::uint32_t>(0, n - 1)(*this);
}

double Stream::log_normal(double median, double log_sd) { return median * exp(log_sd * normal()); }

} // namespace sim
