#include "sim/sobol.h"

#include "sim/assert.h"
#include "sim/id.h"

#include <boost/random/sobol.hpp>

namespace sim {
namespace {

constexpr unsigned bits = 32;
using Engine = boost::random::sobol_engine<std::uint32_t, bits>;

std::vector<std::uint32_t> sobol_words(std::size_t n, std::size_t dimension, std::size_t first) {
    ACCORD_ASSERT(dimension >= 1 && dimension <= most_sobol_dimensions);
    ACCORD_ASSERT(std::uint64_t{first} + n < std::uint64_t{1} << bits);
    std::vector<std::uint32_t> words(n * dimension, 0);
    Engine engine(dimension); // starts behind the zero point
    if (first > 0) engine.seed(static_cast<std::uint32_t>(first - 1));
    for (std::size_t i = first == 0 ? dimension : 0; i < words.size(); ++i)
        words[i] = engine();
    return words;
}

/// Flips each bit by chance that depends on all higher bits: a random tree over the unit interval.
std::uint32_t scrambled(std::uint32_t word, Key tree) {
    std::uint32_t result = 0;
    for (unsigned bit = 0; bit < bits; ++bit) {
        const std::uint32_t above = bit == 0 ? 0 : word >> (bits - bit);
        const auto flip = static_cast<std::uint32_t>(key_of(tree, std::uint64_t{bit} << bits | above) >> 63);
        result |= (((word >> (bits - 1 - bit)) & 1u) ^ flip) << (bits - 1 - bit);
    }
    return result;
}

std::vector<double> fractions(const std::vector<std::uint32_t>& words) {
    std::vector<double> points(words.size());
    for (std::size_t i = 0; i < words.size(); ++i)
        points[i] = static_cast<double>(words[i]) * 0x1p-32;
    return points;
}

} // namespace

std::vector<double> sobol_points(std::size_t n, std::size_t dimension, std::size_t first) {
    return fractions(sobol_words(n, dimension, first));
}

std::vector<double> scrambled_sobol_points(std::size_t n, std::size_t dimension, std::uint64_t seed,
                                           std::size_t first) {
    std::vector<std::uint32_t> words = sobol_words(n, dimension, first);
    std::vector<Key> trees(dimension);
    for (std::size_t d = 0; d < dimension; ++d)
        trees[d] = key_of(mix(seed + 0x9e3779b97f4a7c15ull), Key{d});
    for (std::size_t i = 0; i < words.size(); ++i)
        words[i] = scrambled(words[i], trees[i % dimension]);
    return fractions(words);
}

} // namespace sim
