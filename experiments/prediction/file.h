#pragma once
/// \file
/// A calibration of mode B as a file: what it was fitted on stands in it. The shipped one is
/// scenarios/data/prediction_california.json, made by `accord predict scenarios/data/region_california_dev.csv --save`.

#include "experiments/prediction/prediction.h"
#include "scenarios/json.h"

#include <optional>
#include <string>

namespace experiments {

/// A calibration and where it comes from.
struct StoredCalibration {
    ScoreFit calibration;
    std::string file;   ///< Fitted on, as given
    std::string digest; ///< Of that file's bytes
};

scenarios::Json json_of(const StoredCalibration& stored);

/// The calibration of a file; what is missing or wrong in it are problems.
std::optional<StoredCalibration> read_calibration(const std::string& path, scenarios::Problems& problems);

} // namespace experiments
