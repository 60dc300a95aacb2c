#pragma once
/// \file
/// What partnerships do with students. Whom a programme can serve and which ends it serves is its definition
/// (ProgrammeInfo); how much it does and what it takes are parameters with evidence (programmes.cpp). Rows are only
/// appended: a programme's row number is part of draws' keys and of a student's flags (models/student.h).

#include "models/goal.h"
#include "models/resource.h"
#include "sim/parameter.h"

#include <array>
#include <string_view>

namespace models {

enum class ProgrammeId {
    tutoring,
    mentoring,
    after_school,
    teacher_coaching,
    curriculum_co_design,
    wraparound,
    family_engagement,
    technology_access,
    computer_assisted_learning,
    internships,
    career_academy,
    dual_enrolment,
    scholarship_promise,
    exchange,
    joint_research,
    class_size_funding,
    arts
};
inline constexpr std::size_t n_programmes = 17;

/// What a programme does and takes. Effects are those of a full dose, well delivered, on a pupil whose school needs it,
/// per school year of 10 months. Effects and needs that a programme lacks by definition are 0 and have no row.
struct Programme {
    double learning = 0;              ///< Gain of participants, lasting and transient together [SD/year]
    double practice = 0;              ///< Gain of all pupils once teaching has changed throughout [SD/year]
    double absence = 0;               ///< Fall of participants' absence [share of days absent]
    double readiness = 0;             ///< Gain in career readiness [SD/year]
    double college = 0;               ///< Rise of the log-odds of college entry for participants at graduation [logit]
    double staying = 0;               ///< Fall of the log-hazard of dropping out [log-hazard]
    double months_min = 0;            ///< Shorter participation does harm [month]
    double harm = 0;                  ///< Loss of a participant when it is cut short [SD]
    double coverage = sim::unset;     ///< Share of eligible pupils a fully resourced school would enrol [share]
    double coordination = sim::unset; ///< Hours a month that running it takes a school [h/month]
    Resources need{};                 ///< Of one participant in one teaching month, by resource
};

/// What a programme is.
struct ProgrammeInfo {
    std::string_view id;
    std::string_view summary;
    int grade_low;  ///< First grade served, kindergarten = 0, college = 13
    int grade_high; ///< Last grade served
    Goals serves;   ///< How far it serves each goal [0-1]
};
extern const std::array<ProgrammeInfo, n_programmes> programme_infos;

/// Index of a programme's id, or -1.
int programme_index(std::string_view id);

} // namespace models
