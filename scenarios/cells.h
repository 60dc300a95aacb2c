#pragma once
/// \file
/// Typed cells of a CSV row. A wrong cell is a problem with its line and column and gives a harmless value, so that the
/// rest of the file is judged too.

#include "scenarios/csv.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace scenarios {

/// What a number may be; `what` reads as in "expected WHAT from LOW to HIGH".
struct Measure {
    std::string_view what; ///< "a share", "a whole number of pupils".
    double low = 0.0;
    double high = 1.0;
    bool is_whole = false;

    std::string expected() const; ///< "expected a share from 0 to 1"
    /// Why `value` is refused ("1.4 is above the range"), or "".
    std::string refusal(double value) const;
};

inline constexpr Measure share{"a share", 0.0, 1.0};

/// A number in plain or scientific notation with nothing around it; no NaN, no infinity.
std::optional<double> parse_number(std::string_view text);

/// Reads cells of one row by the names of their columns.
class Cells {
  public:
    Cells(const CsvTable& table, const CsvRow& row, Problems& problems)
        : table_(table), row_(row), problems_(problems) {}

    std::string text(std::string_view column);          ///< Must not be empty.
    std::string optional_text(std::string_view column); ///< "" where empty or the column is absent.
    double number(std::string_view column, const Measure& measure);
    std::optional<double> optional_number(std::string_view column, const Measure& measure);
    /// Index of the cell in `choices`, or nothing (a problem unless the cell is empty and not `is_required`).
    std::optional<std::size_t> choice(std::string_view column, const std::vector<std::string>& choices,
                                      bool is_required);
    /// Reports a fault of this row found by the caller.
    void fault(std::string_view column, std::string_view wrong, std::string_view expected);
    std::string place(std::string_view column) const; ///< "schools.csv:7: lunch_share"

  private:
    const std::string* find(std::string_view column) const; ///< nullptr where the column is absent
    const CsvTable& table_;
    const CsvRow& row_;
    Problems& problems_;
};

} // namespace scenarios
