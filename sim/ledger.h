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

/// Postings of one block of a parallel loop. Accounts [first, last) are the block's alone and change at once; what any
/// other account pays and receives is added up here, until `settle` books it when all blocks are done. Amounts are
/// whole, so no order can matter. A balance outside the block is not to be read meanwhile.
class LedgerBlock {
  public:
    LedgerBlock() = default;
    LedgerBlock(Ledger& book, std::uint32_t first, std::uint32_t last) : book_(&book), first_(first), last_(last) {}

    void post(std::uint32_t from, std::uint32_t to, Amount amount); ///< As Ledger::post.
    Amount balance(std::uint32_t own) const { return book_->balance[own]; }
    void settle(); ///< Once, in no loop.

  private:
    struct Turnover {
        std::uint32_t account = 0;
        Amount paid = 0, received = 0;
    };
    bool is_own(std::uint32_t account) const { return account >= first_ && account < last_; }
    Turnover& of(std::uint32_t account); ///< The few accounts of others that this block has met.

    Ledger* book_ = nullptr;
    std::uint32_t first_ = 0, last_ = 0;
    std::vector<Turnover> others_;
};

} // namespace sim
