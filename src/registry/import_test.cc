#include "registry/import.h"

#include <doctest/doctest.h>

#include "registry/registry_testing.h"

namespace registry::testing {

namespace {

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

ChannelLine ea(std::string subscription, base::DayRange when, std::string transacting = "") {
  return {.subscription_id = std::move(subscription),
          .channel = base::Channel::Ea,
          .days = when,
          .transacting_id = std::move(transacting),
          .reseller_id = ""};
}

ChannelLine csp(std::string subscription, base::DayRange when, std::string provider = "",
                std::string reseller = "") {
  return {.subscription_id = std::move(subscription),
          .channel = base::Channel::CspIndirect,
          .days = when,
          .transacting_id = std::move(provider),
          .reseller_id = std::move(reseller)};
}

}  // namespace

TEST_CASE("what is known already is no change") {
  Town town;
  const auto file = associations({line("a1", "dpor", "P1", "S1", days("2026-01-01"))});
  CHECK(town.import(file).empty());
  CHECK(town.look_at(file)->empty());
}

TEST_CASE("a known id with other values is a new revision") {
  Town town;
  town.import(associations({line("a1", "dpor", "P1", "S1", days("2026-01-01"))}));
  const auto changes = town.look_at(
      associations({line("a1", "dpor", "P1", "S1", days("2026-01-01", "2026-03-01"))}));
  REQUIRE(changes.has_value());
  CHECK(changes->associations.size() == 1);
}

TEST_CASE("bad rows are refused with file, line, column, value and a way out") {
  struct Case {
    AssociationLine row;
    const char* says;
  };
  const Case cases[] = {
      {line("a1", "dpro", "P1", "S1", days("2026-01-01")),
       "associations.csv line 2, column type, value 'dpro': programme 'cloud-2016' has no such "
       "type; "
       "did you mean 'dpor'?"},
      {line("a1", "dpor", "P11", "S1", days("2026-01-01")), "column partner_id, value 'P11'"},
      {line("a1", "dpor", "P11", "S1", days("2026-01-01")), "did you mean 'P1'?"},
      {line("a1", "dpor", "P1", "S77", days("2026-01-01")), "column subscription_id, value 'S77'"},
      {line("a1", "dpor", "P1", "S1", days("2026-02-01", "2026-01-01")), "column ends_on"},
      {line("", "dpor", "P1", "S1", days("2026-01-01")), "column association_id"},
      {line("a1", "dpor", "P1", "", days("2026-01-01")), "needs a customer"},
  };
  for (const Case& one : cases) {
    Town town;
    const std::string answer = town.import(associations({one.row}));
    CHECK_MESSAGE(has(answer, one.says), answer);
  }
}

TEST_CASE("an interval that ends where it starts is empty and kept") {
  Town town;
  CHECK(
      town.import(associations({line("a1", "dpor", "P1", "S1", days("2026-01-01", "2026-01-01"))}))
          .empty());
  CHECK(town.holders("dpor") == "P1 2026-01-01..2026-01-01");
}

TEST_CASE("one id with two values in a file is refused, an exact repetition is not") {
  Town town;
  const auto a = line("a1", "dpor", "P1", "S1", days("2026-01-01"));
  CHECK(town.import(associations({a, a})).empty());
  auto b = a;
  b.partner_id = "P2";
  CHECK(has(Town().import(associations({a, b})), "line 3, column association_id, value 'a1'"));
}

TEST_CASE("an inactive partner takes no open association, but a past one is a fact") {
  Town town;
  CHECK(has(town.import(associations({line("a1", "dap", "OFF", "S2", days("2026-01-01"))})),
            "PARTNER_NOT_ACTIVE|associations.csv line 2"));
  CHECK(
      town.import(associations({line("a1", "dap", "OFF", "S2", days("2026-01-01", "2026-02-01"))}))
          .empty());
}

TEST_CASE("two partners on one exclusivity key and day are refused with both rows") {
  Town town;
  const std::string answer =
      town.import(associations({line("a1", "dpor", "P1", "S1", days("2026-01-01", "2026-03-12")),
                                line("a2", "dpor", "P2", "S1", days("2026-03-11"))}));
  CHECK(has(answer, "ALREADY_HELD|"));
  CHECK(has(answer, "association 'a1' of partner 'P1' (associations.csv line 2)"));
  CHECK(has(answer, "association 'a2' of partner 'P2' (associations.csv line 3)"));
  CHECK(has(answer, "from 2026-03-11 on"));
}

TEST_CASE("touching days do not overlap") {
  Town town;
  CHECK(town.import(associations({line("a1", "dpor", "P1", "S1", days("2026-01-01", "2026-03-11")),
                                  line("a2", "dpor", "P2", "S1", days("2026-03-11"))}))
            .empty());
}

TEST_CASE("what a customer holds for all subscriptions excludes others on each of them") {
  Town town;
  AssociationLine wide = line("a1", "dpor", "P1", "", days("2026-01-01"));
  wide.customer_id = "C1";
  CHECK(town.import(associations({wide})).empty());
  CHECK(has(town.import(associations({line("a2", "dpor", "P2", "S2", days("2026-02-01"))})),
            "(already recorded)"));
  CHECK(town.import(associations({line("a3", "dpor", "P2", "S3", days("2026-02-01"))})).empty());
}

TEST_CASE("two rows of one file may swap their days") {
  Town town;
  town.import(associations({line("a1", "dpor", "P1", "S1", days("2026-01-01", "2026-02-01")),
                            line("a2", "dpor", "P2", "S1", days("2026-02-01", "2026-03-01"))}));
  CHECK(
      town.import(associations({line("a1", "dpor", "P1", "S1", days("2026-02-01", "2026-03-01")),
                                line("a2", "dpor", "P2", "S1", days("2026-01-01", "2026-02-01"))}))
          .empty());
}

TEST_CASE("CSP_DIRECT excludes CSP_PROVIDER") {
  Town town;
  CHECK(has(town.import(associations({line("a1", "csp_direct", "P1", "S1", days("2026-01-01")),
                                      line("a2", "csp_provider", "P1", "S1", days("2026-05-01"))})),
            "ALREADY_HELD|"));
}

TEST_CASE("types without a key may overlap, even for one partner and scope") {
  Town town;
  CHECK(town.import(associations({line("a1", "dap", "P1", "S2", days("2026-01-01")),
                                  line("a2", "dap", "P1", "S2", days("2026-01-01")),
                                  line("a3", "dap", "P2", "S2", days("2026-01-01"))}))
            .empty());
}

TEST_CASE("a channel period yields the associations of its chain") {
  Town town;
  CHECK(town.import(channels({ea("S1", days("2026-01-01", "2026-03-16"), "P3"),
                              csp("S1", days("2026-03-16"), "P5", "P4")}))
            .empty());
  CHECK(town.holders("tpor") == "P3 2026-01-01..2026-03-16");
  CHECK(town.holders("csp_provider") == "P5 2026-03-16..");
  CHECK(town.holders("csp_reseller") == "P4 2026-03-16..");
  CHECK(find_association(town.snapshot, "channel/S1/2026-03-16/csp_provider") != nullptr);
  CHECK(town.look_at(channels({csp("S1", days("2026-03-16"), "P5", "P4")}))->empty());
}

TEST_CASE("a revised channel period revises what it yields") {
  Town town;
  town.import(channels({csp("S1", days("2026-03-16"), "P5", "P4")}));
  CHECK(town.import(channels({csp("S1", days("2026-03-16", "2026-05-01"), "P5", "")})).empty());
  CHECK(town.holders("csp_provider") == "P5 2026-03-16..2026-05-01");
  CHECK(town.holders("csp_reseller").empty());
}

TEST_CASE("a recognised association and an explicit one of the same partner may overlap") {
  Town town;
  town.import(channels({csp("S1", days("2026-03-16"), "P5")}));
  CHECK(town.import(associations({line("a1", "csp_provider", "P5", "S1", days("2026-01-01"))}))
            .empty());
  CHECK(has(town.import(associations({line("a2", "csp_provider", "P2", "S1", days("2026-01-01"))})),
            "ALREADY_HELD|"));
}

TEST_CASE("channel periods of a subscription do not overlap") {
  Town town;
  const std::string answer =
      town.import(channels({ea("S1", days("2026-01-01")), csp("S1", days("2026-03-16"), "P5")}));
  CHECK(has(answer, "channels.csv line 2"));
  CHECK(has(answer, "channels.csv line 3"));
  CHECK(has(answer, "2026-03-16"));
}

TEST_CASE("a reseller needs a provider on every CSP day") {
  Town town;
  town.import(channels({csp("S1", days("2026-03-16"))}));
  const auto reseller = line("r", "csp_reseller", "P4", "S1", days("2026-01-01"));
  const std::string answer = town.import(associations(
      {line("p", "csp_provider", "P5", "S1", days("2026-01-01", "2026-04-01")), reseller}));
  CHECK(has(answer, "associations.csv line 3"));
  CHECK(has(answer, "2026-04-01"));
  CHECK(town.import(
                associations({line("p", "csp_provider", "P5", "S1", days("2026-03-16")), reseller}))
            .empty());
  CHECK(has(town.import(associations(
                {line("p", "csp_provider", "P5", "S1", days("2026-03-16", "2026-06-01"))})),
            "2026-06-01"));
}

TEST_CASE("a designation across CSP days is accepted in bulk") {
  Town town;
  town.import(channels({csp("S1", days("2026-01-01", "2026-06-01"), "P5")}));
  CHECK(town.import(associations({line("a", "dpor", "P1", "S1", days("2026-02-01"))})).empty());
}

TEST_CASE("files apply in the order in which they refer to each other") {
  std::vector<Delivery> files{associations({}),
                              channels({}),
                              {.file = "p", .rows = PartnerRows{}},
                              {.file = "s", .rows = SubscriptionRows{}}};
  order_for_import(files);
  std::string order;
  for (const Delivery& one : files)
    order += std::string(kind(one)) + " ";
  CHECK(order == "partners subscriptions channels associations ");
}

TEST_CASE("a rate must be a rate") {
  Town town;
  const auto rate = [&](const char* from, const char* to, const char* value) {
    FxRate one{.month = *base::Month::parse("2026-03"),
               .from = from,
               .to = to,
               .rate = *base::parse_exact(value)};
    return town.import({.file = "fx_rates.csv", .rows = FxRows{{one, 2}}});
  };
  CHECK(rate("EUR", "USD", "1.085").empty());
  CHECK(has(rate("EUX", "USD", "1"), "column from_currency, value 'EUX'"));
  CHECK(has(rate("EUR", "USD", "0"), "column rate, value '0'"));
  CHECK(has(rate("USD", "USD", "2"), "column rate"));
}

}  // namespace registry::testing
