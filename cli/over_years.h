#pragma once
/// \file
/// "Over the years": a comparison at the end of some years on the way, as text and JSON; and how worlds were run in.

#include "cli/options.h"
#include "experiments/runs/by_year.h"

#include <string>
#include <vector>

namespace cli {

/// [{"year", "difference", "lo", "hi"}] of one row.
scenarios::Json by_year_json(const Job& job, const experiments::Runs& runs, const experiments::Comparison& row);

/// A table of strategies by years for one outcome; "" where no year is kept.
std::string over_years_text(const Job& job, const experiments::ComparisonTable& table, const experiments::Runs& runs,
                            const std::vector<std::size_t>& cells, std::size_t outcome, std::size_t width);

/// "Before month 0 ...": how long and under which strategy; "" without a burn-in.
std::string burn_in_sentence(const Job& job, const experiments::Runs& runs);

} // namespace cli
