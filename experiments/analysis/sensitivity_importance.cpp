#include "experiments/analysis/sensitivity_importance.h"

#include "experiments/analysis/robustness_choice.h"
#include "experiments/statistics/distributions.h"
#include "sim/mathematics.h"

#include <Eigen/Cholesky>
#include <Eigen/QR>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace experiments {
namespace {

using Eigen::Index;
constexpr double z975 = 1.959963984540054;

std::vector<std::size_t> order_of(const std::vector<double>& x) {
    std::vector<std::size_t> order(x.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return x[a] < x[b]; });
    return order;
}

double variance_of(std::span<const double> y) {
    const Estimate all = estimate(y);
    return all.n < 2 ? 0.0 : all.sd * all.sd * static_cast<double>(all.n - 1) / static_cast<double>(all.n);
}

bool varies(const std::vector<double>& x) {
    return std::adjacent_find(x.begin(), x.end(), std::not_equal_to<>()) != x.end();
}

std::size_t n_distinct(std::vector<double> x) {
    std::sort(x.begin(), x.end());
    return static_cast<std::size_t>(std::unique(x.begin(), x.end()) - x.begin());
}

/// Columns scaled to mean 0 and length 1.
Eigen::MatrixXd standardised(const std::vector<std::vector<double>>& columns) {
    Eigen::MatrixXd matrix(static_cast<Index>(columns.front().size()), static_cast<Index>(columns.size()));
    for (std::size_t k = 0; k < columns.size(); ++k)
        for (std::size_t i = 0; i < columns[k].size(); ++i)
            matrix(static_cast<Index>(i), static_cast<Index>(k)) = columns[k][i];
    matrix.rowwise() -= matrix.colwise().mean().eval();
    for (Index k = 0; k < matrix.cols(); ++k)
        if (const double norm = matrix.col(k).norm(); norm > 0) matrix.col(k) /= norm;
    return matrix;
}

/// Partial correlations of each column with the last, from the inverse of the correlation matrix; empty if singular.
std::vector<double> partial_correlations(const std::vector<std::vector<double>>& columns) {
    const Eigen::MatrixXd matrix = standardised(columns);
    const Eigen::MatrixXd correlation = matrix.transpose() * matrix;
    const Eigen::LDLT<Eigen::MatrixXd> ldlt(correlation);
    if (ldlt.info() != Eigen::Success || !(ldlt.vectorD().minCoeff() > 1e-10)) return {};
    const Eigen::MatrixXd inverse = ldlt.solve(Eigen::MatrixXd::Identity(correlation.rows(), correlation.cols()));
    const Index y = correlation.rows() - 1;
    std::vector<double> result;
    for (Index k = 0; k < y; ++k)
        result.push_back(-inverse(k, y) / std::sqrt(inverse(k, k) * inverse(y, y)));
    return result;
}

/// Interval of a correlation by Fisher's z with `degrees` = n - 3 - (inputs held).
Figure fisher(double r, double degrees) {
    if (degrees < 1 || std::abs(r) >= 1) return {r, r, r};
    const double z = std::atanh(r), half = z975 / std::sqrt(degrees);
    return {r, std::tanh(z - half), std::tanh(z + half)};
}

/// Places in `table.inputs` of the columns that can be ranked.
void put_correlations(const std::vector<std::vector<double>>& x, const std::vector<double>& y,
                      const std::vector<std::size_t>& places, ImportanceTable& table) {
    std::vector<std::vector<double>> ranked;
    for (const auto& column : x)
        ranked.push_back(ranks_of(column));
    ranked.push_back(ranks_of(y));
    const double n = static_cast<double>(y.size()), degrees = n - 2.0 - static_cast<double>(x.size());
    const std::vector<double> partial = partial_correlations(ranked);
    for (std::size_t k = 0; k < partial.size(); ++k)
        table.inputs[places[k]].prcc = fisher(partial[k], degrees);
    for (std::size_t k = 0; k < x.size(); ++k)
        table.inputs[places[k]].spearman = fisher(correlation(ranked[k], ranked.back()), n - 3);
    std::vector<std::vector<double>> plain = x;
    plain.push_back(y);
    const std::vector<double> linear = partial_correlations(plain);
    for (std::size_t k = 0; k < linear.size(); ++k)
        table.inputs[places[k]].pcc = fisher(linear[k], degrees);
}

void put_regression(const std::vector<std::vector<double>>& x, const std::vector<double>& y,
                    const std::vector<std::size_t>& places, ImportanceTable& table) {
    const Eigen::MatrixXd design = standardised(x);
    const Eigen::VectorXd target = standardised({y}).col(0);
    const Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr(design);
    const double degrees = static_cast<double>(y.size()) - static_cast<double>(x.size()) - 1.0;
    if (qr.rank() < design.cols() || degrees < 1) return;
    const Eigen::VectorXd slope = qr.solve(target);
    const double left = (target - design * slope).squaredNorm();
    table.r_squared = 1.0 - left;
    const Eigen::MatrixXd inverse =
        (design.transpose() * design).ldlt().solve(Eigen::MatrixXd::Identity(design.cols(), design.cols()));
    const double t = t_quantile(0.975, degrees);
    for (Index k = 0; k < slope.size(); ++k) {
        const double half = t * std::sqrt(left / degrees * inverse(k, k));
        table.inputs[places[static_cast<std::size_t>(k)]].src = {slope[k], slope[k] - half, slope[k] + half};
    }
}

/// Largest gap between the shares of a word's being among cases and among the rest: the KS distance for words.
double share_gap(const Column& input, const std::vector<double>& a, const std::vector<double>& b) {
    double largest = 0;
    for (std::size_t level = 0; level < input.levels.size(); ++level) {
        const auto share = [&](const std::vector<double>& x) {
            return static_cast<double>(std::count(x.begin(), x.end(), static_cast<double>(level))) /
                   static_cast<double>(x.size());
        };
        largest = std::max(largest, std::abs(share(a) - share(b)));
    }
    return largest;
}

void put_regional(const Column& input, const std::vector<double>& x, const std::vector<bool>& cases, Importance& row) {
    std::vector<double> in, out;
    for (std::size_t i = 0; i < x.size(); ++i)
        (cases[i] ? in : out).push_back(x[i]);
    if (in.empty() || out.empty()) return;
    std::sort(in.begin(), in.end());
    std::sort(out.begin(), out.end());
    const bool is_words = input.levels.size() > 2;
    row.ks = is_words ? share_gap(input, in, out) : ks_distance(in, out);
    if (!is_words) row.ks_p = ks_p_value(row.ks, in.size(), out.size());
}

/// Classes of Plischke, Borgonovo & Smith (2013), as SALib has them.
std::size_t usual_classes(std::size_t size) {
    const double n = static_cast<double>(size), exponent = 2.0 / (7.0 + std::tanh((1500.0 - n) / 500.0));
    return static_cast<std::size_t>(std::min(std::ceil(std::pow(n, exponent)), 48.0));
}

/// At most so many classes for these values: one a value where there are few of them, with two rows each on average.
std::size_t most_classes(const std::vector<double>& x) {
    const std::size_t usual = usual_classes(x.size()), n = n_distinct(x);
    return n <= 48 && 2 * n <= x.size() ? std::max(n, usual) : usual;
}

/// Variance of the means of classes over the variance. Sums run from the least output on, whatever the order of rows.
double share_of_classes(const std::vector<std::size_t>& classes, const std::vector<double>& y) {
    const std::size_t n_classes = *std::max_element(classes.begin(), classes.end()) + 1;
    std::vector<double> sum(n_classes, 0.0), n(n_classes, 0.0);
    for (const std::size_t i : order_of(y))
        sum[classes[i]] += y[i], n[classes[i]] += 1;
    const double mean = estimate(y).mean;
    double between = 0;
    for (std::size_t c = 0; c < n_classes; ++c)
        if (n[c] > 0) between += n[c] * std::pow(sum[c] / n[c] - mean, 2);
    return between / static_cast<double>(y.size()) / variance_of(y);
}

} // namespace

std::vector<double> ranks_of(const std::vector<double>& values) {
    const std::vector<std::size_t> order = order_of(values);
    std::vector<double> ranks(values.size());
    for (std::size_t i = 0; i < order.size();) {
        std::size_t end = i;
        while (end < order.size() && values[order[end]] == values[order[i]])
            ++end;
        for (std::size_t k = i; k < end; ++k)
            ranks[order[k]] = 0.5 * static_cast<double>(i + end + 1);
        i = end;
    }
    return ranks;
}

std::vector<std::size_t> classes_of(const std::vector<double>& x, std::size_t most) {
    const std::vector<std::size_t> order = order_of(x);
    const std::size_t n = x.size();
    const bool is_one_a_value = n_distinct(x) <= most;
    std::vector<std::size_t> classes(n);
    std::size_t next = 0, filled = 0, last = most; // `last`: the class of equal size that `next` stands for
    for (std::size_t i = 0; i < n;) {
        std::size_t end = i;
        while (end < n && x[order[end]] == x[order[i]])
            ++end;
        // Class c of equal size holds the ranks 1 .. n in (n c / most, n (c + 1) / most]; ties go where their middle
        // is.
        const std::size_t rank = (i + 1 + end) / 2;
        std::size_t c = is_one_a_value ? filled : (rank * most + n - 1) / n - 1;
        if (filled > 0 && c != last) ++next;
        for (std::size_t k = i; k < end; ++k)
            classes[order[k]] = next;
        last = c, ++filled;
        i = end;
    }
    return classes;
}

double variance_share(const std::vector<double>& x, const std::vector<double>& y) {
    return share_of_classes(classes_of(x, most_classes(x)), y);
}

double rbd_fast(const std::vector<double>& x, const std::vector<double>& y, std::size_t harmonics) {
    const std::size_t n = y.size();
    const std::vector<std::size_t> order = order_of(x);
    std::vector<double> along(
        n); // the output along x; ties share their mean, so that the order of rows decides nothing
    for (std::size_t i = 0, end = 0; i < n; i = end) {
        double sum = 0;
        for (end = i; end < n && x[order[end]] == x[order[i]]; ++end)
            sum += y[order[end]];
        std::fill(along.begin() + static_cast<std::ptrdiff_t>(i), along.begin() + static_cast<std::ptrdiff_t>(end),
                  sum / static_cast<double>(end - i));
    }
    std::vector<double> wave; // along x up over every second point, then down over the others
    for (std::size_t i = 0; i < n; i += 2)
        wave.push_back(along[i]);
    for (std::size_t i = n - n % 2; i-- > 0;)
        if (i % 2 == 1) wave.push_back(along[i]);
    const double size = static_cast<double>(n);
    double carried = 0;
    for (std::size_t h = 1; h <= harmonics; ++h) {
        double cosine = 0, sine = 0;
        const double step = 2.0 * std::numbers::pi * static_cast<double>(h) / size;
        for (std::size_t i = 0; i < n; ++i) {
            cosine += wave[i] * std::cos(step * static_cast<double>(i));
            sine += wave[i] * std::sin(step * static_cast<double>(i));
        }
        carried += 2 * (cosine * cosine + sine * sine) / (size * size);
    }
    const double index = carried / variance_of(y), bias = 2.0 * static_cast<double>(harmonics) / size;
    return index - bias / (1 - bias) * (1 - index);
}

std::vector<double> pawn_distances(const std::vector<double>& x, const std::vector<double>& y, std::size_t slices) {
    std::vector<double> all = y, sorted_x = x, distances;
    std::sort(all.begin(), all.end());
    if (n_distinct(x) <= slices) {
        const std::vector<std::size_t> classes = classes_of(x, slices);
        std::vector<std::vector<double>> inside(*std::max_element(classes.begin(), classes.end()) + 1);
        for (std::size_t i = 0; i < x.size(); ++i)
            inside[classes[i]].push_back(y[i]);
        for (auto& values : inside) {
            std::sort(values.begin(), values.end());
            distances.push_back(ks_distance(values, all));
        }
        return distances;
    }
    std::sort(sorted_x.begin(), sorted_x.end());
    for (std::size_t s = 0; s < slices; ++s) {
        const double low = sorted_quantile(sorted_x, static_cast<double>(s) / static_cast<double>(slices));
        const double high = sorted_quantile(sorted_x, static_cast<double>(s + 1) / static_cast<double>(slices));
        std::vector<double> inside;
        for (std::size_t i = 0; i < x.size(); ++i)
            if (x[i] >= low && x[i] < high) inside.push_back(y[i]);
        std::sort(inside.begin(), inside.end());
        if (!inside.empty()) distances.push_back(ks_distance(inside, all));
    }
    return distances;
}

ImportanceTable importance(const std::vector<Column>& inputs, const std::vector<double>& y,
                           const std::vector<bool>& cases) {
    ImportanceTable table;
    std::vector<double> there;
    std::vector<bool> marked;
    for (std::size_t i = 0; i < y.size(); ++i) {
        if (std::isnan(y[i])) continue;
        there.push_back(y[i]);
        marked.push_back(!cases.empty() && cases[i]);
    }
    table.n = there.size();
    table.n_cases = static_cast<std::size_t>(std::count(marked.begin(), marked.end(), true));
    std::vector<std::vector<double>> ranked;
    std::vector<std::size_t> places;
    for (const Column& input : inputs) {
        Importance row;
        row.input = input.id;
        std::vector<double> x;
        for (std::size_t i = 0; i < y.size(); ++i)
            if (!std::isnan(y[i])) x.push_back(input.values[i]);
        if (varies(x) && varies(there)) {
            const bool is_words = input.levels.size() > 2;
            const std::size_t most = input.is_categorical() ? x.size() : most_classes(x);
            const auto classes = classes_of(x, most);
            row.share = share_of_classes(classes, there);
            row.share_of_chance = static_cast<double>(*std::max_element(classes.begin(), classes.end())) /
                                  static_cast<double>(x.size() - 1);
            if (!is_words && there.size() > 40 && n_distinct(x) * 10 > x.size() * 9) row.rbd = rbd_fast(x, there, 10);
            row.pawn = quantile(pawn_distances(x, there, is_words ? x.size() : 10), 0.5);
            if (!cases.empty()) put_regional(input, x, marked, row);
            if (!is_words) ranked.push_back(x), places.push_back(table.inputs.size());
        }
        table.inputs.push_back(std::move(row));
    }
    if (!ranked.empty() && there.size() > ranked.size() + 3) {
        put_correlations(ranked, there, places, table);
        put_regression(ranked, there, places, table);
    }
    return table;
}

} // namespace experiments
