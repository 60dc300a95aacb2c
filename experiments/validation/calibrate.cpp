#include "experiments/validation/calibrate.h"

#include "experiments/statistics/chance.h"
#include "experiments/validation/abc.h"
#include "experiments/validation/descend.h"
#include "experiments/validation/trials.h"
#include "sim/mathematics.h"
#include "sim/random.h"

#include <algorithm>
#include <cmath>

namespace experiments {
namespace {

/// Parameters whose size no publication gives, and that calibration targets depend on.
constexpr const char* free_ids[] = {"trust.start",
                                    "trust.chemistry",
                                    "trust.loss-ratio",
                                    "trust.unfairness",
                                    "goals.susceptibility",
                                    "delivery.base",
                                    "delivery.trust",
                                    "delivery.alignment",
                                    "delivery.hours",
                                    "delivery.clarity-trust",
                                    "delivery.staff-pool",
                                    "delivery.staff-quality-sd",
                                    "delivery.caseload",
                                    "hours.pair",
                                    "hours.per-1000",
                                    "seek.room",
                                    "seek.size-power",
                                    "talks.fail-rate",
                                    "renewal.base",
                                    "crisis.rate",
                                    "crisis.trust",
                                    "partner.funds-scale",
                                    "coalition.grant-end-loss",
                                    "coalition.end-rate",
                                    "delivery.pool-per-1000",
                                    "delivery.common-pool",
                                    "delivery.trial-pool",
                                    "student.stock-limit",
                                    "hours.school",
                                    "hours.distance",
                                    "hours.new-tie",
                                    "power.alternatives",
                                    "power.money",
                                    "power.exit",
                                    "trust.concealment",
                                    "partner.spare",
                                    "seek.strain",
                                    "partner.close-rate",
                                    "leaders.learn-rate",
                                    "crisis.age-peak",
                                    "crisis.ageless",
                                    "talks.pace"};

/// Step 1: down from the defaults.
void search(Calibration& record, Trials& trials) {
    Point start;
    for (const FreeParameter& p : record.parameters)
        start.push_back(to_unit(p, p.top));
    trials.evaluate(start, "default");
    if (record.plan.search > 0)
        descend(std::move(start), static_cast<int>(record.plan.search),
                [&](const Point& x) { return record.trials[trials.evaluate(x, "search")].distance; });
}

/// Step 2: sets of values as near to the targets as the defaults' neighbourhood allows, drawn from the priors.
void sample(Calibration& record, Trials& trials) {
    AbcPrior prior;
    prior.draw = [&](sim::Stream& draws) {
        Point at;
        for (const FreeParameter& p : record.parameters)
            at.push_back(prior_quantile(p, draws.uniform()));
        return at;
    };
    prior.density = [&](const Point& at) {
        double product = 1;
        for (std::size_t k = 0; k < at.size(); ++k)
            product *= prior_density(record.parameters[k], at[k]);
        return product;
    };
    const auto simulate = [&](const Point& at, std::size_t generation) {
        const std::size_t trial = trials.evaluate(at, "generation " + std::to_string(generation));
        return AbcJudgement{record.trials[trial].distance, trial};
    };
    const CalibrationPlan& plan = record.plan;
    const sim::Luck luck = sim::luck(plan.seed, 0xffffffffu); // not a replicate of any study
    approximate_posterior(
        prior, simulate, {plan.particles, plan.tries, plan.generations, plan.tries}, luck,
        [&](const AbcPopulation& population) {
            record.generations.push_back({population.tolerance, population.accepted, population.ancestors()});
            record.ensemble.clear();
            for (const AbcParticle& p : population.particles)
                record.ensemble.push_back(p.judged.mark);
        });
}

/// Runs made before: they stand in the record, and are judged by the emulators' first fit.
void inform(Calibration& record, HistoryProblem& problem) {
    const std::vector<Trial>& known = record.plan.informing;
    problem.known.resize(static_cast<Eigen::Index>(known.size()), static_cast<Eigen::Index>(record.targets.size()));
    for (std::size_t row = 0; row < known.size(); ++row) {
        std::vector<double> at;
        for (std::size_t p = 0; p < record.parameters.size(); ++p)
            at.push_back(to_unit(record.parameters[p], known[row].values[p]));
        problem.known_at.push_back(std::move(at));
        for (std::size_t f = 0; f < record.targets.size(); ++f)
            problem.known(static_cast<Eigen::Index>(row), static_cast<Eigen::Index>(f)) = known[row].simulated[f];
        record.trials.push_back(known[row]);
        record.trials.back().step = "before";
        if (known[row].distance < record.trials[record.best].distance) record.best = record.trials.size() - 1;
    }
}

/// Waves of history matching, and the ensemble from what they leave.
void match(Calibration& record, Trials& trials) {
    const CalibrationPlan& plan = record.plan;
    HistoryPlan history = plan.history;
    history.seed = plan.seed;
    HistoryProblem problem;
    problem.n_inputs = record.parameters.size();
    problem.draw = [&](std::size_t index) {
        Chance chance(plan.seed, Purpose::point, index);
        std::vector<double> at;
        for (const FreeParameter& p : record.parameters)
            at.push_back(prior_quantile(p, chance.uniform()));
        return at;
    };
    problem.run = [&](const std::vector<std::vector<double>>& points, const std::string& step) {
        const std::vector<std::size_t> tried = trials.evaluate(points, step);
        Eigen::MatrixXd found(static_cast<Eigen::Index>(tried.size()),
                              static_cast<Eigen::Index>(record.targets.size()));
        for (std::size_t row = 0; row < tried.size(); ++row)
            for (std::size_t f = 0; f < record.targets.size(); ++f)
                found(static_cast<Eigen::Index>(row), static_cast<Eigen::Index>(f)) =
                    record.trials[tried[row]].simulated[f];
        return found;
    };
    problem.demands = [&](const Eigen::VectorXd& spread) {
        std::vector<Demand> demands;
        for (const Target* target : fitted_targets(plan.only))
            demands.push_back(demand_of(*target, spread[static_cast<Eigen::Index>(demands.size())], plan.discrepancy));
        return demands;
    };
    inform(record, problem);
    record.history = match_history(history, problem, [&](const HistoryMatch& so_far) { record.history = so_far; });
    for (const HistoryMember& member : record.history->ensemble) {
        std::vector<double> values;
        for (std::size_t p = 0; p < member.at.size(); ++p)
            values.push_back(from_unit(record.parameters[p], member.at[p]));
        const auto trial = std::find_if(record.trials.begin(), record.trials.end(),
                                        [&](const Trial& t) { return t.values == values; });
        record.ensemble.push_back(static_cast<std::size_t>(trial - record.trials.begin()));
    }
}

} // namespace

std::vector<FreeParameter> free_parameters() {
    std::vector<FreeParameter> list;
    for (const char* id : free_ids) {
        const sim::ParameterRow* row = models::parameter_table().find(id);
        FreeParameter p{id, row->range.low, row->value, row->range.high, false};
        p.is_log = p.low > 0 && p.high > 10 * p.low;
        list.push_back(p);
    }
    return list;
}

std::vector<std::string> calibration_targets(const std::vector<std::string>& only) {
    std::vector<std::string> ids;
    for (const Target* t : fitted_targets(only))
        ids.push_back(t->id);
    return ids;
}

double distance(const Target& target, const Finding& finding) {
    if (!std::isfinite(finding.value)) return 3;
    const double value = finding.value, enough = target.needs_sign ? 2 * finding.se : 0;
    if (target.low && target.high) {
        const double centre = target.target.value_or(0.5 * (*target.low + *target.high));
        const double side = value < centre ? centre - *target.low : *target.high - centre;
        return std::min(3.0, side > 0 ? std::abs(value - centre) / side : 3.0);
    }
    if (!target.low && !target.high) return 0;
    const double limit = target.low ? *target.low : *target.high;
    const double short_of = target.low ? limit + enough - value : value + enough - limit;
    const double scale = target.needs_sign ? std::max(enough, 1e-12) : std::max(std::abs(limit), 1e-12);
    return std::clamp(1 + short_of / scale, 0.0, 3.0) * (short_of > 0 ? 1.0 : 0.5);
}

Calibration calibrate(const CalibrationPlan& plan, std::vector<Trial> earlier, const std::atomic<bool>* stop,
                      const CalibrationWatch& watch) {
    Calibration record;
    record.plan = plan;
    record.parameters = free_parameters();
    const HistoryPlan& h = plan.history;
    const bool is_history = plan.method == CalibrationMethod::history;
    const std::size_t planned = is_history ? 1 + plan.informing.size() + h.waves * h.points + h.checks + 2 * h.ensemble
                                           : 1 + plan.search + plan.generations * plan.tries;
    Trials trials(record, std::move(earlier), planned, stop, watch);
    try {
        if (is_history) {
            Point start;
            for (const FreeParameter& p : record.parameters)
                start.push_back(to_unit(p, p.top));
            trials.evaluate(start, "default");
            match(record, trials);
        } else {
            search(record, trials);
            if (plan.generations > 0) sample(record, trials);
        }
    } catch (const models::Interrupted&) {
        record.was_interrupted = true;
    }
    return record;
}

} // namespace experiments
