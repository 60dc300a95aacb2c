// The record of a calibration as a file: written whole, and read again to go on.
#include "experiments/validation/calibrate.h"
#include "scenarios/json.h"

#include <fmt/format.h>

#include <cmath>

namespace experiments {
namespace {

using scenarios::Json;

/// Column names of /trials.
const Json trial_columns{"step", "distance", "met", "values", "simulated"};

Json values(const Calibration& c, const Trial& trial) {
    Json object = Json::object();
    for (std::size_t k = 0; k < c.parameters.size(); ++k)
        object[c.parameters[k].id] = trial.values[k];
    return object;
}

Json priors(const std::vector<FreeParameter>& parameters) {
    Json object = Json::object();
    for (const FreeParameter& p : parameters)
        object[p.id] = {{"low", p.low}, {"top", p.top}, {"high", p.high}, {"log", p.is_log}};
    return object;
}

std::vector<double> numbers(const Json& list) {
    std::vector<double> all;
    for (const Json& value : list) // JSON has no NaN: what could not be simulated is null
        all.push_back(value.is_null() ? std::nan("") : value.get<double>());
    return all;
}

} // namespace

std::string calibration_json(const Calibration& c) {
    Json document{{"version", models::model_version()},
                  {"method", "NLopt Sbplx from the defaults, then sequential Monte Carlo ABC"},
                  {"seed", c.plan.seed},
                  {"effort", c.plan.effort},
                  {"interrupted", c.was_interrupted},
                  {"targets", c.targets},
                  {"priors", priors(c.parameters)}};
    if (!c.trials.empty())
        document["best"] = {{"distance", c.trials[c.best].distance},
                            {"met", c.trials[c.best].n_met},
                            {"parameters", values(c, c.trials[c.best])}};
    document["generations"] = Json::array(), document["ensemble"] = Json::array();
    for (const Generation& g : c.generations)
        document["generations"].push_back(
            {{"tolerance", g.tolerance}, {"accepted", g.accepted}, {"ancestors", g.ancestors}});
    for (const std::size_t k : c.ensemble)
        document["ensemble"].push_back(
            {{"distance", c.trials[k].distance}, {"met", c.trials[k].n_met}, {"parameters", values(c, c.trials[k])}});
    document["columns"] = trial_columns;
    std::vector<const Trial*> all;
    for (const Trial& trial : c.trials)
        all.push_back(&trial);
    for (const auto& [point, trial] : c.earlier)
        all.push_back(&trial);
    std::string text = document.dump(1);
    text.erase(text.rfind("\n}"));
    text += ",\n \"trials\": [";
    for (std::size_t k = 0; k < all.size(); ++k) { // one line each: a record of thousands stays readable
        text += k > 0 ? ",\n  " : "\n  ";
        text += Json{all[k]->step, all[k]->distance, all[k]->n_met, all[k]->values, all[k]->simulated}.dump();
    }
    return text + (all.empty() ? "]\n}\n" : "\n ]\n}\n");
}

std::vector<Trial> earlier_trials(const std::string& file, const CalibrationPlan& plan, scenarios::Problems& problems) {
    const auto refuse = [&](const std::string& what, const std::string& expected) {
        problems.add("accord calibrate: --out",
                     fmt::format("'{}' is there already and {}", scenarios::shown(file), what), expected);
        return std::vector<Trial>{};
    };
    const std::string wanted = "expected a new file, or a record to go on with";
    scenarios::Problems unread;
    const auto document = scenarios::read_json(file, unread);
    if (!document || !document->is_object() || !document->contains("trials") || !document->contains("columns"))
        return refuse("is no record of a calibration", wanted);
    Calibration now;
    now.parameters = free_parameters();
    const Json same{{"version", models::model_version()},
                    {"seed", plan.seed},
                    {"effort", plan.effort},
                    {"targets", calibration_targets()},
                    {"priors", priors(now.parameters)},
                    {"columns", trial_columns}};
    for (const auto& [key, value] : same.items())
        if (!document->contains(key) || (*document)[key] != value)
            return refuse(fmt::format("is of {} {}", key == "targets" || key == "priors" ? "other" : "another", key),
                          wanted + " of the same version, seed and effort");
    std::vector<Trial> trials;
    try {
        for (const Json& row : document->at("trials"))
            trials.push_back({numbers(row.at(3)), numbers(row.at(4)), row.at(1).get<double>(),
                              row.at(2).get<std::size_t>(), row.at(0).get<std::string>()});
    } catch (const Json::exception&) {
        return refuse("is damaged in /trials", wanted);
    }
    return trials;
}

} // namespace experiments
