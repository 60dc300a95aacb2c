#pragma once
/// \file
/// Chance that belongs to a decision of an agent, not to a thread or a call order.
///
/// Every draw is word `i` of Philox4x32-10 (Salmon et al. 2011, SC'11) at
///     key     = luck(seed, replicate)
///     counter = (agent key low, agent key high, step, decision << 16 | block)
/// so nothing is stored, any draw can be made again, and one more agent changes nobody else's draws.
/// This file is the only place where Boost.Random is named; normals use our own polynomials (sim/mathematics.h),
/// because Boost's and the standard library's call the platform's exp and log.

#include "sim/id.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace sim {

/// The Philox key of one replicate of one seed [2 x 32 bits].
struct Luck {
    std::uint32_t key0 = 0;
    std::uint32_t key1 = 0;
    friend bool operator==(const Luck&, const Luck&) = default;
};

/// Luck of replicate `replicate` under `seed`. Philox itself spreads the pair, so neighbouring seeds share nothing.
Luck luck(std::uint64_t seed, std::uint32_t replicate);

/// One Philox4x32-10 block: four words of 32 bits.
std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key);

/// The stream of draws of one decision of one agent in one step, for the few (institutions, partners, pairs).
/// A UniformRandomBitGenerator, so that Boost.Random's distributions accept it. At most 2^18 words a stream.
/// Students use the bulk fill of sim/simd.h, which reads the same blocks.
class Stream {
  public:
    using result_type = std::uint32_t;
    static constexpr bool has_fixed_range = true; // asked for by Boost.Random

    /// `decision` < 2^16.
    Stream(Luck luck, Key agent, std::uint32_t step, std::uint32_t decision);

    static constexpr result_type min() { return 0; }
    static constexpr result_type max() { return std::numeric_limits<result_type>::max(); }
    result_type operator()();

    double uniform();                        ///< In [0, 1), 53 bits.
    double uniform(double low, double high); ///< In [low, high).
    bool bernoulli(double probability);      ///< False at p <= 0, true at p >= 1: neither draws.
    double normal();                         ///< Mean 0, SD 1; own inverse of the normal distribution.
    void skip_normal();                      ///< Takes the words of a normal, for those after it.
    std::uint32_t below(std::uint32_t n);    ///< Uniform whole number in [0, n), n >= 1, without bias.
    /// Log-normal with the given median and SD of the logarithm.
    double log_normal(double median, double log_sd);

  private:
    std::array<std::uint32_t, 4> counter_;
    std::array<std::uint32_t, 4> block_{};
    std::array<std::uint32_t, 2> key_;
    unsigned used_ = 4;
    bool is_spent_ = false;
};

} // namespace sim
