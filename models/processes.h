#pragma once
/// \file
/// All processes in schedule order (models/model.cpp prints and times them; ODD submodels have the same numbers).
/// Shapes: [N] institutions, [P] partners, [M] partnerships, [K] coalitions, [S] students, [D] goals, [R] resources.
/// Every process writes only its own rows; births and endings are queued and committed sorted by key.

#include "models/world.h"
#include "sim/schedule.h"

namespace models {

/// 1. Conditions strike: what the outside does this month.
///
///     depth(t)   = 1 from `start` for `length` months, then falls to 0 over `recovery`       [share]
///     public_cut = 1 - (1 - s_cut cut_depth depth)(1 - s_recession recession_cut depth)      [share]
///     donors     = 1 - s_recession recession_donors depth; jobs likewise, engagement with a length of its own
/// In month 0 misaligned (or hidden) goals move partners' goals towards ends that schools need least, and unequal power
/// moves means to the largest tenth of partners and takes other candidates away; at `start` the largest partners leave
/// (partner exit). Each is exactly nothing at strength 0. Reads conditions. Writes environment, and then partners'
/// goals, capacity, is_present, candidates. Draws Decision::condition_goals, once a partner; Decision::partner_exits,
/// once a pair (school, partner).
void strike_conditions(World& world, const sim::Step& step);

/// 2. Leaders turn over.
///
///     P(principal leaves) = 1 - (1 - rate)^(churn / 12)   [1/month], superintendents alike
///     a champion leaves with them with `champion_with_leader`; a school without one finds one with `champion_rate`
///     turnover -> rate churn + teacher_trust (usual - trust)   [share of teachers/year]
/// Reads environment. Writes tenures [month], relational_trust, teacher_turnover; all [N].
/// Draws Decision::principal_leaves, superintendent_leaves, champion_changes, once a school.
void turn_over_leaders(World& world, const sim::Step& step);

/// 3. Schools seek partners; both sides must agree (deferred acceptance, Gale & Shapley 1962, schools proposing).
///
///     score = sum of levers x (seen alignment, relevance to need, resources, reputation, nearness) + likings + taste
///     seen alignment = a + (1 - a) masking (1 - scrutiny) + error (1 - scrutiny) z,   a = 1 - sum |g_i - g_k| / 2
/// A school looks with chance `effort` if it wants more partnerships and has hours; it notices each candidate with
/// `awareness`. A partner keeps the proposals it likes best while it has means for a group of `group_min` pupils.
/// Reads goals, needs, capacity, committed. Writes new rows of partnerships in talks.
/// Draws Decision::school_seeks once a school; school_notices, pair_taste once a pair.
void seek_partners(World& world, const sim::Step& step);

/// 4. Talks go on: goals, common ground, proposal, buy-in, agreement; or fail.
///
///     pace     = talks.pace exp(-misalignment (1-a) - culture c - inequality d - regulation r - formality f) [1/month]
///     P(next)  = 1 - exp(-pace);   P(fail) = fail_rate exp(+...)                                           [1/month]
/// Work on common ground closes part of the misalignment. The last stage signs: pledges [M x R], term, formality.
/// Reads goals, culture, capacity. Writes stage, alignment, the agreement, committed. Draws talks_advance, talks_fail.
void negotiate_agreements(World& world, const sim::Step& step);

/// 5. Decisions are shared and goals drift.
///
///     dependence of a on b = share of a's support from b / (1 + alternatives x others)        (Emerson 1962)
///     weight of the school = dep_k / (dep_i + dep_k), moved towards votes, school-led or backbone rules
///     x(t+1) = (I - L) x(0) + L W x(t)            (Friedkin & Johnsen 1990; W = trust x weight over the graph)
///     fit = (overlap(weighted goals, need) + relevance of the programme) / 2
/// Reads pledges, trust. Writes weight, alignment, fit [M]; goals, dependence of schools and partners. No draws.
void share_decisions(World& world, const sim::Step& step);

/// 6. Resources are allocated; every dollar and hour passes through the ledgers.
///
///     budget = spending x pupils (1 - cut) / 12;  schooling = budget - co-funding - support - coordination - dues
///     delivered_r = pledge_r min(1, capacity_r / committed_r) luck,   pooled funds shared by need
/// Reads pledges. Writes capacity, delivered, kept, spending, hours, both ledgers, spent. Draws partner_delivers.
void allocate_resources(World& world, const sim::Step& step);

/// 7. Activities are delivered.
///
///     hours needed = sum of programmes' hours + pair_hours n (n - 1) / 2, less what backbone and measurement relieve
///     fidelity -> logistic(base + trust + alignment + hours + champion + clarity (1 + trust) - culture - caseload ...)
///     dose = least of delivered / (served x need);   quality = 1 + sd x mean of the best share of staff hired
///     effect = Programme x dose x quality x reach(fidelity) x fit x luck of the relation
/// Reads delivered. Writes hours_needed, fidelity, dose, quality, served, membership bits, exposures, practice_push.
/// Draws the joins (a pupil's u of this school year and programme).
void deliver_activities(World& world, const sim::Step& step);

/// 8. Students learn, attend and leave (teaching months only).
///
///     theta += pull (target + anchor - theta) + drift z1 + effect (days - usual) + lasting gains        [SD]
///     anchor += lasting gains;   b = b keep + passing gains;   e += pull_e (e* - e) + drift_e z2, in [0, 1]
///     days = 18 rate exp(-slope (e - mean)) x (1 - programme's share);   P(leave) = exp(log hazard - ...)
/// Reads exposures, spending, practice. Writes all student columns, tallies. Draws Decision::student_month, three a
/// pupil.
void students_learn(World& world, const sim::Step& step);

/// 9. Report cards, with measurement error (ends of the three teaching terms).
///
///     test = theta + b + z sqrt(1 / reliability - 1);   trend -> 4 (this mean - last mean), 2 in November   [SD/year]
/// Reads students. Writes tallies, reported_score, report_trend, need. Draws Decision::student_test, one a pupil.
void report_cards(World& world, const sim::Step& step);

/// 10. Trust and value are updated from what was lived (term end); trust does not grow with age.
///
///     r += gain (x - r) if x > r, else gain loss_ratio (x - r);  x = kept promises, alignment, fairness, + chemistry
/// Reads kept, alignment, weight, hours_share. Writes PARTNER's six scores of both sides [M]. Draws pair_chemistry,
/// the same each term.
void update_trust(World& world, const sim::Step& step);

/// 11. Partnerships are evaluated, renewed, ended (term end).
///
///     P(renew) = product over both sides of logistic(base + value + trust + champion + support - overload ...)
///     P(crisis) = rate x hump(age) x exp(distrust + no champion + overload + broken promises)       [1/term]
/// Coalitions end when their grant does, or later by a hazard that falls with trust.
/// Writes removal of partnerships with reason, renewed terms; coalitions. Draws renewal_*, crisis, coalition_ends.
void renew_partnerships(World& world, const sim::Step& step);

/// 12. Practice spreads and fades (term end); it may outlive the contract.
///
///     h += adopt (push - h)+ - fade (h - push)+ + spread (mean of schools with the same partners - h)+    [SD/year]
/// Reads practice_push. Writes practice [N]. No draws.
void spread_practice(World& world, const sim::Step& step);

/// 13. The community supports, or not (term end).
///
///     support -> start + trend + served - cut;   school trust -> start + tenure + openness;   reputation -> results
/// Writes support, relational_trust, reputation [N] and of partners [P]. No draws.
void community_supports(World& world, const sim::Step& step);

/// 14. The school year ends (August): colleges first, then each level below.
///
///     graduates enter college with logistic(base + ability + SES + readiness + programmes);  the rest leaves
///     cohorts rise a grade; leavers' rows take the next intake; schools' effects drift; programmes are re-targeted
/// Writes students, cohorts, flows, year counts, indicators, school_effect. Draws student_college, school_drifts,
/// starts.
void advance_year(World& world, const sim::Step& step);

} // namespace models
