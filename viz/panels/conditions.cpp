// What befalls the region: shock buttons and strengths. And what is selected, with what can be done to it.
#include "scenarios/words.h"
#include "viz/panels/parts.h"
#include "viz/runs/lever_words.h"
#include "viz/widgets/widgets.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace viz {
namespace {

void draw_shocks(Context& context) {
    const float half = (ImGui::GetContentRegionAvail().x - ImGui::GetStyle().ItemSpacing.x) / 2;
    float widest = 0;
    std::vector<const models::ConditionInfo*> shocks;
    for (const models::ConditionInfo& info : models::condition_infos)
        if (!info.button.empty()) shocks.push_back(&info);
    for (const models::ConditionInfo* shock : shocks)
        widest = std::max(widest, ImGui::CalcTextSize(shock->button.data()).x + 2 * ImGui::GetStyle().FramePadding.x);
    const bool is_narrow = widest > half; // one below the other where two do not fit
    for (std::size_t n = 0; n < shocks.size(); ++n) {
        if (n % 2 && !is_narrow) ImGui::SameLine();
        if (ImGui::Button(shocks[n]->button.data(), {is_narrow ? -1 : half, 0}))
            context.command(CommandKind::condition, std::string(shocks[n]->id), 1);
        tip(fmt::format("Strikes at full strength in the month of the cursor: {}.", shocks[n]->summary));
    }
    const bool has_school = context.view.selection.school != sim::no_row;
    if (ImGui::Button(has_school ? "Leaders of this school leave" : "All leaders leave", {-1, 0}))
        context.command(CommandKind::leader_leaves, "", 0, context.view.selection.school);
    tip("Principals and superintendents go in the month of the cursor, and with them whoever carried the partnerships. "
        "Select a school "
        "to strike only that one.");
}

void draw_strengths(Context& context) {
    if (!ImGui::CollapsingHeader("Strength of each condition")) return;
    const std::uint32_t month = std::min(context.month(), context.horizon() - 1);
    for (std::size_t c = 1; c < models::n_conditions; ++c) {
        const auto condition = static_cast<models::Condition>(c);
        if (condition == models::Condition::all_at_once) continue;
        const auto& info = models::condition_infos[c];
        auto value = to_float(100 * context.session->strength(context.view.lane, condition, month));
        text(info.name);
        ImGui::SetNextItemWidth(-1);
        if (ImGui::SliderFloat(fmt::format("##{}", info.id).c_str(), &value, 0, 100, "%.0f %%",
                               ImGuiSliderFlags_AlwaysClamp))
            context.command(CommandKind::condition, std::string(info.id), static_cast<double>(value) / 100);
        tip(fmt::format("{}. {}", scenarios::capital(std::string(info.summary)),
                        strikes_at_start(condition) ? "Holds from the first day on: moving it changes the whole run."
                                                    : "Strikes in the month of the cursor; 0 ends it."));
    }
}

void draw_tie(const TieState& tie, const Cast& cast) {
    wrapped(fmt::format("{} and {}: {}", cast.schools[tie.school].name, cast.partners[tie.partner].name,
                        programme_name(tie.programme)));
    muted(fmt::format("{}; trust {:.2f}, shared goals {:.2f}, {:.0f} % of what was promised, pupils served: {:.0f}",
                      tie.stage == models::Stage::active
                          ? "in force for " + scenarios::plural(static_cast<std::size_t>(tie.age), "month")
                          : "in talks",
                      tie.trust, tie.alignment, 100 * tie.kept, tie.served));
}

} // namespace

void draw_lanes(Context& context) {
    if (!context.session->has_branch()) return;
    int lane = context.view.lane == Lane::b;
    ImGui::RadioButton("A", &lane, 0);
    ImGui::SameLine();
    ImGui::RadioButton("B", &lane, 1);
    beside(ImGui::CalcTextSize("what controls move").x);
    muted("what controls move");
    context.view.lane = lane ? Lane::b : Lane::a;
}

void draw_selection(Context& context) {
    Selection& s = context.view.selection;
    const Trajectory* run = context.run();
    const Frame* frame = context.current();
    if (s.is_empty() || !run || !frame) return;
    heading("Selected");
    const Cast& cast = *run->cast;
    if (const TieState* tie = s.tie ? frame->tie(s.tie) : nullptr) draw_tie(*tie, cast);
    if (s.school < cast.schools.size()) {
        const SchoolState& school = frame->schools[s.school];
        wrapped(cast.schools[s.school].name);
        muted(fmt::format("{} pupils, {:.0f} % low-income, {}, {:.0f} USD this month",
                          scenarios::typeset.number(std::round(static_cast<double>(school.students))),
                          100 * cast.schools[s.school].low_income, scenarios::plural(school.n_live, "agreement"),
                          school.received));
    }
    if (s.partner < cast.partners.size()) {
        const PartnerState& partner = frame->partners[s.partner];
        wrapped(cast.partners[s.partner].name);
        muted(partner.is_present
                  ? fmt::format("{}, gives {:.0f} of {:.0f} USD a month",
                                scenarios::plural(partner.n_live, "agreement"), partner.delivered, partner.means)
                  : "has left the region");
        if (ImGui::Button("This partner leaves", {-1, 0}))
            context.command(CommandKind::partner_leaves, "", 0, s.partner);
    }
    Question question;
    question.month = context.month(), question.tie = s.tie, question.school = s.school;
    question.kind = s.tie ? QuestionKind::tie : QuestionKind::school;
    if (s.tie || s.school != sim::no_row) {
        if (ImGui::Button("Why?", {5 * em(), 0})) context.ask(question);
        tip("Its story, and what would have come out differently without each cause");
        ImGui::SameLine();
    }
    if (ImGui::Button("Clear")) s = {};
}

void draw_conditions(Context& context) {
    wrapped_heading("What befalls the region");
    draw_shocks(context);
    draw_strengths(context);
    ImGui::Separator();
}

} // namespace viz
