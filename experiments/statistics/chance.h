#pragma once
/// \file
/// Chance of designs and of their analysis: keyed as everywhere (seed, purpose, index), apart from the luck of the
/// runs, and without the limit on the length of a sim::Stream.

#include "sim/random.h"

#include <cstdint>
#include <vector>

namespace experiments {

/// What is drawn for. Only ever appended.
enum class Purpose : std::uint32_t { point, order, jitter, trajectory, phase, noise, bootstrap, fold, weight, world };

/// The draws of one purpose and index (a row, an input, a resample).
class Chance {
  public:
    Chance(std::uint64_t seed, Purpose purpose, std::uint64_t index);

    double uniform();                     ///< In [0, 1)
    double normal();                      ///< Mean 0, SD 1
    double exponential();                 ///< Mean 1
    std::uint32_t below(std::uint32_t n); ///< Uniform in [0, n)
    /// Every order of 0 .. n-1 is equally likely.
    std::vector<std::size_t> permutation(std::size_t n);

  private:
    sim::Stream& stream();
    sim::Luck luck_;
    std::uint64_t index_;
    std::uint32_t purpose_;
    std::uint32_t part_ = 0;
    std::uint32_t used_ = 0;
    sim::Stream stream_;
};

} // namespace experiments
