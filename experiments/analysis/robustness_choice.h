#pragma once
/// \file
/// Beyond one score: strategies no other beats in every outcome, how firm a recommendation is, and whether one strategy
/// is really better than another.

#include "experiments/analysis/robustness.h"

namespace experiments {

/// Is each point beaten by none (at least as good in all, better in one)? Equal points do not beat each other.
std::vector<bool> nondominated(const std::vector<std::vector<double>>& points, const std::vector<sim::Good>& good);

/// Volume between the points and a reference that all are measured from; every coordinate is minimised, points beyond
/// the reference add nothing. Slices by the last coordinate.
double hypervolume(std::vector<std::vector<double>> points, const std::vector<double>& reference);

/// Strategies as points of several outcomes.
struct ParetoFront {
    std::vector<std::vector<double>> points; ///< [strategy][outcome]: mean over worlds of the cells.
    std::vector<bool> is_front;
    std::vector<double> p_front;   ///< Share of replicate sets in which it is on the front; NaN with one replicate.
    std::vector<double> reference; ///< The worst of each outcome.
    Figure volume;                 ///< Hypervolume from the reference, ranges scaled to 1.
};
ParetoFront pareto(const std::vector<Payoffs>& outcomes, const std::vector<DecisionSettings>& settings,
                   const Resampling& how);

/// One way to shake a recommendation.
struct Shake {
    std::string what;           ///< "criteria", "replicates", "weights of outcomes", "weights of worlds", "all at once"
    std::vector<double> shares; ///< By strategy: how often it is best.
    std::size_t n = 0;          ///< Of how many.
};
/// Best by the mean over worlds of the outcomes scaled to 0 .. 1 and weighted equally, and how firmly.
struct Stability {
    std::size_t recommended = 0;
    bool is_ranked = true; ///< False: no strategy has its runs in every world.
    std::vector<Shake> shakes;
};
Stability stability(const std::vector<Payoffs>& outcomes, const std::vector<DecisionSettings>& settings,
                    const Resampling& how);

/// One strategy against a baseline, pair by pair.
struct PairResult {
    std::size_t strategy = 0;
    Estimate level, difference;                ///< Difference: strategy minus baseline.
    double p = absent;                         ///< Paired t test, two-sided.
    double p_better = absent, p_best = absent; ///< Shares of pairs
    double correlation = absent;               ///< Of the two within pairs.
    double variance_ratio = absent;            ///< Variance of the difference without pairing over that with it.
    double welch_half = absent;                ///< Half width that unpaired runs would have given.
    std::size_t runs_needed =
        0; ///< Pairs until the interval leaves out 0, if the difference is what it seems; 0: never.
};

/// All strategies against one, over pairs: replicates (means over worlds), or worlds where there is one replicate.
/// Where worlds are points of a design, a pair is a point (mean over replicates), the interval counts points and luck
/// (crossed.h), and correlation and ratio are those of luck within points. `world` picks one world; -1 takes all.
/// Runs that nothing pairs are compared by Welch's interval, the mean over worlds; chances are then those of runs drawn
/// at random, n counts the strategy's runs, and runs_needed is for each of the two.
std::vector<PairResult> compare_pairs(const Payoffs& payoffs, std::size_t baseline, sim::Good good, int world = -1);

/// Welch's interval of the difference of two independent samples.
struct Welch {
    double difference = absent, half = absent, degrees = absent, t = absent, p = absent;
};
Welch welch(const Estimate& a, const Estimate& b);
/// Correlation of pairs in which both are there.
double correlation(std::span<const double> a, std::span<const double> b);

/// Runs until the 95 % interval of a mean has at most this half width, by Student's t; 0 if never (10^9 and more).
std::size_t runs_for(double sd, double half_width);

} // namespace experiments
