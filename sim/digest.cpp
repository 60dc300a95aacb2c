#include "sim/digest.h"

#include "sim/id.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace sim {
namespace {

constexpr std::size_t word_size = 8;
constexpr std::size_t n_lanes = 4; // independent, so that multiplications overlap

std::uint64_t word_at(const unsigned char* bytes, std::size_t n) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, n);
    if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
    return word;
}

/// A bijection of `lane` for each word and of `word` for each lane, so no single change can be lost. The word is spread
/// before it enters and the lane after, so a change of one word is not undone by one of a few bits in the next.
std::uint64_t absorb(std::uint64_t lane, std::uint64_t word) {
    return std::rotl(lane ^ (word * 0x9e3779b97f4a7c15ull), 31) * 0xc2b2ae3d27d4eb4full;
}

} // namespace

std::uint64_t digest_bytes(const void* data, std::size_t n, std::uint64_t start) {
    const auto* bytes = static_cast<const unsigned char*>(data);
    std::uint64_t lane[n_lanes];
    for (std::size_t i = 0; i < n_lanes; ++i)
        lane[i] = mix(start + i);
    std::size_t at = 0;
    for (; at + n_lanes * word_size <= n; at += n_lanes * word_size)
        for (std::size_t i = 0; i < n_lanes; ++i)
            lane[i] = absorb(lane[i], word_at(bytes + at + i * word_size, word_size));
    for (std::size_t i = 0; at < n; ++i, at += word_size)
        lane[i] = absorb(lane[i], word_at(bytes + at, std::min(word_size, n - at)));
    std::uint64_t value = mix(start ^ n);
    for (const std::uint64_t part : lane)
        value = mix(absorb(value, part));
    return value;
}

std::string hex(std::uint64_t digest) {
    std::string text(16, '0');
    for (std::size_t i = text.size(); i-- > 0; digest >>= 4)
        text[i] = "0123456789abcdef"[digest & 15];
    return text;
}

} // namespace sim
