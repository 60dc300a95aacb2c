#pragma once
/// \file
/// The layout that an analysis needs of a table's rows, found and checked: moves of one factor, search curves, blocks
/// that come once.

#include <cstddef>
#include <vector>

namespace experiments {

using InputRows = std::vector<std::vector<double>>; ///< [row][input]

/// One step of a trajectory or star: two rows that differ in one factor alone.
struct Step {
    std::size_t from = 0, to = 0, factor = 0;
};

/// The steps of a table of trajectories or stars of D + 1 rows.
struct Steps {
    std::vector<Step> steps;
    std::size_t n_possible = 0;  ///< Of a table of so many rows.
    std::size_t n_still = 0;     ///< Steps to an equal point: rounding to whole numbers or words swallowed them.
    std::size_t first_break = 0; ///< The first row that moves several factors; the number of rows if none does.
    bool is_whole = true;        ///< Every block is as it should be.

    /// Is this a design with holes rather than no design? Three quarters of its steps are there.
    bool is_design() const { return is_whole || 4 * (steps.size() + n_still) >= 3 * n_possible; }
};

/// Steps of rows in the order of the design. Where rows lack, trajectories are found again behind the hole; a step of
/// another length than its input's usual one is then none of the design.
Steps find_steps(const InputRows& inputs, const std::vector<std::size_t>& factors);

/// Factors in which two rows differ.
std::vector<std::size_t> moved_factors(const InputRows& inputs, std::size_t from, std::size_t to,
                                       const std::vector<std::size_t>& factors);

/// The first of the curves (curve by curve, `n` rows each, input k on every D-th) whose input does not go up and down
/// with the frequency of a search curve; the number of curves if all do.
std::size_t first_curve_off(const InputRows& inputs, std::size_t n);

/// Of blocks of `size` rows: the first that repeats an earlier block in all inputs, if the table comes again from there
/// on or if its inputs are too fine for chance; the number of blocks if none does.
std::size_t first_repeated_block(const InputRows& inputs, std::size_t size);

} // namespace experiments
