#pragma once
/// \file
/// Ignorance of parameters as an ensemble of parameter sets: the record of `accord calibrate`, shipped or the user's
/// own.

#include "models/parameters.h"
#include "scenarios/problems.h"

#include <string>
#include <vector>

namespace experiments {

/// `base` with the values of each set of a calibration record. `file` "" = the record the program was built with
/// (models/calibration.json). What is wrong with a file goes to `problems`: `FILE: /pointer: ...; expected ...`.
std::vector<models::Parameters> ensemble(const models::Parameters& base, const std::string& file,
                                         scenarios::Problems& problems);

/// `n` of the sets (or all, if they are no more), evenly spread over their order, which is that of distance from the
/// findings.
std::vector<models::Parameters> thinned(std::vector<models::Parameters> all, std::size_t n);

} // namespace experiments
