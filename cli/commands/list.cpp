// accord list KIND: every id there is, with one line each.
#include "cli/choices.h"
#include "cli/commands/commands.h"
#include "cli/options.h"
#include "scenarios/catalogue.h"

#include <fmt/format.h>

#include <memory>

namespace cli {
namespace {

using scenarios::Json;
using Rows = std::vector<Json>;

std::string cell_text(const Json& value) {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_array()) return fmt::format("{} to {}", cell_text(value[0]), cell_text(value[1]));
    return value.is_number() ? scenarios::text_of(value.get<double>()) : "";
}

/// In text, columns that say the same as others or are long are left to JSON and CSV.
bool is_left_out(const std::string& key, const Json& value, Format format) {
    if (value.is_object()) return true; // in JSON alone
    return format == Format::text &&
           (key == "note" || key == "evidence" || key == "file" || key == "name" || key == "taken" || key == "source" ||
            key == "url" || key == "confidence" || key == "topic" || key == "constrains" || key == "acts-in" ||
            key == "off" || key == "findings" || key == "parameters" || key == "serves" || key == "population");
}

/// " [M-JM-TEST]" or " [assumed]": where a parameter comes from, behind its line.
std::string source_text(const Json& row) {
    const auto evidence = row["evidence"].get<std::string>();
    return fmt::format(" [{}]", evidence.substr(0, evidence.find(':')));
}

TextTable table_of(const Rows& rows, Format format) {
    TextTable table;
    for (const Json& row : rows) {
        std::vector<std::string> cells;
        for (const auto& [key, value] : row.items()) {
            if (is_left_out(key, value, format)) continue;
            cells.push_back(cell_text(value));
            if (table.rows.empty()) table.header.push_back(key);
            if (table.rows.empty()) table.is_left.push_back(!value.is_number() && !value.is_array());
        }
        if (format == Format::text && row.contains("evidence")) cells.back() += source_text(row);
        if (format == Format::text && row.contains("population"))
            cells.back() += fmt::format(" [{}]", row["population"].get<std::string>());
        table.rows.push_back(std::move(cells));
    }
    return table;
}

int list(const std::string& kind, const CommonArguments& arguments) {
    scenarios::Problems problems;
    const Format format = parse_format(arguments, "accord list", problems);
    const Rows rows = scenarios::catalogue(kind, "accord list: KIND", problems);
    problems.throw_if_any();
    if (format == Format::json)
        write_result(Json(rows));
    else
        write_result(format == Format::csv ? table_of(rows, format).csv()
                                           : table_of(rows, format).text(output_width()));
    return 0;
}

} // namespace

Run declare_list(Options& options) {
    struct Arguments {
        std::string kind;
        CommonArguments common;
    };
    const auto arguments = std::make_shared<Arguments>();
    options.add({{"KIND", &arguments->kind, fmt::format("One of: {}", fmt::join(scenarios::catalogue_kinds(), ", ")),
                  "", one_of(scenarios::catalogue_kinds())}});
    add_format_option(options, arguments->common);
    options.examples = "Examples:\n  accord list strategies\n  accord list parameters --format json";
    return [arguments] { return list(arguments->kind, arguments->common); };
}

} // namespace cli
