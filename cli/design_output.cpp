#include "cli/design_output.h"

#include <fmt/format.h>

#include <cmath>

namespace cli {
namespace {

constexpr std::size_t rows_shown = 12; ///< In text

TextTable table_of(const DesignSheet& sheet, std::size_t most, bool is_short) {
    const experiments::Design& design = *sheet.design;
    TextTable table;
    for (const experiments::Input& input : design.inputs)
        table.header.push_back(input.id);
    for (const DesignColumn& column : sheet.columns)
        table.header.push_back(column.id);
    table.is_left.assign(table.header.size(), false);
    const auto number = [&](double value) { return is_short ? fmt::format("{:.5g}", value) : csv_number(value); };
    for (std::size_t line = 0; line < std::min(most, design.rows.size() * sheet.replicates); ++line) {
        const auto& row = design.rows[line / sheet.replicates];
        std::vector<std::string> cells;
        for (std::size_t k = 0; k < row.size(); ++k)
            cells.push_back(design.inputs[k].kind == experiments::InputKind::categorical
                                ? experiments::text_of(design.inputs[k], row[k])
                                : number(row[k]));
        for (const DesignColumn& column : sheet.columns)
            cells.push_back(number(column.values[line]));
        table.rows.push_back(std::move(cells));
    }
    return table;
}

scenarios::Json json_of(const DesignSheet& sheet) {
    const experiments::Design& design = *sheet.design;
    scenarios::Json document = sheet.members;
    document["method"] = experiments::info_of(design.method).id;
    document["factors"] = design.factors;
    document["block"] = design.block;
    document["notes"] = design.notes;
    for (const experiments::Input& input : design.inputs) {
        scenarios::Json entry{{"id", input.id}};
        if (input.kind == experiments::InputKind::categorical)
            entry["levels"] = input.levels;
        else
            entry["low"] = input.low, entry["high"] = input.high;
        document["inputs"].push_back(std::move(entry));
    }
    for (std::size_t line = 0; line < design.rows.size() * sheet.replicates; ++line) {
        scenarios::Json row = scenarios::Json::object();
        const auto& values = design.rows[line / sheet.replicates];
        for (std::size_t k = 0; k < values.size(); ++k)
            row[design.inputs[k].id] = design.inputs[k].kind == experiments::InputKind::categorical
                                           ? scenarios::Json(experiments::text_of(design.inputs[k], values[k]))
                                           : json_number(values[k]);
        for (const DesignColumn& column : sheet.columns)
            row[column.id] = json_number(column.values[line]);
        document["rows"].push_back(std::move(row));
    }
    return document;
}

} // namespace

void write_design(const DesignSheet& sheet, Format format) {
    const std::size_t n = sheet.design->rows.size() * sheet.replicates, width = output_width();
    if (format == Format::csv) return write_result(table_of(sheet, n, false).csv());
    if (format == Format::json) return write_result(json_of(sheet));
    std::string text = wrapped(sheet.sentence, width) + "\n" + table_of(sheet, rows_shown, true).text(width);
    if (n > rows_shown) text += fmt::format("... and {} rows more; --format csv prints all\n", n - rows_shown);
    for (const std::string& note : sheet.design->notes)
        text.append("\n").append(wrapped("- " + note, width, 2));
    write_result(text);
}

} // namespace cli
