#include "app/demo_world.h"

#include <algorithm>

#include "app/demo_names.h"
#include "app/demo_random.h"

namespace app {
namespace {

using base::Channel;
using base::Day;
using base::DayRange;

constexpr int kPartners = 40;
constexpr int kCustomers = 600;
constexpr int kSubscriptions = 2500;

// "P07": digits wide enough for all of a kind, so that text order is number order.
std::string numbered(char letter, int number, std::size_t digits) {
  std::string text = std::to_string(number);
  return letter + std::string(digits > text.size() ? digits - text.size() : 0, '0') + text;
}

struct Home {
  std::string_view country, currency;
};
constexpr std::array<Home, 6> kHomes{
    {{"US", "USD"}, {"US", "USD"}, {"DE", "EUR"}, {"FR", "EUR"}, {"NL", "EUR"}, {"JP", "JPY"}}};

class Builder {
 public:
  explicit Builder(DemoScale scale) : chance_(scale.seed), names_(scale.seed + 1) {
    world_.scale = scale;
  }

  DemoWorld build() {
    add_partners();
    add_products();
    add_fx_rates();
    for (int i = 0; i < kCustomers; ++i)
      add_customer(i);
    for (int i = 0; i < kSubscriptions; ++i)
      add_subscription(i);
    for (int i = 0; i < kCustomers; ++i)
      add_customer_wide(i);
    return std::move(world_);
  }

 private:
  void add_partners();
  void add_products();
  void add_fx_rates();
  void add_customer(int number);
  void add_subscription(int number);
  void add_channels(const DemoSubscription& subscription);
  void add_period(const std::string& subscription, Channel channel, DayRange days);
  void add_partner_of_record(const DemoSubscription& subscription);
  void add_deal(const DemoSubscription& subscription);
  void add_customer_wide(int number);
  void associate(std::string_view type, const std::string& partner, int customer,
                 const std::string& subscription, std::string_view workload, DayRange days);

  std::vector<DemoSeries> make_series(const DemoProduct& product, int factor);
  int pick_product();
  std::string any_partner() { return numbered('P', 1 + chance_.below(kPartners), 2); }
  // A day inside the fifteen months, never a month's first, so that months are cut.
  Day day_inside(int first_month, int last_month) {
    const base::Month month = demo_first_month() + chance_.between(first_month, last_month);
    return month.first() + chance_.between(1, 26);
  }

  DemoWorld world_;
  Chance chance_;
  Names names_;
  int associations_ = 0;
  int customer_ = 0;  // of the subscription that is being made
};

void Builder::add_partners() {
  for (int i = 1; i <= kPartners; ++i) {
    registry::Partner partner{.id = numbered('P', i, 2),
                              .name = names_.partner(),
                              .country = std::string(kHomes[i % kHomes.size()].country)};
    if (i % 10 < 3) partner.group_id = "G" + std::to_string(i / 10 + 1);
    // P05 is its own customer: what it does for itself is not credited.
    if (i == 5) partner.group_id = "C005";
    world_.registry.partners.push_back(partner);
    if (i == 38) {
      partner.status = base::PartnerStatus::Suspended;
      world_.suspended.push_back(partner);
    }
  }
}

void Builder::add_products() {
  for (const DemoProduct& product : demo_products()) {
    world_.registry.products.push_back({std::string(product.id), std::string(product.name),
                                        std::string(product.family), product.metering});
  }
}

void Builder::add_fx_rates() {
  for (int i = 0; i < kDemoMonths; ++i) {
    const base::Month month = demo_first_month() + i;
    const int euro = 10'400 + i * 45 + chance_.below(60);   // 10^-4 dollars
    const int yen = 64'000 + i * 210 + chance_.below(900);  // 10^-7 dollars
    world_.registry.fx_rates.push_back(
        {month, "EUR", "USD", base::Decimal::from_units(base::Int128{euro} * 100'000'000)});
    world_.registry.fx_rates.push_back(
        {month, "JPY", "USD", base::Decimal::from_units(base::Int128{yen} * 100'000)});
  }
}

void Builder::add_customer(int number) {
  const Home& home = kHomes[static_cast<std::size_t>(number) % kHomes.size()];
  world_.registry.customers.push_back(
      {numbered('C', number + 1, 3), names_.customer(), std::string(home.country)});
}

int Builder::pick_product() {
  static constexpr std::array<int, 6> kShares{35, 12, 8, 32, 10, 3};  // per cent, by product
  int left = chance_.below(100);
  for (std::size_t i = 0; i < kShares.size(); ++i) {
    left -= kShares[i];
    if (left < 0) return static_cast<int>(i);
  }
  return 0;
}

std::vector<DemoSeries> Builder::make_series(const DemoProduct& product, int factor) {
  std::vector<DemoSeries> all;
  const bool metered = product.metering == base::Metering::Metered;
  for (int i = 0; i < static_cast<int>(product.workloads.size()); ++i) {
    if (metered && i > 1 && chance_.percent(35)) continue;
    all.push_back({.workload = i,
                   .quantity = chance_.between(400, 24'000),
                   .price = chance_.between(300, 4'000) * factor,
                   .growth = chance_.between(-3, 6)});
  }
  return all;
}

void Builder::add_subscription(int number) {
  customer_ = chance_.below(kCustomers);
  DemoSubscription one;
  one.id = numbered('S', number + 1, 4);
  one.product = pick_product();
  one.currency = kHomes[static_cast<std::size_t>(customer_) % kHomes.size()].currency;
  one.seats = chance_.between(10, 900);
  const base::Month start =
      demo_first_month() + (chance_.percent(65) ? -chance_.between(1, 20) : chance_.between(0, 11));
  one.life = {start.first() + chance_.below(28), Day::forever()};
  if (chance_.percent(12)) one.life.to = day_inside(12, 14);
  const DemoProduct& product = demo_products()[static_cast<std::size_t>(one.product)];
  one.series = make_series(product, one.currency == "JPY" ? 150 : 1);
  world_.registry.subscriptions.push_back(
      {one.id, numbered('C', customer_ + 1, 3), std::string(product.id), one.currency, one.life});
  add_channels(one);
  add_partner_of_record(one);
  if (product.metering == base::Metering::Metered && chance_.percent(12)) add_deal(one);
  world_.subscriptions.push_back(std::move(one));
}

// Most subscriptions stay in one channel; some move to CSP in the middle of a month.
void Builder::add_channels(const DemoSubscription& subscription) {
  static constexpr std::array<Channel, 20> kMix{
      Channel::DirectWeb,   Channel::DirectWeb,   Channel::DirectWeb,   Channel::DirectWeb,
      Channel::DirectWeb,   Channel::DirectWeb,   Channel::Ea,          Channel::Ea,
      Channel::Ea,          Channel::Ea,          Channel::Advisor,     Channel::Advisor,
      Channel::Open,        Channel::Marketplace, Channel::CspDirect,   Channel::CspDirect,
      Channel::CspIndirect, Channel::CspIndirect, Channel::CspIndirect, Channel::CspIndirect};
  if (chance_.percent(5)) return;  // no channel row: bought directly, nobody transacted
  const Channel channel = kMix[static_cast<std::size_t>(chance_.below(20))];
  const Day moves = day_inside(12, 14);
  if (!base::is_csp(channel) && chance_.percent(6) && subscription.life.contains(moves)) {
    add_period(subscription.id, channel, {subscription.life.from, moves});
    add_period(subscription.id, Channel::CspIndirect, {moves, subscription.life.to});
    return;
  }
  add_period(subscription.id, channel, subscription.life);
}

// The period names its partners, and the types follow by themselves; some periods name nobody, and
// then an association says what the sales feed left out, or nothing does.
void Builder::add_period(const std::string& subscription, Channel channel, DayRange days) {
  registry::ChangeSet::ChannelRow row{
      .subscription_id = subscription, .channel = channel, .days = days};
  const std::string seller = any_partner();
  const std::string reseller = any_partner();
  const bool named = chance_.percent(70);
  const bool indirect = channel == Channel::CspIndirect;
  if (named) row.transacting_id = seller;
  if (named && indirect) row.reseller_id = reseller;
  world_.registry.channels.push_back(row);
  if (named || chance_.percent(30)) return;
  if (!base::is_csp(channel)) return associate("tpor", seller, customer_, subscription, "", days);
  associate(indirect ? "csp_provider" : "csp_direct", seller, customer_, subscription, "", days);
  if (indirect) associate("csp_reseller", reseller, customer_, subscription, "", days);
}

void Builder::add_partner_of_record(const DemoSubscription& subscription) {
  if (!chance_.percent(60)) return;
  const std::string first = any_partner();
  const std::string second = any_partner();
  const Day switched = day_inside(1, 14);
  if (chance_.percent(25) && subscription.life.contains(switched)) {
    associate("dpor", first, customer_, subscription.id, "", {subscription.life.from, switched});
    associate("dpor", second, customer_, subscription.id, "", {switched, subscription.life.to});
    return;
  }
  associate("dpor", first, customer_, subscription.id, "", subscription.life);
}

void Builder::add_deal(const DemoSubscription& subscription) {
  const Day from = day_inside(0, 12);
  associate("isv_deal", any_partner(), customer_, subscription.id, "", {from, from + 365});
}

// Grants of the whole customer: administrators and deployment help.
void Builder::add_customer_wide(int number) {
  if (chance_.percent(25)) associate("dap", any_partner(), number, "", "", {day_inside(-6, 6)});
  if (chance_.percent(20)) {
    const Day from = day_inside(0, 10);
    associate("gdap", any_partner(), number, "", "", {from, from + 730});
  }
  if (!chance_.percent(15)) return;
  static constexpr std::array<std::string_view, 4> kHelped{"mail", "files", "meetings", "sales"};
  const Day from = day_inside(0, 12);
  associate("fasttrack", any_partner(), number, "", kHelped[static_cast<std::size_t>(number % 4)],
            {from, from + chance_.between(60, 300)});
}

void Builder::associate(std::string_view type, const std::string& partner, int customer,
                        const std::string& subscription, std::string_view workload, DayRange days) {
  world_.registry.associations.push_back({.id = numbered('A', ++associations_, 5),
                                          .type = std::string(type),
                                          .partner_id = partner,
                                          .customer_id = numbered('C', customer + 1, 3),
                                          .subscription_id = subscription,
                                          .workload = std::string(workload),
                                          .days = days});
}

}  // namespace

base::Month demo_first_month() {
  return *base::Month::parse("2025-01");
}
base::Month demo_last_month() {
  return demo_first_month() + (kDemoMonths - 1);
}

const std::vector<DemoProduct>& demo_products() {
  using base::Metering;
  static const std::vector<DemoProduct> products{
      {"lumen-office",
       "Lumen Office",
       "lumen-office",
       Metering::Seat,
       false,
       {"mail", "files", "meetings"}},
      {"lumen-crm", "Lumen CRM", "lumen-crm", Metering::Seat, false, {"sales", "service"}},
      {"lumen-devices", "Lumen Devices", "lumen-devices", Metering::Seat, false, {"enrolment"}},
      {"tarn-compute",
       "Tarn Compute",
       "tarn-compute",
       Metering::Metered,
       false,
       {"compute", "storage", "network", "database", "backup", "containers", "monitoring",
        "queues"}},
      {"tarn-data",
       "Tarn Data",
       "tarn-data",
       Metering::Metered,
       true,
       {"warehouse", "streams", "notebooks", "catalog"}},
      {"tarn-vision",
       "Tarn Vision",
       "tarn-vision",
       Metering::Metered,
       false,
       {"inference", "training"}},
  };
  return products;
}

DemoWorld demo_world(DemoScale scale) {
  return Builder(scale).build();
}

const DemoSubscription& demo_metered(const DemoWorld& world) {
  const auto found = std::ranges::find_if(world.subscriptions, [](const DemoSubscription& one) {
    const DemoProduct& product = demo_products()[static_cast<std::size_t>(one.product)];
    return product.metering == base::Metering::Metered &&
           one.life.contains(demo_last_month().last());
  });
  return found == world.subscriptions.end() ? world.subscriptions.front() : *found;
}

std::string demo_customer(const DemoWorld& world) {
  const auto& all = world.registry.subscriptions;
  return std::ranges::find(all, demo_metered(world).id, &registry::ChangeSet::SubscriptionRow::id)
      ->customer_id;
}

}  // namespace app
