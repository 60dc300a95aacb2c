// Every parameter of the model, for those who doubt one: what it is, where it comes from, and what changes with it.
#include "models/prediction.h"
#include "scenarios/words.h"
#include "viz/panels/parts.h"
#include "viz/runs/lever_words.h"
#include "viz/widgets/widgets.h"

#include <fmt/format.h>

#include <algorithm>

namespace viz {
namespace {

using Values = sim::ParameterTable<models::Parameters>;

bool is_asked(const Context& context, const sim::ParameterRow& row, bool is_changed) {
    const std::string& filter = context.view.parameter_filter;
    if (context.view.only_assumed && !row.evidence.is_assumed()) return false;
    if (context.view.only_changed && !is_changed) return false;
    return row.id.find(filter) != std::string::npos || row.summary.find(filter) != std::string::npos;
}

void assume(Context& context, const sim::ParameterRow& row, double value) {
    Action action;
    action.kind = ActionKind::assumption, action.command.month = context.month();
    action.command.id = row.id, action.command.value = std::clamp(value, row.range.low, row.range.high);
    context.act(action);
}

void draw_row(Context& context, const sim::ParameterRow& row, bool is_changed) {
    const char* note = "Holds from the first month on, in every lane.";
    const double given = Values::at(context.session->scenario().setup.parameters, row);
    ImGui::TableNextRow();
    ImGui::TableNextColumn();
    ImGui::AlignTextToFramePadding();
    text(cut((is_changed ? "* " : "") + scenarios::capital(row.summary), ImGui::GetContentRegionAvail().x));
    tip(row, note);
    ImGui::TableNextColumn();
    double value = Values::at(context.session->parameters(), row);
    ImGui::SetNextItemWidth(-1);
    const double low = row.range.low, high = row.range.high;
    constexpr double wide = 100; // from so many times on a slider counts in powers of ten
    const ImGuiSliderFlags flags =
        ImGuiSliderFlags_AlwaysClamp | (low > 0 && high > wide * low ? ImGuiSliderFlags_Logarithmic : 0);
    if (ImGui::SliderScalar(fmt::format("##{}", row.id).c_str(), ImGuiDataType_Double, &value, &low, &high, "%.4g",
                            flags))
        assume(context, row, value);
    tip(row, note);
    ImGui::TableNextColumn();
    ImGui::AlignTextToFramePadding();
    text(unit_words(row.unit));
    ImGui::TableNextColumn();
    ImGui::AlignTextToFramePadding();
    text(cut(row.evidence.is_assumed() ? "assumed" : "measured", ImGui::GetContentRegionAvail().x));
    tip(row, note);
    ImGui::TableNextColumn();
    if (is_changed && small_button(fmt::format("Back to {:.4g}###back{}", given, row.id).c_str()))
        assume(context, row, given);
}

} // namespace

void draw_assumptions(Context& context) {
    if (context.workshop) return empty_note("Assumptions stand still during a workshop.");
    const auto& rows = models::parameter_table().rows();
    const auto n_assumed =
        std::count_if(rows.begin(), rows.end(), [](const auto& r) { return r.evidence.is_assumed(); });
    const std::vector<std::string>& changed = context.session->changed_parameters();
    wrapped(
        fmt::format("{} numbers stand behind every curve, {} of them assumed, not measured ({} more belong to accord "
                    "predict alone). Move what you doubt: every lane runs again with it, under the same luck. If "
                    "the answer turns, that number is what has to be found out.",
                    rows.size(), n_assumed, models::prediction_table().rows().size()));
    ImGui::SetNextItemWidth(12 * em());
    input_text("##parameter", context.view.parameter_filter, "search");
    beside(check_width("Assumed only"));
    ImGui::Checkbox("Assumed only", &context.view.only_assumed);
    beside(check_width("Changed only (99)"));
    ImGui::Checkbox(fmt::format("Changed only ({})###changed", changed.size()).c_str(), &context.view.only_changed);
    const auto is_changed = [&](const sim::ParameterRow& row) {
        return std::find(changed.begin(), changed.end(), row.id) != changed.end();
    };
    std::vector<const sim::ParameterRow*> asked;
    for (const sim::ParameterRow& row : rows)
        if (is_asked(context, row, is_changed(row))) asked.push_back(&row);
    if (asked.empty()) return empty_note("No parameter is like that.");
    const float inner = sideways(34);
    if (!ImGui::BeginTable("parameters", 5,
                           ImGuiTableFlags_ScrollY | ImGuiTableFlags_RowBg | ImGuiTableFlags_SizingStretchProp |
                               ImGuiTableFlags_NoSavedSettings | (inner > 0 ? ImGuiTableFlags_ScrollX : 0),
                           {0, room_of(14)}, inner))
        return;
    ImGui::TableSetupScrollFreeze(0, 1);
    constexpr std::array<std::pair<const char*, float>, 5> columns{
        {{"What is assumed", 2.6f}, {"Value", 1.6f}, {"Unit", 1.0f}, {"Evidence", 0.9f}, {"As given", 0.9f}}};
    for (const auto& column : columns)
        ImGui::TableSetupColumn(column.first, 0, column.second);
    headers_row();
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(asked.size()));
    while (clipper.Step())
        for (int n = clipper.DisplayStart; n < clipper.DisplayEnd; ++n) {
            const sim::ParameterRow& row = *asked[static_cast<std::size_t>(n)];
            draw_row(context, row, is_changed(row));
        }
    ImGui::EndTable();
}

} // namespace viz
