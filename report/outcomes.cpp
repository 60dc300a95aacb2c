// Strategies against conditions: tables, differences, who gains, regret, costs.
#include "report/sections.h"

#include "models/observables.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace report {
namespace {

const std::string no_baseline = "There is no baseline to compare with.";

HtmlTable table_of_outcome(const View& view, std::string_view outcome) {
    const ShownUnit unit = shown_unit(view.unit(outcome));
    const bool is_up = view.good(outcome) == sim::Good::up;
    HtmlTable table{fmt::format("{}: change in {} against {}, with its 95 % interval ({} is better)",
                                scenarios::capital(view.label(outcome)), unit.change, view.name(view.report.baseline),
                                is_up ? "more" : "less"),
                    {"strategy"},
                    {},
                    {},
                    {}};
    for (const std::string& condition : view.conditions)
        table.header.push_back(view.words(condition));
    for (const std::string& strategy : view.strategies) {
        table.rows.push_back({view.name(strategy)});
        table.marks.push_back({0});
        for (const std::string& condition : view.conditions) {
            const Comparison* row = view.row(strategy, condition, outcome);
            std::string text = "absent";
            int mark = 0;
            if (row) {
                text = typeset.signed_number(row->difference.mean, view.unit(outcome));
                if (row->is_clear()) mark = (row->difference.mean > 0) == is_up ? 1 : -1;
                if (mark) text += mark > 0 ? " \u25b2" : " \u25bc";
                if (std::isfinite(row->difference.lo))
                    text += "\n" + typeset.range(row->difference.lo, row->difference.hi, view.unit(outcome));
            }
            table.rows.back().push_back(std::move(text));
            table.marks.back().push_back(mark);
        }
    }
    return table;
}

/// Differences of one outcome under one condition.
ChartSeries series_of(const View& view, const std::string& condition, std::string_view outcome, std::string name) {
    const double scale = shown_unit(view.unit(outcome)).scale;
    ChartSeries series{std::move(name), {}, {}, {}, {}, {}, {}};
    for (const std::string& strategy : view.strategies) {
        const Comparison* row = view.row(strategy, condition, outcome);
        series.mid.push_back(row ? scale * row->difference.mean : absent);
        series.lo.push_back(row ? scale * row->difference.lo : absent);
        series.hi.push_back(row ? scale * row->difference.hi : absent);
    }
    return series;
}

std::vector<std::string> strategy_names(const View& view) {
    std::vector<std::string> names;
    for (const std::string& strategy : view.strategies)
        names.push_back(view.name(strategy));
    return names;
}

/// Gives charts one value axis.
void share_axis(std::vector<Chart>& charts) {
    double low = 0, high = 0;
    for (const Chart& chart : charts)
        for (const ChartSeries& series : chart.series)
            for (const auto* column : {&series.mid, &series.lo, &series.hi})
                for (const double value : *column)
                    if (std::isfinite(value)) low = std::min(low, value), high = std::max(high, value);
    const double pad = low < high ? 0.05 * (high - low) : 1;
    for (Chart& chart : charts)
        chart.low = low - pad, chart.high = high + pad;
}

HtmlTable table_of_differences(const View& view, const std::string& condition, std::string_view outcome) {
    const ShownUnit unit = shown_unit(view.unit(outcome));
    HtmlTable table{"",
                    {"strategy", "level [" + unit.level + "]", "change [" + unit.change + "]", "95 % from", "to",
                     "better in", "of " + view.cases(), "best of all in"},
                    {},
                    {},
                    {}};
    for (const std::string& strategy : view.strategies) {
        const Comparison* row = view.row(strategy, condition, outcome);
        if (!row) continue;
        table.rows.push_back({view.name(strategy), typeset.number(unit.scale * row->level.mean),
                              typeset.signed_number(unit.scale * row->difference.mean),
                              typeset.number(unit.scale * row->difference.lo),
                              typeset.number(unit.scale * row->difference.hi), std::to_string(row->wins.better),
                              std::to_string(row->wins.pairs), typeset.level(row->p_best, "share")});
    }
    return table;
}

/// Low-income pupils beside the others, whose level is that of low-income pupils plus the gap.
ChartSeries series_of_others(const View& view, const std::string& condition) {
    const auto low = static_cast<std::size_t>(models::observable_index("ability-low-income"));
    const auto gap = static_cast<std::size_t>(models::observable_index("gap-low-income"));
    const auto values_of = [&](const std::string& strategy) {
        const auto cell = view.cell(strategy, condition);
        if (!cell) return std::vector<double>{};
        std::vector<double> values = view.report.runs.values(*cell, low);
        const std::vector<double> gaps = view.report.runs.values(*cell, gap);
        for (std::size_t r = 0; r < values.size(); ++r)
            values[r] += gaps[r];
        return values;
    };
    ChartSeries series{"other pupils", {}, {}, {}, {}, {}, {}};
    const std::vector<double> baseline = values_of(view.report.baseline);
    for (const std::string& strategy : view.strategies) {
        const std::vector<double> values = values_of(strategy);
        const Estimate change =
            values.size() == baseline.size() ? view.mean_of(paired_differences(values, baseline)) : Estimate{};
        series.mid.push_back(change.mean);
        series.lo.push_back(change.lo);
        series.hi.push_back(change.hi);
    }
    return series;
}

} // namespace

std::string overview(const View& view) {
    if (view.report.baseline.empty()) return paragraph(no_baseline);
    std::string html = paragraph("\u25b2 clearly better, \u25bc clearly worse than the baseline (the 95 % interval "
                                 "leaves out 0); no sign: not distinguishable from chance.");
    for (const std::size_t o : models::outcomes_shown(models::in_pages)) {
        const std::string& outcome = models::observables()[o].id;
        const std::string table = table_of_outcome(view, outcome).html();
        html += outcome == main_outcome
                    ? table
                    : fmt::format("<details class=\"numbers\"><summary>{}</summary>\n{}</details>\n",
                                  escaped(scenarios::capital(view.label(outcome))), table);
    }
    return html;
}

std::string differences(const View& view) {
    if (view.report.baseline.empty()) return paragraph(no_baseline);
    std::vector<Chart> charts;
    for (std::size_t c = 0; c < view.conditions.size(); ++c) {
        Chart chart;
        chart.kind = ChartKind::intervals;
        chart.id = fmt::format("difference-{}", c + 1);
        chart.caption =
            fmt::format("Under {}: {}, change against {}, mean over runs with 95 % interval. Filled: clearly "
                        "different from 0; hollow: not.",
                        view.words(view.conditions[c]), view.label(main_outcome), view.name(view.report.baseline));
        chart.x_title = fmt::format("{}, difference from {}", shown_unit(view.unit(main_outcome)).change,
                                    view.name(view.report.baseline));
        chart.categories = strategy_names(view);
        chart.series = {series_of(view, view.conditions[c], main_outcome, "change")};
        charts.push_back(std::move(chart));
    }
    share_axis(charts);
    std::string html;
    for (std::size_t c = 0; c < charts.size(); ++c)
        html += figure(charts[c], table_of_differences(view, view.conditions[c], main_outcome));
    return html;
}

std::string equity(const View& view) {
    if (view.report.baseline.empty()) return paragraph(no_baseline);
    const std::string& condition = view.conditions.front();
    Chart groups;
    groups.id = "equity-groups";
    groups.caption =
        fmt::format("Under {}: change of test-score ability of low-income pupils and of other pupils against "
                    "{}, with 95 % intervals. Where low-income pupils gain more, the gap narrows.",
                    view.words(condition), view.name(view.report.baseline));
    groups.x_title = fmt::format("SD, difference from {}", view.name(view.report.baseline));
    groups.categories = strategy_names(view);
    groups.series = {series_of(view, condition, "ability-low-income", "low-income pupils"),
                     series_of_others(view, condition)};
    std::string html = figure(groups, table_of(groups));
    for (const char* outcome : {"gap-low-income", "served-poor-less-others"}) {
        Chart chart;
        chart.id = std::string("equity-") + outcome;
        const bool is_up = view.good(outcome) == sim::Good::up;
        chart.caption = fmt::format("Under {}: {}, change against {} ({} is fairer).", view.words(condition),
                                    view.label(outcome), view.name(view.report.baseline), is_up ? "more" : "less");
        chart.x_title = fmt::format("{}, difference from {}", shown_unit(view.unit(outcome)).change,
                                    view.name(view.report.baseline));
        chart.categories = strategy_names(view);
        chart.series = {series_of(view, condition, outcome, "change")};
        const auto& mid = chart.series[0].mid;
        if (std::any_of(mid.begin(), mid.end(), [](double value) { return std::isfinite(value); }))
            html += figure(chart, table_of_differences(view, condition, outcome));
        else
            html += paragraph(fmt::format("{}: nothing to compare, because it does not exist under {}.",
                                          scenarios::capital(view.label(outcome)), view.name(view.report.baseline)));
    }
    return html;
}

std::string regrets(const View& view) {
    if (view.conditions.empty()) return paragraph("There are no finished runs.");
    Chart chart;
    chart.kind = ChartKind::heat;
    chart.id = "regret";
    chart.caption = fmt::format("How far each strategy falls short of the best one under each condition, in {} of {}. "
                                "0 = it is the best there; the last column is its worst case. Darker is worse.",
                                shown_unit(view.unit(main_outcome)).change, view.label(main_outcome));
    for (const std::string& condition : view.conditions)
        chart.categories.push_back(view.words(condition));
    chart.categories.push_back("worst case");
    std::vector<std::string> all = view.strategies;
    if (!view.report.baseline.empty()) all.insert(all.begin(), view.report.baseline);
    for (const std::string& strategy : all) {
        ChartSeries series{view.name(strategy), {}, {}, {}, {}, {}, {}};
        for (const std::string& condition : view.conditions)
            series.mid.push_back(view.regret(strategy, condition, main_outcome));
        series.mid.push_back(view.worst_regret(strategy, main_outcome));
        chart.series.push_back(std::move(series));
    }
    std::sort(chart.series.begin(), chart.series.end(),
              [](const ChartSeries& a, const ChartSeries& b) { return a.mid.back() < b.mid.back(); });
    return paragraph("Means over runs are compared; a shortfall smaller than the intervals above may be chance.") +
           figure(chart, table_of(chart));
}

std::string costs(const View& view) {
    if (view.conditions.empty()) return paragraph("There are no finished runs.");
    constexpr std::array<std::pair<const char*, const char*>, 4> payers{
        std::pair{"cost-schools", "schools"}, std::pair{"cost-partners-cash", "partners, cash"},
        std::pair{"cost-partners-in-kind", "partners, in kind"}, std::pair{"cost-backbone-grants", "founding grants"}};
    const std::string& condition = view.conditions.front();
    Chart chart;
    chart.kind = ChartKind::bars;
    chart.id = "costs";
    chart.caption =
        fmt::format("Under {}: what partnerships cost a student and year, by who pays (dollars of the data's "
                    "year, mean over runs).",
                    view.words(condition));
    chart.x_title = shown_unit(view.unit("cost-per-student")).level;
    chart.categories = strategy_names(view);
    HtmlTable table{"", {"strategy", "all payers", "95 % from", "to"}, {}, {}, {}};
    for (const auto& [id, words] : payers) {
        chart.series.push_back({words, {}, {}, {}, {}, {}, {}});
        table.header.push_back(words);
    }
    for (const std::string& strategy : view.strategies) {
        const Estimate all = view.level(strategy, condition, "cost-per-student");
        table.rows.push_back(
            {view.name(strategy), typeset.number(all.mean), typeset.number(all.lo), typeset.number(all.hi)});
        for (std::size_t p = 0; p < payers.size(); ++p) {
            chart.series[p].mid.push_back(view.level(strategy, condition, payers[p].first).mean);
            table.rows.back().push_back(typeset.number(chart.series[p].mid.back()));
        }
    }
    return figure(chart, table);
}

} // namespace report
