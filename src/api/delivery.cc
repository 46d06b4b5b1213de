// Events, and the endpoints that are told of them.
#include "delivery/delivery_store.h"

#include <array>

#include "api/book_rows.h"
#include "api/cursor.h"
#include "app/hearing.h"
#include "app/messenger.h"
#include "app/system_random.h"
#include "base/instant_text.h"
#include "base/terms.h"
#include "storage/delivery_table.h"

namespace api {
namespace {

using delivery::DeliveryStore;
using delivery::Endpoint;
using delivery::EventKey;

constexpr std::size_t kSecretBytes = 32;

// Whose events and endpoints the caller sees; none: all. Who asks here is confined by it.
std::optional<delivery::Tenant> own_tenant(Call& call) {
  call.confined = true;
  if (call.caller.is_operator()) return std::nullopt;
  return call.caller.tenant.text();
}

bool may_hear(const Call& call, std::string_view type) {
  return app::may_hear(call.caller.principal, call.caller.tenant, type);
}

// Those of `asked` (none: of all), if the caller may hear of each. Errors: Usage for what is no
// type; Refused.
base::Result<std::vector<std::string>> types_of(const Call& call,
                                                const std::vector<std::string>& asked) {
  for (const std::string& type : asked) {
    if (delivery::find_event_type(type) == nullptr)
      return base::fail(base::Code::Usage,
                        "there is no event '" + type + "'; /v1/event-types lists what there is");
    if (!may_hear(call, type))
      return base::refuse(
          kScopeMissing,
          "to hear of " + type + " needs " +
              rights::Scope{app::resource_of_event(type), rights::Action::Read}.text());
  }
  if (!asked.empty()) return asked;
  std::vector<std::string> all;
  bool hears_all = true;
  for (const delivery::EventType& one : delivery::event_types()) {
    if (may_hear(call, one.name)) {
      all.emplace_back(one.name);
    } else {
      hears_all = false;
    }
  }
  return hears_all ? std::vector<std::string>() : all;
}

template <class Job>
auto read_delivery(Call& call, Job job) {
  return call.service.store->read(
      [&](app::Store& store) { return job(*storage::open_delivery(store.record())); });
}
template <class Job>
auto change_delivery(Call& call, Job job) {
  return call.change(
      [&](app::Store& store) { return job(*storage::open_delivery(store.record())); });
}
// The same, with what secrets are sealed with.
template <class Job>
auto change_secrets(Call& call, Job job) {
  using Answer = decltype(job(std::declval<DeliveryStore&>()));
  return call.change([&](app::Store& store) -> Answer {
    const storage::SecretBox box = TRY(app::secret_box(store));
    return job(*storage::open_delivery(store.record(), &box));
  });
}

// The endpoint of the path, if it is the caller's: another's is not there.
base::Result<Endpoint> own_endpoint(Call& call, DeliveryStore& store) {
  const std::string id = call.text("id");
  const auto tenant = own_tenant(call);
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
    const auto cursor = parse_cursor(given, call.question());
    const auto after = cursor ? EventKey::parse(cursor->key) : std::nullopt;
    if (!after) return base::fail(base::Code::Usage, "the cursor is none that this list has given");
    query.after = *after;
  }
  query.tenant = own_tenant(call);
  query.types = TRY(types_of(call, call.texts("type")));
  const auto limit = static_cast<std::size_t>(call.number("limit", 50));
  query.most = limit + 1;
  auto events = TRY(read_delivery(call, [&](DeliveryStore& store) { return store.events(query); }));
  const bool has_more = events.size() > limit;
  if (has_more) events.pop_back();
  Value data = list();
  for (const delivery::Event& one : events) {
    Value event = TRY(parse_json(delivery::cloud_event(one)));
    call.tells_of_customer(event.get("data", "customer_id").text());
    data.add(std::move(event));
  }
  std::string next = given;
  if (!events.empty())
    next = cursor_text({{events.back().key.commit}, events.back().key.id()}, call.question());
  Value body = object();
  body.add("object", "list").add("data", std::move(data)).add("has_more", has_more);
  body.add("next_cursor", next.empty() ? Value() : Value(next));
  return Reply{200, std::move(body)};
}

base::Result<base::CommitNumber> list_event_types(Call& call, Rows& rows) {
  TRY_STATUS(rows.begin({{"type"}, {"meaning"}}));
  call.confined = true;
  for (const delivery::EventType& one : delivery::event_types()) {
    if (!may_hear(call, one.name)) continue;
    std::vector<Cell> cells{std::string(one.name), std::string(one.meaning)};
    if (!rows.add(std::string(one.name), std::move(cells))) break;
  }
  return base::CommitNumber();
}

// ---- endpoints ----

base::Result<base::CommitNumber> list_endpoints(Call& call, Rows& rows) {
  TRY_STATUS(rows.begin({{"id"},
                         {"tenant"},
                         {"url"},
                         {"types"},
                         {"enabled", CellType::Boolean},
                         {"reason"},
                         {"created_at", CellType::Instant}}));
  const auto tenant = own_tenant(call);
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
  return base::CommitNumber();
}

base::Result<delivery::Secret> new_secret() {
  return delivery::Secret::of(TRY(app::random_bytes(kSecretBytes)));
}

Value shown(const std::string& id, const delivery::Secret& secret) {
  return object().add("id", id).add("secret", secret.text());
}

base::Result<Reply> create_endpoint(Call& call) {
  Endpoint wish;
  wish.tenant = own_tenant(call).value_or(std::string(delivery::kOperator));
  wish.url = call.body.get("url").text();
  wish.maker = call.caller.principal.id();
  const auto url = delivery::check_url(wish.url, call.service.webhooks);
  if (!url) return base::refuse("URL_FORBIDDEN", url.error().message);
  if (call.service.webhooks.only_public && delivery::is_local_name(url->host))
    return base::refuse("URL_FORBIDDEN", url->host + " is no public address");
  std::vector<std::string> asked;
  for (const Value& type : call.body.get("types").list())
    asked.push_back(type.text());
  wish.types = TRY(types_of(call, asked));
  const delivery::Secret secret = TRY(new_secret());
  const base::Instant now = call.service.store->clock().now();
  const Endpoint made = TRY(change_secrets(
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
  TRY_STATUS(change_secrets(call, rotate));
  return Reply{200, shown(call.text("id"), secret), {{"cache-control", "no-store"}}};
}

template <class Act>
base::Result<Reply> change_endpoint(Call& call, Act act) {
  const auto change = [&](DeliveryStore& store) -> base::Status {
    return act(store, TRY(own_endpoint(call, store)).number);
  };
  TRY_STATUS(change_delivery(call, change));
  return Reply{200, object().add("id", call.text("id"))};
}

base::Result<Reply> delete_endpoint(Call& call) {
  return change_endpoint(call, [&](DeliveryStore& store, std::int64_t endpoint) {
    return store.remove(call.actor(), endpoint);
  });
}

base::Result<Reply> enable_endpoint(Call& call) {
  return change_endpoint(call, [&](DeliveryStore& store, std::int64_t endpoint) {
    return store.enable(call.actor(), endpoint, call.caller.principal.id());
  });
}

// ---- deliveries ----

std::vector<Field> delivery_fields() {
  return {{"id"},
          {"event_id"},
          {"type"},
          {"state"},
          {"attempts", CellType::Integer},
          {"due_at", CellType::Instant},
          {"last_status", CellType::Integer},
          {"last_error"},
          {"created_at", CellType::Instant}};
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

base::Result<base::CommitNumber> list_deliveries(Call& call, Rows& rows) {
  TRY_STATUS(rows.begin(delivery_fields()));
  const auto add_all = [&](DeliveryStore& store) -> base::Status {
    const Endpoint endpoint = TRY(own_endpoint(call, store));
    const auto read = [&](std::int64_t after, std::size_t most) {
      return store.deliveries(endpoint.number, after, most);
    };
    const auto add = [&](const delivery::Delivery& one) -> base::Result<std::int64_t> {
      auto cells = TRY(delivery_cells(store, one));
      return rows.add(number_key(one.number), std::move(cells)) ? one.number : 0;
    };
    return add_pieces(rows, read, add);
  };
  TRY_STATUS(read_delivery(call, add_all));
  return base::CommitNumber();
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
    {"deleteWebhookEndpoint", delete_endpoint},
    {"enableWebhookEndpoint", enable_endpoint},
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
