// Parts of a table of runs: rows by condition, runs by point.
#include "experiments/analysis/table.h"
#include "experiments/statistics/crossed.h"
#include "experiments/statistics/statistics.h"
#include "scenarios/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>

namespace experiments {
namespace {

void take_rows(Column& column, const std::vector<std::size_t>& rows) {
    std::vector<double> values;
    for (const std::size_t row : rows)
        values.push_back(column.values[row]);
    column.values = std::move(values);
}

/// Forgets words that no row has.
void forget_unused(Column& column) {
    Column kept{column.id, {}, {}};
    std::map<double, std::size_t> place;
    for (const double value : column.values) {
        const auto [it, is_new] = place.emplace(value, kept.levels.size());
        if (is_new) kept.levels.push_back(column.levels[static_cast<std::size_t>(value)]);
        kept.values.push_back(static_cast<double>(it->second));
    }
    column = std::move(kept);
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

/// Treatments are numbered in the order of the design, whatever the order of rows.
std::vector<std::size_t> points_by_treatment(const Data& data) {
    std::map<double, std::size_t> places; // by number
    std::vector<double> number(data.n_rows);
    for (std::size_t row = 0; row < data.n_rows; ++row)
        places.emplace(number[row] = std::strtod(data.treatment->text(row).c_str(), nullptr), 0);
    std::size_t next = 0;
    for (auto& [treatment, place] : places)
        place = next++;
    std::vector<std::size_t> point(data.n_rows);
    for (std::size_t row = 0; row < data.n_rows; ++row)
        point[row] = places[number[row]];
    return point;
}

} // namespace

std::vector<std::size_t> point_of_rows(const Data& data) {
    std::vector<std::size_t> point(data.n_rows);
    for (std::size_t row = 0; row < data.n_rows; ++row)
        point[row] = row;
    if (!data.replicate) return point;
    if (data.treatment) return points_by_treatment(data);
    point = points_by_order(data);
    return point.empty() ? points_by_inputs(data) : point;
}

bool are_points_in_order(const Data& data) { return !data.replicate || !points_by_order(data).empty(); }

std::string Column::text(std::size_t row) const {
    return is_categorical() ? levels[static_cast<std::size_t>(values[row])] : scenarios::text_of(values[row]);
}

std::size_t Data::n_failed() const {
    return static_cast<std::size_t>(std::count(is_failed.begin(), is_failed.end(), true)) - n_missing();
}

std::size_t Data::n_missing() const {
    return static_cast<std::size_t>(std::count(is_missing.begin(), is_missing.end(), true));
}

std::size_t Data::n_absent(std::size_t output) const {
    std::size_t n = 0;
    for (std::size_t row = 0; row < n_rows; ++row)
        n += !is_failed[row] && std::isnan(outputs[output].values[row]);
    return n;
}

std::size_t Data::n_replicates() const { return replicate ? replicate->levels.size() : 1; }

std::optional<Data> gains_of(const Data& data, const std::string& strategy, const std::string& baseline,
                             scenarios::Problems& problems) {
    const auto key_of = [&](std::size_t row) {
        std::vector<double> key;
        for (const auto* column : {&data.world, &data.replicate})
            if (*column) key.push_back((*column)->values[row]);
        for (const Column& input : data.inputs)
            if (input.id != data.strategy->id) key.push_back(input.values[row]);
        return key;
    };
    std::map<std::vector<double>, std::size_t> pairs, own;
    std::vector<std::size_t> rows;
    const std::size_t before = problems.size();
    for (std::size_t row = 0; row < data.n_rows; ++row) {
        const bool is_own = data.strategy->text(row) == strategy;
        if (!is_own && data.strategy->text(row) != baseline) continue;
        if (is_own) rows.push_back(row);
        const auto [it, is_new] = (is_own ? own : pairs).emplace(key_of(row), row);
        if (!is_new && problems.size() == before)
            problems.add(
                fmt::format("{}:{}: --gain", data.name, data.lines[row]),
                fmt::format("another run of {} under equal inputs as line {}: nothing says which is whose pair",
                            data.strategy->text(row), data.lines[it->second]),
                "expected a column that numbers replicates (--replicate COLUMN)");
    }
    if (problems.size() > before) return std::nullopt;
    Data gains = rows_of(data, rows);
    std::erase_if(gains.inputs, [&](const Column& input) { return input.id == data.strategy->id; });
    gains.strategy.reset();
    std::size_t n_alone = 0;
    for (std::size_t o = 0; o < gains.outputs.size(); ++o) {
        gains.outputs[o].id = "the gain of " + strategy + " over " + baseline + " in " + data.outputs[o].id;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const auto pair = pairs.find(key_of(rows[i]));
            n_alone += o == 0 && pair == pairs.end();
            gains.outputs[o].values[i] -= pair == pairs.end() ? absent : data.outputs[o].values[pair->second];
            if (pair != pairs.end() && data.is_missing[pair->second]) gains.is_missing[i] = true;
            if (pair != pairs.end() && data.is_failed[pair->second]) gains.is_failed[i] = true;
        }
    }
    if (n_alone == rows.size())
        problems.add(data.name + ": --gain",
                     fmt::format("no run of {} has a run of {} as its pair", strategy, baseline),
                     "expected both under the same inputs, worlds and replicates");
    else if (n_alone > 0)
        gains.notes.push_back(fmt::format("{} of {} runs of {} have no run of {} as their pair and are left out.",
                                          n_alone, rows.size(), strategy, baseline));
    return gains;
}

Data rows_of(const Data& data, const std::vector<std::size_t>& rows) {
    Data part = data;
    part.n_rows = rows.size();
    for (auto* columns : {&part.inputs, &part.outputs})
        for (Column& column : *columns)
            take_rows(column, rows);
    for (auto* column : {&part.replicate, &part.strategy, &part.world, &part.seed, &part.time, &part.treatment,
                         &part.point, &part.condition})
        if (*column) take_rows(**column, rows);
    if (part.world) forget_unused(*part.world);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        part.is_failed[i] = data.is_failed[rows[i]];
        part.is_missing[i] = data.is_missing[rows[i]];
        part.lines[i] = data.lines[rows[i]];
    }
    part.lines.resize(rows.size());
    part.is_failed.resize(rows.size());
    part.is_missing.resize(rows.size());
    return part;
}

std::vector<std::pair<std::string, Data>> by_condition(const Data& data) {
    if (!data.condition) return {{"all", data}};
    std::vector<std::pair<std::string, Data>> parts;
    for (std::size_t level = 0; level < data.condition->levels.size(); ++level) {
        std::vector<std::size_t> rows;
        for (std::size_t row = 0; row < data.n_rows; ++row)
            if (data.condition->values[row] == static_cast<double>(level)) rows.push_back(row);
        if (!rows.empty()) parts.emplace_back(data.condition->levels[level], rows_of(data, rows));
    }
    return parts;
}

std::vector<double> Points::means() const {
    std::vector<double> result;
    for (const auto& replicates : runs)
        result.push_back(estimate(replicates).mean);
    return result;
}

double Points::noise_share() const {
    std::vector<double> values;
    double weight = 0, n_points = 0;
    for (const auto& replicates : runs) {
        values.insert(values.end(), replicates.begin(), replicates.end());
        const std::size_t n = estimate(replicates).n;
        if (n > 0) weight += 1 / static_cast<double>(n), n_points += 1;
    }
    const Estimate between = estimate(means());
    const double rest = runs.empty() ? absent : crossed(values, runs.size()).rest;
    if (!(between.sd > 0) || std::isnan(rest)) return absent;
    return std::min(1.0, rest * weight / n_points / (between.sd * between.sd));
}

Points points_of(const Data& data, std::size_t output) {
    const std::vector<std::size_t> point = point_of_rows(data);
    Points points;
    const std::size_t n = point.empty() ? 0 : *std::max_element(point.begin(), point.end()) + 1;
    points.inputs.resize(n);
    points.runs.assign(n, std::vector<double>(data.n_replicates(), absent));
    points.was_run.assign(n, false);
    points.lines.assign(n, 0);
    for (std::size_t row = 0; row < data.n_rows; ++row) {
        const std::size_t replicate = data.replicate ? static_cast<std::size_t>(data.replicate->values[row]) : 0;
        points.runs[point[row]][replicate] = data.outputs[output].values[row];
        if (!data.is_missing[row]) points.was_run[point[row]] = true;
        if (points.lines[point[row]] > 0) continue;
        points.lines[point[row]] = data.lines[row];
        for (const Column& input : data.inputs)
            points.inputs[point[row]].push_back(input.values[row]);
    }
    return points;
}

} // namespace experiments
