#include "experiments/analysis/sensitivity.h"

#include "sim/assert.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace experiments {
namespace {

/// A point of the design: its replicates and their mean.
struct Point {
    const std::vector<double>* runs = nullptr;
    double mean = absent, n = 0;
};

Point point_of(const std::vector<double>& runs) {
    Point point{&runs, absent, 0};
    double sum = 0;
    for (const double y : runs)
        if (!std::isnan(y)) sum += y, point.n += 1;
    if (point.n > 0) point.mean = sum / point.n;
    return point;
}

/// What replicates alone add to the product of two means.
double shared_noise(const Point& a, const Point& b) {
    double n = 0, sum_a = 0, sum_b = 0;
    for (std::size_t r = 0; r < a.runs->size(); ++r)
        if (!std::isnan((*a.runs)[r] + (*b.runs)[r])) n += 1, sum_a += (*a.runs)[r], sum_b += (*b.runs)[r];
    if (n < 2) return 0;
    double sum = 0;
    for (std::size_t r = 0; r < a.runs->size(); ++r)
        if (!std::isnan((*a.runs)[r] + (*b.runs)[r])) sum += ((*a.runs)[r] - sum_a / n) * ((*b.runs)[r] - sum_b / n);
    return sum / (n - 1) * n / (a.n * b.n);
}

double product(const Point& a, const Point& b) { return a.mean * b.mean - shared_noise(a, b); }

/// What one base point adds to the sums behind every index.
struct Terms {
    std::vector<double> first, total, pair; ///< [D], [D], [D (D - 1) / 2]
    std::vector<double> ab, ab_square;      ///< [D] mean and its square, for correlations
    double a = 0, b = 0, noise = 0;
};

struct Shape {
    std::size_t d = 0;
    bool has_second_order = false;
    Estimator estimator = Estimator::saltelli;
    std::size_t block() const { return 2 + (has_second_order ? 2 : 1) * d; }
};

Terms terms_of(const std::vector<Point>& points, std::size_t begin, const Shape& shape) {
    const auto ab = [&](std::size_t k) -> const Point& { return points[begin + 1 + k]; };
    const auto ba = [&](std::size_t k) -> const Point& { return points[begin + 1 + shape.d + k]; };
    const Point &a = points[begin], &b = points[begin + shape.block() - 1];
    Terms terms;
    const double both = product(a, b), square = product(a, a), other = product(b, b);
    const bool is_martinez = shape.estimator == Estimator::martinez;
    for (std::size_t k = 0; k < shape.d; ++k) {
        const double with_a = product(a, ab(k)), with_b = product(b, ab(k)), own = product(ab(k), ab(k));
        terms.first.push_back(is_martinez                            ? with_b
                              : shape.estimator == Estimator::jansen ? -0.5 * (other - 2 * with_b + own)
                                                                     : with_b - both);
        terms.total.push_back(is_martinez ? with_a : 0.5 * (square - 2 * with_a + own));
        terms.ab.push_back(ab(k).mean);
        terms.ab_square.push_back(ab(k).mean * ab(k).mean);
        for (std::size_t m = k + 1; shape.has_second_order && m < shape.d; ++m)
            terms.pair.push_back(product(ba(k), ab(m)) - both);
    }
    terms.a = a.mean;
    terms.b = b.mean;
    terms.noise = 0.5 * (shared_noise(a, a) + shared_noise(b, b));
    return terms;
}

/// Sums over base points of what correlations need.
struct Moments {
    double a = 0, b = 0, a_square = 0, b_square = 0;
    std::vector<double> ab, ab_square;
};

Moments moments_of(const std::vector<Terms>& terms, const std::vector<std::uint32_t>& chosen) {
    const std::size_t d = terms.front().ab.size();
    Moments sums{0, 0, 0, 0, std::vector<double>(d, 0.0), std::vector<double>(d, 0.0)};
    for (const std::uint32_t i : chosen) {
        const Terms& t = terms[i];
        sums.a += t.a, sums.b += t.b, sums.a_square += t.a * t.a, sums.b_square += t.b * t.b;
        for (std::size_t k = 0; k < d; ++k)
            sums.ab[k] += t.ab[k], sums.ab_square[k] += t.ab_square[k];
    }
    return sums;
}

/// Turns sums of products into Martinez's indices: correlations of B and A with AB_k, ST free of noise.
void correlate(std::vector<double>& sums, const Moments& m, double n, double noise) {
    const double variance_a = m.a_square / n - m.a * m.a / (n * n), variance_b = m.b_square / n - m.b * m.b / (n * n);
    const std::size_t d = m.ab.size();
    for (std::size_t k = 0; k < d; ++k) {
        const double variance = m.ab_square[k] / n - m.ab[k] * m.ab[k] / (n * n);
        sums[k] = (sums[k] / n - m.b * m.ab[k] / (n * n)) / std::sqrt(variance_b * variance);
        sums[d + k] = 1 - noise - (sums[d + k] / n - m.a * m.ab[k] / (n * n)) / std::sqrt(variance_a * variance);
    }
}

/// All indices from the base points named, flat: [D first, D total, pairs, noise, mean, variance].
std::vector<double> indices_from(const std::vector<Terms>& terms, const std::vector<std::uint32_t>& chosen,
                                 Estimator estimator) {
    const std::size_t d = terms.front().first.size(), n_pairs = terms.front().pair.size();
    std::vector<double> sums(2 * d + n_pairs + 3, 0.0);
    double squares = 0;
    for (const std::uint32_t i : chosen) {
        const Terms& t = terms[i];
        for (std::size_t k = 0; k < d; ++k)
            sums[k] += t.first[k], sums[d + k] += t.total[k];
        for (std::size_t k = 0; k < n_pairs; ++k)
            sums[2 * d + k] += t.pair[k];
        sums[2 * d + n_pairs] += t.noise;
        sums[2 * d + n_pairs + 1] += 0.5 * (t.a + t.b);
        squares += 0.5 * (t.a * t.a + t.b * t.b);
    }
    const double n = static_cast<double>(chosen.size());
    const double mean = sums[2 * d + n_pairs + 1] / n, variance = squares / n - mean * mean;
    const bool is_martinez = estimator == Estimator::martinez;
    for (std::size_t k = is_martinez ? 2 * d : 0; k < 2 * d + n_pairs + 1; ++k)
        sums[k] = variance > 1e-12 ? sums[k] / n / variance : absent;
    const double noise = sums[2 * d + n_pairs];
    if (is_martinez) correlate(sums, moments_of(terms, chosen), n, noise);
    for (std::size_t k = 0; estimator == Estimator::jansen && k < d; ++k)
        sums[k] += 1 - noise;
    std::size_t pair = 2 * d;
    for (std::size_t k = 0; k < d && n_pairs > 0; ++k)
        for (std::size_t m = k + 1; m < d; ++m)
            sums[pair++] -= sums[k] + sums[m];
    sums[2 * d + n_pairs + 1] = mean;
    sums[2 * d + n_pairs + 2] = variance;
    return sums;
}

/// Luck that all points share in a replicate is no noise between points: each replicate is freed of its mean.
RunTable without_common_luck(RunTable runs) {
    const std::size_t n_replicates = runs.empty() ? 0 : runs.front().size();
    std::vector<double> shift(n_replicates, 0.0), n(n_replicates, 0.0);
    if (n_replicates < 2) return runs;
    for (const auto& row : runs) {
        const double mean = point_of(row).mean;
        for (std::size_t r = 0; r < n_replicates; ++r)
            if (!std::isnan(row[r])) shift[r] += row[r] - mean, n[r] += 1;
    }
    for (auto& row : runs)
        for (std::size_t r = 0; r < n_replicates; ++r)
            if (n[r] > 0) row[r] -= shift[r] / n[r];
    return runs;
}

/// Runs standardised by mean and SD (divisor n) of the means of all rows; false where they do not vary.
bool standardise(RunTable& runs, double& mean, double& sd) {
    std::vector<double> means;
    for (const auto& row : runs)
        if (const double m = point_of(row).mean; !std::isnan(m)) means.push_back(m);
    const Estimate all = estimate(means);
    const double n = static_cast<double>(means.size());
    mean = all.mean;
    sd = n > 1 ? all.sd * std::sqrt((n - 1) / n) : 0.0;
    if (!(sd > 1e-14 * std::abs(mean))) return false;
    for (auto& row : runs)
        for (double& y : row)
            y = (y - mean) / sd;
    return true;
}

std::vector<Terms> all_terms(const RunTable& runs, const Shape& shape, std::size_t& n_left_out) {
    std::vector<Point> points;
    for (const auto& row : runs)
        points.push_back(point_of(row));
    std::vector<Terms> terms;
    for (std::size_t begin = 0; begin + shape.block() <= points.size(); begin += shape.block()) {
        bool is_whole = true;
        for (std::size_t i = begin; i < begin + shape.block(); ++i)
            is_whole = is_whole && points[i].n > 0;
        if (is_whole)
            terms.push_back(terms_of(points, begin, shape));
        else
            ++n_left_out;
    }
    return terms;
}

void place(SobolIndices& result, const std::vector<double>& values, const std::vector<std::vector<double>>& resampled,
           const Shape& shape) {
    const auto figure = [&](std::size_t i) {
        std::vector<double> column;
        for (const auto& sample : resampled)
            column.push_back(sample[i]);
        return interval_of(values[i], column, IntervalKind::normal);
    };
    for (std::size_t k = 0; k < shape.d; ++k)
        result.factors.push_back({figure(k), figure(shape.d + k)});
    std::size_t i = 2 * shape.d;
    for (std::size_t a = 0; shape.has_second_order && a < shape.d; ++a)
        for (std::size_t b = a + 1; b < shape.d; ++b)
            result.pairs.push_back({a, b, figure(i++)});
    if (result.n_replicates > 1) result.noise_share = figure(i);
}

} // namespace

SobolIndices sobol_indices(const RunTable& runs, std::size_t n_factors, bool has_second_order, const Resampling& how,
                           Estimator estimator) {
    const Shape shape{n_factors, has_second_order, estimator};
    ACCORD_ASSERT(n_factors > 0 && !runs.empty() && runs.size() % shape.block() == 0);
    SobolIndices result;
    result.n_replicates = runs.front().size();
    RunTable standard = without_common_luck(runs);
    double mean = 0, sd = 0;
    const bool varies = standardise(standard, mean, sd);
    const std::vector<Terms> terms = all_terms(standard, shape, result.n_left_out);
    result.n_points = terms.size();
    result.factors.resize(varies && !terms.empty() ? 0 : n_factors);
    if (!varies || terms.empty()) return result;
    std::vector<std::uint32_t> all(terms.size());
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i] = static_cast<std::uint32_t>(i);
    const std::vector<double> values = indices_from(terms, all, estimator);
    std::vector<std::vector<double>> resampled;
    for (std::size_t b = 0; b < how.n && terms.size() > 1; ++b)
        resampled.push_back(indices_from(terms, resample(how, b, terms.size()), estimator));
    place(result, values, resampled, shape);
    result.mean = mean + sd * values[values.size() - 2];
    result.variance = sd * sd * values.back();
    return result;
}

std::size_t first_break_of_layout(const std::vector<std::vector<double>>& inputs,
                                  const std::vector<std::size_t>& factors, bool has_second_order) {
    const std::size_t d = *std::max_element(factors.begin(), factors.end()) + 1;
    const std::size_t block = Shape{d, has_second_order}.block();
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        const std::size_t begin = i / block * block, role = i - begin;
        if (begin + block > inputs.size()) return i;
        const auto &a = inputs[begin], &b = inputs[begin + block - 1];
        if (role == 0 || role == block - 1) continue;
        const bool is_ba = role > d;
        const std::size_t factor = (role - 1) % d;
        for (std::size_t k = 0; k < factors.size(); ++k) {
            const bool is_swapped = factors[k] == factor;
            if (inputs[i][k] != (is_swapped != is_ba ? b : a)[k]) return i;
        }
    }
    return inputs.size();
}

namespace {

/// 2 |Y_k|^2 / N^2: the variance that a frequency carries.
double power(std::span<const double> y, std::size_t frequency) {
    double cosine = 0, sine = 0;
    const double step = 2.0 * std::numbers::pi * static_cast<double>(frequency) / static_cast<double>(y.size());
    for (std::size_t i = 0; i < y.size(); ++i) {
        cosine += y[i] * std::cos(step * static_cast<double>(i));
        sine += y[i] * std::sin(step * static_cast<double>(i));
    }
    const double n = static_cast<double>(y.size());
    return 2 * (cosine * cosine + sine * sine) / (n * n);
}

std::pair<double, double> fast_of_curve(std::span<const double> y) {
    constexpr std::size_t harmonics = 4;
    const std::size_t n = y.size(), own = (n - 1) / (2 * harmonics);
    const Estimate all = estimate(y);
    double variance = all.sd * all.sd * static_cast<double>(n - 1) / static_cast<double>(n);
    if (n % 2 == 0) variance -= 0.5 * power(y, n / 2); // the highest frequency is nobody's
    double first = 0, others = 0;
    for (std::size_t h = 1; h <= harmonics; ++h)
        first += power(y, h * own);
    for (std::size_t f = 1; f <= own / 2; ++f)
        others += power(y, f);
    if (!(variance > 0)) return {absent, absent};
    return {first / variance, 1 - others / variance};
}

} // namespace

FastIndices fast_indices(std::span<const double> outputs, std::size_t n_factors, std::size_t curves) {
    ACCORD_ASSERT(n_factors > 0 && curves > 0 && outputs.size() % (n_factors * curves) == 0);
    const std::size_t n = outputs.size() / (n_factors * curves);
    FastIndices result;
    for (std::size_t k = 0; k < n_factors; ++k) {
        std::vector<double> first, total;
        for (std::size_t c = 0; c < curves; ++c) {
            const auto curve = outputs.subspan((c * n_factors + k) * n, n);
            const bool is_whole = std::none_of(curve.begin(), curve.end(), [](double y) { return std::isnan(y); });
            result.n_left_out += !is_whole;
            if (!is_whole) continue;
            const auto [s1, st] = fast_of_curve(curve);
            first.push_back(s1);
            total.push_back(st);
        }
        const Estimate a = estimate(first), b = estimate(total);
        result.factors.push_back({{a.mean, a.lo, a.hi}, {b.mean, b.lo, b.hi}});
    }
    return result;
}

} // namespace experiments
