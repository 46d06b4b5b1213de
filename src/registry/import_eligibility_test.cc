#include <doctest/doctest.h>

#include "registry/partner_days.h"
#include "registry/registry_testing.h"

namespace registry::testing {

namespace {

using base::PartnerStatus;

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

template <class Line>
Delivery file(const char* name, std::initializer_list<Line> lines) {
  std::vector<Delivered<Line>> rows;
  std::int64_t number = 2;
  for (const Line& line : lines)
    rows.push_back({line, number++});
  return {name, std::move(rows)};
}

Delivery statuses(std::initializer_list<StatusLine> lines) {
  return file("partner_statuses.csv", lines);
}

StatusLine terminated(std::string partner, std::string_view from, bool for_cause = false) {
  return {std::move(partner), day(from), PartnerStatus::Terminated, for_cause, "left"};
}

PartnerStatus status(const Town& town, std::string_view on) {
  return status_on(town.snapshot, {0}, day(on));
}

}  // namespace

TEST_CASE(
    "a partner is what its last change up to the day says; without any, what partners.csv says") {
  Town town;
  CHECK(town.import(statuses({{"P1", day("2026-04-15"), PartnerStatus::Suspended, false, "papers"},
                              {"P1", day("2026-04-25"), PartnerStatus::Active, false, ""},
                              {"OFF", day("2026-05-01"), PartnerStatus::Active, false, ""}}))
            .empty());
  CHECK(status(town, "2026-04-14") == PartnerStatus::Active);
  CHECK(status(town, "2026-04-15") == PartnerStatus::Suspended);
  CHECK(status(town, "2026-04-24") == PartnerStatus::Suspended);
  CHECK(status(town, "2026-04-25") == PartnerStatus::Active);
  const base::PartnerKey off{5};
  CHECK(town.snapshot[off].status == PartnerStatus::Suspended);
  CHECK(status_on(town.snapshot, off, day("2026-01-01")) == PartnerStatus::Active);
  CHECK(status_on(town.snapshot, {1}, day("2026-01-01")) == PartnerStatus::Active);
}

TEST_CASE(
    "the same statuses change nothing; another word for a day replaces it, none withdraws it") {
  Town town;
  const StatusLine suspended{"P1", day("2026-04-15"), PartnerStatus::Suspended, false, ""};
  REQUIRE(town.import(statuses({suspended})).empty());
  CHECK(town.look_at(statuses({suspended}))->empty());
  REQUIRE(town.import(statuses({terminated("P1", "2026-04-15")})).empty());
  CHECK(status(town, "2026-04-15") == PartnerStatus::Terminated);
  REQUIRE(town.import(statuses({{"P1", day("2026-04-15"), {}, false, ""}})).empty());
  CHECK(status(town, "2026-04-15") == PartnerStatus::Active);
  CHECK(town.snapshot.statuses.empty());
  CHECK(town.look_at(statuses({{"P1", day("2026-04-15"), {}, false, ""}}))->empty());
}

TEST_CASE("only a termination is for cause, and the partner must be known") {
  Town town;
  const std::string cause =
      town.import(statuses({{"P1", day("2026-04-15"), PartnerStatus::Active, true, ""}}));
  CHECK(has(cause, "partner_statuses.csv line 2, column for_cause"));
  CHECK(has(town.import(statuses({terminated("P12", "2026-04-15")})), "did you mean 'P1'?"));
}

TEST_CASE("a termination ends what was designated, and the file of before stays as it was taken") {
  Town town;
  const Delivery before = associations({line("a1", "dpor", "P1", "S1", days("2026-03-01")),
                                        line("a2", "dpor", "P2", "S2", days("2026-03-01"))});
  REQUIRE(town.import(before).empty());
  const auto changes = town.look_at(statuses({terminated("P1", "2026-04-15")}));
  REQUIRE(changes);
  CHECK(changes->associations.size() == 1);
  town.take(*changes);
  CHECK(town.holders("dpor") == "P1 2026-03-01..2026-04-15 PARTNER_TERMINATED");
  CHECK(town.holders("dpor", "S2") == "P2 2026-03-01..");
  CHECK(town.look_at(before)->empty());
  CHECK(town.import(associations({line("a3", "dpor", "P2", "S1", days("2026-04-15"))})).empty());
}

TEST_CASE("rows of a terminated partner are taken up to its termination") {
  Town town;
  REQUIRE(town.import(statuses({terminated("P1", "2026-04-15", true)})).empty());
  REQUIRE(town.import(associations({line("a1", "dpor", "P1", "S1", days("2026-03-01"))})).empty());
  CHECK(town.holders("dpor") == "P1 2026-03-01..2026-04-15 PARTNER_TERMINATED");
  const std::string late =
      town.import(associations({line("a2", "dpor", "P1", "S2", days("2026-04-20"))}));
  CHECK(has(late, "PARTNER_NOT_ACTIVE|associations.csv line 2"));
}

TEST_CASE("no later status revives an association that was open at the termination") {
  Town town;
  REQUIRE(town.import(statuses({terminated("P1", "2026-04-15"),
                                {"P1", day("2026-05-01"), PartnerStatus::Active, false, ""}}))
              .empty());
  const Association open{.id = "x",
                         .type = 0,
                         .partner = {0},
                         .customer = {0},
                         .subscription = {0},
                         .workload = "",
                         .days = days("2026-03-01"),
                         .end_reason = "",
                         .source = "import",
                         .recorded = {}};
  CHECK(lasting_days(town.snapshot, open).to == day("2026-04-15"));
  Association later = open;
  later.days = days("2026-05-02");
  CHECK(lasting_days(town.snapshot, later) == later.days);
  Association between = open;
  between.days = days("2026-04-20");
  CHECK(lasting_days(town.snapshot, between).empty());
}

TEST_CASE("enrolments and profiles are kept by their first day; the same file changes nothing") {
  Town town;
  const Delivery enrolments = file<EnrolmentLine>(
      "enrolments.csv",
      {{"P1", "cloud", days("2026-04-23")}, {"P1", "cloud", days("2025-01-01", "2025-06-01")}});
  REQUIRE(town.import(enrolments).empty());
  CHECK(town.look_at(enrolments)->empty());
  REQUIRE(town.snapshot.enrolments.size() == 2);
  CHECK(town.snapshot.enrolments[0].days.from == day("2025-01-01"));
  REQUIRE(town.import(file<EnrolmentLine>("enrolments.csv",
                                          {{"P1", "cloud", days("2026-04-23", "2026-04-23")}}))
              .empty());
  CHECK(town.snapshot.enrolments[1].days.empty());

  const Delivery profiles =
      file<ProfileLine>("profiles.csv", {{"P2", base::ProfileKind::Tax, days("2026-04-23")},
                                         {"P2", base::ProfileKind::Payout, days("2026-04-23")}});
  REQUIRE(town.import(profiles).empty());
  CHECK(town.look_at(profiles)->empty());
  CHECK(town.snapshot.profiles.front().kind == base::ProfileKind::Payout);
  const std::string unknown = town.import(
      file<ProfileLine>("profiles.csv", {{"P22", base::ProfileKind::Tax, days("2026-01-01")}}));
  CHECK(has(unknown, "profiles.csv line 2, column partner_id, value 'P22'"));
}

TEST_CASE("the group of a day comes from memberships; a partner without any keeps its own") {
  Town town;
  town.snapshot.partners[0].group_id = town.snapshot.partners[1].group_id = "G";
  town.snapshot.memberships = {{{0}, "H", days("2026-03-11", "2026-03-21")}};
  CHECK(group_on(town.snapshot, {0}, day("2026-03-10")).empty());
  CHECK(group_on(town.snapshot, {0}, day("2026-03-11")) == "H");
  CHECK(group_on(town.snapshot, {1}, day("2026-03-11")) == "G");
}

}  // namespace registry::testing
