#include "experiments/runs/compare.h"

#include "experiments/statistics/bootstrap.h"
#include "experiments/statistics/crossed.h"
#include "experiments/statistics/sets.h"

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

/// One strategy's runs in one outcome: its own and those in sets, or the differences of two.
struct Sample {
    std::vector<double> own, in_sets;
};

Sample operator-(const Sample& a, const Sample& b) {
    return {paired_differences(a.own, b.own), paired_differences(a.in_sets, b.in_sets)};
}

/// Sets `row`'s difference and what is luck and what ignorance in it.
void set_difference(const Sample& pairs, const Runs& runs, Comparison& row) {
    if (runs.n_sets == 0) {
        row.difference = crossed(pairs.own, runs.n_points).mean;
        if (runs.n_points == 1) row.luck_lo = row.difference.lo, row.luck_hi = row.difference.hi;
        return;
    }
    OverSets found = over_sets(pairs.own, pairs.in_sets, runs.n_sets);
    row.difference = found.mean, row.luck_lo = found.luck_lo, row.luck_hi = found.luck_hi;
    const double all = found.sets + found.luck;
    row.ignorance = all > 0 ? found.sets / all : std::isnan(all) ? absent : 0;
    row.by_set = std::move(found.by_set);
}

/// What counts as one case in wins and shares: a run; with sets or points each of those, by its mean over luck.
std::vector<double> cases_of(const Sample& sample, const Runs& runs) {
    if (runs.n_sets > 0) return over_sets(sample.own, sample.in_sets, runs.n_sets).by_set;
    return runs.n_points > 1 ? point_means(sample.own, runs.n_points) : sample.own;
}

std::vector<Standing> standings_of(const std::vector<Sample>& samples, const Runs& runs, sim::Good good,
                                   std::size_t families) {
    const auto gap = [&](std::size_t j, std::size_t i) {
        const Sample ahead = good == sim::Good::up ? samples[j] - samples[i] : samples[i] - samples[j];
        if (runs.n_sets > 0) {
            const OverSets found = over_sets(ahead.own, ahead.in_sets, runs.n_sets);
            return MeanGap{found.mean, found.degrees};
        }
        const Crossed found = crossed(ahead.own, runs.n_points);
        return MeanGap{found.mean, found.degrees};
    };
    return standings(samples.size(), gap, families);
}

void compare_group(const Plan& plan, const Runs& runs, const std::vector<std::size_t>& group, std::string_view baseline,
                   std::size_t observable, std::size_t n_conditions, ComparisonTable& table) {
    const sim::Good good = models::observables()[observable].good;
    std::vector<Sample> samples;
    std::vector<std::vector<double>> judged;
    std::size_t base = 0;
    for (std::size_t i = 0; i < group.size(); ++i) {
        samples.push_back({runs.values(group[i], observable), runs.values_in_sets(group[i], observable)});
        judged.push_back(cases_of(samples[i], runs));
        if (plan.cells[group[i]].strategy == baseline) base = i;
    }
    const std::vector<double> best = shares_best(judged, good);
    const std::vector<Standing> places = standings_of(samples, runs, good, n_conditions);
    for (std::size_t i = 0; i < group.size(); ++i) {
        Comparison row;
        row.cell = group[i], row.observable = observable, row.baseline = group[base];
        row.level = runs.n_sets > 0 ? over_sets(samples[i].own, samples[i].in_sets, runs.n_sets).mean
                                    : crossed(samples[i].own, runs.n_points).mean;
        row.p_best = best[i];
        row.standing = places[i], row.standing_cell = group[places[i].behind];
        set_difference(samples[i] - samples[base], runs, row);
        row.wins = wins(judged[i], judged[base], good);
        if (row.difference.n > 0)
            table.rows.push_back(std::move(row));
        else
            table.gaps.push_back({group[i], observable, row.level.mean, reason_of(row.level, samples[base].own)});
    }
}

} // namespace

const Comparison* ComparisonTable::find(std::size_t cell, int observable) const {
    const auto it = std::find_if(rows.begin(), rows.end(), [&](const Comparison& row) {
        return row.cell == cell && static_cast<int>(row.observable) == observable;
    });
    return it == rows.end() ? nullptr : &*it;
}

OverSetsShown over_sets(const Comparison& row) {
    const sim::Good good = models::observables()[row.observable].good;
    OverSetsShown result;
    std::vector<double> means;
    for (const double mean : row.by_set)
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

Estimate difference_of(const Runs& runs, std::size_t cell, std::size_t baseline, std::size_t observable,
                       std::size_t year) {
    const auto sample = [&](std::size_t c) {
        return Sample{runs.values(c, observable, year), runs.values_in_sets(c, observable, year)};
    };
    Comparison row;
    set_difference(sample(cell) - sample(baseline), runs, row);
    return row.difference;
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
