// How pupils are spread: by score now and at the start, low-income and others apart.
#include "scenarios/words.h"
#include "viz/panels/chart.h"
#include "viz/panels/parts.h"
#include "viz/runs/lever_words.h"
#include "viz/widgets/widgets.h"

#include <implot.h>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace viz {
namespace {

constexpr float bin_width = (bins_high - bins_low) / static_cast<float>(n_bins);

struct Curve {
    std::vector<double> x, y;
    double pupils = 0, below = 0; ///< Below -1 SD
};

/// Share of the group's pupils by score [% of the group a bin].
Curve curve_of(const std::array<float, n_bins>& bins) {
    Curve c;
    for (const float n : bins)
        c.pupils += static_cast<double>(n);
    for (std::size_t b = 0; b < n_bins; ++b) {
        const auto middle = static_cast<double>(bins_low + (static_cast<float>(b) + 0.5f) * bin_width);
        c.x.push_back(middle), c.y.push_back(c.pupils > 0 ? 100 * static_cast<double>(bins[b]) / c.pupils : 0);
        if (middle < -1) c.below += static_cast<double>(bins[b]);
    }
    return c;
}

void plot_group(const char* name, const Curve& now, const Curve& start, ImU32 colour, ImPlotMarker marker) {
    ImPlotSpec spec;
    spec.FillColor = vec(colour), spec.FillAlpha = 0.3f;
    ImPlot::PlotShaded(name, now.x.data(), now.y.data(), static_cast<int>(now.x.size()), 0, spec);
    ImPlotSpec line;
    line.LineColor = vec(colour), line.LineWeight = px(2.5f);
    ImPlot::PlotLine(name, now.x.data(), now.y.data(), static_cast<int>(now.x.size()), line);
    // A mark now and then, so that the groups differ by more than colour.
    ImPlotSpec marks;
    marks.Marker = marker, marks.MarkerSize = px(4), marks.MarkerFillColor = marks.MarkerLineColor = vec(colour);
    std::vector<double> x, y;
    for (std::size_t b = 3; b < now.x.size(); b += 6)
        x.push_back(now.x[b]), y.push_back(now.y[b]);
    ImPlot::PlotScatter(name, x.data(), y.data(), static_cast<int>(x.size()), marks);
    line.LineWeight = px(1), line.Marker = ImPlotMarker_Circle, line.MarkerSize = px(1.5f),
    line.MarkerFillColor = line.MarkerLineColor = vec(colour);
    ImPlot::PlotScatter(fmt::format("{} at the start", name).c_str(), start.x.data(), start.y.data(),
                        static_cast<int>(start.x.size()), line);
}

/// The latest month of the last year in which pupils were in programmes: there are none in summer.
const Frame& last_teaching(const Trajectory& run, std::uint32_t month) {
    const auto members = [](const Frame& frame) {
        float n = 0;
        for (std::size_t g = 0; g < models::n_programmes; ++g)
            n += frame.low_members[g] + frame.other_members[g];
        return n;
    };
    for (std::uint32_t m = month; m > 0 && month - m < 12; --m)
        if (members(run.at(m)) > 0) return run.at(m);
    return run.at(month);
}

/// Names of lines above a plot: beside each other where they have room.
bool is_wide_enough(float names) { return ImGui::GetContentRegionAvail().x > names * em(); }

void set_up_legend(bool is_wide) {
    ImPlot::SetupLegend(ImPlotLocation_North, ImPlotLegendFlags_Outside | (is_wide ? ImPlotLegendFlags_Horizontal : 0));
}

report::Chart chart_of_groups(const Curve& low, const Curve& other, const Curve& low_first, const Curve& other_first,
                              const std::string& title) {
    report::Chart chart;
    chart.kind = report::ChartKind::fan, chart.id = "pupils", chart.caption = title;
    chart.x_title = "Ability and passing gains (SD of the nation's pupils)", chart.y_title = "% of the group";
    chart.has_reference = false;
    for (const auto& [name, curve] :
         {std::pair("low-income", &low), std::pair("others", &other), std::pair("low-income at the start", &low_first),
          std::pair("others at the start", &other_first)})
        chart.series.push_back({name, curve->x, curve->y, curve->y, curve->y, {}, {}, {}});
    return chart;
}

report::Chart chart_of_programmes(const std::vector<std::string>& words, const std::vector<double>& low,
                                  const std::vector<double>& all, const std::string& title) {
    report::Chart chart;
    chart.kind = report::ChartKind::bars, chart.id = "programmes", chart.caption = title;
    chart.x_title = "Pupils", chart.y_title = "Programme", chart.categories = words;
    std::vector<double> others;
    for (std::size_t n = 0; n < all.size(); ++n)
        others.push_back(all[n] - low[n]);
    chart.series.push_back({"low-income", {}, low, {}, {}, {}, {}, {}});
    chart.series.push_back({"others", {}, others, {}, {}, {}, {}, {}});
    return chart;
}

/// Pupils in each programme, low-income and others stacked.
void plot_programmes(Context& context, const Frame& frame, float height) {
    std::vector<double> low, other, place;
    std::vector<std::string> words;
    for (std::size_t g = 0; g < models::n_programmes; ++g) {
        if (frame.low_members[g] + frame.other_members[g] <= 0) continue;
        place.push_back(static_cast<double>(words.size()));
        low.push_back(static_cast<double>(frame.low_members[g]));
        other.push_back(low.back() + static_cast<double>(frame.other_members[g]));
        words.push_back(programme_name(g));
    }
    std::vector<const char*> names;
    for (const std::string& one : words)
        names.push_back(one.c_str());
    const std::string title = fmt::format("Pupils in programmes, {}", date_text(frame.month ? frame.month - 1 : 0));
    if (names.empty()) return muted("No pupil is in a programme this month.");
    const bool is_wide = is_wide_enough(18);
    const float a_name = 1.3f, axes = is_wide ? 7 : 9; // em: each bar has room for its name
    height = std::max(height, (a_name * static_cast<float>(names.size()) + axes) * em());
    draw_chart_title(context, "programmes", title, "", height,
                     [&] { return chart_file(context, chart_of_programmes(words, low, other, title)); });
    if (!ImPlot::BeginPlot("##programmes", {-1, height},
                           ImPlotFlags_NoTitle | ImPlotFlags_NoMenus | ImPlotFlags_NoBoxSelect |
                               ImPlotFlags_NoMouseText))
        return;
    ImPlot::SetupAxes("pupils", nullptr, 0, 0);
    ImPlot::SetupAxisLimits(ImAxis_X1, 0, 1.07 * *std::max_element(other.begin(), other.end()), ImPlotCond_Always);
    ImPlot::SetupAxisLimits(ImAxis_Y1, -0.6, static_cast<double>(names.size()) - 0.4, ImPlotCond_Always);
    set_up_legend(is_wide);
    ImPlot::SetupAxisTicks(ImAxis_Y1, place.data(), static_cast<int>(place.size()), names.data());
    ImPlotSpec spec;
    spec.Flags = ImPlotBarsFlags_Horizontal, spec.FillColor = spec.LineColor = vec(lane_colour(Lane::a));
    ImPlot::PlotBars("others", other.data(), place.data(), static_cast<int>(place.size()), 0.65, spec);
    spec.FillColor = spec.LineColor = vec(kind_colour(models::PartnerKind::business));
    ImPlot::PlotBars("low-income", low.data(), place.data(), static_cast<int>(place.size()), 0.65, spec);
    ImPlot::EndPlot();
}

} // namespace

void draw_students(Context& context) {
    const Trajectory* run = context.run();
    const Frame* frame = context.current();
    if (!run || !frame) return empty_note("Pupils appear once the run is known.");
    const Frame& first = *run->frames.front();
    const Curve low = curve_of(frame->low_pupils), other = curve_of(frame->other_pupils);
    wrapped(fmt::format(
        "{} low-income pupils, {:.1f} % of them more than 1 SD below the nation's mean; {} others, "
        "{:.1f} % of them.",
        scenarios::typeset.number(std::round(low.pupils)), low.pupils > 0 ? 100 * low.below / low.pupils : 0,
        scenarios::typeset.number(std::round(other.pupils)), other.pupils > 0 ? 100 * other.below / other.pupils : 0));
    muted("Effects of partnerships move these curves by hundredths of an SD: look at the difference over time for what "
          "they do.");
    const bool is_wide = is_wide_enough(36); // for the names of four lines
    const float height = std::max((is_wide ? 12 : 18) * em(), 0.56f * ImGui::GetContentRegionAvail().y);
    const Curve low_first = curve_of(first.low_pupils), other_first = curve_of(first.other_pupils);
    const std::string title = "Pupils by score, now and at the start";
    draw_chart_title(context, "pupils", title, "", height,
                     [&] { return chart_file(context, chart_of_groups(low, other, low_first, other_first, title)); });
    if (ImPlot::BeginPlot("##pupils", {-1, height},
                          ImPlotFlags_NoTitle | ImPlotFlags_NoMenus | ImPlotFlags_NoBoxSelect |
                              ImPlotFlags_NoMouseText)) {
        ImPlot::SetupAxes("ability and passing gains [SD of the nation's pupils]", "% of the group", 0,
                          ImPlotAxisFlags_AutoFit);
        ImPlot::SetupAxisLimits(ImAxis_X1, static_cast<double>(bins_low), static_cast<double>(bins_high),
                                ImPlotCond_Always);
        set_up_legend(is_wide);
        plot_group("low-income", low, low_first, kind_colour(models::PartnerKind::business), ImPlotMarker_Up);
        plot_group("others", other, other_first, lane_colour(Lane::a), ImPlotMarker_Square);
        ImPlot::EndPlot();
    }
    plot_programmes(context, last_teaching(*run, frame->month), room_of(7, 2.5f * em()));
}

} // namespace viz
