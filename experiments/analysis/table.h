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

/// Names of columns by what they are for. Empty names stand for their defaults: `inputs` for every column left and for
/// `strategy` and `condition` where they vary, `outputs` for y, the others for the column of that name if there is one,
/// in capitals or not (world: also "condition"; replicate: also "replication", "rep", "iteration"; time: "month",
/// "[step]", "step", "tick", "time", "year").
struct ColumnNames {
    std::vector<std::string> inputs{}, outputs{};
    std::string replicate{}, strategy{}, world{}, seed{}, time{};
    bool takes_all_inputs = true; ///< False: without names there are no inputs if there is a strategy column.
    bool is_unpaired = false;     ///< Runs are independent though a column numbers them.
    bool pools_rows = false;      ///< Without strategies rows are taken together, so a design may repeat a point.
    bool is_audited = false;      ///< Repeated rows stay, and nothing is refused for them: the audit looks for them.
};

/// Runs, one a row; every column as long as `n_rows`.
struct Data {
    std::string name; ///< Of the file, for messages.
    std::size_t n_rows = 0;
    std::vector<Column> inputs;
    std::vector<Column> outputs; ///< Numbers, NaN where the run failed or has no such output.
    /// The key of a run beside its inputs. Replicates of one name have the same luck; where nothing numbers runs they
    /// are independent, whatever their order. Numbers that are equal ("1", "1.0") are one word, and TRUE is True.
    std::optional<Column> replicate, strategy, world, seed, time;
    /// Of a sweep of this program (columns `treatment` and `point`): what its treatments, points and conditions are.
    /// Where there are several points, each point under each condition is a world.
    std::optional<Column> treatment, point, condition;
    std::vector<bool> is_failed;    ///< By column `status`; without one because an output is empty, NA or NaN.
    std::vector<bool> is_missing;   ///< `status` is "missing": planned, but not run yet. Such rows count as failed too.
    std::vector<std::size_t> lines; ///< Of each row in its file.
    std::vector<std::string> notes; ///< What was assumed or left out in reading: sentences for people.
    std::vector<std::string> unused; ///< Columns that vary and have no part in this analysis.

    std::size_t n_failed() const; ///< Without those that are missing.
    std::size_t n_missing() const;
    std::size_t n_absent(std::size_t output) const; ///< Runs that were done and have no such output.
    std::size_t n_replicates() const;               ///< Of the column; 1 without it.
    bool has_points() const { return point && point->levels.size() > 1; }
};

/// The rows of `strategy` with outputs less those of `baseline` under equal inputs, world and replicate, so that what
/// one strategy gains over another can be explained by the inputs; the strategy is no input then. A run without its
/// pair is failed. Both are words of the strategy column.
/// Pairs need a key of their own: two rows of one strategy that share it are problems.
std::optional<Data> gains_of(const Data& data, const std::string& strategy, const std::string& baseline,
                             scenarios::Problems& problems);
/// Some rows; worlds that are in none of them are forgotten.
Data rows_of(const Data& data, const std::vector<std::size_t>& rows);
/// The rows of each condition of a sweep, by its words; without conditions all rows as "all".
std::vector<std::pair<std::string, Data>> by_condition(const Data& data);

/// Columns that `status` and bookkeeping are kept in, here and by other programs ("[run number]", "RunId"); never
/// inputs by default.
bool is_reserved(const std::string& column);

/// Reads a CSV. Everything wrong with form, header, names, cells and keys goes to `problems`:
/// "FILE: column: no column 'x9'; did you mean 'x1'?", "FILE:7: x1: is empty; expected a number",
/// "FILE:8: strategy, replicate: the same run as line 2 (A, 1); expected ...". Rows that are equal in every cell are
/// one.
std::optional<Data> read_data(const std::string& path, const ColumnNames& names, scenarios::Problems& problems);
/// The same of a table in memory.
std::optional<Data> take_data(const scenarios::CsvTable& table, const ColumnNames& names,
                              scenarios::Problems& problems);

/// Runs of one design put together point by point.
struct Points {
    std::vector<std::vector<double>> inputs; ///< [point][input]
    std::vector<std::vector<double>> runs;   ///< [point][replicate], NaN where failed.
    std::vector<bool> was_run;               ///< False: every run of the point is still missing.
    std::vector<std::size_t> lines;          ///< Of the first row of each point in its file.

    std::size_t size() const { return runs.size(); }
    std::vector<double> means() const; ///< Over the replicates that are there; NaN where none is.
    /// Share of the variance of the means that is luck. Luck that all points share in a replicate is none of it, since
    /// it moves all means alike. NaN with one replicate.
    double noise_share() const;
};

/// Points in order. The runs of a treatment of a sweep are one point. Elsewhere the k-th row of every replicate is
/// point k if the inputs say so too; else rows with equal inputs are one point, in order of appearance. Without a
/// replicate column every row is a point.
std::vector<std::size_t> point_of_rows(const Data& data);
/// Do the runs of the replicates follow each other in one order of points? True without a replicate column.
bool are_points_in_order(const Data& data);
Points points_of(const Data& data, std::size_t output);

} // namespace experiments
