#include "experiments/validation/trials.h"

#include "sim/mathematics.h"
#include "sim/parallel.h"

#include <algorithm>
#include <cmath>

namespace experiments {
namespace {

constexpr std::size_t batch = 8; ///< Run together, then told of: a kill loses no more.

/// Versions are single digits between dots, so that their texts compare as they do.
bool is_fitted(const Target& target) {
    return target.use == "calibrate" && target.reason.empty() && target.fitted_from <= models::model_version();
}

} // namespace

double to_unit(const FreeParameter& p, double value) {
    return p.is_log ? sim::log(value / p.low) / sim::log(p.high / p.low) : (value - p.low) / (p.high - p.low);
}
double from_unit(const FreeParameter& p, double unit) {
    return p.is_log ? p.low * sim::exp(unit * sim::log(p.high / p.low)) : p.low + unit * (p.high - p.low);
}
double prior_density(const FreeParameter& p, double unit) {
    const double top = to_unit(p, p.top);
    if (unit < 0 || unit > 1) return 0;
    return unit < top ? 2 * unit / top : unit > top ? 2 * (1 - unit) / (1 - top) : 2;
}
double prior_quantile(const FreeParameter& p, double u) {
    const double top = to_unit(p, p.top);
    return u < top ? std::sqrt(u * top) : 1 - std::sqrt((1 - u) * (1 - top));
}

std::vector<const Target*> fitted_targets(const std::vector<std::string>& only) {
    std::vector<const Target*> list;
    for (const Target& t : targets())
        if (is_fitted(t) && is_asked(t.id, only)) list.push_back(&t);
    return list;
}

Trials::Trials(Calibration& record, std::vector<Trial> earlier, std::size_t planned, const std::atomic<bool>* stop,
               const CalibrationWatch& watch)
    : record_(record), planned_(planned), stop_(stop), watch_(watch), targets_(fitted_targets(record.plan.only)) {
    for (Trial& trial : earlier) {
        std::vector<double> key = trial.values;
        record_.earlier.emplace(std::move(key), std::move(trial));
    }
    for (const Target* t : targets_)
        record_.targets.push_back(t->id);
}

std::size_t Trials::evaluate(const std::vector<double>& point, const std::string& step) {
    return evaluate(std::vector<std::vector<double>>{point}, step).front();
}

std::vector<std::size_t> Trials::evaluate(const std::vector<std::vector<double>>& points, const std::string& step) {
    std::vector<std::size_t> indices;
    for (std::size_t first = 0; first < points.size(); first += batch) {
        std::vector<Trial> tried(std::min(batch, points.size() - first));
        std::vector<std::size_t> unknown;
        for (std::size_t k = 0; k < tried.size(); ++k) {
            for (std::size_t p = 0; p < record_.parameters.size(); ++p)
                tried[k].values.push_back(from_unit(record_.parameters[p], points[first + k][p]));
            const auto known = record_.earlier.find(tried[k].values);
            const auto same = std::find_if(record_.trials.begin(), record_.trials.end(),
                                           [&](const Trial& t) { return t.values == tried[k].values; });
            if (known != record_.earlier.end())
                tried[k] = known->second, record_.earlier.erase(known);
            else if (same != record_.trials.end())
                tried[k] = *same;
            else
                unknown.push_back(k);
        }
        sim::for_each_task(unknown.size(),
                           [&](std::size_t u) { tried[unknown[u]] = simulated(tried[unknown[u]].values); });
        for (Trial& trial : tried) {
            trial.step = step;
            record_.trials.push_back(std::move(trial));
            indices.push_back(record_.trials.size() - 1);
            if (record_.trials.back().distance < record_.trials[record_.best].distance) record_.best = indices.back();
            if (watch_) watch_(indices.back() + 1, planned_, record_);
        }
    }
    return indices;
}

Trial Trials::simulated(std::vector<double> values) const {
    Trial trial;
    trial.values = std::move(values);
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
    return trial;
}

} // namespace experiments
