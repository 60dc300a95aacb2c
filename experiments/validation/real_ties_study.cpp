// Real ties: New York's schools and cultural organisations from the ties of fiscal year 2022 on, in calm and with the
// cut of fiscal year 2021, counted as the Council's disclosure counts: a school and an organisation are tied or not,
// once a year.
#include "experiments/validation/studies.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <set>

namespace experiments {
namespace {

constexpr std::size_t years = 4;
constexpr double cut_of_fy2021 = 0.176; ///< Of the awards' money (expense disclosure).
constexpr std::uint32_t months_of_cut = 12;
constexpr double months_of_award = 12; ///< An award is for a fiscal year and is asked for anew.

using Pair = std::pair<sim::Row, sim::Row>; ///< School, partner
using Pairs = std::set<Pair>;

Pairs in_force(const models::World& w) {
    Pairs pairs;
    for (std::size_t m = 0; m < w.partnerships.size(); ++m)
        if (w.partnerships.stage[m] == models::Stage::active)
            pairs.emplace(w.partnerships.institution[m], w.partnerships.partner[m]);
    return pairs;
}

/// Ties in force in each September.
struct History {
    std::array<Pairs, years + 1> at;
    std::vector<double> need, enrolment; ///< Of schools
};

History history(const Laboratory& lab, bool is_cut, std::uint32_t replicate) {
    models::Setup setup = lab.setup("new-york", "opportunistic");
    setup.levers.agreement.term = months_of_award;
    models::ConditionParameters& p = setup.parameters.condition;
    if (is_cut) {
        setup.conditions.strength[static_cast<std::size_t>(models::Condition::funding_cut)] = 1;
        p.start = 0, p.length = months_of_cut, p.recovery = 1, p.cut_depth = cut_of_fy2021;
    }
    models::World w = lab.world(setup, replicate);
    History h{{}, w.institutions.low_income_share, w.institutions.enrolment};
    h.at[0] = in_force(w);
    for (std::size_t year = 1; year <= years; ++year) {
        lab.advance(w, sim::months_per_year);
        h.at[year] = in_force(w);
    }
    return h;
}

/// Share of those for which both hold, of those for which the first does; NaN of none.
struct Share {
    double of = 0, n = 0;
    void count(bool is_one) { of += 1, n += is_one ? 1 : 0; }
    double value() const { return of > 0 ? n / of : sim::unset; }
};

/// Ties of September 0 still there without a gap.
double unbroken(const History& h, std::size_t after) {
    Share share;
    for (const Pair& tie : h.at[0]) {
        bool is_there = true;
        for (std::size_t year = 1; year <= after; ++year)
            is_there &= h.at[year].count(tie) == 1;
        share.count(is_there);
    }
    return share.value();
}

double again(const History& h) {
    Share share;
    for (std::size_t year = 0; year < years; ++year)
        for (const Pair& tie : h.at[year])
            share.count(h.at[year + 1].count(tie) == 1);
    return share.value();
}

/// There again the next year, of ties in their year of life `age` (1 or 2) that began under our eyes.
double again_at_age(const History& h, std::size_t age) {
    Share share;
    for (std::size_t year = age; year < years; ++year)
        for (const Pair& tie : h.at[year]) {
            bool has_age = h.at[year - age].count(tie) == 0;
            for (std::size_t back = 1; back < age; ++back)
                has_age &= h.at[year - back].count(tie) == 1;
            if (has_age) share.count(h.at[year + 1].count(tie) == 1);
        }
    return share.value();
}

std::vector<double> schools_of_partners(const Pairs& pairs) {
    std::map<sim::Row, double> schools;
    for (const Pair& tie : pairs)
        schools[tie.second] += 1;
    std::vector<double> n;
    for (const auto& [partner, count] : schools)
        n.push_back(count);
    std::sort(n.rbegin(), n.rend());
    return n;
}

double again_by_size(const History& h, double least, double most) {
    Share share;
    for (std::size_t year = 0; year < years; ++year) {
        std::map<sim::Row, double> schools;
        for (const Pair& tie : h.at[year])
            schools[tie.second] += 1;
        for (const Pair& tie : h.at[year])
            if (const double n = schools[tie.second]; n >= least && n <= most)
                share.count(h.at[year + 1].count(tie) == 1);
    }
    return share.value();
}

/// Share of schools with a tie in the last quarter by `order` less that in the first.
double gap(const Pairs& pairs, const std::vector<double>& order) {
    std::vector<std::size_t> rows(order.size());
    std::iota(rows.begin(), rows.end(), 0u);
    std::stable_sort(rows.begin(), rows.end(), [&](std::size_t a, std::size_t b) { return order[a] < order[b]; });
    std::vector<double> tied(order.size());
    for (const Pair& tie : pairs)
        tied[tie.first] = 1;
    const std::size_t quarter = rows.size() / 4;
    double first = 0, last = 0;
    for (std::size_t k = 0; k < quarter; ++k)
        first += tied[rows[k]], last += tied[rows[rows.size() - 1 - k]];
    return (last - first) / static_cast<double>(quarter);
}

template <class F>
void add(Findings& found, const std::string& id, const std::vector<History>& all, const std::string& note, F f) {
    std::vector<double> values;
    for (const History& h : all)
        values.push_back(f(h));
    found.push_back(finding(id, values, note));
}

} // namespace

Findings real_ties_study(const Laboratory& lab) {
    constexpr std::uint32_t replicates = 2;
    const auto calm = lab.each(replicates, [&](std::uint32_t r) { return history(lab, false, r); });
    const auto cut = lab.each(replicates, [&](std::uint32_t r) { return history(lab, true, r); });
    const std::string quiet = "New York from the ties of fiscal year 2022, calm";
    const std::string hit = "New York from the ties of fiscal year 2022, public money cut by 17.6 % for a year";
    Findings found;
    add(found, "T-survival.calm", calm, quiet, again);
    add(found, "T-survival.cut", cut, hit, [](const History& h) { return unbroken(h, 1); });
    add(found, "T-survival.two-years", cut, hit, [](const History& h) { return unbroken(h, 2); });
    add(found, "T-survival.four-years", cut, hit, [](const History& h) { return unbroken(h, 4); });
    add(found, "T-age.1", calm, quiet, [](const History& h) { return again_at_age(h, 1); });
    add(found, "T-age.2", calm, quiet, [](const History& h) { return again_at_age(h, 2); });
    add(found, "T-size.one", calm, quiet, [](const History& h) { return again_by_size(h, 1, 1); });
    add(found, "T-size.many", calm, quiet, [](const History& h) { return again_by_size(h, 20, 1e9); });
    const auto level = [](std::size_t year) {
        return [year](const History& h) {
            return static_cast<double>(h.at[year].size()) / static_cast<double>(h.at[0].size());
        };
    };
    add(found, "T-level.cut", cut, hit, level(1));
    add(found, "T-level.recovery", cut, hit, level(2));
    const std::string later = "New York after four calm years";
    add(found, "T-degree.mean", calm, later, [](const History& h) {
        return static_cast<double>(h.at[years].size()) / static_cast<double>(schools_of_partners(h.at[years]).size());
    });
    add(found, "T-degree.top-tenth", calm, later, [](const History& h) {
        const std::vector<double> n = schools_of_partners(h.at[years]);
        const auto top = static_cast<std::ptrdiff_t>((n.size() + 5) / 10);
        return std::accumulate(n.begin(), n.begin() + top, 0.0) / std::accumulate(n.begin(), n.end(), 0.0);
    });
    add(found, "T-degree.single", calm, later, [](const History& h) {
        const std::vector<double> n = schools_of_partners(h.at[years]);
        return static_cast<double>(std::count(n.begin(), n.end(), 1.0)) / static_cast<double>(n.size());
    });
    add(found, "T-need.gap", calm, later, [](const History& h) { return -gap(h.at[years], h.need); });
    add(found, "T-enrolment.gap", calm, later, [](const History& h) { return gap(h.at[years], h.enrolment); });
    return found;
}

} // namespace experiments
