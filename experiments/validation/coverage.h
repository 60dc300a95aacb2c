#pragma once
/// \file
/// Simulation-based calibration (Talts et al. 2018): is the inference right where the truth is known? Truths are drawn
/// from the priors, findings made from them, and the place of each true value in its posterior noted: over many truths
/// those places must be uniform, and 90 % of intervals of 90 % must hold the truth.

#include "experiments/validation/demand.h"
#include "experiments/validation/emulator.h"

#include <cstdint>
#include <vector>

namespace experiments {

struct CoveragePlan {
    std::size_t truths = 200; ///< Made by the emulators.
    std::size_t draws = 8000; ///< From the priors, that a posterior weighs.
    std::size_t bins = 10;    ///< Of the histogram of places.
};

struct Coverage {
    std::size_t truths = 0;             ///< By the emulators.
    double half = 0, nine_tenths = 0;   ///< Share of central 50 % and 90 % intervals that hold the truth.
    std::vector<std::size_t> histogram; ///< [bins] Places of true values, all parameters together.
    double least_p = 1;                 ///< Smallest p of uniformity over parameters, times their number (Bonferroni).
    double effective = 0;               ///< Median number of draws that a posterior is worth.
    std::size_t runs = 0;               ///< Truths whose findings the model itself made.
    double half_by_model = 0, nine_tenths_by_model = 0;
};

/// Draws with what the emulators say of them.
struct EmulatedDraws {
    Points at;                      ///< [draws x inputs]
    Eigen::MatrixXd mean, variance; ///< [draws x findings]
};

/// Log likelihood of findings at each draw [draws].
Eigen::VectorXd log_likelihoods(const std::vector<Demand>& findings, const EmulatedDraws& draws);

/// Posterior weights of draws, given findings, summing to 1, and how many equal draws they are worth.
struct Weights {
    Eigen::VectorXd of;
    double effective = 0;
};
/// Weights from logarithms (any constant added to all changes nothing).
Weights weights_of(Eigen::VectorXd logarithms);

/// The findings that truth number `row` would have, errors and all, as demands: values around, or limits met or not.
std::vector<Demand> made_findings(const std::vector<Demand>& demands, const Eigen::VectorXd& mean,
                                  const Eigen::VectorXd& variance, std::uint64_t seed, std::size_t truth);

/// `pool` are the draws that posteriors weigh, `truths` others; `runs` are points at which the model gave
/// `run_findings` [runs x findings].
Coverage coverage(const CoveragePlan& plan, std::uint64_t seed, const std::vector<Demand>& demands,
                  const EmulatedDraws& pool, const EmulatedDraws& truths, const Points& runs,
                  const Eigen::MatrixXd& run_findings);

} // namespace experiments
