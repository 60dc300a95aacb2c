// Activities are delivered: hours, fidelity, dose, quality of staff, and what reaches pupils.
#include "models/derived.h"
#include "models/kernel/student_kernel.h"
#include "models/processes.h"
#include "sim/mathematics.h"
#include "sim/parallel.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

namespace models {
namespace {

constexpr auto staff = static_cast<std::size_t>(Resource::staff);

/// Hours that an agreement takes against its usual ones: more with a partner far away, more while it is new [ratio].
double hours_factor(const World& w, std::size_t m) {
    const HoursParameters& p = w.parameters.hours;
    const Partnerships& all = w.partnerships;
    const double far = p.distance > 0 ? p.distance * (1 - nearness(w, all.institution[m], all.partner[m])) : 0.0;
    return (1 + far) * (1 + p.new_tie * std::max(0.0, 1 - all.age[m] / p.new_months));
}

/// Coordination hours a school's partnerships ask for: programmes one by one, organisations in pairs [h/month].
double hours_needed(const World& w, std::size_t i) {
    const HoursParameters& p = w.parameters.hours;
    double own = 0, n = 0, squares = 0; // a tie that is part of a full programme takes that part of its hours
    for (std::size_t m = w.partnership_begin[i]; m < w.partnership_begin[i + 1]; ++m) {
        const bool is_active = w.partnerships.stage[m] == Stage::active;
        const double part = is_active ? intensity(w, m) : 1.0;
        own += is_active ? hours_factor(w, m) * part * w.parameters.programme[w.partnerships.programme[m]].coordination
                         : w.parameters.talks.hours * (1 + w.levers.agreement.goal_work);
        n += part, squares += part * part;
    }
    const double pairs = w.given.tie.empty() ? p.pair * n * (n - 1) / 2 : p.pair * (n * n - squares) / 2;
    const double relief =
        (1 - p.backbone_relief * backbone_strength(w, i)) * (1 - p.measurement_relief * measurement_strength(w, i));
    return (own + pairs) * (1 + p.shared_decisions * w.levers.governance.equal_votes) * relief;
}

/// Mean quality, in SD above the pool's mean, of the best share `u` of a pool of normal quality: density(z) / u.
double mean_of_best(double u) {
    constexpr double inverse_root_two_pi = 0.3989422804014327;
    if (u >= 1) return 0.0;
    const double z = sim::normal_quantile(1 - u);
    return inverse_root_two_pi * sim::exp(-z * z / 2) / u;
}

/// Share of its staff that a partner has at work.
std::vector<double> staff_used(const World& w) {
    std::vector<double> used(w.partners.size());
    const double least = w.parameters.delivery.caseload_least;
    for (std::size_t k = 0; k < used.size(); ++k) {
        const double capacity = w.partners.capacity[k * n_resources + staff];
        const double committed = w.partners.committed[k * n_resources + staff];
        used[k] = capacity > 0 ? std::clamp(committed / capacity, least, 1.0) : (committed > 0 ? 1.0 : least);
    }
    return used;
}

/// Share of the suitable people within reach that each partner's programmes keep at work, whoever pays them.
std::vector<double> pool_used(const World& w) {
    std::vector<double> hours(w.partners.size(), 0.0);
    const Partnerships& all = w.partnerships;
    for (std::size_t m = 0; m < all.size(); ++m)
        if (all.stage[m] == Stage::active)
            hours[all.partner[m]] += all.served[m] * w.parameters.programme[all.programme[m]].need[staff];
    for (double& h : hours)
        h = std::clamp(h / w.parameters.delivery.staff_pool, w.parameters.delivery.pool_least, 1.0);
    return hours;
}

/// Hours of staff that a pupil of programme `g` takes from the county's pool: smaller classes take teachers
/// [h/month].
double hired(const Parameters& p, std::size_t g) {
    constexpr auto class_size = static_cast<std::size_t>(ProgrammeId::class_size_funding);
    return p.programme[g].need[staff] + (g == class_size ? p.delivery.class_staff : 0.0);
}

/// Share of the suitable people of each county that all programmes of its schools together keep at work; empty where
/// partners have pools of their own alone.
std::vector<double> county_pool_used(const World& w) {
    const std::vector<std::uint32_t>& county = w.institutions.county;
    if (county.empty() || w.parameters.delivery.common_pool <= 0) return {};
    const std::size_t n = 1 + *std::max_element(county.begin(), county.end());
    std::vector<double> hours(n, 0.0), pupils(n, 0.0);
    for (std::size_t i = 0; i < county.size(); ++i)
        pupils[county[i]] += w.tallies[i].students;
    const Partnerships& all = w.partnerships;
    for (std::size_t m = 0; m < all.size(); ++m)
        if (all.stage[m] == Stage::active)
            hours[county[all.institution[m]]] += all.served[m] * hired(w.parameters, all.programme[m]);
    const DeliveryParameters& p = w.parameters.delivery;
    for (std::size_t c = 0; c < n; ++c) {
        const double pool = std::max(1.0, p.pool_per_1000 * pupils[c] / 1000);
        hours[c] = std::clamp(hours[c] / pool, p.pool_least, 1.0);
    }
    return hours;
}

/// What partners' staffs are like this month.
struct Staffs {
    std::vector<double> used;   ///< [P] share of its staff at work
    std::vector<double> own;    ///< [P] quality of the people it hires of those within reach [SD]
    std::vector<double> county; ///< [counties] the same of one pool for all, or empty [SD]
    double trial = 0;           ///< The same in the trials behind programmes' effects [SD]
};

/// Each pool's quality instead of the share that works; pools that are alike, as those nobody hires from, in one go.
std::vector<double> mean_of_best(std::vector<double> pools) {
    double last_share = 1, last = mean_of_best(last_share);
    for (double& pool : pools) {
        if (pool != last_share) last_share = pool, last = mean_of_best(pool);
        pool = last;
    }
    return pools;
}

/// Quality of the staff who come, against those of the trials behind the programme's effect (Jepsen & Rivkin 2009).
///
///     own = (1 + s h(U_k)) / (1 + s h(trial-pool));   county's the same with U of the county, 1 without staff
///     quality = [own + common-pool (county's - own)]+                                                       [ratio]
double quality_of_staff(const World& w, std::size_t m, const Staffs& staffs) {
    const DeliveryParameters& p = w.parameters.delivery;
    const Partnerships& all = w.partnerships;
    const double spread = w.partners.quality_spread[all.partner[m]];
    const double trial = 1 + spread * staffs.trial;
    const double own = (1 + spread * staffs.own[all.partner[m]]) / trial;
    if (staffs.county.empty()) return std::max(0.0, own);
    const double best = staffs.county[w.institutions.county[all.institution[m]]];
    const double common = hired(w.parameters, all.programme[m]) > 0 ? (1 + spread * best) / trial : 1.0;
    return std::max(0.0, own + p.common_pool * (common - own));
}

/// What carries joint work, and its weight in the log-odds of fidelity.
struct Link {
    double weight, value;
};

/// What links do together where they complete each other: a mean of the power `r` below 1, from the product (0) to the
/// weakest link (far below 0), times the sum of their weights; at 1 it would be their sum [logit].
double together(std::span<const Link> links, double r, double least) {
    double weights = 0, mean = 0;
    for (const Link& link : links)
        weights += link.weight;
    if (weights <= 0) return 0.0;
    for (const Link& link : links) {
        const double value = std::max(least, link.value), share = link.weight / weights;
        mean += share * (r == 0 ? sim::log(value) : sim::power(value, r));
    }
    return weights * (r == 0 ? sim::exp(mean) : sim::power(mean, 1 / r));
}

/// What trust, shared goals, hours and the contract do less than their sum, because they complete each other [logit].
double incompleteness(const World& w, std::size_t m, double trust) {
    const DeliveryParameters& p = w.parameters.delivery;
    if (p.substitution >= 1) return 0.0; // they replace each other
    const Partnerships& all = w.partnerships;
    const double contract = p.clarity + p.clarity_trust * trust;
    const auto four = std::to_array<Link>({{p.trust, trust},
                                           {p.alignment, all.alignment[m]},
                                           {p.hours, all.hours_share[m]},
                                           {contract, all.formality[m]}});
    double sum = 0;
    for (const Link& link : four)
        sum += link.weight * link.value;
    return sum - together(four, p.substitution, p.link_least);
}

double fidelity_aim(const World& w, std::size_t m, double used) {
    const DeliveryParameters& p = w.parameters.delivery;
    const Partnerships& all = w.partnerships;
    const std::size_t i = all.institution[m];
    const double trust = mutual_trust(w, m);
    const double champion = w.institutions.champion_months[i] >= 0 ? p.champion : 0.0;
    return sim::logistic(p.base + p.trust * trust + p.alignment * all.alignment[m] + p.hours * all.hours_share[m] +
                         champion + all.formality[m] * (p.clarity + p.clarity_trust * trust) -
                         p.culture * culture_distance(w, i, all.partner[m]) - p.caseload * used +
                         p.evaluation * all.evaluation[m] +
                         p.support_effect * w.levers.delivery.support * own_paid(w, i) +
                         p.school_trust * w.institutions.relational_trust[i] - incompleteness(w, m, trust));
}

/// Share of the cash need that the school's own part meets: what it does not pay is missing.
double own_cash_that_came(const World& w, std::size_t m) {
    const double share = own_cash_share(w, m), paid = own_paid(w, w.partnerships.institution[m]);
    return paid < 1 ? paid * share / (1 - share + paid * share) : share;
}

/// Least of delivered over needed, after funds have hired the staff that lacks [share of a full dose].
double full_dose(const World& w, std::size_t m) {
    const Partnerships& all = w.partnerships;
    Resources means{};
    for (std::size_t r = 0; r < n_resources; ++r)
        means[r] = all.delivered[m * n_resources + r];
    const double group = affordable(w.parameters, all.programme[m], means, own_cash_that_came(w, m));
    return all.served[m] > 0 ? std::min(1.0, group / all.served[m]) : 0.0;
}

/// Signs pupils up for programme `g` at institution `i`; low-income pupils first when the strategy says so.
double sign_up(World& w, const sim::Step& step, std::size_t i, std::size_t g, double share) {
    const DeliveryParameters& p = w.parameters.delivery;
    const double poor = std::clamp(w.institutions.low_income_share[i], p.share_inside, 1 - p.share_inside);
    const double low = std::min(1.0, share * (1 + w.levers.search.equity * (1 / poor - 1) * p.equity_tilt));
    const double rest = std::clamp((share - poor * low) / (1 - poor), 0.0, 1.0);
    const sim::Isa isa = sim::current_isa();
    // Programmes that must last keep their members over the years; the others choose anew each September.
    const std::uint32_t year = w.parameters.programme[g].months_min > 0 ? 0 : step.month / sim::months_per_year;
    const JoinRates rates{step.luck,
                          year,
                          join_decision(g),
                          sim::fill_draws(isa),
                          bit_of_programme(g),
                          static_cast<float>(rest),
                          static_cast<float>(low)};
    double joined = 0;
    const GradeSpan served = grades_served(w, g);
    for (std::size_t c = w.cohort_begin[i]; c < w.cohort_begin[i + 1]; ++c)
        if (w.cohorts.grade[c] >= served.low && w.cohorts.grade[c] <= served.high)
            joined += student_joins(isa)(cohort_columns(w, c), rates).joined;
    return joined;
}

void run_partnership(World& w, const sim::Step& step, std::size_t m, const Staffs& staffs) {
    Partnerships& all = w.partnerships;
    const std::size_t i = all.institution[m], k = all.partner[m], g = all.programme[m];
    if (all.share_enrolled[m] != all.share_wanted[m]) {
        all.served[m] = sign_up(w, step, i, g, all.share_wanted[m]);
        all.share_enrolled[m] = all.share_wanted[m];
    }
    all.hours_share[m] = w.institutions.hours_needed[i] > 0
                             ? std::min(1.0, w.institutions.hours[i] / w.institutions.hours_needed[i])
                             : 1.0;
    all.fidelity[m] += w.parameters.delivery.adjust * (fidelity_aim(w, m, staffs.used[k]) - all.fidelity[m]);
    all.quality[m] = quality_of_staff(w, m, staffs);
    if (is_teaching(step.month)) all.dose[m] = full_dose(w, m); // nothing is delivered in summer
    all.age[m] += 1;
    all.months_left[m] -= 1;
}

/// Given ties may run one programme twice in a school: its members are those of the largest, and each does its part for
/// them [share of members that partnership `m` serves].
double part_of_members(const World& w, std::size_t m) {
    if (w.given.tie.empty()) return 1.0;
    const Partnerships& all = w.partnerships;
    const std::size_t i = all.institution[m];
    double most = all.served[m];
    for (std::size_t other = w.partnership_begin[i]; other < w.partnership_begin[i + 1]; ++other)
        if (all.programme[other] == all.programme[m] && all.stage[other] == Stage::active)
            most = std::max(most, all.served[other]);
    return most > 0 ? all.served[m] / most : 1.0;
}

/// A programme's rates for its participants this month, and its push on the school's practice; `passing` = part of a
/// yearly gain that passes, as it must come each month to stand there in June.
Exposure exposure(const World& w, std::size_t m, double passing, double& push) {
    const Partnerships& all = w.partnerships;
    const std::size_t g = all.programme[m];
    const Programme& x = w.parameters.programme[g];
    const Parameters& p = w.parameters;
    const double reached = reach(w, m), at = reached * part_of_members(w, m), monthly = at / teaching_months;
    push += x.practice * reached * std::min(1.0, all.served[m] / std::max(1.0, w.tallies[all.institution[m]].students));
    const auto f = [](double v) { return static_cast<float>(v); };
    return {bit_of_programme(g),
            f(p.student.lasting_share * x.learning * monthly),
            f(passing * x.learning * monthly),
            f(std::min(p.absence.avoided_most, x.absence * at)),
            f(x.readiness * monthly),
            f(x.staying * at),
            f(x.college * at)};
}

bool has_pupils(const Partnerships& all, std::size_t m) { return all.stage[m] == Stage::active && all.served[m] > 0; }

void collect_exposures(World& w) {
    const Partnerships& all = w.partnerships;
    const std::size_t n = w.institutions.size();
    w.exposure_begin.resize(n + 1);
    w.exposure_begin[0] = 0;
    for (std::size_t i = 0; i < n; ++i) {
        w.exposure_begin[i + 1] = w.exposure_begin[i];
        for (std::size_t m = w.partnership_begin[i]; m < w.partnership_begin[i + 1]; ++m)
            w.exposure_begin[i + 1] += has_pupils(all, m) ? 1 : 0;
    }
    w.exposures.resize(w.exposure_begin[n]);
    const StudentParameters& p = w.parameters.student;
    const double passing = (1 - p.lasting_share) / still_there_in_june(p);
    sim::for_each_row(n, [&](std::size_t i) {
        double push = 0;
        std::size_t next = w.exposure_begin[i];
        for (std::size_t m = w.partnership_begin[i]; m < w.partnership_begin[i + 1]; ++m)
            if (has_pupils(all, m)) w.exposures[next++] = exposure(w, m, passing, push);
        w.institutions.practice_push[i] = push;
    });
}

} // namespace

/// Activities are delivered.
///
///     hours needed = sum of programmes' hours (more where far or new) + pair_hours n (n - 1) / 2, less relief by
///                    backbone and measurement
///     fidelity -> logistic(base + trust + alignment + hours + champion + clarity (1 + trust) - culture - caseload ..)
///                 with delivery.substitution r < 1 these four give W (mean of value^r)^(1/r), not their weighted sum
///     dose = least of delivered / (served x need)
///     quality = 1 + sd x mean of the best share of staff hired, of the partner's or the county's pool, over trials'
///     effect = Programme x dose x quality x reach(fidelity) x fit x luck of the relation
/// Reads delivered. Writes hours_needed, fidelity, dose, quality, served, membership bits, exposures, practice_push.
/// Draws the joins (a pupil's u of this school year and programme).
void deliver_activities(World& w, const sim::Step& step) {
    const Staffs staffs{staff_used(w), mean_of_best(pool_used(w)), mean_of_best(county_pool_used(w)),
                        mean_of_best(w.parameters.delivery.trial_pool)};
    sim::for_each_row(
        w.institutions.size(),
        [&](std::size_t i) { // a school's partnerships touch only its own pupils
            w.institutions.hours_needed[i] = hours_needed(w, i);
            for (std::size_t m = w.partnership_begin[i]; m < w.partnership_begin[i + 1]; ++m)
                if (w.partnerships.stage[m] == Stage::active) run_partnership(w, step, m, staffs);
        },
        16);
    collect_exposures(w);
}

} // namespace models
