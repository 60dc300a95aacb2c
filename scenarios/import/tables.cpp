// Files into sources: which is which, what counts, what joins.
#include "scenarios/import/tables.h"

#include "scenarios/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace scenarios::import {
namespace {

constexpr double fewest_joined = 0.5; ///< Two files of which fewer rows join are of different places or times.

std::size_t column_of(const CsvTable& table, const std::string& column) {
    return static_cast<std::size_t>(std::find(table.header.begin(), table.header.end(), column) - table.header.begin());
}

/// How many of a source's columns a file has.
std::size_t found(const Source& source, const CsvTable& table) {
    return static_cast<std::size_t>(
        std::count_if(source.needs.begin(), source.needs.end(), [&](const auto& c) { return table.has(c); }));
}

/// The source that a file is, or the nearest one with what the file lacks as problems.
const Source* recognise(const Recipe& recipe, const CsvTable& table, Problems& problems) {
    const Source* nearest = nullptr;
    double best = 0;
    std::vector<std::string> known;
    for (const Source& source : recipe.sources) {
        const double share = source.needs.empty()
                                 ? 1.0
                                 : static_cast<double>(found(source, table)) / static_cast<double>(source.needs.size());
        if (share > best) best = share, nearest = &source;
        known.push_back(source.what);
    }
    if (nearest && best >= 1) return nearest;
    if (!nearest || best < fewest_joined) {
        problems.add(table.file + ":1", fmt::format("is none of the files that recipe '{}' reads", recipe.id),
                     fmt::format("expected one of: {}", fmt::join(known, "; ")));
        return nullptr;
    }
    for (const std::string& column : nearest->needs)
        if (!table.has(column))
            problems.add(fmt::format("{}:1: {}", table.file, column), "the column is missing",
                         fmt::format("expected it in {}", nearest->what));
    return nullptr;
}

/// How this source writes `year`.
std::string written(const Recipe& recipe, const std::string& year, const Source& source) {
    const auto it = recipe.years.find(year);
    if (it == recipe.years.end()) return year;
    const auto own = it->second.find(source.id);
    return own == it->second.end() ? year : own->second;
}

bool passes(const Loaded& loaded, std::size_t row, const Filter& filter, const std::vector<std::string>& is) {
    const std::string cell = loaded.cell(row, filter.column).value_or("");
    if (!is.empty() && std::find(is.begin(), is.end(), cell) == is.end()) return false;
    return std::none_of(filter.not_starting.begin(), filter.not_starting.end(),
                        [&](const std::string& start) { return cell.starts_with(start); });
}

void filter_rows(const Recipe& recipe, Loaded& loaded, const std::string& year, Problems& problems) {
    for (std::size_t row = 0; row < loaded.table.rows.size(); ++row) {
        bool is_of_year = true, is_good = true;
        for (const Filter& filter : loaded.source->filters) {
            if (filter.is_year && year.empty()) continue;
            const auto is = filter.is_year ? std::vector{written(recipe, year, *loaded.source)} : filter.is;
            (filter.is_year ? is_of_year : is_good) &= passes(loaded, row, filter, is);
        }
        if (is_good) loaded.any_year.push_back(row);
        if (is_good && is_of_year) loaded.rows.push_back(row);
    }
    if (!loaded.rows.empty()) return;
    for (const Filter& filter : loaded.source->filters) {
        if (!filter.is_year) continue;
        std::set<std::string> there;
        for (const std::size_t row : loaded.any_year)
            there.insert(loaded.cell(row, filter.column).value_or(""));
        problems.add(fmt::format("{}: {}", loaded.table.file, filter.column),
                     fmt::format("no row of the year '{}'", shown(written(recipe, year, *loaded.source))),
                     fmt::format("expected one of: {}", fmt::join(there, ", ")));
        return;
    }
    problems.add(loaded.table.file, "no row counts", fmt::format("expected rows of {}", loaded.source->what));
}

/// The rows by key. A key that comes twice where rows are not added up is a problem.
void index_keys(Loaded& loaded, Problems& problems) {
    for (const std::size_t row : loaded.rows) {
        const auto key = loaded.cell(row, loaded.source->key);
        if (!key) continue;
        auto& rows = loaded.by_key[*key];
        const bool is_said = std::any_of(rows.begin(), rows.end(), [&](std::size_t before) {
            return loaded.table.rows[before].cells == loaded.table.rows[row].cells;
        });
        if (is_said && !loaded.source->sums) {
            ++loaded.doubled;
            continue;
        }
        rows.push_back(row);
        if (rows.size() == 2 && !loaded.source->sums)
            problems.add(loaded.place(row, loaded.source->key), fmt::format("'{}' appears twice", shown(*key)),
                         fmt::format("expected it once, as on line {}", loaded.table.rows[rows[0]].line));
    }
}

void judge_join(const Loaded& main, const Loaded& other, Problems& problems) {
    std::size_t joined = 0, all = 0;
    std::string example;
    for (const std::size_t row : main.rows) {
        const std::string key = cut(main.cell(row, other.source->joins).value_or(""), other.source->slice);
        ++all;
        if (other.by_key.count(key))
            ++joined;
        else if (example.empty())
            example = key;
    }
    if (static_cast<double>(joined) >= fewest_joined * static_cast<double>(all)) return;
    const std::string theirs = other.by_key.empty() ? "" : other.by_key.begin()->first;
    problems.add(fmt::format("{}: {}", other.table.file, other.source->key),
                 fmt::format("joins {} of the {} rows of {}", joined, all, main.table.file),
                 fmt::format("expected keys such as '{}', found such as '{}'", shown(example), shown(theirs)));
}

} // namespace

std::optional<std::string> Loaded::cell(std::size_t row, const std::string& column) const {
    const std::size_t at = column_of(table, column);
    if (at == table.header.size() || table.rows[row].cells[at].empty()) return std::nullopt;
    return table.rows[row].cells[at];
}

std::string Loaded::place(std::size_t row, const std::string& column) const {
    return fmt::format("{}:{}: {}", table.file, table.rows[row].line, column);
}

std::string cut(const std::string& text, const std::optional<std::pair<std::size_t, std::size_t>>& slice) {
    if (!slice) return text;
    return slice->first >= text.size() ? "" : text.substr(slice->first, slice->second);
}

Tables load_tables(const Recipe& recipe, const std::vector<std::string>& files, const std::string& year,
                   Problems& problems) {
    Tables tables;
    bool is_all_known = true;
    for (const std::string& file : files) {
        const auto text = read_utf8(file, problems);
        auto table = text ? parse_csv(*text, file, problems) : std::nullopt;
        const Source* source = table ? recognise(recipe, *table, problems) : nullptr;
        is_all_known &= source != nullptr;
        if (!source) continue;
        const auto [at, is_new] = tables.emplace(source->id, Loaded{source, std::move(*table), {}, {}, {}, 0});
        if (!is_new) {
            problems.add(file, fmt::format("is a second file of {}", source->what),
                         fmt::format("expected one, as {}", at->second.table.file));
            continue;
        }
        filter_rows(recipe, at->second, year, problems);
        if (!source->key.empty()) index_keys(at->second, problems);
    }
    for (const Source& source : recipe.sources)
        if (source.is_required && is_all_known && !tables.count(source.id))
            problems.add(fmt::format("accord import {}", recipe.id),
                         fmt::format("{} is not among the files", source.what),
                         fmt::format("expected a file with the columns {}", fmt::join(source.needs, ", ")));
    const auto main = tables.find(recipe.schools.from);
    if (main != tables.end())
        for (const auto& [id, other] : tables)
            if (!other.source->joins.empty() && !other.rows.empty()) judge_join(main->second, other, problems);
    return tables;
}

} // namespace scenarios::import
