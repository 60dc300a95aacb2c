// Reads a recipe and judges it.
#include "scenarios/import/recipe.h"

#include "scenarios/library.h"
#include "scenarios/reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace scenarios::import {
namespace {

constexpr Measure position{"a whole number", 0, 1000, true};
constexpr Measure any_number{"a number", -1e15, 1e15};
constexpr Measure year_measure{"a year", 1900, 2100, true};
constexpr Measure density{"partners for 10,000 pupils", 0, 1'000};

/// Reads the parts of one recipe.
class Parts {
  public:
    Parts(const std::string& path, Problems& problems) : problems_(problems) { recipe_.file = path; }

    Recipe read(const Json& document) {
        Reader root(&document, recipe_.file, "", problems_);
        recipe_.id = root.identifier("id");
        recipe_.title = root.text("title");
        recipe_.summary = root.text("summary");
        recipe_.publisher = root.text("publisher");
        recipe_.about = root.optional_text("about", recipe_.title);
        recipe_.region = root.optional_text("region", recipe_.title);
        recipe_.money_year = static_cast<int>(root.optional_count("money-year", year_measure, 2022));
        recipe_.year = root.optional_text("year", "");
        recipe_.has_secondary = root.optional_flag("synthetic-secondary", false);
        recipe_.has_choice = root.optional_flag("school-choice", false);
        recipe_.has_college = root.optional_flag("synthetic-college", false);
        recipe_.partners_per_10000 = root.optional_number("partners-per-10000-pupils", density, 14);
        recipe_.caveats = root.optional_texts("caveats");
        Reader parameters = root.object("parameters", false);
        for (const auto& [id, value] : parameters.members())
            if (const auto number = parameters.number_of(id, *value, any_number))
                recipe_.parameters.emplace_back(id, *number);
        read_years(root.object("years", false));
        read_masks(root.object("masks", false));
        Reader sources = root.object("sources", false);
        for (const auto& [id, value] : sources.members())
            recipe_.sources.push_back(read_source(id, sources.child(id, *value)));
        Reader guesses = root.object("guess", false);
        for (const auto& [column, value] : guesses.members())
            recipe_.guesses.emplace_back(column, guesses.optional_texts(column));
        recipe_.schools = read_target(root.object("schools", recipe_.guesses.empty()));
        recipe_.partners = read_target(root.object("partners", false));
        recipe_.ties = read_ties(root);
        root.finish();
        return std::move(recipe_);
    }

  private:
    void read_years(Reader reader) {
        for (const auto& [year, value] : reader.members()) {
            Reader one = reader.child(year, *value);
            for (const auto& [source, text] : one.members())
                recipe_.years[year][source] = one.text(source);
        }
    }

    void read_masks(Reader reader) {
        for (const auto& [cell, value] : reader.members())
            if (value->is_null())
                recipe_.masks[cell] = std::nullopt;
            else
                recipe_.masks[cell] = reader.number_of(cell, *value, any_number);
    }

    std::optional<std::pair<std::size_t, std::size_t>> read_slice(Reader& reader) {
        if (!reader.has("slice")) return std::nullopt;
        Reader slice = reader.object("slice", true);
        const auto first = slice.optional_count("first", position, 0),
                   length = slice.optional_count("length", position, 0);
        slice.finish();
        return std::pair<std::size_t, std::size_t>(first, length);
    }

    Source read_source(const std::string& id, Reader reader) {
        Source source;
        source.id = id;
        source.what = reader.text("what");
        source.needs = reader.optional_texts("needs");
        source.is_required = reader.optional_flag("required", false);
        source.key = reader.optional_text("key", "");
        source.joins = reader.optional_text("joins", "");
        source.slice = read_slice(reader);
        source.sums = reader.optional_flag("sums", false);
        Reader where = reader.object("where", false);
        for (const auto& [column, value] : where.members()) {
            Reader test = where.child(column, *value);
            Filter filter{column, test.optional_texts("is"), test.optional_texts("not-starting"),
                          test.optional_flag("year", false)};
            test.finish();
            source.filters.push_back(std::move(filter));
        }
        reader.finish();
        return source;
    }

    Operand read_operand(Reader reader) {
        Operand operand;
        operand.table = reader.optional_text("table", "");
        operand.column = reader.optional_text("column", "");
        operand.own = reader.optional_text("own", "");
        if (reader.has("number")) operand.number = reader.optional_number("number", any_number, 0);
        if (operand.column.empty() && operand.own.empty() && !operand.number)
            reader.fault("column", "is missing", "expected column, own or number");
        reader.finish();
        return operand;
    }

    /// A column's name, a number, an object, or an array of them.
    std::vector<Operand> read_operands(Reader& reader, const std::string& key) {
        std::vector<Operand> operands;
        for (const auto& [name, value] : reader.members()) {
            if (name != key) continue;
            reader.has(key);
            const Json many = value->is_array() ? *value : Json::array({*value});
            for (const Json& one : many)
                if (one.is_string())
                    operands.push_back({"", one.get<std::string>(), "", {}});
                else if (one.is_number())
                    operands.push_back({"", "", "", one.get<double>()});
                else
                    operands.push_back(read_operand(reader.child(key, one)));
        }
        return operands;
    }

    void read_grades(Reader& reader, Expression& made) {
        Reader pupils = reader.object("pupils-by-grade", false);
        for (const auto& [grade, value] : pupils.members()) {
            made.grades = GradesFrom::pupils_by_grade;
            for (const Operand& operand : read_operands(pupils, grade))
                made.by_grade.emplace_back(grade, operand);
        }
        for (const Operand& operand : read_operands(reader, "grade-list"))
            made.grades = GradesFrom::list, made.by_grade.emplace_back("list", operand);
        for (const char* end : {"grade-low", "grade-high"})
            for (const Operand& operand : read_operands(reader, end))
                made.grades = GradesFrom::span, made.by_grade.emplace_back(end, operand);
    }

    Fallback read_fallback(Reader reader) {
        Fallback fallback;
        if (reader.has("median-of")) {
            fallback.rule = Fallback::Rule::median;
            const std::string group = reader.text("median-of");
            fallback.group = group == "all" ? "" : group;
        } else if (reader.has("constant")) {
            fallback.rule = Fallback::Rule::constant;
            fallback.value = reader.text("constant");
            fallback.why = reader.text("why");
        } else
            reader.fault("median-of", "is missing", "expected median-of or constant with why");
        reader.finish();
        return fallback;
    }

    Expression read_expression(Reader& target, const std::string& column, const Json& value) {
        Expression made;
        if (value.is_string()) {
            made.sum = {{"", value.get<std::string>(), "", {}}};
            return made;
        }
        Reader reader = target.child(column, value);
        made.sum = read_operands(reader, "value");
        made.by = read_operands(reader, "by");
        made.over = read_operands(reader, "over");
        made.scale = reader.optional_number("scale", any_number, 1);
        made.text = reader.optional_text("text", "");
        made.slice = read_slice(reader);
        Reader map = reader.object("map", false);
        for (const auto& [cell, text] : map.members())
            made.map[cell] = map.text(cell);
        read_grades(reader, made);
        if (reader.has("low")) made.low = reader.optional_number("low", any_number, 0);
        if (reader.has("high")) made.high = reader.optional_number("high", any_number, 0);
        made.what = reader.optional_text("what", "a number");
        if (reader.has("else")) made.fallback = read_fallback(reader.object("else", true));
        if (made.sum.empty() && made.text.empty() && made.grades == GradesFrom::nothing &&
            made.fallback.rule != Fallback::Rule::constant)
            reader.fault("value", "is missing", "expected value, text, grades or a constant");
        reader.finish();
        return made;
    }

    Target read_target(Reader reader) {
        Target target;
        target.from = reader.optional_text("from", "");
        Reader columns = reader.object("columns", false);
        for (const auto& [column, value] : columns.members())
            target.columns.emplace_back(column, read_expression(columns, column, *value));
        reader.finish();
        const bool is_known = std::any_of(recipe_.sources.begin(), recipe_.sources.end(),
                                          [&](const Source& s) { return s.id == target.from; });
        if (!target.from.empty() && !is_known)
            reader.fault("from", fmt::format("'{}' is not one of the sources", shown(target.from)),
                         "expected an id of /sources");
        return target;
    }

    Target read_ties(Reader& root) {
        Reader years = root.object("tie-years", false);
        recipe_.tie_years.column = years.optional_text("column", "");
        recipe_.tie_years.first_month =
            static_cast<int>(years.optional_count("first-month", {"a month", 1, 12, true}, 1));
        recipe_.tie_years.calendar_year =
            static_cast<int>(years.optional_number("calendar-year", {"a difference of years", -1, 1, true}, 0));
        years.finish();
        return read_target(root.object("ties", false));
    }

    Recipe recipe_;
    Problems& problems_;
};

std::string text_at(const Json& document, const char* key) {
    const auto it = document.is_object() ? document.find(key) : document.end();
    return document.is_object() && it != document.end() && it->is_string() ? it->get<std::string>() : "";
}

} // namespace

std::optional<Recipe> read_recipe(const std::string& path, Problems& problems) {
    const std::size_t before = problems.size();
    const std::optional<Json> document = read_json(path, problems);
    if (!document) return std::nullopt;
    Recipe recipe = Parts(path, problems).read(*document);
    if (problems.size() > before) return std::nullopt;
    return recipe;
}

std::vector<RecipeEntry> recipes(Problems& problems) {
    namespace fs = std::filesystem;
    std::vector<RecipeEntry> entries;
    std::error_code error;
    for (const auto& item : fs::directory_iterator(fs::path(library_folder()) / "recipes", error))
        if (item.path().extension() == ".json")
            if (const auto document = read_json(item.path().string(), problems))
                entries.push_back({item.path().stem().string(), text_at(*document, "title"),
                                   text_at(*document, "summary"), item.path().string()});
    std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
    return entries;
}

std::string find_recipe(const std::string& argument, Problems& problems) {
    if (argument.find_first_of("/.") != std::string::npos) return argument;
    std::vector<std::string> ids;
    for (const RecipeEntry& entry : recipes(problems)) {
        if (entry.id == argument) return entry.file;
        ids.push_back(entry.id);
    }
    problems.add("accord import: RECIPE",
                 argument.empty() ? "is missing" : fmt::format("unknown recipe '{}'", shown(argument)),
                 suggestion(argument, ids));
    return "";
}

} // namespace scenarios::import
