// What somebody asks of the books and somebody else decides: five kinds, one life. Values and their
// table; who may do what is in petition_acts.h. Rules: docs/domain/petitions.md.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/day.h"
#include "base/keys.h"
#include "ledger/balance.h"
#include "ledger/fund.h"

namespace closing {

enum class PetitionKind : std::uint8_t {
  Dispute,    // a line of a statement should have been worth more
  CoopClaim,  // money of a co-op fund was used as the fund asks
  Release,    // held money is earned after all
  Forfeit,    // held money is lost
  Exception   // late usage is paid although it is beyond the window
};
inline constexpr std::array<std::string_view, 5> kPetitionKinds{"dispute", "coop_claim", "release",
                                                                "forfeit", "exception"};

enum class PetitionState : std::uint8_t { Open, InReview, Accepted, Rejected, Withdrawn };
inline constexpr std::array<std::string_view, 5> kPetitionStates{"open", "in_review", "accepted",
                                                                 "rejected", "withdrawn"};

enum class PetitionEvent : std::uint8_t { Review, Accept, Reject, Withdraw };
inline constexpr std::array<std::string_view, 4> kPetitionEvents{"review", "accept", "reject",
                                                                 "withdraw"};

constexpr std::string_view word(PetitionKind kind) {
  return kPetitionKinds[static_cast<std::size_t>(kind)];
}
constexpr std::string_view word(PetitionState state) {
  return kPetitionStates[static_cast<std::size_t>(state)];
}
constexpr std::string_view word(PetitionEvent event) {
  return kPetitionEvents[static_cast<std::size_t>(event)];
}

struct Petition {
  std::int64_t number = 0;  // 1, 2, 3, ...
  std::int64_t revision = 0;
  PetitionKind kind = PetitionKind::Dispute;
  PetitionState state = PetitionState::Open;
  std::string earner, currency;
  base::Decimal asked;    // has the sign of the balance that it is taken from
  base::Decimal granted;  // nothing until it is accepted
  attribution::EarningKind payout = attribution::EarningKind::Rebate;  // what it would have been
  base::Month fund{};                                                  // of a claim

  // The line that is disputed; empty for other kinds.
  std::int64_t statement = 0, line = 0;
  std::string lever, subscription;
  base::Month earning_month{};

  std::string evidence;                        // as given: a document, a contract
  std::string reason;                          // of the last move
  base::Day decide_by = base::Day::forever();  // of a dispute
  std::string opened_by, moved_by;
  base::Instant opened_at, moved_at;
  base::CommitNumber commit;  // that wrote this revision

  std::string id() const { return "PT-" + std::to_string(number); }
  friend bool operator==(const Petition&, const Petition&) = default;
};

// Where an event leads; nothing where it does not happen.
struct PetitionMove {
  PetitionState from;
  PetitionEvent event;
  PetitionState to;
};
std::span<const PetitionMove> petition_moves();
std::optional<PetitionState> state_after(PetitionState from, PetitionEvent event);
bool is_undecided(const Petition& petition);

// Operators ask for these, of money that stands in an account for somebody's decision.
bool is_of_operators(PetitionKind kind);

// The balance that acceptance takes from; of a dispute it is the expense, which has no end.
ledger::BalanceKey source_of(const Petition& petition);

// What acceptance posts. Requires: it was accepted, in an open period.
ledger::Entry entry_of(const Petition& petition, const programs::Parameters& parameters,
                       base::Month period);

// What undecided petitions ask of each balance, which nobody else may ask for.
std::map<ledger::BalanceKey, base::Decimal> asked_of_balances(std::span<const Petition> petitions);

// What undecided claims ask of each fund: a close leaves it there.
ledger::OpenClaims open_claims(std::span<const Petition> petitions);

}  // namespace closing
