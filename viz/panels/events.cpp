// The event log: what happened, what was done, newest first; a click goes there.
#include "scenarios/words.h"
#include "viz/panels/parts.h"
#include "viz/widgets/widgets.h"

#include <fmt/format.h>

#include <algorithm>

namespace viz {
namespace {

void draw_kinds(Context& context) {
    if (ImGui::Button("Kinds")) ImGui::OpenPopup("kinds");
    if (!ImGui::BeginPopup("kinds")) return;
    for (std::size_t k = 0; k < n_happening_kinds; ++k) {
        bool shows = !context.view.hidden_events[k];
        if (ImGui::Checkbox(std::string(name(static_cast<HappeningKind>(k))).c_str(), &shows))
            context.view.hidden_events[k] = !shows;
    }
    ImGui::EndPopup();
}

/// The log of what people did, undoing included, newest first.
void draw_done(const Context& context, const Cast& cast) {
    const Session& session = *context.session;
    const std::string title = fmt::format(
        "What you did: {} {}, {} of log###done", scenarios::plural(session.n_done(), "action"),
        session.n_done() == 1 ? "holds" : "hold", scenarios::plural(session.history().log().size(), "line"));
    if (!ImGui::CollapsingHeader(title.c_str())) return;
    const auto& log = session.history().log();
    ImGui::BeginChild("log",
                      {0, std::min(static_cast<float>(log.size()) + 1, 9.0f) * ImGui::GetTextLineHeightWithSpacing()},
                      ImGuiChildFlags_Borders | ImGuiChildFlags_NavFlattened);
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(log.size()));
    while (clipper.Step())
        for (int n = clipper.DisplayStart; n < clipper.DisplayEnd; ++n) {
            const std::size_t at = log.size() - 1 - static_cast<std::size_t>(n);
            text(fmt::format("{}. {}", at + 1, text_of(log[at], cast)));
        }
    ImGui::EndChild();
}

} // namespace

void draw_events(Context& context) {
    const Trajectory* run = context.run();
    if (!run) return empty_note("Events appear once the run is known.");
    ImGui::SetNextItemWidth(12 * em());
    input_text("##search", context.view.filter, "search");
    ImGui::SameLine();
    draw_kinds(context);
    constexpr const char* note = "Up to the cursor, newest first. Click an event to go to its month and select who it "
                                 "is about.";
    beside(ImGui::CalcTextSize(note).x);
    muted(note);
    draw_done(context, *run->cast);
    const auto& rows =
        context.lists.events.of(*run, std::min(context.month(), context.last_visible()),
                                {context.view.filter, context.view.selection, context.view.hidden_events});
    if (rows.empty()) return empty_note("Nothing has happened yet that you ask for.");
    const float inner = sideways(34);
    if (!ImGui::BeginTable("events", 3,
                           ImGuiTableFlags_ScrollY | ImGuiTableFlags_RowBg | ImGuiTableFlags_SizingStretchProp |
                               ImGuiTableFlags_NoSavedSettings | (inner > 0 ? ImGuiTableFlags_ScrollX : 0),
                           {0, room_of(14)}, inner))
        return;
    ImGui::TableSetupScrollFreeze(0, 1);
    ImGui::TableSetupColumn("When", ImGuiTableColumnFlags_WidthFixed, 6.5f * em());
    ImGui::TableSetupColumn("Kind", ImGuiTableColumnFlags_WidthFixed, 9.5f * em());
    ImGui::TableSetupColumn("What happened");
    headers_row();
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(rows.size()));
    const Happening* clicked = nullptr;
    while (clipper.Step())
        for (int n = clipper.DisplayStart; n < clipper.DisplayEnd; ++n) {
            const Happening& h = at(*run, rows[static_cast<std::size_t>(n)]);
            ImGui::TableNextRow();
            ImGui::TableNextColumn();
            ImGui::PushID(n);
            if (pick(date_text(h.month).c_str(), false, ImGuiSelectableFlags_SpanAllColumns)) clicked = &h;
            ImGui::PopID();
            ImGui::TableNextColumn();
            ImGui::PushStyleColor(ImGuiCol_Text, is_bad(h.kind) ? palette().bad : palette().good);
            text(name(h.kind));
            ImGui::PopStyleColor();
            ImGui::TableNextColumn();
            const std::string words = text_of(h, *run->cast), fitting = cut(words, ImGui::GetContentRegionAvail().x);
            text(fitting);
            if (fitting != words) tip(words);
        }
    ImGui::EndTable();
    if (!clicked) return;
    context.view.selection = {clicked->school, clicked->partner, clicked->tie};
    context.seek(clicked->month + 1);
}

} // namespace viz
