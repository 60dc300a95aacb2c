#pragma once
/// \file
/// The validation table of a report, from what `accord validate --format json` wrote.

#include "report/page.h"

namespace report {

/// Reads {"passed", "failed", "targets": [{"id", "target", "low", "high", "simulated", "se", "pass", "use"}]} into
/// report.validation. Everything wrong goes to `problems`: "FILE: /targets/3/low: is missing; expected a number".
void add_validation(const std::string& path, Report& report, scenarios::Problems& problems);

/// The copy that is shipped, models/validation.json; "" if there is none.
std::string shipped_validation();

} // namespace report
