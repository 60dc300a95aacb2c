#pragma once
/// \file
/// Where an analysis has its runs from: a CSV of any model, or the store of a sweep.

#include "experiments/findings/findings.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace experiments::findings {

/// "COLUMN=VALUE": only rows in which the column reads so.
using RowFilter = std::pair<std::string, std::string>;

/// The runs of a file. A store also knows its inputs, ranges, directions of good and baseline; what the settings leave
/// open is taken from there. What a reader must know of the store goes to `notes`, everything wrong to `problems`.
std::optional<Data> read_runs(const std::string& path, ColumnNames names, const std::vector<RowFilter>& only,
                              AnalysisSettings& settings, std::vector<std::string>& notes,
                              scenarios::Problems& problems);

} // namespace experiments::findings
