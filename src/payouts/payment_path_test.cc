#include "payouts/payment_path.h"

#include <doctest/doctest.h>

namespace payouts {
namespace {

using ledger::Account;
using ledger::Entry;
using ledger::EntryKind;

base::Month month(int number) {
  return base::Month::parse("2026-01").value() + number;
}

// The books of P1 in EUR, told act by act.
struct Told {
  std::vector<Entry> entries;
  base::Month period = month(0);

  Told& in(int number) {
    period = month(number);
    return *this;
  }
  Told& move(EntryKind kind, Account from, Account to, std::int64_t amount,
             const std::string& payment = {}) {
    Entry out;
    out.period = period;
    out.kind = kind;
    out.earner = "P1";
    out.currency = "EUR";
    out.from = from;
    out.to = to;
    out.amount = base::Decimal::from_integer(amount);
    if (!payment.empty()) out.cause = "payout " + payment;
    entries.push_back(std::move(out));
    return *this;
  }
  Told& earn(std::int64_t amount) {
    return move(EntryKind::Earning, Account::Expense, Account::Accrual, amount);
  }
  Told& due(std::int64_t amount) {
    return move(EntryKind::Due, Account::Accrual, Account::Payable, amount);
  }
  Told& pay(const std::string& id, std::int64_t amount) {
    return move(EntryKind::Payment, Account::Payable, Account::InPayment, amount, id);
  }
  Told& send(const std::string& id, std::int64_t amount) {
    return move(EntryKind::Sent, Account::InPayment, Account::Paid, amount, id);
  }
  Told& fail(const std::string& id, std::int64_t amount) {
    return move(EntryKind::Failed, Account::InPayment, Account::Payable, amount, id);
  }
  Told& reverse(const std::string& id, std::int64_t amount) {
    return move(EntryKind::Reversed, Account::Paid, Account::Payable, amount, id);
  }

  // "2026-01 paid A, 2026-02 carried"
  std::string stages() const {
    std::string out;
    for (const PeriodStage& one : payment_path(entries).stages) {
      out += (out.empty() ? "" : ", ") + one.period.text() + ' ' + std::string(word(one.stage));
      if (!one.payment.empty()) out += ' ' + one.payment;
    }
    return out;
  }
  // "0 30"
  std::string came_due() const {
    std::string out;
    for (const PeriodStage& one : payment_path(entries).stages)
      out += (out.empty() ? "" : " ") + one.due.text();
    return out;
  }
  std::string paid_by(const std::string& payment) const {
    std::string out;
    const PaymentPath path = payment_path(entries);
    for (const base::Month one : path.paid_by.at(payment))
      out += (out.empty() ? "" : " ") + one.text();
    return out;
  }
};

TEST_CASE("a balance below the threshold is carried, and paid with the month that reaches it") {
  Told told;
  told.earn(90);
  CHECK(told.stages() == "2026-01 carried");
  told.in(1).earn(150).due(240);
  CHECK(told.stages() == "2026-01 confirmed, 2026-02 confirmed");
  told.in(2).pay("A", 240);
  CHECK(told.stages() == "2026-01 in_payment A, 2026-02 in_payment A");
  told.send("A", 240).earn(10);
  CHECK(told.stages() == "2026-01 paid A, 2026-02 paid A, 2026-03 carried");
  CHECK(told.paid_by("A") == "2026-01 2026-02");
}

TEST_CASE("what failed or came back is paid by the next payment, with what is due meanwhile") {
  Told told;
  told.earn(300).due(300).in(1).pay("A", 300).fail("A", 300);
  CHECK(told.stages() == "2026-01 confirmed");
  told.earn(200).due(200).in(2).pay("B", 500).send("B", 500);
  CHECK(told.stages() == "2026-01 paid B, 2026-02 paid B");
  told.in(3).reverse("B", 500);
  CHECK(told.stages() == "2026-01 confirmed, 2026-02 confirmed");
  told.pay("C", 500);
  CHECK(told.paid_by("A") == "2026-01");
  CHECK(told.paid_by("B") == "2026-01 2026-02");
  CHECK(told.paid_by("C") == "2026-01 2026-02");
}

TEST_CASE("a reversal does not hand over what another payment brought") {
  Told told;
  told.earn(300).due(300).in(1).pay("A", 300).send("A", 300);
  told.earn(400).due(400).in(2).pay("B", 400).send("B", 400).reverse("A", 300);
  CHECK(told.stages() == "2026-01 confirmed, 2026-02 paid B");
}

TEST_CASE("a balance below zero takes back what is payable, and what is left is owed") {
  Told told;
  told.earn(300).due(300);
  told.in(1).earn(-100).due(-100);
  CHECK(told.stages() == "2026-01 confirmed, 2026-02 offset");
  told.in(2).earn(-500).due(-200);
  CHECK(told.stages() == "2026-01 offset, 2026-02 offset, 2026-03 carried");
  told.in(3).move(EntryKind::Recoup, Account::Accrual, Account::Receivable, -300);
  CHECK(told.stages() == "2026-01 offset, 2026-02 offset, 2026-03 owed");
}

TEST_CASE("what comes to nothing before it is due is offset, and counts with what comes later") {
  Told told;
  told.earn(50).in(1).earn(-50);
  CHECK(told.stages() == "2026-01 offset, 2026-02 offset");
  told.in(2).earn(250).due(250).in(3).pay("A", 250);
  CHECK(told.paid_by("A") == "2026-01 2026-02 2026-03");
}

TEST_CASE("a period of which a part waits is no farther than that part") {
  Told told;
  told.move(EntryKind::CoopClaim, Account::Coop, Account::Payable, 80).pay("A", 80).send("A", 80);
  CHECK(told.stages() == "2026-01 paid A");
  told.earn(40);
  CHECK(told.stages() == "2026-01 carried");
}

TEST_CASE("what is held, or of other accounts, is on no way") {
  Told told;
  told.move(EntryKind::Earning, Account::Expense, Account::Held, 70);
  CHECK(told.stages() == "");
  told.in(1).move(EntryKind::Release, Account::Held, Account::Accrual, 70);
  CHECK(told.stages() == "2026-02 carried");
}

TEST_CASE("what came due is told with the period whose close made it payable") {
  Told told;
  told.in(0).earn(10).in(1).earn(20).due(30);
  CHECK(told.came_due() == "0 30");
  told.pay("A", 30).send("A", 30).in(2).earn(-5);
  CHECK(told.came_due() == "0 30 0");
}

}  // namespace
}  // namespace payouts
