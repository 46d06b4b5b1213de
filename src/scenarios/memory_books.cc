#include "scenarios/memory_books.h"

#include <algorithm>

#include "closing/close_month.h"
#include "closing/naive_close.h"
#include "scenarios/engine.h"

namespace scenarios {
namespace {

using ledger::Entry;

bool same(const registry::Snapshot& a, const registry::Snapshot& b) {
  return a.partners == b.partners && a.customers == b.customers && a.products == b.products &&
         a.subscriptions == b.subscriptions && a.channels == b.channels &&
         a.associations == b.associations && a.fx_rates == b.fx_rates &&
         a.memberships == b.memberships && a.metric_values == b.metric_values &&
         a.awards == b.awards && a.access_periods == b.access_periods &&
         a.manual_earnings == b.manual_earnings && a.statuses == b.statuses &&
         a.enrolments == b.enrolments && a.profiles == b.profiles &&
         a.credit_shares == b.credit_shares && a.mergers == b.mergers;
}

usage::LocatedRecord located(const usage::Record& record) {
  usage::LocatedRecord out;
  out.record = record;
  return out;
}

attribution::UsageBetween::Read reader(std::span<const usage::Record> records) {
  return [records](
             const usage::Selection& selection) -> base::Result<std::vector<usage::LocatedRecord>> {
    std::vector<usage::LocatedRecord> out;
    for (const usage::Record& one : records) {
      const bool meant =
          selection.subscription_id.empty() || selection.subscription_id == one.subscription_id;
      if (meant && selection.days.contains(one.usage_date)) out.push_back(located(one));
    }
    return out;
  };
}

}  // namespace

base::Status MemoryBooks::act(const Books& books, const BookAct& act) {
  if (act.kind == BookAct::Kind::Close) return close(books, act.month);
  const auto made = TRY(entries_of(act, entries_, books.programme.parameters, last_ + 1));
  entries_.insert(entries_.end(), made.begin(), made.end());
  return {};
}

base::Status MemoryBooks::close(const Books& books, base::Month month) {
  if (last_.number != 0 && month != last_ + 1)
    return base::refuse("PERIOD_ORDER", (last_ + 1).text() + " is the next to close");
  const bool is_first = last_.number == 0;
  if (is_first) first_ = month;
  const registry::Snapshot& then = is_first ? books.registry : registry_;
  if (by_ == ClosedBy::Naive) {
    auto made = TRY(closing::naive_close({month, first_, books.current, records_, books.registry,
                                          then, books.programme, entries_,
                                          !same(then, books.registry), left_out_, "commits"}));
    entries_.insert(entries_.end(), made.entries.begin(), made.entries.end());
    left_out_ = std::move(made.left_out);
  } else {
    Engine engine(books);
    const auto index = TRY(engine.index());
    const attribution::Holdings holdings = engine.holdings(index);
    const attribution::BooksState now{&index, &holdings, &engine.standing()};
    attribution::DifferencePath path({});
    path.add(std::string(attribution::kUsageStep), then, books.programme, index);
    path.add_registry(now);
    closing::ClosingBooks closing;
    closing.period = month;
    closing.first = closing.changed_from = first_;
    closing.now = now;
    if (!is_first) closing.steps = path.steps();
    closing.usage = {reader(records_), reader(books.current)};
    closing.cause = "commits";
    closing.posted = [this](base::Month earning) -> base::Result<std::vector<ledger::PostedLine>> {
      return ledger::posted_lines(entries_, earning);
    };
    closing.balances.add(entries_);
    closing.below_zero_since = ledger::below_zero_since(ledger::accrual_changes(entries_), last_);
    closing.left_out = left_out_;
    auto made = TRY(closing::close_month(closing, 1));
    entries_.insert(entries_.end(), made.entries.begin(), made.entries.end());
    left_out_.clear();
    for (const auto& [currency, rate] : made.left_out)
      left_out_.insert(currency);
  }
  last_ = month;
  registry_ = books.registry;
  records_.assign(books.current.begin(), books.current.end());
  return {};
}

}  // namespace scenarios
