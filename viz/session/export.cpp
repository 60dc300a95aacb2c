#include "viz/session/export.h"

#include "sim/checkpoint.h"
#include "sim/digest.h"
#include "viz/runs/headline.h"
#include "viz/runs/outcomes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace viz {
namespace {

namespace report = report;

constexpr std::array<const char*, n_lanes> lane_ids{"a", "b", "alone"};

void add_lane(std::string& csv, std::size_t lane, const Trajectory& run, const Bands* bands) {
    const auto& all = models::observables();
    const scenarios::Scenario& scenario = *run.script.scenario;
    const bool goes_on = lane == index(Lane::alone) &&
                         !scenarios::same_levers(run.script.levers, scenario.levers_of(models::counterfactual));
    const std::string id = goes_on ? std::string(models::status_quo) : lane_ids[lane];
    const std::string tail = fmt::format("{},{},{},{}\n", run.script.seed, run.script.replicate,
                                         models::model_version(), run.is_complete ? sim::hex(run.digest) : "");
    for (std::size_t o = 0; o < all.size(); ++o) {
        const Fan fan = bands ? fan_of(*bands, o) : Fan{};
        for (std::size_t m = 0; m < run.frames.size(); ++m) {
            csv += fmt::format("{},{},{},{},{},", id, m, all[o].id, all[o].unit, cell(run.frames[m]->observables[o]));
            const bool has = m < fan.mid.size();
            for (const auto* column : {&fan.low90, &fan.low50, &fan.mid, &fan.high50, &fan.high90})
                csv += (has ? cell((*column)[m]) : std::string()) + ",";
            csv += fmt::format("{},{}", fan.n, tail);
        }
    }
}

/// Chart of one outcome with a band for each lane.
std::string chart_html(const Session& session, const Snapshot& now, std::size_t observable) {
    const auto& outcome = models::observables()[observable];
    const scenarios::ShownUnit unit = scenarios::shown_unit(outcome.unit);
    report::Chart chart;
    chart.kind = report::ChartKind::steps;
    chart.id = "chart-" + outcome.id;
    chart.caption = fmt::format("{} ({}): {}. Line: this luck; band: 90 % of other luck.",
                                scenarios::capital(outcome_label(observable)), unit.level, outcome.definition);
    chart.x_title = "Year", chart.y_title = unit.level, chart.has_reference = false;
    for (std::size_t lane = 0; lane < n_lanes; ++lane) {
        const Trajectory* run = now.runs[lane].get();
        if (!run) continue;
        const Fan fan = now.bands[lane] ? fan_of(*now.bands[lane], observable) : Fan{};
        report::ChartSeries series;
        series.name = lane_name(session, static_cast<Lane>(lane));
        for (std::size_t m = 1; m < run->frames.size(); ++m) {
            const double value = run->frames[m]->observables[observable];
            if (!std::isfinite(value)) continue;
            const bool has = m < fan.mid.size() && std::isfinite(fan.low90[m]);
            series.x.push_back(static_cast<double>(m) / 12), series.mid.push_back(unit.scale * value);
            series.lo.push_back(unit.scale * (has ? fan.low90[m] : value));
            series.hi.push_back(unit.scale * (has ? fan.high90[m] : value));
        }
        if (!series.x.empty()) chart.series.push_back(std::move(series));
    }
    if (chart.series.empty()) return "";
    return static_figure(chart);
}

/// What flows, a row a link.
std::string csv_of_flows(const report::Chart& chart) {
    std::string csv = fmt::format("\"From\",\"To\",{}\n", quoted(chart.y_title));
    for (const report::ChartLink& link : chart.links)
        csv += fmt::format("{},{},{}\n", quoted(chart.nodes[link.from].name), quoted(chart.nodes[link.to].name),
                           cell(link.value));
    return csv;
}

/// A row a point.
std::string csv_of_points(const report::Chart& chart) {
    std::string csv = fmt::format("\"Point\",\"Kind\",{},{}\n", quoted(chart.x_title), quoted(chart.y_title));
    for (const report::ChartSeries& series : chart.series)
        for (std::size_t i = 0; i < series.x.size(); ++i)
            csv += fmt::format("{},{},{},{}\n", quoted(i < series.names.size() ? series.names[i] : ""),
                               quoted(series.name), cell(series.x[i]), cell(series.mid[i]));
    return csv;
}

std::string section(std::string_view title, const std::string& body) {
    return fmt::format("<section>\n<h2>{}</h2>\n{}</section>\n", report::escaped(title), body);
}

} // namespace

std::string cell(double value) { return std::isfinite(value) ? scenarios::text_of(value) : ""; }

std::string quoted(std::string words) {
    for (std::size_t at = 0; (at = words.find('"', at)) != std::string::npos; at += 2)
        words.insert(at, 1, '"');
    return "\"" + words + "\"";
}

std::string provenance(const Trajectory& run) {
    return fmt::format("seed {}, replicate {}, model {}, digest {}", run.script.seed, run.script.replicate,
                       models::model_version(), run.is_complete ? sim::hex(run.digest) : "of an unfinished run");
}

std::string series_csv(const Snapshot& now) {
    std::string csv =
        "lane,month,outcome,unit,value,low_90,low_50,median,high_50,high_90,replicates,seed,replicate,model,digest\n";
    for (std::size_t lane = 0; lane < n_lanes; ++lane)
        if (now.runs[lane]) add_lane(csv, lane, *now.runs[lane], now.bands[lane].get());
    return csv;
}

std::string lane_name(const Session& session, Lane lane) {
    if (lane == Lane::alone) return session.strategy(lane) == models::status_quo ? "the status quo" : "going alone";
    const std::string id = session.strategy(lane);
    const scenarios::Strategy* info = session.scenario().find_strategy(id);
    const auto script = session.script(lane);
    const bool is_changed = script && std::any_of(script->commands.begin(), script->commands.end(),
                                                  [](const Command& c) { return c.kind == CommandKind::lever; });
    const std::string name = (info ? info->name : id) + (is_changed ? ", changed" : "");
    return session.has_branch() ? fmt::format("{} ({})", lane == Lane::b ? "B" : "A", name) : name;
}

std::string static_figure(const report::Chart& chart) {
    return fmt::format(
        "<figure>\n{}\n<figcaption>{}</figcaption>\n<details><summary>The numbers</summary>\n{}</details>\n</figure>\n",
        report::chart_svg(chart), report::escaped(chart.caption), report::table_of(chart).html());
}

std::string svg_file(const report::Chart& chart, const std::string& about) {
    // On its own, without a page's words around it: what it shows stands above, and the unit of several lines at the
    // side.
    constexpr double title = 26;
    constexpr std::string_view begin = "<svg ", box = "viewBox=\"0 0 ";
    std::string svg = report::chart_svg(chart);
    const std::size_t from = svg.find(box) + box.size(), space = svg.find(' ', from), end = svg.find('"', from);
    const double height = std::stod(svg.substr(space + 1, end - space - 1));
    svg.replace(from - 2, end - from + 2,
                fmt::format("-{:.0f} {} {:.0f}", title, svg.substr(from, space - from), height + title));
    svg.insert(begin.size(), "xmlns=\"http://www.w3.org/2000/svg\" ");
    std::string words =
        fmt::format("<text x=\"14\" y=\"-8\" style=\"font-weight:bold\">{}</text>", report::escaped(chart.caption));
    if (chart.series.size() > 1 && chart.categories.empty())
        words += fmt::format("<text x=\"-166\" y=\"13\" text-anchor=\"middle\" transform=\"rotate(-90)\">{}</text>",
                             report::escaped(chart.y_title));
    svg.insert(svg.find('>') + 1,
               fmt::format("<desc>{}</desc><style>text{{font:13px system-ui,sans-serif;fill:#333}}.grid{{stroke:#ddd}}"
                           ".axis,.zero{{stroke:#666}}</style>{}",
                           report::escaped(about), words));
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + svg + "\n";
}

std::string csv_file(const report::Chart& chart) {
    if (!chart.links.empty()) return csv_of_flows(chart);
    if (chart.kind == report::ChartKind::points) return csv_of_points(chart);
    const bool is_over_x = chart.categories.empty(); // else its value axis is x
    std::string csv = quoted(is_over_x ? chart.x_title : chart.y_title);
    const bool has_chance = chart.kind == report::ChartKind::steps || chart.kind == report::ChartKind::fan;
    std::map<double, std::vector<std::string>> rows; // by x, or by number of the category
    std::size_t n_columns = 0;
    for (const report::ChartSeries& series : chart.series) {
        const bool has_band = !series.lo.empty() && (series.lo != series.mid || series.hi != series.mid);
        csv +=
            fmt::format(",{}", quoted(fmt::format("{} ({})", series.name, is_over_x ? chart.y_title : chart.x_title)));
        if (has_band)
            csv += fmt::format(",{},{}", quoted(series.name + (has_chance ? ", 5 % of lucks below" : ", from")),
                               quoted(series.name + (has_chance ? ", 95 %" : ", to")));
        const std::size_t first = n_columns;
        n_columns += has_band ? 3 : 1;
        for (std::size_t i = 0; i < series.mid.size(); ++i) {
            std::vector<std::string>& row = rows[is_over_x ? series.x[i] : static_cast<double>(i)];
            row.resize(n_columns);
            row[first] = cell(series.mid[i]);
            if (has_band) row[first + 1] = cell(series.lo[i]), row[first + 2] = cell(series.hi[i]);
        }
    }
    csv += "\n";
    for (auto& [x, row] : rows) {
        row.resize(n_columns);
        csv += is_over_x ? cell(x) : quoted(chart.categories[static_cast<std::size_t>(x)]);
        for (const std::string& one : row)
            csv += "," + one;
        csv += "\n";
    }
    return csv;
}

std::string html_page(std::string_view title, const std::string& body) {
    constexpr const char* style =
        "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 "
        "1rem;color:#1a1a1a;background:#fff}"
        "h1{font-size:1.7rem}h2{font-size:1.25rem;margin-top:2rem}table{border-collapse:collapse;font-size:.9rem}"
        "th,td{border-bottom:1px solid #ccc;padding:.25rem "
        ".6rem;text-align:right}th:first-child,td:first-child{text-align:left}"
        "svg{width:100%;height:auto}svg text{font:13px "
        "system-ui,sans-serif;fill:#333}.grid{stroke:#ddd}.axis{stroke:#666}"
        ".caveats{background:#fff6e0;border-left:4px solid #e69f00;padding:.6rem 1rem}figure{margin:1rem 0}"
        "footer{margin-top:3rem;color:#555;font-size:.85rem}@media print{body{margin:0}}";
    return fmt::format(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width\"><title>{0}</title><style>{1}</style></head>\n"
        "<body>\n<h1>{0}</h1>\n{2}</body></html>\n",
        report::escaped(title), style, body);
}

std::string report_html(const Session& session, const Snapshot& now, std::uint32_t month) {
    const Trajectory* run = now.run(Lane::a);
    const Lane other = session.has_branch() ? Lane::b : Lane::alone;
    const Lane one = session.has_branch() ? Lane::b : Lane::a, against = session.has_branch() ? Lane::a : Lane::alone;
    std::string body;
    const bool has_bands = now.band(Lane::a) && now.band(other);
    body += "<div class=\"caveats\">" +
            report::bullets(caveats_of(session.scenario(), now.band(Lane::a) ? now.band(Lane::a)->n_done() : 1,
                                       session.changed_parameters())) +
            "</div>\n";
    if (has_bands) {
        const Headline h = headline(session.scenario(), *now.band(one), *now.band(against), lane_name(session, one),
                                    lane_name(session, against), month);
        body += section("In short", report::paragraph(h.finding) + report::paragraph(h.rest));
    }
    std::string charts;
    for (std::size_t k = 0; k < n_main_outcomes; ++k)
        charts += chart_html(session, now, main_outcome(k));
    body += section("Over time", charts);
    std::vector<std::string> done, log;
    for (std::size_t n = 0; run && n < session.n_done(); ++n)
        if (!is_time(session.actions()[n].kind)) done.push_back(text_of(session.actions()[n], *run->cast));
    body += section("What was done",
                    done.empty() ? report::paragraph("Nothing: the scenario as it is.") : report::bullets(done));
    for (std::uint32_t m = 0; run && m < std::min(month, run->months_done()); ++m)
        for (const Happening& h : run->happenings[m])
            if (h.kind != HappeningKind::talks_opened && h.kind != HappeningKind::talks_failed)
                log.push_back(fmt::format("{}: {}", date_text(m), text_of(h, *run->cast)));
    body += section("What happened", report::bullets(log));
    std::string marks;
    for (const TrajectoryPtr& one_run : now.runs)
        if (one_run) marks += report::paragraph(provenance(*one_run));
    for (const auto& file : session.scenario().inputs)
        marks +=
            report::paragraph(fmt::format("{}: digest {}", file.path.substr(file.path.rfind('/') + 1), file.digest));
    return html_page(session.scenario().title + ": a session", body + "<footer>" + marks + "</footer>\n");
}

void write_text(const std::string& path, const std::string& text) {
    const auto* data = reinterpret_cast<const std::byte*>(text.data());
    sim::write_file(path, {data, data + text.size()});
}

} // namespace viz
