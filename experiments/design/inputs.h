#pragma once
/// \file
/// Inputs of an experiment: what may be varied, over which values, and how a number in [0, 1) becomes one of them.

#include "scenarios/problems.h"

#include <string>
#include <vector>

namespace experiments {

enum class InputKind {
    real,       ///< Even over [low, high].
    log_real,   ///< Even in the logarithm over [low, high], low > 0.
    integer,    ///< Whole numbers low .. high, equally likely.
    categorical ///< One of `levels`, equally likely; its value is the place of the level.
};

/// How a real or log input is spread between its ends. With log_real, mean, sd and mode are those of log10.
enum class Spread {
    even,
    normal,    ///< Normal(mean, sd), truncated at low and high.
    triangular ///< From low over `mode` to high.
};

/// One input. Its id also heads its column.
struct Input {
    std::string id;
    InputKind kind = InputKind::real;
    double low = 0.0, high = 1.0; ///< Ends, both included.
    std::vector<std::string> levels{};
    Spread spread = Spread::even;
    double mean = 0.0, sd = 1.0, mode = 0.0; ///< Where the spread asks for them.

    std::size_t n_levels() const; ///< Distinct values of an integer or categorical input; 0 of a real one.
};

/// Everything wrong with an input, at `place`.
void judge(const Input& input, const std::string& place, scenarios::Problems& problems);

/// Value of the input at `u` in [0, 1]; never falls in u.
double value_at(const Input& input, double u);
/// The `u` that belongs to a value: exact for real inputs, the middle of the step for the others.
double unit_of(const Input& input, double value);
/// `n` values from low to high: all for categorical inputs, at most as many as there are for integers.
std::vector<double> levels_of(const Input& input, std::size_t n);
/// The value as a person reads it: a level's name, or the number.
std::string text_of(const Input& input, double value);

} // namespace experiments
