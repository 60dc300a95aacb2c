#pragma once
/// \file
/// A local search without derivatives (NLopt's Sbplx: Rowan 1990), the one place that knows the optimiser.

#include <functional>
#include <vector>

namespace experiments {

/// What is to be made small, of a point on the unit cube.
using Objective = std::function<double(const std::vector<double>&)>;

/// Searches downwards from `start` with `evaluations` calls of `objective`, which keeps what it saw. What it throws,
/// stops the search and is passed on. Throws sim::MachineError in a build without NLopt.
void descend(std::vector<double> start, int evaluations, const Objective& objective);

} // namespace experiments
