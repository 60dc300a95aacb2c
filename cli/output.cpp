#include "cli/output.h"

#include "experiments/findings/value.h"
#include "sim/error.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <sys/ioctl.h>
#include <unistd.h>

namespace cli {
namespace {

constexpr std::size_t widest = 120;
constexpr std::size_t gap = 2;             ///< Spaces between columns.
constexpr std::size_t narrowest_text = 24; ///< Least width of a wrapped last column.

std::string padded(const std::string& cell, std::size_t width, bool is_left) {
    const std::size_t length = shown_length(cell);
    const std::string spaces(width > length ? width - length : 0, ' ');
    return is_left ? cell + spaces : spaces + cell;
}

/// The part of a header cell before or after its line end.
std::string header_part(const std::string& cell, bool is_second) {
    const std::size_t split = cell.find('\n');
    if (is_second) return split == std::string::npos ? "" : cell.substr(split + 1);
    return cell.substr(0, split);
}

std::string trimmed(std::string line) {
    line.erase(line.find_last_not_of(' ') + 1);
    return line + "\n";
}

std::string csv_cell(const std::string& cell) {
    if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
    std::string quoted = "\"";
    for (const char c : cell)
        quoted += c == '"' ? "\"\"" : std::string(1, c);
    return quoted + "\"";
}

std::string csv_line(const std::vector<std::string>& cells) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i)
        line.append(i == 0 ? "" : ",").append(csv_cell(cells[i]));
    return line + "\n";
}

/// Lays out some columns of a table.
class Layout {
  public:
    Layout(const TextTable& table, std::size_t width) : table_(table), width_(width), widths_(table.header.size()) {
        for (std::size_t c = 0; c < widths_.size(); ++c) {
            for (const bool is_second : {false, true})
                widths_[c] = std::max(widths_[c], shown_length(header_part(table.header[c], is_second)));
            for (const auto& row : table.rows)
                widths_[c] = std::max(widths_[c], shown_length(row[c]));
        }
    }
    bool is_left(std::size_t column) const {
        return column < table_.is_left.size() ? table_.is_left[column] : column == 0;
    }
    /// Does the last column hold running text, to be wrapped?
    bool has_running_text() const { return widths_.size() > 1 && is_left(widths_.size() - 1); }

    std::string text() const {
        std::string result;
        for (std::size_t begin = 1; begin < widths_.size() || begin == 1;) {
            std::size_t end = begin, used = widths_[0];
            while (end < widths_.size() && (end == begin || used + gap + needed(end) <= width_))
                used += gap + needed(end++);
            if (begin > 1) result += "\n";
            for (const bool is_second : {false, true})
                result += header_line(begin, end, is_second);
            result += std::string(std::min(used, width_), '-') + "\n";
            for (const auto& row : table_.rows)
                result += line(row, begin, end);
            begin = std::max(end, begin + 1);
        }
        return result;
    }

  private:
    std::size_t needed(std::size_t column) const {
        const bool is_running = has_running_text() && column + 1 == widths_.size();
        return is_running ? std::min<std::size_t>(widths_[column], narrowest_text) : widths_[column];
    }
    std::string header_line(std::size_t begin, std::size_t end, bool is_second) const {
        std::vector<std::string> parts;
        for (const std::string& cell : table_.header)
            parts.push_back(header_part(cell, is_second));
        const auto shown = parts.begin() + static_cast<std::ptrdiff_t>(begin);
        const bool is_blank =
            parts.front().empty() && std::all_of(shown, shown + static_cast<std::ptrdiff_t>(end - begin),
                                                 [](const auto& part) { return part.empty(); });
        return is_blank ? "" : line(parts, begin, end);
    }
    std::string line(const std::vector<std::string>& cells, std::size_t begin, std::size_t end) const {
        std::string text = padded(cells[0], widths_[0], is_left(0));
        for (std::size_t c = begin; c < end; ++c) {
            text += std::string(gap, ' ');
            const std::size_t indent = shown_length(text);
            if (has_running_text() && c + 1 == widths_.size()) return text + running(cells[c], indent);
            text += padded(cells[c], widths_[c], is_left(c));
        }
        return trimmed(text);
    }
    std::string running(const std::string& cell, std::size_t indent) const {
        const std::string lines = wrapped(std::string(indent, ' ') + cell, width_, indent);
        return lines.substr(std::min(indent, lines.size()));
    }

    const TextTable& table_;
    std::size_t width_;
    std::vector<std::size_t> widths_;
};

} // namespace

void write_result(const std::string& text) {
    const bool is_written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
    if (is_written && std::fflush(stdout) == 0) return;
    if (errno == EPIPE) throw ReaderLeft();
    throw sim::MachineError(std::string("standard output: cannot be written: ") + std::strerror(errno));
}

void write_result(const scenarios::Json& document) {
    write_result(document.dump(2, ' ', false, scenarios::Json::error_handler_t::replace) + "\n");
}

void write_note(const std::string& line) {
    const std::string text = line + "\n";
    std::fwrite(text.data(), 1, text.size(), stderr);
}

std::size_t output_width() {
    winsize size{};
    if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col < 40) return widest;
    return std::min<std::size_t>(size.ws_col, widest);
}

std::string wrapped(std::string_view text, std::size_t width, std::size_t indent) {
    std::string result, line;
    const std::size_t lead = std::min(text.find_first_not_of(' '), text.size());
    line.assign(lead, ' ');
    bool is_empty = true;
    for (std::size_t at = lead; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        const std::string_view word = text.substr(at, end - at);
        if (!is_empty && shown_length(line) + 1 + shown_length(word) > width) {
            result += line + "\n";
            line.assign(indent, ' ');
            is_empty = true;
        }
        line.append(is_empty ? "" : " ").append(word);
        is_empty = false;
        at = end + 1;
    }
    return result + line + "\n";
}

std::string TextTable::text(std::size_t width) const { return Layout(*this, width).text(); }

std::string TextTable::csv() const {
    std::string result = csv_line(header);
    for (const auto& row : rows)
        result += csv_line(row);
    return result;
}

scenarios::Json json_number(double value) { return experiments::findings::json_number(value); }

std::string csv_number(double value) { return experiments::findings::csv_number(value); }

std::size_t shown_length(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0u) != 0x80u; }));
}

} // namespace cli
