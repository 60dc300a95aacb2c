#include "experiments/validation/history.h"

#include "experiments/design/design.h"
#include "experiments/statistics/chance.h"
#include "sim/error.h"
#include "sim/parallel.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace experiments {
namespace {

using Index = Eigen::Index;
using PointList = std::vector<std::vector<double>>;

constexpr std::size_t block = 512;           ///< Draws that are emulated together.
constexpr std::size_t spread_over = 4;       ///< A wave's points are chosen from so many times as many draws.
constexpr std::size_t worth_of_ensemble = 4; ///< The weights are tempered until they are worth so many ensembles.
constexpr std::size_t tries_a_set = 4;       ///< Sets run for the ensemble, at most, for each wanted.

Points matrix_of(const PointList& list, std::size_t n_inputs) {
    Points m(static_cast<Index>(list.size()), static_cast<Index>(n_inputs));
    for (std::size_t row = 0; row < list.size(); ++row)
        for (std::size_t k = 0; k < n_inputs; ++k)
            m(static_cast<Index>(row), static_cast<Index>(k)) = list[row][k];
    return m;
}

/// The first wave covers the ranges evenly: a Latin hypercube of points far apart.
PointList first_points(const HistoryPlan& plan, std::size_t n_inputs) {
    DesignSpec spec;
    spec.method = Method::maximin_lhs, spec.points = plan.points, spec.seed = plan.seed;
    for (std::size_t k = 0; k < n_inputs; ++k) {
        Input input;
        input.id = 'x' + std::to_string(k), input.low = 0, input.high = 1;
        spec.inputs.push_back(input);
    }
    return make_design(spec).rows;
}

/// `n` of the rows of `from`, each the one farthest from those before.
std::vector<std::size_t> far_apart(const Points& from, std::size_t n) {
    std::vector<std::size_t> chosen;
    Eigen::VectorXd nearest = Eigen::VectorXd::Constant(from.rows(), std::numeric_limits<double>::infinity());
    Index next = 0;
    while (chosen.size() < std::min(n, static_cast<std::size_t>(from.rows()))) {
        chosen.push_back(static_cast<std::size_t>(next));
        nearest = nearest.cwiseMin((from.rowwise() - from.row(next)).rowwise().squaredNorm());
        nearest.maxCoeff(&next);
    }
    return chosen;
}

class Match {
  public:
    Match(const HistoryPlan& plan, const HistoryProblem& problem) : plan_(plan), problem_(problem) {
        draws_.resize(static_cast<Index>(plan.draws), static_cast<Index>(problem.n_inputs));
        for (std::size_t row = 0; row < plan.draws; ++row)
            put_draw(draws_, row, row);
        worst_ = Eigen::VectorXd::Zero(draws_.rows());
    }

    HistoryMatch run(const std::function<void(const HistoryMatch&)>& after_wave) {
        if (!problem_.known_at.empty()) {
            add_runs(problem_.known_at, problem_.known);
            learn();
        }
        for (std::size_t wave = 0; wave < plan_.waves; ++wave) {
            simulate(match_.waves.empty() ? first_points(plan_, problem_.n_inputs) : points_left(),
                     "wave " + std::to_string(wave + 1));
            learn();
            if (after_wave) after_wave(match_);
        }
        check();
        if (plan_.waves > 0) draw_ensemble();
        return match_;
    }

  private:
    void put_draw(Points& into, std::size_t row, std::size_t index) const {
        const std::vector<double> at = problem_.draw(index);
        for (std::size_t k = 0; k < at.size(); ++k)
            into(static_cast<Index>(row), static_cast<Index>(k)) = at[k];
    }
    Points draws_from(std::size_t first, std::size_t n) const {
        Points some(static_cast<Index>(n), static_cast<Index>(problem_.n_inputs));
        for (std::size_t row = 0; row < n; ++row)
            put_draw(some, row, first + row);
        return some;
    }
    std::vector<double> list_of(Index row) const {
        std::vector<double> at(problem_.n_inputs);
        for (std::size_t k = 0; k < at.size(); ++k)
            at[k] = draws_(row, static_cast<Index>(k));
        return at;
    }

    void learn() {
        if (match_.demands.empty()) set_demands();
        fit();
        screen();
    }

    void simulate(const PointList& list, const std::string& step) { add_runs(list, problem_.run(list, step)); }
    void add_runs(const PointList& list, const Eigen::MatrixXd& found) {
        const Index before = at_.rows();
        at_.conservativeResize(before + static_cast<Index>(list.size()), static_cast<Index>(problem_.n_inputs));
        at_.bottomRows(static_cast<Index>(list.size())) = matrix_of(list, problem_.n_inputs);
        found_.conservativeResize(at_.rows(), found.cols());
        found_.bottomRows(found.rows()) = found;
    }

    void set_demands() {
        Eigen::VectorXd spread(found_.cols());
        for (Index f = 0; f < found_.cols(); ++f) {
            double n = 0, sum = 0, square = 0;
            for (const double v : found_.col(f))
                if (std::isfinite(v)) n += 1, sum += v, square += v * v;
            spread[f] = n > 1 ? std::sqrt(std::max(0.0, (square - sum * sum / n) / (n - 1))) : 0;
        }
        match_.demands = problem_.demands(spread);
    }

    void fit() {
        emulators_.resize(match_.demands.size());
        sim::for_each_task(emulators_.size(), [&](std::size_t f) {
            try {
                emulators_[f] = fit_emulator(at_, found_.col(static_cast<Index>(f)));
            } catch (const sim::InputError& error) {
                throw sim::InputError(match_.demands[f].id + ": " + error.what() + "; expected more points a wave");
            }
        });
    }

    /// Rules out draws: `worst_` is the largest implausibility that any wave gave them. The variance of a prediction is
    /// dear and never above a bound: it is computed only for draws that the bound does not rule out.
    void screen() {
        const std::size_t n_findings = emulators_.size();
        const auto n = static_cast<std::size_t>(draws_.rows());
        Eigen::MatrixXd far = Eigen::MatrixXd::Zero(draws_.rows(), static_cast<Index>(n_findings));
        sim::for_each_block(n, block, [&](std::size_t begin, std::size_t end) {
            for (std::size_t f = 0; f < n_findings; ++f)
                screen_block(static_cast<Index>(begin), static_cast<Index>(end), f, far);
        });
        worst_ = worst_.cwiseMax(far.rowwise().maxCoeff());
        HistoryWave wave;
        wave.runs = static_cast<std::size_t>(at_.rows());
        wave.left = (worst_.array() <= plan_.cut).cast<double>().mean();
        for (std::size_t f = 0; f < n_findings; ++f)
            wave.findings.push_back({emulators_[f].explained, emulators_[f].within_two,
                                     (far.col(static_cast<Index>(f)).array() > plan_.cut).cast<double>().mean(),
                                     emulators_[f].active});
        match_.smallest = worst_.minCoeff();
        match_.waves.push_back(std::move(wave));
    }
    void screen_block(Index begin, Index end, std::size_t f, Eigen::MatrixXd& far) const {
        const Demand& demand = match_.demands[f];
        const double bound = largest_variance(emulators_[f]);
        const Eigen::VectorXd mean = emulated_means(emulators_[f], draws_.middleRows(begin, end - begin));
        std::vector<Index> close;
        for (Index row = begin; row < end; ++row) {
            far(row, static_cast<Index>(f)) = implausibility(demand, mean[row - begin], bound);
            if (far(row, static_cast<Index>(f)) <= plan_.cut && worst_[row] <= plan_.cut) close.push_back(row);
        }
        if (close.empty()) return;
        const Emulated exact = emulated(emulators_[f], draws_(close, Eigen::all));
        for (std::size_t k = 0; k < close.size(); ++k)
            far(close[k], static_cast<Index>(f)) =
                implausibility(demand, exact.mean[static_cast<Index>(k)], exact.variance[static_cast<Index>(k)]);
    }

    /// Draws not ruled out, the least implausible first where there are fewer than `n`.
    std::vector<Index> least_implausible(std::size_t n) const {
        std::vector<Index> rows;
        for (Index row = 0; row < draws_.rows(); ++row)
            if (worst_[row] <= plan_.cut) rows.push_back(row);
        if (rows.size() >= n) return rows;
        rows.resize(static_cast<std::size_t>(draws_.rows()));
        std::iota(rows.begin(), rows.end(), Index{0});
        std::stable_sort(rows.begin(), rows.end(), [&](Index a, Index b) { return worst_[a] < worst_[b]; });
        rows.resize(std::min(n, rows.size()));
        return rows;
    }

    /// Points of the next wave: far apart, among those left.
    PointList points_left() const {
        std::vector<Index> rows = least_implausible(plan_.points);
        rows.resize(std::min(rows.size(), spread_over * plan_.points));
        PointList list;
        for (const std::size_t k : far_apart(draws_(rows, Eigen::all), plan_.points))
            list.push_back(list_of(rows[k]));
        return list;
    }

    EmulatedDraws emulate(Points points) const {
        EmulatedDraws draws;
        const auto n = static_cast<Index>(emulators_.size());
        draws.mean.resize(points.rows(), n), draws.variance.resize(points.rows(), n);
        sim::for_each_block(static_cast<std::size_t>(points.rows()), block, [&](std::size_t begin, std::size_t end) {
            const auto first = static_cast<Index>(begin), size = static_cast<Index>(end - begin);
            for (Index f = 0; f < n; ++f) {
                const Emulated e = emulated(emulators_[static_cast<std::size_t>(f)], points.middleRows(first, size));
                draws.mean.col(f).segment(first, size) = e.mean;
                draws.variance.col(f).segment(first, size) = e.variance;
            }
        });
        draws.at = std::move(points);
        return draws;
    }

    /// Runs that no emulator has seen, and coverage.
    void check() {
        if (plan_.waves == 0) return;
        std::size_t index = plan_.draws; // draws of their own
        PointList list;
        for (std::size_t k = 0; k < plan_.checks; ++k)
            list.push_back(problem_.draw(index++));
        Eigen::MatrixXd found(0, found_.cols());
        if (!list.empty()) found = problem_.run(list, "check");
        const Points points = matrix_of(list, problem_.n_inputs);
        const EmulatedDraws said = emulate(points);
        double n = 0, within = 0;
        std::vector<Index> whole; // a study that could not be carried out makes no finding
        for (Index row = 0; row < found.rows(); ++row) {
            if (found.row(row).array().isFinite().all()) whole.push_back(row);
            for (Index f = 0; f < found.cols(); ++f)
                if (const double missed = found(row, f) - said.mean(row, f); std::isfinite(missed))
                    n += 1, within += missed * missed <= 4 * said.variance(row, f) + 1e-18 ? 1 : 0;
        }
        match_.checks_within_two = n > 0 ? within / n : 0;
        const EmulatedDraws truths = emulate(draws_from(index, plan_.coverage.truths));
        index += plan_.coverage.truths;
        const EmulatedDraws pool = emulate(draws_from(index, plan_.coverage.draws));
        match_.coverage = coverage(plan_.coverage, plan_.seed, match_.demands, pool, truths, points(whole, Eigen::all),
                                   found(whole, Eigen::all));
    }

    /// Power of the likelihood at which weights are worth enough.
    Weights tempered(const Eigen::VectorXd& logs) {
        const double wanted =
            std::min(static_cast<double>(worth_of_ensemble * plan_.ensemble), 0.5 * static_cast<double>(logs.size()));
        Weights weights = weights_of(logs);
        double low = 0, high = 1;
        for (int step = 0; step < 30 && weights.effective < wanted; ++step) {
            const double power = 0.5 * (low + high);
            const Weights tried = weights_of(logs * power);
            (tried.effective < wanted ? high : low) = power;
            if (step == 29) match_.tempering = low, weights = weights_of(logs * low);
        }
        match_.effective = weights.effective;
        return weights;
    }

    void draw_ensemble() {
        std::vector<Index> rows;
        for (Index row = 0; row < draws_.rows(); ++row)
            if (worst_[row] <= plan_.cut) rows.push_back(row);
        if (rows.empty()) return;
        const Weights weights = tempered(log_likelihoods(match_.demands, emulate(draws_(rows, Eigen::all))));
        // Without replacement, by weight: the first to come of exponential waiting times.
        std::vector<std::pair<double, Index>> order;
        for (std::size_t k = 0; k < rows.size(); ++k)
            if (const double w = weights.of[static_cast<Index>(k)]; w > 0)
                order.emplace_back(
                    Chance(plan_.seed, Purpose::weight, static_cast<std::uint64_t>(rows[k])).exponential() / w,
                    rows[k]);
        std::sort(order.begin(), order.end());
        order.resize(std::min(order.size(), tries_a_set * plan_.ensemble));
        for (std::size_t k = 0; k < order.size() && match_.ensemble.size() < plan_.ensemble;) {
            PointList list;
            const std::size_t first = k;
            for (const std::size_t wanted = plan_.ensemble - match_.ensemble.size();
                 k < order.size() && list.size() < wanted; ++k)
                list.push_back(list_of(order[k].second));
            keep(problem_.run(list, "ensemble"), list, order, first);
        }
    }
    void keep(const Eigen::MatrixXd& found, const PointList& list, const std::vector<std::pair<double, Index>>& order,
              std::size_t first) {
        for (std::size_t k = 0; k < list.size(); ++k) {
            double worst = 0;
            for (std::size_t f = 0; f < match_.demands.size(); ++f) {
                const Emulator& e = emulators_[f];
                worst = std::max(worst,
                                 implausibility(match_.demands[f], found(static_cast<Index>(k), static_cast<Index>(f)),
                                                e.variance * e.nugget)); // the luck of one run
            }
            ++match_.tried;
            if (worst <= plan_.cut)
                match_.ensemble.push_back({static_cast<std::size_t>(order[first + k].second), list[k], worst});
        }
    }

    const HistoryPlan& plan_;
    const HistoryProblem& problem_;
    HistoryMatch match_;
    Points draws_;          ///< [draws x inputs] from the priors
    Eigen::VectorXd worst_; ///< [draws]
    Points at_;             ///< [runs x inputs]
    Eigen::MatrixXd found_; ///< [runs x findings]
    std::vector<Emulator> emulators_;
};

} // namespace

HistoryMatch match_history(const HistoryPlan& plan, const HistoryProblem& problem,
                           const std::function<void(const HistoryMatch&)>& after_wave) {
    return Match(plan, problem).run(after_wave);
}

} // namespace experiments
