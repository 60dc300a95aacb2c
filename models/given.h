#pragma once
/// \file
/// What a user's data fix for a whole run beyond the model's own columns: empty where nothing of the kind is given, and
/// then no part of the digest.

#include "sim/id.h"

#include <cstdint>
#include <vector>

namespace models {

/// Who pays for a tie, and so can cut it.
enum class Payer : std::uint8_t { partner, taxpayer, donors };

/// Given facts. Columns of institutions [N] are empty unless some school gives the fact.
struct Given {
    std::vector<double> dropout_shift;       ///< Of the log-hazard of leaving, so that the school's own rate comes out
    std::vector<double> absence_shift;       ///< Of the log of the share of days absent
    std::vector<double> college_shift;       ///< Of the log-odds of college entry
    std::vector<std::uint64_t> choice_begin; ///< [N + 1] or empty: schools that leavers choose among
    std::vector<sim::Row> choice;
    std::vector<double> choice_share; ///< Of a school's leavers; sums to 1 over its choices
    std::vector<sim::Key> tie;        ///< Keys of given ties, sorted
    std::vector<double> tie_share;    ///< Of a full programme
    std::vector<Payer> tie_payer;
    std::vector<std::int32_t> after_school_high; ///< Last grade of after-school programmes if it is not the usual one
};

/// Calls f(name, column) for each column.
template <class T, class F>
void for_each_given(T& g, F&& f) {
    f("given.dropout_shift", g.dropout_shift), f("given.absence_shift", g.absence_shift);
    f("given.college_shift", g.college_shift), f("given.choice_at", g.choice_begin), f("given.choice", g.choice);
    f("given.choice_share", g.choice_share), f("given.tie", g.tie), f("given.tie_share", g.tie_share);
    f("given.tie_payer", g.tie_payer), f("given.after_school_high", g.after_school_high);
}

} // namespace models
