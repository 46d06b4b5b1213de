#include "registry/partner_acts.h"

#include <doctest/doctest.h>

#include "registry/registry_testing.h"

namespace registry::testing {

namespace {

using base::PartnerStatus;

std::string refusal(const base::Result<Decision>& decision) {
  return decision ? "done" : decision.error().reason;
}

StatusWish status(std::string_view on, std::optional<PartnerStatus> to) {
  return {.partner_id = "P1", .status = to, .on = day(on), .for_cause = false, .reason = "why"};
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a status needs a reason, a known partner, a day within reach, and something to change") {
  Town town;
  const Situation now = town.now("2026-04-20");
  StatusWish wish = status("2026-04-15", PartnerStatus::Suspended);
  CHECK(refusal(set_status(now, wish)) == "done");
  wish.reason.clear();
  CHECK(has(set_status(now, wish).error().message, "say why"));
  wish.reason = "why";
  wish.for_cause = true;
  CHECK(has(set_status(now, wish).error().message, "only a termination is for cause"));
  wish.partner_id = "P7";
  CHECK(refusal(set_status(now, wish)) == "PARTNER_NOT_FOUND");
  CHECK(refusal(set_status(now, status("2026-01-01", PartnerStatus::Suspended))) ==
        "BACKDATE_NOT_ALLOWED");
  CHECK(refusal(set_status(now, status("2026-04-20", PartnerStatus::Active))) == "ALREADY_HELD");
  CHECK(refusal(set_status(now, status("2026-04-20", std::nullopt))) == "NOT_HOLDER");
}

TEST_CASE("a termination ends the associations, and the record tells before and after") {
  Town town;
  REQUIRE(town.import(associations({line("a1", "dpor", "P1", "S1", days("2026-03-01"))})).empty());
  StatusWish wish = status("2026-04-15", PartnerStatus::Terminated);
  wish.for_cause = true;
  const auto decision = set_status(town.now("2026-04-20"), wish);
  REQUIRE(decision);
  CHECK(decision->act.action == "partner status");
  CHECK(has(decision->act.detail, R"("status":"terminated","starts_on":"2026-04-15")"));
  CHECK(has(decision->act.detail, R"("end_reason":"PARTNER_TERMINATED")"));
  town.take(decision->changes);
  CHECK(town.holders("dpor") == "P1 2026-03-01..2026-04-15 PARTNER_TERMINATED");

  const auto back = set_status(town.now("2026-04-20"), status("2026-04-15", std::nullopt));
  REQUIRE(back);
  CHECK(has(back->act.detail, R"("status":"withdrawn")"));
  town.take(back->changes);
  CHECK(town.snapshot.statuses.empty());
  CHECK(town.holders("dpor") == "P1 2026-03-01..2026-04-15 PARTNER_TERMINATED");
}

TEST_CASE("who is suspended from a day on is not designated from then on") {
  Town town;
  town.take(
      set_status(town.now("2026-04-20"), status("2026-04-15", PartnerStatus::Suspended))->changes);
  Designation wish;
  wish.type = "dpor";
  wish.partner_id = "P1";
  wish.subscription_id = "S1";
  wish.on = day("2026-04-20");
  CHECK(refusal(associate(town.now("2026-04-20"), wish)) == "PARTNER_NOT_ACTIVE");
  wish.on = day("2026-04-14");
  CHECK(refusal(associate(town.now("2026-04-20"), wish)) == "done");
}

TEST_CASE("an enrolment is recorded once, ended by its first day, and not by the terminated") {
  Town town;
  const Situation now = town.now("2026-04-25");
  const EnrolWish wish{"P1", "cloud", days("2026-04-23"), ""};
  const auto enrolled = enrol(now, wish);
  REQUIRE(enrolled);
  CHECK(has(enrolled->act.detail, R"("agreement":"cloud","completed_on":"2026-04-23")"));
  town.take(enrolled->changes);
  CHECK(refusal(enrol(town.now("2026-04-25"), wish)) == "ALREADY_HELD");
  const EnrolWish ended{"P1", "cloud", days("2026-04-23", "2026-05-10"), "left"};
  town.take(enrol(town.now("2026-05-09"), ended)->changes);
  REQUIRE(town.snapshot.enrolments.size() == 1);
  CHECK(town.snapshot.enrolments[0].days.to == day("2026-05-10"));
  // Years after the first day the last one can still be said.
  const EnrolWish again{"P1", "cloud", days("2026-04-23", "2027-04-01"), ""};
  CHECK(refusal(enrol(town.now("2027-04-01"), again)) == "BACKDATE_NOT_ALLOWED");
  CHECK(refusal(enrol(now, {"P1", "cloud", days("2026-04-24", "2026-04-20"), ""})) == "");
  town.take(
      set_status(town.now("2026-06-01"), status("2026-06-01", PartnerStatus::Terminated))->changes);
  CHECK(refusal(enrol(town.now("2026-06-02"), {"P1", "other", days("2026-06-02"), ""})) ==
        "PARTNER_NOT_ACTIVE");
}

TEST_CASE("a profile is recorded by kind") {
  Town town;
  const ProfileWish wish{"P1", base::ProfileKind::Tax, days("2026-04-23"), "form"};
  const auto done = complete_profile(town.now("2026-04-25"), wish);
  REQUIRE(done);
  CHECK(done->act.action == "partner profile");
  CHECK(done->act.reason == "form");
  town.take(done->changes);
  CHECK(refusal(complete_profile(town.now("2026-04-25"), wish)) == "ALREADY_HELD");
  CHECK(refusal(complete_profile(town.now("2026-04-25"), {"P9", base::ProfileKind::Tax, {}, ""})) ==
        "PARTNER_NOT_FOUND");
}

}  // namespace registry::testing
