// Sankey: what partners deliver this month, by kind, through programmes, to low-income and other pupils.
#include "scenarios/words.h"
#include "viz/panels/chart.h"
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

/// A band between two boxes, as strips of a smooth curve; without soft edges, which would show as seams.
void band(ImDrawList* list, ImVec2 a, ImVec2 b, float size, ImU32 colour) {
    constexpr int n = 24;
    const ImDrawListFlags flags = list->Flags;
    list->Flags &= ~ImDrawListFlags_AntiAliasedFill;
    ImVec2 before{};
    for (int i = 0; i <= n; ++i) {
        const float t = static_cast<float>(i) / n, s = t * t * (3 - 2 * t);
        const ImVec2 p{a.x + t * (b.x - a.x), a.y + s * (b.y - a.y)};
        if (i) list->AddQuadFilled(before, p, {p.x, p.y + size}, {before.x, before.y + size}, colour);
        before = p;
    }
    list->Flags = flags;
}

std::string words_of(const Box& box) {
    return fmt::format("{}  {}", box.name, scenarios::typeset.number(std::round(static_cast<double>(box.value))));
}

float names_of(const std::vector<Box>& column) {
    float widest = 0;
    for (const Box& box : column)
        if (box.value > 0) widest = std::max(widest, ImGui::CalcTextSize(words_of(box).c_str()).x);
    return widest + px(8);
}

/// Each box is at least as high as its name, so that no two names meet; the rest of the height is shared by value.
/// What is larger than the window scrolls.
void draw(Sankey& s) {
    const float gap = 0.35f * em(), bar = 0.9f * em(), least = 1.05f * em(), bend = 3 * em();
    const std::array<float, 3> names{names_of(s.columns[0]), names_of(s.columns[1]), names_of(s.columns[2])};
    std::size_t most = 1;
    for (const auto& column : s.columns)
        most = std::max(most, static_cast<std::size_t>(std::count_if(column.begin(), column.end(),
                                                                     [](const Box& b) { return b.value > 0; })));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const ImVec2 room{std::max(ImGui::GetContentRegionAvail().x, names[0] + names[1] + names[2] + 3 * bar + 2 * bend),
                      room_of(static_cast<float>(most) * 1.8f)};
    const float scale = (room.y - (gap + least) * static_cast<float>(most) - px(8)) / s.total;
    const auto height_of = [&](const Box& box) { return std::max(least, least + scale * box.value); };
    const float last = at.x + room.x - names[2] - bar;
    const std::array<float, 3> x{at.x + names[0],
                                 std::min(at.x + 0.5f * room.x - bar / 2, last - bend - names[1] - bar), last};
    for (auto& column : s.columns) {
        float top = at.y;
        for (Box& box : column)
            if (box.value > 0) {
                box.top = top + (height_of(box) - scale * box.value) / 2; // its links leave from the middle
                top += height_of(box) + gap;
            }
    }
    ImDrawList* list = ImGui::GetWindowDrawList();
    for (std::size_t c = 0; c < 2; ++c)
        for (const Link& link : s.links[c]) {
            Box &from = s.columns[c][link.from], &to = s.columns[c + 1][link.to];
            const float size = scale * link.value;
            band(list, {x[c] + bar, from.top + from.right_used}, {x[c + 1], to.top + to.left_used},
                 std::max(px(1), size), with_alpha(from.colour, 0.32f));
            from.right_used += size, to.left_used += size;
        }
    for (std::size_t c = 0; c < 3; ++c)
        for (const Box& box : s.columns[c]) {
            if (box.value <= 0) continue;
            const float size = std::max(px(2), scale * box.value), middle = box.top + scale * box.value / 2;
            list->AddRectFilled({x[c], middle - size / 2}, {x[c] + bar, middle + size / 2}, box.colour, 2);
            const std::string words = words_of(box);
            const ImVec2 extent = ImGui::CalcTextSize(words.c_str());
            const ImVec2 from{c == 0 ? x[c] - extent.x - px(6) : x[c] + bar + px(6), middle - extent.y / 2};
            if (c == 1) // over what flows on from there
                list->AddRectFilled({from.x - px(2), from.y}, {from.x + extent.x + px(2), from.y + extent.y},
                                    with_alpha(palette().panel, 0.7f), px(3));
            list->AddText(from, palette().text, words.c_str());
        }
    ImGui::Dummy({room.x, room.y - px(8)});
}

report::Chart chart_of(const Sankey& s, const std::string& title) {
    report::Chart chart;
    chart.kind = report::ChartKind::flows, chart.id = "flows", chart.caption = title;
    chart.x_title = chart.y_title = "USD a month";
    std::array<std::vector<std::size_t>, 3> node; // of each box that something flows through
    for (std::size_t c = 0; c < 3; ++c)
        for (const Box& box : s.columns[c]) {
            node[c].push_back(chart.nodes.size());
            if (box.value > 0) chart.nodes.push_back({box.name, static_cast<int>(c)});
        }
    for (std::size_t c = 0; c < 2; ++c)
        for (const Link& link : s.links[c])
            chart.links.push_back({node[c][link.from], node[c + 1][link.to], static_cast<double>(link.value)});
    return chart;
}

} // namespace

void draw_flows(Context& context) {
    const Trajectory* run = context.run();
    if (!run) return empty_note("Flows appear once the run is known.");
    const std::uint32_t month = std::min(context.month(), context.last_visible());
    Sankey s = sankey_of(*run, month);
    if (s.total <= 0)
        return empty_note("Nothing has flowed yet: move the cursor on, or let schools look for partners.");
    wrapped(
        fmt::format("Partners gave {} USD a month over the year before the cursor, hours and places at their value. "
                    "Partners by kind, the programmes they run, the pupils in them.",
                    scenarios::typeset.number(std::round(static_cast<double>(s.total)))));
    const std::string title = fmt::format("USD a month in the year up to {}", date_text(month - 1));
    draw_chart_title(context, "flows", title, "", room_of(12), [&] { return chart_file(context, chart_of(s, title)); });
    ImGui::BeginChild("sankey", {0, room_of(12)}, ImGuiChildFlags_NavFlattened, ImGuiWindowFlags_HorizontalScrollbar);
    draw(s);
    ImGui::EndChild();
}

} // namespace viz
