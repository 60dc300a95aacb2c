#pragma once
/// \file
/// Columns of a CSV as an analysis takes them: numbers, words, and what a column's name says it is for.

#include "experiments/analysis/table.h"

namespace experiments {

/// Takes columns out of a table and says what is wrong with them, or what was assumed.
class Taker {
  public:
    Taker(const scenarios::CsvTable& table, scenarios::Problems& problems, std::vector<std::string>& notes)
        : table_(table), problems_(problems), notes_(notes) {}

    /// Is there such a column? A problem if not.
    bool judge(const std::string& name);
    /// Numbers if any cell is one, else words, whose levels are in the order of the alphabet (or of their numbers), so
    /// that the order of rows decides nothing.
    std::optional<Column> input(const std::string& name);
    /// Numbers; where `may_fail`, empty cells are NaN.
    std::optional<Column> numbers(const std::string& name, bool may_fail);
    /// Words in order of appearance. Equal numbers are one word, and so are TRUE and True: a note says so.
    std::optional<Column> words(const std::string& name);
    /// A column that was named, or the first of the defaults that exists, in capitals or not; `name` becomes its name.
    std::optional<Column> role(std::string& name, const std::vector<std::string>& defaults);

  private:
    std::size_t index_of(const std::string& name) const;
    void note_spellings(const Column& column, const std::vector<std::string>& merged);
    const scenarios::CsvTable& table_;
    scenarios::Problems& problems_;
    std::vector<std::string>& notes_;
};

/// The first column of a table that pandas or R wrote with its rows counted: without a name, "Unnamed: 0", "X",
/// "index"; the number of columns if there is none.
std::size_t counting_column(const scenarios::CsvTable& table);

/// Small letters only, spaces at the ends taken off.
std::string plain_word(std::string_view text);

} // namespace experiments
