// Strategy and levers: sliders that act from the cursor's month.
#include "viz/panels/parts.h"
#include "viz/widgets/widgets.h"

#include <fmt/format.h>

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
            if (ImGui::Selectable(one->name.c_str(), id == now)) {
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
    auto value = to_float(context.session->lever(context.view.lane, row, month));
    text(lever_name(row.id));
    if (context.session->lever(context.view.lane, row, month) != context.session->lever(context.view.lane, row, 0)) {
        ImGui::SameLine();
        ImGui::TextColored(vec(palette().accent), "*");
    }
    tip(row, note);
    ImGui::SetNextItemWidth(-1);
    const std::string format = lever_format(row);
    if (ImGui::SliderFloat(fmt::format("##{}", row.id).c_str(), &value, to_float(row.range.low),
                           to_float(row.range.high), format.c_str(), ImGuiSliderFlags_AlwaysClamp)) {
        const double wanted =
            row.unit == "0 or 1" ? std::round(static_cast<double>(value)) : static_cast<double>(value);
        context.command(CommandKind::lever, row.id, std::clamp(wanted, row.range.low, row.range.high));
    }
    tip(row, note);
}

} // namespace

std::string lever_name(std::string_view id) {
    std::string name(id.substr(id.find('.') + 1));
    for (char& c : name)
        if (c == '-') c = ' ';
    return name;
}

std::string lever_format(const sim::ParameterRow& row) {
    const double span = row.range.high - row.range.low;
    if (row.unit == "0 or 1") return "%.0f (0 no, 1 yes)";
    return fmt::format("%.{}f {}",
                       span >= 20  ? 0
                       : span >= 5 ? 1
                                   : 2,
                       row.unit == "share" || row.unit == "weight" ? "" : row.unit);
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
