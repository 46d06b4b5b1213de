// Granular delegated administration: granted for a term of at most two years, which may extend
// itself by 180 days. Credit only while ACTIVE or EXPIRING. Domain 5.2, X43.
#include "lifecycle/tables.h"

namespace lifecycle {
namespace {

constexpr std::array<Timer, 4> kTermEnds{{{"expiring", Clock::BeforeUntil, "", 30}}};
constexpr std::array<Timer, 4> kNotices{{{"notice", Clock::BeforeUntil, "", 7},
                                         {"notice", Clock::BeforeUntil, "", 1},
                                         {"term_ends", Clock::BeforeUntil, "", 0}}};
constexpr std::array<Tell, 4> kNear{
    {{"expiry_near", Audience::Customer}, {"expiry_near", Audience::Partner}}};
constexpr std::array<Tell, 4> kCut{
    {{"access_cut", Audience::Partner}, {"access_cut", Audience::Customer}}};

constexpr Row terminated(std::string_view from, Actors who, std::string_view reason) {
  return {.from = from,
          .event = "terminate",
          .who = who,
          .to = "TERMINATION_REQUESTED",
          .effect = Effect::End,
          .reason = reason,
          .timers = {{{"terminating", Clock::Days}}},
          .tells = kCut};
}

constexpr auto kRows = std::to_array<Row>({
    {.from = "",
     .event = "create",
     .who = kPartner,
     .to = "CREATED",
     .guards = kPartnerActive | kTerm | kNoTwin},
    {.from = "CREATED",
     .event = "send",
     .who = kPartner,
     .to = "APPROVAL_PENDING",
     .timers = {{{"expire", Clock::Days, "invite_expiry_days"}}},
     .tells = {{{"grant_request", Audience::Customer}}}},
    {.from = "CREATED", .event = "cancel", .who = kPartner, .to = "CANCELED"},
    {.from = "APPROVAL_PENDING",
     .event = "approve",
     .who = kCustomer,
     .to = "APPROVED",
     .guards = kPartnerActive | kScope | kTerm,
     .timers = {{{"activate", Clock::Days}}},
     .tells = {{{"grant_approved", Audience::Partner}}}},
    {.from = "APPROVAL_PENDING",
     .event = "decline",
     .who = kCustomer,
     .to = "DECLINED",
     .tells = {{{"declined", Audience::Partner}}}},
    {.from = "APPROVAL_PENDING", .event = "cancel", .who = kPartner, .to = "CANCELED"},
    {.from = "APPROVAL_PENDING",
     .event = "expire",
     .who = kSystem,
     .to = "EXPIRED",
     .tells = {{{"invitation_expired", Audience::Partner}}}},
    {.from = "APPROVED",
     .event = "activate",
     .who = kSystem,
     .to = "ACTIVATING",
     .timers = {{{"activated", Clock::Days}}}},
    {.from = "ACTIVATING",
     .event = "activated",
     .who = kSystem,
     .to = "ACTIVE",
     .guards = kPartnerActive,
     .effect = Effect::Grant,
     .otherwise = "TERMINATED",
     .timers = kTermEnds,
     .tells = {{{"designated", Audience::Partner}, {"designated", Audience::Customer}}}},
    {.from = "ACTIVE",
     .event = "expiring",
     .who = kSystem,
     .to = "EXPIRING",
     .timers = kNotices,
     .tells = kNear},
    terminated("ACTIVE", kCustomer, "CONSENT_WITHDRAWN"),
    terminated("ACTIVE", kPartner, "RESIGNED_BY_PARTNER"),
    {.from = "ACTIVE", .event = "association_ended", .who = kSystem, .to = "TERMINATED"},
    {.from = "EXPIRING", .event = "notice", .who = kSystem, .to = "EXPIRING", .tells = kNear},
    {.from = "EXPIRING",
     .event = "term_ends",
     .who = kSystem,
     .to = "ACTIVE",
     .when = When::Extends,
     .effect = Effect::Extend,
     .timers = kTermEnds,
     .tells = {{{"grant_extended", Audience::Customer}, {"grant_extended", Audience::Partner}}}},
    {.from = "EXPIRING",
     .event = "term_ends",
     .who = kSystem,
     .to = "EXPIRED",
     .effect = Effect::Expire,
     .reason = "TERM_EXPIRED",
     .tells = kCut},
    terminated("EXPIRING", kCustomer, "CONSENT_WITHDRAWN"),
    terminated("EXPIRING", kPartner, "RESIGNED_BY_PARTNER"),
    {.from = "EXPIRING", .event = "association_ended", .who = kSystem, .to = "TERMINATED"},
    {.from = "TERMINATION_REQUESTED",
     .event = "terminating",
     .who = kSystem,
     .to = "TERMINATING",
     .timers = {{{"terminated", Clock::Days}}}},
    {.from = "TERMINATING", .event = "terminated", .who = kSystem, .to = "TERMINATED"},
});

constexpr auto kWaits =
    std::to_array<Wait>({{"CREATED", kPartner}, {"APPROVAL_PENDING", kCustomer}});

}  // namespace

const Table kGrantTable{Kind::Grant, "Grant of administration", "gdap", kRows, kWaits};

}  // namespace lifecycle
