#pragma once
/// \file
/// A report's content from a scenario: which cells are run, what is watched, and which commands give the numbers again.

#include "cli/options.h"
#include "report/page.h"

#include <string>
#include <vector>

namespace cli {

/// Replicates of a report unless --replicates says otherwise; fewer if the scenario asks for fewer.
inline constexpr std::uint32_t usual_report_replicates = 10;

/// Cells of a report: all shipped strategies and the scenario's own under the main conditions, or what was asked for;
/// the baseline is always among them.
void add_report_cells(Job& job, const std::vector<std::string>& strategies, const std::vector<std::string>& conditions,
                      scenarios::Problems& problems);

/// Everything but the date. Watches a few runs again for flows and lives of partnerships.
report::Report report_of(const Job& job, experiments::Runs runs, const std::vector<std::string>& sets);

} // namespace cli
