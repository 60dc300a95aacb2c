// Parameters, levers and conditions by their ids.
#include "scenarios/condition_text.h"
#include "scenarios/scenario.h"

#include <fmt/format.h>

namespace scenarios {
namespace {

/// Why a strength is refused, or "".
std::string refusal_of_strength(double value) {
    const std::string wrong = strength_measure.refusal(value);
    return wrong.empty() ? "" : wrong + "; " + strength_measure.expected();
}

} // namespace

void set_value(models::Setup& setup, const std::string& id, double value, const std::string& place,
               Problems& problems) {
    const sim::ParameterRow* parameter = models::parameter_table().find(id);
    const sim::ParameterRow* lever = parameter ? nullptr : models::lever_table().find(id);
    const int condition = models::condition_index(id);
    if (condition == 0) {
        problems.add(place, fmt::format("'{}' is the absence of conditions", id),
                     "expected a parameter, a lever or another condition");
        return;
    }
    if (!parameter && !lever && condition < 0) {
        problems.add(place, fmt::format("unknown parameter, lever or condition '{}'", shown(id)),
                     suggestion(id, settable_ids()));
        return;
    }
    const std::string wrong = parameter ? sim::refusal(*parameter, value)
                              : lever   ? sim::refusal(*lever, value)
                                        : refusal_of_strength(value);
    if (!wrong.empty())
        problems.add(fmt::format("{}: {}: {}", place, id, wrong));
    else if (parameter)
        sim::ParameterTable<models::Parameters>::at(setup.parameters, *parameter) = value;
    else if (lever)
        sim::ParameterTable<models::Levers>::at(setup.levers, *lever) = value;
    else
        setup.conditions.strength[static_cast<std::size_t>(condition)] = value;
}

std::vector<std::string> settable_ids() {
    std::vector<std::string> ids;
    for (const auto& row : models::parameter_table().rows())
        ids.push_back(row.id);
    for (const auto& row : models::lever_table().rows())
        ids.push_back(row.id);
    for (const models::ConditionInfo& info : models::condition_infos)
        if (info.condition != models::Condition::calm) ids.emplace_back(info.id);
    return ids;
}

} // namespace scenarios
