#include "experiments/validation/ensemble.h"

#include "models/mechanisms.h"
#include "models/model.h"
#include "scenarios/given.h"
#include "scenarios/json.h"

#include <fmt/format.h>

#include <algorithm>

namespace experiments {

extern const char* const calibration_record;

namespace {

constexpr const char* wanted = "expected a record of `accord calibrate`";

/// One set: every member a parameter with a value in its row's range.
models::Parameters read_set(const scenarios::Json& values, const std::string& place, models::Parameters set,
                            scenarios::Problems& problems) {
    const auto& table = models::parameter_table();
    for (const auto& [id, value] : values.items()) {
        const std::string at = place + "/" + id;
        const sim::ParameterRow* row = table.find(id);
        if (row == nullptr)
            problems.add(at, "is no parameter", "expected ids of `accord list parameters`");
        else if (!value.is_number())
            problems.add(at, "is " + scenarios::kind_of(value), "expected a number");
        else if (const double v = value.get<double>(); v < row->range.low || v > row->range.high)
            problems.add(at, fmt::format("{} is outside the range", v),
                         fmt::format("expected {} to {} [{}]", row->range.low, row->range.high, row->unit));
        else
            table.at(set, *row) = v;
    }
    return set;
}

/// Is the parameter given by somebody, so that no set may replace it?
bool is_given(const sim::ParameterRow& row, const models::Parameters& own, const std::vector<std::string>& sets) {
    const auto names = [&](const std::string& text) { return text.substr(0, text.find('=')) == row.id; };
    return models::parameter_table().at(own, row) != row.value || std::any_of(sets.begin(), sets.end(), names);
}

/// "with trust, which this run has off": how the run's mechanisms differ from the defaults. Those are what every record
/// of this model was calibrated with.
std::vector<std::string> unlike_calibration(const models::Parameters& own) {
    const auto& table = models::parameter_table();
    const auto value = [&](const std::string& id) { return table.at(own, *table.find(id)); };
    std::vector<std::string> found;
    for (const models::Mechanism& m : models::mechanisms()) {
        const auto is_off = [&](const auto& pair) { return value(pair.first) == pair.second; };
        if (std::all_of(m.off.begin(), m.off.end(), is_off))
            found.push_back("with " + m.id + ", which this run has off");
    }
    return found;
}

/// "0.2.0": the version of the model that a record is of; null if it does not say.
scenarios::Json version_of(const scenarios::Json& record) {
    return record.is_object() ? record.value("version", scenarios::Json()) : scenarios::Json();
}

/// A user's record must be this model's, with the run's mechanisms; else its values answer another question.
bool is_of_this_run(const scenarios::Json& record, const std::string& name, const models::Parameters& own,
                    scenarios::Problems& problems) {
    const scenarios::Json version = version_of(record);
    if (version != models::model_version()) {
        problems.add(name + ": /version",
                     version.is_null()     ? "is missing"
                     : version.is_string() ? "is of model " + scenarios::shown(version.get<std::string>())
                                           : "is " + scenarios::kind_of(version),
                     fmt::format("expected a record of model {}: make it anew with `accord calibrate`",
                                 models::model_version()));
        return false;
    }
    for (const std::string& what : unlike_calibration(own))
        problems.add(name + ": /ensemble", "was calibrated " + what,
                     "expected a run with the mechanisms of the calibration, or uncertainty chance");
    return true;
}

/// What is to be said of the shipped record beside results, if anything.
std::vector<std::string> caveats_of_shipped(const models::Parameters& own) {
    std::vector<std::string> found;
    const auto version = version_of(scenarios::Json::parse(calibration_record)).get<std::string>();
    if (version != models::model_version())
        found.push_back(fmt::format("The sets of parameters were calibrated with model {}; this is model {}, whose "
                                    "results differ (models/CHANGES.md).",
                                    version, models::model_version()));
    for (const std::string& what : unlike_calibration(own))
        found.push_back(fmt::format("The sets of parameters were calibrated {}.", what));
    return found;
}

} // namespace

std::vector<models::Parameters> ensemble(const models::Parameters& base, const std::string& file,
                                         scenarios::Problems& problems) {
    const std::string name = file.empty() ? "models/calibration.json" : file;
    const auto document =
        file.empty() ? scenarios::parse_json(calibration_record, name, problems) : scenarios::read_json(file, problems);
    std::vector<models::Parameters> sets;
    if (!document) return sets;
    const auto list = document->is_object() ? document->find("ensemble") : document->end();
    if (!document->is_object() || list == document->end() || !list->is_array() || list->empty()) {
        problems.add(name + ": /ensemble", "holds no parameter sets", wanted);
        return sets;
    }
    if (!file.empty() && !is_of_this_run(*document, name, base, problems)) return sets;
    for (std::size_t k = 0; k < list->size(); ++k) {
        const std::string place = fmt::format("{}: /ensemble/{}/parameters", name, k);
        const scenarios::Json& member = (*list)[k];
        if (!member.is_object() || !member.contains("parameters") || !member["parameters"].is_object())
            problems.add(place, "is missing", wanted);
        else
            sets.push_back(read_set(member["parameters"], place, base, problems));
    }
    return sets;
}

std::vector<models::Parameters> thinned(std::vector<models::Parameters> all, std::size_t n) {
    if (all.size() <= n) return all;
    std::vector<models::Parameters> some;
    for (std::size_t k = 0; k < n; ++k)
        some.push_back(all[(2 * k + 1) * all.size() / (2 * n)]);
    return some;
}

void take_sets(Job& job, const JobSettings& settings, const UncertaintySettings& asked, const std::string& caller,
               scenarios::Problems& problems) {
    constexpr scenarios::Measure measure{"a whole number of parameter sets", 2, 10'000, true};
    const bool asks_for_sets = asked.sets || !asked.ensemble.empty();
    const std::string kind = asked.kind.value_or(job.plan.replicates < 2 && !asks_for_sets ? "chance" : "parameters");
    scenarios::given_word(kind, {"chance", "parameters"}, "kind", caller + "uncertainty", problems);
    if (kind != "parameters") {
        if (!asked.ensemble.empty())
            problems.add(caller + "ensemble", "does not go with chance alone", "expected uncertainty parameters");
        if (asked.sets)
            problems.add(caller + "sets", "does not go with chance alone", "expected uncertainty parameters");
        return;
    }
    std::size_t n = usual_sets;
    scenarios::take_number(asked.sets, measure, n, caller + "sets", problems);
    if (job.plan.replicates < 2)
        problems.add(caller + "replicates", "1 cannot tell chance from ignorance", "expected 2 or more");
    const models::Parameters& own = job.scenario.setup.parameters;
    job.plan.sets = thinned(ensemble(own, asked.ensemble, problems), n);
    if (asked.ensemble.empty())
        for (std::string& caveat : caveats_of_shipped(own))
            job.scenario.caveats.push_back(std::move(caveat));
    const auto& table = models::parameter_table();
    for (models::Parameters& set : job.plan.sets)
        for (const sim::ParameterRow& row : table.rows())
            if (is_given(row, own, settings.sets)) table.at(set, row) = table.at(own, row);
}

} // namespace experiments
