#include "payouts/propose.h"

#include <doctest/doctest.h>

#include "payouts/payouts_testing.h"

namespace payouts {
namespace {

using ledger::Account;

base::Decimal decimal(std::string_view text) {
  return base::parse_exact(text).value();
}

BankAccount in_currency(BankAccount account, std::string currency) {
  account.currency = std::move(currency);
  return account;
}

// P1 has an account in EUR, P2 in GBP, P3 in JPY, P4 none, P5 one that only SEPA reaches but that
// takes USD; P6 is on hold.
struct World {
  std::map<std::string, KeptAccount> accounts{
      {"P1", {testing::german(), {11}}},
      {"P2", {in_currency(testing::british(), "GBP"), {12}}},
      {"P3", {testing::japanese(), {13}}},
      {"P5", {in_currency(testing::german(), "USD"), {15}}},
      {"P6", {testing::german(), {16}}}};
  ledger::Balances balances;

  Proposals propose() const {
    PayTerms terms;
    terms.execution = base::Day::parse("2026-04-15").value();
    terms.debtor = testing::debtor();
    terms.account = [&](const std::string& partner) -> const KeptAccount* {
      const auto found = accounts.find(partner);
      return found == accounts.end() ? nullptr : &found->second;
    };
    terms.on_hold = [](const std::string& partner) { return partner == "P6"; };
    terms.rate = [](std::string_view from, std::string_view to,
                    base::Month month) -> std::optional<base::Decimal> {
      if (month.text() != "2026-04" || from != "EUR") return {};
      if (to == "GBP") return decimal("0.8600");
      if (to == "JPY") return decimal("0.4");
      return {};
    };
    return payouts::propose(balances, terms);
  }
  void owes(const std::string& partner, const std::string& currency, std::string_view amount,
            Account account = Account::Payable) {
    balances.add({partner, currency, account, {}, {}}, decimal(amount));
  }
};

TEST_CASE("what is payable is paid in the currency of the account, rounded once, half to even") {
  struct Row {
    const char *partner, *currency, *payable, *paid, *paid_in, *rate;
  };
  for (const Row& row : {Row{"P1", "EUR", "1250.00", "1250", "EUR", "1"},
                         Row{"P2", "EUR", "98.76", "84.93", "GBP", "0.86"},  // E15: 84.9336
                         Row{"P2", "EUR", "0.25", "0.22", "GBP", "0.86"},    // 0.215, half: even
                         Row{"P2", "EUR", "0.75", "0.64", "GBP", "0.86"},    // 0.645, half: even
                         Row{"P2", "GBP", "84.93", "84.93", "GBP", "1"},
                         Row{"P3", "EUR", "1.25", "0", "", ""},  // 0.5 JPY, half: even
                         Row{"P3", "EUR", "3.75", "2", "JPY", "0.4"}}) {
    CAPTURE(row.payable);
    World world;
    world.owes(row.partner, row.currency, row.payable);
    const Proposals proposals = world.propose();
    if (decimal(row.paid).is_zero()) {
      REQUIRE(proposals.payments.empty());
      CHECK(proposals.left_out.front().reason_code == "BELOW_MINOR_UNIT");
      continue;
    }
    REQUIRE(proposals.payments.size() == 1);
    const PaymentOrder& order = proposals.payments.front();
    CHECK(order.earner == row.partner);
    CHECK(order.amount == decimal(row.payable));
    CHECK(order.paid == decimal(row.paid));
    CHECK(order.paid_currency == row.paid_in);
    CHECK(order.rate == decimal(row.rate));
    CHECK(order.payee == world.accounts.at(row.partner));
    CHECK(proposals.left_out.empty());
  }
}

TEST_CASE("what is left out has its reason") {
  struct Row {
    const char *partner, *currency, *code, *says;
  };
  for (const Row& row :
       {Row{"P4", "EUR", "PROFILE_INCOMPLETE", "the partner has no bank account"},
        Row{"P6", "EUR", "ON_HOLD", "the partner is suspended on 2026-04-15"},
        Row{"P2", "USD", "RATE_MISSING", "there is no rate USD to GBP for 2026-04"},
        Row{"P1", "JPY", "RATE_MISSING", "there is no rate JPY to EUR for 2026-04"},
        Row{"P5", "USD", "NOT_PAYABLE", "give the account a BIC or clearing member"}}) {
    CAPTURE(row.code);
    World world;
    world.owes(row.partner, row.currency, "100");
    const Proposals proposals = world.propose();
    CHECK(proposals.payments.empty());
    REQUIRE(proposals.left_out.size() == 1);
    const LeftOut& one = proposals.left_out.front();
    CHECK(one.earner == row.partner);
    CHECK(one.currency == row.currency);
    CHECK(one.amount == decimal("100"));
    CHECK(one.reason_code == row.code);
    CHECK_MESSAGE(one.detail.find(row.says) != std::string::npos, one.detail);
  }
}

TEST_CASE("only what is payable is paid, each currency of a partner by itself, in their order") {
  World world;
  for (const Account account : {Account::Accrual, Account::Held, Account::InPayment, Account::Paid,
                                Account::Receivable, Account::Forfeited})
    world.owes("P1", "EUR", "500", account);
  CHECK(world.propose().payments.empty());
  world.owes("P2", "GBP", "1");
  world.owes("P2", "EUR", "10");
  world.owes("P1", "EUR", "5");
  const Proposals proposals = world.propose();
  std::string order;
  for (const PaymentOrder& one : proposals.payments)
    order += one.earner + one.currency + one.paid.text() + ' ';
  CHECK(order == "P1EUR5 P2EUR8.6 P2GBP1 ");
}

}  // namespace
}  // namespace payouts
