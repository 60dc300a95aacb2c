// The static Sankey of a report: three columns of nodes, bands as wide as what flows.
#include "report/chart.h"

#include <fmt/format.h>

#include <algorithm>

namespace report {
namespace {

struct Box {
    double top = 0, size = 0; ///< In values first, then in picture units.
    double used_left = 0, used_right = 0;
};

/// Value that passes each node: the greater of what comes in and what goes out.
std::vector<Box> boxes_of(const Chart& chart) {
    std::vector<double> in(chart.nodes.size()), out(chart.nodes.size());
    for (const ChartLink& link : chart.links)
        out[link.from] += link.value, in[link.to] += link.value;
    std::vector<Box> boxes(chart.nodes.size());
    for (std::size_t n = 0; n < boxes.size(); ++n)
        boxes[n].size = std::max(in[n], out[n]);
    return boxes;
}

} // namespace

std::string flows_svg(const Chart& chart, double width, double& height);

std::string flows_svg(const Chart& chart, double width, double& height) {
    constexpr double left = 150, right = 190, bar = 14, gap = 10, top = 14, room = 380;
    std::vector<Box> boxes = boxes_of(chart);
    int last = 0;
    std::vector<double> sums(8), counts(8);
    for (std::size_t n = 0; n < boxes.size(); ++n) {
        const auto level = static_cast<std::size_t>(std::clamp(chart.nodes[n].level, 0, 7));
        sums[level] += boxes[n].size, counts[level] += 1;
        last = std::max(last, chart.nodes[n].level);
    }
    const double most = *std::max_element(sums.begin(), sums.end());
    const double scale = most > 0 ? room / most : 0;
    const double longest = *std::max_element(counts.begin(), counts.end());
    height = top + room + gap * longest + 20;
    const double step = last > 0 ? (width - left - right - bar) / last : 0;
    const auto x_of = [&](std::size_t node) { return left + step * chart.nodes[node].level; };
    std::vector<double> next(8, top);
    std::string links, nodes;
    for (std::size_t n = 0; n < boxes.size(); ++n) {
        const auto level = static_cast<std::size_t>(std::clamp(chart.nodes[n].level, 0, 7));
        boxes[n].top = next[level];
        boxes[n].size *= scale;
        const double advance = std::max(boxes[n].size, 6.0) + gap; // room for the label of a thin node
        next[level] += advance;
        const bool is_last = chart.nodes[n].level == last, is_first = chart.nodes[n].level == 0;
        const double x = x_of(n), y = boxes[n].top + 0.5 * boxes[n].size + 4;
        nodes += fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{}\" height=\"{:.1f}\" fill=\"{}\"/>", x,
                             boxes[n].top, bar, std::max(1.0, boxes[n].size),
                             is_first  ? "#0072B2"
                             : is_last ? "#D55E00"
                                       : "#009E73");
        nodes +=
            fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>", is_first ? x - 6 : x + bar + 6,
                        y, is_first ? "end" : "start", escaped(chart.nodes[n].name));
        height = std::max(height, next[level] + 10);
    }
    for (const ChartLink& link : chart.links) {
        Box &from = boxes[link.from], &to = boxes[link.to];
        const double size = link.value * scale, x1 = x_of(link.from) + bar, x2 = x_of(link.to), mid = 0.5 * (x1 + x2);
        const double y1 = from.top + from.used_right + 0.5 * size, y2 = to.top + to.used_left + 0.5 * size;
        from.used_right += size, to.used_left += size;
        links += fmt::format("<path d=\"M{0:.1f} {1:.1f} C{2:.1f} {1:.1f} {2:.1f} {3:.1f} {4:.1f} {3:.1f}\" "
                             "fill=\"none\" stroke=\"#888\" stroke-opacity=\"0.35\" stroke-width=\"{5:.1f}\"/>",
                             x1, y1, mid, y2, x2, std::max(0.5, size));
    }
    return links + nodes;
}

} // namespace report
