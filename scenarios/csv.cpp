#include "scenarios/csv.h"

#include "scenarios/csv_shape.h"
#include "scenarios/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace scenarios {
namespace {

/// Takes a text apart cell by cell; `line_` follows the position.
class Splitter {
  public:
    Splitter(std::string_view text, const std::string& file, Problems& problems)
        : text_(text), file_(file), problems_(problems) {}

    bool is_at_end() const { return at_ >= text_.size(); }

    /// The next row and whether its form is right.
    std::pair<CsvRow, bool> row() {
        CsvRow row{line_, {}};
        is_good_ = true;
        bool is_last_cell = false;
        while (!is_last_cell) {
            cell_number_ = row.cells.size() + 1;
            row.cells.push_back(next() == '"' ? quoted() : plain());
            is_last_cell = !take(',');
        }
        end_line();
        return {std::move(row), is_good_};
    }

  private:
    char next() const { return is_at_end() ? '\0' : text_[at_]; }
    bool take(char c) {
        if (is_at_end() || text_[at_] != c) return false;
        ++at_;
        return true;
    }
    bool is_line_end() const { return is_at_end() || text_[at_] == '\n' || text_.substr(at_, 2) == "\r\n"; }
    void fault(std::size_t line, std::string_view wrong, std::string_view expected) {
        if (is_good_) problems_.add(fmt::format("{}:{}: column {}", file_, line, cell_number_), wrong, expected);
        is_good_ = false;
    }
    std::string plain() {
        const std::size_t start = at_;
        while (!is_line_end() && text_[at_] != ',') {
            if (text_[at_] == '"')
                fault(line_, "a quote inside an unquoted cell",
                      "expected the whole cell in quotes, inner quotes doubled");
            if (text_[at_] == '\r') fault(line_, "a carriage return alone", "expected lines to end in LF or CRLF");
            if (text_[at_] == '\0') fault(line_, "a NUL byte", "expected text saved as UTF-8");
            ++at_;
        }
        return std::string(text_.substr(start, at_ - start));
    }
    std::string quoted() {
        const std::size_t first_line = line_;
        std::string cell;
        ++at_;
        while (true) {
            if (is_at_end()) {
                fault(first_line, "the quote is never closed", "expected a closing quote");
                return cell;
            }
            const char c = text_[at_++];
            if (c == '"' && !take('"')) break;
            if (c == '\n') ++line_;
            cell += c;
        }
        if (!is_line_end() && next() != ',') {
            fault(line_, "text after the closing quote", "expected a comma or the end of the line");
            while (!is_line_end() && next() != ',')
                ++at_;
        }
        return cell;
    }
    void end_line() {
        take('\r');
        if (take('\n')) ++line_;
    }

    std::string_view text_;
    const std::string& file_;
    Problems& problems_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
    std::size_t cell_number_ = 1;
    bool is_good_ = true;
};

bool is_blank(const CsvRow& row) { return row.cells.size() == 1 && row.cells[0].empty(); }

void judge_header(CsvTable& table, const CsvColumns& columns, Problems& problems) {
    std::vector<std::string> known = columns.required;
    known.insert(known.end(), columns.optional.begin(), columns.optional.end());
    for (std::size_t i = 0; i < table.header.size(); ++i) {
        const std::string& name = table.header[i];
        const auto before = table.header.begin() + static_cast<std::ptrdiff_t>(i);
        if (name.empty())
            problems.add(fmt::format("{}:1: column {}", table.file, i + 1), "has no name", suggestion(name, known));
        else if (std::find(table.header.begin(), before, name) != before)
            problems.add(fmt::format("{}:1: {}", table.file, shown(name)), "the column appears twice",
                         "expected it once");
        else if (std::find(known.begin(), known.end(), name) == known.end())
            problems.add(fmt::format("{}:1: {}", table.file, shown(name)), "unknown column", suggestion(name, known));
    }
    for (const std::string& name : columns.required) {
        if (table.has(name)) continue;
        table.is_complete = false;
        problems.add(fmt::format("{}:1: {}", table.file, name), "the column is missing", "expected it in the header");
    }
}

/// Leaves out rows that are not as long as the header, or are the header again.
void judge_rows(CsvTable& table, Problems& problems) {
    const std::size_t width = table.header.size();
    const std::string wanted = fmt::format("expected {} as in the header", width);
    std::erase_if(table.rows, [&](const CsvRow& row) {
        const std::string place = fmt::format("{}:{}", table.file, row.line);
        if (is_blank(row) && width > 1)
            problems.add(place, "the line is empty", wanted + " (one line a row, none between)");
        else if (row.cells.size() != width)
            problems.add(place, fmt::format("{} cell{}", row.cells.size(), row.cells.size() == 1 ? "" : "s"), wanted);
        else if (width > 1 && row.cells == table.header)
            problems.add(place, "repeats the header: were two tables put together?",
                         "expected one header: delete the line");
        else
            return false;
        return true;
    });
}

} // namespace

bool CsvTable::has(std::string_view column) const {
    return std::find(header.begin(), header.end(), column) != header.end();
}

std::optional<CsvTable> parse_csv(std::string_view text, const std::string& file, Problems& problems) {
    if (text.empty()) {
        problems.add(file, "is empty", "expected a header line and rows");
        return std::nullopt;
    }
    const auto refuse = [&](const ShapeFault& fault) {
        problems.add(fmt::format("{}:{}", file, fault.line), fault.wrong, fault.expected);
        return std::nullopt;
    };
    if (const auto fault = fault_of_first_line(text)) return refuse(*fault);
    const Problems before = problems;
    Splitter splitter(text, file, problems);
    auto [header, is_good_header] = splitter.row();
    CsvTable table{file, std::move(header.cells), {}};
    while (!splitter.is_at_end()) {
        auto [row, is_good] = splitter.row();
        if (is_good) table.rows.push_back(std::move(row));
    }
    if (const auto fault = fault_of_widths(table.header, table.rows)) {
        problems = before; // one cause in place of its many signs
        return refuse(*fault);
    }
    judge_rows(table, problems);
    if (!is_good_header) return std::nullopt;
    return table;
}

std::optional<CsvTable> read_csv(const std::string& path, const CsvColumns& columns, Problems& problems) {
    const std::optional<std::string> text = read_utf8(path, problems);
    if (!text) return std::nullopt;
    const std::size_t before = problems.size();
    std::optional<CsvTable> table = parse_csv(*text, path, problems);
    if (!table) return table;
    drop_row_names(*table);
    judge_header(*table, columns, problems);
    if (table->rows.empty() && problems.size() == before)
        problems.add(path, "has a header but no rows", "expected at least one row");
    return table;
}

std::vector<std::string> csv_header(const std::string& path, Problems& problems) {
    const std::optional<std::string> text = read_utf8(path, problems);
    if (!text) return {};
    std::optional<CsvTable> table = parse_csv(*text, path, problems);
    if (table) drop_row_names(*table);
    return table ? table->header : std::vector<std::string>{};
}

} // namespace scenarios
