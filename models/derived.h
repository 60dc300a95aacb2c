#pragma once
/// \file
/// Small quantities that several processes derive from a world's columns. Pure functions.

#include "models/world.h"
#include "sim/schedule.h"

#include <span>

namespace models {

inline constexpr std::uint32_t teaching_months = 10; ///< September to June.
constexpr std::uint32_t month_of_year(std::uint32_t month) { return month % sim::months_per_year; } ///< 0 = September.
constexpr bool is_teaching(std::uint32_t month) { return month_of_year(month) < teaching_months; }

/// Months since the strategies began; below 0 while the world is run in.
inline double run_month(const World& w, std::uint32_t month) {
    return static_cast<double>(month) - static_cast<double>(w.begins);
}
inline bool is_run_in(const World& w) { return w.begins == not_begun; }

/// The goals (or needs, cultures) of one row of an [n x width] column.
template <std::size_t width, class T>
std::span<T, width> row_of(std::vector<T>& column, std::size_t row) {
    return std::span<T, width>(column.data() + row * width, width);
}
template <std::size_t width, class T>
std::span<const T, width> row_of(const std::vector<T>& column, std::size_t row) {
    return std::span<const T, width>(column.data() + row * width, width);
}

/// 1 - half the sum of absolute differences of two vectors of shares: 1 = the same, 0 = nothing in common.
double overlap(std::span<const double, n_goals> a, std::span<const double, n_goals> b);

/// How far programme `g` serves the needs of institution `i`, against the best programme there is [0-1].
double relevance(const World& world, std::size_t i, std::size_t g);

/// Distance of two cultures, with the weight a condition gives it [0-1].
double culture_distance(const World& world, std::size_t institution, std::size_t partner);

/// Mean of PARTNER's three trust scores by their weights, as the school (the partner) sees the other [0-1].
double school_trust(const World& world, std::size_t m);
double partner_trust(const World& world, std::size_t m);
double mutual_trust(const World& world, std::size_t m); ///< Mean of both

/// Mean of PARTNER's three value scores by their weights: what the partnership is worth to the school (the partner)
/// [0-1].
double school_value(const World& world, std::size_t m);
double partner_value(const World& world, std::size_t m);

/// Grades that programme `g` serves in this world: the programme's own, or wider where a user's data say so.
struct GradeSpan {
    int low = 0, high = 0;
};
GradeSpan grades_served(const World& world, std::size_t g);

/// Row of partnership `m` among the given ties, or -1.
std::ptrdiff_t given_tie(const World& world, std::size_t m);

/// How much of a full programme partnership `m` is: hours and load follow it; 1 unless it was given as less [share].
double intensity(const World& world, std::size_t m);

/// Logarithm of the monthly hazard at engagement 0 that gives an average pupil the yearly chance.
double log_hazard(const Parameters& p, double yearly);

/// Pupils enrolled in institution `i` in grades that programme `g` serves [students].
double eligible(const World& world, std::size_t i, std::size_t g);

/// Largest group that means [R] a month can serve at full dose; funds may hire staff that lacks [students].
/// `own_cash` = share of the cash need that the school itself pays.
double affordable(const Parameters& p, std::size_t programme, std::span<const double, n_resources> means,
                  double own_cash);

/// Other partners that could run programme `g` for institution `i`: known to it, present, equipped, with means for the
/// smallest group [count].
double alternatives(const World& world, std::size_t i, std::size_t g);

/// How near partner `k` is to institution `i`: 1 at its door, half at seek.distance; region-wide ones are near enough
/// [0-1].
double nearness(const World& world, std::size_t i, std::size_t k);

/// Share of a programme's cash that the school of partnership `m` brings: the lever's, moved by who decides [share].
double own_cash_share(const World& world, std::size_t m);

/// Share of what institution `i` owes for its partnerships that it pays this month [share].
double own_paid(const World& world, std::size_t i);

/// Seen success of programme `g` against others' in the eyes of institution `i`'s leaders; 0 where nobody learns.
double opinion(const World& world, std::size_t i, std::size_t g);

/// What of a partnership's misalignment the school does not know yet [0-1]; `comes_out` = it is found out in this term.
struct Secret {
    double hidden = 0;
    bool comes_out = false;
};
Secret secret_of(const World& world, const sim::Luck& luck, std::size_t m);

/// Recomputes known_by after candidates changed.
void index_candidates(World& world);

/// How far a school's and a partner's alternatives differ [0-1].
double inequality(double school_alternatives, double partner_alternatives);

/// Value of means [R] in dollars of the data's year a month: cash, hours at wage, places and seats at cost.
double value_of(const Parameters& p, std::span<const double, n_resources> means);

/// Dependence of schools on partners and of partners on schools (Emerson 1962): share of the support, over the
/// alternatives; 0 where there is no agreement in force.
struct Dependence {
    std::vector<double> of_school, of_partner; ///< [M]
};
Dependence dependence(const World& world);
Dependence dependence(const World& world, const struct BothTies& active); ///< If active_ties are at hand.

/// Mean share of a year's passing gains that is still there in June when they come month by month: published effects
/// are those measured at a programme's end, so monthly rates are divided by it.
double still_there_in_june(const StudentParameters& p);

/// How much of what a programme could do reaches the pupils of partnership `m`: rises over the fidelity threshold,
/// saturates in dose [ratio].
double reach(const World& world, std::size_t m);

/// Recomputes partnership_begin after rows came or went.
void index_partnerships(World& world);

/// Removes rows marked in `reason` (n_end_reasons = stays), counts them, frees pledges, clears pupils' bits.
void remove_partnerships(World& world, const std::vector<std::uint8_t>& reason);

/// Pointers to a cohort's columns for the students' kernels.
struct CohortColumns cohort_columns(World& world, std::size_t cohort);
/// The same for all rows of an institution, whose cohorts lie one after the other, and how they divide them.
struct CohortColumns school_columns(World& world, std::size_t institution);
struct CohortRows cohort_rows(const World& world, std::size_t institution);

/// Is the school's coalition alive and its backbone funded? Share of its cost met, 0 without one.
double backbone_strength(const World& world, std::size_t institution);
double measurement_strength(const World& world, std::size_t institution);

} // namespace models
