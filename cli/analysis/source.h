#pragma once
/// \file
/// Where `accord analyze` has its runs from: a CSV of any model, or the store of a sweep.

#include "cli/analysis/analysis.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cli {

/// "COLUMN=VALUE": only rows in which the column reads so.
using RowFilter = std::pair<std::string, std::string>;

/// The runs of a file. A store also knows its inputs, ranges, directions of good and baseline; what the settings leave
/// open is taken from there. Everything wrong goes to `problems`.
std::optional<experiments::Data> read_runs(const std::string& path, experiments::ColumnNames names,
                                           const std::vector<RowFilter>& only, AnalysisSettings& settings,
                                           scenarios::Problems& problems);

} // namespace cli
