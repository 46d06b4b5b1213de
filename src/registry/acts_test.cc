#include "registry/acts.h"

#include <doctest/doctest.h>

#include "registry/registry_testing.h"

namespace registry::testing {

namespace {

Designation dpor(std::string partner, std::string_view on, std::string subscription = "S1") {
  return {.type = "dpor",
          .partner_id = std::move(partner),
          .subscription_id = std::move(subscription),
          .customer_id = "",
          .workload = "",
          .on = day(on),
          .reason = ""};
}

// The reason code, or nothing when the act was done.
std::string attempt(Town& town, const Designation& wish, std::string_view today,
                    ActorKind actor = ActorKind::Operator) {
  const auto decision = associate(town.now(today, actor), wish);
  if (!decision) return decision.error().reason;
  town.take(decision->changes);
  return {};
}

std::string move_to(Town& town, base::Channel channel, std::string_view on,
                    std::string transacting = "", std::string reseller = "") {
  const auto decision = change_channel(town.now(on), {.subscription_id = "S1",
                                                      .channel = channel,
                                                      .on = day(on),
                                                      .transacting_id = std::move(transacting),
                                                      .reseller_id = std::move(reseller),
                                                      .reason = ""});
  if (!decision) return decision.error().reason;
  town.take(decision->changes);
  return {};
}

}  // namespace

TEST_CASE("a new partner of record takes over from the day of the act") {
  Town town;
  CHECK(attempt(town, dpor("P1", "2026-03-01"), "2026-03-01").empty());
  CHECK(attempt(town, dpor("P2", "2026-03-11"), "2026-03-11").empty());
  CHECK(town.holders("dpor") == "P1 2026-03-01..2026-03-11 REPLACED; P2 2026-03-11..");
}

TEST_CASE("the last of several designations on one day holds the day (E34)") {
  Town town;
  for (const char* partner : {"P1", "P2", "P3"}) {
    CHECK(attempt(town, dpor(partner, "2026-03-10"), "2026-03-10").empty());
  }
  CHECK(town.holders("dpor") ==
        "P1 2026-03-10..2026-03-10 SUPERSEDED_SAME_DAY; "
        "P2 2026-03-10..2026-03-10 SUPERSEDED_SAME_DAY; P3 2026-03-10..");
}

TEST_CASE("an operator corrects the past by naming the interval (E9)") {
  Town town;
  town.import(associations({line("a1", "dpor", "P1", "S1", days("2026-02-01", "2026-03-11")),
                            line("a2", "dpor", "P2", "S1", days("2026-03-11"))}));
  CHECK(attempt(town, dpor("P2", "2026-03-01"), "2026-05-15").empty());
  CHECK(
      town.holders("dpor") ==
      "P1 2026-02-01..2026-03-01 OPERATOR_CORRECTION; P2 2026-03-01..2026-03-11; P2 2026-03-11..");
}

TEST_CASE("refusals carry the code of their rule") {
  Town town;
  town.import(associations({line("a1", "dpor", "P1", "S1", days("2026-01-01"))}));
  town.import(channels({{.subscription_id = "S3",
                         .channel = base::Channel::CspDirect,
                         .days = days("2026-01-01"),
                         .transacting_id = "P5",
                         .reseller_id = ""}}));
  const auto typed = [](std::string type, std::string subscription) {
    Designation wish = dpor("P2", "2026-03-10", std::move(subscription));
    wish.type = std::move(type);
    return wish;
  };
  auto mismatch = dpor("P2", "2026-03-10");
  mismatch.customer_id = "C2";
  auto held = dpor("P2", "2026-03-10");
  held.incumbent = Incumbent::Refuse;
  auto nobody = dpor("P2", "2026-03-10", "S2");
  nobody.incumbent = Incumbent::Require;
  struct Case {
    Designation wish;
    ActorKind actor;
    const char* code;
  };
  const Case cases[] = {
      {dpor("P9", "2026-03-10"), ActorKind::Customer, "PARTNER_NOT_FOUND"},
      {dpor("OFF", "2026-03-10"), ActorKind::Customer, "PARTNER_NOT_ACTIVE"},
      {dpor("P2", "2026-03-10", "S7"), ActorKind::Customer, "SUBSCRIPTION_NOT_FOUND"},
      {dpor("P2", "2026-03-10", "S3"), ActorKind::Customer, "ASSOC_NOT_ALLOWED_ON_CHANNEL"},
      {typed("csp_direct", "S1"), ActorKind::Operator, "ASSOC_NOT_ALLOWED_ON_CHANNEL"},
      {typed("dap", "S1"), ActorKind::Customer, "ASSOC_NOT_ALLOWED_FOR_FAMILY"},
      {typed("isv_deal", "S2"), ActorKind::Operator, "ASSOC_NOT_ALLOWED_FOR_FAMILY"},
      {dpor("P1", "2026-03-10"), ActorKind::Customer, "ALREADY_HELD"},
      {held, ActorKind::Customer, "ALREADY_HELD"},
      {nobody, ActorKind::Customer, "NOT_HOLDER"},
      {dpor("P2", "2026-03-09"), ActorKind::Customer, "BACKDATE_NOT_ALLOWED"},
      {dpor("P2", "2025-12-09"), ActorKind::Operator, "BACKDATE_NOT_ALLOWED"},
      {dpor("P2", "2026-06-30"), ActorKind::Customer, "FUTURE_DATE_NOT_ALLOWED"},
      {dpor("C9", "2026-03-10", "S9"), ActorKind::Customer, "SELF_DEALING"},
      {mismatch, ActorKind::Operator, "TENANT_MISMATCH"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.wish.partner_id);
    CAPTURE(one.wish.type);
    CHECK(attempt(town, one.wish, "2026-03-10", one.actor) == one.code);
  }
  CHECK(attempt(town, dpor("P2", "2028-01-10"), "2028-01-10") == "SUBSCRIPTION_NOT_ACTIVE");
}

TEST_CASE("the audit detail of a refusal says what was asked and why not") {
  Town town;
  const auto situation = town.now("2026-03-10", ActorKind::Customer);
  const auto wish = dpor("P9", "2026-03-10");
  const auto decision = associate(situation, wish);
  REQUIRE(!decision.has_value());
  const Act act = refused(situation, "associate", detail_of(wish), decision.error());
  CHECK(act.actor == "customer:test");
  CHECK(act.action == "associate refused");
  CHECK(act.reason == "PARTNER_NOT_FOUND");
  CHECK(act.detail ==
        R"({"asked":{"type":"dpor","partner":"P9","subscription":"S1","on":"2026-03-10"},)"
        R"("why":"partner 'P9' is not registered; check its id"})");
}

TEST_CASE("who acts for itself touches nothing of another customer or partner") {
  Town town;
  attempt(town, dpor("P1", "2026-03-01"), "2026-03-01");
  const auto as = [&](ActorKind kind, const char* self) {
    Situation out = town.now("2026-03-11", kind);
    out.self = self;
    return out;
  };
  const std::string owner = town.snapshot[town.snapshot.subscriptions[0].customer].id;
  const std::string other = owner == "C1" ? "C2" : "C1";
  const Designation wish = dpor("P2", "2026-03-11");
  CHECK(associate(as(ActorKind::Customer, other.c_str()), wish).error().reason ==
        "NOT_CUSTOMER_ADMIN");
  CHECK(associate(as(ActorKind::Customer, other.c_str()), dpor("P2", "2026-03-11", "S999"))
            .error()
            .reason == "NOT_CUSTOMER_ADMIN");
  CHECK(associate(as(ActorKind::Partner, "P2"), wish).error().reason == "ACTOR_NOT_ALLOWED");
  CHECK(associate(as(ActorKind::Customer, owner.c_str()), wish).has_value());
  Ending ending;
  ending.type = "dpor";
  ending.subscription_id = "S1";
  ending.on = day("2026-03-11");
  CHECK(end(as(ActorKind::Customer, other.c_str()), ending).error().reason == "NOT_HOLDER");
  CHECK(end(as(ActorKind::Partner, "P2"), ending).error().reason == "NOT_HOLDER");
  CHECK(end(as(ActorKind::Partner, "P1"), ending).has_value());
  CHECK(end(as(ActorKind::Customer, owner.c_str()), ending).has_value());
}

TEST_CASE("ending leaves earlier days and names why") {
  Town town;
  attempt(town, dpor("P1", "2026-03-01"), "2026-03-01");
  const Ending wish{.association_id = "",
                    .type = "dpor",
                    .partner_id = "",
                    .subscription_id = "S1",
                    .customer_id = "",
                    .on = day("2026-03-11"),
                    .end_reason = "",
                    .reason = ""};
  const auto decision = end(town.now("2026-03-11", ActorKind::Customer), wish);
  REQUIRE(decision.has_value());
  town.take(decision->changes);
  CHECK(town.holders("dpor") == "P1 2026-03-01..2026-03-11 REMOVED_BY_CUSTOMER");
  CHECK(end(town.now("2026-03-11"), wish).error().reason == "NOT_HOLDER");
}

TEST_CASE("a move to CSP ends DPOR and TPOR and starts the chain on that day (X8, E6)") {
  Town town;
  CHECK(move_to(town, base::Channel::Ea, "2026-03-01", "P3").empty());
  CHECK(attempt(town, dpor("P1", "2026-03-01"), "2026-03-01").empty());
  CHECK(move_to(town, base::Channel::CspIndirect, "2026-03-16", "P5", "P4").empty());
  CHECK(town.holders("dpor") == "P1 2026-03-01..2026-03-16 CHANNEL_CHANGED_TO_CSP");
  CHECK(town.holders("tpor") == "P3 2026-03-01..2026-03-16 CHANNEL_CHANGED_TO_CSP");
  CHECK(town.holders("csp_provider") == "P5 2026-03-16..");
  CHECK(town.holders("csp_reseller") == "P4 2026-03-16..");
}

TEST_CASE("a move from CSP revives nobody (X9)") {
  Town town;
  move_to(town, base::Channel::Ea, "2026-03-01", "P3");
  attempt(town, dpor("P1", "2026-03-01"), "2026-03-01");
  move_to(town, base::Channel::CspDirect, "2026-03-16", "P5");
  CHECK(move_to(town, base::Channel::DirectWeb, "2026-04-01").empty());
  CHECK(town.holders("csp_direct") == "P5 2026-03-16..2026-04-01 CHANNEL_CHANGED_FROM_CSP");
  CHECK(town.holders("dpor") == "P1 2026-03-01..2026-03-16 CHANNEL_CHANGED_TO_CSP");
}

TEST_CASE("a change of the CSP partner cuts by the day (X10)") {
  Town town;
  move_to(town, base::Channel::CspDirect, "2026-03-01", "P4");
  CHECK(move_to(town, base::Channel::CspDirect, "2026-03-16", "P5").empty());
  CHECK(town.holders("csp_direct") == "P4 2026-03-01..2026-03-16 REPLACED; P5 2026-03-16..");
}

TEST_CASE("two moves on one day leave the last one") {
  Town town;
  move_to(town, base::Channel::CspDirect, "2026-03-16", "P4");
  CHECK(move_to(town, base::Channel::Ea, "2026-03-16", "P5").empty());
  CHECK(town.holders("csp_direct").empty());
  CHECK(town.holders("tpor") == "P5 2026-03-16..");
}

TEST_CASE("claims exclude each other in a workload (C6)") {
  Town town;
  town.programme.types.push_back(
      {.code = "cpor", .name = "", .exclusive = "cpor", .exclusive_per_workload = true});
  const auto claim = [&](const char* partner, const char* workload, Incumbent incumbent) {
    Designation wish = dpor(partner, "2026-03-01");
    wish.type = "cpor";
    wish.workload = workload;
    wish.incumbent = incumbent;
    return attempt(town, wish, "2026-03-01");
  };
  CHECK(claim("P1", "Exchange", Incumbent::Refuse).empty());
  CHECK(claim("P2", "Teams", Incumbent::Refuse).empty());
  CHECK(claim("P1", "Teams", Incumbent::Refuse) == "ALREADY_HELD");
  CHECK(claim("P1", "Exchange", Incumbent::Refuse) == "ALREADY_HELD");
  CHECK(claim("P3", "", Incumbent::Replace) == "ALREADY_HELD");
  CHECK(claim("P3", "Exchange", Incumbent::Replace).empty());
  CHECK(town.holders("cpor") ==
        "P1 2026-03-01..2026-03-01 SUPERSEDED_SAME_DAY; P2 2026-03-01..; P3 2026-03-01..");
}

}  // namespace registry::testing
