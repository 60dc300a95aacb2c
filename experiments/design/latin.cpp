// Latin hypercubes: random, maximin, correlated, constrained, doubled.
#include "experiments/design/methods.h"
#include "experiments/statistics/chance.h"
#include "sim/error.h"
#include "sim/id.h"
#include "sim/mathematics.h"

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace experiments {
namespace {

/// Chance of one size of the growing hypercube and of one input, so that doubling changes nothing before it.
Chance chance_of(const DesignSpec& spec, Purpose purpose, std::size_t size, std::size_t input) {
    return {spec.seed, purpose, sim::key_of(sim::Key{size}, sim::Key{input})};
}

/// Strata 0 .. size-1 of one input that no row fills yet.
std::vector<std::size_t> empty_strata(const Rows& rows, std::size_t input, std::size_t size) {
    std::vector<bool> is_filled(size, false);
    for (const auto& row : rows)
        is_filled[std::min(static_cast<std::size_t>(row[input] * static_cast<double>(size)), size - 1)] = true;
    std::vector<std::size_t> strata;
    for (std::size_t s = 0; s < size; ++s)
        if (!is_filled[s]) strata.push_back(s);
    return strata;
}

/// Fills up to `size` rows: one new point in each empty stratum of every input.
void fill(const DesignSpec& spec, std::size_t size, Rows& rows) {
    const std::size_t old = rows.size(), d = spec.inputs.size();
    Rows added(size - old, std::vector<double>(d));
    for (std::size_t k = 0; k < d; ++k) {
        const std::vector<std::size_t> strata = empty_strata(rows, k, size);
        const auto order = chance_of(spec, Purpose::order, size, k).permutation(strata.size());
        Chance jitter = chance_of(spec, Purpose::jitter, size, k);
        for (std::size_t i = 0; i < added.size(); ++i)
            added[i][k] = (static_cast<double>(strata[order[i]]) + jitter.uniform()) / static_cast<double>(size);
    }
    rows.insert(rows.end(), added.begin(), added.end());
}

/// Sum of distance^-15 from row `i` to all others: small when it lies far from all (Morris & Mitchell 1995).
double crowding(const Rows& rows, std::size_t i, std::size_t skip) {
    double sum = 0.0;
    for (std::size_t j = 0; j < rows.size(); ++j) {
        if (j == i || j == skip) continue;
        double square = 1e-24;
        for (std::size_t k = 0; k < rows[i].size(); ++k)
            square += (rows[i][k] - rows[j][k]) * (rows[i][k] - rows[j][k]);
        const double inverse = 1.0 / square, fourth = inverse * inverse * inverse * inverse;
        sum += fourth * fourth / std::sqrt(inverse); // (1/d^2)^7.5
    }
    return sum;
}

/// Swaps coordinates of rows from `first` on as long as that spreads the points.
void spread_out(const DesignSpec& spec, std::size_t first, Rows& rows) {
    const auto n = static_cast<std::uint32_t>(rows.size() - first);
    if (n < 2) return;
    Chance chance = chance_of(spec, Purpose::order, rows.size(), spec.inputs.size());
    const std::size_t tries = std::min<std::size_t>(std::size_t{200} * n, 20'000'000 / rows.size());
    for (std::size_t t = 0; t < tries; ++t) {
        const std::size_t a = first + chance.below(n), b = first + chance.below(n);
        const std::size_t k = chance.below(static_cast<std::uint32_t>(spec.inputs.size()));
        if (a == b) continue;
        const double before = crowding(rows, a, b) + crowding(rows, b, a);
        std::swap(rows[a][k], rows[b][k]);
        if (crowding(rows, a, b) + crowding(rows, b, a) >= before) std::swap(rows[a][k], rows[b][k]);
    }
}

/// Orders each column from row `first` on so that ranks follow the wanted correlations (Iman & Conover 1982).
void correlate(const DesignSpec& spec, std::size_t first, Rows& rows) {
    const Rows triangle = cholesky_of(spec);
    const std::size_t n = rows.size() - first, d = spec.inputs.size();
    if (triangle.empty() || n <= d + 1) return;
    Eigen::MatrixXd scores(n, d), wanted(d, d);
    for (std::size_t k = 0; k < d; ++k) {
        const auto order = chance_of(spec, Purpose::order, rows.size() + 1, k).permutation(n);
        for (std::size_t i = 0; i < n; ++i)
            scores(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(k)) =
                sim::normal_quantile(static_cast<double>(order[i] + 1) / static_cast<double>(n + 1));
        for (std::size_t m = 0; m < d; ++m)
            wanted(static_cast<Eigen::Index>(k), static_cast<Eigen::Index>(m)) = triangle[k][m];
    }
    const Eigen::MatrixXd cross = scores.transpose() * scores / scores.col(0).squaredNorm();
    const Eigen::MatrixXd lower = cross.llt().matrixL();
    const Eigen::MatrixXd mixed =
        lower.triangularView<Eigen::Lower>().solve(scores.transpose()).transpose() * wanted.transpose();
    for (std::size_t k = 0; k < d; ++k) {
        std::vector<double> column;
        for (std::size_t i = 0; i < n; ++i)
            column.push_back(rows[first + i][k]);
        std::sort(column.begin(), column.end());
        std::vector<std::size_t> order(n);
        std::iota(order.begin(), order.end(), std::size_t{0});
        const auto c = static_cast<Eigen::Index>(k);
        std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return mixed(static_cast<Eigen::Index>(a), c) < mixed(static_cast<Eigen::Index>(b), c);
        });
        for (std::size_t i = 0; i < n; ++i)
            rows[first + order[i]][k] = column[i];
    }
}

/// Swaps coordinates of rows from `first` on until all meet the constraints: the strata stay filled once each.
void repair(const DesignSpec& spec, std::size_t first, Rows& rows) {
    if (spec.constraints.empty()) return;
    const auto excess = [&](std::size_t i) { return violation(spec, values_of(spec, rows[i])); };
    const auto n = static_cast<std::uint32_t>(rows.size() - first);
    Chance chance = chance_of(spec, Purpose::point, rows.size(), spec.inputs.size());
    std::size_t tries = std::size_t{2000} * n;
    std::size_t n_met = 0; // in a row; a swap may hand the excess on to a row seen before
    for (std::size_t a = first; n_met < n && tries > 0; a = a + 1 < rows.size() ? a + 1 : first) {
        ++n_met;
        for (; excess(a) > 0 && tries > 0; --tries) {
            n_met = 0;
            const std::size_t b = first + chance.below(n);
            const std::size_t k = chance.below(static_cast<std::uint32_t>(spec.inputs.size()));
            const double before = excess(a) + excess(b);
            std::swap(rows[a][k], rows[b][k]);
            if (excess(a) + excess(b) > before) std::swap(rows[a][k], rows[b][k]);
        }
    }
    for (std::size_t a = first; a < rows.size(); ++a)
        if (excess(a) > 0)
            throw sim::InputError(fmt::format("design: no Latin hypercube of {} points was found that meets the "
                                              "constraints; expected wider constraints, or monte-carlo or sobol",
                                              rows.size()));
}

} // namespace

Rows latin_rows(const DesignSpec& spec) {
    Rows rows;
    std::size_t size = spec.first_points > 0 ? spec.first_points : spec.points;
    for (; size <= spec.points; size *= 2) {
        const std::size_t first = rows.size();
        fill(spec, size, rows);
        correlate(spec, first, rows);
        if (spec.method == Method::maximin_lhs && spec.correlations.empty()) spread_out(spec, first, rows);
        repair(spec, first, rows);
    }
    for (auto& row : rows)
        row = values_of(spec, row);
    return rows;
}

} // namespace experiments
