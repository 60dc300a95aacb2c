#pragma once
/// \file
/// The students' kernels: plain structs in, loops over columns, sums out. Compiled once an instruction set, so this
/// header holds only data. Rows come in groups of `sim::lanes`. Draws are made for a chunk of rows, which stays in the
/// first-level cache, and passes over it do the rest, a vector of pupils at a time.

#include "models/exposure.h"
#include "sim/simd.h"

#include <cstddef>
#include <cstdint>

namespace models {

/// Pointers to the first row of a school's (or one cohort's) columns. `rows` is a multiple of sim::lanes.
struct CohortColumns {
    float *ability, *boost, *anchor, *engagement, *readiness, *absent;
    const float* ses;
    std::uint32_t* flags;
    const std::uint32_t *serial, *origin;
    std::uint16_t* taken;
    std::size_t rows;
    float *lessons = nullptr, *teaching = nullptr; ///< Stocks of lasting gains, if these are limited
};

/// One teaching month of one school: theta moves by `pull` towards target + anchor, and so on
/// (processes/students_learn.cpp).
struct MonthRates {
    sim::Luck luck;
    std::uint32_t step, decision;
    sim::FillDraws fill;
    float pull, target, drift;            ///< theta: share of the way a month, school part [SD], noise [SD]
    float lasting, transient, boost_keep; ///< For every pupil here; share of b kept
    float engagement_pull, engagement_target, engagement_ses, engagement_drift;
    float absence_log, absence_slope, days, absence_effect, absence_usual; ///< log share absent at e = 0; [days]
    float absence_most;                                                    ///< Largest share of days absent
    const Exposure* exposures;
    std::size_t n_exposures;
    float hazard_engagement, hazard_ability, hazard_ses, hazard_readiness;
    float low_lasting;        ///< More for low-income pupils [SD]
    float taught, stock_pull; ///< Of a limited stock: offered by better teaching [SD]; crowded out, a stock [share]
    bool has_more;            ///< Some of the last three acts
};

/// What a cohort has of its own.
struct CohortRates {
    float readiness; ///< For every pupil in it [SD/month]
    bool can_leave;  ///< Old enough to drop out
    float hazard_log;
    float lasting = 0, transient = 0; ///< Of its classes' year, for every pupil in it [SD/month]
};

/// Which rows are whose: cohort k has the next `rows[k]` rows, a multiple of sim::lanes and not 0; all together they
/// are those of the columns. So draws are made for long chunks while each cohort keeps sums of its own.
struct CohortRows {
    const std::uint32_t* rows; ///< [n]
    std::size_t n;
};

/// Sums over enrolled pupils of a cohort after the month; float lanes added by a fixed tree.
struct MonthSums {
    float students, score, score_square, low_students, low_score, absent_days, dropouts, low_dropouts;
};
using StudentMonth = void (*)(const CohortColumns& columns, const CohortRows& cohorts, const MonthRates& rates,
                              const CohortRates* own, MonthSums* sums); ///< own, sums [cohorts]
StudentMonth student_month(sim::Isa isa);

/// A report card: test = theta + b + error; who was chronically absent; the tails.
struct ReportRates {
    sim::Luck luck;
    std::uint32_t step, decision;
    sim::FillDraws fill;
    float error_sd;                  ///< [SD]
    float chronic_days;              ///< Absent at least so many days = chronically absent
    float ses_rich, ses_poor;        ///< 90th and 10th percentile of SES
    const float* error_of = nullptr; ///< [cohorts] instead of error_sd, where grades differ
};
struct ReportSums {
    float students, test, chronic, low_chronic, rich, rich_score, poor, poor_score, far_below, served, low_served;
};
using StudentReport = void (*)(const CohortColumns& columns, const CohortRows& cohorts, const ReportRates& rates,
                               ReportSums* sums); ///< [cohorts]
StudentReport student_report(sim::Isa isa);

/// Signing up for a programme: a pupil is in it when u < share x tilt of its group; u stays the same within a school
/// year, so a larger share only adds pupils.
struct JoinRates {
    sim::Luck luck;
    std::uint32_t step, decision;
    sim::FillDraws fill;
    std::uint32_t bit;
    float chance, low_chance; ///< Of other and of low-income pupils [probability]
};
struct JoinSums {
    float students, joined;
};
using StudentJoins = JoinSums (*)(const CohortColumns& columns, const JoinRates& rates);
StudentJoins student_joins(sim::Isa isa);

} // namespace models
