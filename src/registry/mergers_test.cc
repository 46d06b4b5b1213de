#include "registry/mergers.h"

#include <doctest/doctest.h>

#include "registry/customer_acts.h"
#include "registry/registry_testing.h"

namespace registry::testing {

namespace {

using base::MergerKind;

std::string refusal(const base::Result<Decision>& decision) {
  return decision ? "done" : decision.error().reason;
}

MergerWish into(const char* merged, const char* survivor, std::string_view on,
                MergerKind kind = MergerKind::TenantMerged) {
  return {merged, survivor, day(on), kind, "why"};
}

AssociationLine wide(std::string id, std::string type, std::string partner, std::string customer,
                     base::DayRange when) {
  AssociationLine out = line(std::move(id), std::move(type), std::move(partner), "", when);
  out.customer_id = std::move(customer);
  return out;
}

Delivery mergers(std::vector<MergerLine> lines) {
  MergerRows rows;
  for (auto& one : lines)
    rows.push_back({one, static_cast<std::int64_t>(rows.size()) + 2});
  return {.file = "customer_mergers.csv", .rows = std::move(rows)};
}

const Association& at(const Town& town, std::string_view id) {
  const Association* found = find_association(town.snapshot, id);
  REQUIRE(found != nullptr);
  return *found;
}

}  // namespace

TEST_CASE("two customers are one since the latest day on the way between them") {
  Town town;
  town.snapshot.mergers = {{{0}, {1}, day("2026-04-01"), MergerKind::TenantMerged},
                           {{1}, {2}, day("2026-03-01"), MergerKind::TenantMerged}};
  const Kinship kinship(town.snapshot);
  CHECK(kinship.one_since({0}, {0}) == base::Day::min());
  CHECK(kinship.one_since({0}, {1}) == day("2026-04-01"));
  CHECK(kinship.one_since({2}, {1}) == day("2026-03-01"));
  CHECK(kinship.one_since({0}, {2}) == day("2026-04-01"));
  CHECK(kinship.kin({1}) == std::vector<base::CustomerKey>{{0}, {2}});
  CHECK(kinship.survivor({0}, day("2026-03-31")) == base::CustomerKey{0});
  CHECK(kinship.survivor({0}, day("2026-04-01")) == base::CustomerKey{2});
  CHECK(Kinship(Town().snapshot).one_since({0}, {1}) == base::Day::forever());
}

TEST_CASE("who acquires acts for the acquired, on through chains, and never the other way") {
  Town town;
  town.snapshot.mergers = {{{0}, {1}, day("2026-04-01"), MergerKind::Acquired},
                           {{1}, {2}, day("2026-05-01"), MergerKind::Acquired}};
  const auto acts = [&](const char* actor, const char* owner, std::string_view on) {
    return acts_for(town.snapshot, actor, owner, day(on));
  };
  CHECK(acts("C1", "C1", "2020-01-01"));
  CHECK(!acts("C2", "C1", "2026-03-31"));
  CHECK(acts("C2", "C1", "2026-04-01"));
  CHECK(!acts("C9", "C1", "2026-04-30"));
  CHECK(acts("C9", "C1", "2026-05-01"));
  CHECK(!acts("C1", "C2", "2026-06-01"));
  CHECK(!acts("C7", "C1", "2026-06-01"));
  const Kinship kinship(town.snapshot);
  CHECK(kinship.one_since({0}, {1}) == base::Day::forever());
  CHECK(kinship.house_since({0}, {2}) == day("2026-05-01"));
}

TEST_CASE("of two that collide the one that began earlier goes on") {
  Town town;
  REQUIRE(town.import(associations({wide("a1", "dpor", "P1", "C1", days("2025-09-01")),
                                    line("a2", "dpor", "P2", "S3", days("2025-06-01")),
                                    wide("a3", "dap", "P1", "C1", days("2025-09-01")),
                                    wide("a4", "dap", "P1", "C2", days("2025-09-01"))}))
              .empty());
  const auto decision = merge(town.now("2026-04-01"), into("C2", "C1", "2026-04-01"));
  REQUIRE(decision);
  CHECK(decision->act.action == "customer merge");
  CHECK(decision->act.detail.find(R"("merged":"C2","survivor":"C1")") != std::string::npos);
  town.take(decision->changes);
  CHECK(at(town, "a1").days.to == day("2026-04-01"));
  CHECK(at(town, "a1").end_reason == "TENANT_MERGED");
  for (const char* id : {"a2", "a3", "a4"})
    CHECK(at(town, id).days.to == base::Day::forever());
  CHECK(town.snapshot.mergers.size() == 1);
}

TEST_CASE("one that a loser kept out goes on, and one that had not begun never begins") {
  Town town;
  REQUIRE(
      town.import(associations({wide("a1", "dpor", "P1", "C1", days("2025-09-01")),
                                line("a2", "dpor", "P2", "S3", days("2025-06-01", "2026-05-01")),
                                line("a3", "dpor", "P3", "S3", days("2026-05-01")),
                                line("a4", "dpor", "P4", "S9", days("2026-06-01"))}))
          .empty());
  town.take(merge(town.now("2026-04-01"), into("C2", "C1", "2026-04-01"))->changes);
  CHECK(at(town, "a1").days.to == day("2026-04-01"));
  CHECK(at(town, "a3").days.to == base::Day::forever());
  REQUIRE(
      town.import(associations({wide("b1", "dpor", "P1", "C2", days("2026-01-01", "2026-01-01"))}))
          .empty());
  REQUIRE(town.import(associations({wide("b2", "tpor", "P1", "C1", days("2026-01-01")),
                                    line("b3", "tpor", "P4", "S9", days("2026-06-01"))}))
              .empty());
  town.take(merge(town.now("2026-04-01"), into("C9", "C1", "2026-04-01"))->changes);
  CHECK(at(town, "b3").days.empty());
  CHECK(at(town, "b3").end_reason == "TENANT_MERGED");
  CHECK(at(town, "a4").days == days("2026-06-01"));
}

TEST_CASE("an acquisition ends nothing") {
  Town town;
  REQUIRE(town.import(associations({wide("a1", "dpor", "P1", "C1", days("2025-09-01")),
                                    wide("a2", "dpor", "P2", "C2", days("2025-06-01"))}))
              .empty());
  const auto decision =
      merge(town.now("2026-04-01"), into("C2", "C1", "2026-04-01", MergerKind::Acquired));
  REQUIRE(decision);
  CHECK(decision->changes.associations.empty());
}

TEST_CASE("a merger needs two known customers, a reason, a day in reach, and no way back") {
  Town town;
  CHECK(refusal(merge(town.now("2026-04-01"), into("C1", "C1", "2026-04-01"))) == "MERGER_CYCLE");
  CHECK(merge(town.now("2026-04-01"), into("C7", "C1", "2026-04-01")).error().code ==
        base::Code::NotFound);
  CHECK(refusal(merge(town.now("2026-04-01"), into("C2", "C1", "2025-04-01"))) ==
        "BACKDATE_NOT_ALLOWED");
  MergerWish silent = into("C2", "C1", "2026-04-01");
  silent.reason.clear();
  CHECK(merge(town.now("2026-04-01"), silent).error().message.find("say why") != std::string::npos);
  town.take(merge(town.now("2026-04-01"), into("C2", "C1", "2026-04-01"))->changes);
  CHECK(refusal(merge(town.now("2026-04-01"), into("C2", "C9", "2026-04-01"))) == "ALREADY_MERGED");
  CHECK(refusal(merge(town.now("2026-04-01"), into("C1", "C2", "2026-04-01"))) == "MERGER_CYCLE");
  CHECK(refusal(merge(town.now("2026-04-01"),
                      into("C1", "C2", "2026-04-01", MergerKind::Acquired))) == "MERGER_CYCLE");
}

TEST_CASE("a file of mergers says each once; associations.csv again changes nothing") {
  Town town;
  const Delivery both = associations({wide("a1", "dpor", "P1", "C1", days("2025-09-01")),
                                      wide("a2", "dpor", "P2", "C2", days("2025-06-01"))});
  REQUIRE(town.import(both).empty());
  const Delivery file = mergers({{"C2", "C1", day("2026-04-01"), MergerKind::TenantMerged},
                                 {"C1", "C9", day("2026-05-01"), MergerKind::TenantMerged}});
  REQUIRE(town.import(file).empty());
  CHECK(at(town, "a1").days.to == day("2026-04-01"));
  CHECK(town.look_at(file)->empty());
  CHECK(town.look_at(both)->empty());
  const std::string again =
      town.import(mergers({{"C2", "C1", day("2026-04-02"), MergerKind::TenantMerged}}));
  CHECK(again.starts_with("ALREADY_MERGED|customer_mergers.csv line 2"));
  const std::string unknown =
      town.import(mergers({{"C7", "C1", day("2026-04-02"), MergerKind::TenantMerged}}));
  CHECK(unknown.find("column merged_customer_id, value 'C7'") != std::string::npos);
}

TEST_CASE("after a merger either name is the customer's, and its partner is replaced by either") {
  Town town;
  REQUIRE(town.import(associations({wide("a2", "dpor", "P2", "C2", days("2025-06-01"))})).empty());
  town.take(merge(town.now("2026-04-01"), into("C2", "C1", "2026-04-01"))->changes);
  Designation wish;
  wish.type = "dpor";
  wish.partner_id = "P1";
  wish.customer_id = "C1";
  wish.on = day("2026-04-05");
  const Situation now = town.now("2026-04-05");
  Designation named = wish;
  named.subscription_id = "S3";
  CHECK(refusal(associate(now, named)) == "ALREADY_HELD");
  const auto replaced = associate(now, wish);
  REQUIRE(replaced);
  CHECK(replaced->changes.associations.at(0).id == "a2");
  CHECK(replaced->changes.associations.at(0).end_reason == "REPLACED");
  town.take(merge(town.now("2026-04-01"), into("C1", "C9", "2026-04-04"))->changes);
  wish.partner_id = "C9";
  CHECK(refusal(associate(town.now("2026-04-05"), wish)) == "SELF_DEALING");
  wish.partner_id = "P1";
  Ending ending;
  ending.type = "dpor";
  ending.customer_id = "C1";
  ending.on = day("2026-04-05");
  CHECK(end(now, ending)->association_id == "a2");
  wish.on = day("2026-03-20");
  CHECK(refusal(associate(now, wish)) == "ALREADY_HELD");
}

}  // namespace registry::testing
