#include "scenarios/condition_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace scenarios {
namespace {

constexpr std::size_t calm = static_cast<std::size_t>(models::Condition::calm);

void add_one(std::string_view text, const std::string& place, models::Conditions& conditions, Problems& problems) {
    const std::size_t equals = text.find('=');
    const std::string id(text.substr(0, equals));
    const int index = models::condition_index(id);
    if (index < 0)
        problems.add(place, fmt::format("unknown condition '{}'", shown(id)), suggestion(id, condition_names()));
    double strength = 1.0;
    if (equals != std::string_view::npos) {
        const std::string_view number = text.substr(equals + 1);
        const auto value = parse_number(number);
        const std::string wrong =
            value ? strength_measure.refusal(*value) : fmt::format("'{}' is not a number", shown(number));
        if (!wrong.empty()) {
            problems.add(place, fmt::format("{}: {}", shown(id), wrong), strength_measure.expected());
            return;
        }
        strength = *value;
    }
    if (index >= 0 && static_cast<std::size_t>(index) != calm)
        conditions.strength[static_cast<std::size_t>(index)] = strength;
}

std::string joined(const models::Conditions& conditions, std::string_view separator,
                   std::string (*text)(std::size_t, double)) {
    std::string result;
    for (std::size_t i = 0; i < models::n_conditions; ++i) {
        if (i == calm || conditions.strength[i] == 0) continue;
        if (!result.empty()) result += separator;
        result += text(i, conditions.strength[i]);
    }
    return result.empty() ? text(calm, 1) : result;
}

} // namespace

void add_condition(const std::string& text, const std::string& place, models::Conditions& conditions,
                   Problems& problems) {
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find('+', at), text.size());
        add_one(std::string_view(text).substr(at, end - at), place, conditions, problems);
        at = end + 1;
    }
}

std::string condition_label(const models::Conditions& conditions) {
    return joined(conditions, "+", [](std::size_t i, double strength) {
        const std::string id(models::condition_infos[i].id);
        return strength == 1 ? id : id + "=" + text_of(strength);
    });
}

std::string condition_words(const models::Conditions& conditions) {
    return joined(conditions, " and ", [](std::size_t i, double strength) {
        if (i == calm) return std::string("calm conditions");
        const std::string name(models::condition_infos[i].name);
        return strength == 1 ? name : name + " of strength " + text_of(strength);
    });
}

std::vector<std::string> shown_conditions(models::Shown least) {
    std::vector<std::string> names;
    for (const models::ConditionInfo& info : models::condition_infos)
        if (info.shown >= least) names.emplace_back(info.id);
    return names;
}

std::vector<std::string> spelt_out(const std::vector<std::string>& texts) {
    std::vector<std::string> result;
    for (const std::string& text : texts)
        if (text == all_word) {
            const std::vector<std::string> names = condition_names();
            result.insert(result.end(), names.begin(), names.end());
        } else
            result.push_back(text);
    return result;
}

std::vector<std::string> condition_names() {
    std::vector<std::string> names;
    for (const models::ConditionInfo& info : models::condition_infos)
        names.emplace_back(info.id);
    return names;
}

} // namespace scenarios
