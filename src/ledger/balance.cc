#include "ledger/balance.h"

#include <utility>

namespace ledger {

BalanceKey key_at(const Entry& entry, Account account) {
  BalanceKey key{entry.earner, entry.currency, account, attribution::EarningKind::Rebate, {}};
  if (account == Account::Held || account == Account::OutsideWindow) key.payout = entry.payout;
  if (account == Account::Coop) key.fund = entry.fund;
  return key;
}

void Balances::add(const Entry& entry) {
  add(key_at(entry, entry.from), -entry.amount);
  add(key_at(entry, entry.to), entry.amount);
}

void Balances::add(std::span<const Entry> entries) {
  for (const Entry& entry : entries)
    add(entry);
}

void Balances::add(const BalanceKey& key, base::Decimal amount) {
  const auto [at, is_new] = sums_.try_emplace(key);
  at->second += amount;
  if (at->second.is_zero()) sums_.erase(at);
}

base::Decimal Balances::of(const BalanceKey& key) const {
  const auto found = sums_.find(key);
  return found == sums_.end() ? base::Decimal() : found->second;
}

base::Decimal Balances::of(const std::string& earner, const std::string& currency,
                           Account account) const {
  base::Decimal sum;
  for (auto at = sums_.lower_bound({earner, currency, account, {}, {}});
       at != sums_.end() && at->first.earner == earner && at->first.currency == currency &&
       at->first.account == account;
       ++at)
    sum += at->second;
  return sum;
}

Entry moving(const BalanceKey& from, base::Month period, EntryKind kind, Account to,
             base::Decimal amount) {
  Entry out;
  out.period = period;
  out.kind = kind;
  out.earner = from.earner;
  out.currency = from.currency;
  out.from = from.account;
  out.to = to;
  out.amount = amount;
  out.payout = from.payout;
  out.fund = from.fund;
  return out;
}

base::Status check_balanced(const Balances& balances) {
  std::map<std::pair<std::string, std::string>, base::Decimal> sums;
  for (const auto& [key, amount] : balances.all())
    sums[{key.earner, key.currency}] += amount;
  for (const auto& [whose, sum] : sums) {
    if (sum.is_zero()) continue;
    return base::fail(base::Code::Corrupt, "the accounts of partner '" + whose.first + "' in " +
                                               whose.second + " add up to " + sum.text() +
                                               " where nothing may be left; restore a backup");
  }
  return {};
}

}  // namespace ledger
