// The made-up country: its totals, the distributions it is drawn from, and that it depends on its specification alone.
#include "models/model.h"
#include "models/region.h"
#include "sim/mathematics.h"
#include "sim/parallel.h"
#include "tests/support/fixtures.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

using namespace models;

namespace {

constexpr double within_sd = 0.857, cut = -0.1;

SyntheticRegion spec() {
    SyntheticRegion s;
    s.students = 5e6;
    s.schools = 8000;
    s.counties = 300;
    return s;
}

/// Mean and standard deviation of a fact of schools.
struct Moments {
    double mean = 0, sd = 0;
};
template <class Fact>
Moments moments(const std::vector<School>& schools, Fact&& fact) {
    double sum = 0, square = 0;
    for (const School& s : schools)
        sum += fact(s), square += fact(s) * fact(s);
    const auto n = static_cast<double>(schools.size());
    return {sum / n, std::sqrt(square / n - sum / n * sum / n)};
}

} // namespace

TEST_CASE("a made-up country has the schools, counties and pupils asked for", "[models][nation]") {
    const Region r = make_region(spec(), within_sd, cut);
    std::map<std::string, int> counties;
    std::set<std::string> ids;
    double pupils = 0;
    for (const School& s : r.schools) {
        ++counties[s.county];
        ids.insert(s.id);
        pupils += s.enrolment;
        CHECK((s.is_synthetic && s.grade_low == 0 && s.grade_high == 8));
    }
    CHECK(counties.size() == 300);
    CHECK(ids.size() == r.schools.size());
    // Shares of counties are rounded, none to 0: at most half a school a county.
    CHECK(std::abs(static_cast<double>(r.schools.size()) - 8000) <= 150);
    // Nine of thirteen grades. 8000 log-normal schools of SD 0.8: the mean's standard error is 1.06 %, the floor of 20
    // pupils adds less than 0.1 %. Four standard errors: one seed in 16,000 would fail; the seed is fixed.
    const double schools = static_cast<double>(r.schools.size());
    CHECK(pupils / schools == Approx(5e6 * 9 / 13 / 8000).epsilon(4 * 0.0106));
    CHECK(r.synthetic_secondary);
    CHECK(r.partners_per_10000 == 10);
}

TEST_CASE("a made-up country's schools follow the published distributions", "[models][nation][statistical]") {
    const SyntheticRegion s = spec();
    const Region r = make_region(s, within_sd, cut);
    const double n = static_cast<double>(r.schools.size());
    // Standard errors: of a mean sd / sqrt(n), of a normal's SD sd / sqrt(2 n). Four each, as above.
    const Moments size = moments(r.schools, [](const School& x) { return sim::log(x.enrolment); });
    CHECK(size.sd == Approx(s.school_size_sd).margin(4 * s.school_size_sd / std::sqrt(2 * n) + 0.005)); // floor of 20
    const Moments money = moments(r.schools, [](const School& x) { return x.spending_per_pupil; });
    CHECK(money.mean == Approx(s.spending_per_pupil).epsilon(4 * s.spending_cv / std::sqrt(n)));
    CHECK(money.sd / money.mean == Approx(s.spending_cv).epsilon(4 * 1.1 / std::sqrt(2 * n)));
    // The mean background that the low-income share stands for has the spread asked for.
    const Moments background =
        moments(r.schools, [](const School& x) { return cut - within_sd * sim::normal_quantile(x.low_income_share); });
    CHECK(background.mean == Approx(0).margin(4 * s.background_sd / std::sqrt(n)));
    CHECK(background.sd == Approx(s.background_sd).epsilon(4 / std::sqrt(2 * n)));
    for (const School& x : r.schools) {
        CHECK((x.low_income_share > 0 && x.low_income_share < 1));
        CHECK((x.language_share >= 0 && x.language_share <= 0.9));
        CHECK(x.enrolment >= 20);
        CHECK(x.teachers == 0); // as many as is usual
    }
}

TEST_CASE("made-up schools have the usual number of teachers, given ones their own", "[models][nation]") {
    Setup setup = fixtures::setup({fixtures::school("given", 0, 8, 450), fixtures::school("made", 0, 8, 300)});
    setup.region.schools[0].teachers = 17;
    setup.region.schools[1].teachers = 0, setup.region.schools[1].is_synthetic = true;
    setup.parameters.school.pupils_per_teacher = 15;
    const World w = fixtures::world(setup);
    CHECK(w.institutions.teachers == std::vector<double>{17, 20});
}

TEST_CASE("a made-up country is the same each time and another under another seed", "[models][nation]") {
    SyntheticRegion other = spec();
    const Region a = make_region(spec(), within_sd, cut), b = make_region(spec(), within_sd, cut);
    other.seed = 2;
    const Region c = make_region(other, within_sd, cut);
    REQUIRE(a.schools.size() == b.schools.size());
    std::size_t same = 0, shared = 0;
    for (std::size_t i = 0; i < a.schools.size(); ++i) {
        const School &x = a.schools[i], &y = b.schools[i];
        same += x.id == y.id && x.county == y.county && x.enrolment == y.enrolment &&
                x.low_income_share == y.low_income_share && x.language_share == y.language_share &&
                x.spending_per_pupil == y.spending_per_pupil;
        shared += i < c.schools.size() && x.spending_per_pupil == c.schools[i].spending_per_pupil;
    }
    CHECK(same == a.schools.size());
    CHECK(shared == 0);
}

TEST_CASE("every leaver of a made-up country's schools has a secondary school in the county", "[models][nation]") {
    const Region r = completed(make_region(spec(), within_sd, cut));
    std::map<std::string, std::string> county_of;
    double upper = 0;
    for (const School& s : r.schools)
        county_of[s.id] = s.county, upper += s.grade_high == 12 ? 1 : 0;
    CHECK(upper > 300);
    for (const School& s : r.schools)
        if (s.grade_high == 8) CHECK(county_of[s.feeds] == s.county);
}

TEST_CASE("a made-up country has the same bits on every instruction set and any threads", "[models][nation]") {
    Setup setup;
    SyntheticRegion small = spec();
    small.students = 60'000, small.schools = 90, small.counties = 7;
    const StudentParameters p = setup.parameters.student;
    setup.region = make_region(small, p.ses_within_sd, p.low_income_cut);
    setup.levers = fixtures::strategy("opportunistic");
    setup.levers.search.effort = 0.5;
    struct Guard {
        ~Guard() { sim::use_isa(sim::best_isa()); }
    } guard;
    std::set<std::uint64_t> digests;
    for (const sim::Isa isa : {sim::Isa::sse2, sim::Isa::avx2, sim::Isa::avx512}) {
        if (!sim::is_supported(isa)) continue;
        sim::use_isa(isa);
        for (const int threads : {1, 2, 7, 16})
            sim::with_threads(threads,
                              [&] { digests.insert(run(setup, {.seed = 1, .replicate = 0, .months = 13}).digest); });
    }
    CHECK(digests.size() == 1);
}
