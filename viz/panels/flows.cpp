// Sankey: what partners deliver this month, by kind, through programmes, to low-income and other pupils.
#include "scenarios/words.h"
#include "viz/panels/parts.h"
#include "viz/runs/lever_words.h"
#include "viz/widgets/widgets.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace viz {
namespace {

/// A node of one column.
struct Box {
    std::string name;
    float value = 0, top = 0, left_used = 0, right_used = 0;
    ImU32 colour = 0;
};
struct Link {
    std::size_t from = 0, to = 0; ///< In columns c and c + 1
    float value = 0;
};
struct Sankey {
    std::array<std::vector<Box>, 3> columns;
    std::array<std::vector<Link>, 2> links;
    float total = 0;
};

/// Means over the year before the cursor, so that one month's luck does not flicker.
Sankey sankey_of(const Trajectory& run, std::uint32_t month) {
    std::array<std::array<float, models::n_programmes>, models::n_partner_kinds> given{};
    std::array<float, models::n_programmes> low{}, all{};
    const std::uint32_t first = month > 12 ? month - 12 : 0;
    float months = 0;
    for (std::uint32_t m = first + 1; m <= std::min(month, run.months_done()); ++m) {
        const Frame& frame = *run.frames[m];
        for (const TieState& tie : frame.ties)
            if (tie.stage == models::Stage::active)
                given[static_cast<std::size_t>(run.cast->partners[tie.partner].kind)][tie.programme] += tie.delivered;
        for (std::size_t g = 0; g < models::n_programmes; ++g)
            low[g] += frame.low_members[g], all[g] += frame.low_members[g] + frame.other_members[g];
        months += 1;
    }
    Sankey s;
    if (months == 0) return s;
    for (std::size_t k = 0; k < models::n_partner_kinds; ++k)
        s.columns[0].push_back({std::string(models::name(static_cast<models::PartnerKind>(k))), 0, 0, 0, 0,
                                kind_colour(static_cast<models::PartnerKind>(k))});
    for (std::size_t g = 0; g < models::n_programmes; ++g)
        s.columns[1].push_back({programme_name(g), 0, 0, 0, 0, palette().good});
    s.columns[2] = {{"low-income pupils", 0, 0, 0, 0, kind_colour(models::PartnerKind::business)},
                    {"other pupils", 0, 0, 0, 0, palette().accent}};
    for (std::size_t k = 0; k < models::n_partner_kinds; ++k)
        for (std::size_t g = 0; g < models::n_programmes; ++g) {
            const float value = given[k][g] / months;
            if (value <= 0) continue;
            s.links[0].push_back({k, g, value});
            s.columns[0][k].value += value, s.columns[1][g].value += value, s.total += value;
        }
    for (std::size_t g = 0; g < models::n_programmes; ++g) {
        const float value = s.columns[1][g].value, share = all[g] > 0 ? low[g] / all[g] : 0.5f;
        if (value <= 0) continue;
        s.links[1].push_back({g, 0, value * share}), s.links[1].push_back({g, 1, value * (1 - share)});
        s.columns[2][0].value += value * share, s.columns[2][1].value += value * (1 - share);
    }
    return s;
}

/// A band between two boxes, as strips of a smooth curve.
void band(ImDrawList* list, ImVec2 a, ImVec2 b, float size, ImU32 colour) {
    constexpr int n = 24;
    ImVec2 before{};
    for (int i = 0; i <= n; ++i) {
        const float t = static_cast<float>(i) / n, s = t * t * (3 - 2 * t);
        const ImVec2 p{a.x + t * (b.x - a.x), a.y + s * (b.y - a.y)};
        if (i) list->AddQuadFilled(before, p, {p.x, p.y + size}, {before.x, before.y + size}, colour);
        before = p;
    }
}

void draw(Sankey& s) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImVec2 at = ImGui::GetCursorScreenPos(), room = ImGui::GetContentRegionAvail();
    const float gap = 0.75f * em(), bar = 0.9f * em(), name = 11.5f * em();
    std::size_t most = 1;
    for (const auto& column : s.columns)
        most =
            std::max<std::size_t>(most, static_cast<std::size_t>(std::count_if(
                                            column.begin(), column.end(), [](const Box& b) { return b.value > 0; })));
    const float scale = std::max(1.0f, room.y - gap * static_cast<float>(most) - 2 * em()) / s.total;
    const std::array<float, 3> x{at.x + name, at.x + 0.5f * room.x - bar / 2, at.x + room.x - name - bar};
    for (auto& column : s.columns) {
        float top = at.y;
        for (Box& box : column)
            if (box.value > 0) box.top = top, top += std::max(scale * box.value, 2.0f) + gap;
    }
    for (std::size_t c = 0; c < 2; ++c)
        for (const Link& link : s.links[c]) {
            Box &from = s.columns[c][link.from], &to = s.columns[c + 1][link.to];
            const float size = std::max(1.0f, scale * link.value);
            band(list, {x[c] + bar, from.top + from.right_used}, {x[c + 1], to.top + to.left_used}, size,
                 with_alpha(from.colour, 0.32f));
            from.right_used += size, to.left_used += size;
        }
    for (std::size_t c = 0; c < 3; ++c)
        for (const Box& box : s.columns[c]) {
            if (box.value <= 0) continue;
            const float height = std::max(scale * box.value, 2.0f);
            list->AddRectFilled({x[c], box.top}, {x[c] + bar, box.top + height}, box.colour, 2);
            const std::string words =
                fmt::format("{}  {}", box.name, scenarios::typeset.number(std::round(static_cast<double>(box.value))));
            const float width = ImGui::CalcTextSize(words.c_str()).x;
            const float left = c == 0 ? x[c] - width - 6 : x[c] + bar + 6;
            list->AddText({std::clamp(left, at.x, at.x + room.x - width), box.top + height / 2 - em() / 2},
                          palette().text, words.c_str());
        }
    ImGui::Dummy(room);
}

} // namespace

void draw_flows(Context& context) {
    const Trajectory* run = context.run();
    if (!run) return empty_note("Flows appear once the run is known.");
    Sankey s = sankey_of(*run, std::min(context.month(), context.last_visible()));
    if (s.total <= 0)
        return empty_note("Nothing has flowed yet: move the cursor on, or let schools look for partners.");
    wrapped(
        fmt::format("Partners gave {} USD a month over the year before the cursor, hours and places at their value. "
                    "Partners by kind, the programmes they run, the pupils in them.",
                    scenarios::typeset.number(std::round(static_cast<double>(s.total)))));
    draw(s);
}

} // namespace viz
