#pragma once
/// \file
/// Scenarios and scripts for tests of the visualiser's core.

#include "viz/session/session.h"

#include "scenarios/scenario.h"

#include <memory>
#include <string>

namespace tests {

inline std::shared_ptr<const scenarios::Scenario> library_scenario(const std::string& id, std::uint32_t months = 60) {
    auto scenario = scenarios::load_scenario(std::string(ACCORD_SOURCE_DIR) + "/scenarios/library/" + id + ".json");
    scenario.months = months;
    return std::make_shared<const scenarios::Scenario>(std::move(scenario));
}

inline viz::Command lever(std::uint32_t month, const std::string& id, double value) {
    return {month, viz::CommandKind::lever, id, value, sim::no_row};
}
inline viz::Command shock(std::uint32_t month, const std::string& id, double strength = 1) {
    return {month, viz::CommandKind::condition, id, strength, sim::no_row};
}
inline viz::Action act(const viz::Command& command, viz::Lane lane = viz::Lane::a) {
    viz::Action action;
    action.lane = lane, action.command = command;
    return action;
}

inline viz::TrajectoryPtr run(const viz::Script& script, const std::vector<viz::TrajectoryPtr>& known = {}) {
    return viz::run_script(
        script, 0, known, [](viz::TrajectoryPtr) {}, [] { return false; });
}

} // namespace tests
