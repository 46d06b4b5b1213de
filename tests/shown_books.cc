#include "tests/shown_books.h"

#include <algorithm>

#include "app/answer_jobs.h"
#include "app/closing_jobs.h"
#include "app/consent_jobs.h"
#include "app/petition_jobs.h"
#include "app/registry_jobs.h"
#include "app/statement_jobs.h"
#include "base/hex.h"
#include "tests/comparison.h"

namespace tests {
namespace {

using attribution::CreditKey;
using base::Month;
using closing::BookedEntry;

// An answer, or why there is none: a missing rate is an answer, too.
template <class Rows, class Text>
std::string lines_of(const base::Result<Rows>& rows, Text text_of) {
  if (!rows) return rows.error().message + '\n';
  std::string out;
  for (const auto& row : *rows)
    out += text_of(row) + '\n';
  return out;
}

std::string credit_text(const app::View& view, Month first, Month last,
                        std::vector<CreditKey> keys) {
  attribution::CreditQuery query{.from = first, .to = last, .keys = std::move(keys)};
  const auto table = app::credit(view, query);
  if (!table) return table.error().message + '\n';
  return lines_of(base::Result<std::vector<attribution::CreditRow>>(table->rows()),
                  [&](const auto& row) { return text(view.books.programme, row); });
}

}  // namespace

base::Result<std::string> shown(app::Store& store, base::CommitNumber known, base::Month first,
                                base::Month last) {
  const auto view = TRY(app::open_view(store, known, {}));
  const auto row_text = [](const auto& row) { return text(row); };
  std::string out = credit_text(*view, first, last, {CreditKey::Partner, CreditKey::Month});
  out += credit_text(*view, first, last,
                     {CreditKey::Subscription, CreditKey::Partner, CreditKey::Measure,
                      CreditKey::Month, CreditKey::Currency});
  for (Month month = first; month <= last; month = month + 1) {
    out += lines_of(app::earnings(*view, month), row_text);
    out += lines_of(app::reconcile(*view, month), row_text);
    out += lines_of(
        base::Result<std::vector<attribution::CoverageRow>>(app::coverage(*view, month)), row_text);
  }
  ledger::Balances balances;
  for (const BookedEntry& one : TRY(app::ledger_entries(store, {.as_known = known}))) {
    out += std::to_string(one.number) + ' ' + text(one.entry) + '\n';
    balances.add(one.entry);
  }
  for (const auto& [key, amount] : balances.all())
    out += key.earner + ' ' + std::string(word(key.account)) + ' ' + amount.text() + '\n';
  for (const closing::StatementRow& row : TRY(app::statement_rows(store, {}))) {
    if (row.commit <= known) out += row.header + ' ' + base::hex(row.seal.root) + '\n';
  }
  for (const closing::Petition& one : TRY(app::petitions(store, known)))
    out += one.id() + ' ' + std::string(word(one.state)) + ' ' + one.granted.text() + '\n';
  const rights::ConsentBook said = TRY(app::consents(store, {}, known));
  for (const rights::Receipt& one : said.receipts)
    out += rights::document(one) + '\n';
  for (const rights::Withdrawal& one : said.withdrawals)
    out += "withdrawn " + one.customer + ' ' + one.partner + ' ' + one.subscription + '\n';
  for (const registry::HistoryEntry& one : TRY(app::history(store, {}, known)))
    out += one.action + ' ' + one.association_id + ' ' + one.partner_id + ' ' +
           one.days.from.text() + ' ' + one.days.to.text() + '\n';
  return out;
}

std::string first_difference(std::string_view now, std::string_view then) {
  while (!now.empty() || !then.empty()) {
    const std::string_view one = now.substr(0, now.find('\n'));
    const std::string_view other = then.substr(0, then.find('\n'));
    if (one != other) return std::string(one) + "\n  then: " + std::string(other);
    now.remove_prefix(std::min(one.size() + 1, now.size()));
    then.remove_prefix(std::min(other.size() + 1, then.size()));
  }
  return {};
}

}  // namespace tests
