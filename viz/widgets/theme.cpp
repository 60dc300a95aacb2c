#include "viz/widgets/theme.h"

#include <implot.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace viz {
namespace {

// Okabe & Ito (2008).
constexpr ImU32 black = IM_COL32(0, 0, 0, 255), orange = IM_COL32(230, 159, 0, 255), sky = IM_COL32(86, 180, 233, 255),
                green = IM_COL32(0, 158, 115, 255), yellow = IM_COL32(240, 228, 66, 255),
                blue = IM_COL32(0, 114, 178, 255), vermillion = IM_COL32(213, 94, 0, 255),
                purple = IM_COL32(204, 121, 167, 255);

constexpr Palette light{IM_COL32(26, 30, 36, 255),    IM_COL32(88, 96, 108, 255),
                        IM_COL32(205, 210, 217, 255), IM_COL32(246, 247, 249, 255),
                        IM_COL32(255, 255, 255, 255), IM_COL32(0, 120, 88, 255),
                        IM_COL32(190, 70, 0, 255),    blue,
                        IM_COL32(255, 244, 214, 255)};
constexpr Palette dark{
    IM_COL32(233, 236, 240, 255), IM_COL32(158, 168, 180, 255), IM_COL32(66, 74, 84, 255),   IM_COL32(30, 34, 40, 255),
    IM_COL32(20, 23, 27, 255),    IM_COL32(60, 200, 155, 255),  IM_COL32(245, 135, 60, 255), sky,
    IM_COL32(66, 54, 20, 255)};
bool is_dark_now = false, is_projector_now = false, is_touched_now = false;

ImVec4 mix(ImU32 a, ImU32 b, float t) {
    const ImVec4 x = vec(a), y = vec(b);
    return {x.x + t * (y.x - x.x), x.y + t * (y.y - x.y), x.z + t * (y.z - x.z), x.w + t * (y.w - x.w)};
}

void set_colours(const Palette& p) {
    ImVec4* c = ImGui::GetStyle().Colors;
    c[ImGuiCol_Text] = vec(p.text), c[ImGuiCol_TextDisabled] = vec(p.muted);
    c[ImGuiCol_WindowBg] = c[ImGuiCol_ChildBg] = vec(p.panel), c[ImGuiCol_PopupBg] = vec(p.canvas);
    c[ImGuiCol_Border] = vec(p.faint), c[ImGuiCol_Separator] = vec(p.faint);
    c[ImGuiCol_FrameBg] = mix(p.panel, p.faint, 0.45f), c[ImGuiCol_FrameBgHovered] = mix(p.panel, p.accent, 0.25f);
    c[ImGuiCol_FrameBgActive] = mix(p.panel, p.accent, 0.4f);
    c[ImGuiCol_Button] = mix(p.panel, p.accent, 0.16f), c[ImGuiCol_ButtonHovered] = mix(p.panel, p.accent, 0.34f);
    c[ImGuiCol_ButtonActive] = mix(p.panel, p.accent, 0.55f);
    c[ImGuiCol_Header] = mix(p.panel, p.accent, 0.2f), c[ImGuiCol_HeaderHovered] = mix(p.panel, p.accent, 0.3f);
    c[ImGuiCol_HeaderActive] = mix(p.panel, p.accent, 0.45f);
    c[ImGuiCol_SliderGrab] = mix(p.panel, p.accent, 0.6f); // light enough for the number on it
    c[ImGuiCol_SliderGrabActive] = mix(p.panel, p.accent, 0.75f);
    c[ImGuiCol_CheckMark] = vec(p.accent);
    c[ImGuiCol_Tab] = mix(p.panel, p.faint, 0.35f), c[ImGuiCol_TabHovered] = mix(p.panel, p.accent, 0.35f);
    c[ImGuiCol_TabSelected] = mix(p.panel, p.accent, 0.26f), c[ImGuiCol_TabSelectedOverline] = vec(p.accent);
    c[ImGuiCol_TableHeaderBg] = mix(p.panel, p.faint, 0.5f), c[ImGuiCol_TableRowBgAlt] = mix(p.canvas, p.panel, 0.8f);
    c[ImGuiCol_TableRowBg] = vec(p.canvas), c[ImGuiCol_TableBorderLight] = c[ImGuiCol_TableBorderStrong] = vec(p.faint);
    c[ImGuiCol_ScrollbarBg] = vec(p.panel), c[ImGuiCol_ScrollbarGrab] = vec(p.faint);
    c[ImGuiCol_NavCursor] = vec(orange), c[ImGuiCol_TitleBgActive] = mix(p.panel, p.accent, 0.3f);
    ImVec4* plot = ImPlot::GetStyle().Colors;
    plot[ImPlotCol_FrameBg] = vec(p.panel), plot[ImPlotCol_PlotBg] = vec(p.canvas),
    plot[ImPlotCol_PlotBorder] = vec(p.faint);
    plot[ImPlotCol_LegendBg] = mix(p.canvas, p.canvas, 0), plot[ImPlotCol_LegendBg].w = 0.85f;
    plot[ImPlotCol_AxisGrid] = vec(p.faint);
}

} // namespace

bool is_touched() { return is_touched_now; }

float muted_text() { return is_projector_now ? usual_text : std::max(smallest_text, usual_text * 0.875f); }

const Palette& palette() { return is_dark_now ? dark : light; }

float projector_scale(float width) {
    constexpr float picture = 2000, capital = 20;     // [mm]
    constexpr float capital_of_line = 1456.0f / 2400; // of Roboto, whose line is its size
    return capital / picture * width / (capital_of_line * usual_text);
}

void apply_theme(bool is_dark, float scale, bool is_projector, bool is_touched) {
    is_projector_now = is_projector, is_touched_now = is_touched;
    is_dark_now = is_dark;
    ImGuiStyle fresh;
    is_dark ? ImGui::StyleColorsDark(&fresh) : ImGui::StyleColorsLight(&fresh);
    fresh.WindowRounding = 0, fresh.FrameRounding = 5, fresh.GrabRounding = 5, fresh.ChildRounding = 6;
    fresh.PopupRounding = 6, fresh.TabRounding = 5, fresh.ScrollbarRounding = 6;
    fresh.FramePadding = {9, 5}, fresh.ItemSpacing = {9, 7}, fresh.WindowPadding = {12, 10}, fresh.CellPadding = {7, 4};
    fresh.ScrollbarSize = 13, fresh.WindowBorderSize = 0, fresh.GrabMinSize = 14;
    if (is_touched) // 44 high; what scrolls is dragged itself
        fresh.FramePadding.y = 14, fresh.WindowPadding.x = 8, fresh.ScrollbarSize = 8, fresh.GrabMinSize = 28;
    fresh.SelectableTextAlign = {0, 0.5f}; // of a row that is higher than its words
    fresh.ScaleAllSizes(scale);
    fresh.FontSizeBase = usual_text, fresh.FontScaleMain = scale;
    ImGui::GetStyle() = fresh;
    ImPlotStyle plot;
    plot.PlotMinSize = {60, 40}, plot.PlotPadding = {8 * scale, 6 * scale}, plot.LabelPadding = {4 * scale, 4 * scale};
    plot.LegendPadding = {8 * scale, 6 * scale}, plot.FitPadding = {0.0f, 0.06f}, plot.PlotBorderSize = 0;
    plot.MajorTickLen = {4 * scale, 4 * scale}, plot.MinorTickLen = {0, 0}, plot.MinorAlpha = 0;
    ImPlot::GetStyle() = plot;
    set_colours(palette());
}

ImU32 lane_colour(Lane lane) {
    return lane == Lane::a ? (is_dark_now ? sky : blue) : lane == Lane::b ? vermillion : palette().muted;
}

ImU32 kind_colour(models::PartnerKind kind) {
    constexpr std::array<ImU32, models::n_partner_kinds> colours{orange, green, blue, black, purple, sky, yellow};
    const ImU32 colour = colours[static_cast<std::size_t>(kind)];
    return colour == black && is_dark_now ? IM_COL32(200, 205, 210, 255) : colour;
}

ImU32 scale_colour(float value) {
    const float v = std::clamp(std::isnan(value) ? 0.5f : value, 0.0f, 1.0f);
    const ImU32 middle = is_dark_now ? IM_COL32(120, 126, 134, 255) : IM_COL32(196, 200, 206, 255);
    return ImGui::ColorConvertFloat4ToU32(v < 0.5f ? mix(vermillion, middle, 2 * v)
                                                   : mix(middle, is_dark_now ? sky : blue, 2 * v - 1));
}

ImU32 with_alpha(ImU32 colour, float alpha) {
    const auto a = static_cast<ImU32>(static_cast<float>(colour >> IM_COL32_A_SHIFT & 0xff) * alpha);
    return (colour & ~IM_COL32_A_MASK) | a << IM_COL32_A_SHIFT;
}

void draw_school_mark(ImDrawList* list, ImVec2 c, float r, models::InstitutionKind kind, ImU32 fill, ImU32 edge) {
    list->AddCircleFilled(c, r, fill);
    list->AddCircle(c, r, edge, 0, 1.5f);
    if (kind == models::InstitutionKind::secondary) list->AddCircle(c, r * 0.6f, edge, 0, 1.5f);
    if (kind >= models::InstitutionKind::college) list->AddCircle(c, r + 3, edge, 0, 1.5f);
}

void draw_partner_mark(ImDrawList* list, ImVec2 c, float r, models::PartnerKind kind, ImU32 fill, ImU32 edge) {
    using enum models::PartnerKind;
    constexpr float turn = 2 * 3.14159265f;
    const int corners = kind == business ? 4 : kind == nonprofit ? 3 : kind == university ? 5 : kind == agency ? 6 : 4;
    const float start = kind == business ? turn / 8 : -turn / 4;
    if (kind == technology || kind == international) { // cross and star
        const int points = kind == technology ? 4 : 5;
        std::array<ImVec2, 10> p;
        for (int i = 0; i < 2 * points; ++i) {
            const float angle = -turn / 4 + turn * static_cast<float>(i) / static_cast<float>(2 * points),
                        q = i % 2 ? 0.5f * r : 1.15f * r;
            p[static_cast<std::size_t>(i)] = {c.x + q * std::cos(angle), c.y + q * std::sin(angle)};
        }
        list->AddConcavePolyFilled(p.data(), 2 * points, fill);
        list->AddPolyline(p.data(), 2 * points, edge, 1.5f, ImDrawFlags_Closed);
        return;
    }
    std::array<ImVec2, 6> p;
    for (int i = 0; i < corners; ++i) {
        const float angle = start + turn * static_cast<float>(i) / static_cast<float>(corners);
        p[static_cast<std::size_t>(i)] = {c.x + 1.1f * r * std::cos(angle), c.y + 1.1f * r * std::sin(angle)};
    }
    list->AddConvexPolyFilled(p.data(), corners, fill);
    list->AddPolyline(p.data(), corners, edge, 1.5f, ImDrawFlags_Closed);
}

} // namespace viz
