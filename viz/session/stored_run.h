#pragma once
/// \file
/// A run of a sweep's store as something that can be played: its region, parameters, levers and conditions as a
/// scenario of its own, whose untouched run has the bits that the store holds.

#include "viz/session/session.h"

#include <memory>
#include <string>

namespace viz {

struct StoredRunScenario {
    std::shared_ptr<const scenarios::Scenario> scenario;
    std::string digest; ///< Of the stored run, 16 hex digits; "" if that replicate is not done.
    std::string inputs; ///< "trust.loss-ratio = 1.2, hidden-goals = 0.4"
};

/// Reads the experiment that the store holds. Throws sim::InputError for a store or treatment that is not there, or
/// whose files changed since.
StoredRunScenario stored_run(const StoreOrigin& origin, std::uint32_t replicate);

} // namespace viz
