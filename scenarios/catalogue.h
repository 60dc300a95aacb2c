#pragma once
/// \file
/// Every id there is, by kind (`accord list`, accord.list).

#include "scenarios/json.h"

#include <string>
#include <vector>

namespace scenarios {

/// "strategies", "conditions", "outcomes", ...
const std::vector<std::string>& catalogue_kinds();

/// A row an id: objects with equal keys, "id" first, "summary" last. An unknown kind is a problem at `place`, what
/// cannot be read of the shipped files one of its own.
std::vector<Json> catalogue(const std::string& kind, const std::string& place, Problems& problems);

} // namespace scenarios
