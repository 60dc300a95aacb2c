#include "cli/wording.h"

#include "cli/uncertainty.h"
#include "scenarios/condition_text.h"
#include "scenarios/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace cli {
namespace {

using experiments::Comparison;
using experiments::Estimate;
using scenarios::plain;

const sim::Observable<models::World>* observable(std::string_view id) {
    const int index = models::observable_index(id);
    return index < 0 ? nullptr : &models::observables()[static_cast<std::size_t>(index)];
}

/// Outcome `id` over the runs of the only cell.
Estimate level_of(const experiments::Runs& runs, std::string_view id) {
    const int index = models::observable_index(id);
    return index < 0 ? Estimate{} : experiments::estimate(runs.values(0, static_cast<std::size_t>(index)));
}

/// "; WHAT VALUE (95 % interval ...)" if the outcome exists.
std::string clause(const experiments::Runs& runs, std::string_view id, std::string_view before,
                   std::string_view after) {
    const Estimate level = level_of(runs, id);
    if (level.n == 0) return "";
    const std::string_view unit = observable(id)->unit;
    return fmt::format("{} {}{} ({})", before, plain.level(level.mean, unit), after, plain.interval(level, unit));
}

/// Kraft's (2020) bands for effects of programmes on test scores [SD]; evidence row P-KRAFT.
std::string_view size_words(double effect) {
    constexpr double medium = 0.05, large = 0.20;
    return effect < medium  ? "a small effect (below 0.05 SD)"
           : effect < large ? "a medium effect (0.05 to 0.20 SD)"
                            : "a large effect (0.20 SD or more)";
}

std::string cost_sentence(const Job& job, const experiments::ComparisonTable& table, const Comparison& best) {
    const Comparison* cost = table.find(best.cell, models::observable_index("cost-per-student"));
    if (!cost) return "";
    const double change = cost->difference.mean, gain = best.difference.mean;
    const std::string_view unit = models::observables()[cost->observable].unit;
    std::string text = fmt::format(
        " {} costs {} {} than {} ({}).", scenarios::capital(strategy_name(job, job.plan.cells[best.cell].strategy)),
        plain.size(change, unit), change < 0 ? "less" : "more", baseline_words(job), interval_words(*cost, unit));
    if (best.is_clear() && gain > 0 && change > 0)
        text += fmt::format(" That is {} for each 0.01 SD.", plain.level(change / (100 * gain), unit));
    return text;
}

} // namespace

std::string strategy_name(const Job& job, const std::string& id) {
    const scenarios::Strategy* info = job.scenario.find_strategy(id);
    return info ? info->name : id;
}

std::string run_headline(const Job& job, const experiments::Runs& runs) {
    const experiments::Cell& cell = job.plan.cells[0];
    std::string text =
        fmt::format("Over {} in {} under {}, with the strategy '{}':", scenarios::duration(job.plan.months),
                    job.scenario.setup.region.name, scenarios::condition_words(cell.setup.conditions),
                    strategy_name(job, cell.strategy));
    std::string findings;
    findings += clause(runs, "ability-mean", " pupils' test-score ability ends at", " against the mean of the scale");
    findings += clause(runs, "students-served", findings.empty() ? "" : ";", " of students are in a partner programme");
    findings += clause(runs, "cost-per-student", findings.empty() ? " the cost is" : "; the cost is", "");
    return text + (findings.empty() ? " see the table" : findings) + ".";
}

std::string compare_headline(const Job& job, const experiments::ComparisonTable& table,
                             const std::vector<std::size_t>& cells) {
    const auto* ability = observable("ability-mean");
    const std::string under = scenarios::capital(
        fmt::format("under {}, ", scenarios::condition_words(job.plan.cells[cells.front()].setup.conditions)));
    const Comparison* best = experiments::best_of(table, cells, models::observable_index("ability-mean"));
    const std::string against = baseline_words(job);
    if (!best) return under + fmt::format("there is nothing to compare with {}.", against);
    const Estimate& change = best->difference;
    const std::string name = strategy_name(job, job.plan.cells[best->cell].strategy);
    const std::string_view one = !best->by_set.empty() ? "parameter set" : "run";
    const std::string counts = fmt::format("in {} of {}", best->wins.better, scenarios::plural(best->wins.pairs, one));
    const std::string interval = interval_words(*best, ability->unit);
    const bool is_higher = experiments::is_better(change.mean, 0, ability->good);
    const std::string size = plain.size(change.mean, ability->unit);
    constexpr double next_to_nothing = 0.0005; // [SD]: a hundredth of what is called a medium effect
    std::string text = under;
    if (std::abs(change.mean) < next_to_nothing)
        return text +
               fmt::format("no strategy changes test-score ability by as much as 0.0005 SD against {}: {}, which "
                           "has the best mean, differs by {} and is ahead {}.",
                           against, name, plain.change(change.mean, ability->unit), counts) +
               cost_sentence(job, table, *best);
    if (best->is_clear() && is_higher)
        text +=
            fmt::format("{} beats {} {}: test-score ability is {} higher ({}).", name, against, counts, size, interval);
    else if (best->is_clear())
        text += fmt::format("{} is best: even {}, which comes closest, leaves test-score ability {} lower ({}) "
                            "and is ahead {}.",
                            against, name, size, interval, counts);
    else
        text += fmt::format("no clear difference from {}: {}, which has the best mean, is ahead {}, and its test-score "
                            "ability differs by {} ({}{}).",
                            against, name, counts, plain.change(change.mean, ability->unit), interval,
                            change.n > 1 ? ", which includes 0" : "");
    if (best->is_clear() && is_higher)
        text += fmt::format(" By the field's yardstick that is {}.", size_words(change.mean));
    return text + cost_sentence(job, table, *best);
}

std::string caveats_text(const Job& job, std::size_t width) {
    std::string text = "What limits this:\n";
    for (const std::string& caveat : job.scenario.caveats)
        text += wrapped("- " + caveat, width, 2);
    text += wrapped(!job.plan.sets.empty()
                        ? "- intervals show other luck and other parameters among those that were calibrated; they do "
                          "not show how wrong the model or the parameters kept at their defaults may be"
                        : "- intervals show chance alone (other luck, same model); they do not show how wrong the "
                          "model or its assumed parameters may be",
                    width, 2);
    return text;
}

} // namespace cli
