#pragma once
/// \file
/// Calibration: which values of the free parameters reproduce the targets of use "calibrate"? On seeds that validation
/// never uses and under common random numbers; what the targets do not settle stays as wide as the prior: the ensemble
/// is what is known, not one point. Two methods:
///   history  history matching in waves with emulators and the model's own error (history.h), checked by simulation
///            (coverage.h);
///   abc      a best point by NLopt (Sbplx, Rowan 1990) from the defaults, then approximate Bayesian computation
///            (abc.h): tolerance falls to the median distance of each generation.

#include "experiments/validation/history.h"
#include "experiments/validation/validate.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace experiments {

/// A parameter that no publication settles, with its prior: a triangle over the row's range with its top at the
/// default, on a logarithmic scale where the range spans more than a factor of ten.
struct FreeParameter {
    std::string id;
    double low = 0, top = 0, high = 0;
    bool is_log = false;
};
std::vector<FreeParameter> free_parameters();

/// Ids of the targets of use "calibrate" that can be simulated.
/// `only`: those of these ids or families ("V17"); empty = all.
std::vector<std::string> calibration_targets(const std::vector<std::string>& only = {});

/// One set of values tried.
struct Trial {
    std::vector<double> values;    ///< [free parameters]
    std::vector<double> simulated; ///< [calibration targets]
    double distance = 0;           ///< Root mean square of targets' distances; 1 = every target just at a limit.
    std::size_t n_met = 0;         ///< Calibration targets inside their limits.
    std::string step; ///< "default", "wave 2", "check", "ensemble", "search", "generation 3"; "before" if informing
};

enum class CalibrationMethod { history, abc };

struct CalibrationPlan {
    CalibrationMethod method = CalibrationMethod::history;
    std::uint64_t seed = 7001;       ///< Of the studies; validation has its own.
    double effort = 0.2;             ///< Share of the studies' replicates.
    std::vector<std::string> only{}; ///< Targets fitted to, ids or families; empty = all that are marked so.
    HistoryPlan history{};           ///< Its seed is this plan's.
    double discrepancy = 0.5;        ///< history: SD of the model's own error as a share of a finding's SD (assumed).
    std::vector<Trial> informing{};  ///< history: runs made under another plan, which inform the first emulators.
    // abc:
    std::size_t search = 60;     ///< Evaluations of step 1.
    std::size_t particles = 24;  ///< Size of the ensemble.
    std::size_t generations = 5; ///< Of step 2.
    std::size_t tries = 96;      ///< At most so many evaluations a generation; the first draws as many from the priors.
};

/// How one generation went.
struct Generation {
    double tolerance = 0;      ///< No set of it is farther from the targets.
    double accepted = 0;       ///< Share of its steps that were taken; the first has none.
    std::size_t ancestors = 0; ///< Draws from the priors that its sets descend from.
};

/// What came out.
struct Calibration {
    CalibrationPlan plan;
    std::vector<FreeParameter> parameters;
    std::vector<std::string> targets;
    std::vector<Trial> trials;           ///< All that was tried, in order.
    std::size_t best = 0;                ///< Index of the trial nearest to the targets.
    std::vector<Generation> generations; ///< abc: those that came to their end.
    std::optional<HistoryMatch> history; ///< history: as far as it came.
    std::vector<std::size_t> ensemble;   ///< Indices of trials; all sets weigh the same, and one may stand twice.
    std::map<std::vector<double>, Trial> earlier; ///< By values: of an earlier record, and not asked for so far.
    bool was_interrupted = false;
};

/// Called after each evaluation; of `all`, some may never be needed.
using CalibrationWatch = std::function<void(std::size_t done, std::size_t all, const Calibration& record)>;

/// Trials of an `earlier` record of the same seed, effort and version are taken from it: the search goes on where it
/// was interrupted, with the same result as without the interruption.
Calibration calibrate(const CalibrationPlan& plan, std::vector<Trial> earlier, const std::atomic<bool>* stop,
                      const CalibrationWatch& watch = {});

/// A target's distance: 0 at its value, 1 at a limit; open sides and signs count from the limit.
double distance(const Target& target, const Finding& finding);

/// The record as JSON (targets, priors, all trials, best point, ensemble).
std::string calibration_json(const Calibration& calibration);

/// The trials of a record in `file`, if it is one of this version, seed, effort, targets and priors.
/// Problems: "accord calibrate: --out: 'FILE' ...".
std::vector<Trial> earlier_trials(const std::string& file, const CalibrationPlan& plan, scenarios::Problems& problems);
/// The trials of a record that informs another: of this version, seed, effort, targets and ranges; where its priors
/// have their tops, in which waves it went and what it ruled out does not matter. Problems: "accord calibrate:
/// --informed-by: 'FILE' ...".
std::vector<Trial> informing_trials(const std::string& file, const CalibrationPlan& plan,
                                    scenarios::Problems& problems);

} // namespace experiments
