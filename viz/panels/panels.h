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
void draw_assumptions(App& app); ///< Every parameter, to be doubted
void draw_sweep(App& app);
void draw_sweep_points(App& app, float height);
void draw_selection(App& app); ///< What is selected, in short, with what can be done to it

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
std::string lever_name(std::string_view id);            ///< "equal votes" of "governance.equal-votes"
std::string lever_format(const sim::ParameterRow& row); ///< Of its slider: "%.2f hours"

/// Places nodes: schools in the middle by county, partners around those they work with. Deterministic.
void make_layout(App& app);

} // namespace viz
