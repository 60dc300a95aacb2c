#pragma once
/// \file
/// Institutions: schools, districts and colleges. One row each; [N x K] columns are row-major.

#include "models/goal.h"
#include "sim/id.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace models {

enum class InstitutionKind : std::uint8_t { primary, middle, secondary, college, university };
inline constexpr std::size_t n_institution_kinds = 5;
std::string_view name(InstitutionKind kind);

/// Columns of institutions [N].
struct Institutions {
    // Fixed facts.
    std::vector<sim::Key> key;
    std::vector<std::uint32_t> origin; ///< Upper half of the keys of pupils who enter here.
    std::vector<InstitutionKind> kind;
    std::vector<std::int32_t> grade_low;  ///< First grade, kindergarten = 0, college = 13.
    std::vector<std::int32_t> grade_high; ///< Last grade.
    std::vector<sim::Row> feeds;          ///< Where leavers go on to; no_row = out of the region.
    std::vector<double> x, y;             ///< Position [km]; synthetic where the data have none.
    std::vector<double> enrolment;        ///< Places at the start [pupils].
    std::vector<double> low_income_share; ///< At the start [share].
    std::vector<double> language_share;   ///< English learners at the start [share].
    std::vector<double> ses_mean;         ///< Mean SES of pupils [SD of the nation's pupils].
    std::vector<double> ses_slope;        ///< What own background counts here, against the usual slope [SD/SD].
    std::vector<double> usual_absence;    ///< Days a month that its pupils are usually absent [day].
    std::vector<double> base_spending;    ///< Spending a pupil and year before any condition [USD].
    std::vector<double> teachers;         ///< Full-time equivalents.
    // State.
    std::vector<double> spending;              ///< Spending on schooling a pupil and year, this month's rate [USD].
    std::vector<double> school_effect;         ///< q: what this school adds to its pupils' long-run level [SD].
    std::vector<double> practice;              ///< Gain from changed teaching [SD/year].
    std::vector<double> teacher_turnover;      ///< [share/year].
    std::vector<double> hours;                 ///< Coordination hours there are [h/month].
    std::vector<double> hours_needed;          ///< Coordination hours its partnerships ask for [h/month].
    std::vector<double> principal_months;      ///< Tenure of the principal [month].
    std::vector<double> champion_months;       ///< Tenure of whoever carries partnerships; negative = nobody [month].
    std::vector<double> superintendent_months; ///< Tenure [month].
    std::vector<double> goals, goals_start;    ///< [N x goals] shares now and at the start.
    std::vector<double> need, need_start;      ///< [N x goals] what pupils lack most, shares.
    std::vector<double> practice_push;         ///< Practice that running programmes lead to [SD/year].
    std::vector<double> culture;               ///< [N x culture].
    std::vector<double> relational_trust;      ///< Among staff and families [0-1].
    std::vector<double> reputation;            ///< As partners see it [0-1].
    std::vector<double> support;               ///< Of the community [0-1].
    std::vector<double> reported_score;        ///< Mean of the last report card, with error [SD]; NaN before.
    std::vector<double> report_trend;          ///< Smoothed change of it [SD/year].
    std::vector<sim::Row> coalition;           ///< no_row = in none.
    std::vector<double> dependence;            ///< On its largest partner [0-1].
    // Of mechanisms that may be off: empty then, and no part of the digest.
    std::vector<std::uint32_t> county; ///< Number of its county, for one pool of staff and for what neighbours see.
    std::vector<double> own_paid;      ///< Share of what it owes for partnerships that it pays this month.
    std::vector<double> opinion;       ///< [N x programmes] seen success of a programme against all others'.

    std::size_t size() const { return key.size(); }
};

} // namespace models
