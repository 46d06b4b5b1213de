// The world of the demo: an invented vendor's programme with partners, customers, subscriptions and
// fifteen months of usage. Everything follows from the seed.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/terms.h"
#include "registry/registry_store.h"

namespace app {

struct DemoScale {
  std::uint64_t seed = 2016;
  int stride = 1;  // days between two rows of a series; more of them, fewer rows
};

inline constexpr int kDemoMonths = 15;
base::Month demo_first_month();  // 2025-01
base::Month demo_last_month();   // 2026-03

// A product, the workloads it is metered by and what one unit of each costs.
struct DemoProduct {
  std::string_view id, name, family;
  base::Metering metering;
  bool focus;  // its vendor's cloud delivers FOCUS files
  std::vector<std::string_view> workloads;
};
const std::vector<DemoProduct>& demo_products();

// Usage of one workload of a subscription, day by day.
struct DemoSeries {
  int workload = 0;  // of the product
  int quantity = 0;  // hundredths a day, before growth, week-ends and noise
  int price = 0;     // of one unit, in 10^-4 of the currency
  int growth = 0;    // per cent a month
};

struct DemoSubscription {
  int product = 0;
  std::string id;
  std::string currency;
  base::DayRange life;
  int seats = 0;
  std::vector<DemoSeries> series;
};

struct DemoWorld {
  DemoScale scale;
  registry::ChangeSet registry;
  std::vector<registry::Partner> suspended;  // partners as a later file tells of them
  std::vector<DemoSubscription> subscriptions;
};

DemoWorld demo_world(DemoScale scale);

// As whom visitors look at it.
inline constexpr std::string_view kDemoPartner = "P11";
// The first subscription that is metered and lives at the end of the demo, and whose it is.
const DemoSubscription& demo_metered(const DemoWorld& world);
std::string demo_customer(const DemoWorld& world);

// The programme file, programmes/lanternfall-2025.toml.
std::string_view demo_programme();

}  // namespace app
