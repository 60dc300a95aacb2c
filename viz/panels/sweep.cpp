// A store of a sweep: strategies by conditions, what matters most, every point; and any run of it as the live model.
#include "scenarios/words.h"
#include "viz/panels/chart.h"
#include "viz/panels/parts.h"
#include "viz/runs/lever_words.h"
#include "viz/runs/outcomes.h"
#include "viz/widgets/widgets.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace viz {
namespace {

std::string label_of(const experiments::OutcomeColumn& column) {
    const int index = models::observable_index(column.id);
    return index < 0 ? without_dashes(column.id) : outcome_label(static_cast<std::size_t>(index));
}

/// Words to choose among; their ids tell those of the same words apart.
void choose(const char* label, const std::vector<std::string>& words, const std::vector<std::string>& ids,
            std::size_t& chosen, bool& has_changed) {
    ImGui::SetNextItemWidth(14 * em());
    if (!ImGui::BeginCombo(label, words[chosen].c_str(), ImGuiComboFlags_HeightLarge)) return;
    for (std::size_t n = 0; n < words.size(); ++n)
        if (ImGui::Selectable(fmt::format("{}###{}", words[n], ids[n]).c_str(), n == chosen))
            chosen = n, has_changed = true;
    ImGui::EndCombo();
}

std::string baseline_name(const SweepView& sweep) {
    for (std::size_t s = 0; s < sweep.strategies.size(); ++s)
        if (sweep.strategies[s] == sweep.baseline) return sweep.names[s];
    return sweep.baseline;
}

/// Outcome, strategy, condition; reads and computes what is not there yet.
void draw_choice(Context& context) {
    const SweepView& sweep = *context.sweep.view;
    SweepChoice& c = context.sweep.choice;
    std::vector<std::string> outcomes;
    for (const auto& column : sweep.outcomes)
        outcomes.push_back(label_of(column));
    bool has_changed = false;
    const std::size_t outcome = c.outcome;
    const auto combo = [](const char* label) { return 15 * em() + ImGui::CalcTextSize(label).x; };
    choose("Outcome", outcomes, outcomes, c.outcome, has_changed);
    tip(sweep.outcomes[c.outcome].about);
    beside(combo("Strategy"));
    choose("Strategy", sweep.names, sweep.strategies, c.strategy, has_changed);
    beside(combo("Condition"));
    choose("Condition", sweep.condition_words, sweep.conditions, c.condition, has_changed);
    if (!sweep.baseline.empty()) {
        beside(check_width("Difference"));
        has_changed |= ImGui::Checkbox("Difference", &c.shows_gain);
        tip("Less " + baseline_name(sweep) + ", point by point and luck by luck");
    }
    if (outcome != c.outcome || !context.sweep.outcome) context.sweep.outcome = read_outcome(sweep, c.outcome);
    if (has_changed || !context.sweep.slice)
        context.sweep.slice = slice_of(sweep, *context.sweep.outcome, c.strategy, c.condition, c.shows_gain);
    c.point = std::min(c.point, std::max<std::size_t>(1, context.sweep.slice->points.size()) - 1);
}

void draw_finding(const Context& context) {
    caveat_box(sweep_caveats(*context.sweep.view));
    const SweepChoice& c = context.sweep.choice;
    ImGui::PushFont(bold_font(), usual_text * 1.1f);
    wrapped(sweep_finding(*context.sweep.view, *context.sweep.outcome, c.outcome, c.strategy, c.condition));
    ImGui::PopFont();
}

/// Means of all strategies in all conditions.
report::Chart chart_of_cells(const SweepView& sweep, const SweepOutcome& outcome, const std::string& unit, double scale,
                             const std::string& title) {
    report::Chart chart;
    chart.kind = report::ChartKind::heat, chart.id = "cells", chart.caption = title;
    chart.x_title = unit, chart.y_title = "Condition", chart.categories = sweep.condition_words;
    for (std::size_t s = 0; s < sweep.strategies.size(); ++s) {
        report::ChartSeries series;
        series.name = sweep.names[s];
        for (const double value : outcome.cells[s])
            series.mid.push_back(scale * value);
        chart.series.push_back(std::move(series));
    }
    return chart;
}

report::Chart chart_of_importance(const SweepSlice& slice, const std::string& title) {
    report::Chart chart;
    chart.kind = report::ChartKind::intervals, chart.id = "importance", chart.caption = title;
    chart.x_title = "Partial rank correlation", chart.y_title = "Input";
    report::ChartSeries series;
    series.name = "correlation";
    for (const experiments::Importance& one : slice.importance) {
        chart.categories.push_back(input_name(one.input));
        series.mid.push_back(one.prcc.value), series.lo.push_back(one.prcc.lo), series.hi.push_back(one.prcc.hi);
    }
    if (!series.mid.empty()) chart.series.push_back(std::move(series));
    return chart;
}

/// The best strategy of each condition stands in brackets, so that colour does not stand alone; a click chooses.
void draw_heat(Context& context, float height) {
    const SweepView& sweep = *context.sweep.view;
    const SweepOutcome& outcome = *context.sweep.outcome;
    SweepChoice& choice = context.sweep.choice;
    const auto& column = sweep.outcomes[choice.outcome];
    const std::string title = scenarios::capital(label_of(column)) + ": mean of each strategy in each condition";
    const scenarios::ShownUnit unit = scenarios::shown_unit(column.unit);
    draw_chart_title(context, "heat", title, "The best of each condition stands in brackets.", height, [&] {
        return chart_file(context, chart_of_cells(sweep, outcome, unit.level, unit.scale, title));
    });
    const ImGuiTableFlags flags = ImGuiTableFlags_ScrollX | ImGuiTableFlags_ScrollY | ImGuiTableFlags_Borders |
                                  ImGuiTableFlags_NoSavedSettings | ImGuiTableFlags_SizingFixedFit;
    if (!ImGui::BeginTable("heat", static_cast<int>(sweep.conditions.size()) + 1, flags, {0, height})) return;
    ImGui::TableSetupScrollFreeze(1, 1);
    ImGui::TableSetupColumn("Mean; [best]");
    for (const std::string& condition : sweep.condition_words)
        ImGui::TableSetupColumn(condition.c_str());
    headers_row();
    const bool is_up = column.good == sim::Good::up;
    for (std::size_t s = 0; s < sweep.strategies.size(); ++s) {
        ImGui::TableNextRow();
        ImGui::TableNextColumn();
        text(sweep.names[s]);
        const auto* info = scenarios::find_strategy(sweep.strategies[s]);
        tip(info ? info->summary : sweep.names[s]);
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
            const std::string words =
                fmt::format("{}{}{}###{},{}", is_best ? "[" : " ", level(value, column.unit), is_best ? "]" : "", s, c);
            if (ImGui::Selectable(words.c_str(), s == choice.strategy && c == choice.condition)) {
                choice.strategy = s, choice.condition = c;
                context.sweep.slice = slice_of(sweep, outcome, s, c, choice.shows_gain);
            }
            tip(sweep_finding(sweep, outcome, choice.outcome, s, c));
        }
    }
    ImGui::EndTable();
}

/// What an input is: a parameter or lever with unit, range and evidence, or what the experiment says of it.
void tip_of_input(const experiments::InputColumn& input) {
    const std::string varied = fmt::format("Varied here from {:.4g} to {:.4g}.", input.low, input.high);
    if (const auto* row = models::parameter_table().find(input.id)) return tip(*row, varied);
    if (const auto* row = models::lever_table().find(input.id)) return tip(*row, varied);
    tip(fmt::format("{} [{}]\n{}", input.about, unit_words(input.unit), varied));
}

/// Correlations as bars around zero with their intervals; a row chooses the input that the points are drawn over.
void draw_tornado(Context& context) {
    const SweepSlice& slice = *context.sweep.slice;
    const std::string title = "What matters: rank correlation, others held";
    draw_chart_title(context, "importance", title,
                     "Partial rank correlation of each input with what is shown, all other inputs held; the thin line "
                     "is its 95 % interval. It sees only what rises or falls throughout.",
                     ImGui::GetContentRegionAvail().y - ImGui::GetTextLineHeightWithSpacing(),
                     [&] { return chart_file(context, chart_of_importance(slice, title)); });
    if (slice.importance.empty())
        return muted(context.sweep.view->inputs.empty() ? "The sweep varies no input: there is no sensitivity to show."
                                                        : "Too few points for so many inputs.");
    if (!ImGui::BeginTable("tornado", 2,
                           ImGuiTableFlags_ScrollY | ImGuiTableFlags_RowBg | ImGuiTableFlags_SizingStretchProp |
                               ImGuiTableFlags_NoSavedSettings))
        return;
    ImGui::TableSetupColumn("Input", 0, 1);
    ImGui::TableSetupColumn("-1 | 0 | +1", 0, 1.3f);
    headers_row();
    for (const experiments::Importance& one : slice.importance) {
        const auto input =
            static_cast<std::size_t>(std::find_if(context.sweep.view->inputs.begin(), context.sweep.view->inputs.end(),
                                                  [&](const auto& column) { return column.id == one.input; }) -
                                     context.sweep.view->inputs.begin());
        ImGui::TableNextRow();
        ImGui::TableNextColumn();
        if (ImGui::Selectable(
                fmt::format("{}###{}", cut(input_name(one.input), ImGui::GetContentRegionAvail().x), one.input).c_str(),
                input == context.sweep.choice.input, ImGuiSelectableFlags_SpanAllColumns))
            context.sweep.choice.input = input;
        tip_of_input(context.sweep.view->inputs[input]);
        ImGui::TableNextColumn();
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float half = ImGui::GetContentRegionAvail().x / 2, height = ImGui::GetTextLineHeight();
        const auto x = [&](double value) { return at.x + half + half * to_float(value); };
        ImDrawList* list = ImGui::GetWindowDrawList();
        list->AddLine({x(0), at.y}, {x(0), at.y + height}, palette().muted);
        if (!std::isfinite(one.prcc.value)) continue;
        list->AddRectFilled({x(std::min(0.0, one.prcc.value)), at.y + 3},
                            {x(std::max(0.0, one.prcc.value)), at.y + height - 3},
                            lane_colour(one.prcc.value > 0 ? Lane::a : Lane::b), 3);
        list->AddLine({x(one.prcc.lo), at.y + height / 2}, {x(one.prcc.hi), at.y + height / 2}, palette().text, 1.5f);
    }
    ImGui::EndTable();
}

void draw_point(Context& context) {
    const SweepView& sweep = *context.sweep.view;
    SweepChoice& c = context.sweep.choice;
    if (context.sweep.slice->points.empty()) return;
    const SweepPoint& point = context.sweep.slice->points[c.point];
    const auto& column = sweep.outcomes[c.outcome];
    int number = static_cast<int>(c.point) + 1, replicate = static_cast<int>(c.replicate);
    ImGui::SetNextItemWidth(7 * em());
    if (ImGui::InputInt("Point", &number))
        c.point =
            static_cast<std::size_t>(std::clamp(number, 1, static_cast<int>(context.sweep.slice->points.size())) - 1);
    beside(9 * em());
    ImGui::SetNextItemWidth(7 * em());
    const auto& values = context.sweep.outcome->values[point.row];
    if (ImGui::InputInt("Luck", &replicate))
        c.replicate =
            static_cast<std::uint32_t>(std::clamp(replicate, 0, std::max(0, static_cast<int>(values.size()) - 1)));
    beside(button_width("Open this run"));
    if (ImGui::Button("Open this run")) open_run(context, sweep.treatments[point.row].treatment, c.replicate);
    tip("As the live model, with the same parameters and luck: play it, strike it, ask why");
    std::string words;
    for (std::size_t i = 0; i < sweep.inputs.size(); ++i)
        words += fmt::format("{}{} = {:.4g}", i ? ", " : "", input_name(sweep.inputs[i].id),
                             sweep.treatments[point.row].inputs[i]);
    const double own = c.replicate < values.size() ? values[c.replicate] : experiments::absent;
    muted(fmt::format("{}{}mean {}, this luck {}{}", words, words.empty() ? "" : ": ", level(point.mean, column.unit),
                      level(own, column.unit),
                      std::isfinite(point.gain)
                          ? fmt::format(", {} against {}", change(point.gain, column.unit), baseline_name(sweep))
                          : ""));
    if (!context.sweep.opened.empty()) muted(opened_run_text(context));
}

} // namespace

void draw_sweep(Context& context) {
    if (!context.sweep.view) return empty_note("Open a store: accord view SWEEP.db");
    const SweepView& sweep = *context.sweep.view;
    if (sweep.treatments.empty() || sweep.outcomes.empty()) return empty_note("The store holds no run yet.");
    muted(fmt::format("{}: {} runs done, {} failed. Seed {}, model {}.", sweep.title, sweep.counts.done,
                      sweep.counts.failed, sweep.seed, sweep.version));
    draw_choice(context);
    draw_finding(context);
    const float room = ImGui::GetContentRegionAvail().y;
    const float row = ImGui::GetTextLineHeight() + 2 * ImGui::GetStyle().CellPadding.y;
    constexpr float few = 7; // rows that are seen at once, however small the window
    draw_heat(context,
              std::min(std::max(0.35f * room, few * row), (static_cast<float>(sweep.strategies.size()) + 1.1f) * row));
    draw_point(context);
    const float rest = room_of(12, 0.5f * em());
    const int columns = ImGui::GetContentRegionAvail().x > 34 * em() ? 2 : 1;
    if (!ImGui::BeginTable("below", columns, ImGuiTableFlags_SizingStretchProp | ImGuiTableFlags_NoSavedSettings))
        return;
    if (columns == 2) ImGui::TableSetupColumn("tornado", 0, 1), ImGui::TableSetupColumn("points", 0, 1.2f);
    ImGui::TableNextColumn();
    ImGui::BeginChild("tornado-area", {0, rest}, ImGuiChildFlags_NavFlattened);
    draw_tornado(context);
    ImGui::EndChild();
    ImGui::TableNextColumn();
    draw_sweep_points(context, rest);
    ImGui::EndTable();
}

} // namespace viz
