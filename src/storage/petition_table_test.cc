#include "storage/petition_table.h"

#include <doctest/doctest.h>

#include "storage/ledger_table.h"
#include "storage/record_testing.h"

namespace storage::testing {
namespace {

using closing::Petition;
using closing::PetitionState;

base::Decimal money(std::string_view text) {
  return base::parse_exact(text).value();
}
base::Month month(std::string_view text) {
  return base::Month::parse(text).value();
}

Petition full_petition() {
  Petition one;
  one.number = 1;
  one.revision = 1;
  one.kind = closing::PetitionKind::Dispute;
  one.earner = "P1";
  one.currency = "USD";
  one.asked = money("120.50");
  one.statement = 42;
  one.line = 7;
  one.lever = "dpor";
  one.subscription = "S1";
  one.earning_month = month("2026-05");
  one.evidence = "paper, \"signed\"";
  one.reason = "two seats are missing";
  one.decide_by = base::Day::parse("2026-08-09").value();
  one.opened_by = one.moved_by = "partner:P1/eva";
  one.opened_at = {1000};
  one.moved_at = {2000};
  return one;
}

Petition accepted() {
  Petition one = full_petition();
  one.revision = 2;
  one.state = PetitionState::Accepted;
  one.granted = money("80.00");
  one.moved_by = "operator:ben";
  return one;
}

registry::Act act(std::string action) {
  return {"operator:ben", std::move(action), "because", ""};
}

ledger::Entry entry_in(std::string_view period) {
  return entry_of(accepted(), programs::Parameters(), month(period));
}

void close(Shop& shop, std::string_view period) {
  closing::Period one;
  one.month = month(period);
  one.state = closing::PeriodState::Closed;
  REQUIRE(open_ledger(*shop.record)->keep(act("period signoff"), one));
}

constexpr auto kNow = base::CommitNumber::latest();

}  // namespace

TEST_CASE("a petition comes back as it was kept, as known at any commit") {
  Shop shop;
  const auto table = open_petitions(*shop.record);
  const base::CommitNumber first =
      table->keep(act("dispute open"), full_petition(), "why: because\n", {}).value();
  const base::CommitNumber second =
      table->keep(act("dispute accept"), accepted(), "", std::vector{entry_in("2026-07")}).value();
  Petition opened = full_petition(), decided = accepted();
  opened.commit = first;
  decided.commit = second;
  CHECK(table->load(kNow).value() == std::vector{decided});
  CHECK(table->load(first).value() == std::vector{opened});
  CHECK(table->history(1, kNow).value() == std::vector{opened, decided});
  CHECK(table->attached(1).value() == "why: because\n");
  CHECK(table->attached(2).value().empty());
}

TEST_CASE("persons stand in the rows of a petition as tokens") {
  Shop shop;
  const auto table = open_petitions(*shop.record);
  REQUIRE(table->keep(act("dispute open"), full_petition(), "", {}));
  Statement row =
      shop.record->database().prepare("SELECT opened_by FROM petition_revision").value();
  REQUIRE(row.step().value());
  CHECK(row.text(0) == "partner:P1/~k1");
}

TEST_CASE("acceptance and its entries are one commit") {
  Shop shop;
  const auto table = open_petitions(*shop.record);
  const auto books = open_ledger(*shop.record);
  close(shop, "2026-06");
  REQUIRE(table->keep(act("dispute open"), full_petition(), "", {}));
  const base::CommitNumber head = shop.record->head().value();
  const auto refused =
      table->keep(act("dispute accept"), accepted(), "", std::vector{entry_in("2026-06")});
  REQUIRE(!refused);
  CHECK_MESSAGE(refused.error().message.contains("PERIOD_CLOSED"), refused.error().message);
  CHECK(shop.record->head().value() == head);
  CHECK(table->load(kNow).value().front().state == PetitionState::Open);
  CHECK(books->balances().value().all().empty());

  const base::CommitNumber commit =
      table->keep(act("dispute accept"), accepted(), "", std::vector{entry_in("2026-07")}).value();
  CHECK(commit.number == head.number + 1);
  const auto entries = books->entries({}).value();
  REQUIRE(entries.size() == 1);
  CHECK(entries.front().commit == commit);
  CHECK(entries.front().entry == entry_in("2026-07"));
  CHECK(books->balances().value().of("P1", "USD", ledger::Account::Accrual) == money("80"));
}

TEST_CASE("the store refuses to decide twice, and a revision that is there already") {
  Shop shop;
  const auto table = open_petitions(*shop.record);
  REQUIRE(table->keep(act("dispute open"), full_petition(), "", {}));
  CHECK(!table->keep(act("dispute open"), full_petition(), "", {}));
  REQUIRE(table->keep(act("dispute accept"), accepted(), "", {}));
  Petition again = accepted();
  again.revision = 3;
  const auto twice = table->keep(act("dispute accept"), again, "", {});
  REQUIRE(!twice);
  CHECK_MESSAGE(twice.error().message.contains("PETITION_DECIDED"), twice.error().message);
}

}  // namespace storage::testing
