#include "experiments/runs/rivals.h"

#include "experiments/runs/fidelity.h"

#include <numeric>

namespace experiments {
namespace {

std::vector<std::size_t> all_cells(const Plan& plan) {
    std::vector<std::size_t> cells(plan.cells.size());
    std::iota(cells.begin(), cells.end(), std::size_t{0});
    return cells;
}

RivalRuns run_form(const Plan& plan, const models::Rival* rival, std::string_view baseline, const Watch& watch) {
    RivalRuns form;
    form.rival = rival;
    form.base = plan.cells.front().setup.parameters.delivery.base;
    form.runs = run_cells(plan, watch);
    form.fidelity = mean_fidelity(form.runs, all_cells(plan), plan.replicates);
    form.table = compare(plan, form.runs, baseline);
    return form;
}

} // namespace

std::vector<RivalRuns> run_rivals(const Plan& plan, std::string_view baseline, const Watch& watch) {
    std::vector<RivalRuns> forms;
    if (plan.cells.empty()) return forms;
    forms.push_back(run_form(plan, nullptr, baseline, watch));
    const double wanted = mean_fidelity(forms.front().runs, all_cells(plan), held_replicates);
    for (const models::Rival& rival : models::rivals()) {
        if (forms.back().runs.was_interrupted) break;
        Plan other = plan;
        for (Cell& cell : other.cells)
            models::set_rival(cell.setup.parameters, rival);
        if (!hold_fidelity(other, {all_cells(plan)}, wanted, {{}, watch.stop})) {
            forms.back().runs.was_interrupted = true;
            break;
        }
        forms.push_back(run_form(other, &rival, baseline, watch));
    }
    return forms;
}

} // namespace experiments
