#include "experiments/validation/coverage.h"

#include "experiments/statistics/chance.h"
#include "experiments/statistics/distributions.h"
#include "sim/mathematics.h"
#include "sim/parallel.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

namespace experiments {
namespace {

/// Places of the true values of all inputs in their posteriors [truths x inputs], and what each posterior is worth.
struct Places {
    Eigen::MatrixXd of;
    std::vector<double> effective;
};

Places places(const EmulatedDraws& pool, const Points& truths,
              const std::function<std::vector<Demand>(std::size_t truth)>& findings_of) {
    const auto n = static_cast<std::size_t>(truths.rows());
    Places p{Eigen::MatrixXd(truths.rows(), truths.cols()), std::vector<double>(n)};
    sim::for_each_task(n, [&](std::size_t truth) {
        const Weights weights = weights_of(log_likelihoods(findings_of(truth), pool));
        p.effective[truth] = weights.effective;
        const auto row = static_cast<Eigen::Index>(truth);
        for (Eigen::Index k = 0; k < truths.cols(); ++k)
            p.of(row, k) = (pool.at.col(k).array() < truths(row, k)).select(weights.of.array(), 0.0).sum();
    });
    return p;
}

double share_within(const Eigen::MatrixXd& places, double central) {
    const double low = 0.5 - 0.5 * central, high = 0.5 + 0.5 * central;
    return (places.array() >= low && places.array() <= high).cast<double>().mean();
}

/// p of uniformity of one input's places by the largest distance from the diagonal (Kolmogorov & Smirnov, against a
/// uniform sample of the same size many times over: an even grid).
double uniform_p(std::vector<double> places) {
    std::sort(places.begin(), places.end());
    constexpr std::size_t grid = 10'000;
    std::vector<double> even(grid);
    for (std::size_t k = 0; k < grid; ++k)
        even[k] = (static_cast<double>(k) + 0.5) / grid;
    return ks_p_value(ks_distance(places, even), places.size(), grid);
}

} // namespace

Eigen::VectorXd log_likelihoods(const std::vector<Demand>& findings, const EmulatedDraws& draws) {
    Eigen::VectorXd logs = Eigen::VectorXd::Zero(draws.at.rows());
    for (std::size_t f = 0; f < findings.size(); ++f)
        for (Eigen::Index draw = 0; draw < logs.size(); ++draw)
            logs[draw] += log_likelihood(findings[f], draws.mean(draw, static_cast<Eigen::Index>(f)),
                                         draws.variance(draw, static_cast<Eigen::Index>(f)));
    return logs;
}

Weights weights_of(Eigen::VectorXd logs) {
    Weights w;
    const double top = logs.maxCoeff();
    if (!std::isfinite(top)) { // no draw can be right: none counts
        w.of = Eigen::VectorXd::Zero(logs.size());
        return w;
    }
    w.of = logs.unaryExpr([top](double v) { return sim::exp(std::max(-700.0, v - top)); });
    w.of /= w.of.sum();
    w.effective = 1 / w.of.squaredNorm();
    return w;
}

std::vector<Demand> made_findings(const std::vector<Demand>& demands, const Eigen::VectorXd& mean,
                                  const Eigen::VectorXd& variance, std::uint64_t seed, std::size_t truth) {
    Chance chance(seed, Purpose::noise, truth);
    std::vector<Demand> findings = demands;
    for (std::size_t f = 0; f < findings.size(); ++f) {
        Demand& d = findings[f];
        const auto k = static_cast<Eigen::Index>(f);
        const double made = mean[k] + std::sqrt(d.variance() + variance[k]) * chance.normal();
        if (d.side == Demand::Side::around)
            d.value = made;
        else
            d.side = made >= d.value ? Demand::Side::at_least : Demand::Side::at_most;
    }
    return findings;
}

Coverage coverage(const CoveragePlan& plan, std::uint64_t seed, const std::vector<Demand>& demands,
                  const EmulatedDraws& pool, const EmulatedDraws& truths, const Points& runs,
                  const Eigen::MatrixXd& run_findings) {
    Coverage c;
    c.truths = static_cast<std::size_t>(truths.at.rows()), c.runs = static_cast<std::size_t>(runs.rows());
    c.histogram.assign(plan.bins, 0);
    if (c.truths > 0) {
        const Places by_emulators = places(pool, truths.at, [&](std::size_t t) {
            const auto row = static_cast<Eigen::Index>(t);
            return made_findings(demands, truths.mean.row(row), truths.variance.row(row), seed, t);
        });
        c.half = share_within(by_emulators.of, 0.5), c.nine_tenths = share_within(by_emulators.of, 0.9);
        for (Eigen::Index k = 0; k < by_emulators.of.cols(); ++k) {
            std::vector<double> one;
            for (Eigen::Index t = 0; t < by_emulators.of.rows(); ++t) {
                one.push_back(by_emulators.of(t, k));
                const auto bin = static_cast<std::size_t>(one.back() * static_cast<double>(plan.bins));
                ++c.histogram[std::min(bin, plan.bins - 1)];
            }
            c.least_p = std::min(c.least_p, uniform_p(std::move(one)) * static_cast<double>(by_emulators.of.cols()));
        }
        std::vector<double> worth = by_emulators.effective;
        std::nth_element(worth.begin(), worth.begin() + static_cast<std::ptrdiff_t>(worth.size() / 2), worth.end());
        c.effective = worth[worth.size() / 2];
    }
    if (c.runs > 0) {
        const Places by_model = places(pool, runs, [&](std::size_t t) {
            const auto row = static_cast<Eigen::Index>(t);
            const Eigen::VectorXd nothing = Eigen::VectorXd::Zero(run_findings.cols());
            return made_findings(demands, run_findings.row(row), nothing, seed, c.truths + t);
        });
        c.half_by_model = share_within(by_model.of, 0.5), c.nine_tenths_by_model = share_within(by_model.of, 0.9);
    }
    return c;
}

} // namespace experiments
