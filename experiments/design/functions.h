#pragma once
/// \file
/// Functions whose sensitivity is known exactly: for teaching and for checking designs and analyses.

#include "experiments/design/inputs.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace experiments {

/// A function of some inputs and what is known of it.
struct TestFunction {
    std::string id, summary;
    std::vector<Input> inputs;
    double (*value)(std::span<const double>) = nullptr;
    double noise_sd = 0.0; ///< SD of the noise that replicates add.
    double mean = 0.0, variance = 0.0;
    std::vector<double> first, total; ///< Exact Sobol indices.
};

/// ishigami (a 7, b 0.1), sobol-g (8 inputs), linear (4, 3, 2, 1), noisy-linear (the same with noise of variance 2 a
/// replicate), box (1 where x1 > 0.6 and 0.2 < x2 < 0.55, else 0).
const std::vector<TestFunction>& test_functions();
/// The function of an id, or nullptr.
const TestFunction* find_function(const std::string& id);

/// The noise of one replicate at one row of a design; mean 0, independent of every other. 0 exactly without noise.
double noise_of(const TestFunction& function, std::uint64_t seed, std::size_t row, std::size_t replicate);

} // namespace experiments
