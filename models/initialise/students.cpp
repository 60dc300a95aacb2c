// Cohorts and students at month 0, and pupils who enter later.
#include "models/initialise/initialise.h"
#include "sim/mathematics.h"
#include "sim/parallel.h"
#include "sim/simd.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace models {
namespace {

int grades(const Institutions& all, std::size_t i) { return all.grade_high[i] - all.grade_low[i] + 1; }
std::uint32_t padded(double n) {
    return static_cast<std::uint32_t>((static_cast<std::size_t>(std::ceil(n)) + sim::lanes - 1) / sim::lanes *
                                      sim::lanes);
}

/// How many pupils pass through each school's cohorts: native intake, arrivals by grade, the most that one cohort
/// holds.
struct Sizes {
    std::vector<double> native, largest;
    std::vector<std::vector<double>> at_grade; ///< [N][grades] usual size of the cohort at each grade
};

Sizes cohort_sizes(const World& w, double college_share) {
    const Institutions& all = w.institutions;
    Sizes s{std::vector<double>(all.size()), std::vector<double>(all.size()), {}};
    s.at_grade.resize(all.size());
    std::vector<std::vector<double>> arrivals(all.size());
    for (std::size_t i = 0; i < all.size(); ++i)
        arrivals[i].assign(static_cast<std::size_t>(grades(all, i)), 0.0);
    std::vector<std::size_t> order(all.size());
    std::iota(order.begin(), order.end(), 0u);
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return all.grade_high[a] < all.grade_high[b]; });
    for (const std::size_t i : order) {
        const auto n = static_cast<double>(grades(all, i));
        double through = 0, mean = 0;
        for (const double a : arrivals[i])
            mean += (through += a) / n;
        s.native[i] = all.grade_low[i] >= first_college_grade ? 0.0 : std::max(0.0, all.enrolment[i] / n - mean);
        double size = std::round(s.native[i]);
        for (const double a : arrivals[i])
            s.at_grade[i].push_back(size += a);
        const SchoolParameters& p = w.parameters.school;
        s.largest[i] = std::ceil(s.native[i]) + through * p.places_ratio + (through > 0 ? p.places_more : 0);
        const bool chooses = !w.given.choice_begin.empty();
        if (chooses) s.largest[i] += std::ceil(4 * std::sqrt(through)); // luck of who chooses it: four SD
        const auto send = [&](sim::Row to, double part) {
            const double share = all.grade_low[to] >= first_college_grade ? college_share : part;
            arrivals[to][static_cast<std::size_t>(all.grade_high[i] + 1 - all.grade_low[to])] += share * size;
        };
        const std::size_t first = chooses ? w.given.choice_begin[i] : 0,
                          end = chooses ? w.given.choice_begin[i + 1] : 0;
        for (std::size_t at = first; at < end; ++at)
            send(w.given.choice[at], w.given.choice_share[at]);
        if (first == end && all.feeds[i] != sim::no_row) send(all.feeds[i], 1.0);
    }
    return s;
}

void allocate(Students& s, std::size_t rows, bool is_limited) {
    for (auto* column : {&s.ability, &s.boost, &s.anchor, &s.engagement, &s.ses, &s.readiness, &s.absent})
        column->assign(rows, 0.0f);
    for (auto* column : {&s.flags, &s.serial, &s.origin})
        column->assign(rows, 0u);
    s.taken.assign(rows / sim::lanes, 0);
    const std::size_t stocks = is_limited ? rows : 0;
    s.lessons.assign(stocks, 0.0f), s.teaching.assign(stocks, 0.0f);
}

/// The bulk draws of one chunk of new pupils.
constexpr std::size_t chunk = 256;
struct Draws {
    alignas(64) float ses[chunk], talent[chunk], language[chunk], drift[chunk], engagement[chunk], ready[chunk];
};

void draw_traits(const World& w, std::size_t row, std::size_t n, Draws& d) {
    const auto fill = sim::fill_draws(sim::current_isa());
    const std::uint32_t *low = &w.students.serial[row], *high = &w.students.origin[row];
    fill(w.luck, low, high, 0, code(Decision::student_start), n, d.ses, d.talent, d.language);
    fill(w.luck, low, high, 1, code(Decision::student_start), n, d.ready, nullptr, nullptr);
    fill(w.luck, low, high, 0, code(Decision::student_traits), n, d.drift, d.engagement, nullptr);
}

/// What school-level numbers a new pupil's start depends on.
struct Entry {
    float ses_mean, level, language_share;
    float slope;     ///< Of ability on own background, here.
    float low_below; ///< Own part of background below which a pupil counts as low-income [SD of pupils in a school].
};

void write_student(World& w, const Entry& e, const Draws& d, std::size_t k, std::size_t row) {
    const Parameters& p = w.parameters;
    Students& s = w.students;
    const auto f = [](double x) { return static_cast<float>(x); };
    const float own = f(p.student.ses_within_sd) * d.ses[k];
    const bool learner = d.language[k] < e.language_share;
    const float ses = e.ses_mean + own;
    s.ses[row] = ses;
    s.flags[row] = (d.ses[k] < e.low_below ? flag_low_income : 0u) | (learner ? flag_english_learner : 0u);
    s.anchor[row] = e.slope * own + f(p.student.language_gap) * ((learner ? 1.0f : 0.0f) - e.language_share) +
                    f(p.student.talent_sd) * d.talent[k];
    s.ability[row] = e.level + s.anchor[row] + f(p.student.drift_sd) * d.drift[k];
    s.engagement[row] = std::clamp(
        f(p.engagement.mean) + f(p.engagement.ses_slope) * ses + f(p.engagement.sd) * d.engagement[k], 0.0f, 1.0f);
    s.readiness[row] = d.ready[k];
    s.boost[row] = 0.0f;
    s.absent[row] = 0.0f;
    if (!s.lessons.empty()) s.lessons[row] = s.teaching[row] = 0.0f;
    s.taken[row / sim::lanes] = static_cast<std::uint16_t>(s.taken[row / sim::lanes] | (1u << (row % sim::lanes)));
}

} // namespace

void enter_students(World& w, std::size_t cohort, std::uint32_t first, std::uint32_t n) {
    Cohorts& c = w.cohorts;
    const sim::Row i = c.institution[cohort];
    const std::size_t begin = c.begin[cohort] + first;
    const auto local = static_cast<std::uint32_t>(cohort - w.cohort_begin[i]);
    for (std::uint32_t k = 0; k < n; ++k) {
        w.students.origin[begin + k] = w.institutions.origin[i];
        w.students.serial[begin + k] = (local << 26) + c.entered[cohort]++;
    }
    const Entry entry{static_cast<float>(w.institutions.ses_mean[i]), static_cast<float>(school_level(w, i)),
                      static_cast<float>(w.institutions.language_share[i]),
                      static_cast<float>(w.parameters.student.within_slope + w.institutions.ses_slope[i]),
                      static_cast<float>(sim::normal_quantile(
                          inside(w.institutions.low_income_share[i], w.parameters.student.share_inside)))};
    const std::size_t aligned = begin / sim::lanes * sim::lanes, end = begin + n;
    Draws draws;
    for (std::size_t at = aligned; at < end; at += chunk) {
        const std::size_t rows = std::min<std::size_t>(chunk, (end - at + sim::lanes - 1) / sim::lanes * sim::lanes);
        draw_traits(w, at, rows, draws);
        for (std::size_t row = std::max(at, begin); row < std::min(at + rows, end); ++row)
            write_student(w, entry, draws, row - at, row);
    }
    c.used[cohort] = std::max(c.used[cohort], first + n);
}

void initialise_students(World& world, const Region& region) {
    const Institutions& all = world.institutions;
    const Sizes sizes = cohort_sizes(world, region.college_share);
    Cohorts& c = world.cohorts;
    std::size_t rows = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        world.cohort_begin.push_back(c.size());
        for (int g = all.grade_low[i]; g <= all.grade_high[i]; ++g) {
            const double share = sizes.native[i] * (g - all.grade_low[i] + 1);
            const double before = sizes.native[i] * (g - all.grade_low[i]);
            c.institution.push_back(static_cast<sim::Row>(i));
            c.grade.push_back(g);
            c.begin.push_back(rows);
            c.rows.push_back(std::max<std::uint32_t>(padded(sizes.largest[i]), sim::lanes));
            c.used.push_back(0);
            c.intake.push_back(static_cast<std::uint32_t>(std::lround(share) - std::lround(before)));
            c.entered.push_back(0);
            rows += c.rows.back();
        }
    }
    world.cohort_begin.push_back(c.size());
    allocate(world.students, rows, world.parameters.student.stock_limit > 0);
    world.cohort_dropouts.assign(2 * c.size(), 0.0);
    sim::for_each_row(
        c.size(),
        [&](std::size_t k) {
            const sim::Row i = c.institution[k];
            const auto at = static_cast<std::size_t>(c.grade[k] - all.grade_low[i]);
            const double arrived = sizes.at_grade[i][at] - std::round(sizes.native[i]);
            const double years = c.grade[k] <= last_school_grade ? std::max(0, c.grade[k] - first_high_grade)
                                                                 : 0; // in which some have dropped out
            const auto& own = region.schools[i].graduation_rate;      // the grades of high school share its loss out
            constexpr int years_of_high = last_school_grade - first_high_grade + 1;
            const double least = world.parameters.student.share_inside;
            const double yearly =
                own ? 1 - sim::power(std::max(*own, least), 1.0 / years_of_high) : world.parameters.dropout.rate;
            const double left = sim::power(1 - yearly, years);
            const double n = left * (c.intake[k] + std::max(0.0, arrived));
            enter_students(world, k, 0, std::min(static_cast<std::uint32_t>(std::lround(n)), c.rows[k]));
        },
        16);
    for (const std::uint32_t n : c.used)
        world.flows.enrolled_start += n;
}

} // namespace models
