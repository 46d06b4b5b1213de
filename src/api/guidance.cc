// Whom to ask, what to read, and what people say of a page.
#include <algorithm>
#include <array>

#include "api/call.h"
#include "app/guidance_jobs.h"
#include "base/instant_text.h"

namespace api {
namespace {

using guidance::Contact;
using guidance::Feedback;
using guidance::Guide;

base::Result<base::Day> today(const Call& call) {
  return call.service.store->read([](app::Store& store) -> base::Result<base::Day> {
    const auto programme = TRY(store.programme(base::CommitNumber::latest()));
    return store.today(programme);
  });
}

base::Result<base::Day> asked_day(const Call& call) {
  if (const auto day = base::Day::parse(call.text("valid_at"))) return *day;
  return today(call);
}

// The product family of a subscription that the caller sees. Errors: NotFound.
base::Result<std::string> family_of(Call& call, const std::string& id) {
  const auto ground = TRY(call.ground());
  const registry::Snapshot& registry = ground->books.registry;
  const auto order = call.service.orders.of(ground);
  const auto absent = base::fail(base::Code::NotFound, "there is no subscription '" + id + "'");
  const registry::Subscription* const found = find_subscription(registry, *order, id);
  if (found == nullptr) return absent;
  if (const auto seen = TRY(call.seen(ground))) {
    if (!seen->subscriptions[static_cast<std::size_t>(found - registry.subscriptions.data())])
      return absent;
    call.tells_of_subscription(id);
  } else if (!call.caller.is_operator() && registry[found->customer].id != call.caller.tenant.id) {
    return absent;
  }
  return registry[found->product].family;
}

// None: contacts of all families are asked for.
base::Result<std::optional<std::string>> asked_family(Call& call) {
  if (!call.text("subscription_id").empty())
    return std::optional(TRY(family_of(call, call.text("subscription_id"))));
  if (!call.text("family").empty()) return std::optional(call.text("family"));
  const std::string product = call.text("product_id");
  if (product.empty()) return std::optional<std::string>();
  const auto ground = TRY(call.ground());
  for (const registry::Product& one : ground->books.registry.products)
    if (one.id == product) return std::optional(one.family);
  return base::fail(base::Code::NotFound, "there is no product '" + product + "'");
}

void add_contact(Rows& rows, const Contact& one) {
  rows.add({optional_cell(one.family), one.from.text(), one.name, optional_cell(one.url),
            optional_cell(one.email), optional_cell(one.phone)});
}

base::Result<base::CommitNumber> list_contacts(Call& call, Rows& rows) {
  TRY_STATUS(
      rows.begin({{"family"}, {"from", CellType::Day}, {"name"}, {"url"}, {"email"}, {"phone"}}));
  call.confined = true;
  const auto family = TRY(asked_family(call));
  const base::Day day = TRY(asked_day(call));
  const auto said = TRY(call.service.store->read(
      [](app::Store& store) { return app::contacts(store, base::CommitNumber::latest()); }));
  if (family) {
    if (const Contact* const one = guidance::contact_on(said, *family, day))
      add_contact(rows, *one);
  } else {
    for (const Contact& one : guidance::contacts_on(said, day))
      add_contact(rows, one);
  }
  return base::CommitNumber();
}

Value contact_value(const Contact& one) {
  Value out = object();
  out.add("object", "support_contact").add("family", value_of(optional_cell(one.family)));
  out.add("from", one.from.text()).add("name", value_of(optional_cell(one.name)));
  out.add("url", value_of(optional_cell(one.url)));
  out.add("email", value_of(optional_cell(one.email)));
  out.add("phone", value_of(optional_cell(one.phone)));
  return out.add("commit", one.commit.number);
}

base::Result<Reply> set_contact(Call& call) {
  Contact wish;
  wish.family = call.body.get("family").text();
  wish.from = day_of(call.body.get("from"), TRY(today(call)));
  wish.name = call.body.get("name").text();
  wish.url = call.body.get("url").text();
  wish.email = call.body.get("email").text();
  wish.phone = call.body.get("phone").text();
  const Contact made = TRY(
      call.change([&](app::Store& store) { return app::set_contact(store, call.actor(), wish); }));
  return Reply{201, contact_value(made)};
}

base::Result<base::CommitNumber> list_guides(Call& call, Rows& rows) {
  TRY_STATUS(rows.begin({{"name"},
                         {"language"},
                         {"version", CellType::Integer},
                         {"title"},
                         {"from", CellType::Day},
                         {"is_current", CellType::Boolean}}));
  const auto all = TRY(call.service.store->read(
      [](app::Store& store) { return app::guides(store, base::CommitNumber::latest()); }));
  const base::Day day = TRY(today(call));
  for (const Guide& one : all) {
    if (!call.wants("language", one.language) || !call.wants("name", one.name)) continue;
    const bool is_current = guidance::guide_on(all, one.name, one.language, day) == &one;
    rows.add({one.name, one.language, std::to_string(one.version), one.title, one.from.text(),
              is_current ? "true" : "false"});
  }
  return base::CommitNumber();
}

Value guide_value(const Guide& one) {
  Value out = object();
  out.add("object", "guide").add("name", one.name).add("language", one.language);
  out.add("version", one.version).add("from", one.from.text());
  return out.add("title", one.title).add("text", one.text);
}

base::Result<Reply> get_guide(Call& call) {
  const base::Day day = TRY(asked_day(call));
  const Guide found = TRY(call.service.store->read([&](app::Store& store) {
    return app::guide_of(store, call.text("name"), call.text("language"), call.number("version", 0),
                         day);
  }));
  return Reply{200, guide_value(found)};
}

base::Result<Reply> publish_guide(Call& call) {
  Guide wish;
  wish.name = call.body.get("name").text();
  wish.language = call.body.get("language").text();
  wish.from = day_of(call.body.get("from"), TRY(today(call)));
  wish.title = call.body.get("title").text();
  wish.text = call.body.get("text").text();
  const Guide made = TRY(call.change(
      [&](app::Store& store) { return app::publish_guide(store, call.actor(), wish); }));
  return Reply{201, guide_value(made), {{"location", "/v1/guides/" + made.name}}};
}

// Operators read every word, everybody else their own.
base::Result<base::CommitNumber> list_feedback(Call& call, Rows& rows) {
  TRY_STATUS(rows.begin({{"id"}, {"page"}, {"text"}, {"by"}, {"at", CellType::Instant}}));
  call.confined = true;
  for (const Feedback& one : TRY(call.service.store->read(app::feedback))) {
    if (!call.caller.is_operator() && one.by != call.actor()) continue;
    const bool is_open = rows.add(
        number_key(one.number), {one.id(), one.page, one.text, one.by, base::instant_text(one.at)});
    if (!is_open) break;
  }
  return base::CommitNumber();
}

base::Result<Reply> leave_feedback(Call& call) {
  call.confined = true;
  const Feedback made = TRY(call.change([&](app::Store& store) {
    return app::leave_feedback(store, call.actor(), call.body.get("page").text(),
                               call.body.get("text").text());
  }));
  Value body = object();
  body.add("object", "feedback").add("id", made.id()).add("page", made.page);
  body.add("text", made.text).add("by", made.by).add("at", base::instant_text(made.at));
  return Reply{201, std::move(body)};
}

constexpr std::array<Route, 7> kRoutes{{
    {"listSupportContacts", nullptr, list_contacts},
    {"setSupportContact", set_contact},
    {"listGuides", nullptr, list_guides},
    {"getGuide", get_guide},
    {"publishGuide", publish_guide},
    {"listFeedback", nullptr, list_feedback},
    {"leaveFeedback", leave_feedback},
}};

}  // namespace

std::span<const Route> guidance_routes() {
  return kRoutes;
}

}  // namespace api
