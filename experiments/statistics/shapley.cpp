#include "experiments/statistics/shapley.h"

#include <bit>
#include <cmath>
#include <numeric>

namespace experiments {

std::vector<double> shapley(std::span<const double> worth) {
    const auto n = static_cast<std::size_t>(std::bit_width(worth.size()) - 1);
    std::vector<double> weight(n); // of a marginal contribution to a coalition of so many others: s! (n - s - 1)! / n!
    for (std::size_t s = 0; s < n; ++s)
        weight[s] = std::exp(std::lgamma(static_cast<double>(s) + 1) + std::lgamma(static_cast<double>(n - s)) -
                             std::lgamma(static_cast<double>(n) + 1));
    std::vector<double> values(n, 0.0);
    for (std::size_t m = 0; m < worth.size(); ++m)
        for (std::size_t i = 0; i < n; ++i)
            if (const std::size_t bit = std::size_t{1} << i; (m & bit) == 0)
                values[i] += weight[static_cast<std::size_t>(std::popcount(m))] * (worth[m | bit] - worth[m]);
    return values;
}

Shares shares_of(const std::vector<std::vector<double>>& values) {
    Shares result;
    std::vector<double> wholes;
    for (const std::vector<double>& row : values)
        wholes.push_back(std::accumulate(row.begin(), row.end(), 0.0));
    result.whole = estimate(wholes);
    if (result.whole.n == 0 || result.whole.mean == 0) return result;
    for (std::size_t i = 0; i < values.front().size(); ++i) {
        std::vector<double> own, left; // value; what it is off its share of its replicate's whole
        for (std::size_t r = 0; r < values.size(); ++r)
            own.push_back(std::isnan(wholes[r]) ? absent : values[r][i]);
        const double share = estimate(own).mean / result.whole.mean;
        for (std::size_t r = 0; r < values.size(); ++r)
            left.push_back(own[r] - share * wholes[r]);
        const Estimate error = estimate(left);
        result.mean.push_back(share);
        result.error.push_back(0.5 * (error.hi - error.lo) / std::abs(result.whole.mean));
    }
    return result;
}

} // namespace experiments
