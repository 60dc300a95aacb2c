// Rows of what students are and how they learn, attend and leave, and of what money does.
#include "models/parameters.h"

namespace models {

using sim::assumed;
using sim::cited;
using Table = sim::ParameterTable<Parameters>;

namespace {

void add_ability(Table& t) {
    const Parameters& p = t.prototype();
    t.add("student.ses-within-sd", p.student.ses_within_sd, 0.857, "SD", {0.80, 0.90},
          cited("S-SES-SEG", "sqrt(1 - 0.265)"), "spread of family background within a school", "start advance-year");
    t.add("student.low-income-cut", p.student.low_income_cut, 0.045, "SD", {-0.6, 0.4},
          cited("CA-DATA", "normal quantile of 0.518, the share of pupils with reduced-price lunch"),
          "family background below which a pupil counts as low-income", "start advance-year students-learn");
    t.add("student.lunch-slope", p.student.lunch_slope, 0.68, "SD/SD", {0.55, 1.0},
          cited("S-SES-SEG, CA-DATA",
                "0.515 / 0.756: lunch shares alone would spread background by 0.756 SD over pupils' districts, "
                "schools' measured background spreads by 0.515"),
          "mean background of a school against what its share of reduced-price lunch alone would say", "start");
    // Published slopes are in SD of tests; ability's SD is the root of the reliability of that, so each is 1.12 times.
    t.add("student.within-slope", p.student.within_slope, 0.28, "SD/SD", {0.22, 0.34},
          cited("S-SES-WITHIN", "0.25 SD of tests over the root of test reliability 0.8"),
          "ability gained with each SD of own family background, within a school", "start students-learn advance-year");
    t.add("student.slope-sd", p.student.slope_sd, 0.105, "SD/SD", {0.05, 0.14},
          cited("S-SES-WITHIN", "HSB: variance of schools' slopes 0.69 of points; 0.094 SD of tests"),
          "spread between schools of that slope", "start advance-year");
    t.add("student.context-slope", p.student.context_slope, 0.466, "SD/SD", {0.28, 0.62},
          cited("S-SES-BETWEEN, S-SES-WITHIN", "0.665 - 0.248, over the root of test reliability"),
          "extra ability with each SD of the school's mean background", "start students-learn advance-year");
    t.add("student.language-gap", p.student.language_gap, -0.25, "SD", {-0.6, 0.0},
          assumed("no student-level row in the evidence base; districts' slopes are not effects"),
          "long-run level of English learners against others of the same background",
          "start students-learn advance-year");
    t.add("student.school-sd", p.student.school_sd, 0.264, "SD", {0.17, 0.36},
          cited("S-ICC-HSB, S-SES-EXPL", "sqrt(0.18 x (1 - 0.69)), over the root of test reliability"),
          "spread of school effects not due to intake", "start advance-year");
    t.add("student.talent-sd", p.student.talent_sd, 0.64, "SD", {0.40, 0.70},
          cited("S-R-5YEAR", "stable part that keeps 5-year correlations near 0.6 at a yearly one of 0.72"),
          "stable differences between pupils of one background", "start advance-year");
    t.add("student.drift-sd", p.student.drift_sd, 0.56, "SD", {0.40, 0.70},
          cited("S-R-YEAR-M, S-R-YEAR-R", "what remains of a total variance of 1"),
          "spread of passing ups and downs of ability", "start students-learn advance-year");
    t.add("student.memory-year", p.student.memory_year, 0.71, "share", {0.50, 0.85},
          cited("S-R-YEAR-M, S-R-YEAR-R", "latent yearly correlation 0.89 together with the stable part"),
          "share of an up or down that is left after a school year", "students-learn");
    t.add("student.school-drift-sd", p.student.school_drift_sd, 0.0, "SD/year", {0.0, 0.08},
          assumed("schools' value added moves from year to year; no rate in the evidence base"),
          "yearly random change of a school's effect", "advance-year");
    t.add_late("student.school-memory", p.student.school_memory, 0.95, "share", {0.5, 1.0},
               cited("S-SCHOOL-NOISE", "part of a school's standing does not persist; 1 = a walk"),
               "share of a school's effect left after a year", "advance-year");
    t.add_late("student.class-sd", p.student.class_sd, 0.12, "SD", {0.0, 0.3},
               cited("S-TEACH-SD", "0.08 to 0.16 a year"),
               "spread of what a class's year adds to its pupils, by its teacher and mix", "students-learn");
    t.add_late("student.class-size", p.student.class_size, 25, "students", {10, 40},
               assumed("usual size; schools' teachers also teach subjects and small groups"),
               "pupils of one class; the classes of a grade share its luck out", "students-learn");
    t.add_late("student.early-error", p.student.early_error, 0.2, "share", {0.0, 0.4},
               assumed("tests of the youngest are less reliable"),
               "reliability that tests lack in kindergarten, less in each grade after it", "report-cards");
    t.add_late("student.early-grades", p.student.early_grades, 3, "grade", {1, 8},
               assumed("from third grade on tests are the usual ones"),
               "grade from which tests are as reliable as ever", "report-cards");
    t.add_late("student.stock-limit", p.student.stock_limit, 1.0, "ratio", {0.0, 2.0},
               cited("P-FADE-3Y", "form: later skills rest on earlier ones"),
               "how fast what a pupil has kept of a kind of help crowds out more of it; 0 = it adds up without limit",
               "start students-learn");
    t.add("student.lasting-share", p.student.lasting_share, 0.25, "share", {0.10, 0.45},
          cited("P-FADE-1Y, P-FADE-3Y", "a quarter is left after three years and stays"),
          "part of a programme's gain that lasts", "deliver-activities students-learn");
    t.add("student.boost-memory-year", p.student.boost_memory_year, 0.333, "share", {0.15, 0.55},
          cited("P-FADE-1Y, P-FADE-3Y", "half left after one year: 0.25 + 0.75 x 0.333"),
          "share of the passing part of a gain left a year later", "deliver-activities students-learn");
    t.add("student.test-reliability", p.student.test_reliability, 0.80, "share", {0.70, 0.92},
          cited("S-R-YEAR-M", "yearly correlation of tests 0.72 against 0.89 of ability"),
          "share of a test score's variance that is ability", "start report-cards");
    t.add_late("student.share-inside", p.student.share_inside, 0.005, "share", {0.0005, 0.05},
               assumed("a normal distribution has no share of 0 or 1; where to stop is ours"),
               "how far from 0 and 1 a school's low-income share is kept where background is read from it",
               "start advance-year");
    t.add("student.turnover-effect", p.student.turnover_effect, -0.085, "SD/year", {-0.096, -0.074},
          cited("S-TURN-EFF"), "effect of losing all teachers in a year, against losing none", "students-learn");
}

void add_attendance(Table& t) {
    const Parameters& p = t.prototype();
    t.add("engagement.mean", p.engagement.mean, 0.60, "index", {0.4, 0.8},
          assumed("the scale is ours; only its spread acts"), "usual engagement of a pupil of average background",
          "start students-learn advance-year");
    t.add("engagement.sd", p.engagement.sd, 0.15, "index", {0.08, 0.22},
          cited("S-CA-PRE", "with the slope below gives 15 % chronically absent at a mean of 9 days"),
          "spread of engagement", "start students-learn advance-year");
    t.add("engagement.memory-year", p.engagement.memory_year, 0.75, "share", {0.4, 0.9},
          assumed("no yearly correlation of attendance in the evidence base"),
          "share of a departure left after a school year", "students-learn");
    t.add("engagement.ses-slope", p.engagement.ses_slope, 0.03, "index/SD", {0.0, 0.06},
          cited("S-CA-PRE", "low-income pupils are absent more often; the size is assumed"),
          "engagement gained with each SD of background", "start students-learn advance-year");
    t.add("absence.rate", p.absence.rate, 0.0415, "share", {0.025, 0.06},
          cited("S-CA-PRE", "9 days of 180 on average with the spread"), "share of days absent at the usual engagement",
          "start students-learn");
    t.add("absence.slope", p.absence.slope, 5.5, "log/index", {3.0, 8.0},
          cited("S-CA-PRE", "long right tail: negative-binomial size about 1"), "fall of log absence with engagement",
          "start students-learn");
    t.add("absence.effect", p.absence.effect, -0.0058, "SD/day", {-0.0070, -0.0030}, cited("S-ABS-10D-M"),
          "ability lost with each day absent", "students-learn");
    t.add("absence.chronic-share", p.absence.chronic_share, 0.10, "share", {0.05, 0.20},
          cited("S-CA-PRE", "definition: 10 % of days"), "share of days from which absence is called chronic",
          "report-cards");
    t.add("absence.days-per-month", p.absence.days_per_month, 18.0, "day/month", {16.0, 20.0},
          cited("S-CA-PRE", "180 school days in 10 months"), "school days in a teaching month",
          "start students-learn report-cards");
    t.add_late("absence.most", p.absence.most, 0.95, "share", {0.5, 1.0},
               assumed("who is enrolled comes now and then; no size found"), "most of its days that a pupil is absent",
               "students-learn");
    t.add_late("absence.avoided-most", p.absence.avoided_most, 0.9, "share", {0.3, 1.0},
               assumed("no programme reaches every cause of absence; no size found"),
               "most of its participants' absence that one partnership avoids", "deliver-activities");
}

void add_leaving(Table& t) {
    const Parameters& p = t.prototype();
    t.add("dropout.rate", p.dropout.rate, 0.022, "1/year", {0.012, 0.06},
          cited("S-GRAD, S-DROP", "level so that 87 % graduate in four years with the spread of hazards"),
          "yearly chance that an average secondary pupil drops out", "start students-learn");
    t.add("dropout.engagement", p.dropout.engagement, 3.0, "log/index", {0.0, 6.0},
          assumed("sign from S-ABS-10C; size chosen within the graduation gap"),
          "fall of the log-hazard with engagement", "students-learn");
    t.add("dropout.ability", p.dropout.ability, 0.35, "log/SD", {0.0, 0.8},
          assumed("size chosen within the graduation gap"), "fall of the log-hazard with ability", "students-learn");
    t.add("dropout.ses", p.dropout.ses, 0.45, "log/SD", {0.2, 0.9},
          cited("S-DROP", "low- against high-income pupils about 4 to 1"), "fall of the log-hazard with background",
          "students-learn");
    t.add("dropout.readiness", p.dropout.readiness, 0.30, "log/SD", {0.0, 0.8},
          cited("M-JM-GRAD", "+1.9 points of graduation for +$1,000 over four years"),
          "fall of the log-hazard with career readiness", "students-learn");
    t.add("college.base", p.college.base, 0.30, "logit", {-0.3, 0.9},
          cited("S-COLL-HI, S-COLL-LO", "61 % of graduates enter at once"),
          "log-odds that an average graduate enters college", "advance-year");
    t.add("college.ability", p.college.ability, 0.55, "logit/SD", {0.2, 1.0},
          cited("S-COLL-HI, S-COLL-LO", "shares with background in the gap of 15 points"),
          "rise of the log-odds with ability", "advance-year");
    t.add("college.ses", p.college.ses, 0.35, "logit/SD", {0.1, 0.8}, cited("S-COLL-HI, S-COLL-LO"),
          "rise of the log-odds with background", "advance-year");
    t.add("college.readiness", p.college.readiness, 0.50, "logit/SD", {0.2, 1.0},
          cited("M-JM-COLL", "with money.readiness gives 2.8 points"), "rise of the log-odds with career readiness",
          "advance-year");
    t.add("college.local-share", p.college.local_share, 0.40, "share", {0.1, 0.8},
          assumed("share of entrants who stay in the region's college"),
          "share of college entrants who go to the region's own college", "advance-year");
    t.add("college.dropout-rate", p.college.dropout_rate, 0.17, "1/year", {0.10, 0.30},
          cited("S-COLL-PERS", "86 % and 76 % persist a year"), "yearly chance that an average college student leaves",
          "students-learn");
    t.add_late("college.transfer-base", p.college.transfer_base, -0.15, "logit", {-1.5, 1.0},
               assumed("about a third of entrants transfer, half of those who stay for two years"),
               "log-odds that an average student who completes college goes on to a bachelor's degree", "advance-year");
    t.add_late("college.transfer-ability", p.college.transfer_ability, 0.5, "logit/SD", {0.0, 1.0},
               assumed("as college.ability"), "rise of those with ability", "advance-year");
    t.add_late("college.transfer-ses", p.college.transfer_ses, 0.3, "logit/SD", {0.0, 0.8}, assumed("as college.ses"),
               "rise of those with background", "advance-year");
    t.add_late("college.transfer-agreement", p.college.transfer_agreement, 0.4, "logit", {0.0, 1.5},
               assumed("courses that count keep students on; no causal size found"),
               "rise of those from no agreement with a university to one that is lived as agreed", "advance-year");
}

void add_money(Table& t) {
    const Parameters& p = t.prototype();
    t.add("money.learning", p.money.learning, 0.0079, "SD/year", {-0.001, 0.0168},
          cited("M-JM-TEST", "0.0316 over four years"), "ability gained a year with $1,000 (2018) more a pupil",
          "students-learn");
    t.add("money.readiness", p.money.readiness, 0.058, "SD/year", {0.010, 0.106},
          cited("M-JM-COLL", "2.8 points = 0.117 logit over four years, at college.readiness 0.5"),
          "career readiness gained a year with $1,000 (2018) more a pupil", "students-learn");
    t.add_late("money.readiness-grade", p.money.readiness_grade, 7, "grade", {0, 13},
               assumed("careers are a subject from middle school on; no study splits the effect by grade"),
               "first grade in which money adds to career readiness", "students-learn");
    t.add_late("money.low-income-ratio", p.money.low_income_ratio, 2.0, "ratio", {1.0, 5.0},
               cited("M-JJP-YRS", "0.46 years for low-income children, 0.31 for all: about 3 against others"),
               "effect of money on low-income pupils against that on others; the mean over the nation stays",
               "students-learn");
    t.add_late("money.own-cut", p.money.own_cut, 2.0, "ratio", {0.0, 5.0},
               assumed("what is not owed by law is cut first"),
               "fall of what a school pays for its partnerships against a fall of its means", "allocate-resources");
    t.add("money.dollars-2018", p.money.dollars_2018, 1.54, "USD/USD", {0.7, 2.2},
          cited("US-CPI", "CPI-U 251.1 in 2018 over 163.0 in 1998; effects and costs are stated in 2018 dollars"),
          "2018 dollars for one dollar of the data's year",
          "seek-partners negotiate-agreements share-decisions deliver-activities students-learn");
    t.add("money.benefit-cap", p.money.benefit_cap, 6000, "USD", {2000, 20000},
          assumed("the studies' rises lie below; beyond it nothing is known, so no further gain is counted"),
          "rise or fall of spending a pupil (2018) beyond which effects stop growing", "students-learn");
    t.add("money.hourly-wage", p.money.hourly_wage, 22.0, "USD/h", {12.0, 45.0},
          assumed("staff hour of partners and coordinators, dollars of the data's year"),
          "cost of an hour of paid staff",
          "strike-conditions seek-partners negotiate-agreements share-decisions allocate-resources deliver-activities "
          "update-trust renew-partnerships outcomes");
    t.add("money.volunteer-hour", p.money.volunteer_hour, 14.0, "USD/h", {0.0, 25.0},
          cited("P-MENT-COST", "the cost counts volunteers' time"), "value of a volunteer's hour in costs in kind",
          "strike-conditions negotiate-agreements share-decisions allocate-resources update-trust renew-partnerships "
          "outcomes");
    t.add("money.place-value", p.money.place_value, 12.0, "USD/month", {0.0, 100.0},
          assumed("rent of a place or seat; dollars of the data's year"),
          "value of a placement, a place or a technology seat in costs in kind",
          "strike-conditions negotiate-agreements share-decisions allocate-resources update-trust renew-partnerships "
          "outcomes");
    t.add("money.public-rise", p.money.public_rise, 0.0, "USD/student/year", {0, 6000},
          assumed("scenario choice: what the same pupils would get from plain public money"),
          "public money added to schooling, 2018 dollars", "allocate-resources");
    t.add("money.rise-start", p.money.rise_start, 0, "month", {0, 600}, assumed("scenario choice"),
          "month in which added public money begins", "allocate-resources");
    t.add("money.rise-months", p.money.rise_months, 120, "month", {1, 1200}, assumed("scenario choice"),
          "months for which public money is added", "allocate-resources");
}

} // namespace

void add_student_rows(Table& table) {
    add_ability(table);
    add_attendance(table);
    add_leaving(table);
    add_money(table);
}

const Table& parameter_table() {
    static const Table table = [] {
        Table t;
        add_student_rows(t);
        add_relation_rows(t);
        add_partnership_rows(t);
        add_environment_rows(t);
        add_programme_rows(t);
        return t;
    }();
    return table;
}

} // namespace models
