#include "storage/request_table.h"

#include <doctest/doctest.h>

#include "storage/record_testing.h"

namespace storage::testing {
namespace {

base::Day day(std::string_view iso) {
  return base::Day::parse(iso).value();
}

lifecycle::Request full_request() {
  lifecycle::Request one;
  one.number = 2;
  one.revision = 1;
  one.kind = lifecycle::Kind::Standing;
  one.state = "ACTIVE";
  one.reason = "because";
  one.type = "dpor";
  one.partner = "P1";
  one.counterparty = "P2";
  one.customer = "C1";
  one.subscription = "S1";
  one.workload = "mail";
  one.on = day("2026-03-01");
  one.until = day("2027-03-01");
  one.evidence = "paper, \"signed\"";
  one.evidence_on = day("2026-02-01");
  one.exception = "board";
  one.auto_extend = true;
  one.rules = {"ask", "none", "listed", {"Azure", "Office 365"}};
  one.association = "act-2";
  one.opened_by = "customer:C1/anna";
  one.moved_by = "system:tick";
  one.opened_at = {1000};
  one.moved_at = {2000};
  one.deadlines = {{"expire", day("2026-04-01")}, {"notice", day("2026-05-01")}};
  one.marks = {{"covers", "S1", day("2026-03-01"), "act-3"}, {"told", "", day("2026-03-02"), ""}};
  return one;
}

lifecycle::Step step_of(const lifecycle::Request& request) {
  lifecycle::Step step;
  step.requests = {request};
  step.notifications.push_back({.number = 0,
                                .day = day("2026-03-01"),
                                .role = "partner",
                                .recipient = "P1",
                                .kind = "designated",
                                .subject = request.id(),
                                .payload = "{}"});
  step.act = {"customer:C1", "standing designate", "", "{}"};
  return step;
}

TEST_CASE("a request comes back as it was kept, and as it was known before") {
  Shop shop;
  const auto requests = open_requests(*shop.record);
  lifecycle::Request one = full_request();
  const auto first = requests->keep(step_of(one));
  REQUIRE_MESSAGE(first, first.error().message);
  CHECK(requests->load(base::CommitNumber::latest()).value() == std::vector{one});
  const lifecycle::Request before = one;
  one.revision = 2;
  one.state = "ENDED";
  one.deadlines.clear();
  REQUIRE(requests->keep(step_of(one)));
  CHECK(requests->load(base::CommitNumber::latest()).value() == std::vector{one});
  CHECK(requests->load(*first).value() == std::vector{before});
  CHECK(requests->history(2, base::CommitNumber::latest()).value() == std::vector{before, one});
  const auto told = requests->notifications(base::CommitNumber::latest()).value();
  REQUIRE(told.size() == 2);
  CHECK(told[1].notification.number == 2);
  CHECK(told[1].notification.subject == "req-2");
  CHECK(requests->notifications(*first).value().size() == 1);
}

TEST_CASE("what the registry refuses leaves no request and tells nobody") {
  Shop shop;
  const auto requests = open_requests(*shop.record);
  lifecycle::Step step = step_of(full_request());
  step.changes.associations.push_back({.id = "act-2",
                                       .type = "dpor",
                                       .partner_id = "nobody",
                                       .customer_id = "C1",
                                       .subscription_id = "S1",
                                       .workload = "",
                                       .days = {day("2026-03-01"), base::Day::forever()},
                                       .end_reason = "",
                                       .source = "act",
                                       .exclusive = "dpor",
                                       .voided = false,
                                       .where = ""});
  CHECK_FALSE(requests->keep(step).has_value());
  CHECK(requests->load(base::CommitNumber::latest()).value().empty());
  CHECK(requests->notifications(base::CommitNumber::latest()).value().empty());
}

TEST_CASE("a revision is kept once and never changed") {
  Shop shop;
  const auto requests = open_requests(*shop.record);
  REQUIRE(requests->keep(step_of(full_request())));
  CHECK_FALSE(requests->keep(step_of(full_request())).has_value());
  CHECK_FALSE(shop.record->database().execute("UPDATE request_revision SET state = 'X'"));
  CHECK_FALSE(shop.record->database().execute("DELETE FROM notification"));
}

}  // namespace
}  // namespace storage::testing
