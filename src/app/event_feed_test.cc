// What is told of an association, to whom, and that it is told once: the acts and requests of a
// small town, each followed by the events that its commits made.
#include "app/event_feed.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>

#include "app/lifecycle_jobs.h"
#include "app/registry_jobs.h"
#include "storage/event_source.h"
#include "storage/record_testing.h"

namespace app {
namespace {

using registry::ActorKind;
using Lines = std::vector<std::string>;

base::Day day(std::string_view iso) {
  return base::Day::parse(iso).value();
}
base::Instant noon(base::Day on) {
  return {std::int64_t{on.number} * 86'400'000 + 43'200'000};
}

class SetClock final : public base::Clock {
 public:
  base::Instant now() const override { return at; }
  base::Instant at = noon(day("2026-03-10"));
};

// The value of a member of a flat JSON object of texts; empty when it is not there.
std::string member(const std::string& json, const std::string& name) {
  const std::string key = '"' + name + "\":\"";
  const std::size_t at = json.find(key);
  if (at == json.npos) return {};
  const std::size_t begin = at + key.size();
  return json.substr(begin, json.find('"', begin) - begin);
}

// "ended C1 P1: act-3 removed 2026-03-10 REPLACED"; whom it is told, the operator aside, sorted.
std::string line_of(const delivery::Event& event) {
  std::string out = event.type.substr(event.type.find('.') + 1);
  Lines told;
  for (const delivery::Tenant& one : event.audience)
    told.push_back(one.substr(one.find(':') + 1));
  std::ranges::sort(told);
  for (const std::string& one : told)
    out += ' ' + one;
  out += ':';
  for (const char* name : {"subject", "kind", "day", "end_reason"}) {
    const std::string value = member(event.data, name);
    if (!value.empty()) out += ' ' + value;
  }
  return out;
}

// Partners P1..P3; S1 and S2 are C1's, S3 is C2's.
struct Town {
  Town() {
    REQUIRE(storage::store_programme(*shop.record, {"operator:test", "init", "", "{}"},
                                     shop.programme));
    shop.close();
    store = std::make_unique<Store>(
        Store::open(shop.directory.path(), storage::OpenFor::Writing, clock).value());
    told();
  }

  void on(std::string_view iso) { clock.at = noon(day(iso)); }

  // The events of what happened since the last call, in order.
  std::vector<delivery::Event> events() {
    const base::CommitNumber head = store->record().head().value();
    auto out = storage::events_of(store->record().database(), seen, head).value();
    seen = head;
    return out;
  }
  Lines told() {
    Lines out;
    for (const delivery::Event& one : events())
      out.push_back(line_of(one));
    return out;
  }

  std::string associate(const char* who, const char* subscription, const char* from = "",
                        ActorKind actor = ActorKind::Operator) {
    registry::Designation wish;
    wish.type = "dpor";
    wish.partner_id = who;
    wish.subscription_id = subscription;
    wish.on = *from == '\0' ? base::Day::min() : day(from);
    const auto done = app::associate(*store, {actor, "cli"}, wish);
    REQUIRE_MESSAGE(done, (done ? "" : done.error().message));
    return done->association_id;
  }
  void end(const std::string& association, ActorKind actor, const char* from = "") {
    registry::Ending wish;
    wish.association_id = association;
    wish.on = *from == '\0' ? base::Day::min() : day(from);
    const auto done = app::end_association(*store, {actor, "cli"}, wish);
    REQUIRE_MESSAGE(done, (done ? "" : done.error().message));
  }
  lifecycle::Request open(const char* as, lifecycle::Request wish, const char* event,
                          const lifecycle::Given& given = {}) {
    const auto actor = lifecycle::parse_actor(as).value();
    const auto done = app::open_request(*store, actor, wish, event, given, clock.now());
    REQUIRE_MESSAGE(done, (done ? "" : done.error().message));
    return done->request;
  }
  void move(const char* as, const lifecycle::Request& request, const char* event,
            const lifecycle::Given& given = {}) {
    const auto actor = lifecycle::parse_actor(as).value();
    const auto done = app::move_request(*store, actor, request.id(), event, given, clock.now());
    REQUIRE_MESSAGE(done, (done ? "" : done.error().message));
  }
  void let_time_pass(std::string_view until) {
    on(until);
    const auto done = app::tick(*store, clock.now());
    REQUIRE_MESSAGE(done, (done ? "" : done.error().message));
  }

  storage::testing::Shop shop;
  SetClock clock;
  std::unique_ptr<Store> store;
  base::CommitNumber seen;
};

lifecycle::Request asking(lifecycle::Kind kind, const char* who, const char* subscription) {
  lifecycle::Request out;
  out.kind = kind;
  out.partner = who;
  out.subscription = subscription;
  return out;
}

TEST_CASE("acts: who is attached, replaced, replaced on the same day, removed, or resigns") {
  Town town;
  const std::string first = town.associate("P1", "S1");
  CHECK(town.told() == Lines{"activated C1 P1: " + first + " designated 2026-03-10"});
  town.on("2026-03-12");
  const std::string second = town.associate("P2", "S1");
  CHECK(town.told() == Lines{"replaced C1 P1: " + first + " replaced 2026-03-12 REPLACED",
                             "activated C1 P2: " + second + " designated 2026-03-12"});
  const std::string third = town.associate("P3", "S1");
  CHECK(town.told() ==
        Lines{"replaced C1 P2: " + second + " replaced 2026-03-12 SUPERSEDED_SAME_DAY",
              "activated C1 P3: " + third + " designated 2026-03-12"});
  town.on("2026-03-20");
  const std::string fourth = town.associate("P1", "S1", "2026-03-18");
  CHECK(town.told() ==
        Lines{"replaced C1 P3: " + third + " replaced 2026-03-18 OPERATOR_CORRECTION",
              "activated C1 P1: " + fourth + " designated 2026-03-18"});
  town.end(fourth, ActorKind::Customer);
  CHECK(town.told() == Lines{"ended C1 P1: " + fourth + " removed 2026-03-20 REMOVED_BY_CUSTOMER"});
  const std::string other = town.associate("P2", "S3");
  town.told();
  town.end(other, ActorKind::Partner);
  CHECK(town.told() == Lines{"ended C2 P2: " + other + " resigned 2026-03-20 RESIGNED_BY_PARTNER"});
}

TEST_CASE("what is planned is said when it is planned, and nothing on its day") {
  Town town;
  const std::string planned = town.associate("P1", "S1", "2026-03-20");
  CHECK(town.told() == Lines{"updated C1 P1: " + planned + " scheduled 2026-03-20"});
  town.let_time_pass("2026-03-21");
  CHECK(town.told().empty());
  town.end(planned, ActorKind::Customer, "2026-03-30");
  CHECK(town.told() ==
        Lines{"ended C1 P1: " + planned + " removed 2026-03-30 REMOVED_BY_CUSTOMER"});
}

TEST_CASE(
    "an association that began is told with all its ids, and nobody is told who else there is") {
  Town town;
  town.associate("P1", "S1");
  town.told();
  town.associate("P2", "S1");
  const auto events = town.events();
  REQUIRE(events.size() == 2);
  CHECK(member(events[0].data, "partner_id") == "P1");
  CHECK(member(events[1].data, "partner_id") == "P2");
  CHECK(events[0].data.find("P2") == std::string::npos);
  for (const delivery::Event& one : events) {
    CHECK(member(one.data, "association_type") == "dpor");
    CHECK(member(one.data, "customer_id") == "C1");
    CHECK(member(one.data, "subscription_id") == "S1");
  }
}

TEST_CASE("a request: asked, approved, and later planned; its days are told once") {
  Town town;
  const auto invited = town.open("partner:P1", asking(lifecycle::Kind::Dpor, "P1", "S1"), "invite");
  CHECK(town.told() == Lines{"requested C1: " + invited.id() + " invited 2026-03-10"});
  town.move("customer:C1", invited, "confirm");
  const auto events = town.events();
  REQUIRE(events.size() == 1);
  CHECK(line_of(events[0]) == "activated C1 P1: " + invited.id() + " designated 2026-03-10");
  CHECK(member(events[0].data, "state") == "ACTIVE");

  auto wish = asking(lifecycle::Kind::Dpor, "P2", "S1");
  wish.on = day("2026-03-20");
  const auto planned = town.open("customer:C1", wish, "designate");
  CHECK(town.told() == Lines{"updated P2: " + planned.id() + " scheduled 2026-03-10"});
  town.let_time_pass("2026-03-20");
  const Lines told = town.told();
  REQUIRE(told.size() == 2);
  CHECK(told[0].starts_with("replaced C1 P1: act-"));
  CHECK(told[0].ends_with(" replaced 2026-03-20 REPLACED"));
  CHECK(told[1] == "activated C1 P2: " + planned.id() + " designated 2026-03-20");
  town.move("partner:P2", planned, "resign", {.reason = "too far away"});
  CHECK(town.told() ==
        Lines{"ended C1 P2: " + planned.id() + " resigned 2026-03-20 RESIGNED_BY_PARTNER"});
}

TEST_CASE("a standing designation: all that it made is told, its partner too when it resigns") {
  Town town;
  lifecycle::Request wish = asking(lifecycle::Kind::Standing, "P1", "");
  wish.customer = "C1";
  const auto standing = town.open("customer:C1", wish, "designate");
  Lines told = town.told();
  std::ranges::sort(told);
  const std::string began = "activated C1 P1: " + standing.id() + " designated 2026-03-10";
  const std::string moved = ": " + standing.id() + " designated 2026-03-10";
  CHECK(told == Lines{began, began, "updated C1" + moved, "updated P1" + moved});
  town.on("2026-03-15");
  town.move("partner:P1", standing, "resign", {.reason = "too far away"});
  const std::string ended =
      "ended C1 P1: " + standing.id() + " resigned 2026-03-15 RESIGNED_BY_PARTNER";
  CHECK(town.told() == Lines{ended, ended});
}

TEST_CASE("a deal that was approved for a term ends for the customer, too") {
  Town town;
  auto wish = asking(lifecycle::Kind::Deal, "P1", "S1");
  wish.on = day("2026-03-10");
  wish.until = day("2026-06-01");
  const auto deal = town.open("partner:P1", wish, "register",
                              {.evidence = "contract", .evidence_on = day("2026-03-01")});
  CHECK(town.told() == Lines{"requested: " + deal.id() + " deal_submitted 2026-03-10"});
  town.move("operator:anna", deal, "approve");
  CHECK(town.told() == Lines{"activated C1 P1: " + deal.id() + " designated 2026-03-10"});
  town.let_time_pass("2026-06-02");
  CHECK(town.told() == Lines{"ended C1 P1: " + deal.id() + " removed 2026-06-01 TERM_EXPIRED"});
}

TEST_CASE("a transfer that is complete has activated nobody") {
  Town town;
  auto wish = asking(lifecycle::Kind::Transfer, "P2", "S1");
  wish.counterparty = "P1";
  const auto transfer = town.open("partner:P2", wish, "request");
  town.told();
  town.move("partner:P1", transfer, "accept");
  const std::string tail = ": " + transfer.id() + " transfer_completed 2026-03-10";
  Lines told = town.told();
  std::erase_if(told, [&](const std::string& line) { return !line.ends_with(tail); });
  std::ranges::sort(told);
  CHECK(told == Lines{"updated C1" + tail, "updated P1" + tail, "updated P2" + tail});
}

TEST_CASE(
    "a merger: who loses, both customers and who goes on, each once, with the customer's id") {
  Town town;
  registry::Designation wish;
  wish.type = "dpor";
  wish.on = base::Day::min();
  for (const auto& [who, customer] : {std::pair("P1", "C1"), std::pair("P2", "C2")}) {
    wish.partner_id = who;
    wish.customer_id = customer;
    REQUIRE(app::associate(*town.store, {}, wish));
    town.on("2026-03-12");
  }
  town.told();
  REQUIRE(app::merge_customers(
      *town.store, {},
      {"C2", "C1", day("2026-03-12"), base::MergerKind::TenantMerged, "one company"}));
  const auto events = town.events();
  REQUIRE(events.size() == 2);
  const std::string lost = member(events[0].data, "subject");
  CHECK(line_of(events[0]) == "ended C1 C2 P2: " + lost + " removed 2026-03-12 TENANT_MERGED");
  CHECK(line_of(events[1]) == "updated P1: " + lost + " tenant_merged 2026-03-12");
  for (const delivery::Event& one : events) {
    CHECK(member(one.data, "customer_id") == "C2");
    CHECK(member(one.data, "association_type") == "dpor");
  }
  CHECK(member(events[1].data, "partner_id").empty());
}

TEST_CASE("a termination ends each association of the partner; the acts of files are silent") {
  Town town;
  const std::string one = town.associate("P1", "S1");
  const std::string two = town.associate("P1", "S3");
  town.on("2026-03-15");
  town.told();
  registry::StatusWish wish;
  wish.partner_id = "P1";
  wish.on = base::Day::min();
  wish.status = base::PartnerStatus::Terminated;
  wish.reason = "gone";
  REQUIRE(app::set_status(*town.store, {}, wish));
  CHECK(town.told() == Lines{"ended C1 P1: " + one + " removed 2026-03-15 PARTNER_TERMINATED",
                             "ended C2 P1: " + two + " removed 2026-03-15 PARTNER_TERMINATED"});
  registry::ChangeSet file;
  file.associations = {
      storage::testing::dpor("A1", "P2", "S2", storage::testing::days("2026-01-01"))};
  REQUIRE(town.store->registry().apply(file, {"operator:test", "import", "", "{}"}));
  CHECK(town.told() == Lines{"completed: registry"});
}

}  // namespace
}  // namespace app
