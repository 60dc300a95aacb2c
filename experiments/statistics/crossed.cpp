#include "experiments/statistics/crossed.h"

#include "experiments/statistics/distributions.h"

#include <algorithm>
#include <cmath>

namespace experiments {
namespace {

/// Means of rows or columns and how many values each has.
struct Margin {
    std::vector<double> mean;
    std::vector<double> n;

    explicit Margin(std::size_t size) : mean(size, 0.0), n(size, 0.0) {}
    void add(std::size_t place, double value) { mean[place] += value, n[place] += 1; }
    void finish() {
        for (std::size_t i = 0; i < mean.size(); ++i)
            mean[i] = n[i] > 0 ? mean[i] / n[i] : absent;
    }
    double n_there() const {
        return static_cast<double>(std::count_if(n.begin(), n.end(), [](double count) { return count > 0; }));
    }
    double sum_of_squares(double centre) const {
        double sum = 0;
        for (std::size_t i = 0; i < mean.size(); ++i)
            if (n[i] > 0) sum += n[i] * (mean[i] - centre) * (mean[i] - centre);
        return sum;
    }
    double sum_of_n2() const {
        double sum = 0;
        for (const double count : n)
            sum += count * count;
        return sum;
    }
};

/// A variance component as it enters the variance of the mean.
struct Component {
    double variance = 0; ///< Of the effect, >= 0.
    double mean_square = 0, degrees = 1;
};

Component component_of(const Margin& margin, double centre, double n, double rest) {
    Component result;
    result.degrees = margin.n_there() - 1;
    result.mean_square = margin.sum_of_squares(centre) / result.degrees;
    const double size = (n - margin.sum_of_n2() / n) / result.degrees; // values a group, equal sizes: just that
    result.variance = std::max(0.0, (result.mean_square - rest) / size);
    return result;
}

/// Sets the interval from the variance of the mean: a sum of mean squares, each with degrees of its own.
double set_interval(const Component& points, const Component& luck, const Component& rest, double variance,
                    Estimate& mean) {
    const double n = static_cast<double>(mean.n);
    double sum = 0;
    for (const Component* one : {&points, &luck})
        if (one->variance > 0) sum += one->mean_square * one->mean_square / one->degrees;
    const bool is_rest_alone = points.variance <= 0 && luck.variance <= 0;
    const bool is_rest_subtracted = points.variance > 0 && luck.variance > 0;
    if (is_rest_alone || is_rest_subtracted) sum += rest.mean_square * rest.mean_square / rest.degrees;
    mean.se = std::sqrt(variance);
    const double scaled = variance * n; // in mean squares
    const double most = n - 1, least = std::max(1.0, std::min(points.degrees, luck.degrees));
    const double degrees = sum > 0 ? std::clamp(scaled * scaled / sum, least, most) : most;
    const double half = mean.se > 0 ? t_quantile(0.975, degrees) * mean.se : 0;
    mean.lo = mean.mean - half;
    mean.hi = mean.mean + half;
    return degrees;
}

} // namespace

std::vector<double> point_means(std::span<const double> values, std::size_t n_points) {
    const std::size_t width = values.size() / n_points;
    std::vector<double> means;
    for (std::size_t p = 0; p < n_points; ++p)
        means.push_back(estimate(values.subspan(p * width, width)).mean);
    return means;
}

Crossed crossed(std::span<const double> values, std::size_t n_points) {
    const std::size_t width = values.size() / n_points;
    Crossed result;
    result.mean = estimate(values);
    result.degrees = static_cast<double>(result.mean.n) - 1;
    result.by_point = point_means(values, n_points);
    Margin points(n_points), luck(width);
    for (std::size_t i = 0; i < values.size(); ++i)
        if (!std::isnan(values[i])) points.add(i / width, values[i]), luck.add(i % width, values[i]);
    points.finish(), luck.finish();
    const double n = static_cast<double>(result.mean.n), centre = result.mean.mean;
    const double degrees = n - points.n_there() - luck.n_there() + 1;
    if (points.n_there() < 2 || luck.n_there() < 2 || degrees < 1) {
        if (points.n_there() >= 2) { // one replicate at most points: points are all there is to count
            const std::size_t n_values = result.mean.n;
            result.mean = estimate(result.by_point);
            result.degrees = static_cast<double>(result.mean.n) - 1;
            result.mean.n = n_values;
        }
        return result;
    }
    double sum = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (std::isnan(values[i])) continue;
        const double left = values[i] - points.mean[i / width] - luck.mean[i % width] + centre;
        sum += left * left;
    }
    const Component rest{sum / degrees, sum / degrees, degrees};
    const Component by_point = component_of(points, centre, n, rest.variance);
    const Component by_luck = component_of(luck, centre, n, rest.variance);
    result.points = by_point.variance, result.luck = by_luck.variance, result.rest = rest.variance;
    const double variance = by_point.variance * points.sum_of_n2() / (n * n) +
                            by_luck.variance * luck.sum_of_n2() / (n * n) + rest.variance / n;
    result.degrees = set_interval(by_point, by_luck, rest, variance, result.mean);
    return result;
}

} // namespace experiments
