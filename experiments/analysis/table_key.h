#pragma once
/// \file
/// One run, one row: what tells the runs of a table apart, and rows that nothing tells apart.

#include "experiments/analysis/table.h"

namespace experiments {

/// Judges the key of every row. For analyses of strategies it is (strategy, world, inputs, replicate), of a sweep of
/// this program (treatment, replicate), else (inputs, replicate) unless the rows follow the order of a design. Rows
/// that share it and are equal in every cell are left out but for the first, with a note; others are problems that name
/// both lines and the columns that would tell them apart. Several times of one run are one problem. Also takes seeds
/// for replicates where strategies share them, and names the columns that vary without a part.
void judge_keys(const scenarios::CsvTable& table, const ColumnNames& names, Data& data, scenarios::Problems& problems);

} // namespace experiments
