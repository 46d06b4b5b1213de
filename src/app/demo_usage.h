// The usage rows of the demo. Which row exists, what it says and when it is delivered follows from
// subscription, workload and day alone, so files can be written in any order.
#pragma once

#include <functional>

#include "app/demo_world.h"

namespace app {

// A row as it is delivered. Quantity in 10^-2; amount in 10^-6, a whole number of coins.
struct DemoRow {
  const DemoSubscription* subscription = nullptr;
  std::string_view workload;
  int series = 0;  // part of the key
  base::Day day;
  base::Measure measure = base::Measure::Consumption;
  base::ChargeKind kind = base::ChargeKind::Usage;
  std::int64_t quantity = 0;
  std::int64_t amount = 0;
  std::string_view unit;
  int revision = 1;
};

// When a consumption row reaches us.
enum class Delivery { OnTime, Late };
Delivery delivery_of(const DemoWorld& world, const DemoSubscription& subscription, int series,
                     base::Day day);
// Whether a later file corrects the row.
bool corrected(const DemoWorld& world, const DemoSubscription& subscription, int series,
               base::Day day);

using TakeRow = std::function<void(const DemoRow&)>;

// Consumption of one day by products with (focus) or without FOCUS feeds, by subscription.
void for_each_consumption(const DemoWorld& world, base::Day day, bool focus, const TakeRow& take);
// The row as a correction states it: 15 per cent less.
DemoRow correction_of(const DemoRow& row);
// Seats, active users, revenue and tax of a month.
void for_each_monthly(const DemoWorld& world, base::Month month, const TakeRow& take);

}  // namespace app
