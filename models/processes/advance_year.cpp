// 14. The school year ends: graduation, college entry, promotion, intake; schools drift; dashboards turn.
#include "models/derived.h"
#include "models/initialise/initialise.h"
#include "models/processes.h"
#include "sim/mathematics.h"
#include "sim/parallel.h"
#include "sim/simd.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace models {
namespace {

std::size_t cohort_at(const World& w, std::size_t i, int grade) {
    for (std::size_t c = w.cohort_begin[i]; c < w.cohort_begin[i + 1]; ++c)
        if (w.cohorts.grade[c] == grade) return c;
    return w.cohort_begin[i];
}

bool is_taken(const Students& s, std::size_t row) { return s.taken[row / sim::lanes] >> (row % sim::lanes) & 1u; }

/// Where a graduate of a secondary school goes.
enum class Fate { no_college, college_here, college_away };

Fate fate(const World& w, const sim::Step& step, std::size_t school, std::size_t row) {
    const StudentParameters& p = w.parameters.student;
    const Students& s = w.students;
    double help = 0;
    for (std::size_t e = w.exposure_begin[school]; e < w.exposure_begin[school + 1]; ++e)
        if (s.flags[row] >> w.exposures[e].programme & 1u) help += static_cast<double>(w.exposures[e].college);
    const double odds = p.college_base + p.college_ability * static_cast<double>(s.ability[row] + s.boost[row]) +
                        p.college_ses * static_cast<double>(s.ses[row]) +
                        p.college_readiness * static_cast<double>(s.readiness[row]) + help;
    const sim::Key key = static_cast<sim::Key>(s.origin[row]) << 32 | s.serial[row];
    sim::Stream draw = step.stream(code(Decision::student_college), key);
    const double enters = draw.uniform(), stays = draw.uniform();
    if (enters >= sim::logistic(odds)) return Fate::no_college;
    return stays < p.college_local ? Fate::college_here : Fate::college_away;
}

/// Copies a pupil to the next free row of a cohort; false if it is full.
bool move_student(World& w, std::size_t row, std::size_t cohort) {
    Cohorts& c = w.cohorts;
    if (c.used[cohort] >= c.rows[cohort]) return false;
    const std::size_t to = c.begin[cohort] + c.used[cohort]++;
    Students& s = w.students;
    for (auto* column : {&s.ability, &s.boost, &s.anchor, &s.engagement, &s.ses, &s.readiness})
        (*column)[to] = (*column)[row];
    for (auto* column : {&s.flags, &s.serial, &s.origin})
        (*column)[to] = (*column)[row];
    s.absent[to] = 0;
    s.taken[to / sim::lanes] = static_cast<std::uint16_t>(s.taken[to / sim::lanes] | (1u << (to % sim::lanes)));
    return true;
}

/// Takes in the leavers of every school that feeds `i`; says how many of each feeder found a place.
void receive(World& w, const sim::Step& step, std::size_t i, const std::vector<std::vector<std::size_t>>& feeders,
             std::vector<double>& placed) {
    for (const std::size_t from : feeders[i]) {
        const std::size_t leaving = cohort_at(w, from, w.institutions.grade_high[from]);
        const std::size_t into = cohort_at(w, i, w.institutions.grade_high[from] + 1);
        const std::size_t begin = w.cohorts.begin[leaving], end = begin + w.cohorts.used[leaving];
        for (std::size_t row = begin; row < end; ++row) {
            if (!is_taken(w.students, row)) continue;
            if (w.institutions.grade_low[i] >= 13 && fate(w, step, from, row) != Fate::college_here) continue;
            if (move_student(w, row, into)) placed[from] += 1;
        }
    }
}

/// Counts the graduates of a secondary school and what becomes of them.
void count_graduates(World& w, const sim::Step& step, std::size_t i, std::size_t cohort) {
    const std::size_t begin = w.cohorts.begin[cohort], end = begin + w.cohorts.used[cohort];
    YearCounts& y = w.year;
    const YearCounts before = y;
    for (std::size_t row = begin; row < end; ++row) {
        if (!is_taken(w.students, row)) continue;
        const double low = w.students.flags[row] & flag_low_income ? 1.0 : 0.0;
        const double enters = fate(w, step, i, row) != Fate::no_college ? 1.0 : 0.0;
        y.graduates += 1, y.low_graduates += low;
        y.to_college += enters, y.low_to_college += low * enters;
        y.readiness += static_cast<double>(w.students.readiness[row]);
        w.flows.entered_college += enters;
    }
    if (step.month + 1 < 4 * sim::months_per_year) return; // this cohort was past grade 9 when the run began
    y.followed += y.graduates - before.graduates, y.low_followed += y.low_graduates - before.low_graduates;
    y.leavers += w.cohort_dropouts[2 * cohort], y.low_leavers += w.cohort_dropouts[2 * cohort + 1];
}

double enrolled(const World& w, std::size_t cohort) {
    double n = 0;
    const std::size_t first = w.cohorts.begin[cohort] / sim::lanes;
    for (std::size_t g = first; g < first + w.cohorts.rows[cohort] / sim::lanes; ++g)
        n += __builtin_popcount(w.students.taken[g]);
    return n;
}

/// Empties the cohort that has finished; `placed` of its pupils go on inside the region.
void release(World& w, const sim::Step& step, std::size_t i, double placed) {
    const std::size_t cohort = cohort_at(w, i, w.institutions.grade_high[i]);
    const double n = enrolled(w, cohort);
    const int last = w.institutions.grade_high[i];
    if (last == 12) count_graduates(w, step, i, cohort);
    (last == 12 ? w.flows.graduated : last > 12 ? w.flows.completed_college : w.flows.left_region) += n - placed;
    const std::size_t first = w.cohorts.begin[cohort] / sim::lanes;
    std::fill_n(w.students.taken.begin() + static_cast<std::ptrdiff_t>(first), w.cohorts.rows[cohort] / sim::lanes,
                std::uint16_t{0});
    w.cohorts.used[cohort] = 0;
    w.cohort_dropouts[2 * cohort] = w.cohort_dropouts[2 * cohort + 1] = 0;
}

void rise(World& w, std::size_t i) {
    for (std::size_t c = w.cohort_begin[i]; c < w.cohort_begin[i + 1]; ++c) {
        int& grade = w.cohorts.grade[c];
        grade = grade == w.institutions.grade_high[i] ? w.institutions.grade_low[i] : grade + 1;
        if (grade != w.institutions.grade_low[i]) continue;
        enter_students(w, c, 0, w.cohorts.intake[c]);
        w.flows.entered += w.cohorts.intake[c];
    }
}

/// Programmes are re-targeted in September; days absent start anew.
void clear_year(World& w) {
    sim::for_each_row(
        w.students.size(),
        [&](std::size_t row) {
            w.students.absent[row] = 0;
            w.students.flags[row] &= ~mask_programmes;
        },
        1 << 16);
    std::fill(w.partnerships.share_enrolled.begin(), w.partnerships.share_enrolled.end(), -1.0);
}

/// A school's dashboard: mean score, pupils not far below, pupils not chronically absent, low-income pupils' mean
/// score.
void turn_dashboards(World& w) {
    w.indicators_before = w.indicators;
    double right = 0, all = 0;
    for (std::size_t i = 0; i < w.institutions.size(); ++i) {
        const Tally& t = w.tallies[i];
        double* now = &w.indicators[4 * i];
        now[0] = t.test_students > 0 ? t.test / t.test_students : sim::unset;
        now[1] = t.test_students > 0 ? -t.far_below / t.test_students : sim::unset;
        now[2] = t.test_students > 0 ? -t.chronic / t.test_students : sim::unset;
        now[3] = t.low_students > 0 ? t.low_score / t.low_students : sim::unset;
        for (std::size_t d = 0; d < 4; ++d) {
            const double before = w.indicators_before[4 * i + d];
            if (!std::isfinite(before) || !std::isfinite(now[d])) continue;
            all += 1, right += now[d] > before ? 1 : 0;
        }
    }
    w.trending = all > 0 ? right / all : sim::unset;
}

void start_counts(World& w) {
    YearCounts next;
    next.last_at_risk = w.year.at_risk, next.last_dropouts = w.year.dropouts;
    next.graduates = 0;
    w.year = next;
}

} // namespace

void advance_year(World& w, const sim::Step& step) {
    turn_dashboards(w);
    start_counts(w);
    const std::size_t n = w.institutions.size();
    std::vector<std::vector<std::size_t>> feeders(n);
    for (std::size_t i = 0; i < n; ++i)
        if (w.institutions.feeds[i] != sim::no_row) feeders[w.institutions.feeds[i]].push_back(i);
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), 0u);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return w.institutions.grade_high[a] > w.institutions.grade_high[b];
    });
    std::vector<double> placed(n, 0.0);
    for (const std::size_t i : order) { // the highest first, so that a cohort has left before the next comes in
        release(w, step, i, placed[i]);
        rise(w, i);
        receive(w, step, i, feeders, placed);
    }
    for (std::size_t i = 0; i < n; ++i) {
        sim::Stream draw = step.stream(code(Decision::school_drifts), w.institutions.key[i]);
        w.institutions.school_effect[i] += w.parameters.student.school_drift_sd * draw.normal();
        if (w.institutions.kind[i] != InstitutionKind::secondary) continue;
        for (std::size_t c = w.cohort_begin[i]; c < w.cohort_begin[i + 1]; ++c)
            w.year.at_risk += enrolled(w, c);
    }
    clear_year(w);
}

} // namespace models
