// Single acts on what decides whether a partner may earn: its status from a day on, its enrolment
// in an agreement, its payout and tax profiles. Pure, like acts.h. Rules:
// docs/domain/eligibility.md.
#pragma once

#include <optional>
#include <string>

#include "registry/acts.h"

namespace registry {

// A termination ends what was designated to the partner. Without a status the change of that day
// is withdrawn; associations that it ended are not revived.
struct StatusWish {
  std::string partner_id;
  std::optional<base::PartnerStatus> status;
  base::Day on;
  bool for_cause = false;
  std::string reason;
};

// Complete from the first day on. The same first day again says when it ends; ending on it takes
// it back.
struct EnrolWish {
  std::string partner_id, agreement;
  base::DayRange days;
  std::string reason;
};
struct ProfileWish {
  std::string partner_id;
  base::ProfileKind kind = base::ProfileKind::Payout;
  base::DayRange days;
  std::string reason;
};

base::Result<Decision> set_status(const Situation& situation, const StatusWish& wish);
base::Result<Decision> enrol(const Situation& situation, const EnrolWish& wish);
base::Result<Decision> complete_profile(const Situation& situation, const ProfileWish& wish);

std::string detail_of(const StatusWish& wish);
std::string detail_of(const EnrolWish& wish);
std::string detail_of(const ProfileWish& wish);

}  // namespace registry
