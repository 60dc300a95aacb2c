#pragma once
/// \file
/// The quality of joint work held while a part of the model is changed: a form or an ablation that lets every programme
/// fall below its threshold would say nothing of who is ahead.

#include "experiments/runs/runner.h"

#include <vector>

namespace experiments {

/// Mean fidelity of partnerships over cells and their first `n_first` replicates; NaN where none of them has any.
double mean_fidelity(const Runs& runs, const std::vector<std::size_t>& cells, std::uint32_t n_first);

inline constexpr std::uint32_t held_steps = 3;      ///< Steps in which it is held.
inline constexpr std::uint32_t held_replicates = 2; ///< On which fidelity is held: all forms meet the same luck.

/// Moves `delivery.base` of each group of the plan's cells until their mean fidelity over `held_replicates` is about
/// `wanted`: `held_steps` steps of logit(wanted) - logit(found). A group without fidelity, or a wanted NaN, stays as it
/// is. False after an interruption.
bool hold_fidelity(Plan& plan, const std::vector<std::vector<std::size_t>>& groups, double wanted, const Watch& watch);

} // namespace experiments
