#pragma once
/// \file
/// What a report from a store shows beyond outcomes: months, if the sweep kept them, and a few of its runs watched
/// again.

#include "experiments/store/store.h"
#include "report/page.h"

#include <cstdint>
#include <map>

namespace report {

/// Where a treatment's runs are among the report's: cell, and column of its first replicate.
struct Place {
    std::size_t cell = 0, column = 0;
};
using Places = std::map<std::uint64_t, Place>; ///< By treatment.

/// Reads the months that fan charts need; says in the report why there are none.
void add_months(const Store& store, const Places& places, Report& report);

/// Repeats some runs of the first condition, the best strategy's first, from the inputs that the store holds, and
/// follows their agreements. A run counts only if its final world has the digest that the store holds. Says in the
/// report why there are none. Needs report.table.
void add_records(const Store& store, const Places& places, Report& report);

} // namespace report
