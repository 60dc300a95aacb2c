#pragma once
/// \file
/// Fields of trust, renewal, practice and community; their rows with default, range and evidence
/// stand in parameters_relation.cpp.

#include "sim/parameter.h"

namespace models {

using sim::unset;

/// Trust between a school and a partner.
struct TrustParameters {
    double gain = unset;               ///< Speed at which trust rises towards what is experienced [1/term]
    double loss_ratio = unset;         ///< Speed of losing trust against winning it [ratio]
    double unfairness = unset;         ///< Openness lost when one side decides alone [index]
    double start = unset;              ///< Trust between strangers of average reputation [index]
    double chemistry = unset;          ///< Spread of trust that comes from whether people get on [index/SD]
    double reliability_weight = unset; ///< Weight of kept promises in trust [weight]
    double mission_weight = unset;     ///< Weight of shared goals in trust [weight]
    double openness_weight = unset;    ///< Weight of open decisions in trust [weight]
    double reputation_weight = unset;  ///< Weight of the other's reputation in trust at the start [share]
    double concealment = unset;   ///< Part of the goals hidden in talks that stays hidden after the signature [share]
    double find_out = unset;      ///< Chance that hidden goals come out [1/term]
    double breach = unset;        ///< Fall of trust in shared goals against what was hidden, when it comes out [ratio]
    double even_openness = unset; ///< Openness felt behind closed doors when both sides decide alike [index]
};

/// What a partnership is worth to its two sides.
struct ValueParameters {
    double half = unset;       ///< Support a pupil served at which a partnership's resources count half [USD/month]
    double group_half = unset; ///< Pupils served at which a partner's reach counts half [students]
    double influence_weight = unset;   ///< Weight of influence in what a partnership is worth [weight]
    double involvement_weight = unset; ///< Weight of involvement in what a partnership is worth [weight]
    double resources_weight = unset;   ///< Weight of resources in what a partnership is worth [weight]
    double usual_fit = unset;          ///< Fit at which a school values support in full [share]
    double unaligned = unset;          ///< What reach is worth to a partner with wholly other goals [share]
};

/// Log-odds of renewing an agreement.
struct RenewalParameters {
    double base = unset;             ///< Log-odds that a side renews when nothing speaks for or against [logit]
    double value = unset;            ///< Weight of the value got [logit]
    double trust = unset;            ///< Weight of trust [logit]
    double overload = unset;         ///< Weight of missing coordination hours [logit]
    double champion = unset;         ///< Weight of a champion in post [logit]
    double support = unset;          ///< Weight of community support [logit]
    double alternatives = unset;     ///< Weight of having other partners to turn to [logit]
    double partner_others = unset;   ///< How far a partner has other schools to turn to [share]
    double donors = unset;           ///< Weight of a fall in a partner's means [logit]
    double evaluation = unset;       ///< Weight of an evaluated success or failure [logit]
    double evaluation_slope = unset; ///< How quickly an evaluation turns with fidelity [1/share]
};

/// Partnerships that break within their term.
struct CrisisParameters {
    double rate = unset;        ///< Chance that a sound partnership falls into crisis [1/term]
    double trust = unset;       ///< Rise of that chance from full to no trust [log]
    double champion = unset;    ///< Rise without a champion [log]
    double overload = unset;    ///< Rise when coordination hours are missing [log]
    double delivery = unset;    ///< Rise when nothing promised is delivered [log]
    double breach = unset;      ///< Rise in the term in which wholly other goals come out [log]
    double age_peak = unset;    ///< Age at which the chance peaks [month]
    double ageless = unset;     ///< Part of the chance that does not follow age [share]
    double blame_trust = unset; ///< Weight of lost trust as the reason of an ending [ratio]
};

/// How teaching takes up new practice.
struct PracticeParameters {
    double adopt = unset;  ///< Speed at which teachers take up new practice [1/year]
    double fade = unset;   ///< Speed at which practice is lost without support [1/year]
    double spread = unset; ///< Speed of catching up with better practice of schools tied to the same partners [1/year]
};

/// How schools differ at the start.
struct SchoolParameters {
    double spread_sd = unset;          ///< Spread of schools' trust, reputation and support at the start [index]
    double index_least = unset;        ///< Least trust, reputation and support at the start; 1 less it the most [index]
    double pupils_per_teacher = unset; ///< Pupils for each teacher of a synthetic school [students/teacher]
    double places_ratio = unset;       ///< Places for arrivals against their usual number [ratio]
    double places_more = unset;        ///< Places for arrivals beyond that [students]
    double goal_sd = unset;            ///< Spread of schools' goals around their pupils' needs [log]
};

/// Reputation of schools and partners.
struct ReputationParameters {
    double start = unset;  ///< Usual reputation of schools and partners [index]
    double adjust = unset; ///< Speed at which reputation follows results and kept promises [1/term]
};

/// Community support of a school.
struct SupportParameters {
    double start = unset;  ///< Usual community support [index]
    double adjust = unset; ///< Speed at which support follows its causes [1/term]
    double trend = unset;  ///< Support gained with each SD a year of rising results [1/SD]
    double served = unset; ///< Support gained when all pupils are in programmes [index]
    double cut = unset;    ///< Support lost when all public money is cut [index]
};

/// Trust within a school.
struct SchoolTrustParameters {
    double start = unset;          ///< Usual trust within a school [index]
    double adjust = unset;         ///< Speed at which trust within a school follows its causes [1/term]
    double tenure = unset;         ///< Trust gained by a principal who has stayed for years [index]
    double openness = unset;       ///< Trust gained by open decisions [index]
    double usual_standing = unset; ///< Standing of a principal that leaves trust where it is [index]
    double usual_openness = unset; ///< Openness of decisions that leaves trust where it is [index]
    double tenure_half = unset;    ///< Tenure at which half of a principal's standing is reached [month]
};

/// When a need counts as usual.
struct NeedParameters {
    double usual_far_below = unset;    ///< Share of pupils far below at which learning needs are usual [share]
    double usual_chronic = unset;      ///< Chronic absence at which attendance needs are usual [share]
    double range = unset;              ///< Most that an indicator may raise or lower a need [ratio]
    double learning = unset;           ///< Need of learning before any report card [weight]
    double attendance = unset;         ///< Need of attendance where no pupil is poor [weight]
    double attendance_poverty = unset; ///< Rise of it to where all pupils are poor [weight]
    double equity = unset;             ///< Need of equity where no pupil is poor [weight]
    double equity_poverty = unset;     ///< Rise of it to where all pupils are poor [weight]
    double upper = unset;              ///< Need of careers and of college, each, in upper schools [weight]
    double lower = unset;              ///< The same in all other schools [weight]
    double upper_grade = unset;        ///< Last grade from which a school counts as upper [grade]
};

/// What leaders believe of their results.
struct TrendParameters {
    double adjust = unset; ///< Speed at which the perceived trend follows report cards [1/term]
};

} // namespace models
