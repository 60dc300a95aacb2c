#include "scenarios/burn_in_text.h"

#include "scenarios/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace scenarios {

std::string today_name(const Scenario& scenario) {
    std::vector<std::string> ids = scenario.strategy_ids();
    ids.insert(ids.begin(), scenario.strategy); // of several that are alike
    const auto id = std::find_if(ids.begin(), ids.end(), [&](const std::string& one) {
        const Strategy* info = scenario.find_strategy(one);
        return info && one != models::status_quo && same_levers(info->levers, scenario.setup.today);
    });
    return id == ids.end() ? scenario.strategy : scenario.find_strategy(*id)->name;
}

std::string burn_in_sentence(const Scenario& scenario, const std::string& how_long) {
    if (!scenario.setup.burn_in.is_on()) return "";
    return fmt::format("Before month 0 the world was run in{} under the strategy '{}'{}; its agreements go on.",
                       how_long.empty() ? "" : " for " + how_long, today_name(scenario),
                       scenario.setup.burn_in.is_stationary ? ", until it stood still" : "");
}

std::string burn_in_sentence(const Scenario& scenario) {
    const models::BurnIn& burn_in = scenario.setup.burn_in;
    return burn_in_sentence(scenario, burn_in.is_stationary ? "" : duration(burn_in.months));
}

} // namespace scenarios
