#include "sim/ledger.h"

#include "sim/assert.h"
#include "sim/random.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

TEST_CASE("postings move money and never make any", "[sim][ledger]") {
    sim::Ledger ledger;
    for (int i = 0; i < 20; ++i)
        ledger.open();
    sim::Stream draw(sim::luck(3, 0), 1, 0, 0);
    for (int i = 0; i < 10'000; ++i)
        ledger.post(draw.below(20), draw.below(20), draw.below(1'000'000));
    CHECK(ledger.imbalance() == 0);
    sim::Amount paid = 0, received = 0;
    for (std::size_t row = 0; row < ledger.size(); ++row) {
        CHECK(ledger.balance[row] == ledger.received[row] - ledger.paid[row]);
        paid += ledger.paid[row];
        received += ledger.received[row];
    }
    CHECK(paid == received);
}

TEST_CASE("a posting takes from one account what it gives to the other", "[sim][ledger]") {
    sim::Ledger ledger;
    const auto donor = ledger.open(), college = ledger.open();
    ledger.post(donor, college, 250);
    CHECK(ledger.balance == std::vector<sim::Amount>{-250, 250});
    CHECK(ledger.paid == std::vector<sim::Amount>{250, 0});
    CHECK(ledger.received == std::vector<sim::Amount>{0, 250});
}

TEST_CASE("a posting to oneself is turnover without change", "[sim][ledger]") {
    sim::Ledger ledger;
    const auto self = ledger.open();
    ledger.post(self, self, 5);
    CHECK(ledger.balance[self] == 0);
    CHECK(ledger.paid[self] == 5);
}

TEST_CASE("negative amounts and unknown accounts are developers' mistakes", "[sim][ledger]") {
    sim::Ledger ledger;
    const auto a = ledger.open(), b = ledger.open();
    CHECK_THROWS_AS(ledger.post(a, b, -1), sim::Mistake);
    CHECK_THROWS_AS(ledger.post(a, 2, 1), sim::Mistake);
    CHECK(ledger.imbalance() == 0);
}

TEST_CASE("an overflow is refused before anything is booked", "[sim][ledger]") {
    sim::Ledger ledger;
    const auto a = ledger.open(), b = ledger.open();
    const sim::Amount most = std::numeric_limits<sim::Amount>::max();
    ledger.post(a, b, most);
    CHECK_THROWS_AS(ledger.post(a, b, 1), sim::Mistake);
    CHECK(ledger.paid[a] == most);
    CHECK(ledger.balance[b] == most);
    CHECK(ledger.imbalance() == 0);
}

TEST_CASE("dollars become whole cents, half a cent away from zero", "[sim][ledger]") {
    CHECK(sim::to_amount(12.34) == 1234);
    CHECK(sim::to_amount(0.125) == 13);
    CHECK(sim::to_amount(-0.125) == -13);
    CHECK(sim::from_amount(1234) == 12.34);
    CHECK_THROWS_AS(sim::to_amount(1e17), sim::Mistake);
    CHECK_THROWS_AS(sim::to_amount(std::nan("")), sim::Mistake);
}

TEST_CASE("hours become whole minutes", "[sim][ledger]") {
    CHECK(sim::to_minutes(1.5) == 90);
    CHECK(sim::from_minutes(90) == 1.5);
}

TEST_CASE("blocks of accounts book what the ledger would, in any order", "[sim][ledger]") {
    constexpr std::uint32_t n = 20, outside = 4, middle = 12; // blocks [4, 12) and [12, 20); 0 to 3 are everybody's
    sim::Ledger plain, blocks;
    for (std::uint32_t a = 0; a < n; ++a)
        plain.open(), blocks.open();
    sim::LedgerBlock low(blocks, outside, middle), high(blocks, middle, n);
    sim::Stream draw(sim::luck(3, 0), 2, 0, 0);
    for (int k = 0; k < 5'000; ++k) {
        const std::uint32_t other = draw.below(outside), own = outside + draw.below(n - outside);
        const sim::Amount amount = draw.below(1'000'000);
        const bool gives = draw.below(2) == 0;
        plain.post(gives ? own : other, gives ? other : own, amount);
        (own < middle ? low : high).post(gives ? own : other, gives ? other : own, amount);
        REQUIRE((own < middle ? low : high).balance(own) == plain.balance[own]);
    }
    for (std::uint32_t a = 0; a < outside; ++a)
        CHECK(blocks.balance[a] == 0); // not settled yet
    high.settle(), low.settle();
    CHECK(blocks.balance == plain.balance);
    CHECK(blocks.paid == plain.paid);
    CHECK(blocks.received == plain.received);
    CHECK(blocks.imbalance() == 0);
    CHECK_THROWS_AS(low.post(0, 5, -1), sim::Mistake);
    CHECK_THROWS_AS(low.post(0, n, 1), sim::Mistake);
}
