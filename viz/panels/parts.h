#pragma once
/// \file
/// What is drawn around the pages (pages.h), and parts that several pages share. Each draws into the current window.

#include "viz/context/context.h"

namespace viz {

void draw_top_bar(Context& context);
void draw_trouble(Context& context);     ///< What failed, and sessions that were left behind, where there are any
void draw_file_popup(Context& context);  ///< Opened as "file"
void draw_chart_popup(Context& context); ///< Opened as "save chart" beside a chart
void draw_question(Context& context);    ///< The one that waits, if one does
void draw_levers(Context& context);      ///< Strategy and levers, from the cursor's month on
void draw_conditions(Context& context);  ///< Strengths and shock buttons
void draw_lanes(Context& context);       ///< Which of A and B the controls move
void draw_selection(Context& context);   ///< What is selected, in short, with what can be done to it
void draw_time_series(Context& context, std::size_t observable, float height, bool has_legend);
void draw_reveal(Context& context);  ///< Of a workshop's round, outcome by outcome
void draw_debrief(Context& context); ///< And what came of it
void draw_sweep_points(Context& context, float height);
/// A path to write to or open, and the button that lists what lies in its folder; then there is room for another. In a
/// page, whose files are downloads, nothing.
void path_input(Context& context, Purpose purpose);

/// Groups of levers as leaders speak of them: the part of the id before the dot.
struct LeverGroup {
    const char *prefix, *title;
    bool is_open;
};
inline constexpr std::array<LeverGroup, 6> lever_groups{{{"agreement.", "Agreement: what is written down", true},
                                                         {"governance.", "Governance: who decides", true},
                                                         {"coordination.", "Coordination: who keeps it together", true},
                                                         {"delivery.", "Delivery: how well it is done", false},
                                                         {"money.", "Money: who pays", false},
                                                         {"search.", "Search: whom schools look for", false}}};
/// A slider in the unit that is read ("40 %"), or a box for a yes; true when `value` was moved.
bool lever_slider(const char* label, const sim::ParameterRow& row, double& value);

/// The network of this month as files: a drawing, and a row a tie.
ChartFile network_file(const Context& context, const Frame& frame);

/// Places nodes: schools in the middle by county, partners around those they work with. Deterministic.
void make_layout(Context& context);

} // namespace viz
