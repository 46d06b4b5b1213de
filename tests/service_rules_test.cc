// Rules over HTTP: a draft against past months, and how it comes into force by two persons.
#include <doctest/doctest.h>

#include "programs/load.h"
#include "tests/service_world.h"

namespace tests {
namespace {

using World = ServiceWorld;

api::Value body_of(const http::Response& answer, int status) {
  REQUIRE_MESSAGE(answer.status == status, answer.body);
  return api::parse_json(answer.body).value();
}

TEST_CASE("a draft is computed over past months beside everything else") {
  World world;
  const std::string id = world.simulation("2026-03", "2026-04");
  const std::string path = "/v1/simulations/" + id;
  const api::Value found = body_of(world.ask("operator", "GET", path), 200);
  CHECK(found.get("lines").integer(-1) == 0);
  for (const api::Value& total : found.get("totals").list()) {
    CHECK(total.get("before").text() == total.get("after").text());
    CHECK(total.get("unchanged").integer(0) == 2);
  }
  const auto partners = body_of(world.ask("operator", "GET", path + "/partners"), 200);
  CHECK(partners.get("data").list().size() == 2);
  CHECK(body_of(world.ask("operator", "GET", path + "/lines"), 200).get("data").list().empty());
  CHECK(body_of(world.ask("operator", "GET", "/v1/simulations"), 200).get("data").list().size() ==
        1);
  const auto operation = "/v1/operations/" + id;
  CHECK(body_of(world.ask("operator", "GET", operation), 200).get("state").text() == "done");
  CHECK(world.ask("operator", "POST", operation + ":cancel").status == 409);
  // One that is over stays as it is.
  CHECK(body_of(world.ask("operator", "POST", path + ":cancel"), 200).get("state").text() ==
        "done");
  const std::string same =
      '{' + json_text("programme", draft_text("same")) + R"(,"from":"2026-03","to":"2026-04"})";
  for (const char* who : {"executive", "owner", "customer"}) {
    CHECK(world.ask(who, "POST", "/v1/simulations", same).status == 403);
    CHECK(world.ask(who, "GET", path).status == 403);
  }
}

TEST_CASE("a draft names the simulations of exactly its text") {
  World world;
  const std::string id = world.simulation("2026-03", "2026-04");
  const auto of = [&](const std::string& version) {
    const std::string text = '{' + json_text("text", draft_text(version)) + '}';
    const auto draft = body_of(world.ask("operator", "POST", "/v1/programme-drafts", text), 201);
    const std::string sha256 = draft.get("programme_sha256").text();
    CHECK(sha256.size() == 64);
    const auto listed = body_of(
        world.ask("operator", "GET", "/v1/simulations?filter=programme_sha256+eq+" + sha256), 200);
    std::string ids;
    for (const api::Value& one : listed.get("data").list())
      ids += one.get("id").text() + ' ';
    return ids;
  };
  CHECK(of("same") == id + ' ');
  CHECK(of("other").empty());
}

TEST_CASE("a draft that cannot be read, and too many months, are refused at once") {
  World world;
  const std::string bad = '{' + json_text("programme", "[programme\n") + R"(,"from":"2026-03"})";
  const auto refused = world.ask("operator", "POST", "/v1/simulations", bad);
  CHECK(refused.status == 400);
  CHECK(refused.body.find("programme:") != std::string::npos);
  const std::string long_one =
      '{' + json_text("programme", draft_text("x")) + R"(,"from":"2025-01","to":"2026-01"})";
  CHECK(world.ask("operator", "POST", "/v1/simulations", long_one).status == 400);
  CHECK(world.ask("operator", "GET", "/v1/simulations/sim_none").status == 404);
}

TEST_CASE("rules come into force by two persons") {
  World world;
  const auto made =
      world.ask("operator", "POST", "/v1/keys", R"({"name":"second","role":"programme_manager"})");
  world.keys["manager"] = body_of(made, 201).get("secret").text();
  const std::string text = '{' + json_text("text", draft_text("2017")) + '}';
  const auto valid = body_of(world.ask("operator", "POST", "/v1/programme:validate", text), 200);
  CHECK(valid.get("is_valid").truth());
  CHECK(valid.get("version").text() == "2017");
  const auto wrong = body_of(world.ask("operator", "POST", "/v1/programme:validate",
                                       '{' + json_text("text", "[programme]\nkode = 1\n") + '}'),
                             200);
  CHECK_FALSE(wrong.get("is_valid").truth());
  CHECK(wrong.get("fault").text().find("did you mean 'code'?") != std::string::npos);

  const auto draft = body_of(world.ask("operator", "POST", "/v1/programme-drafts", text), 201);
  const std::string path = "/v1/programme-drafts/" + draft.get("id").text();
  CHECK(draft.get("state").text() == "submitted");
  const auto early = world.ask("manager", "POST", path + ":publish");
  CHECK(early.body.find("NOT_APPROVED") != std::string::npos);
  const auto alone = world.ask("operator", "POST", path + ":approve");
  CHECK(alone.status == 422);
  CHECK(alone.body.find("FOUR_EYES_REQUIRED") != std::string::npos);
  for (const char* who : {"executive", "customer", "finance"})
    CHECK(world.ask(who, "POST", path + ":approve").status == 403);
  CHECK(body_of(world.ask("manager", "POST", path + ":approve"), 200).get("state").text() ==
        "approved");
  CHECK(world.ask("manager", "POST", path + ":approve").status == 409);
  CHECK(world.ask("operator", "POST", path + ":reject").status == 409);
  const auto shown = body_of(world.ask("operator", "GET", path), 200);
  CHECK(shown.get("difference", "text").text().find("+version = \"2017\"") != std::string::npos);
  CHECK(body_of(world.ask("operator", "POST", path + ":publish"), 200).get("state").text() ==
        "published");
  CHECK(world.ask("operator", "POST", path + ":publish").status == 409);

  CHECK(body_of(world.ask("operator", "GET", "/v1/programme"), 200).get("version").text() ==
        "2017");
  const auto versions = body_of(world.ask("executive", "GET", "/v1/programme-versions"), 200);
  REQUIRE(versions.get("data").list().size() == 2);
  CHECK(versions.get("data").list()[1].get("published_by").is_null());
  const auto difference =
      body_of(world.ask("executive", "GET", "/v1/programme-difference?from_commit=1"), 200);
  CHECK(difference.get("difference", "text").text().find("+version = \"2017\"") !=
        std::string::npos);
  CHECK(difference.get("difference", "levers").list().empty());
  CHECK(world.ask("executive", "GET", path).status == 403);
  CHECK(world.ask("customer", "GET", "/v1/programme-versions").status == 403);
}

TEST_CASE("rules are told as values to whoever may read them, and to nobody else") {
  World world;
  const auto rules = body_of(world.ask("executive", "GET", "/v1/programme-rules"), 200);
  const auto stored = body_of(world.ask("executive", "GET", "/v1/programme"), 200);
  CHECK(rules.get("code").text() == stored.get("code").text());
  CHECK(rules.get("version").text() == stored.get("version").text());
  const auto programme = programs::load(stored.get("text").text(), "stored").value();
  CHECK(rules.get("types").list().size() == programme.types.size());
  CHECK(rules.get("competencies").list().size() == programme.competencies.size());
  REQUIRE(rules.get("levers").list().size() == programme.levers.size());
  for (std::size_t i = 0; i < programme.levers.size(); ++i) {
    const api::Value& lever = rules.get("levers").list()[i];
    CHECK(lever.get("code").text() == programme.levers[i].code);
    CHECK(lever.get("text").text().starts_with("[[lever]]\ncode = \"" + programme.levers[i].code));
    // Whole lines of the file, and none of them is another lever's.
    CHECK(programme.source.find(lever.get("text").text()) != std::string::npos);
    CHECK(lever.get("text").text().find("[[", 2) == std::string::npos);
  }
  CHECK(world.ask("customer", "GET", "/v1/programme-rules").status == 403);
}

TEST_CASE("a day has the commit that was known when it ended, for partners too") {
  World world;
  const auto last = body_of(world.ask("executive", "GET", "/v1/commits/2100-01-01"), 200);
  CHECK(last.get("day").text() == "2100-01-01");
  const std::int64_t commit = last.get("commit").integer(0);
  CHECK(commit > 1);
  const auto programme =
      world.ask("executive", "GET", "/v1/programme?known_at=" + std::to_string(commit));
  CHECK(programme.status == 200);
  CHECK(world.ask("executive", "GET", "/v1/commits/1999-12-31").status == 404);
  CHECK(world.ask("executive", "GET", "/v1/commits/1999-12-32").status == 400);
  CHECK(world.ask("customer", "GET", "/v1/commits/2100-01-01").status == 403);
}

TEST_CASE("standings of several months are asked at once, up to ten years of them") {
  World world;
  const auto status = [&](const std::string& months) {
    return world.ask("executive", "GET", "/v1/competencies?" + months).status;
  };
  CHECK(status("month=2026-04&from=2026-01") == 200);
  CHECK(status("month=2026-04&from=2026-05") == 400);
  CHECK(status("month=2026-04&from=2016-04") == 400);
}

TEST_CASE("a draft is validated with its findings, and what it says as values") {
  World world;
  const auto asked = [&](const std::string& text) {
    return body_of(world.ask("operator", "POST", "/v1/programme:validate",
                             '{' + json_text("text", text) + '}'),
                   200);
  };
  const auto valid = asked(draft_text("2017"));
  CHECK(valid.get("findings").list().empty());
  CHECK(valid.get("rules", "version").text() == "2017");
  CHECK(static_cast<std::int64_t>(valid.get("results").list().size()) ==
        valid.get("examples").integer(-1));
  for (const api::Value& one : valid.get("results").list())
    CHECK(one.get("passes").truth());

  const auto unread = asked("[programme]\nkode = 1\n");
  CHECK(unread.get("rules").is_null());
  REQUIRE(unread.get("findings").list().size() == 1);
  CHECK(unread.get("findings").list()[0].get("line").integer(0) == 2);

  const auto failing =
      asked(draft_text("2019") + "\n[[example]]\nname = \"fails\"\nscenario = \"credit\"\n");
  CHECK_FALSE(failing.get("is_valid").truth());
  CHECK(failing.get("rules", "version").text() == "2019");
  CHECK(failing.get("results").list().back().get("name").text() == "fails");
  CHECK_FALSE(failing.get("results").list().back().get("passes").truth());
  CHECK(failing.get("findings").list().size() == 1);
}

TEST_CASE("a draft says how many partners and subscriptions each of its rules is about") {
  World world;
  const std::string text = '{' + json_text("text", draft_text("2017")) + '}';
  const auto counted = body_of(world.ask("operator", "POST", "/v1/programme:affects", text), 200);
  const auto of = [&](const char* kind, const char* code) -> const api::Value& {
    for (const api::Value& one : counted.get("rules").list()) {
      if (one.get("kind").text() == kind && one.get("code").text() == code) return one;
    }
    FAIL("there is no " << kind << ' ' << code);
    return counted;
  };
  // Each of the two partners is partner of record of its own subscription.
  CHECK(of("type", "dpor").get("partners").integer(-1) == 2);
  CHECK(of("type", "dpor").get("subscriptions").integer(-1) == 2);
  CHECK(of("type", "csp_direct").get("partners").integer(-1) == 0);
  CHECK(of("lever", "dpor-consumption").get("partners").integer(-1) == 2);
  CHECK(of("lever", "dpor-consumption").get("subscriptions").integer(-1) == 2);
  const auto bad = world.ask("operator", "POST", "/v1/programme:affects",
                             '{' + json_text("text", "[programme]\nkode = 1\n") + '}');
  CHECK(bad.status == 400);
  for (const char* who : {"executive", "owner", "customer", "finance"})
    CHECK(world.ask(who, "POST", "/v1/programme:affects", text).status == 403);
}

TEST_CASE(
    "a draft that changes what is paid says which levers, and a rejected one stays rejected") {
  World world;
  const std::string text = '{' + json_text("text", draft_text("2018")) + '}';
  const auto draft = body_of(world.ask("operator", "POST", "/v1/programme-drafts", text), 201);
  const std::string path = "/v1/programme-drafts/" + draft.get("id").text();
  CHECK(body_of(world.ask("operator", "POST", path + ":reject"), 200).get("state").text() ==
        "rejected");
  CHECK(world.ask("operator", "POST", path + ":publish").status == 409);
  const auto listed = body_of(world.ask("operator", "GET", "/v1/programme-drafts"), 200);
  CHECK(listed.get("data").list()[0].get("state").text() == "rejected");
  // The version of what is in force is taken.
  std::string other(programs::shipped_cloud_2016());
  other += "\n# other\n";
  CHECK(world.ask("operator", "POST", "/v1/programme-drafts", '{' + json_text("text", other) + '}')
            .status == 409);
}

}  // namespace
}  // namespace tests
