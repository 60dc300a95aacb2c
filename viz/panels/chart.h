#pragma once
/// \file
/// What charts over time have in common: values under the mouse, a click that moves time, marks with words for what
/// was done and what struck, and names at the ends of lines.

#include "viz/context/context.h"

#include <imgui.h>

#include <string>
#include <vector>

namespace viz {

/// A line of a chart: by month, in the unit shown; NaN where there is nothing.
struct ChartLine {
    std::string name;
    std::vector<double> x, y; ///< Years; values
    ImU32 colour = 0;
    std::vector<double> low, high; ///< 90 % of other luck by month, where there is a band
};

/// "funding cut", "equal votes 0.8", "a leader leaves": a command in the few words that fit above a chart.
std::string mark_text(const Command& command);

/// All below between BeginPlot and EndPlot, after the axes are set up.
/// Lines with words in the months of the script's commands; those of one month share one.
void draw_marks(const Script& script, std::uint32_t months);
/// Each line's name at its end, moved apart where they would lie on each other.
void draw_end_labels(const std::vector<ChartLine>& lines);
/// The month under the mouse with the value of every line; a click there moves the cursor of time.
void draw_values_under_mouse(Context& context, const std::vector<ChartLine>& lines, const std::string& unit);
/// The cursor of time, which can be dragged.
void draw_time_cursor(Context& context);

} // namespace viz
