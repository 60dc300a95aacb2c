#include "experiments/design/quality.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace experiments {
namespace {

struct Products {
    double centered = 1, mixture = 1, wrap_around = 1, star = 1;
};

Products of_point(const std::vector<double>& x) {
    Products p;
    for (const double v : x) {
        const double c = std::abs(v - 0.5);
        p.centered *= 1 + 0.5 * c - 0.5 * c * c;
        p.mixture *= 5.0 / 3 - 0.25 * c - 0.25 * c * c;
        p.star *= 1 - v * v;
    }
    return p;
}

Products of_pair(const std::vector<double>& x, const std::vector<double>& y) {
    Products p;
    for (std::size_t k = 0; k < x.size(); ++k) {
        const double a = std::abs(x[k] - 0.5), b = std::abs(y[k] - 0.5), gap = std::abs(x[k] - y[k]);
        p.centered *= 1 + 0.5 * a + 0.5 * b - 0.5 * gap;
        p.mixture *= 15.0 / 8 - 0.25 * a - 0.25 * b - 0.75 * gap + 0.5 * gap * gap;
        p.wrap_around *= 1.5 - gap * (1 - gap);
        p.star *= 1 - std::max(x[k], y[k]);
    }
    return p;
}

} // namespace

Discrepancy discrepancy(const std::vector<std::vector<double>>& units) {
    const double n = static_cast<double>(units.size()), d = static_cast<double>(units.front().size());
    Products one{0, 0, 0, 0}, two{0, 0, 0, 0};
    const auto add = [](Products& sum, const Products& p) {
        sum.centered += p.centered, sum.mixture += p.mixture, sum.wrap_around += p.wrap_around, sum.star += p.star;
    };
    for (const auto& x : units) {
        add(one, of_point(x));
        for (const auto& y : units)
            add(two, of_pair(x, y));
    }
    Discrepancy result;
    result.centered = std::pow(13.0 / 12, d) - 2 / n * one.centered + two.centered / (n * n);
    result.mixture = std::pow(19.0 / 12, d) - 2 / n * one.mixture + two.mixture / (n * n);
    result.wrap_around = -std::pow(4.0 / 3, d) + two.wrap_around / (n * n);
    result.star = std::sqrt(std::pow(3.0, -d) - std::pow(2.0, 1 - d) / n * one.star + two.star / (n * n));
    return result;
}

double least_distance(const std::vector<std::vector<double>>& units) {
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < units.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) {
            double square = 0;
            for (std::size_t k = 0; k < units[i].size(); ++k)
                square += (units[i][k] - units[j][k]) * (units[i][k] - units[j][k]);
            least = std::min(least, square);
        }
    return std::sqrt(least);
}

} // namespace experiments
