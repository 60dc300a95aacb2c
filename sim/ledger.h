#pragma once
/// \file
/// Double-entry book of money and hours in whole units (US cents, minutes), so that sums are exact and nothing can
/// appear or vanish: every posting takes from one account what it gives to another, and all balances sum to zero.

#include <cstdint>
#include <string>
#include <vector>

namespace sim {

using Amount = std::int64_t; ///< US cents or minutes.

/// Whole cents of a sum in dollars, rounded half away from zero; |dollars| < 9e16.
Amount to_amount(double dollars);
double from_amount(Amount cents); ///< Dollars.

/// Whole minutes of a time in hours, rounded likewise; |hours| < 9e16.
Amount to_minutes(double hours);
double from_minutes(Amount minutes); ///< Hours.

/// Accounts [A] with their turnover; an account is a row given out by `open`.
class Ledger {
  public:
    /// New account with balance 0; returns its row.
    std::uint32_t open();
    std::size_t size() const { return balance.size(); }

    /// Moves `amount` >= 0 from one account to another. Negative amounts are a developer's mistake.
    void post(std::uint32_t from, std::uint32_t to, Amount amount);

    /// Sum over all balances: 0 unless the book is broken.
    Amount imbalance() const;

    std::vector<Amount> balance; ///< [A] received minus paid.
    std::vector<Amount> paid;    ///< [A] all that ever left the account.
    std::vector<Amount> received;
};

} // namespace sim
