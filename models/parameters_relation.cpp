// Rows of trust, renewal, practice and community.
#include "models/parameters.h"

namespace models {

using sim::assumed;
using sim::cited;
using Table = sim::ParameterTable<Parameters>;

namespace {

void add_trust(Table& t) {
    const Parameters& p = t.prototype();
    t.add("trust.gain", p.trust.gain, 0.20, "1/term", {0.05, 0.6}, assumed("no published speed; swept"),
          "speed at which trust rises towards what is experienced", "update-trust");
    t.add("trust.loss-ratio", p.trust.loss_ratio, 1.8, "ratio", {0.5, 5.0},
          cited("D-TRUST-ASYM, D-TRUST-REV", "the two disagree; the whole range is swept"),
          "speed of losing trust against winning it", "update-trust");
    t.add("trust.unfairness", p.trust.unfairness, 0.9, "index", {0.0, 1.5},
          assumed("one-sided decisions cost openness; size assumed"), "openness lost when one side decides alone",
          "update-trust");
    t.add("trust.start", p.trust.start, 0.74, "index", {0.2, 0.8}, cited("D-PARTNER", "scale only; no norm published"),
          "trust between strangers of average reputation", "seek-partners renew-partnerships");
    t.add("trust.chemistry", p.trust.chemistry, 0.25, "index/SD", {0.0, 0.4},
          cited("D-TRUST-DUR, D-IJV-R2", "trust differs between relations more than over their years; size assumed"),
          "spread of trust that comes from whether people get on, which no trait explains", "update-trust");
    t.add_late("trust.reliability-weight", p.trust.reliability_weight, 1.0, "weight", {0.1, 3.0},
               assumed("PARTNER takes the plain mean of its three items; no study weighs them"),
               "weight of kept promises in trust",
               "share-decisions deliver-activities renew-partnerships spread-practice outcomes");
    t.add_late("trust.mission-weight", p.trust.mission_weight, 1.0, "weight", {0.1, 3.0},
               assumed("PARTNER takes the plain mean of its three items; no study weighs them"),
               "weight of shared goals in trust",
               "share-decisions deliver-activities renew-partnerships spread-practice outcomes");
    t.add_late("trust.openness-weight", p.trust.openness_weight, 1.0, "weight", {0.1, 3.0},
               assumed("PARTNER takes the plain mean of its three items; no study weighs them"),
               "weight of open decisions in trust",
               "share-decisions deliver-activities renew-partnerships spread-practice outcomes");
    t.add_late("trust.reputation-weight", p.trust.reputation_weight, 0.5, "share", {0.0, 1.0},
               assumed("strangers know a name and their own habit; no split found"),
               "weight of the other's reputation in trust at the start", "seek-partners");
    t.add_late("trust.concealment", p.trust.concealment, 1.0, "share", {0.0, 1.0},
               assumed("what was hidden in talks is not told at the signature"),
               "part of the goals hidden in talks that stays hidden after the signature",
               "update-trust renew-partnerships");
    t.add_late("trust.find-out", p.trust.find_out, 0.15, "1/term", {0.02, 0.6},
               assumed("half of it is out within a year and a term; no rate found"),
               "chance that goals which stayed hidden come out", "update-trust renew-partnerships");
    t.add_late("trust.breach", p.trust.breach, 1.0, "ratio", {0.0, 2.0},
               cited("D-BREACH", "trust falls after a breach; that it falls by what was hidden is assumed"),
               "fall of trust in shared goals against what was hidden, when it comes out", "update-trust");
    t.add_late("trust.even-openness", p.trust.even_openness, 0.5, "index", {0.0, 1.0},
               assumed("between closed and open; no size found"),
               "openness felt behind closed doors when both sides decide alike", "update-trust");
    t.add("value.half", p.value.half, 25, "USD/month", {5, 200},
          assumed("worth to a school of what it gets, for each pupil served"),
          "support a pupil served at which a partnership's resources count half", "update-trust");
    t.add("value.group-half", p.value.group_half, 40, "students", {5, 300}, assumed("reach is what partners get"),
          "pupils served at which a partner's reach counts half", "update-trust");
    t.add_late("value.influence-weight", p.value.influence_weight, 1.0, "weight", {0.1, 3.0},
               assumed("PARTNER takes the plain mean of its three items; no study weighs them"),
               "weight of influence in what a partnership is worth", "renew-partnerships learn-from-others outcomes");
    t.add_late("value.involvement-weight", p.value.involvement_weight, 1.0, "weight", {0.1, 3.0},
               assumed("PARTNER takes the plain mean of its three items; no study weighs them"),
               "weight of involvement in what a partnership is worth", "renew-partnerships learn-from-others outcomes");
    t.add_late("value.resources-weight", p.value.resources_weight, 1.0, "weight", {0.1, 3.0},
               assumed("PARTNER takes the plain mean of its three items; no study weighs them"),
               "weight of resources in what a partnership is worth", "renew-partnerships learn-from-others outcomes");
    t.add_late("value.usual-fit", p.value.usual_fit, 0.5, "share", {0.25, 1.0},
               assumed("scale ours: at this fit support counts as it comes"),
               "fit at which a school values support in full", "update-trust");
    t.add_late("value.unaligned", p.value.unaligned, 0.5, "share", {0.0, 1.0},
               assumed("reach pleases partners whose goals differ too; no size found"),
               "what reach is worth to a partner with wholly other goals", "update-trust");
}

void add_renewal(Table& t) {
    const Parameters& p = t.prototype();
    t.add("renewal.base", p.renewal.base, 0.95, "logit", {-2.0, 3.0},
          cited("D-CTC-3Y, D-CTC-HAZ, D-ALL-5Y", "level between supported coalitions and business alliances"),
          "log-odds that a side renews when nothing speaks for or against", "renew-partnerships");
    t.add("renewal.value", p.renewal.value, 1.6, "logit", {0.0, 4.0}, assumed("what one gets counts; size assumed"),
          "weight of the value got", "renew-partnerships");
    t.add("renewal.trust", p.renewal.trust, 2.0, "logit", {0.0, 4.0}, cited("D-TRUST-PERF", "sign; size assumed"),
          "weight of trust", "renew-partnerships");
    t.add("renewal.overload", p.renewal.overload, 1.2, "logit", {0.0, 4.0}, cited("D-COORD", "sign; size assumed"),
          "weight of missing coordination hours", "renew-partnerships");
    t.add("renewal.champion", p.renewal.champion, 0.7, "logit", {0.0, 2.0},
          cited("D-SUPT, D-PRIN", "sign; size assumed"), "weight of a champion in post", "renew-partnerships");
    t.add("renewal.support", p.renewal.support, 0.6, "logit", {0.0, 2.0},
          assumed("boards renew what the community likes"), "weight of community support", "renew-partnerships");
    t.add("renewal.alternatives", p.renewal.alternatives, 0.4, "logit", {0.0, 2.0},
          cited("D-EMERSON", "sign; size assumed"), "weight of having other partners to turn to", "renew-partnerships");
    t.add_late("renewal.partner-others", p.renewal.partner_others, 0.5, "share", {0.0, 1.0},
               assumed("partners can nearly always find another school; no count found"),
               "how far a partner has other schools to turn to", "renew-partnerships");
    t.add("renewal.donors", p.renewal.donors, 3.0, "logit", {0.0, 8.0},
          cited("M-MULTI-REC", "commitments shorten in a downturn; size assumed"),
          "weight of a fall in a partner's means", "renew-partnerships");
    t.add("renewal.evaluation", p.renewal.evaluation, 0.5, "logit", {0.0, 2.0}, cited("D-BOARD", "sign; size assumed"),
          "weight of an evaluated success or failure", "renew-partnerships");
    t.add_late("renewal.evaluation-slope", p.renewal.evaluation_slope, 2.0, "1/share", {0.5, 5.0},
               assumed("scale ours: fidelity stays within half a unit of its threshold"),
               "how quickly an evaluation turns good or bad with fidelity", "renew-partnerships");
    t.add("crisis.rate", p.crisis.rate, 0.0098, "1/term", {0.002, 0.05},
          cited("D-CTC-HAZ", "5.5 % a year in supported coalitions, all causes"),
          "chance that a sound partnership falls into crisis", "renew-partnerships");
    t.add("crisis.trust", p.crisis.trust, 3.0, "log", {0.0, 6.0}, assumed("distrust breaks agreements; size assumed"),
          "rise of that chance from full to no trust", "renew-partnerships");
    t.add("crisis.champion", p.crisis.champion, 0.5, "log", {0.0, 2.0}, cited("D-SUPT, D-PRIN", "sign; size assumed"),
          "rise without a champion", "renew-partnerships");
    t.add("crisis.overload", p.crisis.overload, 0.8, "log", {0.0, 3.0}, cited("D-COORD", "sign; size assumed"),
          "rise when coordination hours are missing", "renew-partnerships");
    t.add("crisis.delivery", p.crisis.delivery, 1.5, "log", {0.0, 4.0}, assumed("broken promises; size assumed"),
          "rise when nothing promised is delivered", "renew-partnerships");
    t.add_late("crisis.breach", p.crisis.breach, 2.0, "log", {0.0, 4.0},
               cited("D-BREACH", "form; size assumed, acts only where trust.concealment is above 0"),
               "rise of the chance of a crisis in the term in which wholly other goals come out", "renew-partnerships");
    t.add("crisis.age-peak", p.crisis.age_peak, 12, "month", {6, 60},
          cited("D-HAZ-SHAPE", "the hazard rises to a middle-term peak; place assumed"),
          "age at which the chance peaks", "renew-partnerships");
    t.add_late("crisis.ageless", p.crisis.ageless, 0.2, "share", {0.0, 1.0},
               assumed("D-HAZ-SHAPE gives the form of the hump, not its height"),
               "part of the chance that does not follow age", "renew-partnerships");
    t.add_late("crisis.blame-trust", p.crisis.blame_trust, 0.5, "ratio", {0.0, 2.0},
               assumed("distrust often follows the other causes; size ours"),
               "weight of lost trust as the reason of an ending, against its weight in the chance",
               "renew-partnerships");
}

void add_community(Table& t) {
    const Parameters& p = t.prototype();
    t.add("practice.adopt", p.practice.adopt, 0.6, "1/year", {0.2, 2.0},
          assumed("teaching changes over one to two years"), "speed at which teachers take up new practice",
          "spread-practice");
    t.add("practice.fade", p.practice.fade, 0.25, "1/year", {0.05, 0.6},
          cited("S-TEACH-TURN", "leaving teachers take it along, others fall back"),
          "speed at which practice is lost without support", "spread-practice");
    t.add("practice.spread", p.practice.spread, 0.10, "1/year", {0.0, 0.4},
          assumed("schools at one table learn from each other"),
          "speed of catching up with better practice of schools tied to the same partners", "spread-practice");
    t.add("school.spread-sd", p.school.spread_sd, 0.12, "index", {0.0, 0.25}, assumed("scale ours"),
          "spread of schools' trust, reputation and support at the start", "start");
    t.add_late("school.index-least", p.school.index_least, 0.05, "index", {0.0, 0.2},
               assumed("no school is trusted by nobody or by all; no size found"),
               "least trust, reputation and support at the start, and how far below 1 the most", "start");
    t.add_late("school.pupils-per-teacher", p.school.pupils_per_teacher, 20.0, "students/teacher", {8, 40},
               assumed("usual staffing; only for schools that are made up"),
               "pupils for each teacher of a synthetic school", "start");
    t.add_late("school.places-ratio", p.school.places_ratio, 1.02, "ratio", {1.0, 1.5},
               assumed("how far schools can stretch; no size found"),
               "places for arrivals from other schools against their usual number", "start");
    t.add_late("school.places-more", p.school.places_more, 4.0, "students", {0, 50},
               assumed("as above, for small cohorts"), "places for arrivals beyond that", "start");
    t.add("reputation.start", p.reputation.start, 0.5, "index", {0.2, 0.8}, assumed("scale ours"),
          "usual reputation of schools and partners", "start partners-come-and-go community-supports");
    t.add("support.start", p.support.start, 0.55, "index", {0.3, 0.8}, assumed("scale ours"), "usual community support",
          "start allocate-resources renew-partnerships community-supports");
    t.add("support.adjust", p.support.adjust, 0.15, "1/term", {0.03, 0.5},
          assumed("opinion follows within a year or two"), "speed at which support follows its causes",
          "community-supports");
    t.add("support.trend", p.support.trend, 0.5, "1/SD", {0.0, 2.0}, assumed("parents read report cards; size assumed"),
          "support gained with each SD a year of rising results", "community-supports");
    t.add("support.served", p.support.served, 0.15, "index", {0.0, 0.6}, assumed("visible help is liked; size assumed"),
          "support gained when all pupils are in programmes", "community-supports");
    t.add("support.cut", p.support.cut, 0.5, "index", {0.0, 2.0}, assumed("cuts anger; size assumed"),
          "support lost when all public money is cut", "community-supports");
    t.add("school-trust.start", p.school_trust.start, 0.55, "index", {0.3, 0.8}, assumed("scale ours"),
          "usual trust within a school", "start turn-over-leaders community-supports");
    t.add("school-trust.adjust", p.school_trust.adjust, 0.10, "1/term", {0.03, 0.4},
          assumed("trust within a school grows over years"), "speed at which trust within a school follows its causes",
          "community-supports");
    t.add("school-trust.tenure", p.school_trust.tenure, 0.15, "index", {0.0, 0.4},
          assumed("leaders who stay; size assumed"), "trust gained by a principal who has stayed for years",
          "community-supports");
    t.add("school-trust.openness", p.school_trust.openness, 0.15, "index", {0.0, 0.4},
          cited("D-SHARED", "shared leadership; sign, size assumed"), "trust gained by open decisions",
          "community-supports");
    t.add("reputation.adjust", p.reputation.adjust, 0.10, "1/term", {0.02, 0.4}, assumed("reputation lags"),
          "speed at which reputation follows results and kept promises", "community-supports");
    t.add("school-trust.usual-openness", p.school_trust.usual_openness, 0.4, "index", {0, 1}, assumed("scale ours"),
          "openness of decisions that leaves trust where it is", "community-supports");
    t.add_late("school-trust.usual-standing", p.school_trust.usual_standing, 0.5, "index", {0.0, 1.0},
               assumed("scale ours: that of tenure-half"), "standing of a principal that leaves trust where it is",
               "community-supports");
    t.add("school-trust.tenure-half", p.school_trust.tenure_half, 36, "month", {6, 120},
          assumed("time to become known"), "tenure at which half of a principal's standing is reached",
          "community-supports");
    t.add("need.usual-far-below", p.need.usual_far_below, 0.159, "share", {0.1, 0.3},
          cited("S-ICC-HSB", "share of a normal distribution below -1 SD, by definition"),
          "share of pupils far below at which learning needs are usual", "report-cards");
    t.add("need.usual-chronic", p.need.usual_chronic, 0.145, "share", {0.12, 0.16}, cited("S-CA-PRE"),
          "chronic absence at which attendance needs are usual", "report-cards");
    t.add("need.range", p.need.range, 2.0, "ratio", {1.0, 4.0}, assumed("needs change less than indicators"),
          "most that an indicator may raise or lower a need", "report-cards");
    t.add_late("need.learning", p.need.learning, 0.45, "weight", {0.0, 1.0},
               assumed("what teachers name first; no survey with shares found"),
               "need of learning before any report card", "start");
    t.add_late("need.attendance", p.need.attendance, 0.15, "weight", {0.0, 1.0}, assumed("as need.learning"),
               "need of attendance where no pupil is poor", "start");
    t.add_late("need.attendance-poverty", p.need.attendance_poverty, 0.10, "weight", {0.0, 1.0},
               assumed("sign from S-CA-PRE; size as need.learning"), "rise of it to where all pupils are poor",
               "start");
    t.add_late("need.equity", p.need.equity, 0.05, "weight", {0.0, 1.0}, assumed("as need.learning"),
               "need of equity where no pupil is poor", "start");
    t.add_late("need.equity-poverty", p.need.equity_poverty, 0.25, "weight", {0.0, 1.0}, assumed("as need.learning"),
               "rise of it to where all pupils are poor", "start");
    t.add_late("need.upper", p.need.upper, 0.15, "weight", {0.0, 1.0}, assumed("as need.learning"),
               "need of help towards careers, and towards college, in upper schools", "start");
    t.add_late("need.lower", p.need.lower, 0.02, "weight", {0.0, 1.0}, assumed("as need.learning"),
               "the same in all other schools", "start");
    t.add_late("need.upper-grade", p.need.upper_grade, 10.0, "grade", {5, 13},
               assumed("where careers and college come near; by custom"),
               "last grade from which a school counts as upper", "start");
    t.add("trend.adjust", p.trend.adjust, 0.3, "1/term", {0.1, 1.0}, assumed("how quickly leaders believe a change"),
          "speed at which the perceived trend follows report cards", "report-cards");
}

} // namespace

void add_relation_rows(Table& table) {
    add_trust(table);
    add_renewal(table);
    add_community(table);
}

} // namespace models
