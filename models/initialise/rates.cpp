// Schools start from their own rates: each shift is solved on the school's own pupils, so that what their background
// and ability would give is moved to what was recorded, and effects act on top of it.
#include "models/derived.h"
#include "models/initialise/initialise.h"
#include "sim/mathematics.h"
#include "sim/parallel.h"

#include <algorithm>
#include <cmath>

namespace models {
namespace {

constexpr std::size_t most_pupils = 256; ///< Of a school, on whom a shift is solved: its error is that of a poll.
/// Over which a graduation rate counts.
constexpr double school_years = last_school_grade - first_high_grade + 1;

/// x in [-8, 8] at which a rising function is `goal`.
template <class F>
double solve(double goal, const F& f) {
    double low = -8, high = 8;
    for (int step = 0; step < 30; ++step) {
        const double x = 0.5 * (low + high);
        (f(x) < goal ? low : high) = x;
    }
    return 0.5 * (low + high);
}

/// Rows of enrolled pupils of grades `low` and up, spread over the school's cohorts.
std::vector<std::size_t> pupils(const World& w, std::size_t i, int low, int high) {
    std::vector<std::size_t> rows;
    for (std::size_t c = w.cohort_begin[i]; c < w.cohort_begin[i + 1]; ++c)
        if (w.cohorts.grade[c] >= low && w.cohorts.grade[c] <= high)
            for (std::size_t row = w.cohorts.begin[c]; row < w.cohorts.begin[c] + w.cohorts.used[c]; ++row)
                rows.push_back(row);
    const std::size_t n = rows.size();
    if (n <= most_pupils) return rows;
    for (std::size_t k = 0; k < most_pupils; ++k)
        rows[k] = rows[k * n / most_pupils];
    rows.resize(most_pupils);
    return rows;
}

double mean(const std::vector<double>& values) {
    double sum = 0;
    for (const double v : values)
        sum += v;
    return values.empty() ? 0.0 : sum / static_cast<double>(values.size());
}

double engagement_aim(const Parameters& p, double ses) {
    return std::clamp(p.engagement.mean + p.engagement.ses_slope * ses, 0.0, 1.0);
}

/// Log of a pupil's hazard a month by what lasts: background, own level, readiness.
double lasting_hazard(const World& w, double level, std::size_t row) {
    const Parameters& p = w.parameters;
    const Students& s = w.students;
    const double ses = s.ses[row], usual = level + s.anchor[row];
    return log_hazard(p, p.dropout.rate) - p.dropout.engagement * engagement_aim(p, ses) - p.dropout.ability * usual -
           p.dropout.ses * ses - p.dropout.readiness * static_cast<double>(s.readiness[row]);
}

/// Factor on that of what passes; 1 in a pupil who is as usual.
double passing_hazard(const World& w, double level, std::size_t row) {
    const Parameters& p = w.parameters;
    const Students& s = w.students;
    const double usual = level + s.anchor[row], aim = engagement_aim(p, s.ses[row]);
    return sim::exp(-p.dropout.engagement * (static_cast<double>(s.engagement[row]) - aim) -
                    p.dropout.ability * (static_cast<double>(s.ability[row]) - usual));
}

double mean_passing_hazard(const World& w, std::size_t i) {
    const double level = school_level(w, static_cast<sim::Row>(i));
    std::vector<double> passing;
    for (const std::size_t row : pupils(w, i, first_high_grade, last_school_grade))
        passing.push_back(passing_hazard(w, level, row));
    return mean(passing);
}

/// Lasting differences between pupils decide who stays four years; passing ones average out in the hazard.
double dropout_shift(const World& w, std::size_t i, double rate) {
    const double level = school_level(w, static_cast<sim::Row>(i));
    std::vector<double> hazards;
    for (const std::size_t row : pupils(w, i, first_high_grade, last_school_grade))
        hazards.push_back(sim::exp(lasting_hazard(w, level, row)));
    if (hazards.empty()) return 0.0;
    const double months = school_years * teaching_months * mean_passing_hazard(w, i);
    return solve(1 - inside(rate, w.parameters.student.share_inside), [&](double x) {
        double gone = 0;
        const double factor = months * sim::exp(x);
        for (const double h : hazards)
            gone += 1 - sim::exp(-factor * h);
        return gone / static_cast<double>(hazards.size());
    });
}

/// Of the lasting hazard a month: a year's sum as it comes out here, with the school's shift and what passes.
double yearly_factor(const World& w, std::size_t i) {
    const double shift = w.given.dropout_shift.empty() ? 0.0 : w.given.dropout_shift[i];
    return sim::exp(shift) * teaching_months * mean_passing_hazard(w, i);
}

/// Pupils of the later grades of high school are those who stayed: whoever would have left before month 0 gives the
/// place to the next pupil of the cohort. The school's level keeps what its mean score says.
void keep_stayers(World& w, std::size_t i, bool has_score) {
    const double level = school_level(w, static_cast<sim::Row>(i));
    const double factor = yearly_factor(w, i);
    constexpr int most_tries = 20; // a pupil after so many who left has stayed
    double n = 0, gained = 0;
    for (std::size_t c = w.cohort_begin[i]; c < w.cohort_begin[i + 1]; ++c) {
        n += w.cohorts.used[c];
        const int years = w.cohorts.grade[c] - first_high_grade;
        if (years <= 0 || w.cohorts.grade[c] > last_school_grade) continue;
        for (std::uint32_t k = 0; k < w.cohorts.used[c]; ++k) {
            const std::size_t row = w.cohorts.begin[c] + k;
            const double before = w.students.ability[row];
            for (int tries = 0; tries < most_tries; ++tries) {
                const sim::Key key = (static_cast<sim::Key>(w.students.origin[row]) << 32) | w.students.serial[row];
                const double stays = sim::exp(-years * factor * sim::exp(lasting_hazard(w, level, row)));
                if (sim::Stream(w.luck, key, 0, code(Decision::left_before)).uniform() < stays) break;
                enter_students(w, c, k, 1);
            }
            gained += static_cast<double>(w.students.ability[row]) - before;
        }
    }
    if (!has_score || n == 0) return;
    w.institutions.school_effect[i] -= gained / n;
    for (std::size_t c = w.cohort_begin[i]; c < w.cohort_begin[i + 1]; ++c)
        for (std::size_t row = w.cohorts.begin[c]; row < w.cohorts.begin[c] + w.cohorts.used[c]; ++row)
            w.students.ability[row] -= static_cast<float>(gained / n);
}

/// Share of the year's spread of a state's departures that is left in its mean over ten months.
double spread_of_year(double keep) {
    double sum = 0;
    for (std::uint32_t a = 0; a < teaching_months; ++a)
        for (std::uint32_t b = 0; b < teaching_months; ++b)
            sum += sim::power(keep, a > b ? a - b : b - a);
    return std::sqrt(sum) / teaching_months;
}

int grade_of(const World& w, std::size_t i, std::size_t row) {
    std::size_t c = w.cohort_begin[i];
    while (c + 1 < w.cohort_begin[i + 1] && w.cohorts.begin[c + 1] <= row)
        ++c;
    return w.cohorts.grade[c];
}

/// The pupil at the rate's quantile is absent just as often as makes it chronic. A year's last report card, in May,
/// counts those who are still there, so a pupil weighs as much as it is likely to be.
double absence_shift(const World& w, std::size_t i, double rate, double left) {
    const Parameters& p = w.parameters;
    const double at_zero = sim::log(p.absence.rate) + p.absence.slope * p.engagement.mean;
    const double lost = p.absence.slope * p.engagement.sd, level = school_level(w, static_cast<sim::Row>(i));
    const double until_may = yearly_factor(w, i) * (teaching_months - 1) / teaching_months;
    std::vector<std::pair<double, double>> pupils_by_log; // of the share absent, with weight
    double all = 0;
    for (const std::size_t row : pupils(w, i, w.institutions.grade_low[i], w.institutions.grade_high[i])) {
        const double aim = engagement_aim(p, static_cast<double>(w.students.ses[row]));
        const double away = (static_cast<double>(w.students.engagement[row]) - aim) * left;
        const double hazard = sim::exp(lasting_hazard(w, level, row) - p.dropout.engagement * away);
        const int grade = grade_of(w, i, row);
        const bool can_leave = grade >= first_high_grade && grade <= last_school_grade;
        const double weight = can_leave ? sim::exp(-until_may * hazard) : 1.0;
        pupils_by_log.emplace_back(at_zero - p.absence.slope * (aim + away) + 0.5 * lost * lost * (1 - left * left),
                                   weight);
        all += weight;
    }
    if (pupils_by_log.empty()) return 0.0;
    std::sort(pupils_by_log.begin(), pupils_by_log.end());
    double below = 0;
    std::size_t at = 0;
    while (at + 1 < pupils_by_log.size() && (below += pupils_by_log[at].second) <= (1 - rate) * all)
        ++at;
    return sim::log(p.absence.chronic_share) - pupils_by_log[at].first;
}

double college_shift(const World& w, std::size_t i, double rate) {
    const CollegeParameters& p = w.parameters.college;
    const Students& s = w.students;
    std::vector<double> odds;
    for (const std::size_t row : pupils(w, i, last_school_grade, last_school_grade))
        odds.push_back(p.base + p.ability * static_cast<double>(s.ability[row] + s.boost[row]) +
                       p.ses * static_cast<double>(s.ses[row]) + p.readiness * static_cast<double>(s.readiness[row]));
    if (odds.empty()) return 0.0;
    return solve(inside(rate, w.parameters.student.share_inside), [&](double x) {
        double sum = 0;
        for (const double o : odds)
            sum += sim::logistic(o + x);
        return sum / static_cast<double>(odds.size());
    });
}

template <class Has>
bool any_school(const Region& region, const Has& has) {
    return std::any_of(region.schools.begin(), region.schools.end(), has);
}

} // namespace

void initialise_rates(World& w, const Region& region) {
    const std::size_t n = region.schools.size();
    if (any_school(region, [](const School& s) { return s.graduation_rate.has_value(); }))
        w.given.dropout_shift.assign(n, 0.0);
    if (any_school(region, [](const School& s) { return s.chronic_absence_rate.has_value(); }))
        w.given.absence_shift.assign(n, 0.0);
    if (any_school(region, [](const School& s) { return s.college_entry_rate.has_value(); }))
        w.given.college_shift.assign(n, 0.0);
    const double left = spread_of_year(sim::power(w.parameters.engagement.memory_year, 1.0 / teaching_months));
    sim::for_each_row(
        n,
        [&](std::size_t i) {
            const School& s = region.schools[i];
            if (s.graduation_rate) w.given.dropout_shift[i] = dropout_shift(w, i, *s.graduation_rate);
            if (s.graduation_rate || s.chronic_absence_rate) keep_stayers(w, i, s.mean_score.has_value());
            if (s.college_entry_rate) w.given.college_shift[i] = college_shift(w, i, *s.college_entry_rate);
            if (!s.chronic_absence_rate) return;
            w.given.absence_shift[i] = absence_shift(w, i, *s.chronic_absence_rate, left);
            w.institutions.usual_absence[i] *= sim::exp(w.given.absence_shift[i]); // ability starts as it was measured
        },
        16);
}

} // namespace models
