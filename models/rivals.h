#pragma once
/// \file
/// Rival forms of parts of the model that no study decides between: other values of the same parameters, each against
/// the usual form. `accord compare --rivals` says how an answer fares under each.

#include "models/parameters.h"

#include <string>
#include <utility>
#include <vector>

namespace models {

/// One rival form and the parameter values that make it.
struct Rival {
    std::string of; ///< Which part: fidelity, power, staff, trust
    std::string id;
    std::string summary; ///< What is so under it.
    std::vector<std::pair<std::string, double>> values;
};
const std::vector<Rival>& rivals();

/// Sets the parameters of a rival form.
void set_rival(Parameters& parameters, const Rival& rival);

} // namespace models
