#pragma once
/// \file
/// The user's files as a recipe sees them: each known by its columns, filtered, and joined by key.

#include "scenarios/csv.h"
#include "scenarios/import/recipe.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace scenarios::import {

/// One source with its file.
struct Loaded {
    const Source* source = nullptr;
    CsvTable table;
    std::vector<std::size_t> rows;                          ///< That pass the filters.
    std::vector<std::size_t> any_year;                      ///< That pass the filters but that of the year.
    std::map<std::string, std::vector<std::size_t>> by_key; ///< Of `rows`, where the source has a key.
    std::size_t doubled = 0; ///< Rows that stand in the file twice, word for word: each counts once.

    /// The cell, or nothing where the column is absent or the cell empty.
    std::optional<std::string> cell(std::size_t row, const std::string& column) const;
    std::string place(std::size_t row, const std::string& column) const; ///< "schools.csv:7: column"
};

using Tables = std::map<std::string, Loaded>; ///< By source id.

/// Reads `files` and finds which source each is. A file that is none, two of one kind, a required one that is not
/// there, a year without rows and files that do not join are problems.
Tables load_tables(const Recipe& recipe, const std::vector<std::string>& files, const std::string& year,
                   Problems& problems);

/// Part of a text; the whole where there is no slice.
std::string cut(const std::string& text, const std::optional<std::pair<std::size_t, std::size_t>>& slice);

} // namespace scenarios::import
