// Reads experiment files: all but inputs and design.
#include "experiments/sweep/experiment_parts.h"
#include "scenarios/condition_text.h"
#include "scenarios/given.h"
#include "scenarios/schema.h"
#include "scenarios/text.h"

#include <filesystem>

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
    read_burn_in();
    read_design();
    read_until();
    read_limits();
    root_.finish();
    if (!spelt_out_.empty()) {
        Json document = document_;
        document.update(spelt_out_);
        result_.text = document.dump(2) + "\n";
    }
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
    return (std::filesystem::path(scenarios::folder_of(result_.file)) / given).lexically_normal().string();
}

void Parts::add_file(const std::string& path, const std::string& digest) {
    for (const scenarios::InputFile& file : result_.files)
        if (file.path == path) return;
    result_.files.push_back({path, digest});
}

bool Parts::add_scenario(const std::string& path) {
    auto scenario = scenarios::read_scenario(path_of(path), problems_);
    if (!scenario) return false;
    for (const std::string& file : strategy_files_)
        scenario->take_strategy(file, "", problems_);
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

/// That of the scenarios unless the experiment says another, which then holds for all of them.
void Parts::read_burn_in() {
    if (!root_.has("burn-in")) return;
    const Json& value = document_["burn-in"];
    const std::string text = value.is_string() ? value.get<std::string>() : value.dump();
    if (const auto burn_in = scenarios::given_burn_in(text, result_.file + ": /burn-in", problems_))
        for (scenarios::Scenario& scenario : result_.scenarios)
            scenario.setup.burn_in = *burn_in;
}

/// Words that name strategies; "all" may stand alone or in the array.
std::vector<std::string> Parts::strategy_words() {
    if (!root_.has("strategies")) return {};
    const Json& value = document_["strategies"];
    if (value == scenarios::all_word) return {std::string(scenarios::all_word)};
    if (value.is_array() && value.empty())
        root_.fault("strategies", "is empty", "expected ids of `accord list strategies`, files, or \"all\"");
    return root_.optional_texts("strategies");
}

void Parts::read_strategies() {
    std::vector<std::string> words = strategy_words();
    if (!has_scenario_) return;
    scenarios::Scenario& scenario = result_.scenarios.front();
    if (!root_.has("strategies")) words = {scenario.strategy};
    std::vector<std::string>& all = result_.strategies;
    const auto has = [&](const std::string& id) { return std::find(all.begin(), all.end(), id) != all.end(); };
    Json spelt_out = Json::array();
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] == scenarios::all_word) {
            for (const std::string& id : scenario.strategy_ids())
                if (!has(id)) all.push_back(id), spelt_out.push_back(id);
            spelt_out_["strategies"] = nullptr;
            continue;
        }
        const std::string place = fmt::format("{}: /strategies/{}", result_.file, i);
        const bool is_file = scenarios::is_strategy_file(words[i]);
        const std::string word = is_file ? path_of(words[i]) : words[i];
        if (is_file) strategy_files_.push_back(word);
        std::string id = scenario.take_strategy(word, place, problems_);
        if (!id.empty() && has(id)) problems_.add(place, fmt::format("'{}' is there twice", id), "expected it once");
        all.push_back(id.empty() ? word : std::move(id));
        spelt_out.push_back(words[i]);
    }
    if (spelt_out_.contains("strategies")) spelt_out_["strategies"] = std::move(spelt_out);
    for (const std::string& id : all)
        if (const scenarios::Strategy* strategy = scenario.find_strategy(id))
            for (const std::string& file : strategy->files)
                add_file(file, scenarios::input_file(file, problems_).digest);
    read_baseline();
}

void Parts::read_baseline() {
    const auto& all = result_.strategies;
    std::string usual = all.empty() ? "" : all[0];
    for (const std::string_view baseline : {models::counterfactual, models::status_quo})
        if (std::find(all.begin(), all.end(), baseline) != all.end()) usual = baseline;
    result_.baseline = root_.optional_text("baseline", usual);
    if (root_.has("baseline") && std::find(all.begin(), all.end(), result_.baseline) == all.end())
        root_.fault("baseline", fmt::format("'{}' is not among the strategies", scenarios::shown(result_.baseline)),
                    scenarios::suggestion(result_.baseline, all));
}

void Parts::read_conditions() {
    if (!root_.has("conditions")) {
        if (has_scenario_) result_.conditions = {result_.scenarios.front().setup.conditions};
        return;
    }
    const bool is_all = document_["conditions"] == scenarios::all_word;
    const Json word = Json::array({scenarios::all_word});
    const Json* list = is_all ? &word : array("conditions");
    if (!list) return;
    if (list->empty()) root_.fault("conditions", "is empty", "expected objects such as {\"funding-cut\": 0.5}");
    Json spelt_out = Json::array();
    for (std::size_t i = 0; i < list->size(); ++i) {
        if ((*list)[i] != scenarios::all_word) {
            read_condition((*list)[i], i);
            spelt_out.push_back((*list)[i]);
            continue;
        }
        for (const models::ConditionInfo& info : models::condition_infos) {
            const bool is_calm = info.condition == models::Condition::calm;
            models::Conditions alone;
            if (!is_calm) alone.strength[static_cast<std::size_t>(info.condition)] = 1;
            if (has_condition(alone)) continue;
            result_.conditions.push_back(alone);
            Json one = Json::object();
            one[std::string(info.id)] = is_calm ? 0 : 1;
            spelt_out.push_back(std::move(one));
        }
        spelt_out_["conditions"] = nullptr;
    }
    if (spelt_out_.contains("conditions")) spelt_out_["conditions"] = std::move(spelt_out);
}

bool Parts::has_condition(const models::Conditions& wanted) const {
    const auto& all = result_.conditions;
    return std::any_of(all.begin(), all.end(), [&](const auto& one) { return one.strength == wanted.strength; });
}

void Parts::read_condition(const Json& value, std::size_t i) {
    Reader reader = item("conditions", i, value);
    models::Conditions conditions;
    const std::size_t before = problems_.size();
    for (const auto& [id, strength] : reader.members()) {
        const int index = models::condition_index(id);
        if (index < 0) reader.fault(id, "unknown condition", scenarios::suggestion(id, scenarios::condition_names()));
        const scenarios::Measure measure{"a strength", 0, index == 0 ? 0.0 : 1.0};
        const auto number = reader.number_of(id, *strength, measure);
        if (index > 0 && number) conditions.strength[static_cast<std::size_t>(index)] = *number;
    }
    if (problems_.size() > before) return;
    if (has_condition(conditions))
        problems_.add(fmt::format("{}: /conditions/{}", result_.file, i),
                      fmt::format("'{}' is there twice", scenarios::condition_label(conditions)), "expected it once");
    result_.conditions.push_back(conditions);
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
    if (experiment.text.empty()) experiment.text = scenarios::read_text(path, problems).value_or("");
    if (problems.size() > before) return std::nullopt;
    return experiment;
}

} // namespace experiments
