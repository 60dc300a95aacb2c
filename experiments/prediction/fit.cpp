// The fit of mode B: marginal likelihood over a grid, posterior of the slopes.
#include "experiments/prediction/prediction.h"
#include "sim/assert.h"

#include <Eigen/Cholesky>
#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <map>

namespace experiments {
namespace {

constexpr auto terms = static_cast<Eigen::Index>(n_terms);
constexpr double vague = 100.0; ///< Variance of the intercept [SD^2]: no prior to speak of.
constexpr int grid = 13;        ///< Points searched over each spread's range.

using Vector = Eigen::VectorXd;
using Matrix = Eigen::MatrixXd;

/// Sums of one county weighted by precision 1 / d_i, d_i = t^2 + sampling variance.
struct CountySums {
    Matrix xx = Matrix::Zero(terms, terms);
    Vector xy = Vector::Zero(terms), x = Vector::Zero(terms);
    double yy = 0, y = 0, one = 0, log_d = 0;
};

/// The same of the whole sample, county effects taken out.
struct Sums {
    Matrix xx = Matrix::Zero(terms, terms);
    Vector xy = Vector::Zero(terms);
    double yy = 0, log_det = 0;
};

struct Prior {
    Vector mean = Vector::Zero(terms), sd = Vector::Ones(terms);
};

Prior prior_of(double width) {
    Prior prior;
    prior.sd[0] = std::sqrt(vague);
    for (std::size_t k = 0; k < models::n_causes; ++k) {
        const sim::ParameterRow& row = models::prediction_table().rows()[k];
        const auto at = static_cast<Eigen::Index>(k + 1);
        prior.mean[at] = row.value;
        prior.sd[at] = width * (row.range.high - row.range.low) / (2 * normal_95);
    }
    return prior;
}

/// Points between low and high in equal ratios; low 0 counts as a 30th of high, and 0 itself is tried too.
std::vector<double> search(const sim::Range& range) {
    const double low = range.low > 0 ? range.low : range.high / 30;
    std::vector<double> points;
    if (range.low == 0) points.push_back(0);
    for (int n = 0; n < grid; ++n)
        points.push_back(low * std::pow(range.high / low, n / (grid - 1.0)));
    return points;
}

double noise(const Institution& row, const models::PredictionPriors& priors) {
    return (1 - priors.between_share) / row.tested;
}

std::map<std::string, CountySums> county_sums(std::span<const Institution> rows, const ScoreFit& c, double t,
                                              const models::PredictionPriors& priors) {
    std::map<std::string, CountySums> sums;
    for (const Institution& row : rows) {
        if (!row.observed) continue;
        const double d = t * t + noise(row, priors), y = (*row.observed - c.centre) / c.scale;
        const Eigen::Map<const Vector> x(row.x.data(), terms);
        CountySums& s = sums[row.county];
        s.xx += x * x.transpose() / d, s.xy += x * (y / d), s.x += x / d;
        s.yy += y * y / d, s.y += y / d, s.one += 1 / d, s.log_d += std::log(d);
    }
    return sums;
}

/// Inverse of each county's D + g^2 11' applied (Sherman & Morrison).
Sums without_counties(const std::map<std::string, CountySums>& counties, double g) {
    Sums all;
    for (const auto& [name, s] : counties) {
        const double k = g * g / (1 + g * g * s.one);
        all.xx += s.xx - k * s.x * s.x.transpose();
        all.xy += s.xy - k * s.x * s.y;
        all.yy += s.yy - k * s.y * s.y;
        all.log_det += s.log_d + std::log(1 + g * g * s.one);
    }
    return all;
}

/// Posterior of the slopes and the log of the marginal likelihood but for a constant.
struct Posterior {
    Vector mean;
    Matrix cov;
    double log_likelihood = 0;
};

Posterior posterior(const Sums& s, const Prior& prior) {
    const Vector precision = prior.sd.array().square().inverse();
    const Matrix a = s.xx + Matrix(precision.asDiagonal());
    const Vector b = s.xy + precision.cwiseProduct(prior.mean);
    const Eigen::LLT<Matrix> factor(a);
    const Matrix lower = factor.matrixL();
    Posterior p{factor.solve(b), factor.solve(Matrix::Identity(terms, terms)), 0};
    const double log_a = 2 * lower.diagonal().array().log().sum();
    const double square = s.yy + precision.dot(prior.mean.cwiseAbs2()) - b.dot(p.mean);
    p.log_likelihood = -0.5 * (s.log_det + 2 * prior.sd.array().log().sum() + log_a + square);
    return p;
}

/// Centre and scale of the scores, and the yardstick.
void fit_simple(std::span<const Institution> rows, const models::PredictionPriors& priors, ScoreFit& c) {
    double sum = 0, lunch = 0;
    for (const Institution& row : rows)
        if (row.observed) ++c.n, sum += *row.observed, lunch += row.lunch, c.ids.push_back(row.id);
    const auto n = static_cast<double>(c.n);
    c.centre = sum / n, lunch /= n;
    double yy = 0, ll = 0, ly = 0;
    for (const Institution& row : rows) {
        if (!row.observed) continue;
        const double y = *row.observed - c.centre, l = row.lunch - lunch;
        yy += y * y, ll += l * l, ly += l * y;
    }
    c.scale = std::sqrt(yy / (n - 1) / priors.between_share);
    c.lunch_slope = ll > 0 ? ly / ll : 0;
    c.lunch_intercept = c.centre - c.lunch_slope * lunch;
}

} // namespace

ScoreFit calibrate(std::span<const Institution> rows, const models::PredictionPriors& priors) {
    ScoreFit c;
    fit_simple(rows, priors, c);
    c.counties = county_count(rows);
    ACCORD_ASSERT(c.n >= n_terms + 2 && c.scale > 0);
    const auto range = [](const char* id) { return models::prediction_table().find(id)->range; };
    double best = -std::numeric_limits<double>::infinity();
    for (const double t : search(range("predict.district-sd"))) {
        const auto counties = county_sums(rows, c, t, priors);
        for (const double g : search(range("predict.county-sd"))) {
            const Sums sums = without_counties(counties, g);
            for (const double width : search(range("predict.prior-width"))) {
                const Posterior p = posterior(sums, prior_of(width));
                if (!(p.log_likelihood > best)) continue;
                best = p.log_likelihood;
                c.district_sd = t, c.county_sd = g, c.prior_width = width;
                std::copy(p.mean.begin(), p.mean.end(), c.slope.begin());
                std::copy(p.cov.reshaped().begin(), p.cov.reshaped().end(), c.cov.begin());
            }
        }
    }
    return c;
}

Prediction predict(const Institution& row, const ScoreFit& c, const models::PredictionPriors& priors) {
    const Eigen::Map<const Vector> x(row.x.data(), terms), slope(c.slope.data(), terms);
    const Eigen::Map<const Matrix> cov(c.cov.data(), terms, terms);
    const double variance =
        x.dot(cov * x) + c.county_sd * c.county_sd + c.district_sd * c.district_sd + noise(row, priors);
    return {c.centre + c.scale * x.dot(slope), c.scale * std::sqrt(variance),
            c.lunch_intercept + c.lunch_slope * row.lunch, row.observed.has_value()};
}

} // namespace experiments
