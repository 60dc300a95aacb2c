#pragma once
/// \file
/// Mechanisms that can be switched off by name (`--without ID`), so that everybody can see which finding each carries.
/// A switch sets parameters to the value at which the mechanism does nothing; no process knows of it.

#include "models/parameters.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace models {

/// A named mechanism and the parameter values that switch it off.
struct Mechanism {
    std::string id;
    std::string summary; ///< What it does while it is on.
    std::vector<std::pair<std::string, double>> off;
};
const std::vector<Mechanism>& mechanisms();
const Mechanism* find_mechanism(std::string_view id);

/// Sets the parameters at which the mechanism does nothing, also where that lies outside their ranges.
void switch_off(Parameters& parameters, const Mechanism& mechanism);

} // namespace models
