#include "programs/eligibility.h"

#include <algorithm>

#include "base/check.h"

namespace programs {

bool Eligibility::asks(Gate gate) const {
  switch (gate) {
    case Gate::GoodStanding: return good_standing;
    case Gate::Enrolment: return !enrolments.empty();
    case Gate::Profile: return !profiles.empty();
    case Gate::Segment: return !countries.empty() || !customer_countries.empty();
    case Gate::Competency: return competency.has_value();
  }
  ASSERT(false);
  return false;
}

bool Eligibility::asks() const {
  for (std::size_t gate = 0; gate < kGateReasons.size(); ++gate) {
    if (asks(static_cast<Gate>(gate))) return true;
  }
  return false;
}

}  // namespace programs
