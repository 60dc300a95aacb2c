#include "models/processes.h"
#include "tests/support/fixtures.h"
#include "tests/support/statistics.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <map>
#include <set>

using namespace models;

namespace {

constexpr std::uint32_t august = 11;

void advance(World& w) { advance_year(w, fixtures::step(w)); }

World in_august(const Setup& setup) {
    World w = fixtures::world(setup);
    w.month = august;
    return w;
}

std::map<sim::Key, std::size_t> rows_of(const World& w, std::size_t i) {
    std::map<sim::Key, std::size_t> rows;
    fixtures::for_each_pupil(w, i,
                             [&](std::size_t row) { CHECK(rows.emplace(fixtures::pupil_key(w, row), row).second); });
    return rows;
}

double cohort_size(const World& w, std::size_t c) {
    double n = 0;
    for (std::size_t g = w.cohorts.begin[c] / sim::lanes; g < (w.cohorts.begin[c] + w.cohorts.rows[c]) / sim::lanes;
         ++g)
        n += __builtin_popcount(w.students.taken[g]);
    return n;
}

std::size_t cohort_of(const World& w, std::size_t i, int grade) {
    for (std::size_t c = w.cohort_begin[i]; c < w.cohort_begin[i + 1]; ++c)
        if (w.cohorts.grade[c] == grade) return c;
    FAIL("no cohort of grade " << grade);
    return 0;
}

double all_fates(const World& w) {
    return w.flows.graduated + w.flows.dropped_out + w.flows.left_region + w.flows.completed_college;
}

} // namespace

TEST_CASE("every pupil is accounted for, year after year", "[models][year]") {
    World w = in_august(fixtures::small_region());
    CHECK(w.flows.enrolled_start == fixtures::enrolled(w));
    for (int year = 0; year < 15; ++year, w.month += 12) {
        advance(w);
        CHECK(w.flows.enrolled_start + w.flows.entered == fixtures::enrolled(w) + all_fates(w));
    }
    CHECK(w.flows.entered > 0);
    CHECK(w.flows.graduated > 0);
    CHECK(w.flows.completed_college > 0);
    CHECK(w.flows.left_region == 0);
}

TEST_CASE("cohorts rise a grade and the last one's rows take the new intake", "[models][year]") {
    World w = in_august(fixtures::setup({fixtures::school("a", 0, 8, 450)}));
    const std::vector<std::int32_t> before = w.cohorts.grade;
    const std::size_t leaving = cohort_of(w, 0, 8);
    const auto pupils = rows_of(w, 0);
    const Students students = w.students;
    advance(w);
    for (std::size_t c = 0; c < w.cohorts.size(); ++c)
        CHECK(w.cohorts.grade[c] == (before[c] == 8 ? 0 : before[c] + 1));
    CHECK(w.cohorts.grade[leaving] == 0);
    CHECK(w.flows.left_region == 50);
    CHECK(w.flows.entered == 50);
    CHECK(cohort_size(w, leaving) == 50);
    int stayed = 0;
    for (const auto& [key, row] : rows_of(w, 0)) {
        const auto was = pupils.find(key);
        if (was == pupils.end()) continue;
        ++stayed;
        CHECK(row == was->second); // nobody moves within a school
        CHECK(w.students.ability[row] == students.ability[row]);
        CHECK(w.students.serial[row] == students.serial[row]);
    }
    CHECK(stayed == 400);
}

TEST_CASE("feeders' pupils arrive with their columns and keys unchanged", "[models][year]") {
    World w = in_august(fixtures::small_region());
    std::map<sim::Key, std::size_t> leaving;
    for (const std::size_t i : {fixtures::rich, fixtures::poor}) {
        const std::size_t c = cohort_of(w, i, 8);
        for (std::size_t row = w.cohorts.begin[c]; row < w.cohorts.begin[c] + w.cohorts.used[c]; ++row)
            leaving[fixtures::pupil_key(w, row)] = row;
    }
    CHECK(leaving.size() == 100);
    for (std::uint32_t& flags : w.students.flags)
        flags |= 5u; // in two programmes
    const Students old = w.students;
    advance(w);
    const std::size_t ninth = cohort_of(w, fixtures::secondary, 9);
    CHECK(cohort_size(w, ninth) == 100 + w.cohorts.intake[ninth]);
    std::size_t arrived = 0;
    for (const auto& [key, row] : rows_of(w, fixtures::secondary)) {
        const auto from = leaving.find(key);
        if (from == leaving.end()) continue;
        const std::size_t was = from->second;
        ++arrived;
        CHECK(w.students.ability[row] == old.ability[was]);
        CHECK(w.students.boost[row] == old.boost[was]);
        CHECK(w.students.anchor[row] == old.anchor[was]);
        CHECK(w.students.engagement[row] == old.engagement[was]);
        CHECK(w.students.ses[row] == old.ses[was]);
        CHECK(w.students.readiness[row] == old.readiness[was]);
        CHECK(w.students.flags[row] == (old.flags[was] & ~mask_programmes)); // re-targeted in September
        CHECK(w.students.absent[row] == 0);
    }
    CHECK(arrived == 100);
    CHECK(w.flows.left_region == 0);
}

TEST_CASE("a pupil keeps one key for life and no key comes twice", "[models][year]") {
    World w = in_august(fixtures::small_region());
    std::set<sim::Key> ever;
    for (std::size_t i = 0; i < w.institutions.size(); ++i)
        for (const auto& [key, row] : rows_of(w, i))
            CHECK(ever.insert(key).second);
    double entered = 0;
    for (int year = 0; year < 12; ++year, w.month += 12) {
        std::set<sim::Key> now;
        advance(w);
        for (std::size_t i = 0; i < w.institutions.size(); ++i)
            for (const auto& [key, row] : rows_of(w, i)) {
                CHECK(now.insert(key).second);
                entered += ever.insert(key).second;
            }
    }
    CHECK(entered == w.flows.entered);
}

TEST_CASE("graduates enter college with the logistic chance, part of them here", "[models][year][statistical]") {
    Setup setup = fixtures::setup({fixtures::school("high", 9, 12, 40'000), fixtures::school("college", 13, 14, 100)});
    setup.region.schools[0].feeds = "college";
    setup.parameters.dropout.rate = 0;
    World w = in_august(setup);
    CollegeParameters& p = w.parameters.college;
    p.base = 0.3, p.local_share = 0.2;
    p.ability = p.ses = p.readiness = 0;
    // Half of the cohort (odd rows) was in a programme that raises the log-odds by 0.5.
    w.exposures = {{11, 0, 0, 0, 0, 0, 0.5f}};
    w.exposure_begin = {0, 1, 1};
    double helped = 0;
    const std::size_t last = cohort_of(w, 0, 12);
    for (std::size_t row = w.cohorts.begin[last] + 1; row < w.cohorts.begin[last] + w.cohorts.used[last]; row += 2)
        w.students.flags[row] |= 1u << 11, helped += 1;
    const double n = cohort_size(w, last);
    REQUIRE(n == 10'000);
    advance(w);
    const double chance = 1 / (1 + std::exp(-0.3)), with = 1 / (1 + std::exp(-0.8));
    const double expected = helped * with + (n - helped) * chance;
    const double variance = helped * with * (1 - with) + (n - helped) * chance * (1 - chance);
    // Four standard errors each: 1 seed in 16,000.
    CHECK_THAT(w.year.to_college, statistics::Near(expected, std::sqrt(variance), 4));
    CHECK_THAT(cohort_size(w, cohort_of(w, 1, 13)), statistics::BinomialCount(w.year.to_college, 0.2, 4));
    CHECK(w.year.graduates == n);
    CHECK(w.flows.entered_college == w.year.to_college);
    CHECK(w.flows.graduated == n - cohort_size(w, cohort_of(w, 1, 13)));
}

TEST_CASE("who completes college goes on by the logistic chance, likelier where a university's help is lived well",
          "[models][year][statistical]") {
    Setup setup = fixtures::setup(
        {fixtures::school("high", 9, 12, 100), fixtures::school("college", 13, 14, 20'000)},
        {fixtures::partner("university", PartnerKind::university, {1000, 400, 0, 10, 0, 0}, {"dual-enrolment"})});
    setup.parameters.college.transfer_base = -0.2, setup.parameters.college.transfer_agreement = 1;
    setup.parameters.college.transfer_ability = setup.parameters.college.transfer_ses = 0;
    for (const double fidelity : {-1.0, 0.0, 0.5}) { // below 0: no agreement
        World w = in_august(setup);
        if (fidelity >= 0) {
            const std::size_t m =
                fixtures::add_relation(w, {.institution = 1, .partner = 0, .programme = ProgrammeId::dual_enrolment});
            w.partnerships.fidelity[m] = fidelity;
        }
        const double n = cohort_size(w, cohort_of(w, 1, 14));
        advance(w);
        const double chance = 1 / (1 + std::exp(0.2 - std::max(0.0, fidelity)));
        CAPTURE(fidelity);
        CHECK(w.year.completed == n);
        // Four standard errors, three times: 1 seed in 5,000.
        CHECK_THAT(w.year.transferred, statistics::BinomialCount(n, chance, 4));
    }
}

TEST_CASE("ability, background and readiness send graduates to college", "[models][year]") {
    for (double CollegeParameters::*slope :
         {&CollegeParameters::ability, &CollegeParameters::ses, &CollegeParameters::readiness}) {
        World w = in_august(fixtures::setup({fixtures::school("high", 9, 12, 4000)}));
        CollegeParameters& p = w.parameters.college;
        p.base = 0, p.ability = p.ses = p.readiness = 0;
        p.*slope = 1000; // a graduate enters exactly when the trait is above 0
        double expected = 0;
        const std::size_t last = cohort_of(w, 0, 12);
        for (std::size_t row = w.cohorts.begin[last]; row < w.cohorts.begin[last] + w.cohorts.used[last]; ++row) {
            const float trait = slope == &CollegeParameters::ability ? w.students.ability[row]
                                : slope == &CollegeParameters::ses   ? w.students.ses[row]
                                                                     : w.students.readiness[row];
            expected += trait > 0;
        }
        advance(w);
        CHECK(w.year.to_college == Approx(expected).margin(4)); // 1,000 times a trait within 0.005 of 0 is still chance
    }
}

TEST_CASE("graduation is reported once a cohort has been watched since grade 9", "[models][year]") {
    World w = in_august(fixtures::setup({fixtures::school("high", 9, 12, 400)}));
    for (int year = 1; year <= 6; ++year, w.month += 12) {
        advance(w);
        CHECK(w.year.graduates > 0);
        CHECK((w.year.followed > 0) == (year >= 4));
        CHECK((w.year.followed == w.year.graduates || w.year.followed == 0));
    }
}

TEST_CASE("a new school year starts with no absence, no programmes and new sign-ups", "[models][year]") {
    World w = in_august(fixtures::small_region());
    const std::size_t m = fixtures::add_relation(w, {0, 0, ProgrammeId::tutoring});
    w.partnerships.share_enrolled[m] = 0.3;
    w.students.absent.assign(w.students.size(), 12.0f);
    w.students.flags.assign(w.students.size(), 0xffffu | flag_low_income);
    advance(w);
    CHECK(w.students.absent == std::vector<float>(w.students.size(), 0.0f));
    for (const std::uint32_t flags : w.students.flags)
        CHECK((flags & mask_programmes) == 0);
    CHECK(w.partnerships.share_enrolled[m] == -1);
}

TEST_CASE("schools' effects drift by the stated spread", "[models][year][statistical]") {
    std::vector<School> schools;
    for (std::size_t i = 0; i < 3000; ++i)
        schools.push_back(fixtures::school(fixtures::numbered("s", i), 0, 0, 5));
    World w = in_august(fixtures::setup(schools));
    w.parameters.student.school_drift_sd = 0.03;
    const std::vector<double> before = w.institutions.school_effect;
    advance(w);
    statistics::Sample drift;
    for (std::size_t i = 0; i < schools.size(); ++i)
        drift.add(w.institutions.school_effect[i] - before[i]);
    // Four standard errors each: 1 seed in 16,000.
    CHECK_THAT(drift.mean(), statistics::MeanOf(drift.n, 0, 0.03, 4));
    CHECK_THAT(drift.variance(), statistics::VarianceOf(drift.n, 0.0009, 4));
}

TEST_CASE("dashboards say which share of indicators moved the right way", "[models][year]") {
    World w = in_august(fixtures::setup({fixtures::school("a", 0, 8, 450)}));
    Tally& t = w.tallies[0];
    t.test_students = 450, t.test = 45, t.far_below = 45, t.chronic = 45, t.low_students = 200, t.low_score = -20;
    advance(w);
    CHECK(std::isnan(w.trending));
    t.test = 50, t.far_below = 40, t.chronic = 50, t.low_score = -20; // better, better, worse, the same
    advance(w);
    CHECK(w.trending == 0.5);
}

TEST_CASE("secondary pupils and dropouts are counted by school year", "[models][year]") {
    World w = in_august(fixtures::small_region());
    w.year.at_risk = 400, w.year.dropouts = 9;
    advance(w);
    CHECK(w.year.last_at_risk == 400);
    CHECK(w.year.last_dropouts == 9);
    CHECK(w.year.dropouts == 0);
    CHECK(w.year.at_risk == fixtures::enrolled(w, fixtures::secondary));
}
