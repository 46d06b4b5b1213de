#include "attribution/difference.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "attribution/credit.h"
#include "attribution/earnings.h"

namespace attribution {
namespace {

// What makes a line the same line in two states.
struct LineKey {
  BookLine line;
  std::string partner, item, subscription, workload, currency, reason_code;
  friend auto operator<=>(const LineKey&, const LineKey&) = default;
};

// The figures of each line in every state, the first of them before all steps.
class Table {
 public:
  explicit Table(std::size_t states) : states_(states) {}

  void add(std::size_t state, LineKey key, const Figures& figures) {
    auto& row = rows_[std::move(key)];
    row.resize(states_);
    row[state].amount += figures.amount;
    row[state].second += figures.second;
  }
  // The same as in the state before.
  void repeat(std::size_t state) {
    for (auto& [key, row] : rows_)
      row[state] = row[state - 1];
  }
  std::vector<Difference> differences(base::Month month,
                                      std::span<const DifferenceStep> steps) const;

 private:
  std::size_t states_;
  std::map<LineKey, std::vector<Figures>> rows_;
};

std::vector<Difference> Table::differences(base::Month month,
                                           std::span<const DifferenceStep> steps) const {
  std::vector<Difference> out;
  for (const auto& [key, row] : rows_) {
    if (row.front() == row.back()) continue;
    Difference& one = out.emplace_back();
    one.line = key.line;
    one.partner = key.partner;
    one.item = key.item;
    one.subscription = key.subscription;
    one.workload = key.workload;
    one.month = month;
    one.currency = key.currency;
    one.reason_code = key.reason_code;
    one.before = row.front();
    one.after = row.back();
    for (std::size_t step = 0; step < steps.size(); ++step) {
      const Figures share = row[step + 1] - row[step];
      if (!share.is_zero()) one.shares.push_back({steps[step].cause, share});
    }
  }
  return out;
}

base::Status add_credit(Table& table, std::size_t state, const BooksState& books,
                        const DifferenceQuery& asked, int threads) {
  CreditQuery query;
  query.from = query.to = asked.month;
  query.keys = {CreditKey::Partner, CreditKey::Subscription, CreditKey::Workload,
                CreditKey::Measure, CreditKey::Currency};
  query.partner = asked.partner;
  query.subscription = asked.subscription;
  const CreditTable cells =
      TRY(credit(*books.index, *books.holdings, *books.standing, query, threads));
  cells.for_each([&](const CreditCell& cell) {
    std::vector<std::string> texts = cells.texts(cell);
    table.add(state,
              {.line = BookLine::Credit,
               .partner = std::move(texts[0]),
               .item = std::move(texts[3]),
               .subscription = std::move(texts[1]),
               .workload = std::move(texts[2]),
               .currency = std::move(texts[4]),
               .reason_code = {}},
              {cell.amount, cell.quantity});
  });
  return {};
}

base::Status add_earnings(Table& table, std::size_t state, const BooksState& books,
                          const DifferenceQuery& asked) {
  auto lines = TRY(earnings(*books.index, *books.holdings, *books.standing, asked.month));
  for (EarningLine& line : lines) {
    if (!asked.partner.empty() && line.partner != asked.partner) continue;
    if (!asked.subscription.empty() && line.subscription != asked.subscription) continue;
    table.add(state,
              {.line = line.kind == EarningKind::Coop ? BookLine::Coop : BookLine::Rebate,
               .partner = std::move(line.partner),
               .item = std::move(line.lever),
               .subscription = std::move(line.subscription),
               .workload = {},
               .currency = std::move(line.currency),
               .reason_code = std::move(line.reason_code)},
              {base::Product::from_parts(line.amount, 0), line.base});
  }
  return {};
}

bool same(const BooksState& a, const BooksState& b) {
  return a.index == b.index && a.holdings == b.holdings && a.standing == b.standing;
}

// ---- what kind of usage -------------------------------------------------------------------------

constexpr std::array<std::string_view, 3> kUsageCauses{"LATE_USAGE", "CORRECTED_USAGE", "REFUND"};
using Causes = unsigned;  // a bit each

std::string text_of(Causes causes) {
  std::string out;
  for (std::size_t i = 0; i < kUsageCauses.size(); ++i) {
    if ((causes >> i & 1U) != 0) out += (out.empty() ? "" : "+") + std::string(kUsageCauses[i]);
  }
  return out;
}

struct UsageChange {
  std::string workload;
  base::Day day;
  Causes causes = 0;
};
using UsageChanges = std::map<std::string, std::vector<UsageChange>>;  // by subscription

Causes cause_of(const usage::Record* before, const usage::Record& after) {
  const bool refund = after.charge_kind == base::ChargeKind::Refund ||
                      after.charge_kind == base::ChargeKind::Credit;
  if (refund) return 4;
  return before == nullptr ? 1 : 2;
}

base::Result<UsageChanges> usage_changes(usage::UsageLog& log, usage::Selection selection,
                                         base::CommitNumber before, base::CommitNumber after) {
  selection.as_known = before;
  const auto then = TRY(log.read_records(selection));
  selection.as_known = after;
  const auto now = TRY(log.read_records(selection));
  using Key = std::pair<std::string_view, std::string_view>;
  std::map<Key, const usage::Record*> known;
  for (const auto& row : then)
    known[{row.record.source, row.record.record_key}] = &row.record;
  UsageChanges out;
  for (const auto& row : now) {
    const auto old = known.find({row.record.source, row.record.record_key});
    const usage::Record* was = old == known.end() ? nullptr : old->second;
    if (was == nullptr || !(*was == row.record)) {
      out[row.record.subscription_id].push_back(
          {row.record.workload, row.record.usage_date, cause_of(was, row.record)});
    }
    if (old != known.end()) known.erase(old);
  }
  for (const auto& [key, gone] : known)
    out[gone->subscription_id].push_back({gone->workload, gone->usage_date, 2});
  return out;
}

// Days on which partners stand at subscriptions, by id.
class Presence {
 public:
  explicit Presence(const BooksState& books) : books_(books), names_(books.standing->registry()) {}

  bool stands_on(const Difference& line, const UsageChange& change) const {
    const base::SubscriptionKey subscription = names_.subscription(line.subscription);
    const base::PartnerKey partner = names_.partner(line.partner);
    if (!subscription.exists() || !partner.exists()) return false;
    for (const Holdings::Holder& holder :
         books_.holdings->holders(subscription, workload(change.workload))) {
      if (holder.partner == partner) return holder.types_on(change.day) != 0;
    }
    return false;
  }

  Causes causes_of(const Difference& line, const std::vector<UsageChange>& changes) const {
    Causes held = 0;
    Causes all = 0;
    for (const UsageChange& change : changes) {
      all |= change.causes;
      if (stands_on(line, change)) held |= change.causes;
    }
    return held != 0 ? held : all;
  }

 private:
  std::uint32_t workload(std::string_view word) const {
    for (std::uint32_t w = 0; w < books_.index->workloads(); ++w) {
      if (books_.index->workload(w) == word) return w;
    }
    return Holding::kEveryWorkload;
  }

  const BooksState& books_;
  registry::Directory names_;
};

constexpr std::size_t kSubscriptionsApart = 64;  // more are read together

base::Result<UsageChanges> changes_at(const std::vector<std::string>& subscriptions,
                                      base::Month month, usage::UsageLog& log,
                                      base::CommitNumber before, base::CommitNumber after) {
  usage::Selection selection;
  selection.days = base::range_of(month);
  if (subscriptions.size() > kSubscriptionsApart)
    return usage_changes(log, selection, before, after);
  UsageChanges out;
  for (const std::string& id : subscriptions) {
    selection.subscription_id = id;
    out.merge(TRY(usage_changes(log, selection, before, after)));
  }
  return out;
}

}  // namespace

base::Result<std::vector<Difference>> differences(const BooksState& before,
                                                  std::span<const DifferenceStep> steps,
                                                  const DifferenceQuery& query, int threads) {
  Table table(steps.size() + 1);
  const BooksState* last = nullptr;
  for (std::size_t state = 0; state <= steps.size(); ++state) {
    const BooksState& books = state == 0 ? before : steps[state - 1].after;
    if (last != nullptr && same(*last, books)) {
      table.repeat(state);
      continue;
    }
    TRY_STATUS(add_credit(table, state, books, query, threads));
    TRY_STATUS(add_earnings(table, state, books, query));
    last = &books;
  }
  return table.differences(query.month, steps);
}

base::Status name_usage(std::vector<Difference>& differences, base::Month month,
                        const BooksState& held, usage::UsageLog& log, base::CommitNumber before,
                        base::CommitNumber after) {
  const auto of_usage = [](const Difference::Share& share) { return share.cause == kUsageStep; };
  std::vector<std::string> subscriptions;
  for (const Difference& line : differences) {
    if (std::ranges::any_of(line.shares, of_usage)) subscriptions.push_back(line.subscription);
  }
  std::ranges::sort(subscriptions);
  subscriptions.erase(std::unique(subscriptions.begin(), subscriptions.end()), subscriptions.end());
  if (subscriptions.empty()) return {};
  const UsageChanges changes = TRY(changes_at(subscriptions, month, log, before, after));
  const Presence presence(held);
  for (Difference& line : differences) {
    const auto found = changes.find(line.subscription);
    if (found == changes.end()) continue;
    for (Difference::Share& share : line.shares) {
      if (of_usage(share)) share.cause = text_of(presence.causes_of(line, found->second));
    }
  }
  return {};
}

}  // namespace attribution
