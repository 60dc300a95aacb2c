#pragma once
/// \file
/// Students as plain float columns, sorted by institution and cohort. A cohort is a block of rows that enters, rises a
/// grade a year and leaves together; its rows then take the next intake, so nothing moves within an institution.
/// Blocks are padded to `sim::lanes` rows; a bit says whether a row is taken.

#include "sim/id.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace models {

inline constexpr std::uint32_t flag_low_income = 1u << 16;
inline constexpr std::uint32_t flag_english_learner = 1u << 17;
/// Programmes joined: the low 16 bits, and from the 17th programme on those above the two flags.
inline constexpr std::uint32_t mask_programmes = 0xffffu | 1u << 18;

/// Bit of programme `g` in a student's flags.
constexpr std::uint32_t bit_of_programme(std::size_t g) { return static_cast<std::uint32_t>(g < 16 ? g : g + 2); }

/// The programmes that `flags` hold, bit g for programme g.
constexpr std::uint32_t programmes_in(std::uint32_t flags) {
    return (flags & 0xffffu) | ((flags & mask_programmes & ~0xffffu) >> 2);
}

/// Columns of students [S rows, padding included]; taken [S / lanes].
struct Students {
    std::vector<float> ability;    ///< theta [SD of the nation's pupils of the grade].
    std::vector<float> boost;      ///< b: the transient part of gains [SD].
    std::vector<float> anchor;     ///< Own long-run level: SES, talent and lasting gains [SD].
    std::vector<float> engagement; ///< [0-1].
    std::vector<float> ses;        ///< [SD of the nation's pupils].
    std::vector<float> readiness;  ///< r: career readiness [SD].
    std::vector<float> absent;     ///< Days absent this school year.
    std::vector<std::uint32_t> flags;
    std::vector<std::uint32_t> serial; ///< With `origin` the student's key: luck that travels along.
    std::vector<std::uint32_t> origin;
    std::vector<std::uint16_t> taken; ///< Bit l of group g: row 16 g + l holds an enrolled student.

    // Of a limited stock of gains, if that is on; else empty, and no part of the digest.
    std::vector<float> lessons;  ///< Lasting gains kept from programmes [SD].
    std::vector<float> teaching; ///< Lasting gains kept from better teaching [SD].

    std::size_t size() const { return ability.size(); }
};

/// Grades: kindergarten 0, school 1 to 12, college 13 and on. From grade 9 on pupils may leave and graduation is
/// watched.
inline constexpr int first_high_grade = 9, last_school_grade = 12, first_college_grade = 13, last_college_grade = 14;

/// Kindergarten to the last year of college: the most cohorts that an institution can have.
inline constexpr std::size_t grades_max = 17;

/// Columns of cohorts [C], sorted by institution.
struct Cohorts {
    std::vector<sim::Row> institution;
    std::vector<std::int32_t> grade;    ///< Rises each year; wraps to the institution's first grade.
    std::vector<std::uint64_t> begin;   ///< First row.
    std::vector<std::uint32_t> rows;    ///< Rows, a multiple of lanes.
    std::vector<std::uint32_t> used;    ///< Rows ever taken this cohort (holes included).
    std::vector<std::uint32_t> intake;  ///< New pupils when it starts anew at the first grade.
    std::vector<std::uint32_t> entered; ///< Serial of the next pupil who enters here for the first time.

    std::size_t size() const { return institution.size(); }
};

/// What became of students: the student ledger. Every row is a running count [students].
struct StudentFlows {
    double enrolled_start = 0, entered = 0, graduated = 0, dropped_out = 0, left_region = 0, entered_college = 0,
           completed_college = 0;
};

} // namespace models
