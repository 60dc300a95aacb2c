#pragma once
/// \file
/// A figure as data. The same numbers become a static SVG (shown without JavaScript and on paper), the input of the
/// interactive chart (JSON for report/assets/report.js) and the table behind it.

#include "report/html.h"

#include <string>
#include <vector>

namespace report {

enum class ChartKind {
    intervals, ///< Points with intervals by category; filled where the interval leaves out `reference`.
    bars,      ///< Stacked bars by category.
    fan,       ///< One line over x with a 50 % and a 90 % band.
    steps,     ///< Several step lines over x with a band each.
    heat,      ///< series x categories, the number printed in each field.
    flows,     ///< Sankey of `links` between `nodes`.
    points     ///< Marks over x: a cloud a series.
};

/// Numbers of one line, bar part or row.
struct ChartSeries {
    std::string name;
    std::vector<double> x; ///< fan, steps, points; else by category.
    std::vector<double> mid, lo, hi;
    std::vector<double> lo50, hi50;   ///< fan
    std::vector<std::string> names{}; ///< points: of each, where they have names
};

struct ChartNode {
    std::string name;
    int level = 0; ///< Column from the left.
};

struct ChartLink {
    std::size_t from = 0, to = 0;
    double value = 0;
};

struct Chart {
    ChartKind kind = ChartKind::intervals;
    std::string id;               ///< Of the element, kebab-case, unique.
    std::string caption;          ///< What it shows, a sentence.
    std::string x_title, y_title; ///< Of categories: of the values, of what they are.
    std::vector<std::string> categories;
    std::vector<ChartSeries> series;
    std::vector<ChartNode> nodes;
    std::vector<ChartLink> links;
    double reference = 0; ///< intervals, fan: a line at this value, if `has_reference`.
    bool has_reference = true;
    double low = absent, high = absent; ///< Of the value axis, so that several charts share it; absent: from the data.
};

/// Numbers for report.js.
nlohmann::ordered_json chart_json(const Chart& chart);

/// The static picture: an SVG element with a viewBox, no script, no outside reference.
std::string chart_svg(const Chart& chart);

/// Figure with caption, both pictures and the table behind them (closed until asked for).
std::string figure(const Chart& chart, const HtmlTable& table);

/// A table of the chart's own numbers.
HtmlTable table_of(const Chart& chart);

/// Okabe-Ito, in an order whose first four stay apart in grey print too.
std::string_view colour(std::size_t index);

} // namespace report
