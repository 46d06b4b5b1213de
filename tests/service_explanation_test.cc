// Explanations over HTTP: the same words as on the command line, and to partners and customers no
// more than they may see.
#include <functional>

#include <doctest/doctest.h>

#include "api/looks.h"
#include "app/consent_jobs.h"
#include "app/event_jobs.h"
#include "tests/service_world.h"

namespace tests {
namespace {

using World = ServiceWorld;

const std::string kOwn = "/v1/explanation?month=2026-03&partner_id=PA";

api::Value answered(World& world, const std::string& who, const std::string& target) {
  const http::Response answer = world.ask(who, "GET", target);
  REQUIRE_MESSAGE(answer.status == 200, target << '\n' << answer.body);
  return api::parse_json(answer.body).value();
}

std::string text_of(World& world, const std::string& who, const std::string& target) {
  const http::Response answer = world.ask(who, "GET", target + "&form=text");
  REQUIRE_MESSAGE(answer.status == 200, target << '\n' << answer.body);
  CHECK(http::header(answer.headers, "content-type").starts_with("text/plain"));
  return answer.body;
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != text.npos;
}

// All that PA holds of CA ends as a lifecycle ends it when consent is withdrawn: nothing else says
// so. The commit before.
std::string end_for_withdrawn_consent(World& world) {
  std::string before;
  const auto ended = world.service->store->change([&](app::Store& store) -> base::Status {
    before = std::to_string(TRY(store.record().head()).number);
    registry::ChangeSet changes;
    const auto add = [&](const char* id, const char* type, const char* from, const char* to) {
      registry::ChangeSet::AssociationRow row{.id = id, .type = type, .partner_id = "PA"};
      row.customer_id = "CA";
      row.subscription_id = "SA";
      row.days = {base::Day::parse(from).value(), base::Day::parse(to).value()};
      row.end_reason = "CONSENT_WITHDRAWN";
      row.exclusive = type;
      changes.associations.push_back(std::move(row));
    };
    add("AA", "dpor", "2026-01-01", "2026-06-01");
    add("AB", "tpor", "2026-04-01", "2026-04-15");
    TRY(store.registry().apply(changes, {"customer:CA/anna", "request", "over", "{}"}));
    return {};
  });
  REQUIRE_MESSAGE(ended.has_value(), (ended ? "" : ended.error().message));
  return before;
}

void withdraw(World& world) {
  const std::string over = R"({"partner_id":"PA","reason":"over"})";
  REQUIRE(world.ask("customer", "POST", "/v1/consents:withdraw", over).status == 200);
}

TEST_CASE("an operator is told what the command line tells") {
  World world;
  for (const char* more : {"", " --why-not", " --subscription SA --measure consumption",
                           " --customer CA --why-not --rows 2"}) {
    CAPTURE(more);
    const Answer told = world.bench.shell("accredit explain --partner PA --month 2026-03 -o json" +
                                          std::string(more));
    REQUIRE_MESSAGE(told.exit == 0, told.err);
    std::string target = kOwn;
    const std::string words = more;
    if (has(words, "--why-not")) target += "&why_not=true";
    if (has(words, "--subscription")) target += "&subscription_id=SA&measure=consumption";
    if (has(words, "--customer")) target += "&customer_id=CA";
    if (has(words, "--rows")) target += "&rows=2";
    const api::Value body = answered(world, "operator", target);
    CHECK(api::json_of(body.get("explanation")) == api::json_of(api::parse_json(told.out).value()));
  }
  const Answer benefit =
      world.bench.shell("accredit benefit --customer CA --month 2026-03 -o json");
  REQUIRE_MESSAGE(benefit.exit == 0, benefit.err);
  const api::Value body = answered(world, "customer", "/v1/benefit?month=2026-03&customer_id=CA");
  CHECK(api::json_of(body.get("explanation")) ==
        api::json_of(api::parse_json(benefit.out).value()));
}

TEST_CASE("usage that comes in while the service runs is explained, too") {
  World world;
  CHECK(has(text_of(world, "executive", kOwn), "sum of 9 rows on 9 days = 900.9 USD"));
  const std::string event =
      R"({"specversion":"1.0","id":"new","source":"meter","type":"usage","subject":"SA",)"
      R"("time":"2026-03-09T10:00:00Z","data":{"workload":"vm","measure":"consumption",)"
      R"("quantity":"1","unit":"h","amount":"0.10","currency":"USD","charge_kind":"usage"}})";
  const http::Response taken = world.ask("operator", "POST", "/v1/usage-events", event);
  REQUIRE_MESSAGE(taken.status == 202, taken.body);
  const auto folded = world.service->store->change(
      [](app::Store& store) { return app::fold_inbox(store, "operator:test"); });
  REQUIRE(folded);
  REQUIRE(folded->has_value());
  CHECK(has(text_of(world, "executive", kOwn), "900.9 USD"));
  CHECK(has(text_of(world, "executive", kOwn), "new"));
}

TEST_CASE("usage that comes after the close restates, beside what was published and why") {
  World world;
  const std::string target = "/v1/restatements?partner_id=PA&month=2026-03";
  const auto lines = [&](const std::string& who) {
    const api::Value body = answered(world, who, target);
    std::string out;
    for (const api::Value& one : body.get("data").list())
      out += std::string(one.get("line").text()) + ' ' +
             std::string(one.get("subscription_id").text()) + ' ' +
             std::string(one.get("published").text()) + " + " +
             std::string(one.get("delta").text()) + " = " + std::string(one.get("amount").text()) +
             ' ' + std::string(one.get("causes").text()) + '\n';
    return out;
  };
  CHECK(lines("executive").empty());
  const std::string event =
      R"({"specversion":"1.0","id":"late","source":"meter","type":"usage","subject":"SA",)"
      R"("time":"2026-03-09T10:00:00Z","data":{"workload":"compute","measure":"consumption",)"
      R"("quantity":"1","unit":"h","amount":"9.10","currency":"USD","charge_kind":"usage"}})";
  REQUIRE(world.ask("operator", "POST", "/v1/usage-events", event).status == 202);
  REQUIRE(world.service->store->change(
      [](app::Store& store) { return app::fold_inbox(store, "operator:test"); }));
  CHECK(lines("executive") ==
        "credit SA 900.9 + 9.1 = 910 LATE_USAGE\n"
        "rebate SA 72.07 + 0.73 = 72.8 LATE_USAGE\n");
  // Who may not read earnings is told of credit.
  CHECK(lines("analyst") == "credit SA 900.9 + 9.1 = 910 LATE_USAGE\n");
  CHECK(answered(world, "executive", "/v1/restatements?partner_id=PA&month=2026-04")
            .get("data")
            .list()
            .empty());
  CHECK(world.ask("other", "GET", target).status == 403);
  CHECK(world.ask("executive", "GET", target + "&subscription_id=SZ").status == 404);
  CHECK(world.ask("customer", "GET", target).status == 403);
}

TEST_CASE("a partner is told its own, down to the rows that it sees") {
  World world;
  const std::string told = text_of(world, "executive", kOwn);
  CHECK(has(told, "product azure, customer CA"));
  CHECK(has(told, "sum of 9 rows on 9 days = 900.9 USD"));
  CHECK(has(told, "meter/SA3 revision 1"));
  CHECK(has(told, "dpor"));
  CHECK_FALSE(has(told, "hidden"));
  // Where a row came from is the operator's affair, and so is who recorded an association.
  CHECK_FALSE(has(told, "usage.csv"));
  CHECK_FALSE(has(told, "by feed"));
  CHECK(has(text_of(world, "operator", kOwn), "usage.csv"));
  // Of nobody else's.
  for (const std::string& target : {std::string("/v1/explanation?month=2026-03&partner_id=PZ")})
    CHECK(world.ask("executive", "GET", target).status == 403);
  for (const char* one : {"&subscription_id=SZ", "&subscription_id=none", "&customer_id=CZ"})
    CHECK(world.ask("executive", "GET", kOwn + one).status == 404);
  CHECK(world.ask("customer", "GET", kOwn).status == 403);
}

TEST_CASE("what is earned and what was billed needs the right to see money") {
  World world;
  const std::string april = "/v1/explanation?month=2026-04&partner_id=PA";
  CHECK(has(text_of(world, "executive", april), "333.33"));
  for (const char* who : {"analyst", "admin"}) {
    CAPTURE(who);
    const std::string told = text_of(world, who, april);
    CHECK_FALSE(has(told, "333.33"));
    CHECK(has(told, "billed revenue, which needs the right to see money"));
    CHECK(has(told, "what is earned needs earnings:read"));
    CHECK_FALSE(has(api::json_of(answered(world, who, kOwn)), R"("kind":"earning")"));
  }
  CHECK(has(api::json_of(answered(world, "executive", kOwn)), R"("kind":"earning")"));
}

TEST_CASE("rows that are not seen any more are summed, and named as hidden") {
  World world;
  withdraw(world);
  const std::string told = text_of(world, "executive", kOwn + "&why_not=true");
  CHECK(has(told, "its facts are not yours to see"));
  CHECK(has(told, "9 rows that you may not see = 900.9 USD"));
  CHECK_FALSE(has(told, "meter/SA3"));
  CHECK_FALSE(has(told, "100.1 USD"));
  CHECK_FALSE(has(told, "customer CA"));
  CHECK_FALSE(has(told, "product azure"));
  CHECK_FALSE(has(told, "family Azure"));
  CHECK(world.ask("executive", "GET", kOwn + "&subscription_id=SA").status == 404);
  CHECK(world.ask("executive", "GET", kOwn + "&customer_id=CA").status == 404);
}

TEST_CASE("what was known before consent was withdrawn is not seen after it") {
  World world;
  const std::string line = "/v1/statements/" + world.own.statement + "/lines/1/explanation";
  CHECK(has(api::json_of(answered(world, "executive", line)), "meter/SA3"));
  const std::string then = "known_at=" + end_for_withdrawn_consent(world);
  std::string own = kOwn;
  own.append("&").append(then).append("&");
  for (const std::string& target : {line + "?", own}) {
    CAPTURE(target);
    const std::string told = text_of(world, "executive", target);
    CHECK(has(told, "rows that you may not see"));
    for (const std::string hidden : {"meter/SA3", "100.1 USD", "product azure", "customer CA"})
      CHECK_MESSAGE(!has(told, hidden), hidden);
  }
  const std::string list = "/v1/subscriptions?" + then;
  CHECK_FALSE(has(world.ask("analyst", "GET", list).body, "\"SA\""));
  CHECK(has(world.ask("operator", "GET", list).body, "\"SA\""));
  CHECK(has(text_of(world, "operator", kOwn + '&' + then), "meter/SA3"));
}

TEST_CASE("one line of credit, or of earnings, and why there is none") {
  World world;
  const std::string credit =
      text_of(world, "executive", kOwn + "&subscription_id=SA&measure=consumption");
  CHECK(has(credit, "consumption of compute"));
  const auto levers = answered(world, "executive", "/v1/earnings?month=2026-03");
  REQUIRE_FALSE(levers.get("data").list().empty());
  const std::string lever = levers.get("data").list()[0].get("lever").text();
  const std::string earning = text_of(world, "executive", kOwn + "&lever=" + lever);
  CHECK(has(earning, lever));
  CHECK(world.ask("executive", "GET", kOwn + "&lever=none").status == 404);
  CHECK(world.ask("executive", "GET", kOwn + "&measure=none").status == 400);
  // April's usage is not in March; why not is told with what would mend it.
  const std::string why =
      text_of(world, "executive", "/v1/explanation?month=2026-05&partner_id=PA&why_not=true");
  CHECK(has(why, "no usage row of SA in 2026-05"));
}

TEST_CASE("a line of a statement is explained as it was known then") {
  World world;
  const std::string line = "/v1/statements/" + world.own.statement + "/lines/1/explanation";
  const api::Value told = answered(world, "executive", line);
  const api::Value& root = told.get("explanation");
  CHECK(root.get("kind").text() == "statement_line");
  CHECK(has(api::json_of(root), R"("kind":"earning")"));
  CHECK(world
            .ask("executive", "GET",
                 "/v1/statements/" + world.own.statement + "/lines/99/explanation")
            .status == 404);
  CHECK(world
            .ask("executive", "GET",
                 "/v1/statements/" + world.other.statement + "/lines/1/explanation")
            .status == 404);
  CHECK(world.ask("analyst", "GET", line).status == 403);
  const Answer shown = world.bench.shell("accredit explain --statement " + world.own.statement +
                                         " --line 1 -o json");
  REQUIRE_MESSAGE(shown.exit == 0, shown.err);
  CHECK(api::json_of(answered(world, "operator", line).get("explanation")) ==
        api::json_of(api::parse_json(shown.out).value()));
  // What was issued stays explained when nothing is seen any more, without rows.
  withdraw(world);
  CHECK_FALSE(has(api::json_of(answered(world, "executive", line)), "meter/SA3"));
}

TEST_CASE("a customer is told in plain words what its partner gains, without amounts") {
  World world;
  const std::string told = text_of(world, "customer", "/v1/benefit?month=2026-03&customer_id=CA");
  CHECK(has(told, "Ardenvik Labs"));
  CHECK(has(told, "on 31 of 31 days"));
  CHECK(has(told, "the vendor pays it for this"));
  for (const char* amount : {"900.9", "100.1", "%", "rate", "USD"})
    CHECK_MESSAGE(!has(told, amount), amount);
  CHECK(world.ask("customer", "GET", "/v1/benefit?month=2026-03&customer_id=CZ").status == 403);
  CHECK(world.ask("customer", "GET", "/v1/benefit?month=2026-03&customer_id=CA&subscription_id=SZ")
            .status == 404);
  CHECK(world.ask("executive", "GET", "/v1/benefit?month=2026-03&customer_id=CA").status == 403);
  CHECK(has(text_of(world, "operator", "/v1/benefit?month=2026-03&customer_id=CZ"),
            "Zelmarrow Cloud"));
}

TEST_CASE("an explanation is told in the language that is preferred, and says which") {
  World world;
  const std::string line =
      "/v1/statements/" + world.own.statement + "/lines/1/explanation?form=text";
  const std::string benefit = "/v1/benefit?month=2026-03&customer_id=CA&form=text";
  const auto told = [&](const char* who, const std::string& target, const char* wish) {
    const http::Response answer = world.ask(who, "GET", target, "", {{"accept-language", wish}});
    REQUIRE_MESSAGE(answer.status == 200, answer.body);
    CHECK(http::header(answer.headers, "vary") == "Accept-Language");
    return answer;
  };
  for (const char* wish : {"en", "fr", "*", ";;", "de;q=0.1, en", ""}) {
    const http::Response answer = told("executive", kOwn + "&form=text", wish);
    CHECK(http::header(answer.headers, "content-language") == "en");
    CHECK(answer.body == text_of(world, "executive", kOwn));
  }
  const http::Response german = told("executive", kOwn + "&form=text", "de-CH, en;q=0.5");
  CHECK(http::header(german.headers, "content-language") == "de");
  for (const char* part :
       {"PA im März 2026", "Programm  ", "Produkt azure, Kunde CA",
        "Summe aus 9 Zeilen an 9 Tagen = 900,90 USD, Menge ", "meter/SA3 Revision 1"})
    CHECK_MESSAGE(has(german.body, part), part, '\n', german.body);
  const std::string posted = told("executive", line, "de").body;
  CHECK(has(posted, world.own.statement + " Zeile 1  Vergütung über "));
  CHECK(has(posted, " USD, von Aufwand an Verdient"));
  const std::string gained = told("customer", benefit, "de").body;
  CHECK(has(gained, "an 31 von 31 Tagen; was Sie an ihnen nutzen, zählt als sein Erfolg"));
  CHECK(has(gained, "der Anbieter bezahlt ihn dafür"));
  CHECK(world.ask("executive", "GET", kOwn, "", {{"accept-language", "de"}}).body !=
        world.ask("executive", "GET", kOwn).body);
  const Answer shown = world.bench.shell(
      "accredit explain --partner PA --month 2026-03 --language de --rows 20 -o json");
  REQUIRE_MESSAGE(shown.exit == 0, shown.err);
  const http::Response tree = world.ask("operator", "GET", kOwn, "", {{"accept-language", "de"}});
  CHECK(api::json_of(api::parse_json(tree.body).value().get("explanation")) ==
        api::json_of(api::parse_json(shown.out).value()));
  CHECK(world.bench.shell("accredit benefit --customer CA --month 2026-03 --language fr").exit ==
        2);
}

TEST_CASE("what programs read of an explanation is the same in both languages") {
  World world;
  std::string kept[2];
  const std::function<void(const api::Value&, std::string&)> add = [&](const api::Value& node,
                                                                       std::string& to) {
    to += node.get("kind").text() + ' ' + api::json_of(node.get("code")) +
          api::json_of(node.get("facts")) + '\n';
    for (const api::Value& one : node.get("because").list())
      add(one, to);
  };
  for (const bool german : {false, true}) {
    const auto answer = world.ask("executive", "GET", kOwn + "&why_not=true", "",
                                  {{"accept-language", german ? "de" : "en"}});
    add(api::parse_json(answer.body).value().get("explanation"), kept[german]);
  }
  CHECK(kept[0] == kept[1]);
  CHECK(has(kept[0], R"({"usage_date":"2026-03-)"));
  CHECK(has(kept[0], R"("amount":"100.1","currency":"USD")"));
  CHECK(has(kept[0], R"(rule "competency")"));
}

TEST_CASE("an explanation that shows a customer's data is a look") {
  World world;
  const auto looks = [&] {
    const auto read = [&](app::Store& store) { return app::looks(store, {.customer = "CA"}); };
    return world.service->store->read(read).value();
  };
  answered(world, "executive", kOwn);
  const auto seen = looks();
  REQUIRE(seen.size() == 1);
  CHECK(seen.back().object == "explanations");
  CHECK(seen.back().partner == "PA");
  answered(world, "operator", kOwn);
  answered(world, "customer", "/v1/benefit?month=2026-03&customer_id=CA");
  CHECK(looks().size() == 1);
}

}  // namespace
}  // namespace tests
