#pragma once
/// \file
/// A recipe: how the files of one publisher become schools.csv, partners.csv, ties.csv and a scenario. Declarative
/// (JSON, read strictly): which columns, in which units, what masks mean, how files join, which rows count. The form
/// stands in scenarios/import/README.md.

#include "scenarios/problems.h"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace scenarios::import {

/// Where a number or a text comes from.
struct Operand {
    std::string table;            ///< "" = the table the rows are made from.
    std::string column;           ///< Of that table.
    std::string own;              ///< Or one of our columns, made before.
    std::optional<double> number; ///< Or a constant.
};

/// What stands where a cell is masked or missing.
struct Fallback {
    enum class Rule { none, median, constant };
    Rule rule = Rule::none;
    std::string group; ///< Of the median: one of our columns, or "" for all rows.
    std::string value; ///< The constant.
    std::string why;   ///< Of the constant, for people.
};

/// How a column's grades are told.
enum class GradesFrom { nothing, pupils_by_grade, list, span };

/// One of our columns as the recipe makes it: scale x sum(value) x by / over, or a text.
struct Expression {
    std::vector<Operand> sum, by, over;
    double scale = 1;
    bool is_text = false;                                     ///< The cell as it stands (slice, map), no number.
    std::string text;                                         ///< A constant text.
    std::optional<std::pair<std::size_t, std::size_t>> slice; ///< Part of a text: first, length.
    std::map<std::string, std::string> map;                   ///< Cells written otherwise.
    GradesFrom grades = GradesFrom::nothing;
    std::vector<std::pair<std::string, Operand>> by_grade; ///< Grade and its pupils; a span's low and high.
    std::optional<double> low, high;                       ///< What a number may be, before scaling [as in the file].
    std::string what;                                      ///< "dollars", for the message.
    Fallback fallback;
};

/// Rows that count: a column's cells are among `is`, or do not start with one of `not_starting`.
struct Filter {
    std::string column;
    std::vector<std::string> is, not_starting;
    bool is_year = false; ///< `is` depends on the year that is imported.
};

/// One kind of input file, known by its columns.
struct Source {
    std::string id, what;
    std::vector<std::string> needs; ///< Columns it must have.
    bool is_required = false;
    std::vector<Filter> filters;
    std::string key;                                          ///< Column that joins it to the main table, ...
    std::optional<std::pair<std::size_t, std::size_t>> slice; ///< ... to which part of ...
    std::string joins;                                        ///< ... which column of the main table.
    bool sums = false;                                        ///< Several rows a key are added up.
};

/// Our table of schools, partners or ties.
struct Target {
    std::string from;                                        ///< Source of its rows; "" = the target is not made.
    std::vector<std::pair<std::string, Expression>> columns; ///< In order: later ones may use earlier ones.
};

/// Ages of ties from records of several years.
struct YearsOfTies {
    std::string column;    ///< Of the ties' source; "" = unknown.
    int first_month = 1;   ///< Month in which a recorded year starts ...
    int calendar_year = 0; ///< ... and its calendar year against the record's number (-1: the year before).
};

struct Recipe {
    std::string id, title, summary, publisher, file;
    std::string about, region;
    int money_year = 2022;
    std::string year; ///< That is imported unless the user names another; "" = files have one year.
    std::map<std::string, std::map<std::string, std::string>> years; ///< Year -> source -> how that file writes it.
    std::map<std::string, std::optional<double>> masks;              ///< Cell -> share it stands for, or missing.
    std::vector<Source> sources;
    Target schools, partners, ties;
    YearsOfTies tie_years;
    bool has_secondary = false, has_college = false; ///< Synthetic ones are added.
    bool has_choice = false;                         ///< Leavers choose among schools.
    double partners_per_10000 = 14;
    std::vector<std::pair<std::string, double>> parameters; ///< Of the scenario: prices of the money year
    std::vector<std::string> caveats;
    std::vector<std::pair<std::string, std::vector<std::string>>> guesses; ///< Our column -> words it goes by.
};

/// The recipe of a JSON file; everything wrong with it is a problem at its pointer.
std::optional<Recipe> read_recipe(const std::string& path, Problems& problems);

/// A shipped recipe as `accord list recipes` shows it.
struct RecipeEntry {
    std::string id, title, summary, file;
};
std::vector<RecipeEntry> recipes(Problems& problems);

/// `argument` itself if it looks like a path; else the shipped recipe of that id; "" and a problem if there is none.
std::string find_recipe(const std::string& argument, Problems& problems);

} // namespace scenarios::import
