// Report cards: tests with error, absence so far, the tails; schools' needs follow.
#include "models/derived.h"
#include "models/kernel/student_kernel.h"
#include "models/processes.h"
#include "sim/mathematics.h"
#include "sim/parallel.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace models {
namespace {

ReportRates report_rates(const World& w, const sim::Step& step) {
    const Parameters& p = w.parameters;
    const double months = std::min(month_of_year(step.month) + 1, teaching_months);
    constexpr double decile = 1.2815515655446004; // of the standard normal
    const auto f = [](double v) { return static_cast<float>(v); };
    return {step.luck,
            step.month,
            code(Decision::student_test),
            sim::fill_draws(sim::current_isa()),
            f(std::sqrt(1 / p.student.test_reliability - 1)),
            f(p.absence.chronic_share * p.absence.days_per_month * months),
            f(decile),
            f(-decile)};
}

/// Error of a test in each of a school's grades: the youngest are tested less reliably [SD].
///
///     reliability = student.test-reliability - student.early-error [1 - grade / student.early-grades]+
void set_errors(const World& w, std::size_t i, float* error) {
    const StudentParameters& p = w.parameters.student;
    for (std::size_t c = w.cohort_begin[i]; c < w.cohort_begin[i + 1]; ++c) {
        const double early = std::max(0.0, 1 - w.cohorts.grade[c] / p.early_grades);
        error[c - w.cohort_begin[i]] =
            static_cast<float>(std::sqrt(1 / (p.test_reliability - p.early_error * early) - 1));
    }
}

void add(Tally& t, const ReportSums& s) {
    t.test_students += s.students, t.test += s.test, t.chronic += s.chronic, t.low_chronic += s.low_chronic;
    t.rich += s.rich, t.rich_score += s.rich_score, t.poor += s.poor, t.poor_score += s.poor_score;
    t.far_below += s.far_below, t.served += s.served, t.low_served += s.low_served;
}

void clear_report(Tally& t) {
    t.test_students = t.test = t.chronic = t.low_chronic = t.rich = t.rich_score = t.poor = t.poor_score = 0;
    t.far_below = t.served = t.low_served = 0;
}

/// Needs rise with what report cards show: learning with pupils far below, attendance with chronic absence.
void update_need(World& w, std::size_t i) {
    const NeedParameters& p = w.parameters.need;
    const Tally& t = w.tallies[i];
    if (t.test_students <= 0) return;
    const auto ratio = [&](double share, double usual) { return std::clamp(share / usual, 1 / p.range, p.range); };
    Goals factor{1, 1, 1, 1, 1};
    factor[static_cast<std::size_t>(Goal::learning)] = ratio(t.far_below / t.test_students, p.usual_far_below);
    factor[static_cast<std::size_t>(Goal::attendance)] = ratio(t.chronic / t.test_students, p.usual_chronic);
    double sum = 0;
    for (std::size_t d = 0; d < n_goals; ++d)
        sum += w.institutions.need_start[i * n_goals + d] * factor[d];
    for (std::size_t d = 0; d < n_goals; ++d)
        w.institutions.need[i * n_goals + d] = w.institutions.need_start[i * n_goals + d] * factor[d] / sum;
}

} // namespace

/// Report cards, with measurement error (ends of the three teaching terms).
///
///     test = theta + b + z sqrt(1 / reliability - 1)                        [SD]; reliability may differ by grade
///     trend -> 4 (this mean - last mean), 2 in November                     [SD/year]
/// Reads students. Writes tallies, reported_score, report_trend, need. Draws Decision::student_test, one a pupil.
void report_cards(World& w, const sim::Step& step) {
    if (!is_teaching(step.month)) return; // no tests in summer
    const std::uint32_t since = month_of_year(step.month) < sim::months_per_term
                                    ? 2 * sim::months_per_term // over summer
                                    : sim::months_per_term;
    const double yearly = static_cast<double>(sim::months_per_year) / since;
    const ReportRates rates = report_rates(w, step);
    const StudentReport kernel = student_report(sim::current_isa());
    Institutions& all = w.institutions;
    sim::for_each_row(
        all.size(),
        [&](std::size_t i) {
            Tally& t = w.tallies[i];
            clear_report(t);
            std::array<ReportSums, grades_max> sums;
            const CohortRows cohorts = cohort_rows(w, i);
            ReportRates own = rates;
            std::array<float, grades_max> errors;
            if (w.parameters.student.early_error > 0) set_errors(w, i, errors.data()), own.error_of = errors.data();
            kernel(school_columns(w, i), cohorts, own, sums.data());
            for (std::size_t c = 0; c < cohorts.n; ++c)
                add(t, sums[c]);
            update_need(w, i);
            if (t.test_students <= 0) return;
            const double mean = t.test / t.test_students, before = all.reported_score[i];
            if (std::isfinite(before))
                all.report_trend[i] += w.parameters.trend.adjust * (yearly * (mean - before) - all.report_trend[i]);
            all.reported_score[i] = mean;
        },
        16);
}

} // namespace models
