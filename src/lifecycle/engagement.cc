// The vendor assigns a partner to deliver a workload at a customer. Domain 5.1 (FASTTRACK).
#include "lifecycle/tables.h"

namespace lifecycle {
namespace {

constexpr std::array<Timer, 4> kTermEnds{{{"term_ends", Clock::BeforeUntil, "", 0}}};
constexpr std::array<Tell, 4> kAssigned{
    {{"assigned", Audience::Partner}, {"assigned", Audience::Customer}}};
constexpr std::array<Tell, 4> kOver{
    {{"removed", Audience::Partner}, {"removed", Audience::Customer}}};

constexpr auto kRows = std::to_array<Row>({
    {.from = "",
     .event = "assign",
     .who = kOperator | kFeed,
     .to = "SCHEDULED",
     .when = When::DayIsAhead,
     .guards = kPartnerActive | kScope | kNoTwin | kFits,
     .timers = {{{"begin", Clock::OnDay}}},
     .tells = kAssigned},
    {.from = "",
     .event = "assign",
     .who = kOperator | kFeed,
     .to = "ACTIVE",
     .guards = kPartnerActive | kScope | kNoTwin,
     .effect = Effect::Register,
     .timers = kTermEnds,
     .tells = kAssigned},
    {.from = "SCHEDULED",
     .event = "begin",
     .who = kSystem,
     .to = "ACTIVE",
     .guards = kPartnerActive,
     .effect = Effect::Register,
     .otherwise = "CANCELED",
     .timers = kTermEnds},
    {.from = "SCHEDULED", .event = "cancel", .who = kOperator | kFeed, .to = "CANCELED"},
    {.from = "ACTIVE",
     .event = "complete",
     .who = kOperator | kFeed,
     .to = "ENDED",
     .effect = Effect::End,
     .reason = "TERM_EXPIRED",
     .tells = kOver},
    {.from = "ACTIVE",
     .event = "term_ends",
     .who = kSystem,
     .to = "ENDED",
     .effect = Effect::Expire,
     .reason = "TERM_EXPIRED",
     .tells = kOver},
    {.from = "ACTIVE",
     .event = "resign",
     .who = kPartner,
     .to = "ENDED",
     .guards = kReasonGiven,
     .effect = Effect::End,
     .reason = "RESIGNED_BY_PARTNER",
     .tells = kOver},
    {.from = "ACTIVE",
     .event = "partner_terminated",
     .who = kOperator,
     .to = "ENDED",
     .effect = Effect::End,
     .reason = "PARTNER_TERMINATED",
     .tells = kOver},
    {.from = "ACTIVE", .event = "association_ended", .who = kSystem, .to = "ENDED"},
});

}  // namespace

const Table kEngagementTable{Kind::Engagement, "Delivery assignment", "fasttrack", kRows};

}  // namespace lifecycle
