#pragma once
/// \file
/// What is wrong with a sweep before anything is concluded from it: points run twice, inputs that do nothing, seeds
/// used again, outputs at their stops, runs that failed, cells that are missing.

#include "experiments/analysis/table.h"
#include "experiments/statistics/bootstrap.h"

#include <string>
#include <vector>

namespace experiments {

/// One remark. A fault makes conclusions wrong; a note is to be known.
struct Remark {
    bool is_fault = false;
    std::string check; ///< "duplicates", "constant-input", "inert-input", "seeds", "replicates", "saturation",
                       ///< "constant-output", "failed", "missing", "confounded"
    std::string about; ///< Column, or "" for the whole.
    std::string text;  ///< A sentence for people.
    double number = absent;
};

/// All remarks, faults first; empty = nothing was found.
std::vector<Remark> audit(const Data& data);

} // namespace experiments
