// Schools and colleges at month 0.
#include "models/initialise/initialise.h"
#include "sim/mathematics.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace models {
namespace {

Goals school_needs(const School& s, const NeedParameters& p) {
    const double later = s.grade_high >= p.upper_grade ? p.upper : p.lower; // career and college
    Goals g{p.learning, p.attendance + p.attendance_poverty * s.low_income_share,
            p.equity + p.equity_poverty * s.low_income_share, later, later};
    double sum = 0;
    for (const double v : g)
        sum += v;
    for (double& v : g)
        v /= sum;
    return g;
}

void append_goals(std::vector<double>& column, const Goals& base, double sd, sim::Stream& draw) {
    Goals g{};
    double sum = 0;
    for (std::size_t d = 0; d < n_goals; ++d)
        sum += g[d] = base[d] * draw.log_normal(1.0, sd);
    for (const double v : g)
        column.push_back(v / sum);
}

/// Expected days absent a month at a school of mean background `ses_mean`: mean of a log-normal.
double usual_absence(const Parameters& p, double ses_mean) {
    const double own = p.engagement.ses_slope * p.student.ses_within_sd;
    const double spread = p.absence.slope * p.absence.slope * (p.engagement.sd * p.engagement.sd + own * own);
    const double mean = -p.absence.slope * p.engagement.ses_slope * ses_mean;
    return p.absence.days_per_month * p.absence.rate * sim::exp(mean + spread / 2);
}

void append_facts(World& w, const School& s) {
    Institutions& all = w.institutions;
    const sim::Key key = sim::key_of(s.id);
    all.key.push_back(key);
    all.origin.push_back(static_cast<std::uint32_t>(key >> 32));
    all.kind.push_back(s.kind);
    all.grade_low.push_back(s.grade_low);
    all.grade_high.push_back(s.grade_high);
    all.enrolment.push_back(s.enrolment);
    all.low_income_share.push_back(s.low_income_share);
    all.language_share.push_back(s.language_share);
    const Parameters& p = w.parameters;
    all.ses_mean.push_back(
        p.student.lunch_slope *
        (p.student.low_income_cut -
         p.student.ses_within_sd * sim::normal_quantile(inside(s.low_income_share, p.student.share_inside))));
    sim::Stream slope(w.luck, key, 0, code(Decision::school_slope));
    all.ses_slope.push_back(p.student.slope_sd * slope.normal());
    all.usual_absence.push_back(usual_absence(p, all.ses_mean.back()));
    all.base_spending.push_back(s.spending_per_pupil);
    all.spending.push_back(s.spending_per_pupil);
    const bool is_staffed = !s.is_synthetic || s.teachers > 0;
    all.teachers.push_back(is_staffed ? s.teachers : s.enrolment / p.school.pupils_per_teacher);
}

void append_place(World& w, const School& s) {
    sim::Stream draw(w.luck, sim::key_of(s.id), 0, code(Decision::institution_place));
    const Place county = county_place(w, s.county);
    const double spread = w.parameters.region.core * w.parameters.region.spread;
    const double x = county.x + spread * draw.normal(), y = county.y + spread * draw.normal();
    w.institutions.x.push_back(s.x_km.value_or(x));
    w.institutions.y.push_back(s.y_km.value_or(y));
}

/// Mode A: what the school adds beyond its intake, shrunk towards 0 as its mean is noisy (Bayes with a normal prior).
double observed_effect(const World& w, const School& s, double expected, const Region& region) {
    const StudentParameters& p = w.parameters.student;
    const double tested = s.enrolment / (s.grade_high - s.grade_low + 1);
    const double prior = p.school_sd * p.school_sd, error = 1.0 / std::max(tested, 1.0);
    const double test_sd = 1 / std::sqrt(p.test_reliability); // tests are noisier than ability, whose SD is 1
    const double seen = (*s.mean_score - region.score_mean) / region.score_pupil_sd * test_sd - expected;
    return seen * prior / (prior + error);
}

void append_state(World& w, const School& s, const Region& region) {
    Institutions& all = w.institutions;
    const Parameters& p = w.parameters;
    sim::Stream draw(w.luck, all.key.back(), 0, code(Decision::institution_start));
    const double expected = (p.student.within_slope + p.student.context_slope) * all.ses_mean.back() +
                            p.student.language_gap * s.language_share;
    const double drawn = p.student.school_sd * draw.normal();
    all.school_effect.push_back(s.mean_score ? observed_effect(w, s, expected, region) : drawn);
    all.practice.push_back(0);
    all.practice_push.push_back(0);
    all.teacher_turnover.push_back(p.leaders.teacher_rate);
    all.hours.push_back(0);
    all.hours_needed.push_back(0);
    const auto tenure = [&](double yearly) { return -12.0 / yearly * sim::log(1.0 - draw.uniform()); };
    all.principal_months.push_back(std::floor(tenure(p.leaders.principal_rate)));
    all.superintendent_months.push_back(std::floor(tenure(p.leaders.superintendent_rate)));
    all.champion_months.push_back(draw.bernoulli(p.leaders.champion_start) ? all.principal_months.back() : -1.0);
    const Goals needs = school_needs(s, p.need);
    all.need.insert(all.need.end(), needs.begin(), needs.end());
    append_goals(all.goals, needs, p.school.goal_sd, draw);
    for (std::size_t c = 0; c < n_culture; ++c)
        all.culture.push_back(std::clamp(0.5 + p.partner.culture_sd * draw.normal(), 0.0, 1.0));
    const auto index = [&](double mean) {
        return std::clamp(mean + p.school.spread_sd * draw.normal(), p.school.index_least, 1 - p.school.index_least);
    };
    all.relational_trust.push_back(index(p.school_trust.start));
    if (s.trust) all.relational_trust.back() = std::clamp(*s.trust, 0.0, 1.0);
    all.reputation.push_back(index(p.reputation.start));
    all.support.push_back(index(p.support.start));
    all.reported_score.push_back(sim::unset);
    all.report_trend.push_back(0);
    all.coalition.push_back(sim::no_row);
    all.dependence.push_back(0);
}

/// Numbers counties as they come, where staff is hired from one pool of each or leaders see what neighbours do.
void number_counties(World& world, const Region& region) {
    const bool learns = world.parameters.leaders.learn_rate > 0;
    if (learns) world.institutions.opinion.assign(region.schools.size() * n_programmes, 0.0);
    if (world.parameters.delivery.common_pool <= 0 && !learns) return;
    std::map<std::string, std::uint32_t> number;
    for (const School& s : region.schools)
        world.institutions.county.push_back(
            number.emplace(s.county, static_cast<std::uint32_t>(number.size())).first->second);
}

} // namespace

double inside(double share, double least) { return std::clamp(share, least, 1 - least); }

Place county_place(const World& w, const std::string& county) {
    sim::Stream draw(w.luck, sim::key_of("county/" + county), 0, code(Decision::institution_place));
    const double width = w.parameters.region.width;
    return {width * draw.uniform(), width * draw.uniform()};
}

void initialise_institutions(World& world, const Region& region) {
    std::map<std::string, sim::Row> row_of;
    for (const School& s : region.schools)
        row_of.emplace(s.id, static_cast<sim::Row>(row_of.size()));
    for (const School& s : region.schools) {
        append_facts(world, s);
        append_place(world, s);
        append_state(world, s, region);
        const auto to = row_of.find(s.feeds);
        world.institutions.feeds.push_back(to == row_of.end() ? sim::no_row : to->second);
        if (s.kind == InstitutionKind::secondary) world.has_secondary = 1;
        if (s.kind == InstitutionKind::college || s.kind == InstitutionKind::university) world.has_college = 1;
    }
    number_counties(world, region);
    initialise_choices(world, region);
    world.institutions.goals_start = world.institutions.goals;
    world.institutions.need_start = world.institutions.need;
    world.partnership_begin.assign(world.institutions.size() + 1, 0);
    world.tallies.resize(world.institutions.size());
    world.indicators.assign(n_indicators * world.institutions.size(), sim::unset);
    world.indicators_before = world.indicators;
}

void note_usual_effect(World& world) {
    double pupils = 0, sum = 0;
    for (std::size_t i = 0; i < world.institutions.size(); ++i)
        for (std::size_t c = world.cohort_begin[i]; c < world.cohort_begin[i + 1]; ++c) {
            const double n = world.cohorts.used[c];
            pupils += n, sum += n * world.institutions.school_effect[i];
        }
    world.usual_effect = pupils > 0 ? sum / pupils : 0.0;
}

double school_level(const World& world, sim::Row i) {
    const StudentParameters& p = world.parameters.student;
    const Institutions& all = world.institutions;
    return (p.within_slope + p.context_slope) * all.ses_mean[i] + p.language_gap * all.language_share[i] +
           all.school_effect[i];
}

} // namespace models
