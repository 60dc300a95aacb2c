#pragma once
/// \file
/// Assertions for mistakes of developers. They stay on in every build (a wrong balance is worse than a slow one), and
/// throw, so that tests can see them and a sweep can report the run that failed.

#include <stdexcept>
#include <string>

namespace sim {

/// A developer broke a rule that a function states.
class Mistake : public std::logic_error {
  public:
    using std::logic_error::logic_error;
};

/// Throws Mistake("FILE:LINE: CONDITION").
[[noreturn]] inline void fail_assertion(const char* file, int line, const char* condition) {
    throw Mistake(std::string(file) + ":" + std::to_string(line) + ": " + condition);
}

} // namespace sim

/// Throws sim::Mistake unless `condition` holds; for cheap checks only.
#define ACCORD_ASSERT(condition)                                                                                       \
    (static_cast<bool>(condition) ? static_cast<void>(0) : ::sim::fail_assertion(__FILE__, __LINE__, #condition))
