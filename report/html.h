#pragma once
/// \file
/// Text that goes into a report page. Whatever comes from a file of the user passes `escaped` (or `script_json`), so a
/// scenario's title can hold any characters and still run nothing.

#include "experiments/statistics/statistics.h"
#include "scenarios/words.h"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace report {

using namespace experiments; // a report speaks of what experiments found, in their names
using scenarios::shown_unit;
using scenarios::ShownUnit;
using scenarios::typeset; // its voice

/// Text for the body of an element or a quoted attribute: & < > " ' become entities, control characters blanks.
std::string escaped(std::string_view text);

/// JSON for a script element of type application/json: no < > & and no line separators in it; NaN becomes null.
std::string script_json(const nlohmann::ordered_json& document);

/// A JSON number, null where it is NaN or infinite.
nlohmann::ordered_json json_number(double value);

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
