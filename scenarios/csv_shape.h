#pragma once
/// \file
/// Why the rows of a table do not fit its header, where one cause explains all of it: lines that other programs write
/// before the header, other separators, names of rows without a name.

#include "scenarios/csv.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace scenarios {

/// One message in place of one a row.
struct ShapeFault {
    std::size_t line = 1;
    std::string wrong, expected;
};

/// What the first line says alone: "sep=,", cells between semicolons or tabs.
std::optional<ShapeFault> fault_of_first_line(std::string_view text);

/// What the widths of the rows say: a preamble, row names of R, a comma at the end of the header or of all rows.
std::optional<ShapeFault> fault_of_widths(const std::vector<std::string>& header, const std::vector<CsvRow>& rows);

} // namespace scenarios
