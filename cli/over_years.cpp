#include "cli/over_years.h"

#include "cli/wording.h"
#include "models/observables.h"
#include "scenarios/burn_in_text.h"
#include "scenarios/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace cli {

using scenarios::Json;
using scenarios::plain;

Json by_year_json(const Job& job, const experiments::Runs& runs, const experiments::Comparison& row) {
    Json years = Json::array();
    for (const experiments::YearDifference& one : experiments::by_year(job.plan, runs, row))
        years.push_back({{"year", one.year},
                         {"difference", json_number(one.difference.mean)},
                         {"lo", json_number(one.difference.lo)},
                         {"hi", json_number(one.difference.hi)}});
    return years;
}

std::string over_years_text(const Job& job, const experiments::ComparisonTable& table, const experiments::Runs& runs,
                            const std::vector<std::size_t>& cells, std::size_t outcome, std::size_t width) {
    const auto& info = models::observables()[outcome];
    const auto years = experiments::years_of_interest(job.plan.cells[cells.front()].setup, job.plan.months);
    TextTable text{{fmt::format("over the years: {}", models::outcome_words(outcome).brief)}, {}, {}};
    for (const std::uint32_t year : years)
        text.header.push_back(fmt::format("year {}", year));
    for (const std::size_t cell : cells) {
        const experiments::Comparison* row = table.find(cell, static_cast<int>(outcome));
        if (!row || row->cell == row->baseline) continue;
        std::map<std::uint32_t, experiments::Estimate> found;
        for (const experiments::YearDifference& one : experiments::by_year(job.plan, runs, *row))
            found[one.year] = one.difference;
        if (found.empty()) continue;
        text.rows.push_back({strategy_name(job, job.plan.cells[cell].strategy)});
        for (const std::uint32_t year : years) {
            const auto at = found.find(year);
            const bool is_clear = at != found.end() && (at->second.lo > 0 || at->second.hi < 0);
            text.rows.back().push_back(at == found.end()
                                           ? "absent"
                                           : plain.signed_number(at->second.mean, info.unit) + (is_clear ? "*" : " "));
        }
    }
    return text.rows.empty() || years.size() < 2 ? "" : text.text(width) + "\n";
}

std::string burn_in_sentence(const Job& job, const experiments::Runs& runs) {
    std::vector<std::uint32_t> months;
    for (std::size_t cell = 0; cell < job.plan.cells.size(); ++cell)
        for (const std::uint32_t one : runs.burnt_in(cell))
            months.push_back(one);
    if (months.empty()) return "";
    const auto [least, most] = std::minmax_element(months.begin(), months.end());
    const std::string how_long = *least == *most
                                     ? scenarios::duration(*most)
                                     : fmt::format("{} to {}", scenarios::duration(*least), scenarios::duration(*most));
    return scenarios::burn_in_sentence(job.scenario, how_long);
}

} // namespace cli
