#pragma once
/// \file
/// Findings as text, CSV or JSON.

#include "cli/output.h"
#include "experiments/findings/findings.h"

namespace cli {

void write_findings(const experiments::findings::Findings& findings, Format format);

} // namespace cli
