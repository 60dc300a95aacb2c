// Rows of leaders, search, talks, power, money flows and delivery (processes 2 to 7).
#include "models/parameters.h"

namespace models {

using sim::assumed;
using sim::cited;
using Table = sim::ParameterTable<Parameters>;

namespace {

void add_leaders(Table& t) {
    const Parameters& p = t.prototype();
    t.add("leaders.principal-rate", p.leaders.principal_rate, 0.20, "1/year", {0.18, 0.25}, cited("D-PRIN"),
          "principals who leave their school");
    t.add("leaders.superintendent-rate", p.leaders.superintendent_rate, 0.156, "1/year", {0.142, 0.20}, cited("D-SUPT"),
          "superintendents who leave");
    t.add("leaders.teacher-rate", p.leaders.teacher_rate, 0.16, "1/year", {0.15, 0.25}, cited("S-TEACH-TURN"),
          "teachers who leave their school");
    t.add("leaders.champion-start", p.leaders.champion_start, 0.7, "probability", {0.2, 1.0},
          assumed("no survey found"), "schools that have a champion of partnerships at the start");
    t.add("leaders.champion-rate", p.leaders.champion_rate, 0.15, "1/month", {0.03, 0.4},
          assumed("how soon somebody takes up the cause again"), "chance that a school without a champion finds one");
    t.add("leaders.champion-with-leader", p.leaders.champion_with_leader, 0.6, "probability", {0.2, 1.0},
          assumed("champions are mostly the leaders themselves"),
          "chance that the champion goes with a leaving principal or superintendent");
    t.add("leaders.trust-loss", p.leaders.trust_loss, 0.12, "share", {0.0, 0.4},
          assumed("trust is partly personal; no size found"),
          "share of a school's inner trust lost with its principal");
    t.add("leaders.teacher-adjust", p.leaders.teacher_adjust, 0.06, "1/month", {0.02, 0.2},
          assumed("turnover follows causes within a year or two"),
          "speed at which teachers' turnover follows its causes");
    t.add("leaders.teacher-trust", p.leaders.teacher_trust, 0.12, "1/year", {0.0, 0.3},
          cited("S-TEACH-TURN", "range between schools .15 to .25"),
          "fall of teachers' turnover from no to full trust within the school");
}

void add_seek(Table& t) {
    const Parameters& p = t.prototype();
    t.add("seek.near-candidates", p.seek.near_candidates, 16, "count", {4, 64},
          assumed("how many neighbours a school can come to know"), "nearest local partners a school may consider");
    t.add("seek.regional-candidates", p.seek.regional_candidates, 16, "count", {0, 64},
          assumed("as above, for partners who work in the whole region"), "regional partners a school may consider");
    t.add("seek.awareness", p.seek.awareness, 0.35, "probability", {0.05, 1.0},
          assumed("not everybody is thought of at once"), "chance that a candidate comes to mind in a month");
    t.add("seek.error-sd", p.seek.error_sd, 0.15, "index", {0.0, 0.4}, assumed("first impressions err"),
          "error of a judged alignment without scrutiny");
    t.add("seek.masking", p.seek.masking, 0.25, "share", {0.0, 0.8}, assumed("partners show their best side"),
          "share of misalignment that stays hidden without scrutiny");
    t.add("seek.distance", p.seek.distance, 15, "km", {3, 60}, assumed("no positions in the data"),
          "distance at which nearness counts half");
    t.add("seek.proposals", p.seek.proposals, 3, "count", {1, 8}, assumed("leaders' time"),
          "partners a school approaches in a month, best first");
    t.add("seek.group-min", p.seek.group_min, 12, "students", {5, 40}, assumed("below it no programme is started"),
          "smallest group worth a partnership");
    t.add("seek.partner-alignment", p.seek.partner_alignment, 1.0, "weight", {0.0, 3.0},
          cited("D-FUND-AGENDA", "givers choose by goals or need; size assumed"),
          "how much partners look for shared goals");
    t.add("seek.partner-reputation", p.seek.partner_reputation, 0.6, "weight", {0.0, 3.0},
          assumed("partners like success"), "how much partners look for reputed schools");
    t.add("seek.partner-size", p.seek.partner_size, 0.4, "weight", {0.0, 3.0}, assumed("partners like reach"),
          "how much partners look for large schools");
    t.add("seek.taste-sd", p.seek.taste_sd, 0.15, "index", {0.0, 0.6}, assumed("persons matter"),
          "lasting liking between two organisations that no trait explains");
    t.add("seek.size-power", p.seek.size_power, 1.0, "power", {0.0, 1.0},
          cited("D-PREV-DIST", "districts with partners hold more pupils than their number; size assumed"),
          "how the wanted number of partnerships grows with pupils over 1,000");
    t.add("seek.room", p.seek.room, 1.6, "ratio", {0.8, 2.5},
          assumed("schools take on somewhat more than they can coordinate"),
          "coordination hours a school is ready to promise against those it has");
}

void add_negotiate(Table& t) {
    const Parameters& p = t.prototype();
    t.add("talks.pace", p.talks.pace, 1.3, "1/month", {0.4, 3.0},
          assumed("about half a year from first talk to agreement"),
          "rate of passing a stage of talks when nothing stands in the way");
    t.add("talks.misalignment", p.talks.misalignment, 1.2, "log", {0.0, 3.0}, cited("D-GOAL", "sign; size assumed"),
          "how much misalignment slows talks");
    t.add("talks.culture", p.talks.culture, 0.8, "log", {0.0, 3.0}, cited("D-GOAL", "sign; size assumed"),
          "how much cultural distance slows talks");
    t.add("talks.regulation", p.talks.regulation, 0.5, "log", {0.0, 3.0}, assumed("legal steps take time"),
          "how much extra legal steps slow talks");
    t.add("talks.inequality", p.talks.inequality, 0.5, "log", {0.0, 2.0}, cited("D-DEP-ASYM", "sign; size assumed"),
          "how much unequal alternatives slow talks");
    t.add("talks.formality", p.talks.formality, 0.7, "log", {0.0, 2.0}, assumed("writing takes time"),
          "how much writing more down slows the last stages");
    t.add("talks.fail-rate", p.talks.fail_rate, 0.014, "1/month", {0.005, 0.10},
          assumed("no rate of failed talks found"), "chance that easy talks fail");
    t.add("talks.fail-misalignment", p.talks.fail_misalignment, 2.0, "log", {0.0, 4.0},
          cited("D-GOAL", "sign; size assumed"), "how much misalignment makes talks fail");
    t.add("talks.fail-culture", p.talks.fail_culture, 1.0, "log", {0.0, 3.0}, cited("D-GOAL", "sign; size assumed"),
          "how much cultural distance makes talks fail");
    t.add("talks.fail-inequality", p.talks.fail_inequality, 0.7, "log", {0.0, 3.0},
          cited("D-DEP-ASYM", "sign; size assumed"), "how much unequal alternatives make talks fail");
    t.add("talks.fail-regulation", p.talks.fail_regulation, 0.4, "log", {0.0, 3.0},
          assumed("legal steps end some talks"), "how much extra legal steps make talks fail");
    t.add("talks.hours", p.talks.hours, 3.0, "h/month", {0.5, 12.0}, assumed("meetings of talks"),
          "coordination hours that talks take a school");
    t.add("talks.common-ground", p.talks.common_ground, 0.30, "1/month", {0.05, 0.8},
          assumed("work on shared goals shows within months"), "speed at which work on common ground bears fruit");
    t.add("talks.common-ground-max", p.talks.common_ground_max, 0.45, "share", {0.0, 0.8},
          assumed("goals have a core that talks do not move"), "share of misalignment that such work can bridge");
    t.add("talks.thin-dose", p.talks.thin_dose, 0.35, "share", {0.15, 0.8},
          assumed("how thin support is spread when breadth is wanted"),
          "dose a pupil gets when many are to be reached");
    t.add("talks.partner-part-max", p.talks.partner_part_max, 0.5, "share", {0.1, 1.0},
          assumed("partners spread their risk"), "part of a partner's capacity that one school may be pledged");
}

void add_power(Table& t) {
    const Parameters& p = t.prototype();
    t.add("power.by-dependence", p.power.by_dependence, 1.0, "share", {0.0, 1.0},
          cited("D-EMERSON", "form: power is the other's dependence; 0 = decisions are equal by nature"),
          "how far power follows dependence");
    t.add("power.alternatives", p.power.alternatives, 0.08, "1/count", {0.02, 2.0},
          cited("D-EMERSON", "form: power falls with the other's alternatives; size assumed"),
          "how fast dependence falls with alternatives");
    t.add("power.school-led-weight", p.power.school_led_weight, 0.85, "share", {0.5, 1.0},
          assumed("what schools deciding alone means"), "weight of the school where schools lead");
    t.add("power.backbone-rule", p.power.backbone_rule, 0.5, "share", {0.0, 1.0},
          assumed("a backbone chairs between members"), "how far a backbone replaces power by equal votes");
    t.add("goals.susceptibility", p.goals.susceptibility, 0.35, "share", {0.0, 0.9},
          cited("D-FJ", "free parameter: weight on others' view; no estimate exists"),
          "weight of others' views at full ties");
    t.add("goals.half-tie", p.goals.half_tie, 0.6, "weight", {0.1, 3.0},
          assumed("one good tie moves about half as much as many"),
          "sum of tie weights at which others' views count half of that");
}

void add_allocate(Table& t) {
    const Parameters& p = t.prototype();
    t.add("flows.delivery-sd", p.flows.delivery_sd, 0.20, "share", {0.0, 0.5}, assumed("promises are kept unevenly"),
          "monthly luck of what a partner can deliver");
    t.add("flows.formality-steadies", p.flows.formality_steadies, 0.5, "share", {0.0, 1.0},
          cited("D-CONTRACT", "contracts help; size assumed"), "share of that luck that a full agreement removes");
    t.add("flows.savings-months", p.flows.savings_months, 3.0, "month", {0.0, 12.0},
          assumed("partners carry some funds over"), "months of funds a partner may save");
    t.add("flows.reserve-target", p.flows.reserve_target, 0.05, "share", {0.0, 0.25},
          assumed("usual advice to districts"), "share of a year's budget at which a school stops saving");
    t.add("hours.school", p.hours.school, 5.0, "h/month", {2.0, 30.0},
          assumed("time of a principal for outside partners"), "coordination hours of the smallest school");
    t.add("hours.per-1000", p.hours.per_1000, 9.0, "h/month", {2.0, 40.0}, assumed("larger offices have more staff"),
          "coordination hours more for each 1,000 pupils");
    t.add("hours.cut-first", p.hours.cut_first, 2.0, "ratio", {0.0, 5.0},
          assumed("offices are cut before classrooms; size assumed"),
          "fall of a school's coordination hours against a fall of its spending");
    t.add("hours.support", p.hours.support, 0.4, "share", {0.0, 1.0}, assumed("parents and boards help or hinder"),
          "rise of hours from no to full community support");
}

void add_deliver(Table& t) {
    const Parameters& p = t.prototype();
    t.add("delivery.start", p.delivery.start, 0.45, "share", {0.2, 0.7},
          cited("P-IMPL", "programmes start below the 60 to 80 % at which they work"), "fidelity of a new programme");
    t.add("delivery.base", p.delivery.base, -3.3, "logit", {-4.0, 1.0},
          cited("P-IMPL", "programmes reach 0.4 to 0.8 of their design, none all of it"),
          "log-odds of fidelity when nothing helps");
    t.add("delivery.trust", p.delivery.trust, 1.2, "logit", {0.0, 3.0}, cited("D-TRUST-PERF", "sign; size assumed"),
          "fidelity gained from no to full mutual trust");
    t.add("delivery.alignment", p.delivery.alignment, 0.9, "logit", {0.0, 3.0}, cited("D-GOAL", "sign; size assumed"),
          "fidelity gained from no to full alignment");
    t.add("delivery.hours", p.delivery.hours, 2.0, "logit", {0.0, 3.0},
          cited("D-COORD", "coordination mediates; size assumed"),
          "fidelity gained from no to enough coordination hours");
    t.add("delivery.champion", p.delivery.champion, 0.35, "logit", {0.0, 1.5},
          cited("D-SUPT, D-PRIN", "turnover matters; size assumed"), "fidelity gained with a champion in post");
    t.add("delivery.clarity", p.delivery.clarity, 0.25, "logit", {0.0, 1.5}, cited("D-CONTRACT", "sign; size assumed"),
          "fidelity gained with a clear agreement");
    t.add("delivery.clarity-trust", p.delivery.clarity_trust, 1.4, "logit", {0.0, 2.0},
          cited("D-CONTRACT", "contracts and trust complete each other; size assumed"),
          "extra of a clear agreement under full trust");
    t.add("delivery.culture", p.delivery.culture, 0.8, "logit", {0.0, 3.0}, cited("D-GOAL", "sign; size assumed"),
          "fidelity lost at full cultural distance");
    t.add("delivery.caseload", p.delivery.caseload, 1.1, "logit", {0.0, 2.0},
          cited("P-COACH-ACH", "large programmes are weaker; size assumed"),
          "fidelity lost when staff is used to the full");
    t.add("delivery.evaluation", p.delivery.evaluation, 0.3, "logit", {0.0, 1.5},
          cited("D-BOARD", "sign; size assumed"), "fidelity gained by evaluating and correcting");
    t.add("delivery.support-effect", p.delivery.support_effect, 0.02, "logit/USD", {0.0, 0.1},
          assumed("training and supplies raise fidelity; size assumed"),
          "fidelity gained with each dollar of support a pupil and month");
    t.add("delivery.school-trust", p.delivery.school_trust, 0.7, "logit", {0.0, 2.0},
          cited("D-TRUST-1in2, D-TRUST-1in7", "sign; size assumed"),
          "fidelity gained from no to full trust within the school");
    t.add("delivery.adjust", p.delivery.adjust, 0.12, "1/month", {0.04, 0.4},
          assumed("programmes mature within a school year"), "speed at which fidelity follows its causes");
    t.add("delivery.threshold", p.delivery.threshold, 0.65, "share", {0.55, 0.75}, cited("P-IMPL"),
          "fidelity at which a programme's effect is half way up");
    t.add("delivery.steepness", p.delivery.steepness, 14.0, "1/share", {4.0, 40.0},
          cited("P-IMPL", "60 to 80 %: the rise lies in this band"), "how sharp that threshold is");
    t.add("delivery.poor-ratio", p.delivery.poor_ratio, 0.35, "ratio", {0.2, 0.5},
          cited("P-IMPL-X", "2 to 3 times larger when well delivered"),
          "effect of a badly delivered programme against a well delivered one");
    t.add("hours.pair", p.hours.pair, 2.0, "h/month", {0.1, 4.0},
          cited("D-COORD", "coordination grows with the number of organisations; size assumed"),
          "hours that each pair of a school's partners costs it");
    t.add("hours.shared-decisions", p.hours.shared_decisions, 0.5, "share", {0.0, 1.5},
          assumed("votes and open meetings take time; size assumed"),
          "coordination hours that deciding by equal votes adds");
    t.add("hours.backbone-relief", p.hours.backbone_relief, 0.45, "share", {0.0, 0.8},
          assumed("what backbones are for"), "share of coordination hours a funded backbone takes over");
    t.add("hours.measurement-relief", p.hours.measurement_relief, 0.20, "share", {0.0, 0.6},
          assumed("one set of forms for all"), "share of coordination hours that shared measurement saves");
    t.add("delivery.saturation", p.delivery.saturation, 0.6, "share", {0.1, 3.0},
          cited("P-TUT-NOQ24", "more sessions help less and less; form assumed"),
          "dose at which half of what is possible beyond is reached");
    t.add("delivery.relation-sd", p.delivery.relation_sd, 0.35, "log", {0.1, 0.9},
          cited("D-IJV-R2", "most variance of performance stays unexplained"), "luck of a relation in its effect");
    t.add("delivery.fit-power", p.delivery.fit_power, 1.0, "power", {0.0, 3.0},
          assumed("what a programme does for other ends than needed is lost"),
          "how strongly effect falls when a programme is bent away from need");
    t.add("delivery.staff-pool", p.delivery.staff_pool, 1000, "h/month", {300, 20000},
          cited("P-COACH-ACH", "large programmes half as strong; size calibrated"),
          "hours a month of suitable people whom one organisation can find");
    t.add("delivery.staff-quality-sd", p.delivery.staff_quality_sd, 0.45, "share", {0.0, 0.5},
          cited("P-COACH-ACH", "the best are hired first; spread assumed"),
          "spread of quality among a partner's possible staff");
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
