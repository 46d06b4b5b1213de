#include "attribution/naive_time.h"

#include <algorithm>

#include "base/zone.h"

namespace attribution::naive {
namespace {

using base::Day;
using base::Instant;

constexpr std::int64_t kHour = 3'600'000;

bool by_time(const World& world) {
  return std::ranges::any_of(world.programme.types,
                             [](const auto& type) { return type.continuous; });
}

bool holds(const World& world, const registry::Association& association, const Fact& fact,
           const Counts& counts) {
  return counts(association, fact.day) && world.programme.types[association.type].competency &&
         stands(world, association, fact) && is_admitted(world, association, fact);
}

// At this moment, which lies in the day of the fact.
bool gives_access(const World& world, const registry::Association& association, Instant moment) {
  bool known = false;
  for (const registry::AccessPeriod& period : world.registry.access_periods) {
    if (period.association_id != association.id) continue;
    if (period.from <= moment && moment < period.to) return true;
    known = true;
  }
  return !known;
}

// Every moment of the day at which access may begin or end; the last is the end of the day.
std::set<Instant> moments_of(const World& world, Day day) {
  const auto zone = base::Zone::find(world.programme.parameters.time_zone).value();
  const Instant begin = zone.instant_at({day, 0, std::nullopt});
  const Instant end = zone.instant_at({day + 1, 0, std::nullopt});
  std::set<Instant> out{begin, end};
  for (const registry::AccessPeriod& period : world.registry.access_periods) {
    for (const Instant moment : {period.from, period.to}) {
      if (begin < moment && moment < end) out.insert(moment);
    }
  }
  return out;
}

std::int64_t month_length(const World& world, std::int64_t real) {
  for (const programs::AssociationType& type : world.programme.types) {
    if (type.continuous && type.month_hours) return *type.month_hours * kHour;
  }
  return real;
}

}  // namespace

// Bit by bit: the sum is halved down to nothing and doubled up again, its part with it.
base::Decimal part_of(base::Decimal sum, const TimeShare& share) {
  const bool negative = sum < base::Decimal();
  const base::Int128 units = negative ? -sum.units() : sum.units();
  base::Int128 quotient = 0, rest = 0;
  for (int bit = 126; bit >= 0; --bit) {
    quotient *= 2;
    rest *= 2;
    if ((units >> bit & 1) != 0) rest += share.part;
    quotient += rest / share.whole;
    rest %= share.whole;
  }
  const bool up = 2 * rest > share.whole || (2 * rest == share.whole && quotient % 2 == 1);
  quotient += up ? 1 : 0;
  return base::Decimal::from_units(negative ? -quotient : quotient);
}

TimeShare time_share(const World& world, const Fact& fact, const Counts& counts) {
  TimeShare out;
  if (!by_time(world) || base::is_stock(fact.record->measure)) return out;
  std::int64_t month = 0, rest = 0, access = 0;
  const base::Month of = fact.record->usage_date.month();
  for (Day day = of.first(); day < of.end(); day = day + 1) {
    Fact on = fact;
    on.day = day;
    const std::set<Instant> moments = moments_of(world, day);
    const std::int64_t length = moments.rbegin()->milliseconds - moments.begin()->milliseconds;
    month += length;
    for (const registry::Association& one : world.registry.associations) {
      if (!world.programme.types[one.type].continuous && holds(world, one, on, counts))
        out.by_day.insert(day);
    }
    if (out.by_day.contains(day)) continue;
    rest += length;
    for (auto moment = moments.begin(); std::next(moment) != moments.end(); ++moment) {
      bool open = false;
      for (const registry::Association& one : world.registry.associations) {
        const bool gives = world.programme.types[one.type].continuous &&
                           holds(world, one, on, counts) && gives_access(world, one, *moment);
        open |= gives;
        if (gives) out.types |= programs::TypeMask{1} << one.type;
      }
      if (open) access += std::next(moment)->milliseconds - moment->milliseconds;
    }
  }
  if (access == 0) return out;
  out.whole = rest * month_length(world, month);
  out.part = std::min(access * month, out.whole);
  return out;
}

TimeShare time_share(const World& world, const Fact& fact, base::PartnerKey partner) {
  return time_share(world, fact, [&](const registry::Association& association, Day day) {
    return association.partner == partner && (world.programme.parameters.credit_own_use ||
                                              !is_own_use(world, partner, fact.subscription, day));
  });
}

Flows flows_of(const World& world, base::Month month) {
  Flows out;
  if (!by_time(world)) return out;
  for (const Fact& fact : facts_of(world, month)) {
    const usage::Record& record = *fact.record;
    if (!fact.residual.empty() || base::is_stock(record.measure)) continue;
    out[{fact.subscription, record.workload, record.measure, record.currency}].push_back(fact);
  }
  return out;
}

const TimeShare& Shares::of(const Fact& fact, base::PartnerKey partner) {
  const Key key{fact.subscription, fact.record->workload, fact.record->usage_date.month(), partner};
  const auto [place, is_new] = known_.try_emplace(key);
  if (is_new) place->second = time_share(world_, fact, partner);
  return place->second;
}

bool Shares::is_credited(const Fact& fact, base::PartnerKey partner) {
  if (credited_types(world_, partner, fact) != 0) return true;
  return !base::is_stock(fact.record->measure) && of(fact, partner).part > 0;
}

base::Decimal Shares::credited(const Fact& fact) {
  base::Decimal sum;
  for (std::uint32_t p = 0; p < world_.registry.partners.size(); ++p) {
    if (is_credited(fact, {p})) sum += naive::part_of(world_, {p}, fact);
  }
  return std::min(sum, base::Decimal::from_integer(1));
}

}  // namespace attribution::naive
