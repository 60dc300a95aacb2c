// Time, files, looks: the strip on top.
#include "scenarios/words.h"
#include "viz/panels/parts.h"
#include "viz/widgets/widgets.h"

#include "sim/digest.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace viz {
namespace {

/// Is there room for all on one line?
bool is_wide() { return ImGui::GetWindowWidth() > 51 * em(); }

void draw_play(Context& context) {
    if (ImGui::Button(context.view.is_playing ? "Pause" : "Play", {4.5f * em(), 0})) context.play_or_pause();
    tip("Play the months (F5). The run is worked out ahead, so you may jump anywhere.");
    ImGui::SameLine();
}

void draw_pace(Context& context) {
    ViewState& v = context.view;
    if (ImGui::Button("Step")) context.seek(std::floor(v.month) + 1);
    tip("One month on (full stop key; comma goes back, Page Up and Down by a year)");
    ImGui::SameLine();
    ImGui::SetNextItemWidth(8 * em());
    ImGui::SliderFloat("##speed", &v.months_per_second, 1, 24, "%.0f months/s", ImGuiSliderFlags_AlwaysClamp);
    tip("Speed of playing");
}

void draw_months(Context& context, float width) {
    int month = static_cast<int>(context.month());
    const int last = static_cast<int>(context.last_visible());
    const std::string when = month == 0 ? "start" : date_text(static_cast<std::uint32_t>(month - 1));
    ImGui::SetNextItemWidth(width);
    if (ImGui::SliderInt("##month", &month, 0, static_cast<int>(context.horizon()), when.c_str(),
                         ImGuiSliderFlags_AlwaysClamp))
        context.seek(std::min(month, last));
    tip("Drag to any month and back");
}

void draw_undo(Context& context) {
    Session& session = *context.session;
    ImGui::BeginDisabled(!session.can_undo());
    if (ImGui::Button("Undo")) context.undo();
    ImGui::EndDisabled();
    tip("Takes back the last lever, shock, strategy, branch, assumption or move in time (Ctrl Z); Events lists them "
        "all");
    ImGui::SameLine();
    ImGui::BeginDisabled(!session.can_redo());
    if (ImGui::Button("Redo")) context.redo();
    ImGui::EndDisabled();
    tip("Does again what was taken back (Ctrl Y); moving in time leaves it");
    beside(button_width("Restart"));
    if (ImGui::Button("Restart")) context.restart();
    tip("Back to the scenario as it is, with the same luck");
    beside(button_width("Branch B"));
    if (ImGui::Button(session.has_branch() ? "End B" : "Branch B")) {
        Action action;
        action.kind = session.has_branch() ? ActionKind::unbranch : ActionKind::branch;
        action.command.month = context.month();
        context.act(action);
        context.view.lane = session.has_branch() ? Lane::b : Lane::a;
    }
    tip("From this month on a second future, B, runs beside A with the same luck. Controls then move B.");
}

void draw_look_popup(Context& context) {
    if (!ImGui::BeginPopup("look")) return;
    ViewState& v = context.view;
    if (ImGui::Checkbox("Dark", &v.is_dark)) v.must_restyle = true;
    float percent = 100 * v.scale;
    ImGui::SetNextItemWidth(std::min(12 * em(), 0.5f * ImGui::GetMainViewport()->WorkSize.x));
    if (ImGui::SliderFloat("Scale", &percent, 100, 100 * largest_scale, "%.0f %%", ImGuiSliderFlags_AlwaysClamp))
        v.scale = 0.05f * std::round(percent / 5), v.must_restyle = true;
    if (ImGui::Checkbox("Projector view (F11)", &v.is_projector)) v.must_restyle = true;
    ImGui::Checkbox("Controls", &v.shows_controls);
    ImGui::EndPopup();
}

void draw_help(Context& context) {
    if (!context.view.shows_help) return;
    ImGui::SetNextWindowSize({std::min(30 * em(), ImGui::GetMainViewport()->WorkSize.x), 0}, ImGuiCond_Appearing);
    if (ImGui::Begin("Keys", &context.view.shows_help, ImGuiWindowFlags_NoSavedSettings)) {
        for (const char* line :
             {"F5  play, pause", ". ,  a month on, back", "Page Down, Page Up  a year on, back",
              "Home, End  start, end", "Alt 1 ... Alt 0  the views; Alt A  assumptions; Alt S  sweep",
              "Space  play, pause, where nothing is in focus", "Ctrl Z, Ctrl Y  undo, redo", "Ctrl S  save the session",
              "Ctrl +, Ctrl -  larger, smaller", "Ctrl D  dark, light", "F11  projector view",
              "Esc  closes this, then clears what is selected",
              "Tab, arrows, Space  move and press: everything works without a mouse"})
            wrapped(line);
    }
    ImGui::End();
}

void draw_title(const Context& context, float size, float width) {
    ImGui::PushFont(bold_font(), usual_text * size);
    const std::string& title = context.session->scenario().title;
    const std::string fitting = cut(title, width);
    text(fitting);
    if (fitting != title) tip(title);
    ImGui::PopFont();
}

/// "seed 1, luck 0, 100 runs, digest ...": which bits these are.
std::string state_of(const Context& context) {
    const Trajectory* run = context.now.run(Lane::a);
    std::string state = fmt::format("seed {}, luck {}", context.session->scenario().seed, context.session->replicate());
    if (run && !run->is_complete)
        state += fmt::format(", {} of {} months known", run->months_done(), context.horizon());
    if (const Bands* bands = context.now.band(Lane::a)) state += ", " + scenarios::plural(bands->n_done(), "run");
    if (run && run->is_complete) state += ", digest " + sim::hex(run->digest);
    return state;
}

void draw_buttons(Context& context) {
    ImGui::BeginDisabled(context.view.selection.is_empty());
    if (ImGui::Button("Unselect")) context.view.selection = {};
    ImGui::EndDisabled();
    tip("Nothing is selected any more (Esc)");
    beside(button_width("File"));
    if (ImGui::Button("File")) ImGui::OpenPopup("file");
    draw_file_popup(context);
    beside(button_width("Look"));
    if (ImGui::Button("Look")) ImGui::OpenPopup("look");
    draw_look_popup(context);
    beside(button_width("Keys"));
    if (ImGui::Button("Keys")) context.view.shows_help = !context.view.shows_help;
    beside(button_width("Workshop"));
    ImGui::BeginDisabled(context.workshop != nullptr);
    if (ImGui::Button("Workshop")) context.show("workshop");
    ImGui::EndDisabled();
}

void draw_titles(Context& context) {
    constexpr float row = 22, least = 30; // em: the buttons at the right; the width in which they fit beside the title
    const bool has_room = ImGui::GetWindowWidth() > least * em();
    const float buttons = has_room ? row * em() : 0;
    draw_title(context, 1.2f, ImGui::GetContentRegionAvail().x - buttons);
    ImGui::SameLine();
    ImGui::AlignTextToFramePadding();
    ImGui::PushStyleColor(ImGuiCol_Text, palette().muted);
    const float room = ImGui::GetContentRegionAvail().x - buttons;
    text(room > 5 * em() ? cut(state_of(context), room) : "");
    ImGui::PopStyleColor();
    if (has_room) ImGui::SameLine(ImGui::GetWindowWidth() - 21.5f * em());
    draw_buttons(context);
}

/// Where there is room for little: what is played, and a menu of all else.
void draw_small_bar(Context& context) {
    const float menu = button_width("Menu"), full = ImGui::GetContentRegionAvail().x;
    constexpr float for_all = 32; // em: beside each other
    const bool is_low = full > for_all * em();
    if (!is_low) {
        ImGui::AlignTextToFramePadding();
        draw_title(context, 1, full - menu - ImGui::GetStyle().ItemSpacing.x);
        ImGui::SameLine(ImGui::GetCursorPosX() + full - menu);
    }
    if (ImGui::Button("Menu")) ImGui::OpenPopup("menu");
    ImGui::SetNextWindowSize({std::min(full, 30 * em()), 0});
    if (ImGui::BeginPopup("menu")) {
        if (is_low) heading(context.session->scenario().title);
        muted(state_of(context));
        draw_pace(context);
        if (!context.workshop) draw_undo(context);
        draw_buttons(context);
        ImGui::EndPopup();
    }
    if (is_low) ImGui::SameLine();
    draw_play(context);
    draw_months(context, -1);
    draw_help(context);
}

} // namespace

void draw_top_bar(Context& context) {
    if (is_small()) return draw_small_bar(context);
    draw_titles(context);
    draw_play(context);
    draw_pace(context);
    beside(8 * em());
    draw_months(context, is_wide() ? std::max(8 * em(), ImGui::GetContentRegionAvail().x - 23 * em()) : -1);
    if (!context.workshop) {
        if (is_wide()) ImGui::SameLine();
        draw_undo(context);
    }
    draw_help(context);
    ImGui::Separator();
}

} // namespace viz
