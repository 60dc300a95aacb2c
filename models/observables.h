#pragma once
/// \file
/// The words of an outcome and where it is shown: they stand in its row of observables.cpp, beside how it is read.

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

namespace models {

/// Places where an outcome is shown unless something else is asked for; several may be added.
enum ShownIn : unsigned {
    nowhere = 0,
    in_columns = 1, ///< Columns of comparisons
    in_course = 2,  ///< Over the years of a run
    in_pages = 4    ///< Tables of differences in reports
};

/// How an outcome is called. The id, unit, direction of good and definition are those of observables().
struct OutcomeWords {
    std::string_view label;      ///< "gap of low-income pupils to the others"
    std::string_view brief;      ///< "low-income gap", where room is short
    unsigned shown = nowhere;    ///< Sum of ShownIn
    int main_place = 0;          ///< Among the main outcomes, from 1; 0: it is none
    std::string_view group = ""; ///< "Students", "Partnerships", "Money"; that of the list it stands in unless given

    bool is_main() const { return main_place > 0; }
};

/// Words of outcome `o` of observables().
const OutcomeWords& outcome_words(std::size_t o);

/// Groups in the order they are shown in.
inline constexpr std::array<std::string_view, 3> outcome_groups{"Students", "Partnerships", "Money"};

/// Students, equity, cost, health of partnerships: what is looked at first, and what workshops score.
inline constexpr std::size_t n_main_outcomes = 4;
const std::array<std::size_t, n_main_outcomes>& main_outcomes();

/// Outcomes shown in one of the places, in the order of their rows.
std::vector<std::size_t> outcomes_shown(ShownIn place);

} // namespace models
