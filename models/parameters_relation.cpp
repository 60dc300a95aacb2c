// Rows of trust, renewal, practice and community (processes 10 to 13).
#include "models/parameters.h"

namespace models {

using sim::assumed;
using sim::cited;
using Table = sim::ParameterTable<Parameters>;

namespace {

void add_trust(Table& t) {
    const Parameters& p = t.prototype();
    t.add("trust.gain", p.trust.gain, 0.20, "1/term", {0.05, 0.6}, assumed("no published speed; swept"),
          "speed at which trust rises towards what is experienced");
    t.add("trust.loss-ratio", p.trust.loss_ratio, 1.8, "ratio", {0.5, 5.0},
          cited("D-TRUST-ASYM, D-TRUST-REV", "the two disagree; the whole range is swept"),
          "speed of losing trust against winning it");
    t.add("trust.unfairness", p.trust.unfairness, 0.9, "index", {0.0, 1.5},
          assumed("one-sided decisions cost openness; size assumed"), "openness lost when one side decides alone");
    t.add("trust.start", p.trust.start, 0.74, "index", {0.2, 0.8}, cited("D-PARTNER", "scale only; no norm published"),
          "trust between strangers of average reputation");
    t.add("trust.chemistry", p.trust.chemistry, 0.25, "index/SD", {0.0, 0.4},
          cited("D-TRUST-DUR, D-IJV-R2", "trust differs between relations more than over their years; size assumed"),
          "spread of trust that comes from whether people get on, which no trait explains");
    t.add("value.half", p.value.half, 25, "USD/month", {5, 200},
          assumed("worth to a school of what it gets, for each pupil served"),
          "support a pupil served at which a partnership's resources count half");
    t.add("value.group-half", p.value.group_half, 40, "students", {5, 300}, assumed("reach is what partners get"),
          "pupils served at which a partner's reach counts half");
}

void add_renewal(Table& t) {
    const Parameters& p = t.prototype();
    t.add("renewal.base", p.renewal.base, 0.2, "logit", {-2.0, 3.0},
          cited("D-CTC-3Y, D-CTC-HAZ, D-ALL-5Y", "level between supported coalitions and business alliances"),
          "log-odds that a side renews when nothing speaks for or against");
    t.add("renewal.value", p.renewal.value, 1.6, "logit", {0.0, 4.0}, assumed("what one gets counts; size assumed"),
          "weight of the value got");
    t.add("renewal.trust", p.renewal.trust, 2.0, "logit", {0.0, 4.0}, cited("D-TRUST-PERF", "sign; size assumed"),
          "weight of trust");
    t.add("renewal.overload", p.renewal.overload, 1.2, "logit", {0.0, 4.0}, cited("D-COORD", "sign; size assumed"),
          "weight of missing coordination hours");
    t.add("renewal.champion", p.renewal.champion, 0.7, "logit", {0.0, 2.0},
          cited("D-SUPT, D-PRIN", "sign; size assumed"), "weight of a champion in post");
    t.add("renewal.support", p.renewal.support, 0.6, "logit", {0.0, 2.0},
          assumed("boards renew what the community likes"), "weight of community support");
    t.add("renewal.alternatives", p.renewal.alternatives, 0.4, "logit", {0.0, 2.0},
          cited("D-EMERSON", "sign; size assumed"), "weight of having other partners to turn to");
    t.add("renewal.donors", p.renewal.donors, 3.0, "logit", {0.0, 8.0},
          cited("M-MULTI-REC", "commitments shorten in a downturn; size assumed"),
          "weight of a fall in a partner's means");
    t.add("renewal.evaluation", p.renewal.evaluation, 0.5, "logit", {0.0, 2.0}, cited("D-BOARD", "sign; size assumed"),
          "weight of an evaluated success or failure");
    t.add("crisis.rate", p.crisis.rate, 0.006, "1/term", {0.002, 0.05},
          cited("D-CTC-HAZ", "5.5 % a year in supported coalitions, all causes"),
          "chance that a sound partnership falls into crisis");
    t.add("crisis.trust", p.crisis.trust, 3.0, "log", {0.0, 6.0}, assumed("distrust breaks agreements; size assumed"),
          "rise of that chance from full to no trust");
    t.add("crisis.champion", p.crisis.champion, 0.5, "log", {0.0, 2.0}, cited("D-SUPT, D-PRIN", "sign; size assumed"),
          "rise without a champion");
    t.add("crisis.overload", p.crisis.overload, 0.8, "log", {0.0, 3.0}, cited("D-COORD", "sign; size assumed"),
          "rise when coordination hours are missing");
    t.add("crisis.delivery", p.crisis.delivery, 1.5, "log", {0.0, 4.0}, assumed("broken promises; size assumed"),
          "rise when nothing promised is delivered");
    t.add("crisis.age-peak", p.crisis.age_peak, 24, "month", {6, 60},
          cited("D-HAZ-SHAPE", "the hazard rises to a middle-term peak; place assumed"),
          "age at which the chance peaks");
}

void add_community(Table& t) {
    const Parameters& q = t.prototype();
    t.add("practice.adopt", q.practice.adopt, 0.6, "1/year", {0.2, 2.0},
          assumed("teaching changes over one to two years"), "speed at which teachers take up new practice");
    t.add("practice.fade", q.practice.fade, 0.25, "1/year", {0.05, 0.6},
          cited("S-TEACH-TURN", "leaving teachers take it along, others fall back"),
          "speed at which practice is lost without support");
    t.add("practice.spread", q.practice.spread, 0.10, "1/year", {0.0, 0.4},
          assumed("schools at one table learn from each other"),
          "speed of catching up with better practice of schools tied to the same partners");
    const Parameters& p = t.prototype();
    t.add("school.spread-sd", p.school.spread_sd, 0.12, "index", {0.0, 0.25}, assumed("scale ours"),
          "spread of schools' trust, reputation and support at the start");
    t.add("reputation.start", p.reputation.start, 0.5, "index", {0.2, 0.8}, assumed("scale ours"),
          "usual reputation of schools and partners");
    t.add("support.start", p.support.start, 0.55, "index", {0.3, 0.8}, assumed("scale ours"),
          "usual community support");
    t.add("support.adjust", p.support.adjust, 0.15, "1/term", {0.03, 0.5},
          assumed("opinion follows within a year or two"), "speed at which support follows its causes");
    t.add("support.trend", p.support.trend, 0.5, "1/SD", {0.0, 2.0}, assumed("parents read report cards; size assumed"),
          "support gained with each SD a year of rising results");
    t.add("support.served", p.support.served, 0.15, "index", {0.0, 0.6}, assumed("visible help is liked; size assumed"),
          "support gained when all pupils are in programmes");
    t.add("support.cut", p.support.cut, 0.5, "index", {0.0, 2.0}, assumed("cuts anger; size assumed"),
          "support lost when all public money is cut");
    t.add("school-trust.start", p.school_trust.start, 0.55, "index", {0.3, 0.8}, assumed("scale ours"),
          "usual trust within a school");
    t.add("school-trust.adjust", p.school_trust.adjust, 0.10, "1/term", {0.03, 0.4},
          assumed("trust within a school grows over years"), "speed at which trust within a school follows its causes");
    t.add("school-trust.tenure", p.school_trust.tenure, 0.15, "index", {0.0, 0.4},
          assumed("leaders who stay; size assumed"), "trust gained by a principal who has stayed for years");
    t.add("school-trust.openness", p.school_trust.openness, 0.15, "index", {0.0, 0.4},
          cited("D-SHARED", "shared leadership; sign, size assumed"), "trust gained by open decisions");
    t.add("reputation.adjust", p.reputation.adjust, 0.10, "1/term", {0.02, 0.4}, assumed("reputation lags"),
          "speed at which reputation follows results and kept promises");
    t.add("school-trust.usual-openness", p.school_trust.usual_openness, 0.4, "index", {0, 1}, assumed("scale ours"),
          "openness of decisions that leaves trust where it is");
    t.add("school-trust.tenure-half", p.school_trust.tenure_half, 36, "month", {6, 120},
          assumed("time to become known"), "tenure at which half of a principal's standing is reached");
    t.add("need.usual-far-below", p.need.usual_far_below, 0.159, "share", {0.1, 0.3},
          cited("S-ICC-HSB", "share of a normal distribution below -1 SD, by definition"),
          "share of pupils far below at which learning needs are usual");
    t.add("need.usual-chronic", p.need.usual_chronic, 0.145, "share", {0.12, 0.16}, cited("S-CA-PRE"),
          "chronic absence at which attendance needs are usual");
    t.add("need.range", p.need.range, 2.0, "ratio", {1.0, 4.0}, assumed("needs change less than indicators"),
          "most that an indicator may raise or lower a need");
    t.add("trend.adjust", p.trend.adjust, 0.3, "1/term", {0.1, 1.0}, assumed("how quickly leaders believe a change"),
          "speed at which the perceived trend follows report cards");
}

} // namespace

void add_relation_rows(Table& table) {
    add_trust(table);
    add_renewal(table);
    add_community(table);
}

} // namespace models
