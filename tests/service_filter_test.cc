// Filters, orders and choices of columns over every list of the service: they see what the caller
// is shown, and nothing else.
#include <doctest/doctest.h>

#include <algorithm>

#include "api/lists.h"
#include "tests/service_world.h"

namespace tests {
namespace {

using World = ServiceWorld;
using Query = std::vector<std::pair<std::string, std::string>>;

std::string address(const std::string& path, const Query& query) {
  std::string out = path;
  for (const auto& [name, value] : query)
    out += (out == path ? '?' : '&') + name + '=' + http::escape(value);
  return out;
}

api::Value answer(World& world, const std::string& who, const std::string& path, const Query& query,
                  int status = 200) {
  const std::string target = address(path, query);
  const http::Response out = world.ask(who, "GET", target);
  REQUIRE_MESSAGE(out.status == status, target << ": " << out.body);
  return api::parse_json(out.body).value();
}

// One column of the rows of an answer.
std::string column(const api::Value& page, const std::string& name) {
  std::string out;
  for (const api::Value& row : page.get("data").list())
    out += (out.empty() ? "" : " ") + row.get(name).text();
  return out;
}

// What a list must be asked with.
Query needed(const api::Operation& operation) {
  Query out;
  for (const api::Parameter& one : operation.parameters) {
    if (one.required && one.in == api::Parameter::In::Query)
      out.emplace_back(one.name, one.name == "customer_id"  ? "CA"
                                 : one.name == "partner_id" ? "PA"
                                                            : "2026-03");
  }
  return out;
}

Query with(Query query, const Query& more) {
  query.insert(query.end(), more.begin(), more.end());
  return query;
}

std::vector<std::string> names_of(const api::Value& row) {
  std::vector<std::string> out;
  for (const auto& [name, value] : row.members())
    out.push_back(name);
  return out;
}

TEST_CASE("every list is filtered by, sorted by and cut to each of its columns") {
  World world;
  const std::string simulation = world.simulation("2026-03", "2026-03");
  int lists = 0, columns = 0;
  for (const api::Operation& one : world.service->contract->operations()) {
    if (!one.is_list) continue;
    ++lists;
    std::string path = one.path;
    const std::string& id = path.starts_with("/v1/simulations/") ? simulation : world.own.endpoint;
    if (path.find("{id}") != path.npos) path.replace(path.find("{id}"), 4, id);
    const std::size_t month = path.find("{month}");
    if (month != path.npos) path.replace(month, 7, "2026-03");
    const char* const who = one.id == "listWebhookDeliveries" ? "owner" : "operator";
    const Query query = with(needed(one), {{"limit", "1000"}});
    const http::Response first = world.ask(who, "GET", address(path, query));
    if (first.status == 409) continue;  // a forecast, of a history that is too short
    const api::Value all = answer(world, who, path, query);
    if (all.get("data").list().empty()) continue;
    for (const std::string& name : names_of(all.get("data").list()[0])) {
      CAPTURE(one.id);
      CAPTURE(name);
      ++columns;
      const auto rows_of = [&](const std::string& filter) {
        return answer(world, who, path, with(query, {{"filter", filter}})).get("data").list();
      };
      const auto some = rows_of(name + " is not null"), none = rows_of(name + " is null");
      CHECK(some.size() + none.size() == all.get("data").list().size());
      for (const api::Value& row : some)
        CHECK_FALSE(row.get(name).is_null());
      for (const char* const sign : {"", "-"}) {
        const auto sorted =
            answer(world, who, path, with(query, {{"sort", sign + name}, {"fields", name}}));
        REQUIRE(sorted.get("data").list().size() == all.get("data").list().size());
        CHECK(names_of(sorted.get("data").list()[0]) == std::vector<std::string>{name});
      }
    }
  }
  CHECK(lists > 25);
  CHECK(columns > 100);
}

TEST_CASE("a mistake is a problem with its place, what was expected, and what is near") {
  World world;
  const api::Value problem = answer(world, "operator", "/v1/subscriptions",
                                    {{"filter", "id eq SA and curency eq USD"}}, 400);
  CHECK(problem.get("code").text() == "invalid_request");
  const api::Value& error = problem.get("errors").list().at(0);
  CHECK(error.get("pointer").text() == "filter");
  CHECK(error.get("code").text() == "expression");
  CHECK(error.get("position").integer(0) == 14);
  CHECK(error.get("message").text() ==
        "at character 14: there is no column 'curency'; did you mean 'currency'?");
  CHECK(error.get("expected").text() ==
        "a column: id, customer_id, product_id, currency, valid_from, valid_to, channel");
  for (const Query& query : std::vector<Query>{{{"sort", "name"}},
                                               {{"sort", "id,,currency"}},
                                               {{"fields", "id,id"}},
                                               {{"filter", "valid_from gt 2026-02-30"}},
                                               {{"filter", std::string(2'001, ' ')}}}) {
    const api::Value other = answer(world, "operator", "/v1/subscriptions", query, 400);
    CHECK(other.get("errors").list().at(0).get("pointer").text() == query[0].first);
  }
  const http::Response made = world.ask(
      "operator", "POST", "/v1/exports",
      R"({"list":"subscriptions","format":"csv","filters":[{"name":"filter","value":"x"}]})");
  CHECK(made.status == 400);
  CHECK(made.body.find("filter, at character 1: there is no column 'x'") != std::string::npos);
}

TEST_CASE("what a caller is not shown, no filter and no order tells it") {
  World world;
  const Query months{{"from", "2026-03"}, {"to", "2026-04"}, {"by", "month"}, {"by", "customer"}};
  const auto rows = [&](const char* who, const std::string& path, const Query& query) {
    return answer(world, who, path, query).get("data").list().size();
  };
  // Billed revenue, 333.33 in April, is null to who has no right to money.
  const Query billed = with(months, {{"filter", "revenue gt 333 and revenue lt 334"}});
  CHECK(rows("executive", "/v1/reports", billed) == 1);
  CHECK(rows("operator", "/v1/reports", with(months, {{"filter", "revenue gt 0"}})) == 2);
  for (const char* const who : {"admin", "analyst"}) {
    CHECK(rows(who, "/v1/reports", billed) == 0);
    CHECK(rows(who, "/v1/reports", with(months, {{"filter", "revenue is null"}})) ==
          rows(who, "/v1/reports", months));
    CHECK(column(answer(world, who, "/v1/reports", with(months, {{"sort", "-revenue"}})),
                 "month") == column(answer(world, who, "/v1/reports", months), "month"));
  }
  const Query credit{{"from", "2026-04"}, {"by", "measure"}};
  const std::string revenue = "measure eq revenue and amount gt 0";
  CHECK(rows("executive", "/v1/credit", with(credit, {{"filter", revenue}})) == 1);
  CHECK(rows("admin", "/v1/credit", with(credit, {{"filter", revenue}})) == 0);
  // Of others there is nothing, whatever is asked of it.
  for (const char* const who : {"executive", "admin", "analyst", "customer"}) {
    for (const char* const filter :
         {"id eq SZ", "customer_id eq CZ", "not id eq SA", "id contains Z", "id ne SA"})
      CHECK(rows(who, "/v1/subscriptions", {{"filter", filter}}) == 0);
    CHECK(column(answer(world, who, "/v1/subscriptions", {{"sort", "-id"}}), "id") == "SA");
  }
  CHECK(column(answer(world, "operator", "/v1/subscriptions", {{"sort", "-id"}}), "id") == "SZ SA");
}

TEST_CASE("a look is a look, whichever columns were asked for, and rows left out are none") {
  World world;
  const auto looks = [&] {
    const auto read = [](app::Store& store) { return app::looks(store, {.customer = "CA"}); };
    return world.service->store->read(read).value().size();
  };
  CHECK(column(answer(world, "analyst", "/v1/subscriptions", {{"filter", "id eq nothing"}}), "id")
            .empty());
  CHECK(looks() == 0);
  const auto cut = answer(world, "analyst", "/v1/subscriptions", {{"fields", "currency"}});
  CHECK(api::json_of(cut.get("data")) == R"([{"currency":"USD"}])");
  CHECK(looks() == 1);
}

TEST_CASE("a cursor belongs to its filter and its order, and leads through them") {
  World world;
  const Query query{{"filter", "entry gt 0"}, {"sort", "-amount"}, {"limit", "1"}};
  std::string pages, cursor;
  for (int page = 0; page < 100; ++page) {
    Query next = query;
    if (!cursor.empty()) next.emplace_back("cursor", cursor);
    // Columns may change on the way.
    if (page % 2 == 1) next.emplace_back("fields", "entry");
    const api::Value one = answer(world, "operator", "/v1/ledger-entries", next);
    pages += (pages.empty() ? "" : " ") + column(one, "entry");
    if (one.get("next_cursor").is_null()) break;
    cursor = one.get("next_cursor").text();
  }
  const Query whole{{"sort", "-amount"}, {"limit", "1000"}};
  CHECK(pages == column(answer(world, "operator", "/v1/ledger-entries", whole), "entry"));
  CHECK(pages.find(' ') != std::string::npos);
  for (const Query& other : std::vector<Query>{{{"filter", "entry gt 1"}, {"sort", "-amount"}},
                                               {{"filter", "entry gt 0"}, {"sort", "amount"}},
                                               {{"filter", "entry gt 0"}},
                                               {{"sort", "-amount"}},
                                               {}})
    answer(world, "operator", "/v1/ledger-entries", with(other, {{"cursor", cursor}}), 400);
}

TEST_CASE("formats, ETags and exports are of the rows and columns that were asked for") {
  World world;
  const Query query{{"filter", "currency eq USD"}, {"sort", "-id"}, {"fields", "id,currency"}};
  const auto text = [&](const char* format) {
    return world
        .ask("operator", "GET", address("/v1/subscriptions", with(query, {{"format", format}})))
        .body;
  };
  CHECK(text("csv") == "id,currency\r\nSZ,USD\r\nSA,USD\r\n");
  CHECK(text("ndjson") ==
        "{\"id\":\"SZ\",\"currency\":\"USD\"}\n{\"id\":\"SA\",\"currency\":\"USD\"}\n");
  const auto tag = [&](const Query& asked) {
    const auto page = world.ask("operator", "GET", address("/v1/subscriptions", asked));
    return std::string(http::header(page.headers, "etag"));
  };
  CHECK(tag(query) == tag(query));
  CHECK(tag(query) != tag({{"fields", "id,currency"}}));
  const std::string target = address("/v1/subscriptions", query);
  CHECK(world.ask("operator", "GET", target, {}, {{"if-none-match", tag(query)}}).status == 304);

  const std::string wish = R"({"list":"ledger-entries","format":"ndjson","filters":[
    {"name":"filter","value":"partner_id eq PA"},{"name":"sort","value":"-entry"},
    {"name":"fields","value":"entry,amount"}]})";
  const http::Response made = world.ask("operator", "POST", "/v1/exports", wish);
  REQUIRE_MESSAGE(made.status == 201, made.body);
  const api::Value manifest = api::parse_json(made.body).value();
  const auto shown =
      answer(world, "operator", "/v1/ledger-entries",
             {{"filter", "partner_id eq PA"}, {"sort", "-entry"}, {"limit", "1000"}});
  CHECK(manifest.get("rows").integer(0) == std::ssize(shown.get("data").list()));
  CHECK(manifest.get("filters").text() ==
        "filter=partner_id eq PA&sort=-entry&fields=entry,amount");
  CHECK(manifest.get("sums").list().at(0).get("column").text() == "amount");
  CHECK(manifest.get("sums").list().at(0).get("currency").text() == "USD");
  const auto file =
      world.ask("operator", "GET", "/v1/exports/" + manifest.get("id").text() + "/file");
  const api::Value& last = shown.get("data").list().at(0);
  CHECK(file.body.starts_with("{\"entry\":" + last.get("entry").text() + ",\"amount\":\"" +
                              last.get("amount").text() + "\"}\n"));
}

TEST_CASE("what rows name is shown within them as its own address shows it, to who may read it") {
  World world;
  const auto rows = [&](const char* who, const std::string& path, const Query& query) {
    return answer(world, who, path, query).get("data").list();
  };
  for (const char* const who : {"operator", "executive", "customer"}) {
    CAPTURE(who);
    const auto found = rows(who, "/v1/subscriptions", {{"expand", "customer"}, {"fields", "id"}});
    REQUIRE_FALSE(found.empty());
    CHECK(found[0].get("customer") == answer(world, who, "/v1/customers/CA", {}));
  }
  const auto entries = rows(
      "executive", "/v1/ledger-entries",
      {{"expand", "subscription.customer,partner"}, {"filter", "subscription_id is not null"}});
  REQUIRE_FALSE(entries.empty());
  CHECK(entries[0].get("subscription", "customer", "name").text() == world.own.customer_name);
  CHECK(entries[0].get("partner", "name").text() == world.own.partner_name);
  const auto ndjson = world.ask("operator", "GET", "/v1/associations?expand=partner&format=ndjson");
  CHECK(ndjson.body.find("\"partner\":{\"id\":\"PZ\"") != std::string::npos);

  struct Wrong {
    const char* expand;
    const char* message;
  };
  for (const Wrong& one : std::initializer_list<Wrong>{
           {"custmer", "at character 1: nothing is named 'custmer' here; did you mean 'customer'?"},
           {"customer,", "at character 10: nothing is named '' here"},
           {"partner", "at character 1: nothing is named 'partner' here"},
           {"customer.partner", "at character 10: nothing is named 'partner' here"}}) {
    const auto problem =
        answer(world, "operator", "/v1/subscriptions", {{"expand", one.expand}}, 400);
    CHECK(problem.get("errors").list().at(0).get("message").text() == one.message);
  }
  answer(world, "operator", "/v1/subscriptions", {{"expand", "customer"}, {"format", "csv"}}, 400);
  const auto made = world.ask("operator", "POST", "/v1/exports",
                              R"({"list":"subscriptions","format":"ndjson","filters":[
                                {"name":"expand","value":"customer"}]})");
  CHECK(made.status == 400);
  // A key that reads subscriptions and nothing else.
  const auto key = world.ask("operator", "POST", "/v1/keys",
                             R"({"name":"n","role":"support","scopes":["subscriptions:read"]})");
  REQUIRE_MESSAGE(key.status == 201, key.body);
  world.keys["narrow"] = api::parse_json(key.body).value().get("secret").text();
  CHECK(rows("narrow", "/v1/subscriptions", {}).size() == 2);
  answer(world, "narrow", "/v1/subscriptions", {{"expand", "customer"}}, 403);
}

TEST_CASE("what is expanded is within what the caller sees, and is a look") {
  World world;
  const auto looks = [&] {
    const auto read = [](app::Store& store) { return app::looks(store, {.customer = "CA"}); };
    return world.service->store->read(read).value();
  };
  const Query query{{"month", "2026-03"}, {"expand", "subscription"}};
  const auto before = answer(world, "executive", "/v1/earnings", query);
  CHECK(before.get("data").list().at(0).get("subscription", "customer_id").text() == "CA");
  const auto told = looks();
  REQUIRE(told.size() == 1);
  // Each line tells of the subscription by its id and by what is within it.
  CHECK(told.back().rows == 2 * std::ssize(before.get("data").list()));
  // The line stays when consent is withdrawn; what it names is not seen any more.
  const std::string over = R"({"partner_id":"PA","reason":"over"})";
  REQUIRE(world.ask("customer", "POST", "/v1/consents:withdraw", over).status == 200);
  const auto after = answer(world, "executive", "/v1/earnings", query);
  CHECK(after.get("data").list().size() == before.get("data").list().size());
  CHECK(after.get("data").list().at(0).get("subscription").is_null());
  CHECK(after.get("data").list().at(0).get("subscription_id").text() == "SA");
}

}  // namespace
}  // namespace tests
