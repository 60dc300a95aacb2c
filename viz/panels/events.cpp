// The event log: what happened, what was done, newest first; a click goes there.
#include "viz/panels.h"
#include "viz/widgets.h"

#include <fmt/format.h>

#include <algorithm>

namespace viz {
namespace {

struct Line {
    const Happening* happening;
    std::string words;
};

bool contains(const std::string& text, const std::string& part) {
    const auto same = [](char a, char b) {
        return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
    };
    return std::search(text.begin(), text.end(), part.begin(), part.end(), same) != text.end();
}

bool is_asked(const ViewState& view, const Happening& h) {
    const Selection& s = view.selection;
    if (view.hidden_events[static_cast<std::size_t>(h.kind)]) return false;
    const bool is_general = h.school == sim::no_row && h.partner == sim::no_row;
    if (s.tie) return h.tie == s.tie || is_general;
    return is_general ||
           ((s.school == sim::no_row || s.school == h.school) && (s.partner == sim::no_row || s.partner == h.partner));
}

void draw_kinds(App& app) {
    if (ImGui::Button("Kinds")) ImGui::OpenPopup("kinds");
    if (!ImGui::BeginPopup("kinds")) return;
    for (std::size_t k = 0; k < n_happening_kinds; ++k) {
        bool shows = !app.view.hidden_events[k];
        if (ImGui::Checkbox(std::string(name(static_cast<HappeningKind>(k))).c_str(), &shows))
            app.view.hidden_events[k] = !shows;
    }
    ImGui::EndPopup();
}

/// The log of what people did, undoing included, newest first.
void draw_done(const App& app, const Cast& cast) {
    const Session& session = *app.session;
    const std::string title = fmt::format("What you did: {} actions hold, {} lines of log###done", session.n_done(),
                                          session.history().log().size());
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

void draw_events(App& app) {
    const Trajectory* run = app.run();
    if (!run) return empty_note("Events appear once the run is known.");
    ImGui::SetNextItemWidth(12 * em());
    input_text("##search", app.view.filter, "search");
    ImGui::SameLine();
    draw_kinds(app);
    ImGui::SameLine();
    muted("Up to the cursor, newest first. Click an event to go to its month and select who it is about.");
    draw_done(app, *run->cast);
    std::vector<Line> lines;
    for (std::uint32_t m = std::min({app.month(), app.last_visible(), run->months_done()}); m-- > 0;)
        for (const Happening& h : run->happenings[m]) {
            if (!is_asked(app.view, h)) continue;
            std::string words = text_of(h, *run->cast);
            if (contains(words, app.view.filter)) lines.push_back({&h, std::move(words)});
        }
    if (lines.empty()) return empty_note("Nothing has happened yet that you ask for.");
    if (!ImGui::BeginTable("events", 3,
                           ImGuiTableFlags_ScrollY | ImGuiTableFlags_RowBg | ImGuiTableFlags_SizingStretchProp |
                               ImGuiTableFlags_NoSavedSettings))
        return;
    ImGui::TableSetupScrollFreeze(0, 1);
    ImGui::TableSetupColumn("When", ImGuiTableColumnFlags_WidthFixed, 6.5f * em());
    ImGui::TableSetupColumn("Kind", ImGuiTableColumnFlags_WidthFixed, 9.5f * em());
    ImGui::TableSetupColumn("What happened");
    ImGui::TableHeadersRow();
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(lines.size()));
    const Happening* clicked = nullptr;
    while (clipper.Step())
        for (int n = clipper.DisplayStart; n < clipper.DisplayEnd; ++n) {
            const Line& line = lines[static_cast<std::size_t>(n)];
            ImGui::TableNextRow();
            ImGui::TableNextColumn();
            ImGui::PushID(n);
            if (ImGui::Selectable(date_text(line.happening->month).c_str(), false, ImGuiSelectableFlags_SpanAllColumns))
                clicked = line.happening;
            ImGui::PopID();
            ImGui::TableNextColumn();
            ImGui::PushStyleColor(ImGuiCol_Text, is_bad(line.happening->kind) ? palette().bad : palette().good);
            text(name(line.happening->kind));
            ImGui::PopStyleColor();
            ImGui::TableNextColumn();
            text(line.words);
        }
    ImGui::EndTable();
    if (!clicked) return;
    app.view.selection = {clicked->school, clicked->partner, clicked->tie};
    app.seek(clicked->month + 1);
}

} // namespace viz
