// The static pictures of a report: plain SVG, sized by its viewBox.
#include "report/chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace report {
namespace {

constexpr double width = 860; ///< Of the viewBox.
constexpr double right_edge = width - 24;
constexpr std::array<const char*, 4> dashes{"", "7 4", "2 3", "10 3 2 3"};

std::string text(double x, double y, std::string_view words, const char* anchor = "start",
                 std::string_view style = "") {
    return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\"{}>{}</text>", x, y, anchor, style,
                       escaped(words));
}

std::string line(double x1, double y1, double x2, double y2, std::string_view style) {
    return fmt::format("<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" {}/>", x1, y1, x2, y2, style);
}

/// A value axis with round ticks.
struct Scale {
    double low = 0, high = 1, from = 0, to = 1;
    double at(double value) const { return from + (value - low) / (high - low) * (to - from); }
    std::vector<double> ticks() const {
        const double raw = (high - low) / 5, power = std::pow(10.0, std::floor(std::log10(raw)));
        const double part = raw / power;
        const double step = power * (part < 1.5 ? 1 : part < 3.5 ? 2 : part < 7.5 ? 5 : 10);
        std::vector<double> result;
        for (double value = std::ceil(low / step - 1e-9) * step; value <= high + 1e-9 * step; value += step)
            result.push_back(std::abs(value) < 1e-9 * step ? 0.0 : value);
        return result;
    }
    std::string label(double value) const {
        const double span = high - low;
        return fmt::format("{:.{}f}", value,
                           span >= 20      ? 0
                           : span >= 2     ? 1
                           : span >= 0.2   ? 2
                           : span >= 0.02  ? 3
                           : span >= 0.002 ? 4
                                           : 6);
    }
};

Scale value_scale(const Chart& chart, double from, double to) {
    double low = chart.has_reference ? chart.reference : std::numeric_limits<double>::infinity();
    double high = chart.has_reference ? chart.reference : -low;
    for (const ChartSeries& series : chart.series)
        for (const auto* column : {&series.mid, &series.lo, &series.hi})
            for (const double value : *column)
                if (std::isfinite(value)) low = std::min(low, value), high = std::max(high, value);
    if (!(low < high)) low = std::isfinite(low) ? low - 1 : 0, high = low + 2;
    const double pad = 0.05 * (high - low);
    low = low == 0 && chart.kind != ChartKind::intervals ? 0 : low - pad;
    return {std::isnan(chart.low) ? low : chart.low, std::isnan(chart.high) ? high + pad : chart.high, from, to};
}

std::string x_axis(const Scale& x, double top, double bottom, std::string_view title) {
    std::string svg;
    for (const double tick : x.ticks())
        svg += line(x.at(tick), top, x.at(tick), bottom, "class=\"grid\"") +
               text(x.at(tick), bottom + 18, x.label(tick), "middle");
    return svg + text(0.5 * (x.from + x.to), bottom + 38, title, "middle");
}

double label_width(const Chart& chart) {
    std::size_t longest = 8;
    for (const std::string& name : chart.categories)
        longest = std::max(longest, name.size());
    return std::min(300.0, 24 + 7.4 * static_cast<double>(longest));
}

std::string legend(const Chart& chart, double left, double y, bool has_dash) {
    std::string svg;
    if (chart.series.size() < 2) return svg;
    for (std::size_t s = 0; s < chart.series.size(); ++s) {
        svg += line(left, y - 4, left + 26, y - 4,
                    fmt::format("stroke=\"{}\" stroke-width=\"{}\" stroke-dasharray=\"{}\"", colour(s),
                                has_dash ? 3 : 9, has_dash ? dashes[s % 4] : ""));
        svg += text(left + 32, y, chart.series[s].name);
        left += 52 + 7.2 * static_cast<double>(chart.series[s].name.size());
    }
    return svg;
}

std::string mark(std::size_t series, double x, double y, bool is_filled) {
    const std::string style = fmt::format("fill=\"{}\" stroke=\"{}\" stroke-width=\"2\"",
                                          is_filled ? colour(series) : "#fff", colour(series));
    if (series % 2 == 0) return fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"5\" {}/>", x, y, style);
    return fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"9\" height=\"9\" {}/>", x - 4.5, y - 4.5, style);
}

std::string intervals(const Chart& chart, double& height) {
    const double left = label_width(chart), n = static_cast<double>(chart.series.size()), row = 14 + 14 * n;
    const double top = chart.series.size() > 1 ? 34 : 12,
                 bottom = top + row * static_cast<double>(chart.categories.size());
    height = bottom + 48;
    const Scale x = value_scale(chart, left, right_edge);
    std::string svg = x_axis(x, top, bottom, chart.x_title) + legend(chart, left, 20, false);
    if (chart.has_reference) svg += line(x.at(chart.reference), top, x.at(chart.reference), bottom, "class=\"zero\"");
    for (std::size_t c = 0; c < chart.categories.size(); ++c) {
        const double middle = top + row * (static_cast<double>(c) + 0.5);
        svg += text(left - 12, middle + 5, chart.categories[c], "end");
        for (std::size_t s = 0; s < chart.series.size(); ++s) {
            const ChartSeries& series = chart.series[s];
            if (!std::isfinite(series.mid[c])) continue;
            const double y = middle + 14 * (static_cast<double>(s) - 0.5 * (n - 1));
            const bool has_interval = !series.lo.empty() && std::isfinite(series.lo[c]);
            if (has_interval)
                svg += line(x.at(series.lo[c]), y, x.at(series.hi[c]), y,
                            fmt::format("stroke=\"{}\" stroke-width=\"2.5\"", colour(s)));
            const bool is_clear = has_interval && (series.lo[c] > chart.reference || series.hi[c] < chart.reference);
            svg += mark(s, x.at(series.mid[c]), y, is_clear);
        }
    }
    return svg;
}

std::string bars(const Chart& chart, double& height) {
    const double left = label_width(chart), row = 26, top = 34;
    const double bottom = top + row * static_cast<double>(chart.categories.size());
    height = bottom + 48;
    double most = 0;
    for (std::size_t c = 0; c < chart.categories.size(); ++c) {
        double sum = 0;
        for (const ChartSeries& series : chart.series)
            if (std::isfinite(series.mid[c])) sum += std::max(0.0, series.mid[c]);
        most = std::max(most, sum);
    }
    const Scale x{0, most > 0 ? 1.05 * most : 1, left, right_edge};
    std::string svg = "<defs>";
    for (std::size_t s = 0; s < chart.series.size(); ++s)
        svg +=
            fmt::format("<pattern id=\"{0}-p{1}\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\" "
                        "patternTransform=\"rotate({2})\"><rect width=\"8\" height=\"8\" fill=\"{3}\"/>{4}</pattern>",
                        escaped(chart.id), s, 45 * s, colour(s),
                        s == 0 ? "" : "<path d=\"M0 0V8\" stroke=\"#fff\" stroke-width=\"2\"/>");
    svg += "</defs>" + x_axis(x, top, bottom, chart.x_title) + legend(chart, left, 20, false);
    for (std::size_t c = 0; c < chart.categories.size(); ++c) {
        const double y = top + row * static_cast<double>(c);
        svg += text(left - 12, y + 17, chart.categories[c], "end");
        double sum = 0;
        for (std::size_t s = 0; s < chart.series.size(); ++s) {
            const double value = chart.series[s].mid[c];
            if (!std::isfinite(value) || value <= 0) continue;
            svg += fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"18\" "
                               "fill=\"url(#{}-p{})\" stroke=\"#fff\"/>",
                               x.at(sum), y + 4, x.at(sum + value) - x.at(sum), escaped(chart.id), s);
            sum += value;
        }
    }
    return svg;
}

/// Points of a path, skipping what is absent; `is_step` holds each value until the next x.
std::string points(const Scale& x, const Scale& y, const std::vector<double>& xs, const std::vector<double>& ys,
                   bool is_step, bool is_backward) {
    std::vector<std::pair<double, double>> all;
    for (std::size_t i = 0; i < xs.size() && i < ys.size(); ++i) {
        if (!std::isfinite(ys[i])) continue;
        if (is_step && !all.empty()) all.emplace_back(x.at(xs[i]), all.back().second);
        all.emplace_back(x.at(xs[i]), y.at(ys[i]));
    }
    if (is_backward) std::reverse(all.begin(), all.end());
    std::string result;
    for (const auto& [px, py] : all)
        result += fmt::format("{}{:.1f} {:.1f}", result.empty() ? "" : " L", px, py);
    return result;
}

std::string band(const Scale& x, const Scale& y, const ChartSeries& series, const std::vector<double>& lo,
                 const std::vector<double>& hi, std::size_t s, bool is_step, double opacity) {
    const std::string up = points(x, y, series.x, hi, is_step, false), down = points(x, y, series.x, lo, is_step, true);
    if (up.empty() || down.empty()) return "";
    return fmt::format("<path d=\"M{} L{}Z\" fill=\"{}\" fill-opacity=\"{}\"/>", up, down, colour(s), opacity);
}

std::string lines(const Chart& chart, double& height) {
    const bool is_step = chart.kind == ChartKind::steps, is_cloud = chart.kind == ChartKind::points;
    const double left = 64, top = 34, bottom = 300;
    height = bottom + 48;
    double first = is_cloud ? std::numeric_limits<double>::infinity() : 0, last = is_cloud ? -first : 1;
    for (const ChartSeries& series : chart.series)
        for (const double value : series.x)
            last = std::max(last, value), first = std::min(first, value);
    if (!(first < last)) first = std::isfinite(first) ? first - 0.5 : 0, last = first + 1;
    if (is_cloud) first -= 0.03 * (last - first), last += 0.03 * (last - first);
    const Scale x{first, last, left, right_edge}, y = value_scale(chart, bottom, top);
    std::string svg = x_axis(x, top, bottom, chart.x_title);
    for (const double tick : y.ticks())
        svg += line(left, y.at(tick), right_edge, y.at(tick), "class=\"grid\"") +
               text(left - 8, y.at(tick) + 5, y.label(tick), "end");
    svg += chart.series.size() > 1 ? legend(chart, left, 20, true) : text(left, 20, chart.y_title);
    if (chart.has_reference)
        svg += line(left, y.at(chart.reference), right_edge, y.at(chart.reference), "class=\"zero\"");
    for (std::size_t s = 0; s < chart.series.size(); ++s) {
        const ChartSeries& series = chart.series[s];
        for (std::size_t i = 0; is_cloud && i < series.x.size(); ++i)
            if (std::isfinite(series.mid[i])) svg += mark(s, x.at(series.x[i]), y.at(series.mid[i]), s % 4 < 2);
        if (is_cloud) continue;
        svg += band(x, y, series, series.lo, series.hi, s, is_step, chart.series.size() > 1 ? 0.10 : 0.18);
        svg += band(x, y, series, series.lo50, series.hi50, s, is_step, 0.30);
        svg += fmt::format("<path d=\"M{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"2.5\" stroke-dasharray=\"{}\"/>",
                           points(x, y, series.x, series.mid, is_step, false), colour(s), dashes[s % 4]);
    }
    return svg;
}

std::string heat(const Chart& chart, double& height) {
    std::size_t longest = 8;
    for (const ChartSeries& series : chart.series)
        longest = std::max(longest, series.name.size());
    const double left = std::min(280.0, 24 + 7.4 * static_cast<double>(longest)), top = 40, row = 26;
    const double column = (right_edge - left) / static_cast<double>(std::max<std::size_t>(1, chart.categories.size()));
    height = top + row * static_cast<double>(chart.series.size()) + 12;
    double most = 0;
    for (const ChartSeries& series : chart.series)
        for (const double value : series.mid)
            if (std::isfinite(value)) most = std::max(most, value);
    std::string svg;
    for (std::size_t c = 0; c < chart.categories.size(); ++c) {
        const std::string& name = chart.categories[c];
        const double x = left + column * (static_cast<double>(c) + 0.5);
        const std::size_t space =
            7.2 * static_cast<double>(name.size()) > column ? name.find_last_of(" +") : std::string::npos;
        if (space != std::string::npos) svg += text(x, top - 24, name.substr(0, space), "middle");
        svg += text(x, top - 8, space == std::string::npos ? name : name.substr(space + 1), "middle");
    }
    for (std::size_t r = 0; r < chart.series.size(); ++r) {
        const double y = top + row * static_cast<double>(r);
        svg += text(left - 12, y + 18, chart.series[r].name, "end");
        for (std::size_t c = 0; c < chart.categories.size(); ++c) {
            const double value = chart.series[r].mid[c], x = left + column * static_cast<double>(c);
            const double depth = std::isfinite(value) && most > 0 ? value / most : 0;
            svg += fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" fill=\"#0072B2\" "
                               "fill-opacity=\"{:.2f}\" stroke=\"#fff\"/>",
                               x, y, column, row, 0.04 + 0.9 * depth);
            svg += text(x + 0.5 * column, y + 18, typeset.number(value), "middle",
                        depth > 0.5 ? " style=\"fill:#fff\"" : "");
        }
    }
    return svg;
}

} // namespace

std::string flows_svg(const Chart& chart, double width, double& height); // svg_flows.cpp

std::string chart_svg(const Chart& chart) {
    double height = 100;
    std::string body;
    if (chart.kind == ChartKind::intervals) body = intervals(chart, height);
    if (chart.kind == ChartKind::bars) body = bars(chart, height);
    if (chart.kind == ChartKind::fan || chart.kind == ChartKind::steps || chart.kind == ChartKind::points)
        body = lines(chart, height);
    if (chart.kind == ChartKind::heat) body = heat(chart, height);
    if (chart.kind == ChartKind::flows) body = flows_svg(chart, width, height);
    return fmt::format("<svg viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" aria-label=\"{}\">{}</svg>", width, height,
                       escaped(chart.caption), body);
}

} // namespace report
