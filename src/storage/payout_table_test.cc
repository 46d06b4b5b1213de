// Payouts in the store: one commit each with the entries of the ledger, and what the store refuses
// by itself, whatever its callers think.
#include "storage/payout_table.h"

#include <doctest/doctest.h>

#include "payouts/payouts_testing.h"
#include "storage/ledger_table.h"
#include "storage/record_testing.h"
#include "storage/verify.h"

namespace storage::testing {
namespace {

using ledger::Account;
using ledger::EntryKind;
using payouts::Payout;

base::Month month(std::string_view text) {
  return base::Month::parse(text).value();
}
base::Day day(std::string_view text) {
  return base::Day::parse(text).value();
}
registry::Act act(std::string action) {
  return {"operator:anna", std::move(action), "", ""};
}

// March 2026 is closed, P1 has 225.00 EUR payable; both it and the programme have accounts.
struct Till : Shop {
  Till() {
    const base::SigningKey key = base::SigningKey::from_seed(std::string(32, 's')).value();
    closing::Period march;
    march.month = month("2026-03");
    march.state = closing::PeriodState::Closed;
    const std::vector<ledger::Entry> entries{due("225")};
    REQUIRE(books()->close(act("period signoff"), march, entries, {}, key));
    const std::vector<payouts::NamedAccount> accounts{{"", payouts::testing::debtor()},
                                                      {"P1", payouts::testing::german()}};
    REQUIRE(table()->keep(act("payout account"), accounts));
  }
  std::unique_ptr<closing::BooksStore> books() { return open_ledger(*record); }
  std::unique_ptr<payouts::PayoutStore> table() { return open_payouts(*record); }

  static ledger::Entry due(std::string_view amount) {
    ledger::Entry out;
    out.period = month("2026-03");
    out.kind = EntryKind::Due;
    out.earner = "P1";
    out.currency = "EUR";
    out.from = Account::Expense;
    out.to = Account::Payable;
    out.amount = base::parse_exact(amount).value();
    return out;
  }
  Payout payout(std::int64_t number, std::string_view amount = "225") {
    const payouts::Accounts accounts = table()->accounts().value();
    Payout out;
    out.number = number;
    out.created = {1'776'245'405'250};
    out.execution = day("2026-04-16");
    out.created_by = "operator:anna";
    out.debtor = accounts.at("");
    payouts::PaymentOrder order;
    order.earner = "P1";
    order.currency = order.paid_currency = "EUR";
    order.amount = order.paid = base::parse_exact(amount).value();
    order.payee = accounts.at("P1");
    order.remittance = "Incentives 2026-03, ST-000001";
    out.payments = {order};
    return out;
  }
  base::Result<base::CommitNumber> create(const Payout& payout, const char* period = "2026-04") {
    return table()->create(act("payout create"), payout,
                           payouts::entries_of(payout, month(period)));
  }
  base::Result<base::CommitNumber> answer(EntryKind outcome, bool with_entries = true) {
    const Payout known = table()->find(1).value().value();
    const payouts::Answer answer{0, payouts::payment_id(1, 1), outcome, day("2026-04-17"), ""};
    payouts::Settlement settlement;
    settlement.settled = {{1, 1, answer}};
    if (with_entries) {
      const auto decided = payouts::settle({{1, known}}, std::vector{answer}, month("2026-04"));
      if (!decided) return std::unexpected(decided.error());
      settlement.entries = decided->entries;
    }
    return table()->settle(act("payout settle"), settlement);
  }
  std::string stands(Account account) {
    return books()->balances().value().of("P1", "EUR", account).text();
  }
};

bool says(const base::Result<base::CommitNumber>& done, std::string_view code) {
  return !done && done.error().message.find(code) != std::string::npos;
}

}  // namespace

TEST_CASE("a payout and its entries are one commit, and come back as they were stored") {
  Till till;
  Payout payout = till.payout(1);
  const auto commit = till.create(payout);
  REQUIRE_MESSAGE(commit, commit.error().message);
  payout.commit = *commit;
  CHECK(till.table()->find(1).value() == payout);
  CHECK_FALSE(till.table()->find(2).value());
  CHECK(till.stands(Account::Payable) == "0");
  CHECK(till.stands(Account::InPayment) == "225");
  const auto booked = till.books()->entries({.period = month("2026-04"), .earner = {}}).value();
  REQUIRE(booked.size() == 1);
  CHECK(booked.front().commit == *commit);
  CHECK(verify_record(*till.record).value().empty());
  CHECK(till.table()->last_paid("P1", "EUR").value() == *commit);
  CHECK(till.table()->last_paid("P2", "EUR").value().number == 0);
}

TEST_CASE("the file of a payout stays the same after the account changed") {
  Till till;
  REQUIRE(till.create(till.payout(1)));
  const payouts::Batch before = batch_of(till.table()->find(1).value().value());
  const std::vector<payouts::NamedAccount> changed{{"", payouts::testing::french()},
                                                   {"P1", payouts::testing::turkish()}};
  REQUIRE(till.table()->keep(act("payout account"), changed));
  CHECK(till.table()->accounts().value().at("P1").account == payouts::testing::turkish());
  CHECK(batch_of(till.table()->find(1).value().value()) == before);
  const std::vector<payouts::NamedAccount> unknown{{"P1", payouts::testing::german()},
                                                   {"P77", payouts::testing::german()}};
  CHECK(says(till.table()->keep(act("payout account"), unknown), "there is no partner 'P77'"));
  CHECK(till.table()->accounts().value().at("P1").account == payouts::testing::turkish());
}

TEST_CASE(
    "the store refuses what takes more than is payable, and what a closed period would take") {
  Till till;
  CHECK(says(till.create(till.payout(1, "225.01")), "PAYABLE_EXCEEDED"));
  CHECK(says(till.create(till.payout(1), "2026-03"), "PERIOD_CLOSED"));
  CHECK(till.table()->numbers().value().empty());
  REQUIRE(till.create(till.payout(1)));
  CHECK(says(till.create(till.payout(2)), "PAYABLE_EXCEEDED"));
  CHECK(till.table()->numbers().value() == std::vector<std::int64_t>{1});
  CHECK(till.stands(Account::InPayment) == "225");
}

TEST_CASE("the store refuses what a second person, or the bank, cannot have said") {
  Till till;
  REQUIRE(till.create(till.payout(1)));
  CHECK(says(till.answer(EntryKind::Sent, false), "NOT_APPROVED"));
  CHECK(says(till.table()->approve(act("payout approve"), 1, "operator:anna"),
             "SECOND_PERSON_NEEDED"));
  REQUIRE(till.table()->approve(act("payout approve"), 1, "operator:ben"));
  CHECK_FALSE(till.table()->approve(act("payout approve"), 1, "operator:ben"));
  CHECK(says(till.answer(EntryKind::Reversed, false), "PAYMENT_ENDED"));
  REQUIRE(till.answer(EntryKind::Sent));
  CHECK(till.stands(Account::Paid) == "225");
  CHECK(says(till.answer(EntryKind::Failed, false), "PAYMENT_ENDED"));
  CHECK_FALSE(till.answer(EntryKind::Sent, false));
  REQUIRE(till.answer(EntryKind::Reversed));
  CHECK_FALSE(till.answer(EntryKind::Reversed, false));
  CHECK(till.stands(Account::Payable) == "225");
  const Payout known = till.table()->find(1).value().value();
  CHECK(known.approved_by == "operator:ben");
  CHECK(known.payments.front().answers.size() == 2);
  CHECK(state_of(known.payments.front()) == EntryKind::Reversed);
  CHECK(till.table()->last_paid("P1", "EUR").value().number == 0);
}

TEST_CASE("a canceled payout is never approved, and what it took is payable again") {
  Till till;
  REQUIRE(till.create(till.payout(1)));
  const Payout known = till.table()->find(1).value().value();
  const auto canceled = payouts::cancel(known, day("2026-04-16"), month("2026-04"));
  REQUIRE(till.table()->settle(act("payout cancel"), *canceled));
  CHECK(says(till.table()->approve(act("payout approve"), 1, "operator:ben"), "PAYOUT_CANCELED"));
  CHECK(till.stands(Account::Payable) == "225");
  CHECK(till.create(till.payout(2)));
}

}  // namespace storage::testing
