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

/// Lasting differences between pupils decide who stays four years; passing ones average out in the hazard.
double dropout_shift(const World& w, std::size_t i, double rate) {
    const Parameters& p = w.parameters;
    const double base = log_hazard(p, p.dropout.rate), level = school_level(w, static_cast<sim::Row>(i));
    std::vector<double> hazards, passing;
    for (const std::size_t row : pupils(w, i, first_high_grade, last_school_grade)) {
        const Students& s = w.students;
        const double ses = s.ses[row], usual = level + s.anchor[row], aim = engagement_aim(p, ses);
        hazards.push_back(base - p.dropout.engagement * aim - p.dropout.ability * usual - p.dropout.ses * ses -
                          p.dropout.readiness * static_cast<double>(s.readiness[row]));
        passing.push_back(sim::exp(-p.dropout.engagement * (static_cast<double>(s.engagement[row]) - aim) -
                                   p.dropout.ability * (static_cast<double>(s.ability[row]) - usual)));
    }
    if (hazards.empty()) return 0.0;
    const double months = school_years * teaching_months * mean(passing);
    for (double& h : hazards)
        h = sim::exp(h);
    return solve(1 - inside(rate, w.parameters.student.share_inside), [&](double x) {
        double gone = 0;
        const double factor = months * sim::exp(x);
        for (const double h : hazards)
            gone += 1 - sim::exp(-factor * h);
        return gone / static_cast<double>(hazards.size());
    });
}

/// Share of the year's spread of a state's departures that is left in its mean over ten months.
double spread_of_year(double keep) {
    double sum = 0;
    for (std::uint32_t a = 0; a < teaching_months; ++a)
        for (std::uint32_t b = 0; b < teaching_months; ++b)
            sum += sim::power(keep, a > b ? a - b : b - a);
    return std::sqrt(sum) / teaching_months;
}

/// The pupil at the rate's quantile is absent just as often as makes it chronic.
double absence_shift(const World& w, std::size_t i, double rate, double left) {
    const Parameters& p = w.parameters;
    const double at_zero = sim::log(p.absence.rate) + p.absence.slope * p.engagement.mean;
    const double lost = p.absence.slope * p.engagement.sd;
    std::vector<double> logs;
    for (const std::size_t row : pupils(w, i, w.institutions.grade_low[i], w.institutions.grade_high[i])) {
        const double aim = engagement_aim(p, static_cast<double>(w.students.ses[row]));
        const double away = (static_cast<double>(w.students.engagement[row]) - aim) * left;
        logs.push_back(at_zero - p.absence.slope * (aim + away) + 0.5 * lost * lost * (1 - left * left));
    }
    if (logs.empty()) return 0.0;
    const double kept = 1 - std::clamp(rate, 0.0, 1.0);
    const auto at = std::min(logs.size() - 1, static_cast<std::size_t>(kept * static_cast<double>(logs.size())));
    std::nth_element(logs.begin(), logs.begin() + static_cast<std::ptrdiff_t>(at), logs.end());
    return sim::log(p.absence.chronic_share) - logs[at];
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
            if (s.college_entry_rate) w.given.college_shift[i] = college_shift(w, i, *s.college_entry_rate);
            if (!s.chronic_absence_rate) return;
            w.given.absence_shift[i] = absence_shift(w, i, *s.chronic_absence_rate, left);
            w.institutions.usual_absence[i] *= sim::exp(w.given.absence_shift[i]); // ability starts as it was measured
        },
        16);
}

} // namespace models
