#pragma once
/// \file
/// Every number of the model. A parameter is a field here and a row in parameters_*.cpp or programmes.cpp with default,
/// unit, range and evidence; no number lives in a process. Money is in dollars of the data's year unless a name says
/// 2018.

#include "models/partner.h"
#include "models/programme.h"
#include "sim/parameter.h"

#include <array>

namespace models {

using sim::unset;

/// How students learn, attend, leave (process 8) and enter (initialisation, process 14).
struct StudentParameters {
    double ses_within_sd = unset, low_income_cut = unset, lunch_slope = unset;
    double within_slope = unset, context_slope = unset, language_gap = unset;
    double slope_sd = unset, school_sd = unset, talent_sd = unset, drift_sd = unset, memory_year = unset;
    double school_drift_sd = unset;
    double lasting_share = unset, boost_memory_year = unset;
    double engagement_mean = unset, engagement_sd = unset, engagement_memory_year = unset, engagement_ses = unset;
    double absence_rate = unset, absence_slope = unset, absence_effect = unset, chronic_share = unset;
    double days_per_month = unset;
    double dropout_rate = unset, dropout_engagement = unset, dropout_ability = unset, dropout_ses = unset,
           dropout_readiness = unset;
    double college_base = unset, college_ability = unset, college_ses = unset, college_readiness = unset,
           college_local = unset, college_dropout_rate = unset;
    double test_reliability = unset;
    double turnover_effect = unset;
};

/// What money does to learning, and in which dollars.
struct MoneyParameters {
    double learning_per_1000 = unset, readiness_per_1000 = unset, dollars_2018 = unset, benefit_cap = unset;
    double hourly_wage = unset, volunteer_hour = unset, place_value = unset;
    double public_rise = unset, rise_start = unset, rise_months = unset;
};

/// Turnover of leaders and teachers (process 2), champions.
struct LeaderParameters {
    double principal_rate = unset, superintendent_rate = unset, teacher_rate = unset;
    double champion_start = unset, champion_rate = unset, champion_with_leader = unset, trust_loss = unset,
           teacher_adjust = unset, teacher_trust = unset;
};

/// Looking for partners (process 3).
struct SeekParameters {
    double near_candidates = unset, regional_candidates = unset, awareness = unset, error_sd = unset, masking = unset,
           distance_km = unset, proposals = unset, group_min = unset, partner_alignment = unset,
           partner_reputation = unset, partner_size = unset, taste_sd = unset, room = unset, size_power = unset;
};

/// From first talks to an agreement (process 4).
struct NegotiateParameters {
    double pace = unset, misalignment = unset, culture = unset, regulation = unset, inequality = unset,
           formality = unset, fail_rate = unset, fail_misalignment = unset, fail_culture = unset,
           fail_inequality = unset, fail_regulation = unset, hours = unset, common_ground = unset,
           common_ground_max = unset, thin_dose = unset, partner_part_max = unset;
};

/// Power and goals (process 5).
struct PowerParameters {
    double by_dependence = unset;
    double alternatives = unset, school_led_weight = unset, susceptibility = unset, half_tie = unset,
           backbone_rule = unset;
};

/// Money and hours (process 6).
struct AllocateParameters {
    double delivery_sd = unset, formality_steadies = unset, savings_months = unset, reserve_target = unset,
           admin_hours = unset, admin_hours_per_1000 = unset, support_hours = unset, cut_first = unset;
};

/// What is done with pupils and how well (process 7).
struct DeliverParameters {
    double phi_start = unset, phi_base = unset, phi_trust = unset, phi_alignment = unset, phi_hours = unset,
           phi_champion = unset, phi_clarity = unset, phi_clarity_trust = unset, phi_culture = unset,
           phi_caseload = unset, phi_evaluation = unset, phi_support = unset, phi_school_trust = unset,
           phi_adjust = unset;
    double threshold = unset, staff_pool = unset, steepness = unset, poor_ratio = unset;
    double pair_hours = unset, decision_hours = unset, backbone_relief = unset, measurement_relief = unset,
           saturation = unset, relation_sd = unset, fit_power = unset, staff_quality_sd = unset;
};

/// Report cards, trust, renewal, practice, community (processes 9 to 13).
struct RelationParameters {
    double chemistry = unset, trust_gain = unset, loss_ratio = unset, unfairness = unset, trust_start = unset;
    double value_half = unset, group_half = unset;
    double renew_base = unset, renew_value = unset, renew_trust = unset, renew_overload = unset, renew_champion = unset,
           renew_support = unset, renew_alternatives = unset, renew_donors = unset, renew_evaluation = unset;
    double crisis_rate = unset, crisis_trust = unset, crisis_champion = unset, crisis_overload = unset,
           crisis_delivery = unset, crisis_age_peak = unset;
};
struct PracticeParameters {
    double adopt_year = unset, fade_year = unset, spread_year = unset;
};
struct CommunityParameters {
    double spread_sd = unset, reputation_start = unset;
    double support_start = unset, support_adjust = unset, support_trend = unset, support_served = unset,
           support_cut = unset, trust_start = unset, trust_adjust = unset, trust_tenure = unset, trust_openness = unset,
           reputation_adjust = unset, trend_adjust = unset, usual_openness = unset, tenure_half = unset,
           usual_far_below = unset, usual_chronic = unset, need_range = unset;
};

/// Synthetic partners of one kind: median capacities a month, and their spread.
struct PartnerKindParameters {
    double share = unset, regional = unset, cyclicality = unset, horizon = unset;
    Resources capacity{};
};
struct PartnerParameters {
    double funds_scale = unset, size_sd = unset, goal_emphasis = unset, goal_sd = unset, culture_sd = unset,
           culture_kind = unset, quality_sd = unset, equipment = unset, reputation_sd = unset, school_goal_sd = unset,
           spread_km = unset;
    std::array<PartnerKindParameters, n_partner_kinds> kind{};
};

/// Coalitions and backbones.
struct CoalitionParameters {
    double members_max = unset, join_share = unset, backbone_cost = unset, backbone_cost_member = unset,
           grant_months = unset, grant_share = unset, measurement_cost = unset, end_rate = unset, renewal_rate = unset;
};

/// What conditions do at strength 1, when and for how long.
struct ConditionParameters {
    double start = unset, length = unset, recovery = unset;
    double cut_depth = unset, cut_poverty_tilt = unset;
    double recession_cut = unset, recession_donors = unset, recession_jobs = unset;
    double goal_dispersion = unset, hidden_share = unset, power_concentration = unset, power_scarcity = unset;
    double churn_factor = unset, culture_factor = unset, regulation_factor = unset;
    double exit_share = unset, absence_engagement = unset, absence_months = unset;
};

/// All parameters; doubles only, so that a row's offset finds its field.
struct Parameters {
    StudentParameters student;
    MoneyParameters money;
    LeaderParameters leaders;
    SeekParameters seek;
    NegotiateParameters negotiate;
    PowerParameters power;
    AllocateParameters allocate;
    DeliverParameters deliver;
    RelationParameters relation;
    PracticeParameters practice;
    CommunityParameters community;
    PartnerParameters partner;
    CoalitionParameters coalition;
    ConditionParameters condition;
    std::array<Programme, n_programmes> programme;
};

/// Rows of all parameters, in the order of the struct.
const sim::ParameterTable<Parameters>& parameter_table();

// The table's parts, one file each.
void add_student_rows(sim::ParameterTable<Parameters>& table);     ///< parameters_student.cpp
void add_relation_rows(sim::ParameterTable<Parameters>& table);    ///< parameters_relation.cpp
void add_partnership_rows(sim::ParameterTable<Parameters>& table); ///< parameters_partnership.cpp
void add_environment_rows(sim::ParameterTable<Parameters>& table); ///< parameters_environment.cpp
void add_programme_rows(sim::ParameterTable<Parameters>& table);   ///< programmes.cpp

} // namespace models
