// The transacting partner changes: a transfer between CSP partners, or of an agreement. The feed is
// the authority for the channel; the request is workflow and changes no association. Domain 5.2.
#include "lifecycle/tables.h"

namespace lifecycle {
namespace {

constexpr std::array<Tell, 4> kTold{{{"transfer_accepted", Audience::Partner},
                                     {"transfer_accepted", Audience::Incumbent},
                                     {"transfer_accepted", Audience::Customer}}};
constexpr std::array<Tell, 4> kDone{{{"transfer_completed", Audience::Partner},
                                     {"transfer_completed", Audience::Incumbent},
                                     {"transfer_completed", Audience::Customer},
                                     {"access_remains", Audience::GrantingCustomer}}};

constexpr Row begins() {
  return {.from = "",
          .event = "request",
          .who = kPartner,
          .to = "PENDING",
          .guards = kPartnerActive | kScope | kNoTwin,
          .timers = {{{"expire", Clock::Days, "", 30}}},
          .tells = {{{"transfer_request", Audience::Incumbent},
                     {"transfer_request", Audience::Customer}}}};
}
constexpr Row accepted(Actors who) {
  return {.from = "PENDING",
          .event = "accept",
          .who = who,
          .to = "ACCEPTED",
          .guards = kPartnerActive,
          .timers = {{{"begin_grace", Clock::Days}}},
          .tells = kTold};
}
constexpr Row declined(Actors who) {
  return {.from = "PENDING",
          .event = "decline",
          .who = who,
          .to = "DECLINED",
          .tells = {{{"declined", Audience::Partner}}}};
}
constexpr Row kCanceled{.from = "PENDING",
                        .event = "cancel",
                        .who = kPartner,
                        .to = "CANCELED",
                        .tells = {{{"canceled", Audience::Incumbent}}}};
constexpr Row kExpired{.from = "PENDING",
                       .event = "expire",
                       .who = kSystem,
                       .to = "EXPIRED",
                       .tells = {{{"invitation_expired", Audience::Partner}}}};
constexpr Row grace(int days) {
  return {.from = "ACCEPTED",
          .event = "begin_grace",
          .who = kSystem,
          .to = "GRACE",
          .timers = {{{"complete", Clock::Days, "", days}}}};
}
constexpr Row kCompleted{
    .from = "GRACE", .event = "complete", .who = kSystem, .to = "COMPLETED", .tells = kDone};

constexpr auto kTransferRows =
    std::to_array<Row>({begins(), accepted(kIncumbent), declined(kIncumbent), kCanceled, kExpired,
                        grace(0), kCompleted});
constexpr auto kChangeRows = std::to_array<Row>({begins(), accepted(kCustomer), declined(kCustomer),
                                                 kCanceled, kExpired, grace(90), kCompleted});

constexpr auto kTransferWaits = std::to_array<Wait>({{"PENDING", kIncumbent}});
constexpr auto kChangeWaits = std::to_array<Wait>({{"PENDING", kCustomer}});

}  // namespace

const Table kTransferTable{Kind::Transfer, "Transfer between CSP partners", "", kTransferRows,
                           kTransferWaits};
const Table kAgreementChangeTable{Kind::AgreementChange, "Change of the transacting partner", "",
                                  kChangeRows, kChangeWaits};

}  // namespace lifecycle
