#include "models/derived.h"
#include "models/processes.h"
#include "tests/support/fixtures.h"
#include "tests/support/statistics.h"

#include <catch2/catch.hpp>

#include <cmath>

using namespace models;

namespace {

using Id = ProgrammeId;

/// Two schools of 450 pupils at $12,000 a pupil: 20 % and 80 % low-income; one partner that delivers without luck.
World two_schools(double donors_cyclicality = 0) {
    World w = fixtures::world(
        fixtures::setup({fixtures::school("rich", 0, 8, 450, 0.2), fixtures::school("poor", 0, 8, 450, 0.8)},
                        {fixtures::partner("p", PartnerKind::nonprofit, {5000, 400, 100, 10, 20, 30}, {"tutoring"})}));
    Parameters& p = w.parameters;
    p.flows.delivery_sd = 0, p.flows.savings_months = 3, p.flows.reserve_target = 0.05;
    p.hours.school = 5, p.hours.per_1000 = 9, p.hours.support = 0, p.hours.cut_first = 2;
    w.parameters.money.hourly_wage = 22;
    w.parameters.condition.cut_poverty_tilt = 0.3;
    w.partners.cyclicality[0] = donors_cyclicality;
    return w;
}
constexpr double monthly = 12000.0 * 450 / 12;

void allocate(World& w) { allocate_resources(w, fixtures::step(w)); }
double money_of(const World& w, std::uint32_t account) { return sim::from_amount(w.money.balance[account]); }

} // namespace

TEST_CASE("a school alone spends its budget on schooling to the cent", "[models][allocate]") {
    World w = two_schools();
    allocate(w);
    CHECK(w.institutions.spending == std::vector<double>{12000, 12000});
    CHECK(money_of(w, w.accounts.treasury) == -2 * monthly);
    CHECK(money_of(w, w.accounts.schooling) == 2 * monthly);
    CHECK(money_of(w, w.accounts.first_institution) == 0);
    CHECK(w.spent == Spent{});
    CHECK(w.money.imbalance() == 0);
    CHECK(w.hours.imbalance() == 0);
}

TEST_CASE("a public cut falls deeper on poor schools while the mean stays", "[models][allocate]") {
    World w = two_schools();
    w.environment.public_cut = 0.2;
    allocate(w);
    // Tilt 0.3 (2 x 0.2 - 1) = -0.18 and +0.18.
    CHECK(w.institutions.spending[0] == Approx(12000 * (1 - 0.2 * 0.82)));
    CHECK(w.institutions.spending[1] == Approx(12000 * (1 - 0.2 * 1.18)));
    // Hours fall twice as fast: (5 + 9 x 0.45) (1 - 2 x 0.164).
    CHECK(w.institutions.hours[0] == Approx((5 + 9 * 0.45) * (1 - 2 * 0.164)));
}

TEST_CASE("community support raises and lowers coordination hours", "[models][allocate]") {
    World w = two_schools();
    w.parameters.hours.support = 0.4;
    w.parameters.support.start = 0.55;
    w.institutions.support = {0.80, 0.30};
    allocate(w);
    CHECK(w.institutions.hours[0] == Approx((5 + 9 * 0.45) * 1.1));
    CHECK(w.institutions.hours[1] == Approx((5 + 9 * 0.45) * 0.9));
}

TEST_CASE("a reserve is saved until it is full and drawn when money is cut", "[models][allocate]") {
    World w = two_schools();
    w.levers.money.reserve = 0.02;
    w.parameters.condition.cut_poverty_tilt = 0;
    allocate(w);
    CHECK(w.institutions.spending[0] == Approx(12000 * 0.98));
    CHECK(money_of(w, w.accounts.first_institution) == Approx(0.02 * monthly));
    for (w.month = 1; w.month < 60; ++w.month)
        allocate(w);
    CHECK(money_of(w, w.accounts.first_institution) == Approx(0.05 * 12 * monthly)); // 5 % of a year: 0.6 months
    CHECK(w.institutions.spending[0] == Approx(12000));
    w.environment.public_cut = 0.2; // lasts for three months
    for (const double expected : {12000.0, 12000.0, 12000.0, 9600.0}) {
        allocate(w);
        CHECK(w.institutions.spending[0] == Approx(expected));
    }
    CHECK(money_of(w, w.accounts.first_institution) == Approx(0).margin(0.01));
}

TEST_CASE("a partner delivers what it pledged in teaching months, and in summer nothing", "[models][allocate]") {
    World w = two_schools();
    const std::size_t m = fixtures::add_relation(w, {0, 0, Id::tutoring, Stage::active, {2000, 200, 50, 0, 0, 0}});
    w.partnerships.kept[m] = 1;
    allocate(w);
    CHECK(w.partnerships.delivered == std::vector<double>{2000, 200, 50, 0, 0, 0});
    CHECK(w.partnerships.kept[m] == 1);
    CHECK(money_of(w, w.accounts.services) == 2000);
    CHECK(sim::from_minutes(w.hours.balance[w.accounts.services]) == 250);
    CHECK(w.spent.partners_cash == 2000);
    CHECK(w.spent.partners_in_kind == Approx(200 * 22 + 50 * w.parameters.money.volunteer_hour));
    w.month = 10;
    allocate(w);
    CHECK(w.partnerships.delivered == std::vector<double>(n_resources, 0.0));
    CHECK(w.partnerships.kept[m] == 1); // nothing was promised for summer
}

TEST_CASE("a partner in need delivers the share of its commitments that it has", "[models][allocate]") {
    World w = two_schools(0.5);
    const std::size_t m = fixtures::add_relation(w, {0, 0, Id::tutoring, Stage::active, {5000, 400, 100, 0, 0, 0}});
    w.environment.donor_factor = 0.6; // a cyclicality of 0.5 loses half of the fall of 0.4
    w.partnerships.kept[m] = 1;
    allocate(w);
    const std::vector<double> expected{4000, 320, 100, 0, 0, 0}; // volunteers come all the same
    for (std::size_t r = 0; r < n_resources; ++r)
        CHECK(w.partnerships.delivered[r] == Approx(expected[r]));
    // Kept: 0.8, 0.8 and 1 of three resources; a third of the way in a term of three months.
    CHECK(w.partnerships.kept[m] == Approx(1 - (1 - 2.6 / 3) / 3));
}

TEST_CASE("jobs limit placements alone, and a partner who left has nothing", "[models][allocate]") {
    World w = two_schools();
    w.environment.jobs_factor = 0.6;
    allocate(w);
    CHECK(w.partners.capacity == std::vector<double>{5000, 400, 100, 6, 20, 30});
    w.partners.is_present[0] = 0;
    allocate(w);
    CHECK(w.partners.capacity == std::vector<double>(n_resources, 0.0));
}

TEST_CASE("partners save no more than the stated months of funds, and no hours", "[models][allocate]") {
    World w = two_schools();
    for (w.month = 0; w.month < 12; ++w.month)
        allocate(w);
    CHECK(money_of(w, w.accounts.first_partner) == 4 * 5000); // this month's and three saved
    CHECK(w.hours.balance[w.accounts.first_partner] == 0);
}

TEST_CASE("what a partner saved keeps its promises for a while", "[models][allocate]") {
    World w = two_schools(1);
    const std::size_t m = fixtures::add_relation(w, {0, 0, Id::tutoring, Stage::active, {5000, 0, 0, 0, 0, 0}});
    w.partnerships.stage[m] = Stage::goals; // nothing is given yet
    for (w.month = 0; w.month < 4; ++w.month)
        allocate(w);
    w.partnerships.stage[m] = Stage::active;
    w.environment.donor_factor = 0;
    for (const double expected : {5000.0, 5000.0, 5000.0, 0.0}) { // three months saved, and this month's is missing
        allocate(w);
        CHECK(w.partnerships.delivered[0] == Approx(expected).margin(0.01));
    }
    CHECK(money_of(w, w.accounts.first_partner) == Approx(0).margin(0.01));
}

TEST_CASE("delivery luck has the stated spread, less under a formal agreement", "[models][allocate][statistical]") {
    World w = two_schools();
    w.parameters.flows.delivery_sd = 0.2, w.parameters.flows.formality_steadies = 0.5;
    constexpr std::size_t n = 20'000;
    const auto mean_kept = [&](double formality) {
        fixtures::fill_relations(w, {0, 0, Id::tutoring, Stage::active, {0, 1, 0, 0, 0, 0}}, n);
        w.partnerships.formality.assign(n, formality);
        w.partners.committed[1] = 1; // capacity is plenty
        allocate(w);
        double sum = 0;
        for (std::size_t m = 0; m < n; ++m)
            sum += w.partnerships.delivered[m * n_resources + 1];
        return sum / n;
    };
    // min(1, 1 + sd z) has mean 1 - sd / sqrt(2 pi) and SD sd sqrt(1/2 - 1 / (2 pi)). Four standard errors: 1 in
    // 16,000.
    const double root = std::sqrt(2 * 3.14159265358979), spread = std::sqrt(0.5 - 1 / (root * root));
    CHECK_THAT(mean_kept(0), statistics::MeanOf(n, 1 - 0.2 / root, 0.2 * spread, 4));
    CHECK_THAT(mean_kept(1), statistics::MeanOf(n, 1 - 0.1 / root, 0.1 * spread, 4));
}

TEST_CASE("schools pay co-funding, support and coordinators from their own budget", "[models][allocate]") {
    World w = two_schools();
    w.levers.money.co_funding = 0.2, w.levers.delivery.support = 3, w.levers.coordination.bought = 4;
    w.parameters.hours.cut_first = 0; // what is spent on partnerships lowers the office's hours as a cut does
    const std::size_t m = fixtures::add_relation(w, {0, 0, Id::tutoring, Stage::active, {2000, 200, 50, 0, 0, 0}});
    w.partnerships.served[m] = 40;
    allocate(w);
    // A fifth of the cash: 2,000 are four fifths. Support 3 x 40; 4 x 0.45 hours at $22.
    const double own = 500 + 120, coordinators = 4 * 0.45 * 22;
    CHECK(w.institutions.spending[0] == Approx((monthly - own - coordinators) * 12 / 450));
    CHECK(w.institutions.spending[1] == Approx((monthly - coordinators) * 12 / 450));
    CHECK(w.institutions.hours[0] == Approx(5 + 9 * 0.45 + 4 * 0.45));
    CHECK(w.spent.by_schools == Approx(own + 2 * coordinators));
    CHECK(money_of(w, w.accounts.coordination) == Approx(2 * coordinators));
    CHECK(money_of(w, w.accounts.services) == Approx(2000 + own));
}

TEST_CASE("co-funding of 95 % pays nineteen times what the partner gives", "[models][allocate]") {
    World w = two_schools();
    w.levers.money.co_funding = 0.95, w.levers.delivery.support = 0;
    fixtures::add_relation(w, {0, 0, Id::tutoring, Stage::active, {100, 0, 0, 0, 0, 0}});
    allocate(w);
    CHECK(w.spent.by_schools == Approx(1900));
}

TEST_CASE("hours are used as far as needed and the rest goes to schooling", "[models][allocate]") {
    World w = two_schools();
    w.institutions.hours_needed = {4, 1000};
    allocate(w);
    const double hours = sim::from_minutes(sim::to_minutes(5 + 9 * 0.45));
    CHECK(sim::from_minutes(w.hours.balance[w.accounts.coordination]) == Approx(4 + hours));
    CHECK(sim::from_minutes(w.hours.balance[w.accounts.schooling]) == Approx(hours - 4));
    CHECK(w.hours.imbalance() == 0);
}

namespace {

/// Both schools in one coalition with a backbone, shared measurement and pooled funds.
World coalition() {
    Setup setup =
        fixtures::setup({fixtures::school("rich", 0, 8, 450, 0.2), fixtures::school("poor", 0, 8, 450, 0.8)},
                        {fixtures::partner("p", PartnerKind::nonprofit, {5000, 400, 100, 0, 0, 0}, {"tutoring"}),
                         fixtures::partner("q", PartnerKind::nonprofit, {5000, 400, 100, 0, 0, 0}, {"tutoring"})});
    setup.levers.coordination.backbone = 1, setup.levers.coordination.shared_measurement = 0.8,
    setup.levers.coordination.pooled = 0.4;
    Parameters& p = setup.parameters;
    p.coalition.join_share = 1;
    p.coalition.backbone_cost = 4500, p.coalition.backbone_member_cost = 250, p.coalition.measurement_cost = 0.25;
    p.coalition.grant_months = 36, p.coalition.grant_share = 0.6;
    p.flows.delivery_sd = 0, p.condition.cut_poverty_tilt = 0;
    return fixtures::world(setup);
}
constexpr double coalition_cost = 4500 + 2 * 250 + 0.25 * 0.8 * 900;

} // namespace

TEST_CASE("members pay what a coalition's grant leaves over, by their pupils", "[models][allocate]") {
    World w = coalition();
    REQUIRE(w.coalitions.size() == 1);
    allocate(w);
    const double dues = 0.4 * coalition_cost / 2;
    CHECK(w.institutions.spending[0] == Approx((monthly - dues) * 12 / 450));
    CHECK(w.spent.by_schools == Approx(2 * dues));
    CHECK(w.spent.grants == Approx(0.6 * coalition_cost));
    CHECK(w.coalitions.funding[0] == Approx(1));
    CHECK(w.coalitions.grant_months[0] == 35);
    CHECK(money_of(w, w.accounts.first_coalition) == Approx(0).margin(0.02));

    w.coalitions.grant_months[0] = 0;
    allocate(w);
    CHECK(w.institutions.spending[0] == Approx((monthly - coalition_cost / 2) * 12 / 450));
}

TEST_CASE("a cut lowers members' dues, so the backbone runs short", "[models][allocate]") {
    World w = coalition();
    w.coalitions.grant_months[0] = 0;
    w.environment.public_cut = 0.2;
    allocate(w);
    CHECK(w.coalitions.funding[0] == Approx(0.8).epsilon(1e-5));
    CHECK(backbone_strength(w, 0) == w.coalitions.funding[0]);
    w.coalitions.is_alive[0] = 0;
    allocate(w);
    CHECK(w.institutions.spending[0] == Approx(12000 * 0.8));
    CHECK(backbone_strength(w, 0) == 0);
}

TEST_CASE("pooled funds go to schools by need and not a cent is lost", "[models][allocate]") {
    World w = coalition();
    const Resources pledge{2000, 0, 0, 0, 0, 0};
    fixtures::add_relation(w, {0, 0, Id::tutoring, Stage::active, pledge});
    fixtures::add_relation(w, {1, 1, Id::tutoring, Stage::active, pledge});
    w.partnerships.served.assign(2, 30);
    allocate(w);
    // 40 % of 4,000 in the pot; claims (0.5 + 0.2) and (0.5 + 0.8), 30 pupils each.
    CHECK(w.partnerships.delivered[0] == Approx(1200 + 1600 * 0.7 / 2));
    CHECK(w.partnerships.delivered[n_resources] == Approx(1200 + 1600 * 1.3 / 2));
    CHECK(w.spent.partners_cash == Approx(4000));
    CHECK(w.money.imbalance() == 0);
}

TEST_CASE("nobody is overdrawn even when more is promised than there is", "[models][allocate]") {
    World w = two_schools();
    w.parameters.flows.delivery_sd = 0.5;
    w.levers.money.co_funding = 0.9, w.levers.delivery.support = 40, w.levers.coordination.bought = 60;
    fixtures::add_relation(w, {0, 0, Id::tutoring, Stage::active, {1e7, 1e5, 1e5, 0, 0, 0}});
    fixtures::add_relation(w, {1, 0, Id::tutoring, Stage::active, {1e7, 1e5, 1e5, 0, 0, 0}});
    w.partnerships.served.assign(2, 1e5);
    for (w.month = 0; w.month < 10; ++w.month) {
        allocate(w);
        for (std::uint32_t account = w.accounts.first_institution; account < w.money.size(); ++account) {
            CHECK(w.money.balance[account] >= 0);
            CHECK(w.hours.balance[account] >= 0);
        }
        CHECK(w.money.imbalance() == 0);
        CHECK(w.hours.imbalance() == 0);
    }
    CHECK(w.institutions.spending[0] >= 0);
}
