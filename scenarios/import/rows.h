#pragma once
/// \file
/// Rows in our columns out of a recipe's tables, and the account of what was taken, imputed and left out.

#include "scenarios/import/tables.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace scenarios::import {

/// A table in our own columns; a missing cell is "".
struct Made {
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;
    std::vector<std::size_t> source_rows; ///< Rows of the main table they were made from.

    std::size_t column(const std::string& name) const; ///< header.size() if there is none.
};

/// How many cells of one column came how.
struct Imputed {
    std::string file, column, rule;
    std::size_t n = 0, of = 0;
};

/// What an import did, for people.
struct Account {
    std::vector<std::string> taken;
    std::vector<Imputed> imputed;
    std::vector<std::string> left_out; ///< "FILE:line: column: what; why"
};

/// Values the user gives for a whole column ("teachers_fte" -> "20").
using Assumed = std::map<std::string, std::string>;

/// Columns of the user's files that `target` names and that are not there: a problem where one of our `required`
/// columns is made from them and nothing is assumed for it, else a line of the account.
void judge_columns(const Recipe& recipe, const Target& target, const Tables& tables,
                   const std::vector<std::string>& required, const Assumed& assumed, Account& account,
                   Problems& problems);

/// The rows of `target`, called `file` in the account. A row without one of `required` is left out and named, or, with
/// `asks`, a column that no row has is a problem.
Made make_rows(const Recipe& recipe, const Target& target, const Tables& tables, const std::string& file,
               const std::vector<std::string>& required, const Assumed& assumed, Account& account, Problems& problems);

} // namespace scenarios::import
