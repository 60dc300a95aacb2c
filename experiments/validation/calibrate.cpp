#include "experiments/validation/calibrate.h"

#include "experiments/validation/studies.h"
#include "scenarios/json.h"
#include "sim/mathematics.h"
#include "sim/random.h"

#include <nlopt.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

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

enum Decision : std::uint32_t { prior_draw = 1, pick, step_draw };

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

using Point = std::vector<double>; ///< [free parameters] on the unit scale

/// Evaluates points and keeps the record.
class Search {
  public:
    Search(Calibration& record, const std::atomic<bool>* stop, const CalibrationWatch& watch)
        : record_(record), stop_(stop), watch_(watch) {
        for (const Target& t : targets())
            if (t.use == "calibrate" && t.reason.empty()) targets_.push_back(&t), record_.targets.push_back(t.id);
    }

    /// Index of the trial of a point.
    std::size_t evaluate(const Point& point, const std::string& step) {
        Laboratory lab;
        lab.seed = record_.plan.seed, lab.effort = record_.plan.effort, lab.stop = stop_;
        Trial trial;
        trial.step = step;
        for (std::size_t k = 0; k < point.size(); ++k) {
            trial.values.push_back(from_unit(record_.parameters[k], point[k]));
            const auto& table = models::parameter_table();
            table.at(lab.parameters, *table.find(record_.parameters[k].id)) = trial.values.back();
        }
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
        record_.trials.push_back(std::move(trial));
        const std::size_t index = record_.trials.size() - 1;
        if (record_.trials[index].distance < record_.trials[record_.best].distance) record_.best = index;
        if (watch_) watch_(index + 1, planned(), record_.trials[index], record_.trials[record_.best].distance);
        return index;
    }
    std::size_t planned() const { return 1 + record_.plan.search + record_.plan.generations * record_.plan.tries; }

  private:
    Calibration& record_;
    const std::atomic<bool>* stop_;
    const CalibrationWatch& watch_;
    std::vector<const Target*> targets_;
};

/// What the optimiser hands back to its objective.
struct Objective {
    Calibration* record;
    Search* trials;
};

/// Step 1: down from the defaults.
void search(Calibration& record, Search& trials) {
    Point start;
    for (const FreeParameter& p : record.parameters)
        start.push_back(to_unit(p, p.top));
    trials.evaluate(start, "default");
    nlopt::opt sbplx(nlopt::LN_SBPLX, static_cast<unsigned>(start.size()));
    sbplx.set_lower_bounds(0.0);
    sbplx.set_upper_bounds(1.0);
    sbplx.set_initial_step(0.08);
    sbplx.set_maxeval(static_cast<int>(record.plan.search));
    Objective objective{&record, &trials};
    sbplx.set_min_objective(
        [](const std::vector<double>& x, std::vector<double>&, void* data) {
            const auto* o = static_cast<Objective*>(data);
            try {
                return o->record->trials[o->trials->evaluate(x, "search")].distance;
            } catch (const models::Interrupted&) {
                throw nlopt::forced_stop(); // what the library knows how to pass on
            }
        },
        &objective);
    double least = 0;
    Point x = start;
    if (record.plan.search > 0) sbplx.optimize(x, least);
}

/// A particle of the population: its place, trial and weight.
struct Particle {
    Point at;
    std::size_t trial = 0;
    double weight = 1;
};

double median_distance(const Calibration& record, const std::vector<Particle>& all) {
    std::vector<double> d;
    for (const Particle& p : all)
        d.push_back(record.trials[p.trial].distance);
    std::nth_element(d.begin(), d.begin() + static_cast<std::ptrdiff_t>(d.size() / 2), d.end());
    return d[d.size() / 2];
}

/// Twice the weighted variance of each coordinate: the kernel of Beaumont et al. (2009).
Point kernel_sd(const std::vector<Particle>& all) {
    Point sd(all.front().at.size());
    for (std::size_t k = 0; k < sd.size(); ++k) {
        double mean = 0, square = 0, total = 0;
        for (const Particle& p : all)
            total += p.weight, mean += p.weight * p.at[k];
        mean /= total;
        for (const Particle& p : all)
            square += p.weight * (p.at[k] - mean) * (p.at[k] - mean);
        sd[k] = std::sqrt(2 * square / total) + 1e-6;
    }
    return sd;
}

std::size_t choose(const std::vector<Particle>& all, double u) {
    double total = 0, sum = 0;
    for (const Particle& p : all)
        total += p.weight;
    for (std::size_t k = 0; k < all.size(); ++k)
        if ((sum += all[k].weight / total) >= u) return k;
    return all.size() - 1;
}

/// Weight of a point moved from the last population: prior over the mixture of kernels.
double weight(const Calibration& record, const Point& at, const std::vector<Particle>& last, const Point& sd) {
    double prior = 1, mixture = 0;
    for (std::size_t k = 0; k < at.size(); ++k)
        prior *= density(record.parameters[k], at[k]);
    for (const Particle& p : last) {
        double z = 0;
        for (std::size_t k = 0; k < at.size(); ++k)
            z += std::pow((at[k] - p.at[k]) / sd[k], 2);
        mixture += p.weight * sim::exp(-0.5 * z);
    }
    return mixture > 0 ? prior / mixture : 0;
}

/// The first population: draws from the prior, those nearest to the targets.
std::vector<Particle> first_generation(Calibration& record, Search& trials, sim::Luck luck) {
    std::vector<Particle> all;
    for (std::size_t n = 0; n < record.plan.tries; ++n) {
        sim::Stream draw(luck, n, 0, prior_draw);
        Particle p;
        for (const FreeParameter& parameter : record.parameters)
            p.at.push_back(draw_prior(parameter, draw.uniform()));
        p.trial = trials.evaluate(p.at, "generation 1");
        all.push_back(std::move(p));
    }
    std::stable_sort(all.begin(), all.end(), [&](const Particle& a, const Particle& b) {
        return record.trials[a.trial].distance < record.trials[b.trial].distance;
    });
    all.resize(std::min(all.size(), record.plan.particles));
    return all;
}

/// Moves particles of the last population until enough lie within the tolerance; keeps the nearest of both otherwise.
std::vector<Particle> next_generation(Calibration& record, Search& trials, sim::Luck luck, std::uint32_t generation,
                                      const std::vector<Particle>& last) {
    const double tolerance = median_distance(record, last);
    const Point sd = kernel_sd(last);
    std::vector<Particle> next;
    for (std::size_t n = 0; n < record.plan.tries && next.size() < record.plan.particles; ++n) {
        sim::Stream choice(luck, n, generation, pick), move(luck, n, generation, step_draw);
        Particle p{last[choose(last, choice.uniform())].at, 0, 1};
        for (std::size_t k = 0; k < p.at.size(); ++k)
            p.at[k] += sd[k] * move.normal();
        if (std::any_of(p.at.begin(), p.at.end(), [](double x) { return x < 0 || x > 1; })) {
            for (double& x : p.at) // reflected at the ends of the range, so that wide posteriors are not cut short
                x = std::clamp(x < 0 ? -x : x > 1 ? 2 - x : x, 0.0, 1.0);
        }
        p.trial = trials.evaluate(p.at, "generation " + std::to_string(generation));
        if (record.trials[p.trial].distance > tolerance) continue;
        p.weight = weight(record, p.at, last, sd);
        next.push_back(std::move(p));
    }
    for (const Particle& p : last) { // too few: those of the last population that are within the tolerance stay
        if (next.size() >= record.plan.particles) break;
        if (record.trials[p.trial].distance <= tolerance) next.push_back(p);
    }
    return next;
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

Calibration calibrate(const CalibrationPlan& plan, const std::atomic<bool>* stop, const CalibrationWatch& watch) {
    Calibration record;
    record.plan = plan;
    record.parameters = free_parameters();
    Search trials(record, stop, watch);
    const sim::Luck luck = sim::luck(plan.seed, 0xffffffffu); // not a replicate of any study
    std::vector<Particle> population;
    try {
        search(record, trials);
        if (plan.generations > 0) population = first_generation(record, trials, luck);
        for (std::uint32_t g = 2; g <= plan.generations; ++g)
            population = next_generation(record, trials, luck, g, population);
    } catch (const models::Interrupted&) {
        record.was_interrupted = true;
    } catch (const nlopt::forced_stop&) {
        record.was_interrupted = true;
    }
    for (const Particle& p : population)
        record.ensemble.push_back(p.trial);
    return record;
}

std::string calibration_json(const Calibration& c) {
    using scenarios::Json;
    const auto values = [&](const Trial& t) {
        Json object = Json::object();
        for (std::size_t k = 0; k < c.parameters.size(); ++k)
            object[c.parameters[k].id] = t.values[k];
        return object;
    };
    Json document{{"version", models::model_version()},
                  {"method", "NLopt Sbplx from the defaults, then population Monte Carlo ABC"},
                  {"seed", c.plan.seed},
                  {"effort", c.plan.effort},
                  {"interrupted", c.was_interrupted},
                  {"targets", c.targets}};
    document["priors"] = Json::object();
    for (const FreeParameter& p : c.parameters)
        document["priors"][p.id] = {{"low", p.low}, {"top", p.top}, {"high", p.high}, {"log", p.is_log}};
    if (!c.trials.empty())
        document["best"] = {{"distance", c.trials[c.best].distance},
                            {"met", c.trials[c.best].n_met},
                            {"parameters", values(c.trials[c.best])}};
    document["ensemble"] = Json::array(), document["trials"] = Json::array();
    for (const std::size_t k : c.ensemble)
        document["ensemble"].push_back(
            {{"distance", c.trials[k].distance}, {"met", c.trials[k].n_met}, {"parameters", values(c.trials[k])}});
    for (const Trial& t : c.trials)
        document["trials"].push_back({t.step, t.distance, t.n_met, t.values, t.simulated});
    return document.dump(1) + "\n";
}

} // namespace experiments
