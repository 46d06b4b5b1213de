// What happened, for those whom it concerns: codes and ids, no names and no amounts. Whoever gets
// one asks the API for the rest, with the rights that they have then. docs/formats/webhooks.md.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/keys.h"
#include "base/result.h"

namespace delivery {

struct EventType {
  std::string_view name;
  std::string_view meaning;  // a sentence without its end, for mails and documents
};
// Every type that is made, by name.
std::span<const EventType> event_types();
const EventType* find_event_type(std::string_view name);

// The commit that an event comes from and its place among the events of that commit, so it is the
// same whenever it is made. Events sort by it. Commit 0: a test, made by hand.
struct EventKey {
  std::int64_t commit = 0;
  std::int64_t place = 0;
  std::string id() const;  // "evt_000000000042_00001"
  static std::optional<EventKey> parse(std::string_view id);
  friend auto operator<=>(const EventKey&, const EventKey&) = default;
};

// "operator", "customer:C1", "partner:P1": whose an event or an endpoint is.
using Tenant = std::string;
inline constexpr std::string_view kOperator = "operator";  // sees every event
inline constexpr std::string_view kEverybody = "*";        // as audience: all tenants

struct Event {
  EventKey key;
  std::string type;
  base::Instant at;
  std::vector<Tenant> audience;            // beside the operator
  std::string data;                        // a JSON object
  std::vector<std::int64_t> readers = {};  // users to whom a letter of it goes
};
inline constexpr std::size_t kPayloadMax = 20'000;  // bytes of either form below

// The body of a webhook: {"type":...,"timestamp":...,"data":{...}}.
std::string payload(const Event& event);
// The same as a CloudEvent 1.0, structured mode.
std::string cloud_event(const Event& event);

}  // namespace delivery
