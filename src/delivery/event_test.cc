#include "delivery/event.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace delivery::testing {
namespace {

TEST_CASE("types are in order and each is once") {
  const auto types = event_types();
  CHECK(std::ranges::is_sorted(types, std::less_equal(), &EventType::name));
  CHECK(find_event_type("payout.sent")->meaning == "a payment was made");
  CHECK(find_event_type("payout") == nullptr);
}

TEST_CASE("an id sorts as its key and comes back") {
  const EventKey key{42, 7};
  CHECK(key.id() == "evt_000000000042_00007");
  CHECK(EventKey::parse(key.id()) == key);
  CHECK(EventKey{41, 99'999}.id() < key.id());
  for (const char* id : {"", "evt_", "evt_42_7", "evt_000000000042", "msg_000000000042_00007",
                         "evt_000000000042_00007x", "evt_-00000000042_00007"})
    CHECK_FALSE(EventKey::parse(id));
}

TEST_CASE("the two forms of an event") {
  const Event event{{7, 0},
                    "statement.issued",
                    {1'776'245'405'250},
                    {"partner:P1"},
                    R"({"statement":"ST-000001"})"};
  CHECK(payload(event) == R"({"type":"statement.issued","timestamp":"2026-04-15T09:30:05.250Z",)"
                          R"("data":{"statement":"ST-000001"}})");
  CHECK(cloud_event(event) ==
        R"({"specversion":"1.0","id":"evt_000000000007_00000","source":"/v1/events",)"
        R"("type":"statement.issued","time":"2026-04-15T09:30:05.250Z",)"
        R"("datacontenttype":"application/json","data":{"statement":"ST-000001"}})");
}

}  // namespace
}  // namespace delivery::testing
