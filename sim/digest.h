#pragma once
/// \file
/// Digest of a world: 64 bits that change when any bit of any column changes. Not for secrets.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace sim {

/// Digest of n bytes continuing from `start`. Reads little-endian 8-byte words; the same on every machine.
std::uint64_t digest_bytes(const void* data, std::size_t n, std::uint64_t start);

/// Collects columns in the order they are given.
class Digest {
  public:
    template <class T>
    void column(std::span<const T> values) {
        value_ = digest_bytes(values.data(), values.size_bytes(), value_ + values.size());
    }
    std::uint64_t value() const { return value_; }

  private:
    std::uint64_t value_ = 0x243f6a8885a308d3ull;
};

std::string hex(std::uint64_t digest); ///< 16 hex digits.

} // namespace sim
