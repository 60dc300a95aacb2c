#include "experiments/validation/emulator.h"

#include "sim/error.h"
#include "sim/mathematics.h"

#include <Eigen/Cholesky>
#include <Eigen/QR>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <set>

namespace experiments {
namespace {

constexpr std::size_t fewest_points = 8;
constexpr std::size_t points_a_term = 10; ///< No more terms than a tenth of the points.
constexpr double exact = 1e-18;           ///< Share of the spread below which rounding is all that is left.
constexpr std::array lengths{0.35, 0.7, 1.4, 2.8};
constexpr std::array nuggets{0.003, 0.03, 0.1, 0.3, 1.0, 10.0};

/// Legendre's polynomials on [0, 1].
double polynomial(std::size_t degree, double x) {
    const double z = 2 * x - 1;
    if (degree == 0) return 1;
    return degree == 1 ? z : 0.5 * (3 * z * z - 1);
}

Eigen::VectorXd column(const EmulatorTerm& term, const Points& points) {
    Eigen::VectorXd values(points.rows());
    const auto i = static_cast<Eigen::Index>(term.i), j = static_cast<Eigen::Index>(term.j);
    for (Eigen::Index row = 0; row < points.rows(); ++row)
        values[row] = polynomial(term.a, points(row, i)) * polynomial(term.b, points(row, j));
    return values;
}

/// Every input alone, then products of inputs that are in already.
std::vector<EmulatorTerm> candidates(std::size_t n_inputs, const std::vector<EmulatorTerm>& chosen) {
    std::vector<EmulatorTerm> all;
    for (std::size_t i = 0; i < n_inputs; ++i)
        for (const std::size_t degree : {std::size_t{1}, std::size_t{2}})
            all.push_back({i, degree, 0, 0});
    std::set<std::size_t> in;
    for (const EmulatorTerm& term : chosen)
        in.insert(term.i);
    for (const std::size_t i : in)
        for (const std::size_t j : in)
            if (i < j) all.push_back({i, 1, j, 1});
    return all;
}

bool is_same(const EmulatorTerm& x, const EmulatorTerm& y) {
    return x.i == y.i && x.a == y.a && x.j == y.j && x.b == y.b;
}

/// Takes in, one after the other, the column that explains most of what is left, while Schwarz's criterion falls.
void choose_terms(const Points& points, const Eigen::VectorXd& output, Emulator& emulator) {
    const auto n = static_cast<double>(output.size());
    const std::size_t most = static_cast<std::size_t>(output.size()) / points_a_term;
    Eigen::MatrixXd basis(output.size(), 0); // orthonormal; the constant is taken out by centring
    Eigen::VectorXd left = output.array() - output.mean();
    const double spread = left.squaredNorm();
    double criterion = n * sim::log(spread / n);
    while (emulator.terms.size() < most) {
        double gain = 0;
        EmulatorTerm best;
        Eigen::VectorXd direction;
        for (const EmulatorTerm& term : candidates(static_cast<std::size_t>(points.cols()), emulator.terms)) {
            if (std::any_of(emulator.terms.begin(), emulator.terms.end(),
                            [&](const EmulatorTerm& t) { return is_same(t, term); }))
                continue;
            Eigen::VectorXd values = column(term, points);
            values.array() -= values.mean();
            const double size = values.norm();
            values -= basis * (basis.transpose() * values);
            if (!(values.norm() > 1e-6 * size)) continue; // follows from those chosen
            values.normalize();
            const double explained = values.dot(left);
            if (explained * explained > gain) gain = explained * explained, best = term, direction = values;
        }
        const double rest = std::max(left.squaredNorm() - gain, exact * spread);
        if (gain == 0) break;
        const double next = n * sim::log(rest / n) + static_cast<double>(emulator.terms.size() + 1) * sim::log(n);
        if (next >= criterion) break;
        criterion = next;
        left -= direction.dot(left) * direction;
        basis.conservativeResize(Eigen::NoChange, basis.cols() + 1);
        basis.col(basis.cols() - 1) = direction;
        emulator.terms.push_back(best);
    }
}

/// Coefficients of constant and terms by least squares; the residuals.
Eigen::VectorXd regress(const Points& points, const Eigen::VectorXd& output, Emulator& emulator) {
    Eigen::MatrixXd x(points.rows(), static_cast<Eigen::Index>(emulator.terms.size()) + 1);
    x.col(0).setOnes();
    for (std::size_t k = 0; k < emulator.terms.size(); ++k)
        x.col(static_cast<Eigen::Index>(k) + 1) = column(emulator.terms[k], points);
    const Eigen::VectorXd beta = x.colPivHouseholderQr().solve(output);
    emulator.constant = beta[0];
    for (std::size_t k = 0; k < emulator.terms.size(); ++k)
        emulator.terms[k].coefficient = beta[static_cast<Eigen::Index>(k) + 1];
    return output - x * beta;
}

Points columns_of(const Points& points, const std::vector<std::size_t>& inputs) {
    Points some(points.rows(), static_cast<Eigen::Index>(inputs.size()));
    for (std::size_t k = 0; k < inputs.size(); ++k)
        some.col(static_cast<Eigen::Index>(k)) = points.col(static_cast<Eigen::Index>(inputs[k]));
    return some;
}

/// Matérn's correlation of order 5/2 between rows of `a` and rows of `b`.
Eigen::MatrixXd correlations(const Points& a, const Points& b, double length) {
    Eigen::MatrixXd k = -2 * a * b.transpose();
    k.colwise() += a.rowwise().squaredNorm();
    k.rowwise() += b.rowwise().squaredNorm().transpose();
    return k.unaryExpr([length](double square) {
        const double r = std::sqrt(5 * std::max(0.0, square)) / length;
        return (1 + r + r * r / 3) * sim::exp(-r);
    });
}

/// The process that predicts each left-out point best: log density of it, summed over points.
void fit_process(const Eigen::VectorXd& left, Emulator& emulator) {
    const auto n = left.size();
    const double spent =
        static_cast<double>(n) / static_cast<double>(n - 1 - static_cast<Eigen::Index>(emulator.terms.size()));
    double best = -std::numeric_limits<double>::infinity();
    for (const double length : lengths) {
        const Eigen::MatrixXd smooth = correlations(emulator.at, emulator.at, length);
        for (const double nugget : nuggets) {
            Eigen::MatrixXd k = smooth;
            k.diagonal().array() += nugget;
            const Eigen::LLT<Eigen::MatrixXd> factor(k);
            if (factor.info() != Eigen::Success) continue;
            const Eigen::MatrixXd inverse = factor.solve(Eigen::MatrixXd::Identity(n, n));
            const Eigen::ArrayXd weight = (inverse * left).array(), own = inverse.diagonal().array();
            // Left out, point i is missed by weight_i / own_i, with variance s / own_i.
            const double s = (weight * weight / own).mean() * spent;
            const double density = -0.5 * (static_cast<double>(n) * sim::log(s) -
                                           own.unaryExpr([](double v) { return sim::log(v); }).sum());
            if (density <= best) continue;
            best = density;
            emulator.length = length, emulator.nugget = nugget, emulator.variance = s;
            emulator.weight = weight.matrix();
            emulator.lower = factor.matrixL();
            const Eigen::ArrayXd missed = weight / own;
            emulator.explained = missed.square().sum();
            emulator.within_two = (missed.square() <= 4 * s / own).cast<double>().mean();
        }
    }
}

Eigen::VectorXd regression_at(const Emulator& emulator, const Points& points) {
    Eigen::VectorXd mean = Eigen::VectorXd::Constant(points.rows(), emulator.constant);
    for (const EmulatorTerm& term : emulator.terms)
        mean += term.coefficient * column(term, points);
    return mean;
}

} // namespace

Emulator fit_emulator(const Points& all_points, const Eigen::VectorXd& all_outputs) {
    std::vector<Eigen::Index> rows;
    for (Eigen::Index row = 0; row < all_outputs.size(); ++row)
        if (std::isfinite(all_outputs[row])) rows.push_back(row);
    if (rows.size() < fewest_points)
        throw sim::InputError("an emulator needs 8 runs or more with a value; there are " +
                              std::to_string(rows.size()));
    const Points points = all_points(rows, Eigen::all);
    const Eigen::VectorXd output = all_outputs(rows);
    Emulator emulator;
    const double spread = (output.array() - output.mean()).square().sum();
    if (spread <= 1e-24 * std::max(1.0, output.squaredNorm())) { // nothing that is varied moves it
        emulator.constant = output.mean(), emulator.explained = 1, emulator.within_two = 1;
        return emulator;
    }
    choose_terms(points, output, emulator);
    const Eigen::VectorXd left = regress(points, output, emulator);
    std::set<std::size_t> active;
    for (const EmulatorTerm& term : emulator.terms) {
        active.insert(term.i);
        if (term.b > 0) active.insert(term.j);
    }
    emulator.active.assign(active.begin(), active.end());
    emulator.at = columns_of(points, emulator.active);
    fit_process(left, emulator);
    emulator.explained = 1 - emulator.explained / spread;
    return emulator;
}

Eigen::VectorXd emulated_means(const Emulator& emulator, const Points& points) {
    Eigen::VectorXd mean = regression_at(emulator, points);
    if (emulator.weight.size() > 0)
        mean += correlations(columns_of(points, emulator.active), emulator.at, emulator.length) * emulator.weight;
    return mean;
}

Emulated emulated(const Emulator& emulator, const Points& points) {
    Emulated out{regression_at(emulator, points), Eigen::VectorXd::Zero(points.rows())};
    if (emulator.weight.size() == 0) return out;
    Eigen::MatrixXd k = correlations(emulator.at, columns_of(points, emulator.active), emulator.length);
    out.mean += k.transpose() * emulator.weight;
    emulator.lower.triangularView<Eigen::Lower>().solveInPlace(k);
    out.variance =
        (emulator.variance * (1 + emulator.nugget - k.colwise().squaredNorm().transpose().array())).max(0.0).matrix();
    return out;
}

double largest_variance(const Emulator& emulator) { return emulator.variance * (1 + emulator.nugget); }

} // namespace experiments
