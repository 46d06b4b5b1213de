#include "storage/registry_table.h"

#include <doctest/doctest.h>
#include <sqlite3.h>

#include "storage/record_testing.h"

namespace storage::testing {

namespace {

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

// Another program with a connection of its own; gives SQLite's answer.
std::string raw(const Shop& shop, const std::string& sql) {
  sqlite3* handle = nullptr;
  sqlite3_open(shop.directory.path("record.db").c_str(), &handle);
  const int result = sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr);
  std::string answer = result == SQLITE_OK ? "" : sqlite3_errmsg(handle);
  sqlite3_close(handle);
  return answer;
}

registry::ChangeSet channel(std::string subscription, base::DayRange when) {
  registry::ChangeSet set;
  set.channels.push_back({.subscription_id = std::move(subscription),
                          .channel = base::Channel::Ea,
                          .days = when,
                          .transacting_id = "P1",
                          .reseller_id = "",
                          .voided = false});
  return set;
}

}  // namespace

TEST_CASE("what was stored comes back") {
  Shop shop;
  registry::ChangeSet set = channel("S1", days("2026-01-01"));
  set.fx_rates.push_back(
      {*base::Month::parse("2026-03"), "EUR", "USD", *base::parse_exact("1.085")});
  set.associations.push_back(dpor("a1", "P2", "S1", days("2026-01-01", "2026-02-01")));
  REQUIRE(shop.apply(set));
  const registry::Snapshot s = shop.load();
  CHECK(s.partners[1] == registry::Partner{"P2", "P2", "", "US", base::PartnerStatus::Active});
  CHECK(s.customers[1].id == "C2");
  CHECK(s.subscriptions[2].customer == base::CustomerKey{1});
  CHECK(s.channels.at(0).transacting == base::PartnerKey{0});
  CHECK(s.fx_rates.at(0).rate.text() == "1.085");
  CHECK(s.associations.at(0).days == days("2026-01-01", "2026-02-01"));
  CHECK(s.associations.at(0).recorded.number == 2);
}

TEST_CASE("as known at a commit is what was known then") {
  Shop shop;
  REQUIRE(shop.apply(dpor("a1", "P1", "S1", days("2026-01-01"))));
  REQUIRE(shop.apply(dpor("a1", "P1", "S1", days("2026-01-01", "2026-03-01"))));
  auto voided = dpor("a1", "P1", "S1", days("2026-01-01", "2026-03-01"));
  voided.voided = true;
  REQUIRE(shop.apply(voided));
  CHECK(shop.load({1}).associations.empty());
  CHECK(shop.load({2}).associations.at(0).days == days("2026-01-01"));
  CHECK(shop.load({3}).associations.at(0).days == days("2026-01-01", "2026-03-01"));
  CHECK(shop.load({4}).associations.empty());
}

TEST_CASE("memberships, measured values and awards come back, as known at each commit") {
  Shop shop;
  const auto month = *base::Month::parse("2026-03");
  const auto day = *base::Day::parse("2026-03-09");
  registry::ChangeSet set;
  set.memberships = {{"P2", "G", days("2026-01-01")}, {"P1", "G", days("2026-02-01")}};
  set.metric_values = {{"G", "cloud", "people", month, *base::parse_exact("2.5")}};
  set.awards = {{"G", "cloud", day, "silver"}};
  REQUIRE(shop.apply(set)->number == 2);
  set.memberships = {{"P2", "G", days("2026-01-01", "2026-04-01")}};
  set.metric_values[0].value = base::Decimal::from_integer(3);
  set.awards[0].level = "";
  REQUIRE(shop.apply(set)->number == 3);
  const registry::Snapshot then = shop.load({2});
  CHECK(then.memberships ==
        std::vector<registry::Membership>{{base::PartnerKey{0}, "G", days("2026-02-01")},
                                          {base::PartnerKey{1}, "G", days("2026-01-01")}});
  CHECK(then.metric_values.at(0).value.text() == "2.5");
  CHECK(then.awards == std::vector<registry::Award>{{"G", "cloud", day, "silver"}});
  const registry::Snapshot now = shop.load();
  CHECK(now.memberships.at(1).days == days("2026-01-01", "2026-04-01"));
  CHECK(now.metric_values.at(0).value.text() == "3");
  CHECK(now.awards.empty());
}

TEST_CASE("access and amounts given by hand come back, as known at each commit") {
  Shop shop;
  registry::ChangeSet set;
  set.access_periods = {{"A1", {3'600'000}, {7'200'000}}, {"A0", {-5}, registry::kNoEnd}};
  set.manual_earnings = {{.reference = "R1",
                          .lever = "goodwill",
                          .partner_id = "P2",
                          .subscription_id = "S1",
                          .month = *base::Month::parse("2026-03"),
                          .amount = *base::parse_exact("-5.25"),
                          .currency = "USD",
                          .reason = "why"}};
  REQUIRE(shop.apply(set)->number == 2);
  set.access_periods[0].to = {8'000'000};
  set.manual_earnings[0].amount = {};
  REQUIRE(shop.apply(set)->number == 3);
  const registry::Snapshot then = shop.load({2});
  CHECK(then.access_periods ==
        std::vector<registry::AccessPeriod>{{"A0", {-5}, registry::kNoEnd},
                                            {"A1", {3'600'000}, {7'200'000}}});
  CHECK(then.manual_earnings.at(0).amount.text() == "-5.25");
  CHECK(then[then.manual_earnings.at(0).partner].id == "P2");
  const registry::Snapshot now = shop.load();
  CHECK(now.access_periods.at(1).to == base::Instant{8'000'000});
  CHECK(now.manual_earnings.at(0).amount.is_zero());
}

TEST_CASE("statuses, enrolments and profiles come back, as known at each commit") {
  using base::PartnerStatus;
  Shop shop;
  const auto day = *base::Day::parse("2026-04-15");
  registry::ChangeSet set;
  set.statuses = {{"P2", day, PartnerStatus::Terminated, true, "sold twice"},
                  {"P1", day, PartnerStatus::Suspended, false, ""}};
  set.enrolments = {{"P2", "b", days("2026-01-01")}, {"P2", "a", days("2026-02-01")}};
  set.profiles = {{"P1", base::ProfileKind::Tax, days("2026-04-23")},
                  {"P1", base::ProfileKind::Payout, days("2026-04-23")}};
  REQUIRE(shop.apply(set)->number == 2);
  set.statuses = {{"P2", day, std::nullopt, false, ""}};
  set.enrolments = {{"P2", "a", days("2026-02-01", "2026-02-01")}};
  set.profiles = {{"P1", base::ProfileKind::Tax, days("2026-04-23", "2026-06-01")}};
  REQUIRE(shop.apply(set)->number == 3);
  const registry::Snapshot then = shop.load({2});
  REQUIRE(then.statuses.size() == 2);
  CHECK(then.statuses[0] == registry::StatusChange{{0}, day, PartnerStatus::Suspended, false, ""});
  CHECK(then.statuses[1] ==
        registry::StatusChange{{1}, day, PartnerStatus::Terminated, true, "sold twice"});
  CHECK(then.enrolments == std::vector<registry::Enrolment>{{{1}, "a", days("2026-02-01")},
                                                            {{1}, "b", days("2026-01-01")}});
  CHECK(then.profiles.at(0).kind == base::ProfileKind::Payout);
  const registry::Snapshot now = shop.load();
  CHECK(now.statuses.size() == 1);
  CHECK(now.enrolments.at(0).days.empty());
  CHECK(now.profiles.at(1).days == days("2026-04-23", "2026-06-01"));
}

TEST_CASE("shares come back; the store itself refuses more than the whole") {
  Shop shop;
  const auto hundredths = [](int number) {
    return base::Decimal::from_units(base::kUnit / 10'000 * number);
  };
  registry::ChangeSet set;
  set.credit_shares = {{"S1", "P1", hundredths(6'000), days("2026-03-01")},
                       {"S1", "P2", hundredths(4'000), days("2026-03-11")}};
  REQUIRE(shop.apply(set)->number == 2);
  set.credit_shares = {{"S1", "P2", hundredths(4'001), days("2026-03-11", "2026-03-12")}};
  const auto refused = shop.apply(set);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().reason == "SHARES_EXCEED_WHOLE");
  set.credit_shares = {{"S1", "P1", hundredths(6'000), days("2026-03-01", "2026-03-11")},
                       {"S1", "P2", hundredths(10'000), days("2026-03-11")}};
  REQUIRE(shop.apply(set)->number == 3);
  CHECK(shop.load({2}).credit_shares.at(1).share == hundredths(4'000));
  const registry::Snapshot now = shop.load();
  CHECK(now.credit_shares.at(0).days == days("2026-03-01", "2026-03-11"));
  CHECK(now.credit_shares.at(1).share == hundredths(10'000));
}

TEST_CASE("an empty change commits nothing") {
  Shop shop;
  CHECK(shop.apply(registry::ChangeSet{})->number == 1);
  CHECK(shop.record->head()->number == 1);
}

TEST_CASE("a refused attempt is a commit that changes nothing but the audit chain") {
  Shop shop;
  CHECK(shop.store->note({"customer:C1", "associate refused", "SELF_DEALING", "{}"})->number == 2);
  CHECK(shop.load().associations.empty());
}

TEST_CASE("the store refuses a second partner of record and names both rows") {
  Shop shop;
  REQUIRE(shop.apply(dpor("a1", "P1", "S1", days("2026-01-01"))));
  auto second = dpor("a2", "P2", "S1", days("2026-06-01"));
  second.where = "associations.csv line 7";
  const auto refused = shop.apply(second);
  REQUIRE(!refused.has_value());
  CHECK(refused.error().code == base::Code::Refused);
  CHECK(refused.error().reason == "ALREADY_HELD");
  CHECK(has(refused.error().message,
            "associations.csv line 7: association 'a2' overlaps "
            "association 'a1' of partner 'P1'"));
}

TEST_CASE("rows of one change may swap their days") {
  Shop shop;
  registry::ChangeSet set;
  set.associations = {dpor("a1", "P1", "S1", days("2026-01-01", "2026-02-01")),
                      dpor("a2", "P2", "S1", days("2026-02-01", "2026-03-01"))};
  REQUIRE(shop.apply(set));
  std::swap(set.associations[0].days, set.associations[1].days);
  CHECK(shop.apply(set).has_value());
}

TEST_CASE("a customer-wide holder excludes others on each subscription, in both directions") {
  Shop shop;
  auto wide = dpor("w", "P1", "S1", days("2026-01-01", "2026-02-01"));
  wide.subscription_id = "";
  REQUIRE(shop.apply(wide));
  CHECK(!shop.apply(dpor("a1", "P2", "S2", days("2026-01-15"))).has_value());
  CHECK(shop.apply(dpor("a1", "P2", "S2", days("2026-02-01"))).has_value());
  wide.days = days("2026-01-01", "2026-02-02");
  CHECK(shop.apply(wide).error().reason == "ALREADY_HELD");
}

TEST_CASE("a subscription does not move to a customer where its partner would be the second") {
  Shop shop;
  auto wide = dpor("w", "P1", "S1", days("2026-01-01"));
  wide.subscription_id = "";
  registry::ChangeSet set;
  set.associations = {wide, dpor("a", "P2", "S3", days("2026-03-01"))};
  REQUIRE(shop.apply(set));
  set = {};
  set.subscriptions = {{"S3", "C1", "azure", "USD", {}}};
  CHECK(shop.apply(set).error().reason == "ALREADY_HELD");
}

TEST_CASE("a recognised association and an explicit one of the same partner may overlap") {
  Shop shop;
  REQUIRE(shop.apply(dpor("a1", "P1", "S1", days("2026-01-01"))));
  auto same = dpor("channel/S1/2026-01-01/dpor", "P1", "S1", days("2026-02-01"));
  same.source = "recognition";
  CHECK(shop.apply(same).has_value());
  auto other = dpor("channel/S1/2026-03-01/dpor", "P2", "S1", days("2026-03-01"));
  other.source = "recognition";
  CHECK(!shop.apply(other).has_value());
}

TEST_CASE("channel periods of a subscription do not overlap") {
  Shop shop;
  REQUIRE(shop.apply(channel("S1", days("2026-01-01"))));
  CHECK(shop.apply(channel("S2", days("2026-02-01"))).has_value());
  CHECK(has(shop.apply(channel("S1", days("2026-02-01"))).error().message,
            "starts on 2026-02-01 overlaps the one that starts on 2026-01-01"));
  auto both = channel("S1", days("2026-01-01", "2026-02-01"));
  both.channels.push_back(channel("S1", days("2026-02-01")).channels[0]);
  CHECK(shop.apply(both).has_value());
}

TEST_CASE("the store stops a second program too") {
  Shop shop;
  REQUIRE(shop.apply(dpor("a1", "P1", "S1", days("2026-01-01"))));
  const std::string key = "INSERT INTO association_key VALUES (1, 2, 'raw');";
  const auto insert = [](int from, int to) {
    return "INSERT INTO association_revision VALUES (3, 1, 'dpor', 1, 0, 0, '', " +
           std::to_string(from) + ", " + std::to_string(to) + ", '', 'import', 'dpor', '', 0)";
  };
  const int start = base::Day::parse("2026-01-01")->number;
  CHECK(has(raw(shop, key + insert(start, start + 9)), "ALREADY_HELD"));
  CHECK(raw(shop, insert(start - 9, start)).empty());
  CHECK(has(raw(shop, "DELETE FROM association_revision"), "append-only"));
}

TEST_CASE("an unknown reference names itself") {
  Shop shop;
  CHECK(has(shop.apply(dpor("a1", "P9", "S1", days("2026-01-01"))).error().message,
            "partner 'P9' is not registered"));
}

TEST_CASE("history tells every revision with who and why") {
  Shop shop;
  REQUIRE(shop.apply(dpor("a1", "P1", "S1", days("2026-01-01"))));
  REQUIRE(shop.apply(dpor("a1", "P1", "S1", days("2026-01-01", "2026-03-01"))));
  REQUIRE(shop.apply(dpor("a2", "P2", "S3", days("2026-01-01"))));
  registry::HistoryQuery query;
  query.subscription_id = "S1";
  const auto entries = shop.store->history(query, base::CommitNumber::latest()).value();
  REQUIRE(entries.size() == 2);
  CHECK(entries[0].days == days("2026-01-01"));
  CHECK(entries[1].days == days("2026-01-01", "2026-03-01"));
  CHECK(entries[1].actor == "operator:test");
  CHECK(entries[1].reason == "because");
  CHECK(shop.store->history(query, {2})->size() == 1);
  query.subscription_id = "S7";
  CHECK(shop.store->history(query, {2}).error().code == base::Code::NotFound);
}

TEST_CASE("a programme version is stored once and never changes") {
  Shop shop;
  const registry::Act act{"operator:test", "init", "", ""};
  CHECK(load_programme_text(*shop.record, base::CommitNumber::latest()).error().code ==
        base::Code::NotFound);
  programs::Programme programme;
  programme.code = "demo";
  programme.version = "1";
  programme.source = "a";
  CHECK(store_programme(*shop.record, act, programme)->number == 2);
  CHECK(store_programme(*shop.record, act, programme)->number == 2);
  programme.source = "b";
  CHECK(store_programme(*shop.record, act, programme).error().code == base::Code::Conflict);
  programme.version = "2";
  CHECK(store_programme(*shop.record, act, programme)->number == 3);
  CHECK(load_programme_text(*shop.record, {2})->toml == "a");
  CHECK(load_programme_text(*shop.record, base::CommitNumber::latest())->toml == "b");
}

}  // namespace storage::testing
