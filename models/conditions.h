#pragma once
/// \file
/// Conditions: what befalls leaders. Each has a strength from 0 (calm, bit for bit) to 1; strengths may be combined.
/// A condition is an entry of the enumeration and a row of the table below it, which says when it begins, how it goes
/// on from there, which parameters it has and what is known of it; what it does to the region stands in
/// processes/strike_conditions.cpp. How deep, when and for how long at strength 1 are parameters.

#include "models/parameters_environment.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace models {

enum class Condition {
    calm,
    misaligned_goals,
    hidden_goals,
    unequal_power,
    funding_cut,
    recession,
    leadership_churn,
    culture_clash,
    heavy_regulation,
    partner_exit,
    absence_shock,
    all_at_once ///< The last one: every other at this strength, each in its own time.
};
inline constexpr std::size_t n_conditions = static_cast<std::size_t>(Condition::all_at_once) + 1;

/// When a condition begins by itself.
enum class Begins {
    set_up,    ///< With the region: it shapes month 0 alone, so it cannot be struck later.
    first_day, ///< In month 0.
    start      ///< In the month of the parameter condition.start.
};

/// Share of its strength that is felt so many months after a condition began [0-1]; asked from that month on.
using Course = double (*)(double months, const ConditionParameters& p);

/// 1 for `length` months, then a straight way back to 0.
inline double and_back(double months, double length, double recovery) {
    return std::clamp(1.0 - (months - length + 1.0) / recovery, 0.0, 1.0);
}
inline double for_good(double, const ConditionParameters&) { return 1.0; }
inline double for_years(double months, const ConditionParameters& p) { return and_back(months, p.length, p.recovery); }
inline double for_the_absence(double months, const ConditionParameters& p) {
    return and_back(months, p.absence_months, p.recovery);
}

/// Where a condition is met that nobody asked for.
enum class Shown { when_asked, in_reports, always };

/// One condition.
struct ConditionInfo {
    Condition condition;
    std::string_view id;
    std::string_view name; ///< "a funding cut", as used in sentences: "under ..."
    std::string_view summary;
    Begins begins;
    Course course;
    Shown shown;
    std::string_view button;     ///< Label where people strike it at once; "" = it has none
    std::string_view parameters; ///< Ids, * for any characters, parted by spaces: how deep, when, how long
    std::string_view findings;   ///< Evidence ids parted by spaces: what is known of its depth

    bool passes() const { return course != for_good; } ///< Does it ease by itself?
};

inline constexpr std::array<ConditionInfo, n_conditions> condition_infos{{
    {Condition::calm, "calm", "calm", "nothing befalls the region", Begins::first_day, for_good, Shown::always, "", "",
     ""},
    {Condition::misaligned_goals, "misaligned-goals", "misaligned goals",
     "partners want other things than schools need", Begins::set_up, for_good, Shown::always, "",
     "condition.goal-dispersion", "D-GOAL"},
    {Condition::hidden_goals, "hidden-goals", "hidden goals",
     "partners want other things than schools need, and it does not show until work begins", Begins::first_day,
     for_good, Shown::when_asked, "", "condition.goal-dispersion condition.hidden-share", "D-GOAL D-WILDER"},
    {Condition::unequal_power, "unequal-power", "unequal power",
     "a few partners hold most of the means and schools have few others to turn to", Begins::set_up, for_good,
     Shown::always, "", "condition.power-*", "D-EMERSON D-DEP-ASYM D-DEP-JOINT"},
    {Condition::funding_cut, "funding-cut", "a funding cut",
     "public money falls for years, poor schools a little more, then recovers", Begins::start, for_years, Shown::always,
     "Funding cut", "condition.start condition.length condition.recovery condition.cut-*", "M-JM-TEST M-JJP-GRAD"},
    {Condition::recession, "recession", "a recession", "public money, donors and jobs fall together", Begins::start,
     for_years, Shown::in_reports, "Recession",
     "condition.start condition.length condition.recovery condition.recession-*", "M-GIV-REC M-MULTI-REC"},
    {Condition::leadership_churn, "leadership-churn", "leadership churn",
     "principals, superintendents and teachers leave far more often", Begins::start, for_good, Shown::in_reports, "",
     "condition.start condition.churn-factor", "D-SUPT D-PRIN S-TEACH-TURN"},
    {Condition::culture_clash, "culture-clash", "a culture clash",
     "organisations' ways of working lie further apart and matter more", Begins::first_day, for_good, Shown::when_asked,
     "", "condition.culture-factor", "D-GOAL D-IJV-R2"},
    {Condition::heavy_regulation, "heavy-regulation", "heavy regulation", "agreements need many legal steps",
     Begins::first_day, for_good, Shown::when_asked, "", "condition.regulation-factor", ""},
    {Condition::partner_exit, "partner-exit", "the exit of large partners", "the largest partners leave the region",
     Begins::start, for_good, Shown::when_asked, "Partners exit", "condition.start condition.exit-share", "D-ALL-5Y"},
    {Condition::absence_shock, "absence-shock", "an absence shock", "pupils stay away, as in a pandemic", Begins::start,
     for_the_absence, Shown::when_asked, "Pupils stay away", "condition.start condition.recovery condition.absence-*",
     "S-CA-POST S-COVID"},
    {Condition::all_at_once, "all-at-once", "all of these at once", "every condition strikes together", Begins::start,
     for_good, Shown::when_asked, "", "condition.*", ""},
}};

/// Row of a condition.
inline constexpr const ConditionInfo& info_of(Condition condition) {
    return condition_infos[static_cast<std::size_t>(condition)];
}

/// Strengths by condition [0-1]; calm has none.
struct Conditions {
    std::array<double, n_conditions> strength{};

    /// Strength in force: the condition's own or that of all-at-once, whichever is greater.
    double of(Condition condition) const;
};

/// What is felt of a condition in one month.
struct Felt {
    double strength = 0;   ///< [0-1]
    double course = 0;     ///< Share of it that is felt [0-1]
    bool is_first = false; ///< The month in which it begins
};
using FeltConditions = std::array<Felt, n_conditions>;

/// Month in which a condition begins by itself [month].
double own_start(Condition condition, const ConditionParameters& parameters);

/// What is felt in `month` of a condition that began at `began`.
Felt felt(Condition condition, double strength, double began, std::uint32_t month,
          const ConditionParameters& parameters);

/// What is felt of every condition where each begins by itself.
FeltConditions felt(const Conditions& conditions, std::uint32_t month, const ConditionParameters& parameters);

/// Index of a condition's id, or -1.
int condition_index(std::string_view id);

} // namespace models
