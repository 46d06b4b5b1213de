// What levers pay for, in the naive model: who holds, which gates are closed, and the kinds that
// look at other usage and earlier months. Each question is answered from the rows, as if no other
// had been asked. Private to the naive model. Rules: docs/domain/incentives.md.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "attribution/naive_settlement.h"

namespace attribution::naive {

// The facts of any month, looked up once.
struct Past {
  const World& world;
  std::map<base::Month, std::vector<Fact>> known;
  const std::vector<Fact>& facts(base::Month month);
};

bool is_role(const programs::Lever& lever, std::size_t type);
bool pays_for(const World& world, const programs::Lever& lever, const Fact& fact);
base::Decimal base_of(const programs::Lever& lever, const Fact& fact);
std::string currency_of(const programs::Lever& lever, const Fact& fact);
std::optional<base::PartnerKey> holder_of(const World& world, const programs::Lever& lever,
                                          const Fact& fact);
// With any of the lever's roles, whether or not another earns before it.
bool holds_role(const World& world, const programs::Lever& lever, const Fact& fact,
                base::PartnerKey partner);
// Why a fact earns nothing whatever its rate; empty: it may. `month` are all facts of its month.
std::string closed_to_fact(const World& world, const programs::Lever& lever,
                           const std::vector<Fact>& month, const Fact& fact,
                           base::PartnerKey holder);

// What every partner has under a lever in a month, before tiers and caps, held days apart.
std::vector<Earned> earned(Past& past, std::size_t lever, base::Month month);

// Of levers that look beyond a line (naive_wide_levers.cc).
using ByPlace =
    std::map<std::tuple<base::SubscriptionKey, base::PartnerKey, std::string, bool>, Earned>;
void add_above_mark(Past& past, std::size_t lever, base::Month month, ByPlace& out);
void add_fixed(Past& past, std::size_t lever, base::Month month, ByPlace& out);

Earned& place(ByPlace& out, std::size_t lever, base::Month month, const Fact& fact,
              base::PartnerKey holder, const std::string& currency, bool held);
// Adds a base at the rate of the day.
void price(Earned& earned, const programs::Lever& lever, base::Day day, base::Decimal base);

}  // namespace attribution::naive
