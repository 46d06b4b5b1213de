// Who is told by webhooks: what the maker of an endpoint may read when the message goes, and what a
// partner is told of a customer stands in the customer's access log.
#include <doctest/doctest.h>

#include "app/consent_jobs.h"
#include "app/delivery_jobs.h"
#include "app/event_feed.h"
#include "app/messenger.h"
#include "storage/consent_table.h"
#include "storage/delivery_table.h"
#include "storage/identity_table.h"
#include "tests/service_world.h"

namespace tests {
namespace {

using World = ServiceWorld;

// Takes every message and notes it.
class Everything final : public delivery::Sender {
 public:
  delivery::Outcome send(const delivery::Due& due, base::Instant) override {
    const std::scoped_lock lock(mutex_);
    sent_.push_back(due);
    return {204, "", 1};
  }
  // Of one endpoint; and forgets them.
  std::vector<std::string> take(const std::string& endpoint) {
    const std::scoped_lock lock(mutex_);
    std::vector<std::string> out;
    for (const delivery::Due& one : sent_)
      if ("we_" + std::to_string(one.delivery.endpoint) == endpoint) out.push_back(one.event.type);
    sent_.clear();
    return out;
  }

 private:
  std::mutex mutex_;
  std::vector<delivery::Due> sent_;
};

// The office that sends, step by step in place of the messenger's thread.
struct Office {
  explicit Office(World& of)
      : world(of), looks([this](std::span<const rights::Look> all) {
          return storage::open_looks(store->record())->add(all);
        }) {}

  // Until nothing is due any more.
  void send_all() {
    const auto step = [this](app::Store& owned) -> base::Status {
      store = &owned;
      const storage::SecretBox box = TRY(app::secret_box(owned));
      const auto table = storage::open_delivery(owned.record(), &box);
      const auto identities = storage::open_identity(owned.record());
      TRY(app::feed_events(owned));
      const base::Instant now = owned.clock().now();
      for (int round = 0; round < 100; ++round) {
        app::Gate gate(*identities, looks);
        TRY_STATUS(dispatcher.step(*table, now, &gate));
        dispatcher.wait();
        TRY_STATUS(dispatcher.land(*table, now));
      }
      return {};
    };
    const base::Status done = world.service->store->change(step);
    REQUIRE_MESSAGE(done.has_value(), (done ? "" : done.error().message));
  }

  World& world;
  app::Store* store = nullptr;
  app::AccessLog looks;
  Everything sender;
  app::Dispatcher dispatcher{sender};
};

std::vector<rights::Look> looks_at(World& world, const std::string& customer) {
  const auto read = [&](app::Store& store) { return app::looks(store, {.customer = customer}); };
  return world.service->store->read(read).value();
}

api::Value endpoint_row(World& world, const std::string& who, const std::string& id) {
  const auto listed = world.ask(who, "GET", "/v1/webhook-endpoints");
  const api::Value page = api::parse_json(listed.body).value();
  for (const api::Value& one : page.get("data").list())
    if (one.get("id").text() == id) return one;
  FAIL("no endpoint " << id);
  return {};
}

// Something that partner PA is told of customer CA: what it has asked for is accepted.
void name_again(World& world) {
  REQUIRE(world.ask("customer", "POST", "/v1/associations/AA:end", "{}").status == 200);
  const auto named = world.ask("customer", "POST", "/v1/requests/" + world.own.request + ":move",
                               R"({"event":"confirm"})");
  REQUIRE_MESSAGE(named.status == 200, named.body);
}

TEST_CASE("a message that names a customer is a look of who made the endpoint") {
  World world;
  Office office(world);
  office.send_all();
  const std::size_t before = looks_at(world, "CA").size();
  office.sender.take(world.own.endpoint);
  name_again(world);
  office.send_all();
  const auto told = office.sender.take(world.own.endpoint);
  INFO(world.ask("owner", "GET", "/v1/events?limit=1000").body);
  REQUIRE(std::ranges::find(told, "association.activated") != told.end());
  const auto after = looks_at(world, "CA");
  REQUIRE(after.size() > before);
  const rights::Look& look = after.back();
  CHECK(look.partner == "PA");
  CHECK(look.object == "events");
  CHECK(look.purpose == "webhook " + world.own.endpoint);
  CHECK(word(look.action) == "api_read");
  CHECK(look.who.starts_with("partner:PA/key_"));
  // Its own messages to a customer, and to operators, are none; of the other customer nobody reads.
  CHECK(looks_at(world, "CZ").empty());
}

TEST_CASE("an endpoint whose maker is nobody any more is closed") {
  World world;
  Office office(world);
  office.send_all();
  CHECK_FALSE(office.sender.take(world.own.endpoint).empty());
  const auto revoked = world.service->store->change([](app::Store& store) -> base::Status {
    const auto identities = storage::open_identity(store.record());
    const std::string maker =
        TRY(storage::open_delivery(store.record())->endpoints("partner:PA")).front().maker;
    for (const rights::Machine& one : TRY(identities->machines())) {
      if (one.principal().id() == maker)
        TRY(identities->revoke({"operator:anna", "key revoke", "lost", "{}"}, one.number));
    }
    return {};
  });
  REQUIRE_MESSAGE(revoked.has_value(), (revoked ? "" : revoked.error().message));
  REQUIRE(
      world.ask("admin", "POST", "/v1/webhook-endpoints/" + world.own.endpoint + ":test").status ==
      202);
  office.send_all();
  CHECK(office.sender.take(world.own.endpoint).empty());
  const api::Value closed = endpoint_row(world, "operator", world.own.endpoint);
  CHECK_FALSE(closed.get("enabled").truth());
  CHECK(closed.get("reason").text().find("may read nothing any more") != std::string::npos);
  CHECK(endpoint_row(world, "operator", world.other.endpoint).get("enabled").truth());
  // Who enables it answers for it: an admin of PA without the right to see money.
  const std::string path = "/v1/webhook-endpoints/" + world.own.endpoint;
  REQUIRE(world.ask("admin", "POST", path + ":enable").status == 200);
  REQUIRE(world.ask("admin", "POST", path + ":test").status == 202);
  const auto events = world.ask("operator", "GET", "/v1/events?limit=1000");
  const api::Value all = api::parse_json(events.body).value();
  const std::string range = R"({"from":")" + all.get("data").list().front().get("id").text() +
                            R"(","to":")" + all.get("data").list().back().get("id").text() + "\"}";
  REQUIRE(world.ask("admin", "POST", path + ":replay", range).status == 202);
  office.send_all();
  const auto told = office.sender.take(world.own.endpoint);
  CHECK(std::ranges::find(told, "webhook.test") != told.end());
  CHECK(std::ranges::find(told, "statement.issued") == told.end());
  // What it may not read is not sent, and says why.
  const auto deliveries = world.ask("admin", "GET", path + "/deliveries?limit=1000");
  CHECK(deliveries.body.find("has not statements:read") != std::string::npos);
}

// Letters that events bring from now on, by whose they are, as "usr_3 association.requested de".
std::vector<std::string> letters_of(World& world) {
  std::vector<std::string> out;
  const auto take = [&](app::Store& store) -> base::Status {
    TRY(app::feed_events(store, app::Letters::Yes));
    const auto table = storage::open_delivery(store.record());
    const base::Instant later{store.clock().now().milliseconds + 60'000};
    while (const auto due = TRY(table->letter_due(later))) {
      const auto language = TRY(table->letter_wish(due->user)).language;
      out.push_back("usr_" + std::to_string(due->user) + ' ' + due->event.type +
                    (language ? ' ' + std::string(base::word(*language)) : ""));
      TRY_STATUS(
          table->record_letter(*due, {.verdict = delivery::Verdict::Delivered, .due = later}));
    }
    return {};
  };
  const base::Status done = world.service->store->change(take);
  REQUIRE_MESSAGE(done.has_value(), (done ? "" : done.error().message));
  return out;
}

// A session of a customer's user that has just been made, as the headers of its requests; the id.
std::pair<http::Headers, std::string> enter(World& world, const std::string& role) {
  const std::string body = R"({"email":")" + role + R"(@ca.example","role":")" + role +
                           R"(","customer_id":"CA","name":")" + role + "\"}";
  const auto made = world.ask("operator", "POST", "/v1/users", body);
  REQUIRE_MESSAGE(made.status == 201, made.body);
  const api::Value invited = api::parse_json(made.body).value();
  const std::string link =
      R"({"password":"a good long one","token":")" + invited.get("link").text();
  const auto in = world.ask("", "POST", "/v1/setup", link + "\"}");
  REQUIRE_MESSAGE(in.status == 201, in.body);
  http::Headers headers;
  for (const auto& [name, value] : in.headers)
    if (name == "set-cookie") headers.push_back({"cookie", value.substr(0, value.find(';'))});
  headers.push_back({"x-accredit-csrf", api::parse_json(in.body).value().get("csrf_token").text()});
  return {headers, invited.get("user_id").text()};
}

TEST_CASE("a person says which letters come, in which language, of what their role may read") {
  World world;
  const auto [admin, admin_id] = enter(world, "customer_admin");
  const auto [viewer, viewer_id] = enter(world, "customer_viewer");
  const std::string path = "/v1/letter-settings";
  const auto kinds = [&](const http::Headers& who) {
    std::map<std::string, bool> out;
    const auto told = world.ask("", "GET", path, {}, who);
    REQUIRE_MESSAGE(told.status == 200, told.body);
    const api::Value settings = api::parse_json(told.body).value();
    for (const api::Value& one : settings.get("kinds").list())
      out[one.get("type").text()] = one.get("is_wanted").truth();
    return out;
  };
  CHECK(kinds(admin)["association.requested"]);
  CHECK_FALSE(kinds(viewer).contains("association.requested"));
  CHECK_FALSE(kinds(admin).contains("payout.sent"));
  const std::string wish =
      R"({"language":"de","kinds":[{"type":"association.activated","is_wanted":true}]})";
  const auto kept = world.ask("", "PUT", path, wish, viewer);
  REQUIRE_MESSAGE(kept.status == 200, kept.body);
  CHECK(kinds(viewer)["association.activated"]);
  letters_of(world);
  name_again(world);
  CHECK(letters_of(world) == std::vector<std::string>{viewer_id + " association.activated de"});
  const std::string invitation =
      R"({"kind":"dpor","event":"invite","type":"dpor","partner_id":"PZ","subscription_id":")";
  const auto invited =
      world.ask("other", "POST", "/v1/requests", invitation + world.own.subscription + "\"}");
  REQUIRE_MESSAGE(invited.status == 201, invited.body);
  CHECK(letters_of(world) == std::vector<std::string>{admin_id + " association.requested"});

  const std::string much = R"({"language":null,"kinds":[{"type":"payout.sent","is_wanted":true}]})";
  CHECK(world.ask("", "PUT", path, much, viewer).status == 400);
  http::Headers late = viewer;
  late.push_back({"if-match", R"("of-before")"});
  CHECK(world.ask("", "PUT", path, wish, late).status == 412);
  CHECK(world.ask("customer", "GET", path).status == 404);
}

// A user of partner PA and of partner PZ beside it, who wants letters of associations; the id.
std::string colleague(World& world, const std::string& name) {
  const auto made = world.ask("operator", "POST", "/v1/users",
                              R"({"email":")" + name + R"(@pa.example","role":"partner_admin",)" +
                                  R"("partner_id":"PA","name":")" + name + "\"}");
  REQUIRE_MESSAGE(made.status == 201, made.body);
  const std::string id = api::parse_json(made.body).value().get("user_id").text();
  const auto granted = world.ask("operator", "POST", "/v1/users/" + id + ":grant",
                                 R"({"role":"partner_admin","partner_id":"PZ"})");
  REQUIRE_MESSAGE(granted.status == 200, granted.body);
  const auto wish = world.service->store->change([&](app::Store& store) {
    return storage::open_delivery(store.record())
        ->set_letter_wish(std::stoll(id.substr(4)), {{}, {{"association.activated", true}}});
  });
  REQUIRE(wish.has_value());
  return id;
}

TEST_CASE("a letter goes to who may read it then, and is a look for the partner that is told") {
  World world;
  colleague(world, "nele");
  const std::string olaf = colleague(world, "olaf");
  letters_of(world);
  name_again(world);
  REQUIRE(world.service->store->change(
      [](app::Store& store) { return app::feed_events(store, app::Letters::Yes); }));
  const auto revoked = world.ask("operator", "POST", "/v1/users/" + olaf + ":revoke",
                                 R"({"role":"partner_admin","partner_id":"PA","reason":"left"})");
  REQUIRE_MESSAGE(revoked.status == 200, revoked.body);

  std::vector<std::string> sent;
  app::Postman postman(
      [&](const delivery::Letter& letter, base::Instant) -> base::Status {
        sent.push_back(letter.to);
        return {};
      },
      {});
  Office office(world);
  const auto carried = world.service->store->change([&](app::Store& store) -> base::Status {
    office.store = &store;
    const auto table = storage::open_delivery(store.record());
    const auto identities = storage::open_identity(store.record());
    app::Gate gate(*identities, office.looks);
    for (int round = 0; round < 10; ++round) {
      TRY_STATUS(postman.step(*identities, *table, gate, store.clock().now()));
      postman.wait();
    }
    return postman.land(*table, store.clock().now());
  });
  REQUIRE_MESSAGE(carried.has_value(), (carried ? "" : carried.error().message));
  CHECK(sent == std::vector<std::string>{"nele@pa.example"});
  const auto looks = looks_at(world, "CA");
  const auto by_letter = [](const rights::Look& one) { return one.purpose == "letter"; };
  REQUIRE(std::ranges::count_if(looks, by_letter) == 1);
  const rights::Look& look = *std::ranges::find_if(looks, by_letter);
  CHECK(look.partner == "PA");
  CHECK(look.who == "partner:PA/nele");
}

}  // namespace
}  // namespace tests
