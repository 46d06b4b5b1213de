#include "api/looks.h"

#include <algorithm>
#include <map>

#include "api/row_files.h"
#include "storage/consent_table.h"

namespace api {
namespace {

bool is_partner(const Call& call) {
  return call.caller.tenant.side == rights::Side::Partner;
}

bool names_subscription(const Operation& operation, std::string_view name) {
  return name.starts_with("subscription") ||
         (name == "id" && operation.resource == "subscriptions");
}

void tell(Call& call, std::string_view by, const std::string& id, std::int64_t rows) {
  if (id.empty()) return;
  auto& told =
      names_subscription(call.operation, by) ? call.subscriptions_told : call.customers_told;
  told[id] += rows;
}

rights::LookAction action_of(const Call& call) {
  if (call.operation.resource == "sql") return rights::LookAction::Sql;
  if (call.operation.resource == "exports") return rights::LookAction::Exported;
  const bool is_file = call.operation.is_list
                           ? page_format(call) != RowFormat::Json
                           : !call.text("format").empty() && !call.wants("format", "json");
  if (is_file) return rights::LookAction::Exported;
  return call.caller.principal.kind == rights::PrincipalKind::Person ? rights::LookAction::Viewed
                                                                     : rights::LookAction::ApiRead;
}

// By customer.
std::map<std::string, rights::Look> looks_of(const Call& call, const app::Ground& ground,
                                             const Order& order) {
  const registry::Snapshot& registry = ground.books.registry;
  std::map<std::string, rights::Look> out;
  const auto add = [&](const std::string& customer, const std::string& id, std::int64_t rows) {
    rights::Look& one = out[customer];
    if (one.object_id.empty()) one.object_id = id;
    one.rows += rows;
  };
  for (const auto& [id, rows] : call.customers_told)
    add(id, id, rows);
  for (const auto& [id, rows] : call.subscriptions_told) {
    if (const auto* one = find_subscription(registry, order, id))
      add(registry[one->customer].id, id, rows);
  }
  return out;
}

}  // namespace

void tell_of(Call& call, const Rows& rows) {
  if (!is_partner(call) || rows.rows().empty()) return;
  for (const std::string& by : call.operation.look_by) {
    const auto field = std::ranges::find(rows.columns(), by, &Field::name);
    if (field != rows.columns().end()) {
      const auto column = static_cast<std::size_t>(field - rows.columns().begin());
      for (const Rows::Row& row : rows.rows())
        tell(call, by, row.cells[column].value_or(""), 1);
      return;
    }
    if (call.text(by).empty()) continue;
    tell(call, by, call.text(by), static_cast<std::int64_t>(rows.rows().size()));
    return;
  }
}

void tell_of(Call& call, const Value& body) {
  if (!is_partner(call) || body.kind() != Kind::Object) return;
  for (const std::string& by : call.operation.look_by)
    tell(call, by, body.get(by).text(), 1);
}

Looks::Looks(app::LiveStore& store)
    : store_(&store), log_([&store](std::span<const rights::Look> looks) {
        return store.change(
            [&](app::Store& owned) { return storage::open_looks(owned.record())->add(looks); });
      }) {}

base::Status Looks::note(const Call& call) {
  if (call.customers_told.empty() && call.subscriptions_told.empty()) return {};
  const auto ground = TRY(store_->ground(base::CommitNumber::latest()));
  const auto order = call.service.orders.of(ground);
  const rights::Principal& principal = call.caller.principal;
  std::vector<rights::Look> looks;
  for (auto& [customer, look] : looks_of(call, *ground, *order)) {
    look.at = store_->clock().now();
    look.customer = customer;
    look.partner = call.caller.tenant.id;
    look.who = call.actor();
    look.object = call.operation.resource;
    look.action = action_of(call);
    look.address = rights::truncated_address(call.request.address);
    look.request = call.request.id;
    looks.push_back(std::move(look));
  }
  return looks.empty() ? base::Status() : log_.note(looks, principal.id());
}

}  // namespace api
