#include "insight/opportunity.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "base/check.h"
#include "insight/sight.h"

namespace insight {
namespace {

using base::Day;
using base::DayRange;
using base::Decimal;
using base::Measure;
using Found = std::vector<Opportunity>;

// `part` is at least so many percent of `whole`.
bool reaches(Decimal part, Decimal whole, int percent) {
  return part.units() * 100 >= whole.units() * percent;
}

// Whole percent, towards zero. Requires: `whole` is not zero.
std::string percent_of(Decimal part, Decimal whole) {
  return std::to_string(static_cast<std::int64_t>(part.units() * 100 / whole.units()));
}

void add(Found& out, Opportunity one, std::vector<Evidence> evidence) {
  one.evidence = std::move(evidence);
  out.push_back(std::move(one));
}

// ---- seats --------------------------------------------------------------------------------------

struct Seats {
  Decimal bought, active;
};
// Only where both were measured: an absent figure is not a zero.
std::optional<Seats> seats_of(const Sight& sight, const Place& place) {
  const auto bought = sight.stock(place, Measure::Seats);
  const auto active = sight.stock(place, Measure::ActiveUsers);
  if (!bought || !active || *bought <= Decimal()) return std::nullopt;
  return Seats{*bought, *active};
}

void under_used_seats(const Sight& sight, const Place& place, Found& out) {
  const auto seats = seats_of(sight, place);
  if (!seats || reaches(seats->active, seats->bought, sight.thresholds.used_percent)) return;
  add(out, sight.begin(Rule::UnderUsedSeats, place),
      {{"seats", seats->bought.text()},
       {"active_users", seats->active.text()},
       {"used_percent", percent_of(seats->active, seats->bought)},
       {"below_percent", std::to_string(sight.thresholds.used_percent)}});
}

void unassigned_seats(const Sight& sight, const Place& place, Found& out) {
  const auto seats = seats_of(sight, place);
  if (!seats) return;
  const Decimal free = seats->bought - seats->active;
  if (free < Decimal::from_integer(sight.thresholds.unassigned_seats)) return;
  add(out, sight.begin(Rule::UnassignedSeats, place),
      {{"seats", seats->bought.text()},
       {"active_users", seats->active.text()},
       {"unassigned", free.text()},
       {"at_least", std::to_string(sight.thresholds.unassigned_seats)}});
}

// ---- consumption --------------------------------------------------------------------------------

// No commitment: metered, and the subscription has no last day.
void growth_without_commitment(const Sight& sight, const Place& place, Found& out) {
  const bool is_committed = sight.subscription(place).life.to != Day::forever();
  if (is_committed || sight.product(place).metering != base::Metering::Metered) return;
  const Thresholds& t = sight.thresholds;
  const Day end = sight.month.end();
  const Day middle = end + -t.growth_days, begin = middle + -t.growth_days;
  const auto before = sight.consumed(place, {begin, middle}, {begin, end});
  const auto now = sight.consumed(place, {middle, end}, {begin, end});
  for (const auto& [currency, amount] : now) {
    const auto earlier = before.find(currency);
    if (earlier == before.end() || earlier->second <= Decimal()) continue;
    if (!reaches(amount, earlier->second, 100 + t.growth_percent)) continue;
    add(out, sight.begin(Rule::GrowthWithoutCommitment, place),
        {{"consumption", amount.text()},
         {"before", earlier->second.text()},
         {"currency", std::string(currency)},
         {"days", std::to_string(t.growth_days)},
         {"growth_percent", percent_of(amount - earlier->second, earlier->second)},
         {"at_least_percent", std::to_string(t.growth_percent)}});
  }
}

void consumption_drop(const Sight& sight, const Place& place, Found& out) {
  const DayRange month = base::range_of(sight.month);
  const DayRange earlier{(sight.month + -3).first(), month.from};
  const DayRange all{earlier.from, month.to};
  const auto now = sight.consumed(place, month, all);
  for (const auto& [currency, three] : sight.consumed(place, earlier, all)) {
    if (three <= Decimal()) continue;
    const auto found = now.find(currency);
    const Decimal amount = found == now.end() ? Decimal() : found->second;
    const Decimal lost = three - amount - amount - amount;  // of three such months
    if (!reaches(lost, three, sight.thresholds.drop_percent)) continue;
    add(out, sight.begin(Rule::ConsumptionDrop, place),
        {{"consumption", amount.text()},
         {"three_months_before", three.text()},
         {"currency", std::string(currency)},
         {"drop_percent", percent_of(lost, three)},
         {"at_least_percent", std::to_string(sight.thresholds.drop_percent)}});
  }
}

// ---- what ends ----------------------------------------------------------------------------------

void renewals(const Sight& sight, const Place& place, Found& out) {
  const Day end = sight.subscription(place).life.to;
  const int days = end - sight.today;
  if (end == Day::forever() || days > sight.thresholds.days_ahead) return;
  std::vector<Evidence> evidence{{"ends_on", end.text()},
                                 {"days_left", std::to_string(days)},
                                 {"within_days", std::to_string(sight.thresholds.days_ahead)}};
  if (const auto seats = sight.stock(place, Measure::Seats))
    evidence.push_back({"seats", seats->text()});
  add(out, sight.begin(Rule::RenewalsIn90Days, place), std::move(evidence));
}

// Roles that end on one day are one opportunity. What ends with the subscription is a renewal.
void association_ends_soon(const Sight& sight, const Place& place, Found& out) {
  std::map<Day, programs::TypeMask> ends;
  const programs::TypeMask held = sight.types_on(place, sight.today);
  for (programs::TypeIndex t = 0; t < sight.programme().types.size(); ++t) {
    const programs::TypeMask bit = programs::TypeMask{1} << t;
    if ((held & bit) != 0) ends[sight.held_until(place, t)] |= bit;
  }
  for (const auto& [end, types] : ends) {
    const int days = end - sight.today;
    if (end >= sight.subscription(place).life.to || days > sight.thresholds.days_ahead) continue;
    add(out, sight.begin(Rule::AssociationEndsSoon, place),
        {{"roles", sight.programme().labels(types)},
         {"ends_on", end.text()},
         {"days_left", std::to_string(days)},
         {"within_days", std::to_string(sight.thresholds.days_ahead)}});
  }
}

// ---- partner of record --------------------------------------------------------------------------

// The roles of a partner of record that a customer could give at the place: one holder at a time,
// paid, not recognised from a sale, and lawful for the product and in today's channel.
programs::TypeMask record_roles(const Sight& sight, const Place& place) {
  const bool csp = sight.standing().is_csp_day(place.subscription, sight.today);
  programs::TypeMask out = 0;
  for (programs::TypeIndex t = 0; t < sight.programme().types.size(); ++t) {
    const programs::AssociationType& type = sight.programme().types[t];
    const bool is_given = !type.exclusive.empty() && type.incentive && type.recognised.empty();
    const bool is_lawful =
        type.allows(sight.product(place).metering) && sight.standing().channel_opens(type, csp);
    if (is_given && is_lawful) out |= programs::TypeMask{1} << t;
  }
  return out;
}

void not_partner_of_record(const Sight& sight, const Place& place, Found& out) {
  const programs::TypeMask roles = record_roles(sight, place);
  const programs::TypeMask held = sight.types_on(place, sight.today);
  if (roles == 0 || (held & roles) != 0) return;
  std::vector<Evidence> evidence{{"held_as", sight.programme().labels(held)},
                                 {"roles_of_record", sight.programme().labels(roles)}};
  if (const auto others = sight.held_by_anyone(place.subscription))
    evidence.push_back(
        {"partner_of_record", (*others & roles) != 0 ? "another partner" : "nobody"});
  add(out, sight.begin(Rule::AssociatedNotPartnerOfRecord, place), std::move(evidence));
}

// ---- white space --------------------------------------------------------------------------------

struct Client {
  base::CustomerKey customer;
  std::set<std::string_view> families;
};

// The partner's customers with the families that it sees at them.
std::vector<Client> clients_of(const Sight& sight, const std::vector<Place>& places) {
  std::map<base::CustomerKey, std::set<std::string_view>> seen;
  for (const Place& place : places) {
    const std::string& family = sight.product(place).family;
    if (!family.empty()) seen[sight.subscription(place).customer].insert(family);
  }
  std::vector<Client> out;
  for (auto& [customer, families] : seen)
    out.push_back({customer, std::move(families)});
  return out;
}

// Of the same country, and with a family in common.
bool are_comparable(const Sight& sight, const Client& a, const Client& b) {
  return a.customer != b.customer &&
         sight.registry()[a.customer].country == sight.registry()[b.customer].country &&
         std::ranges::any_of(a.families, [&](auto family) { return b.families.contains(family); });
}

void white_space(const Sight& sight, base::PartnerKey partner, const std::vector<Place>& places,
                 Found& out) {
  const std::vector<Client> clients = clients_of(sight, places);
  const Thresholds& t = sight.thresholds;
  for (const Client& client : clients) {
    std::map<std::string_view, int> having;
    int comparable = 0;
    for (const Client& other : clients) {
      if (!are_comparable(sight, client, other)) continue;
      ++comparable;
      for (const std::string_view family : other.families)
        ++having[family];
    }
    if (comparable < t.comparable_customers) continue;
    for (const auto& [family, count] : having) {
      if (client.families.contains(family) || count * 100 < comparable * t.white_space_percent)
        continue;
      out.push_back({Rule::WhiteSpace,
                     sight.registry()[partner].id,
                     sight.registry()[client.customer].id,
                     "",
                     std::string(family),
                     {{"comparable_customers", std::to_string(comparable)},
                      {"of_them_have_it", std::to_string(count)},
                      {"at_least_percent", std::to_string(t.white_space_percent)}}});
    }
  }
}

// ---- all ----------------------------------------------------------------------------------------

using PlaceRule = void (*)(const Sight&, const Place&, Found&);
constexpr std::array<std::pair<Rule, PlaceRule>, 7> kPlaceRules{
    {{Rule::UnderUsedSeats, under_used_seats},
     {Rule::UnassignedSeats, unassigned_seats},
     {Rule::GrowthWithoutCommitment, growth_without_commitment},
     {Rule::RenewalsIn90Days, renewals},
     {Rule::ConsumptionDrop, consumption_drop},
     {Rule::AssociatedNotPartnerOfRecord, not_partner_of_record},
     {Rule::AssociationEndsSoon, association_ends_soon}}};

}  // namespace

std::string text(const std::vector<Evidence>& evidence) {
  std::string out;
  for (const Evidence& one : evidence)
    out += (out.empty() ? "" : "; ") + one.name + '=' + one.value;
  return out;
}

Found opportunities(const usage::SeriesIndex& index, const attribution::Holdings& holdings,
                    const attribution::Standing& standing, const OpportunityQuery& query,
                    const Onlooker* onlooker) {
  ASSERT(onlooker == nullptr || !query.partner.empty());
  const registry::Snapshot& registry = standing.registry();
  const auto found = std::ranges::find(registry.partners, query.partner, &registry::Partner::id);
  const base::PartnerKey only{static_cast<std::uint32_t>(found - registry.partners.begin())};
  attribution::Holdings seen;
  if (onlooker != nullptr) {
    seen = seen_holdings(confine(holdings, registry, {.partner = only}), standing, *onlooker,
                         rights::DataClass::Usage);
  }
  const Sight sight(index, holdings, onlooker == nullptr ? holdings : seen, standing, query,
                    onlooker);
  const auto wants = [&](Rule rule) { return !query.rule || *query.rule == rule; };
  Found out;
  for (std::uint32_t p = 0; p < registry.partners.size(); ++p) {
    if (!query.partner.empty() && only.number != p) continue;
    const std::vector<Place> places = sight.places({p});
    for (const Place& place : places) {
      for (const auto& [rule, find] : kPlaceRules) {
        if (wants(rule)) find(sight, place, out);
      }
    }
    if (wants(Rule::WhiteSpace)) white_space(sight, {p}, places, out);
  }
  std::ranges::stable_sort(out, {}, [](const Opportunity& one) {
    return std::tie(one.partner, one.rule, one.customer, one.subscription, one.subject);
  });
  return out;
}

}  // namespace insight
