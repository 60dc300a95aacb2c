// What stands beside the best strategy: rivals it does not clearly beat, and dashboards that prove nothing.
#include "cli/wording.h"
#include "experiments/statistics/crossed.h"

#include <fmt/format.h>

#include <cmath>

namespace cli {
namespace {

using experiments::Estimate;

double mean_of(const experiments::ComparisonTable& table, std::size_t cell, std::string_view id) {
    const auto* row = table.find(cell, models::observable_index(id));
    return row ? row->level.mean : experiments::absent;
}

/// To four digits, without a minus before nothing.
double rounded(double value) { return std::round(value * 1e4) / 1e4 + 0.0; }

/// "It is not clearly better than A (...), which costs ... less."
std::string rival_sentence(const Job& job, const experiments::ComparisonTable& table, const experiments::Runs& runs,
                           const std::vector<std::size_t>& cells, const experiments::Comparison& best) {
    const auto ability = best.observable;
    std::size_t cheapest = best.cell, n_rivals = 0, n_close = 0;
    Estimate behind;
    for (const std::size_t cell : cells) {
        if (cell == best.cell || job.plan.cells[cell].strategy == models::counterfactual) continue;
        ++n_rivals;
        const Estimate gap = experiments::crossed(experiments::paired_differences(runs.values(best.cell, ability),
                                                                                  runs.values(cell, ability)),
                                                  runs.n_points)
                                 .mean;
        if (gap.lo > 0) continue;
        ++n_close;
        if (mean_of(table, cell, "cost-per-student") < mean_of(table, cheapest, "cost-per-student"))
            cheapest = cell, behind = gap;
    }
    if (n_rivals == 0) return "";
    if (n_close == 0)
        return fmt::format(" It is clearly ahead of the {} other{} compared.", n_rivals, n_rivals == 1 ? "" : "s");
    if (cheapest == best.cell)
        return fmt::format(" {} of {} others cannot be told apart from it, but none of them costs less.", n_close,
                           n_rivals);
    const double saved = mean_of(table, best.cell, "cost-per-student") - mean_of(table, cheapest, "cost-per-student");
    return fmt::format(
        " But it is not clearly better than {}, at {} less (difference {:+.4f} SD, 95 % interval {:.4f} to "
        "{:.4f}).",
        strategy_name(job, job.plan.cells[cheapest].strategy), value_text(saved, "USD/student/year"),
        rounded(behind.mean), rounded(behind.lo), rounded(behind.hi));
}

} // namespace

std::string rivals_text(const Job& job, const experiments::ComparisonTable& table, const experiments::Runs& runs,
                        const std::vector<std::size_t>& cells) {
    const auto* best = best_of(job, table, cells);
    if (!best || !best->is_clear() || best->difference.mean <= 0) return "";
    std::string text = rival_sentence(job, table, runs, cells, *best);
    const auto* trend = table.find(best->cell, models::observable_index("trending-right"));
    if (trend && trend->level.n > 0)
        text += fmt::format(
            " Schools' dashboards would show {} of indicators moving the right way, against {} going alone: "
            "a dashboard alone proves nothing.",
            value_text(trend->level.mean, "share"), value_text(trend->level.mean - trend->difference.mean, "share"));
    return text;
}

} // namespace cli
