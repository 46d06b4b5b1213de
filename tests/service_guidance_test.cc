// Whom to ask, what to read, and what people say of a page, over HTTP.
#include <doctest/doctest.h>

#include "api/looks.h"
#include "app/consent_jobs.h"
#include "tests/service_world.h"

namespace tests {
namespace {

using World = ServiceWorld;

api::Value rows(World& world, const std::string& who, const std::string& target) {
  const http::Response answer = world.ask(who, "GET", target);
  REQUIRE_MESSAGE(answer.status == 200, target << '\n' << answer.body);
  return api::parse_json(answer.body).value().get("data");
}

void done(const http::Response& answer) {
  REQUIRE_MESSAGE(answer.status == 201, answer.body);
}

TEST_CASE("everybody who is signed in reads whom to ask; operators say it") {
  World world;
  const std::string path = "/v1/support-contacts";
  done(world.ask("operator", "POST", path, R"({"name":"Desk","email":"desk@example.com",
      "from":"2026-01-01"})"));
  done(world.ask("operator", "POST", path, R"({"family":"Azure","name":"Cloud desk",
      "url":"https://example.com/cloud","from":"2026-01-01"})"));
  for (const char* who : {"executive", "analyst", "customer", "viewer", "operator"}) {
    CAPTURE(who);
    CHECK(rows(world, who, path).list().size() == 2);
    const auto routed = rows(world, who, path + "?subscription_id=SA");
    REQUIRE(routed.list().size() == 1);
    CHECK(routed.list()[0].get("name").text() == "Cloud desk");
    CHECK(rows(world, who, path + "?family=Office").list()[0].get("name").text() == "Desk");
    CHECK(rows(world, who, path + "?product_id=azure").list()[0].get("name").text() ==
          "Cloud desk");
    CHECK(rows(world, who, path + "?valid_at=2025-12-31").list().empty());
  }
  for (const char* who : {"executive", "customer"}) {
    CHECK(world.ask(who, "GET", path + "?subscription_id=SZ").status == 404);
    CHECK(world.ask(who, "POST", path, R"({"name":"x","email":"x@example.com"})").status == 403);
  }
  for (const char* bad : {R"({"name":"nobody"})", R"({"name":"x","url":"http://example.com"})",
                          R"({"email":"x@example.com"})"})
    CHECK(world.ask("operator", "POST", path, bad).status == 400);
  // A subscription that a partner asks by is a look; the list is none.
  const auto read = [&](app::Store& store) { return app::looks(store, {.customer = "CA"}); };
  CHECK(world.service->store->read(read).value().back().object == "guides");
}

TEST_CASE("a guide is read in its language, as it holds and by version") {
  World world;
  const auto publish = [&](const char* language, const char* text, const char* from) {
    done(world.ask("operator", "POST", "/v1/guides",
                   R"({"name":"programme","title":"Guide","language":")" + std::string(language) +
                       R"(","text":")" + text + R"(","from":")" + from + "\"}"));
  };
  publish("en", "# One", "2026-01-01");
  publish("en", "# Two", "2026-02-01");
  publish("en", "# Three", "2099-01-01");
  publish("de", "# Eins", "2026-01-01");
  const auto text = [&](const std::string& more) {
    const auto answer = world.ask("viewer", "GET", "/v1/guides/programme" + more);
    if (answer.status != 200) return std::to_string(answer.status);
    return api::parse_json(answer.body).value().get("text").text();
  };
  CHECK(text("") == "# Two");
  CHECK(text("?language=de") == "# Eins");
  CHECK(text("?version=1") == "# One");
  CHECK(text("?version=3") == "# Three");
  CHECK(text("?version=4") == "404");
  CHECK(text("?valid_at=2026-01-15") == "# One");
  CHECK(text("?valid_at=2025-01-15") == "404");
  const auto all = rows(world, "executive", "/v1/guides?language=en");
  REQUIRE(all.list().size() == 3);
  CHECK_FALSE(all.list()[0].get("is_current").truth());
  CHECK(all.list()[1].get("is_current").truth());
  CHECK(world.ask("", "GET", "/v1/guides").status == 401);
  CHECK(world
            .ask("executive", "POST", "/v1/guides",
                 R"({"name":"x","title":"x","language":"en","text":"x"})")
            .status == 403);
}

TEST_CASE("everybody may say something of a page; operators read it, others their own") {
  World world;
  for (const char* who : {"executive", "viewer", "stranger"})
    done(world.ask(who, "POST", "/v1/feedback",
                   R"({"page":"/p/earnings","text":"said by )" + std::string(who) + "\"}"));
  const auto said = rows(world, "operator", "/v1/feedback");
  REQUIRE(said.list().size() == 3);
  CHECK(said.list()[0].get("by").text().starts_with("partner:PA/"));
  for (const char* who : {"executive", "viewer", "stranger"}) {
    const auto own = rows(world, who, "/v1/feedback");
    REQUIRE(own.list().size() == 1);
    CHECK(own.list()[0].get("text").text() == "said by " + std::string(who));
  }
  CHECK(rows(world, "admin", "/v1/feedback").list().empty());
  CHECK(world.ask("executive", "POST", "/v1/feedback", R"({"page":"/p"})").status == 400);
  CHECK(world
            .ask("executive", "POST", "/v1/feedback",
                 R"({"page":"/p","text":")" + std::string(2'001, 'x') + "\"}")
            .status == 400);
}

}  // namespace
}  // namespace tests
