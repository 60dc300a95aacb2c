#include "experiments/runs/by_year.h"

#include <algorithm>
#include <set>

namespace experiments {
namespace {

/// Is a condition that begins and passes felt in that month of the run?
bool is_struck(const models::Setup& setup, std::uint32_t month) {
    const models::FeltConditions felt = models::felt(setup.conditions, month, setup.parameters.condition);
    return std::any_of(models::condition_infos.begin(), models::condition_infos.end(), [&](const auto& info) {
        const models::Felt& one = felt[static_cast<std::size_t>(info.condition)];
        return info.begins == models::Begins::start && info.passes() && one.strength > 0 && one.course > 0;
    });
}

} // namespace

std::vector<std::uint32_t> years_of_interest(const models::Setup& setup, std::uint32_t months) {
    constexpr std::uint32_t year = sim::months_per_year;
    const std::uint32_t last = months / year;
    std::set<std::uint32_t> years{1, 3, 5, 10, last};
    for (std::uint32_t month = 0; month < last * year; ++month)
        if (is_struck(setup, month)) years.insert(month / year + 1);
    years.erase(years.upper_bound(last), years.end());
    years.erase(0);
    return {years.begin(), years.end()};
}

std::vector<YearDifference> by_year(const Plan& plan, const Runs& runs, const Comparison& row) {
    std::vector<YearDifference> all;
    if (!plan.keep_years) return all;
    for (const std::uint32_t year : years_of_interest(plan.cells[row.cell].setup, plan.months)) {
        const Estimate difference = difference_of(runs, row.cell, row.baseline, row.observable, year);
        if (difference.n > 0) all.push_back({year, difference});
    }
    return all;
}

} // namespace experiments
