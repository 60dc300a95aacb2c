// Regressions over partnerships, as field studies run them: on what can be observed, with standard errors clustered by
// school. Signs must come out of the mechanisms; nothing here is written into the model.
#include "experiments/validation/regression.h"
#include "experiments/validation/studies.h"
#include "models/derived.h"

#include <cmath>
#include <map>

namespace experiments {
namespace {

constexpr std::uint32_t settled = 60;

/// One row an agreement in force; worlds are stacked.
struct Ties {
    std::vector<double> quality; ///< Of joint work: fidelity [share].
    std::vector<double> outcome; ///< For a pupil at full dose by usual staff: what people judge success by [ratio].
    std::vector<double> trust, alignment, culture, formality, weight, age, organisations, hours, pupils;
    std::vector<double> joint, advantage; ///< Sum and absolute difference of both sides' dependence.
    std::vector<std::size_t> school;      ///< Cluster.
    std::size_t n_clusters = 0;
};

/// A programme's effect without what dose and staff add: implementation, fit with need, and luck.
double outcome(const models::World& w, std::size_t m) {
    return models::reach(w, m) / (w.partnerships.dose[m] * w.partnerships.quality[m]);
}

/// Share of the hours that each partnership needed and got over the last year, by key.
using Coordination = std::map<sim::Key, std::pair<double, double>>; ///< Sum, months

void record(const models::World& w, const Coordination& year, Ties& t) {
    const models::Partnerships& all = w.partnerships;
    const models::Dependence dependence = models::dependence(w);
    for (std::size_t i = 0; i < w.institutions.size(); ++i) {
        double n = 0;
        for (std::size_t m = w.partnership_begin[i]; m < w.partnership_begin[i + 1]; ++m)
            n += all.stage[m] == models::Stage::active ? 1 : 0;
        for (std::size_t m = w.partnership_begin[i]; m < w.partnership_begin[i + 1]; ++m) {
            if (all.stage[m] != models::Stage::active || all.served[m] <= 0 || all.dose[m] <= 0) continue;
            t.quality.push_back(all.fidelity[m]);
            t.outcome.push_back(outcome(w, m));
            t.pupils.push_back(std::log(w.tallies[i].students));
            t.trust.push_back(models::mutual_trust(w, m));
            t.alignment.push_back(all.alignment[m]);
            t.culture.push_back(models::culture_distance(w, i, all.partner[m]));
            t.formality.push_back(all.formality[m]);
            t.weight.push_back(all.weight[m]);
            t.age.push_back(all.age[m]);
            t.organisations.push_back(n);
            const auto hours = year.find(all.key[m]);
            t.hours.push_back(hours->second.first / hours->second.second);
            t.joint.push_back(dependence.of_school[m] + dependence.of_partner[m]);
            t.advantage.push_back(std::abs(dependence.of_school[m] - dependence.of_partner[m]));
            t.school.push_back(t.n_clusters + i);
        }
    }
    t.n_clusters += w.institutions.size();
}

/// Agreements of worlds whose schools write down little or much: otherwise contracts would not differ.
Ties collect(const Laboratory& lab) {
    constexpr double formality[] = {0.1, 0.3, 0.5, 0.7, 0.9};
    struct Region {
        models::World world;
        Coordination year;
    };
    const auto regions = lab.each(30, [&](std::uint32_t r) {
        models::Setup setup = lab.setup("kern", "opportunistic");
        setup.levers.agreement.formality = formality[r % 5];
        Region region{lab.world(setup, r), {}};
        lab.advance(region.world, settled - 3);
        for (int month = 0; month < 12; ++month) {
            lab.advance(region.world, 1);
            const models::Partnerships& all = region.world.partnerships;
            for (std::size_t m = 0; m < all.size(); ++m)
                if (all.stage[m] == models::Stage::active)
                    region.year[all.key[m]].first += all.hours_share[m], region.year[all.key[m]].second += 1;
        }
        return region;
    });
    Ties ties;
    for (const Region& region : regions)
        record(region.world, region.year, ties);
    return ties;
}

std::vector<double> centred(std::vector<double> v) {
    double sum = 0;
    for (const double x : v)
        sum += x;
    for (double& x : v)
        x -= sum / static_cast<double>(v.size());
    return v;
}
std::vector<double> product(const std::vector<double>& a, const std::vector<double>& b) {
    std::vector<double> c(a);
    for (std::size_t k = 0; k < c.size(); ++k)
        c[k] *= b[k];
    return c;
}

void coordination(const Ties& t, const std::string& note, Findings& found) {
    const Regression whole = least_squares({t.organisations, t.pupils}, t.quality, t.school);
    const Regression direct = least_squares({t.organisations, t.pupils, t.hours}, t.quality, t.school);
    const double slope = whole.coefficient[1];
    found.push_back({"V19.slope", slope, whole.se[1], note});
    // Delta method on 1 - b'/b with both slopes taken as independent: wider than the truth.
    const double se = std::hypot(direct.se[1] / slope, direct.coefficient[1] * whole.se[1] / (slope * slope));
    found.push_back({"V19.mediated", 1 - direct.coefficient[1] / slope, se,
                     "share of that slope that goes when coordination hours are held constant"});
}

void power(const Ties& t, const std::string& note, Findings& found) {
    const auto trust = centred(t.trust), formality = centred(t.formality);
    const Regression dependence = least_squares({t.joint, t.advantage, t.pupils}, t.quality, t.school);
    found.push_back({"V20.joint-dependence", dependence.coefficient[1], dependence.se[1], note});
    found.push_back({"V20.power-advantage", dependence.coefficient[2], dependence.se[2], note});
    const Regression contract = least_squares({trust, formality, product(trust, formality)}, t.quality, t.school);
    found.push_back({"V20.contract-x-trust", contract.coefficient[3], contract.se[3], note});
}

} // namespace

Findings relations_study(const Laboratory& lab) {
    const Ties t = collect(lab);
    const std::string note =
        "Kern, " + std::to_string(t.quality.size()) + " agreements in year 6, errors clustered by school";
    Findings found;
    coordination(t, note, found);
    power(t, note, found);
    const Regression traits =
        least_squares({t.trust, t.alignment, t.culture, t.formality, t.weight, t.age}, t.outcome, t.school);
    const auto n = static_cast<double>(traits.n);
    const double r2_se = 2 * std::sqrt(traits.r2) * (1 - traits.r2) / std::sqrt(n); // Olkin & Finn 1995
    found.push_back({"V21", traits.r2, r2_se, "trust, alignment, culture, contract, weight and age; " + note});
    const double r = correlation(t.trust, t.age);
    found.push_back({"V22", r, (1 - r * r) / std::sqrt(n), note});
    return found;
}

} // namespace experiments
