// Events and deliveries beside the record: made once, kept whole, owned by their tenants.
#include "storage/delivery_table.h"

#include <doctest/doctest.h>

#include "storage/audit.h"
#include "storage/event_source.h"
#include "storage/record_testing.h"
#include "storage/verify.h"

namespace storage::testing {
namespace {

using delivery::Endpoint;
using delivery::Event;
using delivery::State;
using delivery::Verdict;

constexpr base::Instant kNow{1'776'245'405'250};

struct Post : Shop {
  Post() : table(open_delivery(*record, &box)) {}

  void reopen() {
    table.reset();
    open();
    table = open_delivery(*record, &box);
  }
  static delivery::Secret secret(char c) { return {std::string(32, c)}; }
  Endpoint create(std::string tenant, std::vector<std::string> types = {}) {
    Endpoint asked;
    asked.tenant = std::move(tenant);
    asked.url = "https://hooks.example.com/in?key=secret";
    asked.types = std::move(types);
    return table->create("operator:anna", asked, secret('a'), kNow).value();
  }
  static Event issued(std::int64_t commit, std::int64_t place, const char* partner) {
    return {{commit, place}, "statement.issued", kNow, {partner}, R"({"statement_id":"ST-1"})"};
  }
  std::vector<delivery::Due> due(base::Instant now = kNow) { return table->due(now).value(); }

  const SecretBox box{rights::Sealer(std::string(32, 's')),
                      [](std::size_t bytes) { return std::string(bytes, 'r'); }};
  std::unique_ptr<delivery::DeliveryStore> table;
};

TEST_CASE("an event goes to whom it concerns and who wants its type") {
  Post post;
  const Endpoint all = post.create("operator");
  const Endpoint one = post.create("partner:P1");
  const Endpoint paid = post.create("partner:P1", {"payout.sent", "payout.failed"});
  const Endpoint other = post.create("partner:P2");
  const std::vector<Event> events{post.issued(2, 0, "partner:P1"),
                                  {{2, 1}, "payout.sent", kNow, {"partner:P1"}, "{}"},
                                  {{2, 2}, "plan.published", kNow, {"*"}, "{}"}};
  REQUIRE(post.table->enqueue(events, {2}, kNow));
  const auto count = [&](const Endpoint& of) {
    return post.table->deliveries(of.number, 0, 50).value().size();
  };
  CHECK(count(all) == 3);
  CHECK(count(one) == 3);
  CHECK(count(paid) == 1);
  CHECK(count(other) == 1);
  CHECK(post.table->events({.tenant = "partner:P2", .types = {}, .after = {}}).value().size() == 1);
  CHECK(post.table->events({.tenant = {}, .types = {"payout.sent"}, .after = {}}).value().size() ==
        1);
  CHECK(post.table->events({.tenant = {}, .types = {}, .after = {2, 0}}).value().size() == 2);
}

TEST_CASE("what was enqueued is there after an end, and a second time changes nothing") {
  Post post;
  const Endpoint one = post.create("partner:P1");
  REQUIRE(post.table->enqueue({post.issued(2, 0, "partner:P1")}, {2}, kNow));
  post.reopen();
  CHECK(post.table->cursor().value() == base::CommitNumber{2});
  const auto due = post.due();
  REQUIRE(due.size() == 1);
  CHECK(due[0].event.key.id() == "evt_000000000002_00000");
  CHECK(due[0].event.data == R"({"statement_id":"ST-1"})");
  CHECK(due[0].secrets == std::vector{post.secret('a')});
  CHECK(due[0].url == one.url);
}

TEST_CASE("one that is not finished leaves neither event nor cursor") {
  Post post;
  post.create("operator");
  Event broken = post.issued(3, 0, "partner:P1");
  REQUIRE(post.record->database().execute(
      "CREATE TEMP TRIGGER power_cut BEFORE UPDATE ON event_feed BEGIN "
      "SELECT RAISE(ABORT, 'gone'); END"));
  CHECK_FALSE(post.table->enqueue({broken}, {3}, kNow));
  CHECK(post.table->cursor().value() == base::CommitNumber{0});
  CHECK(post.table->events({}).value().empty());
  CHECK(post.due().empty());
}

TEST_CASE("an attempt is kept, and says when the next is due") {
  Post post;
  const Endpoint one = post.create("operator");
  REQUIRE(post.table->enqueue({post.issued(2, 0, "partner:P1")}, {2}, kNow));
  const auto first = post.due();
  REQUIRE(first.size() == 1);
  const base::Instant later{kNow.milliseconds + 5'000};
  const delivery::Attempt failed{0, kNow, {503, "", 12}};
  REQUIRE(post.table->record(first[0].delivery, failed, {Verdict::Again, later}));
  CHECK(post.due().empty());
  const auto second = post.due(later);
  REQUIRE(second.size() == 1);
  CHECK(second[0].delivery.attempts == 1);
  const delivery::Attempt taken{1, later, {204, "", 7}};
  REQUIRE(post.table->record(second[0].delivery, taken, {Verdict::Delivered, later}));
  CHECK(post.due(later).empty());
  CHECK(post.table->deliveries(one.number, 0, 9).value()[0].state == State::Delivered);
  const auto attempts = post.table->attempts(first[0].delivery.number).value();
  REQUIRE(attempts.size() == 2);
  CHECK(attempts[0].outcome.status == 503);
  CHECK(attempts[1].at == later);
}

TEST_CASE("a secret that was replaced signs for a day more") {
  Post post;
  const Endpoint one = post.create("operator");
  REQUIRE(post.table->enqueue({post.issued(2, 0, "partner:P1")}, {2}, kNow));
  REQUIRE(post.table->rotate("operator:anna", one.number, post.secret('b'), kNow));
  CHECK(post.due()[0].secrets == std::vector{post.secret('b'), post.secret('a')});
  const base::Instant next_day{kNow.milliseconds + 86'400'000};
  CHECK(post.due(next_day)[0].secrets == std::vector{post.secret('b')});
}

TEST_CASE("no secret stands in the store as it is") {
  Post post;
  const Endpoint one = post.create("operator");
  REQUIRE(post.table->rotate("operator:anna", one.number, post.secret('b'), kNow));
  CHECK(holds_secrets(*post.record).value());
  const auto stands = [&](const char* what) {
    const std::string query = "SELECT count(*) FROM webhook_secret WHERE instr(secret, ";
    return post.record->database().number(query + what + ")").value();
  };
  CHECK(stands("CAST('aaaaaaaa' AS BLOB)") + stands("CAST('bbbbbbbb' AS BLOB)") == 0);
}

TEST_CASE("a tenant has only so many endpoints") {
  Post post;
  for (std::size_t i = 0; i < delivery::kEndpointsMax; ++i)
    post.create("partner:P1");
  Endpoint more;
  more.tenant = "partner:P1";
  CHECK(post.table->create("operator:anna", more, post.secret('a'), kNow).error().reason ==
        "ENDPOINTS_MANY");
  post.create("partner:P2");
}

TEST_CASE("a disabled endpoint gets nothing; replay and test need it enabled") {
  Post post;
  const Endpoint one = post.create("partner:P1");
  REQUIRE(post.table->enqueue({post.issued(2, 0, "partner:P1"), post.issued(2, 1, "partner:P2")},
                              {2}, kNow));
  REQUIRE(post.table->disable("system:webhooks", one.number, "410"));
  CHECK(post.due().empty());
  CHECK(post.table->deliveries(one.number, 0, 9).value()[0].state == State::Failed);
  REQUIRE(post.table->enqueue({post.issued(3, 0, "partner:P1")}, {3}, kNow));
  CHECK(post.table->deliveries(one.number, 0, 9).value().size() == 1);
  CHECK(post.table->replay(one.number, {0, 0}, {9, 0}, kNow).error().reason == "ENDPOINT_DISABLED");
  CHECK_FALSE(post.table->test(one.number, kNow));

  REQUIRE(post.table->enable("operator:anna", one.number, "usr_1"));
  CHECK(post.table->replay(one.number, {1, 0}, {9, 0}, kNow).value() == 2);  // not P2's
  CHECK(post.table->replay(one.number, {2, 1}, {2, 1}, kNow).value() == 0);
  const auto test = post.table->test(one.number, kNow).value();
  CHECK(test.type == "webhook.test");
  CHECK(post.table->events({}).value().size() == 3);  // a test is nobody else's
  CHECK(post.table->replay(99, {0, 0}, {9, 0}, kNow).error().code == base::Code::NotFound);
}

TEST_CASE("who changed an endpoint is in the chain, its address is not") {
  Post post;
  const Endpoint one = post.create("partner:P1");
  REQUIRE(post.table->rotate("operator:anna", one.number, post.secret('b'), kNow));
  REQUIRE(post.table->remove("operator:ben", one.number));
  CHECK(post.table->remove("operator:ben", one.number).error().code == base::Code::NotFound);
  const auto events = read_events(post.record->database(), 1, 9).value();
  REQUIRE(events.size() == 3);
  CHECK(events[0].act.action == "webhook create");
  CHECK(events[1].act.action == "webhook rotate");
  CHECK(events[2].act.action == "webhook delete");
  CHECK(events[2].act.actor == "operator:ben");
  for (const AuditEvent& event : events)
    CHECK_FALSE(event.act.detail.contains("key="));
  CHECK(post.create("partner:P1").number == one.number + 1);  // a number is never used again
}

TEST_CASE("what is old is forgotten, what still waits is not") {
  Post post;
  const Endpoint one = post.create("operator");
  REQUIRE(post.table->enqueue({post.issued(2, 0, "partner:P1")}, {2}, kNow));
  const auto first = post.due();
  REQUIRE(
      post.table->record(first[0].delivery, {0, kNow, {200, "", 1}}, {Verdict::Delivered, kNow}));
  const auto days = [](std::int64_t count) {
    return base::Instant{kNow.milliseconds + count * 86'400'000};
  };
  REQUIRE(post.table->enqueue({post.issued(3, 0, "partner:P1")}, {3}, kNow));
  REQUIRE(post.table->forget(days(30)));
  CHECK(post.table->deliveries(one.number, 0, 9).value().size() == 2);
  REQUIRE(post.table->forget(days(31)));
  CHECK(post.table->deliveries(one.number, 0, 9).value().size() == 1);
  CHECK(post.table->attempts(first[0].delivery.number).value().empty());
  CHECK(post.table->events({}).value().size() == 2);
  REQUIRE(post.table->forget(days(91)));
  CHECK(post.table->events({}).value().empty());
}

TEST_CASE("commits become events, always the same") {
  Post post;
  const Endpoint one = post.create("partner:P1");
  REQUIRE(post.table->disable("system:webhooks", one.number, "410"));
  const auto head = post.record->head().value();
  const auto events = events_of(post.record->database(), {0}, head).value();
  REQUIRE(events.size() == 2);
  CHECK(events[0].type == "import.completed");
  CHECK(events[0].key == delivery::EventKey{1, 0});
  CHECK(events[1].type == "webhook.disabled");
  CHECK(events[1].audience == std::vector<delivery::Tenant>{"partner:P1"});
  CHECK(events[1].data == R"({"endpoint_id":"we_1","reason":"410"})");
  CHECK(events_of(post.record->database(), {1}, head).value().size() == 1);
}

TEST_CASE("what a person said of letters is kept, and is that person's alone") {
  Post post;
  CHECK(post.table->letter_wish(3)->kinds.empty());
  const delivery::LetterWish wish{base::Language::German,
                                  {{"payout.sent", true}, {"statement.issued", false}}};
  REQUIRE(post.table->set_letter_wish(3, {{}, {{"payout.sent", false}}}));
  REQUIRE(post.table->set_letter_wish(3, wish));
  const auto kept = post.table->letter_wish(3).value();
  CHECK(kept.language == base::Language::German);
  CHECK(kept.kinds == wish.kinds);
  CHECK_FALSE(post.table->letter_wish(4)->language);
  CHECK(post.table->letter_wishes()->size() == 1);
}

}  // namespace
}  // namespace storage::testing
