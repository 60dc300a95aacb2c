// The school year ends: graduation, college entry, promotion, intake; schools drift; dashboards turn.
#include "models/derived.h"
#include "models/initialise/initialise.h"
#include "models/processes.h"
#include "sim/mathematics.h"
#include "sim/parallel.h"
#include "sim/simd.h"

#include <algorithm>
#include <atomic>
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
    const CollegeParameters& p = w.parameters.college;
    const Students& s = w.students;
    double help = 0;
    for (std::size_t e = w.exposure_begin[school]; e < w.exposure_begin[school + 1]; ++e)
        if (s.flags[row] >> w.exposures[e].programme & 1u) help += static_cast<double>(w.exposures[e].college);
    const double odds = p.base + p.ability * static_cast<double>(s.ability[row] + s.boost[row]) +
                        p.ses * static_cast<double>(s.ses[row]) + p.readiness * static_cast<double>(s.readiness[row]) +
                        help + (w.given.college_shift.empty() ? 0.0 : w.given.college_shift[school]);
    const sim::Key key = static_cast<sim::Key>(s.origin[row]) << 32 | s.serial[row];
    sim::Stream draw = step.stream(code(Decision::student_college), key);
    const double enters = draw.uniform(), stays = draw.uniform();
    if (enters >= sim::logistic(odds)) return Fate::no_college;
    return stays < p.local_share ? Fate::college_here : Fate::college_away;
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
    if (!s.lessons.empty()) s.lessons[to] = s.lessons[row], s.teaching[to] = s.teaching[row];
    s.absent[to] = 0;
    s.taken[to / sim::lanes] = static_cast<std::uint16_t>(s.taken[to / sim::lanes] | (1u << (to % sim::lanes)));
    return true;
}

bool chooses(const Given& given, std::size_t school) {
    return !given.choice_begin.empty() && given.choice_begin[school] < given.choice_begin[school + 1];
}

/// Where each leaver of `from` goes, by shares, in the order of rows; empty where all go to one successor.
std::vector<sim::Row> choices_of(const World& w, const sim::Step& step, std::size_t from) {
    std::vector<sim::Row> to;
    const Given& g = w.given;
    if (!chooses(g, from)) return to;
    const Students& s = w.students;
    const std::size_t leaving = cohort_at(w, from, w.institutions.grade_high[from]);
    const std::size_t begin = w.cohorts.begin[leaving], end = begin + w.cohorts.used[leaving];
    for (std::size_t row = begin; row < end; ++row) {
        const sim::Key key = static_cast<sim::Key>(s.origin[row]) << 32 | s.serial[row];
        double left = step.stream(code(Decision::school_choice), key).uniform();
        std::size_t at = g.choice_begin[from];
        while (at + 1 < g.choice_begin[from + 1] && (left -= g.choice_share[at]) >= 0)
            ++at;
        to.push_back(g.choice[at]);
    }
    return to;
}

/// Which schools feed which, all schools with the highest last grade first, and where leavers who choose go.
struct Ladder {
    std::vector<std::vector<std::size_t>> feeders;
    std::vector<std::size_t> order;
    std::vector<std::vector<sim::Row>> choices; ///< [N], each as choices_of says
};

Ladder ladder(const World& w, const sim::Step& step) {
    const Institutions& all = w.institutions;
    const Given& given = w.given;
    Ladder l{std::vector<std::vector<std::size_t>>(all.size()), std::vector<std::size_t>(all.size()),
             std::vector<std::vector<sim::Row>>(all.size())};
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!chooses(given, i)) {
            if (all.feeds[i] != sim::no_row) l.feeders[all.feeds[i]].push_back(i);
            continue;
        }
        for (std::size_t at = given.choice_begin[i]; at < given.choice_begin[i + 1]; ++at)
            l.feeders[given.choice[at]].push_back(i);
    }
    sim::for_each_row(all.size(), [&](std::size_t i) { l.choices[i] = choices_of(w, step, i); });
    std::iota(l.order.begin(), l.order.end(), 0u);
    std::stable_sort(l.order.begin(), l.order.end(),
                     [&](std::size_t a, std::size_t b) { return all.grade_high[a] > all.grade_high[b]; });
    return l;
}

/// Takes in the leavers of every school that feeds `i`; says how many of each feeder found a place.
void receive(World& w, const sim::Step& step, std::size_t i, const Ladder& l,
             std::vector<std::atomic<std::uint32_t>>& placed) {
    for (const std::size_t from : l.feeders[i]) {
        const std::size_t leaving = cohort_at(w, from, w.institutions.grade_high[from]);
        const std::size_t into = cohort_at(w, i, w.institutions.grade_high[from] + 1);
        const std::size_t begin = w.cohorts.begin[leaving], end = begin + w.cohorts.used[leaving];
        for (std::size_t row = begin; row < end; ++row) {
            if (!is_taken(w.students, row)) continue;
            if (!l.choices[from].empty() && l.choices[from][row - begin] != i) continue;
            if (w.institutions.grade_low[i] >= first_college_grade && fate(w, step, from, row) != Fate::college_here)
                continue;
            // Several schools may take from one at once; counts add up to the same in any order.
            if (move_student(w, row, into)) placed[from].fetch_add(1, std::memory_order_relaxed);
        }
    }
}

/// What the year's end of one school adds to the world's counts: whole numbers, so that their order is irrelevant.
struct SchoolCounts {
    YearCounts year;
    StudentFlows flows;
};

void add(const SchoolCounts& school, World& w) {
    YearCounts& y = w.year;
    const YearCounts& s = school.year;
    y.graduates += s.graduates, y.low_graduates += s.low_graduates;
    y.followed += s.followed, y.low_followed += s.low_followed;
    y.leavers += s.leavers, y.low_leavers += s.low_leavers;
    y.to_college += s.to_college, y.low_to_college += s.low_to_college;
    y.completed += s.completed, y.transferred += s.transferred;
    y.at_risk += s.at_risk;
    w.flows.entered += school.flows.entered, w.flows.graduated += school.flows.graduated;
    w.flows.left_region += school.flows.left_region, w.flows.entered_college += school.flows.entered_college;
    w.flows.completed_college += school.flows.completed_college;
}

/// Counts the graduates of a secondary school and what becomes of them.
void count_graduates(const World& w, const sim::Step& step, std::size_t i, std::size_t cohort, SchoolCounts& counts) {
    const std::size_t begin = w.cohorts.begin[cohort], end = begin + w.cohorts.used[cohort];
    YearCounts& y = counts.year;
    for (std::size_t row = begin; row < end; ++row) {
        if (!is_taken(w.students, row)) continue;
        const double low = w.students.flags[row] & flag_low_income ? 1.0 : 0.0;
        const double enters = fate(w, step, i, row) != Fate::no_college ? 1.0 : 0.0;
        y.graduates += 1, y.low_graduates += low;
        y.to_college += enters, y.low_to_college += low * enters;
    }
    counts.flows.entered_college += y.to_college;
    constexpr std::uint32_t years = last_school_grade - first_high_grade + 1;
    if (step.month + 1 < years * sim::months_per_year) return; // this cohort was past grade 9 when the run began
    y.followed = y.graduates, y.low_followed = y.low_graduates;
    y.leavers = w.cohort_dropouts[2 * cohort], y.low_leavers = w.cohort_dropouts[2 * cohort + 1];
}

/// Fidelity of the agreement in force with a university that is lived best; 0 without one.
double articulation(const World& w, std::size_t i) {
    double best = 0;
    for (std::size_t m = w.partnership_begin[i]; m < w.partnership_begin[i + 1]; ++m)
        if (w.partnerships.stage[m] == Stage::active &&
            w.partners.kind[w.partnerships.partner[m]] == PartnerKind::university)
            best = std::max(best, w.partnerships.fidelity[m]);
    return best;
}

/// Counts those who complete a college, and who of them goes on to a bachelor's degree, wherever it is.
void count_transfers(const World& w, const sim::Step& step, std::size_t i, std::size_t cohort, SchoolCounts& counts) {
    const CollegeParameters& p = w.parameters.college;
    const Students& s = w.students;
    const double base = p.transfer_base + p.transfer_agreement * articulation(w, i);
    for (std::size_t row = w.cohorts.begin[cohort]; row < w.cohorts.begin[cohort] + w.cohorts.used[cohort]; ++row) {
        if (!is_taken(s, row)) continue;
        const double odds = base + p.transfer_ability * static_cast<double>(s.ability[row] + s.boost[row]) +
                            p.transfer_ses * static_cast<double>(s.ses[row]);
        const sim::Key key = static_cast<sim::Key>(s.origin[row]) << 32 | s.serial[row];
        counts.year.completed += 1;
        if (step.stream(code(Decision::student_transfers), key).bernoulli(sim::logistic(odds)))
            counts.year.transferred += 1;
    }
}

/// Adds the readiness of a school's graduates; not whole numbers, so one after the other.
void add_readiness(World& w, std::size_t i) {
    if (w.institutions.grade_high[i] != last_school_grade) return;
    const std::size_t cohort = cohort_at(w, i, last_school_grade), begin = w.cohorts.begin[cohort];
    for (std::size_t row = begin; row < begin + w.cohorts.used[cohort]; ++row)
        if (is_taken(w.students, row)) w.year.readiness += static_cast<double>(w.students.readiness[row]);
}

double enrolled(const World& w, std::size_t cohort) {
    double n = 0;
    const std::size_t first = w.cohorts.begin[cohort] / sim::lanes;
    for (std::size_t g = first; g < first + w.cohorts.rows[cohort] / sim::lanes; ++g)
        n += __builtin_popcount(w.students.taken[g]);
    return n;
}

/// Empties the cohort that has finished; `placed` of its pupils go on inside the region.
void release(World& w, const sim::Step& step, std::size_t i, double placed, SchoolCounts& counts) {
    const std::size_t cohort = cohort_at(w, i, w.institutions.grade_high[i]);
    const double n = enrolled(w, cohort);
    const int last = w.institutions.grade_high[i];
    if (last == last_school_grade) count_graduates(w, step, i, cohort, counts);
    if (last > last_school_grade) count_transfers(w, step, i, cohort, counts);
    StudentFlows& flows = counts.flows;
    (last == last_school_grade  ? flows.graduated
     : last > last_school_grade ? flows.completed_college
                                : flows.left_region) += n - placed;
    const std::size_t first = w.cohorts.begin[cohort] / sim::lanes;
    std::fill_n(w.students.taken.begin() + static_cast<std::ptrdiff_t>(first), w.cohorts.rows[cohort] / sim::lanes,
                std::uint16_t{0});
    w.cohorts.used[cohort] = 0;
    w.cohort_dropouts[2 * cohort] = w.cohort_dropouts[2 * cohort + 1] = 0;
}

void rise(World& w, std::size_t i, SchoolCounts& counts) {
    for (std::size_t c = w.cohort_begin[i]; c < w.cohort_begin[i + 1]; ++c) {
        int& grade = w.cohorts.grade[c];
        grade = grade == w.institutions.grade_high[i] ? w.institutions.grade_low[i] : grade + 1;
        if (grade != w.institutions.grade_low[i]) continue;
        enter_students(w, c, 0, w.cohorts.intake[c]);
        counts.flows.entered += w.cohorts.intake[c];
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
        double* now = &w.indicators[n_indicators * i];
        now[0] = t.test_students > 0 ? t.test / t.test_students : sim::unset;
        now[1] = t.test_students > 0 ? -t.far_below / t.test_students : sim::unset;
        now[2] = t.test_students > 0 ? -t.chronic / t.test_students : sim::unset;
        now[3] = t.low_students > 0 ? t.low_score / t.low_students : sim::unset;
        for (std::size_t d = 0; d < n_indicators; ++d) {
            const double before = w.indicators_before[n_indicators * i + d];
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

/// Pupils go on. Schools with one last grade do not meet: a school takes only from schools that end lower, and each
/// pupil goes to one other. The highest go first, so that a cohort has left before the next comes in.
void move_on(World& w, const sim::Step& step, std::vector<SchoolCounts>& counts) {
    const Ladder l = ladder(w, step);
    std::vector<std::atomic<std::uint32_t>> placed(w.institutions.size());
    const std::vector<std::int32_t>& last = w.institutions.grade_high;
    for (std::size_t begin = 0, end = 0; begin < l.order.size(); begin = end) {
        while (end < l.order.size() && last[l.order[end]] == last[l.order[begin]])
            add_readiness(w, l.order[end++]);
        sim::for_each_row(
            end - begin,
            [&](std::size_t at) {
                const std::size_t i = l.order[begin + at];
                release(w, step, i, placed[i], counts[i]);
                rise(w, i, counts[i]);
                receive(w, step, i, l, placed);
            },
            16);
    }
}

/// A school's effect goes part of the way back to Q, its region's mean at month 0, and is moved anew, so that schools
/// stay as unlike as they are (Kane & Staiger 2002) and the region as it is; with a memory of 1 it walks at random by
/// school_drift_sd alone.
///
///     q = Q + M (q - Q) + sqrt((1 - M^2) school_sd^2 + school_drift_sd^2) z [SD]
void drift_school(World& w, const sim::Step& step, std::size_t i) {
    const StudentParameters& p = w.parameters.student;
    const double memory = p.school_memory;
    const double moved = (1 - memory * memory) * p.school_sd * p.school_sd + p.school_drift_sd * p.school_drift_sd;
    sim::Stream draw = step.stream(code(Decision::school_drifts), w.institutions.key[i]);
    double& effect = w.institutions.school_effect[i];
    effect = memory * effect + (1 - memory) * w.usual_effect + std::sqrt(moved) * draw.normal();
}

} // namespace

/// The school year ends (August): colleges first, then each level below.
///
///     graduates enter college with logistic(base + ability + SES + readiness + programmes);  the rest leaves
///     who completes college goes on to a degree with logistic(base + ability + SES + fidelity of a university's help)
///     cohorts rise a grade; leavers' rows take the next intake; schools' effects drift; programmes are re-targeted
/// Writes students, cohorts, flows, year counts, indicators, school_effect. Draws student_college,
/// student_transfers, school_drifts, starts.
void advance_year(World& w, const sim::Step& step) {
    turn_dashboards(w);
    start_counts(w);
    std::vector<SchoolCounts> counts(w.institutions.size());
    move_on(w, step, counts);
    sim::for_each_row(w.institutions.size(), [&](std::size_t i) {
        if (!is_run_in(w)) drift_school(w, step, i); // a burn-in forgets nothing that the data say of schools
        if (w.institutions.kind[i] != InstitutionKind::secondary) return;
        for (std::size_t c = w.cohort_begin[i]; c < w.cohort_begin[i + 1]; ++c)
            counts[i].year.at_risk += enrolled(w, c);
    });
    for (const SchoolCounts& school : counts)
        add(school, w);
    clear_year(w);
}

} // namespace models
