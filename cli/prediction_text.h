#pragma once
/// \file
/// Mode B in words: how well it did, what it learned, who does better or worse than their intake suggests.

#include "cli/output.h"
#include "experiments/prediction/prediction.h"

#include <string>
#include <vector>

namespace cli {

/// All of one `accord predict`.
struct PredictionReport {
    std::string file;               ///< Region predicted
    std::string how;                ///< "each of 42 counties predicted from the others", ...
    std::vector<std::string> notes; ///< Said with every result
    std::vector<experiments::Institution> rows;
    std::vector<experiments::Prediction> predictions;
    experiments::ScoreFit calibration; ///< Of all rows fitted on
    experiments::Score score;
};

/// Observed less predicted, in SD of the prediction; NaN without an observed score.
double surprise(const experiments::Institution& row, const experiments::Prediction& prediction);

std::string prediction_text(const PredictionReport& report, std::size_t width);
scenarios::Json prediction_json(const PredictionReport& report);
std::string prediction_csv(const PredictionReport& report);

} // namespace cli
