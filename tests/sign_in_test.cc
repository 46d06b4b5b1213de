// Who asks, over HTTP: sessions, their cookie and its protection, second factors, tokens of
// clients, and what somebody learns who guesses.
#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>

#include "access/totp.h"
#include "api/router.h"
#include "api/service.h"
#include "app/identity_jobs.h"
#include "app/provider_jobs.h"
#include "app/system_clock.h"
#include "base/base64.h"
#include "tests/program.h"

namespace tests {
namespace {

constexpr std::int64_t kMinute = 60 * 1'000;
constexpr const char* kPassword = "a good long one";

// Goes on when it is told to.
class HandClock final : public base::Clock {
 public:
  base::Instant now() const override { return {at_.load()}; }
  void pass(std::int64_t milliseconds) { at_ += milliseconds; }

 private:
  std::atomic<std::int64_t> at_ = app::SystemClock().now().milliseconds;
};

struct Browser {
  std::string cookie, csrf;
};

struct World {
  Bench bench;
  HandClock clock;
  std::unique_ptr<api::Service> service;
  std::unique_ptr<api::Router> router;

  World() {
    REQUIRE(bench.accredit({"init"}).exit == 0);
    service = api::Service::open(bench.path() + "/store", 2, clock).value();
    router = api::Router::make(*service, 1, 1).value();
  }

  http::Response ask(const std::string& method, const std::string& target,
                     const std::string& body = {}, http::Headers headers = {}) {
    http::Request request;
    request.method = method;
    request.target = target;
    request.id = "req";
    request.address = "192.0.2.7";
    request.body = body;
    request.headers = std::move(headers);
    request.headers.emplace_back("host", "localhost:8416");
    const bool is_form = target == "/oauth/token";
    if (!body.empty()) {
      request.headers.emplace_back(
          "content-type", is_form ? "application/x-www-form-urlencoded" : "application/json");
    }
    return router->answer(std::move(request));
  }
  http::Response ask(const Browser& browser, const std::string& method, const std::string& target,
                     const std::string& body = {}) {
    return ask(method, target, body,
               {{"cookie", "accredit=" + browser.cookie}, {"x-accredit-csrf", browser.csrf}});
  }

  std::string invite(const std::string& name) {
    return service->store
        ->change([&](app::Store& store) {
          const auto grant = rights::make_grant("support", {}, false).value();
          return app::create_user(store, {name, name + "@vendor.example", grant},
                                  {"operator:test", ""});
        })
        .value()
        .link;
  }
  http::Response sign_in(const std::string& name, const std::string& password,
                         const std::string& code = {}) {
    std::string body = R"({"name":")" + name + R"(","password":")" + password + '"';
    if (!code.empty()) body += R"(,"code":")" + code + '"';
    return ask("POST", "/v1/sessions", body + '}');
  }
  http::Response set_up(const std::string& link, const std::string& password = kPassword) {
    return ask("POST", "/v1/setup",
               R"({"token":")" + link + R"(","password":")" + password + "\"}");
  }
  // Uses noted by the thread that owns the store are there.
  void settle() {
    REQUIRE(service->store->change([](app::Store& store) { return app::users(store); }));
  }
  std::string client(const std::string& scopes) {
    return service->store
        ->change([&](app::Store& store) {
          app::NewMachine machine;
          machine.kind = rights::PrincipalKind::Client;
          machine.name = "erp";
          machine.grant = rights::make_grant("support", {}, false).value();
          machine.scopes = rights::parse_scopes(scopes).value();
          return app::create_machine(store, machine, {"operator:test", ""});
        })
        .value()
        .secret;
  }
};

api::Value json(const http::Response& answer) {
  return api::parse_json(answer.body).value();
}

Browser browser_of(const http::Response& answer) {
  REQUIRE_MESSAGE(answer.status == 201, answer.body);
  const std::string set(http::header(answer.headers, "set-cookie"));
  return {set.substr(9, set.find(';') - 9), json(answer).get("csrf_token").text()};
}

std::string code_now(const World& world, const std::string& seed) {
  return rights::totp_code(seed, rights::totp_step(world.clock.now()));
}

TEST_CASE("a link is set up once; then the password opens sessions, which tell who asks") {
  World world;
  const std::string link = world.invite("anna");
  CHECK(world.sign_in("anna", kPassword).status == 401);
  CHECK(world.set_up(link, "anna anna anna").status == 400);
  const Browser first = browser_of(world.set_up(link));
  CHECK(json(world.set_up(link)).get("code").text() == "LINK_OVER");
  CHECK(json(world.set_up("acl_none")).get("code").text() == "LINK_OVER");

  const auto opened = world.sign_in("ANNA", kPassword);
  const std::string set(http::header(opened.headers, "set-cookie"));
  CHECK(set.ends_with("; Path=/; Max-Age=43200; HttpOnly; SameSite=Lax"));
  const Browser second = browser_of(opened);
  CHECK(second.cookie != first.cookie);
  browser_of(world.sign_in("anna@vendor.example", kPassword));

  const auto me = world.ask(second, "GET", "/v1/session");
  CHECK(me.body == opened.body);
  CHECK(json(me).get("name").text() == "anna");
  CHECK(!json(me).get("programme").get("name").text().empty());
  CHECK(json(me).get("programme").get("fiscal_year_start").text() == "07-01");
  const api::Value tenant = json(me).get("tenants").list().at(0);
  CHECK(tenant.get("tenant").text() == "operator");
  CHECK(tenant.get("roles").list().at(0).text() == "support");
  const auto scopes = tenant.get("scopes").list();
  CHECK(std::ranges::find(scopes, api::Value("requests:write")) != scopes.end());
  CHECK(std::ranges::find(scopes, api::Value("earnings:read")) == scopes.end());
  CHECK(world.ask(second, "GET", "/v1/partners").status == 200);
  CHECK(world.ask(second, "GET", "/v1/ledger-entries").status == 403);
}

TEST_CASE("who guesses learns nothing, and waits") {
  World world;
  browser_of(world.set_up(world.invite("anna")));
  browser_of(world.set_up(world.invite("ben")));
  world.invite("carl");
  REQUIRE(world.service->store->change([](app::Store& store) {
    return app::disable_user(store, "ben", true, {"operator:test", ""});
  }));
  const auto wrong = world.sign_in("anna", "a wrong long one");
  CHECK(wrong.status == 401);
  for (const char* name : {"ben", "carl", "nobody", "anna@vendor.example", "no@vendor.example"}) {
    const auto other = world.sign_in(name, name == std::string("ben") ? kPassword : "wrong");
    CHECK(other.status == wrong.status);
    CHECK(other.body == wrong.body);
    CHECK(other.headers == wrong.headers);
  }
  for (const char* name : {"anna", "nobody"}) {
    CAPTURE(name);
    http::Response last;
    for (int i = 0; i < 7 && last.status != 429; ++i)
      last = world.sign_in(name, "wrong");
    REQUIRE(last.status == 429);
    CHECK(http::header(last.headers, "retry-after") == "1");
    CHECK(json(last).get("code").text() == "rate_limited");
    world.clock.pass(1'000);
    CHECK(world.sign_in(name, "wrong").status == 401);
    CHECK(http::header(world.sign_in(name, "wrong").headers, "retry-after") == "2");
  }
  world.clock.pass(2'000);
  browser_of(world.sign_in("anna", kPassword));  // and forgets
  CHECK(world.sign_in("anna", "wrong").status == 401);
  CHECK(world.sign_in("anna", "wrong").status == 401);
}

TEST_CASE("one address that tries many names waits, too") {
  World world;
  int tries = 0;
  while (world.sign_in("name" + std::to_string(tries), "wrong").status == 401 && tries < 100)
    ++tries;
  CHECK(tries == 31);
}

TEST_CASE("a change by cookie needs the token and a page of the service, by key neither") {
  World world;
  const Browser anna = browser_of(world.set_up(world.invite("anna")));
  const std::string cookie = "accredit=" + anna.cookie;
  const auto change = [&](http::Headers headers) {
    return world.ask("POST", "/v1/second-factor", {}, std::move(headers));
  };
  CHECK(change({{"cookie", cookie}, {"x-accredit-csrf", anna.csrf}}).status == 200);
  const auto refused = change({{"cookie", cookie}});
  CHECK(refused.status == 403);
  CHECK(json(refused).get("code").text() == "cross_site");
  CHECK(change({{"cookie", cookie}, {"x-accredit-csrf", "x"}}).status == 403);
  const http::Headers both{{"cookie", cookie}, {"x-accredit-csrf", anna.csrf}};
  for (const auto& [name, value] : http::Headers{{"origin", "https://evil.example"},
                                                 {"origin", "null"},
                                                 {"sec-fetch-site", "cross-site"},
                                                 {"sec-fetch-site", "same-site"}}) {
    http::Headers headers = both;
    headers.emplace_back(name, value);
    CHECK_MESSAGE(change(headers).status == 403, value);
  }
  // Two cookies of that name: somebody slipped one in.
  CHECK(change({{"cookie", cookie + "; accredit=x"}, {"x-accredit-csrf", anna.csrf}}).status ==
        401);
  // Another site cannot sign its visitors in as somebody else.
  const std::string body = R"({"name":"anna","password":"a good long one"})";
  CHECK(world.ask("POST", "/v1/sessions", body, {{"origin", "https://evil.example"}}).status ==
        403);
  // No cookie is looked at where a key is shown.
  CHECK(change({{"cookie", cookie}, {"authorization", "Bearer ack_x"}}).status == 401);
  // What is read needs no token.
  CHECK(world.ask("GET", "/v1/session", {}, {{"cookie", cookie}}).status == 200);
}

TEST_CASE("a session ends when it is not used, after twelve hours, and when it is told to") {
  World world;
  browser_of(world.set_up(world.invite("anna")));
  const auto enters = [&](const Browser& one) {
    const int status = world.ask(one, "GET", "/v1/session").status;
    world.settle();
    return status == 200;
  };
  Browser one = browser_of(world.sign_in("anna", kPassword));
  world.clock.pass(30 * kMinute - 1);
  CHECK(enters(one));
  world.clock.pass(30 * kMinute);
  CHECK(!enters(one));
  one = browser_of(world.sign_in("anna", kPassword));
  int used = 0;
  while (enters(one) && used < 100) {
    world.clock.pass(20 * kMinute);
    ++used;
  }
  CHECK(used == 36);

  one = browser_of(world.sign_in("anna", kPassword));
  const Browser two = browser_of(world.sign_in("anna", kPassword));
  const Browser three = browser_of(
      world.ask("POST", "/v1/sessions", R"({"name":"anna","password":"a good long one"})",
                {{"cookie", "accredit=" + one.cookie}, {"user-agent", "A \x01 browser"}}));
  CHECK(!enters(one));  // its browser got another one
  const auto listed = json(world.ask(three, "GET", "/v1/sessions")).get("data").list();
  REQUIRE(listed.size() == 2);
  const api::Value& newest = listed[0].get("is_this").truth() ? listed[0] : listed[1];
  const api::Value& other = listed[0].get("is_this").truth() ? listed[1] : listed[0];
  CHECK(newest.get("agent").text() == "A  browser");
  CHECK(newest.get("address").text() == "192.0.2.7");
  const std::string path = "/v1/sessions/" + other.get("id").text();
  const Browser ben = browser_of(world.set_up(world.invite("ben")));
  CHECK(world.ask(ben, "DELETE", path).status == 404);
  CHECK(enters(two));
  CHECK(world.ask(three, "DELETE", path).status == 204);
  CHECK(!enters(two));
  const auto ended = world.ask(three, "DELETE", "/v1/session");
  CHECK(ended.status == 204);
  CHECK(http::header(ended.headers, "set-cookie").starts_with("accredit=; Path=/; Max-Age=0;"));
  CHECK(!enters(three));
}

TEST_CASE("with a second factor signing in takes a code, each once") {
  World world;
  const Browser anna = browser_of(world.set_up(world.invite("anna")));
  const auto begun = json(world.ask(anna, "POST", "/v1/second-factor"));
  const std::string seed = rights::parse_base32(begun.get("secret").text()).value();
  const auto confirm = [&](const Browser& who, const std::string& code) {
    return world.ask(
        who, "PUT", "/v1/second-factor",
        R"({"enrolment":")" + begun.get("enrolment").text() + R"(","code":")" + code + "\"}");
  };
  const Browser ben = browser_of(world.set_up(world.invite("ben")));
  CHECK(confirm(ben, code_now(world, seed)).status == 401);
  const std::string wrong = code_now(world, seed) == "000000" ? "000001" : "000000";
  CHECK(confirm(anna, wrong).status == 401);
  CHECK(world.sign_in("anna", kPassword).status == 201);
  const auto confirmed = confirm(anna, code_now(world, seed));
  REQUIRE_MESSAGE(confirmed.status == 200, confirmed.body);
  CHECK(confirm(anna, code_now(world, seed)).status == 409);
  const auto codes = json(confirmed).get("recovery_codes").list();
  REQUIRE(codes.size() == 10);

  CHECK(json(world.sign_in("anna", kPassword)).get("code").text() == "second_factor_needed");
  CHECK(json(world.sign_in("anna", "wrong", "1")).get("code").text() == "sign_in_refused");
  const std::string code = code_now(world, seed);
  browser_of(world.sign_in("anna", kPassword, code));
  CHECK(world.sign_in("anna", kPassword, code).status == 401);
  browser_of(world.sign_in("anna", kPassword, codes[3].text()));
  CHECK(world.sign_in("anna", kPassword, codes[3].text()).status == 401);
  // The store knows neither seed nor codes.
  world.settle();
  CHECK(world.bench.shell("grep -rqaF '" + codes[4].text() + "' store").exit == 1);
  world.clock.pass(11 * kMinute);
  CHECK(confirm(anna, code_now(world, seed)).status == 401);  // it was to be sent back sooner
}

TEST_CASE("a client gets a token that may do what was asked for, for 15 minutes") {
  World world;
  const std::string secret = world.client("partners:read customers:read");
  const auto get = [&](const std::string& form, const std::string& basic = {}) {
    http::Headers headers;
    if (!basic.empty()) headers.emplace_back("authorization", "Basic " + base::base64(basic));
    return world.ask("POST", "/oauth/token", form, headers);
  };
  const std::string grant = "grant_type=client_credentials";
  const auto issued = get(grant + "&scope=partners%3Aread", "cli_1:" + secret);
  REQUIRE_MESSAGE(issued.status == 200, issued.body);
  CHECK(http::header(issued.headers, "cache-control") == "no-store");
  CHECK(json(issued).get("token_type").text() == "Bearer");
  CHECK(json(issued).get("expires_in").integer(0) == 900);
  CHECK(json(issued).get("scope").text() == "partners:read");
  const auto as = [&](const http::Response& token, const std::string& target) {
    const std::string text = json(token).get("access_token").text();
    return world.ask("GET", target, {}, {{"authorization", "Bearer " + text}}).status;
  };
  CHECK(as(issued, "/v1/partners") == 200);
  CHECK(as(issued, "/v1/customers") == 403);
  CHECK(as(issued, "/v1/session") == 200);
  const auto whole = get(grant + "&client_id=cli_1&client_secret=" + secret);
  CHECK(as(whole, "/v1/customers") == 200);
  CHECK(as(whole, "/v1/requests") == 403);
  world.clock.pass(15 * kMinute);
  CHECK(as(whole, "/v1/customers") == 401);

  struct Case {
    std::string form, basic;
    int status;
    const char* error;
  };
  const std::string secret_of_other = world.client("");
  for (const Case& one : {
           Case{"", "cli_1:" + secret, 400, "invalid_request"},
           Case{"scope=a", "cli_1:" + secret, 400, "invalid_request"},
           Case{grant + "&" + grant, "cli_1:" + secret, 400, "invalid_request"},
           Case{grant + "&scope=%zz", "cli_1:" + secret, 400, "invalid_request"},
           Case{grant + "&client_secret=" + secret, "cli_1:" + secret, 400, "invalid_request"},
           Case{"grant_type=password", "cli_1:" + secret, 400, "unsupported_grant_type"},
           Case{grant, "cli_1:" + secret.substr(1), 401, "invalid_client"},
           Case{grant, "cli_1:" + secret_of_other, 401, "invalid_client"},
           Case{grant, "cli_1", 401, "invalid_client"},
           Case{grant, "", 401, "invalid_client"},
           Case{grant + "&scope=payouts:approve", "cli_1:" + secret, 400, "invalid_scope"},
           Case{grant + "&scope=no:thing", "cli_1:" + secret, 400, "invalid_scope"},
       }) {
    CAPTURE(one.form);
    CAPTURE(one.basic);
    const auto refused = get(one.form, one.basic);
    CHECK(refused.status == one.status);
    CHECK(json(refused).get("error").text() == one.error);
    CHECK(refused.body.find(secret) == std::string::npos);
    CHECK(http::header(refused.headers, "www-authenticate").empty() == (one.status != 401));
  }
}

TEST_CASE("by the identity provider nobody comes in whom it did not send for this browser") {
  World world;
  CHECK(world.ask("GET", "/v1/sign-in/oidc").status == 404);
  CHECK(world.ask("GET", "/v1/sign-in/oidc?return_to=%2F%2Fevil.example").status == 400);
  CHECK(world.ask("GET", "/v1/sign-in/oidc?return_to=https%3A%2F%2Fevil.example").status == 400);
  REQUIRE(world.service->store->change([](app::Store& store) {
    rights::IdentityProvider provider;
    provider.issuer = "http://127.0.0.1:1";
    provider.client = "accredit";
    provider.secret = "a secret of theirs";
    provider.service = "http://localhost:8416";
    provider.is_near = true;
    return app::set_provider(store, provider, {"operator:test", ""});
  }));
  // Nobody listens there.
  CHECK(world.ask("GET", "/v1/sign-in/oidc").status == 502);
  CHECK(world.bench.shell("grep -rqaF 'secret of theirs' store").exit == 1);
  CHECK(world.bench.accredit({"verify"}).exit == 0);
}

}  // namespace
}  // namespace tests
