#pragma once
/// \file
/// Small experiments for tests, and what their stores hold as text.

#include "experiments/sweep/sweep.h"
#include "scenarios/json.h"
#include "sim/digest.h"
#include "tests/scenarios/files.h"

#include <algorithm>
#include <string>
#include <vector>

namespace tests {

/// Two strategies, two conditions, two inputs, four points, two replicates: 32 runs of 12 months.
inline scenarios::Json small_experiment() {
    return scenarios::Json::parse(R"({"name": "small", "title": "A small one", "about": "For tests",
        "scenario": ")" ACCORD_SOURCE_DIR R"(/scenarios/library/two-schools.json",
        "strategies": ["go-it-alone", "aligned-agreements"], "conditions": [{"calm": 0}, {"funding-cut": 0.5}],
        "inputs": [{"id": "trust.loss-ratio", "kind": "log", "low": 0.5, "high": 5}, {"id": "hidden-goals"}],
        "design": {"method": "lhs", "points": 4}, "replicates": 2, "seed": 3, "horizon-months": 12})");
}

/// The experiment with some keys replaced (RFC 7386).
inline scenarios::Json small_experiment(const std::string& patch) {
    scenarios::Json document = small_experiment();
    document.merge_patch(scenarios::Json::parse(patch));
    return document;
}

inline std::string write_experiment(const Folder& folder, const scenarios::Json& document,
                                    const std::string& name = "small.json") {
    return folder.write(name, document.dump(2));
}

/// Runs the experiment into `store` with the options given.
inline experiments::SweepResult sweep(const Folder& folder, const scenarios::Json& document, const std::string& store,
                                      experiments::SweepOptions options = {}, experiments::SweepWatch watch = {}) {
    options.out = store;
    if (options.threads == 0) options.threads = 2;
    return experiments::run_sweep(experiments::load_experiment(write_experiment(folder, document)), options, watch);
}

/// All that must be equal between two stores of one experiment, a line a run.
inline Lines content_of_store(const std::string& path) {
    Lines lines;
    const experiments::Store store(path);
    store.each_run([&](const experiments::StoredRun& run) {
        const auto treatment = *store.treatment(run.treatment);
        std::string line = run.run + " " + std::to_string(run.treatment) + " " + std::to_string(run.replicate) + " " +
                           treatment.strategy + " " + treatment.condition + " " + std::string(name(run.status)) + " " +
                           run.digest;
        for (const double value : treatment.inputs)
            line += " " + scenarios::text_of(value);
        for (const double value : run.outcomes)
            line += " " + scenarios::text_of(value);
        lines.push_back(line);
    });
    return lines;
}

} // namespace tests
