// Students learn, attend and leave: sets the month's rates of each cohort and calls the kernel.
#include "models/derived.h"
#include "models/initialise/initialise.h"
#include "models/kernel/student_kernel.h"
#include "models/processes.h"
#include "sim/mathematics.h"
#include "sim/parallel.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace models {
namespace {

float f(double value) { return static_cast<float>(value); }

/// Share of the way to its long-run value that a state goes in one of ten months, and the noise that keeps its spread.
struct Pull {
    float share, noise;
};
Pull pull(double memory_year, double sd) {
    const double keep = sim::power(memory_year, 1.0 / teaching_months);
    return {f(1 - keep), f(sd * std::sqrt(1 - keep * keep))};
}

/// Rates that are the same in all schools.
MonthRates common_rates(const World& w, const sim::Step& step) {
    const Parameters& p = w.parameters;
    MonthRates r{};
    r.luck = step.luck, r.step = step.month, r.decision = code(Decision::student_month);
    r.fill = sim::fill_draws(sim::current_isa());
    const Pull ability = pull(p.student.memory_year, p.student.drift_sd),
               engagement = pull(p.engagement.memory_year, p.engagement.sd);
    r.pull = ability.share, r.drift = ability.noise;
    r.engagement_pull = engagement.share, r.engagement_drift = engagement.noise;
    r.boost_keep = f(sim::power(p.student.boost_memory_year, 1.0 / teaching_months));
    r.engagement_target = f(p.engagement.mean - w.environment.engagement_shock);
    r.engagement_ses = f(p.engagement.ses_slope);
    r.absence_slope = f(p.absence.slope);
    r.absence_log = f(sim::log(p.absence.rate) + p.absence.slope * p.engagement.mean);
    r.absence_most = f(p.absence.most);
    r.days = f(p.absence.days_per_month), r.absence_effect = f(p.absence.effect);
    r.hazard_engagement = f(p.dropout.engagement), r.hazard_ability = f(p.dropout.ability);
    r.hazard_ses = f(p.dropout.ses), r.hazard_readiness = f(p.dropout.readiness);
    return r;
}

/// Money above the baseline, in thousands of 2018 dollars a pupil and year.
double thousands_above(const World& w, std::size_t i) {
    const MoneyParameters& p = w.parameters.money;
    const double more = (w.institutions.spending[i] - w.institutions.base_spending[i]) * p.dollars_2018;
    return std::clamp(more, -p.benefit_cap, p.benefit_cap) / 1000.0;
}

/// Gain a year of pupils who are not low-income with $1,000 more, and what low-income ones gain beyond it [SD]; the
/// mean over the nation's pupils is money.learning whatever the ratio.
struct MoneyGain {
    double others, low_more;
};
MoneyGain money_gain(const Parameters& p) {
    const double low = sim::normal_cdf(p.student.low_income_cut), more = p.money.low_income_ratio - 1;
    const double others = p.money.learning / (1 + more * low);
    return {others, more * others};
}

/// `passing` = part of a yearly change that passes, as it must come each month to stand there in June.
void set_school(const World& w, std::size_t i, double passing, const MoneyGain& gain, MonthRates& r) {
    const StudentParameters& p = w.parameters.student;
    const double money = thousands_above(w, i);
    const double turnover =
        p.turnover_effect * (w.institutions.teacher_turnover[i] - w.parameters.leaders.teacher_rate);
    const double change = (turnover + w.institutions.practice[i]) / teaching_months;
    const bool is_limited = p.stock_limit > 0 && !w.students.lessons.empty(); // then teaching's part is a stock's
    const double plain = is_limited ? turnover / teaching_months : change;
    r.target = f(school_level(w, static_cast<sim::Row>(i)));
    r.lasting = f(money * gain.others / teaching_months + p.lasting_share * plain);
    r.transient = f(passing * change);
    r.low_lasting = f(money * gain.low_more / teaching_months);
    r.taught = is_limited ? f(p.lasting_share * w.institutions.practice[i] / teaching_months) : 0.0f;
    r.stock_pull = f(p.stock_limit / teaching_months);
    r.has_more = is_limited || gain.low_more != 0;
    r.absence_usual = f(w.institutions.usual_absence[i]);
    if (!w.given.absence_shift.empty()) r.absence_log += f(w.given.absence_shift[i]);
    r.exposures = w.exposures.data() + w.exposure_begin[i];
    r.n_exposures = w.exposure_begin[i + 1] - w.exposure_begin[i];
}

/// What differs between grades.
struct GradeRates {
    float school_hazard, college_hazard, readiness_per_1000;
    double readiness_grade;
};

CohortRates cohort_rates(double thousands, int grade, const GradeRates& g) {
    return {grade >= g.readiness_grade ? f(thousands) * g.readiness_per_1000 : 0.0f, grade >= first_high_grade,
            grade >= first_college_grade ? g.college_hazard : g.school_hazard};
}

/// What this school year's classes add to each grade: the mean of as many classes as the grade has in September, one
/// draw a grade. Nothing is done where it stands there from an earlier month.
///
///     a year's gain = student.class-sd z / sqrt(max(1, pupils / student.class-size))                    [SD]
void draw_classes(World& w, const sim::Step& step) {
    const StudentParameters& p = w.parameters.student;
    const std::uint32_t september = step.month - month_of_year(step.month);
    ClassYear& year = w.class_year;
    if (year.september == september && year.gain.size() == w.cohorts.size()) return;
    year.september = september;
    year.gain.resize(w.cohorts.size());
    sim::for_each_row(w.cohorts.size(), [&](std::size_t c) {
        const sim::Key school = w.institutions.key[w.cohorts.institution[c]];
        const auto grade = static_cast<sim::Key>(w.cohorts.grade[c]);
        sim::Stream draw(step.luck, sim::key_of(school, grade), september, code(Decision::class_year));
        const double classes = std::max(1.0, w.cohorts.used[c] / p.class_size);
        year.gain[c] = p.class_sd * draw.normal() / std::sqrt(classes) / teaching_months;
    });
}

/// Their gain lasts and passes as any other.
void set_classes(const World& w, std::size_t i, double passing, CohortRates* own) {
    for (std::size_t c = w.cohort_begin[i]; c < w.cohort_begin[i + 1]; ++c) {
        CohortRates& rates = own[c - w.cohort_begin[i]];
        rates.lasting = f(w.parameters.student.lasting_share * w.class_year.gain[c]);
        rates.transient = f(passing * w.class_year.gain[c]);
    }
}

void add(Tally& t, const MonthSums& s) {
    t.students += s.students, t.score += s.score, t.score_square += s.score_square;
    t.low_students += s.low_students, t.low_score += s.low_score, t.absent_days += s.absent_days;
    t.dropouts += s.dropouts, t.low_dropouts += s.low_dropouts;
}

void clear_month(Tally& t) {
    t.students = t.score = t.score_square = t.low_students = t.low_score = t.absent_days = t.dropouts = t.low_dropouts =
        0;
}

} // namespace

/// Students learn, attend and leave (teaching months only).
///
///     theta += pull (target + anchor - theta) + drift z1 + effect (days - usual) + lasting gains        [SD]
///     anchor += lasting gains;   b = b keep + passing gains;   e += pull_e (e* - e) + drift_e z2, in [0, 1]
///     days = 18 rate exp(-slope (e - mean)) x (1 - programme's share);   P(leave) = exp(log hazard - ...)
/// Limited stocks: each of lessons and teaching takes [offered - limit stock]+ of what is offered; money may count more
/// for low-income pupils; classes differ from year to year.
/// Reads exposures, spending, practice. Writes all student columns, tallies. Draws Decision::student_month, three a
/// pupil; class_year, one a grade and school year.
void students_learn(World& w, const sim::Step& step) {
    if (!is_teaching(step.month)) return;
    const MonthRates common = common_rates(w, step);
    const Parameters& p = w.parameters;
    const GradeRates grades{f(log_hazard(p, p.dropout.rate)), f(log_hazard(p, p.college.dropout_rate)),
                            f(p.money.readiness / teaching_months), p.money.readiness_grade};
    const double passing = (1 - p.student.lasting_share) / still_there_in_june(p.student);
    const MoneyGain gain = money_gain(p);
    if (p.student.class_sd > 0) draw_classes(w, step);
    const StudentMonth kernel = student_month(sim::current_isa());
    sim::for_each_row(
        w.institutions.size(),
        [&](std::size_t i) {
            MonthRates rates = common;
            set_school(w, i, passing, gain, rates);
            const double thousands = thousands_above(w, i);
            clear_month(w.tallies[i]);
            std::array<CohortRates, grades_max> own;
            std::array<MonthSums, grades_max> sums;
            const CohortRows cohorts = cohort_rows(w, i);
            const std::size_t first = w.cohort_begin[i];
            for (std::size_t c = 0; c < cohorts.n; ++c)
                own[c] = cohort_rates(thousands, w.cohorts.grade[first + c], grades);
            if (!w.given.dropout_shift.empty())
                for (std::size_t c = 0; c < cohorts.n; ++c)
                    own[c].hazard_log += f(w.given.dropout_shift[i]);
            if (p.student.class_sd > 0) set_classes(w, i, passing, own.data());
            kernel(school_columns(w, i), cohorts, rates, own.data(), sums.data());
            for (std::size_t c = 0; c < cohorts.n; ++c) {
                add(w.tallies[i], sums[c]);
                w.cohort_dropouts[2 * (first + c)] += sums[c].dropouts;
                w.cohort_dropouts[2 * (first + c) + 1] += sums[c].low_dropouts;
            }
        },
        16);
    for (std::size_t i = 0; i < w.tallies.size(); ++i) {
        w.flows.dropped_out += w.tallies[i].dropouts;
        if (w.institutions.kind[i] == InstitutionKind::secondary) w.year.dropouts += w.tallies[i].dropouts;
    }
}

} // namespace models
