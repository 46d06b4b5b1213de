// A request says to each side whose word it waits for, and to each caller what it may do next.
#include <doctest/doctest.h>

#include "tests/service_world.h"

namespace tests {
namespace {

using World = ServiceWorld;

api::Value body_of(const http::Response& answer, int status) {
  REQUIRE_MESSAGE(answer.status == status, answer.body);
  return api::parse_json(answer.body).value();
}

// The request of the own side, out of the list that `who` is shown.
api::Value row_for(World& world, const std::string& who, const std::string& query = {}) {
  const api::Value page = body_of(world.ask(who, "GET", "/v1/requests" + query), 200);
  for (const api::Value& one : page.get("data").list()) {
    if (one.get("id").text() == world.own.request) return one;
  }
  return {};
}

}  // namespace

TEST_CASE("an invitation waits for the customer, who alone may answer it") {
  World world;
  const api::Value customers = row_for(world, "customer");
  CHECK(customers.get("waits_for").text() == "customer");
  CHECK(customers.get("next_events").text() == "confirm decline");
  CHECK(customers.get("if_silent").text() == "EXPIRED");
  // What is next by itself is a reminder, a week before the time is over.
  CHECK(customers.get("next_deadline").text() < customers.get("waits_until").text());

  CHECK(row_for(world, "owner").get("next_events").text() == "cancel");
  CHECK(row_for(world, "operator").get("next_events").is_null());
  CHECK(row_for(world, "operator").get("waits_for").text() == "customer");
  // Who may read and not move is offered nothing, and told who is waited for all the same.
  CHECK(row_for(world, "viewer").get("next_events").is_null());
  CHECK(row_for(world, "viewer").get("waits_for").text() == "customer");
  CHECK(row_for(world, "operator", "?filter=waits_for%20eq%20operator").is_null());
}

TEST_CASE("of an earlier revision nothing is open, of what is over nobody is waited for") {
  World world;
  const std::string path = "/v1/requests/" + world.own.request;
  const api::Value moved =
      body_of(world.ask("customer", "POST", path + ":move", R"({"event":"decline"})"), 200);
  CHECK(moved.get("waits_for").is_null());
  CHECK(moved.get("next_events").is_null());
  const api::Value found = body_of(world.ask("customer", "GET", path), 200);
  REQUIRE(found.get("history").list().size() == 2);
  CHECK(found.get("history").list().front().get("next_events").is_null());
}

}  // namespace tests
