#include "experiments/table.h"

#include "experiments/statistics.h"
#include "scenarios/cells.h"
#include "scenarios/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace experiments {
namespace {

using scenarios::CsvTable;
using scenarios::Problems;

constexpr std::array reserved{"run",     "row",  "status", "failure", "digest", "started", "finished",
                              "seconds", "host", "worker", "shard",   "point",  "role"};

std::size_t index_of(const CsvTable& table, const std::string& name) {
    return static_cast<std::size_t>(std::find(table.header.begin(), table.header.end(), name) - table.header.begin());
}

bool is_missing(const std::string& cell) {
    return cell.empty() || cell == "NA" || cell == "NaN" || cell == "nan" || cell == "null";
}

/// Takes columns out of a table and says what is wrong with them.
class Taker {
  public:
    Taker(const CsvTable& table, Problems& problems) : table_(table), problems_(problems) {}

    bool judge(const std::string& name) {
        if (table_.has(name)) return true;
        problems_.add(table_.file + ": column", fmt::format("no column '{}'", scenarios::shown(name)),
                      scenarios::suggestion(name, table_.header));
        return false;
    }
    std::optional<Column> input(const std::string& name) {
        if (!judge(name)) return std::nullopt;
        const std::size_t c = index_of(table_, name);
        const auto is_number = [&](const auto& row) { return scenarios::parse_number(row.cells[c]).has_value(); };
        const bool is_numeric = std::any_of(table_.rows.begin(), table_.rows.end(), is_number);
        return is_numeric ? numbers(name, false) : words(name);
    }
    /// Numbers; where `may_fail`, empty cells are NaN.
    std::optional<Column> numbers(const std::string& name, bool may_fail) {
        if (!judge(name)) return std::nullopt;
        const std::size_t c = index_of(table_, name);
        Column column{name, {}, {}};
        for (const auto& row : table_.rows) {
            const std::string& cell = row.cells[c];
            const auto value = scenarios::parse_number(cell);
            column.values.push_back(value.value_or(absent));
            if (value || (may_fail && is_missing(cell))) continue;
            problems_.add(fmt::format("{}:{}: {}", table_.file, row.line, name),
                          cell.empty() ? "is empty" : fmt::format("'{}' is not a number", scenarios::shown(cell)),
                          may_fail ? "expected a number, or nothing where the run failed" : "expected a number");
        }
        return column;
    }
    std::optional<Column> words(const std::string& name) {
        if (!judge(name)) return std::nullopt;
        const std::size_t c = index_of(table_, name);
        Column column{name, {}, {}};
        std::map<std::string, std::size_t> place;
        for (const auto& row : table_.rows) {
            if (row.cells[c].empty())
                problems_.add(fmt::format("{}:{}: {}", table_.file, row.line, name), "is empty", "expected text");
            const auto [it, is_new] = place.emplace(row.cells[c], column.levels.size());
            if (is_new) column.levels.push_back(row.cells[c]);
            column.values.push_back(static_cast<double>(it->second));
        }
        return column;
    }
    /// A column that was named, or the first of the defaults that exists.
    std::optional<Column> role(std::string& name, const std::vector<std::string>& defaults) {
        if (!name.empty()) return words(name);
        for (const std::string& candidate : defaults)
            if (table_.has(candidate)) {
                name = candidate;
                return words(candidate);
            }
        return std::nullopt;
    }

  private:
    const CsvTable& table_;
    Problems& problems_;
};

void mark_failed(const CsvTable& table, Data& data) {
    data.is_failed.assign(data.n_rows, false);
    const std::size_t c = index_of(table, "status");
    if (c < table.header.size())
        for (std::size_t row = 0; row < data.n_rows; ++row)
            data.is_failed[row] = table.rows[row].cells[c] == "failed";
    for (Column& output : data.outputs)
        for (std::size_t row = 0; row < data.n_rows; ++row) {
            if (data.is_failed[row]) output.values[row] = absent;
            if (std::isnan(output.values[row])) data.is_failed[row] = true;
        }
}

void judge_form(const CsvTable& table, Problems& problems) {
    for (std::size_t i = 0; i < table.header.size(); ++i) {
        const std::string& name = table.header[i];
        if (name.empty())
            problems.add(fmt::format("{}:1: column {}", table.file, i + 1), "has no name", "expected one");
        else if (index_of(table, name) < i)
            problems.add(fmt::format("{}:1: {}", table.file, scenarios::shown(name)), "the column appears twice",
                         "expected it once");
    }
    if (table.rows.empty()) problems.add(table.file, "has a header but no rows", "expected at least one row");
}

std::vector<std::string> default_inputs(const CsvTable& table, const ColumnNames& names) {
    std::vector<std::string> inputs;
    for (const std::string& name : table.header) {
        const bool is_output = std::find(names.outputs.begin(), names.outputs.end(), name) != names.outputs.end();
        if (!is_output && !is_reserved(name) && name != names.replicate && name != names.strategy &&
            name != names.world && name != names.seed)
            inputs.push_back(name);
    }
    return inputs;
}

/// Point of each row if the k-th rows of all replicates agree in their inputs, else nothing.
std::vector<std::size_t> points_by_order(const Data& data) {
    std::vector<std::size_t> next(data.n_replicates(), 0), point(data.n_rows);
    std::vector<std::size_t> first_row;
    for (std::size_t row = 0; row < data.n_rows; ++row) {
        point[row] = next[static_cast<std::size_t>(data.replicate->values[row])]++;
        if (point[row] == first_row.size()) first_row.push_back(row);
        if (point[row] > first_row.size()) return {};
        for (const Column& input : data.inputs)
            if (input.values[row] != input.values[first_row[point[row]]]) return {};
    }
    const bool is_even = std::adjacent_find(next.begin(), next.end(), std::not_equal_to<>()) == next.end();
    return is_even ? point : std::vector<std::size_t>{};
}

std::vector<std::size_t> points_by_inputs(const Data& data) {
    std::map<std::vector<double>, std::size_t> places;
    std::vector<std::size_t> point(data.n_rows);
    for (std::size_t row = 0; row < data.n_rows; ++row) {
        std::vector<double> key;
        for (const Column& input : data.inputs)
            key.push_back(input.values[row]);
        point[row] = places.emplace(std::move(key), places.size()).first->second;
    }
    return point;
}

std::vector<std::size_t> points_of_rows(const Data& data) {
    std::vector<std::size_t> point(data.n_rows);
    for (std::size_t row = 0; row < data.n_rows; ++row)
        point[row] = row;
    if (!data.replicate) return point;
    point = points_by_order(data);
    return point.empty() ? points_by_inputs(data) : point;
}

} // namespace

std::string Column::text(std::size_t row) const {
    return is_categorical() ? levels[static_cast<std::size_t>(values[row])] : scenarios::text_of(values[row]);
}

std::size_t Data::n_failed() const {
    return static_cast<std::size_t>(std::count(is_failed.begin(), is_failed.end(), true));
}

std::size_t Data::n_replicates() const { return replicate ? replicate->levels.size() : 1; }

bool is_reserved(const std::string& column) {
    return std::find(reserved.begin(), reserved.end(), column) != reserved.end();
}

std::optional<Data> take_data(const CsvTable& table, const ColumnNames& given, Problems& problems) {
    const std::size_t before = problems.size();
    judge_form(table, problems);
    if (problems.size() > before) return std::nullopt;
    ColumnNames names = given;
    if (names.outputs.empty()) names.outputs = {"y"};
    Taker take(table, problems);
    Data data{table.file, table.rows.size(), {}, {}, {}, {}, {}, {}, {}};
    data.replicate = take.role(names.replicate, {"replicate"});
    data.strategy = take.role(names.strategy, {"strategy"});
    data.world = take.role(names.world, {"world", "condition"});
    data.seed = take.role(names.seed, {"seed"});
    for (const std::string& name : names.outputs)
        if (auto column = take.numbers(name, true)) data.outputs.push_back(std::move(*column));
    const bool takes_rest = names.inputs.empty() && (names.takes_all_inputs || !data.strategy);
    for (const std::string& name : takes_rest ? default_inputs(table, names) : names.inputs)
        if (auto column = take.input(name)) data.inputs.push_back(std::move(*column));
    if (problems.size() > before) return std::nullopt;
    mark_failed(table, data);
    return data;
}

std::optional<Data> read_data(const std::string& path, const ColumnNames& names, Problems& problems) {
    const auto text = scenarios::read_utf8(path, problems);
    if (!text) return std::nullopt;
    const std::size_t before = problems.size();
    const auto table = scenarios::parse_csv(*text, path, problems);
    if (!table || problems.size() > before) return std::nullopt;
    return take_data(*table, names, problems);
}

std::vector<double> Points::means() const {
    std::vector<double> result;
    for (const auto& replicates : runs)
        result.push_back(estimate(replicates).mean);
    return result;
}

Points points_of(const Data& data, std::size_t output) {
    const std::vector<std::size_t> point = points_of_rows(data);
    Points points;
    const std::size_t n = point.empty() ? 0 : *std::max_element(point.begin(), point.end()) + 1;
    points.inputs.resize(n);
    points.runs.assign(n, std::vector<double>(data.n_replicates(), absent));
    for (std::size_t row = 0; row < data.n_rows; ++row) {
        const std::size_t replicate = data.replicate ? static_cast<std::size_t>(data.replicate->values[row]) : 0;
        points.runs[point[row]][replicate] = data.outputs[output].values[row];
        if (!points.inputs[point[row]].empty()) continue;
        for (const Column& input : data.inputs)
            points.inputs[point[row]].push_back(input.values[row]);
    }
    return points;
}

} // namespace experiments
