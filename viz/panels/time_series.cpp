// An outcome over time: this luck as a line, other luck as bands, A, B and going alone side by side.
#include "scenarios/words.h"
#include "viz/panels/panels.h"
#include "viz/runs/outcomes.h"
#include "viz/widgets/widgets.h"

#include <implot.h>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace viz {
namespace {

const char* label_of(Lane lane) { return lane == Lane::a ? "A" : lane == Lane::b ? "B" : "going alone"; }

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

/// Grey where a condition is in force.
void shade_conditions(const App& app) {
    const std::optional<Script> script =
        app.workshop ? app.workshop->script(app.workshop->current_team) : app.session->script(app.view.lane);
    if (!script) return;
    const ImPlotRect limits = ImPlot::GetPlotLimits();
    std::vector<float> force(app.horizon() + 1, 0);
    for (std::uint32_t m = 0; m < app.horizon(); ++m)
        for (const models::ConditionInfo& info : models::condition_infos)
            if (info.passes()) force[m] = std::max(force[m], to_float(strength_at(*script, info.condition, m)));
    ImDrawList* list = ImPlot::GetPlotDrawList();
    ImPlot::PushPlotClipRect();
    for (std::uint32_t m = 0; m < app.horizon(); ++m) {
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

Limits limits_of(App& app, std::size_t o, double scale, bool is_difference, std::uint32_t months) {
    Limits l;
    const auto add = [&](const Fan& fan) {
        for (std::size_t m = 0; m < fan.mid.size() && m <= months; ++m)
            l.add(scale * fan.low90[m]), l.add(scale * fan.high90[m]);
    };
    if (is_difference) {
        add(app.session->has_branch() ? app.fan_of_gain(Lane::b, Lane::a, o)
                                      : app.fan_of_gain(Lane::a, Lane::alone, o));
        l.add(0);
        return l;
    }
    for (const Lane lane : {Lane::a, Lane::b, Lane::alone}) {
        add(app.fan(lane, o));
        if (const Trajectory* run = app.now.run(lane))
            for (std::size_t m = 0; m < run->frames.size() && m <= months; ++m)
                l.add(scale * run->frames[m]->observables[o]);
    }
    return l;
}

void plot_difference(App& app, std::size_t o, double scale, std::uint32_t months) {
    const bool has_branch = app.session->has_branch();
    const Lane one = has_branch ? Lane::b : Lane::a, other = has_branch ? Lane::a : Lane::alone;
    plot_band(app.fan_of_gain(one, other, o), one, scale, months);
    const Trajectory *a = app.now.run(one), *b = app.now.run(other);
    if (!a || !b) return;
    Line line = line_of(*a, o, scale, months);
    const Line base = line_of(*b, o, scale, months);
    for (std::size_t m = 0; m < std::min(line.y.size(), base.y.size()); ++m)
        line.y[m] -= base.y[m];
    plot_line(line, one, fmt::format("{} less {}", label_of(one), label_of(other)).c_str(), false);
    const double zero = 0;
    ImPlotSpec spec;
    spec.LineColor = vec(palette().muted), spec.Flags = ImPlotInfLinesFlags_Horizontal;
    ImPlot::PlotInfLines("##zero", &zero, 1, spec);
}

/// A team's curve, or what it gains on going alone month by month, where going alone has such a thing.
Line line_of_team(const App& app, const Trajectory& run, std::size_t o, double scale, std::uint32_t months) {
    Line line = line_of(run, o, scale, months);
    if (!app.view.shows_difference || !app.workshop->alone()) return line;
    const Line base = line_of(*app.workshop->alone(), o, scale, months);
    for (std::size_t m = 0; m < std::min(line.y.size(), base.y.size()); ++m)
        if (std::isfinite(base.y[m])) line.y[m] -= base.y[m];
    return line;
}

void plot_workshop(App& app, std::size_t o, double scale, std::uint32_t months) {
    const Workshop& w = *app.workshop;
    if (w.alone()) plot_line(line_of_team(app, *w.alone(), o, scale, months), Lane::alone, "going alone", true);
    for (std::size_t t = 0; t < w.teams.size(); ++t) {
        if (!w.teams[t].run) continue;
        const Line line = line_of_team(app, *w.teams[t].run, o, scale, months);
        ImPlotSpec spec;
        spec.LineColor = vec(kind_colour(static_cast<models::PartnerKind>(t % models::n_partner_kinds)));
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
std::string band_text(const App& app) {
    const Lane lane = app.session->has_branch() ? Lane::b : Lane::a;
    const Bands* bands = app.now.band(lane);
    const Trajectory* run = app.now.run(lane);
    if (app.workshop || !bands || !run) return "";
    if (bands->generation != run->generation) return ", bands are still those from before the change";
    return fmt::format(", bands hold 50 and 90 % of {} runs{}", bands->n_done(),
                       bands->n_done() < app.engine.n_replicates() ? " so far" : "");
}

void plot_cursor(App& app) {
    double year = app.view.month / 12;
    if (ImPlot::DragLineX(0, &year, vec(palette().text), 1.5f)) app.seek(12 * year);
}

} // namespace

void draw_time_series(App& app, std::size_t o, float height, bool has_legend) {
    const auto& outcome = models::observables()[o];
    const scenarios::ShownUnit unit = scenarios::shown_unit(outcome.unit);
    const bool is_difference = app.view.shows_difference && !app.workshop;
    const std::uint32_t months = app.workshop ? app.last_visible() : app.horizon();
    Limits l = app.workshop ? Limits{} : limits_of(app, o, unit.scale, is_difference, months);
    if (app.workshop && app.workshop->alone()) {
        const auto add = [&](const Trajectory& run) {
            for (const double value : line_of_team(app, run, o, unit.scale, months).y)
                l.add(value);
        };
        add(*app.workshop->alone());
        for (const Team& team : app.workshop->teams)
            if (team.run) add(*team.run);
    }
    if (!(l.low <= l.high)) l.low = 0, l.high = 1;
    const double pad = std::max(0.06 * (l.high - l.low), 1e-6);
    text(cut(fmt::format("{}{}{}", scenarios::capital(outcome_label(o)),
                         app.workshop && app.view.shows_difference ? ", gain on going alone"
                         : is_difference                           ? ": difference"
                                                                   : "",
                         has_legend ? band_text(app) : ""),
             ImGui::GetContentRegionAvail().x));
    tip(fmt::format("{} [{}]: {}. Good is {}.", outcome.id, outcome.unit, outcome.definition,
                    outcome.good == sim::Good::up ? "up" : "down"));
    const ImPlotFlags flags = ImPlotFlags_NoTitle | ImPlotFlags_NoMouseText | ImPlotFlags_NoBoxSelect |
                              ImPlotFlags_NoMenus | (has_legend ? 0 : ImPlotFlags_NoLegend);
    if (!ImPlot::BeginPlot(fmt::format("##{}", outcome.id).c_str(), {-1, height}, flags)) return;
    ImPlot::SetupAxes(height > 9 * em() ? "year" : nullptr,
                      (height > 9 * em() ? (is_difference ? unit.change : unit.level).c_str() : nullptr),
                      ImPlotAxisFlags_NoHighlight, ImPlotAxisFlags_NoHighlight);
    ImPlot::SetupAxisLimits(ImAxis_X1, 0, static_cast<double>(app.horizon()) / 12, ImPlotCond_Always);
    ImPlot::SetupAxisLimits(ImAxis_Y1, l.low - pad, l.high + pad, ImPlotCond_Always);
    ImPlot::SetupLegend(ImPlotLocation_NorthWest, ImPlotLegendFlags_Horizontal);
    shade_conditions(app);
    if (app.workshop)
        plot_workshop(app, o, unit.scale, months);
    else if (is_difference)
        plot_difference(app, o, unit.scale, months);
    else
        for (const Lane lane : {Lane::alone, Lane::a, Lane::b}) {
            if (!app.now.run(lane)) continue;
            plot_band(app.fan(lane, o), lane, unit.scale, months);
            plot_line(line_of(*app.now.run(lane), o, unit.scale, months), lane, label_of(lane), lane == Lane::alone);
        }
    plot_cursor(app);
    ImPlot::EndPlot();
}

} // namespace viz
