// What given ties take, what is scaled, and which cannot start.
#include "models/tie_plan.h"

#include "models/derived.h"
#include "models/programme.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace models {
namespace {

constexpr auto funds = static_cast<std::size_t>(Resource::funds), staff = static_cast<std::size_t>(Resource::staff);
constexpr auto after_school = static_cast<std::size_t>(ProgrammeId::after_school);

template <class T>
std::map<std::string, std::size_t> rows_by_id(const std::vector<T>& all) {
    std::map<std::string, std::size_t> row;
    for (std::size_t i = 0; i < all.size(); ++i)
        row.emplace(all[i].id, i);
    return row;
}

GradeSpan span_of(std::size_t g, bool is_wide) {
    return {programme_infos[g].grade_low, is_wide && g == after_school ? 12 : programme_infos[g].grade_high};
}

std::string grade_text(int grade) { return grade < 0 ? "PK" : grade == 0 ? "K" : std::to_string(grade); }

/// Pupils of the grades that a programme serves, from the school's usual cohorts.
double pupils_served(const School& s, GradeSpan served) {
    const int n = std::min(s.grade_high, served.high) - std::max(s.grade_low, served.low) + 1;
    return std::max(0, n) * s.enrolment / (s.grade_high - s.grade_low + 1);
}

/// Cash and paid hours of one pupil's full teaching month [USD of the data's year].
double cost_of(const Parameters& p, std::size_t g) {
    const Resources& need = p.programme[g].need;
    return need[funds] / p.money.dollars_2018 + need[staff] * p.money.hourly_wage;
}

/// Share, group and pledge as given, before the partner's means are looked at.
void size_tie(const Parameters& p, const Tie& tie, std::size_t g, double pupils, TiePlan& plan) {
    const double full = p.programme[g].coverage * pupils, cost = cost_of(p, g);
    const double monthly = tie.usd_per_year.value_or(0) / teaching_months;
    if (tie.share)
        plan.share = *tie.share;
    else if (tie.pupils)
        plan.share = std::min(1.0, *tie.pupils / full);
    else if (monthly > 0 && cost > 0)
        plan.share = std::min(1.0, monthly / (cost * full));
    plan.group = std::min(pupils, tie.pupils.value_or(plan.share * full));
    for (std::size_t r = 0; r < n_resources; ++r)
        plan.pledge[r] = plan.group * p.programme[g].need[r] / (r == funds ? p.money.dollars_2018 : 1.0);
    // Dollars that are given are what is paid: for more or fewer hours than a full dose would take.
    if (const double usual = cost * plan.group; monthly > 0 && usual > 0)
        for (const std::size_t r : {funds, staff})
            plan.pledge[r] *= monthly / usual;
}

/// Largest part of `needs` that `means` can give; funds may hire the staff that lacks.
double part_of(const Parameters& p, const Resources& means, const Resources& needs) {
    double part = 1;
    for (std::size_t r = 0; r < n_resources; ++r)
        if (r != staff && needs[r] > 0) part = std::min(part, means[r] / needs[r]);
    const double wage = p.money.hourly_wage, bill = needs[funds] + wage * needs[staff];
    return bill > 0 ? std::min(part, (means[funds] + wage * means[staff]) / bill) : part;
}

/// Derives what a partner's row leaves open: what its ties take and `partner.spare` of that more; where it has no ties
/// the usual means of its kind, and of what its ties do not take the same share of those.
Resources derived(const Parameters& p, const PartnerInput& partner, const Resources& needs) {
    const PartnerKindParameters& kind = p.partner.kind[static_cast<std::size_t>(partner.kind)];
    const bool has_ties = std::any_of(needs.begin(), needs.end(), [](double need) { return need > 0; });
    Resources capacity = partner.capacity;
    for (std::size_t r = 0; r < n_resources; ++r) {
        if (!std::isnan(capacity[r])) continue;
        const double usual = kind.capacity[r] * (r == funds ? p.partner.funds_scale : 1.0);
        capacity[r] = !has_ties ? usual : needs[r] > 0 ? needs[r] * (1 + p.partner.spare) : p.partner.spare * usual;
    }
    return capacity;
}

std::string lacking(const Resources& means, const Resources& needs, std::string_view programme) {
    for (std::size_t r = 0; r < n_resources; ++r)
        if (r != staff && needs[r] > 0 && means[r] <= 0)
            return "the partner has no " + std::string(resource_names[r]) + ", which " + std::string(programme) +
                   " takes";
    return "the partner has neither staff nor funds, which " + std::string(programme) + " takes";
}

std::string months_text(double months) { return std::to_string(std::lround(months)) + " months"; }

/// Why a tie cannot be in force at month 0 whatever the means; "" if it can.
std::string obstacle(const School& s, std::size_t g, GradeSpan served, const Tie& tie) {
    if (tie.begins_in && *tie.begins_in > 0) return "it begins " + months_text(*tie.begins_in) + " after the start";
    if (tie.ends_in && *tie.ends_in <= 0) return "it ended before the start";
    if (pupils_served(s, served) > 0) return "";
    return std::string(programme_infos[g].id) + " serves grades " + grade_text(served.low) + " to " +
           grade_text(served.high) + ", the school teaches " + grade_text(s.grade_low) + " to " +
           grade_text(s.grade_high);
}

} // namespace

bool serves_upper_grades(const Region& region) {
    const auto school = rows_by_id(region.schools);
    return std::any_of(region.ties.begin(), region.ties.end(), [&](const Tie& tie) {
        return tie.programme == programme_infos[after_school].id &&
               region.schools[school.at(tie.school)].grade_high > programme_infos[after_school].grade_high;
    });
}

TiesPlan plan_ties(const Region& region, const Parameters& p) {
    TiesPlan plan{std::vector<TiePlan>(region.ties.size()), {}, std::vector<std::uint32_t>(region.partners.size())};
    const auto school = rows_by_id(region.schools), partner = rows_by_id(region.partners);
    const bool is_wide = serves_upper_grades(region);
    std::vector<Resources> needs(region.partners.size());
    for (std::size_t t = 0; t < region.ties.size(); ++t) {
        const Tie& tie = region.ties[t];
        const auto g = static_cast<std::size_t>(programme_index(tie.programme));
        const School& s = region.schools[school.at(tie.school)];
        const GradeSpan served = span_of(g, is_wide);
        plan.ties[t].why = obstacle(s, g, served, tie);
        if (!plan.ties[t].why.empty()) continue;
        size_tie(p, tie, g, pupils_served(s, served), plan.ties[t]);
        const std::size_t k = partner.at(tie.partner);
        plan.programmes[k] |= 1u << g;
        for (std::size_t r = 0; r < n_resources; ++r)
            needs[k][r] += plan.ties[t].pledge[r];
    }
    for (std::size_t k = 0; k < region.partners.size(); ++k)
        plan.capacity.push_back(derived(p, region.partners[k], needs[k]));
    for (std::size_t t = 0; t < region.ties.size(); ++t) {
        TiePlan& tie = plan.ties[t];
        if (!tie.why.empty()) continue;
        const std::size_t k = partner.at(region.ties[t].partner);
        tie.part = part_of(p, plan.capacity[k], needs[k]);
        constexpr double rounding = 1e-9; // sums of parts
        tie.is_scaled = tie.part < 1 - rounding;
        tie.starts = tie.part > 0;
        if (!tie.starts) tie.why = lacking(plan.capacity[k], needs[k], region.ties[t].programme);
        if (!tie.is_scaled) tie.part = 1;
        tie.group *= tie.part, tie.share *= tie.part;
        const double hours = std::max(0.0, tie.pledge[staff] * tie.part);
        for (double& amount : tie.pledge)
            amount *= tie.part;
        const double have =
            needs[k][staff] > 0 ? std::min(1.0, plan.capacity[k][staff] / (tie.part * needs[k][staff])) : 1;
        tie.pledge[staff] = hours * have; // the rest is hired
        tie.pledge[funds] += hours * (1 - have) * p.money.hourly_wage;
    }
    return plan;
}

TiesAccount account_of_ties(const Region& region, const Parameters& parameters) {
    const TiesPlan plan = plan_ties(region, parameters);
    TiesAccount account;
    account.given = region.ties.size();
    for (std::size_t t = 0; t < region.ties.size(); ++t) {
        const Tie& tie = region.ties[t];
        if (plan.ties[t].starts) {
            ++account.started, account.scaled += plan.ties[t].is_scaled;
            if (plan.ties[t].is_scaled)
                account.scaled_down.push_back({tie.school, tie.partner, tie.programme, plan.ties[t].part});
        } else
            account.left_out.push_back({tie.school, tie.partner, tie.programme, plan.ties[t].why});
    }
    return account;
}

} // namespace models
