#pragma once
/// \file
/// Strict reader of CSV (RFC 4180): commas, double quotes, LF or CRLF, UTF-8 with or without byte order mark. Nothing
/// is guessed; every fault is named with its line and column.

#include "scenarios/problems.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace scenarios {

/// One line of data; a quoted cell may hold line ends, so `line` is where the row starts.
struct CsvRow {
    std::size_t line = 0;
    std::vector<std::string> cells; ///< As many as the header has.
};

/// A header and rows of equal length; rows with faults are left out and reported.
struct CsvTable {
    std::string file; ///< Name used in messages.
    std::vector<std::string> header;
    std::vector<CsvRow> rows;
    bool is_complete = true; ///< Every required column is there, so checks across columns mean something.

    bool has(std::string_view column) const;
};

/// Columns a file must and may have.
struct CsvColumns {
    std::vector<std::string> required;
    std::vector<std::string> optional;
};

/// Table of `text` (UTF-8, no byte order mark). Only the form is judged here, not the columns.
std::optional<CsvTable> parse_csv(std::string_view text, const std::string& file, Problems& problems);

/// Takes out a first column without a name that names every row differently: the index that pandas and R write. Was
/// there one?
bool drop_row_names(CsvTable& table);

/// Reads a file and judges its header: unknown, missing and doubled columns are problems. No rows is a problem too.
std::optional<CsvTable> read_csv(const std::string& path, const CsvColumns& columns, Problems& problems);

/// Header cells of a file, to see what kind of table it is; empty if it cannot be read.
std::vector<std::string> csv_header(const std::string& path, Problems& problems);

} // namespace scenarios
