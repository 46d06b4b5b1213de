// The books: periods and their close, entries, balances, statements.
#include <algorithm>
#include <array>
#include <map>

#include "api/book_rows.h"
#include "app/closing_jobs.h"
#include "app/petition_jobs.h"
#include "app/statement_jobs.h"
#include "base/hex.h"
#include "documents/pdf.h"
#include "ledger/money.h"
#include "statements/document.h"

namespace api {
namespace {

using closing::Period;
using ledger::money_text;

std::string commit_text(base::CommitNumber commit) {
  return std::to_string(commit.number);
}

Cell commit_or_null(base::CommitNumber commit) {
  return commit.number == 0 ? Cell() : Cell(commit_text(commit));
}

base::Result<base::CommitNumber> list_periods(Call& call, Rows& rows) {
  TRY_STATUS(rows.begin({{"month", CellType::Month},
                         {"state"},
                         {"cutoff_commit", CellType::Integer},
                         {"frozen_by"},
                         {"signed_by"},
                         {"left_out"},
                         {"commit", CellType::Integer}}));
  const auto periods = TRY(call.service.store->read(app::periods));
  for (const Period& one : periods) {
    std::string left_out;
    for (const std::string& currency : one.left_out)
      left_out += (left_out.empty() ? "" : " ") + currency;
    rows.add(one.month.text(), {one.month.text(), std::string(word(one.state)),
                                commit_or_null(one.cutoff), optional_cell(one.frozen_by),
                                optional_cell(one.signed_by), left_out, commit_text(one.commit)});
  }
  return base::CommitNumber();
}

Value checklist_value(const std::vector<closing::ChecklistItem>& items) {
  Value out = list();
  for (const closing::ChecklistItem& one : items) {
    Value item = object();
    item.add("item", one.item).add("state", word(one.state)).add("detail", one.detail);
    out.add(std::move(item));
  }
  return out;
}

Value totals_value(const app::PeriodRun& run) {
  std::map<std::pair<std::string, std::string>, base::Decimal> totals;
  for (const ledger::Entry& one : run.close.entries)
    totals[{one.currency, std::string(word(one.kind))}] += one.amount;
  Value sums = list();
  for (const auto& [key, amount] : totals) {
    Value sum = object();
    sum.add("currency", key.first).add("kind", key.second);
    sum.add("amount", money_text(amount, key.first));
    sums.add(std::move(sum));
  }
  return sums;
}

Value run_value(const Call& call, const app::PeriodRun& run) {
  Value out = object();
  out.add("object", "period_run").add("month", run.period.month.text());
  out.add("state", word(run.period.state));
  out.add("cutoff_commit",
          run.period.cutoff.number == 0 ? Value() : Value(run.period.cutoff.number));
  out.add("checklist", checklist_value(run.items));
  out.add("entries", static_cast<std::int64_t>(run.close.entries.size()));
  if (may_read(call.caller, rights::Resource::Ledger)) out.add("totals", totals_value(run));
  return out;
}

// A checklist names feeds and what waits of all partners, and so do the totals.
base::Status for_operators(const Call& call) {
  if (call.caller.is_operator()) return {};
  return base::refuse(std::string(kScopeMissing),
                      "what a period would post is shown to who closes it; /v1/periods says where "
                      "each one stands");
}

base::Result<Reply> get_period(Call& call) {
  TRY_STATUS(for_operators(call));
  const base::Month month = *call.month("month");
  const auto run = TRY(call.service.store->read(
      [&](app::Store& store) { return app::show_period(store, month, {}); }));
  return Reply{200, run_value(call, run)};
}

base::Result<Reply> freeze_period(Call& call) {
  const base::Month month = *call.month("month");
  const auto run = TRY(call.change(
      [&](app::Store& store) { return app::freeze_period(store, month, call.actor(), {}); }));
  return Reply{200, run_value(call, run)};
}

base::Result<Reply> waive_item(Call& call) {
  const base::Month month = *call.month("month");
  const auto commit = TRY(call.change([&](app::Store& store) {
    return app::waive_item(store, month, call.body.get("item").text(), call.actor(),
                           call.body.get("reason").text());
  }));
  return Reply{200, object().add("commit", commit.number)};
}

base::Result<Reply> sign_off(Call& call) {
  const base::Month month = *call.month("month");
  const auto receipt = TRY(call.change([&](app::Store& store) {
    return app::sign_off(store, month, {call.actor(), {}, {}}, {});
  }));
  Value body = object();
  body.add("commit", receipt.commit.number);
  body.add("entries", static_cast<std::int64_t>(receipt.entries));
  body.add("statements", static_cast<std::int64_t>(receipt.statements));
  body.add("was_closed", receipt.was_closed);
  return Reply{200, std::move(body)};
}

base::Result<base::CommitNumber> list_entries(Call& call, Rows& rows) {
  TRY_STATUS(rows.begin(entry_fields()));
  const closing::EntryQuery query{call.month("period"), call.text("partner_id"), call.known_at()};
  const auto entries = TRY(call.service.store->read(
      [&](app::Store& store) { return app::ledger_entries(store, query); }));
  for (const closing::BookedEntry& one : entries) {
    if (!rows.add(number_key(one.number), entry_cells(one))) break;
  }
  return base::CommitNumber();
}

base::Result<app::PeriodChanges> changes_of(const Call& call) {
  return call.service.store->read([&](app::Store& store) {
    return app::period_changes(store, *call.month("month"), call.known_at(), {});
  });
}

base::Result<base::CommitNumber> list_period_entries(Call& call, Rows& rows) {
  std::vector<Field> fields = entry_fields();
  fields.insert(fields.end(),
                {{"account"}, {"posted", CellType::Decimal}, {"computed", CellType::Decimal}});
  TRY_STATUS(rows.begin(std::move(fields)));
  const app::PeriodChanges found = TRY(changes_of(call));
  std::int64_t number = 0;
  for (const closing::ChangedLine& one : found.lines) {
    ++number;
    const ledger::Entry& entry = one.booked.entry;
    if (!call.wants("partner_id", entry.earner)) continue;
    const bool has_line = posts_line(entry.kind);
    std::vector<Cell> cells = entry_cells(one.booked);
    cells.emplace_back(std::string(word(one.account)));
    cells.push_back(has_line ? Cell(money_text(one.posted, entry.currency)) : Cell());
    cells.push_back(has_line ? Cell(money_text(one.computed, entry.currency)) : Cell());
    if (!rows.add(number_key(number), std::move(cells))) break;
  }
  return found.as_known;
}

std::string words_of(const std::set<std::string>& causes) {
  std::string out;
  for (const std::string& one : causes)
    out += (out.empty() ? "" : " ") + one;
  return out;
}

base::Result<base::CommitNumber> list_period_changes(Call& call, Rows& rows) {
  TRY_STATUS(rows.begin({{"partner_id"},
                         {"account"},
                         {"kind"},
                         {"earning_month", CellType::Month},
                         {"currency"},
                         {"entries", CellType::Integer},
                         {"posted", CellType::Decimal},
                         {"computed", CellType::Decimal},
                         {"amount", CellType::Decimal},
                         {"outside_window", CellType::Decimal},
                         {"reason_codes"}}));
  const app::PeriodChanges found = TRY(changes_of(call));
  std::int64_t number = 0;
  for (const closing::Change& one : closing::changes(found.lines)) {
    ++number;
    if (!call.wants("partner_id", one.earner)) continue;
    const auto of_lines = [&](base::Decimal amount) {
      return posts_line(one.kind) ? Cell(money_text(amount, one.currency)) : Cell();
    };
    const bool is_open = rows.add(
        number_key(number),
        {one.earner, std::string(word(one.account)), std::string(word(one.kind)),
         month_cell(one.earning_month), one.currency, std::to_string(one.entries),
         of_lines(one.posted), of_lines(one.computed), money_text(one.amount, one.currency),
         of_lines(one.outside_window), words_of(one.causes)});
    if (!is_open) break;
  }
  return found.as_known;
}

base::Result<base::CommitNumber> list_balances(Call& call, Rows& rows) {
  TRY_STATUS(rows.begin({{"partner_id"},
                         {"currency"},
                         {"account"},
                         {"payout"},
                         {"fund", CellType::Month},
                         {"amount", CellType::Decimal},
                         {"asked", CellType::Decimal},
                         {"accrues_until", CellType::Month},
                         {"claimed_until", CellType::Month}}));
  for (const app::BalanceRow& one : TRY(call.service.store->read(app::balance_rows))) {
    const ledger::BalanceKey& key = one.key;
    if (!call.wants("partner_id", key.earner)) continue;
    // As the keys themselves are in order: a tab comes before whatever an id has.
    const std::string place = key.earner + '\t' + key.currency + '\t' +
                              number_key(static_cast<std::int64_t>(key.account)) +
                              number_key(static_cast<std::int64_t>(key.payout)) +
                              number_key(key.fund.number);
    const bool is_open =
        rows.add(place, {key.earner, key.currency, std::string(word(key.account)),
                         std::string(ledger::word(key.payout)), month_cell(key.fund),
                         money_text(one.amount, key.currency), money_text(one.asked, key.currency),
                         one.windows ? month_cell(one.windows->accrues_until) : Cell(),
                         one.windows ? month_cell(one.windows->claimed_until) : Cell()});
    if (!is_open) break;
  }
  return base::CommitNumber();
}

base::Result<base::CommitNumber> list_statements(Call& call, Rows& rows) {
  TRY_STATUS(rows.begin({{"id"},
                         {"partner_id"},
                         {"period", CellType::Month},
                         {"issued_on", CellType::Day},
                         {"lines", CellType::Integer},
                         {"previous_id"},
                         {"root"},
                         {"key"},
                         {"disputable_until", CellType::Day}}));
  const closing::StatementQuery query{{}, call.month("period"), call.text("partner_id")};
  const auto latest = [](app::Store& store) {
    return store.programme(base::CommitNumber::latest());
  };
  const programs::Programme rules = TRY(call.service.store->read(latest));
  const auto found = TRY(call.service.store->read(
      [&](app::Store& store) { return app::statement_rows(store, query); }));
  for (const closing::StatementRow& one : found) {
    const std::string id = statements::id_of(one.number);
    const Cell previous = one.previous == 0 ? Cell() : Cell(statements::id_of(one.previous));
    const bool is_open =
        rows.add(id, {id, one.earner, one.period.text(), one.issued_on.text(),
                      std::to_string(one.lines), previous, base::hex(one.seal.root), one.seal.key,
                      closing::last_dispute_day(one.issued_on, rules.parameters).text()});
    if (!is_open) break;
  }
  return base::CommitNumber();
}

// A statement shows its lines.
void tell_of_lines(Call& call, const statements::Issued& issued) {
  for (const ledger::Entry& one : issued.statement.lines)
    call.tells_of_subscription(one.subscription);
}

struct Issue {
  statements::Issued issued;
  base::PublicKey key;
};
base::Result<Issue> issue_of(Call& call) {
  return call.service.store->read([&](app::Store& store) -> base::Result<Issue> {
    const auto row = TRY(app::statement_row(store, call.text("id")));
    TRY_STATUS(call.belongs_to(row.earner, {}, "statement"));
    auto issued = TRY(app::statement(store, row));
    const auto key = TRY(app::statement_key(store, issued.seal));
    return Issue{std::move(issued), key};
  });
}

base::Result<Reply> get_statement(Call& call) {
  const Issue issue = TRY(issue_of(call));
  tell_of_lines(call, issue.issued);
  Reply out;
  out.raw = statements::json_document(issue.issued, issue.key);
  return out;
}

base::Result<Reply> get_statement_csv(Call& call) {
  const Issue issue = TRY(issue_of(call));
  tell_of_lines(call, issue.issued);
  Reply out;
  out.raw = statements::csv_document(issue.issued.statement);
  out.headers.emplace_back("content-type", "text/csv; charset=utf-8; header=present");
  return out;
}

base::Result<Reply> get_statement_pdf(Call& call) {
  const Issue issue = TRY(issue_of(call));
  tell_of_lines(call, issue.issued);
  const auto paper =
      call.text("paper") == "letter" ? documents::Paper::Letter : documents::Paper::A4;
  Reply out;
  TRY_STATUS(documents::write_pdf(issue.issued, paper, [&](std::string_view piece) -> base::Status {
    out.raw += piece;
    return {};
  }));
  out.headers.emplace_back("content-type", "application/pdf");
  return out;
}

base::Result<Reply> get_statement_proof(Call& call) {
  const Issue issue = TRY(issue_of(call));
  const std::int64_t line = call.number("line", 0);
  const ledger::Entry* const entry = TRY(app::statement_line(issue.issued.statement, line));
  call.tells_of_subscription(entry->subscription);
  Reply out;
  out.raw = statements::json_proof(issue.issued, issue.key, static_cast<std::size_t>(line));
  return out;
}

constexpr std::array<Route, 14> kRoutes{{
    {"listPeriods", nullptr, list_periods},
    {"getPeriod", get_period},
    {"listPeriodEntries", nullptr, list_period_entries},
    {"listPeriodChanges", nullptr, list_period_changes},
    {"freezePeriod", freeze_period},
    {"waivePeriodItem", waive_item},
    {"signOffPeriod", sign_off},
    {"listLedgerEntries", nullptr, list_entries},
    {"listBalances", nullptr, list_balances},
    {"listStatements", nullptr, list_statements},
    {"getStatement", get_statement},
    {"getStatementCsv", get_statement_csv},
    {"getStatementPdf", get_statement_pdf},
    {"getStatementProof", get_statement_proof},
}};

}  // namespace

std::span<const Route> book_routes() {
  return kRoutes;
}

}  // namespace api
