#include "experiments/statistics/standing.h"

#include "experiments/statistics/crossed.h"
#include "experiments/statistics/distributions.h"
#include "scenarios/words.h"

#include <fmt/format.h>

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

std::vector<Standing> standings(std::size_t n, const std::function<Lead(std::size_t, std::size_t)>& lead,
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
            const Lead other = lead(j, i);
            const double p = one_sided_p(other.gap, other.degrees);
            if (p < one.p || (p == one.p && other.gap.mean > one.gap.mean))
                one.p = p, one.behind = j, one.gap = other.gap;
        }
        one.is_behind = one.p < error / static_cast<double>(comparisons);
    }
    return result;
}

std::vector<Standing> standings(const std::vector<std::vector<double>>& values, std::size_t n_points, sim::Good good,
                                std::size_t families, double error) {
    const auto lead = [&](std::size_t j, std::size_t i) {
        const Crossed gap = good == sim::Good::up ? crossed(paired_differences(values[j], values[i]), n_points)
                                                  : crossed(paired_differences(values[i], values[j]), n_points);
        return Lead{gap.mean, std::isnan(gap.degrees) ? static_cast<double>(gap.mean.n) - 1 : gap.degrees};
    };
    return standings(values.size(), lead, families, error);
}

std::string not_behind_words(const std::vector<std::string>& names, std::size_t n_others, std::string_view best) {
    const std::string others = scenarios::plural(n_others, "other");
    if (!names.empty())
        return fmt::format("Not clearly behind {}: {} ({} of {})", best, scenarios::listed(names), names.size(),
                           others);
    return fmt::format("{} is clearly ahead of the {} compared", scenarios::capital(std::string(best)), others);
}

std::string standing_words(std::size_t comparisons, std::string_view where, std::string_view what,
                           std::string_view tests) {
    const std::string under = where.empty() ? "" : fmt::format(" under the same {}", where),
                      every = where.empty() ? "" : fmt::format(" under every {}", where);
    return fmt::format("Not clearly behind: no other strategy{} is ahead by more than luck explains, at 5 % over all "
                       "{} of an outcome together ({}, Bonferroni), so in at least 95 of 100 such {} the truly best "
                       "strategy is among those named{}.",
                       under, scenarios::plural(comparisons, "comparison"), tests, what, every);
}

} // namespace experiments
