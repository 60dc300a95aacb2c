#include "experiments/analysis/table.h"

#include "experiments/statistics/statistics.h"
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

constexpr std::array reserved{"run",      "row",    "status",  "failure", "digest", "started", "finished", "treatment",
                              "attempts", "reason", "seconds", "host",    "worker", "shard",   "point",    "role"};

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
    data.is_missing.assign(data.n_rows, false);
    const std::size_t c = index_of(table, "status");
    if (c < table.header.size())
        for (std::size_t row = 0; row < data.n_rows; ++row) {
            const std::string& status = table.rows[row].cells[c];
            data.is_missing[row] = status == "missing";
            data.is_failed[row] = data.is_missing[row] || status == "failed" || status == "over-limit";
        }
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

/// Treatments and points of a sweep of this program; worlds become its points under its conditions.
void take_sweep(const CsvTable& table, Taker& take, const ColumnNames& names, Data& data) {
    const auto is_input = [&](const char* name) {
        return std::find(names.inputs.begin(), names.inputs.end(), name) != names.inputs.end();
    };
    for (const char* name : {"treatment", "point"})
        if (!table.has(name) || is_input(name)) return;
    data.treatment = take.words("treatment");
    data.point = take.words("point");
    data.condition = data.world;
    if (!data.has_points()) return;
    Column worlds{data.world->id, {}, {}};
    std::map<std::pair<double, double>, std::size_t> place;
    for (std::size_t row = 0; row < data.n_rows; ++row) {
        const auto [it, is_new] =
            place.emplace(std::pair(data.condition->values[row], data.point->values[row]), worlds.levels.size());
        if (is_new)
            worlds.levels.push_back(fmt::format("{}, point {}", data.condition->text(row), data.point->text(row)));
        worlds.values.push_back(static_cast<double>(it->second));
    }
    data.world = std::move(worlds);
}

std::vector<std::string> default_inputs(const CsvTable& table, const ColumnNames& names, const Data& data) {
    std::vector<std::string> inputs;
    const auto is_varied = [](const std::optional<Column>& column) { return column && column->levels.size() > 1; };
    for (const std::string& name : table.header) {
        const bool is_output = std::find(names.outputs.begin(), names.outputs.end(), name) != names.outputs.end();
        if (is_output || is_reserved(name) || name == names.replicate || name == names.seed) continue;
        if (name == names.strategy && !is_varied(data.strategy)) continue;
        if (name == names.world && (name != "condition" || !is_varied(data.world))) continue;
        inputs.push_back(name);
    }
    return inputs;
}

} // namespace

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
    Data data;
    data.name = table.file, data.n_rows = table.rows.size();
    data.replicate = take.role(names.replicate, {"replicate"});
    data.strategy = take.role(names.strategy, {"strategy"});
    data.world = take.role(names.world, {"world", "condition"});
    data.seed = take.role(names.seed, {"seed"});
    for (const std::string& name : names.outputs)
        if (auto column = take.numbers(name, true)) data.outputs.push_back(std::move(*column));
    const bool takes_rest = names.inputs.empty() && (names.takes_all_inputs || !data.strategy); // varied strategies too
    for (const std::string& name : takes_rest ? default_inputs(table, names, data) : names.inputs)
        if (auto column = take.input(name)) data.inputs.push_back(std::move(*column));
    if (problems.size() > before) return std::nullopt;
    if (given.world.empty() && data.world) take_sweep(table, take, names, data);
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

} // namespace experiments
