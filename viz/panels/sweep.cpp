// A store of a sweep: strategies by conditions, and what matters most.
#include "experiments/report_html.h"
#include "viz/panels.h"
#include "viz/widgets.h"

#include <implot.h>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace viz {
namespace {

void draw_choice(App& app) {
    const SweepView& sweep = *app.sweep;
    ImGui::SetNextItemWidth(20 * em());
    if (ImGui::BeginCombo("Outcome", sweep.outcomes[app.sweep_chosen].about.substr(0, 60).c_str(),
                          ImGuiComboFlags_HeightLarge)) {
        for (std::size_t o = 0; o < sweep.outcomes.size(); ++o)
            if (ImGui::Selectable(sweep.outcomes[o].id.c_str(), o == app.sweep_chosen))
                app.sweep_chosen = o, app.sweep_outcome.reset();
        ImGui::EndCombo();
    }
    if (!app.sweep_outcome) app.sweep_outcome = read_outcome(sweep, app.sweep_chosen);
}

/// The best strategy of each condition has a frame, so that colour does not stand alone.
void draw_heat(const SweepView& sweep, const SweepOutcome& outcome, const experiments::OutcomeColumn& column,
               float height) {
    text("Mean over points and luck; framed: best under that condition");
    const ImGuiTableFlags flags =
        ImGuiTableFlags_ScrollX | ImGuiTableFlags_ScrollY | ImGuiTableFlags_Borders | ImGuiTableFlags_NoSavedSettings;
    if (!ImGui::BeginTable("heat", static_cast<int>(sweep.conditions.size()) + 1, flags, {0, height})) return;
    ImGui::TableSetupScrollFreeze(1, 1);
    ImGui::TableSetupColumn("Strategy");
    for (const std::string& condition : sweep.conditions)
        ImGui::TableSetupColumn(condition.c_str());
    ImGui::TableHeadersRow();
    const bool is_up = column.good == sim::Good::up;
    for (std::size_t s = 0; s < sweep.strategies.size(); ++s) {
        ImGui::TableNextRow();
        ImGui::TableNextColumn();
        text(sweep.strategies[s]);
        for (std::size_t c = 0; c < sweep.conditions.size(); ++c) {
            ImGui::TableNextColumn();
            const double value = outcome.cells[s][c];
            bool is_best = std::isfinite(value);
            for (const auto& row : outcome.cells)
                if (std::isfinite(row[c]) && (is_up ? row[c] > value : row[c] < value)) is_best = false;
            const auto place = to_float((value - outcome.low) / std::max(1e-12, outcome.high - outcome.low));
            if (std::isfinite(value))
                ImGui::TableSetBgColor(ImGuiTableBgTarget_CellBg,
                                       with_alpha(scale_colour(is_up ? place : 1 - place), 0.55f));
            text(fmt::format("{}{}{}", is_best ? "[" : " ", level(value, column.unit), is_best ? "]" : ""));
        }
    }
    ImGui::EndTable();
}

void draw_tornado(const SweepOutcome& outcome, float height) {
    if (outcome.importance.empty()) return muted("The sweep varies no parameter: there is no sensitivity to show.");
    text("Rank correlation of each input with the outcome, all others held; lines: 95 % interval");
    constexpr std::size_t most = 14;
    std::vector<double> value, low, high, place;
    std::vector<const char*> names;
    for (std::size_t n = std::min(most, outcome.importance.size()); n-- > 0;) {
        const auto& one = outcome.importance[n];
        if (!std::isfinite(one.prcc.value)) continue;
        place.push_back(static_cast<double>(names.size())), names.push_back(one.input.c_str());
        value.push_back(one.prcc.value), low.push_back(one.prcc.value - one.prcc.lo),
            high.push_back(one.prcc.hi - one.prcc.value);
    }
    if (names.empty() || !ImPlot::BeginPlot("##tornado", {-1, height}, ImPlotFlags_CanvasOnly)) return;
    ImPlot::SetupAxes("rank correlation", nullptr);
    ImPlot::SetupAxisLimits(ImAxis_X1, -1, 1, ImPlotCond_Always);
    ImPlot::SetupAxisLimits(ImAxis_Y1, -0.6, static_cast<double>(names.size()) - 0.4, ImPlotCond_Always);
    ImPlot::SetupAxisTicks(ImAxis_Y1, place.data(), static_cast<int>(place.size()), names.data());
    const int n = static_cast<int>(names.size());
    ImPlotSpec bars;
    bars.Flags = ImPlotBarsFlags_Horizontal, bars.FillColor = bars.LineColor = vec(lane_colour(Lane::a));
    ImPlot::PlotBars("prcc", value.data(), place.data(), n, 0.6, bars);
    ImPlotSpec errors;
    errors.Flags = ImPlotErrorBarsFlags_Horizontal, errors.LineColor = vec(palette().text);
    ImPlot::PlotErrorBars("prcc", value.data(), place.data(), low.data(), high.data(), n, errors);
    ImPlot::EndPlot();
}

} // namespace

void draw_sweep(App& app) {
    if (!app.sweep) return empty_note("Open a store: accord view SWEEP.db");
    const SweepView& sweep = *app.sweep;
    wrapped(
        fmt::format("{}: {} runs done, {} failed; {} strategies, {} conditions, {} inputs varied. Seed {}, model {}.",
                    sweep.title, sweep.counts.done, sweep.counts.failed, sweep.strategies.size(),
                    sweep.conditions.size(), sweep.inputs.size(), sweep.seed, sweep.version));
    draw_choice(app);
    const auto& column = sweep.outcomes[app.sweep_chosen];
    const float room = ImGui::GetContentRegionAvail().y - 3 * em();
    draw_heat(sweep, *app.sweep_outcome, column,
              std::min(0.55f * room,
                       (static_cast<float>(sweep.strategies.size()) + 2.2f) * ImGui::GetTextLineHeightWithSpacing()));
    draw_tornado(*app.sweep_outcome, std::max(8 * em(), ImGui::GetContentRegionAvail().y - 2 * em()));
}

} // namespace viz
