#include "experiments/runs/rivals.h"

#include "models/observables.h"
#include "sim/mathematics.h"

#include <algorithm>
#include <cmath>

namespace experiments {
namespace {

/// Mean fidelity of partnerships over cells and their first `n_first` replicates, the baseline's left out; NaN where
/// there are none.
double mean_fidelity(const Plan& plan, const Runs& runs, std::string_view baseline, std::uint32_t n_first) {
    const auto observable = static_cast<std::size_t>(models::observable_index("fidelity"));
    double sum = 0, n = 0;
    for (std::size_t cell = 0; cell < plan.cells.size(); ++cell) {
        if (plan.cells[cell].strategy == baseline) continue;
        const std::vector<double> values = runs.values(cell, observable);
        for (std::size_t r = 0; r < std::min<std::size_t>(n_first, values.size()); ++r)
            if (std::isfinite(values[r])) sum += values[r], n += 1;
    }
    return n > 0 ? sum / n : absent;
}

void set_base(Plan& plan, double base) {
    for (Cell& cell : plan.cells)
        cell.setup.parameters.delivery.base = base;
}

constexpr std::uint32_t enough = 2; ///< Replicates on which the base is set: both forms meet the same luck.

/// Moves `delivery.base` of a plan until its mean fidelity over `enough` replicates is about `wanted`.
void hold_fidelity(Plan& plan, std::string_view baseline, double wanted, const Watch& watch) {
    Plan trial = plan;
    trial.replicates = std::min(plan.replicates, enough);
    double base = plan.cells.front().setup.parameters.delivery.base;
    for (int tries = 0; tries < 3 && std::isfinite(wanted); ++tries) {
        set_base(trial, base);
        const Runs runs = run_cells(trial, {{}, watch.stop});
        const double got = mean_fidelity(trial, runs, baseline, enough);
        if (runs.was_interrupted || !(got > 0 && got < 1)) break;
        base += sim::logit(wanted) - sim::logit(got);
    }
    set_base(plan, base);
}

RivalRuns run_form(const Plan& plan, const models::Rival* rival, std::string_view baseline, const Watch& watch) {
    RivalRuns form;
    form.rival = rival;
    form.base = plan.cells.front().setup.parameters.delivery.base;
    form.runs = run_cells(plan, watch);
    form.fidelity = mean_fidelity(plan, form.runs, baseline, plan.replicates);
    form.table = compare(plan, form.runs, baseline);
    return form;
}

} // namespace

std::vector<RivalRuns> run_rivals(const Plan& plan, std::string_view baseline, const Watch& watch) {
    std::vector<RivalRuns> forms;
    if (plan.cells.empty()) return forms;
    forms.push_back(run_form(plan, nullptr, baseline, watch));
    const double wanted = mean_fidelity(plan, forms.front().runs, baseline, enough);
    for (const models::Rival& rival : models::rivals()) {
        if (forms.back().runs.was_interrupted) break;
        Plan other = plan;
        for (Cell& cell : other.cells)
            models::set_rival(cell.setup.parameters, rival);
        hold_fidelity(other, baseline, wanted, watch);
        forms.push_back(run_form(other, &rival, baseline, watch));
    }
    return forms;
}

} // namespace experiments
