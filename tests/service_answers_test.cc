// What answers say beside the facts: why something does not hold or count, until when something may
// be done, and what is wrong with a question, each to whom it may be said.
#include <doctest/doctest.h>

#include "app/import_jobs.h"
#include "tests/service_world.h"

namespace tests {
namespace {

using World = ServiceWorld;

api::Value told(World& world, const std::string& who, const std::string& target) {
  const auto answer = world.ask(who, "GET", target);
  REQUIRE_MESSAGE(answer.status == 200, answer.body);
  return api::parse_json(answer.body).value();
}

// From June on the subscription is bought from another partner as a cloud solution provider.
void sell_by_csp(World& world) {
  const std::string file = world.bench.path() + "/channels.csv";
  world.bench.write(
      "channels.csv",
      "subscription_id,channel,starts_on,ends_on,transacting_partner_id,reseller_partner_id\n"
      "SA,ea,2025-01-01,2026-06-01,,\nSA,csp_direct,2026-06-01,,PZ,\n");
  const auto import = [&](app::Store& store) {
    base::Status status;
    const auto keep = [&](const std::string&, const app::ImportAnswer& answer) {
      if (!answer) status = std::unexpected(answer.error());
    };
    const base::Status read = app::import_files(store, {{file}, "feed:test"}, {}, keep);
    return read ? status : read;
  };
  const base::Status done = world.service->store->change(import);
  REQUIRE_MESSAGE(done, done.error().message);
}

}  // namespace

TEST_CASE("why an association does not hold is told to customer and operator, by the day") {
  World world;
  const std::string association = "/v1/associations/AA", subscription = "/v1/subscriptions/SA";
  CHECK(told(world, "customer", association).get("closed_gate").is_null());
  CHECK(told(world, "customer", subscription).get("channel").text() == "ea");
  sell_by_csp(world);
  for (const char* who : {"customer", "viewer", "operator"}) {
    CAPTURE(who);
    CHECK(told(world, who, association).get("closed_gate").text() ==
          "ASSOC_NOT_ALLOWED_ON_CHANNEL");
    CHECK(told(world, who, subscription).get("channel").text() == "csp_direct");
    const api::Value page = told(world, who, "/v1/subscriptions?valid_at=2026-05-31");
    CHECK(page.get("data").list().front().get("channel").text() == "ea");
    const api::Value then = told(world, who, "/v1/associations?valid_at=2026-05-31");
    CHECK(then.get("data").list().front().get("closed_gate").is_null());
  }
  for (const char* who : {"owner", "executive", "analyst"}) {
    CAPTURE(who);
    CHECK(told(world, who, association).get("closed_gate").is_null());
    CHECK(told(world, who, subscription).get("channel").is_null());
  }
}

TEST_CASE("the customer is told who stands beside a subscription in vain") {
  World world;
  sell_by_csp(world);
  const auto benefit = [&](const std::string& month) {
    return api::json_of(told(world, "customer", "/v1/benefit?customer_id=CA&month=" + month));
  };
  const std::string in_vain = world.own.partner_name + " stands beside it and is not recognised";
  CHECK(benefit("2026-05").find(in_vain) == std::string::npos);
  CHECK(benefit("2026-06").find(in_vain) != std::string::npos);
}

TEST_CASE("each statement says until when its lines may be disputed") {
  World world;
  const api::Value row = told(world, "owner", "/v1/statements").get("data").list().front();
  const base::Day issued = *base::Day::parse(row.get("issued_on").text());
  CHECK(row.get("disputable_until").text() == (issued + 60).text());
}

TEST_CASE("what a problem says is not the way of the command line") {
  World world;
  const auto absent = world.ask("operator", "GET", "/v1/statements/ST-000099");
  CHECK(absent.status == 404);
  CHECK(api::parse_json(absent.body).value().get("detail").text() ==
        "there is no statement 'ST-000099'");
  const auto open = world.ask("finance", "GET", "/v1/periods/2026-04");
  const http::Headers known{{"if-match", std::string(http::header(open.headers, "etag"))}};
  const auto early = world.ask("finance", "POST", "/v1/periods/2026-04:sign-off", "", known);
  CHECK(early.status == 422);
  CHECK(api::parse_json(early.body).value().get("detail").text() == "period 2026-04 is not frozen");
}

TEST_CASE("a name that another user has is a fault of the name") {
  World world;
  const std::string body = R"({"name":"nele","email":"nele@vendor.example","role":"support"})";
  REQUIRE(world.ask("operator", "POST", "/v1/users", body).status == 201);
  const auto again = world.ask("operator", "POST", "/v1/users", body);
  CHECK(again.status == 409);
  const api::Value problem = api::parse_json(again.body).value();
  CHECK(problem.get("code").text() == "conflict");
  CHECK(problem.get("errors").list().front().get("pointer").text() == "/name");
}

TEST_CASE("of a competency only its own products are explained, and it says when there are none") {
  World world;
  const std::string one = "/v1/explanation?partner_id=PA&month=2026-03&competency=";
  CHECK(api::json_of(told(world, "owner", one + "cloud-platform")).find("\"SA\"") !=
        std::string::npos);
  const std::string other = api::json_of(told(world, "owner", one + "cloud-productivity"));
  CHECK(other.find("\"SA\"") == std::string::npos);
  CHECK(other.find("no product that counts towards cloud-productivity") != std::string::npos);
}

}  // namespace tests
