// events and fold from outside: what was acknowledged counts once.
#include <doctest/doctest.h>

#include "tests/program.h"

namespace {

using tests::Answer;
using tests::Bench;

std::string event(const std::string& id, const std::string& amount,
                  const std::string& subscription = "S1") {
  return R"({"specversion":"1.0","id":")" + id +
         R"(","source":"meter","type":"usage","subject":")" + subscription +
         R"(","time":"2026-03-05T12:00:00Z","data":{"workload":"compute",)" +
         R"("measure":"consumption","quantity":"1","unit":"hours","amount":)" + amount +
         R"(,"currency":"USD"}})";
}

std::string digest(const Bench& bench) {
  const Answer answer = bench.accredit({"feed", "digest", "-o", "csv", "--no-header"});
  REQUIRE_MESSAGE(answer.exit == 0, answer.err);
  return answer.out;
}

TEST_CASE("events wait in the inbox until they are folded, and then count as the rows of a file") {
  const Bench bench;
  tests::make_store(bench);
  bench.write("one.json", event("a", "\"5.00\""));
  bench.write("more.json", "[" + event("a", "\"5.00\"") + "," + event("b", "\"6.25\"") + "," +
                               event("c", "7") + "," + event("a", "\"8.00\"") + "]");
  CHECK(bench.accredit({"events", "one.json"}).exit == 0);
  const Answer more = bench.accredit({"events", "more.json"});
  CHECK(more.exit == 3);
  CHECK(more.says("more.json: 4 events, 1 accepted, 1 waiting already, 2 refused"));
  CHECK(more.says("more.json event 3 /data/amount: NOT_TEXT"));
  CHECK(more.says("more.json event 4 /id: KEY_REUSED"));
  CHECK(bench.accredit({"verify"}).says("2 events wait in the inbox"));
  CHECK(bench.accredit({"doctor"}).out.find("inbox: 2 events wait") != std::string::npos);
  const Answer folded = bench.accredit({"fold"});
  CHECK(folded.exit == 0);
  CHECK_MESSAGE(folded.says("2 records, 2 accepted"), folded.err);
  CHECK(bench.accredit({"doctor"}).out.find("inbox: empty") != std::string::npos);
  CHECK(bench.accredit({"verify", "--deep"}).exit == 0);

  const Bench twin;
  tests::make_store(twin);
  twin.write("rows.csv", tests::usage_header() + tests::usage_row("a", "2026-03-05", "5.00") +
                             tests::usage_row("b", "2026-03-05", "6.25"));
  CHECK(twin.accredit({"ingest", "rows.csv"}).exit == 0);
  CHECK(digest(bench) == digest(twin));
}

TEST_CASE("an event of an unknown subscription is accepted, and waits in quarantine when folded") {
  const Bench bench;
  tests::make_store(bench);
  bench.write("unknown.json", event("u", "\"5.00\"", "S7"));
  CHECK(bench.accredit({"events", "unknown.json"}).exit == 0);
  const Answer folded = bench.accredit({"fold"});
  CHECK(folded.exit == 3);
  CHECK(folded.says("UNKNOWN_SUBSCRIPTION"));
  CHECK(bench.accredit({"fold"}).exit == 0);
}

TEST_CASE("a delivery of events can be voided like a file") {
  const Bench bench;
  tests::make_store(bench);
  const std::string before = digest(bench);
  bench.write("one.json", event("a", "\"5.00\""));
  CHECK(bench.accredit({"events", "one.json"}).exit == 0);
  CHECK(bench.accredit({"fold"}).exit == 0);
  CHECK(digest(bench) != before);
  const Answer voided = bench.accredit({"feed", "void", "events-1-1", "--reason", "test", "--yes"});
  CHECK_MESSAGE(voided.exit == 0, voided.err);
  CHECK(digest(bench) == before);
}

TEST_CASE("a body that is no JSON changes nothing") {
  const Bench bench;
  tests::make_store(bench);
  bench.write("broken.json", event("a", "\"5.00\"") + "]");
  CHECK(bench.accredit({"events", "broken.json"}).exit == 1);
  CHECK(bench.accredit({"events", "--format", "focus", "broken.json"}).exit == 2);
  CHECK(bench.accredit({"events"}).exit == 2);
  CHECK_FALSE(bench.accredit({"verify"}).says("wait in the inbox"));
}

}  // namespace
