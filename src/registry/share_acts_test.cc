#include "registry/share_acts.h"

#include <doctest/doctest.h>

#include "registry/credit_shares.h"
#include "registry/registry_testing.h"

namespace registry::testing {

namespace {

base::Decimal percent(int hundredths) {
  return base::Decimal::from_units(base::kUnit / 10'000 * hundredths);
}

ShareWish wish(const char* partner, int hundredths, base::DayRange on) {
  return {.subscription_id = "S1",
          .partner_id = partner,
          .share = percent(hundredths),
          .days = on,
          .reason = ""};
}

// Takes it in; gives the code of the refusal, or an empty text.
std::string set(Town& town, const ShareWish& wish) {
  const auto decision = set_share(town.now("2026-03-01"), wish);
  if (!decision) return decision.error().reason;
  town.take(decision->changes);
  return {};
}

std::string shares(const Town& town) {
  std::string text;
  for (const CreditShare& one : town.snapshot.credit_shares) {
    if (one.days.empty()) continue;
    text += (text.empty() ? "" : "; ") + town.snapshot[one.partner].id + " " +
            percent_text(one.share) + " " + one.days.from.text() + ".." + one.days.to.text();
  }
  return text;
}

Delivery file(std::initializer_list<CreditShareLine> lines) {
  CreditShareRows rows;
  for (const CreditShareLine& one : lines)
    rows.push_back({one, static_cast<std::int64_t>(rows.size()) + 2});
  return {.file = "credit_shares.csv", .rows = std::move(rows)};
}

}  // namespace

TEST_CASE("shares of a day come to the whole at most") {
  Town town;
  CHECK(set(town, wish("P1", 6'000, days("2026-03-01"))).empty());
  CHECK(set(town, wish("P2", 3'000, days("2026-03-01"))).empty());
  CHECK(set(town, wish("P3", 1'001, days("2026-03-01"))) == "SHARES_EXCEED_WHOLE");
  CHECK(set(town, wish("P3", 1'000, days("2026-03-01"))).empty());
  CHECK(set(town, wish("P1", 6'000, days("2026-03-05"))) == "ALREADY_HELD");
  CHECK(set(town, wish("P9", 1, days("2026-03-01"))) == "PARTNER_NOT_FOUND");
  CHECK(set(town, wish("OFF", 1, days("2026-03-01"))) == "PARTNER_NOT_ACTIVE");
  CHECK(set(town, wish("P1", 1, days("2025-09-01"))) == "BACKDATE_NOT_ALLOWED");
}

TEST_CASE("another share takes the days it names, and the days around them stay") {
  Town town;
  REQUIRE(set(town, wish("P1", 6'000, days("2026-03-01"))).empty());
  REQUIRE(set(town, wish("P1", 5'000, days("2026-03-11", "2026-03-21"))).empty());
  CHECK(shares(town) ==
        "P1 60.00 2026-03-01..2026-03-11; P1 50.00 2026-03-11..2026-03-21; "
        "P1 60.00 2026-03-21..");
  REQUIRE(set(town, wish("P1", 0, days("2026-03-05"))).empty());
  CHECK(shares(town) == "P1 60.00 2026-03-01..2026-03-05");
  REQUIRE(set(town, wish("P1", 7'000, days("2026-03-01"))).empty());
  CHECK(shares(town) == "P1 70.00 2026-03-01..");
}

TEST_CASE("a file moves shares from one partner to another at once, or is refused whole") {
  Town town;
  REQUIRE(town.import(file({{"S1", "P1", percent(10'000), days("2026-03-01")}})).empty());
  CHECK(town.import(file({{"S1", "P2", percent(1), days("2026-03-31")}}))
            .find("on 2026-03-31 the shares of subscription 'S1' come to 100.01 %") !=
        std::string::npos);
  CHECK(town.import(file({{"S2", "P1", percent(4'000), days("2026-03-01")},
                          {"S2", "P1", percent(3'000), days("2026-03-31")}}))
            .find("on 2026-03-31 the shares of subscription 'S2' are two of one partner") !=
        std::string::npos);
  const Delivery moved = file({{"S1", "P2", percent(4'000), days("2026-03-11")},
                               {"S1", "P1", percent(10'000), days("2026-03-01", "2026-03-11")},
                               {"S1", "P1", percent(6'000), days("2026-03-11")}});
  REQUIRE(town.import(moved).empty());
  CHECK(town.look_at(moved)->empty());
  CHECK(shares(town) ==
        "P1 100.00 2026-03-01..2026-03-11; P1 60.00 2026-03-11..; P2 40.00 2026-03-11..");
}

}  // namespace registry::testing
