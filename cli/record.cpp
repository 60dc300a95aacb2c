#include "cli/record.h"

#include "sim/assert.h"

#include <fmt/format.h>

namespace cli {
namespace {

struct AsCell {
    std::string operator()(std::monostate) const { return ""; }
    std::string operator()(const std::string& value) const { return value; }
    std::string operator()(const std::vector<std::string>& ids) const { return fmt::format("{}", fmt::join(ids, " ")); }
    std::string operator()(double value) const { return csv_number(value); }
    std::string operator()(std::size_t value) const { return std::to_string(value); }
    std::string operator()(bool value) const { return value ? "true" : "false"; }
};

} // namespace

Record joined(Record before, const Record& record) {
    before.insert(before.end(), record.begin(), record.end());
    return before;
}

scenarios::Json as_json(const Record& record) {
    scenarios::Json object = scenarios::Json::object();
    for (const auto& [name, value] : record)
        object[name] = experiments::findings::json_of(value);
    return object;
}

std::string as_csv(const std::vector<Record>& records) {
    TextTable table;
    for (const Record& record : records) {
        table.rows.emplace_back();
        for (const auto& [name, value] : record) {
            if (table.rows.size() == 1) table.header.push_back(name);
            table.rows.back().push_back(std::visit(AsCell{}, value));
        }
        ACCORD_ASSERT(table.rows.back().size() == table.header.size());
    }
    return table.csv();
}

} // namespace cli
