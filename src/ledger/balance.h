// What stands in the accounts: sums of entries, and nothing that is not in them.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "ledger/entry.h"

namespace ledger {

struct BalanceKey {
  std::string earner, currency;
  Account account = Account::Accrual;
  attribution::EarningKind payout = attribution::EarningKind::Rebate;  // of Held, OutsideWindow
  base::Month fund{};                                                  // of Coop
  friend auto operator<=>(const BalanceKey&, const BalanceKey&) = default;
};

// Without accounts that are empty.
class Balances {
 public:
  void add(const Entry& entry);
  void add(std::span<const Entry> entries);
  void add(const BalanceKey& key, base::Decimal amount);

  base::Decimal of(const BalanceKey& key) const;
  base::Decimal of(const std::string& earner, const std::string& currency, Account account) const;
  const std::map<BalanceKey, base::Decimal>& all() const { return sums_; }
  friend bool operator==(const Balances&, const Balances&) = default;

 private:
  std::map<BalanceKey, base::Decimal> sums_;
};

// The key under which an entry counts at one of its two accounts.
BalanceKey key_at(const Entry& entry, Account account);

// Takes an amount out of a balance.
Entry moving(const BalanceKey& from, base::Month period, EntryKind kind, Account to,
             base::Decimal amount);

// Error: Corrupt, naming earner and currency, when accounts do not add up to nothing.
base::Status check_balanced(const Balances& balances);

}  // namespace ledger
