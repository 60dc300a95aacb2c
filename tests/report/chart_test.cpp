// A figure's three forms say the same: the numbers of the interactive chart, the static picture, the table.
#include "report/chart.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>
#include <string>

using namespace report;

namespace {

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t n = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
        ++n;
    return n;
}

Chart intervals() {
    Chart chart;
    chart.kind = ChartKind::intervals, chart.id = "gain", chart.caption = "Gains <of> some", chart.y_title = "SD";
    chart.categories = {"one", "two & three", "four"};
    chart.series = {{"calm", {}, {0.2, 0.1, -0.3}, {0.1, -0.1, -0.4}, {0.3, 0.3, -0.2}, {}, {}}};
    return chart;
}

/// A fan over `n` months around a rising line.
Chart fan(std::size_t n) {
    Chart chart;
    chart.kind = ChartKind::fan, chart.id = "fan", chart.caption = "Months", chart.x_title = "month",
    chart.y_title = "SD";
    ChartSeries series;
    for (std::size_t i = 0; i < n; ++i) {
        const double x = static_cast<double>(i + 1);
        series.x.push_back(x), series.mid.push_back(0.01 * x);
        series.lo.push_back(0.01 * x - 0.2), series.hi.push_back(0.01 * x + 0.2);
        series.lo50.push_back(0.01 * x - 0.1), series.hi50.push_back(0.01 * x + 0.1);
    }
    chart.series = {series};
    return chart;
}

Chart flows() {
    Chart chart;
    chart.kind = ChartKind::flows, chart.id = "flows", chart.caption = "Hours", chart.y_title = "hours";
    chart.nodes = {{"clubs <b>", 0}, {"tutoring", 1}, {"pupils", 2}};
    chart.links = {{0, 1, 30}, {1, 2, 30}};
    return chart;
}

std::vector<Chart> every_kind() {
    Chart bars = intervals(), steps = fan(12), heat = intervals();
    bars.kind = ChartKind::bars, heat.kind = ChartKind::heat;
    for (Chart* chart : {&bars, &heat})
        chart->series[0].lo.clear(), chart->series[0].hi.clear();
    bars.series[0].mid = {1, 2, 3}, steps.kind = ChartKind::steps;
    steps.series[0].lo50.clear(), steps.series[0].hi50.clear();
    return {intervals(), bars, fan(24), steps, heat, flows()};
}

} // namespace

TEST_CASE("the numbers of a chart are those given, and what is absent is null", "[report]") {
    Chart chart = intervals();
    chart.series[0].mid[1] = absent, chart.series[0].hi[2] = std::numeric_limits<double>::infinity();
    const auto json = chart_json(chart);
    CHECK(json["kind"] == "intervals");
    CHECK(json["categories"].size() == 3);
    CHECK(json["series"][0]["mid"][0] == 0.2);
    CHECK(json["series"][0]["mid"][1].is_null());
    CHECK(json["series"][0]["hi"][2].is_null());
    CHECK(json["low"].is_null());
    CHECK(json["reference"] == 0);
    chart.has_reference = false;
    CHECK(chart_json(chart)["reference"].is_null());
}

TEST_CASE("every kind of chart has its name, a picture of finite numbers and a table", "[report]") {
    std::vector<std::string> kinds;
    for (const Chart& chart : every_kind()) {
        const std::string kind = chart_json(chart)["kind"];
        CAPTURE(kind);
        kinds.push_back(kind);
        const std::string svg = chart_svg(chart);
        CHECK(svg.starts_with("<svg "));
        CHECK(svg.find("viewBox=\"0 0 ") != std::string::npos);
        CHECK(svg.find("nan") == std::string::npos);
        CHECK(svg.find("inf\"") == std::string::npos);
        CHECK(svg.find("<script") == std::string::npos);
        CHECK(count(svg, "<text") == count(svg, "</text>"));
        const HtmlTable table = table_of(chart);
        CHECK_FALSE(table.rows.empty());
        for (const auto& row : table.rows)
            CHECK(row.size() == table.header.size());
    }
    CHECK(kinds == std::vector<std::string>{"intervals", "bars", "fan", "steps", "heat", "flows"});
}

TEST_CASE("words in pictures and tables are escaped", "[report]") {
    CHECK(chart_svg(intervals()).find("two &amp; three") != std::string::npos);
    CHECK(chart_svg(flows()).find("<b>") == std::string::npos);
    const std::string html = figure(intervals(), table_of(intervals()));
    CHECK(html.find("<figure id=\"figure-gain\">") != std::string::npos);
    CHECK(html.find("Gains &lt;of&gt; some") != std::string::npos);
    CHECK(html.find("<of>") == std::string::npos);
    CHECK(table_of(flows()).html().find("clubs &lt;b&gt;") != std::string::npos);
}

TEST_CASE("a picture grows with its rows and keeps its values in their order", "[report]") {
    Chart chart = intervals();
    const std::string few = chart_svg(chart);
    for (int i = 0; i < 10; ++i) {
        chart.categories.push_back("more");
        chart.series[0].mid.push_back(0), chart.series[0].lo.push_back(-0.1), chart.series[0].hi.push_back(0.1);
    }
    const std::string many = chart_svg(chart);
    const auto height = [](const std::string& svg) {
        const std::size_t at = svg.find("viewBox=\"0 0 ") + 13;
        return std::stod(svg.substr(svg.find(' ', at)));
    };
    CHECK(height(many) > height(few));
}

TEST_CASE("a long series is thinned in the table, never in the numbers", "[report]") {
    CHECK(table_of(fan(24)).rows.size() == 24);
    const HtmlTable table = table_of(fan(120));
    CHECK(table.rows.size() == 20); // each sixth month
    CHECK(table.rows.front()[0] == "6");
    CHECK(table.rows.back()[0] == "120"); // the last is there
    CHECK(chart_json(fan(120))["series"][0]["mid"].size() == 120);
}

TEST_CASE("an axis that several charts share is that one, whatever their data", "[report]") {
    Chart chart = fan(12);
    const std::string own = chart_svg(chart);
    chart.low = -5, chart.high = 5;
    const std::string shared = chart_svg(chart);
    CHECK(shared != own);
    CHECK(shared.find(">-4.0<") != std::string::npos);
    CHECK(own.find(">-4.0<") == std::string::npos);
}

TEST_CASE("a chart without a single number is still a picture", "[report]") {
    Chart chart = intervals();
    for (auto* column : {&chart.series[0].mid, &chart.series[0].lo, &chart.series[0].hi})
        column->assign(3, absent);
    const std::string svg = chart_svg(chart);
    CHECK(svg.find("nan") == std::string::npos);
    CHECK(svg.find("two &amp; three") != std::string::npos);
}

TEST_CASE("neighbouring colours differ and come round", "[report]") {
    for (std::size_t i = 0; i < 8; ++i)
        CHECK(colour(i) != colour(i + 1));
    CHECK(colour(8) == colour(0));
}
