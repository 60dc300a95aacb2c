// Luck and ignorance of parameters in the words and numbers of a comparison.
#include "cli/uncertainty.h"

#include "cli/wording.h"
#include "models/observables.h"
#include "scenarios/words.h"

#include <fmt/format.h>

#include <cmath>

namespace cli {
namespace {

using experiments::Comparison;
using scenarios::plain;

constexpr double convincing =
    0.05; ///< A split of sets that chance makes as well more often than this explains nothing.

int ability() { return models::observable_index("ability-mean"); }

/// `a` minus `b`, set by set, in the direction of good.
std::vector<double> lead_of(const Comparison& a, const Comparison& b) {
    const double sign = models::observables()[a.observable].good == sim::Good::up ? 1 : -1;
    std::vector<double> lead;
    for (std::size_t s = 0; s < a.by_set.size(); ++s)
        lead.push_back(sign * (a.by_set[s] - b.by_set[s]));
    return lead;
}

/// "delivery.trust (assumed) is above 2.10"
std::string split_words(const experiments::Turning& turning) {
    const sim::ParameterRow& row = *models::parameter_table().find(turning.parameter);
    return fmt::format("{} ({}) is {} {}", row.id,
                       row.evidence.is_assumed() ? "assumed" : fmt::format("known roughly, {}", row.evidence.ids),
                       turning.is_behind_above ? "above" : "below", plain.number(turning.at));
}

/// " It is not ahead of going alone in 3 of 20 sets: ..."; "" where it is ahead in all.
std::string lead_sentence(const Job& job, const Lead& lead) {
    const experiments::Turning& turning = lead.turning;
    if (turning.n_behind == 0 || turning.n == 0) return "";
    const std::string over = lead.over == models::counterfactual ? "going alone" : strategy_name(job, lead.over);
    std::string text = fmt::format(" It is not ahead of {} in {} of {} sets", over, turning.n_behind, turning.n);
    if (turning.parameter.empty()) return text + ".";
    if (turning.p > convincing)
        return text + fmt::format("; no one number tells which (chance splits them as well as {} in {} of cases).",
                                  turning.parameter, plain.level(turning.p, "share"));
    return text + fmt::format(", mostly where {} ({} of {} on the wrong side; chance splits them as well in {} of "
                              "cases).",
                              split_words(turning), turning.n_wrong, turning.n, plain.level(turning.p, "share"));
}

} // namespace

std::string interval_words(const Comparison& row, std::string_view unit) {
    const std::string all = plain.interval(row.difference, unit);
    const std::string luck = plain.range(row.luck_lo, row.luck_hi, unit);
    return row.by_set.empty() || luck.empty() ? all : fmt::format("{}; luck alone {}", all, luck);
}

std::string runs_words(const Job& job) {
    if (job.plan.sets.empty()) return scenarios::plural(job.plan.replicates, "replicate");
    return fmt::format("{} under the usual parameters and {} under each of {} other sets",
                       scenarios::plural(job.plan.replicates, "replicate"), job.plan.lucks_a_set, job.plan.sets.size());
}

std::vector<Lead> leads_of(const Job& job, const experiments::ComparisonTable& table,
                           const std::vector<std::size_t>& cells) {
    const Comparison* best = experiments::best_of(table, cells, ability());
    if (!best || best->by_set.empty()) return {};
    const Comparison* next = nullptr;
    const sim::Good good = models::observables()[best->observable].good;
    for (const std::size_t cell : cells)
        if (const Comparison* row = table.find(cell, ability());
            row && row != best && row->cell != row->baseline &&
            (!next || experiments::is_better(row->difference.mean, next->difference.mean, good)))
            next = row;
    std::vector<Lead> leads;
    for (const Comparison* other : {table.find(best->baseline, ability()), next})
        if (other && other->cell != best->cell && other->by_set.size() == best->by_set.size())
            leads.push_back({job.plan.cells[other->cell].strategy,
                             experiments::turning(lead_of(*best, *other), job.plan.sets, job.plan.seed)});
    return leads;
}

std::string ignorance_sentence(const Job& job, const experiments::ComparisonTable& table,
                               const std::vector<std::size_t>& cells) {
    const Comparison* best = experiments::best_of(table, cells, ability());
    if (!best || best->by_set.empty() || std::isnan(best->ignorance)) return "";
    const experiments::OverSetsShown shown = experiments::over_sets(*best);
    std::string text = fmt::format(
        " How sure: of what one run of {} gains, {} of the spread is luck and {} is ignorance of parameters; from set "
        "to set the gain goes from {} to {}.",
        strategy_name(job, job.plan.cells[best->cell].strategy), plain.level(1 - best->ignorance, "share"),
        plain.level(best->ignorance, "share"), plain.signed_number(shown.low), plain.change(shown.high, "SD"));
    for (const Lead& lead : leads_of(job, table, cells))
        text += lead_sentence(job, lead);
    return text;
}

std::string ignorance_text(const Job& job, const experiments::ComparisonTable& table,
                           const std::vector<std::size_t>& cells, std::size_t observable, std::size_t width) {
    if (job.plan.sets.empty()) return "";
    const auto& outcome = models::observables()[observable];
    TextTable text{{"how sure: " + std::string(models::outcome_words(observable).brief), "mean", "luck and\nignorance",
                    "luck alone", "sets\nahead", "ignorance"},
                   {},
                   {}};
    for (const std::size_t cell : cells) {
        const Comparison* row = table.find(cell, static_cast<int>(observable));
        if (!row || row->cell == row->baseline || row->by_set.empty()) continue;
        const experiments::OverSetsShown shown = experiments::over_sets(*row);
        text.rows.push_back({strategy_name(job, job.plan.cells[cell].strategy),
                             plain.signed_number(row->difference.mean, outcome.unit),
                             plain.range(row->difference.lo, row->difference.hi, outcome.unit),
                             plain.range(row->luck_lo, row->luck_hi, outcome.unit),
                             fmt::format("{} of {}", shown.n_ahead, shown.n), plain.level(row->ignorance, "share")});
    }
    return text.rows.empty() ? "" : text.text(width) + "\n";
}

std::string ignorance_note(const Job& job) {
    if (job.plan.sets.empty()) return "";
    return fmt::format(
        "Intervals hold luck and ignorance: means are over {} sets of parameters that calibration does not rule out, "
        "and the true one may be any of them. Luck alone is what more runs would narrow. A set meets {} of the {} "
        "lucks "
        "and is held against the usual parameters under the same luck. Ignorance is a lower bound: only "
        "calibrated parameters vary, what was given stays as given, and how wrong the model may be is not in it.",
        job.plan.sets.size(), job.plan.lucks_a_set, job.plan.replicates);
}

Record ignorance_record(const Comparison& row) {
    if (row.by_set.empty()) return {};
    const experiments::OverSetsShown shown = experiments::over_sets(row);
    return {{"ignorance_share", row.ignorance},
            {"lo_sets", shown.low},
            {"hi_sets", shown.high},
            {"sets_ahead", shown.n_ahead}};
}

scenarios::Json leads_json(const std::vector<Lead>& leads) {
    scenarios::Json list = scenarios::Json::array();
    for (const Lead& lead : leads) {
        const experiments::Turning& turning = lead.turning;
        Record record{{"over", lead.over}, {"sets", turning.n}, {"sets_behind", turning.n_behind}};
        if (!turning.parameter.empty()) {
            const auto& row = *models::parameter_table().find(turning.parameter);
            record = joined(record, {{"parameter", turning.parameter},
                                     {"evidence", row.evidence.ids},
                                     {"behind", std::string(turning.is_behind_above ? "above" : "below")},
                                     {"at", turning.at},
                                     {"sets_on_the_wrong_side", turning.n_wrong},
                                     {"p", turning.p}});
        }
        list.push_back(as_json(record));
    }
    return list;
}

} // namespace cli
