// Rows of leaders, search, talks, power, money flows and delivery.
#include "models/parameters.h"

namespace models {

using sim::assumed;
using sim::cited;
using Table = sim::ParameterTable<Parameters>;

namespace {

void add_leaders(Table& t) {
    const Parameters& p = t.prototype();
    t.add("leaders.principal-rate", p.leaders.principal_rate, 0.20, "1/year", {0.18, 0.25}, cited("D-PRIN"),
          "principals who leave their school", "start turn-over-leaders");
    t.add("leaders.superintendent-rate", p.leaders.superintendent_rate, 0.156, "1/year", {0.142, 0.20}, cited("D-SUPT"),
          "superintendents who leave", "start turn-over-leaders");
    t.add("leaders.teacher-rate", p.leaders.teacher_rate, 0.16, "1/year", {0.15, 0.25}, cited("S-TEACH-TURN"),
          "teachers who leave their school", "start turn-over-leaders students-learn");
    t.add("leaders.champion-start", p.leaders.champion_start, 0.7, "probability", {0.2, 1.0},
          assumed("no survey found"), "schools that have a champion of partnerships at the start", "start");
    t.add("leaders.champion-rate", p.leaders.champion_rate, 0.15, "1/month", {0.03, 0.4},
          assumed("how soon somebody takes up the cause again"), "chance that a school without a champion finds one",
          "start turn-over-leaders");
    t.add("leaders.champion-with-leader", p.leaders.champion_with_leader, 0.6, "probability", {0.2, 1.0},
          assumed("champions are mostly the leaders themselves"),
          "chance that the champion goes with a leaving principal or superintendent", "turn-over-leaders");
    t.add("leaders.trust-loss", p.leaders.trust_loss, 0.12, "share", {0.0, 0.4},
          assumed("trust is partly personal; no size found"), "share of a school's inner trust lost with its principal",
          "turn-over-leaders");
    t.add("leaders.teacher-adjust", p.leaders.teacher_adjust, 0.06, "1/month", {0.02, 0.2},
          assumed("turnover follows causes within a year or two"),
          "speed at which teachers' turnover follows its causes", "turn-over-leaders");
    t.add("leaders.teacher-trust", p.leaders.teacher_trust, 0.12, "1/year", {0.0, 0.3},
          cited("S-TEACH-TURN", "range between schools .15 to .25"),
          "fall of teachers' turnover from no to full trust within the school", "turn-over-leaders");
    t.add_late("leaders.learn-rate", p.leaders.learn_rate, 0.25, "1/term", {0.0, 1.0}, assumed("no size found"),
               "speed at which leaders' opinion of a programme follows the success that they see in their county",
               "start learn-from-others");
    t.add_late("leaders.learn-error", p.leaders.learn_error, 0.2, "index", {0.0, 0.6},
               assumed("success is seen by its name; no size found; acts only where learn-rate is above 0"),
               "error of one success as leaders see it", "learn-from-others");
    t.add_late("leaders.imitate", p.leaders.imitate, 2.0, "weight", {0.0, 10.0},
               assumed("schools copy what seems to work; no size found; acts only where learn-rate is above 0"),
               "weight of the opinion of a programme when a school looks for partners", "seek-partners");
    t.add_late("leaders.drop", p.leaders.drop, 4.0, "logit", {0.0, 15.0},
               assumed("schools drop what disappoints; no size found; acts only where learn-rate is above 0"),
               "weight of the opinion of a programme when an agreement is due", "renew-partnerships");
}

void add_seek(Table& t) {
    const Parameters& p = t.prototype();
    t.add("seek.near-candidates", p.seek.near_candidates, 16, "count", {4, 64},
          assumed("how many neighbours a school can come to know"), "nearest local partners a school may consider",
          "start");
    t.add("seek.regional-candidates", p.seek.regional_candidates, 16, "count", {0, 64},
          assumed("as above, for partners who work in the whole region"), "regional partners a school may consider",
          "start");
    t.add("seek.awareness", p.seek.awareness, 0.35, "probability", {0.05, 1.0},
          assumed("not everybody is thought of at once"), "chance that a candidate comes to mind in a month",
          "seek-partners");
    t.add("seek.error-sd", p.seek.error_sd, 0.15, "index", {0.0, 0.4}, assumed("first impressions err"),
          "error of a judged alignment without scrutiny", "seek-partners");
    t.add("seek.masking", p.seek.masking, 0.25, "share", {0.0, 0.8}, assumed("partners show their best side"),
          "share of misalignment that stays hidden without scrutiny", "seek-partners update-trust renew-partnerships");
    t.add("seek.distance", p.seek.distance, 15, "km", {3, 60}, assumed("no positions in the data"),
          "distance at which nearness counts half", "seek-partners deliver-activities");
    t.add_late("seek.regional-nearness", p.seek.regional_nearness, 0.5, "index", {0.0, 1.0},
               assumed("as near as a local partner at seek.distance"),
               "nearness of a partner who works in the whole region", "seek-partners deliver-activities");
    t.add("seek.proposals", p.seek.proposals, 3, "count", {1, 8}, assumed("leaders' time"),
          "partners a school approaches in a month, best first", "seek-partners");
    t.add("seek.group-min", p.seek.group_min, 12, "students", {5, 40}, assumed("below it no programme is started"),
          "smallest group worth a partnership", "seek-partners negotiate-agreements share-decisions");
    t.add("seek.partner-alignment", p.seek.partner_alignment, 1.0, "weight", {0.0, 3.0},
          cited("D-FUND-AGENDA", "givers choose by goals or need; size assumed"),
          "how much partners look for shared goals", "seek-partners");
    t.add("seek.partner-reputation", p.seek.partner_reputation, 0.6, "weight", {0.0, 3.0},
          assumed("partners like success"), "how much partners look for reputed schools", "seek-partners");
    t.add("seek.partner-size", p.seek.partner_size, 0.4, "weight", {0.0, 3.0}, assumed("partners like reach"),
          "how much partners look for large schools", "seek-partners");
    t.add_late("seek.size-half", p.seek.size_half, 1000.0, "students", {100, 10000},
               assumed("usual size of a large school"), "pupils at which a school's reach counts half to a partner",
               "seek-partners");
    t.add_late("seek.partner-near", p.seek.partner_near, 0.1, "weight", {0.0, 1.0},
               assumed("partners like to be near; no size found"), "what a local partner adds for schools being near",
               "seek-partners");
    t.add("seek.taste-sd", p.seek.taste_sd, 0.15, "index", {0.0, 0.6}, assumed("persons matter"),
          "lasting liking between two organisations that no trait explains", "seek-partners");
    t.add("seek.size-power", p.seek.size_power, 1.0, "power", {0.0, 1.0},
          cited("D-PREV-DIST", "districts with partners hold more pupils than their number; size assumed"),
          "how the wanted number of partnerships grows with pupils over 1,000", "seek-partners");
    t.add_late("seek.strain", p.seek.strain, 2.3, "log/share", {0.0, 3.0},
               assumed("leaders of schools in need have less time to look beyond them; no size found"),
               "fall of what a school looks for with its low-income pupils above the region's mean", "seek-partners");
    t.add("seek.room", p.seek.room, 1.6, "ratio", {0.8, 2.5},
          assumed("schools take on somewhat more than they can coordinate"),
          "coordination hours a school is ready to promise against those it has", "seek-partners");
}

void add_negotiate(Table& t) {
    const Parameters& p = t.prototype();
    t.add("talks.pace", p.talks.pace, 2.2, "1/month", {0.4, 3.0},
          assumed("about half a year from first talk to agreement"),
          "rate of passing a stage of talks when nothing stands in the way", "negotiate-agreements");
    t.add("talks.misalignment", p.talks.misalignment, 1.2, "log", {0.0, 3.0}, cited("D-GOAL", "sign; size assumed"),
          "how much misalignment slows talks", "negotiate-agreements");
    t.add("talks.culture", p.talks.culture, 0.8, "log", {0.0, 3.0}, cited("D-GOAL", "sign; size assumed"),
          "how much cultural distance slows talks", "negotiate-agreements");
    t.add("talks.regulation", p.talks.regulation, 0.5, "log", {0.0, 3.0}, assumed("legal steps take time"),
          "how much extra legal steps slow talks", "negotiate-agreements");
    t.add("talks.inequality", p.talks.inequality, 0.5, "log", {0.0, 2.0}, cited("D-DEP-ASYM", "sign; size assumed"),
          "how much unequal alternatives slow talks", "negotiate-agreements");
    t.add("talks.formality", p.talks.formality, 0.7, "log", {0.0, 2.0}, assumed("writing takes time"),
          "how much writing more down slows the last stages", "negotiate-agreements");
    t.add("talks.fail-rate", p.talks.fail_rate, 0.0135, "1/month", {0.005, 0.10},
          assumed("no rate of failed talks found"), "chance that easy talks fail", "negotiate-agreements");
    t.add("talks.fail-misalignment", p.talks.fail_misalignment, 2.0, "log", {0.0, 4.0},
          cited("D-GOAL", "sign; size assumed"), "how much misalignment makes talks fail", "negotiate-agreements");
    t.add("talks.fail-culture", p.talks.fail_culture, 1.0, "log", {0.0, 3.0}, cited("D-GOAL", "sign; size assumed"),
          "how much cultural distance makes talks fail", "negotiate-agreements");
    t.add("talks.fail-inequality", p.talks.fail_inequality, 0.7, "log", {0.0, 3.0},
          cited("D-DEP-ASYM", "sign; size assumed"), "how much unequal alternatives make talks fail",
          "negotiate-agreements");
    t.add("talks.fail-regulation", p.talks.fail_regulation, 0.4, "log", {0.0, 3.0},
          assumed("legal steps end some talks"), "how much extra legal steps make talks fail", "negotiate-agreements");
    t.add("talks.hours", p.talks.hours, 3.0, "h/month", {0.5, 12.0}, assumed("meetings of talks"),
          "coordination hours that talks take a school", "deliver-activities");
    t.add("talks.common-ground", p.talks.common_ground, 0.30, "1/month", {0.05, 0.8},
          assumed("work on shared goals shows within months"), "speed at which work on common ground bears fruit",
          "negotiate-agreements");
    t.add("talks.common-ground-max", p.talks.common_ground_max, 0.45, "share", {0.0, 0.8},
          assumed("goals have a core that talks do not move"), "share of misalignment that such work can bridge",
          "negotiate-agreements");
    t.add("talks.thin-dose", p.talks.thin_dose, 0.35, "share", {0.15, 0.8},
          assumed("how thin support is spread when breadth is wanted"), "dose a pupil gets when many are to be reached",
          "negotiate-agreements");
    t.add("talks.partner-part-max", p.talks.partner_part_max, 0.5, "share", {0.1, 1.0},
          assumed("partners spread their risk"), "part of a partner's capacity that one school may be pledged",
          "seek-partners negotiate-agreements share-decisions");
}

void add_power(Table& t) {
    const Parameters& p = t.prototype();
    t.add("power.by-dependence", p.power.by_dependence, 1.0, "share", {0.0, 1.0},
          cited("D-EMERSON", "form: power is the other's dependence; 0 = decisions are equal by nature"),
          "how far power follows dependence", "share-decisions");
    t.add(
        "power.alternatives", p.power.alternatives, 1.0, "1/count", {0.02, 2.0},
        cited(
            "D-EMERSON",
            "form: power falls with the other's alternatives; size assumed: one other who could do the same halves it"),
        "how fast dependence falls with alternatives", "share-decisions renew-partnerships negotiate-agreements");
    t.add("power.school-led-weight", p.power.school_led_weight, 0.85, "share", {0.5, 1.0},
          assumed("what schools deciding alone means"), "weight of the school where schools lead", "share-decisions");
    t.add_late(
        "power.money", p.power.money, 0.4, "share", {0.0, 0.8}, cited("D-EMERSON", "form: who depends more gives more"),
        "how far who decides moves the cash of a programme to the other side", "allocate-resources deliver-activities");
    t.add_late("power.exit", p.power.exit, 0.8, "logit", {0.0, 3.0},
               cited("D-DEP-ASYM", "form: unequal ties end sooner"),
               "how much freer the side that depends less is to leave, where dependence is wholly one-sided",
               "renew-partnerships");
    t.add_late("power.talks", p.power.talks, 1.0, "share", {0.0, 1.0},
               cited("D-EMERSON", "form: unequal is who depends more, not who knows fewer"),
               "how far the dependence that an agreement would bring, not the number of others, makes talks unequal",
               "negotiate-agreements");
    t.add("power.backbone-rule", p.power.backbone_rule, 0.5, "share", {0.0, 1.0},
          assumed("a backbone chairs between members"), "how far a backbone replaces power by equal votes",
          "share-decisions");
    t.add("goals.susceptibility", p.goals.susceptibility, 0.35, "share", {0.0, 0.9},
          cited("D-FJ", "free parameter: weight on others' view; no estimate exists"),
          "weight of others' views at full ties", "share-decisions");
    t.add("goals.half-tie", p.goals.half_tie, 0.6, "weight", {0.1, 3.0},
          assumed("one good tie moves about half as much as many"),
          "sum of tie weights at which others' views count half of that", "share-decisions");
    t.add_late("goals.fit-relevance", p.goals.fit_relevance, 0.5, "share", {0.0, 1.0},
               assumed("both matter; no split found"),
               "weight of what a programme is for in its fit, against the goals it is run with", "share-decisions");
}

void add_allocate(Table& t) {
    const Parameters& p = t.prototype();
    t.add("flows.delivery-sd", p.flows.delivery_sd, 0.20, "share", {0.0, 0.5}, assumed("promises are kept unevenly"),
          "monthly luck of what a partner can deliver", "allocate-resources");
    t.add("flows.formality-steadies", p.flows.formality_steadies, 0.5, "share", {0.0, 1.0},
          cited("D-CONTRACT", "contracts help; size assumed"), "share of that luck that a full agreement removes",
          "allocate-resources");
    t.add("flows.savings-months", p.flows.savings_months, 3.0, "month", {0.0, 12.0},
          assumed("partners carry some funds over"), "months of funds a partner may save", "allocate-resources");
    t.add("flows.reserve-target", p.flows.reserve_target, 0.05, "share", {0.0, 0.25},
          assumed("usual advice to districts"), "share of a year's budget at which a school stops saving",
          "allocate-resources");
    t.add("hours.school", p.hours.school, 5.0, "h/month", {2.0, 30.0},
          assumed("time of a principal for outside partners"), "coordination hours of the smallest school",
          "start allocate-resources");
    t.add("hours.per-1000", p.hours.per_1000, 9.0, "h/month", {2.0, 40.0}, assumed("larger offices have more staff"),
          "coordination hours more for each 1,000 pupils", "start allocate-resources");
    t.add("hours.cut-first", p.hours.cut_first, 2.0, "ratio", {0.0, 5.0},
          assumed("offices are cut before classrooms; size assumed"),
          "fall of a school's coordination hours against a fall of its spending", "allocate-resources");
    t.add("hours.support", p.hours.support, 0.4, "share", {0.0, 1.0}, assumed("parents and boards help or hinder"),
          "rise of hours from no to full community support", "allocate-resources");
}

void add_deliver(Table& t) {
    const Parameters& p = t.prototype();
    t.add("delivery.start", p.delivery.start, 0.45, "share", {0.2, 0.7},
          cited("P-IMPL", "programmes start below the 60 to 80 % at which they work"), "fidelity of a new programme",
          "negotiate-agreements");
    t.add("delivery.base", p.delivery.base, -3.3, "logit", {-4.0, 1.0},
          cited("P-IMPL", "programmes reach 0.4 to 0.8 of their design, none all of it"),
          "log-odds of fidelity when nothing helps", "deliver-activities");
    t.add("delivery.trust", p.delivery.trust, 1.2, "logit", {0.0, 3.0}, cited("D-TRUST-PERF", "sign; size assumed"),
          "fidelity gained from no to full mutual trust", "deliver-activities");
    t.add("delivery.alignment", p.delivery.alignment, 0.9, "logit", {0.0, 3.0}, cited("D-GOAL", "sign; size assumed"),
          "fidelity gained from no to full alignment", "deliver-activities");
    t.add("delivery.hours", p.delivery.hours, 2.0, "logit", {0.0, 3.0},
          cited("D-COORD", "coordination mediates; size assumed"),
          "fidelity gained from no to enough coordination hours", "deliver-activities");
    t.add("delivery.champion", p.delivery.champion, 0.35, "logit", {0.0, 1.5},
          cited("D-SUPT, D-PRIN", "turnover matters; size assumed"), "fidelity gained with a champion in post",
          "deliver-activities");
    t.add("delivery.clarity", p.delivery.clarity, 0.25, "logit", {0.0, 1.5}, cited("D-CONTRACT", "sign; size assumed"),
          "fidelity gained with a clear agreement", "deliver-activities");
    t.add("delivery.clarity-trust", p.delivery.clarity_trust, 1.4, "logit", {0.0, 2.0},
          cited("D-CONTRACT", "contracts and trust complete each other; size assumed"),
          "extra of a clear agreement under full trust", "deliver-activities");
    t.add_late("delivery.substitution", p.delivery.substitution, 1.0, "power", {-20.0, 1.0},
               cited("D-CONTRACT", "they go together rather than replace each other; no power fits a correlation: "
                                   "1 = sum, 0 = product, far below 0 = the weakest link"),
               "how far trust, shared goals, hours and contract replace each other in fidelity", "deliver-activities");
    t.add_late(
        "delivery.link-least", p.delivery.link_least, 0.05, "share", {0.01, 0.3},
        assumed("who has written nothing down still has habits; acts only where delivery.substitution is below 1"),
        "least that one of these four counts where they complete each other", "deliver-activities");
    t.add("delivery.culture", p.delivery.culture, 0.8, "logit", {0.0, 3.0}, cited("D-GOAL", "sign; size assumed"),
          "fidelity lost at full cultural distance", "deliver-activities");
    t.add("delivery.caseload", p.delivery.caseload, 1.8, "logit", {0.0, 2.0},
          cited("P-COACH-ACH", "large programmes are weaker; size assumed"),
          "fidelity lost when staff is used to the full", "deliver-activities");
    t.add_late("delivery.caseload-least", p.delivery.caseload_least, 0.05, "share", {0.0, 0.5},
               assumed("somebody is always at work; no size found"),
               "least share of its staff that a partner is taken to use", "deliver-activities");
    t.add("delivery.evaluation", p.delivery.evaluation, 0.3, "logit", {0.0, 1.5},
          cited("D-BOARD", "sign; size assumed"), "fidelity gained by evaluating and correcting", "deliver-activities");
    t.add("delivery.support-effect", p.delivery.support_effect, 0.02, "logit/USD", {0.0, 0.1},
          assumed("training and supplies raise fidelity; size assumed"),
          "fidelity gained with each dollar of support a pupil and month", "deliver-activities");
    t.add("delivery.school-trust", p.delivery.school_trust, 0.7, "logit", {0.0, 2.0},
          cited("D-TRUST-1in2, D-TRUST-1in7", "sign; size assumed"),
          "fidelity gained from no to full trust within the school", "deliver-activities");
    t.add("delivery.adjust", p.delivery.adjust, 0.12, "1/month", {0.04, 0.4},
          assumed("programmes mature within a school year"), "speed at which fidelity follows its causes",
          "deliver-activities");
    t.add("delivery.threshold", p.delivery.threshold, 0.65, "share", {0.55, 0.75}, cited("P-IMPL"),
          "fidelity at which a programme's effect is half way up", "deliver-activities renew-partnerships");
    t.add("delivery.steepness", p.delivery.steepness, 14.0, "1/share", {4.0, 40.0},
          cited("P-IMPL", "60 to 80 %: the rise lies in this band"), "how sharp that threshold is",
          "deliver-activities");
    t.add("delivery.poor-ratio", p.delivery.poor_ratio, 0.35, "ratio", {0.2, 0.5},
          cited("P-IMPL-X", "2 to 3 times larger when well delivered"),
          "effect of a badly delivered programme against a well delivered one", "deliver-activities");
    t.add("hours.pair", p.hours.pair, 2.0, "h/month", {0.1, 4.0},
          cited("D-COORD", "coordination grows with the number of organisations; size assumed"),
          "hours that each pair of a school's partners costs it", "deliver-activities");
    t.add_late("hours.distance", p.hours.distance, 0.5, "share", {0.0, 2.0}, cited("D-COORD", "form"),
               "coordination hours that a partner at an endless distance adds to a tie", "deliver-activities");
    t.add_late("hours.new-tie", p.hours.new_tie, 0.5, "share", {0.0, 2.0}, assumed("new work takes the hours of old"),
               "coordination hours that a tie adds in its first month, less in each month after it",
               "deliver-activities");
    t.add_late("hours.new-months", p.hours.new_months, 12, "month", {1, 36}, assumed("a school year is learnt once"),
               "months after which a tie takes no more than its usual hours", "deliver-activities");
    t.add("hours.shared-decisions", p.hours.shared_decisions, 0.5, "share", {0.0, 1.5},
          assumed("votes and open meetings take time; size assumed"),
          "coordination hours that deciding by equal votes adds", "deliver-activities");
    t.add("hours.backbone-relief", p.hours.backbone_relief, 0.45, "share", {0.0, 0.8},
          assumed("what backbones are for"), "share of coordination hours a funded backbone takes over",
          "deliver-activities");
    t.add("hours.measurement-relief", p.hours.measurement_relief, 0.20, "share", {0.0, 0.6},
          assumed("one set of forms for all"), "share of coordination hours that shared measurement saves",
          "deliver-activities");
    t.add("delivery.saturation", p.delivery.saturation, 0.6, "share", {0.1, 3.0},
          cited("P-TUT-NOQ24", "more sessions help less and less; form assumed"),
          "dose at which half of what is possible beyond is reached", "deliver-activities");
    t.add("delivery.relation-sd", p.delivery.relation_sd, 0.35, "log", {0.1, 0.9},
          cited("D-IJV-R2", "most variance of performance stays unexplained"), "luck of a relation in its effect",
          "deliver-activities");
    t.add("delivery.fit-power", p.delivery.fit_power, 1.0, "power", {0.0, 3.0},
          assumed("what a programme does for other ends than needed is lost"),
          "how strongly effect falls when a programme is bent away from need", "deliver-activities");
    t.add_late("delivery.equity-tilt", p.delivery.equity_tilt, 0.5, "share", {0.0, 1.0},
               assumed("those in need are hard to reach; no size found"),
               "how far steering to low-income pupils fills programmes with them first", "deliver-activities");
    t.add_late("delivery.share-inside", p.delivery.share_inside, 0.01, "share", {0.001, 0.1},
               assumed("where a school has next to no (or only) low-income pupils, steering has no meaning"),
               "how far from 0 and 1 the low-income share is kept in that", "deliver-activities");
    t.add("delivery.staff-pool", p.delivery.staff_pool, 1000, "h/month", {300, 20000},
          cited("P-COACH-ACH", "large programmes half as strong; size calibrated"),
          "hours a month of suitable people whom one organisation can find", "deliver-activities");
    t.add_late("delivery.pool-least", p.delivery.pool_least, 0.01, "share", {0.001, 0.2},
               assumed("the very best of endless people do not exist; where to stop is ours"),
               "least share of the people within reach whose mean quality is taken", "deliver-activities");
    t.add_late("delivery.common-pool", p.delivery.common_pool, 0.3, "share", {0.0, 1.0},
               cited("P-CSR-CA", "form: who hires many at once hires worse"),
               "how far staff is hired from one pool of the county instead of one a partner",
               "start deliver-activities");
    t.add_late("delivery.pool-per-1000", p.delivery.pool_per_1000, 250, "h/month", {20, 5000},
               assumed("about two of suitable people at full time; to be calibrated"),
               "hours of suitable people in a county for each 1,000 pupils", "deliver-activities");
    t.add_late("delivery.trial-pool", p.delivery.trial_pool, 0.5, "share", {0.01, 1.0},
               assumed("effects are those of trials, whose staff was chosen too"),
               "share of the people within reach at work in the trials behind programmes' effects",
               "deliver-activities");
    t.add_late("delivery.class-staff", p.delivery.class_staff, 3.0, "h/month", {0.0, 10.0},
               cited("P-CSR-CA", "smaller classes hire teachers from the same pool"),
               "hours of teachers that a pupil of a smaller class takes from that pool", "deliver-activities");
    t.add("delivery.staff-quality-sd", p.delivery.staff_quality_sd, 0.5, "share", {0.0, 0.8},
          cited("P-COACH-ACH", "the best are hired first; spread assumed"),
          "spread of quality among a partner's possible staff", "start partners-come-and-go");
}

} // namespace

void add_partnership_rows(Table& table) {
    add_leaders(table);
    add_seek(table);
    add_negotiate(table);
    add_power(table);
    add_allocate(table);
    add_deliver(table);
}

} // namespace models
