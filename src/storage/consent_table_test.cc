#include "storage/consent_table.h"

#include <doctest/doctest.h>

#include "storage/erasure.h"
#include "storage/record_testing.h"
#include "storage/verify.h"

namespace storage::testing {
namespace {

using rights::DataClass;
using rights::Look;
using rights::Receipt;
using rights::Withdrawal;

constexpr auto kNow = base::CommitNumber::latest();

registry::Act act(std::string action) {
  return {"customer:C1/anna", std::move(action), "", ""};
}

Receipt receipt(std::int64_t number, std::string subscription = "S1") {
  Receipt one;
  one.number = number;
  one.customer = "C1";
  one.partner = "P1";
  one.subscription = std::move(subscription);
  one.classes = rights::bit(DataClass::Usage) | rights::bit(DataClass::OtherPartners);
  one.days = days("2026-03-01", "2027-01-01");
  one.version = "standard-1";
  one.text = "what was \"shown\"";
  one.given_by = "customer:C1/anna";
  one.given_at = {5000};
  one.evidence = std::string(64, 'a');
  return one;
}

Withdrawal withdrawal(std::int64_t number, std::int64_t of) {
  Withdrawal one;
  one.number = number;
  one.receipt = of;
  one.customer = "C1";
  one.partner = "P1";
  one.withdrawn_by = "customer:C1/anna";
  one.withdrawn_at = {6000};
  one.reason = "over";
  return one;
}

Look look(std::int64_t at, std::string who, std::string partner = "P1") {
  Look one;
  one.at = {at};
  one.customer = "C1";
  one.partner = std::move(partner);
  one.who = std::move(who);
  one.object = "usage";
  one.object_id = "S1";
  one.action = rights::LookAction::Exported;
  one.rows = 1240;
  one.address = "192.0.2.0";
  one.request = "r-1";
  return one;
}

std::vector<std::int64_t> numbers(const std::vector<Look>& looks) {
  std::vector<std::int64_t> out;
  for (const Look& one : looks)
    out.push_back(one.number);
  return out;
}

}  // namespace

TEST_CASE("receipts and withdrawals come back as they were kept, as known at any commit") {
  Shop shop;
  const auto table = open_consents(*shop.record);
  const auto first = table->keep(act("consent give"), receipt(1)).value();
  const auto second = table->keep(act("consent give"), receipt(2, "")).value();
  const auto third = table->keep(act("consent withdraw"), withdrawal(1, 2)).value();
  const auto fourth = table->keep(act("consent withdraw"), withdrawal(2, 0)).value();
  Receipt one = receipt(1), two = receipt(2, "");
  one.commit = first;
  two.commit = second;
  one.signer = two.signer = "customer:C1/~k1";
  Withdrawal gone = withdrawal(1, 2), again = withdrawal(2, 0);
  gone.commit = third;
  again.commit = fourth;
  CHECK(table->load(kNow).value() == rights::ConsentBook{{one, two}, {gone, again}});
  CHECK(table->load(second).value() == rights::ConsentBook{{one, two}, {}});
  CHECK(table->load(first).value() == rights::ConsentBook{{one}, {}});
}

TEST_CASE("the store refuses to widen a scope that it does not know, and to change a receipt") {
  Shop shop;
  const auto table = open_consents(*shop.record);
  REQUIRE(table->keep(act("consent give"), receipt(1)));
  CHECK(!table->keep(act("consent give"), receipt(1)));
  CHECK(!table->keep(act("consent give"), receipt(2, "S99")));
  Receipt never = receipt(2);
  never.classes = rights::bit(DataClass::EndUserIdentities);
  CHECK(!table->keep(act("consent give"), never));
  CHECK(!shop.record->database().execute("UPDATE consent SET how = 'deemed'"));
  CHECK(!shop.record->database().execute("DELETE FROM consent_withdrawal; DELETE FROM consent"));
}

TEST_CASE("X54: an erased person's receipts stay readable, and their document as it was") {
  Shop shop;
  const auto table = open_consents(*shop.record);
  REQUIRE(table->keep(act("consent give"), receipt(1)));
  REQUIRE(open_looks(*shop.record)->add(std::vector{look(1, "partner:P1/eva")}));
  const Receipt before = table->load(kNow).value().receipts.front();
  CHECK(before.given_by == "customer:C1/anna");
  REQUIRE(erase_person(*shop.record, "customer:C1/anna", "operator:ben", "asked"));
  REQUIRE(erase_person(*shop.record, "partner:P1/eva", "operator:ben", "asked"));
  const Receipt after = table->load(kNow).value().receipts.front();
  CHECK(after.given_by == "customer:C1/~k1");
  CHECK(rights::document(after) == rights::document(before));
  rights::LookQuery query;
  query.customer = "C1";
  const auto looks = open_looks(*shop.record)->read(query).value();
  REQUIRE(looks.size() == 1);
  CHECK(looks.front().who == "partner:P1/~k2");
  const auto findings = verify_persons(shop.record->database()).value();
  CHECK(findings.empty());
}

TEST_CASE("looks are read by customer, in pages, and filtered") {
  Shop shop;
  const auto log = open_looks(*shop.record);
  const base::CommitNumber head = shop.record->head().value();
  REQUIRE(log->add(std::vector{look(100, "partner:P1/eva"), look(200, "key:k7", "P2")}));
  REQUIRE(log->add(std::vector{look(300, "partner:P1/eva")}));
  CHECK(shop.record->head().value() == head);
  rights::LookQuery query;
  query.customer = "C1";
  const auto all = log->read(query).value();
  Look expected = look(100, "partner:P1/eva");
  expected.number = 1;
  REQUIRE(all.size() == 3);
  CHECK(all.front() == expected);
  query.limit = 2;
  CHECK(numbers(log->read(query).value()) == std::vector<std::int64_t>{1, 2});
  query.after = 2;
  CHECK(numbers(log->read(query).value()) == std::vector<std::int64_t>{3});
  query = {.customer = "C1", .partner = "P2"};
  CHECK(numbers(log->read(query).value()) == std::vector<std::int64_t>{2});
  query = {.customer = "C1", .from = {200}, .to = {300}};
  CHECK(numbers(log->read(query).value()) == std::vector<std::int64_t>{2});
  query = {.customer = "C1", .action = rights::LookAction::Viewed};
  CHECK(log->read(query).value().empty());
  query = {.customer = "C2"};
  CHECK(log->read(query).value().empty());
}

TEST_CASE("looks at nobody's data are refused whole") {
  Shop shop;
  const auto log = open_looks(*shop.record);
  Look stray = look(200, "key:k7");
  stray.customer = "C99";
  CHECK(!log->add(std::vector{look(100, "key:k7"), stray}));
  rights::LookQuery query;
  query.customer = "C1";
  CHECK(log->read(query).value().empty());
  REQUIRE(log->add(std::vector{look(100, "key:k7")}));
}

TEST_CASE("nothing of the log changes or goes before its time") {
  Shop shop;
  const auto log = open_looks(*shop.record);
  REQUIRE(log->add(std::vector{look(100, "key:k7"), look(200, "key:k7")}));
  CHECK(!shop.record->database().execute("UPDATE access_log SET times = 2"));
  CHECK(!shop.record->database().execute("DELETE FROM access_log"));
  const base::CommitNumber head = shop.record->head().value();
  CHECK(log->forget({50}, {"operator:ben", "access forget", "", ""}).value() == 0);
  CHECK(shop.record->head().value() == head);
  CHECK(log->forget({200}, {"operator:ben", "access forget", "", ""}).value() == 1);
  CHECK(shop.record->head().value().number == head.number + 1);
  CHECK(!shop.record->database().execute("DELETE FROM access_log"));
  REQUIRE(log->add(std::vector{look(300, "key:k7")}));
  rights::LookQuery query;
  query.customer = "C1";
  CHECK(numbers(log->read(query).value()) == std::vector<std::int64_t>{2, 3});
}

}  // namespace storage::testing
