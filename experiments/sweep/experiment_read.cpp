// Reads experiment files: all but inputs and design.
#include "experiments/sweep/experiment_parts.h"
#include "scenarios/condition_text.h"
#include "scenarios/schema.h"
#include "scenarios/text.h"

#include <filesystem>
#include <set>

namespace experiments {

using scenarios::Json;
using scenarios::Problems;
using scenarios::Reader;

Parts::Parts(const std::string& path, const Json& document, Problems& problems)
    : document_(document), root_(&document, path, "", problems), problems_(problems) {
    result_.file = path;
}

Experiment Parts::read() {
    root_.optional_text("$schema", "");
    result_.name = root_.identifier("name");
    result_.title = root_.text("title");
    result_.about = root_.text("about");
    const std::string scenario = root_.text("scenario");
    has_scenario_ = !scenario.empty() && add_scenario(scenario);
    read_numbers();
    read_strategies();
    read_conditions();
    read_outcomes();
    read_inputs();
    read_design();
    read_until();
    read_limits();
    root_.finish();
    return std::move(result_);
}

/// The array under `key`, or nothing where it is absent or no array.
const Json* Parts::array(std::string_view key) {
    if (!root_.has(key)) return nullptr;
    const Json& value = document_[std::string(key)];
    if (value.is_array()) return &value;
    root_.fault(key, "is " + scenarios::kind_of(value), "expected an array");
    return nullptr;
}
Reader Parts::item(std::string_view key, std::size_t i, const Json& value) {
    return {&value, result_.file, fmt::format("/{}/{}", key, i), problems_};
}

std::string Parts::path_of(const std::string& path) const {
    const std::filesystem::path given(path);
    if (given.is_absolute()) return path;
    return (std::filesystem::path(result_.file).parent_path() / given).lexically_normal().string();
}

void Parts::add_file(const std::string& path, const std::string& digest) {
    for (const scenarios::InputFile& file : result_.files)
        if (file.path == path) return;
    result_.files.push_back({path, digest});
}

bool Parts::add_scenario(const std::string& path) {
    auto scenario = scenarios::read_scenario(path_of(path), problems_);
    if (!scenario) return false;
    for (const scenarios::InputFile& file : scenario->inputs)
        add_file(file.path, file.digest);
    result_.scenarios.push_back(std::move(*scenario));
    return true;
}

void Parts::read_numbers() {
    const auto count = [&](const char* key, const scenarios::Measure& measure, std::uint64_t fallback) {
        return root_.optional_count(key, measure, fallback);
    };
    const std::uint64_t months = has_scenario_ ? result_.scenarios.front().months : 120;
    result_.replicates = static_cast<std::uint32_t>(count("replicates", scenarios::replicates_measure, 8));
    result_.months = static_cast<std::uint32_t>(count("horizon-months", scenarios::months_measure, months));
    result_.seed = count("seed", scenarios::seed_measure, has_scenario_ ? result_.scenarios.front().seed : 1);
    result_.keep_series = root_.optional_flag("series", false);
}

void Parts::read_strategies() {
    result_.strategies = root_.optional_texts("strategies");
    if (root_.has("strategies") && result_.strategies.empty() && document_["strategies"].is_array())
        root_.fault("strategies", "is empty", "expected ids of `accord list strategies`");
    if (!has_scenario_) return;
    const scenarios::Scenario& scenario = result_.scenarios.front();
    if (!root_.has("strategies")) result_.strategies = {scenario.strategy};
    std::set<std::string> seen;
    for (std::size_t i = 0; i < result_.strategies.size(); ++i) {
        const std::string& id = result_.strategies[i];
        const std::string place = fmt::format("{}: /strategies/{}", result_.file, i);
        if (!scenario.find_strategy(id))
            problems_.add(place, fmt::format("unknown strategy '{}'", scenarios::shown(id)),
                          scenarios::suggestion(id, scenario.strategy_ids()));
        else if (!seen.insert(id).second)
            problems_.add(place, fmt::format("'{}' is there twice", id), "expected it once");
    }
    read_baseline();
}

void Parts::read_baseline() {
    const auto& all = result_.strategies;
    const bool has_counterfactual = std::find(all.begin(), all.end(), models::counterfactual) != all.end();
    const std::string usual = has_counterfactual ? std::string(models::counterfactual) : all.empty() ? "" : all[0];
    result_.baseline = root_.optional_text("baseline", usual);
    if (root_.has("baseline") && std::find(all.begin(), all.end(), result_.baseline) == all.end())
        root_.fault("baseline", fmt::format("'{}' is not among the strategies", scenarios::shown(result_.baseline)),
                    scenarios::suggestion(result_.baseline, all));
}

void Parts::read_conditions() {
    const Json* list = array("conditions");
    if (!root_.has("conditions") && has_scenario_) result_.conditions = {result_.scenarios.front().setup.conditions};
    if (!list) return;
    if (list->empty()) root_.fault("conditions", "is empty", "expected objects such as {\"funding-cut\": 0.5}");
    std::vector<std::string> labels;
    for (std::size_t i = 0; i < list->size(); ++i) {
        Reader reader = item("conditions", i, (*list)[i]);
        models::Conditions conditions;
        const std::size_t before = problems_.size();
        for (const auto& [id, value] : reader.members()) {
            const int index = models::condition_index(id);
            if (index < 0)
                reader.fault(id, "unknown condition", scenarios::suggestion(id, scenarios::condition_names()));
            const scenarios::Measure measure{"a strength", 0, index == 0 ? 0.0 : 1.0};
            const auto strength = reader.number_of(id, *value, measure);
            if (index > 0 && strength) conditions.strength[static_cast<std::size_t>(index)] = *strength;
        }
        if (problems_.size() > before) continue;
        labels.push_back(scenarios::condition_label(conditions));
        if (std::find(labels.begin(), labels.end() - 1, labels.back()) != labels.end() - 1)
            problems_.add(fmt::format("{}: /conditions/{}", result_.file, i),
                          fmt::format("'{}' is there twice", labels.back()), "expected it once");
        result_.conditions.push_back(conditions);
    }
}

void Parts::read_outcomes() {
    const std::vector<std::string> wanted = root_.optional_texts("outcomes");
    const auto& all = models::observables();
    std::vector<std::string> ids;
    for (const auto& observable : all)
        ids.push_back(observable.id);
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const int index = models::observable_index(wanted[i]);
        const std::string place = fmt::format("{}: /outcomes/{}", result_.file, i);
        if (index < 0)
            problems_.add(place, fmt::format("unknown outcome '{}'", scenarios::shown(wanted[i])),
                          scenarios::suggestion(wanted[i], ids));
        else if (const auto place_of = static_cast<std::size_t>(index);
                 std::find(result_.outcomes.begin(), result_.outcomes.end(), place_of) != result_.outcomes.end())
            problems_.add(place, fmt::format("'{}' is there twice", wanted[i]), "expected it once");
        else
            result_.outcomes.push_back(place_of);
    }
    if (!wanted.empty()) return;
    for (std::size_t i = 0; i < all.size(); ++i)
        result_.outcomes.push_back(i);
}

void Parts::read_until() {
    if (!root_.has("until")) return;
    Reader reader = root_.object("until", false);
    Until until;
    until.outcome = reader.text("outcome");
    if (!until.outcome.empty() && !result_.outcomes.empty()) {
        std::vector<std::string> ids;
        for (const std::size_t i : result_.outcomes)
            ids.push_back(models::observables()[i].id);
        if (std::find(ids.begin(), ids.end(), until.outcome) == ids.end())
            reader.fault("outcome", fmt::format("'{}' is not among the outcomes", scenarios::shown(until.outcome)),
                         scenarios::suggestion(until.outcome, ids));
    }
    if (!reader.has("half-width")) reader.fault("half-width", "is missing", width_measure.expected());
    until.half_width = reader.optional_number("half-width", width_measure, until.half_width);
    const scenarios::Measure most{"a whole number of replicates", static_cast<double>(result_.replicates),
                                  scenarios::replicates_measure.high, true};
    until.most_replicates = static_cast<std::uint32_t>(reader.optional_count("at-most", most, 8 * result_.replicates));
    reader.finish();
    if (result_.strategies.size() < 2)
        root_.fault("until", "has no difference to watch", "expected at least two strategies");
    if (result_.replicates < 2)
        root_.fault("until", "has batches of one replicate", "expected replicates of at least 2");
    result_.until = until;
}

void Parts::read_limits() {
    Reader reader = root_.object("limits", false);
    result_.limits.seconds_per_run = reader.optional_number("seconds-per-run", seconds_measure, 0);
    result_.limits.retries = static_cast<std::uint32_t>(reader.optional_count("retries", retries_measure, 0));
    reader.finish();
}

std::optional<Experiment> read_experiment(const std::string& path, Problems& problems) {
    const std::size_t before = problems.size();
    const std::optional<Json> document = scenarios::read_json(path, problems);
    if (!document) return std::nullopt;
    Experiment experiment = Parts(path, *document, problems).read();
    if (problems.size() > before) return std::nullopt;
    scenarios::check_schema(experiment_schema(), *document, path, "accord schema experiment", problems);
    experiment.text = scenarios::read_text(path, problems).value_or("");
    if (problems.size() > before) return std::nullopt;
    return experiment;
}

} // namespace experiments
