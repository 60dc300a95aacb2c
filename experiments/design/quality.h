#pragma once
/// \file
/// How evenly points fill the unit cube.

#include <vector>

namespace experiments {

/// Discrepancies; smaller is more even. Centered and wrap-around: Hickernell (1998); mixture: Zhou, Fang & Ning (2013);
/// star: Warnock (1972), in the L2 norm (not squared).
struct Discrepancy {
    double centered = 0, mixture = 0, wrap_around = 0, star = 0;
};
Discrepancy discrepancy(const std::vector<std::vector<double>>& units);

/// Least Euclidean distance of two points.
double least_distance(const std::vector<std::vector<double>>& units);

} // namespace experiments
