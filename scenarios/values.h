#pragma once
/// \file
/// Values of a table's rows from an object with their ids as keys.

#include "scenarios/reader.h"
#include "sim/parameter.h"

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

namespace scenarios {

/// Takes the members of `reader` into `values`; an unknown id (of a `kind`) and a value out of its row's range are
/// problems.
template <class T>
void read_values(Reader& reader, const sim::ParameterTable<T>& table, T& values, std::string_view kind) {
    std::vector<std::string> ids;
    for (const sim::ParameterRow& row : table.rows())
        ids.push_back(row.id);
    for (const auto& [id, value] : reader.members()) {
        const sim::ParameterRow* row = table.find(id);
        if (!row) {
            reader.fault(id, fmt::format("unknown {}", kind), suggestion(id, ids));
            continue;
        }
        const auto number = reader.number_of(id, *value, {row->unit, row->range.low, row->range.high});
        if (number) sim::ParameterTable<T>::at(values, *row) = *number;
    }
}

} // namespace scenarios
