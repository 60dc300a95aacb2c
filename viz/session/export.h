#pragma once
/// \file
/// What leaves the viewer as files: numbers as CSV, a report as HTML. Each carries seed, version and digest, and is
/// written whole or not at all.

#include "report/chart.h"
#include "viz/session/session.h"

#include <string>
#include <vector>

namespace viz {

/// "seed 1, replicate 0, model 0.1.0, digest 0123456789abcdef" of a lane's run.
std::string provenance(const Trajectory& run);

/// Long table, one row a lane, month and outcome: value, bands, number of replicates, unit, seed, replicate, model,
/// digest. NaN is an empty cell.
std::string series_csv(const Snapshot& now);

/// One HTML page: caveats, headline, a chart of each main outcome, what was done, the event log, provenance.
std::string report_html(const Session& session, const Snapshot& now, std::uint32_t month);

std::string quoted(std::string words); ///< As a cell of CSV.
std::string cell(double value);        ///< Likewise; empty where there is no number.

void write_text(const std::string& path, const std::string& text); ///< Atomic; throws sim::MachineError.

/// The page around a body; everything in `body` is already escaped.
std::string html_page(std::string_view title, const std::string& body);

/// A figure without scripts: picture, caption, and the table behind it, closed until asked for.
std::string static_figure(const report::Chart& chart);

/// A figure on its own: an SVG file with its looks in it, and where it comes from.
std::string svg_file(const report::Chart& chart, const std::string& about);
/// The same numbers: x or the category, then for each series its value and, where there is one, its band; or a row a
/// point; or a row a link.
std::string csv_file(const report::Chart& chart);

/// Name of what a lane runs, for sentences: "collective impact", "B (aligned agreements, changed)".
std::string lane_name(const Session& session, Lane lane);

} // namespace viz
