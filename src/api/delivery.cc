// Events, and the endpoints that are told of them.
#include "delivery/delivery_store.h"

#include <array>
#include <charconv>

#include "api/book_rows.h"
#include "api/cursor.h"
#include "app/system_random.h"
#include "base/instant.h"
#include "lifecycle/request.h"
#include "storage/delivery_table.h"

namespace api {
namespace {

using delivery::DeliveryStore;
using delivery::Endpoint;
using delivery::EventKey;

constexpr std::size_t kSecretBytes = 32;

// Whose events and endpoints the caller sees; none: all.
base::Result<std::optional<delivery::Tenant>> tenant_of(const Call& call) {
  const lifecycle::Actor actor = TRY(lifecycle::parse_actor(call.actor()));
  if (actor.kind == registry::ActorKind::Operator) return std::optional<delivery::Tenant>();
  lifecycle::Actor tenant{actor.kind, actor.id, {}};
  return std::optional<delivery::Tenant>(tenant.text());
}

template <class Job>
auto read_delivery(Call& call, Job job) {
  return call.service.store->read(
      [&](app::Store& store) { return job(*storage::open_delivery(store.record())); });
}
template <class Job>
auto change_delivery(Call& call, Job job) {
  return call.service.store->change(
      [&](app::Store& store) { return job(*storage::open_delivery(store.record())); });
}

// The endpoint of the path, if it is the caller's: another's is not there.
base::Result<Endpoint> own_endpoint(Call& call, DeliveryStore& store) {
  const std::string id = call.text("id");
  const auto tenant = TRY(tenant_of(call));
  for (Endpoint& one : TRY(store.endpoints(tenant))) {
    if (one.id() == id) return std::move(one);
  }
  return base::fail(base::Code::NotFound, "there is no webhook endpoint '" + id + "'");
}

// ---- events ----

base::Result<Reply> list_events(Call& call) {
  delivery::EventQuery query;
  const std::string given = call.text("cursor");
  if (!given.empty()) {
    const auto cursor = parse_cursor(given);
    const auto after = cursor ? EventKey::parse(cursor->key) : std::nullopt;
    if (!after) return base::fail(base::Code::Usage, "the cursor is none that this list has given");
    query.after = *after;
  }
  query.tenant = TRY(tenant_of(call));
  query.type = call.text("type");
  if (!query.type.empty() && delivery::find_event_type(query.type) == nullptr)
    return base::fail(base::Code::Usage, "there is no event '" + query.type +
                                             "'; /v1/event-types lists what there is");
  const auto limit = static_cast<std::size_t>(call.number("limit", 50));
  query.most = limit + 1;
  auto events = TRY(read_delivery(call, [&](DeliveryStore& store) { return store.events(query); }));
  const bool has_more = events.size() > limit;
  if (has_more) events.pop_back();
  Value data = list();
  for (const delivery::Event& one : events)
    data.add(TRY(parse_json(delivery::cloud_event(one))));
  std::string next = given;
  if (!events.empty()) next = cursor_text({{events.back().key.commit}, events.back().key.id()});
  Value body = object();
  body.add("object", "list").add("data", std::move(data)).add("has_more", has_more);
  body.add("next_cursor", next.empty() ? Value() : Value(next));
  return Reply{200, std::move(body)};
}

base::Result<Listed> list_event_types(Call&, Rows& rows) {
  for (const delivery::EventType& one : delivery::event_types()) {
    std::vector<Cell> cells{std::string(one.name), std::string(one.meaning)};
    if (!rows.add(std::string(one.name), std::move(cells))) break;
  }
  return Listed{{{"type"}, {"meaning"}}, {}};
}

// ---- endpoints ----

base::Result<Listed> list_endpoints(Call& call, Rows& rows) {
  const auto tenant = TRY(tenant_of(call));
  const auto endpoints =
      TRY(read_delivery(call, [&](DeliveryStore& store) { return store.endpoints(tenant); }));
  for (const Endpoint& one : endpoints) {
    std::string types;
    for (const std::string& type : one.types)
      types += (types.empty() ? "" : " ") + type;
    std::vector<Cell> cells{one.id(),
                            one.tenant,
                            one.url,
                            std::move(types),
                            std::string(one.enabled ? "true" : "false"),
                            optional_cell(one.reason),
                            base::instant_text(one.created)};
    if (!rows.add(number_key(one.number), std::move(cells))) break;
  }
  return Listed{{{"id"},
                 {"tenant"},
                 {"url"},
                 {"types"},
                 {"enabled", CellType::Boolean},
                 {"reason"},
                 {"created_at"}},
                {}};
}

base::Result<delivery::Secret> new_secret() {
  return delivery::Secret::of(TRY(app::random_bytes(kSecretBytes)));
}

Value shown(const std::string& id, const delivery::Secret& secret) {
  return object().add("id", id).add("secret", secret.text());
}

base::Result<Reply> create_endpoint(Call& call) {
  Endpoint wish;
  wish.tenant = TRY(tenant_of(call)).value_or(std::string(delivery::kOperator));
  wish.url = call.body.get("url").text();
  TRY(delivery::check_url(wish.url, call.service.webhooks));
  for (const Value& type : call.body.get("types").list()) {
    if (delivery::find_event_type(type.text()) == nullptr)
      return base::fail(base::Code::Usage, "there is no event '" + type.text() +
                                               "'; /v1/event-types lists what there is");
    wish.types.push_back(type.text());
  }
  const delivery::Secret secret = TRY(new_secret());
  const base::Instant now = call.service.store->clock().now();
  const Endpoint made = TRY(change_delivery(
      call, [&](DeliveryStore& store) { return store.create(call.actor(), wish, secret, now); }));
  return Reply{201,
               shown(made.id(), secret),
               {{"location", "/v1/webhook-endpoints/" + made.id()}, {"cache-control", "no-store"}}};
}

base::Result<Reply> rotate_secret(Call& call) {
  const delivery::Secret secret = TRY(new_secret());
  const base::Instant now = call.service.store->clock().now();
  const auto rotate = [&](DeliveryStore& store) -> base::Status {
    return store.rotate(call.actor(), TRY(own_endpoint(call, store)).number, secret, now);
  };
  TRY_STATUS(change_delivery(call, rotate));
  return Reply{200, shown(call.text("id"), secret), {{"cache-control", "no-store"}}};
}

using EndpointAct = base::Status (DeliveryStore::*)(const std::string&, std::int64_t);
template <EndpointAct act>
base::Result<Reply> change_endpoint(Call& call) {
  const auto change = [&](DeliveryStore& store) -> base::Status {
    return (store.*act)(call.actor(), TRY(own_endpoint(call, store)).number);
  };
  TRY_STATUS(change_delivery(call, change));
  return Reply{200, object().add("id", call.text("id"))};
}

// ---- deliveries ----

std::vector<Field> delivery_fields() {
  return {{"id"},
          {"event_id"},
          {"type"},
          {"state"},
          {"attempts", CellType::Integer},
          {"due_at"},
          {"last_status", CellType::Integer},
          {"last_error"},
          {"created_at"}};
}

base::Result<std::vector<Cell>> delivery_cells(DeliveryStore& store,
                                               const delivery::Delivery& one) {
  Cell status, error;
  if (const auto attempts = TRY(store.attempts(one.number)); !attempts.empty()) {
    const delivery::Outcome& last = attempts.back().outcome;
    if (last.status != 0) status = std::to_string(last.status);
    error = optional_cell(last.detail);
  }
  const bool waits = one.state == delivery::State::Waiting;
  return std::vector<Cell>{one.id(),
                           one.event.id(),
                           one.type,
                           std::string(delivery::kStates[static_cast<std::size_t>(one.state)]),
                           std::to_string(one.attempts),
                           waits ? Cell(base::instant_text(one.due)) : Cell(),
                           status,
                           error,
                           base::instant_text(one.created)};
}

base::Result<Listed> list_deliveries(Call& call, Rows& rows) {
  std::int64_t after = 0;
  std::from_chars(rows.after().data(), rows.after().data() + rows.after().size(), after);
  const auto most = static_cast<std::size_t>(call.number("limit", 50)) + 1;
  const auto add = [&](DeliveryStore& store) -> base::Status {
    const Endpoint endpoint = TRY(own_endpoint(call, store));
    for (const auto& one : TRY(store.deliveries(endpoint.number, after, most))) {
      auto cells = TRY(delivery_cells(store, one));
      rows.add(number_key(one.number), std::move(cells));
    }
    return {};
  };
  TRY_STATUS(read_delivery(call, add));
  return Listed{delivery_fields(), {}};
}

base::Result<Reply> test_endpoint(Call& call) {
  const base::Instant now = call.service.store->clock().now();
  const auto test = [&](DeliveryStore& store) -> base::Result<std::vector<Cell>> {
    const Endpoint endpoint = TRY(own_endpoint(call, store));
    const delivery::Delivery made = TRY(store.test(endpoint.number, now));
    return delivery_cells(store, made);
  };
  const auto cells = TRY(change_delivery(call, test));
  return Reply{202, row_value(delivery_fields(), cells)};
}

base::Result<Reply> replay(Call& call) {
  const std::string first = call.body.get("from").text();
  const Value& last = call.body.get("to");
  const auto from = EventKey::parse(first);
  const auto to = EventKey::parse(last.is_null() ? first : last.text());
  if (!from || !to || *to < *from)
    return base::fail(base::Code::Usage, "from and to are ids of events, in their order");
  const base::Instant now = call.service.store->clock().now();
  const auto send = [&](DeliveryStore& store) -> base::Result<std::int64_t> {
    return store.replay(TRY(own_endpoint(call, store)).number, *from, *to, now);
  };
  const std::int64_t queued = TRY(change_delivery(call, send));
  return Reply{202, object().add("queued", queued)};
}

constexpr std::array<Route, 10> kRoutes{{
    {"listEvents", list_events},
    {"listEventTypes", nullptr, list_event_types},
    {"listWebhookEndpoints", nullptr, list_endpoints},
    {"createWebhookEndpoint", create_endpoint},
    {"deleteWebhookEndpoint", change_endpoint<&DeliveryStore::remove>},
    {"enableWebhookEndpoint", change_endpoint<&DeliveryStore::enable>},
    {"rotateWebhookSecret", rotate_secret},
    {"testWebhookEndpoint", test_endpoint},
    {"listWebhookDeliveries", nullptr, list_deliveries},
    {"replayWebhooks", replay},
}};

}  // namespace

std::span<const Route> delivery_routes() {
  return kRoutes;
}

}  // namespace api
