#pragma once
/// \file
/// What charts over time have in common: values under the mouse, a click that moves time, marks with words for what
/// was done and what struck, and names at the ends of lines.

#include "report/chart.h"
#include "viz/context/context.h"

#include <imgui.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace viz {

/// A line of a chart: by month, in the unit shown; NaN where there is nothing.
struct ChartLine {
    std::string name;
    std::vector<double> x, y; ///< Years; values
    ImU32 colour = 0;
    std::vector<double> low, high; ///< 90 % of other luck by month, where there is a band
};

/// Title of the chart drawn next, `height` high, cut where it is too long, and beside it "Save": any chart as SVG, PNG
/// or CSV. What is saved is made when it is asked for. `id` differs from chart to chart of a page; `about` is the
/// title's tooltip.
void draw_chart_title(Context& context, std::string_view id, std::string_view title, std::string_view about,
                      float height, const std::function<ChartFile()>& make);
/// "Save" alone, where the cursor stands, for the chart at `place`.
void draw_save(Context& context, std::string_view id, const std::array<float, 4>& place,
               const std::function<ChartFile()>& make);
float save_width();
/// A chart as files that say where its numbers come from; one without numbers is an empty drawing.
ChartFile chart_file(const Context& context, const report::Chart& chart);

/// "funding cut", "equal votes 0.8", "a leader leaves": a command in the few words that fit above a chart.
std::string mark_text(const Command& command);

/// All below between BeginPlot and EndPlot, after the axes are set up.
/// Lines with words in the months of the script's commands; those of one month share one.
void draw_marks(const Script& script, std::uint32_t months);
/// Part of an axis of this width [pixel] to leave free for the names, in units of what comes before.
double room_for_names(const std::vector<ChartLine>& lines, float width);
/// The axis of years, with that room beyond the last and ticks that have room for their numbers; between BeginPlot and
/// what is drawn.
void setup_years(std::uint32_t months, double for_names, float width);
/// Each line's name at its end, moved apart where they would lie on each other.
void draw_end_labels(const std::vector<ChartLine>& lines);
/// The month under the mouse with the value of every line; a click there moves the cursor of time.
void draw_values_under_mouse(Context& context, const std::vector<ChartLine>& lines, const std::string& unit);
/// The cursor of time, which can be dragged.
void draw_time_cursor(Context& context);

} // namespace viz
