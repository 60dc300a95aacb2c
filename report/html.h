#pragma once
/// \file
/// Text that goes into a report page. Whatever comes from a file of the user passes `escaped` (or `script_json`), so a
/// scenario's title can hold any characters and still run nothing.

#include "experiments/statistics/statistics.h"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace report {

using namespace experiments; // a report speaks of what experiments found, in their names

/// Text for the body of an element or a quoted attribute: & < > " ' become entities, control characters blanks.
std::string escaped(std::string_view text);

/// JSON for a script element of type application/json: no < > & and no line separators in it; NaN becomes null.
std::string script_json(const nlohmann::ordered_json& document);

/// A JSON number, null where it is NaN or infinite.
nlohmann::ordered_json json_number(double value);

/// "12.3", "1,234", "0.00042": small numbers keep two digits that count; with a true minus sign; "absent" for NaN.
std::string number(double value);
/// The same with a sign: "+0.031".
std::string signed_number(double value);

/// How an outcome's unit is shown: shares as percent, changes of shares as percentage points.
struct Unit {
    double scale = 1;   ///< Shown = value x scale.
    std::string level;  ///< "%", "SD", "USD a student a year"
    std::string change; ///< "percentage points"
};
Unit unit_of(std::string_view unit);

/// "0.022 SD", "3.1 %"; `sign` for changes.
std::string level_text(double value, std::string_view unit);
std::string change_text(double value, std::string_view unit);
/// "95 % interval 0.012 to 0.050", or that there is none; in the unit of changes.
std::string interval_text(const Estimate& estimate, std::string_view unit);

/// Joins with commas and "and".
std::string listed(const std::vector<std::string>& words);
std::string capital(std::string text);

/// A table: every cell is escaped when it is written. The first column holds the row's name.
struct HtmlTable {
    std::string caption;
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;
    std::vector<bool> is_text;           ///< By column: left-aligned text instead of numbers; missing = only the first.
    std::vector<std::vector<int>> marks; ///< [rows x columns] 1 better, -1 worse, 0 unclear; may be empty.

    std::string html() const;
};

/// "<p>escaped</p>"
std::string paragraph(std::string_view text);
/// A list of escaped lines.
std::string bullets(const std::vector<std::string>& lines);

} // namespace report
