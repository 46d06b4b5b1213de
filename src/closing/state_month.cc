#include "closing/state_month.h"

#include <algorithm>

#include "attribution/exchange.h"
#include "registry/snapshot.h"

namespace closing {
namespace {

using ledger::Account;
using ledger::Entry;
using ledger::EntryKind;
using statements::AccountStand;
using statements::CurrencySummary;
using statements::RateUsed;
using statements::Statement;

// What one partner has in the period.
struct Part {
  std::vector<Entry> lines;  // of the close first, then what was moved
  ledger::Balances opening, closing;
  std::vector<statements::NotEarned> not_earned;
  bool is_told() const { return !lines.empty() || !closing.all().empty(); }
};

std::map<std::string, Part> parts_of(const ClosingBooks& books, const MonthClose& close,
                                     const StatementTerms& terms) {
  std::map<std::string, Part> parts;
  for (const auto& [key, amount] : books.balances.all()) {
    Part& part = parts[key.earner];
    part.opening.add(key, amount);
    part.closing.add(key, amount);
  }
  for (const Entry& entry : terms.moved) {
    Entry undone = entry;
    undone.amount = -entry.amount;
    parts[entry.earner].opening.add(undone);
  }
  for (const Entry& entry : close.entries) {
    Part& part = parts[entry.earner];
    part.closing.add(entry);
    part.lines.push_back(entry);
  }
  for (const Entry& entry : terms.moved)
    parts[entry.earner].lines.push_back(entry);
  for (const PartnerNotEarned& one : close.not_earned)
    parts[one.earner].not_earned.push_back(one.what);
  return parts;
}

// What the partner sees of its accounts; what the programme spent is none of them.
std::vector<AccountStand> accounts_of(const Part& part) {
  std::map<ledger::BalanceKey, AccountStand> stands;
  const auto stand = [&](const ledger::BalanceKey& key) -> AccountStand& {
    AccountStand& one =
        stands[{key.earner, key.currency, key.account, attribution::EarningKind::Rebate, key.fund}];
    one.currency = key.currency;
    one.account = key.account;
    if (key.account == Account::Coop) one.fund = key.fund.text();
    return one;
  };
  for (const auto& [key, amount] : part.opening.all())
    stand(key).opening += amount;
  for (const auto& [key, amount] : part.closing.all())
    stand(key).closing += amount;
  std::vector<AccountStand> out;
  for (auto& [key, one] : stands) {
    if (key.account == Account::Expense) continue;
    one.change = one.closing - one.opening;
    out.push_back(std::move(one));
  }
  return out;
}

// Sums up lines by currency, and notes the rates that were needed.
class Summaries {
 public:
  Summaries(const ClosingBooks& books, Statement& to) : standing_(*books.now.standing), to_(to) {}

  void add(const Entry& entry) {
    CurrencySummary& sum = sum_of(entry.currency);
    if (entry.kind == EntryKind::Due) sum.due += entry.amount;
    if (!ledger::posts_line(entry.kind)) return;
    (entry.kind == EntryKind::Earning ? sum.earned : sum.adjusted) += entry.amount;
    if (entry.to == Account::Held) sum.held += entry.amount;
    if (entry.to == Account::OutsideWindow) sum.late += entry.amount;
    const base::Decimal rate = rate_of(entry.currency, entry.earning_month);
    sum.equivalent +=
        base::round(base::multiply(entry.amount, rate), base::kDecimals, base::Rounding::HalfEven);
  }
  void carry(const ledger::BalanceKey& key, base::Decimal amount) {
    if (key.account != Account::Accrual) return;
    CurrencySummary& sum = sum_of(key.currency);
    sum.carried = amount;
    sum.carry_reason = ledger::carry_reason(amount);
  }
  void finish() {
    for (auto& [currency, sum] : sums_)
      to_.currencies.push_back(std::move(sum));
    for (auto& [key, rate] : rates_)
      to_.rates.push_back(std::move(rate));
  }

 private:
  CurrencySummary& sum_of(const std::string& currency) {
    CurrencySummary& sum = sums_[currency];
    sum.currency = currency;
    return sum;
  }
  // Requires: it is there, or the close would have left the line out.
  base::Decimal rate_of(const std::string& currency, base::Month month) {
    if (attribution::is_own_currency(standing_, currency)) return base::Decimal::from_integer(1);
    const auto [at, is_new] = rates_.try_emplace({month, currency});
    if (is_new) {
      at->second = {currency, standing_.programme().parameters.currency, month,
                    attribution::exchange_rate(standing_, currency, month).value()};
    }
    return at->second.rate;
  }

  const attribution::Standing& standing_;
  Statement& to_;
  std::map<std::string, CurrencySummary> sums_;
  std::map<std::pair<base::Month, std::string>, RateUsed> rates_;
};

}  // namespace

std::vector<Statement> state_month(const ClosingBooks& books, const MonthClose& close,
                                   const StatementTerms& terms) {
  const registry::Snapshot& registry = books.now.standing->registry();
  const programs::Programme& programme = books.now.standing->programme();
  const registry::Directory directory(registry);
  std::vector<Statement> out;
  for (auto& [earner, part] : parts_of(books, close, terms)) {
    if (!part.is_told()) continue;
    Statement& one = out.emplace_back();
    one.number = terms.next_number + static_cast<std::int64_t>(out.size()) - 1;
    one.earner = earner;
    const base::PartnerKey partner = directory.partner(earner);
    if (partner.exists()) one.earner_name = registry[partner].name;
    one.period = close.period;
    one.issued_on = terms.issued_on;
    one.programme = programme.code;
    one.version = programme.version;
    one.currency = programme.parameters.currency;
    one.as_known = terms.as_known;
    if (const auto last = terms.last.find(earner); last != terms.last.end()) {
      one.previous = last->second.number;
      one.previous_root = last->second.root;
    }
    one.accounts = accounts_of(part);
    one.not_earned = std::move(part.not_earned);
    Summaries summaries(books, one);
    for (const Entry& entry : part.lines)
      summaries.add(entry);
    for (const auto& [key, amount] : part.closing.all())
      summaries.carry(key, amount);
    summaries.finish();
    one.lines = std::move(part.lines);
  }
  return out;
}

}  // namespace closing
