// Who works with whom: size = resources, colour = trust or shared goals, shape = kind, dots = what flows this month.
#include "scenarios/words.h"
#include "viz/panels/chart.h"
#include "viz/panels/parts.h"
#include "viz/runs/lever_words.h"
#include "viz/widgets/widgets.h"

#include <fmt/format.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

namespace viz {
namespace {

/// The canvas and how the layout maps onto it.
struct Canvas {
    ImDrawList* list;
    ImVec2 origin, size;
    float zoom = 1;
    Spot centre{0.5f, 0.5f}; ///< Of what is seen
    ImVec2 at(Spot s) const {
        return {origin.x + (0.5f + zoom * (s.x - centre.x)) * size.x,
                origin.y + (0.5f + zoom * (s.y - centre.y)) * size.y};
    }
    bool holds(ImVec2 p) const {
        return p.x >= origin.x && p.y >= origin.y && p.x <= origin.x + size.x && p.y <= origin.y + size.y;
    }
};

bool passes(const Context& context, const std::string& name) { return contains(name, context.view.filter); }

float school_radius(const SchoolState& s) {
    return em() * std::clamp(0.3f + 0.011f * std::sqrt(s.students), 0.32f, 1.1f);
}
float partner_radius(const PartnerState& p) {
    return em() * std::clamp(0.32f + 0.0045f * std::sqrt(p.means), 0.36f, 1.2f);
}

/// Nodes shrink where there are many, and grow again as one comes nearer.
float crowded(const Context& context) {
    constexpr float few = 120;
    const auto n = static_cast<float>(context.view.layout.schools.size() + context.view.layout.partners.size());
    return std::clamp(std::sqrt(few / std::max(n, few)) * std::sqrt(context.view.zoom), 0.2f, 1.0f);
}

/// A point of the curve between two nodes, bent a little so that ties of one pair stay apart.
ImVec2 on_curve(ImVec2 a, ImVec2 b, float bend, float t) {
    const ImVec2 mid{(a.x + b.x) / 2 + bend * (b.y - a.y), (a.y + b.y) / 2 - bend * (b.x - a.x)};
    const float s = 1 - t;
    return {s * s * a.x + 2 * s * t * mid.x + t * t * b.x, s * s * a.y + 2 * s * t * mid.y + t * t * b.y};
}

/// Where there are very many ties, those between two counties step back behind those within one.
float alpha_of(const Context& context, const Canvas& canvas, const TieState& tie, const Cast& cast, bool is_active) {
    constexpr float far = 0.15f;      // of the canvas
    constexpr std::size_t many = 150; // schools
    const NetworkLayout& layout = context.view.layout;
    const Spot a = layout.partners[tie.partner], b = layout.schools[tie.school];
    const float alpha = is_active ? 0.85f : 0.6f;
    const bool is_long = std::hypot(a.x - b.x, a.y - b.y) > far / canvas.zoom;
    const bool is_crowd = cast.schools.size() > many;
    return is_crowd && is_long && context.view.selection.is_empty() ? 0.2f * alpha : alpha;
}

void draw_tie(Context& context, const Canvas& canvas, const TieState& tie, const Cast& cast, float& nearest) {
    const NetworkLayout& layout = context.view.layout;
    const ImVec2 a = canvas.at(layout.partners[tie.partner]), b = canvas.at(layout.schools[tie.school]);
    const Selection& s = context.view.selection;
    const bool is_chosen = s.tie == tie.key || s.school == tie.school || s.partner == tie.partner;
    const bool is_active = tie.stage == models::Stage::active;
    const bool shows = (s.is_empty() || is_chosen) && (passes(context, cast.schools[tie.school].name) ||
                                                       passes(context, cast.partners[tie.partner].name));
    const float bend = 0.04f + 0.03f * static_cast<float>(tie.programme % 4);
    const ImU32 colour = is_active ? scale_colour(context.view.colour_by ? tie.alignment : tie.trust) : palette().faint;
    const float width =
        crowded(context) * px(is_active ? std::clamp(0.8f + 0.02f * std::sqrt(tie.delivered), 0.8f, 5.0f) : 1.0f);
    std::array<ImVec2, 13> points;
    for (std::size_t n = 0; n < points.size(); ++n)
        points[n] = on_curve(a, b, bend, static_cast<float>(n) / static_cast<float>(points.size() - 1));
    const float alpha = shows ? alpha_of(context, canvas, tie, cast, is_active) : 0.08f;
    if (is_active)
        canvas.list->AddPolyline(points.data(), static_cast<int>(points.size()), with_alpha(colour, alpha), width);
    else
        for (std::size_t n = 0; n + 1 < points.size(); n += 2) // dashed: in talks
            canvas.list->AddLine(points[n], points[n + 1], with_alpha(colour, alpha), width);
    if (!shows) return;
    const ImVec2 mouse = ImGui::GetMousePos();
    for (const ImVec2& p : points)
        nearest = std::min(nearest, std::hypot(p.x - mouse.x, p.y - mouse.y));
    if (!is_active || tie.delivered <= 0) return;
    const int dots = std::clamp(static_cast<int>(std::log10(1 + tie.delivered)), 1, 4);
    const auto phase = to_float(std::fmod(context.view.month + context.view.seconds_played * 0.35, 1.0));
    for (int n = 0; n < dots; ++n) {
        const float t = std::fmod(
            phase + static_cast<float>(n) / static_cast<float>(dots) + 0.13f * static_cast<float>(tie.programme), 1.0f);
        canvas.list->AddCircleFilled(on_curve(a, b, bend, t), px(1.2f) + 0.45f * width, with_alpha(colour, 1));
    }
}

void draw_coalitions(const Context& context, const Canvas& canvas, const Frame& frame) {
    for (std::size_t c = 0; c < frame.coalitions.size(); ++c) {
        if (!frame.coalitions[c].is_alive) continue;
        ImVec2 centre{0, 0};
        std::vector<ImVec2> members;
        for (std::size_t i = 0; i < frame.schools.size(); ++i)
            if (frame.schools[i].coalition == c) {
                members.push_back(canvas.at(context.view.layout.schools[i]));
                centre.x += members.back().x, centre.y += members.back().y;
            }
        if (members.size() < 2) continue;
        centre = {centre.x / static_cast<float>(members.size()), centre.y / static_cast<float>(members.size())};
        const ImU32 colour = with_alpha(palette().good, 0.45f);
        for (const ImVec2& m : members)
            canvas.list->AddLine(centre, m, colour, 1.5f);
        canvas.list->AddRectFilled({centre.x - 6, centre.y - 6}, {centre.x + 6, centre.y + 6}, palette().good, 2);
    }
}

void tooltip(const std::string& title, const std::string& line) {
    ImGui::BeginTooltip();
    heading(title);
    text(line);
    ImGui::EndTooltip();
}

/// Draws a node and selects it when it is clicked.
void node(Context& context, const Canvas& canvas, const char* kind, std::size_t row, ImVec2 at, float radius,
          const std::string& name, const std::function<std::string()>& details, bool is_selected,
          const std::function<void(ImU32, ImU32)>& mark, ImU32 fill) {
    const bool shows = passes(context, name);
    if (!canvas.holds(at)) return;
    ImGui::SetCursorScreenPos({at.x - radius - 3, at.y - radius - 3});
    ImGui::PushID(kind);
    ImGui::PushID(static_cast<int>(row));
    const bool is_pressed =
        ImGui::InvisibleButton("node", {2 * radius + 6, 2 * radius + 6}, ImGuiButtonFlags_EnableNav);
    const bool is_lit = ImGui::IsItemHovered() || ImGui::IsItemFocused();
    ImGui::PopID();
    ImGui::PopID();
    mark(with_alpha(fill, shows ? 1 : 0.15f),
         is_selected || is_lit ? palette().text : with_alpha(palette().text, shows ? 0.45f : 0.1f));
    if (is_selected) canvas.list->AddCircle(at, radius + 5, palette().text, 0, 2);
    if (ImGui::IsItemHovered()) tooltip(name, details());
    if (!is_pressed) return;
    Selection& s = context.view.selection;
    const bool is_school = kind[0] == 's';
    const Selection chosen{is_school ? static_cast<sim::Row>(row) : sim::no_row,
                           is_school ? sim::no_row : static_cast<sim::Row>(row), 0};
    s = is_selected ? Selection{} : chosen;
}

void draw_nodes(Context& context, const Canvas& canvas, const Frame& frame, const Cast& cast) {
    const NetworkLayout& layout = context.view.layout;
    const Selection s = context.view.selection;
    for (std::size_t i = 0; i < cast.schools.size(); ++i) {
        const SchoolState& school = frame.schools[i];
        const ImVec2 at = canvas.at(layout.schools[i]);
        const float r = crowded(context) * school_radius(school);
        node(
            context, canvas, "school", i, at, r, cast.schools[i].name,
            [&] {
                return fmt::format("{} with {:.0f} pupils, {:.0f} % low-income\n{}, trust within the school {:.2f}",
                                   models::name(cast.schools[i].kind), school.students,
                                   100 * cast.schools[i].low_income, scenarios::plural(school.n_live, "agreement"),
                                   school.trust);
            },
            s.school == i,
            [&](ImU32 fill, ImU32 edge) { draw_school_mark(canvas.list, at, r, cast.schools[i].kind, fill, edge); },
            scale_colour(school.trust));
    }
    for (std::size_t k = 0; k < cast.partners.size(); ++k) {
        const PartnerState& partner = frame.partners[k];
        if (!partner.is_present) continue;
        const ImVec2 at = canvas.at(layout.partners[k]);
        const float r = crowded(context) * partner_radius(partner);
        node(
            context, canvas, "partner", k, at, r, cast.partners[k].name,
            [&] {
                return fmt::format("{}: can give {:.0f} USD a month, gives {:.0f}\n{}, reputation {:.2f}",
                                   models::name(cast.partners[k].kind), partner.means, partner.delivered,
                                   scenarios::plural(partner.n_live, "agreement"), partner.reputation);
            },
            s.partner == k,
            [&](ImU32 fill, ImU32 edge) { draw_partner_mark(canvas.list, at, r, cast.partners[k].kind, fill, edge); },
            partner.n_live ? kind_colour(cast.partners[k].kind)
                           : with_alpha(kind_colour(cast.partners[k].kind), 0.35f));
    }
}

/// Names where there is room: the largest, the selected, and what the search finds.
void draw_names(const Context& context, const Canvas& canvas, const Frame& frame, const Cast& cast) {
    const Selection& s = context.view.selection;
    std::vector<ImVec4> taken; // no name covers another, but for those that were asked for
    const auto name = [&](const std::string& words, ImVec2 at, float radius, bool must) {
        const ImVec2 size = ImGui::CalcTextSize(words.c_str());
        const ImVec2 from{std::clamp(at.x - size.x / 2, canvas.origin.x, canvas.origin.x + canvas.size.x - size.x),
                          at.y + radius + 2};
        const bool covers = std::any_of(taken.begin(), taken.end(), [&](const ImVec4& t) {
            return from.x < t.z && from.x + size.x > t.x && from.y < t.w && from.y + size.y > t.y;
        });
        if ((covers && !must) || !canvas.holds(at)) return;
        taken.push_back({from.x, from.y, from.x + size.x, from.y + size.y});
        canvas.list->AddRectFilled({from.x - 3, from.y - 1}, {from.x + size.x + 3, from.y + size.y + 1},
                                   with_alpha(palette().canvas, 0.75f), 3);
        canvas.list->AddText(from, palette().text, words.c_str());
    };
    for (const County& county : context.view.layout.counties) // largest first
        name(county.name, canvas.at({county.centre.x, county.centre.y + county.radius}), 0, false);
    const float least = 2200 / (context.view.zoom * context.view.zoom); // nearer, smaller schools have room for names
    for (std::size_t i = 0; i < cast.schools.size(); ++i)
        if (const bool is_asked =
                s.school == i || (!context.view.filter.empty() && passes(context, cast.schools[i].name));
            is_asked ||
            (frame.schools[i].students > least && !cast.schools[i].is_synthetic &&
             context.view.layout.counties.empty()) ||
            (context.view.zoom > 2 && frame.schools[i].students > least))
            name(cast.schools[i].name, canvas.at(context.view.layout.schools[i]), school_radius(frame.schools[i]),
                 is_asked);
    for (std::size_t k = 0; k < cast.partners.size(); ++k)
        if (frame.partners[k].is_present &&
            (s.partner == k || (!context.view.filter.empty() && passes(context, cast.partners[k].name))))
            name(cast.partners[k].name, canvas.at(context.view.layout.partners[k]), partner_radius(frame.partners[k]),
                 true);
}

/// The wheel comes nearer to what is under the mouse, the right button or a finger drags; two clicks on nothing show
/// all again.
void move_canvas(Context& context, const Canvas& canvas) {
    constexpr float nearest = 16, a_notch = 1.2f;
    ViewState& v = context.view;
    const ImGuiIO& io = ImGui::GetIO();
    if (!ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem) || !canvas.holds(io.MousePos)) return;
    ImGui::SetKeyOwner(ImGuiKey_MouseWheelY, ImGui::GetID("network canvas")); // a page that scrolls stays where it is
    const Spot under{v.centre.x + ((io.MousePos.x - canvas.origin.x) / canvas.size.x - 0.5f) / v.zoom,
                     v.centre.y + ((io.MousePos.y - canvas.origin.y) / canvas.size.y - 0.5f) / v.zoom};
    if (io.MouseWheel != 0) {
        const float before = v.zoom;
        v.zoom = std::clamp(v.zoom * std::pow(a_notch, io.MouseWheel), 1.0f, nearest);
        v.centre = {under.x + (v.centre.x - under.x) * before / v.zoom,
                    under.y + (v.centre.y - under.y) * before / v.zoom};
    }
    if (ImGui::IsMouseDragging(ImGuiMouseButton_Right, 0) ||
        (is_touched() && ImGui::IsMouseDragging(ImGuiMouseButton_Left)))
        v.centre = {v.centre.x - io.MouseDelta.x / canvas.size.x / v.zoom,
                    v.centre.y - io.MouseDelta.y / canvas.size.y / v.zoom};
    if (ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left) && !ImGui::IsAnyItemHovered()) v.zoom = 1;
    const float half = 0.5f / v.zoom; // what is seen stays on the canvas
    v.centre = {std::clamp(v.centre.x, half, 1 - half), std::clamp(v.centre.y, half, 1 - half)};
}

void draw_legend(Context& context, const Frame& frame) {
    ImGui::SetNextItemWidth(12 * em());
    input_text("##search", context.view.filter, "search names");
    beside(check_width("trust"));
    ImGui::RadioButton("trust", &context.view.colour_by, 0);
    beside(check_width("shared goals"));
    ImGui::RadioButton("shared goals", &context.view.colour_by, 1);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float width = 6 * em(), height = is_touched() ? 1.5f * em() : ImGui::GetFrameHeight();
    if (!is_touched()) beside(width); // lower than what is pressed there
    const ImVec2 bar = ImGui::GetCursorScreenPos();
    for (int n = 0; n < 24; ++n)
        list->AddRectFilled({bar.x + width * static_cast<float>(n) / 24, bar.y + 0.3f * height},
                            {bar.x + width * static_cast<float>(n + 1) / 24, bar.y + 0.7f * height},
                            scale_colour(static_cast<float>(n) / 23));
    ImGui::Dummy({width, height});
    tip("Colour of ties and schools: 0 to 1");
    for (std::size_t k = 0; k < models::n_partner_kinds; ++k) {
        const auto kind = static_cast<models::PartnerKind>(k);
        const std::string name(models::name(kind));
        beside(ImGui::CalcTextSize(name.c_str()).x + 1.5f * em());
        const ImVec2 at = ImGui::GetCursorScreenPos();
        draw_partner_mark(list, {at.x + 0.5f * em(), at.y + height / 2}, 0.4f * em(), kind, kind_colour(kind),
                          palette().text);
        ImGui::Dummy({1.1f * em(), height});
        ImGui::SameLine(0, 0);
        ImGui::SetCursorPosY(ImGui::GetCursorPosY() + (height - em()) / 2);
        text(name);
    }
    std::size_t live = 0;
    for (const TieState& tie : frame.ties)
        live += tie.stage == models::Stage::active;
    muted(fmt::format(
        "{} in force, {} in talks (dashed). Size: resources or pupils. Dots: what is delivered this month. {}",
        scenarios::plural(live, "agreement"), frame.ties.size() - live,
        is_touched() ? "Tap to select; two fingers come nearer and drag."
                     : "Click to select; the wheel comes nearer, the right button drags."));
}

} // namespace

void draw_network(Context& context) {
    make_layout(context);
    const Frame* frame = context.current();
    const Trajectory* run = context.run();
    if (!frame || !run || !context.view.layout.is_made || context.view.layout.schools.size() != frame->schools.size() ||
        context.view.layout.partners.size() != frame->partners.size()) {
        context.view.layout.is_made = context.view.layout.is_made && frame &&
                                      context.view.layout.schools.size() == frame->schools.size() &&
                                      context.view.layout.partners.size() == frame->partners.size();
        return empty_note("The network appears once the run is known.");
    }
    draw_legend(context, *frame);
    const ImVec2 room = ImGui::GetContentRegionAvail();
    Canvas canvas{ImGui::GetWindowDrawList(),
                  ImGui::GetCursorScreenPos(),
                  {std::max(100.0f, room.x), room_of(18, ImGui::GetStyle().ItemSpacing.y + 2)},
                  context.view.zoom,
                  context.view.centre};
    move_canvas(context, canvas);
    const ImVec2 corner{canvas.origin.x + canvas.size.x, canvas.origin.y + canvas.size.y};
    canvas.list->AddRectFilled(canvas.origin, {canvas.origin.x + canvas.size.x, canvas.origin.y + canvas.size.y},
                               palette().canvas, 6);
    ImGui::PushClipRect(canvas.origin, corner, true);
    for (const County& county : context.view.layout.counties) {
        const ImVec2 middle = canvas.at(county.centre);
        canvas.list->AddEllipseFilled(
            middle,
            {county.radius * canvas.zoom * canvas.size.x + px(4), county.radius * canvas.zoom * canvas.size.y + px(4)},
            with_alpha(palette().faint, 0.35f));
    }
    draw_coalitions(context, canvas, *frame);
    const TieState* hovered = nullptr;
    float closest = 6;
    for (const TieState& tie : frame->ties) {
        float distance = 1e9f;
        draw_tie(context, canvas, tie, *run->cast, distance);
        if (distance < closest) closest = distance, hovered = &tie;
    }
    draw_nodes(context, canvas, *frame, *run->cast);
    draw_names(context, canvas, *frame, *run->cast);
    ImGui::PopClipRect();
    const bool is_free = hovered && ImGui::IsWindowHovered() && !ImGui::IsAnyItemHovered();
    if (is_free)
        tooltip(fmt::format("{} and {}", run->cast->schools[hovered->school].name,
                            run->cast->partners[hovered->partner].name),
                fmt::format("{}, {}: trust {:.2f}, shared goals {:.2f}, {:.0f} USD a month",
                            programme_name(hovered->programme), without_dashes(models::name(hovered->stage)),
                            hovered->trust, hovered->alignment, hovered->delivered));
    if (is_free && ImGui::IsMouseClicked(ImGuiMouseButton_Left))
        context.view.selection = {hovered->school, hovered->partner, hovered->key};
    ImGui::SetCursorScreenPos({corner.x - save_width() - px(6), canvas.origin.y + px(6)}); // where no node lies
    draw_save(context, "network", {canvas.origin.x, canvas.origin.y, corner.x, corner.y},
              [&] { return network_file(context, *frame); });
    ImGui::SetCursorScreenPos({canvas.origin.x, canvas.origin.y + canvas.size.y});
    ImGui::Dummy({1, 1});
}

} // namespace viz
