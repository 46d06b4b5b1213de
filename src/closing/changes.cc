#include "closing/changes.h"

#include <map>
#include <tuple>

#include "closing/lines.h"

namespace closing {
namespace {

using ledger::Account;
using ledger::Entry;

using LineKey = std::tuple<std::string, std::string, std::string, std::string,
                           attribution::EarningKind, bool, std::int32_t>;
LineKey key_of(const Entry& one) {
  return {one.earner, one.lever, one.subscription,        one.currency,
          one.payout, one.held,  one.earning_month.number};
}

struct Amounts {
  base::Decimal posted, added;
};
using LineAmounts = std::map<LineKey, Amounts>;

base::Result<LineAmounts> amounts_of(std::span<const BookedEntry> entries,
                                     const PostedBefore& posted) {
  LineAmounts out;
  std::set<std::int32_t> months;
  for (const BookedEntry& one : entries) {
    if (!posts_line(one.entry.kind)) continue;
    out[key_of(one.entry)].added += one.entry.amount;
    months.insert(one.entry.earning_month.number);
  }
  for (const std::int32_t month : months) {
    for (const ledger::PostedLine& line : TRY(posted(base::Month{month}))) {
      const auto found = out.find(LineKey{line.earner, line.lever, line.subscription, line.currency,
                                          line.payout, line.held, month});
      if (found != out.end()) found->second.posted = line.amount;
    }
  }
  return out;
}

}  // namespace

base::Result<std::vector<ChangedLine>> changed_lines(std::vector<BookedEntry> entries,
                                                     const PostedBefore& posted) {
  const LineAmounts amounts = TRY(amounts_of(entries, posted));
  std::vector<ChangedLine> out;
  out.reserve(entries.size());
  for (BookedEntry& one : entries) {
    ChangedLine& line = out.emplace_back();
    line.account = one.entry.to;
    if (posts_line(one.entry.kind)) {
      const Amounts& of = amounts.at(key_of(one.entry));
      line.account = account_of(one.entry.payout, one.entry.held);
      line.posted = of.posted;
      line.computed = of.posted + of.added;
    }
    line.booked = std::move(one);
  }
  return out;
}

std::vector<Change> changes(std::span<const ChangedLine> lines) {
  using Key = std::tuple<std::string_view, std::string_view, bool, std::int32_t, ledger::EntryKind,
                         Account>;
  std::map<Key, Change> sums;
  std::set<LineKey> counted;
  for (const ChangedLine& line : lines) {
    const Entry& one = line.booked.entry;
    Change& sum = sums[{one.earner, one.currency, !posts_line(one.kind), one.earning_month.number,
                        one.kind, line.account}];
    sum.earner = one.earner;
    sum.currency = one.currency;
    sum.account = line.account;
    sum.kind = one.kind;
    sum.earning_month = one.earning_month;
    ++sum.entries;
    sum.amount += one.amount;
    if (!one.reason_code.empty()) sum.causes.insert(one.reason_code);
    if (!posts_line(one.kind)) continue;
    if (one.to == Account::OutsideWindow) sum.outside_window += one.amount;
    if (!counted.insert(key_of(one)).second) continue;
    sum.posted += line.posted;
    sum.computed += line.computed;
  }
  std::vector<Change> out;
  out.reserve(sums.size());
  for (auto& [key, sum] : sums)
    out.push_back(std::move(sum));
  return out;
}

}  // namespace closing
