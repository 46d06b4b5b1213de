#include "api/request_rows.h"

#include <algorithm>

#include "app/lifecycle_jobs.h"
#include "base/zone.h"
#include "lifecycle/outlook.h"

namespace api {
namespace {

bool may_move(const Call& call) {
  const auto& operations = call.service.contract->operations();
  const auto moves = std::ranges::find(operations, "moveRequest", &Operation::id);
  Arguments ignored;
  return confine(call.caller, *moves, ignored).has_value();
}

Cell next_deadline(const lifecycle::Request& request) {
  const auto& all = request.deadlines;
  const auto first = std::ranges::min_element(all, {}, &lifecycle::Deadline::due);
  return first == all.end() ? Cell() : Cell(first->due.text());
}

void append_word(std::string& words, std::string_view word) {
  words += (words.empty() ? "" : " ") + std::string(word);
}

}  // namespace

std::vector<Field> request_fields() {
  return {{"id"},
          {"revision", CellType::Integer},
          {"kind"},
          {"state"},
          {"reason"},
          {"type"},
          {"partner_id"},
          {"counterparty_id"},
          {"customer_id"},
          {"subscription_id"},
          {"workload"},
          {"starts_on", CellType::Day},
          {"ends_on", CellType::Day},
          {"evidence"},
          {"association_id"},
          {"opened_by"},
          {"moved_by"},
          {"next_deadline", CellType::Day},
          {"waits_for"},
          {"waits_until", CellType::Day},
          {"if_silent"},
          {"next_events"},
          {"next_with_reason"},
          {"next_with_evidence"}};
}

base::Result<RequestRows> RequestRows::of(const Call& call) {
  RequestRows out;
  out.ground_ = TRY(call.service.store->ground(base::CommitNumber::latest()));
  out.order_ = call.service.orders.of(out.ground_);
  out.requests_ = TRY(call.service.store->read(
      [](app::Store& store) { return app::requests(store, base::CommitNumber::latest()); }));
  out.may_move_ = may_move(call);
  if (out.may_move_) out.actor_ = TRY(lifecycle::parse_actor(call.actor()));
  const auto& parameters = out.ground_->books.programme.parameters;
  const base::Zone zone = TRY(base::Zone::find(parameters.time_zone));
  out.now_ = call.service.store->clock().now();
  out.today_ = zone.day_of(out.now_);
  return out;
}

std::vector<Cell> RequestRows::cells(const lifecycle::Request& one) const {
  std::vector<Cell> out{one.id(),
                        std::to_string(one.revision),
                        std::string(lifecycle::word(one.kind)),
                        one.state,
                        optional_cell(one.reason),
                        optional_cell(one.type),
                        optional_cell(one.partner),
                        optional_cell(one.counterparty),
                        optional_cell(one.customer),
                        optional_cell(one.subscription),
                        optional_cell(one.workload),
                        day_cell(one.on),
                        day_cell(one.until),
                        optional_cell(one.evidence),
                        optional_cell(one.association),
                        one.opened_by,
                        one.moved_by,
                        next_deadline(one)};
  const lifecycle::Waiting waits = lifecycle::waiting(one);
  out.push_back(optional_cell(std::string(lifecycle::party_word(waits.whom))));
  out.push_back(day_cell(waits.until));
  out.push_back(optional_cell(std::string(waits.otherwise)));
  std::string events, with_reason, with_evidence;
  const auto now = std::ranges::lower_bound(requests_, one.number, {}, &lifecycle::Request::number);
  const bool stands =
      now == requests_.end() || now->number != one.number || now->revision <= one.revision;
  if (stands && may_move_) {
    const lifecycle::Moment moment{ground_->books.registry, ground_->books.programme, requests_,
                                   today_, now_};
    for (const lifecycle::Move& move : lifecycle::moves_open_to(moment, actor_, one)) {
      append_word(events, move.event);
      if (move.with_reason) append_word(with_reason, move.event);
      if (move.with_evidence) append_word(with_evidence, move.event);
    }
  }
  out.push_back(optional_cell(std::move(events)));
  out.push_back(optional_cell(std::move(with_reason)));
  out.push_back(optional_cell(std::move(with_evidence)));
  return out;
}

std::string RequestRows::customer_of(const lifecycle::Request& request) const {
  if (!request.customer.empty()) return request.customer;
  const registry::Snapshot& registry = ground_->books.registry;
  const auto* subscription = find_subscription(registry, *order_, request.subscription);
  return subscription == nullptr ? std::string() : registry[subscription->customer].id;
}

}  // namespace api
