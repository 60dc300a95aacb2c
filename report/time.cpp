// What happens over the months: fans, lives of partnerships, and the flows of the last year.
#include "report/sections.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace report {
namespace {

/// Quantile with linear interpolation (type 7) of what is there.
double quantile(std::vector<double> values, double p) {
    std::erase_if(values, [](double value) { return !std::isfinite(value); });
    if (values.empty()) return absent;
    std::sort(values.begin(), values.end());
    const double at = p * static_cast<double>(values.size() - 1);
    const auto below = static_cast<std::size_t>(at);
    const double above = values[std::min(below + 1, values.size() - 1)];
    return values[below] + (at - static_cast<double>(below)) * (above - values[below]);
}

/// Quantiles over replicates by month of a cell's series, less the baseline's if given.
ChartSeries fan_of(const Runs& runs, std::size_t cell, const std::size_t* baseline, std::size_t outcome, double scale) {
    ChartSeries fan{"median", {}, {}, {}, {}, {}, {}};
    std::size_t months = 0;
    for (std::size_t r = 0; r < runs.n_replicates; ++r)
        if (runs.at(cell, r).is_done) months = std::max(months, runs.at(cell, r).result.series[outcome].size());
    for (std::size_t month = 0; month < months; ++month) {
        std::vector<double> values;
        for (std::size_t r = 0; r < runs.n_replicates; ++r) {
            const auto has_month = [&](std::size_t one) { // horizons may be varied
                return runs.at(one, r).is_done && runs.at(one, r).result.series[outcome].size() > month;
            };
            if (!has_month(cell) || (baseline && !has_month(*baseline))) continue;
            const double less = baseline ? runs.at(*baseline, r).result.series[outcome][month] : 0;
            values.push_back(scale * (runs.at(cell, r).result.series[outcome][month] - less));
        }
        fan.x.push_back(static_cast<double>(month + 1));
        fan.mid.push_back(quantile(values, 0.5));
        fan.lo50.push_back(quantile(values, 0.25));
        fan.hi50.push_back(quantile(values, 0.75));
        fan.lo.push_back(quantile(values, 0.05));
        fan.hi.push_back(quantile(values, 0.95));
    }
    return fan;
}

Chart fan_chart(const View& view, const std::string& id, const std::string& strategy, const std::string& condition,
                const char* outcome, bool is_difference) {
    Chart chart;
    chart.kind = ChartKind::fan;
    chart.id = id;
    const ShownUnit unit = shown_unit(view.unit(outcome));
    chart.caption =
        fmt::format("Under {}, {}: {}{}, month by month. Line: median run; dark band: the middle half of "
                    "the runs; light band: 90 %.",
                    view.words(condition), view.name(strategy),
                    std::string_view(outcome) == "partnerships-live" ? "partnerships alive" : view.label(outcome),
                    is_difference ? " less that of " + view.name(view.report.baseline) : "");
    chart.x_title = "month";
    chart.y_title = is_difference ? unit.change : unit.level;
    chart.has_reference = is_difference;
    const std::size_t cell = *view.cell(strategy, condition);
    const auto baseline = is_difference ? view.cell(view.report.baseline, condition) : std::nullopt;
    const auto index = static_cast<std::size_t>(models::observable_index(outcome));
    chart.series = {fan_of(view.report.runs, cell, baseline ? &*baseline : nullptr, index, unit.scale)};
    return chart;
}

std::vector<double> ages_of(const std::vector<Survival>& all) {
    std::size_t longest = 0;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i].age.size() > all[longest].age.size()) longest = i;
    return all.empty() ? std::vector<double>{} : all[longest].age;
}

/// Pooled survival of a record with the lowest and highest replicate.
ChartSeries survival_series(const Record& record, std::string name, HtmlTable& table) {
    std::vector<Life> pooled;
    std::vector<Survival> each;
    for (const auto& lives : record.lives) {
        pooled.insert(pooled.end(), lives.begin(), lives.end());
        each.push_back(survival(lives));
    }
    const Survival all = survival(pooled);
    ChartSeries series{std::move(name), {}, {}, {}, {}, {}, {}};
    for (const double age : ages_of({all})) {
        series.x.push_back(age);
        series.mid.push_back(100 * all.at(age));
        double lo = all.at(age), hi = lo;
        for (const Survival& one : each)
            if (const double share = one.at(age); std::isfinite(share))
                lo = std::min(lo, share), hi = std::max(hi, share);
        series.lo.push_back(100 * lo);
        series.hi.push_back(100 * hi);
    }
    const auto percent = [&](double age) {
        return std::isnan(all.at(age)) ? "absent" : typeset.number(100 * all.at(age)) + " %";
    };
    const double n = static_cast<double>(std::max<std::size_t>(1, record.replicates));
    table.rows.push_back({series.name, typeset.number(static_cast<double>(all.n) / n),
                          typeset.number(static_cast<double>(all.ended) / n), percent(12), percent(36), percent(60),
                          std::isnan(all.median()) ? "not reached" : fmt::format("{:.0f}", all.median())});
    return series;
}

Chart flow_chart(const View& view, const Record& record) {
    const Cell& cell = view.report.plan.cells[record.cell];
    Chart chart;
    chart.kind = ChartKind::flows;
    chart.id = "flows";
    chart.y_title = "pupils served";
    chart.caption = fmt::format("Under {}, {}: pupils served in a mean teaching month of the last year, from kinds of "
                                "partners through programmes to pupils. A pupil in two programmes counts twice.",
                                view.words(cell.condition), view.name(cell.strategy));
    std::vector<std::size_t> kinds(models::n_partner_kinds), programmes(models::n_programmes);
    std::array<double, models::n_programmes> sums{};
    for (std::size_t k = 0; k < models::n_partner_kinds; ++k) {
        double sum = 0;
        for (std::size_t g = 0; g < models::n_programmes; ++g)
            sum += record.served[k][g], sums[g] += record.served[k][g];
        if (sum <= 0) continue;
        kinds[k] = chart.nodes.size();
        chart.nodes.push_back({std::string(models::name(static_cast<models::PartnerKind>(k))), 0});
    }
    for (std::size_t g = 0; g < models::n_programmes; ++g) {
        if (sums[g] <= 0) continue;
        programmes[g] = chart.nodes.size();
        chart.nodes.push_back({std::string(models::programme_infos[g].id), 1});
    }
    const std::size_t low = chart.nodes.size();
    chart.nodes.push_back({"low-income pupils", 2});
    chart.nodes.push_back({"other pupils", 2});
    for (std::size_t k = 0; k < models::n_partner_kinds; ++k)
        for (std::size_t g = 0; g < models::n_programmes; ++g)
            if (record.served[k][g] > 0) chart.links.push_back({kinds[k], programmes[g], record.served[k][g]});
    for (std::size_t g = 0; g < models::n_programmes; ++g) {
        if (sums[g] <= 0) continue;
        if (record.low_share[g] > 0) chart.links.push_back({programmes[g], low, sums[g] * record.low_share[g]});
        if (record.low_share[g] < 1)
            chart.links.push_back({programmes[g], low + 1, sums[g] * (1 - record.low_share[g])});
    }
    return chart;
}

} // namespace

std::string over_time(const View& view) {
    const Report& report = view.report;
    if (!report.no_months.empty()) return paragraph(report.no_months);
    std::string html;
    if (report.runs.n_points > 1)
        html += paragraph("Bands are over all runs, so they hold what the sets of parameters do as well as luck.");
    if (report.runs.n_replicates < 20)
        html += paragraph(fmt::format("With {} the 90 % band is close to the whole range.", view.n_runs()));
    std::vector<Chart> charts;
    for (std::size_t c = 0; c < view.conditions.size() && !report.baseline.empty(); ++c)
        if (const std::string best = view.best(view.conditions[c]); !best.empty())
            charts.push_back(
                fan_chart(view, fmt::format("fan-{}", c + 1), best, view.conditions[c], "ability-mean", true));
    double low = 0, high = 0;
    for (const Chart& chart : charts)
        for (const ChartSeries& series : chart.series) {
            for (const double value : series.lo)
                low = std::isfinite(value) ? std::min(low, value) : low;
            for (const double value : series.hi)
                high = std::isfinite(value) ? std::max(high, value) : high;
        }
    for (Chart& chart : charts)
        if (low < high) chart.low = low - 0.05 * (high - low), chart.high = high + 0.05 * (high - low);
    const std::string& first = view.conditions.front();
    const std::string best = view.best(first).empty() ? view.strategies.front() : view.best(first);
    for (const char* outcome : {"students-served", "partnerships-live"})
        charts.push_back(fan_chart(view, std::string("fan-") + outcome, best, first, outcome, false));
    for (const Chart& chart : charts)
        html += figure(chart, table_of(chart));
    return html;
}

std::string flows(const View& view) {
    if (view.report.records.empty()) return paragraph(view.report.no_records);
    const Record& record = view.report.records.front();
    const Chart chart = flow_chart(view, record);
    if (chart.links.empty()) return paragraph("No pupil is served in the last year, so nothing flows.");
    HtmlTable gifts{"What partners deliver, value a month, mean over the last year's teaching months",
                    {"kind of partner", "USD a month"},
                    {},
                    {},
                    {}};
    for (std::size_t k = 0; k < models::n_partner_kinds; ++k)
        gifts.rows.push_back(
            {std::string(models::name(static_cast<models::PartnerKind>(k))), typeset.number(record.delivered[k])});
    const bool has_points = view.report.runs.n_points > 1;
    return paragraph(fmt::format("Mean over {}, watched month by month{}.", scenarios::plural(record.replicates, "run"),
                                 has_points ? ", each with another set of parameters" : "")) +
           figure(chart, table_of(chart)) + gifts.html();
}

std::string lives(const View& view) {
    const Report& report = view.report;
    if (report.records.empty()) return paragraph(report.no_records);
    Chart chart;
    chart.kind = ChartKind::steps;
    chart.id = "survival";
    chart.caption =
        fmt::format("Under {}: share of agreements still alive by their age. Agreements alive at the end of a "
                    "run count as long as they were watched (Kaplan\u2013Meier). Bands: lowest and highest "
                    "of {} runs.",
                    view.words(report.plan.cells[report.records[0].cell].condition), report.records[0].replicates);
    chart.x_title = "age of the agreement, months";
    chart.y_title = "% alive";
    chart.has_reference = false;
    chart.low = 0, chart.high = 100;
    HtmlTable table{
        "Agreements a run",
        {"strategy", "signed", "ended", "alive at 1 year", "at 3 years", "at 5 years", "half are gone by month"},
        {},
        {},
        {}};
    HtmlTable why{"Why agreements and talks end, mean a run", {"strategy"}, {}, {}, {}};
    for (std::size_t r = 0; r < models::n_end_reasons; ++r)
        why.header.emplace_back(models::name(static_cast<models::EndReason>(r)));
    for (const Record& record : report.records) {
        const std::string name = view.name(report.plan.cells[record.cell].strategy);
        chart.series.push_back(survival_series(record, name, table));
        why.rows.push_back({name});
        for (const double n : record.ended_why)
            why.rows.back().push_back(typeset.number(n));
    }
    return figure(chart, table_of(chart)) + table.html() + why.html();
}

} // namespace report
