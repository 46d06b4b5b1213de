// Usage events: CloudEvents in three modes, and the way of OpenMeter's clients.
#include <array>

#include "api/call.h"
#include "api/event_desk.h"

namespace api {
namespace {

constexpr std::string_view kBinary = "application/json";
constexpr std::string_view kAttribute = "ce-";

base::Result<std::vector<ingest::EventAnswer>> events_of(Call& call, ingest::EventForm form) {
  const auto ground = TRY(call.service.store->ground(base::CommitNumber::latest()));
  const base::Zone zone = TRY(base::Zone::find(ground->books.programme.parameters.time_zone));
  const http::Headers& headers = call.request.headers;
  if (!http::header(headers, "content-type").starts_with(kBinary))
    return ingest::read_events(call.request.body, form, zone);
  ingest::EventAttributes attributes;
  for (const auto& [name, value] : headers) {
    if (name.starts_with(kAttribute)) attributes[name.substr(kAttribute.size())] = value;
  }
  // Without attributes in headers, JSON is an event or a list of them.
  if (attributes.empty()) return ingest::read_events(call.request.body, form, zone);
  attributes["datacontenttype"] = std::string(kBinary);
  return std::vector{ingest::read_event(attributes, call.request.body, form, zone)};
}

ingest::Rejection conflict() {
  return {"KEY_REUSED", "/id", "another content waits under this source and id", "a new id"};
}

struct Counted {
  std::int64_t accepted = 0, duplicate = 0, rejected = 0;
  Value events = list();  // that were not accepted
  std::vector<ingest::Rejection> rejections;
};

Counted count(const std::vector<app::EventOutcome>& outcomes) {
  Counted out;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    if (outcomes[i] && *outcomes[i] == storage::InboxOutcome::Accepted) {
      ++out.accepted;
      continue;
    }
    Value event = object();
    event.add("index", static_cast<std::int64_t>(i));
    if (outcomes[i] && *outcomes[i] == storage::InboxOutcome::Duplicate) {
      ++out.duplicate;
      out.events.add(std::move(event.add("outcome", "duplicate")));
      continue;
    }
    const ingest::Rejection why = outcomes[i] ? conflict() : outcomes[i].error();
    ++out.rejected;
    event.add("outcome", "rejected").add("code", why.code).add("pointer", why.pointer);
    event.add("message", why.message).add("expected", why.expected);
    out.events.add(std::move(event));
    out.rejections.push_back(why);
  }
  return out;
}

base::Result<Counted> take_in(Call& call, ingest::EventForm form) {
  auto events = TRY(events_of(call, form));
  const auto outcomes = TRY(call.service.events->accept(std::move(events)));
  return count(outcomes);
}

base::Error not_taken(const Counted& counted) {
  const ingest::Rejection& first = counted.rejections.front();
  return {base::Code::InvalidInput,
          std::to_string(counted.rejected) + " of the events were not taken; the first: " +
              first.pointer + ' ' + first.message + " (" + first.code + ')',
          {}};
}

base::Result<Reply> send_events(Call& call) {
  Counted counted = TRY(take_in(call, ingest::EventForm::Usage));
  const bool is_alone = counted.accepted + counted.duplicate + counted.rejected == 1;
  if (is_alone && counted.rejected == 1) return std::unexpected(not_taken(counted));
  Value body = object();
  body.add("accepted", counted.accepted).add("duplicate", counted.duplicate);
  body.add("rejected", counted.rejected).add("events", std::move(counted.events));
  return Reply{202, std::move(body)};
}

base::Result<Reply> send_meter_events(Call& call) {
  const Counted counted = TRY(take_in(call, ingest::EventForm::Meter));
  if (counted.rejections.empty()) return Reply{204, {}};
  return std::unexpected(not_taken(counted));
}

constexpr std::array<Route, 2> kRoutes{{
    {"sendUsageEvents", send_events},
    {"sendMeterEvents", send_meter_events},
}};

}  // namespace

std::span<const Route> usage_event_routes() {
  return kRoutes;
}

}  // namespace api
