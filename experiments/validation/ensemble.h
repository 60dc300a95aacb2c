#pragma once
/// \file
/// Ignorance of parameters as an ensemble of parameter sets: the record of `accord calibrate`, shipped or the user's
/// own.

#include "experiments/runs/job.h"
#include "models/parameters.h"
#include "scenarios/problems.h"

#include <optional>
#include <string>
#include <vector>

namespace experiments {

/// `base` with the values of each set of a calibration record. `file` "" = the record the program was built with
/// (models/calibration.json). What is wrong with a file goes to `problems`: `FILE: /pointer: ...; expected ...`; that
/// of another model version, or calibrated with other mechanisms than `base` has, is refused.
std::vector<models::Parameters> ensemble(const models::Parameters& base, const std::string& file,
                                         scenarios::Problems& problems);

/// `n` of the sets (or all, if they are no more), evenly spread over their order, which is that of distance from the
/// findings.
std::vector<models::Parameters> thinned(std::vector<models::Parameters> all, std::size_t n);

/// What may be asked about the uncertainty of a comparison: texts, as in JobSettings.
struct UncertaintySettings {
    std::optional<std::string> kind; ///< "chance" or "parameters"; the latter where nobody says and there are 2 runs.
    std::optional<std::string> sets; ///< How many sets of the ensemble; usual_sets if not given.
    std::string ensemble;            ///< File; "" = the shipped record.
};
inline constexpr std::size_t usual_sets = 20; ///< So that 4 strategies under 4 conditions take half a minute.

/// Gives the job's plan its sets of parameters (Plan::sets). What the scenario, --set or --without set to
/// another value than the default, and what --set names, is kept as given in every set. Where the shipped record is of
/// another model version or of other mechanisms, the scenario's caveats say so. `caller` as in job_of.
void take_sets(Job& job, const JobSettings& settings, const UncertaintySettings& asked, const std::string& caller,
               scenarios::Problems& problems);

} // namespace experiments
