#include "report/chart.h"

#include <fmt/format.h>

#include <array>

namespace report {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<const char*, 7> kind_names{"intervals", "bars", "fan", "steps", "heat", "flows", "points"};

Json numbers(const std::vector<double>& values) {
    Json list = Json::array();
    for (const double value : values)
        list.push_back(json_number(value));
    return list;
}

bool is_over_x(ChartKind kind) {
    return kind == ChartKind::fan || kind == ChartKind::steps || kind == ChartKind::points;
}

HtmlTable table_of_flows(const Chart& chart) {
    HtmlTable table{"", {"from", "to", chart.y_title}, {}, {true, true}, {}};
    for (const ChartLink& link : chart.links)
        table.rows.push_back({chart.nodes[link.from].name, chart.nodes[link.to].name, typeset.number(link.value)});
    return table;
}

/// One row an x: at most about 40 of them, the last always.
HtmlTable table_over_x(const Chart& chart) {
    HtmlTable table{"", {chart.x_title}, {}, {}, {}};
    std::size_t longest = 0;
    for (std::size_t s = 0; s < chart.series.size(); ++s) {
        const ChartSeries& series = chart.series[s];
        longest = chart.series[longest].x.size() < series.x.size() ? s : longest;
        const std::string name = chart.series.size() > 1 ? series.name + ": " : "";
        table.header.push_back(name + (series.lo50.empty() ? "value" : "median"));
        if (!series.lo50.empty()) table.header.insert(table.header.end(), {"50 % from", "50 % to"});
        if (!series.lo.empty()) {
            const std::string what = series.lo50.empty() ? name : "90 % ";
            table.header.insert(table.header.end(), {what + (series.lo50.empty() ? "lowest" : "from"),
                                                     what + (series.lo50.empty() ? "highest" : "to")});
        }
    }
    const std::size_t n = chart.series.empty() ? 0 : chart.series[longest].x.size();
    const std::size_t stride = n > 40 ? 6 : 1;
    for (std::size_t i = stride - 1; i < n; i += stride) {
        std::vector<std::string> row{typeset.number(chart.series[longest].x[i])};
        row[0] = row[0].substr(0, row[0].find('.'));
        for (const ChartSeries& series : chart.series)
            for (const auto* column : {&series.mid, &series.lo50, &series.hi50, &series.lo, &series.hi})
                if (!column->empty()) row.push_back(i < column->size() ? typeset.number((*column)[i]) : "");
        table.rows.push_back(std::move(row));
    }
    return table;
}

} // namespace

std::string_view colour(std::size_t index) {
    constexpr std::array<std::string_view, 8> okabe_ito{"#0072B2", "#E69F00", "#009E73", "#CC79A7",
                                                        "#56B4E9", "#D55E00", "#000000", "#F0E442"};
    return okabe_ito[index % okabe_ito.size()];
}

Json chart_json(const Chart& chart) {
    Json document{{"kind", kind_names[static_cast<std::size_t>(chart.kind)]},
                  {"caption", chart.caption},
                  {"x", chart.x_title},
                  {"y", chart.y_title},
                  {"categories", chart.categories},
                  {"reference", chart.has_reference ? json_number(chart.reference) : Json()},
                  {"low", json_number(chart.low)},
                  {"high", json_number(chart.high)},
                  {"series", Json::array()}};
    for (const ChartSeries& series : chart.series)
        document["series"].push_back({{"name", series.name},
                                      {"x", numbers(series.x)},
                                      {"mid", numbers(series.mid)},
                                      {"lo", numbers(series.lo)},
                                      {"hi", numbers(series.hi)},
                                      {"lo50", numbers(series.lo50)},
                                      {"hi50", numbers(series.hi50)}});
    for (const ChartNode& node : chart.nodes)
        document["nodes"].push_back({{"name", node.name}, {"level", node.level}});
    for (const ChartLink& link : chart.links)
        document["links"].push_back({{"from", link.from}, {"to", link.to}, {"value", json_number(link.value)}});
    return document;
}

HtmlTable table_of(const Chart& chart) {
    if (chart.kind == ChartKind::flows) return table_of_flows(chart);
    if (is_over_x(chart.kind)) return table_over_x(chart);
    HtmlTable table{"", {""}, {}, {}, {}};
    const bool is_heat = chart.kind == ChartKind::heat;
    if (is_heat) {
        table.header.insert(table.header.end(), chart.categories.begin(), chart.categories.end());
        for (const ChartSeries& series : chart.series) {
            table.rows.push_back({series.name});
            for (const double value : series.mid)
                table.rows.back().push_back(typeset.number(value));
        }
        return table;
    }
    for (const ChartSeries& series : chart.series) {
        table.header.push_back(series.name);
        if (!series.lo.empty()) table.header.insert(table.header.end(), {"95 % from", "to"});
    }
    for (std::size_t c = 0; c < chart.categories.size(); ++c) {
        table.rows.push_back({chart.categories[c]});
        for (const ChartSeries& series : chart.series)
            for (const auto* column : {&series.mid, &series.lo, &series.hi})
                if (!column->empty()) table.rows.back().push_back(typeset.number((*column)[c]));
    }
    return table;
}

std::string figure(const Chart& chart, const HtmlTable& table) {
    return fmt::format("<figure id=\"figure-{0}\">\n<figcaption>{1}</figcaption>\n"
                       "<div class=\"live\" data-chart=\"{0}\"></div>\n<div class=\"still\">{2}</div>\n"
                       "<script type=\"application/json\" id=\"data-{0}\">{3}</script>\n"
                       "<details class=\"numbers\"><summary>The numbers behind this figure</summary>\n{4}</details>\n"
                       "</figure>\n",
                       escaped(chart.id), escaped(chart.caption), chart_svg(chart), script_json(chart_json(chart)),
                       table.html());
}

} // namespace report
