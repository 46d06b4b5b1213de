// A claim with proof of execution. The incumbent stays until the new claim is ACTIVE; business days
// are Monday to Friday. Domain 5.2, E18, X24, X25.
#include "lifecycle/tables.h"

namespace lifecycle {
namespace {

constexpr Guards kSubmit = kPartnerActive | kScope | kNoTwin | kEvidence;
constexpr std::array<Timer, 4> kReview{
    {{"review_overdue", Clock::BusinessDays, "claim_review_start_business_days"}}};
constexpr std::array<Timer, 4> kDecision{
    {{"decision_overdue", Clock::BusinessDays, "claim_decision_business_days"}}};
constexpr std::array<Timer, 4> kDispute{{{"finalize", Clock::Days, "claim_dispute_days"}}};
constexpr std::array<Tell, 4> kSubmitted{{{"claim_submitted", Audience::Operator}}};
constexpr std::array<Tell, 4> kRejected{{{"claim_rejected", Audience::Partner}}};

constexpr Row withdrawn(std::string_view from) {
  return {.from = from,
          .event = "withdraw",
          .who = kPartner,
          .to = "WITHDRAWN",
          .tells = {{{"claim_withdrawn", Audience::Operator}}}};
}

constexpr Row lost(std::string_view from) {
  return {.from = from,
          .event = "lose",
          .who = kSystem,
          .to = "REJECTED",
          .reason = "COMPETING_CLAIM",
          .timers = kDispute,
          .tells = kRejected};
}

constexpr Row ended(std::string_view event, Actors who, std::string_view reason, Guards guards) {
  return {.from = "ACTIVE",
          .event = event,
          .who = who,
          .to = "ENDED",
          .guards = guards,
          .effect = Effect::End,
          .reason = reason,
          .tells = {{{"removed", Audience::Partner}, {"removed", Audience::Customer}}}};
}

constexpr auto kRows = std::to_array<Row>({
    {.from = "", .event = "draft", .who = kPartner, .to = "DRAFT", .guards = kPartnerActive},
    {.from = "",
     .event = "submit",
     .who = kPartner,
     .to = "SUBMITTED",
     .guards = kSubmit,
     .timers = kReview,
     .tells = kSubmitted},
    {.from = "DRAFT",
     .event = "submit",
     .who = kPartner,
     .to = "SUBMITTED",
     .guards = kSubmit,
     .timers = kReview,
     .tells = kSubmitted},
    withdrawn("DRAFT"),
    {.from = "SUBMITTED",
     .event = "start_review",
     .who = kOperator,
     .to = "UNDER_REVIEW",
     .timers = kDecision},
    {.from = "SUBMITTED",
     .event = "review_overdue",
     .who = kSystem,
     .to = "SUBMITTED",
     .tells = {{{"claim_overdue", Audience::Operator}}}},
    withdrawn("SUBMITTED"),
    lost("SUBMITTED"),
    {.from = "UNDER_REVIEW",
     .event = "ask",
     .who = kOperator,
     .to = "ACTION_REQUIRED",
     .guards = kReasonGiven,
     .timers = {{{"no_answer", Clock::BusinessDays, "claim_answer_business_days"}}},
     .tells = {{{"claim_question", Audience::Partner}}}},
    {.from = "UNDER_REVIEW",
     .event = "approve",
     .who = kOperator,
     .to = "APPROVED",
     .guards = kPartnerActive | kNewestEvidence,
     .timers = {{{"consent_lapsed", Clock::Days, "consent_window_days"}}},
     .tells = {{{"consent_request", Audience::Customer},
                {"claim_approved", Audience::Partner},
                {"claim_competes", Audience::Incumbent}}}},
    {.from = "UNDER_REVIEW",
     .event = "reject",
     .who = kOperator,
     .to = "REJECTED",
     .guards = kReasonGiven,
     .timers = kDispute,
     .tells = kRejected},
    {.from = "UNDER_REVIEW",
     .event = "decision_overdue",
     .who = kSystem,
     .to = "UNDER_REVIEW",
     .tells = {{{"claim_overdue", Audience::Operator}}}},
    withdrawn("UNDER_REVIEW"),
    lost("UNDER_REVIEW"),
    {.from = "ACTION_REQUIRED",
     .event = "answer",
     .who = kPartner,
     .to = "UNDER_REVIEW",
     .guards = kEvidence,
     .timers = kDecision,
     .tells = {{{"claim_answered", Audience::Operator}}}},
    {.from = "ACTION_REQUIRED",
     .event = "no_answer",
     .who = kSystem,
     .to = "REJECTED",
     .reason = "NO_RESPONSE",
     .timers = kDispute,
     .tells = kRejected},
    withdrawn("ACTION_REQUIRED"),
    lost("ACTION_REQUIRED"),
    {.from = "APPROVED",
     .event = "decline",
     .who = kCustomer,
     .to = "REJECTED",
     .reason = "CUSTOMER_DECLINED",
     .timers = kDispute,
     .tells = kRejected},
    {.from = "APPROVED",
     .event = "consent_lapsed",
     .who = kSystem,
     .to = "ACTIVE",
     .guards = kPartnerActive,
     .effect = Effect::Claim,
     .otherwise = "REJECTED",
     .tells = {{{"designated", Audience::Partner},
                {"designated", Audience::Customer},
                {"replaced", Audience::Incumbent}}}},
    withdrawn("APPROVED"),
    lost("APPROVED"),
    {.from = "REJECTED",
     .event = "dispute",
     .who = kPartner,
     .to = "DISPUTED",
     .guards = kReasonGiven,
     .tells = {{{"claim_disputed", Audience::Operator}}}},
    {.from = "REJECTED", .event = "finalize", .who = kSystem, .to = "REJECTED_FINAL"},
    {.from = "DISPUTED",
     .event = "reopen",
     .who = kOperator,
     .to = "UNDER_REVIEW",
     .timers = kDecision,
     .tells = {{{"claim_reopened", Audience::Partner}}}},
    {.from = "DISPUTED",
     .event = "uphold",
     .who = kOperator,
     .to = "REJECTED_FINAL",
     .tells = kRejected},
    withdrawn("DISPUTED"),
    ended("resign", kPartner, "RESIGNED_BY_PARTNER", kReasonGiven),
    ended("withdraw_consent", kCustomer, "CONSENT_WITHDRAWN", 0),
    ended("subscription_ended", kFeed | kSystem, "SUBSCRIPTION_ENDED", 0),
    ended("partner_terminated", kOperator, "PARTNER_TERMINATED", 0),
    {.from = "ACTIVE", .event = "association_ended", .who = kSystem, .to = "ENDED"},
});

constexpr auto kWaits = std::to_array<Wait>({{"DRAFT", kPartner},
                                             {"SUBMITTED", kOperator},
                                             {"UNDER_REVIEW", kOperator},
                                             {"ACTION_REQUIRED", kPartner},
                                             {"APPROVED", kCustomer},
                                             {"DISPUTED", kOperator}});

}  // namespace

const Table kClaimTable{Kind::Claim, "Claim with proof of execution", "cpor", kRows, kWaits};

}  // namespace lifecycle
