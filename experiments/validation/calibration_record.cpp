// The record of a calibration as a file: written whole, and read again to go on.
#include "experiments/validation/calibrate.h"
#include "scenarios/json.h"

#include <fmt/format.h>

#include <algorithm>
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

std::vector<std::string> ids_of(const Calibration& c, const std::vector<std::size_t>& inputs) {
    std::vector<std::string> ids;
    for (const std::size_t k : inputs)
        ids.push_back(c.parameters[k].id);
    return ids;
}

const char* word_of(Demand::Side side) {
    return side == Demand::Side::around ? "around" : side == Demand::Side::at_least ? "at least" : "at most";
}

/// What the errors are, what each wave ruled out and how its emulators did, and how often intervals hold a known truth.
Json history_json(const Calibration& c) {
    const HistoryMatch& h = *c.history;
    Json findings = Json::array(), waves = Json::array();
    for (const Demand& d : h.demands)
        findings.push_back({{"id", d.id},
                            {"demand", word_of(d.side)},
                            {"value", d.value},
                            {"finding-sd", d.finding_sd},
                            {"discrepancy-sd", d.discrepancy_sd}});
    for (const HistoryWave& w : h.waves) {
        Json emulators = Json::array();
        for (std::size_t f = 0; f < w.findings.size(); ++f)
            emulators.push_back({{"id", h.demands[f].id},
                                 {"explained", w.findings[f].explained},
                                 {"within-two-sd", w.findings[f].within_two},
                                 {"rules-out", w.findings[f].ruled_out},
                                 {"depends-on", ids_of(c, w.findings[f].active)}});
        waves.push_back({{"runs", w.runs}, {"not-ruled-out", w.left}, {"emulators", emulators}});
    }
    const Coverage& v = h.coverage;
    return {{"discrepancy", c.plan.discrepancy},
            {"implausibility-cut", c.plan.history.cut},
            {"draws", c.plan.history.draws},
            {"findings", findings},
            {"waves", waves},
            {"least-implausibility", h.smallest},
            {"ensemble",
             {{"tried", h.tried},
              {"kept", h.ensemble.size()},
              {"tempering", h.tempering},
              {"effective-draws", h.effective},
              {"lineage", "each set is a draw of its own from the priors, by its number"}}},
            {"checks", {{"runs", c.plan.history.checks}, {"within-two-sd", h.checks_within_two}}},
            {"coverage",
             {{"by-emulators",
               {{"truths", v.truths},
                {"interval-50", v.half},
                {"interval-90", v.nine_tenths},
                {"rank-histogram", v.histogram},
                {"least-p-of-uniformity", std::min(1.0, v.least_p)},
                {"effective-draws", v.effective}}},
              {"by-model",
               {{"truths", v.runs}, {"interval-50", v.half_by_model}, {"interval-90", v.nine_tenths_by_model}}}}}};
}

} // namespace

std::string calibration_json(const Calibration& c) {
    Json document{{"version", models::model_version()},
                  {"method", c.plan.method == CalibrationMethod::history
                                 ? "history matching in waves with emulators"
                                 : "NLopt Sbplx from the defaults, then sequential Monte Carlo ABC"},
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
    for (std::size_t n = 0; n < c.ensemble.size(); ++n) {
        const Trial& trial = c.trials[c.ensemble[n]];
        Json set{{"distance", trial.distance}, {"met", trial.n_met}, {"parameters", values(c, trial)}};
        if (c.history)
            set["lineage"] = c.history->ensemble[n].draw, set["implausibility"] = c.history->ensemble[n].implausibility;
        document["ensemble"].push_back(std::move(set));
    }
    if (c.history) document["history"] = history_json(c);
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

namespace {

/// How a record is asked for, and what it is refused with.
struct RecordWanted {
    const char *option, *is_there, *wanted;
    bool needs_same_tops;
};

/// The priors without their tops: which parameters are free, and over which ranges.
Json ranges(Json priors) {
    for (auto& prior : priors)
        if (prior.is_object()) prior.erase("top");
    return priors;
}

std::vector<Trial> trials_of(const std::string& file, const RecordWanted& asked, const CalibrationPlan& plan,
                             scenarios::Problems& problems) {
    const auto refuse = [&](const std::string& what, const std::string& expected) {
        problems.add(std::string("accord calibrate: --") + asked.option,
                     fmt::format("'{}' is {}{}", scenarios::shown(file), asked.is_there, what), expected);
        return std::vector<Trial>{};
    };
    const std::string wanted = asked.wanted;
    scenarios::Problems unread;
    const auto document = scenarios::read_json(file, unread);
    if (!document || !document->is_object() || !document->contains("trials") || !document->contains("columns"))
        return refuse("no record of a calibration", wanted);
    Calibration now;
    now.parameters = free_parameters();
    const auto compared = [&](const std::string& key, const Json& value) {
        return key == "priors" && !asked.needs_same_tops ? ranges(value) : value;
    };
    const Json same{{"version", models::model_version()},
                    {"seed", plan.seed},
                    {"effort", plan.effort},
                    {"targets", calibration_targets(plan.only)},
                    {"priors", priors(now.parameters)},
                    {"columns", trial_columns}};
    for (const auto& [key, value] : same.items())
        if (!document->contains(key) || compared(key, (*document)[key]) != compared(key, value))
            return refuse(fmt::format("of {} {}", key == "targets" || key == "priors" ? "other" : "another", key),
                          wanted + " of the same version, seed and effort");
    std::vector<Trial> trials;
    try {
        for (const Json& row : document->at("trials"))
            trials.push_back({numbers(row.at(3)), numbers(row.at(4)), row.at(1).get<double>(),
                              row.at(2).get<std::size_t>(), row.at(0).get<std::string>()});
    } catch (const Json::exception&) {
        return refuse("damaged in /trials", wanted);
    }
    return trials;
}

} // namespace

std::vector<Trial> earlier_trials(const std::string& file, const CalibrationPlan& plan, scenarios::Problems& problems) {
    std::vector<Trial> trials = trials_of(
        file, {"out", "there already and is ", "expected a new file, or a record to go on with", true}, plan, problems);
    std::erase_if(trials, [](const Trial& trial) { return trial.step == "before"; }); // the informing record has them
    return trials;
}

std::vector<Trial> informing_trials(const std::string& file, const CalibrationPlan& plan,
                                    scenarios::Problems& problems) {
    return trials_of(file, {"informed-by", "", "expected a record of `accord calibrate`", false}, plan, problems);
}

} // namespace experiments
