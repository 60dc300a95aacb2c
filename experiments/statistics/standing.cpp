#include "experiments/statistics/standing.h"

#include "experiments/statistics/crossed.h"
#include "experiments/statistics/distributions.h"

#include <cmath>

namespace experiments {
namespace {

/// Chance of a mean gap at least this large if the true one were 0; a gap without spread is no luck.
double one_sided_p(const Estimate& gap, double degrees) {
    if (gap.n < 2 || std::isnan(gap.se)) return 1;
    if (gap.se <= 0) return gap.mean > 0 ? 0 : 1;
    const double half = 0.5 * t_two_sided_p(gap.mean / gap.se, degrees);
    return gap.mean > 0 ? half : 1 - half;
}

} // namespace

std::vector<Standing> standings(std::size_t n, const std::function<MeanGap(std::size_t, std::size_t)>& gap,
                                std::size_t families, double error) {
    std::vector<Standing> result(n);
    if (n < 2) return result;
    const std::size_t comparisons = (n - 1) * families;
    for (std::size_t i = 0; i < n; ++i) {
        Standing& one = result[i];
        one.behind = i;
        one.comparisons = comparisons;
        for (std::size_t j = 0; j < n; ++j) {
            if (j == i) continue;
            const MeanGap ahead = gap(j, i);
            const double degrees = std::isnan(ahead.degrees) ? static_cast<double>(ahead.mean.n) - 1 : ahead.degrees;
            const double p = one_sided_p(ahead.mean, degrees);
            if (p < one.p || (p == one.p && ahead.mean.mean > one.gap.mean))
                one.p = p, one.behind = j, one.gap = ahead.mean;
        }
        one.is_behind = one.p < error / static_cast<double>(comparisons);
    }
    return result;
}

std::vector<Standing> standings(const std::vector<std::vector<double>>& values, std::size_t n_points, sim::Good good,
                                std::size_t families, double error) {
    const auto gap = [&](std::size_t j, std::size_t i) {
        const Crossed ahead = good == sim::Good::up ? crossed(paired_differences(values[j], values[i]), n_points)
                                                    : crossed(paired_differences(values[i], values[j]), n_points);
        return MeanGap{ahead.mean, ahead.degrees};
    };
    return standings(values.size(), gap, families, error);
}

} // namespace experiments
