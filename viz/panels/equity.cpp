// Who gains: low-income pupils and others, over time and school by school.
#include "viz/panels/parts.h"
#include "viz/runs/headline.h"
#include "viz/runs/outcomes.h"
#include "viz/session/export.h"
#include "viz/widgets/widgets.h"

#include <implot.h>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace viz {
namespace {

/// A mark a year, so that the groups differ by more than colour.
void plot_yearly(const char* name, const std::vector<double>& x, const std::vector<double>& y, ImPlotMarker marker,
                 const ImVec4& colour) {
    ImPlotSpec marks;
    marks.Marker = marker, marks.MarkerSize = px(5), marks.MarkerFillColor = marks.MarkerLineColor = colour;
    std::vector<double> years, values;
    for (std::size_t m = 12; m < x.size(); m += 12)
        years.push_back(x[m]), values.push_back(y[m]);
    ImPlot::PlotScatter(name, years.data(), values.data(), static_cast<int>(years.size()), marks);
}

/// What the comparison on the first page says of the gap; the caveats first.
void draw_finding(Context& context) {
    const bool has_branch = context.session->has_branch();
    const Lane one = has_branch ? Lane::b : Lane::a, other = has_branch ? Lane::a : Lane::alone;
    const Bands *a = context.now.band(one), *b = context.now.band(other);
    const std::size_t n = a && b ? std::min(a->n_done(), b->n_done()) : 0;
    constexpr std::size_t enough = 10; // pairs before anything is claimed
    if (context.workshop) return;
    caveat_box(caveats_of(context.session->scenario(), n, context.session->changed_parameters()));
    if (n < enough) return muted("Working out what chance alone would do ...");
    const std::uint32_t month = context.month() < 12 ? context.horizon() : context.month();
    ImGui::PushFont(bold_font(), usual_text * 1.1f);
    wrapped(gap_finding(*a, *b, lane_name(*context.session, one), lane_name(*context.session, other), month));
    ImGui::PopFont();
}

/// Mean ability of both groups, and the space between them.
void draw_groups(Context& context, const Trajectory& run, float height) {
    const auto low_index = static_cast<std::size_t>(models::observable_index("ability-low-income")),
               gap_index = static_cast<std::size_t>(models::observable_index("gap-low-income"));
    std::vector<double> x, low, other;
    double lowest = 1e300, highest = -1e300;
    for (std::size_t m = 0; m <= std::min<std::size_t>(context.last_visible(), run.months_done()); ++m) {
        x.push_back(static_cast<double>(m) / 12);
        low.push_back(run.frames[m]->observables[low_index]);
        other.push_back(low.back() + run.frames[m]->observables[gap_index]);
        for (const double value : {low.back(), other.back()})
            if (std::isfinite(value)) lowest = std::min(lowest, value), highest = std::max(highest, value);
    }
    if (lowest > highest) lowest = 0, highest = 1;
    const double pad = std::max(0.08 * (highest - lowest), 1e-6);
    text("Mean ability of low-income pupils and of others");
    if (!ImPlot::BeginPlot("##groups", {-1, height},
                           ImPlotFlags_NoTitle | ImPlotFlags_NoMouseText | ImPlotFlags_NoMenus |
                               ImPlotFlags_NoBoxSelect))
        return;
    ImPlot::SetupAxes("year", "SD", ImPlotAxisFlags_NoHighlight, ImPlotAxisFlags_NoHighlight);
    ImPlot::SetupAxisLimits(ImAxis_X1, 0, static_cast<double>(context.horizon()) / 12, ImPlotCond_Always);
    ImPlot::SetupAxisLimits(ImAxis_Y1, lowest - pad, highest + pad, ImPlotCond_Always);
    ImPlot::SetupLegend(ImPlotLocation_East);
    const int n = static_cast<int>(x.size());
    ImPlotSpec gap;
    gap.FillColor = vec(palette().muted), gap.FillAlpha = 0.3f;
    ImPlot::PlotShaded("the gap", x.data(), low.data(), other.data(), n, gap);
    ImPlotSpec line;
    line.LineWeight = px(2.5f), line.LineColor = vec(kind_colour(models::PartnerKind::business));
    ImPlot::PlotLine("low-income", x.data(), low.data(), n, line);
    plot_yearly("low-income", x, low, ImPlotMarker_Up, line.LineColor);
    line.LineColor = vec(lane_colour(Lane::a)), line.LineWeight = px(2);
    ImPlot::PlotLine("others", x.data(), other.data(), n, line);
    plot_yearly("others", x, other, ImPlotMarker_Square, line.LineColor);
    double year = context.view.month / 12;
    if (ImPlot::DragLineX(0, &year, vec(palette().text), 1.5f)) context.seek(12 * year);
    ImPlot::EndPlot();
}

/// Each school: share of low-income pupils against what it gained.
void draw_scatter(const Trajectory& run, const Frame& frame, float height) {
    std::vector<double> x, y, with_x, with_y;
    for (std::size_t i = 0; i < frame.schools.size(); ++i) {
        const double gain = static_cast<double>(frame.schools[i].score - run.frames.front()->schools[i].score);
        if (!std::isfinite(gain) || run.cast->schools[i].kind >= models::InstitutionKind::college) continue;
        (frame.schools[i].n_live ? with_x : x).push_back(100 * run.cast->schools[i].low_income);
        (frame.schools[i].n_live ? with_y : y).push_back(gain);
    }
    text("Schools: change of ability since the start, by share of low-income pupils");
    if (!ImPlot::BeginPlot("##scatter", {-1, height},
                           ImPlotFlags_NoTitle | ImPlotFlags_NoMenus | ImPlotFlags_NoBoxSelect |
                               ImPlotFlags_NoMouseText))
        return;
    ImPlot::SetupAxes("low-income pupils [%]", "change [SD]", ImPlotAxisFlags_NoHighlight,
                      ImPlotAxisFlags_AutoFit | ImPlotAxisFlags_NoHighlight);
    ImPlot::SetupAxisLimits(ImAxis_X1, 0, 100, ImPlotCond_Always);
    ImPlot::SetupLegend(ImPlotLocation_NorthEast);
    const double zero = 0;
    ImPlotSpec base;
    base.LineColor = vec(palette().muted), base.Flags = ImPlotInfLinesFlags_Horizontal;
    ImPlot::PlotInfLines("##zero", &zero, 1, base);
    ImPlotSpec marks;
    marks.Marker = ImPlotMarker_Circle, marks.MarkerSize = px(5),
    marks.MarkerLineColor = marks.MarkerFillColor = vec(lane_colour(Lane::a));
    ImPlot::PlotScatter("with partners", with_x.data(), with_y.data(), static_cast<int>(with_x.size()), marks);
    marks.Marker = ImPlotMarker_Cross, marks.MarkerLineColor = marks.MarkerFillColor = vec(palette().muted);
    ImPlot::PlotScatter("without", x.data(), y.data(), static_cast<int>(x.size()), marks);
    ImPlot::EndPlot();
}

} // namespace

void draw_equity(Context& context) {
    const Trajectory* run = context.run();
    const Frame* frame = context.current();
    if (!run || !frame) return empty_note("The gap appears once the run is known.");
    const auto gap = static_cast<std::size_t>(models::observable_index("gap-low-income"));
    const auto reach = static_cast<std::size_t>(models::observable_index("served-poor-less-others"));
    draw_finding(context);
    const float line = 2 * ImGui::GetTextLineHeightWithSpacing();
    const float height = std::max(9 * em(), ImGui::GetContentRegionAvail().y / 2 - line);
    if (!ImGui::BeginTable("equity", 2, ImGuiTableFlags_SizingStretchSame)) return;
    ImGui::TableNextColumn();
    draw_groups(context, *run, height);
    ImGui::TableNextColumn();
    draw_time_series(context, gap, height, true);
    ImGui::TableNextColumn();
    draw_scatter(*run, *frame, height);
    ImGui::TableNextColumn();
    draw_time_series(context, reach, height, false);
    ImGui::EndTable();
}

} // namespace viz
