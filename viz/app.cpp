#include "viz/app.h"

#include "viz/panels/pages.h"
#include "viz/panels/parts.h"
#include "viz/widgets/theme.h"
#include "viz/widgets/widgets.h"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

namespace viz {
namespace {

/// Do controls and pages fit beside each other? Else the controls are a page among the others.
bool is_narrow() { return ImGui::GetMainViewport()->WorkSize.x < 44 * em(); }

bool shows_controls(const Context& context) {
    return context.view.shows_controls && !context.view.is_projector && !context.workshop;
}

/// What is selected and how it is controlled.
void draw_strategy(Context& context) {
    draw_lanes(context);
    draw_conditions(context);
    draw_levers(context);
}

void draw_controls_page(Context& context) {
    if (!ImGui::BeginTabItem("Controls")) return;
    ImGui::BeginChild("view", {0, 0}, ImGuiChildFlags_NavFlattened);
    draw_selection(context);
    draw_strategy(context);
    ImGui::EndChild();
    ImGui::EndTabItem();
}

/// The page, in what is left of the window; what is narrower than it must be scrolls sideways.
void draw_page(Context& context, const Page& page) {
    const float least = (is_small() ? 20 : 30) * em();
    const bool is_wider = ImGui::GetContentRegionAvail().x < least;
    if (is_wider) ImGui::SetNextWindowContentSize({least, 0});
    ImGui::BeginChild("view", {0, 0}, ImGuiChildFlags_NavFlattened,
                      is_wider ? ImGuiWindowFlags_HorizontalScrollbar : 0);
    page.draw(context);
    ImGui::EndChild();
}

/// In a small window pages are chosen from a list, of which the controls are the second.
void draw_small_pages(Context& context) {
    ViewState& v = context.view;
    const Page* now = find_page(v.page);
    if (!now || !now->is_there(context)) now = &pages().front();
    if (v.must_focus_page) v.is_at_controls = v.must_focus_page = false;
    v.is_at_controls &= shows_controls(context);
    ImGui::SetNextItemWidth(-1);
    if (ImGui::BeginCombo("##page", v.is_at_controls ? "Controls" : now->title, ImGuiComboFlags_HeightLargest)) {
        for (const Page& page : pages()) {
            if (page.is_there(context) && pick(page.title, !v.is_at_controls && &page == now))
                v.page = page.word, v.is_at_controls = false;
            if (&page == &pages().front() && shows_controls(context) && pick("Controls", v.is_at_controls))
                v.is_at_controls = true;
        }
        ImGui::EndCombo();
    }
    if (!v.is_at_controls) return draw_page(context, *now);
    ImGui::BeginChild("controls", {0, 0}, ImGuiChildFlags_NavFlattened);
    draw_selection(context);
    draw_strategy(context);
    ImGui::EndChild();
}

void draw_pages(Context& context) {
    ViewState& v = context.view;
    if (is_small()) return draw_small_pages(context);
    if (!ImGui::BeginTabBar("views", ImGuiTabBarFlags_FittingPolicyScroll)) return;
    for (const Page& page : pages()) {
        if (!page.is_there(context)) continue;
        const bool must_open = v.must_focus_page && v.page == page.word;
        if (!ImGui::BeginTabItem(page.title, nullptr, must_open ? ImGuiTabItemFlags_SetSelected : 0)) continue;
        if (!v.must_focus_page || v.page == page.word) v.page = page.word, v.must_focus_page = false;
        draw_page(context, page);
        ImGui::EndTabItem();
    }
    if (shows_controls(context) && is_narrow()) draw_controls_page(context);
    ImGui::EndTabBar();
}

void draw_controls(Context& context) {
    ImGui::BeginChild("controls", {std::min(21 * em(), 0.36f * ImGui::GetContentRegionAvail().x), 0},
                      ImGuiChildFlags_Borders | ImGuiChildFlags_NavFlattened);
    // What is selected stands below, so that selecting moves nothing under the mouse.
    const float card =
        context.view.selection.is_empty() ? 0 : std::min(13 * em(), ImGui::GetContentRegionAvail().y / 2);
    ImGui::BeginChild("strategy", {0, card > 0 ? -card : 0}, ImGuiChildFlags_NavFlattened);
    draw_strategy(context);
    ImGui::EndChild();
    if (card > 0) {
        ImGui::Separator();
        ImGui::BeginChild("card", {0, 0}, ImGuiChildFlags_NavFlattened);
        draw_selection(context);
        ImGui::EndChild();
    }
    ImGui::EndChild();
    ImGui::SameLine();
}

bool chord(ImGuiKeyChord key) { return ImGui::Shortcut(key, ImGuiInputFlags_RouteGlobal); }

/// Keys with Ctrl, Alt or a number: they act wherever one is, also while text is typed.
void chords(Context& context) {
    ViewState& v = context.view;
    if (chord(ImGuiMod_Ctrl | ImGuiKey_Z)) context.undo();
    if (chord(ImGuiMod_Ctrl | ImGuiKey_Y)) context.redo();
    if (chord(ImGuiMod_Ctrl | ImGuiKey_S)) write(context, Purpose::session);
    if (chord(ImGuiMod_Ctrl | ImGuiKey_D)) v.is_dark = !v.is_dark, v.must_restyle = true;
    for (const Page& page : pages())
        if (page.is_there(context) && chord(ImGuiMod_Alt | page.key)) context.show(page.word);
    const auto zoom = [&](float by) { v.scale = std::clamp(v.scale + by, 1.0f, largest_scale), v.must_restyle = true; };
    if (chord(ImGuiMod_Ctrl | ImGuiKey_Equal)) zoom(0.25f);
    if (chord(ImGuiMod_Ctrl | ImGuiKey_Minus)) zoom(-0.25f);
    if (ImGui::IsKeyPressed(ImGuiKey_F1)) v.shows_help = !v.shows_help;
    if (ImGui::IsKeyPressed(ImGuiKey_F5)) context.play_or_pause();
    if (ImGui::IsKeyPressed(ImGuiKey_F11)) v.is_projector = !v.is_projector, v.must_restyle = true;
}

/// Keys that move in time. Each does this and nothing else: while no text is typed they are owned, so that Dear ImGui
/// neither scrolls nor moves the focus with them.
void time_keys(Context& context) {
    const ImGuiID owner = ImGui::GetID("time");
    const auto pressed = [&](ImGuiKey key) {
        ImGui::SetKeyOwner(key, owner);
        return ImGui::IsKeyPressed(key, ImGuiInputFlags_Repeat, owner);
    };
    if (ImGui::GetIO().WantTextInput) return;
    const double month = context.view.month;
    if (pressed(ImGuiKey_Home)) context.seek(0);
    if (pressed(ImGuiKey_End)) context.seek(context.last_visible());
    if (pressed(ImGuiKey_PageUp)) context.seek(month - 12);
    if (pressed(ImGuiKey_PageDown)) context.seek(month + 12);
    if (pressed(ImGuiKey_Comma)) context.seek(std::floor(month) - 1);
    if (pressed(ImGuiKey_Period)) context.seek(std::floor(month) + 1);
    // Esc takes away the uppermost thing: a popup (Dear ImGui does that), the keys, what is selected.
    if (ImGui::IsKeyPressed(ImGuiKey_Escape, false) && !ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopup)) {
        if (context.view.shows_help)
            context.view.shows_help = false;
        else
            context.view.selection = {};
    }
    // Space presses what the keyboard has in focus; where nothing is, it plays, as in every player.
    if (!ImGui::GetIO().NavVisible && !ImGui::IsAnyItemActive() && ImGui::IsKeyPressed(ImGuiKey_Space, false))
        context.play_or_pause();
}

} // namespace

void App::frame(float seconds) {
    ViewState& v = context.view;
    const float width = ImGui::GetMainViewport()->WorkSize.x;
    if (v.is_projector && width != v.styled_width) v.must_restyle = true; // a picture on a wall is as wide as ever
    if (v.must_restyle)
        apply_theme(v.is_dark, v.is_projector ? std::max(projector_scale(width), v.scale) : v.scale, v.is_projector,
                    v.is_touched),
            v.must_restyle = false, v.styled_width = width;
    context.now = context.engine.snapshot();
    if (context.workshop) context.now.runs = {}, context.now.bands = {}; // no page can show what is not revealed
    if (!context.session->has_branch()) v.lane = Lane::a;
    const ImGuiViewport* viewport = ImGui::GetMainViewport();
    ImGui::SetNextWindowPos(viewport->WorkPos);
    ImGui::SetNextWindowSize(viewport->WorkSize);
    ImGui::Begin("Accord", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoBringToFrontOnFocus);
    if (!context.files.asked) chords(context), time_keys(context);
    context.play(seconds);
    context.show_typical();
    draw_top_bar(context);
    draw_trouble(context);
    if (shows_controls(context) && !is_narrow() && !is_small()) draw_controls(context);
    ImGui::BeginChild("views-area", {0, 0}, ImGuiChildFlags_NavFlattened);
    draw_pages(context);
    ImGui::EndChild();
    draw_question(context);
    ImGui::End();
}

double pause_after(double took, double touched, bool is_playing, bool is_busy) {
    constexpr double frame = 1.0 / 60; // no faster than screens
    constexpr double settles = 1.5;    // tooltips and folds have come and gone [s]
    constexpr double busy = 0.1, idle = 0.5;
    double pause = std::max(0.0, frame - took);
    if (is_busy) pause = std::max(pause, std::min(took, busy));
    if (is_playing || touched < settles) return pause;
    return std::max(pause, is_busy ? busy : idle);
}

} // namespace viz
