// Statements to print in tests.
#pragma once

#include "base/decimal.h"
#include "statements/statement.h"

namespace documents {

inline base::Decimal decimal(std::string_view text) {
  return *base::parse_exact(text);
}

inline ledger::Entry earning(std::string_view base, std::string_view rates,
                             std::string_view amount) {
  ledger::Entry out;
  out.period = *base::Month::parse("2024-03");
  out.earner = "P-17";
  out.currency = "USD";
  out.amount = decimal(amount);
  out.cause = "commits 12-40";
  out.lever = "azure-consumption";
  out.subscription = "az-sub-000017";
  out.earning_month = out.period;
  out.base = decimal(base);
  out.rates = rates;
  return out;
}

inline ledger::Entry moved(ledger::EntryKind kind, ledger::Account from, ledger::Account to,
                           std::string_view amount, std::string_view cause) {
  ledger::Entry out;
  out.period = *base::Month::parse("2024-03");
  out.kind = kind;
  out.earner = "P-17";
  out.currency = "USD";
  out.from = from;
  out.to = to;
  out.amount = decimal(amount);
  out.cause = cause;
  return out;
}

inline void add_lines(statements::Statement& statement) {
  using ledger::Account;
  statement.lines.push_back(earning("20934.123456789", "0.06", "1256.05"));
  statement.lines.push_back(earning("512.5", "0.06+0.075", "34.1"));
  statement.lines.back().subscription = "az-sub-000018";
  statement.lines.push_back(earning("8000", "0.1", "800"));
  statement.lines.back().held = true;
  statement.lines.back().to = Account::Held;
  statement.lines.back().reason_code = "ON_HOLD";
  statement.lines.push_back(earning("-310.77", "0.06", "-18.65"));
  statement.lines.back().kind = ledger::EntryKind::Adjustment;
  statement.lines.back().earning_month = *base::Month::parse("2024-01");
  statement.lines.back().cause = "commits 35-40, restated feed reseller-emea-2024-01";
  statement.lines.push_back(earning("1044000", "0.03", "31320"));
  statement.lines.back().currency = "JPY";
  statement.lines.back().payout = attribution::EarningKind::Coop;
  statement.lines.back().to = Account::Coop;
  statement.lines.back().fund = *base::Month::parse("2024-01");
  statement.lines.push_back(moved(ledger::EntryKind::Due, Account::Accrual, Account::Payable,
                                  "1271.5", "close of 2024-03"));
  statement.lines.push_back(moved(ledger::EntryKind::Forfeit, Account::Held, Account::Forfeited,
                                  "75.25", "hold H-3 of 2023-11"));
}

// Of a partner with two currencies, a fund, and an adjustment.
inline statements::Issued small_statement() {
  using ledger::Account;
  statements::Issued out;
  statements::Statement& statement = out.statement;
  statement.number = 42;
  statement.earner = "P-17";
  statement.earner_name = "Contoso Cloud Services GmbH";
  statement.period = *base::Month::parse("2024-03");
  statement.issued_on = *base::Day::parse("2024-04-05");
  statement.programme = "cloud-2016";
  statement.version = "3";
  statement.currency = "EUR";
  statement.as_known = {1234};
  statement.previous = 41;
  statement.previous_root.fill(0x5A);
  statement.accounts = {
      {"JPY", Account::Expense, "", decimal("0"), decimal("-31320"), decimal("-31320")},
      {"JPY", Account::Coop, "2024-01", decimal("0"), decimal("31320"), decimal("31320")},
      {"USD", Account::Expense, "", decimal("-75.25"), decimal("-2071.5"), decimal("-2146.75")},
      {"USD", Account::Held, "", decimal("75.25"), decimal("724.75"), decimal("800")},
      {"USD", Account::Payable, "", decimal("0"), decimal("1271.5"), decimal("1271.5")},
      {"USD", Account::Forfeited, "", decimal("0"), decimal("75.25"), decimal("75.25")}};
  statement.currencies = {
      {"JPY", decimal("31320"), decimal("0"), decimal("0"), decimal("0"), decimal("0"),
       decimal("31320"), "BELOW_PAYMENT_THRESHOLD", decimal("190.12")},
      {"USD", decimal("2090.15"), decimal("-18.65"), decimal("800"), decimal("0"),
       decimal("1271.5"), decimal("0"), "", decimal("1911.004")}};
  statement.rates = {{"JPY", "EUR", statement.period, decimal("0.00607")},
                     {"USD", "EUR", statement.period + -2, decimal("0.9156")},
                     {"USD", "EUR", statement.period, decimal("0.922501")}};
  statement.not_earned = {
      {"azure-consumption", "NOT_HOLDER", "USD", 3, decimal("4100.09"), decimal("0")},
      {"azure-growth", "CAP_REACHED+BELOW_MINIMUM", "USD", 12, decimal("77123.5"),
       decimal("3000.45")}};
  add_lines(statement);
  out.seal.root.fill(0xC3);
  out.seal.key = "0123456789abcdef";
  out.seal.signature = std::string(64, '\x7E');
  return out;
}

}  // namespace documents
