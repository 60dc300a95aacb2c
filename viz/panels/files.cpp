// Files: one path a purpose, a list of what lies there, the question before work is lost, and what went wrong.
#include "viz/context/recovery.h"
#include "viz/panels/parts.h"
#include "viz/widgets/widgets.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace viz {
namespace {

namespace fs = std::filesystem;

/// Folders to go into and files to choose, in the folder of `path`.
void draw_folder(Context& context, Purpose purpose) {
    std::string& path = context.files.path(purpose);
    const fs::path folder = fs::path(path).parent_path(), name = fs::path(path).filename();
    ImGui::BeginChild("folder", {32 * em(), 10 * em()}, ImGuiChildFlags_Borders);
    std::optional<fs::path> chosen;
    if (folder.has_relative_path() && pick("..  (one up)", false)) chosen = folder.parent_path() / name;
    for (const auto& entry : context.view.folder.of(folder, info(purpose).extension, ImGui::GetTime())) {
        ImGui::PushID(entry.name.c_str());
        if (pick(((entry.is_folder ? "> " : "") + entry.name).c_str(), entry.name == name.string()))
            chosen = entry.is_folder ? folder / entry.name / name : folder / entry.name;
        ImGui::PopID();
    }
    ImGui::EndChild();
    if (chosen) path = chosen->string();
}

void draw_row(Context& context, Purpose purpose) {
    path_input(context, purpose);
    // In a workshop these would tell what is not revealed; its pages are the debrief's.
    const bool is_secret = context.workshop && (purpose == Purpose::numbers || purpose == Purpose::report);
    ImGui::BeginDisabled(is_secret);
    if (ImGui::Button(info(purpose).button)) write(context, purpose);
    ImGui::EndDisabled();
    if (is_secret) tip("After the workshop: it would tell what is not revealed yet");
    if (purpose == Purpose::session && !context.files.hand_out) { // a page has a button of its own
        ImGui::SameLine();
        if (ImGui::Button("Open session")) open_session(context);
    }
    if (context.view.browses == static_cast<int>(purpose)) draw_folder(context, purpose);
}

void trouble_box(const char* id, const std::string& words, ImU32 colour) {
    ImGui::PushStyleColor(ImGuiCol_Border, colour);
    ImGui::BeginChild(id, {0, 0},
                      ImGuiChildFlags_AutoResizeY | ImGuiChildFlags_AlwaysUseWindowPadding | ImGuiChildFlags_Borders);
    ImGui::PopStyleColor();
    ImGui::PushStyleColor(ImGuiCol_Text, colour);
    wrapped(words);
    ImGui::PopStyleColor();
}

/// Sessions of windows that did not come to their end.
void draw_kept(Context& context) {
    const std::string file = context.files.kept.front();
    trouble_box("kept",
                context.files.hand_out ? "What was not saved when the page was left is kept in this browser."
                                       : "A session was not closed as it should be, and is kept: " + file,
                palette().accent);
    if (ImGui::Button("Recover it")) recover(context, file);
    ImGui::SameLine();
    if (ImGui::Button("Forget it")) forget(file), std::erase(context.files.kept, file);
    ImGui::EndChild();
}

} // namespace

void path_input(Context& context, Purpose purpose) {
    ImGui::PushID(info(purpose).name);
    if (context.files.hand_out) return ImGui::PopID(); // the reader's browser knows where it lies
    ImGui::SetNextItemWidth(std::min(22 * em(), 0.5f * ImGui::GetMainViewport()->WorkSize.x));
    input_text("##path", context.files.path(purpose));
    tip(context.files.path(purpose));
    ImGui::SameLine();
    const int own = static_cast<int>(purpose);
    if (ImGui::Button("Browse")) {
        if (context.view.browses == own)
            context.view.browses.reset();
        else
            context.view.browses = own;
    }
    tip("Shows what lies in that folder");
    beside(button_width(info(purpose).button));
    ImGui::PopID();
}

void draw_file_popup(Context& context) {
    if (!ImGui::BeginPopup("file")) return;
    heading("Sessions and exports");
    for (std::size_t n = 0; n < n_purposes; ++n)
        if (const auto purpose = static_cast<Purpose>(n); purpose < Purpose::drawing)
            if (purpose != Purpose::debriefs || context.workshop) draw_row(context, purpose);
    if (!context.files.notice.empty() && !context.files.is_error) muted(context.files.notice);
    if (context.files.is_error) ImGui::TextColored(vec(palette().bad), "%s", context.files.notice.c_str());
    muted(
        "Every export carries seed, version and digest. A file is written whole or not at all, and none that is there "
        "already is replaced without a question.");
    ImGui::EndPopup();
}

void draw_chart_popup(Context& context) {
    if (!ImGui::BeginPopup("save chart")) return;
    for (const Purpose purpose : chart_purposes) {
        path_input(context, purpose);
        if (ImGui::Button(info(purpose).button)) write(context, purpose), ImGui::CloseCurrentPopup();
        if (context.view.browses == static_cast<int>(purpose)) draw_folder(context, purpose);
    }
    ImGui::EndPopup();
}

void draw_question(Context& context) {
    constexpr const char* title = "Before that###question";
    if (context.files.asked && !ImGui::IsPopupOpen(title)) ImGui::OpenPopup(title);
    ImGui::SetNextWindowPos(ImGui::GetMainViewport()->GetCenter(), ImGuiCond_Appearing, {0.5f, 0.5f});
    if (!ImGui::BeginPopupModal(title, nullptr, ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoSavedSettings))
        return;
    if (!context.files.asked) {
        ImGui::CloseCurrentPopup();
        return ImGui::EndPopup();
    }
    const Asked question = *context.files.asked;
    ImGui::PushTextWrapPos(30 * em());
    text(question.text);
    ImGui::PopTextWrapPos();
    std::function<void(Context&)> chosen;
    for (const auto& [label, what] : question.answers) {
        if (ImGui::Button(label.c_str())) chosen = what;
        ImGui::SameLine();
    }
    const bool must_go = ImGui::Button("Go on as before") || ImGui::IsKeyPressed(ImGuiKey_Escape);
    if (chosen || must_go) context.files.asked.reset(), ImGui::CloseCurrentPopup();
    if (chosen) chosen(context); // may ask the next question
    ImGui::EndPopup();
}

void draw_trouble(Context& context) {
    if (const std::string failure = context.engine.failure(); !failure.empty()) {
        trouble_box("failure", failure + ". The session stays: undo what led there, or try another way.",
                    palette().bad);
        ImGui::EndChild();
    }
    if (context.files.is_error && !ImGui::IsPopupOpen("file")) {
        trouble_box("error", context.files.notice, palette().bad);
        if (ImGui::Button("I see")) context.files.is_error = false;
        ImGui::EndChild();
    }
    if (!context.files.kept.empty()) draw_kept(context);
}

} // namespace viz
