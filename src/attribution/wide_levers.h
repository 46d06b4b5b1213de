// Levers that look beyond the usage of one line: at all usage of a scope, at earlier months. They
// pay what lies above a mark, or divide a fixed amount. Private to attribution.
// Rules: docs/domain/incentives.md.
#pragma once

#include <map>
#include <set>
#include <span>
#include <string_view>
#include <tuple>
#include <vector>

#include "attribution/holdings.h"
#include "attribution/settlement.h"

namespace attribution {

// What earlier months leave behind for later ones, by lever and scope.
struct LeverHistory {
  using Key = std::pair<std::uint32_t, std::uint32_t>;
  std::map<Key, base::Decimal> marks;                                       // of HighWaterMark
  std::set<std::tuple<std::uint32_t, std::uint32_t, std::size_t>> reached;  // paid milestones
  // Of Growth: what each month came to, by currency.
  std::map<std::tuple<std::uint32_t, std::uint32_t, std::string_view, base::Month>, base::Decimal>
      totals;
};

// A base fact of such a lever, whoever holds it.
struct WideFact {
  std::uint32_t lever = 0;
  base::SubscriptionKey subscription;
  std::string_view workload;
  std::string_view currency;
  base::Day day;
  base::Decimal base;
  base::PartnerKey holder;  // none: nobody
  bool held = false;        // what it earns on the day is held
  std::string_view closed;  // the gate that refuses it
  std::uint32_t scope = 0;  // set by add()
};

// One month of them.
class WideLevers {
 public:
  WideLevers(const Standing& standing, base::Month month) : standing_(standing), month_(month) {}

  void add(WideFact fact);
  void add_seats(std::uint32_t lever, base::SubscriptionKey subscription, base::Decimal seats);
  // What the holders have, to be settled with the others. Moves `history` on by the month.
  std::vector<Earned> take(LeverHistory& history);

 private:
  // What one partner has at one subscription, in a scope, by ids; held days stand apart.
  using Shares = std::map<std::tuple<std::string_view, std::string_view, bool>, Earned>;

  std::uint32_t scope_of(const programs::Lever& lever, base::SubscriptionKey subscription,
                         base::PartnerKey holder) const;
  void sort();
  Earned& share_of(const WideFact& fact);
  void measure_against_mark(std::span<const WideFact> scope, LeverHistory& history);
  void pay_above(std::span<const WideFact> scope, base::Decimal mark, std::string_view refusal);
  void divide(std::span<const WideFact> scope, LeverHistory& history);
  struct Fixed;
  Fixed fixed_amount(std::span<const WideFact> scope, const LeverHistory& history) const;
  void divide_among_earners(const Fixed& fixed);
  const programs::Lever& lever_of(const WideFact& fact) const {
    return standing_.programme().levers[fact.lever];
  }

  const Standing& standing_;
  const base::Month month_;
  std::vector<WideFact> facts_;
  std::map<LeverHistory::Key, base::Decimal> seats_;
  Shares shares_;  // of the scope at hand
};

}  // namespace attribution
