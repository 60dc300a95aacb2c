// Strategy and levers: sliders that act from the cursor's month.
#include "scenarios/words.h"
#include "viz/panels/parts.h"
#include "viz/runs/lever_words.h"
#include "viz/widgets/widgets.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace viz {
namespace {

void draw_strategy(Context& context) {
    const auto& scenario = context.session->scenario();
    const std::string now = context.session->strategy(context.view.lane);
    const scenarios::Strategy* info = scenario.find_strategy(now);
    ImGui::SetNextItemWidth(-1);
    if (ImGui::BeginCombo("##strategy", info ? info->name.c_str() : now.c_str())) {
        for (const std::string& id : scenario.strategy_ids()) {
            const scenarios::Strategy* one = scenario.find_strategy(id);
            if (pick(one->name.c_str(), id == now)) {
                Action action;
                action.kind = ActionKind::strategy, action.lane = context.view.lane, action.strategy = id;
                action.command.month = context.month() >= context.horizon() ? 0 : context.month();
                context.act(action);
            }
            tip(one->summary);
        }
        ImGui::EndCombo();
    }
    tip(info ? info->summary + "\nA strategy chosen now moves every lever from this month on." : "");
}

void draw_lever(Context& context, const sim::ParameterRow& row) {
    const std::uint32_t month = std::min(context.month(), context.horizon() - 1);
    const char* note = moves_coalitions(row.id)
                           ? "Acts from the cursor's month on: coalitions that live change, schools in none found "
                             "others."
                           : "Acts from the cursor's month on.";
    double value = context.session->lever(context.view.lane, row, month);
    text(scenarios::capital(lever_name(row.id)));
    if (value != context.session->lever(context.view.lane, row, 0)) {
        ImGui::SameLine();
        ImGui::TextColored(vec(palette().accent), "*");
    }
    tip(row, note);
    ImGui::SetNextItemWidth(-1);
    if (lever_slider(fmt::format("##{}", row.id).c_str(), row, value))
        context.command(CommandKind::lever, row.id, value);
    tip(row, note);
}

} // namespace

bool lever_slider(const char* label, const sim::ParameterRow& row, double& value) {
    if (is_switch(row)) {
        bool is_on = value >= 0.5;
        if (!ImGui::Checkbox(label, &is_on)) return false;
        value = is_on ? 1 : 0;
        return true;
    }
    const LeverUnit unit = lever_unit(row);
    auto shown = to_float(unit.scale * value);
    const double span = unit.scale * (row.range.high - row.range.low);
    std::string words = unit.unit; // ImGui takes % as the beginning of a number
    for (std::size_t at = 0; (at = words.find('%', at)) != std::string::npos; at += 2)
        words.replace(at, 1, "%%");
    const std::string format = fmt::format("%.{}f {}", span >= 20 ? 0 : 1, words);
    if (!ImGui::SliderFloat(label, &shown, to_float(unit.scale * row.range.low), to_float(unit.scale * row.range.high),
                            format.c_str(), ImGuiSliderFlags_AlwaysClamp))
        return false;
    value = std::clamp(static_cast<double>(shown) / unit.scale, row.range.low, row.range.high);
    return true;
}

void draw_levers(Context& context) {
    heading(context.session->has_branch() ? (context.view.lane == Lane::b ? "Strategy of B" : "Strategy of A")
                                          : "Strategy");
    draw_strategy(context);
    for (const LeverGroup& group : lever_groups) {
        if (!ImGui::CollapsingHeader(group.title, group.is_open ? ImGuiTreeNodeFlags_DefaultOpen : 0)) continue;
        for (const sim::ParameterRow& row : models::lever_table().rows())
            if (row.id.starts_with(group.prefix)) draw_lever(context, row);
    }
}

} // namespace viz
