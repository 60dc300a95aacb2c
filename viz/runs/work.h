#pragma once
/// \file
/// What takes long, as functions that tests and the page put others in place of: natively each works where it is
/// called; in the page it asks the page's workers (remote.h) and is called anew until the answer is there (worker.h).

#include "viz/runs/bands.h"
#include "viz/runs/causes.h"
#include "viz/runs/trajectory.h"

#include <functional>

namespace viz {

struct EngineWork {
    std::function<decltype(run_script)> run = run_script;
    std::function<decltype(run_replicates)> other_luck = run_replicates;
    std::function<decltype(check_causes)> causes = check_causes;
};

/// What engines and rounds of workshops use that are not given others.
const EngineWork& usual_work();
/// For the page, before the first engine.
void use(EngineWork work);

} // namespace viz
