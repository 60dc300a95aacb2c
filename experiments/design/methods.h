#pragma once
/// \file
/// The methods behind make_design. Each gives points in the unit cube, row by row; only what needs values (constraints,
/// levels) looks at the inputs. Specifications are judged before.

#include "experiments/design/design.h"

namespace experiments {

using Rows = std::vector<std::vector<double>>;

Rows sampled_rows(const DesignSpec& spec);       ///< monte_carlo, sobol, scrambled_sobol, halton: values
Rows latin_rows(const DesignSpec& spec);         ///< lhs, maximin_lhs: values
Rows saltelli_units(const DesignSpec& spec);     ///< points x (2 + D [+ D]) rows
Rows trajectory_units(const DesignSpec& spec);   ///< morris: points x (D + 1) rows
Rows radial_units(const DesignSpec& spec);       ///< radial_morris: points x (D + 1) rows
Rows curve_units(const DesignSpec& spec);        ///< efast: curves x D x points rows
Rows factorial_rows(const DesignSpec& spec);     ///< values
Rows one_at_a_time_rows(const DesignSpec& spec); ///< values, baseline first
Rows fractional_rows(const DesignSpec& spec, std::vector<std::string>& notes); ///< values

/// Rows a full factorial would have; `most` or more are cut to `most`.
std::size_t factorial_size(const DesignSpec& spec, std::size_t most);
/// Rows of the fractional factorial: the least power of two that keeps resolution III, or `points` if given.
std::size_t fractional_size(const DesignSpec& spec);

/// Values of a row of units.
std::vector<double> values_of(const DesignSpec& spec, const std::vector<double>& units);
/// By how much a row of values breaks the constraints; 0 if it meets them.
double violation(const DesignSpec& spec, const std::vector<double>& values);
/// Factor (place in factors_of) of each input.
std::vector<std::size_t> factor_of_inputs(const DesignSpec& spec);
/// Lower triangle L of the wanted correlation matrix, C = L L', row by row; empty if C is not positive definite.
Rows cholesky_of(const DesignSpec& spec);

inline constexpr std::size_t most_rows = 20'000'000; ///< No design is longer.

} // namespace experiments
