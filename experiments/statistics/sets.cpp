#include "experiments/statistics/sets.h"

#include "experiments/statistics/distributions.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

namespace experiments {
namespace {

/// Differences of each set from the usual runs with the same luck.
struct Shifts {
    std::vector<double> by_set; ///< Mean of each; NaN without a pair.
    double interplay = 0; ///< Variance of the mean of one that luck explains, on average; 0 where it cannot be told.
};

Shifts shifts_of(std::span<const double> usual, std::span<const double> in_sets, std::size_t n_sets) {
    Shifts shifts;
    const std::size_t width = in_sets.size() / n_sets;
    double squares = 0, degrees = 0, parts = 0, n_there = 0;
    for (std::size_t s = 0; s < n_sets; ++s) {
        std::vector<double> one;
        for (std::size_t i = s * width; i < (s + 1) * width; ++i)
            one.push_back(in_sets[i] - usual[i % usual.size()]);
        const Estimate shift = estimate(one);
        shifts.by_set.push_back(shift.mean);
        if (shift.n == 0) continue;
        n_there += 1, parts += 1 / static_cast<double>(shift.n);
        if (shift.n < 2) continue;
        squares += shift.sd * shift.sd * static_cast<double>(shift.n - 1);
        degrees += static_cast<double>(shift.n - 1);
    }
    if (degrees > 0) shifts.interplay = squares / degrees * parts / n_there;
    return shifts;
}

/// value +- t x sqrt(variance); exactly the value where nothing varies.
std::pair<double, double> interval(double value, double variance, double degrees) {
    if (std::isnan(variance) || degrees < 1) return {absent, absent};
    const double half = variance > 0 ? t_quantile(0.975, degrees) * std::sqrt(variance) : 0;
    return {value - half, value + half};
}

std::size_t n_there(std::span<const double> values) {
    return static_cast<std::size_t>(
        std::count_if(values.begin(), values.end(), [](double v) { return !std::isnan(v); }));
}

} // namespace

OverSets over_sets(std::span<const double> usual, std::span<const double> in_sets, std::size_t n_sets) {
    OverSets result;
    const Estimate own = estimate(usual);
    result.mean = own;
    result.luck_lo = own.lo, result.luck_hi = own.hi;
    result.luck = own.sd * own.sd;
    result.degrees = static_cast<double>(own.n) - 1;
    if (n_sets == 0 || usual.empty()) return result;
    const Shifts shifts = shifts_of(usual, in_sets, n_sets);
    const Estimate shift = estimate(shifts.by_set);
    for (const double one : shifts.by_set)
        result.by_set.push_back(own.mean + one);
    if (shift.n < 2) return result;
    const double between = shift.sd * shift.sd, n = static_cast<double>(shift.n);
    result.sets = std::max(0.0, between - shifts.interplay);
    const double of_sets = result.sets + between / n, of_luck = own.se * own.se;
    const double all = of_sets + of_luck, squares = of_sets * of_sets / (n - 1);
    result.degrees = own.n < 2 ? absent
                     : all > 0 ? all * all / (squares + of_luck * of_luck / static_cast<double>(own.n - 1))
                               : n + static_cast<double>(own.n) - 2;
    Estimate& mean = result.mean;
    mean.mean = own.mean + shift.mean;
    mean.n = own.n + n_there(in_sets);
    mean.se = std::sqrt(all);
    mean.sd = std::sqrt(result.sets + result.luck);
    std::tie(mean.lo, mean.hi) = interval(mean.mean, all, result.degrees);
    std::tie(result.luck_lo, result.luck_hi) = interval(mean.mean, of_luck, static_cast<double>(own.n) - 1);
    mean.lo = std::min(mean.lo, result.luck_lo), mean.hi = std::max(mean.hi, result.luck_hi);
    return result;
}

} // namespace experiments
