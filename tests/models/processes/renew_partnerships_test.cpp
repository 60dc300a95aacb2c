#include "models/derived.h"
#include "models/processes.h"
#include "tests/support/fixtures.h"
#include "tests/support/statistics.h"

#include <catch2/catch.hpp>

#include <cmath>

using namespace models;

namespace {

constexpr std::size_t n = 20'000;
double logistic(double x) { return 1 / (1 + std::exp(-x)); }
std::size_t at(EndReason reason) { return static_cast<std::size_t>(reason); }

/// `n` due agreements of one pair, each with luck of its own, trust 0.5, no crises.
World due(std::int32_t months_left = 0) {
    World w = fixtures::world(
        fixtures::setup({fixtures::school("a", 0, 0, 20)},
                        {fixtures::partner("p", PartnerKind::nonprofit, {1e4, 1e3, 1e3, 0, 0, 0}, {"tutoring"})}));
    fixtures::fill_relations(w, {0, 0, ProgrammeId::tutoring, Stage::active, {}, 0.5, 0.5, months_left}, n);
    Parameters& p = w.parameters;
    p.crisis.rate = 0;
    p.renewal.base = 0.2, p.renewal.value = 1.6, p.renewal.trust = 2, p.renewal.overload = 1.2,
    p.renewal.champion = 0.7;
    p.renewal.support = 0.6, p.renewal.alternatives = 0.4, p.renewal.donors = 3, p.renewal.evaluation = 0.5;
    p.crisis.trust = 3, p.crisis.champion = 0.5, p.crisis.overload = 0.8, p.crisis.delivery = 1.5;
    p.crisis.age_peak = 24;
    w.institutions.champion_months[0] = -1;
    w.institutions.support[0] = w.parameters.support.start;
    w.partners.n_live[0] = n;
    return w;
}

/// What is left after one term's judgement.
World judged(World w) {
    renew_partnerships(w, fixtures::step(w));
    CHECK(w.partnerships.size() + static_cast<std::size_t>(w.events.ended) == n);
    return w;
}
double renewals(const World& w) { return judged(w).events.renewals; }

/// All odds: four standard errors, 1 seed in 16,000.
statistics::Near count_of(double probability) { return statistics::BinomialCount(n, probability, 4); }

} // namespace

TEST_CASE("both sides must renew, each as the formula says", "[models][renew][statistical]") {
    World w = due();
    // No value, trust 0.5, promises kept, hours enough, nobody else to turn to but what partners always have.
    CHECK_THAT(renewals(w), count_of(logistic(0.2 + 1.0) * logistic(0.2 + 1.0 - 0.2)));
    for (auto* score : {&w.partnerships.influence_i, &w.partnerships.involvement_i, &w.partnerships.resources_i})
        score->assign(n, 0.6);
    w.partnerships.hours_share.assign(n, 0.5);
    w.institutions.champion_months[0] = 4;
    w.institutions.support[0] += 0.2;
    const double school = 0.2 + 1.6 * 0.6 + 1.0 - 0.6 + 0.7 + 0.6 * 0.2, partner = 0.2 + 1.0 + 0.7 - 0.2;
    CHECK_THAT(renewals(w), count_of(logistic(school) * logistic(partner)));
}

TEST_CASE("evaluation lets good partnerships live and poor ones end", "[models][renew][statistical]") {
    for (const double fidelity : {0.85, 0.45}) {
        World w = due();
        w.parameters.delivery.threshold = 0.65;
        w.partnerships.evaluation.assign(n, 0.8);
        w.partnerships.fidelity.assign(n, fidelity);
        const double verdict = 0.5 * 0.8 * 2 * (fidelity - 0.65);
        CHECK_THAT(renewals(w), count_of(logistic(1.2 + verdict) * logistic(1.0 + verdict)));
    }
}

TEST_CASE("a fall in a partner's means lowers its wish to renew", "[models][renew][statistical]") {
    World w = due();
    w.partnerships.kept.assign(n, 0.8);
    CHECK_THAT(renewals(w), count_of(logistic(1.2) * logistic(1.0 - 3 * 0.2)));
}

TEST_CASE("a renewed agreement starts a new term; one that is not leaves for that reason", "[models][renew]") {
    const World w = judged(due());
    CHECK(w.events.renewals == static_cast<double>(w.partnerships.size()));
    CHECK(w.partnerships.months_left == std::vector<std::int32_t>(w.partnerships.size(), 24));
    CHECK(w.partnerships.n_renewals == std::vector<std::int32_t>(w.partnerships.size(), 1));
    CHECK(w.events.ended_why[at(EndReason::term_not_renewed)] == w.events.ended);
    CHECK(w.partners.n_live[0] == static_cast<std::int32_t>(w.partnerships.size()));
}

TEST_CASE("an agreement that is not due goes on", "[models][renew]") {
    const World w = judged(due(1));
    CHECK(w.partnerships.size() == n);
    CHECK(w.events.renewals == 0);
    CHECK(w.partnerships.months_left == std::vector<std::int32_t>(n, 1));
}

TEST_CASE("crises come as the formula says and peak in middle age", "[models][renew][statistical]") {
    World w = due(12);
    w.parameters.crisis.rate = 0.02, w.parameters.crisis.age_peak = 24, w.parameters.crisis.ageless = 0.5;
    const auto crises = [&](std::int32_t age) {
        w.partnerships.age.assign(n, age);
        return judged(w).events.ended;
    };
    // exp(3 x 0.5 + 0.5): half trust, no champion. Age 0: half of the peak; age 24: the peak; age 48: 1/2 + exp(-1).
    const double at_peak = 0.02 * std::exp(2.0);
    CHECK_THAT(crises(0), count_of(at_peak * 0.5));
    CHECK_THAT(crises(24), count_of(at_peak));
    CHECK_THAT(crises(48), count_of(at_peak * (0.5 + std::exp(-1.0))));
    w.institutions.champion_months[0] = 0;
    w.partnerships.hours_share.assign(n, 0.5), w.partnerships.kept.assign(n, 0.8);
    CHECK_THAT(crises(24), count_of(0.02 * std::exp(1.5 + 0.8 * 0.5 + 1.5 * 0.2)));
}

TEST_CASE("a crisis is named after what weighed most", "[models][renew]") {
    const auto why = [](auto change) {
        World w = due(12);
        w.parameters.crisis.rate = 10; // certain
        for (auto* score : {&w.partnerships.reliability_i, &w.partnerships.mission_i, &w.partnerships.openness_i,
                            &w.partnerships.reliability_p, &w.partnerships.mission_p, &w.partnerships.openness_p})
            score->assign(n, 0.9); // 3 x 0.1 / 2 = 0.15 for distrust
        w.institutions.champion_months[0] = 0;
        change(w);
        const World after = judged(w);
        CHECK(after.events.ended == n);
        return std::max_element(after.events.ended_why.begin(), after.events.ended_why.end()) -
               after.events.ended_why.begin();
    };
    CHECK(why([](World&) {}) == static_cast<long>(at(EndReason::trust_lost)));
    CHECK(why([](World& w) { w.partnerships.kept.assign(n, 0.5); }) == static_cast<long>(at(EndReason::funds_ended)));
    CHECK(why([](World& w) { w.partnerships.hours_share.assign(n, 0.2); }) ==
          static_cast<long>(at(EndReason::overload)));
    CHECK(why([](World& w) { w.institutions.champion_months[0] = -1; }) ==
          static_cast<long>(at(EndReason::champion_lost)));
}

TEST_CASE("all agreements with a partner who left end for that reason", "[models][renew]") {
    World w = due(12);
    w.partners.is_present[0] = 0;
    const World after = judged(w);
    CHECK(after.partnerships.size() == 0);
    CHECK(after.events.ended_why[at(EndReason::partner_left)] == n);
    CHECK(after.partners.n_live[0] == 0);
}

TEST_CASE("talks are judged by nobody", "[models][renew]") {
    World w = due();
    w.parameters.crisis.rate = 1;
    w.partnerships.stage.assign(n, Stage::buy_in);
    CHECK(judged(w).partnerships.size() == n);
}

namespace {

/// `n` coalitions without members, so their trust is 0; the factor of distrust is set to 1 by crisis_trust = 0.
World coalitions(double grant_months, std::int32_t age) {
    World w = fixtures::world(fixtures::setup({fixtures::school("a", 0, 0, 20)}));
    Coalitions& all = w.coalitions;
    for (std::size_t c = 0; c < n; ++c)
        all.key.push_back(sim::mix(c + 1));
    all.has_backbone.assign(n, 1), all.shared_measurement.assign(n, 0), all.pooled_share.assign(n, 0);
    all.n_members.assign(n, 0), all.funding.assign(n, 1), all.grant_months.assign(n, grant_months);
    all.is_alive.assign(n, 1), all.age.assign(n, age);
    w.parameters.crisis.trust = 0;
    w.parameters.coalition.grant_months = 36, w.parameters.coalition.grant_end_loss = 0.1;
    w.parameters.coalition.end_rate = 0.055;
    return w;
}
double alive_after(World w, int terms) {
    for (int term = 0; term < terms; ++term, w.month += 3)
        renew_partnerships(w, fixtures::step(w));
    return static_cast<double>(std::count(w.coalitions.is_alive.begin(), w.coalitions.is_alive.end(), 1));
}

} // namespace

TEST_CASE("coalitions live on their grant, end with it or later at the yearly hazard", "[models][renew][statistical]") {
    CHECK(alive_after(coalitions(1, 0), 8) == n);
    CHECK_THAT(alive_after(coalitions(0, 33), 1), count_of(0.9)); // the twelfth term closes the grant's three years
    const double yearly = std::pow(1 - 0.055 / 4, 4);
    CHECK_THAT(alive_after(coalitions(0, 36), 4), count_of(yearly));
    CHECK_THAT(alive_after(coalitions(0, 33), 17), count_of(0.9 * std::pow(yearly, 4)));
}

TEST_CASE("coalitions whose members trust each other end less often", "[models][renew][statistical]") {
    World w = coalitions(0, 36);
    w.parameters.crisis.trust = 3, w.parameters.trust.start = 0.45;
    // Nobody at the table: trust 0, so exp(3 x 0.45) times the usual hazard.
    CHECK_THAT(alive_after(w, 1), count_of(1 - 0.055 / 4 * std::exp(1.35)));
}
