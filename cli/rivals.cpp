// What stands beside the best strategy: rivals it does not clearly beat, and dashboards that prove nothing.
#include "cli/wording.h"
#include "experiments/statistics/crossed.h"
#include "scenarios/words.h"

#include <fmt/format.h>

namespace cli {
namespace {

using experiments::Estimate;
using scenarios::plain;

double mean_of(const experiments::ComparisonTable& table, std::size_t cell, std::string_view id) {
    const auto* row = table.find(cell, models::observable_index(id));
    return row ? row->level.mean : experiments::absent;
}

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
        return fmt::format(" It is clearly ahead of the {} compared.", scenarios::plural(n_rivals, "other"));
    if (cheapest == best.cell)
        return fmt::format(" {} of {} others cannot be told apart from it, but none of them costs less.", n_close,
                           n_rivals);
    const double saved = mean_of(table, best.cell, "cost-per-student") - mean_of(table, cheapest, "cost-per-student");
    return fmt::format(" But it is not clearly better than {}, at {} less (difference {}, {}).",
                       strategy_name(job, job.plan.cells[cheapest].strategy), plain.level(saved, "USD/student/year"),
                       plain.change(behind.mean, "SD"), plain.interval(behind, "SD"));
}

} // namespace

std::string rivals_text(const Job& job, const experiments::ComparisonTable& table, const experiments::Runs& runs,
                        const std::vector<std::size_t>& cells) {
    const auto* best = experiments::best_of(table, cells, models::observable_index("ability-mean"));
    if (!best || !best->is_clear() || best->difference.mean <= 0) return "";
    std::string text = rival_sentence(job, table, runs, cells, *best);
    const auto* trend = table.find(best->cell, models::observable_index("trending-right"));
    if (trend && trend->level.n > 0)
        text += fmt::format(
            " Schools' dashboards would show {} of indicators moving the right way, against {} going alone: "
            "a dashboard alone proves nothing.",
            plain.level(trend->level.mean, "share"), plain.level(trend->level.mean - trend->difference.mean, "share"));
    return text;
}

} // namespace cli
