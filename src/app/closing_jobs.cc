#include "app/closing_jobs.h"

#include <algorithm>

#include "app/close_view.h"
#include "app/signing.h"
#include "base/fault.h"
#include "closing/state_month.h"
#include "ledger/money.h"
#include "registry/act_detail.h"
#include "statements/document.h"
#include "storage/ledger_table.h"
#include "storage/quarantine.h"

namespace app {
namespace {

using closing::Period;
using closing::PeriodState;

std::vector<std::string> told(const std::map<std::string, std::string>& left_out) {
  std::vector<std::string> out;
  out.reserve(left_out.size());
  for (const auto& [currency, month] : left_out)
    out.emplace_back(currency).append(" (").append(month).append(")");
  return out;
}

base::Result<std::vector<closing::ChecklistItem>> items_of(Store& store, CloseView& view,
                                                           const closing::MonthClose& close) {
  closing::ChecklistFacts facts;
  facts.today = TRY(store.today(view.now->books.programme));
  facts.period = view.period;
  facts.notes = TRY(view.ledger->notes(view.period.month));
  facts.late_feeds = view.late_feeds;
  for (const auto& group : TRY(storage::list_quarantine(store.record())))
    facts.waiting_rows += group.rows;
  facts.open_disputes = std::ranges::count_if(view.petitions, [](const closing::Petition& one) {
    return one.kind == closing::PetitionKind::Dispute && is_undecided(one);
  });
  facts.adjustments =
      std::ranges::count(close.entries, ledger::EntryKind::Adjustment, &ledger::Entry::kind);
  facts.left_out = told(close.left_out);
  return closing::checklist(facts);
}

std::unexpected<base::Error> is_closed(const Period& period) {
  return base::fail(base::Code::Conflict,
                    "period " + period.month.text() + " is closed (signed off by " +
                        period.signed_by + "). What changes of it goes into the open period",
                    "accredit run --period " + (period.month + 1).text());
}

base::Result<PeriodRun> run(Store& store, CloseView& view) {
  PeriodRun out;
  out.close = TRY(closing::close_month(view.books, worker_threads()));
  out.items = TRY(items_of(store, view, out.close));
  out.period = view.period;
  return out;
}

// As known where it was frozen, or else as wished.
base::CommitNumber cutoff_of(const std::vector<Period>& periods, base::Month month,
                             base::CommitNumber otherwise = base::CommitNumber::latest()) {
  for (const Period& one : periods) {
    if (one.month == month && one.state == PeriodState::SoftClosed) return one.cutoff;
  }
  return otherwise;
}

// The entries of its sign-off: others of the period moved money before.
base::Result<std::vector<closing::BookedEntry>> signed_entries(closing::BooksStore& ledger,
                                                               const Period& period) {
  auto out = TRY(ledger.entries({.period = period.month, .earner = {}}));
  std::erase_if(out, [&](const closing::BookedEntry& one) { return one.commit != period.commit; });
  return out;
}

base::Status check_not_closed(const std::vector<Period>& periods, base::Month month) {
  if (const Period* const found = closing::closed_in(periods, month)) return is_closed(*found);
  return {};
}

base::Status check_over(const std::vector<closing::ChecklistItem>& items) {
  const auto over = std::ranges::find(items, "month_over", &closing::ChecklistItem::item);
  if (over->state == closing::ItemState::Done) return {};
  return base::refuse("PERIOD_ORDER", "the period cannot be frozen: " + over->detail);
}

base::Status check_ready(const PeriodRun& run, const std::string& actor) {
  if (run.period.state != PeriodState::SoftClosed) {
    return base::refuse("NOT_FROZEN", "period " + run.period.month.text() + " is not frozen",
                        "accredit period freeze " + run.period.month.text());
  }
  if (run.period.frozen_by == actor) {
    return base::refuse("SECOND_PERSON_NEEDED", "period " + run.period.month.text() +
                                                    " was frozen by " + actor +
                                                    "; somebody else signs it off");
  }
  std::string missing;
  for (const closing::ChecklistItem& one : run.items) {
    if (one.state != closing::ItemState::Blocking && one.state != closing::ItemState::Open)
      continue;
    missing += (missing.empty() ? "" : "; ") + one.item + ": " + one.detail;
  }
  if (missing.empty()) return {};
  return base::refuse("CHECKLIST_OPEN",
                      "period " + run.period.month.text() + " is not ready: " + missing,
                      "accredit period status " + run.period.month.text());
}

registry::Act act_of(const std::string& actor, std::string action, const Period& period,
                     std::string reason = {}) {
  registry::DetailWriter detail;
  detail.field("period", period.month.text()).field("state", word(period.state));
  detail.field("cutoff", std::to_string(period.cutoff.number));
  detail.field("digest", base::hex(period.digest));
  return {actor, std::move(action), std::move(reason), detail.text()};
}

base::Result<std::vector<statements::Issued>> issue(Store& store, CloseView& view,
                                                    const closing::MonthClose& close,
                                                    const SignOff& how,
                                                    const base::SigningKey& key) {
  closing::StatementTerms terms;
  for (auto& one : TRY(view.ledger->entries({.period = close.period, .earner = {}})))
    terms.moved.push_back(std::move(one.entry));
  terms.as_known = view.period.cutoff;
  terms.issued_on = how.on ? *how.on : TRY(store.today(view.now->books.programme));
  terms.last = TRY(view.ledger->last_statements());
  for (const auto& [earner, last] : terms.last)
    terms.next_number = std::max(terms.next_number, last.number + 1);
  std::vector<statements::Issued> out;
  for (auto& statement : closing::state_month(view.books, close, terms)) {
    const statements::Seal seal = TRY(statements::seal(statement, key));
    out.push_back({std::move(statement), seal});
  }
  return out;
}

}  // namespace

base::Result<PeriodRun> run_period(Store& store, base::Month month, const Report& report) {
  const auto known = TRY(periods(store));
  TRY_STATUS(check_not_closed(known, month));
  const auto view = TRY(open_close(store, month, cutoff_of(known, month), report));
  return run(store, *view);
}

base::Result<PeriodRun> show_period(Store& store, base::Month month, const Report& report) {
  const auto known = TRY(periods(store));
  const Period* const period = closing::closed_in(known, month);
  if (period == nullptr) return run_period(store, month, report);
  PeriodRun out;
  out.period = *period;
  for (auto& one : TRY(signed_entries(*storage::open_ledger(store.record()), *period)))
    out.close.entries.push_back(std::move(one.entry));
  return out;
}

base::Result<PeriodChanges> period_changes(Store& store, base::Month month,
                                           base::CommitNumber as_known, const Report& report) {
  const auto ledger = storage::open_ledger(store.record());
  const auto known = TRY(ledger->periods());
  const auto posted = [&](base::Month earning_month) {
    return ledger->posted(earning_month, month);
  };
  if (const Period* const period = closing::closed_in(known, month)) {
    auto entries = TRY(signed_entries(*ledger, *period));
    auto lines = TRY(closing::changed_lines(std::move(entries), posted));
    return PeriodChanges{period->cutoff, std::move(lines)};
  }
  const auto view = TRY(open_close(store, month, cutoff_of(known, month, as_known), report));
  closing::MonthClose close = TRY(closing::close_month(view->books, worker_threads()));
  std::vector<closing::BookedEntry> entries;
  entries.reserve(close.entries.size());
  for (ledger::Entry& one : close.entries)
    entries.push_back({0, {}, std::move(one)});
  auto lines = TRY(closing::changed_lines(std::move(entries), posted));
  return PeriodChanges{view->now->as_known, std::move(lines)};
}

base::Result<PeriodRun> freeze_period(Store& store, base::Month month, const std::string& actor,
                                      const Report& report) {
  TRY_STATUS(check_not_closed(TRY(periods(store)), month));
  const auto view = TRY(open_close(store, month, base::CommitNumber::latest(), report));
  PeriodRun out = TRY(run(store, *view));
  TRY_STATUS(check_over(out.items));
  out.period.state = PeriodState::SoftClosed;
  out.period.cutoff = view->now->as_known;
  out.period.digest = out.close.digest();
  out.period.frozen_by = actor;
  out.period.commit =
      TRY(view->ledger->keep(act_of(actor, "period freeze", out.period), out.period));
  view->period = out.period;
  out.items = TRY(items_of(store, *view, out.close));
  return out;
}

base::Result<base::CommitNumber> waive_item(Store& store, base::Month month,
                                            const std::string& item, const std::string& actor,
                                            const std::string& reason) {
  TRY_STATUS(check_not_closed(TRY(periods(store)), month));
  if (std::ranges::find(closing::kWaivableItems, item) == closing::kWaivableItems.end()) {
    std::string all;
    for (const std::string_view one : closing::kWaivableItems)
      all += (all.empty() ? "" : ", ") + std::string(one);
    return base::fail(base::Code::Usage, "'" + item + "' cannot be waived; what can: " + all);
  }
  registry::DetailWriter detail;
  detail.field("period", month.text()).field("item", item);
  return storage::open_ledger(store.record())
      ->keep({actor, "period waive", reason, detail.text()},
             closing::PeriodNote{month, item, actor, reason, {}});
}

base::Result<CloseReceipt> sign_off(Store& store, base::Month month, const SignOff& how,
                                    const Report& report) {
  const auto known = TRY(periods(store));
  if (const Period* const before = closing::closed_in(known, month))
    return CloseReceipt{*before, before->commit, 0, 0, true};
  const auto view = TRY(open_close(store, month, cutoff_of(known, month), report));
  PeriodRun frozen = TRY(run(store, *view));
  TRY_STATUS(check_ready(frozen, how.actor));
  if (frozen.close.digest() != frozen.period.digest) {
    return base::fail(base::Code::Corrupt,
                      "what period " + month.text() + " posts is not what was frozen at commit " +
                          std::to_string(frozen.period.cutoff.number) + ": nothing was posted",
                      "accredit verify --deep");
  }
  const base::SigningKey key = TRY(signing_key(store, how.key_file));
  const auto issued = TRY(issue(store, *view, frozen.close, how, key));
  CloseReceipt out;
  out.period = frozen.period;
  out.period.state = PeriodState::Closed;
  out.period.signed_by = how.actor;
  for (const auto& [currency, rate] : frozen.close.left_out)
    out.period.left_out.push_back(currency);
  out.entries = frozen.close.entries.size();
  out.statements = issued.size();
  TRY_STATUS(base::fault("close.computed"));
  const registry::Act act = act_of(how.actor, "period signoff", out.period);
  out.commit = TRY(view->ledger->close(act, out.period, frozen.close.entries, issued, key));
  return out;
}

base::Result<std::vector<Period>> periods(Store& store) {
  return storage::open_ledger(store.record())->periods();
}

base::Result<std::vector<closing::BookedEntry>> ledger_entries(Store& store,
                                                               const closing::EntryQuery& query) {
  return storage::open_ledger(store.record())->entries(query);
}

base::Result<ledger::Balances> balances(Store& store) {
  return storage::open_ledger(store.record())->balances();
}

}  // namespace app
