// Why a partner may not earn, or why what it earns is held, and what would mend it, in words.
// Private to attribution.
#pragma once

#include <string>
#include <vector>

#include "attribution/eligibility.h"
#include "base/sentence.h"

namespace attribution {

struct GateFinding {
  std::string code;
  std::string what;
  std::string remedy;
  bool of_customer = false;  // says something of who is no partner
};

// Every closed gate in the order in which they are asked, then every reason to hold.
std::vector<GateFinding> gate_findings(const base::Speaker& say, const Standing& standing,
                                       Gates& gates, base::PartnerKey partner, std::uint32_t lever,
                                       base::SubscriptionKey subscription);

}  // namespace attribution
