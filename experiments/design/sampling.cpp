// Monte Carlo, Sobol and Halton points, correlated and constrained.
#include "experiments/design/methods.h"
#include "experiments/statistics/chance.h"
#include "sim/error.h"
#include "sim/mathematics.h"
#include "sim/sobol.h"

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace experiments {
namespace {

constexpr std::size_t chunk = 1024;

std::vector<std::uint32_t> first_primes(std::size_t n) {
    std::vector<std::uint32_t> primes;
    for (std::uint32_t candidate = 2; primes.size() < n; ++candidate) {
        const auto divides = [&](std::uint32_t prime) { return candidate % prime == 0; };
        if (std::none_of(primes.begin(), primes.end(), divides)) primes.push_back(candidate);
    }
    return primes;
}

double radical_inverse(std::size_t i, std::uint32_t base) {
    double result = 0.0, place = 1.0;
    for (; i > 0; i /= base) {
        place /= base;
        result += place * static_cast<double>(i % base);
    }
    return result;
}

/// Unit rows first .. first + n - 1 of an endless sequence.
Rows sequence_units(const DesignSpec& spec, std::size_t first, std::size_t n) {
    const std::size_t d = spec.inputs.size();
    Rows rows(n, std::vector<double>(d));
    if (spec.method == Method::sobol || spec.method == Method::scrambled_sobol) {
        const auto flat = spec.method == Method::sobol ? sim::sobol_points(n, d, first)
                                                       : sim::scrambled_sobol_points(n, d, spec.seed, first);
        for (std::size_t i = 0; i < flat.size(); ++i)
            rows[i / d][i % d] = flat[i];
        return rows;
    }
    const auto primes = first_primes(spec.method == Method::halton ? d : 0);
    for (std::size_t i = 0; i < n; ++i) {
        Chance chance(spec.seed, Purpose::point, first + i);
        for (std::size_t k = 0; k < d; ++k)
            rows[i][k] = primes.empty() ? chance.uniform() : radical_inverse(first + i, primes[k]);
    }
    return rows;
}

/// Normal scores mixed by the triangle and taken back (a Gaussian copula).
void correlate(const Rows& triangle, std::vector<double>& units) {
    if (triangle.empty()) return;
    std::vector<double> scores(units.size());
    for (std::size_t k = 0; k < units.size(); ++k)
        scores[k] = sim::normal_quantile(std::clamp(units[k], 1e-12, 1.0 - 1e-12));
    for (std::size_t k = 0; k < units.size(); ++k) {
        double mixed = 0.0;
        for (std::size_t m = 0; m <= k; ++m)
            mixed += triangle[k][m] * scores[m];
        units[k] = sim::normal_cdf(mixed);
    }
}

} // namespace

Rows cholesky_of(const DesignSpec& spec) {
    if (spec.correlations.empty()) return {};
    const auto d = static_cast<Eigen::Index>(spec.inputs.size());
    Eigen::MatrixXd matrix = Eigen::MatrixXd::Identity(d, d);
    const auto place = [&](const std::string& id) {
        const auto it =
            std::find_if(spec.inputs.begin(), spec.inputs.end(), [&](const Input& i) { return i.id == id; });
        return static_cast<Eigen::Index>(it - spec.inputs.begin());
    };
    for (const Correlation& wanted : spec.correlations)
        matrix(place(wanted.a), place(wanted.b)) = matrix(place(wanted.b), place(wanted.a)) = wanted.rho;
    const Eigen::LLT<Eigen::MatrixXd> llt(matrix);
    if (llt.info() != Eigen::Success) return {};
    const Eigen::MatrixXd lower = llt.matrixL();
    Rows rows(spec.inputs.size(), std::vector<double>(spec.inputs.size()));
    for (Eigen::Index i = 0; i < d; ++i)
        for (Eigen::Index k = 0; k < d; ++k)
            rows[static_cast<std::size_t>(i)][static_cast<std::size_t>(k)] = lower(i, k);
    return rows;
}

double violation(const DesignSpec& spec, const std::vector<double>& values) {
    double total = 0.0;
    for (const Constraint& constraint : spec.constraints) {
        double sum = 0.0;
        for (const auto& [id, factor] : constraint.terms)
            for (std::size_t k = 0; k < spec.inputs.size(); ++k)
                if (spec.inputs[k].id == id) sum += factor * values[k];
        total += std::max(0.0, sum - constraint.at_most);
    }
    return total;
}

Rows sampled_rows(const DesignSpec& spec) {
    const Rows triangle = cholesky_of(spec);
    const std::size_t most = 1000 * spec.points + 10'000;
    Rows rows;
    for (std::size_t first = 0; rows.size() < spec.points; first += chunk) {
        if (first > most)
            throw sim::InputError(fmt::format("design: {} of {} points met the constraints; expected constraints that "
                                              "leave at least 1 in 1000",
                                              rows.size(), first));
        const std::size_t n = spec.constraints.empty() ? std::min(chunk, spec.points - rows.size()) : chunk;
        for (auto& units : sequence_units(spec, first, n)) {
            correlate(triangle, units);
            std::vector<double> values = values_of(spec, units);
            if (rows.size() < spec.points && violation(spec, values) <= 0) rows.push_back(std::move(values));
        }
    }
    return rows;
}

} // namespace experiments
