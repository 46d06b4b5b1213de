// Changes through the service: what was sent twice happens once, what has changed since it was read
// is not changed blindly, and customers' acts of domain X23, X49 and X50.
#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "app/consent_jobs.h"
#include "tests/service_world.h"

namespace tests {
namespace {

using World = ServiceWorld;

const std::string kAttach = R"({"type":"tpor","partner_id":"PZ","subscription_ids":["SA"]})";

std::string header(const http::Response& answer, std::string_view name) {
  return std::string(http::header(answer.headers, name));
}

std::string code(const http::Response& answer) {
  return api::parse_json(answer.body).value().get("code").text();
}

std::string member(const http::Response& answer, std::string_view name) {
  return api::parse_json(answer.body).value().get(name).text();
}

// Of PZ beside subscription SA.
std::size_t associations(World& world) {
  const auto listed =
      world.ask("operator", "GET", "/v1/associations?subscription_id=SA&partner_id=PZ");
  return api::parse_json(listed.body).value().get("data").list().size();
}

void restart(World& world) {
  world.router.reset();
  world.service.reset();
  world.service = api::Service::open(world.bench.path() + "/store", 2, world.clock).value();
  world.router = api::Router::make(*world.service, 1, 1).value();
}

TEST_CASE("a request with an Idempotency-Key is carried out once and answered again") {
  World world;
  const http::Headers key{{"idempotency-key", "k-1"}};
  const auto first = world.ask("operator", "POST", "/v1/associations", kAttach, key);
  REQUIRE_MESSAGE(first.status == 201, first.body);
  CHECK(associations(world) == 1);
  for (int round = 0; round < 2; ++round) {
    const auto again = world.ask("operator", "POST", "/v1/associations", kAttach, key);
    CHECK(again.status == 201);
    CHECK(again.body == first.body);
    CHECK(header(again, "idempotent-replayed") == "true");
    CHECK(associations(world) == 1);
    restart(world);
  }
  // Of another request it is refused; of another caller it is another key.
  const std::string other = R"({"type":"tpor","partner_id":"PA","subscription_ids":["SA"]})";
  const auto reused = world.ask("operator", "POST", "/v1/associations", other, key);
  CHECK(reused.status == 422);
  CHECK(code(reused) == "idempotency_key_reused");
  const auto theirs = world.ask("customer", "POST", "/v1/associations", kAttach, key);
  CHECK(header(theirs, "idempotent-replayed").empty());
  // A rule's refusal stands in the audit chain once, too.
  const http::Headers refused{{"idempotency-key", "k-2"}};
  const auto no = world.ask("operator", "POST", "/v1/associations/NONE:end", "{}", refused);
  CHECK(no.status == 422);
  const auto no_again = world.ask("operator", "POST", "/v1/associations/NONE:end", "{}", refused);
  CHECK(no_again.status == 422);
  CHECK(header(no_again, "idempotent-replayed") == "true");
}

TEST_CASE("what makes no commit happens once, too, and a secret is not told again") {
  World world;
  const http::Headers key{{"idempotency-key", "k-1"}};
  const std::string wish = R"({"kind":"usage","file":"usage.csv"})";
  const auto first = world.ask("operator", "POST", "/v1/imports", wish, key);
  REQUIRE_MESSAGE(first.status == 201, first.body);
  restart(world);
  const auto again = world.ask("operator", "POST", "/v1/imports", wish, key);
  CHECK(again.body == first.body);
  CHECK(header(again, "idempotent-replayed") == "true");
  const http::Headers other{{"idempotency-key", "k-2"}};
  const std::string new_key = R"({"name":"crm","role":"support"})";
  const auto made = world.ask("operator", "POST", "/v1/keys", new_key, other);
  REQUIRE_MESSAGE(made.status == 201, made.body);
  const auto hidden = world.ask("operator", "POST", "/v1/keys", new_key, other);
  CHECK(hidden.status == 409);
  CHECK(code(hidden) == "answer_lost");
  CHECK(hidden.body.find(member(made, "secret")) == std::string::npos);
}

TEST_CASE("a commit whose answer was lost is known to have been made") {
  World world;
  const http::Headers key{{"idempotency-key", "k-1"}};
  REQUIRE(world.ask("operator", "POST", "/v1/associations", kAttach, key).status == 201);
  REQUIRE(world.service->store->change([](app::Store& store) {
    return store.record().beside([](storage::Database& database) {
      return database.execute("UPDATE idempotency_key SET answer = NULL");
    });
  }));
  restart(world);
  const auto again = world.ask("operator", "POST", "/v1/associations", kAttach, key);
  CHECK(again.status == 409);
  CHECK(code(again) == "answer_lost");
  CHECK(associations(world) == 1);
}

TEST_CASE("one key sent by many at once is carried out once") {
  World world;
  const http::Headers key{{"idempotency-key", "k-1"}};
  std::atomic<int> made = 0, told_again = 0, told_to_wait = 0, other = 0;
  {
    std::vector<std::jthread> askers;
    askers.reserve(8);
    for (int i = 0; i < 8; ++i) {
      askers.emplace_back([&] {
        const auto answer = world.ask("operator", "POST", "/v1/associations", kAttach, key);
        const bool is_replay = header(answer, "idempotent-replayed") == "true";
        const bool is_made = answer.status == 201;
        ++(is_replay ? told_again : is_made ? made : answer.status == 409 ? told_to_wait : other);
      });
    }
  }
  CHECK(made == 1);
  CHECK(other == 0);
  CHECK(told_again + told_to_wait == 7);
  CHECK(associations(world) == 1);
}

TEST_CASE("what many ask at once is answered as it is to one after the other") {
  World world;
  const std::string month = "month=2026-04&partner_id=PA";
  const std::vector<std::string> targets{
      "/v1/competencies?" + month,
      "/v1/competency-gaps?" + month,
      "/v1/competencies?month=2026-03",
      "/v1/competencies?month=2026-04",
      "/v1/reports?from=2026-03&to=2026-04&by=subscription",
      "/v1/quarantine",
      "/v1/data-access?customer_id=CA",
      "/v1/credit?from=2026-03&to=2026-04&by=subscription",
  };
  std::vector<std::string> told(4 * targets.size());
  {
    std::vector<std::jthread> askers;
    askers.reserve(told.size());
    for (std::size_t i = 0; i < told.size(); ++i) {
      askers.emplace_back(
          [&, i] { told[i] = world.ask("operator", "GET", targets[i % targets.size()]).body; });
    }
  }
  for (std::size_t i = 0; i < told.size(); ++i) {
    const auto alone = world.ask("operator", "GET", targets[i % targets.size()]);
    CAPTURE(targets[i % targets.size()]);
    CHECK(alone.status == 200);
    CHECK(told[i] == alone.body);
  }
}

TEST_CASE("what has changed since it was read is not changed, and a sign-off must have read") {
  World world;
  const auto read = world.ask("operator", "GET", "/v1/associations/AA");
  const http::Headers seen{{"if-match", header(read, "etag")}};
  CHECK(
      world.ask("customer", "POST", "/v1/associations/AA:end", R"({"valid_to":"2027-01-01"})", seen)
          .status == 200);
  const auto stale = world.ask("customer", "POST", "/v1/associations/AA:end",
                               R"({"valid_to":"2026-12-15"})", seen);
  CHECK(stale.status == 412);
  CHECK(code(stale) == "stale");
  CHECK(member(world.ask("operator", "GET", "/v1/associations/AA"), "valid_to") == "2027-01-01");
  const auto again = world.ask("customer", "GET", "/v1/associations/AA");
  const http::Headers fresh{{"if-match", header(again, "etag")}};
  CHECK(
      world
          .ask("customer", "POST", "/v1/associations/AA:end", R"({"valid_to":"2026-12-15"})", fresh)
          .status == 200);

  const auto blind = world.ask("finance", "POST", "/v1/periods/2026-04:sign-off", "");
  CHECK(blind.status == 428);
  CHECK(code(blind) == "precondition_required");
}

TEST_CASE("whoever asks too much waits, and others do not") {
  World world;
  world.service->rates = std::make_unique<api::Rates>(api::RateLimits{2, 1, 1});
  const auto first = world.ask("analyst", "GET", "/v1/subscriptions");
  CHECK(first.status == 200);
  CHECK(header(first, "ratelimit") == "\"read\";r=1;t=1");
  http::Response answer = first;
  for (int i = 0; i < 50 && answer.status == 200; ++i)
    answer = world.ask("analyst", "GET", "/v1/subscriptions");
  CHECK(answer.status == 429);
  CHECK(code(answer) == "rate_limited");
  CHECK(header(answer, "retry-after") == "1");
  CHECK(world.ask("executive", "GET", "/v1/subscriptions").status == 200);
}

TEST_CASE("X23: consent is withdrawn, access is cut at once, what was earned stays") {
  World world;
  const auto sees = [&] {
    return world.ask("analyst", "GET", "/v1/subscriptions").body.find("\"SA\"") !=
           std::string::npos;
  };
  const auto earned = [&] {
    return world.ask("executive", "GET", "/v1/earnings?month=2026-03").body;
  };
  const std::string before = earned();
  CHECK(sees());
  const auto given = world.ask("customer", "POST", "/v1/consents",
                               R"({"partner_id":"PA","classes":["subscription_facts","usage"]})");
  REQUIRE_MESSAGE(given.status == 201, given.body);
  const std::string receipt = member(given, "id");
  CHECK(world.ask("executive", "GET", "/v1/consents/" + receipt).status == 200);
  CHECK(world.ask("stranger", "GET", "/v1/consents/" + receipt).status == 404);
  CHECK(sees());
  const std::string wish = R"({"receipt_id":")" + receipt + R"(","reason":"over"})";
  CHECK(world.ask("stranger", "POST", "/v1/consents:withdraw", wish).status == 404);
  CHECK(sees());
  const auto withdrawn = world.ask("customer", "POST", "/v1/consents:withdraw", wish);
  REQUIRE_MESSAGE(withdrawn.status == 200, withdrawn.body);
  CHECK(!sees());
  CHECK(world.ask("analyst", "GET", "/v1/customers/CA").status == 404);
  CHECK(world.ask("executive", "GET", "/v1/data-access?customer_id=CA").status == 404);
  CHECK(earned() == before);
  // Both words stay, for both to read; a feed of the association's end follows in the registry.
  const auto words = world.ask("executive", "GET", "/v1/consents");
  CHECK(api::parse_json(words.body).value().get("data").list().size() == 2);
  CHECK(world.ask("stranger", "GET", "/v1/consents").body.find(receipt) == std::string::npos);
}

TEST_CASE("X49: who is no administrator of the customer cannot accept; the invitation stays") {
  World world;
  const std::string request = "/v1/requests/" + world.own.request;
  const auto state = [&] {
    const auto read = api::parse_json(world.ask("customer", "GET", request).body).value();
    return read.get("history").list().back().get("state").text();
  };
  const std::string before = state();
  CHECK(world.ask("viewer", "POST", request + ":move", R"({"event":"confirm"})").status == 403);
  CHECK(world.ask("stranger", "POST", request + ":move", R"({"event":"confirm"})").status == 404);
  CHECK(state() == before);
}

TEST_CASE("X50: of two administrators at once the second one looks again") {
  World world;
  const std::string request = "/v1/requests/" + world.own.request;
  const auto both = world.ask("customer", "GET", request);
  const std::string revision =
      api::parse_json(both.body).value().get("history").list().back().get("revision").text();
  const auto wish = [&](const std::string& event) {
    return R"({"event":")" + event + R"(","if_revision":)" + revision + '}';
  };
  const auto first = world.ask("customer", "POST", request + ":move", wish("decline"));
  CHECK_MESSAGE(first.status == 200, first.body);
  const auto second = world.ask("second", "POST", request + ":move", wish("confirm"));
  CHECK(second.status == 422);
  CHECK(code(second) == "REVISION_CONFLICT");
  // So it does by the ETag of what both have read.
  const auto third = world.ask("second", "POST", request + ":move", R"({"event":"decline"})",
                               {{"if-match", header(both, "etag")}});
  CHECK(third.status == 412);
}

TEST_CASE("what the contract says is on its way out says so with each answer, also of a mistake") {
  World world;
  const auto told = [&](const std::string& target) {
    const auto answer = world.ask("operator", "GET", target);
    return header(answer, "deprecation") + ' ' + header(answer, "sunset");
  };
  for (const char* const target : {"/v1/products", "/v1/products?family=Azure"})
    CHECK(told(target) == " ");
  // The same service, a year later.
  std::string text = world.service->contract->text();
  const std::string dates =
      R"("deprecated":true,"x-deprecated-since":"2027-11-01","x-sunset":"2028-11-30",)";
  text.insert(text.find(R"("operationId":"listProducts")"), dates);
  text.insert(text.find(R"("name":"metering","in":"query")"),
              R"("deprecated":true,"x-deprecated-since":"2027-10-01",)");
  auto contract = api::Contract::load(text);
  REQUIRE_MESSAGE(contract.has_value(), (contract ? "" : contract.error().message));
  world.service->contract = std::move(*contract);
  const std::string sunset = " Thu, 30 Nov 2028 00:00:00 GMT";
  CHECK(told("/v1/products") == "@1825027200" + sunset);
  CHECK(told("/v1/products?limit=0") == "@1825027200" + sunset);
  CHECK(told("/v1/products?metering=metered") == "@1822348800" + sunset);
  CHECK(told("/v1/partners") == " ");
}

}  // namespace
}  // namespace tests
