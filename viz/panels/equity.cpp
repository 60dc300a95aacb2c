// Who gains: low-income pupils and others, over time and school by school.
#include "viz/panels/chart.h"
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
    ChartLine poor{"low-income", x, low, kind_colour(models::PartnerKind::business), {}, {}},
        rest{"others", x, other, lane_colour(Lane::a), {}, {}};
    const std::vector<ChartLine> lines{std::move(poor), std::move(rest)};
    const std::string title = "Mean ability of low-income pupils and of others";
    draw_chart_title(context, "groups", title, "", height, [&] {
        report::Chart chart;
        chart.kind = report::ChartKind::fan, chart.id = "groups", chart.caption = title;
        chart.x_title = "Year", chart.y_title = "SD", chart.has_reference = false;
        for (const ChartLine& line : lines)
            chart.series.push_back({line.name, line.x, line.y, line.y, line.y, {}, {}, {}});
        return chart_file(context, chart);
    });
    const float width = ImGui::GetContentRegionAvail().x;
    if (!ImPlot::BeginPlot("##groups", {-1, height},
                           ImPlotFlags_NoTitle | ImPlotFlags_NoMouseText | ImPlotFlags_NoMenus | ImPlotFlags_NoLegend |
                               ImPlotFlags_NoBoxSelect))
        return;
    ImPlot::SetupAxes("year", "SD", ImPlotAxisFlags_NoHighlight, ImPlotAxisFlags_NoHighlight);
    const double for_names = room_for_names(lines, width);
    setup_years(context.horizon(), for_names, width);
    ImPlot::SetupAxisLimits(ImAxis_Y1, lowest - pad, highest + pad, ImPlotCond_Always);
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
    draw_time_cursor(context);
    draw_end_labels(lines);
    draw_values_under_mouse(context, lines, "SD");
    ImPlot::EndPlot();
}

/// Schools as points: share of low-income pupils against what each gained.
struct Cloud {
    std::vector<double> x, y;
    std::vector<sim::Row> school;
};

report::Chart chart_of(const Cloud& with, const Cloud& without, const Cast& cast, const std::string& title) {
    report::Chart chart;
    chart.kind = report::ChartKind::points, chart.id = "schools", chart.caption = title;
    chart.x_title = "Low-income pupils (%)", chart.y_title = "Change (SD)";
    for (const auto& [name, cloud] : {std::pair("with partners", &with), std::pair("without", &without)}) {
        report::ChartSeries series;
        series.name = name, series.x = cloud->x, series.mid = cloud->y;
        for (const sim::Row school : cloud->school)
            series.names.push_back(cast.schools[school].name);
        chart.series.push_back(std::move(series));
    }
    return chart;
}

/// The school under the mouse says who it is; a click selects it.
void draw_school_under_mouse(Context& context, const Cast& cast, const Cloud& with, const Cloud& without) {
    if (!ImPlot::IsPlotHovered()) return;
    const ImVec2 mouse = ImGui::GetMousePos();
    float best = em();
    const Cloud* of = nullptr;
    std::size_t found = 0;
    for (const Cloud* cloud : {&with, &without})
        for (std::size_t n = 0; n < cloud->x.size(); ++n) {
            const ImVec2 at = ImPlot::PlotToPixels(cloud->x[n], cloud->y[n]);
            const float far = std::hypot(at.x - mouse.x, at.y - mouse.y);
            if (far < best) best = far, of = cloud, found = n;
        }
    if (!of) return;
    ImGui::BeginTooltip();
    heading(cast.schools[of->school[found]].name);
    text(fmt::format("{:.0f} % low-income, {:+.3f} SD since the start", of->x[found], of->y[found]));
    ImGui::EndTooltip();
    if (ImGui::IsMouseClicked(ImGuiMouseButton_Left)) context.view.selection = {of->school[found], sim::no_row, 0};
}

void draw_scatter(Context& context, const Trajectory& run, const Frame& frame, float height) {
    Cloud with, without;
    for (std::size_t i = 0; i < frame.schools.size(); ++i) {
        const double gain = static_cast<double>(frame.schools[i].score - run.frames.front()->schools[i].score);
        if (!std::isfinite(gain) || run.cast->schools[i].kind >= models::InstitutionKind::college) continue;
        Cloud& cloud = frame.schools[i].n_live ? with : without;
        cloud.x.push_back(100 * run.cast->schools[i].low_income), cloud.y.push_back(gain);
        cloud.school.push_back(static_cast<sim::Row>(i));
    }
    const std::string title = "Change of each school since the start; dots: with partners, crosses: without";
    draw_chart_title(context, "schools", title, "", height,
                     [&] { return chart_file(context, chart_of(with, without, *run.cast, title)); });
    if (!ImPlot::BeginPlot("##scatter", {-1, height},
                           ImPlotFlags_NoTitle | ImPlotFlags_NoMenus | ImPlotFlags_NoBoxSelect | ImPlotFlags_NoLegend |
                               ImPlotFlags_NoMouseText))
        return;
    ImPlot::SetupAxes("low-income pupils [%]", "change [SD]", ImPlotAxisFlags_NoHighlight,
                      ImPlotAxisFlags_AutoFit | ImPlotAxisFlags_NoHighlight);
    ImPlot::SetupAxisLimits(ImAxis_X1, 0, 100, ImPlotCond_Always);
    const double zero = 0;
    ImPlotSpec base;
    base.LineColor = vec(palette().muted), base.Flags = ImPlotInfLinesFlags_Horizontal;
    ImPlot::PlotInfLines("##zero", &zero, 1, base);
    ImPlotSpec marks;
    constexpr std::size_t many = 150; // points that would cover each other
    marks.Marker = ImPlotMarker_Circle, marks.MarkerSize = px(with.x.size() + without.x.size() > many ? 2.5f : 5);
    marks.MarkerLineColor = marks.MarkerFillColor = vec(lane_colour(Lane::a));
    ImPlot::PlotScatter("with partners", with.x.data(), with.y.data(), static_cast<int>(with.x.size()), marks);
    marks.Marker = ImPlotMarker_Cross, marks.MarkerLineColor = marks.MarkerFillColor = vec(palette().muted);
    ImPlot::PlotScatter("without", without.x.data(), without.y.data(), static_cast<int>(without.x.size()), marks);
    draw_school_under_mouse(context, *run.cast, with, without);
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
    constexpr float for_two = 34; // em that two charts beside each other need
    const int columns = ImGui::GetContentRegionAvail().x > for_two * em() ? 2 : 1;
    if (!ImGui::BeginTable("equity", columns, ImGuiTableFlags_SizingStretchSame)) return;
    ImGui::TableNextColumn();
    draw_groups(context, *run, height);
    ImGui::TableNextColumn();
    draw_time_series(context, gap, height, true);
    ImGui::TableNextColumn();
    draw_scatter(context, *run, *frame, height);
    ImGui::TableNextColumn();
    draw_time_series(context, reach, height, false);
    ImGui::EndTable();
}

} // namespace viz
