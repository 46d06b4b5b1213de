#include <doctest/doctest.h>

#include "registry/registry_testing.h"

namespace registry::testing {

namespace {

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

AccessLine access(std::string_view from, std::string_view to) {
  AccessLine out{.association_id = "A1", .from = *base::parse_timestamp(from), .to = {}};
  if (!to.empty()) out.to = base::parse_timestamp(to);
  return out;
}

Delivery access_file(std::initializer_list<AccessLine> lines) {
  return file("access.csv", lines);
}

ManualLine given(std::string reference, std::int64_t amount) {
  return {.reference = std::move(reference),
          .lever = "goodwill",
          .partner_id = "P1",
          .subscription_id = "S1",
          .month = *base::Month::parse("2026-03"),
          .amount = base::Decimal::from_integer(amount),
          .currency = "USD",
          .reason = "late start"};
}

Delivery manual_file(std::initializer_list<ManualLine> lines) {
  return file("manual_earnings.csv", lines);
}

Town town_with_an_association() {
  Town town;
  REQUIRE(town.import(file<AssociationLine>("associations.csv", {{.id = "A1",
                                                                  .type = "dpor",
                                                                  .partner_id = "P1",
                                                                  .customer_id = "C1",
                                                                  .subscription_id = "S1",
                                                                  .workload = {},
                                                                  .days = days("2026-01-01")}}))
              .empty());
  programs::Lever goodwill;
  goodwill.code = "goodwill";
  goodwill.kind = programs::LeverKind::Manual;
  town.programme.levers.push_back(goodwill);
  return town;
}

}  // namespace

TEST_CASE("access belongs to an association, and a time without offset to the programme's clock") {
  Town town = town_with_an_association();
  town.programme.parameters.time_zone = "Europe/Berlin";
  REQUIRE(town.import(access_file({access("2026-03-01T00:00", "2026-03-02T00:00")})).empty());
  const AccessPeriod& known = town.snapshot.access_periods.at(0);
  CHECK(known.from == base::instant_of(*base::parse_timestamp("2026-02-28T23:00Z")));
  CHECK(town.look_at(access_file({access("2026-02-28T23:00Z", "2026-03-01T23:00Z")}))->empty());

  REQUIRE(town.import(access_file({access("2026-03-01T00:00", "")})).empty());
  REQUIRE(town.snapshot.access_periods.size() == 1);
  CHECK(town.snapshot.access_periods.at(0).to == kNoEnd);

  AccessLine other = access("2026-03-01T00:00Z", "");
  other.association_id = "A11";
  CHECK(has(town.import(access_file({other})),
            "access.csv line 2, column association_id, value 'A11': no association with this id"));
  CHECK(has(town.import(access_file({access("2026-03-02T00:00Z", "2026-03-01T00:00Z")})),
            "access ends before it starts"));
  CHECK(has(town.import(access_file({access("2026-03-01T00:00Z", "2026-03-02T00:00Z"),
                                     access("2026-03-01T01:00+01:00", "2026-03-03T00:00Z")})),
            "the file already says something else about it on line 2"));
}

TEST_CASE("an amount by hand names a manual lever, a partner and a subscription") {
  Town town = town_with_an_association();
  REQUIRE(town.import(manual_file({given("R1", 50), given("R2", -5)})).empty());
  CHECK(town.look_at(manual_file({given("R1", 50)}))->empty());
  REQUIRE(town.import(manual_file({given("R1", 0)})).empty());
  REQUIRE(town.snapshot.manual_earnings.size() == 2);
  CHECK(town.snapshot.manual_earnings.at(0).amount.is_zero());

  ManualLine wrong = given("R3", 1);
  wrong.lever = "dpor-consumption";
  CHECK(has(town.import(manual_file({wrong})), "no lever of kind manual with this code"));
  wrong = given("R3", 1);
  wrong.partner_id = "P11";
  CHECK(has(town.import(manual_file({wrong})), "column partner_id, value 'P11'"));
  wrong = given("R3", 1);
  wrong.subscription_id = "S11";
  CHECK(has(town.import(manual_file({wrong})), "column subscription_id, value 'S11'"));
  CHECK(has(town.import(manual_file({given("R3", 1), given("R3", 2)})),
            "the file already says something else about it on line 2"));
}

}  // namespace registry::testing
