#pragma once
/// \file
/// Which run is which: a hash of all that decides its result, so that a run is never done twice and two stores agree.

#include "models/model.h"
#include "scenarios/scenario.h"

#include <cstdint>
#include <string_view>

namespace experiments {

/// Hash of a treatment: model version, digests of scenario and data, region switches, parameters, levers, conditions,
/// strategy, horizon, seed. Nothing of names, paths, order, machine or thread.
std::uint64_t treatment_identity(const scenarios::Scenario& scenario, const models::Setup& setup,
                                 std::string_view strategy, std::uint32_t months, std::uint64_t seed);

/// Hash of a run: its treatment's and the replicate. As text: sim::hex.
std::uint64_t run_identity(std::uint64_t treatment, std::uint32_t replicate);

} // namespace experiments
