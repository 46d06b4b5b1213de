#include "app/close_view.h"

#include <algorithm>
#include <map>
#include <set>

#include "programs/rule_changes.h"
#include "storage/ledger_table.h"
#include "storage/petition_table.h"
#include "storage/registry_table.h"

namespace app {
namespace {

using attribution::BooksState;

BooksState state_of(const View& view) {
  return {view.index.get(), &view.holdings, &view.standing};
}

// The first month of which usage came or went in (after, upto].
base::Result<base::Month> first_usage_change(usage::UsageLog& log, base::CommitNumber after,
                                             base::CommitNumber upto) {
  base::Day first = base::Day::forever();
  std::map<usage::SegmentNumber, base::Day> begins;
  for (const usage::Manifest& segment : TRY(log.segments(upto))) {
    begins[segment.segment] = segment.first_day;
    if (segment.commit > after) first = std::min(first, segment.first_day);
  }
  for (const usage::Supersession& gone : TRY(log.supersessions(after, upto))) {
    const auto segment = begins.find(gone.segment);
    first = std::min(first, segment == begins.end() ? base::Day::min() : segment->second);
  }
  return first.month();
}

// Feeds that had usage in the month before, and have none in this one.
base::Result<std::vector<std::string>> late_feeds(usage::UsageLog& log, base::Month month,
                                                  base::CommitNumber upto) {
  std::map<std::string, std::pair<bool, bool>> seen;
  for (const usage::Manifest& segment : TRY(log.segments(upto))) {
    auto& [before, now] = seen[segment.feed];
    const base::DayRange days{segment.first_day, segment.last_day + 1};
    before |= days.overlaps(base::range_of(month + -1));
    now |= days.overlaps(base::range_of(month));
  }
  std::vector<std::string> out;
  for (const auto& [feed, months] : seen) {
    if (months.first && !months.second) out.push_back(feed);
  }
  return out;
}

// The steps from the last close: usage first, then the rules, then what was known of partners.
base::Status add_steps(Store& store, const closing::Period& last, CloseView& view) {
  const Books& fresh = view.now->books;
  const usage::SeriesIndex& index = *view.now->index;
  const bool changed =
      TRY(storage::registry_changed(store.record().database(), last.cutoff, fresh.as_known));
  view.path = std::make_unique<attribution::DifferencePath>(BooksState{});
  if (!changed) {
    view.path->add(std::string(attribution::kUsageStep), state_of(*view.now));
    return {};
  }
  view.then = std::make_unique<Books>(TRY(open_books(store, last.cutoff)));
  const Books& old = *view.then;
  view.path->add(std::string(attribution::kUsageStep), old.registry, old.programme, index);
  if (old.programme.source != fresh.programme.source) {
    view.path->add("RATE_CORRECTION", TRY(store.registry().load(old.as_known, fresh.programme)),
                   fresh.programme, index);
  }
  view.path->add_registry(state_of(*view.now));
  view.books.changed_from = view.books.first;
  return {};
}

}  // namespace

base::Result<std::unique_ptr<CloseView>> open_close(Store& store, base::Month month,
                                                    base::CommitNumber cutoff,
                                                    const Report& report) {
  auto view = std::make_unique<CloseView>();
  view->ledger = storage::open_ledger(store.record());
  view->periods = TRY(view->ledger->periods());
  view->period.month = month;
  for (const closing::Period& one : view->periods) {
    if (one.month == month) view->period = one;
  }
  const closing::Period* last = last_closed(view->periods);
  if (last != nullptr && month != last->month + 1) {
    return base::refuse("PERIOD_ORDER", "period " + month.text() + " is not the next to close: " +
                                            (last->month + 1).text() + " is");
  }
  view->now = TRY(open_view(store, cutoff, report));
  const base::CommitNumber known = view->now->as_known;
  view->late_feeds = TRY(late_feeds(*view->now->log, month, known));
  closing::ClosingBooks& books = view->books;
  books.period = month;
  books.first = books.changed_from = month;
  books.now = state_of(*view->now);
  books.balances = TRY(view->ledger->balances());
  view->petitions =
      TRY(storage::open_petitions(store.record())->load(base::CommitNumber::latest()));
  books.claims = closing::open_claims(view->petitions);
  books.below_zero_since = TRY(view->ledger->below_zero_since());
  books.posted = [ledger = view->ledger.get(), month](base::Month earning_month) {
    return ledger->posted(earning_month, month);
  };
  if (last == nullptr) return view;
  for (const closing::Period& one : view->periods) {
    if (one.state == closing::PeriodState::Closed) books.first = std::min(books.first, one.month);
  }
  books.left_out = {last->left_out.begin(), last->left_out.end()};
  books.cause =
      "commits " + std::to_string(last->cutoff.number + 1) + '-' + std::to_string(known.number);
  books.usage = attribution::usage_between(*view->now->log, last->cutoff, known);
  const base::Month usage = TRY(first_usage_change(*view->now->log, last->cutoff, known));
  books.changed_from = std::clamp(usage, books.first, month);
  TRY_STATUS(add_steps(store, *last, *view));
  books.steps = view->path->steps();
  return view;
}

}  // namespace app
