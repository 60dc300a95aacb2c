// A country made of published distributions: for scale, and for regions without data. Labelled synthetic throughout.
#include "models/region.h"
#include "models/student.h"
#include "sim/mathematics.h"
#include "sim/random.h"

#include <algorithm>
#include <cmath>

namespace models {
namespace {

/// Draws of one made-up school or county; decision numbers of this file alone.
sim::Stream draws(const SyntheticRegion& spec, std::size_t number, std::uint32_t decision) {
    return {sim::luck(spec.seed, 0), number, 0, decision};
}
constexpr std::uint32_t county_draw = 1, school_draw = 2;

/// How many schools each county has: log-normal shares, at least one each.
std::vector<std::size_t> schools_of_counties(const SyntheticRegion& spec) {
    const auto counties = static_cast<std::size_t>(spec.counties);
    std::vector<double> weight(counties);
    double total = 0;
    for (std::size_t c = 0; c < counties; ++c)
        total += weight[c] = draws(spec, c, county_draw).log_normal(1.0, spec.county_size_sd);
    std::vector<std::size_t> n(counties);
    for (std::size_t c = 0; c < counties; ++c)
        n[c] = static_cast<std::size_t>(std::max(1.0, std::round(spec.schools * weight[c] / total)));
    return n;
}

School make_school(const SyntheticRegion& spec, std::size_t number, const std::string& county, double within_sd,
                   double cut) {
    sim::Stream draw = draws(spec, number, school_draw);
    const double grades = spec.last_grade + 1.0, all_grades = last_school_grade + 1.0; // from kindergarten on
    const double mean_size = spec.students * grades / all_grades / spec.schools;
    School s;
    s.id = "synthetic-" + std::to_string(number);
    s.name = "Synthetic school " + std::to_string(number);
    s.county = county;
    s.grade_high = spec.last_grade;
    const double size_sd = spec.school_size_sd, money_sd = std::sqrt(sim::log(1 + spec.spending_cv * spec.spending_cv));
    s.enrolment = std::max(spec.smallest_school,
                           std::round(mean_size * draw.log_normal(sim::exp(-size_sd * size_sd / 2), size_sd)));
    s.low_income_share = sim::normal_cdf((cut - spec.background_sd * draw.normal()) / within_sd);
    s.language_share = std::clamp(2 * spec.language_share * s.low_income_share * draw.log_normal(1.0, spec.language_sd),
                                  0.0, spec.language_most);
    s.spending_per_pupil = spec.spending_per_pupil * draw.log_normal(sim::exp(-money_sd * money_sd / 2), money_sd);
    s.is_synthetic = true;
    return s;
}

} // namespace

Region make_region(const SyntheticRegion& spec, double within_sd, double cut) {
    Region r;
    r.name = spec.name;
    r.synthetic_secondary = true;
    r.pupils_per_secondary = spec.pupils_per_secondary;
    r.partners_per_10000 = spec.partners_per_10000;
    std::size_t number = 0, county = 0;
    for (const std::size_t n : schools_of_counties(spec)) {
        const std::string name = "county-" + std::to_string(++county);
        for (std::size_t k = 0; k < n; ++k)
            r.schools.push_back(make_school(spec, ++number, name, within_sd, cut));
    }
    return r;
}

} // namespace models
