// Mechanisms that came with model 0.3: what each does on a small world in which it alone is on, by sign and size, and
// that all of them together keep books, pupils, luck and checkpoints.
#include "models/derived.h"
#include "models/mechanisms.h"
#include "models/processes.h"
#include "models/rivals.h"
#include "sim/mathematics.h"
#include "tests/support/fixtures.h"
#include "tests/support/statistics.h"

#include <catch2/catch.hpp>

#include <cmath>

using namespace models;

namespace {

using Id = ProgrammeId;

Setup with_all(Setup setup) {
    setup.parameters = parameter_table().defaults();
    return setup;
}

/// A small region in which partnerships form soon and public money is cut while goals are hidden.
Setup troubled() {
    Setup setup = fixtures::library_setup("tiny-region");
    setup.levers = fixtures::strategy("opportunistic");
    setup.levers.search.effort = 0.5, setup.levers.money.co_funding = 0.2;
    setup.region.partners_per_10000 = 80;
    setup.parameters.talks.pace = 3, setup.parameters.condition.start = 3;
    setup.conditions.strength[static_cast<std::size_t>(Condition::funding_cut)] = 1;
    setup.conditions.strength[static_cast<std::size_t>(Condition::hidden_goals)] = 1;
    return setup;
}

World after(const Setup& setup, std::uint32_t months) {
    World w = fixtures::world(setup);
    advance(w, months);
    return w;
}

/// Two schools of 450 pupils at $12,000 a pupil; one partner that delivers without luck.
World two_schools(PartnerKind kind = PartnerKind::nonprofit,
                  const std::vector<std::string>& programmes = {"tutoring"}) {
    World w = fixtures::world(fixtures::setup({fixtures::school("a", 0, 8, 450), fixtures::school("b", 0, 8, 450)},
                                              {fixtures::partner("p", kind, {5000, 400, 100, 0, 0, 0}, programmes)}));
    w.parameters.flows.delivery_sd = 0, w.parameters.condition.cut_poverty_tilt = 0;
    return w;
}

/// Mean of the best share u of a normal pool [SD].
double best_of(double u) {
    const double z = sim::normal_quantile(1 - u);
    return std::exp(-z * z / 2) / std::sqrt(2 * 3.14159265358979) / u;
}

} // namespace

TEST_CASE("every rival form sets parameters within their ranges, away from the usual", "[models][mechanisms]") {
    for (const Rival& rival : rivals()) {
        CAPTURE(rival.of, rival.id);
        CHECK_FALSE(rival.values.empty());
        for (const auto& [id, value] : rival.values) {
            CAPTURE(id);
            const sim::ParameterRow* row = parameter_table().find(id);
            REQUIRE(row != nullptr);
            CHECK(row->value != value);
            CHECK(sim::refusal(*row, value) == "");
        }
        Setup setup = troubled();
        set_rival(setup.parameters, rival);
        CHECK(digest(after(setup, 14)) != digest(after(troubled(), 14)));
    }
}

TEST_CASE("each mechanism of model 0.3 changes a troubled region", "[models][mechanisms]") {
    const std::uint64_t on = digest(after(troubled(), 26));
    for (const char* id : {"schools", "cuts", "money-for-poor", "stock", "terms", "secrets", "common-pool", "distance",
                           "turnover", "learning"}) {
        CAPTURE(id);
        Setup setup = troubled();
        REQUIRE(find_mechanism(id));
        switch_off(setup.parameters, *find_mechanism(id));
        CHECK(digest(after(setup, 26)) != on);
    }
}

TEST_CASE("with all mechanisms on a checkpoint goes on bit for bit", "[models][mechanisms]") {
    World w = after(with_all(troubled()), 15);
    World twin = restore(checkpoint(w, 0)).world;
    CHECK(digest(twin) == digest(w));
    advance(w, 14), advance(twin, 14);
    CHECK(digest(twin) == digest(w));
}

TEST_CASE("with all mechanisms on a partner more changes nobody's life while nobody seeks", "[models][mechanisms]") {
    const Setup setup = with_all(fixtures::small_region());
    Setup with_stranger = setup;
    with_stranger.region.partners.insert(
        with_stranger.region.partners.begin(),
        fixtures::partner("stranger", PartnerKind::agency, {2000, 300, 20, 0, 80, 0}, {"wraparound"}));
    const World few = after(setup, 26), more = after(with_stranger, 26);
    CHECK(more.students.ability == few.students.ability);
    CHECK(more.students.lessons == few.students.lessons);
    CHECK(more.institutions.school_effect == few.institutions.school_effect);
}

TEST_CASE("what a school that is cut does not pay is missing in the dose", "[models][mechanisms]") {
    const auto dose = [](double own_cut) {
        World w = two_schools();
        w.parameters.programme[0].need = {10, 0, 0, 0, 0, 0}; // cash alone
        w.parameters.money.dollars_2018 = 1, w.parameters.money.own_cut = own_cut;
        w.levers.money.co_funding = 0.25, w.levers.delivery.support = 0;
        w.environment.public_cut = 0.2;
        const std::size_t m = fixtures::add_relation(w, {0, 0, Id::tutoring, Stage::active, {750, 0, 0, 0, 0, 0}});
        w.partnerships.share_wanted[m] = 1; // 450 pupils, of whom the cash is enough for 100
        allocate_resources(w, fixtures::step(w));
        CHECK(w.spent.by_schools == Approx(250 * (1 - own_cut * 0.2)));
        CHECK(w.money.imbalance() == 0);
        deliver_activities(w, fixtures::step(w));
        return w.partnerships.dose[m];
    };
    CHECK(dose(0) == Approx(1000.0 / 4500));
    CHECK(dose(2) == Approx((750 + 150) / 4500.0)); // means fall by 0.2, the own part by 0.4
}

TEST_CASE("partners that live on public money are cut with it", "[models][mechanisms]") {
    World w = two_schools(PartnerKind::agency, {"wraparound"});
    w.parameters.partner.kind[static_cast<std::size_t>(PartnerKind::agency)].by_public = 0.9;
    w.environment.public_cut = 0.2;
    allocate_resources(w, fixtures::step(w));
    CHECK(w.partners.capacity[0] == Approx(5000 * 0.82));
    CHECK(w.partners.capacity[1] == Approx(400 * 0.82));
    CHECK(w.partners.capacity[2] == 100); // volunteers come all the same
}

TEST_CASE("who decides less brings more of the cash, and the dose stays", "[models][mechanisms]") {
    World w = two_schools();
    w.parameters.programme[0].need = {10, 0, 0, 0, 0, 0};
    w.parameters.money.dollars_2018 = 1, w.parameters.power.money = 0.4;
    w.levers.money.co_funding = 0, w.levers.delivery.support = 0;
    const std::size_t m = fixtures::add_relation(w, {0, 0, Id::tutoring, Stage::active, {1000, 0, 0, 0, 0, 0}});
    w.partnerships.share_wanted[m] = 1;
    for (const auto& [weight, own] : {std::pair{0.25, 200.0}, std::pair{0.5, 0.0}, std::pair{0.9, 0.0}}) {
        w.partnerships.weight[m] = weight; // left out by a half: 0.4 x 0.5 of the cash
        w.spent = {};
        allocate_resources(w, fixtures::step(w));
        deliver_activities(w, fixtures::step(w));
        CAPTURE(weight);
        CHECK(w.spent.by_schools == Approx(own));
        CHECK(w.spent.partners_cash == Approx(1000 - own));
        CHECK(w.partnerships.dose[m] == Approx(1000.0 / 4500));
    }
}

TEST_CASE("the side that depends less is freer to leave", "[models][mechanisms][statistical]") {
    constexpr std::size_t n = 20'000;
    World w = two_schools();
    w.parameters.renewal = {}, w.parameters.crisis.rate = 0; // nothing else speaks for or against
    for (double* weight :
         {&w.parameters.renewal.base, &w.parameters.renewal.value, &w.parameters.renewal.trust,
          &w.parameters.renewal.overload, &w.parameters.renewal.champion, &w.parameters.renewal.support,
          &w.parameters.renewal.alternatives, &w.parameters.renewal.partner_others, &w.parameters.renewal.donors,
          &w.parameters.renewal.evaluation, &w.parameters.renewal.evaluation_slope})
        *weight = 0;
    w.parameters.power.alternatives = 1, w.parameters.power.exit = 2;
    fixtures::fill_relations(w, {0, 0, Id::tutoring, Stage::active, {10, 0, 0, 0, 0, 0}, 0.5, 0.5, 0}, n);
    w.partners.n_live[0] = n;
    w.known_by[0] = 4; // three other schools: the partner depends by a quarter, the school wholly
    renew_partnerships(w, fixtures::step(w));
    const double x = 2 * (1 - 0.25) / (1 + 0.25), school = 1 / (1 + std::exp(-x)), partner = 1 / (1 + std::exp(x));
    CHECK_THAT(w.events.renewals, statistics::BinomialCount(n, school * partner, 4)); // 1 seed in 16,000
}

TEST_CASE("hidden goals look shared until they come out, and then cost trust and partnerships",
          "[models][mechanisms][statistical]") {
    constexpr std::size_t n = 20'000;
    World w = two_schools();
    fixtures::fill_relations(w, {0, 0, Id::tutoring, Stage::active, {}, 0.4, 0.5, 24}, n);
    w.partners.n_live[0] = n;
    w.partnerships.age.assign(n, 3);
    Parameters& p = w.parameters;
    p.trust.gain = 0.2, p.trust.loss_ratio = 1, p.trust.chemistry = 0, p.trust.breach = 1;
    p.trust.concealment = 1, p.trust.find_out = 0.15, p.seek.masking = 0.5, w.levers.search.scrutiny = 0;
    update_trust(w, fixtures::step(w));
    // Hidden 0.5 of 0.6. A secret: 0.5 + 0.2 (0.7 - 0.5). Out: 0.5 - 0.3, and from there 0.2 of the way to 0.4.
    double out = 0;
    for (const double mission : w.partnerships.mission_i) {
        CHECK((mission == Approx(0.54) || mission == Approx(0.24)));
        out += mission < 0.4;
    }
    CHECK_THAT(out, statistics::BinomialCount(n, 0.15, 4)); // 1 seed in 16,000, here and below
    CHECK(w.partnerships.mission_p[0] == Approx(0.48));     // the partner knows its own

    p.crisis = parameter_table().defaults().crisis;
    p.crisis.rate = 0.05, p.crisis.ageless = 1, p.crisis.breach = 2;
    p.crisis.trust = p.crisis.champion = p.crisis.overload = p.crisis.delivery = 0;
    w.partnerships.kept.assign(n, 1.0);
    World later = w;
    renew_partnerships(w, fixtures::step(w));
    CHECK_THAT(w.events.ended, statistics::BinomialCount(n, 0.05 * (0.85 + 0.15 * std::exp(2 * 0.3)), 4));
    later.partnerships.age.assign(n, 600); // all is out by then: an ordinary term
    renew_partnerships(later, fixtures::step(later));
    CHECK_THAT(later.events.ended, statistics::BinomialCount(n, 0.05, 4));
}

TEST_CASE("all programmes of a county hire from one pool, those without staff from none", "[models][mechanisms]") {
    Setup setup = fixtures::setup(
        {fixtures::school("a", 0, 8, 450), fixtures::school("b", 0, 8, 450)},
        {fixtures::partner("p", PartnerKind::foundation, {5000, 400, 100, 0, 0, 0}, {"tutoring"}),
         fixtures::partner("q", PartnerKind::foundation, {5000, 400, 100, 0, 0, 0}, {"technology-access"})});
    setup.parameters.delivery.common_pool = 1;
    World w = fixtures::world(setup);
    DeliveryParameters& p = w.parameters.delivery;
    p.pool_per_1000 = 1000, p.trial_pool = 0.2, p.class_staff = 3;
    w.parameters.programme[static_cast<std::size_t>(Id::tutoring)].need[1] = 4;
    w.parameters.programme[static_cast<std::size_t>(Id::technology_access)].need[1] = 0;
    w.parameters.programme[static_cast<std::size_t>(Id::class_size_funding)].need[1] = 0;
    w.partners.quality_spread = {0.4, 0.4};
    fixtures::add_relation(w, {0, 0, Id::tutoring});
    fixtures::add_relation(w, {0, 1, Id::technology_access});
    fixtures::add_relation(w, {1, 0, Id::class_size_funding});
    const auto quality = [&](Id programme, double tutored, double small) {
        for (std::size_t m = 0; m < w.partnerships.size(); ++m) {
            const auto g = static_cast<Id>(w.partnerships.programme[m]);
            w.partnerships.served[m] = g == Id::tutoring ? tutored : g == Id::class_size_funding ? small : 50;
            w.partnerships.share_enrolled[m] = w.partnerships.share_wanted[m]; // nobody is signed up anew
        }
        deliver_activities(w, fixtures::step(w));
        for (std::size_t m = 0; m < w.partnerships.size(); ++m)
            if (w.partnerships.programme[m] == static_cast<std::uint8_t>(programme)) return w.partnerships.quality[m];
        return 0.0;
    };
    const double trial = 1 + 0.4 * best_of(0.2); // 900 hours of suitable people
    CHECK(quality(Id::tutoring, 90, 0) == Approx((1 + 0.4 * best_of(0.4)) / trial));
    CHECK(quality(Id::tutoring, 90, 60) == Approx((1 + 0.4 * best_of(0.6)) / trial)); // smaller classes take 180 hours
    CHECK(quality(Id::tutoring, 225, 0) == Approx(1 / trial));
    CHECK(quality(Id::technology_access, 225, 0) == 1);
}

TEST_CASE("far partners and new agreements take more hours", "[models][mechanisms]") {
    World w = two_schools();
    HoursParameters& p = w.parameters.hours;
    p.distance = 0.5, p.new_tie = 0.6, p.new_months = 12, p.shared_decisions = 0, p.pair = 0;
    w.parameters.programme[0].coordination = 4, w.parameters.seek.distance = 10;
    const std::size_t m = fixtures::add_relation(w, {0, 0, Id::tutoring});
    w.partners.is_regional[0] = 0;
    w.partners.x[0] = w.institutions.x[0] + 30, w.partners.y[0] = w.institutions.y[0]; // nearness 1 / (1 + 3)
    for (const auto& [age, more] : {std::pair{0, 1.6}, std::pair{6, 1.3}, std::pair{24, 1.0}}) {
        w.partnerships.age[m] = age;
        deliver_activities(w, fixtures::step(w));
        CHECK(w.institutions.hours_needed[0] == Approx(4 * 1.375 * more));
    }
}

TEST_CASE("trust, goals, hours and contract add up, or complete each other", "[models][mechanisms]") {
    World w = two_schools();
    DeliveryParameters& p = w.parameters.delivery;
    p.base = p.champion = p.culture = p.caseload = p.evaluation = p.support_effect = p.school_trust = 0;
    p.clarity_trust = 0, p.trust = 1, p.alignment = 1, p.hours = 1, p.clarity = 1, p.adjust = 1, p.link_least = 0.05;
    const std::size_t m = fixtures::add_relation(w, {0, 0, Id::tutoring, Stage::active, {}, 0.8, 0.4});
    w.partnerships.formality[m] = 0.2;
    const auto log_odds = [&](double substitution) {
        p.substitution = substitution;
        deliver_activities(w, fixtures::step(w));
        return std::log(w.partnerships.fidelity[m] / (1 - w.partnerships.fidelity[m]));
    };
    CHECK(log_odds(1) == Approx(0.4 + 0.8 + 1 + 0.2));
    CHECK(log_odds(0) == Approx(4 * std::pow(0.4 * 0.8 * 0.2, 0.25)));
    CHECK(log_odds(-1) == Approx(16 / (1 / 0.4 + 1 / 0.8 + 1 + 1 / 0.2)));
    CHECK(log_odds(-20) == Approx(4 * 0.2).epsilon(0.08)); // the weakest link
}
