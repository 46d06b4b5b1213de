#include "app/demo_usage.h"

#include <algorithm>

#include "app/demo_random.h"
#include "base/currency.h"

namespace app {
namespace {

using base::ChargeKind;
using base::Day;
using base::Measure;

std::uint64_t subscription_number(const DemoWorld& world, const DemoSubscription& subscription) {
  return static_cast<std::uint64_t>(&subscription - world.subscriptions.data());
}

// A number that belongs to this row and purpose.
std::uint64_t draw(const DemoWorld& world, const DemoSubscription& subscription, int series,
                   Day day, std::uint64_t purpose) {
  const std::uint64_t place = (subscription_number(world, subscription) << 28) ^
                              (static_cast<std::uint64_t>(series) << 20) ^
                              static_cast<std::uint64_t>(day.number);
  return mixed(world.scale.seed * 31 + purpose, place);
}

const DemoProduct& product_of(const DemoSubscription& subscription) {
  return demo_products()[static_cast<std::size_t>(subscription.product)];
}

bool delivers(const DemoWorld& world, const DemoSubscription& subscription, Day day) {
  if (!subscription.life.contains(day)) return false;
  const auto offset = static_cast<int>(subscription_number(world, subscription) % 97);
  return (day.number + offset) % world.scale.stride == 0;
}

ChargeKind kind_of(std::uint64_t luck) {
  if (luck % 400 == 0) return ChargeKind::Refund;
  if (luck % 400 == 1) return ChargeKind::Trial;
  if (luck % 400 == 2) return ChargeKind::Credit;
  return ChargeKind::Usage;
}

// Bills are made of coins: what is smaller than the currency's minor unit is not asked for.
std::int64_t in_coins(std::int64_t amount, std::string_view currency) {
  std::int64_t coin = 1'000'000;
  for (int digit = base::minor_unit(currency); digit > 0; --digit)
    coin /= 10;
  return amount / coin * coin;
}

// Quantity follows growth, the week and some noise; the amount is quantity times price.
DemoRow consumption(const DemoWorld& world, const DemoSubscription& subscription,
                    const DemoSeries& series, Day day) {
  const std::uint64_t luck = draw(world, subscription, series.workload, day, 1);
  const int month = std::max(0, day.month() - demo_first_month());
  const std::int64_t growth = 100 + month * series.growth;
  const std::int64_t week = (day.number + 5) % 7 < 2 ? 62 : 100;  // day 2 was a Saturday
  const auto noise = static_cast<std::int64_t>(85 + luck % 31);
  DemoRow row{
      .subscription = &subscription,
      .workload = product_of(subscription).workloads[static_cast<std::size_t>(series.workload)],
      .series = series.workload,
      .day = day,
      .kind = kind_of(luck >> 16),
      .quantity = series.quantity * growth * week * noise / 1'000'000,
      .unit = "hours"};
  row.amount = row.quantity * series.price;
  if (row.kind == ChargeKind::Refund || row.kind == ChargeKind::Credit) {
    row.quantity = row.kind == ChargeKind::Refund ? -row.quantity / 4 : 0;
    row.amount = -row.amount / 4;
  }
  row.amount = in_coins(row.amount, subscription.currency);
  return row;
}

void stock_rows(const DemoWorld& world, const DemoSubscription& subscription, base::Month month,
                const TakeRow& take) {
  const DemoProduct& product = product_of(subscription);
  const int age = std::max(0, month - demo_first_month());
  const std::int64_t seats = subscription.seats + subscription.seats * age / 60;
  for (const Day day : {month.first() + 9, month.last()}) {
    if (!subscription.life.contains(day)) continue;
    take({.subscription = &subscription,
          .series = 90,
          .day = day,
          .measure = Measure::Seats,
          .quantity = seats * 100,
          .unit = "seats"});
    for (std::size_t i = 0; i < product.workloads.size(); ++i) {
      const auto luck = draw(world, subscription, static_cast<int>(i), day, 2) % 55;
      take({.subscription = &subscription,
            .workload = product.workloads[i],
            .series = 80 + static_cast<int>(i),
            .day = day,
            .measure = Measure::ActiveUsers,
            .quantity = seats * static_cast<std::int64_t>(40 + luck) / 100 * 100,
            .unit = "users"});
    }
  }
}

// Seats are billed once a month, with tax beside them.
void revenue_rows(const DemoSubscription& subscription, base::Month month, const TakeRow& take) {
  const Day day = month.first() + 1;
  if (!subscription.life.contains(day)) return;
  const std::int64_t price = subscription.currency == "JPY" ? 1'430'000'000 : 9'400'000;
  DemoRow row{.subscription = &subscription,
              .series = 70,
              .day = day,
              .measure = Measure::Revenue,
              .kind = ChargeKind::Purchase,
              .quantity = std::int64_t{subscription.seats} * 100,
              .amount = subscription.seats * price,
              .unit = "seats"};
  take(row);
  row.series = 71;
  row.kind = ChargeKind::Tax;
  row.quantity = 0;
  row.amount = in_coins(row.amount / 10, subscription.currency);
  take(row);
}

}  // namespace

Delivery delivery_of(const DemoWorld& world, const DemoSubscription& subscription, int series,
                     Day day) {
  const bool month_end = day.month().last() - day < 3;
  return month_end && draw(world, subscription, series, day, 3) % 25 == 0 ? Delivery::Late
                                                                          : Delivery::OnTime;
}

bool corrected(const DemoWorld& world, const DemoSubscription& subscription, int series, Day day) {
  return draw(world, subscription, series, day, 4) % 500 == 0;
}

void for_each_consumption(const DemoWorld& world, Day day, bool focus, const TakeRow& take) {
  for (const DemoSubscription& subscription : world.subscriptions) {
    const DemoProduct& product = product_of(subscription);
    if (product.metering != base::Metering::Metered || product.focus != focus) continue;
    if (!delivers(world, subscription, day)) continue;
    for (const DemoSeries& series : subscription.series) {
      take(consumption(world, subscription, series, day));
    }
  }
}

DemoRow correction_of(const DemoRow& row) {
  DemoRow corrected_row = row;
  corrected_row.revision = 2;
  corrected_row.quantity = row.quantity * 85 / 100;
  corrected_row.amount = in_coins(row.amount * 85 / 100, row.subscription->currency);
  return corrected_row;
}

void for_each_monthly(const DemoWorld& world, base::Month month, const TakeRow& take) {
  for (const DemoSubscription& subscription : world.subscriptions) {
    if (product_of(subscription).metering != base::Metering::Seat) continue;
    stock_rows(world, subscription, month, take);
    revenue_rows(subscription, month, take);
  }
}

}  // namespace app
