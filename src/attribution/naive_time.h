// Credit by the time with access in the naive model: every moment at which something may change is
// looked at by itself. Private to the naive model.
// Rules: docs/domain/rules.md#credit-by-the-time-with-access.
#pragma once

#include <functional>
#include <map>
#include <optional>

#include "attribution/naive_world.h"

namespace attribution::naive {

struct TimeShare {
  programs::TypeMask types = 0;  // that gave access
  std::int64_t part = 0;         // of `whole`; 0: nothing
  std::int64_t whole = 1;
  std::set<base::Day> by_day;  // days on which it is credited by the day
};
// The sum's part, rounded half-even to 12 decimals.
base::Decimal part_of(base::Decimal sum, const TimeShare& share);

// Of what is used at the subscription and workload of the fact, in its month, for those whose
// associations `counts` names for a day.
using Counts = std::function<bool(const registry::Association&, base::Day)>;
TimeShare time_share(const World& world, const Fact& fact, const Counts& counts);

// Of one partner.
TimeShare time_share(const World& world, const Fact& fact, base::PartnerKey partner);

// What is summed up before it is shared: the counted flows of a month by subscription, workload,
// measure and currency.
using Flows = std::map<std::tuple<base::SubscriptionKey, std::string, base::Measure, std::string>,
                       std::vector<Fact>>;
Flows flows_of(const World& world, base::Month month);

// The partner is credited with the fact or with a part of it.
class Shares {
 public:
  explicit Shares(const World& world) : world_(world) {}
  const TimeShare& of(const Fact& fact, base::PartnerKey partner);
  bool is_credited(const Fact& fact, base::PartnerKey partner);
  // Which part of the fact anybody is credited with; that of parts of a month counts as all of it.
  base::Decimal credited(const Fact& fact);

 private:
  using Key = std::tuple<base::SubscriptionKey, std::string, base::Month, base::PartnerKey>;
  const World& world_;
  std::map<Key, TimeShare> known_;
};

}  // namespace attribution::naive
