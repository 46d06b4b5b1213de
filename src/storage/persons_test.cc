#include "storage/persons.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "storage/audit.h"
#include "storage/erasure.h"
#include "storage/record_testing.h"
#include "storage/request_table.h"
#include "storage/verify.h"

namespace storage::testing {
namespace {

base::Status nothing(Database&, base::CommitNumber) {
  return {};
}

void act(Shop& shop, const std::string& actor, const std::string& detail = "") {
  REQUIRE(shop.record->commit({actor, "note", "", detail}, nothing));
}

AuditEvent last(Shop& shop) {
  return last_event(shop.record->database()).value();
}

// What the files of the store hold, write-ahead log included.
std::string bytes_of_files(const Shop& shop) {
  std::string all;
  for (const auto& entry : std::filesystem::directory_iterator(shop.directory.path())) {
    std::ifstream file(entry.path(), std::ios::binary);
    all += std::string(std::istreambuf_iterator<char>(file), {});
  }
  return all;
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

std::string findings(Shop& shop) {
  std::string text;
  const auto found = verify_record(*shop.record);
  for (const Finding& one : found.value())
    text += one.subject + ": " + one.message + "\n";
  return text;
}

}  // namespace

TEST_CASE("who acts for a customer or a partner is stored as a token and read by name") {
  Shop shop;
  Persons persons(shop.record->database());
  act(shop, "customer:C1/anna");
  CHECK(last(shop).act.actor == "customer:C1/~k1");
  act(shop, "partner:P1/anna");
  CHECK(last(shop).act.actor == "partner:P1/~k2");
  act(shop, "customer:C1/anna");
  CHECK(last(shop).act.actor == "customer:C1/~k1");
  CHECK(persons.shown("customer:C1/~k1").value() == "customer:C1/anna");
  for (const char* other : {"operator:anna", "operator:anna/x", "customer:C1", "customer:C1/",
                            "feed:a/b", "system:tick", "", "customer:C1/~k7"}) {
    act(shop, other);
    CHECK(last(shop).act.actor == other);
    CHECK(persons.shown(other).value() == other);
  }
}

TEST_CASE("a sentence that mentions known persons keeps only their tokens") {
  Shop shop;
  act(shop, "customer:C1/anna");
  act(shop, "customer:C1/ann");
  act(shop, "partner:P 1/jo@x.org");
  struct Case {
    const char* text;
    const char* kept;
  };
  Persons persons(shop.record->database());
  for (const Case& one : {
           Case{"only customer:C1/anna may undo it", "only customer:C1/~k1 may undo it"},
           Case{"customer:C1/ann, customer:C1/anna.", "customer:C1/~k2, customer:C1/~k1."},
           Case{"(partner:P 1/jo@x.org)", "(partner:P 1/~k3)"},
           Case{"customer: see partner:P 1/jo@x.org!", "customer: see partner:P 1/~k3!"},
           Case{"customer:C1/anna's", "customer:C1/~k1's"},
           Case{"customer:C1/annabel and customer:C2/anna",
                "customer:C1/annabel and customer:C2/anna"},
           Case{"customer:C1 partner: customer:", "customer:C1 partner: customer:"},
       }) {
    CHECK(persons.without_names(one.text).value() == one.kept);
  }
  CHECK(persons.shown("see customer:C1/~k1").value() == "see customer:C1/~k1");
  act(shop, "operator:cli", R"({"why":"only customer:C1/anna may undo it"})");
  CHECK(last(shop).act.detail == R"({"why":"only customer:C1/~k1 may undo it"})");
}

TEST_CASE("an erased person is a token, and who comes later under the name is another one") {
  Shop shop;
  act(shop, "customer:C1/anna");
  const auto erased = erase_person(*shop.record, "customer:C1/anna", "operator:test", "asked");
  REQUIRE_MESSAGE(erased, erased.error().message);
  CHECK(erased->person == "customer:C1/~k1");
  CHECK(last(shop).act.action == "erase");
  CHECK(last(shop).act.detail == R"({"person":"customer:C1/~k1"})");
  Persons persons(shop.record->database());
  CHECK(persons.shown("customer:C1/~k1").value() == "customer:C1/~k1");
  CHECK(persons.all()->front().erased_in == erased->commit);
  CHECK(persons.find("customer:C1/anna").error().code == base::Code::NotFound);
  act(shop, "customer:C1/anna");
  CHECK(last(shop).act.actor == "customer:C1/~k2");
  const auto again = erase_person(*shop.record, "customer:C1/~k1", "operator:test", "");
  CHECK(again->before);
  CHECK(again->commit == erased->commit);
  CHECK(persons.find("customer:C1/anna")->token == 2);
  CHECK(findings(shop).empty());
}

TEST_CASE("a reason that names the person is refused") {
  Shop shop;
  act(shop, "customer:C1/anna");
  for (const char* reason : {"Anna asked", "asked by ANNA.", "anna"}) {
    const auto erased = erase_person(*shop.record, "customer:C1/anna", "operator:test", reason);
    REQUIRE(!erased);
    CHECK(erased.error().code == base::Code::Usage);
  }
  CHECK(erase_person(*shop.record, "customer:C1/anna", "operator:test", "annals"));
}

TEST_CASE("sealed texts that have the name as a word are told") {
  Shop shop;  // commit 1
  const auto note = [&](const std::string& reason, const std::string& detail) {
    REQUIRE(shop.record->commit({"operator:cli", "note", reason, detail}, nothing));
  };
  act(shop, "customer:C1/Anna");
  note("as anna said", "");
  note("annals", R"({"why":"Joanna"})");
  note("", "{\"why\":\"(ANNA)\"}");
  note("customer:C1/Anna asked", "");  // becomes a token
  const auto found = free_texts(shop.record->database(), "Anna");
  CHECK(found.value() == std::vector<base::CommitNumber>{{3}, {5}});
}

TEST_CASE("the bytes of a name are gone, also where pages of names were split and merged") {
  Shop shop;
  // Long names in an order that splits pages in the middle; the table has a hundred pages.
  const auto name = [](int i) {
    return "person" + std::to_string(i * 7919 % 1000) + std::string(300, 'x') + "end";
  };
  REQUIRE(shop.record->commit({"operator:test", "note", "", ""},
                              [&](Database& database, base::CommitNumber) -> base::Status {
                                Persons persons(database);
                                for (int i = 0; i < 600; ++i)
                                  TRY(persons.stored("customer:C1/" + name(i)));
                                return {};
                              }));
  shop.open();
  CHECK(has(bytes_of_files(shop), name(77)));
  for (const int i : {0, 77, 300, 599}) {
    REQUIRE(erase_person(*shop.record, "customer:C1/" + name(i), "operator:test", "asked"));
    CHECK_FALSE(has(bytes_of_files(shop), name(i).substr(0, 12)));
  }
  CHECK(has(bytes_of_files(shop), name(78)));
  CHECK(findings(shop).empty());
}

TEST_CASE("a reader that holds the log is told about, and repeating by the token finishes") {
  Shop shop;
  act(shop, "customer:C1/anna");
  auto reader = Record::open(shop.directory.path(), OpenFor::Reading, shop.clock).value();
  REQUIRE(reader->database().execute("BEGIN"));
  REQUIRE(reader->head());
  REQUIRE(shop.record->database().execute("PRAGMA busy_timeout=0"));
  const auto held = erase_person(*shop.record, "customer:C1/anna", "operator:test", "asked");
  REQUIRE(!held);
  CHECK(held.error().code == base::Code::Conflict);
  CHECK(held.error().next == "accredit person erase customer:C1/~k1");
  REQUIRE(reader->database().execute("ROLLBACK"));
  CHECK(erase_person(*shop.record, "customer:C1/~k1", "operator:test", "")->before);
  CHECK_FALSE(has(bytes_of_files(shop), "anna"));
}

TEST_CASE("persons that do not fit the record are found") {
  Shop shop;
  act(shop, "customer:C1/anna");
  Database& database = shop.record->database();
  REQUIRE(database.execute("UPDATE person SET erased_in = 2"));
  CHECK(has(findings(shop), "person customer:C1/~k1: it was erased and has a name"));
  REQUIRE(database.execute("DELETE FROM person"));
  CHECK(has(findings(shop), "actor customer:C1/~k1: the table of persons does not know it"));
}

TEST_CASE("a request keeps tokens and comes back with names") {
  Shop shop;
  const auto requests = open_requests(*shop.record);
  lifecycle::Request one;
  one.number = 2;
  one.revision = 1;
  one.state = "ACTIVE";
  one.opened_by = one.moved_by = "customer:C1/anna";
  one.evidence = "told by customer:C1/anna";
  lifecycle::Step step;
  step.requests = {one};
  step.act = {"customer:C1/anna", "dpor designate", "", "{}"};
  REQUIRE(requests->keep(step));
  CHECK(
      shop.record->database().text("SELECT opened_by || evidence FROM request_revision").value() ==
      "customer:C1/~k1told by customer:C1/~k1");
  one.evidence = "told by customer:C1/~k1";
  CHECK(requests->load(base::CommitNumber::latest()).value() == std::vector{one});
  REQUIRE(erase_person(*shop.record, "customer:C1/anna", "operator:test", "asked"));
  const auto read = requests->load(base::CommitNumber::latest()).value();
  CHECK(read.front().opened_by == "customer:C1/~k1");
  step.requests = read;
  step.requests.front().revision = 2;
  step.act.actor = "system:tick";
  REQUIRE(requests->keep(step));
  CHECK(requests->load(base::CommitNumber::latest())->front().opened_by == "customer:C1/~k1");
  CHECK(findings(shop).empty());
}

}  // namespace storage::testing
