#include "experiments/runs/fidelity.h"

#include "experiments/statistics/statistics.h"
#include "models/observables.h"
#include "sim/mathematics.h"

#include <algorithm>
#include <cmath>

namespace experiments {

double mean_fidelity(const Runs& runs, const std::vector<std::size_t>& cells, std::uint32_t n_first) {
    const auto observable = static_cast<std::size_t>(models::observable_index("fidelity"));
    double sum = 0, n = 0;
    for (const std::size_t cell : cells) {
        const std::vector<double> values = runs.values(cell, observable);
        for (std::size_t r = 0; r < std::min<std::size_t>(n_first, values.size()); ++r)
            if (std::isfinite(values[r])) sum += values[r], n += 1;
    }
    return n > 0 ? sum / n : absent;
}

bool hold_fidelity(Plan& plan, const std::vector<std::vector<std::size_t>>& groups, double wanted, const Watch& watch) {
    Plan trial = plan;
    trial.replicates = std::min(plan.replicates, held_replicates);
    trial.sets.clear(), trial.keep_series = false;
    for (std::uint32_t step = 0; step < held_steps && std::isfinite(wanted); ++step) {
        const Runs runs = run_cells(trial, watch);
        if (runs.was_interrupted) return false;
        for (const std::vector<std::size_t>& group : groups) {
            const double got = mean_fidelity(runs, group, held_replicates);
            if (!(got > 0 && got < 1)) continue;
            for (const std::size_t cell : group)
                trial.cells[cell].setup.parameters.delivery.base += sim::logit(wanted) - sim::logit(got);
        }
    }
    for (const std::vector<std::size_t>& group : groups)
        for (const std::size_t cell : group)
            plan.cells[cell].setup.parameters.delivery.base = trial.cells[cell].setup.parameters.delivery.base;
    return true;
}

} // namespace experiments
