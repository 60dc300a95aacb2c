#pragma once
/// \file
/// Every number of the model. A parameter is a field, whose path is its id (`seek.group_min` <-> "seek.group-min"), and
/// a row with default, unit, range and evidence: parameters_X.h has the fields of parameters_X.cpp, programme.h those
/// of programmes.cpp. No number lives in a process. Money is in dollars of the data's year unless a unit says 2018.

#include "models/parameters_environment.h"
#include "models/parameters_partnership.h"
#include "models/parameters_relation.h"
#include "models/parameters_student.h"
#include "models/programme.h"
#include "sim/parameter.h"

#include <array>

namespace models {

/// All parameters, a member for each first word of ids; doubles only, so that a row's offset finds its field.
struct Parameters {
    StudentParameters student;
    EngagementParameters engagement;
    AbsenceParameters absence;
    DropoutParameters dropout;
    CollegeParameters college;
    MoneyParameters money;
    TrustParameters trust;
    ValueParameters value;
    RenewalParameters renewal;
    CrisisParameters crisis;
    PracticeParameters practice;
    SchoolParameters school;
    ReputationParameters reputation;
    SupportParameters support;
    SchoolTrustParameters school_trust;
    NeedParameters need;
    TrendParameters trend;
    LeadersParameters leaders;
    SeekParameters seek;
    TalksParameters talks;
    PowerParameters power;
    GoalsParameters goals;
    FlowsParameters flows;
    HoursParameters hours;
    DeliveryParameters delivery;
    PartnerParameters partner;
    RegionParameters region;
    CoalitionParameters coalition;
    ConditionParameters condition;
    std::array<Programme, n_programmes> programme; ///< By programme
};

/// Rows of all parameters, group by group.
const sim::ParameterTable<Parameters>& parameter_table();

// The table's parts, one file each.
void add_student_rows(sim::ParameterTable<Parameters>& table);     ///< parameters_student.cpp
void add_relation_rows(sim::ParameterTable<Parameters>& table);    ///< parameters_relation.cpp
void add_partnership_rows(sim::ParameterTable<Parameters>& table); ///< parameters_partnership.cpp
void add_environment_rows(sim::ParameterTable<Parameters>& table); ///< parameters_environment.cpp
void add_programme_rows(sim::ParameterTable<Parameters>& table);   ///< programmes.cpp

} // namespace models
