#include "api/lists.h"

#include <algorithm>
#include <chrono>
#include <semaphore>

#include "api/looks.h"

namespace api {
namespace {

constexpr int kAtOnce = 2;
constexpr std::chrono::seconds kPatience{10};

std::counting_semaphore<kAtOnce>& places() {
  static std::counting_semaphore<kAtOnce> all(kAtOnce);
  return all;
}

}  // namespace

base::Result<ListPlace> ListPlace::take() {
  if (places().try_acquire_for(kPatience)) return ListPlace();
  return std::unexpected(
      base::Error{base::Code::Conflict, "Other whole lists are being read.", std::string(kBusy)});
}

ListPlace::~ListPlace() {
  if (is_taken_) places().release();
}

const Operation* find_list(const Contract& contract, std::string_view name) {
  const std::string path = "/v1/" + std::string(name);
  for (const Operation& one : contract.operations()) {
    if (one.is_list && one.method == "GET" && one.path == path) return &one;
  }
  return nullptr;
}

std::string list_name(const Operation& list) {
  return list.path.substr(list.path.rfind('/') + 1);
}

base::Result<WholeList> ask_list(Call& call, const Operation& list,
                                 const std::vector<std::pair<std::string, std::string>>& filters,
                                 std::size_t most) {
  Call inner{call.service, list, call.request, {}, {}};
  inner.caller = call.caller;
  const http::Target target{{}, filters};
  const auto violations = call.service.contract->read_parameters(list, target, {}, inner.arguments);
  if (!violations.empty()) {
    const Violation& first = violations.front();
    return base::fail(base::Code::Usage, list.path + ", " + first.pointer + ": " + first.message);
  }
  if (!inner.text("expand").empty())
    return base::fail(base::Code::Usage, list.path + ", expand: whole lists have flat rows");
  for (const char* of_a_page : {"limit", "cursor", "format"})
    inner.arguments.erase(of_a_page);
  inner.arguments.emplace("limit", std::to_string(most));
  if (const auto allowed = confine(inner.caller, list, inner.arguments); !allowed)
    return base::refuse(kScopeMissing, list.path + ": " + allowed.error().detail);
  const auto head = TRY(call.service.store->read(
      [](app::Store& store) { return store.known(base::CommitNumber::latest()); }));
  const Route* const route = find_route(list.id);
  Rows rows({}, most, wish_of(inner));
  base::CommitNumber as_known = TRY(route->lister(inner, rows));
  rows.end();
  if (!inner.confined && !is_confined_by_contract(inner))
    return base::fail(base::Code::Io, list.path + " was not confined to who asks");
  if (rows.has_more())
    return base::refuse("TOO_MANY_ROWS",
                        list.path + " has more than " + std::to_string(most) + " rows; filter it");
  if (as_known.number == 0) as_known = head;
  tell_of(inner, rows);
  for (const auto& [id, count] : inner.customers_told)
    call.customers_told[id] += count;
  for (const auto& [id, count] : inner.subscriptions_told)
    call.subscriptions_told[id] += count;
  return WholeList{as_known, std::move(rows)};
}

}  // namespace api
