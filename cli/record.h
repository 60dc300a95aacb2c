#pragma once
/// \file
/// A finding as a record: its fields stand once and are written as JSON and as a line of CSV.

#include "cli/output.h"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace cli {

/// What a field holds, with round-trip precision; nothing, like NaN, is null in JSON and an empty cell in CSV.
using Value = std::variant<std::monostate, std::string, double, std::size_t, bool, std::vector<std::string>>;
/// A number that may be missing.
inline Value value_of(const std::optional<double>& number) { return number ? Value(*number) : Value(); }

/// Names with values, in the order in which they are written.
using Record = std::vector<std::pair<std::string, Value>>;

/// `before` followed by `record`: in CSV each line repeats what JSON says once.
Record joined(Record before, const Record& record);

scenarios::Json as_json(const Record& record);
/// RFC 4180: a header with the names of the first record, then a line each. All records have the same names.
std::string as_csv(const std::vector<Record>& records);

} // namespace cli
