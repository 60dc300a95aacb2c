// What an unknown file's columns probably are.
#include "scenarios/import/import.h"

#include "scenarios/cells.h"
#include "scenarios/region.h"
#include "scenarios/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace scenarios::import {
namespace {

/// "% Poverty (2021)" -> "poverty2021": letters and digits alone.
std::string plain(const std::string& text) {
    std::string letters;
    for (const char c : text)
        if (std::isalnum(static_cast<unsigned char>(c)))
            letters += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return letters;
}

/// The first column that goes by one of `words`: whole names first, then names that contain one.
std::string find_column(const CsvTable& table, const std::vector<std::string>& words,
                        const std::vector<std::string>& taken) {
    for (const bool is_whole : {true, false})
        for (const std::string& word : words)
            for (const std::string& column : table.header) {
                if (std::find(taken.begin(), taken.end(), column) != taken.end()) continue;
                const std::string name = plain(column), wanted = plain(word);
                const bool is_long = wanted.size() >= 5; // short words are parts of too many others
                if (is_whole ? name == wanted : is_long && name.find(wanted) != std::string::npos) return column;
            }
    return "";
}

/// Do the cells of a share run to 100? Then they are percent.
bool is_percent(const CsvTable& table, const std::string& column) {
    const auto at =
        static_cast<std::size_t>(std::find(table.header.begin(), table.header.end(), column) - table.header.begin());
    for (const CsvRow& row : table.rows)
        if (const auto number = parse_number(row.cells[at]); number && *number > 1.5) return true;
    return false;
}

Expression number_of(const std::string& column, double scale) {
    Expression made;
    made.sum = {{"", column, "", {}}};
    made.scale = scale;
    made.what = "a number";
    return made;
}

} // namespace

std::optional<Recipe> guess(const Recipe& words, const std::string& file, const Assumed& assumed, Account& account,
                            Problems& problems) {
    const auto text = read_utf8(file, problems);
    const auto table = text ? parse_csv(*text, file, problems) : std::nullopt;
    if (!table) return std::nullopt;
    Recipe made = words;
    made.guesses.clear();
    made.sources = {{"file", "the file", {}, true, {}, "", {}, "", false}};
    made.schools = {"file", {}};
    std::vector<std::string> taken;
    std::map<std::string, std::string> of;
    for (const auto& [column, names] : words.guesses) {
        const std::string theirs = find_column(*table, names, taken);
        if (theirs.empty()) continue;
        of[column] = theirs;
        taken.push_back(theirs);
        account.taken.push_back(fmt::format("'{}' for {}", theirs, column));
    }
    const auto add = [&](const std::string& column, Expression how) {
        made.schools.columns.emplace_back(column, std::move(how));
    };
    const auto has = [&](const char* column) { return of.count(column) > 0; };
    Expression grades;
    if (has("grade_low") && has("grade_high")) {
        grades.grades = GradesFrom::span;
        grades.by_grade = {{"grade-low", {"", of["grade_low"], "", {}}},
                           {"grade-high", {"", of["grade_high"], "", {}}}};
    } else if (has("grades")) {
        grades.grades = GradesFrom::list;
        grades.by_grade = {{"list", {"", of["grades"], "", {}}}};
    }
    if (grades.grades != GradesFrom::nothing) add("grades", grades);
    const std::vector<std::string>& required = school_columns().required;
    for (const auto& [column, names] : words.guesses) {
        if (!has(column.c_str()) || column.starts_with("grade_") || column == "grades") continue;
        const bool is_share = column.ends_with("_share") || column.ends_with("_rate");
        Expression how = number_of(of[column], is_share && is_percent(*table, of[column]) ? 0.01 : 1);
        if (is_share) how.fallback = {Fallback::Rule::median, "", "", ""};
        add(column, std::move(how));
    }
    for (const auto& [column, value] : assumed)
        if (!has(column.c_str())) {
            Expression how;
            how.fallback = {Fallback::Rule::constant, "", value, "given with --assume"};
            add(column, std::move(how));
        }
    const auto is_made = [&](const std::string& column) {
        return std::any_of(made.schools.columns.begin(), made.schools.columns.end(),
                           [&](const auto& c) { return c.first == column; });
    };
    if (!is_made("teachers_fte") && is_made("pupils_per_teacher") && is_made("enrolment")) {
        Expression how = number_of("", 1);
        how.sum = {{"", "", "enrolment", {}}}, how.over = {{"", "", "pupils_per_teacher", {}}};
        add("teachers_fte", std::move(how));
    }
    for (const std::string& column : required) {
        if (is_made(column)) continue;
        const auto known =
            std::find_if(words.guesses.begin(), words.guesses.end(), [&](const auto& g) { return g.first == column; });
        problems.add(fmt::format("{}:1: {}", file, column), "no column of the file is it",
                     known == words.guesses.end() ? fmt::format("expected --assume {}=VALUE", column)
                                                  : fmt::format("expected a column such as '{}', or --assume {}=VALUE",
                                                                known->second.front(), column));
    }
    return made;
}

} // namespace scenarios::import
