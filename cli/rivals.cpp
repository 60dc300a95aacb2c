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

/// "Not clearly behind it: A and B. B costs least of them, ... less."
std::string rival_sentence(const Job& job, const experiments::ComparisonTable& table,
                           const std::vector<std::size_t>& cells, const experiments::Comparison& best) {
    const auto set = experiments::not_clearly_behind(table, cells, static_cast<int>(best.observable));
    std::size_t n_others = 0;
    for (const std::size_t cell : cells)
        n_others += cell != best.cell && table.find(cell, static_cast<int>(best.observable)) ? 1 : 0;
    if (n_others == 0 || best.standing.comparisons == 0 || best.difference.n < 2) return "";
    std::vector<std::string> names;
    std::size_t cheapest = best.cell;
    for (const experiments::Comparison* row : set) {
        if (row->cell == best.cell) continue;
        names.push_back(strategy_name(job, job.plan.cells[row->cell].strategy));
        if (mean_of(table, row->cell, "cost-per-student") < mean_of(table, cheapest, "cost-per-student"))
            cheapest = row->cell;
    }
    if (names.empty())
        return fmt::format(" It is clearly ahead of the {} compared.", scenarios::plural(n_others, "other"));
    const double saved = mean_of(table, best.cell, "cost-per-student") - mean_of(table, cheapest, "cost-per-student");
    return fmt::format(" Not clearly behind it: {} ({} of {}); {}.", scenarios::listed(names), names.size(),
                       scenarios::plural(n_others, "other"),
                       cheapest == best.cell
                           ? (names.size() == 1 ? "it costs no less" : "none of them costs less")
                           : fmt::format("{} {} less",
                                         names.size() == 1 ? "it costs"
                                                           : strategy_name(job, job.plan.cells[cheapest].strategy) +
                                                                 " costs least of them,",
                                         plain.level(saved, "USD/student/year")));
}

} // namespace

std::string rivals_text(const Job& job, const experiments::ComparisonTable& table,
                        const std::vector<std::size_t>& cells) {
    const auto* best = experiments::best_of(table, cells, models::observable_index("ability-mean"));
    if (!best) return "";
    std::string text = rival_sentence(job, table, cells, *best);
    if (!best->is_clear() || best->difference.mean <= 0) return text;
    const auto* trend = table.find(best->cell, models::observable_index("trending-right"));
    if (trend && trend->level.n > 0)
        text += fmt::format(" Schools' dashboards would show {} of indicators moving the right way, against {} {}: "
                            "a dashboard alone proves nothing.",
                            plain.level(trend->level.mean, "share"),
                            plain.level(trend->level.mean - trend->difference.mean, "share"),
                            job.baseline == models::counterfactual ? "going alone" : "under the status quo");
    return text;
}

std::string standing_text(const experiments::ComparisonTable& table) {
    if (table.rows.empty() || table.rows.front().standing.comparisons == 0) return "";
    return fmt::format(
        "Not clearly behind: no other strategy under the same condition is ahead by more than {}, at 5 % "
        "over all "
        "{} of an outcome together (paired t tests, Bonferroni), so in at least 95 of 100 such tables the truly best "
        "strategy is among those named under every condition.",
        table.rows.front().by_set.empty() ? "luck explains" : "luck and ignorance of parameters explain",
        scenarios::plural(table.rows.front().standing.comparisons, "comparison"));
}

} // namespace cli
