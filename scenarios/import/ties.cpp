// Ties and partners out of records with a line an award.
#include "scenarios/import/import.h"

#include "scenarios/cells.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace scenarios::import {
namespace {

const std::string& at(const Made& made, std::size_t row, const std::string& column) {
    static const std::string nothing;
    const std::size_t k = made.column(column);
    return k == made.header.size() ? nothing : made.rows[row][k];
}

using Pair = std::pair<std::string, std::string>;

/// Years in which each school and partner have a record, whatever year is imported.
std::map<Pair, std::set<int>> years_of_pairs(const Recipe& recipe, const Tables& tables, Problems& problems) {
    std::map<Pair, std::set<int>> years;
    if (recipe.tie_years.column.empty()) return years;
    const Loaded& main = tables.at(recipe.ties.from);
    Tables whole{{main.source->id, main}};
    whole.at(main.source->id).rows = main.any_year;
    Account unheard;
    Target ids{recipe.ties.from, {}};
    for (const auto& column : recipe.ties.columns)
        if (column.first == "school" || column.first == "partner") ids.columns.push_back(column);
    const Made made = make_rows(recipe, ids, whole, "ties.csv", {"school", "partner"}, {}, unheard, problems);
    for (std::size_t i = 0; i < made.rows.size(); ++i)
        if (const auto year = parse_number(main.cell(made.source_rows[i], recipe.tie_years.column).value_or("")))
            years[{at(made, i, "school"), at(made, i, "partner")}].insert(static_cast<int>(*year));
    return years;
}

/// First of the years without a gap that end in `year`, as a date.
std::string since(const YearsOfTies& how, const std::set<int>& years, int year) {
    while (years.count(year - 1))
        --year;
    return fmt::format("{:04}-{:02}", year + how.calendar_year, how.first_month);
}

} // namespace

Made make_ties(const Recipe& recipe, const Tables& tables, const Made& schools, Account& account, Problems& problems) {
    const Loaded& main = tables.at(recipe.ties.from);
    const Made awards =
        make_rows(recipe, recipe.ties, tables, "ties.csv", {"school", "partner", "programme"}, {}, account, problems);
    std::set<std::string> known;
    for (std::size_t i = 0; i < schools.rows.size(); ++i)
        known.insert(at(schools, i, "id"));
    const auto years = years_of_pairs(recipe, tables, problems);
    Made ties;
    ties.header = awards.header;
    const bool has_years = !recipe.tie_years.column.empty();
    if (has_years) ties.header.push_back("since");
    const std::size_t dollars = awards.column("usd_per_year");
    std::map<std::vector<std::string>, std::size_t> row_of;
    std::size_t outside = 0;
    for (std::size_t i = 0; i < awards.rows.size(); ++i) {
        const std::string &school = at(awards, i, "school"), &partner = at(awards, i, "partner");
        if (!known.count(school)) {
            ++outside;
            account.left_out.push_back(fmt::format(
                "{}: the tie of '{}' and '{}' is left out; the school is not in the region",
                main.place(awards.source_rows[i], main.table.header.front()), shown(school), shown(partner)));
            continue;
        }
        const auto [place, is_new] =
            row_of.emplace(std::vector{school, partner, at(awards, i, "programme")}, ties.rows.size());
        if (is_new) {
            ties.rows.push_back(awards.rows[i]);
            ties.source_rows.push_back(awards.source_rows[i]);
            if (!has_years) continue;
            const int year = static_cast<int>(
                parse_number(main.cell(awards.source_rows[i], recipe.tie_years.column).value_or("0")).value_or(0));
            const auto of_pair = years.find({school, partner});
            ties.rows.back().push_back(of_pair == years.end() ? "" : since(recipe.tie_years, of_pair->second, year));
        } else if (dollars < awards.header.size()) {
            std::string& sum = ties.rows[place->second][dollars];
            sum = text_of(parse_number(sum).value_or(0) + parse_number(awards.rows[i][dollars]).value_or(0));
        }
    }
    if (ties.rows.empty() && outside > 0 && !known.empty())
        problems.add(
            fmt::format("{}: {}", main.table.file, recipe.ties.columns.empty() ? "" : recipe.ties.columns[0].first),
            "no tie is of a school of the region", fmt::format("expected schools such as '{}'", *known.begin()));
    account.taken.push_back(fmt::format(
        "ties.csv: {} ties of {} records; several records of one school, partner and programme are added up",
        ties.rows.size(), awards.rows.size()));
    return ties;
}

Made make_partners(const Recipe& recipe, const Tables& tables, const Made& ties, Account& account, Problems& problems) {
    const Made all =
        make_rows(recipe, recipe.partners, tables, "partners.csv", {"id", "name", "kind"}, {}, account, problems);
    std::set<std::string> named;
    for (std::size_t i = 0; i < ties.rows.size(); ++i)
        named.insert(at(ties, i, "partner"));
    std::map<std::string, std::map<std::string, std::size_t>> names;
    for (std::size_t i = 0; i < all.rows.size(); ++i)
        ++names[at(all, i, "id")][at(all, i, "name")];
    Made partners;
    partners.header = all.header;
    const std::size_t name = all.column("name");
    std::set<std::string> seen;
    std::size_t doubled = 0;
    for (std::size_t i = 0; i < all.rows.size(); ++i) {
        const std::string& id = at(all, i, "id");
        if (!named.count(id) || !seen.insert(id).second) continue;
        const auto& spellings = names[id];
        doubled += spellings.size() > 1;
        partners.rows.push_back(all.rows[i]);
        partners.rows.back()[name] =
            std::max_element(spellings.begin(), spellings.end(), [](const auto& a, const auto& b) {
                return a.second < b.second;
            })->first;
    }
    if (doubled > 0)
        account.taken.push_back(
            fmt::format("partners.csv: {} partners are spelt in several ways; the commonest is kept", doubled));
    return partners;
}

} // namespace scenarios::import
