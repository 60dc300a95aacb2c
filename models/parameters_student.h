#pragma once
/// \file
/// Fields of how students learn, attend and leave, and of what money does; their rows with default, range and evidence
/// stand in parameters_student.cpp.

#include "sim/parameter.h"

namespace models {

using sim::unset;

/// What students are and how they learn.
struct StudentParameters {
    double ses_within_sd = unset;     ///< Spread of family background within a school [SD]
    double low_income_cut = unset;    ///< Family background below which a pupil counts as low-income [SD]
    double lunch_slope = unset;       ///< Mean background of a school against what its lunch share alone says [SD/SD]
    double within_slope = unset;      ///< Ability gained with each SD of own family background, within a school [SD/SD]
    double slope_sd = unset;          ///< Spread between schools of that slope [SD/SD]
    double context_slope = unset;     ///< Extra ability with each SD of the school's mean background [SD/SD]
    double language_gap = unset;      ///< Long-run level of English learners against others of the same background [SD]
    double school_sd = unset;         ///< Spread of school effects not due to intake [SD]
    double talent_sd = unset;         ///< Stable differences between pupils of one background [SD]
    double drift_sd = unset;          ///< Spread of passing ups and downs of ability [SD]
    double memory_year = unset;       ///< Share of an up or down that is left after a school year [share]
    double school_drift_sd = unset;   ///< Yearly random change of a school's effect [SD/year]
    double lasting_share = unset;     ///< Part of a programme's gain that lasts [share]
    double boost_memory_year = unset; ///< Share of the passing part of a gain left a year later [share]
    double test_reliability = unset;  ///< Share of a test score's variance that is ability [share]
    double share_inside = unset;      ///< How far from 0 and 1 a school's low-income share is kept [share]
    double school_memory = unset;     ///< Share of a school's effect left after a year; 1 = it walks at random [share]
    double class_sd = unset;          ///< Spread of what a class's year adds, by its teacher and mix [SD]
    double class_size = unset;        ///< Pupils of one class; a grade's classes share its luck out [students]
    double early_error = unset;       ///< Reliability that tests lack in kindergarten [share]
    double early_grades = unset;      ///< Grade from which tests are as reliable as ever [grade]
    double stock_limit = unset;       ///< How fast what lasts already crowds out more of its kind [ratio]
    double turnover_effect = unset;   ///< Effect of losing all teachers in a year, against losing none [SD/year]
};

/// How engaged pupils are.
struct EngagementParameters {
    double mean = unset;        ///< Usual engagement of a pupil of average background [index]
    double sd = unset;          ///< Spread of engagement [index]
    double memory_year = unset; ///< Share of a departure left after a school year [share]
    double ses_slope = unset;   ///< Engagement gained with each SD of background [index/SD]
};

/// Days absent and what they cost.
struct AbsenceParameters {
    double rate = unset;           ///< Share of days absent at the usual engagement [share]
    double slope = unset;          ///< Fall of log absence with engagement [log/index]
    double effect = unset;         ///< Ability lost with each day absent [SD/day]
    double chronic_share = unset;  ///< Share of days from which absence is called chronic [share]
    double days_per_month = unset; ///< School days in a teaching month [day/month]
    double most = unset;           ///< Most of its days that a pupil is absent [share]
    double avoided_most = unset;   ///< Most of its participants' absence that a partnership avoids [share]
};

/// Leaving school early.
struct DropoutParameters {
    double rate = unset;       ///< Yearly chance that an average secondary pupil drops out [1/year]
    double engagement = unset; ///< Fall of the log-hazard with engagement [log/index]
    double ability = unset;    ///< Fall of the log-hazard with ability [log/SD]
    double ses = unset;        ///< Fall of the log-hazard with background [log/SD]
    double readiness = unset;  ///< Fall of the log-hazard with career readiness [log/SD]
};

/// Going to college and leaving it.
struct CollegeParameters {
    double base = unset;               ///< Log-odds that an average graduate enters college [logit]
    double ability = unset;            ///< Rise of the log-odds with ability [logit/SD]
    double ses = unset;                ///< Rise of the log-odds with background [logit/SD]
    double readiness = unset;          ///< Rise of the log-odds with career readiness [logit/SD]
    double local_share = unset;        ///< Share of college entrants who go to the region's own college [share]
    double dropout_rate = unset;       ///< Yearly chance that an average college student leaves [1/year]
    double transfer_base = unset;      ///< Log-odds that an average student goes on to a bachelor's degree [logit]
    double transfer_ability = unset;   ///< Rise of those with ability [logit/SD]
    double transfer_ses = unset;       ///< Rise of those with background [logit/SD]
    double transfer_agreement = unset; ///< Rise of those from no to a faithful agreement with a university [logit]
};

/// What money does to learning, in which dollars, and what things given are worth.
struct MoneyParameters {
    double learning = unset;         ///< Ability gained a year with $1,000 (2018) more a pupil [SD/year]
    double readiness = unset;        ///< Career readiness gained a year with $1,000 (2018) more a pupil [SD/year]
    double readiness_grade = unset;  ///< First grade in which money adds to career readiness [grade]
    double low_income_ratio = unset; ///< Effect of money on low-income pupils against that on others [ratio]
    double own_cut = unset;        ///< Fall of what a school pays for partnerships against a fall of its means [ratio]
    double dollars_2018 = unset;   ///< 2018 dollars for one dollar of the data's year [USD/USD]
    double benefit_cap = unset;    ///< Rise or fall of spending a pupil (2018) beyond which effects stop growing [USD]
    double hourly_wage = unset;    ///< Cost of an hour of paid staff [USD/h]
    double volunteer_hour = unset; ///< Value of a volunteer's hour in costs in kind [USD/h]
    double place_value = unset;    ///< Value of a placement, a place or a technology seat in costs in kind [USD/month]
    double public_rise = unset;    ///< Public money added to schooling, 2018 dollars [USD/student/year]
    double rise_start = unset;     ///< Month in which added public money begins [month]
    double rise_months = unset;    ///< Months for which public money is added [month]
};

} // namespace models
