#include "closing/lines.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "attribution/earnings.h"

namespace closing {
namespace {

using attribution::BookLine;
using attribution::Difference;
using attribution::EarningKind;
using attribution::EarningLine;
using ledger::Account;
using ledger::Entry;
using ledger::EntryKind;

std::string joined(const std::vector<base::Decimal>& rates) {
  std::string out;
  for (const base::Decimal rate : rates)
    out += (out.empty() ? "" : "+") + rate.text();
  return out;
}

// An entry that posts a line into the period; what it is worth comes later.
Entry posting(const ClosingBooks& books, EntryKind kind, EarningKind payout, bool held) {
  Entry entry;
  entry.period = books.period;
  entry.kind = kind;
  entry.from = Account::Expense;
  entry.to = account_of(payout, held);
  entry.payout = payout;
  entry.held = held;
  if (entry.to == Account::Coop)
    entry.fund = ledger::fund_of(books.now.standing->programme().parameters, books.period);
  return entry;
}

Entry earned(const ClosingBooks& books, const EarningLine& line) {
  const bool held = line.reason_code == ledger::kOnHold;
  Entry entry = posting(books, EntryKind::Earning, line.kind, held);
  entry.earner = line.partner;
  entry.currency = line.currency;
  entry.amount = line.amount;
  entry.reason_code = line.reason_code;
  entry.lever = line.lever;
  entry.subscription = line.subscription;
  entry.earning_month = line.earning_month;
  entry.base = line.base;
  entry.rates = joined(line.rates);
  return entry;
}

class NotEarnedSums {
 public:
  void add(const EarningLine& line) {
    statements::NotEarned& sum = sums_[{line.partner, line.lever, line.reason_code, line.currency}];
    ++sum.lines;
    sum.base += line.base;
    sum.cut += line.amount;
  }
  std::vector<PartnerNotEarned> take() {
    std::vector<PartnerNotEarned> out;
    for (auto& [key, sum] : sums_) {
      const auto& [partner, lever, reason, currency] = key;
      sum.lever = lever;
      sum.reason_code = reason;
      sum.currency = currency;
      out.push_back({partner, std::move(sum)});
    }
    return out;
  }

 private:
  std::map<std::tuple<std::string, std::string, std::string, std::string>, statements::NotEarned>
      sums_;
};

bool is_of_usage(std::string_view cause) {
  constexpr std::array<std::string_view, 3> kCauses{"LATE_USAGE", "CORRECTED_USAGE", "REFUND"};
  return std::ranges::any_of(kCauses, [&](std::string_view one) { return cause.contains(one); });
}

// Of one share of what changed.
Entry adjusted(const ClosingBooks& books, const Difference& line, const Difference::Share& share) {
  const EarningKind payout = line.line == BookLine::Coop ? EarningKind::Coop : EarningKind::Rebate;
  const bool held = line.reason_code == ledger::kOnHold;
  Entry entry = posting(books, EntryKind::Adjustment, payout, held);
  entry.earner = line.partner;
  entry.currency = line.currency;
  entry.amount = share.figures.amount.whole();
  entry.reason_code = share.cause;
  entry.cause = books.cause;
  entry.lever = line.item;
  entry.subscription = line.subscription;
  entry.earning_month = line.month;
  entry.base = share.figures.second;
  if (!is_of_usage(share.cause)) return entry;
  if (books.left_out.contains(line.currency)) {
    entry.reason_code = "PREVIOUS_PERIOD";
    return entry;
  }
  const int window = books.now.standing->programme().parameters.late_usage_earning_months;
  if (books.period - line.month > window) {
    entry.to = Account::OutsideWindow;
    entry.fund = {};
    entry.reason_code = "OUTSIDE_RESTATEMENT_WINDOW";
    entry.cause = share.cause + ", " + books.cause;
  }
  return entry;
}

}  // namespace

Account account_of(EarningKind payout, bool held) {
  if (held) return Account::Held;
  return payout == EarningKind::Coop ? Account::Coop : Account::Accrual;
}

base::Result<MonthLines> month_lines(const ClosingBooks& books) {
  const auto lines = TRY(attribution::earnings(*books.now.index, *books.now.holdings,
                                               *books.now.standing, books.period));
  MonthLines out;
  NotEarnedSums not_earned;
  for (const EarningLine& line : lines) {
    if (!ledger::is_money(line.reason_code)) {
      not_earned.add(line);
    } else if (!line.amount.is_zero()) {
      out.entries.push_back(earned(books, line));
    }
  }
  out.not_earned = not_earned.take();
  return out;
}

base::Result<std::vector<Entry>> adjustments(const ClosingBooks& books, int threads) {
  std::vector<Entry> out;
  if (books.steps.empty()) return out;
  const base::Month from = books.left_out.empty() ? books.changed_from : books.first;
  for (base::Month month = from; month < books.period; ++month.number) {
    const auto posted = TRY(books.posted(month));
    auto changed =
        TRY(attribution::differences_from(ledger::as_sums(posted), books.steps, month, threads));
    std::erase_if(changed,
                  [](const Difference& line) { return !ledger::is_money(line.reason_code); });
    TRY_STATUS(attribution::name_usage(changed, month, books.steps.front().after, books.usage));
    for (const Difference& line : changed) {
      for (const Difference::Share& share : line.shares) {
        if (!share.figures.amount.is_zero()) out.push_back(adjusted(books, line, share));
      }
    }
  }
  return out;
}

}  // namespace closing
