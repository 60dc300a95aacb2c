// What an unknown file's columns probably are.
#include "scenarios/import/import.h"

#include "scenarios/cells.h"
#include "scenarios/region.h"
#include "scenarios/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <utility>

namespace scenarios::import {
namespace {

using Words = std::vector<std::string>;

/// "% English_Learners (2021)", "TotalEnrollment" -> {"%", "english", "learner", "2021"}, {"total", "enrollment"}:
/// plurals count as singulars.
Words words_of(const std::string& text) {
    Words words;
    std::string word;
    const auto end_word = [&] {
        if (word.size() > 3 && word.back() == 's') word.pop_back();
        if (!word.empty()) words.push_back(std::exchange(word, ""));
    };
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool is_hump =
            std::isupper(byte) && !word.empty() && std::islower(static_cast<unsigned char>(word.back()));
        if (!std::isalnum(byte) || is_hump) end_word();
        if (c == '%' || c == '#') words.emplace_back(1, c);
        if (std::isalnum(byte)) word += c;
    }
    end_word();
    for (std::string& one : words)
        for (char& c : one)
            c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return words;
}

/// The first column that goes by one of `names`: whole names first, then names that contain one.
std::string find_column(const CsvTable& table, const std::vector<std::string>& names,
                        const std::vector<std::string>& taken) {
    constexpr std::size_t long_enough = 5; // short names are parts of too many others
    for (const bool is_whole : {true, false})
        for (const std::string& name : names)
            for (const std::string& column : table.header) {
                if (std::find(taken.begin(), taken.end(), column) != taken.end()) continue;
                const Words theirs = words_of(column), wanted = words_of(name);
                const bool is_part =
                    std::search(theirs.begin(), theirs.end(), wanted.begin(), wanted.end()) != theirs.end();
                if (is_whole ? theirs == wanted : name.size() >= long_enough && is_part) return column;
            }
    return "";
}

/// Columns that count the pupils of a grade: "Grade 3", "Grade PK (Half Day & Full Day)", "3_Enrollment".
std::vector<std::pair<std::string, Operand>> grade_columns(const CsvTable& table) {
    static const std::vector<std::string> grades{"3k", "pk", "k", "1", "2",  "3",  "4", "5",
                                                 "6",  "7",  "8", "9", "10", "11", "12"};
    std::vector<std::pair<std::string, Operand>> found;
    for (const std::string& column : table.header) {
        const Words words = words_of(column);
        if (words.size() < 2) continue;
        const bool is_grade = words[0] == "grade", is_count = words[1] == "enrollment" && words.size() == 2;
        const std::string& grade = words[is_grade ? 1 : 0];
        const auto at = std::find(grades.begin(), grades.end(), grade);
        if (!(is_grade || is_count) || at == grades.end()) continue;
        std::string written = grade;
        for (char& c : written)
            c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        found.push_back({written, {"", column, "", {}}});
    }
    return found;
}

/// What the cells of a share are: parts of 1, percent, or pupils.
enum class ShareAs { part, percent, pupils };

ShareAs share_as(const CsvTable& table, const std::string& column) {
    const auto at =
        static_cast<std::size_t>(std::find(table.header.begin(), table.header.end(), column) - table.header.begin());
    const Words words = words_of(column);
    const auto says = [&](const char* word) { return std::find(words.begin(), words.end(), word) != words.end(); };
    if (says("#")) return ShareAs::pupils;
    double most = 0;
    for (const CsvRow& row : table.rows)
        if (const auto number = parse_number(row.cells[at])) most = std::max(most, *number);
    const bool is_rate = says("%") || says("percent") || says("pct") || says("rate") || says("share");
    if (most > 100 && !is_rate) return ShareAs::pupils;
    return most > 1.5 ? ShareAs::percent : ShareAs::part;
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
    }
    const std::vector<std::pair<std::string, Operand>> by_grade = grade_columns(*table);
    const bool counts_grades = by_grade.size() > 1 && !(of.count("grade_low") && of.count("grade_high")) &&
                               (!of.count("grades") || words_of(of["grades"]).size() > 1);
    if (counts_grades) of["grades"] = by_grade.front().second.column;
    const auto is_share = [](const std::string& column) {
        return column.ends_with("_share") || column.ends_with("_rate");
    };
    for (const auto& [column, names] : words.guesses) {
        const auto found = of.find(column);
        if (found == of.end()) continue;
        const std::string& theirs = found->second;
        std::string how;
        if (column == "grades" && counts_grades)
            how = fmt::format(" and {} like it, by their pupils", by_grade.size() - 1);
        if (is_share(column) && share_as(*table, theirs) == ShareAs::percent) how = ", in percent";
        if (is_share(column) && share_as(*table, theirs) == ShareAs::pupils) how = ", as pupils of the enrolment";
        account.taken.push_back(fmt::format("'{}' for {}{}", theirs, column, how));
    }
    const auto add = [&](const std::string& column, Expression how) {
        made.schools.columns.emplace_back(column, std::move(how));
    };
    const auto has = [&](const char* column) { return of.count(column) > 0; };
    Expression grades;
    if (counts_grades) {
        grades.grades = GradesFrom::pupils_by_grade;
        grades.by_grade = by_grade;
        grades.what = "pupils";
    } else if (has("grade_low") && has("grade_high")) {
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
        Expression how = number_of(of[column], 1);
        if (is_share(column)) {
            const ShareAs as = share_as(*table, of[column]);
            if (as == ShareAs::percent) how.scale = 0.01;
            if (as == ShareAs::pupils) how.over = {{"", "", "enrolment", {}}};
            if (std::find(required.begin(), required.end(), column) != required.end())
                how.fallback = {Fallback::Rule::median, "", "", ""};
        }
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
