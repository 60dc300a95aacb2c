#pragma once
/// \file
/// How complete a store is against the plan of its experiment: whole, and cell by cell. Status, report and every
/// analysis of a store say it from here.

#include "experiments/sweep/plan.h"
#include "scenarios/json.h"

namespace experiments {

/// Runs of a strategy under a condition, over all points of the design.
struct CellCount {
    std::string strategy, condition;
    std::uint64_t planned = 0, done = 0, failed = 0; ///< Failed: also over the limit.
    std::uint64_t missing() const { return planned - done - failed; }
};

struct Completeness {
    std::uint64_t planned = 0, done = 0, failed = 0;
    std::vector<CellCount> cells; ///< In order of the experiment: conditions, in each the strategies.

    std::uint64_t missing() const { return planned - done - failed; }
    /// The cell, or nullptr.
    const CellCount* cell(std::string_view strategy, std::string_view condition) const;
    /// Does the cell lack runs that are planned? A cell that is short is not ranked.
    bool is_short(std::string_view strategy, std::string_view condition) const;
    /// "1365 of 2048 runs"
    std::string text() const;
    /// The cells that are short: "go-it-alone under calm 12 of 32, ..."; at most `n` of them, then how many more.
    std::string short_cells(std::size_t n = 6) const;
    /// "1365 of 2048 runs are done, 683 are missing, 0 failed; short: equity-first under calm 12 of 32, ...". Empty
    /// when nothing is missing.
    std::string missing_words() const;
    /// {"planned", "done", "failed", "missing"}
    scenarios::Json json() const;
};

/// Counts what is stored and what is planned (all, or one shard). With `until` what is planned follows from the
/// outcomes so far. Throws as Store does.
Completeness completeness_of(const Store& store, Shard shard = {});

} // namespace experiments
