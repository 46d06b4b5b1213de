#include "attribution/difference.h"

#include <algorithm>
#include <bit>
#include <map>
#include <thread>
#include <tuple>

#include "attribution/credit.h"
#include "base/check.h"
#include "programs/rule_changes.h"

namespace attribution {
namespace {

// What makes a line the same line in two states.
struct LineKey {
  BookLine line;
  std::string partner, item, subscription, workload, currency, reason_code;
  friend auto operator<=>(const LineKey&, const LineKey&) = default;
};

// The figures in every state, the first of them before all steps, of the lines that some step
// changes.
class Table {
 public:
  explicit Table(std::size_t states) : states_(states) {}

  // The step that leads to `state` changes the line.
  void differ(std::size_t state, LineKey key, const Figures& before, const Figures& after) {
    const auto [row, is_new] = rows_.try_emplace(std::move(key));
    if (is_new) row->second.assign(states_, before);
    std::fill(row->second.begin() + static_cast<std::ptrdiff_t>(state), row->second.end(), after);
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

// Walks two sorted ranges side by side: `visit(one, other)` for each key, null where it is missing.
template <class Item, class Order, class Visit>
void side_by_side(const std::vector<Item>& ones, const std::vector<Item>& others, Order order,
                  Visit visit) {
  auto one = ones.begin();
  auto other = others.begin();
  while (one != ones.end() || other != others.end()) {
    const bool first = other == others.end() || (one != ones.end() && order(*one) <= order(*other));
    const bool second =
        one == ones.end() || (other != others.end() && order(*other) <= order(*one));
    visit(first ? &*one : nullptr, second ? &*other : nullptr);
    if (first) ++one;
    if (second) ++other;
  }
}

// ---- credit -------------------------------------------------------------------------------------

// The columns of the keys of both grains; those that a grain leaves out come last.
constexpr std::array kPartnerKeys{CreditKey::Partner, CreditKey::Measure, CreditKey::Currency};
constexpr std::array kLineKeys{CreditKey::Partner, CreditKey::Measure, CreditKey::Currency,
                               CreditKey::Subscription, CreditKey::Workload};

struct CreditState {
  CreditTable table;
  std::vector<CreditCell> cells;
};

base::Result<CreditState> credit_state(const BooksState& books, const DifferenceQuery& asked,
                                       int threads) {
  CreditQuery query;
  query.from = query.to = asked.month;
  if (asked.grain == DifferenceGrain::Line) {
    query.keys.assign(kLineKeys.begin(), kLineKeys.end());
  } else {
    query.keys.assign(kPartnerKeys.begin(), kPartnerKeys.end());
  }
  query.partner = asked.partner;
  query.subscription = asked.subscription;
  CreditState out;
  out.table = TRY(credit(*books.index, *books.holdings, *books.standing, query, threads));
  out.cells.reserve(out.table.size());
  out.table.for_each([&](const CreditCell& cell) { out.cells.push_back(cell); });
  return out;
}

// Gives the cells of both the keys of a table that knows the texts of both. Order stays.
void unite_keys(CreditState& one, CreditState& other) {
  const std::size_t columns = one.table.columns.size();
  std::vector<CreditTable::Column> united(columns);
  using Ranks = std::vector<std::uint32_t>;
  std::vector<Ranks> of_one(columns), of_other(columns);
  int bits = 0;
  for (std::size_t c = columns; c-- > 0;) {
    std::vector<std::string>& texts = united[c].texts;
    const auto& a = one.table.columns[c].texts;
    const auto& b = other.table.columns[c].texts;
    std::ranges::set_union(a, b, std::back_inserter(texts));
    const auto rank_in = [&](const std::vector<std::string>& from) {
      Ranks ranks;
      auto at = texts.begin();
      for (const std::string& text : from) {
        at = std::find(at, texts.end(), text);
        ranks.push_back(static_cast<std::uint32_t>(at - texts.begin()));
      }
      return ranks;
    };
    of_one[c] = rank_in(a);
    of_other[c] = rank_in(b);
    united[c].shift = bits;
    united[c].bits = static_cast<int>(std::bit_width(texts.size()));
    bits += united[c].bits;
  }
  const auto repack = [&](CreditState& state, const std::vector<Ranks>& ranks) {
    for (CreditCell& cell : state.cells) {
      base::UInt128 key = 0;
      for (std::size_t c = 0; c < columns; ++c)
        key |= base::UInt128{ranks[c][state.table.rank(cell, c)]} << united[c].shift;
      cell.key = key;
    }
    state.table.columns = united;
  };
  repack(one, of_one);
  repack(other, of_other);
}

bool same_keys(const CreditTable& one, const CreditTable& other) {
  return std::ranges::equal(one.columns, other.columns, [](const auto& a, const auto& b) {
    return a.shift == b.shift && a.bits == b.bits && a.texts == b.texts;
  });
}

void compare(CreditState& before, CreditState& after, std::size_t state, Table& table) {
  if (!same_keys(before.table, after.table)) unite_keys(before, after);
  const auto figures = [](const CreditCell* cell) {
    return cell == nullptr ? Figures{} : Figures{cell->amount, cell->quantity};
  };
  const auto visit = [&](const CreditCell* was, const CreditCell* is) {
    const Figures one = figures(was);
    const Figures other = figures(is);
    if (one == other) return;
    const CreditCell* any = was != nullptr ? was : is;
    ASSERT(any != nullptr);
    std::vector<std::string> texts = before.table.texts(*any);
    texts.resize(kLineKeys.size());
    table.differ(state,
                 {.line = BookLine::Credit,
                  .partner = std::move(texts[0]),
                  .item = std::move(texts[1]),
                  .subscription = std::move(texts[3]),
                  .workload = std::move(texts[4]),
                  .currency = std::move(texts[2]),
                  .reason_code = {}},
                 one, other);
  };
  side_by_side(
      before.cells, after.cells, [](const CreditCell& cell) { return cell.key; }, visit);
}

// ---- earnings -----------------------------------------------------------------------------------

// Partner, lever, subscription, currency, kind and reason: the key of a sum and their order.
auto place_of(const EarningSum& sum) {
  return std::tuple(sum.partner, sum.lever, sum.subscription, sum.currency,
                    sum.kind != EarningKind::Coop, sum.reason_code);
}

using EarningSums = std::vector<EarningSum>;

// What the states earn; each is computed on a thread of its own.
std::vector<base::Result<EarningSums>> sums_of(std::span<const BooksState* const> states,
                                               const EarningSumQuery& query) {
  std::vector<base::Result<EarningSums>> out(states.size());
  const auto work = [&](std::size_t i) {
    out[i] = earning_sums(*states[i]->index, *states[i]->holdings, *states[i]->standing, query);
  };
  std::vector<std::jthread> others;
  for (std::size_t i = 1; i < states.size(); ++i)
    others.emplace_back(work, i);
  work(0);
  others.clear();
  return out;
}

void compare(const EarningSums& before, const EarningSums& after, const DifferenceQuery& asked,
             std::size_t state, Table& table) {
  const auto figures = [](const EarningSum* sum) {
    return sum == nullptr ? Figures{} : Figures{base::Product(sum->amount), sum->base};
  };
  const bool by_line = asked.grain == DifferenceGrain::Line;
  const auto visit = [&](const EarningSum* was, const EarningSum* is) {
    const Figures one = figures(was);
    const Figures other = figures(is);
    if (one == other) return;
    const EarningSum* any = was != nullptr ? was : is;
    ASSERT(any != nullptr);
    if (!asked.partner.empty() && any->partner != asked.partner) return;
    if (!asked.subscription.empty() && any->subscription != asked.subscription) return;
    table.differ(state,
                 {.line = any->kind == EarningKind::Coop ? BookLine::Coop : BookLine::Rebate,
                  .partner = std::string(any->partner),
                  .item = std::string(any->lever),
                  .subscription = by_line ? std::string(any->subscription) : "",
                  .workload = {},
                  .currency = std::string(any->currency),
                  .reason_code = std::string(any->reason_code)},
                 one, other);
  };
  side_by_side(before, after, place_of, visit);
}

// ---- what a step can reach ----------------------------------------------------------------------

bool same(const BooksState& a, const BooksState& b) {
  return a.index == b.index && a.holdings == b.holdings && a.standing == b.standing;
}

// What may differ between states.
struct Reach {
  bool credit = false;
  bool every_lever = false;
  std::vector<std::string> levers;  // codes, sorted

  void add(const BooksState& before, const BooksState& after);
  bool nothing() const { return !credit && !every_lever && levers.empty(); }
};

void Reach::add(const BooksState& before, const BooksState& after) {
  const bool same_facts =
      before.index == after.index && &before.standing->registry() == &after.standing->registry();
  const auto changes =
      same_facts ? programs::rule_changes(before.standing->programme(), after.standing->programme())
                 : std::nullopt;
  if (!changes) {
    credit = every_lever = true;
    return;
  }
  credit |= changes->credit;
  std::vector<std::string> both;
  std::ranges::set_union(levers, changes->levers, std::back_inserter(both));
  levers = std::move(both);
}

// The states that follow each other, and what may differ between them.
struct Way {
  std::vector<const BooksState*> states;
  std::vector<std::size_t> steps;  // of each state, the number of the step after which it is
  Reach reach;
};

Way way_of(const BooksState& before, std::span<const DifferenceStep> steps) {
  Way out{{&before}, {0}, {}};
  for (std::size_t step = 0; step < steps.size(); ++step) {
    const BooksState& books = steps[step].after;
    if (same(*out.states.back(), books)) continue;
    out.reach.add(*out.states.back(), books);
    out.states.push_back(&books);
    out.steps.push_back(step + 1);
  }
  return out;
}

base::Status compare_credit(const Way& way, const DifferenceQuery& query, int threads,
                            Table& table) {
  CreditState last = TRY(credit_state(*way.states.front(), query, threads));
  for (std::size_t i = 1; i < way.states.size(); ++i) {
    CreditState next = TRY(credit_state(*way.states[i], query, threads));
    compare(last, next, way.steps[i], table);
    last = std::move(next);
  }
  return {};
}

base::Status compare_earnings(const Way& way, const DifferenceQuery& query, int threads,
                              Table& table) {
  const bool by_subscription = query.grain == DifferenceGrain::Line || !query.subscription.empty();
  const EarningSumQuery sums{query.month, by_subscription ? SumBy::Subscription : SumBy::Partner,
                             way.reach.every_lever ? nullptr : &way.reach.levers};
  const std::span<const BooksState* const> states(way.states);
  EarningSums last;
  for (std::size_t from = 0, to = 0; from < states.size(); from = to) {
    to = std::min(states.size(), from + static_cast<std::size_t>(threads));
    auto found = sums_of(states.subspan(from, to - from), sums);
    for (std::size_t i = from; i < to; ++i) {
      EarningSums next = TRY(std::move(found[i - from]));
      if (i > 0) compare(last, next, query, way.steps[i], table);
      last = std::move(next);
    }
  }
  return {};
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

base::Result<UsageChanges> usage_changes(const UsageBetween& usage,
                                         const usage::Selection& selection) {
  const auto then = TRY(usage.before(selection));
  const auto now = TRY(usage.after(selection));
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
                                      base::Month month, const UsageBetween& usage) {
  usage::Selection selection;
  selection.days = base::range_of(month);
  if (subscriptions.size() > kSubscriptionsApart) return usage_changes(usage, selection);
  UsageChanges out;
  for (const std::string& id : subscriptions) {
    selection.subscription_id = id;
    out.merge(TRY(usage_changes(usage, selection)));
  }
  return out;
}

}  // namespace

base::Result<std::vector<Difference>> differences(const BooksState& before,
                                                  std::span<const DifferenceStep> steps,
                                                  const DifferenceQuery& query, int threads) {
  Table table(steps.size() + 1);
  const Way way = way_of(before, steps);
  if (way.reach.credit) TRY_STATUS(compare_credit(way, query, threads, table));
  if (!way.reach.nothing()) TRY_STATUS(compare_earnings(way, query, threads, table));
  return table.differences(query.month, steps);
}

base::Result<std::vector<Difference>> differences_from(const EarningSums& posted,
                                                       std::span<const DifferenceStep> steps,
                                                       base::Month month, int threads) {
  Table table(steps.size() + 1);
  std::vector<const BooksState*> states;
  for (const DifferenceStep& step : steps)
    states.push_back(&step.after);
  const DifferenceQuery query{month, {}, {}, DifferenceGrain::Line};
  const EarningSumQuery sums{month, SumBy::Subscription, nullptr};
  EarningSums last = posted;
  for (std::size_t from = 0, to = 0; from < states.size(); from = to) {
    to = std::min(states.size(), from + static_cast<std::size_t>(threads));
    auto found = sums_of(std::span<const BooksState* const>(states).subspan(from, to - from), sums);
    for (std::size_t i = from; i < to; ++i) {
      EarningSums next = TRY(std::move(found[i - from]));
      compare(last, next, query, i + 1, table);
      last = std::move(next);
    }
  }
  return table.differences(month, steps);
}

UsageBetween usage_between(usage::UsageLog& log, base::CommitNumber before,
                           base::CommitNumber after) {
  const auto read = [&log](base::CommitNumber as_known) {
    return [&log, as_known](usage::Selection selection) {
      selection.as_known = as_known;
      return log.read_records(selection);
    };
  };
  return {read(before), read(after)};
}

base::Status name_usage(std::vector<Difference>& differences, base::Month month,
                        const BooksState& held, const UsageBetween& usage) {
  const auto of_usage = [](const Difference::Share& share) { return share.cause == kUsageStep; };
  std::vector<std::string> subscriptions;
  for (const Difference& line : differences) {
    if (std::ranges::any_of(line.shares, of_usage)) subscriptions.push_back(line.subscription);
  }
  std::ranges::sort(subscriptions);
  subscriptions.erase(std::unique(subscriptions.begin(), subscriptions.end()), subscriptions.end());
  if (subscriptions.empty()) return {};
  const UsageChanges changes = TRY(changes_at(subscriptions, month, usage));
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
