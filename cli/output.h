#pragma once
/// \file
/// What leaves the program: results on stdout in one piece, notes on stderr, tables that fit a terminal.

#include "scenarios/json.h"

#include <string>
#include <string_view>
#include <vector>

namespace cli {

/// Forms of results.
enum class Format { text, json, csv };

/// Whoever read the results has left, as `| head -1` does. That is no error: there is nobody left to tell more.
struct ReaderLeft {};

/// Writes a command's whole result to stdout; throws sim::MachineError if it does not arrive (disk full, closed), and
/// ReaderLeft where it is a pipe that nobody reads any more.
void write_result(const std::string& text);
void write_result(const scenarios::Json& document);

/// A line for people on stderr.
void write_note(const std::string& line);

/// Columns of the terminal stdout is on, at most 120; 120 when it is not a terminal.
std::size_t output_width();

/// Breaks text at spaces into lines of at most `width`, later ones after `indent` spaces; ends in a line end.
std::string wrapped(std::string_view text, std::size_t width, std::size_t indent = 0);

/// A table of text cells: first column left, others right unless told; every row as long as the header.
struct TextTable {
    std::vector<std::string> header; ///< A line end splits a header cell over two lines (text only).
    std::vector<std::vector<std::string>> rows;
    std::vector<bool> is_left; ///< By column; missing = only the first.

    /// Lines of at most `width`: columns that do not fit follow below with the first column repeated; a last left
    /// column is wrapped instead.
    std::string text(std::size_t width) const;
    /// RFC 4180 with a header line.
    std::string csv() const;
};

/// A JSON number, or null where the value is NaN: JSON has no NaN.
scenarios::Json json_number(double value);

/// A number for CSV with round-trip precision; empty where the value is NaN.
std::string csv_number(double value);

/// Length as a terminal shows it: UTF-8 sequences count as one.
std::size_t shown_length(std::string_view text);

} // namespace cli
