// What partners are told of what they are paid: their own, masked, and only who sees money.
#include <doctest/doctest.h>

#include "app/payout_jobs.h"
#include "tests/service_world.h"

namespace tests {
namespace {

constexpr const char* kAccounts =
    "partner_id,holder,iban,number,bic,clearing_system,clearing_member,country,currency,town,"
    "address1,address2\n"
    ",Lanternfall Clouds B.V.,NL91ABNA0417164300,,ABNANL2A,,,NL,USD,Amsterdam,,\n"
    "PZ,Zelmarrow Cloud,DE89370400440532013000,,COBADEFF,,,DE,USD,,,\n";

// PA is below the threshold, PZ is not.
struct World : ServiceWorld {
  World() {
    bench.write("payout_accounts.csv", kAccounts);
    const std::string file = bench.file("payout_accounts.csv");
    REQUIRE(service->store->change(
        [&](app::Store& store) { return app::set_accounts(store, file, "operator:anna"); }));
  }
  std::string day() const {
    return base::Day{static_cast<std::int32_t>(clock.now().milliseconds / 86'400'000 + 2)}.text();
  }
  void pay() {
    const auto made =
        ask("finance", "POST", "/v1/payouts", R"({"execution_day":")" + day() + "\"}");
    REQUIRE_MESSAGE(made.status == 201, made.body);
  }
  void answer(const std::string& row) {
    bench.write("answers.csv", "payment_id,status,day,reason\n" + row);
    const std::string file = bench.file("answers.csv");
    const auto settled = service->store->change(
        [&](app::Store& store) { return app::settle_payouts(store, file, "operator:anna"); });
    REQUIRE_MESSAGE(settled, settled.error().message);
  }
  api::Value rows(const std::string& who, const std::string& target) {
    const http::Response told = ask(who, "GET", target);
    REQUIRE_MESSAGE(told.status == 200, told.body);
    return api::parse_json(told.body).value().get("data");
  }
  // "carried" or "in_payment PO-000001-0001"
  std::string stage(const std::string& who) {
    const api::Value all = rows(who, "/v1/statement-stages");
    REQUIRE(all.list().size() == 1);
    const api::Value& one = all.list().front();
    const std::string payment = one.get("payment_id").text();
    return one.get("stage").text() + (payment.empty() ? "" : " " + payment);
  }
  std::string state() {
    const api::Value all = rows("other", "/v1/payments");
    REQUIRE(all.list().size() == 1);
    return all.list().front().get("state").text();
  }
};

TEST_CASE("a partner sees the way of its own money, from due to paid and back") {
  World world;
  CHECK(world.rows("other", "/v1/payments").list().empty());
  CHECK(world.stage("executive") == "carried");
  CHECK(world.stage("other") == "confirmed");
  world.pay();
  CHECK(world.state() == "created");
  CHECK(world.stage("other") == "in_payment PO-000001-0001");
  REQUIRE(world.service->store->change(
      [](app::Store& store) { return app::approve_payout(store, "PO-000001", "operator:ben"); }));
  CHECK(world.state() == "in_payment");
  world.answer("PO-000001-0001,sent," + world.day() + ",\n");
  CHECK(world.state() == "sent");
  CHECK(world.stage("other") == "paid PO-000001-0001");
  world.answer("PO-000001-0001,reversed," + world.day() + ",MD06 refund asked for\n");
  CHECK(world.state() == "reversed");
  CHECK(world.stage("other") == "confirmed");
}

TEST_CASE("a balance says what is asked of it, to who it belongs to") {
  World world;
  const api::Value all = world.rows("executive", "/v1/balances?filter=asked+gt+0");
  REQUIRE(all.list().size() == 1);
  const api::Value& one = all.list().front();
  CHECK(one.get("partner_id").text() == "PA");
  CHECK(one.get("asked").text() == "5.00");  // by its dispute, of what the programme grants
  CHECK(one.get("account").text() == "expense");
  CHECK(one.get("claimed_until").is_null());
}

TEST_CASE("a statement's stage says what came due with it, as the statement does") {
  World world;
  for (const char* who : {"executive", "other"}) {
    const api::Value stages = world.rows(who, "/v1/statement-stages");
    const api::Value& one = stages.list().front();
    const http::Response told =
        world.ask(who, "GET", "/v1/statements/" + one.get("statement_id").text());
    const api::Value paper = api::parse_json(told.body).value();
    const api::Value& summary = paper.get("header").get("currencies").list().front();
    CHECK(one.get("due").text() == summary.get("due").text());
  }
  CHECK(world.rows("other", "/v1/statement-stages").list().front().get("due").text() == "559.99");
}

TEST_CASE("a payment names its statements and masks the account") {
  World world;
  world.pay();
  const http::Response told = world.ask("other", "GET", "/v1/payments");
  const api::Value rows = api::parse_json(told.body).value().get("data");
  const api::Value& one = rows.list().front();
  CHECK(one.get("id").text() == "PO-000001-0001");
  CHECK(one.get("execution_day").text() == world.day());
  CHECK(one.get("amount").text() == "559.99");
  CHECK(one.get("paid_in").text() == "USD");
  CHECK(one.get("account").text() == "DE…3000");
  CHECK(one.get("statement_ids").text() == world.other.statement);
  CHECK(told.body.find("DE89370400440532013000") == told.body.npos);
  CHECK(told.body.find("operator:") == told.body.npos);
}

TEST_CASE("what another partner is paid is not told, nor to who does not see money") {
  World world;
  world.pay();
  for (const char* list : {"/v1/payments", "/v1/statement-stages"}) {
    CAPTURE(list);
    for (const char* who : {"executive", "owner"}) {
      const http::Response own = world.ask(who, "GET", list);
      CHECK(own.status == 200);
      CHECK(own.body.find("PZ") == own.body.npos);
      const http::Response asked = world.ask(who, "GET", list + std::string("?partner_id=PZ"));
      CHECK((asked.status >= 400 || asked.body.find("\"PZ\"") == asked.body.npos));
    }
    for (const char* who : {"analyst", "customer", "viewer"})
      CHECK(world.ask(who, "GET", list).status == 403);
    CHECK(world.ask("", "GET", list).status == 401);
    CHECK(world.ask("finance", "GET", list).body.find("\"PZ\"") != std::string::npos);
  }
}

TEST_CASE("a petition says since when it is open") {
  World world;
  const api::Value own = world.rows("executive", "/v1/petitions");
  REQUIRE(own.list().size() == 1);
  const api::Value& one = own.list().front();
  CHECK(one.get("opened_at").text().ends_with("Z"));
  CHECK(one.get("age_days").integer(-1) == 0);
  const api::Value sorted =
      world.rows("finance", "/v1/petitions?sort=-opened_at&fields=id,opened_at");
  CHECK(sorted.list().size() == 2);
}

TEST_CASE("support looks into a petition, finance decides it") {
  World world;
  const std::string target = "/v1/petitions/" + world.own.petition + ":move";
  const auto move = [&](const std::string& who, const std::string& event) {
    return world.ask(who, "POST", target,
                     R"({"event":")" + event + R"(","reason":"It was looked at"})");
  };
  for (const char* event : {"accept", "reject"}) {
    CAPTURE(event);
    const http::Response refused = move("support", event);
    CHECK(refused.status == 403);
    CHECK(refused.body.find("petitions:approve") != std::string::npos);
  }
  CHECK(move("support", "review").status == 200);
  CHECK(move("finance", "reject").status == 200);
}

}  // namespace
}  // namespace tests
