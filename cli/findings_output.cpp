#include "cli/findings_output.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace cli {
namespace {

using experiments::findings::Findings;
using experiments::findings::Records;
using experiments::findings::Value;

bool is_left(const Value& value) {
    return !std::holds_alternative<double>(value) && !std::holds_alternative<std::size_t>(value) &&
           !std::holds_alternative<std::monostate>(value);
}

double number_of(const Value& value) {
    const auto* number = std::get_if<double>(&value);
    return !number || std::isnan(*number) ? -HUGE_VAL : *number;
}

TextTable table_of(const Records& records, std::string (*number)(double)) {
    TextTable table;
    std::vector<std::size_t> columns;
    for (std::size_t f = 0; f < records.fields.size(); ++f)
        if (!records.fields[f].header.empty()) columns.push_back(f), table.header.push_back(records.fields[f].header);
    std::vector<const std::vector<Value>*> rows;
    for (const auto& row : records.rows)
        rows.push_back(&row);
    constexpr std::size_t many = 12; // more than a reader can look through
    if (records.sorted_by != Records::none && rows.size() > many)
        std::stable_sort(rows.begin(), rows.end(), [&](const auto* a, const auto* b) {
            return number_of((*a)[records.sorted_by]) > number_of((*b)[records.sorted_by]);
        });
    for (const auto* row : rows) {
        table.rows.emplace_back();
        for (const std::size_t f : columns)
            table.rows.back().push_back(experiments::findings::text_of((*row)[f], number));
    }
    for (const std::size_t f : columns)
        table.is_left.push_back(!rows.empty() && is_left((*rows.front())[f]));
    return table;
}

/// Numbers to four digits, "-" for NaN.
TextTable shown_table(const Records& records) { return table_of(records, experiments::findings::short_number); }

/// Numbers as they are.
TextTable exact_table(const Records& records) {
    TextTable table = table_of(records, csv_number);
    for (std::string& name : table.header)
        std::replace(name.begin(), name.end(), '\n', ' ');
    return table;
}

std::string findings_text(const Findings& findings) {
    const std::size_t width = output_width();
    std::string text;
    if (findings.complete && findings.complete->missing() > 0)
        text +=
            wrapped(findings.complete->missing_words() + ". What follows rests on those that are there.", width) + "\n";
    text += wrapped(findings.sentence, width) + "\n";
    for (const Records& table : findings.tables) {
        const TextTable shown = shown_table(table);
        if (shown.rows.empty() || shown.header.empty()) continue;
        if (!table.title.empty()) text.append("\n").append(wrapped(table.title, width));
        text += shown.text(width);
    }
    if (!findings.caveats.empty()) text += "\n";
    for (const std::string& caveat : findings.caveats)
        text += wrapped(fmt::format("- {}", caveat), width, 2);
    return text;
}

} // namespace

void write_findings(const Findings& findings, Format format) {
    if (format == Format::text) return write_result(findings_text(findings));
    if (format == Format::json) return write_result(findings.document());
    if (findings.complete && findings.complete->missing() > 0) write_note(findings.complete->missing_words());
    write_result(findings.tables.empty() ? std::string() : exact_table(findings.tables.front()).csv());
}

} // namespace cli
