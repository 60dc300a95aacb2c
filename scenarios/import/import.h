#pragma once
/// \file
/// Official files into a region: schools.csv (partners.csv, ties.csv) and scenario.json in one folder, all or nothing.

#include "scenarios/import/rows.h"

#include <string>
#include <vector>

namespace scenarios::import {

/// What the user asks for.
struct Order {
    std::string recipe;              ///< Id of a shipped one, or a file.
    std::vector<std::string> files;  ///< In any order: each is known by its columns.
    std::string out;                 ///< Folder; must not be there, or be empty.
    std::string year;                ///< "" = the recipe's.
    std::vector<std::string> assume; ///< "COLUMN=VALUE": for every school that has none.
};

/// Writes the folder and gives the page of what was taken, imputed and left out, line by line. With problems nothing is
/// written.
std::vector<std::string> import_region(const Order& order, Problems& problems);

/// A recipe for an unknown file of schools: which of its columns is taken for which of ours, told in the account; the
/// rest is asked for as problems.
std::optional<Recipe> guess(const Recipe& words, const std::string& file, const Assumed& assumed, Account& account,
                            Problems& problems);

/// Ties in our columns: one a school, partner and programme, dollars added up; `since` where years are recorded. Rows
/// whose school is not among `schools` are left out and named.
Made make_ties(const Recipe& recipe, const Tables& tables, const Made& schools, Account& account, Problems& problems);

/// Partners in our columns: one an id, under the name it has most often; only those `ties` name.
Made make_partners(const Recipe& recipe, const Tables& tables, const Made& ties, Account& account, Problems& problems);

/// The page of an account; long lists are cut after `most` lines with their number.
std::vector<std::string> page(const Recipe& recipe, const Account& account, const std::vector<std::string>& caveats,
                              std::size_t most);

} // namespace scenarios::import
