#pragma once
/// \file
/// History matching (Craig, Goldstein, Seheult & Smith 1997; Vernon, Goldstein & Bower 2010, Bayesian Analysis 5:619):
/// which sets of values can be ruled out, given the findings, their errors and the model's own? In waves: the model is
/// run at some points of what is left, emulators of each finding are fitted to all runs so far, and draws from the
/// priors whose emulated findings lie more than `cut` SDs away are ruled out. The ensemble is drawn from what is left
/// by how likely the emulators make the findings there; each set of it is a draw from the priors of its own and is kept
/// only if the model itself, run there, is not implausible either.

#include "experiments/validation/coverage.h"
#include "experiments/validation/demand.h"
#include "experiments/validation/emulator.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace experiments {

struct HistoryPlan {
    std::uint64_t seed = 1;
    std::size_t waves = 3;
    std::size_t points = 240;    ///< Runs of the model a wave.
    std::size_t draws = 100'000; ///< From the priors, screened by emulators.
    std::size_t ensemble = 64;   ///< Sets wanted.
    std::size_t checks = 24;     ///< Runs that no emulator sees: they test emulators and coverage.
    double cut = 3;              ///< Implausibility beyond which a set is ruled out (Pukelsheim 1994: 3 SDs).
    CoveragePlan coverage{};
};

/// What a history match asks of its user.
struct HistoryProblem {
    std::size_t n_inputs = 0;
    /// Runs made before, which inform the emulators before the first wave: points, and what the model gave there
    /// [points x findings]. With none the first wave covers the ranges evenly.
    std::vector<std::vector<double>> known_at{};
    Eigen::MatrixXd known{};
    /// Draw number `index` from the priors [n_inputs], each in [0, 1]: the same for the same index.
    std::function<std::vector<double>(std::size_t index)> draw;
    /// What the model gives at points of the unit cube: [points x findings]; `step` names them in the record.
    std::function<Eigen::MatrixXd(const std::vector<std::vector<double>>& points, const std::string& step)> run;
    /// The demands, given the SD of each finding over the first wave [findings].
    std::function<std::vector<Demand>(const Eigen::VectorXd& spread)> demands;
};

/// How the emulator of one finding did in a wave.
struct EmulatorInWave {
    double explained = 0, within_two = 0; ///< See Emulator.
    double ruled_out = 0;                 ///< Share of draws that this finding alone rules out.
    std::vector<std::size_t> active;      ///< Inputs that it depends on.
};
struct HistoryWave {
    std::size_t runs = 0; ///< Of the model, so far.
    double left = 1;      ///< Share of the draws not ruled out so far.
    std::vector<EmulatorInWave> findings;
};

/// A set of the ensemble.
struct HistoryMember {
    std::size_t draw = 0;      ///< Its lineage: the number of its own draw from the priors.
    std::vector<double> at;    ///< [n_inputs]
    double implausibility = 0; ///< Largest over the findings, by the model.
};

struct HistoryMatch {
    std::vector<Demand> demands;
    std::vector<HistoryWave> waves;
    double smallest = 0;   ///< Least implausibility that any draw has, by the last emulators.
    double tempering = 1;  ///< Power of the likelihood in drawing the ensemble; below 1: wider than the posterior.
    double effective = 0;  ///< Draws from the priors that the ensemble's weights are worth.
    std::size_t tried = 0; ///< Sets run for the ensemble; those not in it were implausible by the model.
    std::vector<HistoryMember> ensemble;
    double checks_within_two = 0; ///< Share of findings of the check runs within two predicted SDs.
    Coverage coverage;
};

/// Runs it all. `after_wave` is called after each wave. The same plan and problem give the same result; nothing is run
/// twice that `run` remembers. Where nothing is left, the ensemble is empty: the model cannot meet the findings.
HistoryMatch match_history(const HistoryPlan& plan, const HistoryProblem& problem,
                           const std::function<void(const HistoryMatch&)>& after_wave = {});

} // namespace experiments
