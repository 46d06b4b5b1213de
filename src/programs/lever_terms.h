// What a lever asks of usage before it pays, and what some kinds look at beyond one line: the usage
// around it, earlier months. Rules: docs/domain/incentives.md.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/day.h"
#include "base/decimal.h"
#include "base/terms.h"

namespace programs {

// A fact that a gate closes earns nothing and stands in a line of its own, with the gate's reason.
struct LeverGates {
  std::optional<base::Decimal> minimum_seats;         // of the fact's subscription and workload
  std::optional<base::Decimal> minimum_active_share;  // active users there / seats there
  std::optional<int> attach_within_days;              // after the start of the subscription
  friend bool operator==(const LeverGates&, const LeverGates&) = default;
};

// Over whose usage a lever looks as one.
enum class LeverScope : std::uint8_t { Subscription, Customer, Earner, Programme };

// Paid once to a scope.
struct Milestone {
  base::Decimal at_least;  // units, or with LeverBasis::of_seats their share of the seats
  base::Decimal amount;
  friend bool operator==(const Milestone&, const Milestone&) = default;
};

struct LeverBasis {
  LeverScope scope = LeverScope::Subscription;
  base::Measure measure = base::Measure::Consumption;  // of Growth, Flat and Pool
  std::optional<base::Month> starts;                   // HighWaterMark, Milestone: nothing before
  base::Decimal start_mark;                            // HighWaterMark
  int baseline_months = 12;                            // Growth: compared with so long ago
  base::Decimal minimum_baseline;                      // Growth: below it nothing is paid
  std::optional<base::Decimal> at_least;               // Flat: of the scope in the month
  std::vector<Milestone> milestones;                   // by at_least
  bool of_seats = false;                               // milestones are shares of the seats
  friend bool operator==(const LeverBasis&, const LeverBasis&) = default;
};

}  // namespace programs
