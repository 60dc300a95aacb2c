#pragma once
/// \file
/// Later years of the schools' own records beside what the run made of them.

#include "cli/record.h"
#include "experiments/runs/runner.h"
#include "scenarios/scenario.h"

#include <cstdint>
#include <string>
#include <vector>

namespace cli {

/// One record for each year and outcome that is on record: year, outcome, recorded, schools, and simulated (the mean
/// at the end of that school year; nothing beyond the horizon). The runs must have kept their series.
std::vector<Record> recorded_beside(const scenarios::Scenario& scenario, const experiments::Runs& runs);

/// The same as a table; "" where nothing is on record.
std::string recorded_text(const scenarios::Scenario& scenario, const experiments::Runs& runs, std::size_t width);

} // namespace cli
