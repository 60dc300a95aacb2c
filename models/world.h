#pragma once
/// \file
/// A world: plain columns, what the schedule moves month by month, and nothing else.

#include "models/coalition.h"
#include "models/conditions.h"
#include "models/exposure.h"
#include "models/given.h"
#include "models/institution.h"
#include "models/levers.h"
#include "models/parameters.h"
#include "models/partner.h"
#include "models/partnership.h"
#include "models/student.h"
#include "sim/ledger.h"
#include "sim/random.h"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace models {

/// Decisions that draw. Values are only ever appended: they are part of every draw's key.
enum class Decision : std::uint32_t {
    student_start = 1, // who a student is
    student_traits,
    student_month,
    student_test,
    student_college,
    student_joins, // by programme: join_decision
    join_first = 16,
    join_last = 31,
    institution_start,
    institution_place,
    partner_start,
    partner_goals,
    partner_equipment,
    principal_leaves,
    superintendent_leaves,
    champion_changes,
    school_drifts,
    school_seeks,
    school_notices,
    pair_taste,
    talks_advance,
    talks_fail,
    relation_luck,
    partner_delivers,
    renewal_school,
    renewal_partner,
    crisis,
    coalition_joins,
    coalition_ends,
    partner_exits,
    condition_goals,
    school_slope,
    pair_chemistry,
    tie_age,
    payer_cuts,
    school_choice,
    join_more,   // the 17th programme
    left_before, // who would have dropped out before month 0
    class_year,
    goals_come_out,
    partner_closes,
    partner_opens,
    leaders_learn,
    partner_learns,
    student_transfers
};
constexpr std::uint32_t code(Decision decision) { return static_cast<std::uint32_t>(decision); }

/// Signing up for programme `g`: the first 16 have values in a row.
constexpr std::uint32_t join_decision(std::size_t g) {
    const auto at = static_cast<std::uint32_t>(g);
    return at < 16 ? code(Decision::join_first) + at : code(Decision::join_more) + at - 16;
}

/// What the outside does this month, set by strike_conditions.
struct Environment {
    double public_cut = 0;       ///< Share of public money cut, before the tilt towards poor schools
    double donor_factor = 1;     ///< Donors' giving against good times
    double jobs_factor = 1;      ///< Employers' places against good times
    double turnover_factor = 1;  ///< Leaders' and teachers' turnover against normal
    double regulation = 0;       ///< Extra legal steps [share of the time of talks]
    double hidden = 0;           ///< Share of goals kept hidden in talks, on top of the usual
    double culture_factor = 1;   ///< Weight of cultural distance
    double engagement_shock = 0; ///< Fall of every pupil's usual engagement [0-1]
};

/// Sums over the enrolled students of an institution, made by students_learn and report_cards.
struct Tally {
    double students = 0, score = 0, score_square = 0;          ///< theta + b
    double low_students = 0, low_score = 0;                    ///< Low-income pupils
    double absent_days = 0;                                    ///< This month
    double chronic = 0, low_chronic = 0;                       ///< This year so far, at the last report card
    double test = 0, test_students = 0;                        ///< Last report card, with error
    double rich = 0, rich_score = 0, poor = 0, poor_score = 0; ///< SES above the 90th, below the 10th percentile
    double far_below = 0;                                      ///< Score below -1 SD
    double dropouts = 0, low_dropouts = 0;                     ///< This month
    double served = 0, low_served = 0;                         ///< In at least one programme
};

/// Yearly counts of students' fates, by institution kind, kept for outcomes.
struct YearCounts {
    double graduates = 0, low_graduates = 0;    ///< Of secondary schools, last June
    double followed = 0, low_followed = 0;      ///< Those of them whose cohort was watched since grade 9
    double leavers = 0, low_leavers = 0;        ///< Dropouts of those cohorts over their years here
    double to_college = 0, low_to_college = 0;  ///< Of those graduates
    double completed = 0, transferred = 0;      ///< Of colleges, last June; those of them who go on to a degree
    double readiness = 0;                       ///< Sum over those graduates [SD]
    double at_risk = 0, dropouts = 0;           ///< Secondary pupils in September, dropouts since
    double last_at_risk = 0, last_dropouts = 0; ///< The year before
};

/// Accounts of the ledgers: outside accounts first, then one a school, a partner, a coalition.
struct Accounts {
    std::uint32_t treasury = 0, donors = 0, schooling = 0, services = 0, coordination = 0, first_institution = 0,
                  first_partner = 0, first_coalition = 0;
};

/// Events of partnerships counted over the whole run and this month.
struct Events {
    double formed = 0, ended = 0, talks_opened = 0, talks_failed = 0, renewals = 0;
    std::array<double, n_end_reasons> ended_why{};
};

/// Spent on partnerships since the start [USD].
struct Spent {
    double by_schools = 0;       ///< Co-funding, support, coordination, dues
    double partners_cash = 0;    ///< Also through coalitions' pots
    double partners_in_kind = 0; ///< Hours, places and seats at their value
    double grants = 0;           ///< For backbones and shared measurement

    bool operator==(const Spent&) const = default;
};

/// A school's dashboard: mean score, far below, chronic absence, low-income pupils' mean score.
inline constexpr std::size_t n_indicators = 4;

/// A partnership that left the table, and why: for who watches a world, never part of its state.
struct Ending {
    sim::Key key = 0;
    sim::Row institution = sim::no_row, partner = sim::no_row;
    std::uint8_t programme = 0;
    Stage stage = Stage::goals; ///< `active`, or how far talks had come
    EndReason reason = EndReason::talks_failed;
};

/// What `World::begins` is while a world is run in.
inline constexpr std::uint32_t not_begun = 0xffffffffu;

/// What each grade's classes add in one school year: drawn once, for ten months of use.
struct ClassYear {
    std::uint32_t september = 0; ///< First month of the school year it was drawn for
    std::vector<double> gain;    ///< [C] by month [SD]; empty: none yet
};

/// Everything a month changes.
struct World {
    // Set-up: the same for all months.
    Parameters parameters;
    Levers levers;
    Conditions conditions;
    sim::Luck luck;
    std::uint32_t month = 0;  ///< Months done, those of a burn-in too: chance hangs on it.
    std::uint32_t begins = 0; ///< Month of the run's month 0; `not_begun` while the world is run in.

    Given given;
    Institutions institutions;
    Partners partners;
    Partnerships partnerships;
    Coalitions coalitions;
    Students students;
    Cohorts cohorts;
    std::vector<std::uint64_t> cohort_begin;      ///< [N + 1] cohorts of each institution
    std::vector<std::uint64_t> partnership_begin; ///< [N + 1] partnerships of each institution
    std::vector<std::uint64_t> candidate_begin;   ///< [N + 1]
    std::vector<sim::Row> candidates;             ///< Partners each school can come to know
    std::vector<double> known_by;                 ///< [P] schools that can come to know a partner; from `candidates`
    ClassYear class_year;                         ///< By students_learn; made again where it is of another year
    std::vector<double> cohort_dropouts;          ///< [C x 2] all and low-income, since the cohort came here

    sim::Ledger money, hours; ///< Cents; minutes.
    Accounts accounts;
    Environment environment;
    std::vector<std::uint64_t> exposure_begin; ///< [N + 1]
    std::vector<Exposure> exposures;
    std::vector<Tally> tallies; ///< [N]
    YearCounts year;
    StudentFlows flows;
    Events events;
    Spent spent;
    std::vector<double> indicators, indicators_before; ///< [N x n_indicators] dashboards of this and last year
    double trending = unset; ///< Share of indicators that moved the right way over the last year
    std::uint32_t has_secondary = 0, has_college = 0;
    double usual_effect = 0; ///< What the region's schools add on average at month 0: they go back to it [SD].
    std::uint32_t has_drawn_partners = 0; ///< Partners are synthetic: they close, and others open in their place

    // For who steers or watches; not state: neither in the digest nor in checkpoints.
    std::optional<FeltConditions> steered; ///< What is felt of conditions this month, instead of their own course
    bool keeps_endings = false;
    std::vector<Ending> endings; ///< Since it was last emptied, if `keeps_endings`.
};

/// Month 0 of nothing: values as in a new world, columns empty. Their memory is kept for the next world.
void clear(World& world);

/// Digest of all state columns.
std::uint64_t digest(const World& world);
double bytes(const World& world); ///< Memory of all columns [bytes]

/// The whole state as bytes; `position` = next process of the running month (0 between months).
std::vector<std::byte> checkpoint(const World& world, std::size_t position);

/// A world and where it stands in its month, from a checkpoint; it continues bit for bit.
struct Restored {
    World world;
    std::size_t position = 0;
};
Restored restore(std::vector<std::byte> bytes);

} // namespace models
