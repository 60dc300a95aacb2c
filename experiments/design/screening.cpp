// Designs whose rows belong together: Saltelli's blocks, Morris' trajectories and stars, search curves of eFAST.
#include "experiments/design/methods.h"
#include "experiments/statistics/chance.h"
#include "sim/sobol.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace experiments {
namespace {

constexpr std::size_t radial_lead = 4; ///< Stars take their auxiliary point 4 rows later (Campolongo et al. 2011).

std::vector<double> base_points(const DesignSpec& spec, std::size_t n, std::size_t dimension) {
    return spec.is_scrambled ? sim::scrambled_sobol_points(n, dimension, spec.seed) : sim::sobol_points(n, dimension);
}

/// `base` with the inputs of one factor taken from `other`.
std::vector<double> with_factor(const std::vector<double>& base, const std::vector<double>& other,
                                const std::vector<std::size_t>& factors, std::size_t factor) {
    std::vector<double> row = base;
    for (std::size_t k = 0; k < row.size(); ++k)
        if (factors[k] == factor) row[k] = other[k];
    return row;
}

std::size_t n_factors(const std::vector<std::size_t>& factors) {
    return *std::max_element(factors.begin(), factors.end()) + 1;
}

/// A trajectory's first point and the point where every input has moved by delta.
std::pair<std::vector<double>, std::vector<double>> trajectory_ends(const DesignSpec& spec, Chance& chance) {
    const auto levels = static_cast<std::uint32_t>(spec.levels > 0 ? spec.levels : 4);
    const double top = levels - 1.0, delta = levels / (2.0 * top);
    std::vector<double> from, to;
    for (std::size_t k = 0; k < spec.inputs.size(); ++k) {
        const double low = chance.below(levels / 2) / top, high = low + delta;
        const bool is_up = chance.below(2) == 1;
        from.push_back(is_up ? low : high);
        to.push_back(is_up ? high : low);
    }
    return {std::move(from), std::move(to)};
}

/// Frequencies of the inputs on the curve of input `of`: a high one for itself, low ones for the others.
std::vector<double> frequencies(std::size_t d, std::size_t of, std::size_t n) {
    constexpr std::size_t harmonics = 4;
    const std::size_t own = (n - 1) / (2 * harmonics), highest = std::max<std::size_t>(own / (2 * harmonics), 1);
    std::vector<double> result(d);
    std::size_t place = 0;
    for (std::size_t k = 0; k < d; ++k) {
        if (k == of) {
            result[k] = static_cast<double>(own);
            continue;
        }
        const double even = d > 2 ? 1.0 + static_cast<double>(place * (highest - 1)) / static_cast<double>(d - 2) : 1.0;
        result[k] = highest + 1 >= d ? std::floor(even) : static_cast<double>(place % highest + 1);
        ++place;
    }
    return result;
}

} // namespace

Rows saltelli_units(const DesignSpec& spec) {
    const std::size_t d = spec.inputs.size();
    const std::vector<std::size_t> factors = factor_of_inputs(spec);
    const std::vector<double> flat = base_points(spec, spec.points, 2 * d);
    Rows rows;
    for (std::size_t i = 0; i < spec.points; ++i) {
        const auto begin = flat.begin() + static_cast<std::ptrdiff_t>(2 * d * i);
        const auto middle = begin + static_cast<std::ptrdiff_t>(d);
        const std::vector<double> a(begin, middle), b(middle, middle + static_cast<std::ptrdiff_t>(d));
        rows.push_back(a);
        for (std::size_t f = 0; f < n_factors(factors); ++f)
            rows.push_back(with_factor(a, b, factors, f));
        for (std::size_t f = 0; spec.has_second_order && f < n_factors(factors); ++f)
            rows.push_back(with_factor(b, a, factors, f));
        rows.push_back(b);
    }
    return rows;
}

Rows trajectory_units(const DesignSpec& spec) {
    const std::vector<std::size_t> factors = factor_of_inputs(spec);
    Rows rows;
    for (std::size_t t = 0; t < spec.points; ++t) {
        Chance chance(spec.seed, Purpose::trajectory, t);
        const auto [from, to] = trajectory_ends(spec, chance);
        rows.push_back(from);
        for (const std::size_t factor : chance.permutation(n_factors(factors)))
            rows.push_back(with_factor(rows.back(), to, factors, factor));
    }
    return rows;
}

Rows radial_units(const DesignSpec& spec) {
    const std::size_t d = spec.inputs.size();
    const std::vector<std::size_t> factors = factor_of_inputs(spec);
    const std::vector<double> flat = base_points(spec, spec.points + radial_lead + 1, 2 * d);
    Rows rows;
    for (std::size_t t = 1; t <= spec.points; ++t) { // the zero point is left out: its star would not move
        const auto begin = flat.begin() + static_cast<std::ptrdiff_t>(2 * d * t);
        const auto other = flat.begin() + static_cast<std::ptrdiff_t>(2 * d * (t + radial_lead) + d);
        const std::vector<double> a(begin, begin + static_cast<std::ptrdiff_t>(d));
        const std::vector<double> b(other, other + static_cast<std::ptrdiff_t>(d));
        rows.push_back(a);
        for (std::size_t f = 0; f < n_factors(factors); ++f)
            rows.push_back(with_factor(a, b, factors, f));
    }
    return rows;
}

Rows curve_units(const DesignSpec& spec) {
    const std::size_t d = spec.inputs.size(), n = spec.points;
    Rows rows;
    for (std::size_t curve = 0; curve < spec.curves; ++curve)
        for (std::size_t of = 0; of < d; ++of) {
            const std::vector<double> frequency = frequencies(d, of, n);
            const double phase = 2.0 * std::numbers::pi * Chance(spec.seed, Purpose::phase, curve * d + of).uniform();
            for (std::size_t i = 0; i < n; ++i) {
                const double s = 2.0 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(n);
                std::vector<double> row(d);
                for (std::size_t k = 0; k < d; ++k)
                    row[k] = 0.5 + std::asin(std::sin(frequency[k] * s + phase)) / std::numbers::pi;
                rows.push_back(std::move(row));
            }
        }
    return rows;
}

} // namespace experiments
