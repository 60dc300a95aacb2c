#include "scenarios/csv_shape.h"

#include "scenarios/cells.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace scenarios {
namespace {

std::string cells_text(std::size_t n) { return fmt::format("{} cell{}", n, n == 1 ? "" : "s"); }

/// The number of cells that most rows have; 0 where fewer than half of them agree.
std::size_t usual_width(const std::vector<CsvRow>& rows) {
    std::map<std::size_t, std::size_t> times;
    for (const CsvRow& row : rows)
        ++times[row.cells.size()];
    const auto most =
        std::max_element(times.begin(), times.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    return most != times.end() && 2 * most->second >= rows.size() ? most->first : 0;
}

bool has_number(const CsvRow& row) {
    return std::any_of(row.cells.begin(), row.cells.end(), [](const auto& cell) { return parse_number(cell); });
}

/// Place of the row that reads like a header: the last one without a number before the first of the usual width that
/// is followed by numbers to the end; rows.size() if none does.
std::size_t place_of_header(const std::vector<CsvRow>& rows, std::size_t width) {
    std::size_t begin = 0;
    while (begin < rows.size() && rows[begin].cells.size() != width)
        ++begin;
    // NetLogo writes the size of its world with a header of its own: as wide as the table now and then.
    std::size_t header = rows.size();
    for (std::size_t i = begin; i < std::min(begin + 5, rows.size()); ++i)
        if (rows[i].cells.size() == width && !has_number(rows[i]) && (i + 1 == rows.size() || has_number(rows[i + 1])))
            header = i;
    return header < rows.size() || begin == rows.size() || has_number(rows[begin]) ? header : begin;
}

bool all_end_empty(const std::vector<CsvRow>& rows, std::size_t width) {
    return std::all_of(rows.begin(), rows.end(),
                       [&](const CsvRow& row) { return row.cells.size() != width || row.cells.back().empty(); });
}

} // namespace

std::optional<ShapeFault> fault_of_first_line(std::string_view text) {
    const std::string_view line = text.substr(0, text.find_first_of("\r\n"));
    if (line.size() <= 6 && (line.starts_with("sep=") || line.starts_with("\"sep=")))
        return ShapeFault{1, fmt::format("'{}' tells Excel the separator and is no header", shown(line)),
                          "expected the header: delete the line sep="};
    const auto times = [&](char c) { return std::count(line.begin(), line.end(), c); };
    const auto commas = times(',');
    if (times('\t') > commas) return ShapeFault{1, "the header is separated by tabs", "expected commas between cells"};
    if (times(';') > 0 && commas == 0)
        return ShapeFault{1, "the header is separated by semicolons", "expected commas between cells"};
    return std::nullopt;
}

std::optional<ShapeFault> fault_of_widths(const std::vector<std::string>& header, const std::vector<CsvRow>& rows) {
    const std::size_t width = usual_width(rows), n = header.size();
    if (width == 0 || width == n) return std::nullopt;
    const std::size_t place = width > 1 ? place_of_header(rows, width) : rows.size();
    if (place < rows.size())
        return ShapeFault{1,
                          fmt::format("line 1 has {} and line {} has {}: is there a preamble before the header?",
                                      cells_text(n), rows[place].line, width),
                          rows[place].line == 2 ? "expected the header in line 1: delete line 1"
                                                : fmt::format("expected the header in line 1: delete lines 1 to {}",
                                                              rows[place].line - 1)};
    if (rows.size() < 2) return std::nullopt; // one row is no rule
    if (width == n + 1)
        return all_end_empty(rows, width)
                   ? ShapeFault{2, "every row ends in a comma", fmt::format("expected {} as in the header", n)}
                   : ShapeFault{1,
                                fmt::format("the header has {} and the rows {}: does the first column hold names of "
                                            "rows (R's write.table)?",
                                            cells_text(n), width),
                                "expected a name for every column"};
    if (width + 1 == n && header.back().empty())
        return ShapeFault{1, "the header ends in a comma", fmt::format("expected {} as in the rows", width)};
    return std::nullopt;
}

bool drop_row_names(CsvTable& table) {
    if (table.header.size() < 2 || !table.header.front().empty() || table.rows.empty()) return false;
    std::set<std::string_view> names;
    for (const CsvRow& row : table.rows)
        if (row.cells.front().empty() || !names.insert(row.cells.front()).second) return false;
    names.clear(); // they look into the cells
    table.header.erase(table.header.begin());
    for (CsvRow& row : table.rows)
        row.cells.erase(row.cells.begin());
    return true;
}

} // namespace scenarios
