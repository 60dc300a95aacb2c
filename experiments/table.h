#pragma once
/// \file
/// Runs as an analysis reads them, from a CSV of this or of any other model or from a store: inputs, outputs and what
/// tells replicates, strategies and worlds apart. Failed runs stay in their place, as NaN.

#include "scenarios/csv.h"

#include <optional>
#include <string>
#include <vector>

namespace experiments {

/// A column as numbers: the numbers themselves, or for words their place in `levels`.
struct Column {
    std::string id;
    std::vector<double> values;
    std::vector<std::string> levels; ///< Distinct words in order of appearance; empty for numbers.

    bool is_categorical() const { return !levels.empty(); }
    std::string text(std::size_t row) const; ///< The cell as a person reads it.
};

/// Names of columns by what they are for. Empty names stand for their defaults: `inputs` for every column left,
/// `outputs` for y, the others for the column of that very name if there is one (world: also "condition").
struct ColumnNames {
    std::vector<std::string> inputs{}, outputs{};
    std::string replicate{}, strategy{}, world{}, seed{};
    bool takes_all_inputs = true; ///< False: without names there are no inputs if there is a strategy column.
};

/// Runs, one a row; every column as long as `n_rows`.
struct Data {
    std::string name; ///< Of the file, for messages.
    std::size_t n_rows = 0;
    std::vector<Column> inputs;
    std::vector<Column> outputs; ///< Numbers, NaN where the run failed.
    std::optional<Column> replicate, strategy, world, seed;
    std::vector<bool> is_failed; ///< By column `status`, or because an output is empty, NA or NaN.

    std::size_t n_failed() const;
    std::size_t n_replicates() const; ///< Of the column; 1 without it.
};

/// Columns that `status`, bookkeeping and time are kept in; never inputs by default.
bool is_reserved(const std::string& column);

/// Reads a CSV. Everything wrong with form, header, names and cells goes to `problems`:
/// "FILE: column: no column 'x9'; did you mean 'x1'?", "FILE:7: x1: is empty; expected a number".
std::optional<Data> read_data(const std::string& path, const ColumnNames& names, scenarios::Problems& problems);
/// The same of a table in memory.
std::optional<Data> take_data(const scenarios::CsvTable& table, const ColumnNames& names,
                              scenarios::Problems& problems);

/// Runs of one design put together point by point.
struct Points {
    std::vector<std::vector<double>> inputs; ///< [point][input]
    std::vector<std::vector<double>> runs;   ///< [point][replicate], NaN where failed.

    std::size_t size() const { return runs.size(); }
    std::vector<double> means() const; ///< Over the replicates that are there; NaN where none is.
};

/// Points in order. The k-th row of every replicate is point k if the inputs say so too; else rows with equal inputs
/// are one point, in order of appearance. Without a replicate column every row is a point.
Points points_of(const Data& data, std::size_t output);

} // namespace experiments
