#pragma once
/// \file
/// Identity of agents. An agent's *key* never changes and follows from its name, so its luck (sim/random.h) does not
/// depend on how many other agents exist. Its *row* is only where its columns lie today.

#include <cstdint>
#include <string_view>

namespace sim {

using Row = std::uint32_t; ///< Position in a table's columns.
using Key = std::uint64_t; ///< Stable identity of an agent or of a pair of agents.

inline constexpr Row no_row = 0xffffffffu; ///< "Nowhere": a row that does not exist.

/// Mixes all bits of `x` (the finaliser of SplitMix64; Steele, Lea & Flood 2014). A bijection.
constexpr Key mix(Key x) {
    x ^= x >> 30;
    x *= 0xbf58476d1ce4e5b9ull;
    x ^= x >> 27;
    x *= 0x94d049bb133111ebull;
    return x ^ (x >> 31);
}

/// Key of a name: FNV-1a over its bytes, then `mix`.
constexpr Key key_of(std::string_view name) {
    Key hash = 0xcbf29ce484222325ull;
    for (const char c : name) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 0x100000001b3ull;
    }
    return mix(hash);
}

/// Key of an ordered pair: what belongs to `a` and `b` together, whoever else exists.
constexpr Key key_of(Key a, Key b) { return mix(a ^ mix(b + 0x9e3779b97f4a7c15ull)); }

} // namespace sim
