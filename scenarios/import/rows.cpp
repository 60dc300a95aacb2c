// Cell by cell: what a recipe's expressions give.
#include "scenarios/import/rows.h"

#include "scenarios/cells.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace scenarios::import {
namespace {

const std::set<std::string> texts{"id",        "name", "county", "grades", "feeds",      "school", "partner",
                                  "programme", "kind", "since",  "until",  "programmes", "paid_by"};

/// A number as offices write it: "1,234", "45.5%", " 12 ", "$300".
std::optional<double> loose_number(std::string text) {
    bool is_percent = false;
    std::string plain;
    for (const char c : text)
        if (c == '%')
            is_percent = true;
        else if (c != ',' && c != ' ' && c != '$')
            plain += c;
    const auto value = parse_number(plain);
    return value && is_percent ? *value / 100 : value;
}

/// One cell on its way: a value, and whether a mask's rule gave it.
struct Cell {
    std::optional<std::string> text;
    bool is_unmasked = false;
};

class Maker {
  public:
    Maker(const Recipe& recipe, const Loaded& main, const Tables& tables, const std::string& file,
          const Assumed& assumed, Account& account, Problems& problems)
        : recipe_(recipe), main_(main), tables_(tables), file_(file), assumed_(assumed), account_(account),
          problems_(problems) {
        made_.source_rows = main.rows;
        made_.rows.resize(main.rows.size());
    }

    void add_column(const std::string& name, const Expression& how) {
        std::size_t unmasked = 0;
        std::vector<std::string> column(made_.rows.size());
        for (std::size_t i = 0; i < column.size(); ++i) {
            const Cell cell = value(i, name, how);
            column[i] = cell.text.value_or("");
            unmasked += cell.is_unmasked && cell.text;
        }
        if (unmasked > 0)
            account_.imputed.push_back(
                {file_, name, "a masked cell stands for the middle of its span", unmasked, column.size()});
        if (const auto given = assumed_.find(name); given != assumed_.end())
            fill(column, name, "the value given with --assume", [&](std::size_t) { return given->second; });
        if (how.fallback.rule == Fallback::Rule::constant)
            fill(column, name, fmt::format("{}: {}", how.fallback.value, how.fallback.why),
                 [&](std::size_t) { return how.fallback.value; });
        if (how.fallback.rule == Fallback::Rule::median) fill_medians(column, name, how.fallback.group);
        made_.header.push_back(name);
        for (std::size_t i = 0; i < column.size(); ++i)
            made_.rows[i].push_back(std::move(column[i]));
    }

    Made finish(const std::vector<std::string>& required) {
        std::vector<std::vector<std::string>> rows;
        std::vector<std::size_t> sources;
        for (std::size_t i = 0; i < made_.rows.size(); ++i) {
            const auto lacking = std::find_if(required.begin(), required.end(), [&](const std::string& name) {
                const std::size_t at = made_.column(name);
                return at == made_.header.size() || made_.rows[i][at].empty();
            });
            if (lacking == required.end()) {
                rows.push_back(std::move(made_.rows[i]));
                sources.push_back(made_.source_rows[i]);
            } else
                account_.left_out.push_back(fmt::format("{}: the row is left out; it gives no {}",
                                                        main_.place(made_.source_rows[i], main_.table.header.front()),
                                                        *lacking));
        }
        made_.rows = std::move(rows);
        made_.source_rows = std::move(sources);
        return std::move(made_);
    }

  private:
    template <class Give>
    void fill(std::vector<std::string>& column, const std::string& name, const std::string& rule, const Give& give) {
        std::size_t n = 0;
        for (std::size_t i = 0; i < column.size(); ++i)
            if (column[i].empty() && !(column[i] = give(i)).empty()) ++n;
        if (n > 0) account_.imputed.push_back({file_, name, rule, n, column.size()});
    }

    void fill_medians(std::vector<std::string>& column, const std::string& name, const std::string& group) {
        const std::size_t at = group.empty() ? made_.header.size() : made_.column(group);
        const auto group_of = [&](std::size_t i) {
            return at < made_.header.size() ? made_.rows[i][at] : std::string();
        };
        std::map<std::string, std::vector<double>> values;
        std::vector<double> all;
        for (std::size_t i = 0; i < column.size(); ++i)
            if (const auto number = parse_number(column[i]))
                values[group_of(i)].push_back(*number), all.push_back(*number);
        const auto median = [](std::vector<double> v) {
            if (v.empty()) return std::string();
            const auto mid = v.begin() + static_cast<std::ptrdiff_t>(v.size() / 2);
            std::nth_element(v.begin(), mid, v.end());
            return text_of(*mid);
        };
        if (!group.empty())
            fill(column, name, fmt::format("the median of its {}", group), [&](std::size_t i) {
                const auto it = values.find(group_of(i));
                return it == values.end() ? std::string() : median(it->second);
            });
        const std::string everywhere = median(all);
        fill(column, name, "the median of all rows", [&](std::size_t) -> const std::string& { return everywhere; });
    }

    /// Rows of the operand's table that go with main row `i`.
    std::pair<const Loaded*, std::vector<std::size_t>> rows_of(std::size_t i, const Operand& operand) const {
        if (operand.table.empty() || operand.table == main_.source->id) return {&main_, {made_.source_rows[i]}};
        const auto it = tables_.find(operand.table);
        if (it == tables_.end()) return {nullptr, {}};
        const Source& source = *it->second.source;
        const std::string key = cut(main_.cell(made_.source_rows[i], source.joins).value_or(""), source.slice);
        const auto rows = it->second.by_key.find(key);
        return {&it->second, rows == it->second.by_key.end() ? std::vector<std::size_t>{} : rows->second};
    }

    std::optional<std::string> text(std::size_t i, const Operand& operand) const {
        if (operand.number) return text_of(*operand.number);
        if (!operand.own.empty()) {
            const std::size_t at = made_.column(operand.own);
            if (at == made_.header.size() || made_.rows[i][at].empty()) return std::nullopt;
            return made_.rows[i][at];
        }
        const auto [table, rows] = rows_of(i, operand);
        return rows.empty() ? std::nullopt : table->cell(rows.front(), operand.column);
    }

    /// A number, with masks resolved; several rows are added up.
    std::optional<double> number(std::size_t i, const Operand& operand, const Expression& how, bool& is_unmasked) {
        if (operand.number || !operand.own.empty()) {
            const auto own = text(i, operand);
            return own ? parse_number(*own) : std::nullopt;
        }
        const auto [table, rows] = rows_of(i, operand);
        std::optional<double> sum;
        for (const std::size_t row : rows) {
            const auto cell = table->cell(row, operand.column);
            if (!cell) continue;
            std::optional<double> value;
            if (const auto mask = recipe_.masks.find(*cell); mask != recipe_.masks.end()) {
                if (!mask->second) return std::nullopt;
                value = mask->second, is_unmasked = true;
            } else
                value = loose_number(*cell);
            if (!value)
                problems_.add(table->place(row, operand.column), fmt::format("'{}' is not a number", shown(*cell)),
                              fmt::format("expected {} or a mask the recipe knows", how.what));
            else if ((how.low && *value < *how.low) || (how.high && *value > *how.high))
                problems_.add(table->place(row, operand.column), fmt::format("{} is out of the range", text_of(*value)),
                              fmt::format("expected {} from {} to {}", how.what, text_of(how.low.value_or(0)),
                                          text_of(how.high.value_or(1e15))));
            if (value) sum = sum.value_or(0) + *value;
        }
        return sum;
    }

    std::optional<std::string> grades(std::size_t i, const Expression& how) {
        static const std::vector<std::string> order{"PK", "K", "1", "2",  "3",  "4",  "5", "6",
                                                    "7",  "8", "9", "10", "11", "12", "13"};
        std::size_t low = order.size(), high = 0;
        const auto add = [&](std::string grade) {
            while (grade.size() > 1 && grade[0] == '0')
                grade.erase(0, 1);
            if (grade == "3K" || grade == "P" || grade == "TK") grade = "PK";
            if (grade == "0" || grade == "KG") grade = "K";
            const auto at = static_cast<std::size_t>(std::find(order.begin(), order.end(), grade) - order.begin());
            if (at < order.size()) low = std::min(low, at), high = std::max(high, at);
        };
        bool is_unmasked = false;
        for (const auto& [grade, operand] : how.by_grade) {
            if (how.grades == GradesFrom::pupils_by_grade) {
                if (number(i, operand, how, is_unmasked).value_or(0) > 0) add(grade);
                continue;
            }
            std::string word;
            for (const char c : text(i, operand).value_or("") + ",")
                if (c != ',' && c != ';' && c != ' ' && c != '-')
                    word += c;
                else if (!word.empty())
                    add(std::exchange(word, ""));
        }
        if (low == order.size()) return std::nullopt;
        const auto written = [](const std::string& grade) {
            return grade.size() == 1 && grade != "K" ? "0" + grade : grade;
        };
        return written(order[low]) + "-" + (high == 1 ? "00" : high == 0 ? "PK" : written(order[high]));
    }

    Cell value(std::size_t i, const std::string& name, const Expression& how) {
        if (!how.text.empty()) return {how.text, false};
        if (how.grades != GradesFrom::nothing) return {grades(i, how), false};
        if (texts.count(name)) {
            for (const Operand& operand : how.sum)
                if (const auto found = text(i, operand)) {
                    const std::string part = cut(*found, how.slice);
                    const auto mapped = how.map.find(part);
                    return {mapped == how.map.end() ? part : mapped->second, false};
                }
            return {};
        }
        Cell cell;
        std::optional<double> result;
        for (const Operand& operand : how.sum)
            if (const auto part = number(i, operand, how, cell.is_unmasked)) result = result.value_or(0) + *part;
        for (const Operand& operand : how.by)
            if (result) result = times(*result, number(i, operand, how, cell.is_unmasked));
        for (const Operand& operand : how.over)
            if (result) {
                const auto below = number(i, operand, how, cell.is_unmasked);
                result = below && *below != 0 ? std::optional(*result / *below) : std::nullopt;
            }
        if (result && name == "enrolment" && *result <= 0) result.reset(); // a school without pupils is none
        if (result) cell.text = text_of(rounded(*result * how.scale, name));
        return cell;
    }

    static std::optional<double> times(double a, std::optional<double> b) { return b ? std::optional(a * *b) : b; }

    /// Six decimals are more than any record means; pupils are whole.
    static double rounded(double number, const std::string& name) {
        if (name == "enrolment") return std::round(number);
        return std::round(number * 1e6) / 1e6;
    }

    const Recipe& recipe_;
    const Loaded& main_;
    const Tables& tables_;
    const std::string& file_;
    const Assumed& assumed_;
    Account& account_;
    Problems& problems_;
    Made made_;
};

} // namespace

std::size_t Made::column(const std::string& name) const {
    return static_cast<std::size_t>(std::find(header.begin(), header.end(), name) - header.begin());
}

Made make_rows(const Recipe& recipe, const Target& target, const Tables& tables, const std::string& file,
               const std::vector<std::string>& required, const Assumed& assumed, Account& account, Problems& problems) {
    Maker maker(recipe, tables.at(target.from), tables, file, assumed, account, problems);
    for (const auto& [name, how] : target.columns)
        maker.add_column(name, how);
    return maker.finish(required);
}

} // namespace scenarios::import
