#include "world_registry.h"

#include <algorithm>
#include <cstdio>

#include "base/check.h"

namespace bench {

using base::Day;
using base::DayRange;

namespace {

std::string numbered(const char* format, std::uint32_t number) {
  char text[32];
  const int size = std::snprintf(text, sizeof text, format, number);
  return {text, static_cast<std::size_t>(size)};
}

// One subscription after the other gets its chains of holders: some change in the middle of a
// month, some stand beside each other, some partners hold several types at once, and some rows lie
// behind a closed gate. No two rows hold an exclusive role on one day.
class Maker {
 public:
  Maker(const Shape& shape, std::uint64_t seed, const programs::Programme& programme)
      : shape_(shape), seed_(seed), programme_(programme) {}

  registry::Snapshot make() {
    make_parties();
    const auto exclusive = make_exclusive();
    ASSERT(exclusive <= shape_.associations);
    make_others(shape_.associations - exclusive);
    name_associations();
    return std::move(out_);
  }

 private:
  void make_parties();
  std::uint32_t make_exclusive();
  void make_chain(Dice& dice, std::uint32_t subscription, const char* type, std::uint32_t holders);
  void make_csp(Dice& dice, std::uint32_t subscription);
  void make_others(std::uint64_t count);
  void make_other(Dice& dice, std::uint32_t subscription);
  void name_associations();

  base::PartnerKey any_partner(Dice& dice) const {
    const std::uint32_t partner = dice.below(shape_.partners);  // some are met more often
    return {dice.chance(20) ? std::min(partner, dice.below(shape_.partners)) : partner};
  }
  programs::TypeIndex type(const char* code) const {
    const auto found = programme_.type(code);
    ASSERT(found.has_value());
    return *found;
  }
  registry::Association& add(const char* code, base::PartnerKey partner, std::uint32_t subscription,
                             DayRange days) {
    registry::Association row;
    row.type = type(code);
    row.partner = partner;
    row.customer = out_.subscriptions[subscription].customer;
    row.subscription = {subscription};
    row.days = days;
    row.source = "import";
    row.recorded = {1};
    return out_.associations.emplace_back(std::move(row));
  }

  const Shape& shape_;
  std::uint64_t seed_;
  const programs::Programme& programme_;
  registry::Snapshot out_;
  std::vector<base::PartnerKey> main_partner_;  // per subscription: its first partner of record
};

void Maker::make_parties() {
  out_.as_known = {1};
  for (std::uint32_t p = 0; p < shape_.partners; ++p) {
    out_.partners.push_back({numbered("P%05u", p), numbered("Partner %u", p), "", "US"});
  }
  const struct {
    const char* name;
    const char* family;
    base::Metering metering;
  } products[] = {{"Metered compute", "Azure", base::Metering::Metered},
                  {"Metered data", "Azure", base::Metering::Metered},
                  {"Metered devices", "EMS", base::Metering::Metered},
                  {"Office seats", "Office 365", base::Metering::Seat},
                  {"Sales seats", "CRM Online", base::Metering::Seat}};
  for (std::uint32_t p = 0; p < std::size(products); ++p) {
    out_.products.push_back(
        {numbered("SKU%u", p), products[p].name, products[p].family, products[p].metering});
  }
  Dice dice(mix(seed_ ^ 0xC0FFEE));
  for (std::uint32_t s = 0; s < shape_.subscriptions; ++s) {
    if (s == 0 || dice.chance(50)) {
      const auto c = static_cast<std::uint32_t>(out_.customers.size());
      out_.customers.push_back({numbered("C%06u", c), numbered("Customer %u", c), "US"});
    }
    const base::CustomerKey customer{static_cast<std::uint32_t>(out_.customers.size() - 1)};
    out_.subscriptions.push_back({numbered("S%06u", s),
                                  customer,
                                  {dice.below(static_cast<std::uint32_t>(std::size(products)))},
                                  "USD",
                                  {kFirstDay + -400, Day::forever()}});
  }
}

std::uint32_t Maker::make_exclusive() {
  for (std::uint32_t s = 0; s < shape_.subscriptions; ++s) {
    Dice dice(mix(seed_ + 1) ^ mix(s));
    const std::uint32_t record = dice.below(100);
    main_partner_.push_back({});
    make_chain(dice, s, "dpor", record < 50 ? 1 : record < 85 ? 2 : 3);
    const std::uint32_t sale = dice.below(100);
    make_chain(dice, s, "tpor", sale < 30 ? 0 : sale < 80 ? 1 : 2);
    if (dice.chance(10)) make_csp(dice, s);
  }
  return static_cast<std::uint32_t>(out_.associations.size());
}

// Holders one after the other, at times with a gap; the last one often for good.
void Maker::make_chain(Dice& dice, std::uint32_t subscription, const char* type,
                       std::uint32_t holders) {
  if (holders == 0) return;
  std::vector<int> cuts;
  for (std::uint32_t i = 0; i + 1 < holders; ++i) {
    cuts.push_back(1 + static_cast<int>(dice.below(kDays)));
  }
  std::sort(cuts.begin(), cuts.end());
  Day from = kFirstDay + (-1 - static_cast<int>(dice.below(390)));
  for (std::uint32_t i = 0; i < holders; ++i) {
    Day to = Day::forever();
    if (i + 1 < holders) {
      to = kFirstDay + cuts[i];
    } else if (dice.chance(30)) {
      to = kFirstDay + kDays + -static_cast<int>(dice.below(200));
    }
    const base::PartnerKey partner = any_partner(dice);
    if (!main_partner_[subscription].exists()) main_partner_[subscription] = partner;
    const bool gap = dice.chance(20);
    const Day begin = gap ? from + static_cast<int>(dice.below(40)) : from;
    // An empty stay becomes a day that no chain reaches, so that the number of rows stands.
    if (begin < to) {
      add(type, partner, subscription, {begin, to});
    } else {
      const Day before = kFirstDay + -399 + static_cast<int>(i);
      add(type, partner, subscription, {before, before + 1});
    }
    from = std::max(from, to);
  }
}

// From some day on the subscription is sold through the provider channel.
void Maker::make_csp(Dice& dice, std::uint32_t subscription) {
  const Day from = kFirstDay + 100 + static_cast<int>(dice.below(500));
  const bool direct = dice.chance(50);
  const base::SubscriptionKey key{subscription};
  const Day begin = out_.subscriptions[subscription].life.from;
  out_.channels.push_back({key, base::Channel::DirectWeb, {begin, from}, {}, {}});
  out_.channels.push_back({key,
                           direct ? base::Channel::CspDirect : base::Channel::CspIndirect,
                           {from, Day::forever()},
                           {},
                           {}});
  const DayRange days{from, Day::forever()};
  if (direct) {
    add("csp_direct", any_partner(dice), subscription, days);
  } else {
    add("csp_provider", any_partner(dice), subscription, days);
    add("csp_reseller", any_partner(dice), subscription, days);
  }
}

// Spreads `count` rows of the types that exclude nobody evenly over the subscriptions.
void Maker::make_others(std::uint64_t count) {
  for (std::uint64_t s = 0; s < shape_.subscriptions; ++s) {
    Dice dice(mix(seed_ + 2) ^ mix(s));
    const std::uint64_t first = s * count / shape_.subscriptions;
    const std::uint64_t last = (s + 1) * count / shape_.subscriptions;
    for (std::uint64_t i = first; i < last; ++i)
      make_other(dice, static_cast<std::uint32_t>(s));
  }
}

void Maker::make_other(Dice& dice, std::uint32_t subscription) {
  constexpr const char* kSeat[] = {"gdap", "dap", "fasttrack"};
  const registry::Product& product = out_[out_.subscriptions[subscription].product];
  const bool seat = (product.metering == base::Metering::Seat) != dice.chance(8);  // some misfit
  const char* code = seat ? kSeat[dice.below(3)] : "isv_deal";
  const base::PartnerKey partner =
      dice.chance(30) ? main_partner_[subscription] : any_partner(dice);
  const Day from = kFirstDay + -300 + static_cast<int>(dice.below(960));
  const Day to = dice.chance(30) ? Day::forever() : from + 30 + static_cast<int>(dice.below(600));
  registry::Association& row = add(code, partner, subscription, {from, to});
  if (dice.chance(5)) row.subscription = {};  // the whole customer
}

void Maker::name_associations() {
  for (std::uint32_t a = 0; a < out_.associations.size(); ++a) {
    out_.associations[a].id = numbered("A%07u", a);
  }
}

}  // namespace

registry::Snapshot make_registry(const Shape& shape, std::uint64_t seed,
                                 const programs::Programme& programme) {
  return Maker(shape, seed, programme).make();
}

}  // namespace bench
