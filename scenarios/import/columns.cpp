// Columns that a recipe names and a file does not have: a problem where ours need them, else said on the page.
#include "scenarios/import/rows.h"

#include "scenarios/region.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace scenarios::import {
namespace {

std::vector<Operand> operands_of(const Expression& how) {
    std::vector<Operand> all = how.sum;
    all.insert(all.end(), how.by.begin(), how.by.end());
    all.insert(all.end(), how.over.begin(), how.over.end());
    return all;
}

/// Our columns that every row must have, and those they are made from.
std::set<std::string> needed(const Target& target, const std::vector<std::string>& required) {
    std::set<std::string> names(required.begin(), required.end());
    for (auto it = target.columns.rbegin(); it != target.columns.rend(); ++it) // later ones may use earlier ones
        if (names.count(it->first))
            for (const Operand& operand : operands_of(it->second))
                if (!operand.own.empty()) names.insert(operand.own);
    return names;
}

} // namespace

void judge_columns(const Recipe& recipe, const Target& target, const Tables& tables,
                   const std::vector<std::string>& required, const Assumed& assumed, Account& account,
                   Problems& problems) {
    const auto main = tables.find(target.from);
    if (main == tables.end()) return;
    const std::set<std::string> names = needed(target, required);
    std::map<std::string, std::vector<std::string>> spare; // by file
    std::set<std::pair<std::string, std::string>> told;
    const auto judge = [&](const std::string& ours, const Operand& operand, bool is_needed) {
        if (operand.column.empty()) return;
        const auto table = operand.table.empty() ? main : tables.find(operand.table);
        if (table == tables.end() || table->second.table.has(operand.column)) return;
        const std::vector<std::string>& known_by = table->second.source->needs; // were asked for when it was read
        if (std::find(known_by.begin(), known_by.end(), operand.column) != known_by.end()) return;
        const std::string& file = table->second.table.file;
        if (!told.emplace(file, operand.column).second) return;
        if (is_needed && !assumed.count(ours))
            problems.add(fmt::format("{}:1: {}", file, operand.column), "the column is missing",
                         fmt::format("expected it for {}, as recipe '{}' says", ours, recipe.id));
        else
            spare[file].push_back(fmt::format("'{}' (for {})", operand.column, ours));
    };
    for (const auto& [ours, how] : target.columns) {
        const bool is_needed = names.count(ours) > 0;
        for (const Operand& operand : operands_of(how))
            judge(ours, operand, is_needed);
        for (const auto& [grade, operand] : how.by_grade) // nobody teaches every grade
            judge(ours, operand, is_needed && how.grades != GradesFrom::pupils_by_grade);
    }
    for (const auto& [file, columns] : spare)
        account.taken.push_back(fmt::format("{} has no column {}", file, fmt::join(columns, ", ")));
}

} // namespace scenarios::import
