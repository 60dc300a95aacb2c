#pragma once
/// \file
/// Results as text for people and as JSON for scripts.

#include "bench/bench.h"
#include "bench/machine.h"

#include <vector>

namespace bench {

/// What was measured in the same call to compare with.
struct Yardsticks {
    Result naive; ///< SM-1 in naive C++, one thread.
    Result triad; ///< On as many threads as what is compared.
};

/// "compute" or "memory": a program that moves nearly as much a second as triad does on as many threads (0.8 of it) is
/// bound by memory; below, computing takes longer than moving.
const char* bound(const Result& result, const Result& triad);

/// One result, as the contract of `accord-bench ... --format json` has it, with what is known beyond it.
void print_json(const Result& result, const std::optional<Yardsticks>& yardsticks);
void print_text(const Result& result, const std::optional<Yardsticks>& yardsticks);

/// Many results: {"machine", "results"} or a table of one line each.
void print_json(const std::vector<Result>& results, const std::optional<Yardsticks>& yardsticks);
void print_table(const std::vector<Result>& results, const std::optional<Yardsticks>& yardsticks);

} // namespace bench
