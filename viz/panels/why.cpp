// Why: the story of what was asked about, and its causes by what their absence would have changed.
#include "scenarios/words.h"
#include "viz/panels/parts.h"
#include "viz/runs/outcomes.h"
#include "viz/widgets/widgets.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace viz {
namespace {

void draw_questions(Context& context) {
    const Selection& s = context.view.selection;
    Question question;
    question.month = context.month(), question.observable = context.view.outcome, question.school = s.school,
    question.tie = s.tie;
    if (ImGui::Button("Why is this outcome as it is?"))
        question.kind = QuestionKind::outcome, question.tie = 0, context.ask(question);
    tip(fmt::format("{} in the month of the cursor", outcome_label(context.view.outcome)));
    beside(button_width("Why its deepest dip?"));
    if (ImGui::Button("Why its deepest dip?")) {
        question.kind = QuestionKind::outcome, question.tie = 0;
        if (const Trajectory* run = context.run())
            question.month = deepest_dip(*run, context.view.outcome, context.last_visible());
        if (question.month > 0) context.seek(question.month);
        context.ask(question);
    }
    beside(button_width("Why this school?"));
    ImGui::BeginDisabled(s.school == sim::no_row);
    if (ImGui::Button("Why this school?"))
        question.kind = QuestionKind::school, question.tie = 0, context.ask(question);
    ImGui::EndDisabled();
    beside(button_width("Why this partnership?"));
    ImGui::BeginDisabled(s.tie == 0);
    if (ImGui::Button("Why this partnership?")) question.kind = QuestionKind::tie, context.ask(question);
    ImGui::EndDisabled();
}

void draw_cause(Context& context, const Answer& answer, const Cause& cause, double largest, int number) {
    ImGui::TableNextRow();
    ImGui::TableNextColumn();
    wrapped(cause.text);
    ImGui::TableNextColumn();
    const double effect = std::isfinite(cause.effect()) ? cause.effect() : 0;
    const float width = ImGui::GetContentRegionAvail().x;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float half = width / 2, size = largest > 0 ? half * to_float(std::abs(effect) / largest) : 0;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float height = ImGui::GetTextLineHeight();
    list->AddLine({at.x + half, at.y - 2}, {at.x + half, at.y + height + 2}, palette().muted);
    if (size > 0.5f)
        list->AddRectFilled({effect > 0 ? at.x + half : at.x + half - size, at.y + 2},
                            {effect > 0 ? at.x + half + size : at.x + half, at.y + height - 2},
                            effect > 0 ? lane_colour(Lane::a) : lane_colour(Lane::b), 3);
    ImGui::Dummy({width, height});
    ImGui::TableNextColumn();
    wrapped(effect_text(answer, cause));
    ImGui::PushID(number);
    if (!context.workshop && cause.is_checked && cause.script.holds.empty() && small_button("See it as B")) {
        // The branch begins where this cause struck and leaves it out.
        Action branch;
        branch.kind = ActionKind::branch, branch.command.month = cause.month;
        context.act(branch);
        for (const Command& c : cause.script.commands)
            if (c.month >= cause.month) {
                Action action;
                action.lane = Lane::b, action.command = c;
                context.act(action);
            }
        context.show("overview");
    }
    ImGui::PopID();
}

} // namespace

void draw_why(Context& context) {
    draw_questions(context);
    const auto answer = context.now.answer;
    if (answer && answer->what.empty() && !answer->failure.empty()) return empty_note(verdict(*answer));
    if (!answer || answer->what.empty())
        return empty_note("Select a school or a partnership anywhere, or an outcome, and ask why.");
    ImGui::Separator();
    ImGui::PushFont(bold_font(), usual_text * 1.15f);
    wrapped(scenarios::capital(answer->what));
    ImGui::PopFont();
    const Trajectory* run = context.run();
    if (run && answer->generation != run->generation)
        muted("This was asked of an earlier run; it is being worked out again ...");
    wrapped_heading("What caused it, checked by running the same luck again without it");
    if (const std::string sentence = verdict(*answer); !sentence.empty()) wrapped(sentence);
    if (answer->causes.empty())
        muted("The log holds no condition, command or departure before this month that could have caused it.");
    double largest = 0;
    for (const Cause& cause : answer->causes)
        if (std::isfinite(cause.effect())) largest = std::max(largest, std::abs(cause.effect()));
    const float room = room_of(20);
    const float inner = sideways(30);
    if (ImGui::BeginTable("causes", 3,
                          ImGuiTableFlags_RowBg | ImGuiTableFlags_ScrollY | ImGuiTableFlags_SizingStretchProp |
                              ImGuiTableFlags_NoSavedSettings | (inner > 0 ? ImGuiTableFlags_ScrollX : 0),
                          {0, 0.58f * room}, inner)) {
        ImGui::TableSetupScrollFreeze(0, 1);
        ImGui::TableSetupColumn("Cause", 0, 2);
        ImGui::TableSetupColumn("Without it: less | more", 0, 1);
        ImGui::TableSetupColumn("What would have been", 0, 2);
        headers_row();
        int n = 0;
        for (const Cause& cause : answer->causes)
            draw_cause(context, *answer, cause, largest, n++);
        ImGui::EndTable();
    }
    heading("Its story");
    ImGui::BeginChild("story", {0, room_of(7)}, ImGuiChildFlags_NavFlattened);
    if (answer->story.empty()) muted("Nothing in the log is about it.");
    for (const std::string& line : answer->story)
        wrapped(line);
    ImGui::EndChild();
}

} // namespace viz
