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

Delivery memberships(std::initializer_list<MembershipLine> lines) {
  return file("memberships.csv", lines);
}

Delivery awards(std::initializer_list<Award> lines) {
  return file("awards.csv", lines);
}

MetricValue value(std::string account, std::string competency, std::string metric) {
  return {std::move(account), std::move(competency), std::move(metric),
          *base::Month::parse("2026-03"), base::Decimal::from_integer(3)};
}

Town town_with_a_manual_metric() {
  Town town;
  town.programme.competencies[0].metrics.push_back(
      {.code = "people", .kind = programs::MetricKind::Manual});
  return town;
}

}  // namespace

TEST_CASE("a partner belongs to one group a day") {
  Town town;
  CHECK(town.import(memberships({{"P1", "G", days("2026-01-01", "2026-03-01")},
                                 {"P1", "H", days("2026-03-01")}}))
            .empty());
  CHECK(town.look_at(memberships({{"P1", "H", days("2026-03-01")}}))->empty());
  const std::string answer = town.import(memberships({{"P1", "J", days("2026-04-01")}}));
  CHECK_MESSAGE(has(answer,
                    "memberships.csv line 2, column starts_on, value '2026-04-01': partner "
                    "'P1' belongs to group 'H' from 2026-03-01 on"),
                answer);
  CHECK(town.import(memberships({{"P1", "H", days("2026-03-01", "2026-04-01")},
                                 {"P1", "J", days("2026-04-01")}}))
            .empty());
  CHECK(has(town.import(memberships({{"P11", "G", days("2026-01-01")}})), "did you mean 'P1'?"));
}

TEST_CASE("a membership that ends on its first day is withdrawn") {
  Town town;
  REQUIRE(town.import(memberships({{"P1", "G", days("2026-01-01")}})).empty());
  REQUIRE(town.import(memberships({{"P1", "G", days("2026-01-01", "2026-01-01")}})).empty());
  CHECK(town.import(memberships({{"P1", "H", days("2025-06-01")}})).empty());
}

TEST_CASE("a value belongs to an account and a manual metric that there are") {
  Town town = town_with_a_manual_metric();
  const auto answer = [&](const MetricValue& one) {
    return town.import(file("metric_values.csv", {one}));
  };
  CHECK(answer(value("P1", "cloud-platform", "people")).empty());
  CHECK(
      town.look_at(file("metric_values.csv", {value("P1", "cloud-platform", "people")}))->empty());
  CHECK(
      has(answer(value("Q", "cloud-platform", "people")), "no partner and no group with this id"));
  CHECK(has(answer(value("P1", "cloud-platfrom", "people")), "did you mean 'cloud-platform'?"));
  CHECK(has(answer(value("P1", "cloud-platform", "consumption")), "no metric of kind manual"));
  town.import(memberships({{"P1", "G", days("2026-01-01")}}));
  CHECK(answer(value("G", "cloud-platform", "people")).empty());
}

TEST_CASE("an award names a level; without one it is withdrawn, once") {
  Town town;
  CHECK(has(town.import(awards({{"P1", "cloud-platform", day("2026-03-01"), "sliver"}})),
            "column level, value 'sliver'"));
  CHECK(town.import(awards({{"P1", "cloud-platform", day("2026-03-01"), "silver"}})).empty());
  CHECK(town.snapshot.awards.size() == 1);
  const auto withdrawn = awards({{"P1", "cloud-platform", day("2026-03-01"), ""}});
  CHECK(town.look_at(withdrawn)->awards.size() == 1);
  CHECK(town.import(withdrawn).empty());
  CHECK(town.snapshot.awards.empty());
  CHECK(town.look_at(withdrawn)->empty());
}

}  // namespace registry::testing
