// What all naive questions share: which rows count on which day, and who stands beside them.
// Private to the naive model (naive.cc, naive_earnings.cc, naive_competency.cc).
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "attribution/naive.h"

namespace attribution::naive {

struct World {
  std::span<const usage::Record> records;
  const registry::Snapshot& registry;
  const programs::Programme& programme;
};

// A usage row and where it belongs. `residual` says why nobody can be credited with it whoever
// stands there (a bucket of the reconciliation); empty: it counts.
struct Fact {
  const usage::Record* record;
  base::SubscriptionKey subscription;
  base::Day day;  // of a stock: the snapshot day
  std::string residual;
};

// Every row of the month, counted or not. docs/domain/rules.md#1-facts.
std::vector<Fact> facts_of(const World& world, base::Month month);

// docs/domain/rules.md#2-who-holds, one function for each line.
bool is_csp_day(const World& world, base::SubscriptionKey subscription, base::Day day);
bool reaches(const World& world, const registry::Association& association,
             base::SubscriptionKey subscription, base::Day day);
// Its partner was terminated on a day of it up to this one.
bool is_ended(const World& world, const registry::Association& association, base::Day day);
bool stands(const World& world, const registry::Association& association, const Fact& fact);
bool channel_admits(const World& world, const programs::AssociationType& type, bool csp_day);
bool metering_admits(const World& world, const programs::AssociationType& type,
                     base::SubscriptionKey subscription);
// The customer of the subscription is, or belongs on that day to one house with, the party.
bool is_of_house(const World& world, base::SubscriptionKey subscription, std::string_view party,
                 base::Day day);
bool is_own_use(const World& world, base::PartnerKey partner, base::SubscriptionKey subscription,
                base::Day day);
// By the changes of the partner, or by partners.csv when it has none.
base::PartnerStatus status_on(const World& world, base::PartnerKey partner, base::Day day);

// Channel and metering pass; own use is left to the caller, credit and money differ in it.
bool is_admitted(const World& world, const registry::Association& association, const Fact& fact);

// The competency types with which the partner holds and is credited by the day; none: it is not
// credited with the fact.
programs::TypeMask credited_types(const World& world, base::PartnerKey partner, const Fact& fact);

// Which part of a fact the partner is credited with when it is at all.
base::Decimal part_of(const World& world, base::PartnerKey partner, const Fact& fact);

// The account to which the partner belongs on a day (naive_competency.cc).
std::string account_on(const World& world, base::PartnerKey partner, base::Day day);
// The rank of the level that the partner's account holds at the end of a day; 0: none.
base::Result<std::size_t> held_rank(const World& world, const std::string& competency,
                                    base::PartnerKey partner, base::Day day);

// The competencies that the fact counts towards.
std::set<std::string> competencies_of(const World& world, const Fact& fact);

}  // namespace attribution::naive
