// What an operator sees between freeze and sign-off: what is posted is what was shown.
#include <doctest/doctest.h>

#include <map>

#include "tests/service_world.h"

namespace tests {
namespace {

// March is closed. Then it turns out that PA's subscription used more in March, and April comes.
struct World : ServiceWorld {
  World() {
    bring("late.csv", usage_row("late", "2026-03-20", "1000.00", 1, "SA") +
                          usage_row("april", "2026-04-03", "500.00", 1, "SA"));
  }
  void bring(const std::string& file, const std::string& rows) {
    bench.write(file, usage_header() + rows);
    router.reset();
    service.reset();
    const Answer taken = bench.shell("accredit ingest " + file);
    REQUIRE_MESSAGE(taken.exit == 0, taken.err);
    const std::string made = bench.shell("accredit key create k --role finance").out;
    keys["controller"] = made.substr(0, made.find('\n'));
    service = api::Service::open(bench.path() + "/store", 2, clock).value();
    router = api::Router::make(*service, 1, 1).value();
  }
  api::Value answer(const std::string& target) {
    const http::Response told = ask("finance", "GET", target);
    REQUIRE_MESSAGE(told.status == 200, told.body);
    return api::parse_json(told.body).value();
  }
  std::string rows(const std::string& list, const std::string& filter = {}) {
    const auto body = answer("/v1/periods/2026-04/" + list + "?fields=" + kShown + filter);
    return api::json_of(body.get("data"));
  }
  void sign_off() {
    for (const char* item : {"feeds", "quarantine", "disputes", "adjustments", "rates"}) {
      ask("controller", "POST", "/v1/periods/2026-04:waive",
          R"({"item":")" + std::string(item) + R"(","reason":"looked at"})");
    }
    const auto seen = ask("controller", "GET", "/v1/periods/2026-04");
    const auto done = ask("controller", "POST", "/v1/periods/2026-04:sign-off", "",
                          {{"if-match", std::string(http::header(seen.headers, "etag"))}});
    REQUIRE_MESSAGE(done.status == 200, done.body);
  }
  static constexpr const char* kShown =
      "partner_id,account,kind,earning_month,currency,posted,computed,amount";
};

base::Decimal amount(const api::Value& row, const char* name) {
  return base::parse_exact(row.get(name).text()).value();
}

TEST_CASE("a restated month is shown as posted, as computed, and by what differs") {
  World world;
  const auto data = world.answer("/v1/periods/2026-04/changes?partner_id=PA").get("data");
  bool is_there = false;
  for (const api::Value& row : data.list()) {
    CHECK(row.get("partner_id").text() == "PA");
    if (row.get("kind").text() != "adjustment") continue;
    is_there = true;
    CHECK(row.get("earning_month").text() == "2026-03");
    CHECK(row.get("reason_codes").text() == "LATE_USAGE");
    CHECK(amount(row, "posted") > base::Decimal());
    CHECK(amount(row, "computed") - amount(row, "posted") == amount(row, "amount"));
    CHECK(amount(row, "outside_window") == base::Decimal());
  }
  CHECK(is_there);
}

TEST_CASE("changes and entries come to what the period says that it posts") {
  World world;
  std::map<std::string, base::Decimal> told;
  const auto run = world.answer("/v1/periods/2026-04");
  for (const api::Value& one : run.get("totals").list())
    told[one.get("kind").text()] += amount(one, "amount");
  for (const char* list : {"changes", "entries"}) {
    CAPTURE(list);
    std::map<std::string, base::Decimal> sums;
    const auto data = world.answer("/v1/periods/2026-04/" + std::string(list)).get("data");
    for (const api::Value& one : data.list())
      sums[one.get("kind").text()] += amount(one, "amount");
    CHECK(sums == told);
  }
}

TEST_CASE("who sees no money is not told what a period comes to") {
  World world;
  const http::Response told = world.ask("desk", "GET", "/v1/periods/2026-04");
  REQUIRE(told.status == 200);
  CHECK(api::parse_json(told.body).value().get("totals").is_null());
  CHECK(world.answer("/v1/periods/2026-04").get("totals").list().size() > 0);
  CHECK(world.ask("desk", "GET", "/v1/periods/2026-04/changes").status == 403);
  CHECK(world.ask("owner", "GET", "/v1/periods/2026-04").status == 403);
}

TEST_CASE("what was frozen is shown until it is signed off, and then stands in the books") {
  World world;
  REQUIRE(world.ask("finance", "POST", "/v1/periods/2026-04:freeze", "").status == 200);
  const std::string changes = world.rows("changes"), entries = world.rows("entries");
  world.bring("later.csv", usage_row("later", "2026-03-21", "4000.00", 1, "SA"));
  CHECK(world.rows("changes") == changes);
  CHECK(world.rows("entries") == entries);
  CHECK(world.rows("entries", "&filter=entry+is+not+null") == "[]");
  const api::Value totals = world.answer("/v1/periods/2026-04").get("totals");
  world.sign_off();
  CHECK(api::json_of(world.answer("/v1/periods/2026-04").get("totals")) == api::json_of(totals));
  CHECK(world.answer("/v1/periods/2026-04").get("entries").integer(0) > 0);
  CHECK(world.rows("changes") == changes);
  CHECK(world.rows("entries") == entries);
  CHECK(world.rows("entries", "&filter=entry+is+null") == "[]");
}

TEST_CASE("partners and customers are not told what a close would post") {
  World world;
  for (const char* who : {"owner", "executive", "customer"}) {
    CAPTURE(who);
    CHECK(world.ask(who, "GET", "/v1/periods/2026-04").status == 403);
    CHECK(world.ask(who, "GET", "/v1/periods/2026-04/changes").status == 403);
    CHECK(world.ask(who, "GET", "/v1/periods/2026-04/entries").status == 403);
  }
}

}  // namespace
}  // namespace tests
