// A standing designation: one partner for all of a customer's subscriptions, those to come too.
// Each is met once, on the day it arrives (arrivals.h); what the customer says about a single
// subscription beats it.
#include "lifecycle/tables.h"

namespace lifecycle {
namespace {

constexpr std::array<Tell, 4> kOver{
    {{"removed", Audience::Partner}, {"removed", Audience::Customer}}};

constexpr auto kRows = std::to_array<Row>({
    {.from = "",
     .event = "designate",
     .who = kCustomer,
     .to = "ACTIVE",
     .guards = kPartnerActive | kScope | kNoTwin | kRules,
     .tells = {{{"designated", Audience::Partner}, {"designated", Audience::Customer}}}},
    {.from = "ACTIVE",
     .event = "arrival",
     .who = kSystem,
     .to = "ACTIVE",
     .guards = kPartnerActive,
     .effect = Effect::Cover,
     .otherwise = "ACTIVE",
     .tells = {{{"designated", Audience::Partner}, {"designated", Audience::Customer}}}},
    {.from = "ACTIVE",
     .event = "end",
     .who = kCustomer,
     .to = "ENDED",
     .effect = Effect::EndAll,
     .reason = "REMOVED_BY_CUSTOMER",
     .tells = kOver},
    {.from = "ACTIVE",
     .event = "withdraw_consent",
     .who = kCustomer,
     .to = "ENDED",
     .effect = Effect::EndAll,
     .reason = "CONSENT_WITHDRAWN",
     .tells = {{{"access_cut", Audience::Partner}, {"removed", Audience::Customer}}}},
    {.from = "ACTIVE",
     .event = "resign",
     .who = kPartner,
     .to = "ENDED",
     .guards = kReasonGiven,
     .effect = Effect::EndAll,
     .reason = "RESIGNED_BY_PARTNER",
     .tells = {{{"resigned", Audience::Customer}, {"unassigned", Audience::Operator}}}},
    {.from = "ACTIVE",
     .event = "partner_terminated",
     .who = kOperator,
     .to = "ENDED",
     .effect = Effect::EndAll,
     .reason = "PARTNER_TERMINATED",
     .tells = kOver},
});

}  // namespace

const Table kStandingTable{Kind::Standing, "Standing designation", "dpor", kRows};

}  // namespace lifecycle
