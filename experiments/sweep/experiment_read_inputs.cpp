// Reads experiment files: inputs and design.
#include "experiments/sweep/experiment_parts.h"
#include "scenarios/csv.h"
#include "scenarios/text.h"

namespace experiments {

using scenarios::Json;
using scenarios::Reader;

namespace {

std::string usual_kind(const std::string& id, const std::optional<InputInfo>& info) {
    if (id == scenario_input) return "categorical";
    return info && info->is_whole ? "integer" : "real";
}

} // namespace

const std::vector<std::string>& input_kinds() {
    static const std::vector<std::string> words{"real", "log", "integer", "categorical"};
    return words;
}

const std::vector<std::string>& spreads() {
    static const std::vector<std::string> words{"even", "normal", "triangular"};
    return words;
}

void Parts::read_inputs() {
    if (const Json* list = array("inputs"))
        for (std::size_t i = 0; i < list->size(); ++i)
            read_input(item("inputs", i, (*list)[i]));
    const std::string more = root_.optional_text("inputs-from", "");
    if (more.empty()) return;
    if (more != assumed_inputs) {
        root_.fault("inputs-from", fmt::format("unknown source '{}'", scenarios::shown(more)),
                    fmt::format("expected '{}'", assumed_inputs));
        return;
    }
    for (const sim::ParameterRow& row : models::parameter_table().rows())
        if (row.evidence.is_assumed() && !has_input(row.id)) {
            Input input{row.id};
            input.low = row.range.low;
            input.high = row.range.high;
            result_.design.inputs.push_back(std::move(input));
        }
}

bool Parts::has_input(const std::string& id) const {
    const auto& all = result_.design.inputs;
    const auto& held = result_.constants;
    return std::any_of(all.begin(), all.end(), [&](const Input& input) { return input.id == id; }) ||
           std::any_of(held.begin(), held.end(), [&](const auto& constant) { return constant.first == id; });
}

void Parts::read_input(Reader reader) {
    Input input;
    input.id = reader.text("id");
    const auto info = info_of_input(input.id);
    if (!info && !input.id.empty())
        reader.fault("id", fmt::format("unknown input '{}'", scenarios::shown(input.id)),
                     scenarios::suggestion(input.id, input_ids()));
    const std::string kind = reader.optional_text("kind", usual_kind(input.id, info));
    input.kind = static_cast<InputKind>(choose(reader, "kind", kind, input_kinds()));
    const bool is_real = input.kind == InputKind::real || input.kind == InputKind::log_real;
    if (input.id == horizon_input && is_real) reader.fault("kind", "months are whole", "expected integer, or no kind");
    const std::string spread = reader.optional_text("spread", "even");
    input.spread = static_cast<Spread>(choose(reader, "spread", spread, spreads()));
    const scenarios::Measure range{"a number of its range", info ? info->low : any_number.low,
                                   info ? info->high : any_number.high, info && info->is_whole};
    input.low = reader.optional_number("low", range, info ? info->low : 0);
    input.high = reader.optional_number("high", range, info ? info->high : 1);
    input.mean = reader.optional_number("mean", any_number, 0.5 * (input.low + input.high));
    input.sd = reader.optional_number("sd", any_number, 0.25 * (input.high - input.low));
    input.mode = reader.optional_number("mode", any_number, 0.5 * (input.low + input.high));
    const std::string group = reader.optional_text("group", input.id);
    has_groups_ = has_groups_ || reader.has("group");
    read_levels(reader, input, info);
    const bool is_constant = read_constant(reader, input, info);
    reader.finish();
    if (is_constant) return;
    result_.design.inputs.push_back(std::move(input));
    result_.design.groups.push_back(group);
}

/// An input that is held at one value: `value`, or ends that are the same. It is no column of the design.
bool Parts::read_constant(Reader& reader, const Input& input, const std::optional<InputInfo>& info) {
    const bool is_point = reader.has("low") && reader.has("high") && input.low == input.high;
    if (!reader.has("value") && !is_point) return false;
    double value = input.low;
    if (reader.has("value")) {
        const scenarios::Measure range{"a number of its range", info ? info->low : any_number.low,
                                       info ? info->high : any_number.high, info && info->is_whole};
        value = reader.optional_number("value", range, value);
        for (const char* key : {"low", "high", "levels", "spread"})
            if (reader.has(key)) reader.fault(key, "is there beside value", "expected one or the other");
    }
    if (input.id == horizon_input || input.id == scenario_input)
        reader.fault("id", fmt::format("{} is not held here", input.id),
                     fmt::format("expected the experiment's own key {}", input.id));
    if (has_input(input.id)) reader.fault("id", fmt::format("'{}' is there twice", input.id), "expected it once");
    result_.constants.emplace_back(input.id, value);
    return true;
}

std::size_t Parts::choose(Reader& reader, std::string_view key, const std::string& word,
                          const std::vector<std::string>& words) {
    const auto it = std::find(words.begin(), words.end(), word);
    if (it != words.end()) return static_cast<std::size_t>(it - words.begin());
    if (!word.empty())
        reader.fault(key, fmt::format("unknown {} '{}'", key, scenarios::shown(word)),
                     scenarios::suggestion(word, words));
    return 0;
}

void Parts::read_levels(Reader& reader, Input& input, const std::optional<InputInfo>& info) {
    const bool is_scenario = input.id == scenario_input;
    if (is_scenario && input.kind != InputKind::categorical)
        reader.fault("kind", "scenarios are no numbers", "expected categorical");
    const bool is_categorical = input.kind == InputKind::categorical;
    if (reader.has("levels") != is_categorical && !(is_scenario && !is_categorical))
        reader.fault("levels", is_categorical ? "is missing" : "is there without kind categorical",
                     is_categorical ? "expected at least two levels" : "expected kind categorical, or no levels");
    if (!is_categorical) return;
    const std::size_t first = result_.scenarios.size();
    for (std::string& level : level_texts(reader)) {
        if (is_scenario) {
            add_scenario(level);
            continue;
        }
        const auto value = scenarios::parse_number(level);
        const bool is_right = value && info && *value >= info->low && *value <= info->high;
        if (!is_right)
            reader.fault("levels", fmt::format("'{}' is no value of {}", scenarios::shown(level), input.id),
                         info ? fmt::format("expected numbers from {} to {}", scenarios::text_of(info->low),
                                            scenarios::text_of(info->high))
                              : "expected numbers");
        input.levels.push_back(std::move(level));
    }
    for (std::size_t i = first; is_scenario && i < result_.scenarios.size(); ++i)
        add_scenario_level(reader, input, result_.scenarios[i]);
}

void Parts::add_scenario_level(Reader& reader, Input& input, const scenarios::Scenario& scenario) {
    input.levels.push_back(scenario.name);
    for (const std::string& id : result_.strategies)
        if (!scenario.find_strategy(id) && result_.scenarios.front().find_strategy(id))
            reader.fault("levels", fmt::format("scenario {} has no strategy '{}'", scenario.name, id),
                         "expected strategies that all scenarios have");
}

/// Texts and numbers of `levels` as text.
std::vector<std::string> Parts::level_texts(Reader& reader) {
    std::vector<std::string> texts;
    for (const auto& [key, value] : reader.members()) {
        if (key != "levels") continue;
        if (!value->is_array()) reader.fault(key, "is " + scenarios::kind_of(*value), "expected an array");
        for (std::size_t i = 0; value->is_array() && i < value->size(); ++i) {
            const Json& level = (*value)[i];
            if (level.is_string()) texts.push_back(level.get<std::string>());
            if (level.is_number()) texts.push_back(scenarios::text_of(level.get<double>()));
            if (!level.is_string() && !level.is_number())
                reader.fault(key, "holds " + scenarios::kind_of(level), "expected texts or numbers");
        }
    }
    return texts;
}

void Parts::read_design() {
    DesignSpec& spec = result_.design;
    const bool has_inputs = !spec.inputs.empty();
    if (!root_.has("design")) {
        if (has_inputs) root_.fault("design", "is missing", "expected it, because there are inputs");
        return;
    }
    if (!has_inputs) root_.fault("design", "is there without inputs", "expected inputs, or no design");
    Reader design = root_.object("design", false);
    std::vector<std::string> ids;
    for (const MethodInfo& info : methods())
        ids.push_back(info.id);
    spec.method = static_cast<Method>(choose(design, "method", design.text("method"), ids));
    spec.points = design.optional_count("points", points_measure, 0);
    spec.first_points = design.optional_count("first-points", points_measure, 0);
    spec.seed = design.optional_count("seed", scenarios::seed_measure, 1);
    if (design.has("levels")) spec.levels = design.optional_count("levels", levels_measure, 0);
    spec.has_second_order = design.optional_flag("second-order", true);
    spec.is_scrambled = design.optional_flag("scrambled", false);
    spec.curves = design.optional_count("curves", curves_measure, 1);
    if (!has_groups_) spec.groups.clear();
    if (has_groups_) spec.groups.resize(spec.inputs.size());
    for (std::size_t i = 0; i < spec.groups.size(); ++i)
        if (spec.groups[i].empty()) spec.groups[i] = spec.inputs[i].id;
    for (const char* key : {"correlations", "constraints"})
        design.has(key);
    if (document_["design"].is_object()) read_relations(document_["design"]);
    read_baseline_values(design.object("baseline", false));
    read_rows(design);
    design.finish();
    if (problems_.is_empty()) judge(spec, result_.file + ": /design", problems_);
}

void Parts::read_relations(const Json& design) {
    const auto list = [&](const char* key) -> const Json& {
        static const Json none = Json::array();
        if (!design.contains(key)) return none;
        if (design[key].is_array()) return design[key];
        problems_.add(fmt::format("{}: /design/{}", result_.file, key), "is " + scenarios::kind_of(design[key]),
                      "expected an array");
        return none;
    };
    const Json& correlations = list("correlations");
    for (std::size_t i = 0; i < correlations.size(); ++i) {
        Reader reader = item("design/correlations", i, correlations[i]);
        Correlation wanted{reader.text("a"), reader.text("b"), reader.optional_number("rho", rho_measure, 0)};
        reader.finish();
        result_.design.correlations.push_back(std::move(wanted));
    }
    const Json& constraints = list("constraints");
    for (std::size_t i = 0; i < constraints.size(); ++i) {
        Reader reader = item("design/constraints", i, constraints[i]);
        Reader terms = reader.object("terms", true);
        Constraint constraint;
        for (const auto& [id, factor] : terms.members())
            constraint.terms.emplace_back(id, terms.number_of(id, *factor, any_number).value_or(0));
        constraint.at_most = reader.optional_number("at-most", any_number, 0);
        reader.finish();
        result_.design.constraints.push_back(std::move(constraint));
    }
}

/// Inputs not named keep the middle of their range.
void Parts::read_baseline_values(Reader reader) {
    if (reader.members().empty()) return;
    std::vector<std::string> ids;
    for (const Input& input : result_.design.inputs) {
        ids.push_back(input.id);
        result_.design.baseline.push_back(value_at(input, 0.5));
    }
    for (const auto& [id, value] : reader.members()) {
        const auto it = std::find(ids.begin(), ids.end(), id);
        if (it == ids.end()) {
            reader.fault(id, "unknown input", scenarios::suggestion(id, ids));
            continue;
        }
        const auto at = static_cast<std::size_t>(it - ids.begin());
        const Input& input = result_.design.inputs[at];
        const auto number = reader.number_of(id, *value, {"a value of the input", input.low, input.high});
        if (number) result_.design.baseline[at] = *number;
    }
}

void Parts::read_rows(Reader& design) {
    const std::string path = design.optional_text("rows", "");
    if (path.empty() != (result_.design.method != Method::explicit_rows))
        design.fault("rows", path.empty() ? "is missing" : "is there without method explicit",
                     "expected a CSV file with a column an input, and method explicit");
    if (path.empty()) return;
    scenarios::CsvColumns columns;
    for (const Input& input : result_.design.inputs)
        columns.required.push_back(input.id);
    const std::string file = path_of(path);
    const auto table = scenarios::read_csv(file, columns, problems_);
    add_file(file, scenarios::input_file(file, problems_).digest);
    if (!table || !table->is_complete) return;
    for (const scenarios::CsvRow& row : table->rows) {
        scenarios::Cells cells(*table, row, problems_);
        std::vector<double> values;
        for (const Input& input : result_.design.inputs) {
            if (input.kind == InputKind::categorical)
                values.push_back(static_cast<double>(cells.choice(input.id, input.levels, true).value_or(0)));
            else
                values.push_back(cells.number(input.id, {"a value of the input", input.low, input.high}));
        }
        result_.design.rows.push_back(std::move(values));
    }
}

} // namespace experiments
