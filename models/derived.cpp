// Small derived quantities; definitions stand in derived.h.
#include "models/derived.h"

#include "models/kernel/student_kernel.h"
#include "models/ties.h"
#include "sim/mathematics.h"
#include "sim/parallel.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace models {

double overlap(std::span<const double, n_goals> a, std::span<const double, n_goals> b) {
    double apart = 0;
    for (std::size_t d = 0; d < n_goals; ++d)
        apart += std::abs(a[d] - b[d]);
    return 1.0 - apart / 2;
}

double relevance(const World& w, std::size_t i, std::size_t g) {
    const auto need = row_of<n_goals>(w.institutions.need, i);
    double served = 0, best = 0;
    for (std::size_t d = 0; d < n_goals; ++d) {
        served += need[d] * programme_infos[g].serves[d];
        best += need[d];
    }
    return served / best;
}

double culture_distance(const World& w, std::size_t i, std::size_t k) {
    const auto a = row_of<n_culture>(w.institutions.culture, i), b = row_of<n_culture>(w.partners.culture, k);
    double apart = 0;
    for (std::size_t c = 0; c < n_culture; ++c)
        apart += std::abs(a[c] - b[c]) / static_cast<double>(n_culture);
    return std::min(1.0, apart * w.environment.culture_factor);
}

namespace {

double mean_trust(const TrustParameters& p, double reliability, double mission, double openness) {
    return (p.reliability_weight * reliability + p.mission_weight * mission + p.openness_weight * openness) /
           (p.reliability_weight + p.mission_weight + p.openness_weight);
}
double mean_value(const ValueParameters& p, double influence, double involvement, double resources) {
    return (p.influence_weight * influence + p.involvement_weight * involvement + p.resources_weight * resources) /
           (p.influence_weight + p.involvement_weight + p.resources_weight);
}

} // namespace

double school_trust(const World& w, std::size_t m) {
    const Partnerships& all = w.partnerships;
    return mean_trust(w.parameters.trust, all.reliability_i[m], all.mission_i[m], all.openness_i[m]);
}
double partner_trust(const World& w, std::size_t m) {
    const Partnerships& all = w.partnerships;
    return mean_trust(w.parameters.trust, all.reliability_p[m], all.mission_p[m], all.openness_p[m]);
}
double mutual_trust(const World& w, std::size_t m) { return (school_trust(w, m) + partner_trust(w, m)) / 2; }

double school_value(const World& w, std::size_t m) {
    const Partnerships& all = w.partnerships;
    return mean_value(w.parameters.value, all.influence_i[m], all.involvement_i[m], all.resources_i[m]);
}
double partner_value(const World& w, std::size_t m) {
    const Partnerships& all = w.partnerships;
    return mean_value(w.parameters.value, all.influence_p[m], all.involvement_p[m], all.resources_p[m]);
}

GradeSpan grades_served(const World& w, std::size_t g) {
    GradeSpan span{programme_infos[g].grade_low, programme_infos[g].grade_high};
    constexpr auto after_school = static_cast<std::size_t>(ProgrammeId::after_school);
    if (g == after_school && !w.given.after_school_high.empty()) span.high = w.given.after_school_high[0];
    return span;
}

std::ptrdiff_t given_tie(const World& w, std::size_t m) {
    const std::vector<sim::Key>& keys = w.given.tie;
    if (keys.empty()) return -1;
    const auto at = std::lower_bound(keys.begin(), keys.end(), w.partnerships.key[m]);
    return at != keys.end() && *at == w.partnerships.key[m] ? at - keys.begin() : -1;
}

double intensity(const World& w, std::size_t m) {
    const std::ptrdiff_t at = given_tie(w, m);
    return at < 0 ? 1.0 : w.given.tie_share[static_cast<std::size_t>(at)];
}

double log_hazard(const Parameters& p, double yearly) {
    const double monthly = 1 - sim::power(1 - yearly, 1.0 / teaching_months);
    return sim::log(monthly) + p.dropout.engagement * p.engagement.mean;
}

double eligible(const World& w, std::size_t i, std::size_t g) {
    const GradeSpan served = grades_served(w, g);
    double n = 0;
    for (std::size_t c = w.cohort_begin[i]; c < w.cohort_begin[i + 1]; ++c)
        if (w.cohorts.grade[c] >= served.low && w.cohorts.grade[c] <= served.high) n += w.cohorts.used[c];
    return n;
}

double affordable(const Parameters& p, std::size_t programme, std::span<const double, n_resources> means,
                  double own_cash) {
    const Resources& need = p.programme[programme].need;
    constexpr auto funds = static_cast<std::size_t>(Resource::funds), staff = static_cast<std::size_t>(Resource::staff);
    double n = std::numeric_limits<double>::infinity();
    for (std::size_t r = 0; r < n_resources; ++r)
        if (r != funds && r != staff && need[r] > 0) n = std::min(n, means[r] / need[r]);
    const double cash_need = need[funds] / p.money.dollars_2018 * (1.0 - own_cash), wage = p.money.hourly_wage;
    const double by_staff = need[staff] > 0 ? means[staff] / need[staff] : n;
    if (cash_need * by_staff > means[funds]) return std::min(n, means[funds] / cash_need);
    if (need[staff] <= 0) return cash_need > 0 ? std::min(n, means[funds] / cash_need) : n;
    return std::min(n, (means[funds] + wage * means[staff]) / (cash_need + wage * need[staff]));
}

bool could_start(const World& w, std::size_t k, std::size_t g) {
    if (!w.partners.is_present[k] || !(w.partners.equipment[k] >> g & 1u)) return false;
    Resources means{};
    for (std::size_t r = 0; r < n_resources; ++r)
        means[r] = w.parameters.talks.partner_part_max * w.partners.capacity[k * n_resources + r];
    return affordable(w.parameters, g, means, w.levers.money.co_funding) >= w.parameters.seek.group_min;
}

double alternatives(const World& w, std::size_t i, std::size_t g) {
    double n = 0;
    for (std::size_t c = w.candidate_begin[i]; c < w.candidate_begin[i + 1]; ++c)
        n += could_start(w, w.candidates[c], g) ? 1.0 : 0.0;
    return std::max(0.0, n - 1.0);
}

double nearness(const World& w, std::size_t i, std::size_t k) {
    const SeekParameters& p = w.parameters.seek;
    if (w.partners.is_regional[k]) return p.regional_nearness;
    const double dx = w.partners.x[k] - w.institutions.x[i], dy = w.partners.y[k] - w.institutions.y[i];
    return 1.0 / (1.0 + std::sqrt(dx * dx + dy * dy) / p.distance);
}

double own_cash_share(const World& w, std::size_t m) {
    const double agreed = w.levers.money.co_funding, power = w.parameters.power.money;
    const double left_out = 1 - 2 * w.partnerships.weight[m]; // of the school; below 0 the partner is
    return agreed + power * (left_out > 0 ? (1 - agreed) * left_out : agreed * left_out);
}

double own_paid(const World& w, std::size_t i) {
    return w.institutions.own_paid.empty() ? 1.0 : w.institutions.own_paid[i];
}

double opinion(const World& w, std::size_t i, std::size_t g) {
    return w.institutions.opinion.empty() ? 0.0 : w.institutions.opinion[i * n_programmes + g];
}

Secret secret_of(const World& w, const sim::Luck& luck, std::size_t m) {
    const TrustParameters& p = w.parameters.trust;
    if (p.concealment <= 0) return {};
    const double masked = std::min(1.0, w.parameters.seek.masking + w.environment.hidden);
    const double hidden = p.concealment * masked * (1 - w.levers.search.scrutiny) * (1 - w.partnerships.alignment[m]);
    const double u = sim::Stream(luck, w.partnerships.key[m], 0, code(Decision::goals_come_out)).uniform();
    const double last = 1 + std::floor(sim::log(1 - u) / sim::log(1 - p.find_out)); // term that ends the secret
    const double terms = std::ceil(w.partnerships.age[m] / static_cast<double>(sim::months_per_term));
    return {terms <= last ? hidden : 0.0, terms == last};
}

void index_candidates(World& w) {
    w.known_by.assign(w.partners.size(), 0.0);
    for (const sim::Row k : w.candidates)
        w.known_by[k] += 1.0;
}

double inequality(double school_alternatives, double partner_alternatives) {
    return std::abs(partner_alternatives - school_alternatives) / (1.0 + partner_alternatives + school_alternatives);
}

double value_of(const Parameters& p, std::span<const double, n_resources> means) {
    const auto at = [&](Resource r) { return means[static_cast<std::size_t>(r)]; };
    const double places = at(Resource::placements) + at(Resource::facilities) + at(Resource::seats);
    return at(Resource::funds) + p.money.hourly_wage * at(Resource::staff) +
           p.money.volunteer_hour * at(Resource::volunteers) + p.money.place_value * places;
}

namespace {

/// Programmes that each partner could start, a bit each [P]: asked once where each of many ties would ask it anew.
std::vector<std::uint32_t> startable(const World& w) {
    std::vector<std::uint32_t> bits(w.partners.size(), 0);
    sim::for_each_row(bits.size(), [&](std::size_t k) {
        for (std::size_t g = 0; g < n_programmes; ++g)
            bits[k] |= could_start(w, k, g) ? 1u << g : 0u;
    });
    return bits;
}

/// As alternatives, of the same month's startable().
double alternatives(const World& w, const std::vector<std::uint32_t>& startable, std::size_t i, std::size_t g) {
    std::uint32_t n = 0;
    for (std::size_t c = w.candidate_begin[i]; c < w.candidate_begin[i + 1]; ++c)
        n += startable[w.candidates[c]] >> g & 1u;
    return n > 0 ? n - 1.0 : 0.0;
}

} // namespace

Dependence dependence(const World& w) { return dependence(w, active_ties(w)); }

Dependence dependence(const World& w, const BothTies& ties) {
    const Partnerships& all = w.partnerships;
    std::vector<double> value(all.size(), 0.0), by_partner(w.partners.size(), 0.0);
    const auto of_row = [&](std::size_t m) { return value[m]; };
    sim::for_each_row(all.size(), [&](std::size_t m) {
        if (all.stage[m] == Stage::active) value[m] = value_of(w.parameters, row_of<n_resources>(all.pledge, m));
    });
    sim::for_each_row(by_partner.size(),
                      [&](std::size_t k) { by_partner[k] = strength(ties.of_partners, k, all.institution, of_row); });
    Dependence d{std::vector<double>(all.size(), 0.0), std::vector<double>(all.size(), 0.0)};
    const double a = w.parameters.power.alternatives;
    const std::vector<std::uint32_t> bits = startable(w);
    sim::for_each_row(w.institutions.size(), [&](std::size_t i) {
        const Ties& ours = ties.of_schools;
        const double by_school = strength(ours, i, all.partner, of_row);
        std::size_t at = ours.begin[i];
        for_each_tie(ours, i, all.partner, of_row, [&](sim::Row k, double pair) {
            for (; at < ours.begin[i + 1] && all.partner[ours.rows[at]] == k; ++at) {
                if (pair <= 0) continue;
                const std::size_t m = ours.rows[at];
                d.of_school[m] = pair / by_school / (1 + a * alternatives(w, bits, i, all.programme[m]));
                d.of_partner[m] = pair / by_partner[k] / (1 + a * std::max(0.0, w.known_by[k] - 1));
            }
        });
    });
    return d;
}

double still_there_in_june(const StudentParameters& p) {
    const double keep = sim::power(p.boost_memory_year, 1.0 / teaching_months);
    return (1 - p.boost_memory_year) / (teaching_months * (1 - keep));
}

double reach(const World& w, std::size_t m) {
    const DeliveryParameters& p = w.parameters.delivery;
    const Partnerships& all = w.partnerships;
    const double well = sim::logistic(p.steepness * (all.fidelity[m] - p.threshold));
    const double delivered = p.poor_ratio + (1 - p.poor_ratio) * well;
    const double dose = all.dose[m] * (1 + p.saturation) / (all.dose[m] + p.saturation);
    const double luck = sim::exp(p.relation_sd * all.noise[m] - p.relation_sd * p.relation_sd / 2);
    return delivered * dose * all.quality[m] * sim::power(all.fit[m], p.fit_power) * luck;
}

void index_partnerships(World& w) {
    std::fill(w.partnership_begin.begin(), w.partnership_begin.end(), 0);
    for (const sim::Row i : w.partnerships.institution)
        ++w.partnership_begin[i + 1];
    for (std::size_t i = 1; i < w.partnership_begin.size(); ++i)
        w.partnership_begin[i] += w.partnership_begin[i - 1];
}

namespace {

CohortColumns columns_at(World& w, std::size_t at, std::size_t rows) {
    Students& s = w.students;
    CohortColumns c{
        &s.ability[at], &s.boost[at], &s.anchor[at], &s.engagement[at], &s.readiness[at],          &s.absent[at],
        &s.ses[at],     &s.flags[at], &s.serial[at], &s.origin[at],     &s.taken[at / sim::lanes], rows};
    if (!s.lessons.empty()) c.lessons = &s.lessons[at], c.teaching = &s.teaching[at];
    return c;
}

} // namespace

CohortColumns cohort_columns(World& w, std::size_t c) {
    return columns_at(w, w.cohorts.begin[c], (w.cohorts.used[c] + sim::lanes - 1) / sim::lanes * sim::lanes);
}

CohortColumns school_columns(World& w, std::size_t i) {
    const std::size_t first = w.cohort_begin[i], last = w.cohort_begin[i + 1] - 1;
    const std::size_t at = w.cohorts.begin[first];
    return columns_at(w, at, w.cohorts.begin[last] + w.cohorts.rows[last] - at);
}

CohortRows cohort_rows(const World& w, std::size_t i) {
    return {&w.cohorts.rows[w.cohort_begin[i]], static_cast<std::size_t>(w.cohort_begin[i + 1] - w.cohort_begin[i])};
}

double backbone_strength(const World& w, std::size_t i) {
    const sim::Row k = w.institutions.coalition[i];
    if (k == sim::no_row || !w.coalitions.is_alive[k] || !w.coalitions.has_backbone[k]) return 0.0;
    return w.coalitions.funding[k];
}

double measurement_strength(const World& w, std::size_t i) {
    const sim::Row k = w.institutions.coalition[i];
    return k == sim::no_row || !w.coalitions.is_alive[k] ? 0.0 : w.coalitions.shared_measurement[k];
}

} // namespace models
