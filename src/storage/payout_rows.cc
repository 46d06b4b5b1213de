#include "storage/payout_rows.h"

#include "base/terms.h"
#include "storage/ledger_rows.h"

namespace storage {
namespace {

using payouts::BankAccount;
using payouts::PaymentOrder;

std::string joined(const std::vector<std::string>& lines) {
  std::string out;
  for (const std::string& line : lines)
    out += (out.empty() ? "" : "\n") + line;
  return out;
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    out.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

base::Result<std::int64_t> partner_key(Database& database, const std::string& id) {
  Statement find = TRY(database.prepare("SELECT key FROM partner_key WHERE id = ?"));
  find.bind(1, id);
  if (TRY(find.step())) return find.number(0);
  return base::fail(base::Code::NotFound, "there is no partner '" + id + "'; import it first");
}

base::Day day_of(std::int64_t number) {
  return {static_cast<std::int32_t>(number)};
}

std::unexpected<base::Error> damaged(std::int64_t payout, std::string_view what) {
  return base::fail(base::Code::Corrupt, "a payment of payout " + payouts::batch_id(payout) +
                                             " cannot be read: '" + std::string(what) +
                                             "'; restore a backup");
}

base::Result<PaymentOrder> read_payment(const Statement& row, std::int64_t payout) {
  const auto rate = base::parse_exact(row.text(5));
  if (!rate) return damaged(payout, row.text(5));
  PaymentOrder out;
  out.earner = row.text(0);
  out.currency = row.text(1);
  out.amount = from_minor_units(row.number(2), out.currency);
  out.paid_currency = row.text(3);
  out.paid = from_minor_units(row.number(4), out.paid_currency);
  out.rate = *rate;
  out.remittance = row.text(6);
  out.payee = read_account(row, 7);
  return out;
}

base::Status add_answers(Database& database, std::int64_t payout, std::vector<PaymentOrder>& to) {
  // "sent" comes before "reversed" in one commit, "failed" stands alone.
  Statement rows =
      TRY(database.prepare("SELECT place, outcome, day, reason FROM payment_answer "
                           "WHERE payout = ? ORDER BY place, outcome = 'reversed'"));
  rows.bind(1, payout);
  while (TRY(rows.step())) {
    const auto place = static_cast<std::size_t>(rows.number(0));
    const auto outcome = base::parse_word<ledger::EntryKind>(ledger::kEntryKinds, rows.text(1));
    if (!outcome || place < 1 || place > to.size()) return damaged(payout, rows.text(1));
    to[place - 1].answers.push_back({0, payouts::payment_id(payout, rows.number(0)), *outcome,
                                     day_of(rows.number(2)), std::string(rows.text(3))});
  }
  return {};
}

}  // namespace

payouts::KeptAccount read_account(const Statement& row, int first) {
  const auto text = [&](int column) { return std::string(row.text(first + column)); };
  BankAccount account{.holder = text(0),
                      .iban = text(1),
                      .number = text(2),
                      .bic = text(3),
                      .clearing = {text(4), text(5)},
                      .country = text(6),
                      .currency = text(7),
                      .town = text(8),
                      .address = lines_of(row.text(first + 9))};
  return {std::move(account), {row.number(first + 10)}};
}

base::Status write_accounts(Database& database, base::CommitNumber commit,
                            std::span<const payouts::NamedAccount> accounts) {
  Statement insert = TRY(database.prepare(
      "INSERT INTO bank_account_revision VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
  for (const auto& [partner, account] : accounts) {
    insert.bind(1, commit.number);
    if (partner.empty()) {
      insert.bind_null(2);
    } else {
      insert.bind(2, TRY(partner_key(database, partner)));
    }
    insert.bind(3, account.holder).bind(4, account.iban).bind(5, account.number);
    insert.bind(6, account.bic).bind(7, account.clearing.system);
    insert.bind(8, account.clearing.number).bind(9, account.country);
    insert.bind(10, account.currency).bind(11, account.town).bind(12, joined(account.address));
    TRY_STATUS(insert.run());
  }
  return {};
}

base::Status write_payout(Database& database, base::CommitNumber commit,
                          const payouts::Payout& payout) {
  Statement head = TRY(database.prepare("INSERT INTO payout VALUES (?, ?, ?, ?, ?, ?)"));
  head.bind(1, commit.number).bind(2, payout.number).bind(3, payout.created.milliseconds);
  head.bind(4, std::int64_t{payout.execution.number}).bind(5, payout.created_by);
  head.bind(6, payout.debtor.commit.number);
  TRY_STATUS(head.run());
  Statement insert =
      TRY(database.prepare("INSERT INTO payment VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
  std::int64_t place = 0;
  for (const PaymentOrder& one : payout.payments) {
    insert.bind(1, commit.number).bind(2, payout.number).bind(3, ++place);
    insert.bind(4, TRY(partner_key(database, one.earner))).bind(5, one.currency);
    insert.bind(6, minor_units(one.amount, one.currency)).bind(7, one.payee.commit.number);
    insert.bind(8, one.paid_currency).bind(9, minor_units(one.paid, one.paid_currency));
    insert.bind(10, one.rate.text()).bind(11, one.remittance);
    TRY_STATUS(insert.run());
  }
  return {};
}

base::Status write_answers(Database& database, base::CommitNumber commit,
                           std::span<const payouts::Settled> answers) {
  Statement insert = TRY(database.prepare("INSERT INTO payment_answer VALUES (?, ?, ?, ?, ?, ?)"));
  for (const payouts::Settled& one : answers) {
    insert.bind(1, commit.number).bind(2, one.payout).bind(3, one.place);
    insert.bind(4, ledger::word(one.answer.outcome));
    insert.bind(5, std::int64_t{one.answer.day.number}).bind(6, one.answer.reason);
    TRY_STATUS(insert.run());
  }
  return {};
}

base::Result<std::vector<PaymentOrder>> read_payments(Database& database, std::int64_t payout) {
  Statement rows = TRY(database.prepare(
      "SELECT p.id, y.currency, y.amount, y.paid_currency, y.paid_amount, y.rate, y.remittance, " +
      std::string(kAccountColumns) +
      " FROM payment y JOIN partner_key p ON p.key = y.earner JOIN bank_account_revision a ON "
      "coalesce(a.partner, -1) = y.earner AND a.commit_no = y.account WHERE y.payout = ? "
      "ORDER BY y.place"));
  rows.bind(1, payout);
  std::vector<PaymentOrder> out;
  while (TRY(rows.step()))
    out.push_back(TRY(read_payment(rows, payout)));
  TRY_STATUS(add_answers(database, payout, out));
  return out;
}

}  // namespace storage
