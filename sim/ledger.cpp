#include "sim/ledger.h"

#include "sim/assert.h"

#include <cmath>

namespace sim {
namespace {

constexpr double cents_per_dollar = 100.0;
constexpr double minutes_per_hour = 60.0;

Amount whole(double value, double units) {
    ACCORD_ASSERT(std::abs(value) < 9e16); // also refuses NaN
    return std::llround(value * units);
}

void add(Amount& sum, Amount amount) {
    const bool is_overflow = __builtin_add_overflow(sum, amount, &sum);
    ACCORD_ASSERT(!is_overflow);
}

} // namespace

Amount to_amount(double dollars) { return whole(dollars, cents_per_dollar); }
double from_amount(Amount cents) { return static_cast<double>(cents) / cents_per_dollar; }
Amount to_minutes(double hours) { return whole(hours, minutes_per_hour); }
double from_minutes(Amount minutes) { return static_cast<double>(minutes) / minutes_per_hour; }

std::uint32_t Ledger::open() {
    ACCORD_ASSERT(balance.size() < 0xffffffffu);
    balance.push_back(0);
    paid.push_back(0);
    received.push_back(0);
    return static_cast<std::uint32_t>(balance.size() - 1);
}

void Ledger::post(std::uint32_t from, std::uint32_t to, Amount amount) {
    ACCORD_ASSERT(amount >= 0);
    ACCORD_ASSERT(from < size() && to < size());
    Amount paid_after = paid[from], received_after = received[to]; // balances lie between these two
    add(paid_after, amount);
    add(received_after, amount);
    paid[from] = paid_after;
    received[to] = received_after;
    balance[from] -= amount;
    balance[to] += amount;
}

void LedgerBlock::post(std::uint32_t from, std::uint32_t to, Amount amount) {
    ACCORD_ASSERT(amount >= 0);
    ACCORD_ASSERT(from < book_->size() && to < book_->size());
    add(is_own(from) ? book_->paid[from] : of(from).paid, amount);
    add(is_own(to) ? book_->received[to] : of(to).received, amount);
    if (is_own(from)) book_->balance[from] -= amount;
    if (is_own(to)) book_->balance[to] += amount;
}

LedgerBlock::Turnover& LedgerBlock::of(std::uint32_t account) {
    for (Turnover& other : others_)
        if (other.account == account) return other;
    return others_.emplace_back(Turnover{account, 0, 0});
}

void LedgerBlock::settle() {
    for (const Turnover& other : others_) {
        add(book_->paid[other.account], other.paid);
        add(book_->received[other.account], other.received);
        book_->balance[other.account] += other.received - other.paid;
    }
    others_.clear();
}

Amount Ledger::imbalance() const {
    Amount sum = 0;
    for (const Amount each : balance)
        add(sum, each);
    return sum;
}

} // namespace sim
