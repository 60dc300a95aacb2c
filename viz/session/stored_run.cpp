#include "viz/session/stored_run.h"

#include "experiments/store/names.h"
#include "experiments/sweep/replay.h"
#include "sim/error.h"
#include "viz/session/sweep_view.h"

#include <fmt/format.h>

namespace viz {

StoredRunScenario stored_run(const StoreOrigin& origin, std::uint32_t replicate) {
    const experiments::Store store(origin.path);
    const auto treatment = store.treatment(origin.treatment);
    if (!treatment) throw sim::InputError(fmt::format("{}: no treatment {}", origin.path, origin.treatment));
    const experiments::Unpacked unpacked(store);
    const experiments::Treatments treatments(unpacked.experiment());
    if (origin.treatment >= treatments.size())
        throw sim::InputError(fmt::format("{}: its experiment has no treatment {}", origin.path, origin.treatment));
    StoredRunScenario run;
    for (std::size_t i = 0; i < treatment->inputs.size(); ++i)
        run.inputs += fmt::format("{}{} = {:.4g}", i ? ", " : "", store.header().inputs[i].id, treatment->inputs[i]);
    scenarios::Scenario scenario = treatments.scenario_of(origin.treatment);
    scenario.setup = treatments.setup(origin.treatment);
    scenario.strategy = treatment->strategy;
    scenario.months = treatments.months(origin.treatment), scenario.seed = unpacked.experiment().seed;
    scenario.title += fmt::format(", point {} of {}: {}, {}", treatment->point + 1, store.header().experiment,
                                  experiments::strategy_name(store.header(), treatment->strategy),
                                  words_of_condition(treatment->condition));
    run.scenario = std::make_shared<const scenarios::Scenario>(std::move(scenario));
    for (const experiments::StoredRun& one : store.runs_of(origin.treatment))
        if (one.replicate == replicate) run.digest = one.digest;
    return run;
}

} // namespace viz
