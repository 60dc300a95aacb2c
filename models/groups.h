#pragma once
/// \file
/// Groups of levers and of mechanisms to which a lead is traced back (`accord compare --why`). Each lever stands in one
/// group alone; mechanisms in none act in all that is compared and are "everything else".

#include "models/parameters.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace models {

/// Levers that leaders move together, and the numbers through which they act.
struct LeverGroup {
    std::string id;
    std::string words;                 ///< "written terms"
    std::vector<std::string> levers;   ///< Ids, * for any characters.
    std::vector<std::string> sized_by; ///< Ids of parameters that say how much these levers do.
};
const std::vector<LeverGroup>& lever_groups();
/// The group of a lever; nullptr if it stands in none.
const LeverGroup* group_of_lever(std::string_view lever);

/// Mechanisms that are taken away together, and the parameter values at which they do nothing.
struct MechanismGroup {
    std::string id;
    std::string words; ///< "trust"
    std::vector<std::pair<std::string, double>> off;
};
const std::vector<MechanismGroup>& mechanism_groups();

/// Is the size of a parameter assumed (its evidence may give the sign)?
bool is_size_assumed(const sim::ParameterRow& row);

/// How many of the parameters' sizes are assumed.
struct AssumedSizes {
    std::size_t assumed = 0, all = 0;
};
AssumedSizes assumed_sizes(const std::vector<std::string>& parameters);

} // namespace models
