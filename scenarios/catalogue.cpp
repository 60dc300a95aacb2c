#include "scenarios/catalogue.h"

#include "models/acts.h"
#include "models/mechanisms.h"
#include "models/model.h"
#include "models/observables.h"
#include "models/prediction.h"
#include "scenarios/evidence.h"
#include "scenarios/import/recipe.h"
#include "scenarios/library.h"
#include "scenarios/strategies.h"

#include <fmt/format.h>

#include <algorithm>

namespace scenarios {
namespace {

using Rows = std::vector<Json>;

template <class T>
Rows parameter_rows(const sim::ParameterTable<T>& table) {
    Rows rows;
    for (const sim::ParameterRow& row : table.rows()) {
        const std::string evidence = row.evidence.is_assumed() ? "assumed: " + row.evidence.note : row.evidence.ids;
        rows.push_back({{"id", row.id},
                        {"default", row.value},
                        {"range", {row.range.low, row.range.high}},
                        {"unit", row.unit},
                        {"evidence", evidence},
                        {"note", row.evidence.is_assumed() ? "" : row.evidence.note},
                        {"acts-in", fmt::format("{}", fmt::join(models::places_of(row.id), ", "))},
                        {"summary", row.summary}});
    }
    return rows;
}

/// What switches a mechanism off: "delivery.trust = 0, renewal.trust = 0".
std::string switch_text(const models::Mechanism& mechanism) {
    std::string text;
    for (const auto& [id, value] : mechanism.off)
        text += fmt::format("{}{} = {}", text.empty() ? "" : ", ", id, value);
    return text;
}

Rows mechanism_rows() {
    Rows rows;
    for (const models::Mechanism& m : models::mechanisms())
        rows.push_back(
            {{"id", m.id}, {"switched-off-by", m.off.size()}, {"off", switch_text(m)}, {"summary", m.summary}});
    return rows;
}

Rows condition_rows() {
    Rows rows;
    for (const models::ConditionInfo& info : models::condition_infos)
        rows.push_back({{"id", info.id},
                        {"name", info.name},
                        {"parameters", fmt::format("{}", fmt::join(models::parameters_of_condition(info.id), ", "))},
                        {"summary", info.summary}});
    return rows;
}

/// Every lever of a strategy by id.
Json levers_of(const Strategy& strategy) {
    Json levers = Json::object();
    for (const sim::ParameterRow& row : models::lever_table().rows())
        levers[row.id] = sim::ParameterTable<models::Levers>::at(strategy.levers, row);
    return levers;
}

Rows strategy_rows() {
    Rows rows;
    for (const Strategy& one : shipped_strategies())
        rows.push_back({{"id", one.id},
                        {"name", one.name},
                        {"findings", fmt::format("{}", fmt::join(one.evidence, ", "))},
                        {"levers", levers_of(one)},
                        {"summary", one.summary}});
    return rows;
}

/// "learning 1, equity 0.5": the ends a programme serves.
std::string ends_text(const models::ProgrammeInfo& info) {
    std::string text;
    for (std::size_t d = 0; d < models::n_goals; ++d)
        if (info.serves[d] > 0)
            text += fmt::format("{}{} {}", text.empty() ? "" : ", ", models::goal_names[d], info.serves[d]);
    return text;
}

Rows programme_rows() {
    Rows rows;
    for (const models::ProgrammeInfo& info : models::programme_infos)
        rows.push_back({{"id", info.id},
                        {"grades", {info.grade_low, info.grade_high}},
                        {"serves", ends_text(info)},
                        {"summary", info.summary}});
    return rows;
}

Rows outcome_rows() {
    constexpr std::string_view summaries[] = {"last month", "mean of the last year", "total over all months"};
    Rows rows;
    for (std::size_t i = 0; i < models::observables().size(); ++i) {
        const auto& outcome = models::observables()[i];
        rows.push_back({{"id", outcome.id},
                        {"name", models::outcome_words(i).brief},
                        {"unit", outcome.unit},
                        {"good", outcome.good == sim::Good::up ? "up" : "down"},
                        {"taken", summaries[static_cast<std::size_t>(outcome.summary)]},
                        {"summary", outcome.definition}});
    }
    return rows;
}

Rows process_rows() {
    constexpr std::string_view due[] = {"monthly", "term end", "year end"};
    Rows rows;
    for (const auto& process : models::schedule())
        rows.push_back({{"id", process.id},
                        {"order", rows.size() + 1},
                        {"due", due[static_cast<std::size_t>(process.due)]},
                        {"summary", process.summary}});
    return rows;
}

/// Parameters of the model, then the priors of mode B.
Rows all_parameter_rows() {
    Rows rows = parameter_rows(models::parameter_table());
    for (Json& row : parameter_rows(models::prediction_table()))
        rows.push_back(std::move(row));
    return rows;
}

Rows evidence_rows(Problems& problems) {
    Rows rows;
    for (const Finding& f : evidence(problems))
        rows.push_back({{"id", f.id},
                        {"value", value_text(f)},
                        {"population", f.population},
                        {"source", f.source},
                        {"url", f.url},
                        {"verified", f.verified},
                        {"confidence", f.confidence},
                        {"topic", f.topic},
                        {"constrains", f.constrains},
                        {"note", f.note},
                        {"summary", f.finding}});
    return rows;
}

Rows scenario_rows(Problems& problems) {
    Rows rows;
    for (const LibraryEntry& entry : library(problems))
        rows.push_back({{"id", entry.id}, {"title", entry.title}, {"file", entry.file}, {"summary", entry.about}});
    return rows;
}

Rows recipe_rows(Problems& problems) {
    Rows rows;
    for (const auto& entry : import::recipes(problems))
        rows.push_back({{"id", entry.id}, {"title", entry.title}, {"file", entry.file}, {"summary", entry.summary}});
    return rows;
}

Rows rows_of(const std::string& kind, Problems& problems) {
    Rows rows;
    if (kind == "outcomes") return outcome_rows();
    if (kind == "parameters") return all_parameter_rows();
    if (kind == "levers") return parameter_rows(models::lever_table());
    if (kind == "processes") return process_rows();
    if (kind == "scenarios") return scenario_rows(problems);
    if (kind == "recipes") return recipe_rows(problems);
    if (kind == "evidence") return evidence_rows(problems);
    if (kind == "mechanisms") return mechanism_rows();
    if (kind == "conditions") return condition_rows();
    if (kind == "programmes") return programme_rows();
    if (kind == "strategies") return strategy_rows();
    return rows;
}

} // namespace

const std::vector<std::string>& catalogue_kinds() {
    static const std::vector<std::string> kinds{"strategies", "conditions", "outcomes",   "parameters",
                                                "levers",     "mechanisms", "programmes", "processes",
                                                "scenarios",  "evidence",   "recipes"};
    return kinds;
}

std::vector<Json> catalogue(const std::string& kind, const std::string& place, Problems& problems) {
    const std::vector<std::string>& kinds = catalogue_kinds();
    if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) {
        problems.add(place, kind.empty() ? "is missing" : fmt::format("unknown kind '{}'", shown(kind)),
                     suggestion(kind, kinds));
        return {};
    }
    return rows_of(kind, problems);
}

} // namespace scenarios
