#pragma once
/// \file
/// The panels, one file each in panels/. Each draws into the current window and shares selection and time through App.

#include "viz/app.h"

namespace viz {

void draw_top_bar(App& app);
void draw_levers(App& app);     ///< Strategy and levers, from the cursor's month on
void draw_conditions(App& app); ///< Strengths and shock buttons
void draw_overview(App& app);   ///< Headline, main outcomes
void draw_time_series(App& app, std::size_t observable, float height, bool has_legend);
void draw_network(App& app);
void draw_schools(App& app);
void draw_equity(App& app);
void draw_flows(App& app);
void draw_students(App& app);
void draw_partnerships(App& app); ///< Timeline
void draw_events(App& app);
void draw_why(App& app);
void draw_workshop(App& app);
void draw_sweep(App& app);
void draw_selection(App& app); ///< What is selected, in short, with what can be done to it

/// Places nodes: schools in the middle by county, partners around those they work with. Deterministic.
void make_layout(App& app);

} // namespace viz
