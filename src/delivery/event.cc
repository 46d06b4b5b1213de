#include "delivery/event.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "base/instant_text.h"
#include "base/json_text.h"

namespace delivery {
namespace {

constexpr auto kTypes = std::to_array<EventType>({
    {"association.activated", "a partner is associated with a customer"},
    {"association.ended", "an association has ended"},
    {"association.expiring", "an association or an invitation is about to expire"},
    {"association.replaced", "another partner holds what a partner held"},
    {"association.requested", "somebody is asked to agree to an association"},
    {"association.updated", "a request for an association has moved"},
    {"competency.attained", "a partner has attained a level of a competency"},
    {"competency.lost", "a partner has lost a competency"},
    {"dispute.decided", "a dispute has been decided"},
    {"dispute.opened", "a line of a statement is disputed"},
    {"earning.restated", "earnings of earlier months were corrected"},
    {"import.completed", "a file has been taken in"},
    {"import.quarantined", "rows of a file wait in quarantine"},
    {"payout.failed", "a payment has failed or came back"},
    {"payout.sent", "a payment was made"},
    {"period.closed", "a month is closed"},
    {"period.frozen", "a month is frozen and can be looked at"},
    {"plan.published", "a version of the programme is in force"},
    {"statement.issued", "a statement has been issued"},
    {"webhook.disabled", "an endpoint gets no more webhooks"},
    {"webhook.test", "a test that somebody asked for"},
});

bool read_number(std::string_view digits, std::int64_t& out) {
  const char* end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, out);
  return error == std::errc() && stop == end && out >= 0;
}

}  // namespace

std::span<const EventType> event_types() {
  return kTypes;
}

const EventType* find_event_type(std::string_view name) {
  const auto found = std::ranges::find(kTypes, name, &EventType::name);
  return found == kTypes.end() ? nullptr : &*found;
}

std::string EventKey::id() const {
  return fmt::format("evt_{:012}_{:05}", commit, place);
}

std::optional<EventKey> EventKey::parse(std::string_view id) {
  if (!id.starts_with("evt_")) return std::nullopt;
  const std::string_view numbers = id.substr(4);
  const std::size_t line = numbers.find('_');
  if (line == std::string_view::npos) return std::nullopt;
  EventKey out;
  if (!read_number(numbers.substr(0, line), out.commit) ||
      !read_number(numbers.substr(line + 1), out.place) || out.id() != id)
    return std::nullopt;
  return out;
}

std::string payload(const Event& event) {
  return fmt::format(R"({{"type":{},"timestamp":{},"data":{}}})", base::json_text(event.type),
                     base::json_text(base::instant_text_ms(event.at)), event.data);
}

std::string cloud_event(const Event& event) {
  return fmt::format(R"({{"specversion":"1.0","id":"{}","source":"/v1/events","type":{},"time":{},)"
                     R"("datacontenttype":"application/json","data":{}}})",
                     event.key.id(), base::json_text(event.type),
                     base::json_text(base::instant_text_ms(event.at)), event.data);
}

}  // namespace delivery
