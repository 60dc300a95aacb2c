#include "experiments/runs/compare.h"

#include "experiments/statistics/bootstrap.h"
#include "experiments/statistics/crossed.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace experiments {
namespace {

std::string reason_of(const Estimate& level, const std::vector<double>& baseline) {
    if (level.n == 0) return "it does not exist in this region or under this strategy";
    if (estimate(baseline).n == 0) return "it does not exist under the baseline, so there is nothing to compare with";
    return "no replicate has it under both";
}

void compare_group(const Plan& plan, const Runs& runs, const std::vector<std::size_t>& group, std::string_view baseline,
                   std::size_t observable, std::size_t n_conditions, ComparisonTable& table) {
    const sim::Good good = models::observables()[observable].good;
    std::vector<std::vector<double>> values, judged; // single runs; what counts as one case
    std::size_t base = 0;
    for (std::size_t i = 0; i < group.size(); ++i) {
        values.push_back(runs.values(group[i], observable));
        judged.push_back(runs.n_points > 1 ? point_means(values[i], runs.n_points) : values[i]);
        if (plan.cells[group[i]].strategy == baseline) base = i;
    }
    const std::vector<double> best = shares_best(judged, good);
    const std::vector<Standing> places = standings(values, runs.n_points, good, n_conditions);
    for (std::size_t i = 0; i < group.size(); ++i) {
        Comparison row{group[i],
                       observable,
                       group[base],
                       crossed(values[i], runs.n_points).mean,
                       {},
                       {},
                       best[i],
                       places[i],
                       group[places[i].behind]};
        row.difference = crossed(paired_differences(values[i], values[base]), runs.n_points).mean;
        row.wins = wins(judged[i], judged[base], good);
        if (row.difference.n > 0)
            table.rows.push_back(row);
        else
            table.gaps.push_back({group[i], observable, row.level.mean, reason_of(row.level, values[base])});
    }
}

} // namespace

const Comparison* ComparisonTable::find(std::size_t cell, int observable) const {
    const auto it = std::find_if(rows.begin(), rows.end(), [&](const Comparison& row) {
        return row.cell == cell && static_cast<int>(row.observable) == observable;
    });
    return it == rows.end() ? nullptr : &*it;
}

Ignorance ignorance(const Runs& runs, const Comparison& row) {
    const Crossed c =
        crossed(paired_differences(runs.values(row.cell, row.observable), runs.values(row.baseline, row.observable)),
                runs.n_points);
    Ignorance result;
    const double luck = c.luck + c.rest, all = c.points + luck;
    if (!std::isnan(all)) result.share = all > 0 ? c.points / all : 0.0;
    const sim::Good good = models::observables()[row.observable].good;
    std::vector<double> means;
    for (const double mean : c.by_point)
        if (std::isfinite(mean)) means.push_back(mean), result.n_ahead += is_better(mean, 0, good) ? 1 : 0;
    result.n = means.size();
    if (means.empty()) return result;
    result.low = quantile(means, 0.05), result.high = quantile(means, 0.95);
    return result;
}

const Comparison* best_of(const ComparisonTable& table, const std::vector<std::size_t>& cells, int observable) {
    const Comparison* best = nullptr;
    for (const std::size_t cell : cells) {
        const Comparison* row = table.find(cell, observable);
        if (!row || row->cell == row->baseline) continue;
        const sim::Good good = models::observables()[row->observable].good;
        if (!best || is_better(row->difference.mean, best->difference.mean, good)) best = row;
    }
    return best;
}

std::vector<const Comparison*> not_clearly_behind(const ComparisonTable& table, const std::vector<std::size_t>& cells,
                                                  int observable) {
    std::vector<const Comparison*> set;
    for (const std::size_t cell : cells)
        if (const Comparison* row = table.find(cell, observable); row && !row->standing.is_behind) set.push_back(row);
    std::stable_sort(set.begin(), set.end(), [](const Comparison* a, const Comparison* b) {
        return is_better(a->level.mean, b->level.mean, models::observables()[a->observable].good);
    });
    return set;
}

std::vector<std::vector<std::size_t>> cells_by_condition(const Plan& plan) {
    std::vector<std::vector<std::size_t>> groups;
    std::map<std::string, std::size_t> group_of;
    for (std::size_t cell = 0; cell < plan.cells.size(); ++cell) {
        const auto [it, is_new] = group_of.emplace(plan.cells[cell].condition, groups.size());
        if (is_new) groups.emplace_back();
        groups[it->second].push_back(cell);
    }
    return groups;
}

ComparisonTable compare(const Plan& plan, const Runs& runs, std::string_view baseline) {
    ComparisonTable table;
    const auto groups = cells_by_condition(plan);
    for (const auto& group : groups)
        for (std::size_t observable = 0; observable < models::observables().size(); ++observable)
            compare_group(plan, runs, group, baseline, observable, groups.size(), table);
    const auto by_cell = [](const auto& a, const auto& b) { return a.cell < b.cell; };
    std::stable_sort(table.rows.begin(), table.rows.end(), by_cell);
    std::stable_sort(table.gaps.begin(), table.gaps.end(), by_cell);
    return table;
}

} // namespace experiments
