// The JSON Schema of experiment files, from the same tables that the reader uses.
#include "experiments/sweep/experiment_parts.h"
#include "scenarios/schema.h"

namespace experiments {
namespace {

using scenarios::Json;
using scenarios::Measure;

Json number(const Measure& measure, std::string_view about) {
    Json schema{{"type", "number"}, {"minimum", measure.low}, {"maximum", measure.high}, {"description", about}};
    if (measure.is_whole) schema["multipleOf"] = 1.0;
    return schema;
}

Json text(std::string_view about) { return {{"type", "string"}, {"minLength", 1}, {"description", about}}; }
Json flag(std::string_view about) { return {{"type", "boolean"}, {"description", about}}; }

Json word(const std::vector<std::string>& words, std::string_view about) {
    return {{"type", "string"}, {"enum", words}, {"description", about}};
}

Json list(Json items, std::string_view about) {
    return {{"type", "array"}, {"items", std::move(items)}, {"description", about}};
}

Json all_schema() { return {{"const", scenarios::all_word}}; }
Json list_or_all(Json items, std::string_view about) {
    return {{"anyOf", {all_schema(), {{"type", "array"}, {"items", std::move(items)}}}}, {"description", about}};
}

/// A closed object: no key but those of `properties`.
Json object(Json properties, Json required, std::string_view about) {
    Json schema{{"type", "object"}, {"description", about}, {"properties", std::move(properties)}};
    if (!required.empty()) schema["required"] = std::move(required);
    schema["additionalProperties"] = false;
    return schema;
}

Json condition() {
    Json properties = Json::object();
    for (const models::ConditionInfo& info : models::condition_infos) {
        const bool is_calm = &info == &models::condition_infos.front();
        properties[std::string(info.id)] = number({"a strength", 0, is_calm ? 0.0 : 1.0}, info.summary);
    }
    return object(std::move(properties), Json::array(), "Strengths from 0 to 1; {} and {\"calm\": 0} are calm");
}

Json input() {
    const Json levels = list({{"type", {"string", "number"}}}, "Of a categorical input: numbers, or scenario files");
    return object({{"id", word(input_ids(), "A parameter, lever, condition, region or scenario field")},
                   {"kind", word(input_kinds(), "real when absent; integer for whole-number fields")},
                   {"low", number(any_number, "Least value; that of the range when absent")},
                   {"high", number(any_number, "Greatest value; that of the range when absent")},
                   {"value", number(any_number, "One value in all treatments instead of low and high")},
                   {"levels", levels},
                   {"spread", word(spreads(), "even when absent; normal is truncated at low and high")},
                   {"mean", number(any_number, "Of a normal spread; with kind log, of log10")},
                   {"sd", number(any_number, "Of a normal spread; with kind log, of log10")},
                   {"mode", number(any_number, "Of a triangular spread; with kind log, of log10")},
                   {"group", text("Inputs of one group are varied together (saltelli, morris)")}},
                  {"id"}, "Something that is varied");
}

Json design() {
    std::vector<std::string> ids;
    for (const MethodInfo& info : methods())
        ids.push_back(info.id);
    const Json correlation =
        object({{"a", text("Input")}, {"b", text("Input")}, {"rho", number(rho_measure, "On normal scores")}},
               {"a", "b"}, "A wanted correlation");
    const Json terms{{"type", "object"}, {"additionalProperties", number(any_number, "Factor")}};
    const Json constraint = object({{"terms", terms}, {"at-most", number(any_number, "0 when absent")}}, {"terms"},
                                   "Sum of factor times input, at most a number");
    return object({{"method", word(ids, "How points are chosen")},
                   {"points", number(points_measure, "How many; what is counted depends on the method")},
                   {"first-points", number(points_measure, "lhs: the size it began with before it was extended")},
                   {"seed", number(scenarios::seed_measure, "Of the design alone; 1 when absent")},
                   {"levels", number(levels_measure, "factorial: of real inputs; morris: of the grid")},
                   {"second-order", flag("saltelli: with second order; true when absent")},
                   {"scrambled", flag("saltelli, radial-morris: scrambled Sobol points")},
                   {"curves", number(curves_measure, "efast: search curves an input")},
                   {"correlations", list(correlation, "Methods that sample")},
                   {"constraints", list(constraint, "Methods that sample, factorial, one-at-a-time")},
                   {"baseline", {{"type", "object"}, {"additionalProperties", number(any_number, "Value")}}},
                   {"rows", text("explicit: a CSV file with a column an input, relative to this file")}},
                  {"method"}, "The points of the inputs");
}

Json properties() {
    std::vector<std::string> outcomes;
    for (const auto& observable : models::observables())
        outcomes.push_back(observable.id);
    const Json until =
        object({{"outcome", text("Id")},
                {"half-width", number(width_measure, "Of the 95 % interval of each difference")},
                {"at-most", number(scenarios::replicates_measure, "Most replicates; 8 batches if absent")}},
               {"outcome", "half-width"},
               "Add batches of `replicates` until the differences from the baseline are known well enough");
    const Json limits = object({{"seconds-per-run", number(seconds_measure, "0: no limit")},
                                {"retries", number(retries_measure, "Of a run that failed; 0 when absent")}},
                               Json::array(), "What a run may cost");
    return {
        {"$schema", {{"type", "string"}, {"minLength", 1}}},
        {"name",
         {{"type", "string"},
          {"pattern", scenarios::identifier_pattern},
          {"maxLength", scenarios::longest_identifier},
          {"description", "Id of the experiment"}}},
        {"title", text("Name for people")},
        {"about", text("The question")},
        {"scenario", text("Scenario file, relative to this file")},
        {"strategies", list_or_all(text("Id, or file relative to this file, or \"all\""),
                                   "Strategies compared; the scenario's own when absent")},
        {"baseline",
         text("Strategy the others are compared with; status-quo or go-it-alone if it is there, else the first")},
        {"conditions", list_or_all({{"anyOf", {condition(), all_schema()}}},
                                   "Each strategy meets each; the scenario's own when absent")},
        {"inputs", list(input(), "What is varied over the points of the design")},
        {"inputs-from", word({std::string(assumed_inputs)}, "More inputs: every assumed parameter over its range")},
        {"design", design()},
        {"replicates", number(scenarios::replicates_measure, "Runs with different luck a treatment; 8 when absent")},
        {"seed", number(scenarios::seed_measure, "Start of all chance; the scenario's when absent")},
        {"horizon-months", number(scenarios::months_measure, "The scenario's when absent [month]")},
        {"burn-in", scenarios::burn_in_schema()},
        {"series", flag("Keep every month of every outcome (float32); false when absent")},
        {"until", until},
        {"limits", limits},
        {"outcomes", list(word(outcomes, "Id"), "Outcomes kept; all when absent")}};
}

} // namespace

Json experiment_schema() {
    Json result{{"$schema", "http://json-schema.org/draft-07/schema#"}, {"title", "Accord experiment"}};
    result.update(object(properties(), {"name", "title", "about", "scenario"}, "An experiment of Accord"));
    return result;
}

std::string experiment_schema_text() { return experiment_schema().dump(2) + "\n"; }

} // namespace experiments
