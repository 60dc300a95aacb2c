#pragma once
/// \file
/// A report's content from the store of a sweep.

#include "report/page.h"

#include <string>

namespace report {

/// Reads the store. Cells are strategy x condition; their columns are pairs of a point of the design and a replicate,
/// so strategies are compared under equal parameters and luck. Outcome labels and the date are left to the caller.
Report read_sweep(const std::string& path);

} // namespace report
