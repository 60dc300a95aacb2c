#pragma once
/// \file
/// A report's content from the store of a sweep.

#include "experiments/report.h"

#include <string>

namespace experiments::report {

/// Reads the store. Cells are strategy x condition; their columns are pairs of a point of the design and a replicate,
/// so strategies are compared under equal parameters and luck. Outcome labels and the date are left to the caller.
Report read_sweep(const std::string& path);

} // namespace experiments::report
