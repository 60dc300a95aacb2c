// $1,000 (2018) more a pupil and year, in paired runs with the same luck: a natural experiment without confounding.
#include "experiments/statistics/statistics.h"
#include "experiments/validation/studies.h"

namespace experiments {
namespace {

constexpr double dollars = 1000;

/// A region whose schools get the money for so many months from the start.
models::Setup with_money(const Laboratory& lab, double rise, double months) {
    models::Setup setup = lab.setup("sonoma", "go-it-alone");
    setup.parameters.money.public_rise = rise;
    setup.parameters.money.rise_start = 0;
    setup.parameters.money.rise_months = months;
    return setup;
}

/// Mean difference in tests, pupil by pupil, of those who were there from the start; errors of tests cancel.
double gain(const std::vector<Pupil>& start, const std::vector<Pupil>& with, const std::vector<Pupil>& without) {
    std::vector<Pupil> stayed;
    for_each_pair(start, with, [&](const Pupil&, const Pupil& now) { stayed.push_back(now); });
    double sum = 0, n = 0;
    for_each_pair(without, stayed, [&](const Pupil& a, const Pupil& b) { sum += b.test - a.test, n += 1; });
    return sum / n;
}

struct Pair {
    double scores = 0, one_year = 0, college = 0, low = 0, rest = 0; ///< SD; percentage points
};

Pair pair(const Laboratory& lab, std::uint32_t replicate) {
    models::World without = lab.world(with_money(lab, 0, 48), replicate);
    models::World with = lab.world(with_money(lab, dollars, 48), replicate);
    models::World once = lab.world(with_money(lab, dollars, 12), replicate);
    const std::vector<Pupil> start = census(without);
    Pair p;
    for (models::World* world : {&without, &with, &once})
        lab.advance(*world, june);
    p.one_year = gain(start, census(once), census(without));
    for (models::World* world : {&without, &with})
        lab.advance(*world, 36);
    p.scores = gain(start, census(with), census(without));
    for (models::World* world : {&without, &with})
        lab.advance(*world, 2); // graduates of this June enter college in August
    const auto entry = [](const models::YearCounts& y) { return 100 * y.to_college / y.graduates; };
    const auto low = [](const models::YearCounts& y) { return 100 * y.low_to_college / y.low_graduates; };
    const auto rest = [](const models::YearCounts& y) {
        return 100 * (y.to_college - y.low_to_college) / (y.graduates - y.low_graduates);
    };
    p.college = entry(with.year) - entry(without.year);
    p.low = low(with.year) - low(without.year);
    p.rest = rest(with.year) - rest(without.year);
    return p;
}

} // namespace

Findings money_study(const Laboratory& lab) {
    const auto pairs = lab.each(16, [&](std::uint32_t r) { return pair(lab, r); });
    const auto values = [&](double Pair::*field) {
        std::vector<double> list;
        for (const Pair& p : pairs)
            list.push_back(p.*field);
        return list;
    };
    return {finding("V08", values(&Pair::scores), "Sonoma, pupils there from the start, tests after four years"),
            finding("V09", values(&Pair::college), "Sonoma's synthetic secondary schools, graduates of year four"),
            finding("V09.low-income", values(&Pair::low), "low-income graduates alone"),
            finding("V09.others", values(&Pair::rest), "other graduates alone"),
            finding("V10", values(&Pair::one_year), "Sonoma, tests in June of the year with the money")};
}

} // namespace experiments
