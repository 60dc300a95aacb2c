#include "experiments/analysis/sensitivity_screening.h"

#include "sim/assert.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

namespace experiments {
namespace {

using Inputs = std::vector<std::vector<double>>;

/// One move of one factor.
struct Move {
    std::size_t factor = 0;
    double effect = absent;
    double noise_variance = absent; ///< Of the effect; NaN with one replicate.
};

/// Factors in which two rows differ.
std::vector<std::size_t> moved(const Inputs& inputs, std::size_t from, std::size_t to,
                               const std::vector<std::size_t>& factors) {
    std::vector<std::size_t> result;
    for (std::size_t k = 0; k < factors.size(); ++k)
        if (inputs[from][k] != inputs[to][k] && std::find(result.begin(), result.end(), factors[k]) == result.end())
            result.push_back(factors[k]);
    return result;
}

/// The move's length as a share of the range, signed by its first input; groups count without sign.
double length_of(const Inputs& inputs, std::size_t from, std::size_t to, const std::vector<std::size_t>& factors,
                 std::size_t factor, const EffectScale& scale) {
    double length = 0.0;
    std::size_t n_inputs = 0;
    for (std::size_t k = 0; k < factors.size(); ++k) {
        if (factors[k] != factor) continue;
        ++n_inputs;
        const double share = (inputs[to][k] - inputs[from][k]) / (scale.high[k] - scale.low[k]);
        if (std::abs(share) > std::abs(length)) length = share;
    }
    if (scale.step > 0) length = std::copysign(scale.step, length);
    return n_inputs > 1 ? std::abs(length) : length;
}

Move move_of(const RunTable& runs, std::size_t from, std::size_t to, std::size_t factor, double length) {
    const Estimate change = estimate(paired_differences(runs[to], runs[from]));
    return {factor, change.mean / length, change.se * change.se / (length * length)};
}

/// The moves of one block of D + 1 rows.
std::vector<Move> moves_of(const Inputs& inputs, const RunTable& runs, const std::vector<std::size_t>& factors,
                           std::size_t begin, std::size_t n, const EffectScale& scale) {
    std::vector<Move> moves;
    for (std::size_t i = begin + 1; i <= begin + n; ++i) {
        std::size_t from = begin; // a star, unless the row lies further off
        std::vector<std::size_t> changed = moved(inputs, from, i, factors);
        if (changed.size() > 1) changed = moved(inputs, from = i - 1, i, factors);
        if (changed.size() != 1) continue;
        const double length = length_of(inputs, from, i, factors, changed[0], scale);
        const Move move = move_of(runs, from, i, changed[0], length);
        if (std::isfinite(move.effect)) moves.push_back(move);
    }
    return moves;
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
    const std::size_t n = *std::max_element(factors.begin(), factors.end()) + 1;
    ACCORD_ASSERT(inputs.size() % (n + 1) == 0 && inputs.size() == runs.size());
    std::vector<std::vector<double>> effects(n), noises(n);
    for (std::size_t begin = 0; begin < inputs.size(); begin += n + 1)
        for (const Move& move : moves_of(inputs, runs, factors, begin, n, scale)) {
            effects[move.factor].push_back(move.effect);
            noises[move.factor].push_back(move.noise_variance);
        }
    std::vector<Effects> result(n);
    for (std::size_t f = 0; f < n; ++f) {
        const Estimate all = estimate(effects[f]);
        const bool is_group = std::count(factors.begin(), factors.end(), f) > 1;
        result[f].n = all.n;
        result[f].sigma = all.sd;
        if (!is_group) result[f].mu = all.mean;
        if (all.n > 0) result[f].mu_star = bootstrap(effects[f], mean_size, how, IntervalKind::percentile);
        result[f].noise = std::sqrt(estimate(noises[f]).mean);
    }
    return result;
}

std::vector<Swing> swings(const Inputs& inputs, const RunTable& runs) {
    std::vector<Swing> result;
    for (std::size_t k = 0; k < inputs.front().size(); ++k) {
        Swing swing{inputs[0][k], inputs[0][k], {}, {}, absent};
        std::size_t low = 0, high = 0;
        for (std::size_t i = 1; i < inputs.size(); ++i) {
            bool moves_alone = inputs[i][k] != inputs[0][k];
            for (std::size_t m = 0; m < inputs[i].size(); ++m)
                moves_alone = moves_alone && (m == k || inputs[i][m] == inputs[0][m]);
            if (!moves_alone) continue;
            if (inputs[i][k] < swing.low_value) swing.low_value = inputs[i][k], low = i;
            if (inputs[i][k] > swing.high_value) swing.high_value = inputs[i][k], high = i;
        }
        swing.low = estimate(paired_differences(runs[low], runs[0]));
        swing.high = estimate(paired_differences(runs[high], runs[0]));
        swing.size = std::abs(swing.high.mean - swing.low.mean);
        result.push_back(swing);
    }
    return result;
}

} // namespace experiments
