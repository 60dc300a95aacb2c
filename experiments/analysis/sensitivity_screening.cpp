#include "experiments/analysis/sensitivity_screening.h"

#include "sim/assert.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace experiments {
namespace {

using Inputs = std::vector<std::vector<double>>;

/// One move of one factor.
struct Move {
    std::size_t factor = 0;
    double effect = absent;
    double noise_variance = absent; ///< Of the effect; NaN with one replicate.
};

/// The move's length as a share of the range, signed by its first input; groups count without sign.
double length_of(const Inputs& inputs, std::size_t from, std::size_t to, const std::vector<std::size_t>& factors,
                 std::size_t factor, const EffectScale& scale) {
    double length = 0.0;
    std::size_t n_inputs = 0;
    for (std::size_t k = 0; k < factors.size(); ++k) {
        if (factors[k] != factor) continue;
        ++n_inputs;
        const bool is_words = k < scale.is_words.size() && scale.is_words[k];
        const double share = is_words ? double(inputs[to][k] != inputs[from][k])
                                      : (inputs[to][k] - inputs[from][k]) / (scale.high[k] - scale.low[k]);
        if (std::abs(share) > std::abs(length)) length = share;
    }
    if (scale.step > 0) length = std::copysign(scale.step, length);
    return n_inputs > 1 ? std::abs(length) : length;
}

Move move_of(const RunTable& runs, std::size_t from, std::size_t to, std::size_t factor, double length) {
    const Estimate change = estimate(paired_differences(runs[to], runs[from]));
    return {factor, change.mean / length, change.se * change.se / (length * length)};
}

double mean_size(std::span<const double> effects) {
    double sum = 0;
    for (const double effect : effects)
        sum += std::abs(effect);
    return sum / static_cast<double>(effects.size());
}

} // namespace

double Effects::sigma_without_noise() const { return std::sqrt(std::max(0.0, sigma * sigma - noise * noise)); }

double Effects::mu_star_of_noise() const { return noise * std::sqrt(2 / std::numbers::pi); }

std::vector<Effects> morris_effects(const Inputs& inputs, const RunTable& runs, const std::vector<std::size_t>& factors,
                                    const EffectScale& scale, const Resampling& how) {
    return morris_effects(inputs, runs, factors, find_steps(inputs, factors).steps, scale, how);
}

std::vector<Effects> morris_effects(const Inputs& inputs, const RunTable& runs, const std::vector<std::size_t>& factors,
                                    const std::vector<Step>& steps, const EffectScale& scale, const Resampling& how) {
    const std::size_t n = *std::max_element(factors.begin(), factors.end()) + 1;
    ACCORD_ASSERT(inputs.size() == runs.size());
    std::vector<std::vector<double>> effects(n), noises(n);
    for (const Step& step : steps) {
        const double length = length_of(inputs, step.from, step.to, factors, step.factor, scale);
        const Move move = move_of(runs, step.from, step.to, step.factor, length);
        if (!std::isfinite(move.effect)) continue;
        effects[move.factor].push_back(move.effect);
        noises[move.factor].push_back(move.noise_variance);
    }
    std::vector<Effects> result(n);
    for (std::size_t f = 0; f < n; ++f) {
        const Estimate all = estimate(effects[f]);
        bool is_group = std::count(factors.begin(), factors.end(), f) > 1; // words have no direction either
        for (std::size_t k = 0; k < factors.size(); ++k)
            is_group = is_group || (factors[k] == f && k < scale.is_words.size() && scale.is_words[k]);
        result[f].n = all.n;
        result[f].sigma = all.sd;
        if (!is_group) result[f].mu = all.mean;
        if (all.n > 0) result[f].mu_star = bootstrap(effects[f], mean_size, how, IntervalKind::percentile);
        result[f].noise = std::sqrt(estimate(noises[f]).mean);
    }
    return result;
}

std::size_t baseline_of(const Inputs& inputs) {
    const std::size_t n_inputs = inputs.front().size();
    const auto differing = [&](std::size_t a, std::size_t b) {
        std::size_t n = 0;
        for (std::size_t k = 0; k < n_inputs; ++k)
            n += inputs[a][k] != inputs[b][k];
        return n;
    };
    for (std::size_t base = 0; base < inputs.size(); ++base) {
        std::size_t row = 0;
        while (row < inputs.size() && differing(base, row) <= 1)
            ++row;
        if (row == inputs.size()) return base;
    }
    return inputs.size();
}

std::vector<Swing> swings(const Inputs& inputs, const RunTable& runs, std::size_t base) {
    std::vector<Swing> result;
    for (std::size_t k = 0; k < inputs.front().size(); ++k) {
        Swing swing{inputs[base][k], inputs[base][k], {}, {}, absent};
        std::size_t low = base, high = base;
        for (std::size_t i = 0; i < inputs.size(); ++i) {
            bool moves_alone = inputs[i][k] != inputs[base][k];
            for (std::size_t m = 0; m < inputs[i].size(); ++m)
                moves_alone = moves_alone && (m == k || inputs[i][m] == inputs[base][m]);
            if (!moves_alone) continue;
            if (inputs[i][k] < swing.low_value) swing.low_value = inputs[i][k], low = i;
            if (inputs[i][k] > swing.high_value) swing.high_value = inputs[i][k], high = i;
        }
        swing.low = estimate(paired_differences(runs[low], runs[base]));
        swing.high = estimate(paired_differences(runs[high], runs[base]));
        swing.size = std::abs(swing.high.mean - swing.low.mean);
        result.push_back(swing);
    }
    return result;
}

} // namespace experiments
