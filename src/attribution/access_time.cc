#include "attribution/access_time.h"

#include <algorithm>
#include <limits>

#include "attribution/sentences.h"
#include "base/check.h"

namespace attribution {

using base::Day;
using base::Decimal;
using base::Instant;
using base::Int128;

namespace {

constexpr std::int64_t kHour = 3'600'000;
constexpr Instant kAlways{std::numeric_limits<std::int64_t>::min()};

base::Zone zone_of(const programs::Programme& programme) {
  return base::Zone::find(programme.parameters.time_zone).value();
}

Instant start_of(const base::Zone& zone, Day day) {
  if (day == Day::min()) return kAlways;
  if (day == Day::forever()) return registry::kNoEnd;
  return zone.instant_at({day, 0, std::nullopt});
}

std::optional<std::int64_t> month_length(const programs::Programme& programme) {
  for (const programs::AssociationType& type : programme.types) {
    if (type.continuous && type.month_hours) return *type.month_hours * kHour;
  }
  return std::nullopt;
}

struct Stretched {
  Instant from, to;
};

// How much of [from, to) the spells cover together.
std::int64_t covered(std::vector<Stretched> all, Instant from, Instant to) {
  std::ranges::sort(all, {}, &Stretched::from);
  std::int64_t sum = 0;
  for (const Stretched& one : all) {
    const Instant begin = std::max(one.from, from);
    const Instant end = std::min(one.to, to);
    if (begin >= end) continue;
    sum += end.milliseconds - begin.milliseconds;
    from = end;
  }
  return sum;
}

}  // namespace

void add_spells(const Standing& standing, const registry::Association& association,
                const SpellPlace& place, std::vector<Spell>& out) {
  const base::Zone zone = zone_of(standing.programme());
  const Instant begin = start_of(zone, place.days.from);
  const Instant end = start_of(zone, place.days.to);
  const auto add = [&](Instant from, Instant to) {
    const Spell spell{.subscription = place.subscription,
                      .partner = association.partner,
                      .workload = place.workload,
                      .types = programs::TypeMask{1} << association.type,
                      .from = std::max(from, begin),
                      .to = std::min(to, end)};
    if (spell.from < spell.to) out.push_back(spell);
  };
  const auto& all = standing.registry().access_periods;
  const auto periods =
      std::ranges::equal_range(all, association.id, {}, &registry::AccessPeriod::association_id);
  if (periods.empty()) add(kAlways, registry::kNoEnd);
  for (const registry::AccessPeriod& period : periods)
    add(period.from, period.to);
}

// sum x part / whole without leaving 128 bits: part <= whole < 2^63, and what is left of the sum
// below one whole is multiplied alone.
Decimal AccessShare::of(Decimal sum) const {
  const Int128 times = sum.units() / whole;
  const Int128 rest = sum.units() % whole * part;  // has the sign of the sum
  Int128 units = times * part + rest / whole;
  const Int128 left = rest % whole;
  const Int128 twice = left < 0 ? -2 * left : 2 * left;
  if (twice > whole || (twice == whole && units % 2 != 0)) units += left < 0 ? -1 : 1;
  return Decimal::from_units(units);
}

std::string AccessShare::text(const base::Speaker& say) const {
  const auto seconds = [](std::int64_t milliseconds) {
    return Decimal::from_units(Int128{milliseconds} * (base::kUnit / 1000));
  };
  if (part == whole) return say(kSay.whole_access, seconds(access));
  if (length > 0) return say(kSay.access_of, seconds(access), seconds(length));
  return say(kSay.access_part, std::to_string(part), std::to_string(whole), seconds(access));
}

AccessTime::AccessTime(const Holdings& holdings, const Standing& standing)
    : holdings_(holdings),
      standing_(standing),
      zone_(zone_of(standing.programme())),
      by_day_(standing.programme().credited_by_day()),
      month_length_(month_length(standing.programme())) {}

std::span<const Spell> AccessTime::spells_of(base::SubscriptionKey subscription) const {
  return std::ranges::equal_range(holdings_.spells, subscription, {}, &Spell::subscription);
}

bool AccessTime::matters(base::SubscriptionKey subscription, base::Month month) const {
  const std::span<const Spell> spells = spells_of(subscription);
  if (spells.empty()) return false;
  const Instant begin = start_of(zone_, month.first());
  const Instant end = start_of(zone_, month.end());
  return std::ranges::any_of(
      spells, [&](const Spell& spell) { return spell.from < end && begin < spell.to; });
}

std::optional<AccessShare> AccessTime::share_of(std::span<const Spell> partner,
                                                const Holdings::Holder* holder,
                                                std::uint32_t workload, base::Month month) const {
  AccessShare out;
  out.partner = partner.front().partner;
  out.first = month.first();
  std::int64_t days_left = 0;  // their length
  for (Day day = month.first(); day < month.end(); day = day + 1) {
    if (holder != nullptr && (holder->types_on(day) & by_day_) != 0) {
      out.by_day |= std::uint32_t{1} << (day - out.first);
      continue;
    }
    const Instant begin = start_of(zone_, day);
    const Instant end = start_of(zone_, day + 1);
    days_left += end.milliseconds - begin.milliseconds;
    std::vector<Stretched> here;
    for (const Spell& spell : partner) {
      const bool there = spell.workload == workload || spell.workload == Holding::kEveryWorkload;
      if (!there || spell.from >= end || begin >= spell.to) continue;
      here.push_back({spell.from, spell.to});
      out.types |= spell.types;
    }
    out.access += covered(std::move(here), begin, end);
  }
  if (out.access == 0) return std::nullopt;
  out.part = out.access;
  out.whole = out.length = days_left;
  if (month_length_) {
    const std::int64_t real =
        start_of(zone_, month.end()).milliseconds - start_of(zone_, month.first()).milliseconds;
    out.whole = days_left * *month_length_;
    out.length = out.whole % real == 0 ? out.whole / real : 0;
    out.part = std::min(out.access * real, out.whole);
  }
  return out;
}

std::vector<AccessShare> AccessTime::shares(base::SubscriptionKey subscription,
                                            std::uint32_t workload, base::Month month) const {
  std::vector<AccessShare> out;
  const std::span<const Spell> spells = spells_of(subscription);
  if (spells.empty()) return out;
  const auto holders = holdings_.holders(subscription, workload);
  for (std::size_t from = 0, to = 0; from < spells.size(); from = to) {
    while (to < spells.size() && spells[to].partner == spells[from].partner)
      ++to;
    const auto holder =
        std::ranges::find(holders, spells[from].partner, &Holdings::Holder::partner);
    const auto share = share_of(spells.subspan(from, to - from),
                                holder == holders.end() ? nullptr : &*holder, workload, month);
    if (share) out.push_back(*share);
  }
  return out;
}

std::vector<AccessCredit> access_credit(const usage::SeriesIndex& index, const AccessTime& time,
                                        const Standing& standing,
                                        base::SubscriptionKey subscription, base::Month month) {
  std::vector<AccessCredit> out;
  if (!time.matters(subscription, month)) return out;
  std::vector<MonthFact> facts = month_facts(index, standing, subscription, month);
  std::erase_if(facts, [](const MonthFact& fact) {
    return !fact.residual.empty() || base::is_stock(fact.lane->measure);
  });
  std::ranges::stable_sort(facts, {}, &MonthFact::lane);
  for (std::size_t from = 0, to = 0; from < facts.size(); from = to) {
    const usage::Lane* lane = facts[from].lane;
    while (to < facts.size() && facts[to].lane == lane)
      ++to;
    for (const AccessShare& share : time.shares(subscription, lane->workload, month)) {
      Decimal amount, quantity;
      bool any = false;
      for (std::size_t i = from; i < to; ++i) {
        if (!share.takes(facts[i].day)) continue;
        any = true;
        amount += facts[i].amount;
        quantity += facts[i].quantity;
      }
      if (!any) continue;
      out.push_back({share, subscription, month, lane, share.of(amount), share.of(quantity)});
    }
  }
  return out;
}

}  // namespace attribution
