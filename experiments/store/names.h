#pragma once
/// \file
/// What things of a store are called in words, also where the program does not ship them.

#include "experiments/store/store.h"

#include <string>

namespace experiments {

/// Name of a strategy: the shipped one's, else what the store's own files call it, else its id.
std::string strategy_name(const StoreHeader& header, const std::string& id);

} // namespace experiments
