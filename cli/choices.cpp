#include "cli/choices.h"

#include "models/conditions.h"
#include "models/levers.h"
#include "models/mechanisms.h"
#include "models/model.h"
#include "models/parameters.h"
#include "scenarios/evidence.h"
#include "scenarios/explanation.h"
#include "scenarios/import/recipe.h"
#include "scenarios/library.h"
#include "scenarios/strategies.h"

#include <algorithm>
#include <filesystem>

namespace cli {
namespace {

using All = std::vector<Choice>;

All scenarios_shipped() {
    scenarios::Problems problems; // what cannot be read is not offered; who runs it hears why
    All all;
    for (const scenarios::LibraryEntry& entry : scenarios::library(problems))
        all.push_back({entry.id, entry.title});
    return all;
}

All strategies_shipped() {
    All all;
    for (const scenarios::Strategy& one : scenarios::shipped_strategies())
        all.push_back({one.id, one.summary});
    return all;
}

All experiments_shipped() {
    namespace fs = std::filesystem;
    std::error_code error;
    All all;
    for (const auto& item :
         fs::directory_iterator(fs::path(scenarios::library_folder()).parent_path() / "experiments", error))
        if (item.path().extension() == ".json") all.push_back({item.path().stem().string(), ""});
    std::sort(all.begin(), all.end(), [](const Choice& a, const Choice& b) { return a.word < b.word; });
    return all;
}

All recipes_shipped() {
    scenarios::Problems problems;
    All all;
    for (const auto& entry : scenarios::import::recipes(problems))
        all.push_back({entry.id, entry.title});
    return all;
}

All conditions_known() {
    All all;
    for (const models::ConditionInfo& info : models::condition_infos)
        all.push_back({std::string(info.id), std::string(info.summary)});
    return all;
}

All outcomes_known() {
    All all;
    for (const auto& outcome : models::observables())
        all.push_back({outcome.id, outcome.definition});
    return all;
}

All mechanisms_known() {
    All all;
    for (const models::Mechanism& mechanism : models::mechanisms())
        all.push_back({mechanism.id, mechanism.summary});
    return all;
}

All settings_known() {
    All all;
    for (const auto* rows : {&models::parameter_table().rows(), &models::lever_table().rows()})
        for (const sim::ParameterRow& row : *rows)
            all.push_back({row.id + "=", row.summary});
    for (const Choice& condition : conditions_known())
        all.push_back({condition.word + "=", condition.meaning});
    return all;
}

All explainables_known() {
    scenarios::Problems problems;
    All all;
    for (const std::string& id : scenarios::explainable_ids(scenarios::evidence(problems)))
        all.push_back({id, ""});
    return all;
}

} // namespace

Choices files_only() { return {nullptr, true}; }

Choices one_of(const std::vector<std::string>& words) {
    All all;
    for (const std::string& word : words)
        all.push_back({word, ""});
    return {[all] { return all; }, false};
}

Choices scenario_choices() { return {scenarios_shipped, true}; }
Choices strategy_choices() { return {strategies_shipped, true}; }
Choices experiment_choices() { return {experiments_shipped, true}; }
Choices recipe_choices() { return {recipes_shipped, true}; }
Choices condition_choices() { return {conditions_known}; }
Choices outcome_choices() { return {outcomes_known}; }
Choices mechanism_choices() { return {mechanisms_known}; }
Choices setting_choices() { return {settings_known}; }
Choices explainable_choices() { return {explainables_known}; }

} // namespace cli
