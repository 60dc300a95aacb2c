// The life of every partnership: a bar from first talks to the end, coloured by trust, with marks where it was signed,
// strained, renewed, ended, and why.
#include "models/tie_plan.h"
#include "scenarios/region.h"
#include "scenarios/words.h"
#include "viz/panels/chart.h"
#include "viz/panels/parts.h"
#include "viz/runs/lever_words.h"
#include "viz/session/export.h"
#include "viz/widgets/widgets.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace viz {
namespace {

/// Of all lives, those that got further than talks by a month and are asked for.
std::vector<const Life*> shown_of(const std::vector<Life>& lives, std::uint32_t month, const Selection& s) {
    std::vector<const Life*> list;
    for (const Life& life : lives) {
        const bool is_asked = (s.school == sim::no_row || s.school == life.school) &&
                              (s.partner == sim::no_row || s.partner == life.partner);
        if (life.first_active <= month && (is_asked || s.tie == life.key)) list.push_back(&life);
    }
    return list;
}

/// "41 partnerships so far, 12 ended: 5 because ..."
std::string sentence_of(const Trajectory& run, const std::vector<const Life*>& lives, std::uint32_t month) {
    std::map<models::EndReason, int> why;
    int n_ended = 0;
    for (const Life* life : lives)
        for (const EventPlace place : life->marks)
            if (place.month < month && at(run, place).kind == HappeningKind::ended)
                ++why[at(run, place).reason], ++n_ended;
    std::string sentence = fmt::format("{} so far, {} ended", scenarios::plural(lives.size(), "partnership"),
                                       scenarios::typeset.number(static_cast<double>(n_ended)));
    for (const auto& [reason, n] : why)
        sentence +=
            fmt::format("{} {} because {}", sentence.find(':') == std::string::npos ? ":" : ",", n, why_text(reason));
    return sentence + ".";
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

/// What is seen of a life by a month.
void draw_bar(Context& context, const Trajectory& run, const Life& life, std::uint32_t month, ImVec2 at, ImVec2 size) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const auto x_of = [&](std::uint32_t m) {
        return at.x + size.x * static_cast<float>(m) / static_cast<float>(context.horizon());
    };
    for (std::uint32_t m = life.first; m <= std::min(life.last, month); ++m) {
        const TieState* tie = run.frames[m]->tie(life.key);
        if (!tie) continue;
        const bool is_active = tie->stage == models::Stage::active;
        const float half = (is_active ? 0.3f : 0.08f) * size.y;
        list->AddRectFilled({x_of(m), at.y + size.y / 2 - half}, {x_of(m + 1), at.y + size.y / 2 + half},
                            is_active ? scale_colour(tie->trust) : palette().muted);
    }
    const ImVec2 mouse = ImGui::GetMousePos();
    for (const EventPlace place : life.marks) {
        const Happening& h = viz::at(run, place);
        if (place.month >= month || !is_drawn(h.kind)) continue;
        const ImVec2 c{x_of(h.month + 1), at.y + size.y / 2};
        draw_mark(list, c, h.kind);
        if (std::abs(mouse.x - c.x) < 0.5f * em() && std::abs(mouse.y - c.y) < 0.5f * size.y &&
            ImGui::IsWindowHovered()) {
            ImGui::BeginTooltip();
            text(date_text(h.month));
            text(text_of(h, *run.cast));
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
        if (kind != HappeningKind::signed_agreement) beside(ImGui::CalcTextSize(name).x + 1.2f * em());
        const ImVec2 at = ImGui::GetCursorScreenPos();
        draw_mark(list, {at.x + 0.5f * em(), at.y + ImGui::GetTextLineHeight() / 2}, kind);
        ImGui::Dummy({1.2f * em(), ImGui::GetTextLineHeight()});
        ImGui::SameLine(0, 0);
        text(name);
    }
    constexpr const char* rest = "thin: talks; colour: trust, 0 vermillion to 1 blue. Click a row to select.";
    beside(ImGui::CalcTextSize(rest).x);
    muted(rest);
}

/// Lives as a drawing (a line from first talks to the end, a mark where the first agreement was signed) and as a table.
ChartFile file_of(const Context& context, const Trajectory& run, const std::vector<const Life*>& lives,
                  std::uint32_t month) {
    report::Chart chart;
    chart.kind = report::ChartKind::intervals, chart.id = "lives", chart.has_reference = false;
    chart.caption = fmt::format("Partnerships up to {}: first talks, first agreement, end", date_text(month - 1));
    chart.x_title = "Year", chart.y_title = "Partnership";
    report::ChartSeries series;
    series.name = "in force from";
    std::string csv = "\"School\",\"Partner\",\"Programme\",\"Month of the first talks\",\"Month of the first "
                      "agreement\",\"Month of the end\"\n";
    for (const Life* life : lives) {
        const std::string school = run.cast->schools[life->school].name,
                          partner = run.cast->partners[life->partner].name, programme = programme_name(life->programme);
        const std::uint32_t last = std::min(life->last, month);
        chart.categories.push_back(fmt::format("{}, {}: {}", school, partner, programme));
        series.mid.push_back(life->first_active / 12.0), series.lo.push_back(life->first / 12.0);
        series.hi.push_back(last / 12.0);
        csv += fmt::format("{},{},{},{},{},{}\n", quoted(school), quoted(partner), quoted(programme), life->first,
                           life->first_active, life->last < month ? fmt::format("{}", life->last) : "");
    }
    chart.series.push_back(std::move(series));
    ChartFile file = chart_file(context, chart);
    file.csv = std::move(csv);
    return file;
}

/// Which of the user's ties did not start as given, by name.
void draw_given_ties(const Context& context) {
    const models::Region& region = context.session->scenario().setup.region;
    if (region.ties.empty() || !ImGui::CollapsingHeader("Given ties that did not start as given")) return;
    const models::TiesAccount account = models::account_of_ties(region, context.session->parameters());
    if (account.left_out.empty() && account.scaled_down.empty())
        return wrapped(fmt::format("None: all {} start as given.", account.given));
    wrapped(fmt::format("{} of {} given ties start; {} scaled to their partners' means, {} left out.", account.started,
                        account.given, account.scaled, account.left_out.size()));
    const auto line = [&](const auto& tie, const std::string& what) {
        wrapped(fmt::format("{}, {}: {}: {}", scenarios::school_label(region, tie.school),
                            scenarios::partner_label(region, tie.partner), without_dashes(tie.programme), what));
    };
    ImGui::BeginChild("given ties", {0, 8 * em()}, ImGuiChildFlags_Borders);
    for (const auto& tie : account.left_out)
        line(tie, "left out: " + tie.why);
    for (const auto& tie : account.scaled_down)
        line(tie, fmt::format("scaled to {:.0f} %", 100 * tie.part));
    ImGui::EndChild();
}

} // namespace

void draw_partnerships(Context& context) {
    draw_given_ties(context);
    const Trajectory* run = context.run();
    if (!run) return empty_note("Partnerships appear once the run is known.");
    const std::uint32_t month = std::min(context.month(), context.last_visible());
    const std::vector<const Life*> lives =
        shown_of(context.lists.lives.of(*run, context.last_visible()), month, context.view.selection);
    if (lives.empty()) return empty_note("No agreement has been signed yet, or none of what is selected.");
    wrapped(sentence_of(*run, lives, month));
    draw_key();
    draw_chart_title(context, "lives", "Life of each, from first talks to its end", "", room_of(14),
                     [&] { return file_of(context, *run, lives, month); });
    const ImGuiTableFlags flags = ImGuiTableFlags_ScrollY | ImGuiTableFlags_RowBg | ImGuiTableFlags_SizingStretchProp |
                                  ImGuiTableFlags_NoSavedSettings;
    const float inner = sideways(32);
    if (!ImGui::BeginTable("lives", 2, flags | (inner > 0 ? ImGuiTableFlags_ScrollX : 0), {0, room_of(14)}, inner))
        return;
    ImGui::TableSetupScrollFreeze(0, 1);
    ImGui::TableSetupColumn("Partnership", 0, 1);
    ImGui::TableSetupColumn(fmt::format("Year 1 to {}", (context.horizon() + 11) / 12).c_str(), 0, 1.7f);
    headers_row();
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(lives.size()));
    while (clipper.Step())
        for (int n = clipper.DisplayStart; n < clipper.DisplayEnd; ++n) {
            const Life& life = *lives[static_cast<std::size_t>(n)];
            ImGui::TableNextRow();
            ImGui::TableNextColumn();
            ImGui::PushID(n);
            const std::string name =
                fmt::format("{}, {}: {}", run->cast->schools[life.school].name, run->cast->partners[life.partner].name,
                            programme_name(life.programme));
            const std::string fitting = cut(name, ImGui::GetContentRegionAvail().x);
            if (pick(fitting.c_str(), context.view.selection.tie == life.key,
                     ImGuiSelectableFlags_SpanAllColumns | ImGuiSelectableFlags_AllowOverlap))
                context.view.selection = context.view.selection.tie == life.key
                                             ? Selection{}
                                             : Selection{life.school, life.partner, life.key};
            if (fitting != name) tip(name);
            ImGui::PopID();
            ImGui::TableNextColumn();
            draw_bar(context, *run, life, month, ImGui::GetCursorScreenPos(),
                     {ImGui::GetContentRegionAvail().x, ImGui::GetTextLineHeight()});
        }
    ImGui::EndTable();
}

} // namespace viz
