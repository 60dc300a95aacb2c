#include "experiments/analysis/layout.h"

#include "experiments/analysis/sensitivity_importance.h"
#include "experiments/statistics/statistics.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <set>
#include <span>

namespace experiments {
namespace {

std::size_t n_factors_of(const std::vector<std::size_t>& factors) {
    return *std::max_element(factors.begin(), factors.end()) + 1;
}

/// The step that ends in row `to` of the block that begins at `begin`: of a star, else of a trajectory.
struct Found {
    Step step;
    std::size_t n_moved = 0;
};
Found step_to(const InputRows& inputs, std::size_t begin, std::size_t to, const std::vector<std::size_t>& factors) {
    std::size_t from = begin;
    std::vector<std::size_t> moved = moved_factors(inputs, from, to, factors);
    if (moved.size() > 1) moved = moved_factors(inputs, from = to - 1, to, factors);
    return {{from, to, moved.empty() ? 0 : moved.front()}, moved.size()};
}

/// Blocks as they should be; false at the first row that breaks one.
bool take_blocks(const InputRows& inputs, const std::vector<std::size_t>& factors, Steps& result) {
    const std::size_t block = n_factors_of(factors) + 1;
    for (std::size_t begin = 0; begin < inputs.size(); begin += block) {
        std::set<std::size_t> seen;
        for (std::size_t to = begin + 1; to < std::min(begin + block, inputs.size()); ++to) {
            const Found found = step_to(inputs, begin, to, factors);
            if (found.n_moved > 1 || (found.n_moved == 1 && !seen.insert(found.step.factor).second)) {
                result.first_break = to;
                return false;
            }
            if (found.n_moved == 0)
                ++result.n_still;
            else
                result.steps.push_back(found.step);
        }
    }
    return inputs.size() % block == 0;
}

/// Steps wherever one row follows from the last, or from where its trajectory began.
void take_pieces(const InputRows& inputs, const std::vector<std::size_t>& factors, Steps& result) {
    const std::size_t d = n_factors_of(factors);
    std::size_t begin = 0;
    std::set<std::size_t> seen;
    for (std::size_t to = 1; to < inputs.size(); ++to) {
        const Found found = step_to(inputs, begin, to, factors);
        const bool is_step = found.n_moved == 1 && to - begin <= d && seen.insert(found.step.factor).second;
        if (is_step)
            result.steps.push_back(found.step);
        else
            begin = to, seen.clear();
    }
}

/// Takes out steps of another length than most of their input's.
void drop_odd_lengths(const InputRows& inputs, const std::vector<std::size_t>& factors, Steps& result) {
    for (std::size_t k = 0; k < factors.size(); ++k) {
        if (std::count(factors.begin(), factors.end(), factors[k]) > 1) continue;
        const auto length = [&](const Step& step) { return std::abs(inputs[step.to][k] - inputs[step.from][k]); };
        std::map<long long, std::size_t> times; // in millionths of the longest
        double longest = 0;
        std::size_t n = 0, most = 0;
        for (const Step& step : result.steps)
            if (step.factor == factors[k]) longest = std::max(longest, length(step));
        const auto bin = [&](const Step& step) { return std::llround(1e6 * length(step) / longest / 10); };
        for (const Step& step : result.steps)
            if (step.factor == factors[k]) ++n, most = std::max(most, ++times[bin(step)]);
        if (10 * most < 6 * n || most == n) continue;
        std::erase_if(result.steps,
                      [&](const Step& step) { return step.factor == factors[k] && times[bin(step)] < most; });
    }
}

/// Share of the variance of a wave at a frequency and its multiples.
double share_at(std::span<const double> wave, std::size_t frequency) {
    const Estimate all = estimate(wave);
    const auto n = static_cast<double>(wave.size());
    const double variance = all.sd * all.sd * (n - 1) / n;
    double carried = 0;
    for (std::size_t f = frequency; f <= wave.size() / 2; f += frequency) {
        double cosine = 0, sine = 0;
        const double step = 2.0 * std::numbers::pi * static_cast<double>(f) / n;
        for (std::size_t i = 0; i < wave.size(); ++i) {
            cosine += (wave[i] - all.mean) * std::cos(step * static_cast<double>(i));
            sine += (wave[i] - all.mean) * std::sin(step * static_cast<double>(i));
        }
        carried += 2 * (cosine * cosine + sine * sine) / (n * n);
    }
    return variance > 0 ? carried / variance : 0;
}

} // namespace

std::vector<std::size_t> moved_factors(const InputRows& inputs, std::size_t from, std::size_t to,
                                       const std::vector<std::size_t>& factors) {
    std::vector<std::size_t> result;
    for (std::size_t k = 0; k < factors.size(); ++k)
        if (inputs[from][k] != inputs[to][k] && std::find(result.begin(), result.end(), factors[k]) == result.end())
            result.push_back(factors[k]);
    return result;
}

Steps find_steps(const InputRows& inputs, const std::vector<std::size_t>& factors) {
    const std::size_t d = n_factors_of(factors), n = inputs.size();
    Steps result;
    result.n_possible = n * d / (d + 1);
    result.first_break = n;
    result.is_whole = take_blocks(inputs, factors, result);
    if (result.is_whole) return result;
    result.steps.clear();
    result.n_still = 0;
    take_pieces(inputs, factors, result);
    drop_odd_lengths(inputs, factors, result);
    return result;
}

std::size_t first_curve_off(const InputRows& inputs, std::size_t n) {
    constexpr std::size_t harmonics = 4; // as in the design
    constexpr double enough = 0.7;       // of the variance; points at random carry an eighth
    const std::size_t own = (n - 1) / (2 * harmonics), n_curves = inputs.size() / n;
    for (std::size_t c = 0; c < n_curves; ++c) {
        const std::size_t k = c % inputs.front().size();
        std::vector<double> wave;
        for (std::size_t i = c * n; i < (c + 1) * n; ++i)
            wave.push_back(inputs[i][k]);
        // By ranks, so that logarithms and other scales of the design do not matter.
        if (own == 0 || share_at(ranks_of(wave), own) < enough) return c;
    }
    return n_curves;
}

std::size_t first_repeated_block(const InputRows& inputs, std::size_t size) {
    const std::size_t n = inputs.size() / size;
    const auto at = [&](std::size_t block) { return inputs.begin() + static_cast<std::ptrdiff_t>(block * size); };
    const auto are_equal = [&](std::size_t a, std::size_t b) {
        return std::equal(at(a), at(a) + static_cast<std::ptrdiff_t>(size), at(b));
    };
    std::map<InputRows, std::size_t> seen;
    std::size_t first = n, earlier = 0, n_repeated = 0;
    for (std::size_t block = 0; block < n; ++block) {
        const auto [it, is_new] =
            seen.emplace(InputRows(at(block), at(block) + static_cast<std::ptrdiff_t>(size)), block);
        n_repeated += !is_new;
        if (!is_new && first == n) first = block, earlier = it->second;
    }
    if (first == n) return n;
    bool is_again = earlier == 0 && n % first == 0 && n > 1;
    for (std::size_t block = first; is_again && block < n; ++block)
        is_again = are_equal(block, block - first);
    std::size_t finest = 0; // distinct values of the input that has most
    for (std::size_t k = 0; k < inputs.front().size(); ++k) {
        std::set<double> values;
        for (std::size_t block = 0; block < n; ++block)
            values.insert(inputs[block * size][k]);
        finest = std::max(finest, values.size());
    }
    const bool is_fine = 2 * finest > n - n_repeated && finest > 12;
    return is_again || is_fine ? first : n;
}

} // namespace experiments
