#pragma once
/// \file
/// Points that fill a cube evenly: Sobol' sequences with the direction numbers of Joe & Kuo (2008) from Boost.Random,
/// in Gray-code order from the zero point on. Their bits are integers over 2^32, so they are the same everywhere.

#include <cstddef>
#include <cstdint>
#include <vector>

namespace sim {

inline constexpr std::size_t most_sobol_dimensions = 3667; ///< As many as Boost's table holds.

/// Points first .. first + n - 1 in [0, 1)^dimension, row by row, shape [n x dimension]. Point 0 is the zero point.
/// 1 <= dimension <= most_sobol_dimensions, first + n < 2^32.
std::vector<double> sobol_points(std::size_t n, std::size_t dimension, std::size_t first = 0);

/// The same after Owen's nested uniform scrambling (Owen 1995): each point is uniform in the cube, and the evenness
/// stays. A prefix of a longer sequence of the same seed is the shorter one.
std::vector<double> scrambled_sobol_points(std::size_t n, std::size_t dimension, std::uint64_t seed,
                                           std::size_t first = 0);

} // namespace sim
