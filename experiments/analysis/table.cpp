#include "experiments/analysis/table.h"

#include "experiments/analysis/table_columns.h"
#include "experiments/analysis/table_key.h"
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
/// Numbers of runs, as other programs call them.
constexpr std::array run_numbers{"[run number]", "run number", "runid", "run_id", "run id", "run-id"};

std::size_t index_of(const CsvTable& table, const std::string& name) {
    return static_cast<std::size_t>(std::find(table.header.begin(), table.header.end(), name) - table.header.begin());
}

/// Where the table has a column `status` it alone says what failed: an output that is empty in a run that was done does
/// not exist there.
void mark_failed(const CsvTable& table, Data& data) {
    data.is_failed.assign(data.n_rows, false);
    data.is_missing.assign(data.n_rows, false);
    const std::size_t c = index_of(table, "status");
    const bool has_status = c < table.header.size();
    for (std::size_t row = 0; has_status && row < data.n_rows; ++row) {
        const std::string& status = table.rows[row].cells[c];
        data.is_missing[row] = status == "missing";
        data.is_failed[row] = data.is_missing[row] || status == "failed" || status == "over-limit";
    }
    for (Column& output : data.outputs)
        for (std::size_t row = 0; row < data.n_rows; ++row) {
            if (data.is_failed[row]) output.values[row] = absent;
            if (!has_status && std::isnan(output.values[row])) data.is_failed[row] = true;
        }
}

void judge_form(const CsvTable& table, Problems& problems) {
    for (std::size_t i = 0; i < table.header.size(); ++i) {
        const std::string& name = table.header[i];
        if (i == counting_column(table)) continue;
        if (name.empty())
            problems.add(fmt::format("{}:1: column {}", table.file, i + 1), "has no name",
                         i == 0 ? "expected one (numbers or names of rows that pandas or R wrote may be deleted)"
                                : "expected one");
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
        if (name == names.time || index_of(table, name) == counting_column(table)) continue;
        if (name == names.strategy && !is_varied(data.strategy)) continue;
        // Many worlds are a sample, not a factor.
        constexpr std::size_t many_worlds = 12;
        const bool is_sample = name != "condition" && data.world && data.world->levels.size() > many_worlds;
        if (name == names.world && (!is_varied(data.world) || is_sample)) continue;
        inputs.push_back(name);
    }
    return inputs;
}

} // namespace

bool is_reserved(const std::string& column) {
    return std::find(reserved.begin(), reserved.end(), column) != reserved.end() ||
           std::find(run_numbers.begin(), run_numbers.end(), plain_word(column)) != run_numbers.end();
}

std::optional<Data> take_data(const CsvTable& table, const ColumnNames& given, Problems& problems) {
    const std::size_t before = problems.size();
    judge_form(table, problems);
    if (problems.size() > before) return std::nullopt;
    ColumnNames names = given;
    if (names.outputs.empty()) names.outputs = {"y"};
    Data data;
    data.name = table.file, data.n_rows = table.rows.size();
    Taker take(table, problems, data.notes);
    const auto role = [&](std::string& name, const std::vector<std::string>& defaults) {
        const bool is_named = !name.empty();
        auto column = take.role(name, defaults);
        const auto& inputs = given.inputs; // what is named as an input or output is none of these
        const bool is_other = std::find(inputs.begin(), inputs.end(), name) != inputs.end() ||
                              std::find(names.outputs.begin(), names.outputs.end(), name) != names.outputs.end();
        if (is_named || !is_other || !column) return column;
        name.clear();
        return std::optional<Column>();
    };
    const bool is_strategy_input =
        std::find(given.inputs.begin(), given.inputs.end(), "strategy") != given.inputs.end();
    data.replicate = role(names.replicate, {"replicate", "replication", "rep", "iteration"});
    data.strategy = is_strategy_input ? take.role(names.strategy, {"strategy"}) : role(names.strategy, {"strategy"});
    data.world = take.role(names.world, {"world", "condition"});
    data.seed = role(names.seed, {"seed"});
    data.time = role(names.time, {"month", "[step]", "step", "tick", "ticks", "time", "year"});
    for (const std::string& name : names.outputs)
        if (auto column = take.numbers(name, true)) data.outputs.push_back(std::move(*column));
    const bool takes_rest = names.inputs.empty() && (names.takes_all_inputs || !data.strategy); // varied strategies too
    if (takes_rest) names.inputs = default_inputs(table, names, data);
    for (const std::string& name : names.inputs)
        if (auto column = take.input(name)) data.inputs.push_back(std::move(*column));
    if (problems.size() > before) return std::nullopt;
    if (given.world.empty() && data.world) take_sweep(table, take, given, data);
    for (const auto& row : table.rows)
        data.lines.push_back(row.line);
    mark_failed(table, data);
    if (given.is_unpaired) data.replicate.reset();
    judge_keys(table, names, data, problems);
    if (problems.size() > before) return std::nullopt;
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
