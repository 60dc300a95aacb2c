#pragma once
/// \file
/// The schedule: one row a process, in its order within a month (`accord list processes` prints it, schedule() times
/// it). A row declares the function NAME, whose contract stands above it in processes/NAME.cpp and whose id is NAME
/// with -. Shapes there: [N] institutions, [P] partners, [M] partnerships, [K] coalitions, [S] students, [D] goals, [R]
/// resources. Every process writes only its own rows; births and endings are queued and committed sorted by key.

#include "models/world.h"
#include "sim/schedule.h"

// clang-format off
#define ACCORD_PROCESSES(PROCESS) \
    PROCESS(strike_conditions, monthly, "what the outside does: cuts, recessions, shocks") \
    PROCESS(turn_over_leaders, monthly, "principals, superintendents, champions and teachers come and go") \
    PROCESS(partners_come_and_go, monthly, "partners close, others open in their place") \
    PROCESS(seek_partners, monthly, "schools look for partners; both sides must agree") \
    PROCESS(negotiate_agreements, monthly, "talks: goals, common ground, proposal, buy-in, agreement; or failure") \
    PROCESS(share_decisions, monthly, "power follows dependence and rules; goals drift") \
    PROCESS(allocate_resources, monthly, "budgets, pledges and dues move through the ledgers") \
    PROCESS(deliver_activities, monthly, "coordination, fidelity and dose decide what reaches pupils") \
    PROCESS(students_learn, monthly, "pupils learn, attend and leave (teaching months)") \
    PROCESS(report_cards, term_end, "tests with error, absence, needs") \
    PROCESS(update_trust, term_end, "trust and value follow what was lived") \
    PROCESS(learn_from_others, term_end, "leaders see which programmes succeed, with error, and take after them") \
    PROCESS(renew_partnerships, term_end, "partnerships and coalitions are renewed or end") \
    PROCESS(spread_practice, term_end, "teaching practice is adopted, fades and spreads") \
    PROCESS(community_supports, term_end, "support, trust within schools, reputations") \
    PROCESS(advance_year, year_end, "graduation, college entry, promotion, intake")
// clang-format on

namespace models {

#define ACCORD_DECLARE(NAME, DUE, SUMMARY) void NAME(World& world, const sim::Step& step);
ACCORD_PROCESSES(ACCORD_DECLARE)
#undef ACCORD_DECLARE

} // namespace models
