#pragma once
/// \file
/// Which strategy to choose when the world is uncertain: criteria of robust decision making over strategies x worlds x
/// replicates, each score with the interval that the replicates give it.

#include "experiments/analysis/table.h"
#include "experiments/statistics/bootstrap.h"

#include "sim/observable.h"

#include <string>
#include <vector>

namespace experiments {

/// One outcome of every strategy in every world; replicate r has the same luck everywhere.
struct Payoffs {
    std::string outcome;
    std::vector<std::string> strategies, worlds;
    std::size_t n_replicates = 0;
    std::vector<std::vector<std::vector<double>>> runs; ///< [strategy][world][replicate], NaN where absent.
    bool has_points = false; ///< Worlds are points of a design: a sample of what is uncertain, not a list of futures.
};

/// Payoffs of an output. Worlds are the words of the world column, else the distinct inputs, else one. Without a
/// strategy column every distinct row of inputs is a strategy. Without a replicate column the k-th row of a strategy
/// in a world is replicate k.
Payoffs payoffs_of(const Data& data, std::size_t output);

enum class Criterion {
    laplace,        ///< Mean over worlds.
    maximin,        ///< The worst world.
    maximax,        ///< The best world.
    hurwicz,        ///< optimism x best + (1 - optimism) x worst.
    minimax_regret, ///< Largest regret.
    mean_regret,    ///< Mean regret.
    p90_regret,     ///< 90 % quantile of regret (type 7).
    satisficing,    ///< Share of worlds that reach the threshold (Starr's domain criterion).
    signal_to_noise ///< Mean over population SD of the worlds; undefined where the SD is 0.
};
struct CriterionInfo {
    Criterion criterion;
    std::string id, summary;
    bool is_regret = false; ///< Smaller is better.
};
const std::vector<CriterionInfo>& criteria();

struct DecisionSettings {
    sim::Good good = sim::Good::up; ///< Direction of good of the outcome.
    double optimism = 0.6;
    double threshold = absent; ///< For satisficing; NaN leaves it out.
    double tail = 1.0;         ///< Share of the worst replicates that stands for a cell; 1 = the mean of all.
};

/// Cells [strategy][world]: means of the replicates (or of the worst of them) named in `chosen`; empty = all. A cell
/// without any of those takes all it has. A strategy that lacks a world in which another ran is NaN everywhere: the
/// worlds it lacks may be its worst.
std::vector<std::vector<double>> cells_of(const Payoffs& payoffs, const DecisionSettings& settings,
                                          const std::vector<std::uint32_t>& chosen = {});
/// How much better the best strategy does in each world; >= 0. Worlds where a strategy is absent are NaN for it.
std::vector<std::vector<double>> regrets(const std::vector<std::vector<double>>& cells, sim::Good good);
/// Scores by strategy, NaN where undefined.
std::vector<double> scores_of(const std::vector<std::vector<double>>& cells, Criterion criterion,
                              const DecisionSettings& settings);
/// Strategies with the best score, ties all (within 1e-12).
std::vector<std::size_t> best_of(const std::vector<double>& scores, Criterion criterion, sim::Good good);

/// One criterion's verdict.
struct Ranking {
    Criterion criterion = Criterion::laplace;
    std::vector<Figure> scores;    ///< By strategy; interval over replicate sets.
    std::vector<double> p_best;    ///< Share of replicate sets in which it is best; NaN with one replicate.
    std::vector<std::size_t> best; ///< Strategies
};

/// All criteria; satisficing only with a threshold. Replicates are resampled jointly, so common luck stays common.
std::vector<Ranking> rank(const Payoffs& payoffs, const DecisionSettings& settings, const Resampling& how);

} // namespace experiments
