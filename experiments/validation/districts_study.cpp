// Districts whose scores are hidden from the model (mode B): do poverty, language and money line up with simulated
// scores as they do with the scores that were measured in 1998-99?
#include "experiments/validation/regression.h"
#include "experiments/validation/studies.h"

#include <cmath>

namespace experiments {
namespace {

/// What a data set of districts holds.
struct Districts {
    std::vector<double> score, lunch, learners, spending, teachers, income;
    std::vector<std::size_t> county;
    std::size_t n_counties = 0;
};

Districts simulate(const Laboratory& lab, std::uint32_t replicate) {
    models::Setup setup = lab.setup("california", "go-it-alone");
    std::map<std::string, std::size_t> counties;
    for (models::School& school : setup.region.schools)
        school.mean_score.reset(), counties.emplace(school.county, counties.size());
    models::World w = lab.world(setup, replicate);
    lab.advance(w, 36 + june);
    std::vector<double> sum(w.institutions.size(), 0.0), n(sum);
    for (const Pupil& p : census(w))
        sum[p.school] += p.test, n[p.school] += 1;
    const double test_sd = std::sqrt(setup.parameters.student.test_reliability); // in SD of tests
    Districts d;
    d.n_counties = counties.size();
    for (std::size_t i = 0; i < setup.region.schools.size(); ++i) { // rows of the file come first, in its order
        const models::School& s = setup.region.schools[i];
        if (n[i] == 0) continue;
        d.score.push_back(setup.region.score_mean + setup.region.score_pupil_sd * test_sd * sum[i] / n[i]);
        d.lunch.push_back(100 * s.low_income_share), d.learners.push_back(100 * s.language_share);
        d.spending.push_back(s.spending_per_pupil / 1000), d.teachers.push_back(s.enrolment / s.teachers);
        d.income.push_back(s.income_usd / 1000);
        d.county.push_back(counties.at(s.county));
    }
    return d;
}

double sd(const std::vector<double>& v) {
    double mean = 0, square = 0;
    for (const double x : v)
        mean += x / static_cast<double>(v.size());
    for (const double x : v)
        square += (x - mean) * (x - mean);
    return std::sqrt(square / static_cast<double>(v.size() - 1));
}

/// Mean of standardised values to a power.
double moment(const std::vector<double>& v, double power) {
    double mean = 0, sum = 0;
    for (const double x : v)
        mean += x / static_cast<double>(v.size());
    for (const double x : v)
        sum += std::pow((x - mean) / sd(v), power);
    return sum / static_cast<double>(v.size());
}

} // namespace

Findings districts_study(const Laboratory& lab) {
    const auto runs = lab.each(6, [&](std::uint32_t r) {
        const Districts d = simulate(lab, r);
        const Regression all = least_squares({d.lunch, d.learners, d.spending, d.teachers, d.income}, d.score);
        const auto slope = [&](const std::vector<double>& x) { return least_squares({x}, d.score).coefficient[1]; };
        return std::vector<std::pair<std::string, double>>{
            {"ca.score.sd", sd(d.score)},
            {"ca.score.skew", moment(d.score, 3)},
            {"ca.score.exkurt", moment(d.score, 4) - 3},
            {"ca.score_by_county.icc", one_way(d.score, d.county, d.n_counties).share()},
            {"ca.simple.lunch_pct.lunch_pct", slope(d.lunch)},
            {"ca.simple.income_1000usd.income_1000usd", slope(d.income)},
            {"ca.simple.english_learner_pct.english_learner_pct", slope(d.learners)},
            {"ca.simple.spend1000.spend1000", slope(d.spending)},
            {"ca.simple.pupils_per_teacher.pupils_per_teacher", slope(d.teachers)},
            {"ca.multi.lunch_pct", all.coefficient[1]},
            {"ca.multi.spend1000", all.coefficient[3]},
            {"ca.multi.pupils_per_teacher", all.coefficient[4]},
            {"ca.multi.r2", all.r2}};
    });
    Findings found;
    for (std::size_t k = 0; k < runs.front().size(); ++k) {
        std::vector<double> values;
        for (const auto& run : runs)
            values.push_back(run[k].second);
        found.push_back(finding(runs.front()[k].first, values,
                                "California with scores hidden from the model, one test in June of year 4"));
    }
    return found;
}

} // namespace experiments
