// Every point of a sweep over one input; a click chooses the point.
#include "scenarios/words.h"
#include "viz/panels/chart.h"
#include "viz/panels/parts.h"
#include "viz/runs/lever_words.h"
#include "viz/runs/outcomes.h"
#include "viz/widgets/widgets.h"

#include <implot.h>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace viz {
namespace {

struct Cloud {
    std::vector<double> x, y;
    std::vector<std::size_t> point; ///< In the slice.
    double x_low = 1e300, x_high = -1e300, y_low = 1e300, y_high = -1e300;
};

Cloud cloud_of(const Context& context, double scale) {
    Cloud cloud;
    const SweepChoice& c = context.sweep.choice;
    for (std::size_t n = 0; n < context.sweep.slice->points.size(); ++n) {
        const SweepPoint& point = context.sweep.slice->points[n];
        const double x = context.sweep.view->treatments[point.row].inputs[c.input],
                     y = scale * (c.shows_gain ? point.gain : point.mean);
        if (!std::isfinite(x) || !std::isfinite(y)) continue;
        cloud.x.push_back(x), cloud.y.push_back(y), cloud.point.push_back(n);
        cloud.x_low = std::min(cloud.x_low, x), cloud.x_high = std::max(cloud.x_high, x);
        cloud.y_low = std::min(cloud.y_low, y), cloud.y_high = std::max(cloud.y_high, y);
    }
    return cloud;
}

report::Chart chart_of(const Cloud& cloud, const std::string& title, const std::string& x, const std::string& y) {
    report::Chart chart;
    chart.kind = report::ChartKind::points, chart.id = "points", chart.caption = title;
    chart.x_title = scenarios::capital(x), chart.y_title = y, chart.has_reference = false;
    report::ChartSeries series;
    series.name = "point", series.x = cloud.x, series.mid = cloud.y;
    for (const std::size_t n : cloud.point)
        series.names.push_back(fmt::format("{}", n + 1));
    chart.series.push_back(std::move(series));
    return chart;
}

/// The place in the cloud that is nearest to the mouse, or its size if none is near.
std::size_t nearest(const Cloud& cloud) {
    const ImVec2 mouse = ImGui::GetMousePos();
    float best = em() * em();
    std::size_t found = cloud.x.size();
    for (std::size_t n = 0; n < cloud.x.size(); ++n) {
        const ImVec2 at = ImPlot::PlotToPixels(cloud.x[n], cloud.y[n]);
        const float far = (at.x - mouse.x) * (at.x - mouse.x) + (at.y - mouse.y) * (at.y - mouse.y);
        if (far < best) best = far, found = n;
    }
    return found;
}

void plot(Context& context, const Cloud& cloud) {
    SweepChoice& c = context.sweep.choice;
    ImPlotSpec dots;
    dots.Marker = ImPlotMarker_Circle, dots.MarkerSize = px(4);
    dots.MarkerFillColor = dots.MarkerLineColor = vec(lane_colour(Lane::a));
    ImPlot::PlotScatter("points", cloud.x.data(), cloud.y.data(), static_cast<int>(cloud.x.size()), dots);
    for (std::size_t n = 0; n < cloud.x.size(); ++n)
        if (cloud.point[n] == c.point) {
            ImPlotSpec chosen;
            chosen.Marker = ImPlotMarker_Diamond, chosen.MarkerSize = px(8);
            chosen.MarkerFillColor = chosen.MarkerLineColor = vec(lane_colour(Lane::b));
            ImPlot::PlotScatter("chosen", &cloud.x[n], &cloud.y[n], 1, chosen);
        }
    if (!ImPlot::IsPlotHovered()) return;
    const std::size_t near = nearest(cloud);
    if (near == cloud.x.size()) return;
    ImGui::SetTooltip("point %zu: %.4g; %.4g", cloud.point[near] + 1, cloud.x[near], cloud.y[near]);
    if (ImGui::IsMouseClicked(ImGuiMouseButton_Left)) c.point = cloud.point[near];
}

} // namespace

void draw_sweep_points(Context& context, float height) {
    const SweepView& sweep = *context.sweep.view;
    SweepChoice& c = context.sweep.choice;
    if (sweep.inputs.empty()) return muted("One point: nothing to draw it over.");
    c.input = std::min(c.input, sweep.inputs.size() - 1);
    const auto& column = sweep.outcomes[c.outcome];
    const scenarios::ShownUnit unit = scenarios::shown_unit(column.unit);
    const Cloud cloud = cloud_of(context, unit.scale);
    const std::string x_title =
        fmt::format("{} [{}]", input_name(sweep.inputs[c.input].id), unit_words(sweep.inputs[c.input].unit));
    const std::string y_title = c.shows_gain ? unit.change : unit.level;
    if (cloud.x.empty()) return muted("No run is done here yet.");
    const std::string title = fmt::format("Each point over {}, mean of its luck", input_name(sweep.inputs[c.input].id));
    draw_chart_title(context, "points", title, "", height - 1.6f * em(),
                     [&] { return chart_file(context, chart_of(cloud, title, x_title, y_title)); });
    const ImPlotFlags flags = ImPlotFlags_NoTitle | ImPlotFlags_NoBoxSelect | ImPlotFlags_NoMenus |
                              ImPlotFlags_NoLegend | ImPlotFlags_NoMouseText;
    if (!ImPlot::BeginPlot("##points", {-1, height - 1.6f * em()}, flags)) return;
    ImPlot::SetupAxes(x_title.c_str(), y_title.c_str(), ImPlotAxisFlags_NoHighlight, ImPlotAxisFlags_NoHighlight);
    const double x_pad = std::max(0.05 * (cloud.x_high - cloud.x_low), 1e-9),
                 y_pad = std::max({0.08 * (cloud.y_high - cloud.y_low), 0.01 * std::abs(cloud.y_high), 1e-9});
    ImPlot::SetupAxisLimits(ImAxis_X1, cloud.x_low - x_pad, cloud.x_high + x_pad, ImPlotCond_Always);
    ImPlot::SetupAxisLimits(ImAxis_Y1, cloud.y_low - y_pad, cloud.y_high + y_pad, ImPlotCond_Always);
    plot(context, cloud);
    ImPlot::EndPlot();
}

} // namespace viz
