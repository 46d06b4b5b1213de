// Feeds and quarantine over HTTP: what the operator sees of them, and the work it begins there.
#include <doctest/doctest.h>

#include <filesystem>
#include <thread>

#include "app/import_jobs.h"
#include "tests/service_world.h"

namespace tests {
namespace {

struct World : ServiceWorld {
  api::Value get(const std::string& who, const std::string& target) {
    const http::Response told = ask(who, "GET", target);
    REQUIRE_MESSAGE(told.status == 200, told.body);
    return api::parse_json(told.body).value();
  }
  api::Value rows(const std::string& target) { return get("operator", target).get("data"); }
  // What work comes to that is begun so.
  api::Value done(const std::string& target, const std::string& body) {
    const http::Response begun = ask("operator", "POST", target, body);
    REQUIRE_MESSAGE(begun.status == 202, begun.body);
    const std::string id = api::parse_json(begun.body).value().get("id").text();
    for (int round = 0; round < 2'000; ++round) {
      const api::Value told = get("operator", "/v1/operations/" + id);
      const std::string& state = told.get("state").text();
      if (state == "done" || state == "failed") return told;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    FAIL("it has no end");
    return {};
  }
  // Rows of an unknown subscription and one with a day that is none.
  void deliver_faults() {
    bench.write("faults.csv", usage_header() + usage_row("x1", "2026-04-03", "5.00", 1, "SX") +
                                  usage_row("x2", "2026-04-04", "6.00", 1, "SX") +
                                  usage_row("x3", "2026-13-45", "7.00", 1, "SA"));
    import("usage", "faults.csv");
  }
  // What came of it.
  api::Value import(const std::string& kind, const std::string& file) {
    const http::Response made = ask("operator", "POST", "/v1/imports",
                                    R"({"kind":")" + kind + R"(","file":")" + file + "\"" +
                                        (kind == "usage" ? R"(,"feed":"meter"})" : "}"));
    REQUIRE_MESSAGE(made.status == 201, made.body);
    const std::string id = api::parse_json(made.body).value().get("id").text();
    REQUIRE(service->store->change([&](app::Store& store) -> base::Status {
      const storage::Import import = TRY(app::import_of(store, id));
      std::filesystem::copy_file(bench.file(file), app::import_path(store.directory(), import));
      const storage::Import started = TRY(app::start_import(store, id, {}));
      return app::run_import(store, started, {}, {});
    }));
    return get("operator", "/v1/imports/" + id).get("result");
  }
  api::Value feed(const std::string& id) {
    const api::Value all = rows("/v1/feeds");
    for (const api::Value& one : all.list())
      if (one.get("id").text() == id) return one;
    FAIL("there is no feed " << id);
    return {};
  }
};

TEST_CASE("a feed shows what waits of it, and is clear again when the registry has been mended") {
  World world;
  world.deliver_faults();
  const api::Value before = world.feed("meter");
  CHECK(before.get("state").text() == "waiting");
  CHECK(before.get("rows").integer(0) == 3);
  CHECK(before.get("waiting").integer(0) == 3);
  CHECK(before.get("expected_on").is_null());
  CHECK(before.get("mapping").text() == "canonical");

  const api::Value same =
      world.done("/v1/quarantine:replay", R"({"cause":"UNKNOWN_SUBSCRIPTION","feed":"meter"})");
  CHECK(same.get("state").text() == "done");
  CHECK(same.get("result", "rows").integer(0) == 2);
  CHECK(same.get("result", "accepted").integer(-1) == 0);
  CHECK(same.get("result", "waiting").integer(0) == 2);

  world.bench.write("subscriptions.csv",
                    "subscription_id,customer_id,product_id,currency,starts_on,ends_on\n"
                    "SX,CA,azure,USD,2025-01-01,\n");
  const api::Value brought = world.import("registry", "subscriptions.csv");
  CHECK(brought.get("changed").integer(0) == 1);
  CHECK(brought.get("released").integer(0) == 2);
  CHECK(world.feed("meter").get("waiting").integer(0) == 1);
  const api::Value waived =
      world.done("/v1/quarantine:waive", R"({"cause":"BAD_DATE","reason":"rows of a test"})");
  CHECK(waived.get("result", "rows").integer(0) == 1);
  CHECK(world.rows("/v1/quarantine").list().empty());
  CHECK(world.feed("meter").get("state").text() == "clear");
  CHECK(world.done("/v1/quarantine:waive", R"({"reason":"once more"})")
            .get("result", "rows")
            .integer(-1) == 0);
}

TEST_CASE("a mapping mends what could not be read") {
  World world;
  world.bench.write("points.csv", usage_header() + usage_row("y1", "03.04.2026", "5.00", 1, "SA"));
  world.import("usage", "points.csv");
  CHECK(world.feed("meter").get("waiting").integer(0) == 1);
  const http::Response refused =
      world.ask("operator", "POST", "/v1/quarantine:replay", R"({"mapping":"no mapping at all"})");
  CHECK(refused.status >= 400);
  CHECK(refused.status < 500);
}

TEST_CASE("a file is taken back under its name, and its effect is told first") {
  World world;
  const api::Value files = world.rows("/v1/feed-files");
  REQUIRE(files.list().size() == 1);
  const std::string id = files.list().front().get("id").text();
  CHECK(files.list().front().get("name").text() == "usage.csv");
  CHECK(files.list().front().get("sha256").text().size() == 64);
  const http::Response planned =
      world.ask("operator", "POST", "/v1/feed-files/" + id + ":plan-void");
  REQUIRE_MESSAGE(planned.status == 200, planned.body);
  const api::Value effect = api::parse_json(planned.body).value();
  CHECK(effect.get("stopping").integer(0) == 20);
  CHECK_FALSE(effect.get("months").list().empty());

  const std::string target = "/v1/feed-files/" + id + ":void";
  const auto wrong = world.ask("operator", "POST", target, R"({"name":"other","reason":"wrong"})");
  CHECK(wrong.status == 422);
  CHECK(world.rows("/v1/feed-files").list().front().get("voided_commit").is_null());
  const std::string wish = R"({"name":"usage.csv","reason":"of the wrong year"})";
  const api::Value done = world.done(target, wish);
  CHECK(done.get("state").text() == "done");
  CHECK(done.get("result", "stopped").integer(0) == 20);
  CHECK(world.rows("/v1/feed-files").list().front().get("voided_commit").integer(0) > 0);
  const api::Value again = world.done(target, wish);
  CHECK(again.get("state").text() == "failed");
  CHECK(again.get("why").text().find("void") != std::string::npos);
}

TEST_CASE("feeds and quarantine are the operator's, and only who may change them does") {
  World world;
  for (const char* target : {"/v1/feeds", "/v1/feed-files", "/v1/quarantine"}) {
    for (const char* who : {"executive", "admin", "customer"})
      CHECK(world.ask(who, "GET", target).status == 403);
  }
  CHECK(world.ask("finance", "GET", "/v1/feeds").status == 200);
  const std::string reason = R"({"reason":"no right to it"})";
  CHECK(world.ask("finance", "POST", "/v1/quarantine:waive", reason).status == 403);
  CHECK(world.ask("finance", "POST", "/v1/quarantine:replay", "{}").status == 403);
  CHECK(world.ask("finance", "POST", "/v1/feed-files/file_1:plan-void").status == 403);
  const auto begun = world.ask("operator", "POST", "/v1/quarantine:replay", "{}");
  const std::string id = api::parse_json(begun.body).value().get("id").text();
  for (const char* who : {"executive", "customer"})
    CHECK(world.ask(who, "GET", "/v1/operations/" + id).status >= 403);
  CHECK(world.ask("operator", "GET", "/v1/operations/job_none").status == 404);
  CHECK(world.ask("operator", "POST", "/v1/operations/" + id + ":cancel").status == 409);
}

}  // namespace
}  // namespace tests
