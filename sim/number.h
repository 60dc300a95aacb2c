#pragma once
/// \file
/// Numbers as text and back, the same on every machine: no locale, and none of the library's that some compilers lack.

#include <optional>
#include <string>
#include <string_view>

namespace sim {

/// The shortest text that reads back as `value`; of two as short the one without an exponent.
std::string shortest(double value);

/// The finite number that `text` is, whole and in C's notation without sign +, spaces or hexadecimals; else none.
std::optional<double> number_in(std::string_view text);

} // namespace sim
