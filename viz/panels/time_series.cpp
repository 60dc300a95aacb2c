// An outcome over time: this luck as a line, other luck as bands, A, B and what A is held against side by side.
#include "scenarios/words.h"
#include "viz/panels/chart.h"
#include "viz/panels/parts.h"
#include "viz/runs/outcomes.h"
#include "viz/session/export.h"
#include "viz/widgets/widgets.h"

#include <implot.h>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace viz {
namespace {

std::string label_of(const Context& context, Lane lane) {
    return lane == Lane::a ? "A" : lane == Lane::b ? "B" : lane_name(*context.session, lane);
}

/// The two lanes that a difference is between: B less A, or A less what it is held against.
std::pair<Lane, Lane> compared(const Context& context) {
    const bool has_branch = context.session->has_branch();
    return {has_branch ? Lane::b : Lane::a, has_branch ? Lane::a : Lane::alone};
}

ImU32 team_colour(std::size_t team) {
    return kind_colour(static_cast<models::PartnerKind>(team % models::n_partner_kinds));
}

/// Values scaled for people, by year.
struct Line {
    std::vector<double> x, y;
};
Line line_of(const Trajectory& run, std::size_t observable, double scale, std::uint32_t months) {
    Line line;
    for (std::size_t m = 0; m <= std::min<std::size_t>(months, run.months_done()); ++m)
        line.x.push_back(static_cast<double>(m) / 12), line.y.push_back(scale * run.frames[m]->observables[observable]);
    return line;
}

void plot_band(const Fan& fan, Lane lane, double scale, std::uint32_t months) {
    const auto scaled = [&](const std::vector<double>& column) {
        std::vector<double> values;
        for (std::size_t m = 0; m < column.size() && m <= months; ++m)
            values.push_back(scale * column[m]);
        return values;
    };
    std::vector<double> x;
    for (std::size_t m = 0; m < fan.mid.size() && m <= months; ++m)
        x.push_back(static_cast<double>(m) / 12);
    if (x.size() < 2) return;
    const std::string name = fmt::format("##band{}", static_cast<int>(lane));
    ImPlotSpec spec;
    spec.FillColor = vec(lane_colour(lane)), spec.FillAlpha = lane == Lane::alone ? 0.18f : 0.24f;
    const auto low90 = scaled(fan.low90), high90 = scaled(fan.high90), low50 = scaled(fan.low50),
               high50 = scaled(fan.high50);
    // Months in which the outcome does not exist yet have no band.
    std::size_t first = 0;
    while (first < x.size() && !std::isfinite(low90[first]))
        ++first;
    const int n = static_cast<int>(x.size() - first);
    if (n < 2) return;
    ImPlot::PlotShaded(name.c_str(), &x[first], &low90[first], &high90[first], n, spec);
    spec.FillAlpha = lane == Lane::alone ? 0.22f : 0.34f;
    ImPlot::PlotShaded(name.c_str(), &x[first], &low50[first], &high50[first], n, spec);
}

void plot_line(const Line& line, Lane lane, const char* name, bool is_thin) {
    ImPlotSpec spec;
    spec.LineColor = vec(lane_colour(lane)), spec.LineWeight = px(is_thin ? 1.5f : 2.5f);
    ImPlot::PlotLine(name, line.x.data(), line.y.data(), static_cast<int>(line.x.size()), spec);
    if (lane == Lane::a) return;
    // A mark a year, so that lanes differ by more than colour.
    ImPlotSpec marks;
    marks.Marker = lane == Lane::b ? ImPlotMarker_Square : ImPlotMarker_Cross, marks.MarkerSize = px(4);
    marks.MarkerFillColor = marks.MarkerLineColor = vec(lane_colour(lane));
    std::vector<double> x, y;
    for (std::size_t m = 12; m < line.x.size(); m += 12)
        x.push_back(line.x[m]), y.push_back(line.y[m]);
    ImPlot::PlotScatter(name, x.data(), y.data(), static_cast<int>(x.size()), marks);
}

std::optional<Script> shown_script(const Context& context) {
    if (context.workshop) return context.workshop->teams[context.workshop->current_team].seen->script;
    return context.session->script(context.view.lane);
}

/// Grey where a condition is in force.
void shade_conditions(const Context& context) {
    const std::optional<Script> script = shown_script(context);
    if (!script) return;
    const ImPlotRect limits = ImPlot::GetPlotLimits();
    std::vector<float> force(context.horizon() + 1, 0);
    for (std::uint32_t m = 0; m < context.horizon(); ++m)
        for (const models::ConditionInfo& info : models::condition_infos)
            if (info.passes()) force[m] = std::max(force[m], to_float(strength_at(*script, info.condition, m)));
    ImDrawList* list = ImPlot::GetPlotDrawList();
    ImPlot::PushPlotClipRect();
    for (std::uint32_t m = 0; m < context.horizon(); ++m) {
        if (force[m] <= 0) continue;
        const ImVec2 a = ImPlot::PlotToPixels(static_cast<double>(m) / 12, limits.Y.Max),
                     b = ImPlot::PlotToPixels(static_cast<double>(m + 1) / 12, limits.Y.Min);
        list->AddRectFilled(a, b, with_alpha(palette().muted, 0.14f * force[m]));
    }
    ImPlot::PopPlotClipRect();
}

/// Limits of the value axis over all that is drawn, so that they do not jump while playing.
struct Limits {
    double low = 1e300, high = -1e300;
    void add(double v) {
        if (std::isfinite(v)) low = std::min(low, v), high = std::max(high, v);
    }
};

Limits limits_of(Context& context, std::size_t o, double scale, bool is_difference, std::uint32_t months) {
    Limits l;
    const auto add = [&](const Fan& fan) {
        for (std::size_t m = 0; m < fan.mid.size() && m <= months; ++m)
            l.add(scale * fan.low90[m]), l.add(scale * fan.high90[m]);
    };
    if (is_difference) {
        const auto [one, other] = compared(context);
        add(context.fans.of_gain(context.now, one, other, o));
        const Trajectory *a = context.now.run(one), *b = context.now.run(other);
        for (std::size_t m = 0; a && b && m < std::min(a->frames.size(), b->frames.size()) && m <= months; ++m)
            l.add(scale * (a->frames[m]->observables[o] - b->frames[m]->observables[o]));
        if (l.low <= l.high) l.add(0); // else there is nothing to show, and the chart says so
        return l;
    }
    for (const Lane lane : {Lane::a, Lane::b, Lane::alone}) {
        add(context.fans.of(context.now, lane, o));
        if (const Trajectory* run = context.now.run(lane))
            for (std::size_t m = 0; m < run->frames.size() && m <= months; ++m)
                l.add(scale * run->frames[m]->observables[o]);
    }
    return l;
}

void plot_difference(Context& context, std::size_t o, double scale, std::uint32_t months) {
    const auto [one, other] = compared(context);
    plot_band(context.fans.of_gain(context.now, one, other, o), one, scale, months);
    const Trajectory *a = context.now.run(one), *b = context.now.run(other);
    if (!a || !b) return;
    Line line = line_of(*a, o, scale, months);
    const Line base = line_of(*b, o, scale, months);
    for (std::size_t m = 0; m < std::min(line.y.size(), base.y.size()); ++m)
        line.y[m] -= base.y[m];
    plot_line(line, one, fmt::format("{} less {}", label_of(context, one), label_of(context, other)).c_str(), false);
    const double zero = 0;
    ImPlotSpec spec;
    spec.LineColor = vec(palette().muted), spec.Flags = ImPlotInfLinesFlags_Horizontal;
    ImPlot::PlotInfLines("##zero", &zero, 1, spec);
}

/// A team's curve, or month by month how far it lies above the region with nothing decided.
Line line_of_team(const Context& context, const Trajectory& run, std::size_t o, double scale, std::uint32_t months) {
    Line line = line_of(run, o, scale, months);
    if (!context.view.shows_difference || !context.workshop->untouched()) return line;
    const Line base = line_of(*context.workshop->untouched(), o, scale, months);
    for (std::size_t m = 0; m < std::min(line.y.size(), base.y.size()); ++m)
        line.y[m] -= base.y[m];
    return line;
}

void plot_workshop(Context& context, std::size_t o, double scale, std::uint32_t months) {
    const Workshop& w = *context.workshop;
    if (w.untouched())
        plot_line(line_of_team(context, *w.untouched(), o, scale, months), Lane::alone, "nothing decided", true);
    for (std::size_t t = 0; t < w.teams.size(); ++t) {
        if (!w.teams[t].run) continue;
        const Line line = line_of_team(context, *w.teams[t].run, o, scale, months);
        ImPlotSpec spec;
        spec.LineColor = vec(team_colour(t));
        spec.LineWeight = px(t == w.current_team ? 3.5f : 2);
        ImPlot::PlotLine(w.teams[t].name.c_str(), line.x.data(), line.y.data(), static_cast<int>(line.x.size()), spec);
        ImPlotSpec marks;
        marks.Marker = static_cast<ImPlotMarker>(t % 8), marks.MarkerSize = px(4),
        marks.MarkerFillColor = marks.MarkerLineColor = spec.LineColor;
        std::vector<double> x, y;
        for (std::size_t m = 6 + t; m < line.x.size(); m += 12)
            x.push_back(line.x[m]), y.push_back(line.y[m]);
        ImPlot::PlotScatter(w.teams[t].name.c_str(), x.data(), y.data(), static_cast<int>(x.size()), marks);
    }
}

/// ", bands hold 50 and 90 % of 40 runs so far": of how many, and whether they are those of this run.
std::string band_text(const Context& context) {
    const Lane lane = context.session->has_branch() ? Lane::b : Lane::a;
    const Bands* bands = context.now.band(lane);
    const Trajectory* run = context.now.run(lane);
    if (context.workshop || !bands || !run) return "";
    if (bands->generation != run->generation) return ", bands are still those from before the change";
    return fmt::format(", bands hold 50 and 90 % of {}{}", scenarios::plural(bands->n_done(), "run"),
                       bands->n_done() < context.engine.n_replicates() ? " so far" : "");
}

/// What a lane's chart says under the mouse and at its end.
ChartLine chart_line(Context& context, const Trajectory& run, Lane lane, std::size_t o, double scale,
                     std::uint32_t months) {
    Line line = line_of(run, o, scale, months);
    ChartLine chart{label_of(context, lane), std::move(line.x), std::move(line.y), lane_colour(lane), {}, {}};
    const Fan& fan = context.fans.of(context.now, lane, o);
    for (std::size_t m = 0; m < fan.mid.size(); ++m)
        chart.low.push_back(scale * fan.low90[m]), chart.high.push_back(scale * fan.high90[m]);
    return chart;
}

/// Lines of the difference, with its band.
ChartLine difference_line(Context& context, std::size_t o, double scale, std::uint32_t months) {
    const auto [one, other] = compared(context);
    ChartLine chart;
    chart.name = fmt::format("{} less {}", label_of(context, one), label_of(context, other)),
    chart.colour = lane_colour(one);
    const Trajectory *a = context.now.run(one), *b = context.now.run(other);
    if (!a || !b) return chart;
    Line line = line_of(*a, o, scale, months);
    const Line base = line_of(*b, o, scale, months);
    line.y.resize(std::min(line.y.size(), base.y.size())), line.x.resize(line.y.size());
    for (std::size_t m = 0; m < line.y.size(); ++m)
        line.y[m] -= base.y[m];
    chart.x = std::move(line.x), chart.y = std::move(line.y);
    const Fan& fan = context.fans.of_gain(context.now, one, other, o);
    for (std::size_t m = 0; m < fan.mid.size(); ++m)
        chart.low.push_back(scale * fan.low90[m]), chart.high.push_back(scale * fan.high90[m]);
    return chart;
}

/// An index has no unit but its ends.
std::string axis_words(const std::string& unit) { return unit.starts_with("index") ? "0 to 1" : unit; }

/// What the chart shows, and of what.
std::string title_of(const Context& context, std::size_t o, bool is_difference) {
    const std::string label = scenarios::capital(outcome_label(o));
    if (is_difference) {
        const auto [one, other] = compared(context);
        return fmt::format("{}: {} less {}", label, label_of(context, one), label_of(context, other));
    }
    return label + (context.workshop && context.view.shows_difference ? ": less nothing decided" : "");
}

/// The chart as a file: its lines and bands.
report::Chart chart_of(const std::string& title, const std::vector<ChartLine>& lines, const std::string& unit) {
    report::Chart chart;
    chart.kind = report::ChartKind::steps, chart.id = "chart", chart.caption = title;
    chart.x_title = "Year", chart.y_title = unit, chart.has_reference = false;
    for (const ChartLine& line : lines) {
        report::ChartSeries series;
        series.name = line.name;
        for (std::size_t m = 0; m < line.y.size(); ++m) {
            if (!std::isfinite(line.y[m])) continue;
            const bool has_band = m < line.low.size() && std::isfinite(line.low[m]);
            series.x.push_back(line.x[m]), series.mid.push_back(line.y[m]);
            series.lo.push_back(has_band ? line.low[m] : line.y[m]);
            series.hi.push_back(has_band ? line.high[m] : line.y[m]);
        }
        if (!series.x.empty()) chart.series.push_back(std::move(series));
    }
    return chart;
}

std::vector<ChartLine> lines_of(Context& context, std::size_t o, double scale, bool is_difference,
                                std::uint32_t months) {
    std::vector<ChartLine> lines;
    if (is_difference) return {difference_line(context, o, scale, months)};
    if (!context.workshop) {
        for (const Lane lane : {Lane::a, Lane::b, Lane::alone})
            if (const Trajectory* run = context.now.run(lane))
                lines.push_back(chart_line(context, *run, lane, o, scale, months));
        return lines;
    }
    const Workshop& w = *context.workshop;
    const auto add = [&](const std::string& name, const Trajectory& run, ImU32 colour) {
        Line line = line_of_team(context, run, o, scale, months);
        lines.push_back({name, std::move(line.x), std::move(line.y), colour, {}, {}});
    };
    if (w.untouched()) add("nothing decided", *w.untouched(), lane_colour(Lane::alone));
    for (std::size_t t = 0; t < w.teams.size(); ++t)
        if (w.teams[t].run) add(w.teams[t].name, *w.teams[t].run, team_colour(t));
    return lines;
}

} // namespace

void draw_time_series(Context& context, std::size_t o, float height, bool has_legend) {
    const auto& outcome = models::observables()[o];
    const scenarios::ShownUnit unit = scenarios::shown_unit(outcome.unit);
    const bool is_difference = context.view.shows_difference && !context.workshop;
    const std::uint32_t months = context.workshop ? context.workshop->visible_months(o) : context.horizon();
    Limits l = context.workshop ? Limits{} : limits_of(context, o, unit.scale, is_difference, months);
    if (context.workshop && context.workshop->untouched()) {
        const auto add = [&](const Trajectory& run) {
            for (const double value : line_of_team(context, run, o, unit.scale, months).y)
                l.add(value);
        };
        add(*context.workshop->untouched());
        for (const Team& team : context.workshop->teams)
            if (team.run) add(*team.run);
    }
    const bool is_empty = !(l.low <= l.high);
    if (is_empty) l.low = 0, l.high = 1;
    const double pad = std::max(0.06 * (l.high - l.low), 1e-6);
    const std::vector<ChartLine> lines = lines_of(context, o, unit.scale, is_difference, months);
    const std::string title = title_of(context, o, is_difference),
                      words = axis_words(is_difference ? unit.change : unit.level);
    draw_chart_title(context, outcome.id, title + (has_legend ? band_text(context) : ""),
                     fmt::format("{}. Good is {}.", scenarios::capital(outcome.definition),
                                 outcome.good == sim::Good::up ? "up" : "down"),
                     height, [&] { return chart_file(context, chart_of(title, lines, words)); });
    if (is_empty && is_difference && context.now.is_current) {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        ImGui::Dummy({ImGui::GetContentRegionAvail().x, height});
        const char* nothing = "One of the two has no such thing: there is nothing to compare.";
        ImGui::GetWindowDrawList()->AddText(nullptr, 0, {at.x + em(), at.y + height / 2}, palette().muted, nothing,
                                            nullptr, ImGui::GetContentRegionAvail().x - em());
        return;
    }
    const float width = ImGui::GetContentRegionAvail().x;
    const ImPlotFlags flags = ImPlotFlags_NoTitle | ImPlotFlags_NoMouseText | ImPlotFlags_NoBoxSelect |
                              ImPlotFlags_NoMenus | ImPlotFlags_NoLegend;
    if (!ImPlot::BeginPlot(fmt::format("##{}", outcome.id).c_str(), {-1, height}, flags)) return;
    ImPlot::SetupAxes(height > 9 * em() ? "year" : nullptr, height > 9 * em() ? words.c_str() : nullptr,
                      ImPlotAxisFlags_NoHighlight, ImPlotAxisFlags_NoHighlight);
    const double for_names = has_legend ? room_for_names(lines, width) : 0;
    setup_years(context.horizon(), for_names, width);
    ImPlot::SetupAxisLimits(ImAxis_Y1, l.low - pad, l.high + pad, ImPlotCond_Always);
    shade_conditions(context);
    if (context.workshop)
        plot_workshop(context, o, unit.scale, months);
    else if (is_difference)
        plot_difference(context, o, unit.scale, months);
    else
        for (const Lane lane : {Lane::alone, Lane::a, Lane::b}) {
            if (!context.now.run(lane)) continue;
            plot_band(context.fans.of(context.now, lane, o), lane, unit.scale, months);
            plot_line(line_of(*context.now.run(lane), o, unit.scale, months), lane, label_of(context, lane).c_str(),
                      lane == Lane::alone);
        }
    if (const std::optional<Script> script = shown_script(context); script && has_legend) draw_marks(*script, months);
    draw_time_cursor(context);
    if (has_legend) draw_end_labels(lines);
    draw_values_under_mouse(context, lines, words);
    ImPlot::EndPlot();
}

} // namespace viz
