// The network of a month as a drawing and as a table of its ties.
#include "report/html.h"
#include "viz/panels/parts.h"
#include "viz/runs/lever_words.h"
#include "viz/session/export.h"
#include "viz/widgets/widgets.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace viz {
namespace {

constexpr double side = 900, top = 60; ///< Of the drawing, and of the lines above it.

std::string hex(ImU32 colour) {
    return fmt::format("#{:02x}{:02x}{:02x}", colour >> IM_COL32_R_SHIFT & 0xff, colour >> IM_COL32_G_SHIFT & 0xff,
                       colour >> IM_COL32_B_SHIFT & 0xff);
}

struct Point {
    double x = 0, y = 0;
};
Point at(Spot spot) { return {side * static_cast<double>(spot.x), top + side * static_cast<double>(spot.y)}; }

/// Partners have as many corners as their kind has in the window; schools are round.
std::string mark(Point p, double radius, int corners, ImU32 fill, const std::string& name) {
    const std::string looks = fmt::format("fill=\"{}\" stroke=\"#333\" stroke-width=\".6\"", hex(fill));
    const std::string title = fmt::format("<title>{}</title>", report::escaped(name));
    if (corners == 0)
        return fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\" {}>{}</circle>", p.x, p.y, radius, looks,
                           title);
    std::string points;
    for (int n = 0; n < corners; ++n) {
        const double angle = 6.283185307179586 * n / corners - 1.570796326794897;
        points += fmt::format("{}{:.1f},{:.1f}", n ? " " : "", p.x + 1.2 * radius * std::cos(angle),
                              p.y + 1.2 * radius * std::sin(angle));
    }
    return fmt::format("<polygon points=\"{}\" {}>{}</polygon>", points, looks, title);
}

int corners_of(models::PartnerKind kind) { return 3 + static_cast<int>(kind); }

std::string words(double x, double y, std::string_view text, const char* anchor = "start") {
    return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>", x, y, anchor,
                       report::escaped(text));
}

std::string key() {
    std::string svg;
    double x = 14;
    for (std::size_t k = 0; k < models::n_partner_kinds; ++k) {
        const auto kind = static_cast<models::PartnerKind>(k);
        svg += mark({x + 6, 44}, 6, corners_of(kind), kind_colour(kind), std::string(models::name(kind))) +
               words(x + 18, 49, models::name(kind));
        x += 34 + 7.4 * static_cast<double>(models::name(kind).size());
    }
    return svg;
}

std::string drawing(const Context& context, const Frame& frame, const Cast& cast, const std::string& title) {
    const NetworkLayout& layout = context.view.layout;
    std::string svg = fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg "
                                  "xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\">"
                                  "<desc>{}: {}. {}</desc><style>text{{font:13px system-ui,sans-serif;fill:#333}}"
                                  "</style>",
                                  side, side + top, report::escaped(context.session->scenario().title),
                                  report::escaped(title), report::escaped(provenance(*context.run())));
    svg += words(14, 22, title) + key();
    for (const County& county : layout.counties) {
        const Point middle = at(county.centre);
        const double r = side * static_cast<double>(county.radius);
        svg += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\" fill=\"#eee\"/>", middle.x, middle.y, r);
        if (r > 12) svg += words(middle.x, middle.y + r + 12, county.name, "middle");
    }
    for (const TieState& tie : frame.ties) {
        const Point a = at(layout.partners[tie.partner]), b = at(layout.schools[tie.school]);
        const bool is_active = tie.stage == models::Stage::active;
        svg += fmt::format("<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" stroke=\"{}\" "
                           "stroke-width=\"{:.1f}\"{}/>",
                           a.x, a.y, b.x, b.y, is_active ? hex(scale_colour(tie.trust)) : "#bbb",
                           is_active ? std::clamp(0.8 + 0.02 * std::sqrt(static_cast<double>(tie.delivered)), 0.8, 5.0)
                                     : 0.8,
                           is_active ? "" : " stroke-dasharray=\"4 3\"");
    }
    // Marks shrink where there are many, as in the window.
    const double n = static_cast<double>(cast.schools.size() + cast.partners.size()),
                 size = std::clamp(std::sqrt(120 / std::max(n, 120.0)), 0.2, 1.0);
    for (std::size_t i = 0; i < cast.schools.size(); ++i)
        svg += mark(at(layout.schools[i]),
                    size * std::clamp(5 + 0.18 * std::sqrt(static_cast<double>(frame.schools[i].students)), 5.0, 18.0),
                    0, scale_colour(frame.schools[i].trust), cast.schools[i].name);
    for (std::size_t k = 0; k < cast.partners.size(); ++k)
        if (frame.partners[k].is_present)
            svg +=
                mark(at(layout.partners[k]),
                     size * std::clamp(5 + 0.07 * std::sqrt(static_cast<double>(frame.partners[k].means)), 5.0, 19.0),
                     corners_of(cast.partners[k].kind), kind_colour(cast.partners[k].kind), cast.partners[k].name);
    return svg + "</svg>\n";
}

} // namespace

ChartFile network_file(const Context& context, const Frame& frame) {
    const Cast& cast = *context.run()->cast;
    const std::string title =
        fmt::format("Who works with whom, {}; lines: trust from red over grey to blue, dashed: in talks",
                    frame.month ? date_text(frame.month - 1) : "at the start");
    std::string csv =
        "\"School\",\"County\",\"Partner\",\"Kind of partner\",\"Programme\",\"Stage\",\"Trust\",\"Shared "
        "goals\",\"USD this month\"\n";
    for (const TieState& tie : frame.ties) {
        const PartnerCard& partner = cast.partners[tie.partner];
        const SchoolCard& school = cast.schools[tie.school];
        csv += fmt::format("{},{},{},{},{},{},{},{},{}\n", quoted(school.name), quoted(school.county),
                           quoted(partner.name), quoted(std::string(models::name(partner.kind))),
                           quoted(programme_name(tie.programme)), quoted(without_dashes(models::name(tie.stage))),
                           tie.trust, tie.alignment, tie.delivered);
    }
    return {drawing(context, frame, cast, title), std::move(csv), {}};
}

} // namespace viz
