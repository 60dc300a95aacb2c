// Strategy and levers: sliders that act from the cursor's month.
#include "viz/panels/panels.h"
#include "viz/widgets/widgets.h"

#include <fmt/format.h>

#include <cmath>

namespace viz {
namespace {

void draw_strategy(App& app) {
    const auto& scenario = app.session->scenario();
    const std::string now = app.session->strategy(app.view.lane);
    const scenarios::Strategy* info = scenario.find_strategy(now);
    ImGui::SetNextItemWidth(-1);
    if (ImGui::BeginCombo("##strategy", info ? info->name.c_str() : now.c_str())) {
        for (const std::string& id : scenario.strategy_ids()) {
            const scenarios::Strategy* one = scenario.find_strategy(id);
            if (ImGui::Selectable(one->name.c_str(), id == now)) {
                Action action;
                action.kind = ActionKind::strategy, action.lane = app.view.lane, action.strategy = id;
                action.command.month = app.month() >= app.horizon() ? 0 : app.month();
                app.act(action);
            }
            tip(one->summary);
        }
        ImGui::EndCombo();
    }
    tip(info ? info->summary + "\nA strategy chosen now moves every lever from this month on." : "");
}

void draw_lever(App& app, const sim::ParameterRow& row) {
    const std::uint32_t month = std::min(app.month(), app.horizon() - 1);
    const bool is_start = acts_at_start(row.id);
    auto value = to_float(app.session->lever(app.view.lane, row, month));
    text(lever_name(row.id));
    if (app.session->lever(app.view.lane, row, month) != app.session->lever(app.view.lane, row, 0)) {
        ImGui::SameLine();
        ImGui::TextColored(vec(palette().accent), "*");
    }
    tip(row, is_start ? "Acts when the region is set up: moving it changes the whole run."
                      : "Acts from the cursor's month on.");
    ImGui::SetNextItemWidth(-1);
    const std::string format = lever_format(row);
    if (ImGui::SliderFloat(fmt::format("##{}", row.id).c_str(), &value, to_float(row.range.low),
                           to_float(row.range.high), format.c_str(), ImGuiSliderFlags_AlwaysClamp)) {
        const double wanted =
            row.unit == "0 or 1" ? std::round(static_cast<double>(value)) : static_cast<double>(value);
        app.command(CommandKind::lever, row.id, std::clamp(wanted, row.range.low, row.range.high));
    }
    tip(row, is_start ? "Acts when the region is set up: moving it changes the whole run."
                      : "Acts from the cursor's month on.");
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

void draw_levers(App& app) {
    heading(app.session->has_branch() ? (app.view.lane == Lane::b ? "Strategy of B" : "Strategy of A") : "Strategy");
    draw_strategy(app);
    for (const LeverGroup& group : lever_groups) {
        if (!ImGui::CollapsingHeader(group.title, group.is_open ? ImGuiTreeNodeFlags_DefaultOpen : 0)) continue;
        for (const sim::ParameterRow& row : models::lever_table().rows())
            if (row.id.starts_with(group.prefix)) draw_lever(app, row);
    }
}

} // namespace viz
