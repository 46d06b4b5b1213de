#include "tests/random_world.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "registry/credit_shares.h"

namespace tests {
namespace {

using base::Day;
using base::DayRange;
using base::Decimal;
using base::Measure;

std::uint32_t index(Chance& chance, std::size_t size) {
  return static_cast<std::uint32_t>(chance.below(static_cast<int>(size)));
}

Day random_day(Chance& chance, const World& world) {
  return world.first.first() + chance.below(world.last.end() - world.first.first());
}

DayRange random_range(Chance& chance, const World& world) {
  DayRange out;
  if (!chance.in_hundred(30)) out.from = random_day(chance, world) + chance.of({0, 0, -40});
  if (!chance.in_hundred(45)) {
    out.to = std::max(out.from, random_day(chance, world)) + chance.of({0, 1, 1, 30});
  }
  if (chance.in_hundred(25)) out = base::range_of(random_day(chance, world).month());
  return {std::min(out.from, out.to), out.to};
}

Decimal random_number(Chance& chance) {
  const int sign = chance.in_hundred(25) ? -1 : 1;
  const base::Int128 whole = base::Int128{chance.between(0, 500)} * base::kUnit;
  const base::Int128 fine = static_cast<std::int64_t>(chance.next() % base::kUnit);
  const base::Int128 coins = base::Int128{chance.below(200)} * base::kUnit / 200;
  switch (chance.below(8)) {
    case 0: return {};
    case 1: return Decimal::from_units(sign * (whole + fine));
    case 2: return Decimal::from_units(sign * fine / 1'000'000);
    case 3:
      if (chance.in_hundred(20)) {
        return Decimal::from_units(sign * (whole * 100'000'000'000'000 + fine));
      }
      [[fallthrough]];
    case 4: return Decimal::from_units(sign * whole);
    default: return Decimal::from_units(sign * (whole + coins));
  }
}

void add_people(Chance& chance, World& world) {
  auto& registry = world.registry;
  for (const char* id : {"C1", "C2", "C3"})
    registry.customers.push_back({id, "", ""});
  registry.customers.resize(static_cast<std::size_t>(chance.between(1, 3)));
  chance.shuffle(registry.customers);
  for (const char* id : {"p1", "p10", "p2", "P3", "zoe", "é"}) {
    registry::Partner partner{.id = id, .name = "", .group_id = "", .country = ""};
    if (chance.in_hundred(30)) partner.group_id = chance.of({"C1", "C2", "g1", "g1"});
    if (chance.in_hundred(6)) partner.id = "C1";
    if (std::ranges::count(registry.partners, partner.id, &registry::Partner::id) > 0) continue;
    partner.status = chance.of({base::PartnerStatus::Active, base::PartnerStatus::Active,
                                base::PartnerStatus::Suspended, base::PartnerStatus::Terminated});
    registry.partners.push_back(partner);
  }
  chance.shuffle(registry.partners);
  registry.partners.resize(
      std::min(registry.partners.size(), static_cast<std::size_t>(chance.between(1, 6))));
}

void add_subscriptions(Chance& chance, World& world) {
  auto& registry = world.registry;
  for (const char* id : {"r1", "r2", "r3", "r4"}) {
    registry.products.push_back({id, "", chance.of({"cloud", "Office", "CRM", ""}),
                                 chance.of({base::Metering::Seat, base::Metering::Metered})});
  }
  const int count = chance.between(1, 5);
  for (int i = 0; i < count; ++i) {
    registry::Subscription subscription;
    subscription.id = chance.of({"s", "S", "t"}) + std::to_string(i * 7 % 5);
    subscription.customer = {index(chance, registry.customers.size())};
    subscription.product = {index(chance, registry.products.size())};
    subscription.currency = "USD";
    if (chance.in_hundred(50)) subscription.life = random_range(chance, world);
    registry.subscriptions.push_back(subscription);
  }
}

// Periods in day order with gaps; about half of the days are CSP days.
void add_channels(Chance& chance, World& world) {
  using base::Channel;
  for (std::uint32_t s = 0; s < world.registry.subscriptions.size(); ++s) {
    if (chance.in_hundred(25)) continue;
    Day at = chance.in_hundred(50) ? Day::min() : random_day(chance, world);
    for (int i = 0; i < 4 && at < world.last.end(); ++i) {
      Day to = std::max(at, world.first.first()) + chance.between(1, 50);
      if (chance.in_hundred(20)) to = Day::forever();
      const Channel channel =
          chance.of({Channel::Ea, Channel::DirectWeb, Channel::CspDirect, Channel::CspIndirect});
      world.registry.channels.push_back({{s}, channel, {at, to}, {}, {}});
      at = to + (chance.in_hundred(70) ? 0 : chance.between(1, 9));
    }
  }
}

bool may_meet(const registry::Association& a, const registry::Association& b) {
  const bool same_place = a.subscription.exists() && b.subscription.exists()
                              ? a.subscription == b.subscription
                              : a.customer == b.customer;
  const bool same_workload = a.workload.empty() || b.workload.empty() || a.workload == b.workload;
  return same_place && same_workload && a.days.overlaps(b.days);
}

bool is_excluded(const World& world, const registry::Association& candidate) {
  const std::string& key = world.programme.types[candidate.type].exclusive;
  return !key.empty() && std::ranges::any_of(world.registry.associations, [&](const auto& other) {
    return world.programme.types[other.type].exclusive == key && may_meet(candidate, other);
  });
}

registry::Association random_association(Chance& chance, const World& world) {
  const registry::Snapshot& registry = world.registry;
  registry::Association out;
  out.id = "a" + std::to_string(100 + registry.associations.size());
  out.type = static_cast<programs::TypeIndex>(index(chance, world.programme.types.size()));
  out.partner = {index(chance, registry.partners.size())};
  out.customer = {index(chance, registry.customers.size())};
  if (chance.in_hundred(60)) {
    out.subscription = {index(chance, registry.subscriptions.size())};
    out.customer = registry[out.subscription].customer;
  }
  if (chance.in_hundred(25)) out.workload = chance.of({"mail", "chat", "void"});
  out.days = random_range(chance, world);
  return out;
}

// One partner in another role each month: whole months that differ only in their types.
void add_patchwork(Chance& chance, World& world) {
  const registry::Association like = random_association(chance, world);
  for (base::Month month = world.first; month <= world.last; month = month + 1) {
    registry::Association association = random_association(chance, world);
    association.partner = like.partner;
    association.customer = like.customer;
    association.subscription = like.subscription;
    association.workload = like.workload;
    association.days = base::range_of(month);
    world.registry.associations.push_back(association);
  }
}

// One world in four knows no exclusivity: the rules still say who earns.
void add_associations(Chance& chance, World& world) {
  const bool unruly = chance.in_hundred(25);
  for (int i = chance.below(15); i > 0; --i) {
    const registry::Association association = random_association(chance, world);
    if (unruly || !is_excluded(world, association)) {
      world.registry.associations.push_back(association);
    }
  }
  if (chance.in_hundred(25)) add_patchwork(chance, world);
}

// Customers of which one partner after the other holds everything, one role after the other.
void add_wide_associations(Chance& chance, World& world) {
  for (std::uint32_t customer = 0; customer < world.registry.customers.size(); ++customer) {
    for (int i = chance.between(1, 4); i > 0; --i) {
      registry::Association association = random_association(chance, world);
      association.customer = {customer};
      association.subscription = {};
      association.workload.clear();
      if (!is_excluded(world, association)) world.registry.associations.push_back(association);
    }
  }
}

// Customers that become one or belong together, each to one that stands before it: no way leads
// back. Here nobody ends what then collides: the rules still say who earns.
void add_mergers(Chance& chance, World& world) {
  if (chance.in_hundred(50)) return;
  for (std::uint32_t merged = 1; merged < world.registry.customers.size(); ++merged) {
    for (const auto kind : {base::MergerKind::TenantMerged, base::MergerKind::Acquired}) {
      if (!chance.in_hundred(45)) continue;
      const auto survivor = static_cast<std::uint32_t>(chance.below(static_cast<int>(merged)));
      const Day day = random_day(chance, world) + chance.of({0, 0, -400});
      world.registry.mergers.push_back({{merged}, {survivor}, day, kind});
    }
  }
}

// Hours on which associations give access; of most nothing is known.
void add_access(Chance& chance, World& world) {
  constexpr std::int64_t kHour = 3'600'000;
  for (const registry::Association& association : world.registry.associations) {
    if (!chance.in_hundred(40)) continue;
    std::int64_t at = world.first.first().number * 24 * kHour +
                      chance.of({0, 8, -1, -2, chance.between(-30, 30)}) * kHour;
    for (int i = chance.between(1, 4); i > 0; --i) {
      const std::int64_t to = chance.in_hundred(15) ? registry::kNoEnd.milliseconds
                                                    : at + chance.of({0, 7, 24, 240, 700}) * kHour;
      world.registry.access_periods.push_back({association.id, {at}, {to}});
      if (to == registry::kNoEnd.milliseconds) break;
      at = to + chance.of({0, 0, 1, 30}) * kHour + (at == to ? 1 : 0);
    }
  }
}

// What the operator gives, also under levers that know of no such thing.
void add_manual(Chance& chance, World& world) {
  if (world.programme.levers.empty()) return;
  for (int i = chance.below(4); i > 0; --i) {
    const auto& subscriptions = world.registry.subscriptions;
    world.registry.manual_earnings.push_back(
        {.reference = "m" + std::to_string(4 - i),
         .lever = chance.of(world.programme.levers).code,
         .partner = {index(chance, world.registry.partners.size())},
         .subscription = {index(chance, subscriptions.size())},
         .month = world.first + chance.below(world.last - world.first + 1),
         .amount = random_number(chance),
         .currency = chance.of({"USD", "JPY"}),
         .reason = "why"});
  }
}

void add_rates(Chance& chance, World& world) {
  const bool gaps = chance.in_hundred(20);
  for (base::Month month = world.first; month <= world.last; month = month + 1) {
    for (const char* from : {"EUR", "JPY", "KWD", "USD"}) {
      for (const char* to : {"EUR", "GBP", "USD"}) {
        if (std::string_view(from) == to || (gaps && chance.in_hundred(15))) continue;
        const Decimal rate = Decimal::from_units(base::Int128{chance.between(1, 2'000'000)} *
                                                 chance.of({1'000'000, 10'000, 1}));
        world.registry.fx_rates.push_back({month, from, to, rate});
      }
    }
  }
}

// What a world has usage of: a few lanes make dense series, many make sparse ones.
struct Palette {
  std::vector<std::string> workloads{"", "mail", "chat", "Mail"};
  std::vector<Measure> measures{Measure::Consumption, Measure::Revenue, Measure::Seats,
                                Measure::ActiveUsers, Measure::Indicator};
  std::vector<std::string> currencies{"USD", "EUR", "JPY", "KWD", ""};
};

Palette random_palette(Chance& chance) {
  Palette out;
  out.measures.push_back(Measure::Consumption);
  out.currencies.push_back("USD");
  chance.shuffle(out.workloads);
  chance.shuffle(out.measures);
  chance.shuffle(out.currencies);
  if (chance.in_hundred(60)) {
    out.workloads.resize(static_cast<std::size_t>(chance.between(1, 2)));
    out.measures.resize(static_cast<std::size_t>(chance.between(1, 3)));
    out.currencies.resize(static_cast<std::size_t>(chance.between(1, 2)));
  }
  return out;
}

usage::Record random_record(Chance& chance, const World& world, const Palette& palette) {
  using base::ChargeKind;
  usage::Record out;
  out.subscription_id = chance.of(world.registry.subscriptions).id;
  out.workload = chance.of(palette.workloads);
  out.usage_date = random_day(chance, world);
  if (chance.in_hundred(20)) out.usage_date = out.usage_date.month().last();
  out.measure = chance.of(palette.measures);
  out.charge_kind = chance.in_hundred(80)
                        ? chance.of({ChargeKind::Usage, ChargeKind::Refund, ChargeKind::Correction})
                        : static_cast<ChargeKind>(chance.below(8));
  out.currency = chance.of(palette.currencies);
  out.unit = chance.of({"", "seat", "hour"});
  out.quantity = random_number(chance);
  if (!out.currency.empty()) out.amount = random_number(chance);
  if (chance.in_hundred(10)) out.quantity_rest = chance.between(-500, 500) * 1'000'000'000LL;
  if (chance.in_hundred(10) && !out.currency.empty()) {
    out.amount_rest = chance.between(-500, 500) * 999'999'999LL;
  }
  return out;
}

void deliver(World& world, usage::Record record, const std::string& key) {
  record.record_key = key;
  world.delivered.push_back(std::move(record));
}

void add_single_rows(Chance& chance, World& world, const Palette& palette) {
  const int count = chance.in_hundred(15) ? chance.between(60, 160) : chance.below(30);
  for (int i = 0; i < count; ++i) {
    const int revisions = chance.in_hundred(20) ? chance.between(2, 3) : 1;
    const int first_revision = chance.below(3);
    const std::string source = chance.of({"x", "y"});
    for (int r = 0; r < revisions; ++r) {
      usage::Record record = random_record(chance, world, palette);
      record.source = source;
      record.revision = first_revision + r;
      deliver(world, record, "k" + std::to_string(i));
    }
    if (chance.in_hundred(5)) world.delivered.push_back(chance.of(world.delivered));
  }
}

// A row a day, as most of a real log is: what month totals are kept for. Amounts of one size, from
// cents over what just fits 64 bits to what needs 128.
void add_daily_rows(Chance& chance, World& world, const Palette& palette, int series) {
  const usage::Record like = random_record(chance, world, palette);
  const int present = chance.of({100, 100, 90, 40});
  const std::int64_t scale =
      chance.of({std::int64_t{10'000'000'000}, std::int64_t{1'000'000'000'000},
                 std::int64_t{123'456'789'012'345'678}});
  const base::Int128 factor = base::Int128{scale} * (chance.in_hundred(10) ? 1'000'000 : 1);
  base::Day day = chance.in_hundred(60) ? world.first.first() : random_day(chance, world);
  const base::Day end = chance.in_hundred(60) ? world.last.end() : random_day(chance, world);
  const base::Month idle = world.first + chance.below(chance.of({9, world.last - world.first + 1}));
  for (; day < end; day = day + 1) {
    if (day.month() == idle || !chance.in_hundred(present)) continue;
    usage::Record record = like;
    record.source = "daily";
    record.usage_date = day;
    record.quantity = Decimal::from_units(factor * chance.between(-20, 74));
    if (!record.currency.empty()) record.amount = Decimal::from_units(factor * chance.below(75));
    deliver(world, record, std::to_string(series) + "/" + day.text());
  }
}

// Rows so far away that no question reaches them; they still share the series of the others.
void add_far_rows(Chance& chance, World& world, const Palette& palette) {
  for (const int year : {1841, 1979, 2099}) {
    usage::Record record = random_record(chance, world, palette);
    record.source = "far";
    record.usage_date = Day::from(year, 3, 1).value();
    deliver(world, record, std::to_string(year));
  }
}

// Seats and their users at the end of each month, the users around a share of the seats.
void add_stocks(Chance& chance, World& world) {
  for (const registry::Subscription& subscription : world.registry.subscriptions) {
    // Round numbers meet the bounds of levers exactly.
    const int seats = chance.in_hundred(50) ? 50 * chance.between(1, 6) : chance.between(1, 400);
    for (base::Month month = world.first + -1; month <= world.last; month = month + 1) {
      for (const Measure measure : {Measure::Seats, Measure::ActiveUsers}) {
        usage::Record record;
        record.source = "stock";
        record.subscription_id = subscription.id;
        record.workload = chance.of({"mail", "mail", ""});
        record.usage_date = month.last() + (chance.in_hundred(20) ? -chance.below(20) : 0);
        record.measure = measure;
        record.charge_kind = base::ChargeKind::Usage;
        record.unit = "seat";
        const int share = measure == Measure::Seats ? 100 : chance.between(0, 110);
        record.quantity = Decimal::from_integer(seats * share / 100);
        deliver(world, record, subscription.id + month.text() + std::string(base::word(measure)));
      }
    }
  }
}

void add_usage(Chance& chance, World& world) {
  const Palette palette = random_palette(chance);
  add_single_rows(chance, world, palette);
  for (int i = chance.in_hundred(40) ? chance.between(1, 3) : 0; i > 0; --i) {
    add_daily_rows(chance, world, palette, i);
  }
  if (chance.in_hundred(4)) add_far_rows(chance, world, palette);
  chance.shuffle(world.delivered);
}

// ---- who may earn -------------------------------------------------------------------------------

// Of two rows of one key the store keeps one, and it hands them out in order.
template <class Rows, class Key>
void in_order(Rows& rows, Key key) {
  std::ranges::stable_sort(rows, {}, key);
  const auto repeated = std::ranges::unique(rows, {}, key);
  rows.erase(repeated.begin(), repeated.end());
}

void add_groups(Chance& chance, World& world) {
  for (std::uint32_t p = 0; p < world.registry.partners.size(); ++p) {
    Day at = random_day(chance, world) + -20;
    for (int i = chance.in_hundred(30) ? chance.between(1, 2) : 0; i > 0; --i) {
      const Day to = chance.in_hundred(30) ? Day::forever() : at + chance.below(60);
      world.registry.memberships.push_back({{p}, chance.of({"C1", "C2", "g1"}), {at, to}});
      at = to == Day::forever() ? to : to + chance.of({0, 1, 9});
      if (at == Day::forever()) break;
    }
  }
  in_order(world.registry.memberships,
           [](const auto& one) { return std::pair(one.partner, one.days.from); });
}

void add_statuses(Chance& chance, World& world) {
  using base::PartnerStatus;
  for (std::uint32_t p = 0; p < world.registry.partners.size(); ++p) {
    for (int i = chance.in_hundred(55) ? chance.between(1, 3) : 0; i > 0; --i) {
      registry::StatusChange change{
          {p}, random_day(chance, world), PartnerStatus::Active, false, ""};
      change.status =
          chance.of({PartnerStatus::Active, PartnerStatus::Suspended, PartnerStatus::Terminated});
      change.for_cause = change.status == PartnerStatus::Terminated && chance.in_hundred(40);
      world.registry.statuses.push_back(change);
    }
  }
  in_order(world.registry.statuses,
           [](const auto& one) { return std::pair(one.partner, one.from); });
}

// Never more than the whole: what a day has no room for is left out.
void add_shares(Chance& chance, World& world) {
  auto& shares = world.registry.credit_shares;
  for (int i = chance.between(1, 12); i > 0; --i) {
    registry::CreditShare one;
    one.subscription = {index(chance, world.registry.subscriptions.size())};
    one.partner = {index(chance, world.registry.partners.size())};
    one.share = base::Decimal::from_units(
        base::kUnit / 10'000 * chance.of({2'500, 3'333, 5'000, chance.between(1, 10'000)}));
    one.days.from = chance.in_hundred(40) ? Day::min() : random_day(chance, world);
    if (chance.in_hundred(40)) one.days.to = random_day(chance, world) + chance.below(40);
    if (one.days.to < one.days.from) continue;
    shares.push_back(one);
    in_order(shares, registry::order_of);
    const auto there = registry::shares_of(world.registry, one.subscription);
    if (!registry::share_fault(there)) continue;
    std::erase_if(shares, [&](const registry::CreditShare& other) {
      return registry::order_of(other) == registry::order_of(one);
    });
  }
}

DayRange completed(Chance& chance, const World& world) {
  const Day from = random_day(chance, world) + chance.of({0, -60, -400});
  return {from, chance.in_hundred(60) ? Day::forever() : from + chance.of({0, 20, 90})};
}

void add_papers(Chance& chance, World& world) {
  for (std::uint32_t p = 0; p < world.registry.partners.size(); ++p) {
    for (int i = chance.below(4); i > 0; --i) {
      world.registry.enrolments.push_back(
          {{p}, chance.of({"early", "late"}), completed(chance, world)});
      const auto kind = chance.of({base::ProfileKind::Payout, base::ProfileKind::Tax});
      world.registry.profiles.push_back({{p}, kind, completed(chance, world)});
    }
  }
  in_order(world.registry.enrolments,
           [](const auto& one) { return std::tuple(one.partner, one.agreement, one.days.from); });
  in_order(world.registry.profiles,
           [](const auto& one) { return std::tuple(one.partner, one.kind, one.days.from); });
}

// Levels of numbers that need no exchange rate.
void add_levels(Chance& chance, World& world) {
  using programs::MetricKind;
  auto& registry = world.registry;
  for (programs::Competency& competency : world.programme.competencies) {
    competency.metrics = {
        {.code = "people", .kind = MetricKind::Manual},
        {.code = "seats", .kind = MetricKind::Snapshot, .measure = Measure::Seats}};
    competency.level_codes = {"bronze", "gold"};
    for (const std::size_t rank : {std::size_t{1}, std::size_t{2}}) {
      const auto least = Decimal::from_integer(static_cast<std::int64_t>(rank));
      competency.levels.push_back(
          {.rank = rank, .thresholds = {{chance.of({std::size_t{0}, std::size_t{1}}), least, ""}}});
    }
    competency.requires_fee = chance.in_hundred(60);
    competency.grace_days = chance.of({0, 30});
    for (int i = chance.below(4); i > 0; --i) {
      const std::string account = chance.in_hundred(30) ? "g1" : chance.of(registry.partners).id;
      const Day day = random_day(chance, world) + chance.of({0, 0, -365});
      registry.awards.push_back({account, competency.code, day, chance.of({"bronze", "gold"})});
      registry.metric_values.push_back({account, competency.code, "people", day.month(),
                                        Decimal::from_integer(chance.below(3))});
    }
  }
  in_order(registry.awards, [](const auto& one) {
    return std::tuple(one.account_id, one.competency, one.awarded_on);
  });
  in_order(registry.metric_values, [](const auto& one) {
    return std::tuple(one.account_id, one.competency, one.metric, one.month);
  });
}

programs::Eligibility random_eligibility(Chance& chance, const World& world) {
  programs::Eligibility out;
  out.good_standing = chance.in_hundred(55);
  if (chance.in_hundred(30)) out.enrolments = {"early"};
  if (chance.in_hundred(10)) out.enrolments.emplace_back("late");
  if (chance.in_hundred(30)) out.profiles = {base::ProfileKind::Payout};
  if (chance.in_hundred(15)) out.profiles.push_back(base::ProfileKind::Tax);
  if (!out.profiles.empty() && chance.in_hundred(50))
    out.missing_profile = programs::MissingProfile::Held;
  if (chance.in_hundred(15)) out.countries = {"DE"};
  if (chance.in_hundred(15)) out.customer_countries = {"DE", "FR"};
  if (chance.in_hundred(35)) {
    out.competency = programs::RequiredLevel{chance.of(world.programme.competencies).code,
                                             static_cast<std::size_t>(chance.between(1, 2))};
  }
  return out;
}

void add_eligibility(Chance& chance, World& world) {
  auto& registry = world.registry;
  if (registry.partners.empty()) return;
  for (registry::Partner& one : registry.partners)
    one.country = chance.of({"DE", "US"});
  for (registry::Customer& one : registry.customers)
    one.country = chance.of({"DE", "FR", "US"});
  world.programme.parameters.eligibility_day = chance.of({0, 0, 1, 15, 28});
  add_groups(chance, world);
  add_statuses(chance, world);
  add_papers(chance, world);
  bool levels = false;
  for (programs::Lever& lever : world.programme.levers) {
    if (lever.reads_usage() && chance.in_hundred(40))
      lever.eligibility = random_eligibility(chance, world);
    levels |= lever.eligibility.competency.has_value();
  }
  if (levels) add_levels(chance, world);
}

}  // namespace

World random_world(std::uint64_t seed) {
  Chance chance(seed);
  World world;
  world.first = base::Month{chance.of({2023, 2024, 2026}) * 12 + chance.below(12)};
  world.last = world.first + chance.below(4);
  world.programme = random_programme(chance, world.first, world.last);
  add_people(chance, world);
  add_subscriptions(chance, world);
  add_channels(chance, world);
  add_associations(chance, world);
  const bool busy = chance.in_hundred(40);  // much to earn
  if (busy) {
    add_wide_associations(chance, world);
    make_generous(chance, world.programme, world.first, world.last);
    add_stocks(chance, world);
  }
  add_mergers(chance, world);
  add_access(chance, world);
  add_manual(chance, world);
  add_rates(chance, world);
  add_usage(chance, world);
  add_eligibility(chance, world);
  const bool by_day = world.programme.credited_by_time() == 0;
  if (by_day && chance.in_hundred(20) && !world.registry.partners.empty()) {
    world.programme.parameters.credit_mode = programs::CreditMode::Shared;
    add_shares(chance, world);
  }
  return world;
}

attribution::CreditQuery random_query(Chance& chance, const World& world) {
  attribution::CreditQuery out;
  out.from = world.first + chance.below(world.last - world.first + 1);
  out.to = out.from + chance.below(world.last - out.from + 1);
  if (chance.in_hundred(30)) out.from = world.first + -1;
  if (chance.in_hundred(30)) out.to = world.last + 1;
  for (std::size_t key = 0; key < attribution::kCreditKeys.size(); ++key) {
    if (chance.in_hundred(35)) out.keys.push_back(static_cast<attribution::CreditKey>(key));
  }
  chance.shuffle(out.keys);
  if (out.keys.empty()) out.keys = {attribution::CreditKey::Partner};
  if (chance.in_hundred(20)) out.partner = chance.of(world.registry.partners).id;
  if (chance.in_hundred(20)) out.subscription = chance.of(world.registry.subscriptions).id;
  return out;
}

std::vector<usage::Record> current_rows(const World& world) {
  std::map<std::pair<std::string, std::string>, usage::Record> highest;
  for (const usage::Record& record : world.delivered) {
    const auto [at, is_new] = highest.try_emplace({record.source, record.record_key}, record);
    if (!is_new && record.revision > at->second.revision) at->second = record;
  }
  std::vector<usage::Record> out;
  for (auto& [key, record] : highest)
    out.push_back(std::move(record));
  return out;
}

}  // namespace tests
