// A software vendor registers a deal, the operator approves it. Domain 5.1, X45, X46.
#include "lifecycle/tables.h"

namespace lifecycle {
namespace {

constexpr std::array<Timer, 4> kTermEnds{{{"term_ends", Clock::BeforeUntil, "", 0}}};
constexpr std::array<Tell, 4> kApproved{
    {{"deal_approved", Audience::Partner}, {"deal_approved", Audience::Customer}}};

constexpr auto kRows = std::to_array<Row>({
    {.from = "",
     .event = "register",
     .who = kPartner,
     .to = "SUBMITTED",
     .guards = kPartnerActive | kScope | kEvidence | kNotRegistered,
     .tells = {{{"deal_submitted", Audience::Operator}}}},
    {.from = "SUBMITTED",
     .event = "approve",
     .who = kOperator,
     .to = "SCHEDULED",
     .when = When::DayIsAhead,
     .guards = kPartnerActive,
     .timers = {{{"begin", Clock::OnDay}}},
     .tells = kApproved},
    {.from = "SUBMITTED",
     .event = "approve",
     .who = kOperator,
     .to = "ACTIVE",
     .guards = kPartnerActive,
     .effect = Effect::Register,
     .timers = kTermEnds,
     .tells = kApproved},
    {.from = "SUBMITTED",
     .event = "reject",
     .who = kOperator,
     .to = "REJECTED",
     .guards = kReasonGiven,
     .tells = {{{"deal_rejected", Audience::Partner}}}},
    {.from = "SUBMITTED", .event = "withdraw", .who = kPartner, .to = "WITHDRAWN"},
    {.from = "SCHEDULED",
     .event = "begin",
     .who = kSystem,
     .to = "ACTIVE",
     .guards = kPartnerActive,
     .effect = Effect::Register,
     .otherwise = "REJECTED",
     .timers = kTermEnds},
    {.from = "SCHEDULED", .event = "withdraw", .who = kPartner, .to = "WITHDRAWN"},
    {.from = "ACTIVE",
     .event = "term_ends",
     .who = kSystem,
     .to = "ENDED",
     .effect = Effect::Expire,
     .reason = "TERM_EXPIRED",
     .tells = {{{"deal_ended", Audience::Partner}}}},
    {.from = "ACTIVE",
     .event = "resign",
     .who = kPartner,
     .to = "ENDED",
     .guards = kReasonGiven,
     .effect = Effect::End,
     .reason = "RESIGNED_BY_PARTNER"},
    {.from = "ACTIVE",
     .event = "partner_terminated",
     .who = kOperator,
     .to = "ENDED",
     .effect = Effect::End,
     .reason = "PARTNER_TERMINATED"},
    {.from = "ACTIVE", .event = "association_ended", .who = kSystem, .to = "ENDED"},
});

constexpr auto kWaits = std::to_array<Wait>({{"SUBMITTED", kOperator}});

}  // namespace

const Table kDealTable{Kind::Deal, "Deal registration", "isv_deal", kRows, kWaits};

}  // namespace lifecycle
