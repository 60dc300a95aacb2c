#include "experiments/validation/regression.h"

#include <Eigen/Dense>

#include <algorithm>
#include <cmath>
#include <limits>

namespace experiments {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

bool is_whole(const std::vector<std::vector<double>>& columns, const std::vector<double>& y, std::size_t row) {
    return std::isfinite(y[row]) && std::all_of(columns.begin(), columns.end(),
                                                [row](const auto& column) { return std::isfinite(column[row]); });
}

/// Middle of the sandwich: sum over clusters of the outer products of their scores.
Eigen::MatrixXd meat(const Eigen::MatrixXd& x, const Eigen::VectorXd& residual, const std::vector<std::size_t>& group) {
    const std::size_t n_groups = group.empty() ? 0 : *std::max_element(group.begin(), group.end()) + 1;
    Eigen::MatrixXd scores = Eigen::MatrixXd::Zero(static_cast<Eigen::Index>(n_groups), x.cols());
    std::vector<bool> is_used(n_groups, false);
    for (Eigen::Index row = 0; row < x.rows(); ++row) {
        const std::size_t g = group[static_cast<std::size_t>(row)];
        scores.row(static_cast<Eigen::Index>(g)) += residual[row] * x.row(row);
        is_used[g] = true;
    }
    const auto used = static_cast<double>(std::count(is_used.begin(), is_used.end(), true));
    return scores.transpose() * scores * (used > 1 ? used / (used - 1) : nan);
}

} // namespace

Regression least_squares(const std::vector<std::vector<double>>& columns, const std::vector<double>& y,
                         const std::vector<std::size_t>& cluster) {
    const auto k = static_cast<Eigen::Index>(columns.size()) + 1;
    std::vector<std::size_t> rows, group;
    for (std::size_t row = 0; row < y.size(); ++row)
        if (is_whole(columns, y, row)) rows.push_back(row);
    Regression result;
    result.n = rows.size();
    result.coefficient.assign(static_cast<std::size_t>(k), nan);
    result.se = result.coefficient;
    const auto n = static_cast<Eigen::Index>(rows.size());
    if (n <= k) return result;
    Eigen::MatrixXd x(n, k);
    Eigen::VectorXd v(n);
    for (Eigen::Index r = 0; r < n; ++r) {
        const std::size_t row = rows[static_cast<std::size_t>(r)];
        x(r, 0) = 1;
        for (Eigen::Index c = 1; c < k; ++c)
            x(r, c) = columns[static_cast<std::size_t>(c - 1)][row];
        v[r] = y[row];
        if (!cluster.empty()) group.push_back(cluster[row]);
    }
    const Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr(x);
    if (qr.rank() < k) return result;
    const Eigen::VectorXd b = qr.solve(v), residual = v - x * b;
    const Eigen::MatrixXd bread = (x.transpose() * x).inverse();
    const double left = residual.squaredNorm(), whole = (v.array() - v.mean()).square().sum();
    const Eigen::MatrixXd covariance = cluster.empty() ? Eigen::MatrixXd(bread * (left / static_cast<double>(n - k)))
                                                       : Eigen::MatrixXd(bread * meat(x, residual, group) * bread);
    for (Eigen::Index c = 0; c < k; ++c) {
        result.coefficient[static_cast<std::size_t>(c)] = b[c];
        result.se[static_cast<std::size_t>(c)] = std::sqrt(covariance(c, c));
    }
    result.r2 = whole > 0 ? 1 - left / whole : nan;
    return result;
}

double correlation(const std::vector<double>& a, const std::vector<double>& b) {
    double n = 0, ma = 0, mb = 0, aa = 0, bb = 0, ab = 0;
    for (std::size_t row = 0; row < a.size(); ++row) {
        if (!std::isfinite(a[row]) || !std::isfinite(b[row])) continue;
        n += 1;
        const double da = a[row] - ma, db = b[row] - mb;
        ma += da / n, mb += db / n;
        aa += da * (a[row] - ma), bb += db * (b[row] - mb), ab += da * (b[row] - mb);
    }
    return n >= 3 && aa > 0 && bb > 0 ? ab / std::sqrt(aa * bb) : nan;
}

VarianceShares one_way(const std::vector<double>& values, const std::vector<std::size_t>& group, std::size_t n_groups) {
    std::vector<double> n(n_groups, 0.0), sum(n_groups, 0.0);
    double total = 0, count = 0;
    for (std::size_t row = 0; row < values.size(); ++row) {
        n[group[row]] += 1, sum[group[row]] += values[row];
        total += values[row], count += 1;
    }
    double within = 0, between = 0, squares = 0, groups = 0;
    for (std::size_t row = 0; row < values.size(); ++row)
        within += std::pow(values[row] - sum[group[row]] / n[group[row]], 2);
    for (std::size_t g = 0; g < n_groups; ++g) {
        if (n[g] == 0) continue;
        between += n[g] * std::pow(sum[g] / n[g] - total / count, 2);
        squares += n[g] * n[g], groups += 1;
    }
    VarianceShares shares;
    if (groups < 2 || count <= groups) return {nan, nan};
    shares.within = within / (count - groups);
    const double usual = (count - squares / count) / (groups - 1);
    shares.between = std::max(0.0, (between / (groups - 1) - shares.within) / usual);
    return shares;
}

} // namespace experiments
