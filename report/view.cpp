#include "report/view.h"

#include "experiments/statistics/crossed.h"
#include "models/observables.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace report {
namespace {

void add_once(std::vector<std::string>& list, const std::string& item) {
    if (std::find(list.begin(), list.end(), item) == list.end()) list.push_back(item);
}

const sim::Observable<models::World>* observable(std::string_view id) {
    const int index = models::observable_index(id);
    return index < 0 ? nullptr : &models::observables()[static_cast<std::size_t>(index)];
}

} // namespace

View::View(const Report& all) : report(all) {
    for (const Cell& one : report.plan.cells) {
        if (one.strategy != report.baseline) add_once(strategies, one.strategy);
        add_once(conditions, one.condition);
    }
}

std::optional<std::size_t> View::cell(const std::string& strategy, const std::string& condition) const {
    const auto& cells = report.plan.cells;
    const auto it = std::find_if(cells.begin(), cells.end(), [&](const Cell& one) {
        return one.strategy == strategy && one.condition == condition;
    });
    if (it == cells.end()) return std::nullopt;
    return static_cast<std::size_t>(it - cells.begin());
}

std::string View::name(const std::string& strategy) const {
    const auto it = report.strategy_names.find(strategy);
    return it == report.strategy_names.end() ? strategy : it->second;
}

std::string View::words(const std::string& condition) const {
    const auto it = report.condition_words.find(condition);
    return it == report.condition_words.end() ? condition : it->second;
}

std::string View::label(std::string_view outcome) const {
    const int index = models::observable_index(outcome);
    return std::string(index < 0 ? outcome : models::outcome_words(static_cast<std::size_t>(index)).label);
}

std::string_view View::unit(std::string_view outcome) const {
    const auto* found = observable(outcome);
    return found ? std::string_view(found->unit) : "";
}

sim::Good View::good(std::string_view outcome) const {
    const auto* found = observable(outcome);
    return found ? found->good : sim::Good::up;
}

const Comparison* View::row(const std::string& strategy, const std::string& condition, std::string_view outcome) const {
    const auto index = cell(strategy, condition);
    return index ? report.table.find(*index, models::observable_index(outcome)) : nullptr;
}

Estimate View::level(const std::string& strategy, const std::string& condition, std::string_view outcome) const {
    const auto index = cell(strategy, condition);
    const int o = models::observable_index(outcome);
    if (!index || o < 0) return {};
    return mean_of(report.runs.values(*index, static_cast<std::size_t>(o)));
}

bool View::is_short(const std::string& strategy, const std::string& condition) const {
    return report.short_cells.contains({strategy, condition}) ||
           report.short_cells.contains({report.baseline, condition});
}

bool View::has_short(const std::string& condition) const {
    return std::any_of(report.short_cells.begin(), report.short_cells.end(),
                       [&](const auto& cell) { return cell.second == condition; });
}

std::string View::best(const std::string& condition, std::string_view without) const {
    std::string best;
    double most = absent;
    for (const std::string& strategy : strategies) {
        const Comparison* one = row(strategy, condition, main_outcome);
        if (!one || strategy == without || is_short(strategy, condition) ||
            (!best.empty() && !is_better(one->difference.mean, most, good(main_outcome))))
            continue;
        best = strategy;
        most = one->difference.mean;
    }
    return best;
}

std::vector<std::string> View::not_clearly_behind(const std::string& condition, std::string_view without) const {
    std::vector<std::size_t> cells;
    for (std::size_t k = 0; k < report.plan.cells.size(); ++k)
        if (report.plan.cells[k].condition == condition && report.plan.cells[k].strategy != without) cells.push_back(k);
    std::vector<std::string> names;
    for (const Comparison* one :
         experiments::not_clearly_behind(report.table, cells, models::observable_index(main_outcome)))
        if (!is_short(report.plan.cells[one->cell].strategy, condition))
            names.push_back(name(report.plan.cells[one->cell].strategy));
    return names;
}

double View::regret(const std::string& strategy, const std::string& condition, std::string_view outcome) const {
    if (has_short(condition)) return absent; // the best of the condition is not known
    const double sign = good(outcome) == sim::Good::up ? 1 : -1;
    const double own = level(strategy, condition, outcome).mean;
    double most = level(report.baseline, condition, outcome).mean;
    for (const std::string& other : strategies) {
        const double mean = level(other, condition, outcome).mean;
        if (std::isnan(most) || sign * mean > sign * most) most = mean;
    }
    return std::abs(most - own);
}

double View::worst_regret(const std::string& strategy, std::string_view outcome) const {
    double worst = absent;
    for (const std::string& condition : conditions) {
        const double one = regret(strategy, condition, outcome);
        if (std::isnan(one)) return absent;
        if (std::isnan(worst) || one > worst) worst = one;
    }
    return worst;
}

std::string View::safest() const {
    std::vector<std::string> all = strategies;
    if (!report.baseline.empty()) all.push_back(report.baseline);
    std::string safest;
    double least = absent;
    for (const std::string& strategy : all) {
        const double worst = worst_regret(strategy, main_outcome);
        if (std::isnan(worst) || (!safest.empty() && worst >= least)) continue;
        safest = strategy;
        least = worst;
    }
    return safest;
}

Estimate View::mean_of(const std::vector<double>& values) const { return crossed(values, report.runs.n_points).mean; }

std::string View::n_runs() const { return scenarios::plural(report.runs.n_replicates, "run"); }

std::string View::cases() const { return report.runs.n_points > 1 ? "sets of parameters" : "runs"; }

} // namespace report
