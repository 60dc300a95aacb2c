// Over the years: what the comparison says at the end of some years on the way.
#include "experiments/runs/by_year.h"
#include "report/sections.h"

#include <fmt/format.h>

#include <map>

namespace report {
namespace {

HtmlTable table_of_years(const View& view, const std::string& condition, const std::vector<std::uint32_t>& years) {
    const ShownUnit unit = shown_unit(view.unit(main_outcome));
    HtmlTable table{fmt::format("Under {}: change in {} against {} [{}], with its 95 % interval", view.words(condition),
                                view.label(main_outcome), view.name(view.report.baseline), unit.change),
                    {"strategy"},
                    {},
                    {},
                    {}};
    for (const std::uint32_t year : years)
        table.header.push_back(fmt::format("year {}", year));
    for (const std::string& strategy : view.strategies) {
        const Comparison* row = view.row(strategy, condition, main_outcome);
        if (!row) continue;
        std::map<std::uint32_t, Estimate> found;
        for (const YearDifference& one : by_year(view.report.plan, view.report.runs, *row))
            found[one.year] = one.difference;
        if (found.empty()) continue;
        table.rows.push_back({view.name(strategy)});
        for (const std::uint32_t year : years)
            table.rows.back().push_back(
                found.count(year) == 0 ? "absent"
                                       : typeset.signed_number(found[year].mean, view.unit(main_outcome)) + "\n" +
                                             typeset.range(found[year].lo, found[year].hi, view.unit(main_outcome)));
    }
    return table;
}

} // namespace

std::string over_years(const View& view) {
    const Report& report = view.report;
    if (report.baseline.empty()) return paragraph("There is no baseline to compare with.");
    std::string html;
    for (const std::string& condition : view.conditions) {
        const auto cell = view.cell(report.baseline, condition);
        if (!cell) continue;
        const auto years = years_of_interest(report.plan.cells[*cell].setup, report.plan.months);
        const HtmlTable table = table_of_years(view, condition, years);
        if (!table.rows.empty()) html += table.html();
    }
    if (html.empty()) return paragraph("Results at the end of single years were not kept.");
    return paragraph("Programmes take years to be agreed on and to act, and shocks pass: the same comparison as if it "
                     "had ended after one, three, five or ten years, and after each year of a shock.") +
           html;
}

} // namespace report
