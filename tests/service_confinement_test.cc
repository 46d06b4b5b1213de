// No operation tells a partner or customer what is another's, whatever is asked, and nobody changes
// it: every operation of the contract is asked as everybody, with ids of its own and of others.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>

#include "api/looks.h"
#include "base/sha256.h"
#include "tests/service_world.h"

namespace tests {
namespace {

using World = ServiceWorld;

// Values for the arguments of an operation: all of one side.
std::string value_of(const api::Operation& operation, const std::string& name, const Side& side) {
  const auto begins = [&](std::string_view path) { return operation.path.starts_with(path); };
  if (name == "partner_id") return side.partner;
  if (name == "customer_id") return side.customer;
  if (name == "subscription_id") return side.subscription;
  if (name == "type" && operation.id == "listEvents") return "statement.issued";
  if (name == "month" || name == "from" || name == "to" || name == "period") return "2026-03";
  if (name == "line") return "1";
  if (name == "valid_at" || name == "day") return "2026-03-05";
  if (name == "name") return "programme";
  if (name == "why_not") return "true";
  if (name != "id") return {};
  if (begins("/v1/partners")) return side.partner;
  if (begins("/v1/customers")) return side.customer;
  if (begins("/v1/subscriptions")) return side.subscription;
  if (begins("/v1/associations")) return side.association;
  if (begins("/v1/statements")) return side.statement;
  if (begins("/v1/petitions")) return side.petition;
  if (begins("/v1/requests")) return side.request;
  if (begins("/v1/webhook-endpoints")) return side.endpoint;
  if (begins("/v1/products")) return "azure";
  return "PO-000001";
}

std::string body_of(const api::Operation& operation, const Side& side) {
  const std::map<std::string, std::string> bodies{
      {"attachPartner", R"({"type":"dpor","partner_id":"PA","subscription_ids":[")" +
                            side.subscription + R"("],"replace":true})"},
      {"endAssociation", R"({"reason":"over"})"},
      {"openRequest", R"({"kind":"dpor","event":"invite","type":"dpor","partner_id":")" +
                          side.partner + R"(","subscription_id":")" + side.subscription + "\"}"},
      {"moveRequest", R"({"event":"decline","if_revision":99})"},
      {"openPetition", R"({"kind":"dispute","statement_id":")" + side.statement +
                           R"(","line":99,"amount":"5.00","reason":"more"})"},
      {"movePetition", R"({"event":"withdraw","reason":"no more","if_revision":99})"},
      {"waivePeriodItem", R"({"item":"feeds","reason":"seen"})"},
      {"createWebhookEndpoint", R"({"url":"https://example.com/"})"},
      {"replayWebhooks", R"({"from":"evt_000000000001_00000","to":"evt_000000000900_00000"})"},
      {"createPayout", R"({"execution_day":"2026-12-15"})"},
      {"createSimulation", R"({"programme":"x","from":"2026-03"})"},
      {"submitProgrammeDraft", R"({"text":"x"})"},
      {"leaveFeedback", R"({"page":"/p","text":"fine"})"},
  };
  const auto found = bodies.find(operation.id);
  return found == bodies.end() ? std::string() : found->second;
}

struct Asked {
  std::string target, body;
};

// With all arguments of one side, and with none but those that are needed.
std::vector<Asked> questions(const api::Operation& operation, const Side& side) {
  std::string path = operation.path;
  std::string needed, all;
  for (const api::Parameter& one : operation.parameters) {
    const std::string value = value_of(operation, one.name, side);
    if (one.in == api::Parameter::In::Path) {
      const std::string name = '{' + one.name + '}';
      path.replace(path.find(name), name.size(), value);
    } else if (!value.empty()) {
      const std::string pair = (all.empty() ? "?" : "&") + one.name + '=' + value;
      if (one.required) needed += (needed.empty() ? '?' : '&') + pair.substr(1);
      all += pair;
    }
  }
  const std::string body = body_of(operation, side);
  return {{path + needed, body}, {path + all, body}};
}

// What of the other side stands in an answer; the question's own words do not count.
std::vector<std::string> leaks(const World& world, const std::string& who, const Asked& asked,
                               const http::Response& answer) {
  std::string text = answer.body;
  for (const auto& [name, value] : answer.headers)
    text.append("\n").append(name).append(": ").append(value);
  const Side& z = world.other;
  std::vector<std::string> secrets{z.customer_name, z.amount, "6999.93", z.bill,
                                   z.partner + ".example"};
  // A customer looks for the partner to choose: partners are no secret to it.
  if (who != "customer" && who != "viewer") secrets.push_back(z.partner_name);
  for (const std::string& id : {z.customer, z.subscription, z.association, z.statement, z.petition,
                                z.request, z.endpoint}) {
    if (!id.empty() && (asked.target + asked.body).find(id) == std::string::npos)
      secrets.push_back('"' + id + '"');
  }
  std::erase_if(secrets, [&](const std::string& one) { return text.find(one) == text.npos; });
  return secrets;
}

TEST_CASE("nobody learns what is another's, by any operation") {
  World world;
  const std::string hook = "/v1/webhook-endpoints/" + world.other.endpoint;
  const auto sent_before = world.ask("operator", "GET", hook + "/deliveries");
  int answered = 0, refused = 0;
  for (const api::Operation& operation : world.service->contract->operations()) {
    for (const char* who : {"executive", "admin", "analyst", "customer", "viewer", ""}) {
      for (const Side* side : {&world.other, &world.own}) {
        for (const Asked& asked : questions(operation, *side)) {
          CAPTURE(who);
          CAPTURE(asked.target);
          const http::Response answer = world.ask(who, operation.method, asked.target, asked.body);
          CHECK_MESSAGE(answer.status < 500, answer.body);
          const auto found = leaks(world, who, asked, answer);
          CHECK_MESSAGE(found.empty(), (found.empty() ? "" : found[0]) << " in " << answer.body);
          (answer.status < 300 ? answered : refused) += 1;
          if (*who == '\0') CHECK((answer.status == 401 || operation.resource.empty()));
          const bool is_gone = operation.id == "deleteWebhookEndpoint" && answer.status == 200;
          if (is_gone) world.own.endpoint = world.endpoint("owner", world.own);
        }
      }
    }
  }
  CHECK(answered > 100);
  CHECK(refused > 400);
  // What was asked of the other side changed nothing there: the operator sees it as it was.
  const auto association = world.ask("operator", "GET", "/v1/associations/AZ");
  CHECK(association.body.find("\"valid_to\":null") != std::string::npos);
  CHECK(association.body.find("\"partner_id\":\"PZ\"") != std::string::npos);
  const auto petition = world.ask("operator", "GET", "/v1/petitions/" + world.other.petition);
  CHECK(petition.body.find("\"state\":\"open\"") != std::string::npos);
  CHECK(petition.body.find("\"revision\":2") == std::string::npos);
  const auto rows = [](const http::Response& answer) {
    return api::json_of(api::parse_json(answer.body).value().get("data"));
  };
  CHECK(rows(world.ask("operator", "GET", hook + "/deliveries")) == rows(sent_before));
}

TEST_CASE("an endpoint is told what its owner reads at /v1/events, and no more") {
  World world;
  const auto ids = [&](const std::string& who, const std::string& target) {
    const auto answer = world.ask(who, "GET", target);
    REQUIRE_MESSAGE(answer.status == 200, answer.body);
    std::vector<std::string> out;
    const api::Value page = api::parse_json(answer.body).value();
    for (const api::Value& one : page.get("data").list()) {
      const api::Value& event = one.get("event_id");
      if (one.get("type").text() != "webhook.test")
        out.push_back((event.is_null() ? one.get("id") : event).text());
    }
    return out;
  };
  const auto all = ids("operator", "/v1/events?limit=1000");
  const auto own = ids("owner", "/v1/events?limit=1000");
  REQUIRE_FALSE(own.empty());
  CHECK(own.size() < all.size());
  const std::string hook = "/v1/webhook-endpoints/" + world.own.endpoint;
  const std::string range = R"({"from":")" + all.front() + R"(","to":")" + all.back() + "\"}";
  const auto before = ids("owner", hook + "/deliveries?limit=1000");
  const auto replayed = world.ask("owner", "POST", hook + ":replay", range);
  REQUIRE_MESSAGE(replayed.status == 202, replayed.body);
  auto told = ids("owner", hook + "/deliveries?limit=1000");
  CHECK(std::vector(told.begin() + static_cast<std::ptrdiff_t>(before.size()), told.end()) == own);
  // Another's endpoint is not there; what a role may not read, it is not told.
  const std::string others = "/v1/webhook-endpoints/" + world.other.endpoint;
  for (const char* verb : {":test", ":rotate", ":enable", ":replay"})
    CHECK(world.ask("owner", "POST", others + verb, *(verb + 3) == 'p' ? range : "").status == 404);
  const std::string wish = R"({"url":"https://example.com/","types":["statement.issued"]})";
  const auto refused = world.ask("admin", "POST", "/v1/webhook-endpoints", wish);
  CHECK(refused.status == 403);
  CHECK(refused.body.find("needs statements:read") != std::string::npos);
  CHECK(world.ask("admin", "GET", "/v1/events?limit=1000").body.find("statement.issued") ==
        std::string::npos);
}

TEST_CASE("an address of this machine or network is refused when an endpoint is made") {
  World world;
  for (const char* url :
       {"http://169.254.169.254/", "http://127.0.0.1:5432", "https://2130706433",
        "https://0177.0.0.1", "https://127.1", "https://[::1]/", "https://[::ffff:169.254.169.254]",
        "https://[64:ff9b::7f00:1]", "https://0.0.0.0", "https://localhost.", "https://100.64.0.1",
        "https://[fd00::1]", "gopher://x.example/", "file:///etc/passwd"}) {
    CAPTURE(url);
    const auto answer = world.ask("owner", "POST", "/v1/webhook-endpoints",
                                  R"({"url":")" + std::string(url) + "\"}");
    CHECK(answer.status == 422);
    CHECK(answer.body.find("URL_FORBIDDEN") != std::string::npos);
  }
}

TEST_CASE("what is seen ends with the association and with consent, at once") {
  World world;
  const auto subscriptions = [&] { return world.ask("analyst", "GET", "/v1/subscriptions").body; };
  CHECK(subscriptions().find("\"SA\"") != std::string::npos);
  // The customer ends the association: past days stay seen.
  CHECK(world.ask("customer", "POST", "/v1/associations/AA:end", "{}").status == 200);
  CHECK(subscriptions().find("\"SA\"") != std::string::npos);
  // It withdraws consent: nothing does.
  const auto withdrawn = world.service->store->change([](app::Store& store) {
    const auto anna = lifecycle::parse_actor("customer:CA/anna");
    return app::withdraw_consent(store, *anna, {{}, "CA", "PA", {}, "over", {}},
                                 store.clock().now());
  });
  REQUIRE_MESSAGE(withdrawn.has_value(), (withdrawn ? "" : withdrawn.error().message));
  CHECK(subscriptions().find("\"SA\"") == std::string::npos);
  CHECK(world.ask("analyst", "GET", "/v1/customers/CA").status == 404);
  // Its own lines stay.
  CHECK(world.ask("executive", "GET", "/v1/earnings?month=2026-03").body.find("\"SA\"") !=
        std::string::npos);
}

TEST_CASE("whatever a partner sees of a customer, the customer reads that it was seen") {
  World world;
  const auto looks = [&](const std::string& customer) {
    const auto read = [&](app::Store& store) { return app::looks(store, {.customer = customer}); };
    return world.service->store->read(read).value();
  };
  struct Seen {
    const char *who, *target, *object, *action;
  };
  for (const Seen& one : std::vector<Seen>{
           {"analyst", "/v1/customers", "customers", "api_read"},
           {"analyst", "/v1/subscriptions/SA", "subscriptions", "api_read"},
           {"analyst", "/v1/subscriptions?format=csv", "subscriptions", "exported"},
           {"analyst", "/v1/subscriptions?format=csv", "subscriptions", "exported"},
           {"admin", "/v1/associations", "associations", "api_read"},
           {"executive", "/v1/credit?from=2026-03&by=subscription", "credit", "api_read"},
           {"executive", "/v1/earnings?month=2026-03", "earnings", "api_read"},
           {"executive", "/v1/reports?from=2026-03&by=customer", "reports", "api_read"},
           {"admin", "/v1/reports?from=2026-03&customer_id=CA", "reports", "api_read"},
           {"executive", "/v1/ledger-entries", "ledger", "api_read"},
           {"executive", "/v1/statements/ST-000001", "statements", "api_read"},
       }) {
    CAPTURE(one.target);
    const std::size_t before = looks("CA").size();
    const http::Response answer = world.ask(one.who, "GET", one.target);
    REQUIRE_MESSAGE(answer.status == 200, answer.body);
    const auto after = looks("CA");
    REQUIRE(after.size() == before + 1);
    CHECK(after.back().partner == "PA");
    CHECK(after.back().object == one.object);
    CHECK(word(after.back().action) == one.action);
    CHECK(after.back().rows > 0);
    CHECK(after.back().address == "127.0.0.0");
  }
  // Again within the hour: counted, and written when it is over or the service ends.
  const std::size_t before = looks("CA").size();
  CHECK(world.ask("analyst", "GET", "/v1/subscriptions/SA").status == 200);
  CHECK(looks("CA").size() == before);
  REQUIRE(world.service->looks->flush_all());
  CHECK(looks("CA").size() == before + 1);
  // Sums over customers, refusals, and what customers and operators see are no looks.
  for (const char* who : {"customer", "operator"})
    CHECK(world.ask(who, "GET", "/v1/subscriptions").status == 200);
  CHECK(world.ask("executive", "GET", "/v1/credit?from=2026-03&by=month").status == 200);
  CHECK(world.ask("executive", "GET", "/v1/subscriptions/SZ").status == 404);
  CHECK(looks("CA").size() == before + 1);
  CHECK(looks("CZ").empty());
}

TEST_CASE("a report tells each caller what it sees, and of money who may see it") {
  World world;
  const std::string asked = "/v1/reports?from=2026-03&to=2026-04&by=month&by=customer";
  const auto tells = [&](const char* who, const std::string& target, const char* text) {
    const http::Response answer = world.ask(who, "GET", target);
    REQUIRE_MESSAGE(answer.status == 200, answer.body);
    return answer.body.find(text) != std::string::npos;
  };
  for (const char* who : {"executive", "admin", "analyst", "customer", "viewer", "operator"}) {
    CAPTURE(who);
    const std::string_view name(who);
    const bool sees_money = name != "admin" && name != "analyst";
    CHECK(tells(who, asked, "900.9"));
    CHECK(tells(who, asked, "333.33") == sees_money);
    CHECK(tells(who, asked, "\"revenue\":null") != sees_money);
    CHECK(tells(who, asked, "6999.93") == (name == "operator"));
    CHECK(tells(who, asked + "&format=csv", "month,customer,revenue,usage,consumption"));
    CHECK(tells(who, asked + "&format=ndjson", "900.9"));
  }
  // Of somebody else's customer there are no zeros either: it might not exist.
  for (const char* customer : {"CZ", "nobody"}) {
    const std::string other = "&by=month&empty_months=true&customer_id=" + std::string(customer);
    CHECK(tells("executive", "/v1/reports?from=2026-03" + other, "\"data\":[]"));
    CHECK(world.ask("customer", "GET", "/v1/reports?from=2026-03" + other).status == 403);
  }
  CHECK(world.ask("executive", "GET", asked + "&partner_id=PZ").status == 403);
  CHECK(world.ask("customer", "GET", "/v1/opportunities?month=2026-03").status == 403);
  // Without consent there is nothing to see; what is credited stays.
  const auto withdrawn = world.service->store->change([](app::Store& store) {
    const auto anna = lifecycle::parse_actor("customer:CA/anna");
    return app::withdraw_consent(store, *anna, {{}, "CA", "PA", {}, "over", {}},
                                 store.clock().now());
  });
  REQUIRE(withdrawn.has_value());
  CHECK(tells("executive", asked, "\"data\":[]"));
  CHECK(tells("executive", "/v1/opportunities?month=2026-03", "\"data\":[]"));
  CHECK(tells("executive", "/v1/credit?from=2026-03", "900.9"));
  CHECK(tells("customer", asked, "900.9"));
}

TEST_CASE("a question in SQL and an export hold the rows that the lists show, and no others") {
  World world;
  const auto ask = [&](const std::string& who, const std::string& sql) {
    return world.ask(who, "POST", "/v1/sql",
                     R"({"from":"2026-03","sql":)" + api::json_of(api::Value(sql)) + '}');
  };
  const auto all = ask("operator", "SELECT id FROM subscriptions ORDER BY id");
  REQUIRE_MESSAGE(all.status == 200, all.body);
  CHECK(all.body.find(R"([["SA"],["SZ"]])") != std::string::npos);
  for (const char* table :
       {"partners", "customers", "products", "subscriptions", "associations", "requests",
        "consents", "credit", "earnings", "coverage", "ledger_entries", "balances", "statements",
        "payouts", "petitions", "statement_stages", "payments"}) {
    const auto counted = ask("operator", "SELECT count(*) FROM " + std::string(table));
    CHECK_MESSAGE(counted.status == 200, table << ": " << counted.body);
  }
  const auto sum = ask("operator", "SELECT partner, sum(amount) FROM credit GROUP BY 1 ORDER BY 1");
  CHECK(sum.body.find("6999.93") != std::string::npos);
  for (const char* who : {"executive", "admin", "analyst", "customer"}) {
    CAPTURE(who);
    const auto own = ask(who, "SELECT id FROM subscriptions");
    REQUIRE_MESSAGE(own.status == 200, own.body);
    CHECK(own.body.find(R"([["SA"]])") != std::string::npos);
    for (const char* sql :
         {"SELECT * FROM customers",
          "SELECT * FROM subscriptions",
          "SELECT * FROM associations",
          "SELECT * FROM requests",
          "SELECT * FROM consents",
          "SELECT * FROM credit",
          "SELECT * FROM earnings",
          "SELECT * FROM ledger_entries",
          "SELECT * FROM balances",
          "SELECT * FROM statements",
          "SELECT * FROM petitions",
          "SELECT * FROM products",
          "SELECT * FROM statement_stages",
          "SELECT * FROM payments",
          "SELECT s.* FROM subscriptions s, customers c WHERE s.id = 'SZ' OR c.id = 'CZ'",
          "SELECT table_name, column_name FROM information_schema.columns",
          "SELECT * FROM read_csv('record.db')",
          "SELECT * FROM sqlite_master",
          "SELECT * FROM duckdb_settings()",
          "SELECT * FROM partners",
          "SELECT * FROM coverage"}) {
      CAPTURE(sql);
      const http::Response answer = ask(who, sql);
      CHECK_MESSAGE(answer.status < 500, answer.body);
      const auto found = leaks(world, who, {"/v1/sql", sql}, answer);
      CHECK_MESSAGE(found.empty(), (found.empty() ? "" : found[0]) << " in " << answer.body);
    }
  }
  // Amounts need the right to money here, too, and a look is a look.
  const auto blind = ask("analyst", "SELECT * FROM earnings");
  CHECK(blind.status == 403);
  CHECK(blind.body.find("earnings:read") != std::string::npos);
  CHECK(ask("viewer", "SELECT id FROM subscriptions").status == 200);
  CHECK(ask("", "SELECT 1").status == 401);
  const auto read = [&](app::Store& store) { return app::looks(store, {.customer = "CA"}); };
  CHECK(word(world.service->store->read(read).value().back().action) == "sql");

  const std::string wish = R"({"list":"subscriptions","format":"csv"})";
  const auto made = world.ask("executive", "POST", "/v1/exports", wish);
  REQUIRE_MESSAGE(made.status == 201, made.body);
  const auto manifest = api::parse_json(made.body).value();
  CHECK(manifest.get("rows").integer(0) == 1);
  const std::string file = "/v1/exports/" + manifest.get("id").text();
  const auto bytes = world.ask("executive", "GET", file + "/file");
  CHECK(bytes.body.find("SA,CA") != std::string::npos);
  CHECK(bytes.body.find("SZ") == std::string::npos);
  CHECK(base::hex(base::sha256(bytes.body)) == manifest.get("sha256").text());
  // Nor to others of the partner, who may see less than its maker.
  for (const char* who : {"stranger", "customer", "operator", "admin", "analyst"}) {
    CHECK(world.ask(who, "GET", file).status == 404);
    CHECK(world.ask(who, "GET", file + "/file").status == 404);
  }
  CHECK(world.ask("stranger", "GET", "/v1/exports").body.find("exp_") == std::string::npos);
  const std::string over = R"({"partner_id":"PA","reason":"over"})";
  REQUIRE(world.ask("customer", "POST", "/v1/consents:withdraw", over).status == 200);
  CHECK(world.ask("executive", "GET", file + "/file").status == 404);
  CHECK(world.ask("executive", "GET", file).status == 200);
  CHECK(word(world.service->store->read(read).value().back().action) == "exported");
  const auto entries = world.ask("executive", "POST", "/v1/exports",
                                 R"({"list":"ledger-entries","format":"parquet"})");
  REQUIRE_MESSAGE(entries.status == 201, entries.body);
  CHECK(entries.body.find("777.77") == std::string::npos);
  CHECK(entries.body.find("\"column\":\"amount\",\"currency\":\"USD\"") != std::string::npos);
}

TEST_CASE("an answer is as new as what was acknowledged before it") {
  World world;
  for (int round = 0; round < 5; ++round) {
    const std::string body = R"({"type":"tpor","partner_id":"PZ","subscription_ids":["SA"]})";
    const auto made = world.ask("operator", "POST", "/v1/associations", body);
    if (round == 0) REQUIRE_MESSAGE(made.status == 201, made.body);
    const std::string id = api::parse_json(made.body).value().get("attached").list().empty()
                               ? std::string()
                               : api::parse_json(made.body)
                                     .value()
                                     .get("attached")
                                     .list()[0]
                                     .get("association_id")
                                     .text();
    if (id.empty()) break;
    CHECK(world.ask("operator", "GET", "/v1/associations/" + id).status == 200);
    CHECK(world.ask("operator", "POST", "/v1/associations/" + id + ":end", "{}").status == 200);
  }
}

}  // namespace
}  // namespace tests
