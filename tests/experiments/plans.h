#pragma once
/// \file
/// Small plans for tests: a small shipped scenario, few months, few replicates.

#include "experiments/runs/runner.h"
#include "scenarios/condition_text.h"
#include "scenarios/library.h"
#include "scenarios/scenario.h"

#include <string>
#include <vector>

namespace tests {

inline experiments::Plan small_plan(const std::vector<std::string>& strategies,
                                    const std::vector<std::string>& conditions, std::uint32_t replicates = 3,
                                    std::uint32_t months = 24, const std::string& region = "two-schools") {
    const scenarios::Scenario scenario = scenarios::load_scenario(scenarios::find_scenario(region));
    experiments::Plan plan;
    plan.replicates = replicates;
    plan.months = months;
    for (const std::string& condition : conditions)
        for (const std::string& strategy : strategies) {
            experiments::Cell cell{strategy, condition, scenario.setup};
            cell.setup.levers = scenario.find_strategy(strategy)->levers;
            scenarios::Problems problems;
            scenarios::add_condition(condition, "test", cell.setup.conditions, problems);
            problems.throw_if_any();
            plan.cells.push_back(std::move(cell));
        }
    return plan;
}

} // namespace tests
