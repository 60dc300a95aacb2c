#include "models/derived.h"
#include "models/processes.h"
#include "tests/support/fixtures.h"
#include "tests/support/statistics.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <set>

using namespace models;

namespace {

using Id = ProgrammeId;
constexpr std::uint32_t bit(Id id) { return 1u << static_cast<std::uint32_t>(id); }

/// One school of 9 x 2,000 pupils, 40 % low-income, with one partner; fidelity stays where it is put.
World big_school() {
    World w =
        fixtures::world(fixtures::setup({fixtures::school("a", 0, 8, 18'000, 0.4)},
                                        {fixtures::partner("p", PartnerKind::nonprofit, {1e6, 1e4, 1e4, 0, 1e4, 1e4},
                                                           {"tutoring", "mentoring", "technology-access"})}));
    w.levers.search.equity = 0;
    w.parameters.delivery.adjust = 0;
    return w;
}

std::size_t add(World& w, Id programme, double share) {
    const std::size_t m = fixtures::add_relation(w, {0, 0, programme});
    w.partnerships.share_wanted[m] = share;
    return m;
}

/// Keys of the pupils in a programme.
std::set<sim::Key> members(const World& w, Id programme) {
    std::set<sim::Key> keys;
    fixtures::for_each_pupil(w, 0, [&](std::size_t row) {
        if (w.students.flags[row] & bit(programme)) keys.insert(fixtures::pupil_key(w, row));
    });
    return keys;
}

void deliver(World& w) { deliver_activities(w, fixtures::step(w)); }

} // namespace

TEST_CASE("hours needed grow with programmes, talks and pairs of partners", "[models][deliver]") {
    World w = big_school();
    w.parameters.programme[0].coordination = 4, w.parameters.programme[1].coordination = 3;
    w.parameters.talks.hours = 3, w.levers.agreement.goal_work = 0.15, w.levers.governance.equal_votes = 0;
    w.parameters.hours.pair = 1.5, w.parameters.hours.shared_decisions = 0.5;
    deliver(w);
    CHECK(w.institutions.hours_needed[0] == 0);
    fixtures::add_relation(w, {0, 0, Id::tutoring});
    deliver(w);
    CHECK(w.institutions.hours_needed[0] == 4);
    fixtures::add_relation(w, {0, 0, Id::mentoring});
    fixtures::add_relation(w, {0, 0, Id::after_school, Stage::proposal});
    deliver(w);
    CHECK(w.institutions.hours_needed[0] == Approx(4 + 3 + 3 * 1.15 + 1.5 * 3)); // three pairs of three
    w.levers.governance.equal_votes = 0.6;
    deliver(w);
    CHECK(w.institutions.hours_needed[0] == Approx((7 + 3.45 + 4.5) * 1.3));
}

TEST_CASE("a backbone and shared measurement relieve schools as far as they are funded", "[models][deliver]") {
    World w = big_school();
    w.parameters.programme[0].coordination = 4;
    w.parameters.hours.backbone_relief = 0.45, w.parameters.hours.measurement_relief = 0.2;
    w.levers.governance.equal_votes = 0;
    add(w, Id::tutoring, 0.1);
    w.institutions.coalition[0] = 0;
    w.coalitions.key = {1}, w.coalitions.has_backbone = {1}, w.coalitions.shared_measurement = {0.5};
    w.coalitions.pooled_share = {0}, w.coalitions.n_members = {1}, w.coalitions.funding = {0.6};
    w.coalitions.grant_months = {12}, w.coalitions.is_alive = {1}, w.coalitions.age = {0};
    deliver(w);
    CHECK(w.institutions.hours_needed[0] == Approx(4 * (1 - 0.45 * 0.6) * (1 - 0.2 * 0.5)));
    w.coalitions.is_alive[0] = 0;
    deliver(w);
    CHECK(w.institutions.hours_needed[0] == 4);
}

TEST_CASE("the share of hours got is what there is over what is needed, at most all", "[models][deliver]") {
    World w = big_school();
    const std::size_t m = add(w, Id::tutoring, 0.1);
    w.parameters.programme[0].coordination = 4;
    w.levers.governance.equal_votes = 0;
    for (const auto& [hours, share] : {std::pair{3.0, 0.75}, {4.0, 1.0}, {40.0, 1.0}, {0.0, 0.0}}) {
        w.institutions.hours[0] = hours;
        deliver(w);
        CHECK(w.partnerships.hours_share[m] == share);
    }
}

TEST_CASE("fidelity moves towards the logistic of what helps and hinders", "[models][deliver]") {
    World w = big_school();
    const std::size_t m = add(w, Id::tutoring, 0.1);
    DeliveryParameters& p = w.parameters.delivery;
    p.base = -2, p.trust = 1.2, p.alignment = 0.9, p.hours = 1.1, p.champion = 0.35;
    p.clarity = 0.25, p.clarity_trust = 0.5, p.culture = 0.8, p.caseload = 0.6;
    p.evaluation = 0.3, p.support_effect = 0.02, p.school_trust = 0.7, p.adjust = 0.12;
    Partnerships& all = w.partnerships;
    all.alignment[m] = 0.7, all.formality[m] = 0.4, all.evaluation[m] = 0.5, all.fidelity[m] = 0.45;
    for (auto* score : {&all.reliability_i, &all.mission_i, &all.openness_i})
        (*score)[m] = 0.8;                                                   // the partner's are 0.5: mutual trust 0.65
    w.institutions.hours[0] = 2, w.parameters.programme[0].coordination = 4; // half of the hours
    w.levers.governance.equal_votes = 0, w.levers.delivery.support = 5;
    w.institutions.champion_months[0] = 3;
    w.institutions.relational_trust[0] = 0.6;
    w.institutions.culture = {0.2, 0.5, 0.5}, w.partners.culture = {0.8, 0.5, 0.2}; // 0.3 apart
    w.partners.committed[1] = 0.4 * w.partners.capacity[1];                         // 40 % of staff at work
    const double x = -2 + 1.2 * 0.65 + 0.9 * 0.7 + 1.1 * 0.5 + 0.35 + 0.4 * (0.25 + 0.5 * 0.65) - 0.8 * 0.3 -
                     0.6 * 0.4 + 0.3 * 0.5 + 0.02 * 5 + 0.7 * 0.6;
    deliver(w);
    CHECK(all.fidelity[m] == Approx(0.45 + 0.12 * (1 / (1 + std::exp(-x)) - 0.45)));
    CHECK(all.age[m] == 1);
    CHECK(all.months_left[m] == 23);
}

TEST_CASE("the dose is the scarcest delivery against what the served need; funds hire staff", "[models][deliver]") {
    World w = big_school();
    w.parameters.programme[0].need = {25, 2, 0.5, 0, 0, 0};
    w.parameters.money.dollars_2018 = 1.54, w.parameters.money.hourly_wage = 22;
    w.levers.money.co_funding = 0;
    const std::size_t m = add(w, Id::tutoring, 0.1);
    deliver(w);
    Partnerships& all = w.partnerships;
    all.served[m] = 40;
    const auto dose = [&](const Resources& delivered) {
        std::copy(delivered.begin(), delivered.end(), all.delivered.begin());
        deliver(w);
        return all.dose[m];
    };
    CHECK(dose({1e4, 80, 20, 0, 0, 0}) == 1);
    CHECK(dose({1e4, 80, 5, 0, 0, 0}) == Approx(0.25));
    CHECK(dose({1e4, 80, 0, 0, 0, 0}) == 0);
    CHECK(dose({500, 0, 20, 0, 0, 0}) == Approx(500 / (25 / 1.54 + 44) / 40));
    CHECK(dose({1e6, 1e4, 1e4, 0, 0, 0}) == 1); // no more than the full dose
    w.month = 10;
    CHECK(dose({0, 0, 0, 0, 0, 0}) == 1); // in summer nothing is delivered and nothing missed
}

TEST_CASE("the best of a partner's staff are hired first", "[models][deliver]") {
    World w = big_school();
    const std::size_t m = add(w, Id::tutoring, 0.1);
    w.partners.quality_spread[0] = 0.25;
    deliver(w); // pupils sign up once
    w.partnerships.served[m] = 1000;
    const auto quality = [&](double used) { // share of the pool that 1,000 pupils' tutors are
        const double hours = 1000 * w.parameters.programme[0].need[static_cast<std::size_t>(Resource::staff)];
        w.parameters.delivery.staff_pool = hours / used;
        deliver(w);
        return w.partnerships.quality[m];
    };
    // Mean of the best share u of a normal pool: density(z) / u. At a half 0.79788, at a fifth (z = 0.84162) 1.39981,
    // at a twentieth 2.06271; less than a hundredth counts as a hundredth.
    CHECK(quality(1) == 1);
    CHECK(quality(0.5) == Approx(1 + 0.25 * 0.79788).epsilon(1e-5));
    CHECK(quality(0.2) == Approx(1 + 0.25 * 1.39981).epsilon(1e-5));
    CHECK(quality(0.05) == Approx(1 + 0.25 * 2.06271).epsilon(1e-5));
    CHECK(quality(0.001) == quality(0.01));
    CHECK(quality(3) == 1);
}

TEST_CASE("pupils sign up at the wished share of those whose grade is served", "[models][deliver][statistical]") {
    World w = big_school();
    const std::size_t m = add(w, Id::mentoring, 0.3); // grades 1 to 12: 16,000 of 18,000
    deliver(w);
    // Four standard errors: 1 seed in 16,000.
    CHECK_THAT(w.partnerships.served[m], statistics::BinomialCount(16'000, 0.3, 4));
    CHECK(static_cast<double>(members(w, Id::mentoring).size()) == w.partnerships.served[m]);
    fixtures::for_each_pupil(w, 0, [&](std::size_t row) {
        if (row < w.cohorts.begin[1]) CHECK((w.students.flags[row] & bit(Id::mentoring)) == 0u);
    });
    CHECK(w.partnerships.share_enrolled[m] == 0.3);
}

TEST_CASE("a larger share only adds pupils, a smaller only drops some", "[models][deliver]") {
    World w = big_school();
    const std::size_t m = add(w, Id::tutoring, 0.2);
    deliver(w);
    const std::set<sim::Key> few = members(w, Id::tutoring);
    w.partnerships.share_wanted[m] = 0.4;
    deliver(w);
    const std::set<sim::Key> many = members(w, Id::tutoring);
    CHECK(many.size() > few.size());
    CHECK(std::includes(many.begin(), many.end(), few.begin(), few.end()));
    w.partnerships.share_wanted[m] = 0.2;
    deliver(w);
    CHECK(members(w, Id::tutoring) == few);
    w.partnerships.share_wanted[m] = 0;
    deliver(w);
    CHECK(members(w, Id::tutoring).empty());
}

TEST_CASE("equity steers places to low-income pupils without adding any", "[models][deliver][statistical]") {
    World w = big_school();
    w.levers.search.equity = 0.6;
    const std::size_t m = add(w, Id::tutoring, 0.2);
    double low = 0, low_in = 0;
    deliver(w);
    fixtures::for_each_pupil(w, 0, [&](std::size_t row) {
        if (!(w.students.flags[row] & flag_low_income)) return;
        low += 1, low_in += w.students.flags[row] & bit(Id::tutoring) ? 1 : 0;
    });
    // Low-income pupils: 0.2 (1 + 0.6 (1 / 0.4 - 1) / 2) = 0.29; the others (0.2 - 0.4 x 0.29) / 0.6 = 0.14. Four
    // standard errors each: 1 seed in 16,000.
    CHECK_THAT(low_in, statistics::BinomialCount(low, 0.29, 4));
    CHECK_THAT(w.partnerships.served[m] - low_in, statistics::BinomialCount(18'000 - low, 0.14, 4));
}

TEST_CASE("programmes that must last keep their members next year; others choose anew", "[models][deliver]") {
    World w = big_school();
    w.parameters.programme[1].months_min = 9;
    add(w, Id::tutoring, 0.2), add(w, Id::mentoring, 0.2);
    deliver(w);
    const auto tutored = members(w, Id::tutoring), mentored = members(w, Id::mentoring);
    w.partnerships.share_enrolled.assign(2, -1);
    w.month = 5;
    deliver(w);
    CHECK(members(w, Id::tutoring) == tutored); // the same within the school year
    w.partnerships.share_enrolled.assign(2, -1);
    w.month = 12;
    deliver(w);
    CHECK(members(w, Id::tutoring) != tutored);
    CHECK(members(w, Id::mentoring) == mentored);
}

TEST_CASE("what reaches a pupil is effect x delivery x dose x quality x fit x luck", "[models][deliver]") {
    World w = big_school();
    DeliveryParameters& p = w.parameters.delivery;
    p.threshold = 0.65, p.steepness = 14, p.poor_ratio = 0.35, p.saturation = 0.6, p.fit_power = 2, p.relation_sd = 0.3;
    w.parameters.student.lasting_share = 0.25;
    Programme& x = w.parameters.programme[1];
    x.learning = 0.2, x.absence = 0.1, x.readiness = 0.05, x.college = 0.3, x.staying = 0.4, x.practice = 0.12;
    const std::size_t m = add(w, Id::mentoring, 0.25);
    w.partners.quality_spread[0] = 0; // quality 1
    Partnerships& all = w.partnerships;
    all.fidelity[m] = 0.65, all.dose[m] = 0.5, all.fit[m] = 0.8, all.noise[m] = 1;
    w.month = 10; // so that the dose stays
    deliver(w);
    const double reach = (0.35 + 0.65 * 0.5) * (0.5 * 1.6 / 1.1) * 0.64 * std::exp(0.3 - 0.045);
    REQUIRE(w.exposures.size() == 1);
    const Exposure& e = w.exposures[0];
    CHECK(e.programme == 1);
    CHECK(e.lasting == Approx(0.25 * 0.2 * reach / 10));
    // Ten monthly parts, each fading at the tenth root of a third a month, make 0.75 x 0.2 x reach in June.
    const double keep = std::pow(w.parameters.student.boost_memory_year, 0.1);
    double june = 0;
    for (int month = 0; month < 10; ++month)
        june = june * keep + static_cast<double>(e.transient);
    CHECK(june == Approx(0.75 * 0.2 * reach).epsilon(1e-5));
    CHECK(e.absence == Approx(0.1 * reach));
    CHECK(e.readiness == Approx(0.05 * reach / 10));
    CHECK(e.college == Approx(0.3 * reach));
    CHECK(e.staying == Approx(0.4 * reach));
    CHECK(w.institutions.practice_push[0] == Approx(0.12 * reach * all.served[m] / 18'000));
    CHECK(w.exposure_begin == std::vector<std::uint64_t>{0, 1});
}

TEST_CASE("a programme nobody is in, or still talked about, reaches nobody", "[models][deliver]") {
    World w = big_school();
    add(w, Id::tutoring, 0);
    fixtures::add_relation(w, {0, 0, Id::mentoring, Stage::agreement});
    w.partnerships.share_wanted.assign(2, 0);
    deliver(w);
    CHECK(w.exposures.empty());
    CHECK(w.institutions.practice_push[0] == 0);
    CHECK(members(w, Id::mentoring).empty());
}
