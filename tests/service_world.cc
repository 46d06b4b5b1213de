#include "tests/service_world.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <thread>

#include "app/event_feed.h"
#include "programs/load.h"

namespace tests {
namespace {

const Side kOwn{
    "PA", "Ardenvik Labs", "CA", "Ormsell Foods", "SA", "AA", "100.10", "333.33", {}, {}, {}, {}};
const Side kOther{
    "PZ", "Zelmarrow Cloud", "CZ", "Quillbrae Mills", "SZ", "AZ", "777.77", "555.55", {}, {}, {},
    {}};

std::string bill_of(const Side& side) {
  return "meter,bill-" + side.subscription + ",1," + side.subscription +
         ",compute,2026-04-02,revenue,1,," + side.bill + ",USD,usage\n";
}

std::string row_of(const Side& side, int day) {
  const std::string number = std::to_string(day);
  return usage_row(side.subscription + number, "2026-03-0" + number, side.amount, 1,
                   side.subscription);
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != text.npos);
  return text.replace(at, from.size(), to);
}

}  // namespace

std::string json_text(const std::string& name, const std::string& text) {
  return '"' + name + "\":" + api::json_of(api::Value(text));
}

std::string draft_text(const std::string& version) {
  const std::string shipped(programs::shipped_cloud_2016());
  const programs::Programme rules = programs::load(shipped, "shipped").value();
  return replaced(shipped, "version = \"" + rules.version + '"', "version = \"" + version + '"');
}

std::string ServiceWorld::run(const std::string& words) {
  const Answer answer = bench.shell("accredit " + words);
  REQUIRE_MESSAGE((answer.exit == 0 || answer.exit == 3), words << '\n' << answer.err);
  return answer.out;
}

void ServiceWorld::write_files() {
  bench.write("partners.csv", "partner_id,name,group_id,country,status\nPA," + own.partner_name +
                                  ",,DE,active\nPZ," + other.partner_name + ",,DE,active\n");
  bench.write("customers.csv", "customer_id,name,country\nCA," + own.customer_name + ",DE\nCZ," +
                                   other.customer_name + ",DE\n");
  bench.write("products.csv", "product_id,name,family,metering\nazure,Azure,Azure,metered\n");
  bench.write("subscriptions.csv",
              "subscription_id,customer_id,product_id,currency,starts_on,ends_on\n"
              "SA,CA,azure,USD,2025-01-01,\nSZ,CZ,azure,USD,2025-01-01,\n");
  bench.write("channels.csv",
              "subscription_id,channel,starts_on,ends_on,transacting_partner_id,"
              "reseller_partner_id\nSA,ea,2025-01-01,,,\nSZ,ea,2025-01-01,,,\n");
  bench.write("associations.csv",
              "association_id,type,partner_id,customer_id,subscription_id,workload,starts_on,"
              "ends_on\nAA,dpor,PA,CA,SA,,2026-01-01,\nAZ,dpor,PZ,CZ,SZ,,2026-01-01,\n"
              "AB,tpor,PA,CA,SA,,2026-04-01,2026-05-01\n");
  std::string usage = usage_header();
  for (int day = 1; day < 10; ++day)
    usage += row_of(own, day) + row_of(other, day);
  usage += bill_of(own) + bill_of(other);
  bench.write("usage.csv", usage);
}

// The statement, petition and request of each side.
void ServiceWorld::close_books() {
  run("period freeze 2026-03 --as operator:anna");
  for (const char* item : {"feeds", "quarantine", "rates", "disputes", "adjustments"})
    bench.shell("accredit period waive 2026-03 " + std::string(item) +
                " --reason seen --as operator:ben");
  run("period signoff 2026-03 --as operator:ben");
  for (Side* side : {&own, &other}) {
    side->statement =
        run("statement list --partner " + side->partner + " --no-header -o csv").substr(0, 9);
    side->petition =
        run("petition new dispute --statement " + side->statement +
            " --line 1 --amount 5.00 --reason 'more was used' --as partner:" + side->partner);
    side->request =
        run("request new dpor invite --partner " + side->partner + " --subscription " +
            side->subscription + " --type dpor --as partner:" + side->partner + " || true");
    for (std::string* text : {&side->petition, &side->request})
      text->resize(std::min(text->size(), text->find('\n')));
  }
}

std::string ServiceWorld::key(const std::string& words) {
  const std::string out = run("key create k " + words);
  return out.substr(0, out.find('\n'));
}

ServiceWorld::ServiceWorld() : own(kOwn), other(kOther) {
  write_files();
  run("init");
  run("import partners.csv customers.csv products.csv subscriptions.csv channels.csv "
      "associations.csv");
  run("ingest usage.csv");
  close_books();
  keys["executive"] = key("--role partner_executive --partner PA");
  keys["admin"] = key("--role partner_admin --partner PA");
  keys["analyst"] = key("--role partner_analyst --partner PA");
  keys["customer"] = key("--role customer_admin --customer CA");
  keys["viewer"] = key("--role customer_viewer --customer CA");
  keys["second"] = key("--role customer_admin --customer CA");
  keys["stranger"] = key("--role customer_admin --customer CZ");
  keys["operator"] = key("--role admin");
  keys["finance"] = key("--role finance");
  keys["support"] = key("--role support --sees-money");
  keys["desk"] = key("--role support");
  keys["owner"] = key("--role partner_admin --partner PA --sees-money");
  keys["other"] = key("--role partner_admin --partner PZ --sees-money");
  service = api::Service::open(bench.path() + "/store", 2, clock).value();
  router = api::Router::make(*service, 1, 1).value();
  own.endpoint = endpoint("owner", own);
  other.endpoint = endpoint("other", other);
  REQUIRE(service->store->change([](app::Store& store) { return app::feed_events(store); }));
}

std::string ServiceWorld::endpoint(const std::string& who, const Side& side) {
  const auto made = ask(who, "POST", "/v1/webhook-endpoints",
                        R"({"url":"https://)" + side.partner + R"(.example/hook"})");
  REQUIRE_MESSAGE(made.status == 201, made.body);
  const std::string id = api::parse_json(made.body).value().get("id").text();
  REQUIRE(ask(who, "POST", "/v1/webhook-endpoints/" + id + ":test").status == 202);
  return id;
}

std::string ServiceWorld::simulation(const std::string& from, const std::string& to) {
  const std::string wish = '{' + json_text("programme", draft_text("same")) + ',' +
                           json_text("from", from) + ',' + json_text("to", to) + '}';
  const http::Response asked = ask("operator", "POST", "/v1/simulations", wish);
  REQUIRE_MESSAGE(asked.status == 202, asked.body);
  const std::string id(api::parse_json(asked.body).value().get("id").text());
  std::string state;
  for (int round = 0; round < 2'000 && state != "done"; ++round) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    const http::Response found = ask("operator", "GET", "/v1/simulations/" + id);
    state = api::parse_json(found.body).value().get("state").text();
    REQUIRE_MESSAGE(state != "failed", found.body);
  }
  REQUIRE(state == "done");
  return id;
}

http::Response ServiceWorld::ask(const std::string& who, const std::string& method,
                                 const std::string& target, const std::string& body,
                                 const http::Headers& headers) {
  http::Request request;
  request.method = method;
  request.target = target;
  request.id = "req";
  request.address = "127.0.0.1";
  request.body = body;
  if (!who.empty()) request.headers.emplace_back("authorization", "Bearer " + keys.at(who));
  request.headers.emplace_back("content-type", "application/json");
  request.headers.insert(request.headers.end(), headers.begin(), headers.end());
  return router->answer(std::move(request));
}

}  // namespace tests
