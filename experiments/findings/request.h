#pragma once
/// \file
/// An analysis as it is asked for: texts, as people and other programs write them, judged here in one language for all.

#include "experiments/findings/findings.h"

#include <optional>
#include <string>
#include <vector>

namespace experiments::findings {

/// What `accord analyze` and accord.analyze take; lists may be comma-separated. Empty and missing: the default of
/// AnalysisSettings, or what a store says itself.
struct Request {
    std::string file; ///< A CSV with one run a row, or the store of a sweep.
    std::string kind; ///< An id of analysis_kinds().
    std::vector<std::string> inputs, outputs, groups, good, logs;
    std::vector<std::string> ranges; ///< INPUT=LOW:HIGH
    std::vector<std::string> only;   ///< COLUMN=VALUE, not cut at commas
    std::string replicate, strategy, world, seed_column, time, baseline, gain, cases, estimator;
    std::optional<std::string> seed, bootstrap, threshold, levels, curves, density, optimism, tail, half_width, peel,
        boxes;
    bool is_unpaired = false;
};

/// Who asks, as messages name it and its settings.
struct Caller {
    std::string kind;  ///< Before what is wrong with the kind: "accord analyze: KIND"
    std::string start; ///< Before the name of a setting: "accord analyze: --"
};

/// The findings, or nothing and problems, all that is wrong at once. What a reader must know of a store goes to
/// `notes`.
std::optional<Findings> analyze(const Request& request, const Caller& caller, std::vector<std::string>& notes,
                                scenarios::Problems& problems);

} // namespace experiments::findings
