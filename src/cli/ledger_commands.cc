// ledger, balance: the books, entry by entry and summed up.
#include "app/closing_jobs.h"
#include "cli/option_values.h"
#include "cli/session.h"
#include "ledger/money.h"

namespace cli {
namespace {

std::string month_text(base::Month month) {
  return month.number == 0 ? std::string() : month.text();
}

std::vector<Column> columns() {
  const auto number = ColumnKind::Number;
  return {{"entry", number},
          {"period", ColumnKind::Month},
          {"kind"},
          {"partner"},
          {"lever"},
          {"subscription"},
          {"earning_month", ColumnKind::Month},
          {"payout"},
          {"base", number},
          {"rates"},
          {"amount", number},
          {"currency"},
          {"from"},
          {"to"},
          {"reason_code"},
          {"fund", ColumnKind::Month},
          {"cause"},
          {"commit", number}};
}

std::vector<std::string> cells_of(const closing::BookedEntry& booked) {
  const ledger::Entry& one = booked.entry;
  return {std::to_string(booked.number),
          one.period.text(),
          std::string(word(one.kind)),
          one.earner,
          one.lever,
          one.subscription,
          month_text(one.earning_month),
          std::string(ledger::word(one.payout)),
          posts_line(one.kind) ? one.base.text() : std::string(),
          one.rates,
          ledger::money_text(one.amount, one.currency),
          one.currency,
          std::string(word(one.from)),
          std::string(word(one.to)),
          one.reason_code,
          month_text(one.fund),
          one.cause,
          std::to_string(booked.commit.number)};
}

}  // namespace

Outcome run_ledger(Session& session) {
  const Arguments& given = session.arguments;
  closing::EntryQuery query;
  if (!given.period.empty()) query.period = TRY(month_value("--period", given.period));
  query.earner = given.partner;
  query.as_known = TRY(commit_value(given.as_known));
  app::Store store = TRY(open_store(session, storage::OpenFor::Reading));
  RecordWriter writer = TRY(open_writer(session, columns()));
  for (const closing::BookedEntry& one : TRY(app::ledger_entries(store, query)))
    TRY_STATUS(writer.row(cells_of(one)));
  TRY_STATUS(writer.end());
  return Exit::Done;
}

Outcome run_balance(Session& session) {
  app::Store store = TRY(open_store(session, storage::OpenFor::Reading));
  RecordWriter writer = TRY(open_writer(session, {{"partner"},
                                                  {"currency"},
                                                  {"account"},
                                                  {"payout"},
                                                  {"fund", ColumnKind::Month},
                                                  {"amount", ColumnKind::Number}}));
  const ledger::Balances balances = TRY(app::balances(store));
  for (const auto& [key, amount] : balances.all()) {
    if (!session.arguments.partner.empty() && key.earner != session.arguments.partner) continue;
    TRY_STATUS(writer.row({key.earner, key.currency, std::string(word(key.account)),
                           std::string(ledger::word(key.payout)), month_text(key.fund),
                           ledger::money_text(amount, key.currency)}));
  }
  TRY_STATUS(writer.end());
  return Exit::Done;
}

}  // namespace cli
