#include "experiments/validation/calibrate.h"

#include "experiments/validation/abc.h"
#include "experiments/validation/descend.h"
#include "experiments/validation/studies.h"
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
                                    "coalition.end-rate"};

/// Versions are single digits between dots, so that their texts compare as they do.
bool is_fitted(const Target& target) {
    return target.use == "calibrate" && target.reason.empty() && target.fitted_from <= models::model_version();
}

/// A value on the scale of its prior, from 0 to 1.
double to_unit(const FreeParameter& p, double value) {
    return p.is_log ? sim::log(value / p.low) / sim::log(p.high / p.low) : (value - p.low) / (p.high - p.low);
}
double from_unit(const FreeParameter& p, double unit) {
    return p.is_log ? p.low * sim::exp(unit * sim::log(p.high / p.low)) : p.low + unit * (p.high - p.low);
}
double density(const FreeParameter& p, double unit) {
    const double top = to_unit(p, p.top);
    if (unit < 0 || unit > 1) return 0;
    return unit < top ? 2 * unit / top : unit > top ? 2 * (1 - unit) / (1 - top) : 2;
}
double draw_prior(const FreeParameter& p, double u) {
    const double top = to_unit(p, p.top);
    return u < top ? std::sqrt(u * top) : 1 - std::sqrt((1 - u) * (1 - top));
}

/// Evaluates points (on the unit scale of the priors) and keeps the record; what an earlier record holds is not run
/// again.
class Search {
  public:
    Search(Calibration& record, std::vector<Trial> earlier, const std::atomic<bool>* stop,
           const CalibrationWatch& watch)
        : record_(record), stop_(stop), watch_(watch) {
        for (Trial& trial : earlier) {
            std::vector<double> key = trial.values;
            record_.earlier.emplace(std::move(key), std::move(trial));
        }
        record_.targets = calibration_targets();
        for (const Target& t : targets())
            if (is_fitted(t)) targets_.push_back(&t);
    }

    /// Index of the trial of a point.
    std::size_t evaluate(const Point& point, const std::string& step) {
        Trial trial;
        for (std::size_t k = 0; k < point.size(); ++k)
            trial.values.push_back(from_unit(record_.parameters[k], point[k]));
        const auto known = record_.earlier.find(trial.values);
        const auto same = std::find_if(record_.trials.begin(), record_.trials.end(),
                                       [&](const Trial& t) { return t.values == trial.values; });
        if (known != record_.earlier.end())
            trial = known->second, record_.earlier.erase(known);
        else if (same != record_.trials.end())
            trial = *same;
        else
            simulate(trial);
        trial.step = step;
        record_.trials.push_back(std::move(trial));
        const std::size_t index = record_.trials.size() - 1;
        if (record_.trials[index].distance < record_.trials[record_.best].distance) record_.best = index;
        if (watch_) watch_(index + 1, planned(), record_);
        return index;
    }

  private:
    std::size_t planned() const { return 1 + record_.plan.search + record_.plan.generations * record_.plan.tries; }

    void simulate(Trial& trial) const {
        Laboratory lab;
        lab.seed = record_.plan.seed, lab.effort = record_.plan.effort, lab.stop = stop_;
        const auto& table = models::parameter_table();
        for (std::size_t k = 0; k < trial.values.size(); ++k)
            table.at(lab.parameters, *table.find(record_.parameters[k].id)) = trial.values[k];
        scenarios::Problems problems;
        const Validation result = validate(lab, record_.targets, problems);
        double sum = 0;
        for (const Target* target : targets_) {
            const auto it = std::find_if(result.verdicts.begin(), result.verdicts.end(),
                                         [&](const Verdict& v) { return v.target.id == target->id; });
            trial.simulated.push_back(it->finding->value);
            trial.n_met += it->is_met == true ? 1 : 0;
            sum += std::pow(distance(*target, *it->finding), 2);
        }
        trial.distance = std::sqrt(sum / static_cast<double>(targets_.size()));
    }

    Calibration& record_;
    const std::atomic<bool>* stop_;
    const CalibrationWatch& watch_;
    std::vector<const Target*> targets_;
};

/// Step 1: down from the defaults.
void search(Calibration& record, Search& trials) {
    Point start;
    for (const FreeParameter& p : record.parameters)
        start.push_back(to_unit(p, p.top));
    trials.evaluate(start, "default");
    if (record.plan.search > 0)
        descend(std::move(start), static_cast<int>(record.plan.search),
                [&](const Point& x) { return record.trials[trials.evaluate(x, "search")].distance; });
}

/// Step 2: sets of values as near to the targets as the defaults' neighbourhood allows, drawn from the priors.
void sample(Calibration& record, Search& trials) {
    AbcPrior prior;
    prior.draw = [&](sim::Stream& draws) {
        Point at;
        for (const FreeParameter& p : record.parameters)
            at.push_back(draw_prior(p, draws.uniform()));
        return at;
    };
    prior.density = [&](const Point& at) {
        double product = 1;
        for (std::size_t k = 0; k < at.size(); ++k)
            product *= density(record.parameters[k], at[k]);
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

std::vector<std::string> calibration_targets() {
    std::vector<std::string> ids;
    for (const Target& t : targets())
        if (is_fitted(t)) ids.push_back(t.id);
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
    Search trials(record, std::move(earlier), stop, watch);
    try {
        search(record, trials);
        if (plan.generations > 0) sample(record, trials);
    } catch (const models::Interrupted&) {
        record.was_interrupted = true;
    }
    return record;
}

} // namespace experiments
