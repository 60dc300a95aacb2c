#include "models/processes.h"
#include "tests/support/fixtures.h"
#include "tests/support/statistics.h"

#include <catch2/catch.hpp>

#include <numeric>

using namespace models;

namespace {

constexpr std::size_t n = 4000;

/// One school among very many synthetic partners, of which some close.
World many_partners() {
    Setup setup = fixtures::setup({fixtures::school("a", 0, 8, 400)});
    setup.region.synthetic_partners = true;
    setup.region.partners_per_10000 = 10000.0 / 400 * n;
    setup.parameters.partner.close_rate = 0.1, setup.parameters.partner.open_months = 12;
    World w = fixtures::world(setup);
    REQUIRE(w.partners.size() == n);
    return w;
}

double present(const World& w) {
    return std::accumulate(w.partners.is_present.begin(), w.partners.is_present.end(), 0.0);
}

} // namespace

TEST_CASE("partners close at their yearly rate", "[models][partners][statistical]") {
    World w = many_partners();
    w.parameters.partner.open_months = 1e12;
    for (; w.month < 12; ++w.month)
        partners_come_and_go(w, fixtures::step(w));
    // Twelve months make the yearly chance. Four standard errors: 1 seed in 16,000.
    CHECK_THAT(present(w), statistics::BinomialCount(n, 0.9, 4));
}

TEST_CASE("where partners close others open, so that their number stands still", "[models][partners][statistical]") {
    World w = many_partners();
    for (; w.month < 120; ++w.month)
        partners_come_and_go(w, fixtures::step(w));
    // Monthly chances c = 1 - 0.9^(1/12) of closing and o = 1/12 of opening: o / (o + c) are there in the long run, of
    // which ten years leave (1 - o - c)^120 open, next to nothing. Four standard errors: 1 seed in 16,000.
    const double c = 1 - std::pow(0.9, 1.0 / 12), o = 1.0 / 12;
    CHECK_THAT(present(w), statistics::BinomialCount(n, o / (o + c), 4));
}

TEST_CASE("who opens has the seat of the one before and is another organisation", "[models][partners]") {
    World w = many_partners();
    w.partners.is_present[7] = 0;
    w.parameters.partner.close_rate = 1e-12, w.parameters.partner.open_months = 1;
    w.money.post(w.accounts.donors, w.accounts.first_partner + 7, 500);
    const World before = w;
    partners_come_and_go(w, fixtures::step(w));
    CHECK(w.partners.is_present[7] == 1);
    CHECK(w.partners.key[7] != before.partners.key[7]);
    CHECK(w.partners.x[7] == before.partners.x[7]);
    CHECK(w.partners.is_regional[7] == before.partners.is_regional[7]);
    CHECK(w.partners.capacity_start[7 * n_resources] != before.partners.capacity_start[7 * n_resources]);
    CHECK(w.partners.size() == n);
    CHECK(w.partners.goals.size() == n * n_goals);
    CHECK(w.partners.culture.size() == n * n_culture);
    CHECK(w.money.balance[w.accounts.first_partner + 7] == 0);
    CHECK(w.money.imbalance() == 0);
    CHECK(w.partners.key[6] == before.partners.key[6]);
    CHECK(w.partners.goals[8 * n_goals] == before.partners.goals[8 * n_goals]);
}

TEST_CASE("nobody opens in a place while the partnerships of the one before are not wound up", "[models][partners]") {
    World w = many_partners();
    w.parameters.partner.open_months = 1;
    fixtures::add_relation(w, {0, 7, ProgrammeId::tutoring, Stage::active, {}});
    w.partners.is_present[7] = 0;
    const sim::Key key = w.partners.key[7];
    partners_come_and_go(w, fixtures::step(w));
    CHECK(w.partners.is_present[7] == 0);
    CHECK(w.partners.key[7] == key);
}

TEST_CASE("given partners stay, and without a rate all do", "[models][partners]") {
    World given = fixtures::world(fixtures::small_region());
    given.parameters.partner.close_rate = 1;
    partners_come_and_go(given, fixtures::step(given));
    CHECK(present(given) == static_cast<double>(given.partners.size()));
    World off = many_partners();
    off.parameters.partner.close_rate = 0;
    off.partners.is_present[7] = 0;
    partners_come_and_go(off, fixtures::step(off));
    CHECK(present(off) == n - 1);
}
