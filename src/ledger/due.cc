#include "ledger/due.h"

#include <algorithm>

namespace ledger {
namespace {

bool is_to_be_invoiced(const BalanceKey& key, const DueTerms& terms) {
  if (terms.terminated(key.earner)) return true;
  const auto since = terms.below_zero_since.find({key.earner, key.currency});
  return since != terms.below_zero_since.end() &&
         terms.period - since->second >= terms.parameters->recoup_months;
}

}  // namespace

base::Result<std::vector<Entry>> decide_due(const Balances& balances, const DueTerms& terms) {
  std::vector<Entry> out;
  for (const auto& [key, amount] : balances.all()) {
    if (key.account != Account::Accrual) continue;
    if (amount < base::Decimal()) {
      // What is payable and not in a payout yet makes good for it first.
      const base::Decimal payable = balances.of(key.earner, key.currency, Account::Payable);
      const base::Decimal offset = std::max(amount, -payable);
      if (!offset.is_zero())
        out.push_back(moving(key, terms.period, EntryKind::Due, Account::Payable, offset));
      const base::Decimal left = amount - offset;
      if (!left.is_zero() && is_to_be_invoiced(key, terms))
        out.push_back(moving(key, terms.period, EntryKind::Recoup, Account::Receivable, left));
      continue;
    }
    const base::Decimal worth = TRY(equivalent(terms.exchange, amount, key.currency, terms.period));
    if (worth >= terms.parameters->payment_threshold || terms.terminated(key.earner))
      out.push_back(moving(key, terms.period, EntryKind::Due, Account::Payable, amount));
  }
  return out;
}

AccrualChanges accrual_changes(std::span<const Entry> entries) {
  AccrualChanges out;
  for (const Entry& one : entries) {
    if (one.to == Account::Accrual) out[{one.earner, one.currency}][one.period] += one.amount;
    if (one.from == Account::Accrual) out[{one.earner, one.currency}][one.period] -= one.amount;
  }
  return out;
}

std::map<EarnerCurrency, base::Month> below_zero_since(const AccrualChanges& changes,
                                                       base::Month last) {
  std::map<EarnerCurrency, base::Month> out;
  for (const auto& [whose, months] : changes) {
    base::Decimal sum;
    for (const auto& [month, change] : months) {
      if (month > last) break;
      sum += change;
      if (sum >= base::Decimal()) {
        out.erase(whose);
      } else {
        out.try_emplace(whose, month);
      }
    }
  }
  return out;
}

std::string_view carry_reason(base::Decimal accrual) {
  if (accrual.is_zero()) return "";
  return accrual < base::Decimal() ? "NEGATIVE_BALANCE" : "BELOW_PAYMENT_THRESHOLD";
}

}  // namespace ledger
