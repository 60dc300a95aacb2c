#pragma once
/// \file
/// Many measurements in one call.

#include "bench/output.h"

#include <vector>

namespace bench {

/// Naive C++ and triad on as many threads as asked for: median of three.
Yardsticks yardsticks(const Options& options);

/// The full model from 10,000 to 50 million pupils in schools of 500, and then 2 million pupils in 10 to 98,000
/// schools, so that what schools and partners cost shows. One measurement each.
std::vector<Result> growth(const Options& options);

/// Bandwidth, naive C++, SM-1 and the model at each instruction set, and on one thread and all: median of three each.
std::vector<Result> everything(const Options& options);

} // namespace bench
