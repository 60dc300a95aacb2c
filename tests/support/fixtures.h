#pragma once
/// \file
/// Small worlds made in code, so that every number of a test stands in the test.

#include "models/model.h"
#include "models/world.h"
#include "sim/simd.h"

#include <cstddef>
#include <string>
#include <vector>

namespace fixtures {

/// A school of county "test": $12,000 a pupil, a teacher for 20 pupils, no English learners, no mean score.
models::School school(const std::string& id, int grade_low, int grade_high, double enrolment, double low_income = 0.5);

/// A partner that works in the whole region. `capacity` = funds USD, staff h, volunteers h, placements, facilities,
/// seats.
models::PartnerInput partner(const std::string& id, models::PartnerKind kind, const models::Resources& capacity,
                             const std::vector<std::string>& programmes);

/// The default parameters with all that came with model 0.3 switched off, so that a test of a small world names each
/// mechanism that it is about.
models::Parameters plain_parameters();

/// A region of these schools and partners alone, plain parameters, levers of go-it-alone.
models::Setup setup(const std::vector<models::School>& schools, const std::vector<models::PartnerInput>& partners = {});

/// Two schools K-8 of 450 pupils ("rich": 20 % low-income, "poor": 80 %), the secondary school they feed (400), its
/// college (60), and four partners: nonprofit, business, university, foundation.
models::Setup small_region();
inline constexpr std::size_t rich = 0, poor = 1, secondary = 2, college = 3;

/// A shipped strategy's levers; the test fails if there is none of that id.
models::Levers strategy(const std::string& id);

/// "s7".
std::string numbered(const std::string& stem, std::size_t number);

/// World at month 0.
models::World world(const models::Setup& setup, std::uint64_t seed = 1, std::uint32_t replicate = 0);

/// The step that world is in.
sim::Step step(const models::World& world);

/// A shipped scenario's set-up.
models::Setup library_setup(const std::string& id);

/// Rows of partnerships made by hand.
struct Relation {
    std::size_t institution = 0, partner = 0;
    models::ProgrammeId programme = models::ProgrammeId::tutoring;
    models::Stage stage = models::Stage::active;
    models::Resources pledge{}; ///< Committed as well.
    double alignment = 0.5;     ///< And all six scores of trust:
    double trust = 0.5;         ///< [0-1]
    std::int32_t months_left = 24;
};

/// Adds one row; returns its number in the table.
std::size_t add_relation(models::World& world, const Relation& relation);

/// Replaces the table by `n` rows that are equal but for their keys, so each has luck of its own. Nothing is committed.
void fill_relations(models::World& world, const Relation& relation, std::size_t n);

/// All that a world is, as bytes.
inline std::vector<std::byte> state(const models::World& world) { return models::checkpoint(world, 0); }

/// Pupils enrolled, by their bits.
double enrolled(const models::World& world);
double enrolled(const models::World& world, std::size_t institution);

/// Calls f(row) for each enrolled pupil of an institution.
template <class F>
void for_each_pupil(const models::World& w, std::size_t institution, F&& f) {
    for (std::size_t c = w.cohort_begin[institution]; c < w.cohort_begin[institution + 1]; ++c)
        for (std::size_t row = w.cohorts.begin[c]; row < w.cohorts.begin[c] + w.cohorts.rows[c]; ++row)
            if (w.students.taken[row / sim::lanes] >> (row % sim::lanes) & 1u) f(row);
}

/// Key of the pupil in `row`: stays with the pupil from school to school.
inline sim::Key pupil_key(const models::World& w, std::size_t row) {
    return static_cast<sim::Key>(w.students.origin[row]) << 32 | w.students.serial[row];
}

/// Sets every programme effect, harm and side effect of support to 0, so that no strategy can reach a pupil.
void remove_effects(models::Parameters& parameters);

/// Sets every cost that a school pays for partnerships to 0.
void remove_costs(models::Parameters& parameters, models::Levers& levers);

} // namespace fixtures
