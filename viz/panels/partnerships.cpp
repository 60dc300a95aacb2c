// The life of every partnership: a bar from first talks to the end, coloured by trust, with marks where it was signed,
// strained, renewed, ended, and why.
#include "viz/panels.h"
#include "viz/widgets.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace viz {
namespace {

struct Life {
    sim::Key key = 0;
    sim::Row school = 0, partner = 0;
    std::uint8_t programme = 0;
    std::uint32_t first = 0, last = 0; ///< Frames in which it was seen
    bool was_active = false;
    std::vector<const Happening*> marks;
};

/// All partnerships up to a month that got further than talks (or are in talks now), the oldest first.
std::vector<Life> lives_of(const Trajectory& run, std::uint32_t months, const Selection& s) {
    std::map<sim::Key, Life> lives;
    for (std::uint32_t m = 0; m <= std::min(months, run.months_done()); ++m)
        for (const TieState& tie : run.frames[m]->ties) {
            Life& life = lives[tie.key];
            if (life.key == 0) life = {tie.key, tie.school, tie.partner, tie.programme, m, m, false, {}};
            life.last = m, life.was_active |= tie.stage == models::Stage::active;
        }
    for (std::uint32_t m = 0; m < std::min(months, run.months_done()); ++m)
        for (const Happening& h : run.happenings[m])
            if (h.tie)
                if (const auto it = lives.find(h.tie); it != lives.end()) it->second.marks.push_back(&h);
    std::vector<Life> list;
    for (auto& [key, life] : lives) {
        const bool is_asked = (s.school == sim::no_row || s.school == life.school) &&
                              (s.partner == sim::no_row || s.partner == life.partner);
        if (life.was_active && (is_asked || s.tie == key)) list.push_back(std::move(life));
    }
    std::stable_sort(list.begin(), list.end(), [](const Life& a, const Life& b) { return a.first < b.first; });
    return list;
}

ImU32 mark_colour(HappeningKind kind) {
    return kind == HappeningKind::ended      ? palette().bad
           : kind == HappeningKind::strained ? kind_colour(models::PartnerKind::business)
                                             : palette().good;
}

/// Signed: triangle; renewed: diamond; strained: square; ended: cross.
void draw_mark(ImDrawList* list, ImVec2 c, HappeningKind kind) {
    const float r = 0.32f * em();
    const ImU32 colour = mark_colour(kind), edge = palette().canvas;
    if (kind == HappeningKind::ended) {
        list->AddLine({c.x - r, c.y - r}, {c.x + r, c.y + r}, colour, 2.5f);
        list->AddLine({c.x - r, c.y + r}, {c.x + r, c.y - r}, colour, 2.5f);
    } else if (kind == HappeningKind::strained) {
        list->AddRectFilled({c.x - r, c.y - r}, {c.x + r, c.y + r}, colour);
        list->AddRect({c.x - r, c.y - r}, {c.x + r, c.y + r}, edge);
    } else {
        const int corners = kind == HappeningKind::renewed ? 4 : 3;
        list->AddNgonFilled(c, 1.3f * r, colour, corners);
        list->AddNgon(c, 1.3f * r, edge, corners);
    }
}

bool is_drawn(HappeningKind kind) {
    return kind == HappeningKind::signed_agreement || kind == HappeningKind::renewed ||
           kind == HappeningKind::strained || kind == HappeningKind::ended;
}

void draw_bar(App& app, const Trajectory& run, const Life& life, ImVec2 at, ImVec2 size) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const auto x_of = [&](std::uint32_t month) {
        return at.x + size.x * static_cast<float>(month) / static_cast<float>(app.horizon());
    };
    for (std::uint32_t m = life.first; m <= life.last; ++m) {
        const TieState* tie = run.frames[m]->tie(life.key);
        if (!tie) continue;
        const bool is_active = tie->stage == models::Stage::active;
        const float half = (is_active ? 0.3f : 0.08f) * size.y;
        list->AddRectFilled({x_of(m), at.y + size.y / 2 - half}, {x_of(m + 1), at.y + size.y / 2 + half},
                            is_active ? scale_colour(tie->trust) : palette().muted);
    }
    const ImVec2 mouse = ImGui::GetMousePos();
    for (const Happening* h : life.marks) {
        if (!is_drawn(h->kind)) continue;
        const ImVec2 c{x_of(h->month + 1), at.y + size.y / 2};
        draw_mark(list, c, h->kind);
        if (std::abs(mouse.x - c.x) < 0.5f * em() && std::abs(mouse.y - c.y) < 0.5f * size.y &&
            ImGui::IsWindowHovered()) {
            ImGui::BeginTooltip();
            text(date_text(h->month));
            text(text_of(*h, *run.cast));
            ImGui::EndTooltip();
        }
    }
}

void draw_key() {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const std::pair<const char*, HappeningKind> marks[] = {{"signed", HappeningKind::signed_agreement},
                                                           {"renewed", HappeningKind::renewed},
                                                           {"strained", HappeningKind::strained},
                                                           {"ended", HappeningKind::ended}};
    for (const auto& [name, kind] : marks) {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        draw_mark(list, {at.x + 0.5f * em(), at.y + ImGui::GetTextLineHeight() / 2}, kind);
        ImGui::Dummy({1.2f * em(), ImGui::GetTextLineHeight()});
        ImGui::SameLine(0, 0);
        text(name);
        ImGui::SameLine(0, em());
    }
    muted("thin: talks; colour: trust, 0 vermillion to 1 blue. Click a row to select.");
}

} // namespace

void draw_partnerships(App& app) {
    const Trajectory* run = app.run();
    if (!run) return empty_note("Partnerships appear once the run is known.");
    const std::vector<Life> lives = lives_of(*run, std::min(app.month(), app.last_visible()), app.view.selection);
    if (lives.empty()) return empty_note("No agreement has been signed yet, or none of what is selected.");
    std::map<models::EndReason, int> why;
    int n_ended = 0;
    for (const Life& life : lives)
        for (const Happening* h : life.marks)
            if (h->kind == HappeningKind::ended) ++why[h->reason], ++n_ended;
    std::string sentence = fmt::format("{} partnerships so far, {} ended", lives.size(), n_ended);
    for (const auto& [reason, n] : why)
        sentence +=
            fmt::format("{} {} because {}", sentence.find(':') == std::string::npos ? ":" : ",", n, why_text(reason));
    wrapped(sentence + ".");
    draw_key();
    const ImGuiTableFlags flags = ImGuiTableFlags_ScrollY | ImGuiTableFlags_RowBg | ImGuiTableFlags_SizingStretchProp |
                                  ImGuiTableFlags_NoSavedSettings;
    if (!ImGui::BeginTable("lives", 2, flags)) return;
    ImGui::TableSetupScrollFreeze(0, 1);
    ImGui::TableSetupColumn("Partnership", 0, 1);
    ImGui::TableSetupColumn(fmt::format("Year 1 to {}", (app.horizon() + 11) / 12).c_str(), 0, 1.7f);
    ImGui::TableHeadersRow();
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(lives.size()));
    while (clipper.Step())
        for (int n = clipper.DisplayStart; n < clipper.DisplayEnd; ++n) {
            const Life& life = lives[static_cast<std::size_t>(n)];
            ImGui::TableNextRow();
            ImGui::TableNextColumn();
            ImGui::PushID(n);
            const std::string name =
                fmt::format("{}, {}: {}", run->cast->schools[life.school].name, run->cast->partners[life.partner].name,
                            models::programme_infos[life.programme].id);
            if (ImGui::Selectable(cut(name, ImGui::GetContentRegionAvail().x).c_str(),
                                  app.view.selection.tie == life.key,
                                  ImGuiSelectableFlags_SpanAllColumns | ImGuiSelectableFlags_AllowOverlap))
                app.view.selection =
                    app.view.selection.tie == life.key ? Selection{} : Selection{life.school, life.partner, life.key};
            ImGui::PopID();
            ImGui::TableNextColumn();
            draw_bar(app, *run, life, ImGui::GetCursorScreenPos(),
                     {ImGui::GetContentRegionAvail().x, ImGui::GetTextLineHeight()});
        }
    ImGui::EndTable();
}

} // namespace viz
