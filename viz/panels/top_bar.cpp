// Time, files, looks: the strip on top.
#include "viz/panels/panels.h"
#include "viz/widgets/widgets.h"

#include "sim/digest.h"

#include <fmt/format.h>

#include <cmath>

namespace viz {
namespace {

/// Is there room for all on one line?
bool is_wide() { return ImGui::GetWindowWidth() > 51 * em(); }

void draw_playing(App& app) {
    ViewState& v = app.view;
    if (ImGui::Button(v.is_playing ? "Pause" : "Play", {4.5f * em(), 0})) app.play_or_pause();
    tip("Play the months (F5). The run is worked out ahead, so you may jump anywhere.");
    ImGui::SameLine();
    if (ImGui::Button("Step")) app.seek(std::floor(v.month) + 1);
    tip("One month on (full stop key; comma goes back, Page Up and Down by a year)");
    ImGui::SameLine();
    ImGui::SetNextItemWidth(8 * em());
    ImGui::SliderFloat("##speed", &v.months_per_second, 1, 24, "%.0f months/s", ImGuiSliderFlags_AlwaysClamp);
    tip("Speed of playing");
    ImGui::SameLine();
    int month = static_cast<int>(app.month());
    const int last = static_cast<int>(app.last_visible());
    const std::string when = month == 0 ? "start" : date_text(static_cast<std::uint32_t>(month - 1));
    ImGui::SetNextItemWidth(is_wide() ? std::max(8 * em(), ImGui::GetContentRegionAvail().x - 23 * em()) : -1);
    if (ImGui::SliderInt("##month", &month, 0, static_cast<int>(app.horizon()), when.c_str(),
                         ImGuiSliderFlags_AlwaysClamp))
        app.seek(std::min(month, last));
    tip("Drag to any month and back");
}

void draw_undo(App& app) {
    Session& session = *app.session;
    ImGui::BeginDisabled(!session.can_undo());
    if (ImGui::Button("Undo")) app.undo();
    ImGui::EndDisabled();
    tip("Takes back the last lever, shock, strategy, branch, assumption or move in time (Ctrl Z); Events lists them "
        "all");
    ImGui::SameLine();
    ImGui::BeginDisabled(!session.can_redo());
    if (ImGui::Button("Redo")) app.redo();
    ImGui::EndDisabled();
    tip("Does again what was taken back (Ctrl Y); moving in time leaves it");
    ImGui::SameLine();
    if (ImGui::Button("Restart")) app.restart();
    tip("Back to the scenario as it is, with the same luck");
    ImGui::SameLine();
    if (ImGui::Button(session.has_branch() ? "End B" : "Branch B")) {
        Action action;
        action.kind = session.has_branch() ? ActionKind::unbranch : ActionKind::branch;
        action.command.month = app.month();
        app.act(action);
        app.view.lane = session.has_branch() ? Lane::b : Lane::a;
    }
    tip("From this month on a second future, B, runs beside A with the same luck. Controls then move B.");
}

void draw_file_popup(App& app) {
    if (!ImGui::BeginPopup("file")) return;
    ViewState& v = app.view;
    heading("Sessions and exports");
    ImGui::SetNextItemWidth(24 * em());
    input_text("File", v.path);
    if (ImGui::Button("Save session")) app.save();
    ImGui::SameLine();
    if (ImGui::Button("Open session")) app.open();
    if (ImGui::Button("Export CSV")) app.export_csv();
    ImGui::SameLine();
    if (ImGui::Button("Export report")) app.export_report();
    ImGui::SameLine();
    if (ImGui::Button("Export picture")) v.wanted_png = v.path;
    if (app.workshop && ImGui::Button("Export debrief pages")) app.export_debriefs();
    if (!v.message.empty()) muted(v.message);
    muted("Every export carries seed, version and digest. A file is written whole or not at all.");
    ImGui::EndPopup();
}

void draw_look_popup(App& app) {
    if (!ImGui::BeginPopup("look")) return;
    ViewState& v = app.view;
    if (ImGui::Checkbox("Dark", &v.is_dark)) v.must_restyle = true;
    float percent = 100 * v.scale;
    ImGui::SetNextItemWidth(12 * em());
    if (ImGui::SliderFloat("Scale", &percent, 100, 250, "%.0f %%", ImGuiSliderFlags_AlwaysClamp))
        v.scale = 0.05f * std::round(percent / 5), v.must_restyle = true;
    if (ImGui::Checkbox("Projector view (F11)", &v.is_projector)) v.must_restyle = true;
    ImGui::Checkbox("Controls", &v.shows_controls);
    int replicate = static_cast<int>(app.session->replicate());
    ImGui::SetNextItemWidth(8 * em());
    if (ImGui::InputInt("Luck", &replicate) && replicate >= 0) {
        Action action;
        action.kind = ActionKind::luck, action.replicate = static_cast<std::uint32_t>(replicate);
        action.command.month = app.month();
        app.act(action);
    }
    tip("Which replicate's luck is shown; all lanes share it");
    ImGui::EndPopup();
}

void draw_help(App& app) {
    if (!app.view.shows_help) return;
    ImGui::SetNextWindowSize({30 * em(), 0}, ImGuiCond_Appearing);
    if (ImGui::Begin("Keys", &app.view.shows_help, ImGuiWindowFlags_NoSavedSettings)) {
        for (const char* line :
             {"F5  play, pause", ". ,  a month on, back", "Page Down, Page Up  a year on, back",
              "Home, End  start, end", "Alt 1 ... Alt 0  the views; Alt A  assumptions; Alt S  sweep",
              "Ctrl Z, Ctrl Y  undo, redo", "Ctrl S  save the session", "Ctrl +, Ctrl -  larger, smaller",
              "Ctrl D  dark, light", "F11  projector view",
              "Tab, arrows, Space  move and press: everything works without a mouse"})
            text(line);
    }
    ImGui::End();
}

void draw_titles(App& app) {
    ImGui::PushFont(bold_font(), usual_text * 1.2f);
    text(app.session->scenario().title);
    ImGui::PopFont();
    ImGui::SameLine();
    const Trajectory* run = app.now.run(Lane::a);
    std::string state = fmt::format("seed {}, luck {}", app.session->scenario().seed, app.session->replicate());
    if (run && !run->is_complete) state += fmt::format(", {} of {} months known", run->months_done(), app.horizon());
    if (const Bands* bands = app.now.band(Lane::a)) state += fmt::format(", {} runs", bands->n_done());
    if (run && run->is_complete) state += ", digest " + sim::hex(run->digest);
    if (const std::string failure = app.engine.failure(); !failure.empty()) state = "the run failed: " + failure;
    ImGui::AlignTextToFramePadding();
    ImGui::PushStyleColor(ImGuiCol_Text, palette().muted);
    text(cut(state, ImGui::GetContentRegionAvail().x - 17 * em()));
    ImGui::PopStyleColor();
    ImGui::SameLine(ImGui::GetWindowWidth() - 16.5f * em());
    if (ImGui::Button("File")) ImGui::OpenPopup("file");
    draw_file_popup(app);
    ImGui::SameLine();
    if (ImGui::Button("Look")) ImGui::OpenPopup("look");
    draw_look_popup(app);
    ImGui::SameLine();
    if (ImGui::Button("Keys")) app.view.shows_help = !app.view.shows_help;
    ImGui::SameLine();
    ImGui::BeginDisabled(app.workshop != nullptr);
    if (ImGui::Button("Workshop")) app.show(Tab::workshop);
    ImGui::EndDisabled();
}

} // namespace

void draw_top_bar(App& app) {
    draw_titles(app);
    draw_playing(app);
    if (!app.workshop) {
        if (is_wide()) ImGui::SameLine();
        draw_undo(app);
    }
    draw_help(app);
    ImGui::Separator();
}

} // namespace viz
