// Designations: associations that are made and ended, requests that wait for somebody.
#include <algorithm>
#include <array>

#include "api/book_rows.h"
#include "api/request_rows.h"
#include "app/lifecycle_jobs.h"
#include "app/registry_jobs.h"
#include "base/terms.h"

namespace api {
namespace {

registry::Designation designation_of(const Value& body) {
  registry::Designation out;
  out.type = body.get("type").text();
  out.partner_id = body.get("partner_id").text();
  out.customer_id = body.get("customer_id").text();
  out.workload = body.get("workload").text();
  out.on = day_of(body.get("valid_from"), base::Day::min());
  out.until = day_of(body.get("valid_to"), base::Day::forever());
  out.incumbent =
      body.get("replace").truth() ? registry::Incumbent::Replace : registry::Incumbent::Refuse;
  out.reason = body.get("reason").text();
  return out;
}

// What came of a designation of several subscriptions: each is a commit of its own, and one that a
// rule refuses does not stop the others.
struct Attached {
  Value attached = list(), refused = list();
  base::CommitNumber last;
};

base::Status attach_one(app::Store& store, const app::Actor& actor,
                        const registry::Designation& wish, Attached& out) {
  const auto receipt = app::associate(store, actor, wish);
  Value one = object();
  one.add("subscription_id", wish.subscription_id.empty() ? Value() : Value(wish.subscription_id));
  if (receipt) {
    out.last = receipt->commit;
    out.attached.add(std::move(one.add("association_id", receipt->association_id)));
    return {};
  }
  const base::Error& error = receipt.error();
  const bool is_alone = wish.subscription_id.empty();
  if (is_alone || (error.code != base::Code::Refused && error.code != base::Code::NotFound))
    return std::unexpected(error);
  one.add("code", error.code == base::Code::Refused ? error.reason : "not_found");
  out.refused.add(std::move(one.add("detail", error.message)));
  return {};
}

base::Result<Reply> attach(Call& call) {
  call.ruled_by_actor();
  const app::Actor actor = TRY(call.registry_actor());
  registry::Designation wish = designation_of(call.body);
  const List& subscriptions = call.body.get("subscription_ids").list();
  if (subscriptions.empty() && wish.customer_id.empty())
    return base::fail(base::Code::Usage,
                      "name subscription_ids, or customer_id for all that it has and will have");
  Attached done;
  const auto attach_all = [&](app::Store& store) -> base::Status {
    if (subscriptions.empty()) return attach_one(store, actor, wish, done);
    for (const Value& one : subscriptions) {
      wish.subscription_id = one.text();
      TRY_STATUS(attach_one(store, actor, wish, done));
    }
    return {};
  };
  TRY_STATUS(call.change(attach_all));
  const bool is_refused = done.attached.list().empty();
  if (is_refused && done.refused.list().size() == 1) {
    const Value& only = done.refused.list().front();
    const bool is_absent = only.get("code").text() == "not_found";
    return std::unexpected(base::Error{is_absent ? base::Code::NotFound : base::Code::Refused,
                                       only.get("detail").text(), only.get("code").text()});
  }
  Value body = object();
  body.add("commit", done.last.number).add("attached", std::move(done.attached));
  body.add("refused", std::move(done.refused));
  return Reply{201, std::move(body)};
}

base::Result<Reply> end_association(Call& call) {
  call.ruled_by_actor();
  const app::Actor actor = TRY(call.registry_actor());
  registry::Ending wish;
  wish.association_id = call.text("id");
  wish.on = day_of(call.body.get("valid_to"), base::Day::min());
  wish.end_reason = call.body.get("end_reason").text();
  wish.reason = call.body.get("reason").text();
  const auto receipt =
      TRY(call.change([&](app::Store& store) { return app::end_association(store, actor, wish); }));
  return Reply{200, object().add("commit", receipt.commit.number)};
}

base::Result<Reply> get_history(Call& call) {
  const registry::HistoryQuery query{call.text("id"), {}, {}, {}};
  const auto entries = TRY(call.service.store->read(
      [&](app::Store& store) { return app::history(store, query, base::CommitNumber::latest()); }));
  if (entries.empty())
    return base::fail(base::Code::NotFound,
                      "there is no association '" + query.association_id + "'");
  TRY_STATUS(call.belongs_to(entries[0].partner_id, entries[0].customer_id, "association"));
  const std::vector<Field> fields{{"commit", CellType::Integer},
                                  {"actor"},
                                  {"action"},
                                  {"reason"},
                                  {"type"},
                                  {"partner_id"},
                                  {"customer_id"},
                                  {"subscription_id"},
                                  {"workload"},
                                  {"valid_from"},
                                  {"valid_to"},
                                  {"end_reason"},
                                  {"source"},
                                  {"voided", CellType::Boolean}};
  Value history = list();
  for (const registry::HistoryEntry& one : entries) {
    history.add(row_value(
        fields,
        {std::to_string(one.commit.number), one.actor, one.action, optional_cell(one.reason),
         one.type, one.partner_id, one.customer_id, optional_cell(one.subscription_id),
         optional_cell(one.workload), day_cell(one.days.from), day_cell(one.days.to),
         optional_cell(one.end_reason), one.source, one.voided ? "true" : "false"}));
  }
  return Reply{200, object().add("object", "history").add("history", std::move(history))};
}

// ---- requests ----

base::Result<base::CommitNumber> list_requests(Call& call, Rows& rows) {
  TRY_STATUS(rows.begin(request_fields()));
  const RequestRows table = TRY(RequestRows::of(call));
  const base::CommitNumber as_known = call.known_at();
  const bool is_now = as_known == base::CommitNumber::latest();
  std::vector<lifecycle::Request> then;
  if (!is_now) {
    then = TRY(call.service.store->read(
        [&](app::Store& store) { return app::requests(store, as_known); }));
  }
  const bool is_customer = call.caller.tenant.side == rights::Side::Customer;
  // A partner is asked for what a transfer takes from it.
  const bool is_partner = call.caller.tenant.side == rights::Side::Partner;
  for (const lifecycle::Request& one : is_now ? table.as_they_stand() : then) {
    const bool is_meant =
        call.wants("kind", lifecycle::word(one.kind)) && call.wants("state", one.state) &&
        (call.wants("partner_id", one.partner) ||
         (is_partner && call.wants("partner_id", one.counterparty))) &&
        call.wants("customer_id", is_customer ? table.customer_of(one) : one.customer) &&
        call.wants("subscription_id", one.subscription);
    if (is_meant && !rows.add(number_key(one.number), table.cells(one))) break;
  }
  return base::CommitNumber();
}

// Every revision; of the partner that it is about, the one that stands in its way, or the customer.
base::Result<std::vector<lifecycle::Request>> request_of(Call& call, const RequestRows& table) {
  auto revisions = TRY(call.service.store->read([&](app::Store& store) {
    return app::request_history(store, call.text("id"), base::CommitNumber::latest());
  }));
  const lifecycle::Request& last = revisions.back();
  const bool is_counterparty = last.counterparty == call.caller.tenant.id;
  TRY_STATUS(call.belongs_to(is_counterparty ? last.counterparty : last.partner,
                             table.customer_of(last), "request"));
  return revisions;
}

base::Result<Reply> get_request(Call& call) {
  const RequestRows table = TRY(RequestRows::of(call));
  const auto revisions = TRY(request_of(call, table));
  Value history = list();
  for (const lifecycle::Request& one : revisions)
    history.add(table.value(one));
  return Reply{200, object().add("object", "request").add("history", std::move(history))};
}

lifecycle::Request wish_of(const Value& body) {
  lifecycle::Request out;
  out.kind = *base::parse_word<lifecycle::Kind>(lifecycle::kKinds, body.get("kind").text());
  out.type = body.get("type").text();
  out.partner = body.get("partner_id").text();
  out.counterparty = body.get("counterparty_id").text();
  out.customer = body.get("customer_id").text();
  out.subscription = body.get("subscription_id").text();
  out.workload = body.get("workload").text();
  out.on = day_of(body.get("starts_on"), base::Day::min());
  out.until = day_of(body.get("ends_on"), base::Day::forever());
  out.exception = body.get("exception").text();
  out.auto_extend = body.get("auto_extend").truth();
  return out;
}

lifecycle::Given given_of(const Value& body) {
  lifecycle::Given out;
  out.reason = body.get("reason").text();
  out.evidence = body.get("evidence").text();
  out.evidence_on = day_of(body.get("evidence_on"), base::Day::min());
  if (const Value& seen = body.get("if_revision"); !seen.is_null())
    out.if_revision = seen.integer(0);
  return out;
}

base::Result<Reply> open_request(Call& call) {
  call.ruled_by_actor();
  const lifecycle::Actor actor = TRY(lifecycle::parse_actor(call.actor()));
  const auto receipt = TRY(call.change([&](app::Store& store) {
    return app::open_request(store, actor, wish_of(call.body), call.body.get("event").text(),
                             given_of(call.body), store.clock().now());
  }));
  const RequestRows table = TRY(RequestRows::of(call));
  return Reply{
      201, table.value(receipt.request), {{"location", "/v1/requests/" + receipt.request.id()}}};
}

base::Result<Reply> move_request(Call& call) {
  const RequestRows before = TRY(RequestRows::of(call));
  TRY(request_of(call, before));
  const lifecycle::Actor actor = TRY(lifecycle::parse_actor(call.actor()));
  const auto receipt = TRY(call.change([&](app::Store& store) {
    return app::move_request(store, actor, call.text("id"), call.body.get("event").text(),
                             given_of(call.body), store.clock().now());
  }));
  const RequestRows table = TRY(RequestRows::of(call));
  return Reply{200, table.value(receipt.request)};
}

base::Result<base::CommitNumber> list_notifications(Call& call, Rows& rows) {
  TRY_STATUS(rows.begin({{"number", CellType::Integer},
                         {"day", CellType::Day},
                         {"role"},
                         {"recipient_id"},
                         {"kind"},
                         {"subject"},
                         {"payload"}}));
  const auto all = TRY(call.service.store->read(
      [&](app::Store& store) { return app::notifications(store, call.known_at()); }));
  for (const lifecycle::Recorded& one : all) {
    const lifecycle::Notification& told = one.notification;
    const bool is_open =
        rows.add(number_key(told.number), {std::to_string(told.number), told.day.text(), told.role,
                                           told.recipient, told.kind, told.subject, told.payload});
    if (!is_open) break;
  }
  return base::CommitNumber();
}

constexpr std::array<Route, 8> kRoutes{{
    {"attachPartner", attach},
    {"endAssociation", end_association},
    {"getAssociationHistory", get_history},
    {"listRequests", nullptr, list_requests},
    {"getRequest", get_request},
    {"openRequest", open_request},
    {"moveRequest", move_request},
    {"listNotifications", nullptr, list_notifications},
}};

}  // namespace

std::span<const Route> designation_routes() {
  return kRoutes;
}

}  // namespace api
