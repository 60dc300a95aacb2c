// Whole regions over years: how far partnerships reach, how coalitions live, whether forms differ, what trust does.
#include "experiments/validation/regression.h"
#include "experiments/validation/studies.h"
#include "models/derived.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace experiments {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

double outcome(const models::World& world, const char* id) {
    return models::observables()[static_cast<std::size_t>(models::observable_index(id))].read(world);
}

/// Cash of partners a school gets in a month, and its spending then [USD of the data's year].
struct Money {
    double cash = 0, spending = 0;
};
Money money(const models::World& w, std::size_t i) {
    constexpr auto funds = static_cast<std::size_t>(models::Resource::funds);
    Money m;
    for (std::size_t k = w.partnership_begin[i]; k < w.partnership_begin[i + 1]; ++k)
        m.cash += w.partnerships.delivered[k * models::n_resources + funds];
    m.spending = w.institutions.base_spending[i] * w.tallies[i].students / 12;
    return m;
}

struct Reach {
    double districts = 0, pupils = 0, cash = 0, without_cash = 0;
};

/// Means over school years 6 to 8 of districts (synthetic secondary schools and the college left out).
Reach reach(const Laboratory& lab, std::uint32_t replicate) {
    constexpr double near_zero = 0.0005; // of spending: a few dollars a pupil and year
    models::World w = lab.world(lab.setup("california", "opportunistic"), replicate);
    lab.advance(w, 60);
    Reach sum;
    constexpr int years = 3;
    for (int year = 0; year < years; ++year) {
        std::vector<Money> of(w.institutions.size());
        for (std::uint32_t month = 0; month < 12; ++month) {
            lab.advance(w, 1);
            for (std::size_t i = 0; i < of.size(); ++i) {
                const Money m = money(w, i);
                of[i].cash += m.cash, of[i].spending += m.spending;
            }
            if (month + 1 == june) sum.pupils += outcome(w, "students-served") / years;
        }
        double n = 0, with = 0, cash = 0, spending = 0, none = 0;
        for (std::size_t i = 0; i < of.size(); ++i) {
            if (w.institutions.grade_high[i] > 8) continue;
            bool has = false;
            for (std::size_t m = w.partnership_begin[i]; m < w.partnership_begin[i + 1]; ++m)
                has |= w.partnerships.stage[m] == models::Stage::active;
            n += 1, with += has ? 1 : 0, cash += of[i].cash, spending += of[i].spending;
            none += of[i].cash < near_zero * of[i].spending ? 1 : 0;
        }
        sum.districts += with / n / years, sum.cash += cash / spending / years, sum.without_cash += none / n / years;
    }
    return sum;
}

/// Yearly hazard that takes a share alive from `from` to `to` in `years`.
double hazard(double from, double to, double years) { return 1 - std::pow(to / from, 1 / years); }

double mean_of(const std::vector<double>& v) {
    double sum = 0;
    for (const double x : v)
        sum += x;
    return v.empty() ? nan : sum / static_cast<double>(v.size());
}

} // namespace

Findings reach_study(const Laboratory& lab) {
    const auto runs = lab.each(4, [&](std::uint32_t r) { return reach(lab, r); });
    const auto values = [&](double Reach::*field) {
        std::vector<double> list;
        for (const Reach& run : runs)
            list.push_back(run.*field);
        return list;
    };
    const std::string note = "California, partners taken as they come, years 6 to 8";
    return {finding("V17", values(&Reach::cash), note + "; partners' cash over districts' spending"),
            finding("V17.near-zero", values(&Reach::without_cash),
                    note + "; districts whose partners give less than 0.05 % of spending in cash"),
            finding("V18.districts", values(&Reach::districts), note),
            finding("V18.pupils", values(&Reach::pupils), note)};
}

Findings coalitions_study(const Laboratory& lab) {
    constexpr std::uint32_t after_grant = 40, years_later = 48; // the grant ends at 36, judged at the next terms' ends
    const auto runs = lab.each(12, [&](std::uint32_t r) {
        models::World w = lab.world(lab.setup("california", "collective-impact"), r);
        const auto alive = [&] {
            return static_cast<double>(std::count(w.coalitions.is_alive.begin(), w.coalitions.is_alive.end(), 1)) /
                   static_cast<double>(w.coalitions.size());
        };
        lab.advance(w, after_grant);
        const double end = alive();
        lab.advance(w, years_later);
        return std::vector<double>{end, alive(), static_cast<double>(w.coalitions.size())};
    });
    std::vector<double> end, later, rate;
    double n = 0;
    for (const auto& run : runs) {
        end.push_back(run[0]), later.push_back(run[1]), n += run[2];
        rate.push_back(run[0] > 0 && run[1] > 0 ? hazard(run[0], run[1], 4) : nan);
    }
    const std::string note = "California, collective impact, " + std::to_string(static_cast<int>(n)) + " coalitions";
    return {finding("V14.grant-end", end, note), finding("V14.hazard", rate, note + "; over the four years after"),
            finding("V15", later, note + "; four years after the grant")};
}

Findings improving_study(const Laboratory& lab) {
    const auto runs = lab.each(4, [&](std::uint32_t r) {
        models::World w = lab.world(lab.setup("california", "opportunistic"), r);
        lab.advance(w, 12 + june);
        const std::size_t n = w.institutions.size();
        const std::vector<double> zeros(n, 0.0); // copied: of three made by (n, 0.0) g++ 12 warns falsely
        std::vector<double> trust = zeros, first = zeros, last = zeros;
        const auto add_level = [&](std::vector<double>& level) {
            for (std::size_t i = 0; i < n; ++i)
                level[i] = w.tallies[i].students > 0 ? w.tallies[i].score / w.tallies[i].students : nan;
        };
        add_level(first);
        for (int year = 0; year < 5; ++year) {
            for (std::size_t i = 0; i < n; ++i)
                trust[i] += w.institutions.relational_trust[i] / 5;
            lab.advance(w, 12);
        }
        add_level(last);
        std::vector<std::pair<double, double>> schools; // trust, five-year trend: intake is constant, so value added
        for (std::size_t i = 0; i < n; ++i)
            if (w.institutions.grade_high[i] <= 8) schools.emplace_back(trust[i], last[i] - first[i]);
        std::sort(schools.begin(), schools.end());
        std::vector<double> trends;
        for (const auto& school : schools)
            trends.push_back(school.second);
        std::sort(trends.begin(), trends.end());
        const double half = trends[trends.size() / 2], third = trends[2 * trends.size() / 3];
        const std::size_t quarter = schools.size() / 4;
        std::vector<double> result(4, 0.0);
        for (std::size_t k = 0; k < quarter; ++k) {
            const double high = schools[schools.size() - 1 - k].second, low = schools[k].second;
            const double each = 1.0 / static_cast<double>(quarter);
            result[0] += high > half ? each : 0, result[1] += low > half ? each : 0;
            result[2] += high > third ? each : 0, result[3] += low > third ? each : 0;
        }
        return result;
    });
    const char* ids[] = {"V16.high-trust", "V16.low-trust", "V16.high-trust-top-third", "V16.low-trust-top-third"};
    Findings found;
    for (std::size_t k = 0; k < 4; ++k) {
        std::vector<double> values;
        for (const auto& run : runs)
            values.push_back(run[k]);
        found.push_back(
            finding(ids[k], values, "California, quartiles of trust within schools, trend over five years"));
    }
    return found;
}

Findings forms_study(const Laboratory& lab) {
    // A matched network has the same partners, hours and agreements; it buys coordination for what backbone and
    // measurement would cost, and lacks backbone, common measures and pools.
    const auto runs = lab.each(12, [&](std::uint32_t r) {
        const models::Setup form = lab.setup("kern", "collective-impact");
        models::Setup other = form;
        other.levers.coordination.backbone = other.levers.coordination.shared_measurement =
            other.levers.coordination.pooled = 0;
        other.levers.governance.equal_votes = 0;
        models::World a = lab.world(form, r);
        lab.advance(a, 72);
        const double pupils = outcome(a, "students");
        other.levers.coordination.bought =
            std::min(60.0, (outcome(a, "cost-backbone-grants") + outcome(a, "cost-schools")) * pupils / 12 /
                               other.parameters.money.hourly_wage / (pupils / 1000) * 0.5);
        models::World b = lab.world(other, r);
        lab.advance(b, 72);
        return std::vector<double>{outcome(a, "ability-mean") - outcome(b, "ability-mean"),
                                   100 * (outcome(a, "graduation-rate") - outcome(b, "graduation-rate"))};
    });
    std::vector<double> scores, graduation;
    for (const auto& run : runs)
        scores.push_back(run[0]), graduation.push_back(run[1]);
    const std::string note = "Kern, six years, collective impact less the same network without its form";
    return {finding("V25", scores, note), finding("V25.graduation", graduation, note + " [percentage points]")};
}

Findings null_study(const Laboratory& lab) {
    const auto share = [&](const char* strategy) {
        return lab.each(12, [&lab, strategy](std::uint32_t r) {
            models::World w = lab.world(lab.setup("sonoma", strategy), r);
            std::vector<double> years;
            for (int year = 1; year <= 8; ++year) {
                lab.advance(w, 12);
                if (year > 2 && std::isfinite(w.trending)) years.push_back(w.trending);
            }
            return mean_of(years);
        });
    };
    return {finding("V26", share("go-it-alone"), "Sonoma alone, years 3 to 8, no partnership anywhere"),
            finding("V26.collective-impact", share("collective-impact"), "the same with collective impact")};
}

} // namespace experiments
