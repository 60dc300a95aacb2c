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
    /// False: nothing numbers the runs, so those of a cell are independent of all others and lie in rising order (the
    /// order of rows decides nothing); `n_replicates` is the largest number of them.
    bool is_paired = true;
    std::vector<std::vector<bool>> is_short{}; ///< [strategy][world]: planned runs are not done yet; empty = none.
};

/// Payoffs of an output. Worlds are the words of the world column and the distinct inputs, else one. Without a strategy
/// column every distinct row of inputs is a strategy.
Payoffs payoffs_of(const Data& data, std::size_t output);

/// Strategies of which no run has its like among the baseline's: no world and replicate in which both were run.
struct Stranger {
    std::string strategy;
    std::string why; ///< "no replicate of B is one of A (A: 1, 2, 3; B: 4, 5, 6)"
};
std::vector<Stranger> strangers(const Data& data, const std::string& baseline);

/// What was taken out of a comparison because runs are still to come.
struct LeftOut {
    std::vector<std::string> strategies; ///< They lack runs that others have.
    std::size_t n_worlds = 0;            ///< Points of a design in which some strategy lacks runs.
};
/// Empties what is short, so that it is not ranked: of a design the points, elsewhere the strategies.
LeftOut drop_short(Payoffs& payoffs);

enum class Criterion {
    laplace,        ///< Mean over worlds.
    maximin,        ///< The worst world.
    maximax,        ///< The best world.
    hurwicz,        ///< optimism x best + (1 - optimism) x worst.
    minimax_regret, ///< Largest regret.
    mean_regret,    ///< Mean regret.
    p90_regret,     ///< 90 % quantile of regret (type 7).
    satisficing,    ///< Share of worlds that reach the threshold (Starr's domain criterion).
    /// Where more is better: mean over population SD of the worlds, undefined where the SD is 0; where less is better:
    /// the root of the mean square (Taguchi's smaller-the-better), least. Undefined for negative numbers.
    signal_to_noise,
    undesirable_deviations ///< Sum over worlds of what they fall behind the strategy's median (McPhail et al. 2018).
};
struct CriterionInfo {
    Criterion criterion;
    std::string id, summary;
    bool is_regret = false;  ///< Taken from regrets.
    bool is_smaller = false; ///< Smaller is better, whatever the direction of good.
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
/// The same of replicates drawn with replacement for resample `b`: jointly over strategies and worlds where they share
/// their luck, else cell by cell.
std::vector<std::vector<double>> drawn_cells(const Payoffs& payoffs, const DecisionSettings& settings,
                                             const Resampling& how, std::size_t b);
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

/// Why a criterion has no meaning for these cells: "satisficing needs --threshold"; "" if it has.
std::string why_left_out(Criterion criterion, const std::vector<std::vector<double>>& cells,
                         const DecisionSettings& settings);

/// All criteria that have a meaning. Replicates are resampled jointly, so common luck stays common.
std::vector<Ranking> rank(const Payoffs& payoffs, const DecisionSettings& settings, const Resampling& how);

} // namespace experiments
