#include "payouts/settle.h"

#include <doctest/doctest.h>

#include "ledger/balance.h"
#include "payouts/payouts_testing.h"

namespace payouts {
namespace {

using ledger::Account;
using ledger::EntryKind;

base::Day day(std::string_view text) {
  return base::Day::parse(text).value();
}
base::Month period() {
  return base::Month::parse("2026-04").value();
}

PaymentOrder order(std::string earner, std::string_view amount) {
  PaymentOrder out;
  out.earner = std::move(earner);
  out.currency = out.paid_currency = "EUR";
  out.amount = out.paid = base::parse_exact(amount).value();
  out.payee = {testing::german(), {3}};
  out.remittance = "Incentives 2026-03";
  return out;
}

Payout approved() {
  Payout out;
  out.number = 7;
  out.created = {1'776'245'405'250};
  out.execution = day("2026-04-16");
  out.created_by = "operator:anna";
  out.approved_by = "operator:ben";
  out.debtor = {testing::debtor(), {2}};
  out.payments = {order("P1", "225"), order("P2", "98.76")};
  return out;
}

Answer answer(EntryKind outcome, std::int64_t place = 1) {
  return {2, payment_id(7, place), outcome, day("2026-04-17"),
          outcome == EntryKind::Sent ? "" : "AC04 closed"};
}

base::Result<Settlement> settled(const Payout& payout, std::vector<Answer> answers) {
  return settle({{payout.number, payout}}, answers, period());
}

Payout after(std::vector<EntryKind> outcomes) {
  Payout out = approved();
  for (const EntryKind one : outcomes)
    out.payments.front().answers.push_back(answer(one));
  return out;
}

TEST_CASE("every way of a payment: what is known changes nothing, what cannot be is refused") {
  struct Row {
    std::vector<EntryKind> known;
    EntryKind next;
    const char* says;  // empty: it is new; "known": it changes nothing
  };
  const EntryKind sent = EntryKind::Sent, failed = EntryKind::Failed,
                  reversed = EntryKind::Reversed;
  for (const Row& row :
       std::vector<Row>{{{}, sent, ""},
                        {{}, failed, ""},
                        {{}, reversed, "line 2: PO-000007-0001 is reversed but was never sent"},
                        {{sent}, sent, "known"},
                        {{sent},
                         failed,
                         "cannot be failed: it was sent on 2026-04-17. A payment that was sent "
                         "can only be reversed"},
                        {{sent}, reversed, ""},
                        {{failed}, failed, "known"},
                        {{failed},
                         sent,
                         "cannot be sent: it was failed on 2026-04-17 (AC04 closed). What it "
                         "paid is payable again"},
                        {{failed}, reversed, "cannot be reversed: it was failed"},
                        {{sent, reversed}, sent, "known"},
                        {{sent, reversed}, reversed, "known"},
                        {{sent, reversed}, failed, "cannot be failed: it was reversed"}}) {
    CAPTURE(row.says);
    const auto out = settled(after(row.known), {answer(row.next)});
    const std::string says = row.says;
    if (says.empty() || says == "known") {
      REQUIRE_MESSAGE(out, out.error().message);
      CHECK(out->settled.size() == (says.empty() ? 1 : 0));
      CHECK(out->entries.size() == out->settled.size());
      CHECK(out->known == (says.empty() ? 0 : 1));
      continue;
    }
    REQUIRE_FALSE(out);
    CHECK(out.error().code == base::Code::Refused);
    CHECK_MESSAGE(out.error().message.find(says) != std::string::npos, out.error().message);
  }
}

TEST_CASE("each step moves the balance of its payment, and they add up to nothing") {
  struct Row {
    std::vector<EntryKind> answers;
    Account where;
  };
  for (const Row& row :
       std::vector<Row>{{{}, Account::InPayment},
                        {{EntryKind::Sent}, Account::Paid},
                        {{EntryKind::Failed}, Account::Payable},
                        {{EntryKind::Sent, EntryKind::Reversed}, Account::Payable}}) {
    const Payout payout = approved();
    ledger::Balances books;
    for (const PaymentOrder& one : payout.payments) {
      books.add({one.earner, one.currency, Account::Payable, {}, {}}, one.amount);
      books.add({one.earner, one.currency, Account::Expense, {}, {}}, -one.amount);
    }
    books.add(entries_of(payout, period()));
    std::vector<Answer> answers;
    for (const EntryKind one : row.answers)
      answers.push_back(answer(one));
    const auto settlement = settled(payout, answers);
    REQUIRE(settlement);
    books.add(settlement->entries);
    for (const Account account : {Account::Payable, Account::InPayment, Account::Paid}) {
      CHECK(books.of("P1", "EUR", account).text() == (account == row.where ? "225" : "0"));
      CHECK(books.of("P2", "EUR", account).text() ==
            (account == Account::InPayment ? "98.76" : "0"));
    }
    CHECK(ledger::check_balanced(books));
    for (const ledger::Entry& entry : settlement->entries) {
      CHECK(entry.cause == "payout PO-000007-0001");
      CHECK(entry.period == period());
    }
  }
}

TEST_CASE("a file may tell the reversal before the sending; one wrong answer refuses it all") {
  const auto turned = settled(approved(), {answer(EntryKind::Reversed), answer(EntryKind::Sent)});
  REQUIRE_MESSAGE(turned, turned.error().message);
  CHECK(turned->settled.size() == 2);
  CHECK_FALSE(settled(approved(), {answer(EntryKind::Sent), answer(EntryKind::Reversed, 2)}));
}

TEST_CASE("answers to what was never handed to a bank are refused") {
  struct Row {
    const char *payment, *says;
  };
  for (const Row& row :
       {Row{"PO-000007-0003", "there is no payment 'PO-000007-0003'"},
        Row{"PO-000008-0001", "there is no payment"}, Row{"PO-7-1", "there is no payment"},
        Row{"PO-000007-0000", "there is no payment"}, Row{"PO-000007-00001", "there is no payment"},
        Row{"", "no payment"}}) {
    Answer one = answer(EntryKind::Sent);
    one.payment = row.payment;
    const auto out = settled(approved(), {one});
    REQUIRE_FALSE(out);
    CHECK(out.error().code == base::Code::NotFound);
    CHECK_MESSAGE(out.error().message.find(row.says) != std::string::npos, out.error().message);
  }
  Payout created = approved();
  created.approved_by.clear();
  const auto early = settled(created, {answer(EntryKind::Sent)});
  REQUIRE_FALSE(early);
  CHECK(early.error().reason == "NOT_APPROVED");
}

TEST_CASE("a payout is canceled whole before it is approved, and once") {
  CHECK(cancel(approved(), day("2026-04-16"), period()).error().reason == "PAYOUT_APPROVED");
  Payout payout = approved();
  payout.approved_by.clear();
  CHECK(state_of(payout) == PayoutState::Created);
  const auto canceled = cancel(payout, day("2026-04-16"), period());
  REQUIRE(canceled);
  REQUIRE(canceled->entries.size() == 2);
  for (const ledger::Entry& entry : canceled->entries) {
    CHECK(entry.kind == EntryKind::Failed);
    CHECK(entry.reason_code == "CANCELED");
    CHECK(entry.to == Account::Payable);
  }
  for (const Settled& one : canceled->settled)
    payout.payments[static_cast<std::size_t>(one.place - 1)].answers.push_back(one.answer);
  CHECK(state_of(payout) == PayoutState::Canceled);
  const auto again = cancel(payout, day("2026-04-17"), period());
  REQUIRE(again);
  CHECK(again->settled.empty());
}

TEST_CASE("a payout is settled when its last payment is answered; its batch stays what it was") {
  const Payout open = approved();
  Payout payout = after({EntryKind::Sent});
  CHECK(state_of(payout) == PayoutState::Approved);
  payout.payments.back().answers.push_back(answer(EntryKind::Failed, 2));
  CHECK(state_of(payout) == PayoutState::Settled);
  CHECK(batch_of(payout) == batch_of(open));
  CHECK(check(batch_of(open)));
  CHECK(batch_of(open).payments.back().id == "PO-000007-0002");
}

}  // namespace
}  // namespace payouts
