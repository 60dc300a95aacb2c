#pragma once
/// \file
/// A finding as a record: its fields stand once and are written as JSON and as a line of CSV.

#include "cli/output.h"
#include "experiments/findings/value.h"

#include <string>
#include <utility>
#include <vector>

namespace cli {

using experiments::findings::Value;
using experiments::findings::value_of;

/// Names with values, in the order in which they are written.
using Record = std::vector<std::pair<std::string, Value>>;

/// `before` followed by `record`: in CSV each line repeats what JSON says once.
Record joined(Record before, const Record& record);

scenarios::Json as_json(const Record& record);
/// RFC 4180: a header with the names of the first record, then a line each. All records have the same names.
std::string as_csv(const std::vector<Record>& records);

} // namespace cli
