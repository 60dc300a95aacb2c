#pragma once
/// \file
/// What analyses of sensitivity designs share: factors of inputs, refusals of rows that are no such design.

#include "experiments/findings/findings.h"

namespace experiments::findings {

/// What to do about a table of several strategies, of which each has the whole design.
inline const std::string one_strategy =
    "--only strategy=NAME picks one of several strategies, --gain NAME its lead over the baseline";

std::vector<std::string> input_ids(const Data& data);

/// Factors of the inputs under the groups, by name and by input.
struct Factors {
    std::vector<std::string> names;
    std::vector<std::size_t> of_input;
};
Factors factors_of(const Data& data, const AnalysisSettings& settings);

/// "FILE: wrong; expected".
Findings refusal(const Data& data, const std::string& wrong, const std::string& expected);
/// The same, at the row of a point in the file.
Findings refusal_at(const Data& data, const Points& points, std::size_t point, const std::string& wrong,
                    const std::string& expected);

/// Groups that do not fit, or no inputs at all.
std::string misfit(const Data& data, const AnalysisSettings& settings);

} // namespace experiments::findings
