#pragma once
/// \file
/// Which inputs matter at all: elementary effects of Morris' trajectories and stars, and one input at a time.

#include "experiments/analysis/layout.h"
#include "experiments/analysis/sensitivity.h"

namespace experiments {

/// Elementary effects of one factor: change of the output by change of the input on its unit scale.
struct Effects {
    double mu = absent;    ///< Mean; NaN for a group, whose inputs may move against each other.
    Figure mu_star;        ///< Mean of the size, interval over trajectories.
    double sigma = absent; ///< SD: curvature and interactions, and noise.
    double noise = absent; ///< What replicates alone add to an effect, as an SD; NaN with one replicate.
    std::size_t n = 0;     ///< Effects that could be taken.

    /// SD of effects with the noise taken out; NaN with one replicate.
    double sigma_without_noise() const;
    /// The mu* that noise alone would give an input without any effect: noise sqrt(2 / pi).
    double mu_star_of_noise() const;
};

/// How inputs are measured.
struct EffectScale {
    std::vector<double> low, high; ///< Ends of each input; an effect is per whole range.
    double step = 0.0;             ///< If above 0, every move counts as this share of the range (grids: delta).
    std::vector<bool> is_words{};  ///< By input: places of words, of which any change is one step without direction.
};

/// Effects by factor from blocks of D + 1 rows, trajectories or stars (told apart by the inputs). `factors`: factor of
/// each input. Moves from or to failed points are left out.
std::vector<Effects> morris_effects(const std::vector<std::vector<double>>& inputs, const RunTable& runs,
                                    const std::vector<std::size_t>& factors, const EffectScale& scale,
                                    const Resampling& how);
/// The same of steps that were found before (layout.h).
std::vector<Effects> morris_effects(const std::vector<std::vector<double>>& inputs, const RunTable& runs,
                                    const std::vector<std::size_t>& factors, const std::vector<Step>& steps,
                                    const EffectScale& scale, const Resampling& how);

/// One bar of a tornado: outputs at the lowest and highest value tried of an input, all others at the baseline.
struct Swing {
    double low_value = absent, high_value = absent; ///< Of the input
    Estimate low, high;                             ///< Changes from the baseline, paired by replicate.
    double size = absent;                           ///< |output at high - output at low|
};

/// The row that all others differ from in at most one input; the number of rows if there is none.
std::size_t baseline_of(const std::vector<std::vector<double>>& inputs);

/// Swings of all inputs; the baseline is row `base`. Rows that move more than one input are ignored.
std::vector<Swing> swings(const std::vector<std::vector<double>>& inputs, const RunTable& runs, std::size_t base = 0);

} // namespace experiments
