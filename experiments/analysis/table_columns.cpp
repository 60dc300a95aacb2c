#include "experiments/analysis/table_columns.h"

#include "experiments/statistics/statistics.h"
#include "scenarios/cells.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>
#include <numeric>

namespace experiments {
namespace {

using scenarios::parse_number;

bool is_missing(const std::string& cell) {
    static const std::vector<std::string> words{"", "na", "nan", "null", "none", "n/a", "#n/a"};
    return std::find(words.begin(), words.end(), plain_word(cell)) != words.end();
}

bool is_infinite(const std::string& cell) {
    std::string word = plain_word(cell);
    if (word.starts_with('-') || word.starts_with('+')) word.erase(0, 1);
    return word == "inf" || word == "infinity";
}

/// "0,5", "1,234.5": digits with commas between them.
bool has_comma_in_number(std::string_view cell) {
    if (cell.starts_with('-')) cell.remove_prefix(1);
    const bool is_digits = std::all_of(cell.begin(), cell.end(), [](unsigned char c) {
        return std::isdigit(c) || c == ',' || c == '.' || c == 'e' || c == 'E' || c == '-';
    });
    return is_digits && cell.find(',') != std::string_view::npos && std::isdigit(static_cast<unsigned char>(cell[0]));
}

/// Why a cell is no number.
std::string fault_of(const std::string& cell) {
    if (cell.empty()) return "is empty";
    if (is_infinite(cell)) return fmt::format("'{}' is infinite", scenarios::shown(cell));
    if (has_comma_in_number(cell))
        return fmt::format("'{}' has a comma in a number: is it a decimal comma?", scenarios::shown(cell));
    return fmt::format("'{}' is not a number", scenarios::shown(cell));
}

/// What makes two cells one word: their number, yes or no, or the text itself.
std::string identity_of(const std::string& cell) {
    constexpr double exact = 9007199254740992.0; // whole numbers beyond are not told apart as doubles
    if (const auto number = parse_number(cell); number && std::abs(*number) < exact)
        return fmt::format("#{}", scenarios::text_of(*number == 0 ? 0.0 : *number));
    const std::string word = plain_word(cell);
    return word == "true" || word == "false" ? fmt::format("?{}", word) : fmt::format("={}", cell);
}

void sort_levels(Column& column) {
    std::vector<std::size_t> order(column.levels.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const auto x = parse_number(column.levels[a]), y = parse_number(column.levels[b]);
        if (x && y && *x != *y) return *x < *y;
        return column.levels[a] < column.levels[b];
    });
    std::vector<double> place(order.size());
    std::vector<std::string> levels;
    for (std::size_t i = 0; i < order.size(); ++i) {
        place[order[i]] = static_cast<double>(i);
        levels.push_back(column.levels[order[i]]);
    }
    for (double& value : column.values)
        value = place[static_cast<std::size_t>(value)];
    column.levels = std::move(levels);
}

} // namespace

std::string plain_word(std::string_view text) {
    const auto is_space = [](unsigned char c) { return std::isspace(c) != 0; };
    while (!text.empty() && is_space(static_cast<unsigned char>(text.front())))
        text.remove_prefix(1);
    while (!text.empty() && is_space(static_cast<unsigned char>(text.back())))
        text.remove_suffix(1);
    std::string word(text);
    std::transform(word.begin(), word.end(), word.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return word;
}

std::size_t Taker::index_of(const std::string& name) const {
    return static_cast<std::size_t>(std::find(table_.header.begin(), table_.header.end(), name) -
                                    table_.header.begin());
}

bool Taker::judge(const std::string& name) {
    if (table_.has(name)) return true;
    problems_.add(table_.file + ": column", fmt::format("no column '{}'", scenarios::shown(name)),
                  scenarios::suggestion(name, table_.header));
    return false;
}

std::optional<Column> Taker::input(const std::string& name) {
    if (!judge(name)) return std::nullopt;
    const std::size_t c = index_of(name);
    const auto is_number = [&](const auto& row) { return parse_number(row.cells[c]).has_value(); };
    const auto is_meant = [&](const auto& row) { return is_number(row) || has_comma_in_number(row.cells[c]); };
    const auto& rows = table_.rows;
    if (std::any_of(rows.begin(), rows.end(), is_number) || std::all_of(rows.begin(), rows.end(), is_meant))
        return numbers(name, false);
    auto column = words(name);
    sort_levels(*column);
    return column;
}

std::optional<Column> Taker::numbers(const std::string& name, bool may_fail) {
    if (!judge(name)) return std::nullopt;
    const std::size_t c = index_of(name);
    Column column{name, {}, {}};
    column.values.reserve(table_.rows.size());
    for (const auto& row : table_.rows) {
        const std::string& cell = row.cells[c];
        const auto value = parse_number(cell);
        column.values.push_back(value.value_or(absent));
        if (value || (may_fail && is_missing(cell))) continue;
        problems_.add(fmt::format("{}:{}: {}", table_.file, row.line, name), fault_of(cell),
                      is_infinite(cell) && may_fail ? "expected a finite number, or nothing where the run failed"
                      : may_fail                    ? "expected a number, or nothing where the run failed"
                                                    : "expected a number");
    }
    return column;
}

std::optional<Column> Taker::words(const std::string& name) {
    if (!judge(name)) return std::nullopt;
    const std::size_t c = index_of(name);
    Column column{name, {}, {}};
    column.values.reserve(table_.rows.size());
    std::map<std::string, std::size_t> spelled, place;
    std::vector<std::string> merged;
    for (const auto& row : table_.rows) {
        const std::string& cell = row.cells[c];
        if (cell.empty())
            problems_.add(fmt::format("{}:{}: {}", table_.file, row.line, name), "is empty", "expected text");
        const auto known = spelled.find(cell);
        if (known != spelled.end()) {
            column.values.push_back(static_cast<double>(known->second));
            continue;
        }
        const auto [it, is_new] = place.emplace(identity_of(cell), column.levels.size());
        if (is_new)
            column.levels.push_back(cell);
        else
            merged.push_back(fmt::format("'{}' is {}", scenarios::shown(cell), column.levels[it->second]));
        spelled.emplace(cell, it->second);
        column.values.push_back(static_cast<double>(it->second));
    }
    note_spellings(column, merged);
    return column;
}

void Taker::note_spellings(const Column& column, const std::vector<std::string>& merged) {
    if (!merged.empty())
        notes_.push_back(fmt::format("In {} {} though written otherwise{}.", column.id, merged.front(),
                                     merged.size() > 1 ? fmt::format(" (and {} more such)", merged.size() - 1) : ""));
    std::map<std::string, std::string> plain;
    for (const std::string& level : column.levels) {
        const auto [it, is_new] = plain.emplace(plain_word(level), level);
        if (!is_new)
            notes_.push_back(fmt::format("In {} '{}' and '{}' differ only in spaces or capitals and count as two.",
                                         column.id, scenarios::shown(it->second), scenarios::shown(level)));
    }
}

std::optional<Column> Taker::role(std::string& name, const std::vector<std::string>& defaults) {
    if (!name.empty()) return words(name);
    for (const std::string& candidate : defaults)
        for (const std::string& column : table_.header)
            if (plain_word(column) == candidate) {
                name = column;
                return words(column);
            }
    return std::nullopt;
}

std::size_t counting_column(const scenarios::CsvTable& table) {
    const std::size_t none = table.header.size();
    if (none < 2 || table.rows.empty()) return none;
    const std::string& name = table.header.front();
    if (!name.empty() && name != "Unnamed: 0" && name != "X" && name != "index") return none;
    const auto first = parse_number(table.rows.front().cells.front());
    if (!first || (*first != 0 && *first != 1)) return none;
    for (std::size_t row = 0; row < table.rows.size(); ++row)
        if (parse_number(table.rows[row].cells.front()) != *first + static_cast<double>(row)) return none;
    return 0;
}

} // namespace experiments
