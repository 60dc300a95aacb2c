#pragma once
/// \file
/// Published findings against simulated ones. The targets, their tolerances and their use are those of
/// models/targets.json, built into the program; no study and no verdict changes them.

#include "experiments/validation/laboratory.h"
#include "scenarios/problems.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace experiments {

/// What a study must come out at.
struct Target {
    std::string id;
    std::string of; ///< "V13" for "V13.1-year"; "data" for moments of data sets.
    std::string name;
    std::optional<double> target, low, high; ///< In `unit`; a missing limit is open.
    std::string unit;
    std::vector<std::string> evidence; ///< Ids of models/evidence.json, or data sets.
    std::string test;                  ///< As the target file words it.
    std::string fitted_from;           ///< First model that is fitted to it; "" = this one.
    std::string use;                   ///< "calibrate" or "check".
    bool needs_sign = false;           ///< The limit must be passed with p < .05 (two-sided).
    std::string reason;                ///< Why there is no verdict; "" if there is one.
    std::string repeats;               ///< Finding whose statistic this moment is once more; "" if none.
};
const std::vector<Target>& targets();

/// A target with what was found.
struct Verdict {
    Target target;
    std::optional<Finding> finding; ///< Nothing if no study speaks to it.
    std::optional<bool> is_met;     ///< Nothing if reported without a verdict.
};

/// All targets of a run of the studies.
struct Validation {
    std::vector<Verdict> verdicts;
    std::vector<Finding> beside; ///< Side checks that no target asks for.
    std::size_t n_met() const;
    std::size_t n_missed() const;
    /// Of the targets V01 to V26 with a verdict: those of which every part is met, and all.
    std::pair<std::size_t, std::size_t> findings_met() const;
    /// Of the moments of data sets with a verdict, real ties apart: those met, and all. One that repeats a finding is
    /// counted there, so that one statistic counts once.
    std::pair<std::size_t, std::size_t> moments_met() const;
};

/// Called before each study: its place from 0, the number of studies, what it does.
using StudyWatch = std::function<void(std::size_t, std::size_t, const std::string&)>;

/// Runs the studies that speak to `only` (ids or beginnings of ids such as "V13", "hsb"; empty = all). Unknown ids are
/// problems. Throws models::Interrupted when the laboratory is told to stop.
Validation validate(const Laboratory& lab, const std::vector<std::string>& only, scenarios::Problems& problems,
                    const StudyWatch& watch = {});

/// Is a target of this id among those asked for (ids or families; empty = all)?
bool is_asked(const std::string& id, const std::vector<std::string>& only);

/// Is a value inside the target's limits?
bool is_met(const Target& target, const Finding& finding);

} // namespace experiments
