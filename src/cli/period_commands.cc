// run; period list, status, freeze, waive, signoff: a month from open to closed.
#include <algorithm>
#include <map>

#include "app/closing_jobs.h"
#include "cli/option_values.h"
#include "cli/phrases.h"
#include "cli/progress.h"
#include "cli/session.h"
#include "ledger/money.h"

namespace cli {
namespace {

using closing::ChecklistItem;
using ledger::Entry;

base::Result<base::Month> period_word(const Session& session, std::size_t words) {
  const auto& given = session.arguments.words;
  if (given.size() != words) {
    return base::fail(base::Code::Usage, session.arguments.command + " needs " +
                                             (words == 1 ? "a period: 2026-03"
                                                         : "a period and an item: 2026-03 feeds"));
  }
  return month_value("the period", given.front());
}

// Sums of entries that tell the same thing.
struct PreviewKey {
  ledger::EntryKind kind;
  std::string partner, currency, to, reason;
  friend auto operator<=>(const PreviewKey&, const PreviewKey&) = default;
};
struct PreviewSum {
  std::int64_t lines = 0;
  base::Decimal amount;
};

std::string month_text(base::Month month) {
  return month.number == 0 ? std::string() : month.text();
}

base::Status print_lines(Session& session, const std::vector<Entry>& entries) {
  const auto number = ColumnKind::Number;
  RecordWriter writer = TRY(open_writer(session, {{"kind"},
                                                  {"partner"},
                                                  {"lever"},
                                                  {"subscription"},
                                                  {"earning_month", ColumnKind::Month},
                                                  {"payout"},
                                                  {"amount", number},
                                                  {"currency"},
                                                  {"to"},
                                                  {"reason_code"},
                                                  {"cause"}}));
  for (const Entry& one : entries) {
    TRY_STATUS(writer.row({std::string(word(one.kind)), one.earner, one.lever, one.subscription,
                           month_text(one.earning_month), std::string(ledger::word(one.payout)),
                           ledger::money_text(one.amount, one.currency), one.currency,
                           std::string(word(one.to)), one.reason_code, one.cause}));
  }
  return writer.end();
}

base::Status print_sums(Session& session, const std::vector<Entry>& entries) {
  std::map<PreviewKey, PreviewSum> sums;
  for (const Entry& one : entries) {
    PreviewSum& sum =
        sums[{one.kind, one.earner, one.currency, std::string(word(one.to)), one.reason_code}];
    ++sum.lines;
    sum.amount += one.amount;
  }
  const auto number = ColumnKind::Number;
  RecordWriter writer = TRY(open_writer(session, {{"kind"},
                                                  {"partner"},
                                                  {"lines", number},
                                                  {"amount", number},
                                                  {"currency"},
                                                  {"to"},
                                                  {"reason_code"}}));
  for (const auto& [key, sum] : sums) {
    TRY_STATUS(writer.row({std::string(word(key.kind)), key.partner, std::to_string(sum.lines),
                           ledger::money_text(sum.amount, key.currency), key.currency, key.to,
                           key.reason}));
  }
  return writer.end();
}

// What the close comes to, a sentence for each currency.
void tell_totals(Session& session, const closing::MonthClose& close) {
  struct Totals {
    base::Decimal earned, adjusted, due;
    std::map<std::string, base::Decimal> adjustments;  // by partner
  };
  std::map<std::string, Totals> currencies;
  for (const Entry& one : close.entries) {
    Totals& totals = currencies[one.currency];
    if (one.kind == ledger::EntryKind::Earning) totals.earned += one.amount;
    if (one.kind == ledger::EntryKind::Due) totals.due += one.amount;
    if (one.kind != ledger::EntryKind::Adjustment) continue;
    totals.adjusted += one.amount;
    totals.adjustments[one.earner] += one.amount;
  }
  for (const auto& [currency, totals] : currencies) {
    const auto up = std::ranges::count_if(
        totals.adjustments, [](const auto& one) { return one.second > base::Decimal(); });
    const auto down = std::ranges::count_if(
        totals.adjustments, [](const auto& one) { return one.second < base::Decimal(); });
    session.console.say(currency + ": earned " + ledger::money_text(totals.earned, currency) +
                        ", adjustments " + ledger::money_text(totals.adjusted, currency) + " (" +
                        counted(up, "partner") + " up, " + std::to_string(down) + " down), due " +
                        ledger::money_text(totals.due, currency));
  }
  for (const auto& [currency, month] : close.left_out) {
    session.console.warn(currency + " is left out: there is no exchange rate for " + month +
                         "; import fx_rates.csv with it");
  }
}

std::string state_line(const app::PeriodRun& run) {
  return "period " + run.period.month.text() + " is " + std::string(word(run.period.state)) +
         (run.period.state == closing::PeriodState::SoftClosed
              ? ", as known at commit " + std::to_string(run.period.cutoff.number)
              : std::string());
}

std::string next_step(const std::vector<ChecklistItem>& items, const std::string& month) {
  for (const ChecklistItem& one : items) {
    if (one.state == closing::ItemState::Open) {
      return "Next: accredit period waive " + month + ' ' + one.item + " --reason TEXT (" +
             one.detail + ")";
    }
  }
  return "Next: accredit period signoff " + month + " --as operator:NAME, by somebody else";
}

}  // namespace

Outcome run_run(Session& session) {
  const base::Month month = TRY(month_value("--period", session.arguments.period));
  if (!session.arguments.keys.empty() && session.arguments.keys != "line" &&
      session.arguments.keys != "partner") {
    return base::fail(base::Code::Usage,
                      "--by '" + session.arguments.keys + "' is neither line nor partner");
  }
  app::Store store = TRY(open_store(session, storage::OpenFor::Reading));
  Progress progress(session.console);
  const app::PeriodRun run = TRY(app::run_period(store, month, progress.report()));
  progress.clear();
  TRY_STATUS(session.arguments.keys == "line" ? print_lines(session, run.close.entries)
                                              : print_sums(session, run.close.entries));
  session.console.say(state_line(run) + "; nothing was posted");
  tell_totals(session, run.close);
  return Exit::Done;
}

Outcome run_period_list(Session& session) {
  app::Store store = TRY(open_store(session, storage::OpenFor::Reading));
  RecordWriter writer = TRY(open_writer(session, {{"period", ColumnKind::Month},
                                                  {"state"},
                                                  {"cutoff", ColumnKind::Number},
                                                  {"frozen_by"},
                                                  {"signed_by"},
                                                  {"left_out"},
                                                  {"commit", ColumnKind::Number}}));
  for (const closing::Period& one : TRY(app::periods(store))) {
    std::string left_out;
    for (const std::string& currency : one.left_out)
      left_out += (left_out.empty() ? "" : " ") + currency;
    TRY_STATUS(writer.row({one.month.text(), std::string(word(one.state)),
                           std::to_string(one.cutoff.number), one.frozen_by, one.signed_by,
                           left_out, std::to_string(one.commit.number)}));
  }
  TRY_STATUS(writer.end());
  return Exit::Done;
}

Outcome run_period_status(Session& session) {
  const base::Month month = TRY(period_word(session, 1));
  app::Store store = TRY(open_store(session, storage::OpenFor::Reading));
  Progress progress(session.console);
  const app::PeriodRun run = TRY(app::run_period(store, month, progress.report()));
  progress.clear();
  RecordWriter writer = TRY(open_writer(session, {{"item"}, {"state"}, {"detail"}}));
  for (const ChecklistItem& one : run.items)
    TRY_STATUS(writer.row({one.item, std::string(word(one.state)), one.detail}));
  TRY_STATUS(writer.end());
  session.console.say(state_line(run));
  return is_ready(run.items) ? Exit::Done : Exit::Findings;
}

Outcome run_period_freeze(Session& session) {
  const base::Month month = TRY(period_word(session, 1));
  const std::string actor = TRY(operator_value(session.arguments));
  app::Store store = TRY(open_store(session, storage::OpenFor::Writing));
  Progress progress(session.console);
  const app::PeriodRun run = TRY(app::freeze_period(store, month, actor, progress.report()));
  progress.clear();
  session.console.done(state_line(run) + " (" +
                       counted(static_cast<std::int64_t>(run.close.entries.size()), "line") +
                       " to post, commit " + std::to_string(run.period.commit.number) + ")");
  tell_totals(session, run.close);
  session.console.say(next_step(run.items, month.text()));
  return Exit::Done;
}

Outcome run_period_waive(Session& session) {
  const base::Month month = TRY(period_word(session, 2));
  const std::string reason = TRY(required("--reason", session.arguments.reason, "TEXT"));
  const std::string actor = TRY(operator_value(session.arguments));
  const std::string& item = session.arguments.words[1];
  app::Store store = TRY(open_store(session, storage::OpenFor::Writing));
  const base::CommitNumber commit = TRY(app::waive_item(store, month, item, actor, reason));
  session.console.done(item + " of period " + month.text() + " is waived (commit " +
                       std::to_string(commit.number) + ")");
  return Exit::Done;
}

Outcome run_period_signoff(Session& session) {
  const base::Month month = TRY(period_word(session, 1));
  const std::string actor = TRY(operator_value(session.arguments));
  app::SignOff how{actor, session.arguments.signing_key, {}};
  if (!session.arguments.date.empty()) how.on = TRY(day_value("--on", session.arguments.date));
  app::Store store = TRY(open_store(session, storage::OpenFor::Writing));
  Progress progress(session.console);
  const app::CloseReceipt receipt = TRY(app::sign_off(store, month, how, progress.report()));
  progress.clear();
  if (receipt.was_closed) {
    session.console.say("period " + month.text() + " is closed already (signed off by " +
                        receipt.period.signed_by + ", commit " +
                        std::to_string(receipt.commit.number) + "); nothing was posted");
    return Exit::Done;
  }
  session.console.done("period " + month.text() + " is closed: " +
                       counted(static_cast<std::int64_t>(receipt.entries), "line") + ", " +
                       counted(static_cast<std::int64_t>(receipt.statements), "statement") +
                       " (commit " + std::to_string(receipt.commit.number) + ")");
  return Exit::Done;
}

}  // namespace cli
