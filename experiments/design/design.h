#pragma once
/// \file
/// Designs: which treatments to run so that a question can be answered. A design follows from its specification alone,
/// bit for bit; it can be made longer without changing the rows it already has.

#include "experiments/design/inputs.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace experiments {

enum class Method {
    factorial,            ///< Every combination of levels.
    fractional_factorial, ///< Two levels an input, 2^(k-p) rows of highest resolution.
    one_at_a_time,        ///< The baseline, then each input at its other levels.
    monte_carlo,          ///< Independent points.
    lhs,                  ///< Latin hypercube: one point in each of N strata of every input.
    maximin_lhs,          ///< The same with points swapped until they lie far apart.
    sobol,                ///< Joe-Kuo points from the zero point on.
    scrambled_sobol,      ///< The same with Owen's scrambling.
    halton,               ///< Radical inverses in the first primes.
    saltelli,             ///< A, AB_1 .. AB_D, [BA_1 .. BA_D,] B for each base point: Sobol indices.
    morris,               ///< Trajectories over a grid of levels: elementary effects.
    radial_morris,        ///< Stars around Sobol points (Campolongo et al. 2011).
    efast,                ///< One search curve an input (Saltelli, Tarantola & Chan 1999).
    explicit_rows         ///< Rows given by the user.
};

/// Id of a method and one line on it.
struct MethodInfo {
    Method method;
    std::string id, points, summary; ///< `points`: what the number of points counts.
};
const std::vector<MethodInfo>& methods();
const MethodInfo& info_of(Method method);

/// Wanted correlation of two inputs on the scale of normal scores, in (-1, 1).
struct Correlation {
    std::string a, b;
    double rho = 0.0;
};

/// Sum of factor times input, at most `at_most`. Inputs are numbers.
struct Constraint {
    std::vector<std::pair<std::string, double>> terms{};
    double at_most = 0.0;
};

/// All that a design follows from.
struct DesignSpec {
    Method method = Method::lhs;
    std::size_t points = 0; ///< Counted as MethodInfo::points says.
    std::uint64_t seed = 1;
    std::vector<Input> inputs{};
    std::vector<Correlation> correlations{}; ///< monte_carlo, lhs, maximin_lhs, sobol, scrambled_sobol, halton
    std::vector<Constraint> constraints{};   ///< The same, and factorial and one_at_a_time, which leave rows out.
    std::vector<std::string> groups{};       ///< One name an input, equal for those varied together; saltelli, morris.
    std::size_t levels = 0;         ///< factorial: of real inputs (0: from points); morris: of the grid (0: 4).
    bool has_second_order = true;   ///< saltelli: with the BA rows
    bool is_scrambled = false;      ///< saltelli, radial_morris
    std::size_t curves = 1;         ///< efast: search curves an input
    std::size_t first_points = 0;   ///< lhs: the size it began with before it was extended (0: points)
    std::vector<double> baseline{}; ///< one_at_a_time: values; empty = the middle of every input
    std::vector<std::vector<double>> rows{}; ///< explicit_rows
};

/// The treatments. Values of categorical inputs are places of levels.
struct Design {
    Method method = Method::lhs;
    std::vector<Input> inputs;
    std::vector<std::vector<double>> rows; ///< [row][input]
    std::vector<std::string> factors;      ///< What is varied as one: ids of inputs or names of groups.
    std::size_t block = 1;                 ///< Rows that belong together: base point, trajectory, curve.
    bool has_second_order = false;
    std::vector<std::string> notes; ///< What a reader of the results should know of the design.
};

/// Everything wrong with a specification, at `place`.
void judge(const DesignSpec& spec, const std::string& place, scenarios::Problems& problems);

/// The design of a specification. Throws sim::InputError with all that is wrong, or if the constraints leave no room.
Design make_design(const DesignSpec& spec);

/// The specification of the same design continued to `points`: its first rows are those of the shorter one. Latin
/// hypercubes double: `points` must be the old number times 2, 4, 8, ... Throws sim::InputError for methods that have
/// no longer form (factorials, one_at_a_time, efast).
DesignSpec extended(DesignSpec spec, std::size_t points);

/// Names of the factors of some inputs under `groups` (empty: every input is its own).
std::vector<std::string> factors_of(const std::vector<std::string>& ids, const std::vector<std::string>& groups);

} // namespace experiments
