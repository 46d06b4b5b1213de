// What waits, by what is wrong with it, and each way out.
#include "storage/quarantine.h"

#include <doctest/doctest.h>

#include "storage/usage_testing.h"

namespace storage {
namespace {

using testing::usage_row;
using testing::UsageShop;

ingest::Mapping mapping_of(const std::string& name, const std::string& head) {
  const std::string text =
      "mapping = \"" + name + "\"\nidentity = \"columns\"\nrestates = \"append\"\n" + head +
      "[columns]\nsource = { constant = \"m\" }\nrecord_key = \"key\"\nsubscription_id = \"sub\"\n"
      "usage_date = \"day\"\ncurrency = { constant = \"USD\" }\ncharge_kind = \"kind\"\n"
      "[[facts]]\nname = \"f\"\nmeasure = \"consumption\"\namount = \"amount\"\n";
  auto mapping = ingest::load_mapping(text, "t.toml");
  REQUIRE_MESSAGE(mapping, (mapping ? "" : mapping.error().message));
  return *mapping;
}

const std::string kHeader = "key,sub,day,amount,kind\n";

std::vector<std::string> causes(UsageShop& shop, const QuarantineFilter& filter = {}) {
  std::vector<std::string> out;
  const auto groups = list_quarantine(*shop.record, filter).value();
  for (const QuarantineGroup& group : groups) {
    out.push_back(std::string(word(group.cause)) + " " + group.value + " " +
                  std::to_string(group.rows));
  }
  std::ranges::sort(out);
  return out;
}

std::map<std::string, std::string> outcomes(UsageShop& shop) {
  std::map<std::string, std::string> out;
  Statement rows = shop.record->database()
                       .prepare(
                           "SELECT q.record_key || q.delivered, f.outcome FROM usage_release f"
                           " JOIN usage_quarantine q ON q.row = f.row ORDER BY q.row")
                       .value();
  while (rows.step().value())
    out[std::string(rows.text(0))] = rows.text(1);
  return out;
}

TEST_CASE("rows gather by cause and by the name that is wrong, and filters pick them") {
  UsageShop shop;
  REQUIRE(shop.ingest_rows("a.csv", usage_row("k1", 1, "10", "2026-03-05", "S8") +
                                        usage_row("k2", 1, "5", "2026-03-01", "S8") +
                                        usage_row("k3", 1, "5", "2026-03-05", "S9") +
                                        usage_row("k4", 1, "x") + usage_row("k5", 1, "y")));
  REQUIRE(shop.ingest_rows("b.csv", usage_row("k6", 1, "7", "2026-04-05", "S8")));
  CHECK(causes(shop) == std::vector<std::string>{"BAD_NUMBER  2", "UNKNOWN_SUBSCRIPTION S8 3",
                                                 "UNKNOWN_SUBSCRIPTION S9 1"});
  const QuarantineGroup largest = list_quarantine(*shop.record)->front();
  CHECK(largest.files.size() == 2);
  CHECK(largest.first_day->text() == "2026-03-01");
  CHECK(largest.last_day->text() == "2026-04-05");
  CHECK(largest.totals.front().amount.text() == "22");
  CHECK(causes(shop, {.causes = {ingest::Cause::BadNumber}}).size() == 1);
  CHECK(causes(shop, {.file = "b.csv"}) == std::vector<std::string>{"UNKNOWN_SUBSCRIPTION S8 1"});
  CHECK(causes(shop, {.subscription = "S9"}).size() == 1);
  CHECK(causes(shop, {.feed = "cloud"}).empty());
}

TEST_CASE("a mended mapping reads what could not be read, and nothing otherwise") {
  UsageShop shop;
  const std::string text = kHeader + "good,S1,2026-03-05,1,usage\n" +
                           "date,S1,05.03.2026,2,usage\n" +
                           "number,S1,2026-03-05,\"1.003,5\",usage\n" +
                           "kind,S1,2026-03-05,4,Verbrauch\n" + "other,S1,2026-13-05,5,usage\n";
  REQUIRE(shop.ingest(shop.file("a.csv", text), mapping_of("first", "")));
  CHECK(causes(shop).size() == 3);
  const ingest::Mapping mended =
      mapping_of("mended", "dates = \"day/month/year\"\ngrouping = \".\"\ndecimal = \",\"\n");
  ingest::Mapping with_kinds = mended;
  with_kinds.charge_kinds = {{"Verbrauch", "usage"}};
  ReplayOrder order;
  order.mapping = &with_kinds;
  const auto replayed = shop.replay(order);
  REQUIRE_MESSAGE(replayed, (replayed ? "" : replayed.error().message));
  CHECK(replayed->accepted == 3);
  CHECK(replayed->waiting == 1);
  CHECK(shop.current() ==
        std::vector<std::string>{"date/0=2", "good/0=1", "kind/0=4", "number/0=1003.5"});
  // The same file under that mapping says the same.
  const auto again = shop.ingest(shop.file("b.csv", text + "\n"), with_kinds);
  REQUIRE(again);
  CHECK(again->duplicates == 4);
  CHECK(shop.verify().empty());
}

TEST_CASE("a replay of a part leaves the rest waiting") {
  UsageShop shop;
  REQUIRE(shop.ingest_rows("a.csv", usage_row("k1", 1, "10", "2026-03-05", "S8")));
  REQUIRE(shop.ingest_rows("b.csv", usage_row("k2", 1, "20", "2026-03-05", "S8")));
  CHECK_FALSE(waits_for_registry(*shop.record).value());
  registry::ChangeSet set;
  set.subscriptions = {{"S8", "C1", "azure", "USD", {}}};
  REQUIRE(shop.apply(set));
  CHECK(waits_for_registry(*shop.record).value());
  ReplayOrder order;
  order.filter.file = "b.csv";
  CHECK(shop.replay(order)->accepted == 1);
  CHECK(shop.current() == std::vector<std::string>{"k2/1=20"});
  CHECK(shop.replay()->accepted == 1);
  CHECK_FALSE(waits_for_registry(*shop.record).value());
}

TEST_CASE(
    "a file again under the mended mapping takes its rows out of quarantine, ragged ones too") {
  UsageShop shop;
  const std::string text =
      "key;sub;day;amount;kind\n"
      "a;S1;2026-03-05;1,5;usage\n"
      "b;S1;05.03.2026;2,5;usage\n"
      "c;S1;2026-03-05;3;usage;more\n"
      "d;S1;2026-03-05;x;usage\n";
  const std::string path = shop.file("a.csv", text);
  const auto first = shop.ingest(path, mapping_of("shop", "delimiter = \";\"\n"));
  REQUIRE(first);
  CHECK(first->quarantined == 4);
  const auto second = shop.ingest(
      path, mapping_of("shop", "delimiter = \";\"\ndecimal = \",\"\ndates = \"day/month/year\"\n"));
  REQUIRE(second);
  CHECK(second->accepted == 2);
  CHECK(second->released == 4);
  CHECK(second->quarantined == 2);  // c is ragged and d is no number, now of this delivery
  CHECK(causes(shop) == std::vector<std::string>{"BAD_NUMBER  1", "RAGGED_ROW  1"});
  // Under another name only what could not be cut is known to be the same row.
  const auto third = shop.ingest(
      path,
      mapping_of("other", "delimiter = \";\"\ndecimal = \",\"\ndates = \"day/month/year\"\n"));
  REQUIRE(third);
  CHECK(causes(shop) == std::vector<std::string>{"BAD_NUMBER  1", "RAGGED_ROW  1"});
}

TEST_CASE("a ragged row that is ragged again in the replaced file waits on") {
  UsageShop shop;
  auto mapping = ingest::load_mapping(
      "mapping = \"t\"\nidentity = \"file\"\n[columns]\nsubscription_id = \"sub\"\n"
      "usage_date = \"day\"\ncurrency = { constant = \"USD\" }\n[[facts]]\nname = \"f\"\n"
      "measure = \"consumption\"\namount = \"amount\"\n",
      "t.toml");
  REQUIRE(mapping);
  const std::string text = "sub,day,amount\nragged\nS1,2026-03-05,";
  REQUIRE(shop.ingest(shop.file("m.csv", text + "1\n"), *mapping));
  REQUIRE(shop.ingest(shop.file("m.csv", text + "2\n"), *mapping));
  CHECK(causes(shop) == std::vector<std::string>{"RAGGED_ROW  1"});
}

TEST_CASE("waived rows count nowhere and stay to be seen, with actor and reason") {
  UsageShop shop;
  const auto delivered =
      shop.ingest_rows("a.csv", usage_row("k1", 1, "x") + usage_row("k2", 1, "y") +
                                    usage_row("k3", 1, "3", "2026-03-05", "S8"));
  REQUIRE(delivered);
  const QuarantineFilter filter{.causes = {ingest::Cause::UnknownSubscription}};
  const auto waived = waive_quarantine(*shop.record, filter, "operator:test", "a test row");
  REQUIRE(waived);
  CHECK(waived->rows == 1);
  CHECK(causes(shop) == std::vector<std::string>{"BAD_NUMBER  2"});
  const base::Month march = base::Day::parse("2026-03-05")->month();
  CHECK(shop.log->quarantined(march, base::CommitNumber::latest())->empty());
  CHECK(shop.log->quarantined(march, delivered->commit)->size() == 1);
  const auto list = list_waived(*shop.record).value();
  REQUIRE(list.size() == 1);
  CHECK(list[0].waiver.actor == "operator:test");
  CHECK(list[0].waiver.reason == "a test row");
  CHECK(list[0].waiver.commit == waived->commit);
  CHECK(list_waived(*shop.record, {}, delivered->commit)->empty());
  CHECK(waive_quarantine(*shop.record, filter, "operator:test", "again")->commit.number == 0);
  CHECK(outcomes(shop) == std::map<std::string, std::string>{{"k3", "waived"}});
  // Another file that brings it: it waits again.
  REQUIRE(shop.ingest_rows("b.csv", usage_row("k3", 1, "3", "2026-03-05", "S8")));
  CHECK(causes(shop).size() == 2);
}

}  // namespace
}  // namespace storage
