// Opening a petition and moving it: who may, what must hold, and the revision that comes of it.
// Pure. Refusals carry their reason code; the whole list: docs/domain/petitions.md.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "closing/petition.h"
#include "programs/programme.h"
#include "registry/acts.h"

namespace closing {

struct Petitioner {
  registry::ActorKind kind = registry::ActorKind::Operator;
  std::string id;    // the partner or the operator
  std::string text;  // "partner:P1/eva"
};

// What is known at the moment of the act.
struct PetitionFacts {
  base::Instant now;
  base::Day today;                         // the programme day of `now`
  std::optional<base::Month> open_period;  // none while nothing was ever closed
  const programs::Parameters* parameters = nullptr;
  ledger::Balances balances;
  std::vector<Petition> petitions;
};

// A line of a statement, as it was issued.
struct DisputedLine {
  std::int64_t statement = 0, line = 0;
  base::Day issued_on;
  ledger::Entry entry;
};

// On which a line of a statement may still be disputed.
base::Day last_dispute_day(base::Day issued_on, const programs::Parameters& parameters);

struct PetitionWish {
  PetitionKind kind = PetitionKind::Dispute;
  std::string earner, currency;
  std::optional<base::Decimal> amount;  // absent: all that stands there, where it is of operators
  attribution::EarningKind payout = attribution::EarningKind::Rebate;
  base::Month fund{};
  std::optional<DisputedLine> line;
  std::string evidence, reason;
};

struct PetitionStep {
  PetitionEvent event = PetitionEvent::Review;
  std::optional<base::Decimal> amount;  // of accept; absent: what was asked
  std::string reason;
  std::optional<std::int64_t> if_revision;
};

// The first revision, without commit. Errors: Refused; Usage for what is missing or no amount.
base::Result<Petition> open_petition(const PetitionWish& wish, const Petitioner& who,
                                     const PetitionFacts& facts);
// The next revision, without commit. Errors: the same.
base::Result<Petition> move_petition(const Petition& petition, const PetitionStep& step,
                                     const Petitioner& who, const PetitionFacts& facts);

}  // namespace closing
