// How many partners and subscriptions each rule of a programme is about in a month: of standing
// alone, without usage. Rules: docs/domain/rules.md#what-a-rule-is-about.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "attribution/holdings.h"

namespace attribution {

struct Affected {
  std::string_view kind;  // type, competency, lever
  std::string code;
  std::int64_t partners = 0, subscriptions = 0;  // distinct
};

// All types, then competencies, then levers, in the order of the programme.
std::vector<Affected> affected(const Standing& standing, base::Month month);

}  // namespace attribution
