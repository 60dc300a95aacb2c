#include "scenarios/schema.h"

#include "models/model.h"
#include "scenarios/condition_text.h"
#include "scenarios/given.h"
#include "scenarios/reader.h"
#include "scenarios/scenario.h"

#include <fmt/format.h>

namespace scenarios {
namespace {

Json number_schema(const Measure& measure, std::string_view about) {
    Json schema{{"type", "number"}, {"minimum", measure.low}, {"maximum", measure.high}, {"description", about}};
    if (measure.is_whole) schema["multipleOf"] = 1.0;
    return schema;
}

Json text_schema(std::string_view about) { return {{"type", "string"}, {"minLength", 1}, {"description", about}}; }

/// A closed object: no key but those of `properties`.
Json object_schema(Json properties, Json required, std::string_view about) {
    Json schema{{"type", "object"}, {"description", about}, {"properties", std::move(properties)}};
    if (!required.empty()) schema["required"] = std::move(required);
    schema["additionalProperties"] = false;
    return schema;
}

template <class T>
Json table_schema(const sim::ParameterTable<T>& table, std::string_view about) {
    Json properties = Json::object();
    for (const sim::ParameterRow& row : table.rows()) {
        properties[row.id] =
            number_schema({row.unit, row.range.low, row.range.high},
                          fmt::format("{} [{}]. Evidence: {}", row.summary, row.unit, row.evidence.ids));
        properties[row.id]["default"] = row.value;
    }
    return object_schema(std::move(properties), Json::array(), about);
}

Json region_schema() {
    const Json synthetic_partners =
        object_schema({{"per-10000-pupils", number_schema(partners_measure, "Synthetic partners for 10,000 pupils")}},
                      Json::array(), "Draw partners from the seed (also when absent); not together with `partners`");
    const Json synthetic_secondary =
        object_schema({{"pupils-per-school", number_schema(secondary_measure, "Aimed size of a school [pupils]")}},
                      Json::array(), "Add synthetic secondary schools fed by the region's leavers");
    const Json country =
        object_schema({{"students", number_schema(country_students_measure, "Pupils of grades K to 12")},
                       {"schools", number_schema(country_schools_measure, "Schools of grades K to 8")},
                       {"counties", number_schema(country_counties_measure, "Counties; their sizes are log-normal")},
                       {"seed", number_schema(seed_measure, "Of the country itself; replicates share it")}},
                      Json::array(), "Make up the schools from published distributions; not together with `schools`");
    Json region = object_schema(
        {{"name", text_schema("Name of the region")},
         {"schools", text_schema("schools.csv, relative to this file")},
         {"synthetic-country", country},
         {"partners", text_schema("partners.csv, relative to this file")},
         {"ties", text_schema("ties.csv, relative to this file: running partnerships with survey scores")},
         {"money-year", number_schema(money_year_measure, "Year of the dollars in the files")},
         {"score-mean", number_schema(score_mean_measure, "Mean of the scale of mean_score [points]")},
         {"score-pupil-sd", number_schema(score_sd_measure, "SD of pupils on that scale [points]")},
         {"start-year",
          number_schema(
              money_year_measure,
              "Year of the September that is month 0: since and until of ties count from it, and schools start from "
              "the rows of that year where schools.csv has a column year; money-year when absent")},
         {"school-choice",
          object_schema({{"scale-km", number_schema(choice_measure,
                                                    "Distance at which a school draws a third [km]; 4 when absent")}},
                        Json::array(), "Leavers choose among schools by size and distance, where feeds is empty")},
         {"synthetic-partners", synthetic_partners},
         {"synthetic-secondary", synthetic_secondary},
         {"synthetic-college", {{"type", "boolean"}, {"description", "Add a synthetic community college"}}}},
        {"name"}, "Where: the data, and what is generated because no data hold it");
    region["oneOf"] = {{{"required", {"schools"}}}, {{"required", {"synthetic-country"}}}};
    region["dependencies"] = {{"ties", {"partners"}}, {"partners", {{"not", {{"required", {"synthetic-partners"}}}}}}};
    return region;
}

Json id_schema(std::string_view about) {
    return {
        {"type", "string"}, {"pattern", identifier_pattern}, {"maxLength", longest_identifier}, {"description", about}};
}

Json strategies_schema() {
    const Json own = object_schema({{"name", text_schema("As used in sentences")},
                                    {"about", text_schema("One line")},
                                    {"like", id_schema("The strategy it starts from, shipped or in strategies/")},
                                    {"levers", table_schema(models::lever_table(), "Levers that differ from it")}},
                                   {"like"}, "An own strategy");
    return {{"type", "object"},
            {"description", "Own strategies by name; a name of no other strategy"},
            {"propertyNames", {{"pattern", identifier_pattern}, {"maxLength", longest_identifier}}},
            {"additionalProperties", own}};
}

Json conditions_schema() {
    Json properties = Json::object();
    for (const models::ConditionInfo& info : models::condition_infos)
        if (&info != &models::condition_infos.front())
            properties[std::string(info.id)] = number_schema(strength_measure, info.summary);
    return object_schema(std::move(properties), Json::array(), "What befalls leaders: strength 0 (calm) to 1");
}

} // namespace

Json burn_in_schema() {
    Json months = number_schema(burn_in_measure, "Whole years");
    constexpr int year = 12;
    months["multipleOf"] = year;
    return {{"description", "How long the world is run in under the scenario's own strategy before month 0; none when "
                            "absent"},
            {"anyOf", {Json{{"enum", {"none", stationary_word}}}, months}}};
}

Json scenario_schema() {
    Json schema = object_schema(
        {{"$schema", {{"type", "string"}, {"minLength", 1}}},
         {"name", id_schema("Id of the scenario")},
         {"title", text_schema("Name for people")},
         {"about", text_schema("What to look at")},
         {"region", region_schema()},
         {"horizon-months", number_schema(months_measure, "How long is simulated [month]; 120 when absent")},
         {"burn-in", burn_in_schema()},
         {"replicates", number_schema(replicates_measure, "Runs with different luck; 20 when absent")},
         {"seed", number_schema(seed_measure, "Start of all chance; 1 when absent")},
         {"strategy",
          text_schema("Strategy of `accord run`: an id, or its file relative to this file; opportunistic when absent")},
         {"conditions", conditions_schema()},
         {"parameters", table_schema(models::parameter_table(), "Parameters that differ from their default")},
         {"strategies", strategies_schema()},
         {"caveats",
          {{"type", "array"},
           {"items", text_schema("A limit of the data")},
           {"description", "Printed with every result"}}}},
        {"name", "title", "about", "region"}, "A scenario of Accord");
    Json result{{"$schema", "http://json-schema.org/draft-07/schema#"}, {"title", "Accord scenario"}};
    result.update(schema);
    return result;
}

std::string scenario_schema_text() { return scenario_schema().dump(2) + "\n"; }

Json strategy_schema() {
    const Json evidence{{"type", "array"},
                        {"items", text_schema("Id of `accord list evidence`")},
                        {"description", "What is known of its effect"}};
    Json result{{"$schema", "http://json-schema.org/draft-07/schema#"}, {"title", "Accord strategy"}};
    result.update(object_schema(
        {{"$schema", {{"type", "string"}, {"minLength", 1}}},
         {"id", id_schema("The name that commands and files use; in a folder of strategies also that of the file")},
         {"name", text_schema("As used in sentences")},
         {"summary", text_schema("One line")},
         {"order", number_schema(strategy_order_measure, "Place in lists; last, by id, when absent")},
         {"main", {{"type", "boolean"}, {"description", "Compared where nobody says which; false when absent"}}},
         {"evidence", evidence},
         {"like",
          id_schema("The strategy it starts from, shipped or beside this file; when absent, the levers' defaults")},
         {"levers", table_schema(models::lever_table(), "Levers that differ from it")}},
        {"id", "name", "summary", "levers"}, "A strategy of Accord: named values of the levers"));
    return result;
}

std::string strategy_schema_text() { return strategy_schema().dump(2) + "\n"; }

} // namespace scenarios
