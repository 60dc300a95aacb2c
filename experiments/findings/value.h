#pragma once
/// \file
/// What a field of a finding may hold.

#include "scenarios/json.h"

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace experiments::findings {

/// With round-trip precision; nothing, like NaN, is null in JSON and an empty cell in CSV.
using Value = std::variant<std::monostate, std::string, double, std::size_t, bool, std::vector<std::string>>;
/// A number that may be missing.
inline Value value_of(const std::optional<double>& number) { return number ? Value(*number) : Value(); }

scenarios::Json json_of(const Value& value);
/// In words; numbers as `number` writes them, which NaN stands for where there is nothing.
std::string text_of(const Value& value, std::string (*number)(double));

/// A JSON number, or null where the value is NaN: JSON has no NaN.
scenarios::Json json_number(double value);
/// A number for CSV with round-trip precision; empty where the value is NaN.
std::string csv_number(double value);

} // namespace experiments::findings
